"""What stands outside the tables of actions, under its headings and in its order."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from .contents import Heading, Paragraph, Part, Table
from .document import Passage
from .headings import section_heading

_Passage = tuple[Heading | None, list[str]]
_COUNTED = re.compile(r"(?P<number>[0-9]{1,4})[.)]\s")


@dataclass
class Narrative:
    """`introduction` is what stands between the title and the next heading or table of actions."""

    title: Heading | None
    introduction: list[str] = field(default_factory=list)
    _passages: list[_Passage] = field(default_factory=list)
    _introduces: bool = False
    _above_title: int = 0

    def __post_init__(self) -> None:
        self._introduces = self.title is None

    def add(self, part: Part) -> None:
        if isinstance(part, Heading):
            self._introduces = part is self.title
            if part is self.title:
                self._above_title = len(self._passages)
            else:
                self._passages.append((part, []))
        elif self._introduces:
            self.introduction += _lines(part)
        else:
            self._open().extend(_lines(part))

    def end_introduction(self) -> None:
        self._introduces = False

    def take_in_front(self, last: Heading) -> Heading | None:
        """The heading that names the only section of a document, where there is one; other lines above it are text.

        On a paper's front many a line stands alone between its title and its table: a body, a meeting, a date. None of
        them is a name, but lines of what stands above them. A name is marked as a heading or numbered; or it comes
        after others that only their looks tell, and that have text.
        """
        end = next(at for at, (heading, _) in enumerate(self._passages, 1) if heading is last)
        above = self._passages[self._above_title : end]
        full = max((at for at, (_, lines) in enumerate(above, 1) if lines), default=0)  # below it are headings alone
        before = _Before(above)
        kept = next((at for at in range(len(above), full, -1) if before.lets_name(above[at - 1][0])), full)
        name = above[kept - 1][0] if kept and _Before(above[: kept - 1]).lets_name(above[kept - 1][0]) else None
        lines = above[kept - 1][1] if kept else self.introduction
        lines += [heading.text for heading, _ in above[kept:] if heading]
        del self._passages[self._above_title + kept : end]
        return name

    def passages(self, sections: list[Heading]) -> list[Passage]:
        """A section's heading is one of these only where it has text."""
        return [
            Passage(heading=heading.text if heading else "", text="\n".join(lines))
            for heading, lines in self._passages
            if lines or not any(heading is section for section in sections)
        ]

    def _open(self) -> list[str]:
        if not self._passages:
            self._passages.append((None, []))
        return self._passages[-1][1]


class _Before:
    """What stands before a heading: whether that may name what is below it."""

    def __init__(self, passages: Sequence[_Passage]):
        counted = (_COUNTED.match(line) for _, lines in passages for line in lines)
        self._counted = {int(found["number"]) for found in counted if found}
        self._has_text_below_looks = any(lines and heading and not heading.marked for heading, lines in passages)

    def lets_name(self, heading: Heading | None) -> bool:
        if heading is None or heading.marked:
            return heading is not None
        if number := section_heading(heading.text).number:
            return not (number.isdigit() and int(number) - 1 in self._counted)  # counts on a report's paragraphs
        return self._has_text_below_looks


def _lines(part: Paragraph | Table) -> list[str]:
    """A table is told as text, a row on a line."""
    if isinstance(part, Paragraph):
        return part.text.split("\n")
    rows = [part.above, part.columns, *(row.cells for row in part.rows)]
    return [" | ".join(" ".join(cell.split()) for cell in cells if cell) for cells in rows if any(cells)]
