"""What was read outside the tables, as a person looks through it before it is taken in."""

from dataclasses import dataclass
from functools import cached_property

from plans.readers.document import Passage, PlanDocument
from plans.readers.slipped_rows import SlippedRow, slipped_rows

_SHORT = 900  # letters, a dozen lines


@dataclass(frozen=True)
class ReadOutside:
    """`slipped` are lines that look like rows of the tables. What is short stands open."""

    document: PlanDocument

    @cached_property
    def slipped(self) -> list[SlippedRow]:
        return slipped_rows(self.document)

    @property
    def introduction(self) -> str:
        return self.document.introduction

    @property
    def passages(self) -> list[Passage]:
        return self.document.narrative

    @property
    def is_introduction_short(self) -> bool:
        return len(self.introduction) < _SHORT

    @property
    def are_passages_short(self) -> bool:
        return sum(len(passage.heading) + len(passage.text) for passage in self.passages) < _SHORT
