"""The form in which a plan owner edits one action of the working version."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import Any

from django import forms
from django.forms import BoundField

from actions.as_printed import OWN_HEADINGS
from actions.edit_reasons import ReasonWanted
from actions.edited_words import ROLES, STEP, Words, words_of
from actions.editing import ChangedMeanwhile, Clash
from actions.models import ActionVersion
from actions.printed_names import officers_printed
from actions.row_form import rows_for
from plans.fingerprints import fingerprint, plain
from plans.forms import OurPlainForm
from plans.models.names import one_line
from plans.officers import OfficerBook, known_officers

ALWAYS = ("reference", "text", "timeframe")
NEW_STEPS = 2
_LABELS = OWN_HEADINGS | {"reference": "Reference", "text": "Action"}
_COLUMN = {"text": "action"}  # what a row calls it, where that is another word
_HINTS = {
    "text": "Its first line is its title. A line that begins with “- ” is a bullet.",
    "accountable": "One name or post a line, in the order they are printed.",
    "lead": "One name or post a line, in the order they are printed.",
    "success_measure": "One a line. A target and a date are read from the words.",
    "timeframe": "As it is to be printed: “By September 2021”. The date is read from the words.",
    "links": "One plan or strategy a line.",
}
_ROOM = {"reference": 20, "saving": 100}
_NEW_NAMES, _UNKNOWN = "new_names", "unknown"


@dataclass(frozen=True)
class FormLine:
    """A field of the form, what became of it meanwhile, and the question of why it changed, where that is asked."""

    key: str
    field: BoundField
    clash: Clash | None = None
    why: BoundField | None = None


class ActionForm(OurPlainForm):
    """Each field with the words that stand there, and a fingerprint of them, which tells what changed meanwhile."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, strip=False)

    def __init__(self, *args: Any, entry: ActionVersion, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.entry = entry
        self.clashes: dict[str, Clash] = {}
        now = words_of(entry)
        self.keys: dict[str, str] = {}  # of each field by its name in the form
        for key in shown_keys(entry, now):
            self._add(key, now.get(key, ""))
        self.fields["why_timeframe"] = _why("date")
        self.fields["why_success_measure"] = _why("success measures")
        self.steps = [key.split(":")[1] for key in now if key.endswith(":title")]
        self.steps += [f"new{number}" for number in range(1, NEW_STEPS + 1)]
        self._add_steps(now)
        self.fields[_NEW_NAMES] = forms.BooleanField(required=False, label="They are new here: add them as officers")
        self.fields["seen"].initial = json.dumps(
            {name: fingerprint(now.get(key, "")) for name, key in self.keys.items()}
        )

    def _add(self, key: str, words: str) -> None:
        name = key if not key.startswith("other:") else f"other-{len(self.keys)}"
        self.keys[name] = key
        is_line = key in _ROOM
        self.fields[name] = forms.CharField(
            label=_LABELS.get(key) or key.removeprefix("other:") or "Column without a heading",
            required=key == "text",
            initial=words,
            max_length=_ROOM.get(key),
            help_text=_HINTS.get(key, ""),
            error_messages={"required": "Say what the action is."},
            validators=[one_line] if is_line else [],
            widget=forms.TextInput(attrs={"class": f"govuk-input--width-{'5' if key == 'reference' else '20'}"})
            if is_line
            else forms.Textarea(attrs={"rows": rows_for(words)}),
        )

    def _add_steps(self, now: Words) -> None:
        for step in self.steps:
            title, timeframe, place = (f"milestone:{step}:{name}" for name in STEP)
            self.keys |= {key: key for key in (title, timeframe)}
            words = now.get(title, "")
            self.fields[title] = forms.CharField(
                label="What is to be done",
                required=False,
                initial=words,
                widget=forms.Textarea(attrs={"rows": rows_for(words)}),
            )
            self.fields[timeframe] = forms.CharField(
                label="When", required=False, max_length=300, initial=now.get(timeframe, "")
            )
            if step.isdecimal():
                self.keys[place] = place
                self.fields[place] = forms.IntegerField(
                    label="Place", min_value=1, max_value=999, initial=now.get(place, "")
                )
                self.fields[f"why_milestone:{step}"] = _why("date")

    def clean(self) -> None:
        if self.errors:
            return
        for role in ROLES:
            for line in self.cleaned_data.get(role.value, "").splitlines():
                if len(line.strip()) > 300:
                    self.add_error(role.value, "A name is too long: put one name or post on each line.")
        for line in self.cleaned_data.get("links", "").splitlines():
            if len(line.strip()) > 300:
                self.add_error("links", "A line is too long: put one plan or strategy on each line.")
        if not self.cleaned_data[_NEW_NAMES]:
            self._ask_about_new_names()

    def _ask_about_new_names(self) -> None:
        """So that a slip of the pen does not make somebody new."""
        book = OfficerBook(printed=officers_printed(self.entry.version.plan))
        known = known_officers()
        for role in ROLES:
            typed = map(str.strip, self.cleaned_data.get(role.value, "").splitlines())
            for name in (name for name in typed if name and name not in book):
                near = get_close_matches(name, known, n=1, cutoff=0.75)
                meant = f" Did you mean “{near[0]}”?" if near else ""
                told = f"Nobody here is called “{name}” yet.{meant} Correct the name, or tick that they are new."
                self.add_error(role.value, forms.ValidationError(told, code=_UNKNOWN))

    @property
    def words(self) -> Words:
        """Every field that was sent, by its key."""
        given = self.cleaned_data
        return {key: str(given[name] if given[name] is not None else "") for name, key in self.keys.items()}

    @property
    def answers(self) -> dict[str, Any]:
        """What `edit_action` takes."""
        given = self.cleaned_data
        whys = [name for name in self.fields if name.startswith("why_")]
        chosen = {key: self.data.get(f"choice-{name}", "") for name, key in self.keys.items()}
        return {
            "wanted": self.words,
            "seen": self._seen(),
            "reasons": {name.removeprefix("why_"): plain(given[name]) for name in whys},
            "chosen": chosen,
        }

    def _seen(self) -> dict[str, str]:
        """What was sent along as read; what cannot be read says that nothing was, so that no change is lost unseen."""
        try:
            sent = json.loads(self.cleaned_data["seen"])
        except (ValueError, RecursionError):
            sent = None
        sent = sent if isinstance(sent, dict) else {}
        return {key: str(sent.get(name, "")) for name, key in self.keys.items()}

    def say_refused(self, refusal: Exception) -> None:
        """On the form, beside the fields it is about."""
        if isinstance(refusal, ReasonWanted):
            for key, told in refusal.wanted.items():
                self.add_error(f"why_{key}" if f"why_{key}" in self.fields else None, told)
        elif isinstance(refusal, ChangedMeanwhile):
            names = {key: name for name, key in self.keys.items()}
            for clash in refusal.clashes:
                self.clashes[names[clash.key]] = clash
                self.add_error(names[clash.key], f"{clash.told}: choose which stays.")
        else:
            self.add_error(None, str(refusal))

    @property
    def lines(self) -> Iterator[FormLine]:
        """Every field of the action but its milestones, in the order of a row."""
        for name, key in self.keys.items():
            if not key.startswith("milestone:"):
                why = f"why_{key}"
                yield FormLine(key, self[name], self.clashes.get(name), self[why] if why in self.fields else None)

    @property
    def step_lines(self) -> Iterator[tuple[bool, list[FormLine]]]:
        """Of each milestone whether it is a new one, and its fields."""
        for step in self.steps:
            names = [f"milestone:{step}:{name}" for name in STEP]
            lines = [FormLine(name, self[name], self.clashes.get(name)) for name in names if name in self.fields]
            why = f"why_milestone:{step}"
            if why in self.fields:
                lines[1] = replace(lines[1], why=self[why])
            yield not step.isdecimal(), lines

    @property
    def asks_about_names(self) -> bool:
        """Whether somebody is named whom nobody knows: only then the tick is shown."""
        return _NEW_NAMES in self.data or any(self.has_error(role.value, _UNKNOWN) for role in ROLES)


def shown_keys(entry: ActionVersion, now: Mapping[str, str]) -> list[str]:
    """The fields that the version has a column for, and those that have words all the same, in the order of a row."""
    version = entry.version
    printed = {*version.column_fields} if version.columns else {*OWN_HEADINGS}
    own = [
        f"other:{heading}" for heading, field in zip(version.columns, version.column_fields, strict=True) if not field
    ]
    order = ["reference", "text", "intended_outcome", "timeframe", "success_measure", "accountable", "lead"]
    order += ["saving", "links"]
    shown = [key for key in order if key in ALWAYS or _COLUMN.get(key, key) in printed or now.get(key)]
    return [*shown, *dict.fromkeys([*own, *(key for key in now if key.startswith("other:"))])]


def _why(what: str) -> forms.CharField:
    return forms.CharField(
        label=f"Why the {what} changed",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Asked for where it is not what was published. It is kept with the change, and counts as the reason.",
    )
