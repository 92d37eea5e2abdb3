"""Handing a leaver's caseload over, on the demo's plans."""

import re
from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page
from pytest_django import DjangoAssertNumQueries
from pytest_django.live_server_helper import LiveServer

from actions.handover import hand_over_caseload, parts_held
from actions.models import Assignment
from plans import permissions
from plans.models import Officer, Plan, User
from plans.one_line import ONE_LINE
from plans.recording import Refused
from tests.pages import WIDTHS, open_signed_in, overflow
from tests.people import person, plan_owner

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]

IN_WORKING = {"action_version__version__state": "working"}
IN_PUBLISHED = {"action_version__version__state": "published"}


@pytest.fixture
def owner() -> User:
    return plan_owner("Owner")


@pytest.fixture
def leaver() -> Officer:
    return Officer.objects.get(name="Laurence Jones")


@pytest.fixture
def receiver() -> Officer:
    return Officer.objects.create(slug="new-colleague", name="New Colleague", post="Group Manager")


@pytest.fixture
def every_plan(owner: User) -> object:
    return permissions.owned_plans(owner)


def lists(**conditions: str) -> dict[tuple[int, str], list[str]]:
    """The printed names of each role of each action version, in order."""
    found: dict[tuple[int, str], list[str]] = {}
    for part in Assignment.objects.filter(**conditions).order_by("position"):
        found.setdefault((part.action_version_id, part.role), []).append(part.name_as_printed)
    return found


def test_every_part_moves_in_its_place(leaver: Officer, receiver: Officer, every_plan: object, owner: User) -> None:
    before, held = lists(**IN_WORKING), parts_held(leaver).count()
    done = hand_over_caseload(leaver, receiver, every_plan, owner)
    assert (done.moved, done.held_already) == (held, 0)
    assert held > 5
    assert not parts_held(leaver).exists()
    expected = {key: ["New Colleague" if n == "Laurence Jones" else n for n in names] for key, names in before.items()}
    assert lists(**IN_WORKING) == expected


def test_what_is_published_stays_as_printed(
    leaver: Officer, receiver: Officer, every_plan: object, owner: User
) -> None:
    before = list(Assignment.objects.filter(**IN_PUBLISHED).order_by("pk").values())
    hand_over_caseload(leaver, receiver, every_plan, owner)
    assert list(Assignment.objects.filter(**IN_PUBLISHED).order_by("pk").values()) == before
    assert leaver.assignments.exists()


def test_where_the_receiver_has_the_part_already_the_leaver_is_taken_off(every_plan: object, owner: User) -> None:
    third = Assignment.objects.filter(position=3, **IN_WORKING).first()
    assert third
    together = third.action_version.assignments.filter(role=third.role)
    first, *others = together.order_by("position")
    held = parts_held(first.officer).count()
    done = hand_over_caseload(first.officer, third.officer, every_plan, owner)
    assert done.held_already >= 1
    assert done.total == held
    left = list(together.order_by("position").values_list("name_as_printed", "position"))
    assert left == [(part.name_as_printed, position) for position, part in enumerate(others, 1)]


def test_the_other_role_of_the_same_action_is_another_part(
    leaver: Officer, receiver: Officer, every_plan: object, owner: User
) -> None:
    led = parts_held(leaver).filter(role=Assignment.Role.LEAD).first()
    assert led
    Assignment.objects.create(
        action_version=led.action_version, officer=receiver, role="accountable", position=9, name_as_printed="New"
    )
    hand_over_caseload(leaver, receiver, every_plan, owner)
    roles = led.action_version.assignments.filter(officer=receiver).values_list("role", flat=True)
    assert sorted(roles) == ["accountable", "lead"]


def test_a_name_not_known_yet_becomes_an_officer(leaver: Officer, every_plan: object, owner: User) -> None:
    done = hand_over_caseload(leaver, "Group Manager, Placements", every_plan, owner)
    assert done.receiver == Officer.objects.get(name="Group Manager, Placements")
    assert parts_held(done.receiver).count() == done.moved


def test_only_plans_one_owns(leaver: Officer, receiver: Officer) -> None:
    one = plan_owner("Owner of one", Plan.objects.get(slug="improvement-and-change-portfolio"))
    with pytest.raises(PermissionDenied):
        hand_over_caseload(leaver, receiver, Plan.objects.all(), one)
    with pytest.raises(Refused, match="nothing to hand over"):
        hand_over_caseload(leaver, receiver, permissions.owned_plans(one), one)


def test_nobody_hands_over_to_themselves(leaver: Officer, every_plan: object, owner: User) -> None:
    with pytest.raises(Refused, match="Choose somebody else"):
        hand_over_caseload(leaver, "laurence jones", every_plan, owner)


def test_it_is_recorded_with_who_from_whom_and_why(
    leaver: Officer, receiver: Officer, every_plan: object, owner: User
) -> None:
    done = hand_over_caseload(leaver, receiver, every_plan, owner, reason="Left on 30 September")
    events = Assignment.pgh_event_model.objects.filter(pgh_label="update", officer=receiver.pk)
    assert events.count() == done.moved
    context = events.select_related("pgh_context").first().pgh_context.metadata
    assert context == {
        "user": owner.pk,
        "operation": "hand over",
        "reason": "Left on 30 September",
        "leaver": leaver.pk,
        "receiver": receiver.pk,
    }


