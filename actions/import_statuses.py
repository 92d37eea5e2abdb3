"""What the statuses of a document stand for: labels there are, colours that their own words name, or nothing known."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from rapidfuzz import fuzz, process

from actions.import_answers import StatusAnswer
from plans.folding import fold
from plans.models import Colour, Plan
from plans.readers.document import DocumentLabel, Row

_SIGNS = re.compile(r"^[^\w?%]+(?=\w)|(?<=\w)[^\w?%]+$")  # beside words
_NEARLY = 90  # per cent of the letters of two spellings of a status


def spellings_of(plan: Plan | None, described: Iterable[DocumentLabel]) -> dict[str, str]:
    """The words of the plan's labels, and of those a document describes, by every spelling, folded."""
    spellings = [(label.words, label.also) for label in (plan.labels.all() if plan else [])]
    spellings += [(label.words, label.also) for label in described]
    return {fold(spelling): words for words, also in spellings for spelling in [words, *also]}


def unknown_statuses(rows: Sequence[Row], spellings: Mapping[str, str]) -> list[str]:
    """As printed first, one of those that differ only in case or a full stop."""
    words = {fold(row.status): row.status for row in reversed(rows) if row.status}
    printed = dict.fromkeys(words[fold(row.status)] for row in rows if row.status)
    return [status for status in printed if fold(status) not in spellings]


def likely_status(words: str, here: Iterable[str], spellings: Mapping[str, str]) -> StatusAnswer | None:
    """What a status seems to be: what it is for certain, or else the label that is spelled nearly so: “Completed” for
    “Complete”, but not “Delivered” for “Undelivered”.
    """
    return certain_status(words, here, spellings) or _nearly(words, spellings)


def certain_status(words: str, here: Iterable[str], spellings: Mapping[str, str]) -> StatusAnswer | None:
    """What a status is by its words: without the signs beside it, which say no more than where it is going, as the
    arrow of “Red ↓” does, another of the unknown ones `here`, a label of the plan, or a colour.
    """
    plain = _SIGNS.sub("", words)
    known = {fold(other): other for other in here} | dict(spellings)
    if plain != words and fold(plain) in known:
        return StatusAnswer(same_as=known[fold(plain)])
    colour = colour_called(plain)
    return of_colour(colour) if colour else None


def of_colour(colour: str) -> StatusAnswer:
    return StatusAnswer(colour=colour, closes=colour == Colour.BLUE)


def colour_called(words: str) -> str:
    """The colour that is called so, “Red” or “R”, though not Grey by the letter that is Green’s; "" for other words."""
    called = {fold(colour.label): colour.value for colour in Colour}
    letters = {fold(colour.label[0]): colour.value for colour in Colour if colour != Colour.GREY}
    return (letters | called).get(fold(words), "")


def labels_described(
    plan: Plan, labels: Sequence[DocumentLabel], answers: Mapping[str, StatusAnswer]
) -> list[DocumentLabel]:
    """The labels of a document, with further spellings, and those that are made for its statuses."""
    others: dict[str, list[str]] = {}
    for words, answer in answers.items():
        others.setdefault(answer.same_as, []).append(_on_one_line(words))
    known = plan.labels.count() + len(labels)
    made = [
        DocumentLabel(
            words=_on_one_line(words),
            colour=answer.colour,
            meaning=answer.meaning,
            closes=answer.closes,
            also=others.get(words, []),
            position=known + number,
        )
        for number, (words, answer) in enumerate(answers.items(), 1)
        if answer.colour
    ]
    return [replace(label, also=[*label.also, *others.get(label.words, [])]) for label in labels] + made


def add_spellings(plan: Plan, answers: Mapping[str, StatusAnswer]) -> None:
    """To those labels of the plan that a status is the same as."""
    labels = {label.words: label for label in plan.labels.all()}
    for words, answer in answers.items():
        if label := labels.get(answer.same_as):
            label.also = [*label.also, _on_one_line(words)]
            label.save(update_fields=["also"])


def _on_one_line(words: str) -> str:
    """As a label has it; a cell may print it on several."""
    return " ".join(words.split())


def _nearly(words: str, spellings: Mapping[str, str]) -> StatusAnswer | None:
    near = [spelling for spelling in spellings if spelling[:1] == fold(words)[:1]]
    found = process.extractOne(fold(words), near, scorer=fuzz.ratio, score_cutoff=_NEARLY)
    return StatusAnswer(same_as=spellings[found[0]]) if found else None
