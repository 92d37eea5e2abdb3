"""What the forms share in which a person corrects what was read, a text at a time, and takes corrections back."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.safestring import SafeString

from plans.fingerprints import plain
from plans.forms import OurPlainForm

_BACK = "back-"  # before the name of the field that is taken back


class CorrectionForm(OurPlainForm):
    """Only what differs from what the person saw is a correction, so that two windows do not undo each other.

    `keys` has for a field the key of its text, `read` the texts as they were read and `now` as they are corrected, each
    by key.
    """

    def __init__(self, *args: Any, read: Mapping[str, str], now: Mapping[str, str], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.read, self.now = read, now
        self.keys: dict[str, str] = {}

    def add_text(self, name: str, key: str, **options: Any) -> None:
        self.keys[name] = key
        initial = self.now.get(key, "")
        self.fields[name] = forms.CharField(
            required=False, strip=False, initial=initial, show_hidden_initial=True, **options
        )
        if initial != self.read.get(key, initial):
            self.fields[f"{_BACK}{name}"] = forms.BooleanField(label="Take this back to what was read", required=False)

    @property
    def lines(self) -> list[tuple[forms.BoundField, forms.BoundField | None, str]]:
        """Each field; where it was corrected, the tick that takes that back, and what was read."""
        return [
            (self[name], self[f"{_BACK}{name}"] if f"{_BACK}{name}" in self.fields else None, self.read.get(key, ""))
            for name, key in self.keys.items()
        ]

    @property
    def ticks(self) -> list[forms.BoundField]:
        """What else can be said of it, below the texts."""
        return []

    @property
    def seen(self) -> list[SafeString]:
        """What the person saw, hidden, to be sent along."""
        return [field.as_hidden(only_initial=True) for field in self if field.field.show_hidden_initial]

    def refuse_what_another_window_changed(self) -> None:
        changed = self.changed
        for name, key in self.keys.items():
            seen, now = plain(self.data.get(self.add_initial_prefix(name), "")), self.now.get(key, "")
            if key in changed and seen != now and changed[key] != now:
                self.add_error(name, f"This was changed since you opened it, and is now: {now or 'empty'}")

    @property
    def changed(self) -> dict[str, str]:
        """The new texts by key."""
        texts = {
            key: plain(self.cleaned_data[name])
            for name, key in self.keys.items()
            if name in self.cleaned_data and name in self.changed_data
        }
        return texts | {key: self.read[key] for name, key in self.keys.items() if self.cleaned_data.get(_BACK + name)}

    def with_changes(self, corrections: Mapping[str, str]) -> dict[str, str]:
        """The corrections there were and those made here, without any that says again what was read."""
        texts = {**corrections, **self.changed}
        return {key: text for key, text in texts.items() if text != plain(self.read.get(key, ""))}
