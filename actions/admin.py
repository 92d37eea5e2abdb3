"""The admin's pages for actions: worded ones can be put right in a working version, records only read."""

from typing import Any

from django.contrib import admin
from django.db.models import Q
from django.forms import ModelForm
from django.http import HttpRequest

from actions.models import (
    Action,
    ActionLink,
    ActionVersion,
    Assignment,
    LineageEdge,
    MilestoneReport,
    MilestoneVersion,
    ProgressUpdate,
    SuccessMeasure,
)
from actions.wording import read_dates, read_saving, write_success_measures
from plans.owned_admin import OwnedAdmin, PartInline, powers


@admin.register(Action)
class ActionAdmin(OwnedAdmin):
    plan_path = "plan"
    list_display = ("slug", "plan")
    list_filter = (("plan", admin.RelatedOnlyFieldListFilter),)
    list_select_related = ("plan",)
    search_fields = ("slug", "versions__text")


class AssignmentInline(PartInline):
    model = Assignment
    fields = ("role", "position", "officer", "name_as_printed")


class SuccessMeasureInline(PartInline):
    """The lines are those of the action's success measure, read anew when it changes: there they are worded."""

    model = SuccessMeasure
    fields = ("words", "target", "unit", "due", "measure")
    readonly_fields = ("words",)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    has_delete_permission = has_add_permission


class MilestoneVersionInline(PartInline):
    """A milestone continues across versions, so one is added where the action is worded, not here."""

    model = MilestoneVersion
    fields = ("position", "title", "timeframe", "due", "start")

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    has_delete_permission = has_add_permission


@admin.register(ActionVersion)
class ActionVersionAdmin(OwnedAdmin):
    plan_path = "version__plan"
    version_path = "version"
    may_change = True
    list_display = ("version", "reference", "title", "due")
    list_display_links = ("reference", "title")
    list_filter = ("version__state", ("version__plan", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("version__plan",)
    search_fields = ("reference", "text")
    autocomplete_fields = ("section_version",)
    readonly_fields = ("version", "action", "printed_update")
    inlines = (AssignmentInline, SuccessMeasureInline, MilestoneVersionInline)

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("action", "printed_update__action")

    def save_model(self, request: HttpRequest, obj: ActionVersion, form: ModelForm, change: bool) -> None:
        if _needs_reading(form, "timeframe", "due", "start", "recurs", "next_on"):
            read_dates(obj)
        if _needs_reading(form, "saving", "saving_pounds"):
            read_saving(obj)
        super().save_model(request, obj, form, change)

    def save_formset(self, request: HttpRequest, form: ModelForm, formset: Any, change: bool) -> None:
        for part in formset.forms:
            if isinstance(part.instance, MilestoneVersion) and _needs_reading(part, "timeframe", "due", "start"):
                read_dates(part.instance)
        super().save_formset(request, form, formset, change)

    def save_related(self, request: HttpRequest, form: ModelForm, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        if "success_measure" in form.changed_data:
            write_success_measures(form.instance)


def _needs_reading(form: ModelForm, words: str, *read: str) -> bool:
    """Whether the words changed, and nobody put right by hand what is read from them."""
    return words in form.changed_data and not set(read) & set(form.changed_data)


@admin.register(ActionLink)
class ActionLinkAdmin(OwnedAdmin):
    """A link belongs to the plan it starts from."""

    plan_path = "from_action__plan"
    may_add = may_change = may_delete = True
    list_display = ("from_action", "kind", "to_action", "why")
    list_display_links = ("from_action", "to_action")
    list_filter = ("kind",)
    list_select_related = ("from_action", "to_action")
    search_fields = ("from_action__slug", "to_action__slug", "why")
    autocomplete_fields = ("from_action", "to_action")

    def get_readonly_fields(self, request: HttpRequest, obj: ActionLink | None = None) -> tuple[str, ...]:
        return ("from_action", "to_action") if obj else ()


@admin.register(ProgressUpdate)
class ProgressUpdateAdmin(OwnedAdmin):
    plan_path = "action__plan"
    list_display = ("action", "as_at", "status_words", "signed", "recorded_at")
    list_filter = (("action__plan", admin.RelatedOnlyFieldListFilter),)
    list_select_related = ("action",)
    date_hierarchy = "as_at"
    search_fields = ("action__slug", "narrative", "signed")


@admin.register(MilestoneReport)
class MilestoneReportAdmin(OwnedAdmin):
    plan_path = "update__action__plan"
    list_display = ("milestone", "update", "is_done", "forecast")
    list_filter = ("is_done",)
    list_select_related = ("milestone", "update__action")
    search_fields = ("reason", "update__action__slug")


@admin.register(LineageEdge)
class LineageEdgeAdmin(OwnedAdmin):
    """An edge has at least one end, and both in one plan."""

    list_display = ("from_action_version", "kind", "to_action_version", "decided_by", "decided_at")
    list_display_links = ("kind",)
    list_filter = ("kind",)
    list_select_related = ("from_action_version", "to_action_version", "decided_by")
    search_fields = ("reason", "from_action_version__text", "to_action_version__text")

    def get_queryset(self, request: HttpRequest) -> Any:
        plans = powers(request).plans
        in_plan = Q(from_action_version__version__plan__in=plans) | Q(to_action_version__version__plan__in=plans)
        ends = ("from_action_version__version", "to_action_version__version")
        return super().get_queryset(request).select_related(*ends).filter(in_plan)

    def owns(self, request: HttpRequest, row: LineageEdge) -> bool:
        end = row.from_action_version or row.to_action_version
        return end is not None and end.version.plan_id in powers(request).plans
