"""The security log: what is in it, that it can only grow, and who reads it."""

from collections.abc import Callable

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from plans import accounts
from plans.models import SecurityEvent, SecurityLine, User
from tests.pages import page_words, rows_of
from tests.people import PASSWORD, person, plan_owner

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner(client: Client) -> User:
    owner = plan_owner("Owner")
    client.force_login(owner)
    return owner


def kinds(account: User | None) -> list[str]:
    return list(SecurityLine.objects.filter(account=account).order_by("at", "id").values_list("kind", flat=True))


def test_has_who_signed_in_and_out() -> None:
    ada, browser = person("Ada", password=PASSWORD), Client()
    browser.post(reverse("login"), {"username": ada.email, "password": "wrong"})
    browser.post(reverse("login"), {"username": ada.email, "password": PASSWORD}, REMOTE_ADDR="192.0.2.7")
    browser.post(reverse("logout"))
    assert [kind for kind in kinds(ada) if kind != "change"] == ["not signed in", "signed in", "signed out"]
    assert SecurityEvent.objects.get(kind="signed in").address == "192.0.2.7"


def test_does_not_write_down_what_may_be_a_password_in_the_wrong_field() -> None:
    Client().post(reverse("login"), {"username": "my secret passphrase", "password": "x"})
    line = SecurityEvent.objects.get()
    assert (line.kind, line.account) == ("not signed in", None)
    assert "secret" not in f"{line.detail}{line.path}"


def test_has_what_was_refused(client: Client) -> None:
    client.force_login(person("Stranger"))
    client.post(reverse("new_account"))
    line = SecurityEvent.objects.get(kind="refused")
    assert (line.account and line.account.name, line.path, line.detail) == ("Stranger", "/accounts/new/", "POST")


def test_has_a_form_without_its_token() -> None:
    Client(enforce_csrf_checks=True).post(reverse("login"), {})
    assert SecurityEvent.objects.filter(kind="refused", path="/sign-in/").count() == 1


def test_has_what_was_changed(owner: User) -> None:
    accounts.create_account(name="New", email="new@council.example", by=owner)
    line = SecurityLine.objects.get(kind="change", detail="create account")
    assert line.account == owner


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE plans_securityevent SET detail = ''",
        "DELETE FROM plans_securityevent",
        "TRUNCATE plans_securityevent",
        "DELETE FROM pghistory_context",
        "UPDATE pghistory_context SET metadata = '{}'",
    ],
)
@pytest.mark.django_db(transaction=True)
def test_can_only_grow(sql: str) -> None:
    accounts.create_account(name="New", email="new@council.example", by=plan_owner("Owner"))
    SecurityEvent.objects.create(kind="refused")
    with (
        pytest.raises(IntegrityError, match=r"cannot|never changed"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"SET pgtrigger.ignore = 'plans.SecurityEvent:append_only'; {sql}")


def test_stays_when_an_account_is_deleted() -> None:
    ada = person("Ada")
    SecurityEvent.objects.create(kind="refused", account=ada)
    ada.delete()
    assert SecurityEvent.objects.count() == 1


def test_is_shown_in_utc_and_found_by_name(client: Client, owner: User, settings: Settings) -> None:
    settings.TIME_ZONE = "Asia/Tokyo"  # in winter London's clocks would show nothing
    line = SecurityEvent.objects.create(kind="refused", account=person("Ada"), path="/accounts/new/")
    page = client.get(reverse("security_log"), {"words": "ada", "kind": "refused"})
    assert [f"{line.at:%H:%M:%S}" in row[0] for row in rows_of(page)] == [True]
    assert "Times are UTC" in page_words(page)


def test_costs_the_same_however_long_it_is(
    client: Client, owner: User, django_assert_max_num_queries: Callable[..., object]
) -> None:
    SecurityEvent.objects.bulk_create(SecurityEvent(kind="refused", account=owner) for _ in range(400))
    with django_assert_max_num_queries(8):  # type: ignore[attr-defined]
        client.get(reverse("security_log"))
