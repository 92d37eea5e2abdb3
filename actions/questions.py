"""What a report on an action has to say: each status asks its own question, and a changed date asks why.

Pure: no Django. The form and the operation ask the same questions.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, kw_only=True)
class OpenMilestone:
    """A milestone that is not done; `expected` is its last forecast, or else the date that is printed."""

    key: int
    title: str
    expected: date | None = None


@dataclass(frozen=True, kw_only=True)
class Situation:
    """What a report is held against.

    `expected` is the date that the action is now expected to be done by; `challenges` are the questions that wait for
    an answer, by their key.
    """

    expected: date | None = None
    success_measures: tuple[str, ...] = ()
    milestones: tuple[OpenMilestone, ...] = ()
    challenges: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class MilestoneAnswer:
    is_done: bool = False
    forecast: date | None = None
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class Answers:
    """What somebody reports. Colour and `closes` are the chosen status label's; texts are as typed.

    `evidence` is by the position of the success measure; `milestones` and `challenges` by their keys.
    """

    narrative: str = ""
    colour: str = ""
    closes: bool = False
    risk: str = ""
    issue: str = ""
    mitigation: str = ""
    confidence: str = ""
    forecast: date | None = None
    forecast_reason: str = ""
    is_exempt: bool = False
    exempt_narrative: str = ""
    evidence: Mapping[int, str] = field(default_factory=dict)
    milestones: Mapping[int, MilestoneAnswer] = field(default_factory=dict)
    challenges: Mapping[int, str] = field(default_factory=dict)

    @property
    def completes(self) -> bool:
        """Whether it says that the action is done. One that is withdrawn is closed too, and has nothing to show."""
        return completes(self.colour, self.closes)


def completes(colour: str, closes: bool) -> bool:
    return closes and colour != "grey"


@dataclass(frozen=True)
class Unanswered:
    """A question without an answer: the form's field, and what to do about it."""

    field: str
    sentence: str


def unanswered(answers: Answers, situation: Situation) -> list[Unanswered]:
    """Every question that this report leaves open, in the order of the form."""
    return [
        *_about_status(answers),
        *(_about_completion(answers, situation) if answers.completes else ()),
        *_about_dates(answers, situation),
        *_about_challenges(answers, situation),
    ]


def _about_status(answers: Answers) -> Iterator[Unanswered]:
    if not answers.narrative.strip():
        yield Unanswered("narrative", "Say what has happened since the last report.")
    if not answers.colour:
        yield Unanswered("status", "Choose a status.")
    if answers.colour == "amber" and not answers.risk.strip():
        yield Unanswered("risk", "Say what the risk is.")
    if answers.colour == "red" and not answers.issue.strip():
        yield Unanswered("issue", "Say what the issue is.")
    if answers.colour == "red" and not answers.mitigation.strip():
        yield Unanswered("mitigation", "Say what is being done about the issue.")


def _about_completion(answers: Answers, situation: Situation) -> Iterator[Unanswered]:
    for position, measure in enumerate(situation.success_measures, 1):
        if not answers.evidence.get(position, "").strip():
            yield Unanswered(f"evidence_{position}", f"Say what shows that this is reached: “{_short(measure)}”.")
    for milestone in situation.milestones:
        answer = answers.milestones.get(milestone.key, MilestoneAnswer())
        if not answer.is_done and not answer.reason.strip():
            told = f"Tick “{_short(milestone.title)}” off, or say why the action is complete without it."
            yield Unanswered(f"milestone_{milestone.key}_reason", told)


def _about_dates(answers: Answers, situation: Situation) -> Iterator[Unanswered]:
    if not answers.closes and answers.forecast != situation.expected and not answers.forecast_reason.strip():
        yield Unanswered("forecast_reason", "Say why the date has changed.")
    for milestone in () if answers.completes else situation.milestones:
        answer = answers.milestones.get(milestone.key, MilestoneAnswer())
        moved = answer.forecast is not None and answer.forecast != milestone.expected
        if moved and not answer.is_done and not answer.reason.strip():
            told = f"Say why the date of “{_short(milestone.title)}” has changed."
            yield Unanswered(f"milestone_{milestone.key}_reason", told)


def _about_challenges(answers: Answers, situation: Situation) -> Iterator[Unanswered]:
    for key, question in situation.challenges.items():
        if not answers.challenges.get(key, "").strip():
            yield Unanswered(f"challenge_{key}", f"Answer the question: “{_short(question)}”.")


def _short(words: str, most: int = 60) -> str:
    line = words.partition("\n")[0]
    return line if len(line) <= most else f"{line[:most].rsplit(' ', 1)[0]}…"
