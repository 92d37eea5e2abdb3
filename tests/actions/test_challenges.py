"""CLT asks about an action; its officers find the question in their next report."""

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from actions.challenging import challenge
from actions.models import Challenge
from plans.models import User
from plans.recording import Refused
from tests.pages import page_words
from tests.people import CLERK, CLT, person, person_with_role, plan_owner
from tests.small_plan import SmallPlan


@pytest.fixture
def director(small_plan: SmallPlan) -> User:
    return person_with_role("Director", CLT, small_plan.plan)


@pytest.fixture
def action_page(small_plan: SmallPlan) -> str:
    return small_plan.action.get_absolute_url()


def test_a_question_stands_on_the_actions_page_for_everybody(client: Client, director: User, action_page: str) -> None:
    client.force_login(director)
    told = page_words(client.post(f"{action_page}ask/", {"question": "Who pays?"}, follow=True))
    assert "must answer it" in told
    client.force_login(person("Stranger"))
    told = page_words(client.get(action_page))
    assert "Who pays? Asked by Director" in told
    assert "Waits for the next report." in told


def test_the_same_question_twice_is_asked_once(client: Client, director: User, action_page: str) -> None:
    client.force_login(director)
    for _ in range(2):
        client.post(f"{action_page}ask/", {"question": "Who pays?"})
    assert Challenge.objects.count() == 1


def test_an_empty_question_says_what_to_do(client: Client, director: User, action_page: str) -> None:
    client.force_login(director)
    assert "Enter your question." in page_words(client.post(f"{action_page}ask/", {"question": " "}, follow=True))


def test_an_action_no_longer_in_the_plan_is_not_asked_about(director: User, small_plan: SmallPlan) -> None:
    with pytest.raises(Refused, match="no longer in the plan"):
        challenge(small_plan.published.action_version, "Who pays?", by=director)


@pytest.mark.parametrize("who", ["stranger", "officer", "clerk", "owner", "another plan’s director"])
def test_nobody_but_the_plans_clt_asks(client: Client, small_plan: SmallPlan, action_page: str, who: str) -> None:
    cast = {
        "stranger": lambda: person("Stranger"),
        "officer": lambda: person("Ada"),
        "clerk": lambda: person_with_role("Clerk", CLERK, small_plan.plan),
        "owner": lambda: plan_owner("Owner", small_plan.plan),
        "another plan’s director": lambda: person_with_role("Bo", CLT, SmallPlan("another-plan").plan),
    }
    by = cast[who]()
    with pytest.raises(PermissionDenied):
        challenge(small_plan.working.action_version, "Who pays?", by=by)
    client.force_login(by)
    assert client.post(f"{action_page}ask/", {"question": "Who pays?"}).status_code == 403
    assert client.post(f"{action_page}ask/", {"question": ""}).status_code == 403
    assert "Ask a question" not in page_words(client.get(action_page))
