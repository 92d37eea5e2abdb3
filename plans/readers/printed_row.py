"""A row of a table of actions as it is printed, before its words are read."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from .texts import in_few_words


@dataclass(kw_only=True)
class PrintedRow:
    """Its cells by field, and by the column's name where that has no field.

    `headings` has the column's name for each field, `joined` the rows that were more of this one. `after_unread`: what
    stands before it could not be read.
    """

    texts: dict[str, str]
    other: dict[str, str]
    place: str
    begins_page: bool = False
    after_unread: bool = False
    is_new: bool = False
    headings: dict[str, str] = field(default_factory=dict)
    joined: list["PrintedRow"] = field(default_factory=list)

    def keep_apart(self, wanted: str) -> str:
        """Have the text of a field under its column's heading instead; returns that heading."""
        heading = self.headings.get(wanted) or wanted
        self.other[heading] = self.texts.pop(wanted)
        return heading

    def printed(self) -> Iterator["PrintedRow"]:
        """The rows that it was printed as: itself, and those joined to it."""
        yield self
        yield from self.joined

    @property
    def where(self) -> str:
        return ", ".join(filter(None, (self.texts.get("reference") or in_few_words(self.text("action")), self.place)))

    def text(self, wanted: str) -> str:
        return self.texts.get(wanted, "")
