"""How long a session lasts, and that a person sees and ends their own."""

import time
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from actions.models import Draft
from plans import accounts
from plans.kept_posts import stamp_for
from plans.models import KeptPost, SecurityEvent, Session, User
from plans.models.session import BEGAN, SEEN, session_name
from plans.sessions import browser_in_words
from tests.pages import open_signed_in, rows_of
from tests.people import PASSWORD, person, plan_owner
from tests.small_plan import SmallPlan

pytestmark = pytest.mark.django_db

FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:130.0) Gecko/20100101 Firefox/130.0"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605 Version/17.0 Safari/604.1"
EDGE = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/130.0 Safari/537.36 Edg/130.0"


@pytest.fixture
def ada() -> User:
    return person("Ada", password=PASSWORD)


def signed_in(account: User, browser: str = FIREFOX) -> Client:
    client = Client(headers={"User-Agent": browser})
    client.post(reverse("login"), {"username": account.email, "password": PASSWORD})
    return client


def is_signed_in(client: Client) -> bool:
    return client.get(reverse("plans")).status_code == 200


def set_back(client: Client, what: str, seconds: int) -> None:
    session = client.session
    session[what] = int(time.time()) - seconds
    session.save()


class TestLimits:
    def test_whoever_does_nothing_for_long_is_signed_out(self, ada: User, settings: Settings) -> None:
        client = signed_in(ada)
        set_back(client, SEEN, settings.SESSION_IDLE_SECONDS - 30)
        assert is_signed_in(client)
        set_back(client, SEEN, settings.SESSION_IDLE_SECONDS + 1)
        asked = client.get(reverse("plans"))
        assert asked["Location"].startswith("/sign-in/")
        assert "because nothing was done for a while" in client.get(asked["Location"]).content.decode()

    def test_using_it_keeps_it_going_but_not_for_ever(self, ada: User, settings: Settings) -> None:
        client = signed_in(ada)
        set_back(client, SEEN, 120)
        assert is_signed_in(client)
        assert client.session[SEEN] > time.time() - 60
        set_back(client, BEGAN, settings.SESSION_COOKIE_AGE + 1)
        assert not is_signed_in(client)

    def test_the_session_is_gone_then_and_logged(self, ada: User, settings: Settings) -> None:
        client = signed_in(ada)
        set_back(client, SEEN, settings.SESSION_IDLE_SECONDS + 1)
        client.get("/")
        assert not Session.objects.filter(account=ada).exists()
        assert SecurityEvent.objects.filter(kind="ended", account=ada, detail="Idle").exists()

    def test_a_page_every_second_writes_nothing(self, ada: User) -> None:
        client = signed_in(ada)
        set_back(client, SEEN, 30)
        seen = client.session[SEEN]
        assert is_signed_in(client)
        assert client.session[SEEN] == seen

    def test_what_is_sent_too_late_is_kept(self, small_plan: SmallPlan, ada: User, settings: Settings) -> None:
        small_plan.officer.user = ada
        small_plan.officer.save()
        client = signed_in(ada)
        set_back(client, SEEN, settings.SESSION_IDLE_SECONDS + 1)
        address = reverse("report", args=[small_plan.plan.slug, small_plan.action.slug])
        client.post(address, {"narrative": "A house is found", "kept_for": stamp_for(ada)})
        assert KeptPost.objects.get(person=ada).fields == [["narrative", "A house is found"]]
        assert not Draft.objects.exists()

    def test_asking_how_long_is_left_is_not_using_it(self, ada: User, settings: Settings) -> None:
        client = signed_in(ada)
        set_back(client, SEEN, settings.SESSION_IDLE_SECONDS - 100)
        told = client.get(reverse("session_time")).json()
        assert told["can_stay"]
        assert 90 < told["left"] <= 100
        assert 90 < client.get(reverse("session_time")).json()["left"] <= 100
        assert client.post(reverse("session_time")).json()["left"] > 1000


class TestOnesOwn:
    def test_are_listed_this_one_first(self, ada: User) -> None:
        phone, desk = signed_in(ada, IPHONE), signed_in(ada)
        signed_in(person("Bo", password=PASSWORD), EDGE)
        at_the_desk, on_the_phone = (rows_of(client.get(reverse("own_account"))) for client in (desk, phone))
        assert [(row[0], row[-1].startswith("This")) for row in at_the_desk] == [
            ("Firefox on Windows", True),
            ("Safari on iPhone", False),
        ]
        assert [row[0] for row in on_the_phone] == ["Safari on iPhone", "Firefox on Windows"]

    def test_can_be_ended_one_by_one(self, ada: User) -> None:
        phone, desk = signed_in(ada, IPHONE), signed_in(ada)
        key = phone.session.session_key
        assert key not in desk.get(reverse("own_account")).content.decode()
        desk.post(reverse("end_session", args=[session_name(key)]))
        assert not is_signed_in(phone)
        assert is_signed_in(desk)

    def test_can_be_ended_all_but_this(self, ada: User) -> None:
        others, desk = [signed_in(ada, IPHONE), signed_in(ada, EDGE)], signed_in(ada)
        desk.post(reverse("end_other_sessions"))
        assert [is_signed_in(client) for client in (*others, desk)] == [False, False, True]

    def test_end_with_another_password(self, ada: User) -> None:
        phone, desk = signed_in(ada, IPHONE), signed_in(ada)
        new = "moors under the kites"
        desk.post(
            reverse("own_account"), {"old_password": PASSWORD, "new_password1": new, "new_password2": new}, follow=True
        )
        assert not is_signed_in(phone)
        assert is_signed_in(desk)
        assert Session.objects.filter(account=ada).count() == 1


def test_those_that_have_ended_are_cleared_away(ada: User) -> None:
    ended, going_on = signed_in(ada), signed_in(ada, IPHONE)
    Session.objects.filter(pk=ended.session.session_key).update(expire_date=timezone.now() - timedelta(seconds=1))
    call_command("clearsessions")
    assert [session.pk for session in Session.objects.all()] == [going_on.session.session_key]


def test_closing_an_account_leaves_no_session(ada: User) -> None:
    client = signed_in(ada)
    accounts.close_account(ada, by=plan_owner("Owner"))
    assert not Session.objects.filter(account=ada).exists()
    assert not is_signed_in(client)


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (FIREFOX, "Firefox on Windows"),
        (IPHONE, "Safari on iPhone"),
        (EDGE, "Edge on Linux"),
        ("curl/8", "A browser"),
        ("", "A browser"),
    ],
)
def test_a_browser_is_told_in_words(agent: str, words: str) -> None:
    assert browser_in_words(agent) == words


def test_a_person_is_warned_and_can_stay_with_what_they_typed(
    small_plan: SmallPlan, ada: User, open_page: Callable[..., Page], live_server: LiveServer, settings: Settings
) -> None:
    settings.SESSION_IDLE_SECONDS = 8
    small_plan.officer.user = ada
    small_plan.officer.save()
    page = open_signed_in(open_page(), ada, live_server, "/your-account/")
    page.get_by_label("Your password today").fill("typed")
    stay = page.get_by_role("button", name="Stay signed in")
    expect(stay).to_be_visible(timeout=7_000)
    assert "You will be signed out at" in page.get_by_role("region", name="Signing out").inner_text()
    stay.click()
    expect(stay).to_be_hidden()
    expect(stay).to_be_visible(timeout=7_000)
    expect(page.get_by_text("You are signed out. What you have typed is still here")).to_be_visible(timeout=9_000)
    assert page.get_by_label("Your password today").input_value() == "typed"
