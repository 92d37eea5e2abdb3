"""The slippage ledger: every date of a plan against the one first published for it, worst first."""

from typing import Any

import django_filters
import django_tables2 as tables
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from actions.models import ActionVersion, Assignment
from actions.slippage import Ledger, SlippageLine, slippage
from config.replica import read_from_replica
from plans import permissions
from plans.filters import ListFilter
from plans.models import SectionVersion
from plans.tables import ListTable
from plans.today import plans_today

SILENT, ALL = "silent", "all"


class SlippageTable(ListTable):
    row_template = "reporting/slippage_row.html"
    noun = "date"
    caption = "Dates, the one that slipped furthest first"
    nothing = "No date has changed since it was first published. Choose “All dates” to see each of them."

    reference = tables.Column("Ref", order_by=("entry__version__number", "entry__position"))
    title = tables.Column("Action or milestone", order_by="entry__title")
    first = tables.Column("First published", order_by="first_order")
    dates = tables.Column("In each version", orderable=False)
    forecast = tables.Column("Expected now", orderable=False)
    days = tables.Column("Slipped", order_by="-days_order")
    reason = tables.Column("Reason given", orderable=False)

    def __init__(self, *args: Any, ledger: Ledger, **kwargs: Any):
        self.ledger = ledger
        super().__init__(*args, exclude=() if ledger.has_forecasts else ("forecast",), **kwargs)

    @property
    def whole(self) -> int:
        """Even where nothing is asked for only the dates that changed are shown."""
        return len(self.ledger.lines)


class SlippageFilter(ListFilter):
    """Narrows the lines of a ledger: by section and officer in the database, by what happened to them in `lines`."""

    nothing_matches = "No date matches. Clear the filter, or ask for less."

    show = django_filters.ChoiceFilter(
        label="Show",
        choices=[(SILENT, "Moved without a reason"), (ALL, "All dates")],
        method="filter_later",
        empty_label="Dates that changed",
    )
    days = django_filters.NumberFilter(
        label="Slipped at least (days)",
        method="filter_later",
        decimal_places=0,
        min_value=1,
        error_messages={"invalid": "Enter a number of days, like 30.", "min_value": "Enter 1 day or more."},
    )
    section = django_filters.ChoiceFilter(
        label="Section", field_name="section_version__section__slug", empty_label="All"
    )
    officer = django_filters.ChoiceFilter(label="Officer", field_name="officers__slug", empty_label="Anyone")

    def __init__(self, *args: Any, ledger: Ledger, **kwargs: Any):
        self.all_lines = ledger.lines
        entries = {line.entry.pk: line.entry for line in ledger.lines}
        super().__init__(*args, queryset=ActionVersion.objects.filter(pk__in=entries), **kwargs)
        self.filters["section"].extra["choices"] = _sections(entries)
        self.filters["officer"].extra["choices"] = _officers(entries)

    def filter_later(self, queryset: Any, name: str, value: object) -> Any:
        return queryset

    @property
    def lines(self) -> list[SlippageLine]:
        chosen = set(self.qs.values_list("pk", flat=True))
        asked = self.form.cleaned_data if self.is_bound else {}
        return [line for line in self.all_lines if line.entry.pk in chosen and _is_asked_for(line, asked)]


@read_from_replica
def slippage_ledger(request: HttpRequest, slug: str) -> HttpResponse:
    plan = get_object_or_404(permissions.visible_plans(request.user), slug=slug)
    plans = plans_today([plan])
    today, ledger = plans[plan.pk], slippage(plans)
    shown = SlippageFilter(request.GET or None, ledger=ledger)
    table = SlippageTable(shown.lines, request=request, narrowed_by=shown, ledger=ledger)
    context = {"plan": plan, "today": today, "ledger": ledger, "filter": shown, "table": table}
    return render(request, "reporting/slippage.html", context)


def _is_asked_for(line: SlippageLine, asked: dict[str, Any]) -> bool:
    show, days = asked.get("show"), asked.get("days")
    if days is not None and (line.days or 0) < days:
        return False
    return show == ALL or (line.is_silent if show == SILENT else line.has_changed)


def _sections(entries: dict[int, ActionVersion]) -> list[tuple[str, str]]:
    worded = SectionVersion.objects.filter(pk__in={entry.section_version_id for entry in entries.values()})
    sections = {entry.section.slug: str(entry) for entry in worded.select_related("section")}
    return sorted(sections.items(), key=lambda choice: choice[1])


def _officers(entries: dict[int, ActionVersion]) -> list[tuple[str, str]]:
    assignments = Assignment.objects.filter(action_version__in=entries).select_related("officer")
    return sorted({(entry.officer.slug, str(entry.officer)) for entry in assignments}, key=lambda choice: choice[1])
