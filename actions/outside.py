"""What stands around the tables of a plan: the introduction above its actions, and other text below them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from plans.fingerprints import fingerprint
from plans.readers.document import Passage

_SHORT = 900  # letters, a dozen lines


@dataclass(frozen=True)
class Outside:
    """What is short stands open where it is looked through."""

    introduction: str
    passages: tuple[Passage, ...]

    @property
    def mark(self) -> str:
        """Tells it from every other."""
        return fingerprint(repr((self.introduction, [(each.heading, each.text) for each in self.passages])))

    @property
    def is_introduction_short(self) -> bool:
        return len(self.introduction) < _SHORT

    @property
    def are_passages_short(self) -> bool:
        return len(told(self.passages)) < _SHORT


def outside_of(version: Any) -> Outside:
    """Of a version, or of a record of one."""
    return Outside(version.introduction, tuple(Passage(**passage) for passage in version.narrative))


def told(passages: Iterable[Passage]) -> str:
    """Passages as one text, each under its heading."""
    return "\n".join(f"{passage.heading}\n{passage.text}".strip() for passage in passages)
