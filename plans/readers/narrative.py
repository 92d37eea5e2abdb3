"""What stands outside the tables of actions, under its headings and in its order."""

from dataclasses import dataclass, field

from .contents import Heading, Paragraph, Part, Table
from .document import Passage


@dataclass
class Narrative:
    """`introduction` is what stands between the title and the next heading or table of actions."""

    title: Heading | None
    introduction: list[str] = field(default_factory=list)
    _passages: list[tuple[Heading | None, list[str]]] = field(default_factory=list)
    _introduces: bool = False

    def __post_init__(self) -> None:
        self._introduces = self.title is None

    def add(self, part: Part) -> None:
        if isinstance(part, Heading):
            self._introduces = part is self.title
            if part is not self.title:
                self._passages.append((part, []))
        elif self._introduces:
            self.introduction += _lines(part)
        else:
            self._open().extend(_lines(part))

    def end_introduction(self) -> None:
        self._introduces = False

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


def _lines(part: Paragraph | Table) -> list[str]:
    """A table is told as text, a row on a line."""
    if isinstance(part, Paragraph):
        return part.text.split("\n")
    rows = [part.columns, *(row.cells for row in part.rows)]
    return [" | ".join(" ".join(cell.split()) for cell in cells if cell) for cells in rows if any(cells)]
