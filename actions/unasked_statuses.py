"""What the statuses of a document are where nobody is asked: what was said beforehand, or what is certain; the rest is
told.
"""

import shlex
from collections.abc import Iterator, Mapping

from actions.import_answers import StatusAnswer
from actions.import_names import rows_printing
from actions.import_statuses import certain_status, colour_called, likely_status, of_colour, spellings_of
from actions.import_statuses import unknown_statuses as unknown_in
from actions.origins import name_of
from actions.returned_pack import is_returned_pack
from plans.folding import fold
from plans.models import Colour, Plan
from plans.readers.document import DocumentError, DocumentWarning, PlanDocument
from plans.readers.texts import counted, quoted


class UnaskedStatuses:
    """Those of a document for a plan, None for one that is still to be made.

    `said` has for the words of a status a colour, or the words of a label. Raises DocumentError for what cannot be so
    said.
    """

    def __init__(self, document: PlanDocument, *, plan: Plan | None, said: Mapping[str, str]):
        self.rows = document.rows()
        self.spellings = spellings_of(plan, document.labels)
        self.unknown = unknown_in(self.rows, self.spellings)
        answers = {} if _is_export(document) else self._certain()
        answers |= dict(self._said(*pair) for pair in said.items())
        self.answers = {words: answer for words, answer in answers.items() if self._has_colour(answer, answers)}

    def _certain(self) -> dict[str, StatusAnswer]:
        found = {words: certain_status(words, self.unknown, self.spellings) for words in self.unknown}
        return {words: answer for words, answer in found.items() if answer}

    def _said(self, words: str, of: str) -> tuple[str, StatusAnswer]:
        if fold(words) in self.spellings:
            raise DocumentError(f"{quoted(words)} is a status label of the plan already, and keeps its colour")
        printed = next((status for status in self.unknown if fold(status) == fold(words)), "")
        if not printed:
            here = quoted(*self.unknown) if self.unknown else "none"
            raise DocumentError(f"no action has the status {quoted(words)}; these have no label yet: {here}")
        if label := self.spellings.get(fold(of)):
            return printed, StatusAnswer(same_as=label)
        if colour := colour_called(of):
            return printed, of_colour(colour)
        colours = ", ".join(colour.value for colour in Colour)
        raise DocumentError(f"{quoted(of)} is no colour ({colours}), nor a status label of the plan")

    def _has_colour(self, answer: StatusAnswer, answers: Mapping[str, StatusAnswer]) -> bool:
        same = answers.get(answer.same_as)
        return bool(answer.colour or fold(answer.same_as) in self.spellings or (same and same.colour))

    @property
    def without_colour(self) -> list[str]:
        return [words for words in self.unknown if words not in self.answers]

    @property
    def doubts(self) -> Iterator[DocumentWarning]:
        """One for each that would have no colour, with what to do about it."""
        printing = rows_printing(self.rows)
        for words in self.without_colour:
            first = next(row for row in self.rows if fold(row.status) == fold(words))
            others = len(printing[fold(words)]) - 1
            where = f", here and in {counted(others, 'other row')}" if others else ""
            told = f"{quoted(words)} is no status label of this plan, so it has no colour{where}"
            nearly = likely_status(words, (), self.spellings)
            meant = shlex.quote(f"{' '.join(words.split())}={nearly.same_as if nearly else 'COLOUR'}")
            yield DocumentWarning(where=name_of(first), message=f"{told}: give it one with --status {meant}")

    @property
    def told(self) -> str:
        """The labels that are made; "" where none is."""
        made = [f"{quoted(words)} is {_told(answer)}" for words, answer in self.answers.items() if answer.colour]
        return f"New status labels: {', '.join(made)}." if made else ""


def _told(answer: StatusAnswer) -> str:
    return f"{Colour(answer.colour).label}{' and closes the action' if answer.closes else ''}"


def _is_export(document: PlanDocument) -> bool:
    """It says of every status what label it has, or that it has none."""
    return document.number is not None and not is_returned_pack(document)
