"""The clerk's forms: which version the pack is of, and what is in the packs of a plan."""

from typing import Any

from django import forms

from plans.date_field import DateField
from plans.forms import OurForm, OurPlainForm
from plans.models import Plan, PlanVersion, SectionVersion
from reporting.models import PackChoice
from reporting.version_pair import replaced

from . import SHEETS
from .logo import LogoError, as_logo


class VersionForm(OurPlainForm):
    """The version a pack is made of: the last published, unless another is asked for."""

    def __init__(self, data: Any, *, plan: Plan):
        super().__init__(data)
        versions = plan.versions.without_open_corrections().select_related("plan").by_date()
        self.versions = {version.number: version for version in versions}
        mistaken = replaced(list(self.versions.values()))
        choices = [
            (number, _named(version) + (" (corrected since)" if version.pk in mistaken else ""))
            for number, version in reversed(self.versions.items())
        ]
        self.fields["version"] = forms.TypedChoiceField(label="Version", coerce=int, choices=choices)
        last = plan.versions.last_published()
        self.usual = last or next(iter(reversed(self.versions.values())), None)
        self.initial["version"] = self.usual and self.usual.number

    @property
    def chosen(self) -> PlanVersion | None:
        """The one asked for, or the usual one where that makes no sense; None for a plan without versions."""
        if self.is_bound and self.is_valid():
            return self.versions[self.cleaned_data["version"]]
        return self.usual


def _named(version: PlanVersion) -> str:
    if not version.is_published:
        return f"{version.label} – a draft"
    return f"{version.label}, as at {version.as_of:%-d %B %Y}"


class ChoicesForm(OurForm, forms.ModelForm):
    sheets = forms.MultipleChoiceField(
        label="Sheets",
        choices=[(slug, sheet.name) for slug, sheet in SHEETS.items()],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one sheet."},
    )
    closing = DateField(
        label="Closing date",
        required=False,
        help_text="In the pack of a draft, reports for a later day do not count.",
    )
    new_logo = forms.FileField(label="Logo", required=False, help_text="A PNG, JPEG or GIF, up to 2 MB.")
    without_logo = forms.BooleanField(label="Take the logo away", required=False)

    class Meta:
        model = PackChoice
        fields = ("council", "committee", "closing")

    field_order = ("council", "new_logo", "without_logo", "committee", "closing", "sheets", "sections")

    def __init__(self, data: Any, files: Any, *, plan: Plan):
        chosen = PackChoice.objects.filter(plan=plan).first() or PackChoice(plan=plan)
        kept = [slug for slug in SHEETS if slug not in chosen.left_out]
        initial = {"sheets": kept, "sections": chosen.sections, "closing": chosen.closing}
        super().__init__(data, files, instance=chosen, initial=initial)
        self.fields["sections"] = forms.MultipleChoiceField(
            label=f"{plan.section_word}s",
            choices=_sections(plan),
            widget=forms.CheckboxSelectMultiple,
            required=False,
            help_text="With none ticked all are in the pack, and those that are still to come.",
        )
        if not chosen.logo:
            del self.fields["without_logo"]

    def clean_new_logo(self) -> bytes | None:
        file = self.cleaned_data["new_logo"]
        if not file:
            return None
        try:
            return as_logo(file.read())
        except LogoError as error:
            raise forms.ValidationError(str(error)) from None

    def save(self, commit: bool = True) -> PackChoice:
        chosen: PackChoice = self.instance
        given = self.cleaned_data
        chosen.left_out = [slug for slug in SHEETS if slug not in given["sheets"]]
        chosen.sections = given["sections"]
        if given["new_logo"] or given.get("without_logo"):
            chosen.logo = given["new_logo"] or b""
        saved: PackChoice = super().save(commit)
        return saved


def _sections(plan: Plan) -> list[tuple[str, str]]:
    """Those of the version in use."""
    in_use = plan.versions.in_use()
    sections = SectionVersion.objects.filter(version__in=in_use.values("pk")).select_related("section")
    return [(entry.section.slug, str(entry) or "Actions") for entry in sections.order_by("position")]
