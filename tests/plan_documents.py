"""Small plans of any size, taken in by the code that imports documents."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from actions.importing import import_document
from plans.models import Plan, PlanVersion
from plans.readers.document import DocumentLabel, DocumentSection, PlanDocument, Row

COLUMNS = ["", "Action", "Accountable", "Lead", "Timeframe", "Success measure", "Progress", "Status"]
LABELS = [
    DocumentLabel(words="Under way", colour="green"),
    DocumentLabel(words="Held up", colour="red"),
    DocumentLabel(words="Done", colour="blue", closes=True),
]


def rows(count: int, **fields: Any) -> list[Row]:
    """That many actions, numbered from 1.1, each with one of two accountable officers and one of twenty leads."""
    described = {"timeframe": "March 2021", "progress": "Going on.", "status": "Under way"} | fields
    return [
        Row(
            reference=f"1.{number}",
            action=f"Action {number}",
            accountable=[f"Director {number % 2}"],
            lead=[f"Lead {number % 20}"],
            **described,
        )
        for number in range(1, count + 1)
    ]


def add_version(
    plan: Plan, contents: Iterable[Row], *, as_of: date = date(2021, 1, 31), publish: bool = True, **fields: Any
) -> PlanVersion:
    """One more version of the plan, published unless it is to be worked on."""
    sections = [DocumentSection(number="1", title="The work", rows=list(contents))]
    described = {"title": plan.title, "sections": sections, "columns": COLUMNS, "labels": LABELS} | fields
    document = PlanDocument(**described)
    return import_document(plan, document, as_of=as_of, publish=publish, by=None).version


def new_plan(slug: str, contents: Iterable[Row] = (), **fields: Any) -> Plan:
    """A plan; with rows, published once for 31 January 2021."""
    plan = Plan.objects.create(slug=slug, title=slug.replace("-", " ").capitalize())
    contents = list(contents)
    if contents:
        add_version(plan, contents, **fields)
    return plan
