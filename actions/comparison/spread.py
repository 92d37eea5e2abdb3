"""One action that may have become two, or two that became one, asked and never asserted. Pure: no Django.

Only beside a pair: a new action is perhaps split from an earlier one when it has words of it that the action which
continues it left out; a dropped one is perhaps merged into a later one when it brought words that the action continued
there had not. A new or dropped near-twin brings none, and so is not asked about.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from actions.comparison.terms import Wording, is_common

# Of the terms of the divided action, the share that only the second one accounts for; and in how many terms at least.
_SHARE_OF_WHOLE = 0.2
_LEAST_TERMS = 3
# Of the terms of the second one, the share that it has from the divided action.
_SHARE_OF_PART = 0.5


def find_spread(
    wholes: Sequence[Wording], parts: Sequence[Wording], left_over: Iterable[int], partner: dict[int, int], table: Any
) -> list[tuple[int, int, int, float]]:
    """(whole, its paired part, the left-over part, its likeness) by position.

    For splits the wholes are the earlier actions and the parts the later ones, for mergers the other way round.
    `table` has a row for each part and a column for each whole, `partner` a paired part for wholes.
    """
    found = []
    for part in left_over:
        row = slice(table.indptr[part], table.indptr[part + 1])
        nearest_first = sorted(zip((-table.data[row]).tolist(), table.indices[row].tolist(), strict=True))
        likeness, whole = next(((-less, at) for less, at in nearest_first if at in partner), (0.0, -1))
        if whole >= 0 and _accounts_for(wholes[whole], parts[part], parts[partner[whole]]):
            found.append((whole, partner[whole], part, likeness))
    return found


def _accounts_for(whole: Wording, part: Wording, partner: Wording) -> bool:
    of_whole, of_part = _telling(whole), _telling(part)
    common = of_whole & of_part
    gained = common - _telling(partner)
    enough = max(_LEAST_TERMS, _SHARE_OF_WHOLE * len(of_whole))
    return len(gained) >= enough and len(common) >= _SHARE_OF_PART * len(of_part)


def _telling(wording: Wording) -> set[str]:
    return {term for term in wording.whole_terms if not is_common(term)}
