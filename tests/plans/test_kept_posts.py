"""A post that meets the login is kept, and comes back after it; only to the person who typed it."""

import re

import pytest
from django.test import Client

from actions.models import Draft
from plans.kept_posts import stamp_for
from plans.models import KeptPost, User
from tests.people import PASSWORD, person
from tests.small_plan import SmallPlan

TYPED = "A house is found, and\r\nthe seller <agrees>."


@pytest.fixture
def ada(small_plan: SmallPlan) -> User:
    account = person("Ada", password=PASSWORD)
    small_plan.officer.user = account
    small_plan.officer.save()
    return account


@pytest.fixture
def address(small_plan: SmallPlan) -> str:
    return f"/plans/{small_plan.plan.slug}/actions/{small_plan.action.slug}/report/"


def send(client: Client, address: str, person: User, **fields: str) -> str:
    """Send the form, signed out; where that leads."""
    response = client.post(address, {"narrative": TYPED, "kept_for": stamp_for(person), **fields})
    assert response.status_code == 302
    return str(response["Location"])


def sign_in(client: Client, where: str, person: User) -> str:
    response = client.post(where, {"username": person.email, "password": PASSWORD})
    return str(response["Location"])


def fields_of(html: str) -> dict[str, str]:
    return dict(re.findall(r'<textarea name="([^"]*)" hidden>\n(.*?)</textarea>', html, re.DOTALL)) | dict(
        re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)"', html)
    )


def test_words_sent_after_the_session_ended_are_there_after_signing_in(client: Client, ada: User, address: str) -> None:
    kept_at = sign_in(client, send(client, address, ada, save="1"), ada)
    page = client.get(kept_at)
    assert "Your words are safe" in page.content.decode()
    fields = fields_of(page.content.decode())
    assert not Draft.objects.exists()
    fields["narrative"] = TYPED  # as the browser reads what is escaped
    client.post(address, fields)
    assert Draft.objects.get(person=ada).answers["narrative"] == TYPED
    assert not KeptPost.objects.exists()


def test_what_was_there_before_is_not_shown_as_typed(client: Client, ada: User, address: str) -> None:
    beside = {"initial-narrative": "It stood there before.", "called-narrative": "What was done since"}
    page = client.get(sign_in(client, send(client, address, ada, **beside), ada))
    assert len(page.context["typed"]) == 1
    assert beside.items() <= fields_of(page.content.decode()).items()


def test_nobody_else_gets_them(client: Client, ada: User, address: str) -> None:
    stranger = person("Stranger", password=PASSWORD)
    kept_at = sign_in(client, send(client, address, ada), stranger)
    assert client.get(kept_at).status_code == 404
    client.force_login(ada)
    assert client.get(kept_at).status_code == 200


@pytest.mark.parametrize("stamp", ["", "1", "nonsense:with:colons"])
def test_what_bears_no_stamp_of_ours_is_not_kept(client: Client, ada: User, address: str, stamp: str) -> None:
    response = client.post(address, {"narrative": TYPED, "kept_for": stamp})
    assert response["Location"].startswith("/sign-in/?next=/plans/")
    assert not KeptPost.objects.exists()


def test_saving_while_typing_is_not_kept_with_every_key(client: Client, ada: User, address: str) -> None:
    stamped = {"narrative": TYPED, "kept_for": stamp_for(ada)}
    client.post(f"{address}save/", stamped, headers={"X-Requested-With": "report"})
    assert not KeptPost.objects.exists()


def test_a_form_from_before_the_last_sign_in_is_shown_to_be_sent_once_more(ada: User, address: str) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(ada)
    page = client.post(address, {"narrative": TYPED, "kept_for": stamp_for(ada)})
    assert page.status_code == 200
    assert "Your words are safe" in page.content.decode()
    assert not Draft.objects.exists()


def test_a_forged_form_gets_no_such_page(ada: User, address: str) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(ada)
    page = client.post(address, {"narrative": TYPED, "kept_for": stamp_for(person("Stranger"))})
    assert page.status_code == 403
    assert not KeptPost.objects.exists()
