"""Read the targets in the words of success measures. Pure: no Django, and nothing of any one plan's vocabulary.

An amount in a line is its target only when the words say so, since no target is better than a wrong one:

- an amount called a target ("target of 5%", "(target 30%)") is the target, whatever else stands in the line;
- otherwise the line must have one amount that qualifies; with two or more different ones it has no target;
- an amount qualifies when it begins the line or sentence ("14 new units …", "95% of visits …", "A net 50 …"), follows
  words of comparison ("at least", "no more than", "additional"), or follows "of", "by", "to" or "at": a percentage
  always, a count or money only when the line also speaks of a change ("increase in placements of 50", "saving of £5k");
- "from 70% to 85%" has the target 85%; any other range ("3-5 homes", "between 40% and 50%") has none;
- a baseline, a current or previous figure or a comparison ("baseline of 79%", "compared with 12") never qualifies, nor
  an amount in brackets;
- a count must be followed by what is counted, or end its phrase. A set ("top 20", "20 most expensive", "2 of the 5"), a
  duration or age ("12 weeks", "16/17", "18+"), part of a name ("Phase 2", "4-bed", "4 bed home") or a date is no count.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise

from plans.money import find_money
from plans.periods import without_dates
from plans.timeframes import read_timeframe

_WORDS = (
    "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen"
    "|nineteen|twenty"
)
_NUMBER_WORDS = {word: number for number, word in enumerate(_WORDS.split("|"), start=2)}
_FIGURE = r"(?:[0-9]{1,3}(?:,[0-9]{3}){1,3}|[0-9]{1,9})(?:\.[0-9]{1,4})?"
# A hyphen, slash, plus or letter at either side makes a number part of a range, an age or a name.
_PERCENTAGE = re.compile(rf"(?i)(?<![\w£.,/+-])(?P<figure>{_FIGURE}) ?(?:%|per ?cent\b)(?![\w/+]| ?- ?[0-9])")
# Four figures without a comma are more often a year.
_COUNT = re.compile(
    rf"(?i)(?<![\w£.,/+-])(?!(?:19|20)[0-9]{{2}}\b)(?P<figure>{_FIGURE}|{_WORDS})(?![\w%£/+-]"
    r"| ?- ?[0-9]| ?%| ?per ?cent|[.,][0-9])"
)
_REACH = 100
_RANGE = re.compile(r"(?i) ?(?:-|/|to|or|and) ?")
_TARGET = re.compile(r"(?i)\btarget(?: (?:is|are|was|of|to|at|set|figure|level))*[:=]? ?$")
_NOT_TARGET = re.compile(
    r"(?i)\b(?:baseline|benchmark|current(?:ly)?|existing|previous(?:ly)?|last year|compar|against|versus)"
    r"|\b(?:from|was|were) $"
)
# "79% (baseline)" is no target; "85% (baseline 79%)" is one.
_NOT_TARGET_AFTER = re.compile(
    r"(?i) ?\(?(?:the |at |as )?(?:baseline|current(?:ly)?|at present|previous(?:ly)?)\b(?![^0-9)]{0,20}[0-9])"
)
_SET = re.compile(
    r"(?i)\b(?:(?:number|proportion|percentage|rate|share|group|cohort|sample|average|range|ages?|aged) (?:of )?"
    r"|(?:top|bottom|first|last|latest|recent|next|over|under|every|within) )$"
)
_COMPARISON = re.compile(
    r"(?i)\b(?:at least|(?:(?:no|not) )?(?:more|less|fewer|greater|higher|lower) than|(?:minimum|maximum)(?: of)?"
    r"|total of|exceed(?:s|ing)?|above|below|additional|extra|further|net) $"
)
_PREPOSITION = re.compile(r"(?i)\b(?:of|by|to|at) $")
_CHANGE = re.compile(
    r"(?i)\b(?:increas|decreas|reduc|rais|ris(?:e|ing)|grow|gain|fall|cut|improv|expan|recruit|lower|sav(?:e|ing)|avoid"
    r"|income)"
)
_BEGINNING = re.compile(
    r"(?i)(?:(?:to )?(?:recruit|deliver|open|create|provide|complete|train|save|appoint|achieve) )?(?:an? |the )?"
    r"(?:net |total of |about |around |approximately )?"
)
_COMPOUND = re.compile(
    r"(?i) (?:\w+ )?(?:minutes?|hours?|days?|weeks?|months?|years?|yo|daily|weekly|monthly|quarterly|yearly)\b"
    r"| (?:bed|bedded|bedroom|point|page|stage|step|tier|way|fold|percentage)\b"
    rf"| (?:of|out of|in) (?:the |every )?(?:[0-9]|(?:{_WORDS})\b)| of (?:the|our|these|those)\b"
)
_SUPERLATIVE = re.compile(r"(?i) (?:most|least|best|worst|\w+est)\b")
_COUNTED = re.compile(
    r"(?i)(?: [a-z][\w'-]*){0,4}? (?:[a-z'-]{3,}(?<!s)s|children|people|staff|families|men|women)\b"
    r"| *(?:$|[.,;)])| (?:by|per|in|over|or (?:more|fewer|less))\b"
)


@dataclass(frozen=True)
class SuccessMeasureWords:
    """One success measure, and what stands in its words.

    words   the line as printed, without its bullet
    target  the figure aimed at, or None: percent for "%", pounds for "£", how many for "count"
    unit    "%", "£" or "count"; "" without a target
    due     when, as `read_timeframe` reads the line; None when it does not say
    """

    words: str
    target: Decimal | None = None
    unit: str = ""
    due: date | None = None


@dataclass(frozen=True)
class _Amount:
    begin: int
    end: int
    value: Decimal
    unit: str


def read_success_measures(cell: str, printed_on: date | None = None) -> list[SuccessMeasureWords]:
    """Each line of the cell that has words is one success measure, in printed order; never raises.

    A bullet is dropped from its line. A line that leads into a list ("… the following:") is a measure of its own, since
    whoever wrote it counts on being read. `printed_on` gives a year to dates without one, as in `read_timeframe`.
    """
    lines = (re.sub(r"^(?:[-*\u2022\u00b7\uf0b7\u2013]\s+)", "", line.strip()) for line in cell.splitlines())
    return [_read_line(line, printed_on) for line in lines if line]


def _read_line(line: str, printed_on: date | None) -> SuccessMeasureWords:
    text = without_dates(line).strip()
    amounts = [amount for amount in _without_ranges(text, _find_amounts(text)) if _is_whole(text, amount)]
    called_targets = [amount for amount in amounts if _TARGET.search(_before(text, amount))]
    qualified = called_targets or [amount for amount in amounts if _qualifies(text, amount)]
    targets = {(amount.value, amount.unit) for amount in qualified}
    target, unit = targets.pop() if len(targets) == 1 else (None, "")
    return SuccessMeasureWords(line, target, unit, read_timeframe(line, printed_on).due)


def _find_amounts(text: str) -> list[_Amount]:
    """Every figure that could be an amount, in printed order."""
    amounts = [_Amount(money.begin, money.end, money.pounds, "£") for money in find_money(text)]
    amounts += [_Amount(*match.span(), _value(match), "%") for match in _PERCENTAGE.finditer(text)]
    amounts += [_Amount(*match.span(), _value(match), "count") for match in _COUNT.finditer(text)]
    return sorted(amounts, key=lambda amount: amount.begin)


def _value(match: re.Match[str]) -> Decimal:
    figure = match["figure"].lower()
    return Decimal(_NUMBER_WORDS.get(figure) or figure.replace(",", ""))


def _before(text: str, amount: _Amount) -> str:
    return text[max(0, amount.begin - _REACH) : amount.begin]


def _without_ranges(text: str, amounts: list[_Amount]) -> list[_Amount]:
    """The amounts but those of ranges; of "from 70% to 85%" the second stays."""
    ranged: set[_Amount] = set()
    for lower, upper in pairwise(amounts):
        if _RANGE.fullmatch(text[lower.end : upper.begin]):
            moves = _before(text, lower).lower().endswith("from ")
            ranged |= {lower} if moves else {lower, upper}
    return [amount for amount in amounts if amount not in ranged]


def _is_whole(text: str, amount: _Amount) -> bool:
    """Whether it is an amount of something: "14 new units", not "top 14", "14 weeks" or "14 of the 20"."""
    after = text[amount.end : amount.end + _REACH]
    if _SET.search(_before(text, amount)) or _SUPERLATIVE.match(after):
        return False
    return amount.unit != "count" or bool(_COUNTED.match(after) and not _COMPOUND.match(after))


def _qualifies(text: str, amount: _Amount) -> bool:
    """Whether the words around an amount make it a target, though they do not call it one."""
    before = _before(text, amount)
    lead = re.split(r"[.;!?] ", before)[-1]
    if before.rfind("(") > before.rfind(")") or _NOT_TARGET.search(lead) or _NOT_TARGET_AFTER.match(text, amount.end):
        return False
    if _BEGINNING.fullmatch(lead) or _COMPARISON.search(lead):
        return True
    return bool(_PREPOSITION.search(lead) and (amount.unit == "%" or _CHANGE.search(lead)))


_NOT_LESS = re.compile(r"(?i)\b(?:no|not) (?:less|fewer|lower) than\b")
_NOT_MORE = re.compile(r"(?i)\b(?:no|not) (?:more|greater|higher) than\b")
_MORE = re.compile(
    r"(?i)\b(?:at least|minimum|more|higher|greater|above|exceed\w*|increas\w*|rais\w*|grow\w*|up by|net)\b"
)
_LESS = re.compile(r"(?i)\b(?:at most|maximum|less|lower|fewer|below|under|reduc\w*|decreas\w*|fall\w*|cut|down by)\b")


def wants(words: str) -> str:
    """Whether the words want the number to be "more" or "less"; "" where they say neither, or both."""
    plain = _NOT_LESS.sub("at least", words)
    plain = _NOT_MORE.sub("at most", plain)
    more, less = bool(_MORE.search(plain)), bool(_LESS.search(plain))
    return "" if more == less else "more" if more else "less"


def is_short_of_target(target: Decimal | None, values: Sequence[Decimal], *, words: str = "") -> bool | None:
    """Whether the last of these values, earliest first, has not reached the target; None where nobody can say.

    Which way it is to go is told by its words, or else by where it went on from: from below the target it rises, from
    above it falls. A single value went on from nowhere, so it is short when it is lower.
    """
    if target is None or not values:
        return None
    way = wants(words)
    falls = way == "less" or (not way and len(values) > 1 and values[0] > target)
    return values[-1] > target if falls else values[-1] < target
