"""What a version needs before it may be published, whichever way it comes."""

from datetime import date

from plans.models import Plan
from plans.readers.document import DocumentError, PlanDocument


def require_publishable(plan: Plan, document: PlanDocument, as_of: date | None) -> None:
    """Raises DocumentError where the document cannot stand as a published version of the plan."""
    if as_of is None:
        raise DocumentError("a published version needs the date it stood at: give it with --as-of YYYY-MM-DD")
    if not document.rows():
        raise DocumentError("there is no action in it, and a published version has at least one")
    if there := plan.versions.published().current().filter(as_of=as_of).by_date().last():
        raise DocumentError(f"{there} is published already for {as_of}, and a plan stands one way at one date")
