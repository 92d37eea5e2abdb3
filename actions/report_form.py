"""The form in which an officer reports on an action: one field for each question that the action can be asked."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.formats import date_format

from actions.models import ProgressUpdate
from actions.questions import Answers, MilestoneAnswer, Situation, unanswered
from plans import kept_posts
from plans.date_field import DateField
from plans.models import StatusLabel

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


class ReportForm(forms.Form):
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
        label="How confident are you that it will achieve its outcome?",
        help_text="You need not say.",
        choices=[("", "I would rather not say"), *ProgressUpdate.Confidence.choices],
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
        status.choices = [(str(pk), label.words) for pk, label in labels.items()]
        status.error_messages["invalid_choice"] = "Choose one of this plan’s own statuses."
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

    def clean(self) -> None:
        """The questions left open, each beside its field."""
        for missing in unanswered(self.answers, self.situation):
            if missing.field not in self.errors:
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
    def status_choices(self) -> Iterator[dict[str, Any]]:
        """Each status with its label, for a page that shows colour and meaning."""
        for choice in self["status"]:
            label = self.labels[int(choice.data["value"])]
            yield {"label": label, "id": choice.id_for_label, "checked": choice.data["selected"]}

    @property
    def given(self) -> Iterator[dict[str, str]]:
        """Every question that was answered, with the answer in words; the form is valid."""
        for name, field in self.fields.items():
            if words := _in_words(field, self.cleaned_data.get(name)):
                yield {"question": self._question(name), "words": words, "anchor": self[name].id_for_label}

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
_OURS = {"seen", "revision", "save", "attach", "remove", "files", *kept_posts.FIELDS}


def as_typed(data: Mapping[str, str]) -> dict[str, str]:
    """What was typed, for a draft; a character that no database can hold shows as replaced."""
    return {name: typed for name in sorted(set(data) - _OURS) if (typed := str(data[name]).replace("\0", "\ufffd"))}


def initial_from(form: ReportForm, typed: Mapping[str, str]) -> dict[str, Any]:
    """A draft's words as the initial values of the form's fields."""
    return {name: field.widget.value_from_datadict(typed, {}, name) for name, field in form.fields.items()}


def _in_words(field: forms.Field, value: Any) -> str:
    if isinstance(field, forms.ChoiceField):
        return next((str(words) for key, words in field.widget.choices if value and str(key) == value), "")
    if isinstance(value, date):
        return date_format(value)
    return "Yes" if value is True else str(value or "").strip()
