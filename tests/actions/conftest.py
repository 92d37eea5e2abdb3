"""The people of the small plan's action."""

import pytest

from actions.models import Assignment
from plans.models import Officer, User
from tests.people import CLERK, CLT, person, person_with_role, plan_owner
from tests.small_plan import SmallPlan


@pytest.fixture
def ada(small_plan: SmallPlan) -> User:
    """The lead officer."""
    small_plan.officer.user = person("Ada")
    small_plan.officer.save()
    return small_plan.officer.user


@pytest.fixture
def grace(small_plan: SmallPlan) -> User:
    """The accountable officer."""
    account = person("Grace")
    Assignment.objects.create(
        action_version=small_plan.working.action_version,
        officer=Officer.objects.create(slug="grace", name="Grace", user=account),
        role="accountable",
        position=1,
        name_as_printed="Grace",
    )
    return account


@pytest.fixture
def cast(small_plan: SmallPlan) -> dict[str, User]:
    """Everybody who does not report on it; a colleague is an officer of other actions."""
    colleague = person("Bo")
    Officer.objects.create(slug="bo", name="Bo", user=colleague)
    return {
        "stranger": person("Stranger"),
        "colleague": colleague,
        "clt": person_with_role("Director", CLT, small_plan.plan),
        "clerk": person_with_role("Clerk", CLERK, small_plan.plan),
        "owner": plan_owner("Owner", small_plan.plan),
    }
