"""What stands outside the tables of actions, under its headings and in its order."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from .contents import Heading, Paragraph, Part, Table
from .document import Passage
from .headings import section_heading


@dataclass
class Narrative:
    """`introduction` is what stands between the title and the next heading or table of actions."""

    title: Heading | None
    introduction: list[str] = field(default_factory=list)
    _passages: list[tuple[Heading | None, list[str]]] = field(default_factory=list)
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

    def name_above_all_actions(self, last: Heading) -> Heading | None:
        """The heading that names the only section of a document, where there is one.

        On a paper's front many a line stands alone between its title and its table: a body, a meeting, a date. None of
        them is a name, but lines of what stands above them. A name is marked as a heading or numbered; or it comes
        after others that only their looks tell, and that have text.
        """
        end = next(at for at, (heading, _) in enumerate(self._passages, 1) if heading is last)
        above = self._passages[self._above_title : end]
        named = above.copy()
        while named and not named[-1][1] and not _names(named):
            named.pop()
        lines = named[-1][1] if named else self.introduction
        lines += [heading.text for heading, _ in above[len(named) :] if heading]
        self._passages[self._above_title : end] = named
        return named[-1][0] if named and _names(named) else None

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


def _names(above: Sequence[tuple[Heading | None, list[str]]]) -> bool:
    """Whether the last of the headings, each with its text, names what is below it."""
    *others, (heading, _) = above
    if heading is None:
        return False
    if heading.marked:
        return True
    if number := section_heading(heading.text).number:
        return not _goes_on_counting(number, others)
    return any(lines for other, lines in others if other and not other.marked)


def _goes_on_counting(number: str, above: Sequence[tuple[Heading | None, list[str]]]) -> bool:
    """Whether it is that of a report's paragraph, since the one before it is."""
    before = re.compile(rf"{int(number) - 1}[.)]\s") if number.isdigit() else None
    return before is not None and any(before.match(line) for _, lines in above for line in lines)


def _lines(part: Paragraph | Table) -> list[str]:
    """A table is told as text, a row on a line."""
    if isinstance(part, Paragraph):
        return part.text.split("\n")
    rows = [part.columns, *(row.cells for row in part.rows)]
    return [" | ".join(" ".join(cell.split()) for cell in cells if cell) for cells in rows if any(cells)]
