"""Why a date moved, where what was reported with the new date says so. Pure: no Django. English only.

A report explains a move when one of its sentences speaks of the work being late, stopped or given another date
("delayed by", "paused", "put back to", "more time is needed"). A sentence that only names a cause ("due to", "COVID")
does not, since it may be about anything; nor does one that denies ("without delay") or only fears ("may be delayed").
The sentence itself is what is given, so that a reader can judge it.
"""

import re
from collections.abc import Collection, Iterator

from plans.folding import fold

_LONGEST = 20_000
_DATE = r"(?:deadline|time(?:scale|frame|line|table)s?|(?:target )?date|completion)"
_MONTH_OR_NUMBER = r"(?:(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*|[0-9]+)"
_EXPLAINS = re.compile(
    r"\b(?:delay(?:s|ed|ing)?|postpon\w+|deferr?(?:ed|al|ing)|slipp(?:ed|ing|age)|re-?(?:schedul|phas|profil)\w+"
    r"|paus(?:ed|ing)|suspended|halted|stalled|interrupted|disrupted|compromised|held up|on hold"
    r"|(?:put|pushed|moved|set) back|brought forward|behind (?:schedule|time|plan)|later than|(?:taking|took) longer"
    r"|more time|overrun\w*|not (?:yet )?(?:been )?possible"
    rf"|(?:extend|extension|revis)\w* (?:of |the |its |to the ){{0,3}}{_DATE}"
    rf"|{_DATE} (?:has |have |is |was |were |now ){{0,2}}(?:been )?(?:extended|revised|moved|changed)"
    rf"|extended (?:to|until) (?:the end of )?{_MONTH_OR_NUMBER})\b"
)
_DENIES = re.compile(
    r"\b(?:no|not|never|without|any|avoid\w*|prevent\w*|reduc\w+|minimis\w+|if|may|might|could|risk of|further)"
    r"(?: \w+){0,2} $|\bdrift (?:and|or|/) ?$"
)


def explanation_in(report: str, *, said_before: Collection[str] = ()) -> str:
    """The first sentence of the report that explains why a date moved, as it stands there; "" where none does.

    What stood word for word in one of the reports before the move does not explain it.
    """
    before = {fold(sentence) for text in said_before for sentence in _sentences(text)}
    for sentence in _sentences(report):
        folded = fold(sentence)
        if folded not in before and _explains(folded):
            return sentence
    return ""


def _explains(sentence: str) -> bool:
    return any(not _DENIES.search(sentence[: found.start()]) for found in _EXPLAINS.finditer(sentence))


def _sentences(text: str) -> Iterator[str]:
    for line in text[:_LONGEST].splitlines():
        for sentence in re.split(r"(?<=[.;!?])\s+", line.removeprefix("- ").strip()):
            if sentence:
                yield sentence
