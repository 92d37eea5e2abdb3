from collections.abc import Callable

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied

from plans import permissions
from plans.models import Officer, Plan, User
from tests.people import CLERK, CLT, PLAN_OWNER, person, person_with_role, plan_owner
from tests.small_plan import SmallPlan

pytestmark = pytest.mark.django_db

QUESTIONS: dict[str, Callable[[permissions.Person, Plan, Plan], bool]] = {
    "view a": lambda somebody, a, b: permissions.may_view_plan(somebody, a),
    "edit a": lambda somebody, a, b: permissions.may_edit_plan(somebody, a),
    "edit b": lambda somebody, a, b: permissions.may_edit_plan(somebody, b),
    "grant in a": lambda somebody, a, b: permissions.may_grant(somebody, a),
    "grant in b": lambda somebody, a, b: permissions.may_grant(somebody, b),
    "grant in every plan": lambda somebody, a, b: permissions.may_grant(somebody, None),
    "manage accounts": lambda somebody, a, b: permissions.may_manage_accounts(somebody),
    "start a plan": lambda somebody, a, b: permissions.may_start_plan(somebody),
    "hand over": lambda somebody, a, b: permissions.may_hand_over(somebody),
}
READS = {"view a"}
MANAGES = READS | {"manage accounts", "start a plan", "hand over"}
ALLOWED = {
    "nobody signed in": set(),
    "stranger": READS,
    "CLT member": READS,
    "clerk": READS,
    "owner of a": MANAGES | {"edit a", "grant in a"},
    "owner of every plan": set(QUESTIONS),
    "administrator": set(QUESTIONS),
    "closed owner": set(),
    "closed administrator": set(),
}


@pytest.fixture
def a() -> Plan:
    return Plan.objects.create(slug="a", title="Plan A")


@pytest.fixture
def b() -> Plan:
    return Plan.objects.create(slug="b", title="Plan B")


@pytest.fixture
def cast(a: Plan, b: Plan) -> dict[str, permissions.Person]:
    return {
        "nobody signed in": AnonymousUser(),
        "stranger": person("Stranger"),
        "CLT member": person_with_role("Director", CLT, None),
        "clerk": person_with_role("Clerk", CLERK, None),
        "owner of a": plan_owner("Owner of a", a),
        "owner of every plan": plan_owner("Owner"),
        "administrator": person("Administrator", is_superuser=True),
        "closed owner": plan_owner("Closed", is_active=False),
        "closed administrator": person("Gone", is_superuser=True, is_active=False),
    }


@pytest.mark.parametrize("who", ALLOWED)
def test_who_may_do_what(cast: dict[str, permissions.Person], a: Plan, b: Plan, who: str) -> None:
    allowed = {question for question, ask in QUESTIONS.items() if ask(cast[who], a, b)}
    assert allowed == ALLOWED[who]


@pytest.mark.parametrize("who", ALLOWED)
def test_the_lists_hold_what_the_rules_allow(cast: dict[str, permissions.Person], a: Plan, b: Plan, who: str) -> None:
    somebody = cast[who]
    assert set(permissions.visible_plans(somebody)) == {p for p in (a, b) if permissions.may_view_plan(somebody, p)}
    assert set(permissions.owned_plans(somebody)) == {p for p in (a, b) if permissions.may_edit_plan(somebody, p)}
    for role in (role for account in User.objects.all() for role in account.roles.all()):
        listed = permissions.grantable_roles(somebody).filter(pk=role.pk).exists()
        assert listed == permissions.may_grant(somebody, role.plan)


def test_an_owner_of_two_plans_has_each_once(a: Plan, b: Plan) -> None:
    owner = plan_owner("Owner", a)
    owner.roles.create(role=PLAN_OWNER, plan=b)
    owner.roles.create(role=PLAN_OWNER, plan=None)
    assert list(permissions.owned_plans(owner)) == [a, b]


def test_a_role_in_one_plan_gives_nothing_in_another(a: Plan, b: Plan) -> None:
    assert list(permissions.owned_plans(plan_owner("Owner", a))) == [a]


