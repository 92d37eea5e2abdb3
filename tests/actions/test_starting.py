"""Starting a plan from nothing."""

from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from actions.starting import start_plan
from plans import permissions
from plans.models import Plan, PlanVersion, User
from plans.one_line import ONE_LINE
from plans.recording import Refused
from tests.pages import WIDTHS, open_signed_in
from tests.people import CLERK, person, person_with_role, plan_owner

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner() -> User:
    """Owns one plan, not every plan."""
    return plan_owner("Owner", Plan.objects.create(slug="roads", title="Roads plan"))


@pytest.fixture
def started(owner: User) -> Plan:
    return start_plan(title="Housing plan", kind="strategy", by=owner)


def test_it_has_the_ordinary_labels(started: Plan) -> None:
    labels = [(label.words, label.colour, label.closes) for label in started.labels.all()]
    assert labels == [
        ("Not started", "grey", False),
        ("On track", "green", False),
        ("At risk", "amber", False),
        ("Off track", "red", False),
        ("Complete", "blue", True),
    ]
    assert all(label.meaning for label in started.labels.all())


def test_or_those_of_another_plan(owner: User, started: Plan) -> None:
    started.labels.filter(words="At risk").update(words="Wobbling", also=["Shaky, a bit"])
    copied = start_plan(title="Schools plan", kind="portfolio", by=owner, labels_from=started)
    fields = ("words", "also", "colour", "meaning", "closes", "position")
    assert list(copied.labels.values(*fields)) == list(started.labels.values(*fields))


def test_it_has_an_empty_working_version_with_a_status_column(started: Plan) -> None:
    working = started.versions.get()
    assert (working.state, working.number, working.title) == (PlanVersion.State.WORKING, 1, "Housing plan")
    assert working.prints_status


def test_who_started_it_owns_it(owner: User, started: Plan) -> None:
    assert permissions.may_edit_plan(owner, started)
    event = type(started.roles.get()).pgh_event_model.objects.select_related("pgh_context").get(plan=started.pk)
    assert event.pgh_context.metadata == {"user": owner.pk, "operation": "start plan"}


@pytest.mark.parametrize("title", ["New", "new", "???"])
def test_its_address_is_its_own(owner: User, title: str) -> None:
    first, second = (start_plan(title=words, kind="strategy", by=owner) for words in (title, f"{title}!"))
    assert len({first.slug, second.slug, "new"}) == 3


def test_its_title_is_its_own(owner: User, started: Plan) -> None:
    with pytest.raises(Refused, match="There is already a plan called “housing PLAN”"):
        start_plan(title="housing PLAN", kind="strategy", by=owner)


def test_a_clerk_starts_none() -> None:
    with pytest.raises(PermissionDenied):
        start_plan(title="Mine", kind="strategy", by=person_with_role("Clerk", CLERK, None))


class TestThePage:
    def test_starts_a_plan_and_opens_it(self, client: Client, owner: User) -> None:
        client.force_login(owner)
        given = {"title": "Housing plan", "kind": "strategy", "labels_from": ""}
        answer = client.post(reverse("new_plan"), given, follow=True)
        assert answer.redirect_chain == [("/plans/housing-plan/", 302)]
        assert "Housing plan is started, and you are its plan owner." in answer.content.decode()

    @pytest.mark.parametrize(
        ("given", "sentence"),
        [
            ({"title": "", "kind": "strategy"}, "Enter the plan’s title."),
            ({"title": "roads PLAN", "kind": "strategy"}, "There is already a plan called “roads PLAN”."),
            ({"title": "Housing plan"}, "Choose what kind of plan it is."),
            ({"title": "Two\nlines", "kind": "strategy"}, ONE_LINE),
            ({"title": "\u200b", "kind": "strategy"}, ONE_LINE),
        ],
    )
    def test_says_what_is_wrong(self, client: Client, owner: User, given: dict[str, str], sentence: str) -> None:
        client.force_login(owner)
        page = client.post(reverse("new_plan"), given).content.decode()
        assert page.count(sentence) == 2
        assert Plan.objects.count() == 1

    def test_is_for_plan_owners(self, client: Client) -> None:
        client.force_login(person("Stranger"))
        assert client.get(reverse("new_plan")).status_code == 403

    @pytest.mark.parametrize("width", WIDTHS)
    def test_in_the_browser(
        self,
        open_page: Callable[..., Page],
        assert_accessible: Callable[[Page], None],
        live_server: LiveServer,
        *,
        owner: User,
        width: int,
    ) -> None:
        page = open_signed_in(open_page(width=width), owner, live_server, reverse("new_plan"))
        page.get_by_role("button", name="Start the plan").click()
        assert "Enter the plan’s title." in page.get_by_role("alert").inner_text()
        assert_accessible(page)
        page.get_by_label("Title").fill("Housing plan")
        page.get_by_role("button", name="Start the plan").click()
        assert page.get_by_role("heading", level=1).inner_text() == "Housing plan"
        assert_accessible(page)
