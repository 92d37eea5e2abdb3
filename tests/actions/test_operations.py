"""Importing, publishing, opening and linking: who may, and that the record says who did."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pghistory
import pytest
from django.core.exceptions import PermissionDenied

from actions.importing import import_document
from actions.linking import link_actions
from actions.models import ActionLink
from actions.publishing import discard_working, open_correction, open_next, publish
from plans.models import Officer, Plan, PlanVersion, User
from plans.readers.document import DocumentSection, PlanDocument, Row
from tests.commands import row_counts
from tests.people import CLERK, CLT, person, person_with_role, plan_owner
from tests.plan_documents import add_version, new_plan, rows

Operation = Callable[[Plan, User | None], Any]


def import_it(plan: Plan, by: User | None) -> None:
    document = PlanDocument(title="Homes", sections=[DocumentSection(rows=[Row(reference="1.1", action="Open")])])
    import_document(plan, document, as_of=date(2021, 3, 31), publish=True, by=by)


def open_it(plan: Plan, by: User | None) -> None:
    open_next(plan, by=by)


def publish_it(plan: Plan, by: User | None) -> None:
    working = add_version(plan, rows(1), publish=False)
    publish(working, label="March 2021", as_of=date(2021, 3, 31), by=by)


def link_it(plan: Plan, by: User | None) -> None:
    there = new_plan("schools", rows(1)).actions.get()
    link_actions(plan.actions.get(), there, kind="supports", why="Homes near schools", by=by)


def correct_it(plan: Plan, by: User | None) -> None:
    open_correction(plan.versions.published().get(), by=by)


def discard_it(plan: Plan, by: User | None) -> None:
    discard_working(plan.versions.working().first() or open_next(plan, by=None), by=by)


OPERATIONS = {
    "import": import_it,
    "open next version": open_it,
    "publish": publish_it,
    "open correction": correct_it,
    "discard working version": discard_it,
    "link actions": link_it,
}
every_operation = pytest.mark.parametrize("name", OPERATIONS)


@pytest.fixture
def plan(db: None) -> Plan:
    return new_plan("homes", rows(1))


def the_cast() -> dict[str, Callable[[], User]]:
    return {
        "owner of another plan": lambda: plan_owner("Other", new_plan("roads")),
        "clerk": lambda: person_with_role("Clerk", CLERK, None),
        "CLT member": lambda: person_with_role("Director", CLT, None),
        "officer": _officer,
        "stranger": lambda: person("Stranger"),
        "closed owner": lambda: plan_owner("Gone", is_active=False),
    }


def _officer() -> User:
    account = person("Lead")
    Officer.objects.filter(name="Lead 1").update(user=account)
    return account


@every_operation
@pytest.mark.parametrize("who", the_cast())
def test_is_the_plan_owners_alone(plan: Plan, name: str, who: str) -> None:
    somebody = the_cast()[who]()
    before = row_counts() if name in {"import", "open next version", "open correction"} else None
    with pytest.raises(PermissionDenied):
        OPERATIONS[name](plan, somebody)
    assert before is None or row_counts() == before
    assert not pghistory.models.Context.objects.filter(metadata__user=somebody.pk).exists()


@every_operation
@pytest.mark.parametrize("has_author", [True, False])
def test_every_change_is_recorded_under_its_name(plan: Plan, name: str, has_author: bool) -> None:
    owner = plan_owner("Owner", plan) if has_author else None
    OPERATIONS[name](plan, owner)
    (events,) = pghistory.core.event_models(tracks_model=ActionLink if name == "link actions" else PlanVersion)
    told = events._default_manager.filter(
        pgh_context__metadata__contains={"user": owner and owner.pk, "operation": name}
    )
    assert told.filter(pgh_label="insert").exists() or told.filter(pgh_label="update").exists()
