"""Starting a plan from nothing."""

from django.core.exceptions import PermissionDenied

from actions.publishing import open_next
from plans import permissions
from plans.models import Colour, Plan, PlanRole, StatusLabel, User
from plans.recording import Refused, recorded

COLUMNS = {
    "Reference": "reference",
    "Action": "action",
    "Accountable": "accountable",
    "Lead": "lead",
    "Intended outcome": "intended_outcome",
    "Timeframe": "timeframe",
    "Success measures": "success_measure",
    "Progress": "progress",
    "Status": "status",
}
ORDINARY_LABELS = (
    ("Not started", Colour.GREY, "Work has not begun, and is not due to have.", False),
    ("On track", Colour.GREEN, "It will be done by its date; nothing needs anybody else’s help.", False),
    ("At risk", Colour.AMBER, "Something may delay it, and those who do it are managing that.", False),
    ("Off track", Colour.RED, "It will not be done by its date unless somebody else helps or decides.", False),
    ("Complete", Colour.BLUE, "Everything it promised is done.", True),
)


def start_plan(*, title: str, kind: str, by: User, labels_from: Plan | None = None) -> Plan:
    """A plan with the ordinary status labels or those of another plan, an empty working version, and `by` its owner.

    Refused where there is a plan of that title.
    """
    if not permissions.may_start_plan(by) or (labels_from and not permissions.may_view_plan(by, labels_from)):
        raise PermissionDenied
    with recorded("start plan", by=by):
        Plan.lock_all()
        refuse_taken_title(title)
        plan = Plan.objects.create(slug=Plan.new_slug(title), title=title, kind=Plan.Kind(kind))
        StatusLabel.objects.bulk_create(_copied_labels(plan, labels_from) if labels_from else _ordinary_labels(plan))
        PlanRole.objects.create(user=by, plan=plan, role=PlanRole.Role.PLAN_OWNER)
        working = open_next(plan, by=by)
        working.columns, working.mapping = list(COLUMNS), dict(COLUMNS)
        working.save(update_fields=["columns", "mapping"])
    return plan


def refuse_taken_title(title: str) -> None:
    """Two plans of one title could not be told apart in a list."""
    if Plan.objects.filter(title__iexact=title).exists():
        raise Refused(f"There is already a plan called “{title}”. Give this one another title.")


def _ordinary_labels(plan: Plan) -> list[StatusLabel]:
    return [
        StatusLabel(plan=plan, words=words, colour=colour, meaning=meaning, closes=closes, position=position)
        for position, (words, colour, meaning, closes) in enumerate(ORDINARY_LABELS, 1)
    ]


def _copied_labels(plan: Plan, original: Plan) -> list[StatusLabel]:
    return [
        StatusLabel(
            plan=plan,
            words=label.words,
            also=label.also,
            colour=label.colour,
            meaning=label.meaning,
            closes=label.closes,
            position=label.position,
        )
        for label in original.labels.all()
    ]
