"""A version that is corrected and its correction have one action between them, whatever its lineage comes to say."""

import pytest
from django.test import Client

from actions.models import ActionVersion, Milestone
from actions.publishing import open_correction, publish
from actions.relineage import reading_of
from plans.models import Plan, PlanVersion, User
from reporting.exporting import export_version
from tests.pages import page_words
from tests.people import plan_owner

from .test_relineage import THIRD, entry_of, misread, put_right


@pytest.fixture
def plan(db: None) -> Plan:
    return misread()


@pytest.fixture
def owner(plan: Plan) -> User:
    return plan_owner("Owner", plan)


def correct(plan: Plan, number: int) -> PlanVersion:
    correction = open_correction(plan.versions.get(number=number), by=None)
    publish(correction, label=f"Correction of {number}", as_of=THIRD, by=None)
    return correction


def where(plan: Plan, slug: str) -> list[int]:
    """The numbers of the versions that have an action."""
    entries = ActionVersion.objects.filter(version__plan=plan, action__slug=slug)
    return sorted(entries.values_list("version__number", flat=True))


def test_what_is_corrected_goes_along(plan: Plan, owner: User) -> None:
    correct(plan, correct(plan, 3).number)
    exported = export_version(plan.versions.get(number=3)).rows()
    put_right(entry_of(plan, 2, "1.1"), entry_of(plan, 1, "1.1"), owner)
    numbers = list(plan.versions.values_list("number", flat=True))
    assert (where(plan, "open"), where(plan, "run")) == (numbers, [])
    assert export_version(plan.versions.get(number=3)).rows()[0].continues == exported[0].continues
    assert not Milestone.objects.filter(action__slug="run").exists()


def test_and_back_again(plan: Plan, owner: User) -> None:
    correct(plan, 3)
    put_right(entry_of(plan, 2, "1.1"), entry_of(plan, 1, "1.1"), owner)
    put_right(entry_of(plan, 2, "1.1"), None, owner)
    first, *others = plan.versions.values_list("number", flat=True)
    assert where(plan, "open") == [first]
    assert where(plan, entry_of(plan, 2, "1.1").action.slug) == others


def test_an_open_correction_goes_along_and_is_then_published(plan: Plan, owner: User) -> None:
    correction = open_correction(plan.versions.get(number=3), by=owner)
    put_right(entry_of(plan, 2, "1.1"), entry_of(plan, 1, "1.1"), owner)
    assert where(plan, "open") == [1, 2, 3, 4, correction.number]
    publish(correction, label="Corrected", as_of=THIRD, by=owner)
    reading = reading_of(entry_of(plan, correction.number, "1.1"))
    assert reading
    assert reading.predecessor == entry_of(plan, 2, "1.1")


def test_from_an_open_correction_one_is_led_to_what_it_corrects(plan: Plan, owner: User, client: Client) -> None:
    correction = open_correction(plan.versions.get(number=3), by=None)
    assert reading_of(entry_of(plan, correction.number, "1.1")) is None
    client.force_login(owner)
    led = client.get(f"/plans/homes/versions/{correction.number}/actions/run/lineage/", follow=True)
    assert led.request["PATH_INFO"] == "/plans/homes/versions/3/actions/run/lineage/"


def test_the_second_of_two_tabs_is_told_that_it_was_put_right(plan: Plan, owner: User, client: Client) -> None:
    client.force_login(owner)
    address = "/plans/homes/versions/2/actions/run/lineage/"
    form = client.get(address).context["form"]
    choice = form.fields["continues"].choices[-1][0]
    sent = {"continues": choice, "reason": "The paper says so.", "seen": form["seen"].value()}
    client.post(address, sent)
    second = client.post(address, sent, follow=True)
    assert second.status_code == 200
    assert "its lineage has been put right since you opened the page" in page_words(second)
