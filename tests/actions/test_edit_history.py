"""What was edited of an action: who, when, before and after, and what was no edit."""

import pytest

from actions.branching import add_action, split_action
from actions.edit_history import Edit, edits_of
from actions.handover import hand_over_caseload
from actions.leaving import roll_into, take_back, withdraw
from actions.models import Action
from actions.ordering import move_action, order_mark
from actions.publishing import discard_working
from plans.models import Officer, Plan, User
from tests.people import plan_owner

from .editing import WHY, edit, entry, homes_plan, publish_it, working

# An edit is told by its transaction, so each must have one of its own.
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def plan(transactional_db: None) -> Plan:
    return homes_plan()


@pytest.fixture
def owner(plan: Plan) -> User:
    return plan_owner("Owner", plan)


def history(plan: Plan, slug: str = "open") -> list[Edit]:
    return edits_of(Action.objects.get(plan=plan, slug=slug))


def told(found: list[Edit]) -> list[object]:
    return [
        (each.by.who, each.what, [(field.name, field.before, field.after) for field in each.fields]) for each in found
    ]


def test_what_was_brought_in_published_and_copied_is_no_edit(plan: Plan) -> None:
    publish_it(plan)
    assert history(plan) == []


def test_one_save_is_one_edit_with_everything_that_differs(plan: Plan, owner: User) -> None:
    step = entry(plan).milestones.get(title="Buy a house").milestone_id
    wanted = {"text": "Open five homes", "lead": "Bo", "timeframe": "September 2021", "other:Risk": "High"}
    wanted |= {f"milestone:{step}:title": "Buy two houses", f"milestone:{step}:timeframe": ""}
    edit(plan, wanted=wanted, reasons={"timeframe": WHY, f"milestone:{step}": "Snow."}, by=owner)
    (found,) = history(plan)
    assert (found.by.who, found.version, found.reasons) == ("Owner", "Working version", (WHY, "Snow."))
    assert {field.name: (field.before, field.after) for field in found.fields} == {
        "Action": ("Open homes\nFour of them.", "Open five homes"),
        "Timeframe": ("June 2021", "September 2021"),
        "Lead": ("Ada\nBo", "Bo"),
        "Risk": ("", "High"),
        "Milestone": ("Buy a house", "Buy two houses"),
        "Milestone’s date": ("March 2021", ""),
    }


def test_the_latest_comes_first_through_versions(plan: Plan, owner: User) -> None:
    edit(plan, wanted={"reference": "1.7"}, by=owner)
    publish_it(plan)
    edit(plan, wanted={"reference": "1.8"}, by=None)
    assert told(history(plan)) == [
        ("Command line", "", [("Reference", "1.7", "1.8")]),
        ("Owner", "", [("Reference", "1.1", "1.7")]),
    ]
    assert [each.version for each in history(plan)] == ["Working version", "June 2021"]


def test_who_moved_an_action_is_told_of_that_one_alone(plan: Plan, owner: User) -> None:
    move_action(entry(plan, "run"), -1, seen=order_mark(working(plan)), by=owner)
    assert told(history(plan, "run")) == [("Owner", "", [("Place", "2", "1")])]
    assert history(plan) == []


def test_what_began_and_ended_is_told_with_its_reason(plan: Plan, owner: User) -> None:
    split_action(entry(plan), text="Manage homes", by=owner)
    withdraw(entry(plan), reason=WHY, by=owner)
    take_back(entry(plan), by=owner)
    roll_into(entry(plan), entry(plan, "run"), reason="Same work.", by=owner)
    assert [(each.what, each.reasons) for each in history(plan)] == [
        ("Rolled into 1.2 Run homes", ("Same work.",)),
        ("Goes on after all", ()),
        ("Withdrawn", (WHY,)),
    ]
    (begun,) = history(plan, "manage-homes")
    assert begun.what == "Split from another"
    add_action(working(plan).sections.get(number="1"), text="Sell", by=owner)
    assert history(plan, "sell")[0].what == "Added"


def test_so_is_what_another_operation_changed(plan: Plan, owner: User) -> None:
    hand_over_caseload(Officer.objects.get(name="Ada"), "Cy", Plan.objects.all(), owner)
    assert told(history(plan)) == [("Owner", "", [("Lead", "Ada\nBo", "Cy\nBo")])]


def test_what_was_edited_in_a_version_since_discarded_is_still_told(plan: Plan, owner: User) -> None:
    edit(plan, wanted={"reference": "1.7"}, by=owner)
    discard_working(working(plan), by=owner)
    found = history(plan)
    assert [field.after for each in found for field in each.fields] == ["1.7"]
    assert found[-1].version == "a version since discarded"
