"""The same form sent four times at the same moment: it is done once, and the others are told why not."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from actions import starting_views
from plans import accounts
from plans.forms import AT_THE_SAME_MOMENT
from plans.models import Officer, Plan, User
from tests.pages import page_words
from tests.people import CLERK, PASSWORD, person, plan_owner

pytestmark = pytest.mark.django_db(transaction=True)

TIMES = 4
PATIENCE = 20  # seconds

NewPlan = dict[str, str]


@pytest.fixture
def send_at_once(monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[HttpResponse]]:
    """``send_at_once(module, "operation", address, forms)``: each form is found right before any is acted upon."""

    def send_all(module: Any, operation: str, address: str, forms: list[dict[str, str]]) -> list[HttpResponse]:
        all_found_right = Barrier(len(forms))
        carry_out = getattr(module, operation)

        def together(*args: Any, **kwargs: Any) -> Any:
            all_found_right.wait(PATIENCE)
            return carry_out(*args, **kwargs)

        monkeypatch.setattr(module, operation, together)
        owners = [plan_owner(f"Owner {number}") for number in range(len(forms))]

        def send(owner: User, form: dict[str, str]) -> HttpResponse:
            try:
                client = Client()
                client.force_login(owner)
                return client.post(address, form)
            finally:
                connection.close()

        with ThreadPoolExecutor(len(forms)) as threads:
            return list(threads.map(send, owners, forms))

    return send_all


def told(answers: list[HttpResponse]) -> list[str]:
    """What those pages say that show the form again; each of the others has gone on to what was made."""
    assert {answer.status_code for answer in answers} <= {200, 302}
    return [page_words(answer) for answer in answers if answer.status_code == 200]


def account(**answers: str) -> dict[str, str]:
    return {"name": "New Comer", "email": "new.comer@council.example", "officer": "", "role": "", "plan": ""} | answers


def test_an_account_is_made_once(send_at_once: Callable[..., list[HttpResponse]]) -> None:
    answers = send_at_once(accounts, "create_account", reverse("new_account"), [account(officer="new")] * TIMES)
    refused = told(answers)
    assert len(refused) == TIMES - 1
    for page in refused:
        assert page.count("There is already an account with this email address.") == 2
    assert User.objects.get(email="new.comer@council.example").officer == Officer.objects.get()


def test_an_officer_is_made_once_for_four_accounts(send_at_once: Callable[..., list[HttpResponse]]) -> None:
    forms = [account(email=f"{number}@council.example", officer="new") for number in range(TIMES)]
    refused = told(send_at_once(accounts, "create_account", reverse("new_account"), forms))
    assert len(refused) == TIMES - 1
    for page in refused:
        assert AT_THE_SAME_MOMENT in page or "New Comer has the account" in page
    assert User.objects.filter(name="New Comer").count() == 1


def test_an_officer_there_is_becomes_one_persons(send_at_once: Callable[..., list[HttpResponse]]) -> None:
    jones = Officer.objects.create(slug="jones", name="Jones")
    forms = [account(email=f"{number}@council.example", officer=str(jones.pk)) for number in range(TIMES)]
    refused = told(send_at_once(accounts, "create_account", reverse("new_account"), forms))
    assert len(refused) == TIMES - 1
    assert User.objects.filter(name="New Comer").get().officer == jones


def test_an_address_is_given_to_one_account(send_at_once: Callable[..., list[HttpResponse]]) -> None:
    colleague, other = person("Colleague", password=PASSWORD), person("Other")
    forms = [{"name": "Colleague", "email": other.email, "officer": ""}] * TIMES
    answers = send_at_once(accounts, "change_account", reverse("account", args=[colleague.pk]), forms[:1])
    assert "There is already an account with this email address." in told(answers)[0]


def test_a_role_is_granted_once(send_at_once: Callable[..., list[HttpResponse]]) -> None:
    colleague = person("Colleague")
    forms = [{"role": CLERK, "plan": "every"}] * TIMES
    refused = told(send_at_once(accounts, "grant_role", reverse("grant_role", args=[colleague.pk]), forms))
    assert len(refused) == TIMES - 1
    for page in refused:
        assert "Colleague is that already: Committee clerk, every plan." in page
    assert colleague.roles.count() == 1


@pytest.mark.parametrize(
    "titles", [["Housing plan"] * TIMES, ["Housing plan", "HOUSING PLAN", "housing plan", "Housing Plan"]]
)
def test_a_plan_is_started_once(send_at_once: Callable[..., list[HttpResponse]], titles: list[str]) -> None:
    forms = [{"title": title, "kind": "strategy", "labels_from": ""} for title in titles]
    refused = told(send_at_once(starting_views, "start_plan", reverse("new_plan"), forms))
    assert len(refused) == TIMES - 1
    for page in refused:
        assert page.count("There is already a plan called") == 2
    assert Plan.objects.count() == 1
