"""Guessing at passwords, weak passwords, and where signing in leads."""

from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db.models import F
from django.test import Client, RequestFactory
from django.urls import reverse
from pytest_django import Settings

from plans import accounts
from plans.models import SecurityEvent, User
from plans.requests import client_address
from tests.people import PASSWORD, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada(settings: Settings) -> User:
    settings.AXES_FAILURE_LIMIT = 3
    return person("Ada", password=PASSWORD)


def try_password(password: str, email: str = "ada@council.example", **extra: str) -> int:
    """302 where it signs in, 200 where it is wrong, 429 where no more are taken."""
    return Client().post(reverse("login"), {"username": email, "password": password}, **extra).status_code  # type: ignore[arg-type]


class TestGuessing:
    def test_locks_the_account_for_a_while_from_wherever_it_comes(self, ada: User) -> None:
        assert [try_password("wrong", REMOTE_ADDR=f"192.0.2.{n}") for n in range(3)] == [200, 200, 429]
        assert try_password(PASSWORD) == 429
        AccessAttempt.objects.update(attempt_time=F("attempt_time") - timedelta(minutes=16))
        assert try_password(PASSWORD) == 302

    def test_is_counted_however_the_address_is_typed(self, ada: User) -> None:
        for email in ("ada@council.example", "ADA@council.example ", " Ada@Council.Example"):
            try_password("wrong", email)
        assert try_password(PASSWORD) == 429

    def test_locks_nobody_else(self, ada: User) -> None:
        person("Bo", password=PASSWORD)
        for _ in range(4):
            try_password("wrong")
        assert try_password(PASSWORD, "bo@council.example") == 302

    def test_begins_anew_after_the_right_password(self, ada: User) -> None:
        statuses = [try_password(password) for password in ("wrong", "wrong", PASSWORD, "wrong", "wrong", PASSWORD)]
        assert statuses == [200, 200, 302, 200, 200, 302]

    def test_looks_the_same_where_nobody_has_the_address(self, ada: User) -> None:
        assert [try_password("wrong", "nobody@council.example") for _ in range(3)] == [200, 200, 429]

    def test_that_went_on_while_it_was_locked_does_not_lock_it_for_longer(self, ada: User) -> None:
        for _ in range(6):
            try_password("wrong")
        attempt = AccessAttempt.objects.get()
        assert attempt.failures_since_start == 3

    def test_ends_with_a_password_set_by_link(self, ada: User) -> None:
        for _ in range(4):
            try_password("wrong")
        accounts.set_password(ada, "moors under the kites")
        assert try_password("moors under the kites") == 302

    def test_is_told_and_logged(self, ada: User) -> None:
        for _ in range(2):
            try_password("wrong")
        page = Client().post(reverse("login"), {"username": ada.email, "password": "wrong"})
        assert "Too many tries" in page.content.decode()
        assert "takes none for 15 minutes" in page.content.decode()
        assert SecurityEvent.objects.filter(kind="locked", account=ada).count() == 1
        assert SecurityEvent.objects.filter(kind="not signed in", account=ada).count() == 3


@pytest.mark.parametrize(
    ("password", "reason"),
    [
        ("kites moors", "too_short"),
        ("qwertyqwerty", "too_common"),
        ("ada@council.example", "too_similar"),
        ("12345678901234", "numeric"),
    ],
)
def test_weak_passwords_are_refused(ada: User, password: str, reason: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        validate_password(password, ada)
    assert any(reason in error.code for error in refusal.value.error_list)
    validate_password(PASSWORD, ada)


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:x"])
def test_signing_in_leads_to_no_other_site(ada: User, elsewhere: str) -> None:
    client = Client()
    given = {"username": ada.email, "password": PASSWORD, "next": elsewhere}
    assert client.post(reverse("login"), given)["Location"] == "/"
    sent = client.get(reverse("login"), {"next": elsewhere})  # somebody who is signed in already
    assert sent["Location"] == "/"


@pytest.mark.parametrize(
    ("proxies", "heard", "address"),
    [
        (0, "203.0.113.9", "192.0.2.1"),
        (1, "203.0.113.9", "203.0.113.9"),
        (1, "6.6.6.6, 203.0.113.9", "203.0.113.9"),
        (2, "6.6.6.6, 203.0.113.9, 10.0.0.1", "203.0.113.9"),
        (1, "nonsense", ""),
        (1, "", ""),
    ],
)
def test_an_address_is_what_our_proxies_tell(settings: Settings, proxies: int, heard: str, address: str) -> None:
    settings.PROXY_COUNT = proxies
    request = RequestFactory().get("/", REMOTE_ADDR="192.0.2.1", headers={"X-Forwarded-For": heard})
    assert client_address(request) == address
