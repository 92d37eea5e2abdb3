"""The dated steps of an action: those in a timeframe that names several, and the lines of a cell of milestones."""

import re
from itertools import pairwise

from plans.periods import without_dates
from plans.timeframes import read_timeframe

from .document import DocumentMilestone

_CUE = (
    r"(?:\b(?:by|to|until|till|from|on|in|during|before|after|at|since|for|due|no later than|end|start|beginning|of|the"
    r"|early|mid|late|around|week commencing|w/c|between)[ -])*$"
)
_BETWEEN = re.compile(r"(?:[\s,&/–-]|\b(?:to|until|and|or|through|end|of|the)\b)*")
_LITTLE = re.compile(
    r"(?i)(?:a|an|the|of|to|for|with|and|or|in|on|at|by|from|as|our|all|its|their|into|via|per|between|across|within)$"
)
_NO_TITLE = re.compile(
    r"(?i)(?:[\W\d]|\b(?:originally|original|revised|now|was|previously|moved|new|date|deadline|target|extended|to|next"
    r"|meeting|due|completed?|ongoing|tb[acd]|and|or|then|further|likely|expected|review|start(?:s|ed)?|ends?|for|from"
    r"|draft|final|is|are|by)\b)*"
)
_SENTENCE = re.compile(r"(?<=[a-z0-9)][.;])\s+|\n")
_LONGEST = 300


def steps_in(timeframe: str) -> list[DocumentMilestone]:
    """The steps of a timeframe that has several, each with its own date; [] for any other timeframe."""
    if read_timeframe(timeframe).recurs:
        return []
    clauses = [clause for sentence in _SENTENCE.split(timeframe) for clause in _clauses(sentence.removeprefix("- "))]
    steps = [step for step in map(_step, clauses) if step]
    named = all(not _NO_TITLE.fullmatch(step.title) for step in steps)
    return steps if len(steps) > 1 and named else []


def milestones_in(cell: str) -> list[DocumentMilestone]:
    """Each line of the cell is a milestone, with a date at its end apart."""
    found = []
    for line in filter(None, (line.removeprefix("- ") for line in cell.splitlines())):
        spans = date_spans(line)
        step = _apart(line, spans[-1]) if spans and not line[spans[-1][1] :].strip(" .)") else None
        found.append(step if step and step.title else DocumentMilestone(title=line))
    return found


def date_spans(words: str) -> list[tuple[int, int]]:
    """Where the dates stand in words of one line, a range of dates being one."""
    blanked = without_dates(words)
    if len(blanked) != len(words):
        return []
    dates = "".join("x" if blank == " " != letter else "." for blank, letter in zip(blanked, words, strict=True))
    spans: list[tuple[int, int]] = []
    for match in re.finditer(r"x+", dates):
        end = match.start() + len(words[match.start() : match.end()].rstrip(" ."))
        if spans and _is_one_date(words[: spans[-1][1]], words[spans[-1][1] : match.start()], words[match.start()]):
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((match.start(), end))
    return spans


def _clauses(sentence: str) -> list[str]:
    """The sentence cut where one dated step ends and the next begins with a capital letter and no other mark."""
    spans = date_spans(sentence)
    cuts = [0]
    for (_, end), (begin, _) in pairwise(spans):
        cut = _next_beginning(sentence, end, begin)
        if cut is None:
            return [sentence]
        cuts.append(cut)
    return [sentence[begin:end].strip() for begin, end in zip(cuts, [*cuts[1:], len(sentence)], strict=True)]


def _next_beginning(sentence: str, end: int, begin: int) -> int | None:
    for match in re.finditer(r"(?<=\s)[A-Z][a-z]", sentence[:begin]):
        if match.start() < end:
            continue
        word_before = sentence[: match.start()].rsplit(maxsplit=1)[-1]
        if match.start() <= end + 1 or not _LITTLE.match(word_before):
            return match.start()
    return None


def _is_one_date(before: str, between: str, after: str) -> bool:
    """Whether "24" and "September", "June" and "July 2020" are one date, as "2021-2023" and "May 2020" are not."""
    two = between.isspace() and re.search(r"[0-9]{4}$", before) and after not in "Qq"
    return not two and bool(_BETWEEN.fullmatch(between))


def _step(clause: str) -> DocumentMilestone | None:
    """The clause's date, and the words before it, or else after it; None where it has no date."""
    spans = date_spans(clause)
    return _apart(clause, (spans[0][0], spans[-1][1])) if spans else None


def _apart(clause: str, span: tuple[int, int]) -> DocumentMilestone | None:
    cue = re.search(rf"(?i){_CUE}", clause[: span[0]])
    begin = cue.start() if cue else span[0]
    timeframe, title = clause[begin : span[1]], clause[:begin].strip(" ,:;–-(")
    if not title:
        title = re.sub(r"^[\s:,–-]*(?:for )?", "", clause[span[1] :]).strip(" .,;:)")
    return DocumentMilestone(title=title, timeframe=timeframe) if len(timeframe) <= _LONGEST else None
