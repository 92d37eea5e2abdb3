"""The rows of tables of actions as printed: rejoined where a page has split them, each with its whole reference."""

from collections.abc import Iterable

from .contents import Table
from .document import DocumentWarning
from .officer_halves import OVER_TWO_LINES
from .printed_row import PrintedRow
from .recognising import Recognised
from .references import completed, split_reference, stuck_reference, without_new_mark
from .telling import Telling
from .texts import joined, quoted

_OFFICERS = ("accountable", "lead")
_USUAL = (*_OFFICERS, "timeframe", "status")
_LONGEST = {"status": 200, "saving": 100}
_TWICE, _NO_ACTION = " stands twice", "has no words that say what is to be done"


def rows_of(table: Table, found: Recognised, telling: Telling) -> list[PrintedRow]:
    """The rows that have something in them. What stands beyond the last column is warned of."""
    rows = []
    for number, row in enumerate(table.rows):
        beyond = [cell for cell in row.cells[len(found.names) :] if cell]
        texts: dict[str, str] = {}
        other: dict[str, str] = {}
        for name, known, cell in zip(found.names, found.fields, row.cells, strict=False):
            if known and cell:
                texts[known] = cell
            elif not known:
                other[name] = cell
        if found.numbered:
            texts |= _numbered(texts.get("action", ""))
        headings = {known: name for known, name in zip(found.fields, found.names, strict=True) if known}
        begins = number == 0
        printed = PrintedRow(
            texts=texts,
            other=other,
            place=row.place,
            begins_page=begins,
            after_unread=begins and table.after_unread,
            headings=headings,
        )
        if beyond:
            telling.about(
                printed, f"{quoted(*beyond)} beyond the last column {'is' if len(beyond) == 1 else 'are'} left out"
            )
        if texts or any(other.values()):
            rows.append(_with_marks_apart(printed, telling))
    return rows


def _numbered(action: str) -> dict[str, str]:
    reference, rest = split_reference(action)
    return {"reference": reference, "action": rest} if reference and rest else {}


def _with_marks_apart(row: PrintedRow, telling: Telling) -> PrintedRow:
    """NEW ACTION out of the words, a reference out of its text, a text too long for its field out of that."""
    action, in_action = without_new_mark(row.text("action"))
    before, in_reference = without_new_mark(row.text("reference"))
    row.is_new = in_action or in_reference
    reference, rest = split_reference(before)
    if rest and action:
        told = f"{quoted(rest)} stands beside the reference, and is put before the action"
        telling.about(row, told, field="action")
    row.texts["action"], row.texts["reference"] = joined(rest, action), reference
    for wanted, longest in _LONGEST.items():
        if len(row.text(wanted)) > longest:
            told = f"{quoted(row.keep_apart(wanted))} has too many words, and is kept as a column of its own"
            telling.about(row, told, field=wanted)
    return row


class Rows:
    """The rows of a document's sections, one section after another, with what has been seen of their references."""

    def __init__(self, telling: Telling):
        self.telling = telling
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
        _warn_of_gaps(kept, referenced, self.telling)
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
        self.telling.about(before, f"goes on in a second row{where}, and is read as one action")
        for mine, more in ((before.texts, row.texts), (before.other, row.other)):
            for name, text in more.items():
                if not text:
                    continue
                if not mine.get(name):
                    mine[name] = text
                elif text in mine[name].split("\n") or text == mine[name]:
                    self.said_twice.append(text)
                else:
                    mine[name] = joined(mine[name], text) if row.begins_page else f"{mine[name]}\n{text}"
        before.is_new = before.is_new or row.is_new
        before.joined.append(row)

    def _complete_reference(self, row: PrintedRow) -> None:
        printed = row.text("reference")
        if not printed:
            return
        whole = completed(printed, self._before, self._seen)
        row.texts["reference"] = whole
        if whole != printed:
            told = f"the reference is printed {quoted(printed)}; after {self._before} it is {whole}"
            self.telling.about(row, told, field="reference")
        elif whole in self._seen:
            self.telling.about(row, f"the reference {whole}{_TWICE}", field="reference")
        self._seen.add(whole)
        self._before = whole


def _goes_on(row: PrintedRow, before: PrintedRow, referenced: bool, usual: set[str]) -> bool:
    """Whether the row is more of the one before, which a page's end or a merged cell has parted.

    `usual` are fields that most rows fill: one that begins a page and fills none of them begins no action.
    """
    if row.after_unread:
        return False
    action, reference = row.text("action"), row.text("reference")
    if reference or action == before.text("action"):
        return bool(action) and action == before.text("action") and reference == before.text("reference")
    if not action:
        return True
    if row.begins_page and (referenced or action[0].islower() or (usual and not any(map(row.text, usual)))):
        return True
    alone = not any(row.text(name) for name in (*_OFFICERS, "status"))
    return alone and referenced and action[0].islower()


def _warn_of_gaps(rows: Iterable[PrintedRow], referenced: bool, telling: Telling) -> None:
    for row in rows:
        if not row.text("action"):
            telling.about(row, _NO_ACTION, field="action")
        if referenced and not row.text("reference"):
            telling.about(row, "has no reference, though others have one", field="reference")


def shows_in_the_rows(warning: DocumentWarning) -> bool:
    """Whether the rows show by themselves what the warning says of one, and no longer do once that is put right."""
    return warning.message == _NO_ACTION or warning.message.endswith((_TWICE, OVER_TWO_LINES))
