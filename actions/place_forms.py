"""The forms in which actions are added, moved, split and ended, and sections kept."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from actions.models import ActionVersion
from actions.ordering import lines_of, order_mark
from actions.sections import section_mark
from plans.fingerprints import plain
from plans.forms import MarkedForm, OurPlainForm
from plans.models import PlanVersion, SectionVersion
from plans.models.names import one_line


class PlainText(forms.CharField):
    """Several lines, which end as everywhere."""

    widget = forms.Textarea(attrs={"rows": 3})

    def to_python(self, value: Any) -> str:
        return plain(super().to_python(value) or "")


class _ActionChoice(forms.ModelChoiceField):
    """One of several actions, by the slug of what they go by."""

    def __init__(self, **options: Any):
        super().__init__(ActionVersion.objects.none(), empty_label="Choose an action", **options)


def _text(label: str, **options: Any) -> PlainText:
    return PlainText(label=label, error_messages={"required": "Say what the action is."}, **options)


def _reference(label: str = "Reference") -> forms.CharField:
    return forms.CharField(
        label=label,
        required=False,
        max_length=20,
        validators=[one_line],
        help_text="Leave it empty to number it later.",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5"}),
    )


class AddForm(OurPlainForm):
    section = forms.ModelChoiceField(SectionVersion.objects.none(), empty_label=None)
    reference = _reference()
    text = _text("What is to be done?", help_text="Its first line is its title.")

    def __init__(self, *args: Any, version: PlanVersion, **kwargs: Any):
        super().__init__(*args, **kwargs)
        section = self.fields["section"]
        assert isinstance(section, forms.ModelChoiceField)
        section.queryset = version.sections.order_by("position")
        section.label = version.plan.section_word


class MoveForm(OurPlainForm):
    to = forms.ChoiceField(
        label="Where to?",
        error_messages={"required": "Choose where it goes.", "invalid_choice": "Choose a place from the list."},
    )
    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, entry: ActionVersion, **kwargs: Any):
        super().__init__(*args, **kwargs)
        lines = lines_of(entry.version)
        slugs = dict(entry.version.action_versions.values_list("pk", "action__slug"))
        choices: list[Any] = [("", "Choose a place")]
        for section in entry.version.sections.select_related("section").order_by("position"):
            others = [other for other in lines[section.pk] if other != entry]
            places = [(f"first:{section.section.slug}", f"First in {section}")]
            places += [(f"after:{slugs[other.pk]}", f"Behind {other}"[:120]) for other in others]
            choices.append((str(section), places))
        to = self.fields["to"]
        assert isinstance(to, forms.ChoiceField)
        to.choices = choices
        self.fields["seen"].initial = order_mark(entry.version)


class SplitForm(OurPlainForm):
    text = _text("What does the new action take over?", help_text="Its first line is its title.")
    reference = _reference("Its reference")
    milestones = forms.TypedMultipleChoiceField(
        label="Milestones that go over to it", required=False, coerce=int, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, entry: ActionVersion, **kwargs: Any):
        super().__init__(*args, **kwargs)
        steps = [(step.milestone_id, f"{step.title} {step.timeframe}".strip()) for step in entry.milestones.all()]
        milestones = self.fields["milestones"]
        assert isinstance(milestones, forms.ChoiceField)
        milestones.choices = steps
        if not steps:
            milestones.widget = forms.MultipleHiddenInput()


HOW = {
    "withdraw": "Withdraw it: the work stops",
    "roll": "Roll it into another action, which goes on with the work",
    "merge": "Merge it with another into a new action",
    "remove": "Take it out: it has never been published",
}


class EndForm(OurPlainForm):
    how = forms.ChoiceField(
        label="What becomes of it?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what becomes of it."},
    )
    other = _ActionChoice(label="Which other action?", required=False, help_text="To roll it into, or merge it with.")
    reference = _reference("Reference of the merged action")
    reason = PlainText(
        label="Why?",
        required=False,
        max_length=1000,
        help_text="Kept with the change, and shown beside the action: “Done by the Schools Board from April.”",
    )

    def __init__(
        self, *args: Any, entry: ActionVersion, others: QuerySet[ActionVersion], may_remove: bool, **kwargs: Any
    ):
        super().__init__(*args, **kwargs)
        how, other = self.fields["how"], self.fields["other"]
        assert isinstance(how, forms.ChoiceField)
        assert isinstance(other, forms.ModelChoiceField)
        how.choices = [(key, words) for key, words in HOW.items() if may_remove or key != "remove"]
        other.queryset = others.exclude(pk=entry.pk).order_by("position")

    def clean(self) -> None:
        given = self.cleaned_data
        how = given.get("how")
        if how in {"roll", "merge"} and not given.get("other") and "other" not in self.errors:
            self.add_error("other", "Choose the other action.")
        if how in {"roll", "withdraw"} and not given.get("reason") and "reason" not in self.errors:
            self.add_error("reason", "Say why, so that the committee and its officers can follow it.")


class SectionForm(MarkedForm):
    number = forms.CharField(
        required=False,
        max_length=20,
        validators=[one_line],
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5"}),
    )
    title = forms.CharField(required=False, max_length=500, validators=[one_line])

    def __init__(self, *args: Any, section: SectionVersion | None = None, **kwargs: Any):
        if section is not None:
            kwargs["initial"] = {"number": section.number, "title": section.title, "seen": section_mark(section)}
        super().__init__(*args, **kwargs)

    def clean(self) -> None:
        if not self.errors and not self.cleaned_data["number"] and not self.cleaned_data["title"]:
            self.add_error("title", "Give it a number or a title.")