class TestClosingTheAccountToo:
    @pytest.fixture
    def account(self, leaver: Officer) -> User:
        leaver.user = person("Laurence Jones")
        leaver.save()
        return leaver.user

    def test_in_the_same_step(
        self, leaver: Officer, receiver: Officer, every_plan: object, owner: User, account: User
    ) -> None:
        hand_over_caseload(leaver, receiver, every_plan, owner, close_account=True)
        account.refresh_from_db()
        assert not account.is_active

    def test_or_nothing_at_all(self, leaver: Officer, receiver: Officer, every_plan: object, owner: User) -> None:
        leaver.user = owner
        leaver.save()
        held = parts_held(leaver).count()
        with pytest.raises(Refused, match="your own account"):
            hand_over_caseload(leaver, receiver, every_plan, owner, close_account=True)
        assert parts_held(leaver).count() == held


class TestThePage:
    @pytest.fixture
    def at_work(self, client: Client, owner: User) -> Client:
        client.force_login(owner)
        return client

    @pytest.fixture
    def address(self, leaver: Officer) -> str:
        return reverse("hand_over", args=[leaver.slug])

    def test_shows_what_will_move(self, at_work: Client, leaver: Officer, address: str) -> None:
        page = at_work.get(address).content.decode()
        for part in parts_held(leaver):
            for words in (part.action_version.reference, part.action_version.version.plan.title):
                assert words in page
            assert f'href="{part.action_version.action.get_absolute_url()}"' in page

    def test_hands_over_and_says_how_many(
        self, at_work: Client, leaver: Officer, receiver: Officer, address: str
    ) -> None:
        held = parts_held(leaver).count()
        page = at_work.post(address, {"receiver": receiver.slug}, follow=True).content.decode()
        assert f"{held} parts handed over from Laurence Jones to New Colleague." in page
        assert "Laurence Jones has nothing to hand over." in page
        assert parts_held(receiver).count() == held

    @pytest.mark.parametrize(
        ("given", "sentence"),
        [
            ({}, "Choose who takes over, or enter a new name."),
            ({"receiver": "colin-pettigrew", "new_name": "Else"}, "Choose an officer or enter a new name, not both."),
            ({"receiver": "nobody"}, "Choose an officer from the list, or enter a new name."),
            ({"new_name": "Laurence Jones"}, "Choose somebody else."),
            ({"new_name": "Two\nlines"}, ONE_LINE),
            ({"new_name": "\u200b"}, ONE_LINE),
        ],
    )
    def test_says_what_is_wrong_and_moves_nothing(
        self, at_work: Client, address: str, given: dict[str, str], sentence: str
    ) -> None:
        held = Assignment.objects.filter(**IN_WORKING).values("pk", "officer")
        before = list(held)
        assert sentence in at_work.post(address, given | {"reason": "Left"}).content.decode()
        assert list(held.all()) == before

    def test_names_the_plans_where_parts_stay(self, client: Client, leaver: Officer, address: str) -> None:
        client.force_login(plan_owner("Owner of one", Plan.objects.get(slug="improvement-and-change-portfolio")))
        page = client.get(address).content.decode()
        assert "Laurence Jones has nothing to hand over in the plans you own." in page
        assert re.search(r"that you do not own stay: Children and Families improvement plan\.", page)

    def test_offers_to_close_an_open_account_alone(self, at_work: Client, leaver: Officer, address: str) -> None:
        assert "Close " not in at_work.get(address).content.decode()
        leaver.user = person("Laurence Jones")
        leaver.save()
        assert "Close laurence.jones@council.example too" in at_work.get(address).content.decode()

    def test_is_for_plan_owners(self, client: Client, leaver: Officer, receiver: Officer, address: str) -> None:
        client.force_login(person("Colleague"))
        assert client.get(address).status_code == 403
        assert client.post(address, {"receiver": receiver.slug}).status_code == 403
        assert parts_held(leaver).exists()

    def test_costs_the_same_however_much(
        self, at_work: Client, address: str, django_assert_max_num_queries: DjangoAssertNumQueries
    ) -> None:
        with django_assert_max_num_queries(9):
            at_work.get(address)

    @pytest.mark.parametrize("width", WIDTHS)
    def test_in_the_browser(
        self,
        open_page: Callable[..., Page],
        assert_accessible: Callable[[Page], None],
        live_server: LiveServer,
        *,
        owner: User,
        address: str,
        width: int,
    ) -> None:
        page = open_signed_in(open_page(width=width), owner, live_server, address)
        assert_accessible(page)
        assert overflow(page) == 0
        page.get_by_role("button", name="Hand over").click()
        assert "Choose who takes over" in page.get_by_role("alert").inner_text()
        assert_accessible(page)
        page.get_by_label("Who takes over?").select_option("Colin Pettigrew")
        page.get_by_role("button", name="Hand over").click()
        assert "handed over from Laurence Jones to Colin Pettigrew" in page.get_by_role("alert").inner_text()
        assert_accessible(page)
