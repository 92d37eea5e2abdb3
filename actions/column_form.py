"""The form in which a plan owner chooses the columns of the working version."""

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.forms import BoundField

from actions.as_printed import OWN_HEADINGS, PrintedColumn
from actions.column_changes import ColumnShown, columns_mark
from plans.fingerprints import fingerprint
from plans.forms import MarkedForm
from plans.models.names import one_line

NEW = 2
OWN = "own"


def key_of(column: PrintedColumn) -> str:
    """What a column goes by in the form, wherever it stands."""
    return fingerprint(f"{column.field}:{column.heading}")


def _heading(**options: Any) -> forms.CharField:
    return forms.CharField(label="Heading", required=False, max_length=300, validators=[one_line], **options)


class ColumnsForm(MarkedForm):
    """Of each column its heading, its place and whether it is left out; and what new ones are to print.

    A column that the sender did not see, since somebody has added it meanwhile, stays as it is.
    """

    def __init__(self, data: Mapping[str, Any] | None = None, *, shown: list[ColumnShown]):
        self.shown = {key_of(line.column): line for line in shown}
        as_shown: dict[str, Any] = {f"heading_{key}": line.column.heading for key, line in self.shown.items()}
        as_shown |= {f"place_{key}": number for number, key in enumerate(self.shown, 1)}
        super().__init__(as_shown | {name: data[name] for name in data} if data else None, initial=as_shown)
        self.fields["seen"].initial = columns_mark([line.column for line in shown])
        for key in self.shown:
            self.fields[f"heading_{key}"] = _heading()
            self.fields[f"place_{key}"] = forms.IntegerField(label="Place", min_value=1, max_value=999)
            self.fields[f"leave_{key}"] = forms.BooleanField(label="Leave it out", required=False)
        printed = {line.column.field for line in shown}
        unprinted = [(field, words) for field, words in OWN_HEADINGS.items() if field not in printed]
        for number in range(1, NEW + 1):
            self.fields[f"field_{number}"] = forms.ChoiceField(
                label="What it prints",
                required=False,
                choices=[("", "No further column"), *unprinted, (OWN, "Words of this plan’s own")],
            )
            self.fields[f"new_{number}"] = _heading(help_text="Leave it empty to use the usual one.")

    def clean(self) -> None:
        for number in range(1, NEW + 1):
            asked, heading = self.cleaned_data.get(f"field_{number}"), self.cleaned_data.get(f"new_{number}")
            if asked == OWN and not heading:
                self.add_error(f"new_{number}", "Give the new column a heading.")
            elif heading and not asked and f"field_{number}" not in self.errors:
                self.add_error(f"field_{number}", f"Choose what “{heading[:60]}” prints.")
        for key, line in self.shown.items():
            if not line.column.field and not self.cleaned_data.get(f"heading_{key}", "-"):
                self.add_error(f"heading_{key}", "Give it a heading, or leave it out.")

    @property
    def columns(self) -> list[PrintedColumn]:
        """Those to print, in their new order, new ones last."""
        given = self.cleaned_data
        kept = {key: PrintedColumn(given[f"heading_{key}"], line.column.field) for key, line in self._kept.items()}
        moved = {key: given[f"place_{key}"] for key in kept if f"place_{key}" in self.changed_data}
        line = [column for key, column in kept.items() if key not in moved]
        for key, place in sorted(moved.items(), key=lambda pair: pair[1]):
            line.insert(place - 1, kept[key])
        return [*line, *self._new()]

    @property
    def _kept(self) -> dict[str, ColumnShown]:
        return {key: line for key, line in self.shown.items() if not self.cleaned_data[f"leave_{key}"]}

    def _new(self) -> Iterator[PrintedColumn]:
        for number in range(1, NEW + 1):
            if asked := self.cleaned_data[f"field_{number}"]:
                field = "" if asked == OWN else asked
                yield PrintedColumn(self.cleaned_data[f"new_{number}"] or OWN_HEADINGS[field], field)

    @property
    def renamed(self) -> dict[str, str]:
        """The plan's own columns that have another heading now, by the one they had."""
        headings = {
            line.column.heading: self.cleaned_data[f"heading_{key}"]
            for key, line in self._kept.items()
            if not line.column.field
        }
        return {before: now for before, now in headings.items() if before != now}

    @property
    def lines(self) -> Iterator[tuple[ColumnShown, list[BoundField]]]:
        for key, line in self.shown.items():
            yield line, [self[f"{name}_{key}"] for name in ("heading", "place", "leave")]

    @property
    def new_lines(self) -> Iterator[list[BoundField]]:
        for number in range(1, NEW + 1):
            yield [self[f"{name}_{number}"] for name in ("field", "new")]
