"""Private calendar addresses: what a calendar reads there, who has one, and that a revoked one says nothing."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from icalendar import Calendar
from pytest_django.fixtures import DjangoAssertNumQueries, Settings

from actions.models import MilestoneReport
from actions.publishing import open_next
from plans.models import Officer, Plan, PlanVersion, User
from plans.readers.document import DocumentMilestone, Row
from reporting.calendars import make_address, revoke_address
from reporting.models import CalendarAddress
from tests.pages import page_words
from tests.people import person
from tests.plan_documents import add_version, new_plan, rows

pytestmark = pytest.mark.django_db


@pytest.fixture
def homes() -> Plan:
    milestones = [DocumentMilestone(title="Buy; pay, and\nmove in", timeframe="March 2031")]
    described = {"timeframe": "June 2031", "status": "Under way", "progress": "Secretly late."}
    return new_plan(
        "homes",
        [
            Row(reference="1", action="Open a home", lead=["Ada"], milestones=milestones, **described),
            Row(reference="2", action="Close a home", lead=["Bo"], **described | {"status": "Done"}),
            Row(reference="3", action="Think about it", lead=["Ada"], status="Under way"),
        ],
    )


@pytest.fixture
def ada(db: None) -> User:
    return person("Ada")


def events(client: Client, of: Plan | Officer, by: User) -> dict[str, Any]:
    """What a calendar finds, by the days' titles."""
    _, token = make_address(of, by=by)
    response = client.get(f"/calendars/{token}.ics")
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    calendar = Calendar.from_ical(response.content)
    return {str(event["summary"]): event for event in calendar.walk("VEVENT")}


class TestWhatACalendarReads:
    def test_the_dates_of_a_plan(self, client: Client, homes: Plan, ada: User) -> None:
        found = events(client, homes, ada)
        days = {title: event["dtstart"].dt for title, event in found.items()}
        assert days == {
            "1 Open a home": date(2031, 6, 30),
            "Buy; pay, and move in (1 Open a home)": date(2031, 3, 31),
            "Done: 2 Close a home": date(2031, 6, 30),
        }
        assert str(found["1 Open a home"]["description"]).splitlines() == ["Homes, 1 The work", "Lead: Ada"]

    def test_the_dates_of_an_officer_in_every_plan(self, client: Client, homes: Plan, ada: User) -> None:
        new_plan("money", [Row(reference="7", action="Save", lead=["Ada"], timeframe="May 2031", status="Under way")])
        found = events(client, Officer.objects.get(name="Ada"), ada)
        assert {title.partition(" (")[0] for title in found} == {"1 Open a home", "Buy; pay, and move in", "7 Save"}

    def test_only_of_the_versions_in_use(self, client: Client, homes: Plan, ada: User) -> None:
        add_version(
            homes, [Row(reference="1", action="Open a home", lead=["Bo"], continues=["1"])], as_of=date(2021, 6, 30)
        )
        assert events(client, Officer.objects.get(name="Ada"), ada) == {}

    def test_each_keeps_its_name_when_it_is_moved_or_renumbered(self, client: Client, homes: Plan, ada: User) -> None:
        before = events(client, homes, ada)["1 Open a home"]["uid"]
        again = [Row(reference="9", action="Open a home", timeframe="June 2032", continues=["1"])]
        add_version(homes, again, as_of=date(2021, 6, 30))
        moved = events(client, homes, ada)["9 Open a home"]
        assert (moved["uid"], moved["dtstart"].dt) == (before, date(2032, 6, 30))

    def test_what_is_expected_instead_and_what_is_done(self, client: Client, homes: Plan, ada: User) -> None:
        self.report(homes, forecast=date(2032, 1, 31), narrative="The money is short.")
        found = events(client, homes, ada)
        told = str(found["1 Open a home"]["description"])
        assert found["1 Open a home"]["dtstart"].dt == date(2032, 1, 31)
        assert "The plan says 30 June 2031; it is expected on 31 January 2032." in told
        assert "Done: Buy; pay, and move in (1 Open a home)" in found

    def test_nothing_that_is_exempt_and_no_narrative(self, client: Client, homes: Plan, ada: User) -> None:
        self.report(homes, forecast=date(2032, 1, 31), narrative="The seller is ill.", is_exempt=True)
        found = events(client, homes, ada)
        assert found["1 Open a home"]["dtstart"].dt == date(2031, 6, 30)
        assert "Buy; pay, and move in (1 Open a home)" in found
        written = str(found)
        assert "seller" not in written
        assert "2032" not in written
        assert "Secretly" not in written

    def test_long_and_odd_words_survive(self, client: Client, ada: User) -> None:
        title = "Open; a, home\\with “quotes”: " + "ß日本" * 60
        plan = new_plan("odd", [Row(reference="1", action=title, timeframe="June 2031")])
        assert list(events(client, plan, ada)) == [f"1 {title}".strip()]
        _, token = make_address(plan, by=ada)
        lines = client.get(f"/calendars/{token}.ics").content.split(b"\r\n")
        assert max(map(len, lines)) <= 75

    def test_costs_the_same_however_much_there_is(
        self, client: Client, ada: User, django_assert_max_num_queries: DjangoAssertNumQueries
    ) -> None:
        counts = set()
        for size in (3, 30):
            _, token = make_address(new_plan(f"of-{size}", rows(size)), by=ada)
            with django_assert_max_num_queries(10) as queries:
                client.get(f"/calendars/{token}.ics")
            counts.add(len(queries))
        assert len(counts) == 1

    def report(self, plan: Plan, **said: Any) -> None:
        working: PlanVersion = open_next(plan, by=None)
        here = working.action_versions.get(reference="1")
        update = here.updates.create(action=here.action, as_at=date(2021, 2, 1), **said)
        MilestoneReport.objects.create(update=update, milestone=here.milestones.get().milestone, is_done=True)


