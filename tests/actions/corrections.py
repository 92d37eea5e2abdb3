"""A correction that is open beside a working version which stays, since it has been reported on."""

from actions.comparing import compare_versions
from actions.publishing import publish
from plans.models import Plan, PlanVersion

from .editing import NEXT, PUBLISHED, entry, homes_plan, working


def reported_on_plan() -> Plan:
    """Its working version has been reported on, so that it stays."""
    plan = homes_plan()
    entry(plan, "train").updates.create(action=entry(plan, "train").action, as_at=NEXT, narrative="Going on")
    return plan


def published(correction: PlanVersion) -> PlanVersion:
    """The working version afterwards."""
    return publish(correction, label="January 2021", as_of=PUBLISHED, by=None)


def changed(plan: Plan) -> list[str]:
    """The kinds of what is otherwise in the working version than in what is published now, but for reports."""
    last = plan.versions.last_published()
    assert last
    kinds = {kind for each in compare_versions(last, working(plan)).actions for kind in each.kinds}
    return sorted(kinds - {"unchanged", "progress", "status"})