CHANGEABLE = {
    "nobody signed in": set(),
    "stranger": set(),
    "CLT member": set(),
    "clerk": set(),
    "owner of a": {"Stranger", "Owner of a", "Clerk of a"},
    "owner of every plan": {
        "Stranger",
        "Owner of a",
        "Clerk of a",
        "Clerk of b",
        "Clerk of both",
        "Director",
        "Clerk",
        "Owner",
        "Closed",
    },
    "closed owner": set(),
}


@pytest.mark.parametrize("who", CHANGEABLE)
def test_an_account_is_changed_only_by_those_who_could_have_granted_all_its_roles(
    cast: dict[str, permissions.Person], a: Plan, b: Plan, who: str
) -> None:
    person_with_role("Clerk of a", CLERK, a)
    person_with_role("Clerk of b", CLERK, b)
    person_with_role("Clerk of both", CLERK, a).roles.create(role=CLERK, plan=b)
    listed = permissions.changeable_accounts(cast[who])
    assert {account.name for account in listed} == CHANGEABLE[who]
    for account in User.objects.all():
        assert permissions.may_change_account(cast[who], account) == (account in listed)


class TestAnOfficerInPlans:
    """Whose account is given a password can be reported as: it takes an owner of every plan that names them."""

    @pytest.fixture
    def here(self) -> SmallPlan:
        return SmallPlan("here")

    @pytest.fixture
    def there(self) -> SmallPlan:
        return SmallPlan("there")

    @pytest.fixture
    def ada(self, here: SmallPlan) -> Officer:
        here.officer.user = person("Ada")
        here.officer.save()
        return here.officer

    def may(self, somebody: User, officer: Officer) -> set[bool]:
        """Whether they may change the account, and whether they may say which account it is: one answer."""
        assert officer.user
        allowed = (
            permissions.may_change_account(somebody, officer.user),
            permissions.may_name_officer(somebody, officer),
        )
        assert set(permissions.nameable_officers(somebody)) == ({officer} if allowed[1] else set())
        return set(allowed)

    def test_of_one_plan_takes_its_owner(self, ada: Officer, here: SmallPlan, a: Plan) -> None:
        assert self.may(plan_owner("Owner", here.plan), ada) == {True}
        assert self.may(plan_owner("Owner of a", a), ada) == {False}
        assert self.may(plan_owner("Owner of every plan"), ada) == {True}
        assert self.may(person("Root", is_superuser=True), ada) == {True}

    def test_of_two_takes_an_owner_of_both(self, ada: Officer, here: SmallPlan, there: SmallPlan) -> None:
        owner = plan_owner("Owner", here.plan)
        assert self.may(owner, ada) == {False}
        owner.roles.create(role=PLAN_OWNER, plan=there.plan)
        assert self.may(owner, ada) == {True}

    def test_counts_as_the_versions_in_use_say(self, ada: Officer, here: SmallPlan, there: SmallPlan) -> None:
        owner = plan_owner("Owner", here.plan)
        there.working.assignment.delete()
        assert self.may(owner, ada) == {True}
        there.working.version.delete()
        assert self.may(owner, ada) == {False}

    def test_nobody_else_says_who_is_an_officer(self, ada: Officer, here: SmallPlan) -> None:
        for somebody in (person("Stranger"), person_with_role("Clerk", CLERK, here.plan), AnonymousUser()):
            assert not permissions.may_name_officer(somebody, ada)


def test_an_owner_changes_their_own_account_whatever_else_they_are(a: Plan) -> None:
    owner = plan_owner("Owner", a)
    owner.roles.create(role=CLT, plan=None)
    assert permissions.may_change_account(owner, owner)


def test_an_administrator_changes_every_account(cast: dict[str, permissions.Person]) -> None:
    assert permissions.changeable_accounts(cast["administrator"]).count() == User.objects.count()


def test_what_is_not_allowed_is_denied() -> None:
    permissions.require(True)
    with pytest.raises(PermissionDenied):
        permissions.require(False)
