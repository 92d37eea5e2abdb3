"""How alike two actions are: the cosine of their weighted words (TF-IDF). Pure: no Django.

Half the likeness is the titles', half that of everything that words the action (title, text, outcome, measures). On
real plans this found every pair through renumbering and, with half the words exchanged, through rewording; see
`actions.comparison.lineage` for the bands.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import sparse  # type: ignore[import-untyped]

from actions.comparison.terms import Wording, is_common

Floats = npt.NDArray[np.float32]
Flags = npt.NDArray[np.bool_]
Indices = npt.NDArray[np.int64]

# Likeness below this is no likeness: it is not kept, so that memory grows with what is alike, not with the product.
LEAST = 0.2
# An action is known by its weightiest words; the further ones of a huge text are left out.
_MOST_TERMS = 300
# A term that more than this share of the actions have is common, where there are enough actions to say so.
_EVERYWHERE = 0.25
_ENOUGH_ACTIONS = 30
# How many cells of the table of all against all are in memory at once.
_CELLS_AT_ONCE = 500_000


@dataclass(frozen=True)
class Weighted:
    """Rows are actions, columns terms in alphabetical order; every row that is not empty has length 1."""

    before: Any  # sparse.csr_array, float32
    after: Any
    terms: list[str]

    def without_common_terms(self) -> "Weighted":
        telling = sparse.diags_array((~self._common()).astype(np.float32))
        return Weighted(_unit_rows(self.before @ telling), _unit_rows(self.after @ telling), self.terms)

    def _common(self) -> Flags:
        """By our list, which is English, or by standing everywhere in these two versions, in whatever language."""
        listed = np.fromiter(map(is_common, self.terms), np.bool_, len(self.terms))
        actions = self.before.shape[0] + self.after.shape[0]
        if actions < _ENOUGH_ACTIONS:
            return listed
        having = np.bincount(self.before.indices, minlength=len(listed))
        having += np.bincount(self.after.indices, minlength=len(listed))
        return np.asarray(listed | (having > actions * _EVERYWHERE))

    def cosines(self, before: Indices, after: Indices) -> Floats:
        """One for each pair of rows `before[n]`, `after[n]`."""
        return np.asarray(self.before[before].multiply(self.after[after]).sum(axis=1), np.float32)


@dataclass(frozen=True)
class Likeness:
    """The likeness of every action before to every action after, both given by position.

    `titled` and `bodied` say for each action, before and after, whether it has a title, and anything besides.
    """

    titles: Weighted
    wholes: Weighted
    titled: tuple[Flags, Flags]
    bodied: tuple[Flags, Flags]

    def table(self, before: Indices, after: Indices) -> Any:
        """All of `before` against all of `after`, both ascending: the likenesses from LEAST up, sparse, in place."""
        shape = (self.titles.before.shape[0], self.titles.after.shape[0])
        numbers = np.zeros(shape[0] + 1, np.int64)
        columns, values = [np.zeros(0, np.int32)], [np.zeros(0, np.float32)]
        step = max(1, _CELLS_AT_ONCE // max(1, len(after)))
        for start in range(0, len(before), step):
            rows = before[start : start + step]
            block = self._block(rows, after)
            kept = block >= LEAST
            numbers[rows + 1] = kept.sum(axis=1)
            columns.append(after.astype(np.int32)[np.nonzero(kept)[1]])
            values.append(block[kept])
        ends = numbers.cumsum().astype(np.int32)
        return sparse.csr_array((np.concatenate(values), np.concatenate(columns), ends), shape=shape)

    def of_pairs(self, before: Indices, after: Indices) -> Floats:
        """One for each pair of positions `before[n]`, `after[n]`."""
        return self._mix(
            self.titles.cosines(before, after),
            self.wholes.cosines(before, after),
            self.titled[0][before] & self.titled[1][after],
            self.bodied[0][before] & self.bodied[1][after],
        )

    def without_common_terms(self) -> "Likeness":
        """The same, judged only by the words that not every plan has."""
        telling = (self.titles.without_common_terms(), self.wholes.without_common_terms())
        return replace(self, titles=telling[0], wholes=telling[1])

    def _block(self, rows: Indices, columns: Indices) -> Floats:
        titles = (self.titles.before[rows] @ self.titles.after[columns].T).toarray()
        wholes = (self.wholes.before[rows] @ self.wholes.after[columns].T).toarray()
        titled = np.logical_and.outer(self.titled[0][rows], self.titled[1][columns])
        bodied = np.logical_and.outer(self.bodied[0][rows], self.bodied[1][columns])
        return self._mix(titles, wholes, titled, bodied)

    @staticmethod
    def _mix(titles: Floats, wholes: Floats, titled: Flags, bodied: Flags) -> Floats:
        """Half and half; where one of two actions has no body, or no title, the other half decides alone."""
        mixed = np.where(titled, (titles + wholes) / 2, wholes)
        return np.where(titled & ~bodied, titles, mixed).astype(np.float32)


def likeness_of(before: Sequence[Wording], after: Sequence[Wording]) -> Likeness:
    return Likeness(
        titles=weigh([one.title_terms for one in before], [one.title_terms for one in after]),
        wholes=weigh([one.whole_terms for one in before], [one.whole_terms for one in after]),
        titled=(_flags(one.title_terms for one in before), _flags(one.title_terms for one in after)),
        bodied=(_flags(one.has_body for one in before), _flags(one.has_body for one in after)),
    )


def weigh(before: Sequence[list[str]], after: Sequence[list[str]]) -> Weighted:
    """(1 + ln n) for a term that an action has n times, by ln((1 + actions) / (1 + actions with the term)) + 1.

    Actions are those of one version, whichever has more, and with the term: a term that goes on stands in both, and
    is no commoner for that.
    """
    counts = [Counter(terms) for terms in [*before, *after]]
    having_before = Counter(term for count in counts[: len(before)] for term in count)
    having_after = Counter(term for count in counts[len(before) :] for term in count)
    having = having_before | having_after  # the greater of the two
    terms = sorted(having)
    column = {term: at for at, term in enumerate(terms)}
    actions = max(len(before), len(after))
    rarity = np.array([np.log((1 + actions) / (1 + having[term])) + 1 for term in terms], np.float64)
    matrix = _matrix([sorted((column[term], number) for term, number in count.items()) for count in counts], rarity)
    return Weighted(matrix[: len(before)], matrix[len(before) :], terms)


def _matrix(rows: list[list[tuple[int, int]]], rarity: npt.NDArray[np.float64]) -> Any:
    ends, columns, values = [0], [np.zeros(0, np.int64)], [np.zeros(0, np.float64)]
    for row in rows:
        entries = np.array(row, np.int64).reshape(-1, 2)
        weights = (1 + np.log(entries[:, 1])) * rarity[entries[:, 0]]
        if len(weights) > _MOST_TERMS:
            heaviest = np.sort(np.argsort(-weights, kind="stable")[:_MOST_TERMS])
            entries, weights = entries[heaviest], weights[heaviest]
        columns.append(entries[:, 0])
        values.append(weights)
        ends.append(ends[-1] + len(weights))
    data = np.concatenate(values).astype(np.float32)
    return _unit_rows(sparse.csr_array((data, np.concatenate(columns), ends), shape=(len(rows), len(rarity))))


def _unit_rows(matrix: Any) -> Any:
    lengths = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1), np.float64))
    scale = np.divide(1, lengths, out=np.zeros_like(lengths), where=lengths > 0)
    return sparse.csr_array(sparse.diags_array(scale.astype(np.float32)) @ matrix)


def _flags(values: Iterable[object]) -> Flags:
    return np.fromiter(map(bool, values), np.bool_)
