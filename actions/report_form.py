"""The form in which an officer reports on an action: one field for each question that the action can be asked."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.forms import BoundField
from django.utils.formats import date_format

from actions.models import ProgressUpdate
from actions.questions import Answers, MilestoneAnswer, Situation, completes, unanswered
from plans import kept_posts
from plans.date_field import DateField, DateInput
from plans.forms import OurPlainForm
from plans.models import StatusLabel

MANY_MEANINGS = 6  # of more, only the chosen status shows its meaning until all are asked for
LONGEST = 100_000  # characters of one text: far more than a committee reads, far less than would hurt


class _Words(forms.CharField):
    """A text kept as it was typed, but for line endings."""

    def __init__(self, label: str, *, rows: int = 3, help_text: str = "") -> None:
        super().__init__(
            label=label,
            help_text=help_text,
            required=False,
            strip=False,
            max_length=LONGEST,
            widget=forms.Textarea(attrs={"rows": rows}),
            error_messages={"max_length": f"This is longer than {LONGEST:,} characters. Shorten it, or attach a file."},
        )

    def to_python(self, value: Any) -> str:
        return (super().to_python(value) or "").replace("\r\n", "\n")


@dataclass(frozen=True)
class Answered:
    """A question with its answer in words; `anchor` is where it stands in the form."""

    question: str
    words: str
    anchor: str


@dataclass(frozen=True)
class StatusChoice:
    """One of the plan's statuses as a radio button; `id` is the button's."""

    label: StatusLabel
    id: str
    is_chosen: bool

    @property
    def completes(self) -> bool:
        return completes(self.label.colour, self.label.closes)


@dataclass(frozen=True)
class StatusGroup:
    """The statuses of one colour."""

    colour: str
    word: str
    choices: list[StatusChoice] = field(default_factory=list)


# The questions that only some answers ask; one that is answered is shown whatever the others say.
_PANELS = {"amber": ["risk"], "red": ["issue", "mitigation"], "moved": ["forecast_reason"]}


class ReportForm(OurPlainForm):
    """`situation` is what the report is held against, `labels` the plan's own statuses."""

    narrative = _Words(
        "What has happened since?",
        rows=7,
        help_text="Two or three sentences a committee can read. Figures and dates help.",
    )
    status = forms.ChoiceField(label="Status", required=False, widget=forms.RadioSelect)
    risk = _Words("What is the risk?")
    issue = _Words("What is the issue?")
    mitigation = _Words("What is being done about it?")
    forecast = DateField(label="When do you now expect it to be done?", required=False)
    forecast_reason = _Words("Why has the date changed?")
    confidence = forms.ChoiceField(
        label="How confident are you that it will achieve its outcome? (optional)",
        choices=[("", "Not said"), *ProgressUpdate.Confidence.choices],
        required=False,
        widget=forms.RadioSelect,
    )
    is_exempt = forms.BooleanField(label="All of this report is exempt from publication", required=False)
    exempt_narrative = _Words(
        "Anything that must not be published", help_text="Kept out of public packs, exports and feeds, which say so."
    )

    def __init__(self, *args: Any, situation: Situation, labels: Mapping[int, StatusLabel], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.situation, self.labels = situation, labels
        status = self.fields["status"]
        assert isinstance(status, forms.ChoiceField)
        status.choices = [(str(pk), f"{label.get_colour_display()}: {label.words}") for pk, label in labels.items()]
        status.error_messages["invalid_choice"] = "Choose one of this plan’s own statuses."
        forecast = self.fields["forecast"]
        assert isinstance(forecast.widget, DateInput)
        forecast.widget.expected = situation.expected
        if situation.expected:
            forecast.help_text = f"Was {date_format(situation.expected)}. If it changes we ask why."
        self.fields["confidence"].error_messages["invalid_choice"] = "Choose high, medium or low."
        for position, measure in enumerate(situation.success_measures, 1):
            self.fields[f"evidence_{position}"] = _Words(measure, rows=2)
        for milestone in situation.milestones:
            name = f"milestone_{milestone.key}"
            self.fields[f"{name}_done"] = forms.BooleanField(label="Done", required=False)
            self.fields[f"{name}_forecast"] = DateField(label="Now expected", required=False)
            self.fields[f"{name}_reason"] = _Words("Why?", rows=2)
        for key, question in situation.challenges.items():
            self.fields[f"challenge_{key}"] = _Words(question, rows=3)

    def make_brief(self) -> None:
        """Smaller, for a page of many reports."""
        narrative = self.fields["narrative"]
        narrative.help_text, narrative.widget.attrs["rows"] = "", 4
        self.fields["forecast"].label = "When will it be done?"

    def clean(self) -> None:
        """The questions left open, each beside its field."""
        for missing in unanswered(self.answers, self.situation):
            is_asked_of_nothing = missing.field == "forecast_reason" and "forecast" in self.errors
            if missing.field not in self.errors and not is_asked_of_nothing:
                self.add_error(missing.field, missing.sentence)

    @property
    def status_label(self) -> StatusLabel | None:
        return self.labels.get(int(self.cleaned_data.get("status") or 0))

    @property
    def answers(self) -> Answers:
        given, label = self.cleaned_data, self.status_label
        texts = ("narrative", "risk", "issue", "mitigation", "confidence", "forecast_reason", "exempt_narrative")
        milestones = {milestone.key: self._milestone(milestone.key) for milestone in self.situation.milestones}
        return Answers(
            **{name: given.get(name, "") for name in texts},
            colour=label.colour if label else "",
            closes=bool(label and label.closes),
            forecast=given.get("forecast"),
            is_exempt=given.get("is_exempt", False),
            evidence={
                position: given.get(f"evidence_{position}", "")
                for position, _ in enumerate(self.situation.success_measures, 1)
            },
            milestones={key: answer for key, answer in milestones.items() if answer != MilestoneAnswer()},
            challenges={key: given.get(f"challenge_{key}", "") for key in self.situation.challenges},
        )

    def _milestone(self, key: int) -> MilestoneAnswer:
        given, name = self.cleaned_data, f"milestone_{key}"
        return MilestoneAnswer(
            is_done=given.get(f"{name}_done", False),
            forecast=given.get(f"{name}_forecast"),
            reason=given.get(f"{name}_reason", ""),
        )

    @property
    def status_groups(self) -> list[StatusGroup]:
        """The plan's statuses under their colours, in the plan's order."""
        groups: dict[str, StatusGroup] = {}
        for choice in self["status"]:
            label = self.labels[int(choice.data["value"])]
            group = groups.setdefault(label.colour, StatusGroup(label.colour, label.get_colour_display()))
            group.choices.append(StatusChoice(label, choice.id_for_label, bool(choice.data["selected"])))
        return list(groups.values())

    @property
    def folds_meanings(self) -> bool:
        """Whether there are so many statuses that their meanings, all at once, would be a wall of words."""
        return sum(bool(label.meaning) for label in self.labels.values()) > MANY_MEANINGS

    @property
    def asks(self) -> set[str]:
        """What the status chosen so far, and a date that is no longer the expected one, ask beside it."""
        label = self.labels.get(number(str(self["status"].value() or "")) or 0)
        asked = {label.colour} if label else set()
        if label and label.closes:
            asked.add("closes")
        if label and completes(label.colour, label.closes):
            asked.add("completes")
        if self.fields["forecast"].has_changed(self.situation.expected, self["forecast"].value()):
            asked.add("moved")
        return asked | {part for part, names in _PANELS.items() if any(self[name].value() for name in names)}

    @property
    def given(self) -> Iterator[Answered]:
        """Every question that was answered, with the answer in words; after the form was checked."""
        for name, asked in self.fields.items():
            if words := _in_words(asked, self.cleaned_data.get(name)):
                yield Answered(self._question(name), words, self[name].id_for_label)

    def _question(self, name: str) -> str:
        parts = name.split("_")
        if parts[0] != "milestone":
            return str(self.fields[name].label)
        title = next(one.title for one in self.situation.milestones if str(one.key) == parts[1])
        return f"{title}: {str(self.fields[name].label).lower()}"

    @property
    def evidence_fields(self) -> list[BoundField]:
        return [self[name] for name in self.fields if name.startswith("evidence_")]

    @property
    def challenge_fields(self) -> list[BoundField]:
        return [self[name] for name in self.fields if name.startswith("challenge_")]

    @property
    def milestone_fields(self) -> Iterator[dict[str, Any]]:
        for milestone in self.situation.milestones:
            name = f"milestone_{milestone.key}"
            parts = {part: self[f"{name}_{part}"] for part in ("done", "forecast", "reason")}
            yield {"milestone": milestone, **parts}


# What a page of ours sends beside the form's fields.
_OURS = {"seen", "revision", "window", "submission", "press", "save", "attach", "remove", "files", *kept_posts.FIELDS}


def number(typed: str) -> int | None:
    """A number that a form was sent; None for whatever else came in its place."""
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 16 else None


def read_uuid(typed: str) -> UUID | None:
    try:
        return UUID(typed)
    except ValueError:
        return None


def as_typed(data: Mapping[str, str], prefix: str = "") -> dict[str, str]:
    """What was typed into the form of this prefix, for a draft; a character that no database can hold shows as
    replaced.
    """
    start = f"{prefix}-" if prefix else ""
    typed = {name.removeprefix(start): str(data[name]) for name in sorted(data) if name.startswith(start)}
    return {name: words.replace("\0", "\ufffd") for name, words in typed.items() if words and name not in _OURS}


def initial_from(form: ReportForm, typed: Mapping[str, str]) -> dict[str, Any]:
    """A draft's words as the initial values of the form's fields."""
    return {name: field.widget.value_from_datadict(typed, {}, name) for name, field in form.fields.items()}


def _in_words(field: forms.Field, value: Any) -> str:
    if isinstance(field, forms.ChoiceField):
        return next((str(words) for key, words in field.widget.choices if value and str(key) == value), "")
    if isinstance(value, date):
        return date_format(value)
    return "Yes" if value is True else str(value or "").strip()
