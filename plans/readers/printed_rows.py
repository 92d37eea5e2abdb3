"""The rows of tables of actions as printed: rejoined where a page has split them, each with its whole reference."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from .contents import Table
from .recognising import Recognised
from .references import completed, split_reference, stuck_reference, without_new_mark
from .texts import joined, quoted

Warn = Callable[[str, str], None]
_OFFICERS = ("accountable", "lead")
_USUAL = (*_OFFICERS, "timeframe", "status")
_LONGEST = {"status": 200, "saving": 100}


@dataclass(kw_only=True)
class PrintedRow:
    """Its cells by field, and by the column's name where that has no field."""

    texts: dict[str, str]
    other: dict[str, str]
    place: str
    begins_page: bool = False
    is_new: bool = False
    headings: dict[str, str] = field(default_factory=dict)

    def keep_apart(self, wanted: str) -> str:
        """Have the text of a field under its column's heading instead; returns that heading."""
        heading = self.headings.get(wanted) or wanted
        self.other[heading] = self.texts.pop(wanted)
        return heading

    @property
    def where(self) -> str:
        return ", ".join(filter(None, (self.texts.get("reference") or _first_words(self.text("action")), self.place)))

    def text(self, wanted: str) -> str:
        return self.texts.get(wanted, "")


def rows_of(table: Table, found: Recognised, warn: Warn) -> list[PrintedRow]:
    """The rows that have something in them. What stands beyond the last column is warned of."""
    rows = []
    for number, row in enumerate(table.rows):
        beyond = [cell for cell in row.cells[len(found.names) :] if cell]
        texts: dict[str, str] = {}
        other: dict[str, str] = {}
        for name, known, cell in zip(found.names, found.fields, row.cells, strict=False):
            if cell:
                (texts if known else other)[known or name] = cell
        headings = dict(zip(found.fields, found.names, strict=True))
        begins = number == 0
        printed = PrintedRow(texts=texts, other=other, place=row.place, begins_page=begins, headings=headings)
        if beyond:
            warn(printed.where, f"{quoted(*beyond)} stands beyond the last column, and is left out")
        if texts or other:
            rows.append(_with_marks_apart(printed, warn))
    return rows


def _with_marks_apart(row: PrintedRow, warn: Warn) -> PrintedRow:
    """NEW ACTION out of the words, a reference out of its text, a text too long for its field out of that."""
    action, in_action = without_new_mark(row.text("action"))
    before, in_reference = without_new_mark(row.text("reference"))
    row.is_new = in_action or in_reference
    reference, rest = split_reference(before)
    if rest and action:
        warn(f"{reference or row.place}", f"{quoted(rest)} stands beside the reference, and is put before the action")
    row.texts["action"], row.texts["reference"] = joined(rest, action), reference
    for wanted, longest in _LONGEST.items():
        if len(row.text(wanted)) > longest:
            warn(row.where, f"{quoted(row.keep_apart(wanted))} has too many words, and is kept as a column of its own")
    return row


class Rows:
    """The rows of a document's sections, one section after another, with what has been seen of their references."""

    def __init__(self, warn: Warn):
        self.warn = warn
        self.said_twice: list[str] = []
        self._seen: set[str] = set()
        self._before = ""

    def put_right(self, rows: list[PrintedRow]) -> list[PrintedRow]:
        """A section's rows, those split over a page made one again, each doubt warned of."""
        self._loosen_references(rows)
        begun = [row for row in rows if row.text("reference") or any(row.text(name) for name in _OFFICERS)]
        referenced = sum(bool(row.text("reference")) for row in begun) * 2 >= max(1, len(begun))
        usual = {name for name in _USUAL if sum(bool(row.text(name)) for row in rows) > len(rows) / 2}
        kept: list[PrintedRow] = []
        for row in rows:
            if kept and _goes_on(row, kept[-1], referenced, usual):
                self._join(kept[-1], row)
            else:
                self._complete_reference(row)
                kept.append(row)
        _warn_of_gaps(kept, referenced, self.warn)
        return kept

    def _loosen_references(self, rows: list[PrintedRow]) -> None:
        before = self._before
        for row in rows:
            stuck = None if row.text("reference") else stuck_reference(row.text("action"), before)
            if stuck:
                row.texts["reference"], row.texts["action"] = stuck
            before = row.text("reference") or before

    def _join(self, before: PrintedRow, row: PrintedRow) -> None:
        """A cell that a page has cut goes on in its line; one of another row of the table is a line of its own."""
        where = f" ({row.place})" if row.place else ""
        self.warn(before.where, f"goes on in a second row{where}, and is read as one action")
        for mine, more in ((before.texts, row.texts), (before.other, row.other)):
            for name, text in more.items():
                if not mine.get(name):
                    mine[name] = text
                elif text in mine[name].split("\n") or text == mine[name]:
                    self.said_twice.append(text)
                else:
                    mine[name] = joined(mine[name], text) if row.begins_page else f"{mine[name]}\n{text}"
        before.is_new = before.is_new or row.is_new

    def _complete_reference(self, row: PrintedRow) -> None:
        printed = row.text("reference")
        if not printed:
            return
        whole = completed(printed, self._before, self._seen)
        row.texts["reference"] = whole
        if whole != printed:
            self.warn(row.where, f"the reference is printed {quoted(printed)}; after {self._before} it is {whole}")
        elif whole in self._seen:
            self.warn(row.where, f"the reference {whole} stands twice")
        self._seen.add(whole)
        self._before = whole


def _goes_on(row: PrintedRow, before: PrintedRow, referenced: bool, usual: set[str]) -> bool:
    """Whether the row is more of the one before, which a page's end or a merged cell has parted.

    `usual` are fields that most rows fill: one that begins a page and fills none of them begins no action.
    """
    action, reference = row.text("action"), row.text("reference")
    if reference or action == before.text("action"):
        return bool(action) and action == before.text("action") and reference == before.text("reference")
    if not action:
        return True
    if row.begins_page and (referenced or action[0].islower() or (usual and not any(map(row.text, usual)))):
        return True
    alone = not any(row.text(name) for name in (*_OFFICERS, "status"))
    return alone and referenced and action[0].islower()


def _warn_of_gaps(rows: Iterable[PrintedRow], referenced: bool, warn: Warn) -> None:
    for row in rows:
        if not row.text("action"):
            warn(row.where, "has no words that say what is to be done")
        if referenced and not row.text("reference"):
            warn(row.where, "has no reference, though others have one")


def _first_words(text: str) -> str:
    words = text.split()
    return " ".join(words[:6]) + ("…" if len(words) > 6 else "")
