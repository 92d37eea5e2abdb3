"""The form in which a plan owner changes what the working version prints around its tables."""

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.forms import BoundField

from actions.outside import Outside
from actions.place_forms import PlainText
from plans.fingerprints import plain
from plans.forms import MarkedForm
from plans.models.names import one_line
from plans.readers.document import Passage

_LETTERS_IN_A_LINE, _FEWEST, _MOST = 90, 3, 16


class OutsideForm(MarkedForm):
    """The introduction, and each passage with its heading: one that is emptied goes, and a further one comes last."""

    introduction = PlainText(required=False, help_text="Stands above the actions. A bullet is a line that begins “- ”.")

    def __init__(self, data: Mapping[str, Any] | None = None, *, stands: Outside):
        self.outside_now = stands
        shown = {"introduction": plain(stands.introduction), "seen": stands.mark}
        for number, passage in enumerate(map(_as_shown, stands.passages), 1):
            shown |= {f"heading_{number}": passage.heading, f"text_{number}": passage.text}
        super().__init__(data, initial=shown)
        sent = sum(name.startswith("text_") for name in data or ())
        self.count = max(len(stands.passages) + 1, sent)  # those sent too, though somebody has taken some out meanwhile
        _make_room(self.fields["introduction"], shown["introduction"])
        for number in range(1, self.count + 1):
            self.fields[f"heading_{number}"] = forms.CharField(label="Heading", required=False, validators=[one_line])
            self.fields[f"text_{number}"] = PlainText(label="Text", required=False)
            _make_room(self.fields[f"text_{number}"], shown.get(f"text_{number}", ""))

    @property
    def outside(self) -> Outside:
        """As it is wanted; what was left as it was shown stays to the letter."""
        stands = self.outside_now
        introduction = self.cleaned_data["introduction"]
        if introduction == plain(stands.introduction):
            introduction = stands.introduction
        as_it_stands = {(shown.heading, shown.text): each for each in stands.passages for shown in [_as_shown(each)]}
        given = [
            (self.cleaned_data[f"heading_{number}"], self.cleaned_data[f"text_{number}"])
            for number in range(1, self.count + 1)
        ]
        passages = [as_it_stands.get(each) or Passage(heading=each[0], text=each[1]) for each in given if any(each)]
        return Outside(introduction, tuple(passages))

    @property
    def lines(self) -> Iterator[tuple[str, list[BoundField]]]:
        """The fields of each passage, under what it is called."""
        for number in range(1, self.count + 1):
            called = f"Passage {number}" if number < self.count else "A further passage"
            yield called, [self[f"heading_{number}"], self[f"text_{number}"]]


def _as_shown(passage: Passage) -> Passage:
    return Passage(heading=" ".join(passage.heading.split()), text=plain(passage.text))


def _make_room(field: forms.Field, text: str) -> None:
    """For about as many lines as it has: what is long can be read, what is short takes little room."""
    lines = sum(1 + len(line) // _LETTERS_IN_A_LINE for line in text.split("\n"))
    field.widget.attrs["rows"] = min(max(lines + 1, _FEWEST), _MOST)
