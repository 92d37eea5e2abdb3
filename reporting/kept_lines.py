"""Lines of a table that is too large to be held: in a file of their own, which nobody else has and goes with them."""

import pickle
from array import array
from collections.abc import Collection, Iterator, Sequence
from tempfile import SpooledTemporaryFile
from typing import Any
from weakref import finalize

_IN_MEMORY = 2**18  # bytes, of each table


class KeptLines(Collection[list[Any]]):
    """Lines that are added one by one and read again as often as asked: in their order, or else as they were added.

    `places` are what of each line is shown, everything where that is not settled yet.
    """

    def __init__(self) -> None:
        self.places: Sequence[int] | None = None
        self._file = SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115, it goes with the lines
        finalize(self, self._file.close)
        self._ends = array("Q", [0])
        self._orders: list[Any] = []

    def append(self, line: list[Any], order: Any = None) -> None:
        """Lines with an order, which all of a table have or none, come in it; those of the same as they were added."""
        self._file.seek(self._ends[-1])
        self._file.write(pickle.dumps(line, pickle.HIGHEST_PROTOCOL))
        self._ends.append(self._file.tell())
        if order is not None:
            self._orders.append(order)

    def __len__(self) -> int:
        return len(self._ends) - 1

    def __iter__(self) -> Iterator[list[Any]]:
        in_order = sorted(range(len(self)), key=self._orders.__getitem__) if self._orders else range(len(self))
        for number in in_order:
            start, end = self._ends[number], self._ends[number + 1]
            self._file.seek(start)
            line: list[Any] = pickle.loads(self._file.read(end - start))  # noqa: S301  # nosec B301
            yield line if self.places is None else [line[place] for place in self.places]

    def __contains__(self, line: object) -> bool:
        return any(line == other for other in self)
