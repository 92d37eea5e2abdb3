"""What a person should look at in the rows that were read, by row and there by column."""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date

from actions.as_printed import PrintedColumn
from actions.row_texts import key_of, texts_of
from plans.folding import fold
from plans.readers.document import DocumentWarning, Row
from plans.timeframes import read_timeframe

_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")  # what sets or overrides the direction of reading


class Doubts:
    """The doubts of whoever read the file, and ours, about rows by their places.

    What was said of a cell is settled once a person has corrected it. `elsewhere` is what was said of no single row.
    """

    def __init__(
        self,
        rows: Sequence[Row],
        warnings: Sequence[DocumentWarning],
        *,
        columns: Sequence[PrintedColumn],
        left_out: Collection[int],
        corrected: Mapping[str, Collection[str]],
        unknown_statuses: Collection[str],
        unknown_officers: Collection[str],
        printed_on: date,
    ):
        self.left_out = set(left_out)
        self.times = Counter(row.reference for place, row in enumerate(rows) if place not in self.left_out)
        self.statuses, self.officers = set(map(fold, unknown_statuses)), set(unknown_officers)
        self.printed_on = printed_on
        self.said: dict[int, list[tuple[str, str]]] = defaultdict(list)
        self.elsewhere: list[DocumentWarning] = []
        keys = {column.heading: key_of(column) for column in columns}
        for warning in warnings:
            if warning.row is None or warning.row >= len(rows):
                self.elsewhere.append(warning)
                continue
            key = keys.get(warning.column, "") if warning.column is not None else ""
            if key not in corrected.get(str(warning.row), ()):
                self.said[warning.row].append((key, warning.message))

    def of(self, place: int, row: Row) -> dict[str, list[str]]:
        """By the key of a column; "" is the row as a whole."""
        found: dict[str, list[str]] = {}
        if place not in self.left_out:
            for key, doubt in [*self.said[place], *self._found(row)]:
                found.setdefault(key, []).append(doubt)
        return found

    def _found(self, row: Row) -> Iterator[tuple[str, str]]:
        if row.reference and self.times[row.reference] > 1:
            yield "reference", "stands twice; each action needs a reference of its own"
        for key, text in texts_of(row).items():
            if _TURNS.search(text):
                yield key, "marks that nobody sees turn letters round here, so it says something else than it shows"
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
