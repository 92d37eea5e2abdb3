"""What a person should look at in the rows that were read, by row and there by column."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from datetime import date

from actions.row_texts import key_of_heading
from plans.folding import fold
from plans.readers.document import DocumentWarning, Row
from plans.timeframes import read_timeframe


class Doubts:
    """The doubts of whoever read the file, and ours; `elsewhere` is what was said of no single row."""

    def __init__(
        self,
        rows: Sequence[Row],
        warnings: Sequence[DocumentWarning],
        *,
        unknown_statuses: Collection[str],
        unknown_officers: Collection[str],
        printed_on: date,
    ):
        self.times = Counter(row.reference for row in rows)
        self.statuses, self.officers = set(map(fold, unknown_statuses)), set(unknown_officers)
        self.printed_on = printed_on
        self.said: dict[str, list[tuple[str, str]]] = {}
        self.elsewhere: list[DocumentWarning] = []
        names = {name for row in rows for name in _names_of(row)}
        for warning in warnings:
            where, _, heading = warning.where.partition(", ")
            if where in names:
                self.said.setdefault(where, []).append((key_of_heading(heading) if heading else "", warning.message))
            else:
                self.elsewhere.append(warning)

    def of(self, row: Row) -> dict[str, list[str]]:
        """By the key of a column; "" is the row as a whole."""
        found: dict[str, list[str]] = {}
        for key, doubt in self._found(row):
            found.setdefault(key, []).append(doubt)
        return found

    def _found(self, row: Row) -> Iterator[tuple[str, str]]:
        for name in _names_of(row):
            yield from self.said.get(name, [])
        if row.reference and self.times[row.reference] > 1:
            yield "reference", "stands twice; each action needs a reference of its own"
        if not row.action:
            yield "action", "no words"
        if row.timeframe and not self._has_date(row.timeframe):
            yield "timeframe", "no date can be read from this"
        for role, names in (("accountable", row.accountable), ("lead", row.lead)):
            yield from ((role, f"{name} is no officer here yet") for name in names if name in self.officers)
        if fold(row.status) in self.statuses:
            yield "status", "this plan has no label for it yet"

    def _has_date(self, words: str) -> bool:
        timeframe = read_timeframe(words, self.printed_on)
        return bool(timeframe.due or timeframe.start or timeframe.recurs or timeframe.next_on)


def _names_of(row: Row) -> set[str]:
    return {row.reference, row.action.partition("\n")[0]} - {""}