class TestTheAddress:
    def test_is_made_and_shown_once(self, client: Client, homes: Plan, ada: User) -> None:
        client.force_login(ada)
        shown = page_words(client.post("/calendars/", {"of": f"plan-{homes.pk}"}, follow=True))
        address = shown.partition("http://testserver")[2].split()[0]
        assert "Copy it now: it is not shown again." in shown
        assert address not in page_words(client.get("/calendars/"))
        assert Client().get(address).status_code == 200  # without signing in

    def test_is_known_to_nobody_from_what_is_kept(self, homes: Plan, ada: User) -> None:
        address, token = make_address(homes, by=ada)
        assert len(token) >= 43  # 256 bits
        assert token not in str(CalendarAddress.objects.filter(pk=address.pk).values().get())

    def test_says_nothing_once_it_is_revoked(self, client: Client, homes: Plan, ada: User) -> None:
        address, token = make_address(homes, by=ada)
        client.force_login(ada)
        told = page_words(client.post(f"/calendars/{address.pk}/revoke/", follow=True))
        assert "is revoked" in told
        assert "You have none yet." in told
        assert Client().get(f"/calendars/{token}.ics").status_code == 404
        assert client.post(f"/calendars/{address.pk}/revoke/").status_code == 302  # twice is no error

    def test_says_nothing_once_its_person_is_gone(self, client: Client, homes: Plan, ada: User) -> None:
        _, token = make_address(homes, by=ada)
        User.objects.filter(pk=ada.pk).update(is_active=False)
        assert client.get(f"/calendars/{token}.ics").status_code == 404

    @pytest.mark.parametrize("token", ["x", "0" * 43, "A-_" * 200])
    def test_that_never_was_says_nothing(self, client: Client, homes: Plan, token: str) -> None:
        assert client.get(f"/calendars/{token}.ics").status_code == 404

    def test_is_nobody_elses_to_see_or_revoke(self, client: Client, homes: Plan, ada: User) -> None:
        address, token = make_address(homes, by=ada)
        client.force_login(person("Bo"))
        assert "You have none yet." in page_words(client.get("/calendars/"))
        assert client.post(f"/calendars/{address.pk}/revoke/").status_code == 404
        with pytest.raises(PermissionDenied):
            revoke_address(address, by=User.objects.get(name="Bo"))
        assert client.get(f"/calendars/{token}.ics").status_code == 200

    def test_making_and_revoking_need_somebody_signed_in(self, client: Client, homes: Plan, ada: User) -> None:
        address, _ = make_address(homes, by=ada)
        for response in (
            client.get("/calendars/"),
            client.post("/calendars/", {"of": f"plan-{homes.pk}"}),
            client.post(f"/calendars/{address.pk}/revoke/"),
        ):
            assert response.headers["Location"].startswith("/sign-in/")
        assert CalendarAddress.objects.filter(revoked_at=None).count() == 1

    @pytest.mark.parametrize("of", ["", "plan-999", "officer-x", "nobody"])
    def test_of_nothing_is_refused(self, client: Client, homes: Plan, ada: User, of: str) -> None:
        client.force_login(ada)
        assert "Choose a plan or an officer" in page_words(client.post("/calendars/", {"of": of}))
        assert not CalendarAddress.objects.exists()

    def test_of_oneself_is_proposed(self, client: Client, homes: Plan, ada: User) -> None:
        Officer.objects.filter(name="Ada").update(user=ada)
        client.force_login(ada)
        key = f"officer-{Officer.objects.get(name='Ada').pk}"
        assert f'value="{key}" selected' in client.get("/calendars/").content.decode()
        assert f'value="plan-{homes.pk}" selected' in client.get(f"/calendars/?of=plan-{homes.pk}").content.decode()


def test_the_demo_has_its_own_days(client: Client, demo: None, settings: Settings, ada: User) -> None:
    """By hand from the papers of September 2020."""
    settings.DEMO = True
    found = events(client, Plan.objects.get(slug="children-and-families-improvement-plan"), ada)
    day = found["Revised supporting “strategies” (3.2 Develop a revised vision and mission for the department)"]
    assert day["dtstart"].dt == date(2020, 11, 30)
    assert found["3.8 Produce a revised placement sufficiency strategy"]["dtstart"].dt == date(2021, 3, 31)
