"""What a version needs before it may be published, whichever way it comes."""

from collections.abc import Iterator
from datetime import date

from django.utils.formats import date_format

from plans.models import Plan
from plans.readers.document import DocumentError, PlanDocument


def require_publishable(plan: Plan, document: PlanDocument, as_of: date | None) -> None:
    """Raises DocumentError where the document cannot stand as a published version of the plan."""
    if as_of is None:
        raise DocumentError("a published version needs the date it stood at: give it with --as-of YYYY-MM-DD")
    if not document.rows():
        raise DocumentError("there is no action in it, and a published version has at least one")
    for _field, told in taken(plan, label=document.label, as_of=as_of):
        raise DocumentError(told)


def taken(plan: Plan, *, label: str, as_of: date) -> Iterator[tuple[str, str]]:
    """What another published version has already that one of this label and date would have, and what to do: each with
    the name of the field that is to be another.
    """
    published = plan.versions.published().current().by_date()
    if there := published.filter(as_of=as_of).last():
        where = f"{there} is published already for {date_format(as_of)}, and a plan stands one way at one date"
        yield "as_of", f"{where}: give the date that this one stood at, or correct that version"
    elif there := published.filter(label__iexact=label).last():
        yield "label", f"{plan} has a published version “{there.label}” already: give this one another label"


def usual_label(as_of: date | None) -> str:
    """What a version is called where nobody says it; one without a date is being worked on."""
    return f"{as_of:%B %Y}" if as_of else "Working version"
