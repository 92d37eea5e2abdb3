"""A plan owner keeps the plan's measures: titles, units and targets, and what was printed stays."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from actions.publishing import publish
from plans.measures import measures_of
from plans.models import Measure, PlanVersion, Reading, Target, User
from reporting.exporting import export_version
from tests.pages import page_words
from tests.people import plan_owner
from tests.small_plan import SmallPlan

NEW = "/plans/small-plan/measures/new/"
BOARD = "/plans/small-plan/boards/measures/"
PUBLISHED = date(2021, 9, 30)


@pytest.fixture
def owner(small_plan: SmallPlan, client: Client) -> User:
    account = plan_owner("Owner", small_plan.plan)
    client.force_login(account)
    return account


def measure(small_plan: SmallPlan, **fields: Any) -> Measure:
    given = {"title": "Places", "unit": "count", "target": Decimal(12), "position": 1} | fields
    return Measure.objects.create(plan=small_plan.plan, **given)


def printed(small_plan: SmallPlan, **fields: Any) -> Measure:
    """A measure with a reading that a published version prints."""
    made = measure(small_plan, **fields)
    Reading.objects.create(measure=made, date=date(2020, 9, 1), value=10, as_printed="10")
    publish(small_plan.working.version, label="Second", as_of=PUBLISHED, by=None)
    return made


def address(shown: Measure) -> str:
    return f"/plans/small-plan/measures/{shown.pk}/"


def day(text: str) -> dict[str, str]:
    return dict(zip(("starts-day", "starts-month", "starts-year"), text.split(), strict=True))


def sent(client: Client, shown: Measure, **changed: str) -> dict[str, Any]:
    """What the form of a measure sends, as it was shown, but for what is changed."""
    form = client.get(address(shown)).context["form"]
    names = ("title", "unit", "target", "seen")
    return {name: form[name].value() for name in names if form[name].value() is not None} | changed


def test_one_is_added_behind_the_others(client: Client, owner: User, small_plan: SmallPlan) -> None:
    measure(small_plan)
    assert NEW in client.get(BOARD).content.decode()
    response = client.post(NEW, {"title": "Visits in time", "unit": "%", "target": "85.5"}, follow=True)
    assert "“Visits in time” is added. Now add what it stands at." in page_words(response)
    added = Measure.objects.get(title="Visits in time")
    assert (added.unit, added.target, added.position) == ("%", Decimal("85.5"), 2)


def test_its_target_counts_from_a_day(client: Client, owner: User, small_plan: SmallPlan) -> None:
    client.post(NEW, {"title": "Visits", "unit": "%", "target": "85"} | day("1 oct 2020"))
    added = Measure.objects.get()
    Reading.objects.create(measure=added, date=date(2020, 3, 1), value=50, as_printed="50%")
    assert (added.target, added.targets.get().starts) == (None, date(2020, 10, 1))
    assert "85%" not in page_words(client.get(f"{BOARD}?as_at=2020-09-30"))
    assert "85%" in page_words(client.get(f"{BOARD}?as_at=2020-10-01"))


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"title": ""}, "Enter what is measured."),
        ({"title": "A\nB"}, "on one line"),
        ({"title": "A\x00B"}, "unreadable character"),
        ({"title": "x" * 301}, "shorten it to 300"),
        ({"title": "places"}, "This plan has a measure “places” already"),
        ({"unit": "acres"}, "choose from the list"),
        ({"unit": ""}, "Choose what it is counted in."),
        ({"target": "many"}, "must be a number"),
        ({"target": "NaN"}, "must be a number"),
        ({"target": "1" * 17}, "digits"),
        (day("31 2 2021"), "There is no such date."),
        ({"target": ""} | day("1 2 2021"), "Enter the target that counts from that day"),
    ],
)
def test_what_is_wrong_is_said(
    client: Client, owner: User, small_plan: SmallPlan, changed: dict[str, str], told: str
) -> None:
    measure(small_plan)
    given = {"title": "Visits", "unit": "%", "target": "85"} | changed
    assert told in page_words(client.post(NEW, given))
    assert Measure.objects.count() == 1


def test_until_it_is_printed_everything_may_be_changed_and_is_told(
    client: Client, owner: User, small_plan: SmallPlan
) -> None:
    shown = measure(small_plan)
    told = page_words(
        client.post(address(shown), sent(client, shown, title="Beds", unit="%", target="20"), follow=True)
    )
    shown.refresh_from_db()
    assert (shown.title, shown.unit, shown.target) == ("Beds", "%", 20)
    assert "Owner Title Places Beds" in told
    assert "Owner Counted in, Beds count %" in told
    assert "Owner Target, Places 12 20" in told


class TestOnePrinted:
    def test_keeps_its_title_and_unit_whatever_is_sent(
        self, client: Client, owner: User, small_plan: SmallPlan
    ) -> None:
        shown = printed(small_plan)
        assert "Second prints it, so its title and unit stay." in page_words(client.get(address(shown)))
        client.post(address(shown), sent(client, shown) | {"title": "Beds", "unit": "%"})
        shown.refresh_from_db()
        assert (shown.title, shown.unit) == ("Places", "count")

    def test_gets_another_target_from_a_day_on_and_the_version_keeps_the_one_it_had(
        self, client: Client, owner: User, small_plan: SmallPlan
    ) -> None:
        shown = printed(small_plan)
        assert "Enter the day from which the new target counts" in page_words(
            client.post(address(shown), sent(client, shown, target="15"))
        )
        told = page_words(client.post(address(shown), sent(client, shown, target="15") | day("1 9 2020"), follow=True))
        assert "Owner Target from 1 September 2020 15" in told
        second = PlanVersion.objects.get(pk=small_plan.working.version.pk)
        assert [entry.target for entry in measures_of(second)] == [12]
        assert [entry.target for entry in export_version(second).measures] == [12]
        assert "15" in page_words(client.get(f"{BOARD}?as_at=2020-09-30"))

    def test_loses_its_target_from_a_day_on(self, client: Client, owner: User, small_plan: SmallPlan) -> None:
        shown = printed(small_plan)
        client.post(address(shown), sent(client, shown, target="") | day("1 9 2020"))
        assert Target.objects.get().value is None
        assert "Target from 1 September 2020 None any more" in page_words(client.get(address(shown)))

    def test_cannot_vanish(self, client: Client, owner: User, small_plan: SmallPlan) -> None:
        shown = printed(small_plan)
        told = page_words(client.post(f"{address(shown)}remove/", follow=True))
        assert "Second prints this measure, so its words stay." in told
        assert Measure.objects.filter(pk=shown.pk).exists()


def test_one_that_was_never_printed_nor_read_can(client: Client, owner: User, small_plan: SmallPlan) -> None:
    shown = measure(small_plan)
    assert "“Places” is removed." in page_words(client.post(f"{address(shown)}remove/", follow=True))
    kept = measure(small_plan)
    Reading.objects.create(measure=kept, date=date(2020, 3, 1), value=50, as_printed="50")
    assert "has readings, later targets or success measures" in page_words(
        client.post(f"{address(kept)}remove/", follow=True)
    )


def test_the_second_of_two_owners_sees_the_first_ones_change_and_decides(
    client: Client, owner: User, small_plan: SmallPlan
) -> None:
    shown = measure(small_plan)
    mine = sent(client, shown, title="Mine")
    client.post(address(shown), sent(client, shown, title="Theirs"))
    response = client.post(address(shown), mine)
    assert "What stands there now Title Theirs Counted in count Target 12" in page_words(response)
    assert Measure.objects.get().title == "Theirs"
    client.post(address(shown), mine | {"seen": response.context["form"]["seen"].value()})
    assert Measure.objects.get().title == "Mine"


def test_a_measure_of_another_plan_is_not_reached(client: Client, owner: User) -> None:
    other = measure(SmallPlan("another-plan"))
    assert client.get(address(other)).status_code == 404
    assert client.post(f"{address(other)}remove/").status_code == 404
    assert Measure.objects.filter(pk=other.pk).exists()
