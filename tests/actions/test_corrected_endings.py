"""What ends in a published version, and a correction of it: both print it, and the correction can put it right."""

from datetime import date

import pytest

from actions.comparing import compare_versions
from actions.edit_page import EditPage
from actions.endings import endings_in
from actions.leaving import roll_into, take_back, withdraw
from actions.publishing import discard_working, open_correction, publish
from plans.models import Plan, PlanVersion, User
from plans.recording import Refused
from tests.people import plan_owner

from .editing import HOMES, NEXT, STAFF, WHY, entry, homes_plan, order, publish_it, working


@pytest.fixture
def plan(db: None) -> Plan:
    return homes_plan()


@pytest.fixture
def owner(plan: Plan) -> User:
    return plan_owner("Owner", plan)


def printed_endings(version: PlanVersion) -> dict[str, list[str | None]]:
    """For each action that ends in the version, the actions it goes on in, by slugs; None is nowhere."""
    found = {}
    for entries in endings_in(PlanVersion.objects.get(pk=version.pk)).values():
        into = [edge.to_action_version and edge.to_action_version.action.slug for edge in entries]
        assert entries[0].from_action_version
        found[entries[0].from_action_version.action.slug] = into
    return found


def published(correction: PlanVersion, by: User | None = None) -> PlanVersion:
    publish(correction, label="June 2021", as_of=NEXT, by=by)
    return PlanVersion.objects.get(pk=correction.pk)


def test_what_ended_in_a_version_ends_in_its_correction_and_both_print_it(plan: Plan, owner: User) -> None:
    roll_into(entry(plan), entry(plan, "run"), reason=WHY, by=owner)
    corrected = publish_it(plan)
    correction = open_correction(corrected, by=owner)
    assert printed_endings(correction) == {"open": ["run"]}
    assert EditPage(correction).changed == 0
    correction = published(correction, by=owner)
    assert [printed_endings(version) for version in (corrected, correction)] == [{"open": ["run"]}] * 2
    assert order(plan) == [(HOMES, ["run"]), (STAFF, ["train"])]
    (gone,) = [each for each in compare_versions(correction, working(plan)).actions if each.after is None]
    assert gone.as_json()["rolled_into"] == ["1.2"]


def test_where_it_went_is_put_right_by_a_correction(plan: Plan) -> None:
    roll_into(entry(plan), entry(plan, "run"), reason="A slip of the pen.", by=None)
    corrected = publish_it(plan)
    correction = open_correction(corrected, by=None)
    take_back(entry(plan), by=None)
    roll_into(entry(plan), entry(plan, "train"), reason=WHY, by=None)
    correction = published(correction, by=None)
    assert printed_endings(correction) == {"open": ["train"]}
    assert printed_endings(corrected) == {"open": ["run"]}
    (gone,) = [each for each in compare_versions(correction, working(plan)).actions if each.after is None]
    assert gone.as_json()["rolled_into"] == ["2.1"]


def test_a_correction_lets_go_on_what_should_not_have_ended(plan: Plan) -> None:
    withdraw(entry(plan), reason="A slip of the pen.", by=None)
    correction = open_correction(publish_it(plan), by=None)
    take_back(entry(plan), by=None)
    correction = published(correction, by=None)
    assert printed_endings(correction) == {}
    assert order(plan) == [(HOMES, ["open", "run"]), (STAFF, ["train"])]


def test_but_not_where_later_versions_go_on_without_it(plan: Plan) -> None:
    withdraw(entry(plan), reason=WHY, by=None)
    corrected = publish_it(plan)
    publish(working(plan), label="December 2021", as_of=date(2021, 12, 31), by=None)
    open_correction(corrected, by=None)
    with pytest.raises(Refused, match="go on without this action"):
        take_back(entry(plan), by=None)


def test_discarding_a_correction_leaves_what_ended(plan: Plan) -> None:
    withdraw(entry(plan), reason=WHY, by=None)
    corrected = publish_it(plan)
    discard_working(open_correction(corrected, by=None), by=None)
    assert printed_endings(corrected) == {"open": [None]}
    assert order(plan) == [(HOMES, ["run"]), (STAFF, ["train"])]
