"""What a person should look at in the rows that were read, by row and there by column."""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date

from actions.as_printed import PrintedColumn
from actions.import_names import Pair
from actions.row_texts import key_of, texts_of
from plans.readers.document import DocumentWarning, Row
from plans.readers.printed_rows import shows_in_the_rows
from plans.readers.texts import counted
from plans.timeframes import read_timeframe

_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")  # what sets or overrides the direction of reading


class Doubts:
    """The doubts of whoever read the file, and ours, about rows by their places.

    What was said of a cell is settled once a person has corrected it, and what may be right once they have looked at
    the row. What is said of a line of the file says which, where that is not the row's own. What is ours to find in the
    rows as they are now is said by us alone, and of words that stand in several rows once. `elsewhere` is what was said
    of no single row.
    """

    def __init__(
        self,
        rows: Sequence[Row],
        warnings: Sequence[DocumentWarning],
        *,
        places: Sequence[str],
        columns: Sequence[PrintedColumn],
        looked_at: Collection[int],
        left_out: Collection[int],
        pairs: Iterable[Pair],
        corrected: Mapping[str, Collection[str]],
        printed_on: date,
    ):
        self.left_out, self.looked_at = set(left_out), set(looked_at)
        self.printed_on = printed_on
        taken = [row for place, row in enumerate(rows) if place not in self.left_out]
        self.times = Counter(row.reference for row in taken)
        self.dateless = Counter(row.timeframe for row in taken if row.timeframe and not self._has_date(row.timeframe))
        self.first = {row.timeframe: place for place, row in reversed([*enumerate(rows)]) if place not in self.left_out}
        self.pairs: dict[int, list[Pair]] = defaultdict(list)
        for pair in pairs:
            self.pairs[pair.place].append(pair)
        self.said: dict[int, list[tuple[str, str]]] = defaultdict(list)
        self.elsewhere: list[DocumentWarning] = []
        keys = {column.heading: key_of(column) for column in columns}
        for warning in warnings:
            if warning.row is None or warning.row >= len(rows):
                self.elsewhere.append(warning)
                continue
            key = keys.get(warning.column, "") if warning.column is not None else ""
            is_settled = key in corrected.get(str(warning.row), ())
            if not is_settled and not shows_in_the_rows(warning):
                self.said[warning.row].append((key, _with_line(warning, places[warning.row : warning.row + 1])))

    def of(self, place: int, row: Row) -> dict[str, list[str]]:
        """By the key of a column; "" is the row as a whole."""
        found: dict[str, list[str]] = {}
        if place not in self.left_out:
            for key, doubt in [*self._until_looked_at(place, row), *self._found(place, row)]:
                found.setdefault(key, []).append(doubt)
        return found

    def goes_with_a_look(self, place: int, row: Row) -> bool:
        """Whether something in doubt may be right, and is settled once a person has looked at the row."""
        return place not in self.left_out and any(self._until_looked_at(place, row))

    def _until_looked_at(self, place: int, row: Row) -> Iterator[tuple[str, str]]:
        if place in self.looked_at:
            return
        yield from self.said[place]
        yield from self._without_date(place, row)

    def _found(self, place: int, row: Row) -> Iterator[tuple[str, str]]:
        """What a look does not settle."""
        if row.reference and (times := self.times[row.reference]) > 1:
            yield (
                "reference",
                f"{times} rows have the reference {row.reference}: give each its own, or leave out what is no action",
            )
        yield from _with_hidden_marks(row)
        if not row.action.strip():
            yield "action", "nothing says what is to be done: fill it in, or leave this row out"
        for pair in self.pairs[place]:
            told = f"{pair.words} may be one officer{_where(pair.times)}: say so under “Officers and statuses”"
            yield pair.role, told

    def of_words(self, place: int, row: Row) -> Iterator[tuple[str, str]]:
        """What no reader says of the words of its cells."""
        yield from self._without_date(place, row)
        yield from _with_hidden_marks(row)

    def _without_date(self, place: int, row: Row) -> Iterator[tuple[str, str]]:
        if row.timeframe in self.dateless and place == self.first[row.timeframe]:
            where = _where(self.dateless[row.timeframe])
            yield "timeframe", f"no date can be read from this{where}, so it is never overdue: correct it if it has one"

    def _has_date(self, words: str) -> bool:
        timeframe = read_timeframe(words, self.printed_on)
        return bool(timeframe.due or timeframe.start or timeframe.recurs or timeframe.next_on)


def _with_hidden_marks(row: Row) -> Iterator[tuple[str, str]]:
    for key, text in texts_of(row).items():
        if _TURNS.search(text):
            yield key, "hidden marks turn letters round here, so it is not what it shows: type these words anew"


def _with_line(warning: DocumentWarning, of_row: Sequence[str]) -> str:
    is_elsewhere = warning.where.startswith("line ") and warning.where not in of_row
    return f"{warning.where}: {warning.message}" if is_elsewhere else warning.message


def _where(times: int) -> str:
    """Where else something stands that is marked once."""
    return f", here and in {counted(times - 1, 'other row')}" if times > 1 else ""
