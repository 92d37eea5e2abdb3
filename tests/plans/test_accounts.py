"""Making, changing, closing accounts; granting roles; passwords; and what is recorded of it."""

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from time import sleep

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page
from pytest_django import DjangoAssertNumQueries, Settings

from plans import accounts
from plans.account_history import account_changes
from plans.models import Officer, Plan, PlanRole, User
from plans.one_line import ONE_LINE
from plans.recording import Refused
from tests.people import CLERK, CLT, PASSWORD, PLAN_OWNER, person, person_with_role, plan_owner
from tests.small_plan import SmallPlan

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan() -> Plan:
    return Plan.objects.create(slug="housing", title="Housing plan")


@pytest.fixture
def other_plan() -> Plan:
    return Plan.objects.create(slug="roads", title="Roads plan")


@pytest.fixture
def owner() -> User:
    """Owns every plan."""
    return plan_owner("Owner", password=PASSWORD)


@pytest.fixture
def colleague() -> User:
    return person("Colleague", password=PASSWORD)


@pytest.fixture
def jones() -> Officer:
    return Officer.objects.create(slug="jones", name="Jones")


@pytest.fixture
def at_work(client: Client, owner: User) -> Client:
    """The owner's browser."""
    client.force_login(owner)
    return client


def said(answer: object) -> str:
    return answer.content.decode()  # type: ignore[attr-defined]


def can_sign_in(address: str, password: str) -> bool:
    response = Client().post(reverse("login"), {"username": address, "password": password})
    return response.status_code == 302


class TestWhoMayOpenThePages:
    PAGES = ("accounts", "new_account")

    @pytest.mark.parametrize("role", [None, CLT, CLERK])
    @pytest.mark.parametrize("page", PAGES)
    def test_nobody_but_a_plan_owner(self, client: Client, page: str, role: str | None) -> None:
        client.force_login(person_with_role("Somebody", role, None) if role else person("Somebody"))
        assert client.get(reverse(page)).status_code == 403

    @pytest.mark.parametrize("name", ["account", "grant_role", "close_account", "reopen_account", "password_link"])
    def test_nobody_else_changes_an_account(self, client: Client, owner: User, colleague: User, name: str) -> None:
        client.force_login(colleague)
        assert client.post(reverse(name, args=[owner.pk])).status_code == 403
        assert client.post(reverse("revoke_role", args=[owner.pk, owner.roles.get().pk])).status_code == 403
        assert owner.roles.exists()

    @pytest.mark.parametrize("name", ["grant_role", "close_account", "reopen_account", "password_link"])
    def test_nothing_changes_by_following_a_link(self, at_work: Client, colleague: User, name: str) -> None:
        assert at_work.get(reverse(name, args=[colleague.pk])).status_code == 405

    def test_a_plan_owner_does_not_change_an_account_with_a_role_elsewhere(
        self, client: Client, plan: Plan, other_plan: Plan
    ) -> None:
        clerk = person_with_role("Clerk", CLERK, other_plan)
        client.force_login(plan_owner("Owner of one", plan))
        page = said(client.get(reverse("account", args=[clerk.pk])))
        assert "has a role, or is named as an officer, in plans that you do not own" in page
        assert "New password link" not in page
        given = {"name": "Clerk", "email": "mine@council.example", "officer": ""}
        for name in ("account", "close_account", "reopen_account", "password_link"):
            assert client.post(reverse(name, args=[clerk.pk]), given).status_code == 403
        clerk.refresh_from_db()
        assert (clerk.email, clerk.is_active) == ("clerk@council.example", True)


class TestAnOfficerOfAnothersPlan:
    """What they can do in that plan is not the plan owner's to give."""

    @pytest.fixture
    def ada(self) -> Officer:
        return SmallPlan("theirs").officer

    @pytest.fixture
    def at_work_elsewhere(self, client: Client, plan: Plan) -> Client:
        client.force_login(plan_owner("Owner of one", plan, password=PASSWORD))
        return client

    def test_is_offered_to_no_account(self, at_work_elsewhere: Client, colleague: User, jones: Officer) -> None:
        ada = SmallPlan("theirs").officer
        for page in (reverse("new_account"), reverse("account", args=[colleague.pk])):
            shown = said(at_work_elsewhere.get(page))
            assert f'value="{jones.pk}"' in shown
            assert f'value="{ada.pk}"' not in shown

    @pytest.mark.parametrize("by_name", [True, False])
    def test_is_made_no_account_by_name_or_number(
        self, at_work_elsewhere: Client, ada: Officer, *, by_name: bool
    ) -> None:
        given = {"name": "Ada", "email": "mine@council.example", "officer": "new" if by_name else ada.pk, "role": ""}
        page = said(at_work_elsewhere.post(reverse("new_account"), given))
        if by_name:
            assert "Ada is an officer in plans that you do not own. Ask an owner of all of them to say this." in page
        ada.refresh_from_db()
        assert ada.user is None
        assert not User.objects.filter(email="mine@council.example").exists()

    def test_is_not_oneself(self, at_work_elsewhere: Client, ada: Officer) -> None:
        me = User.objects.get(name="Owner of one")
        for officer in (ada.pk, "new"):
            given = {"name": "Ada", "email": me.email, "officer": officer}
            at_work_elsewhere.post(reverse("account", args=[me.pk]), given)
        ada.refresh_from_db()
        me.refresh_from_db()
        assert (ada.user, me.name) == (None, "Owner of one")

    @pytest.mark.parametrize("name", ["account", "close_account", "reopen_account", "password_link"])
    def test_keeps_their_account(self, at_work_elsewhere: Client, ada: Officer, colleague: User, name: str) -> None:
        Officer.objects.filter(pk=ada.pk).update(user=colleague)
        given = {"name": "Mine", "email": "mine@council.example", "officer": ""}
        assert at_work_elsewhere.post(reverse(name, args=[colleague.pk]), given).status_code == 403
        with pytest.raises(PermissionDenied):
            accounts.password_link(colleague, by=User.objects.get(name="Owner of one"))

    def test_an_owner_of_every_plan_says_it(self, at_work: Client, ada: Officer, colleague: User) -> None:
        given = {"name": "Ada", "email": colleague.email, "officer": ada.pk}
        assert at_work.post(reverse("account", args=[colleague.pk]), given).status_code == 302
        ada.refresh_from_db()
        assert ada.user == colleague


class TestAdministrators:
    def test_only_an_administrator_makes_one(self, owner: User, colleague: User) -> None:
        with pytest.raises(PermissionDenied):
            accounts.make_administrator(colleague, True, by=owner)
        root = person("Root", is_superuser=True)
        accounts.make_administrator(colleague, True, by=root)
        assert User.objects.get(pk=colleague.pk).is_superuser
        accounts.make_administrator(colleague, False, by=root)
        assert not User.objects.get(pk=colleague.pk).is_superuser

    def test_none_ends_their_own(self) -> None:
        root = person("Root", is_superuser=True)
        with pytest.raises(Refused, match="Ask another administrator to"):
            accounts.make_administrator(root, False, by=root)
        assert User.objects.get(pk=root.pk).is_superuser


@pytest.mark.parametrize("name", ["\u200b\u2060", "Two\nlines", "Bell\x07", "Turned\u202ename"])
def test_a_name_that_cannot_be_read_is_refused_beside_its_field(at_work: Client, colleague: User, name: str) -> None:
    for page, row in (("new_account", ()), ("account", (colleague.pk,))):
        given = {"name": name, "email": "new@council.example", "officer": "new"}
        answer = said(at_work.post(reverse(page, args=row), given))
        assert answer.count(ONE_LINE) == 2
    assert not User.objects.filter(email="new@council.example").exists()
    assert not Officer.objects.exists()


class TestTheList:
    def test_it_says_who_they_are_and_what_they_may_do(self, at_work: Client, plan: Plan, jones: Officer) -> None:
        account = person_with_role("L Jones", CLERK, plan)
        Officer.objects.filter(pk=jones.pk).update(user=account)
        page = said(at_work.get(reverse("accounts")))
        for words in (
            "L Jones",
            account.email,
            "Jones",
            "Committee clerk, Housing plan",
            "Plan owner, every plan",
            "Never",
        ):
            assert words in page

    @pytest.mark.parametrize(
        ("asked", "found"),
        [
            ("words=coll", {"Colleague"}),
            ("role=plan_owner", {"Owner"}),
            ("role=none", {"Colleague", "Leaver"}),
            ("state=closed", {"Leaver"}),
            ("state=open&words=e", {"Colleague", "Owner"}),
            ("words=nobody+at+all", set()),
        ],
    )
    def test_it_narrows(self, at_work: Client, colleague: User, asked: str, found: set[str]) -> None:
        person("Leaver", is_active=False)
        page = said(at_work.get(f"{reverse('accounts')}?{asked}"))
        assert set(re.findall(r'href="/accounts/\d+/">([^<]+)', page)) == found

    def test_a_role_there_is_not_is_an_error(self, at_work: Client) -> None:
        assert "No role is “king”" in said(at_work.get(f"{reverse('accounts')}?role=king"))

    @pytest.mark.parametrize("sort", ["name", "-officer", "last_login", "-is_active", "nonsense&page=99"])
    def test_it_sorts(self, at_work: Client, colleague: User, sort: str) -> None:
        page = said(at_work.get(f"{reverse('accounts')}?sort={sort}"))
        assert "2 accounts" in page

    def test_it_costs_the_same_for_many(
        self, at_work: Client, plan: Plan, django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        for number in range(12):
            Officer.objects.create(
                slug=f"o{number}", name=f"Officer {number}", user=person_with_role(f"Clerk {number}", CLERK, plan)
            )
        with django_assert_num_queries(7):
            at_work.get(reverse("accounts"))


class TestANewAccount:
    def given(self, **answers: str) -> dict[str, str]:
        return {
            "name": "New Comer",
            "email": "New.Comer@Council.example",
            "officer": "",
            "role": "",
            "plan": "",
        } | answers

    def test_it_can_be_used_by_way_of_the_link(self, at_work: Client) -> None:
        page = said(at_work.post(reverse("new_account"), self.given(), follow=True))
        link = re.search(r"http://testserver(/accounts/set-password/[^<]+)", page)
        assert link
        theirs = Client()
        form = theirs.get(link[1], follow=True)
        assert "new.comer@council.example" in said(form)
        chosen = {"new_password1": PASSWORD, "new_password2": PASSWORD}
        answer = theirs.post(form.request["PATH_INFO"], chosen, follow=True)
        assert "Your password is set" in said(answer)
        assert can_sign_in("new.comer@council.example", PASSWORD)

    def test_the_link_shows_once(self, at_work: Client) -> None:
        at_work.post(reverse("new_account"), self.given())
        account = User.objects.get(name="New Comer")
        assert "/set-password/" in said(at_work.get(reverse("account", args=[account.pk])))
        assert "/set-password/" not in said(at_work.get(reverse("account", args=[account.pk])))

    def test_it_may_be_an_officer_there_is(self, at_work: Client, jones: Officer) -> None:
        at_work.post(reverse("new_account"), self.given(officer=str(jones.pk)))
        jones.refresh_from_db()
        assert jones.user == User.objects.get(name="New Comer")

    def test_it_may_be_a_new_officer(self, at_work: Client) -> None:
        at_work.post(reverse("new_account"), self.given(officer="new"))
        assert Officer.objects.get(name="New Comer").user == User.objects.get(name="New Comer")

    def test_a_new_officer_of_a_name_there_is_is_that_officer(self, at_work: Client) -> None:
        known = Officer.objects.create(slug="new-comer", name="New Comer")
        at_work.post(reverse("new_account"), self.given(officer="new"))
        known.refresh_from_db()
        assert known.user == User.objects.get(name="New Comer")

    def test_an_officer_has_one_account(self, at_work: Client, colleague: User) -> None:
        Officer.objects.create(slug="new-comer", name="New Comer", user=colleague)
        page = said(at_work.post(reverse("new_account"), self.given(officer="new")))
        assert "New Comer has the account colleague@council.example already." in page
        assert not User.objects.filter(name="New Comer").exists()

    @pytest.mark.parametrize("where", ["every", "housing"])
    def test_it_may_start_with_a_role(self, at_work: Client, plan: Plan, where: str) -> None:
        at_work.post(reverse("new_account"), self.given(role=CLERK, plan=where))
        role = PlanRole.objects.get(user__name="New Comer")
        assert (role.role, role.plan) == (CLERK, None if where == "every" else plan)

    @pytest.mark.parametrize(
        ("answers", "sentence"),
        [
            ({"name": ""}, "Enter their name."),
            ({"email": ""}, "Enter their email address."),
            ({"email": "new.comer"}, "Enter an email address with an @, like name@council.example."),
            ({"email": "OWNER@council.example"}, "There is already an account with this email address."),
            ({"role": CLERK}, "Choose the plan this role is for."),
        ],
    )
    def test_what_is_wrong_is_said(
        self, at_work: Client, plan: Plan, other_plan: Plan, answers: dict[str, str], sentence: str
    ) -> None:
        page = said(at_work.post(reverse("new_account"), self.given(**answers)))
        assert page.count(sentence) == 2, "at the head of the page and at the field"
        assert "<title>Error: " in page
        assert User.objects.count() == 1

    def test_a_plan_owner_gives_no_role_outside_their_plan(self, client: Client, plan: Plan, other_plan: Plan) -> None:
        client.force_login(plan_owner("Owner of one", plan))
        for elsewhere in ("every", "roads"):
            client.post(reverse("new_account"), self.given(role=PLAN_OWNER, plan=elsewhere))
        assert not User.objects.filter(name="New Comer").exists()

    def test_a_stranger_makes_none(self, colleague: User) -> None:
        with pytest.raises(PermissionDenied):
            accounts.create_account(name="Friend", email="friend@council.example", by=colleague)


class TestChanging:
    def test_name_address_and_officer(self, at_work: Client, colleague: User, jones: Officer) -> None:
        given = {"name": "C Olleague", "email": "C@council.example", "officer": str(jones.pk)}
        at_work.post(reverse("account", args=[colleague.pk]), given)
        colleague.refresh_from_db()
        assert (colleague.name, colleague.email, colleague.officer) == ("C Olleague", "c@council.example", jones)

    def test_an_officer_is_taken_off_again(self, colleague: User, jones: Officer, owner: User) -> None:
        for officer in (jones, None):
            accounts.change_account(colleague, name="Colleague", email=colleague.email, officer=officer, by=owner)
            jones.refresh_from_db()
            assert jones.user == (colleague if officer else None)

    def test_what_is_refused_leaves_what_was_typed(self, at_work: Client, colleague: User, owner: User) -> None:
        given = {"name": "C Olleague", "email": owner.email, "officer": ""}
        page = said(at_work.post(reverse("account", args=[colleague.pk]), given))
        assert "There is already an account with this email address." in page
        assert 'value="C Olleague"' in page
        assert '<h1 class="govuk-heading-l">Colleague</h1>' in page

    def test_an_older_link_is_no_good_for_another_address(self, client: Client, colleague: User, owner: User) -> None:
        link = accounts.password_link(colleague, by=owner)
        accounts.change_account(colleague, name="Colleague", email="c@council.example", officer=None, by=owner)
        assert "no good any more" in said(client.get(link, follow=True))


class TestRoles:
    def test_one_is_granted_and_taken_away(self, at_work: Client, colleague: User, plan: Plan) -> None:
        granted = at_work.post(
            reverse("grant_role", args=[colleague.pk]), {"role": CLERK, "plan": "housing"}, follow=True
        )
        assert "Colleague is now: Committee clerk, Housing plan." in said(granted)
        role = colleague.roles.get()
        removed = at_work.post(reverse("revoke_role", args=[colleague.pk, role.pk]), follow=True)
        assert "Colleague is no longer: Committee clerk, Housing plan." in said(removed)
        assert not colleague.roles.exists()

    def test_the_same_one_twice_is_refused(self, at_work: Client, colleague: User, plan: Plan) -> None:
        for _ in range(2):
            page = said(
                at_work.post(reverse("grant_role", args=[colleague.pk]), {"role": CLERK, "plan": "every"}, follow=True)
            )
        assert "Colleague is that already: Committee clerk, every plan." in page
        assert colleague.roles.count() == 1

    def test_which_and_where_must_be_said(self, at_work: Client, colleague: User, plan: Plan) -> None:
        page = said(at_work.post(reverse("grant_role", args=[colleague.pk]), {"role": "", "plan": ""}))
        assert "Choose a role." in page
        assert "Choose the plan." in page
        assert "<title>Error: " in page

    def test_an_owner_of_one_plan_grants_in_it_alone(self, plan: Plan, other_plan: Plan, colleague: User) -> None:
        one = plan_owner("Owner of one", plan)
        accounts.grant_role(colleague, PLAN_OWNER, plan, by=one)
        for elsewhere in (other_plan, None):
            with pytest.raises(PermissionDenied):
                accounts.grant_role(colleague, CLT, elsewhere, by=one)

    def test_and_takes_away_in_it_alone(self, plan: Plan, other_plan: Plan) -> None:
        clerk = person_with_role("Clerk", CLERK, other_plan)
        with pytest.raises(PermissionDenied):
            accounts.revoke_role(clerk.roles.get(), by=plan_owner("Owner of one", plan))

    def test_a_role_of_another_account_is_not_found_here(self, at_work: Client, owner: User, colleague: User) -> None:
        address = reverse("revoke_role", args=[colleague.pk, owner.roles.get().pk])
        assert at_work.post(address).status_code == 404


class TestSomebodyAlwaysOwnsAPlan:
    @pytest.mark.parametrize("of", ["every plan", "Housing plan"])
    def test_the_only_owner_stays_it(self, client: Client, plan: Plan, of: str) -> None:
        owner = plan_owner("Owner", None if of == "every plan" else plan)
        client.force_login(owner)
        page = said(client.post(reverse("revoke_role", args=[owner.pk, owner.roles.get().pk]), follow=True))
        assert f"Owner is the only owner of {of}. Make somebody else its plan owner first." in page
        assert owner.roles.exists()

    def test_an_owner_goes_when_there_is_another(self, plan: Plan) -> None:
        first, _ = plan_owner("First", plan), plan_owner("Second", plan)
        accounts.revoke_role(first.roles.get(), by=first)
        assert not first.roles.exists()

    def test_an_owner_of_every_plan_is_another_owner_of_each(self, plan: Plan, owner: User) -> None:
        one = plan_owner("One", plan)
        accounts.revoke_role(one.roles.get(), by=one)
        assert not one.roles.exists()

    def test_an_owner_of_one_is_no_other_owner_of_all(self, plan: Plan, owner: User) -> None:
        plan_owner("One", plan)
        with pytest.raises(Refused):
            accounts.revoke_role(owner.roles.get(), by=owner)

    @pytest.mark.parametrize("unable", [{"is_active": False}, {"is_demo": True}])
    def test_an_account_that_cannot_sign_in_is_no_other_owner(
        self, owner: User, unable: dict[str, bool], settings: Settings
    ) -> None:
        settings.DEMO = False
        plan_owner("Absent", **unable)
        with pytest.raises(Refused):
            accounts.revoke_role(owner.roles.get(), by=owner)

    def test_other_roles_go_freely(self, owner: User) -> None:
        clerk = owner.roles.create(role=CLERK, plan=None)
        accounts.revoke_role(clerk, by=owner)
        assert owner.roles.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_owners_who_both_leave_do_so_one_after_the_other(monkeypatch: pytest.MonkeyPatch) -> None:
    """The second is the only one left, and is refused."""
    owners = [plan_owner("First"), plan_owner("Second")]
    ready = Barrier(len(owners))
    has_other_owner = accounts._has_other_owner

    def slowly(role: PlanRole) -> bool:
        found = has_other_owner(role)
        sleep(0.3)
        return found

    monkeypatch.setattr(accounts, "_has_other_owner", slowly)

    def leave(owner: User) -> bool:
        try:
            role = owner.roles.get()
            ready.wait(timeout=10)
            accounts.revoke_role(role, by=owner)
        except Refused:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor() as threads:
        assert sorted(threads.map(leave, owners)) == [False, True]
    assert PlanRole.objects.count() == 1


class TestClosing:
    def test_ends_its_sessions_and_refuses_its_password(self, at_work: Client, colleague: User) -> None:
        theirs = Client()
        theirs.force_login(colleague)
        assert theirs.get(reverse("plans")).status_code == 200
        at_work.post(reverse("close_account", args=[colleague.pk]))
        assert theirs.get(reverse("plans")).status_code == 302
        assert not can_sign_in(colleague.email, PASSWORD)

    def test_is_undone_by_reopening(self, at_work: Client, colleague: User) -> None:
        at_work.post(reverse("close_account", args=[colleague.pk]))
        at_work.post(reverse("reopen_account", args=[colleague.pk]))
        assert can_sign_in(colleague.email, PASSWORD)

    def test_nobody_closes_their_own(self, at_work: Client, owner: User) -> None:
        assert "Close the account" not in said(at_work.get(reverse("account", args=[owner.pk])))
        page = said(at_work.post(reverse("close_account", args=[owner.pk]), follow=True))
        assert "You cannot close your own account. Ask another plan owner to close it." in page
        owner.refresh_from_db()
        assert owner.is_active

    def test_an_owner_who_was_closed_meanwhile_closes_nobody(self, owner: User, colleague: User) -> None:
        User.objects.filter(pk=owner.pk).update(is_active=False)
        with pytest.raises(PermissionDenied):
            accounts.close_account(colleague, by=owner)

    def test_a_link_made_before_is_no_good(self, client: Client, owner: User, colleague: User) -> None:
        link = accounts.password_link(colleague, by=owner)
        accounts.close_account(colleague, by=owner)
        assert "no good any more" in said(client.get(link, follow=True))

    def test_a_closed_account_gets_no_link(self, at_work: Client, owner: User, colleague: User) -> None:
        accounts.close_account(colleague, by=owner)
        page = said(at_work.post(reverse("password_link", args=[colleague.pk]), follow=True))
        assert "This account is closed. Reopen it first, then make the link." in page


class TestThePasswordLink:
    def set(self, link: str, *passwords: str) -> str:
        browser = Client()
        form = browser.get(link, follow=True)
        chosen = dict(zip(("new_password1", "new_password2"), passwords, strict=True))
        return said(browser.post(form.request["PATH_INFO"], chosen, follow=True))

    def test_works_once(self, client: Client, owner: User, colleague: User) -> None:
        link = accounts.password_link(colleague, by=owner)
        assert "Your password is set" in self.set(link, PASSWORD, PASSWORD)
        assert "no good any more" in said(client.get(link, follow=True))

    def test_works_for_three_days(
        self, client: Client, owner: User, colleague: User, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        link = accounts.password_link(colleague, by=owner)
        later = timezone.now().replace(tzinfo=None) + timedelta(days=3, minutes=1)
        monkeypatch.setattr("django.contrib.auth.tokens.PasswordResetTokenGenerator._now", lambda self: later)
        assert "no good any more" in said(client.get(link, follow=True))

    def test_ends_the_sessions_there_were(self, owner: User, colleague: User) -> None:
        theirs = Client()
        theirs.force_login(colleague)
        self.set(accounts.password_link(colleague, by=owner), "another one altogether", "another one altogether")
        assert theirs.get(reverse("plans")).status_code == 302

    @pytest.mark.parametrize(
        ("passwords", "sentence"),
        [
            (("short", "short"), "Make the password longer: at least 12 characters."),
            (
                ("colleague@council", "colleague@council"),
                "Choose a password that is less like your name and email address.",
            ),
            (("123456789012345", "123456789012345"), "Put letters into the password, not digits alone."),
            ((PASSWORD, PASSWORD + "s"), "The two passwords are not the same."),
            (("", ""), "Enter a new password."),
        ],
    )
    def test_takes_no_bad_password(
        self, owner: User, colleague: User, passwords: tuple[str, str], sentence: str
    ) -> None:
        assert sentence in self.set(accounts.password_link(colleague, by=owner), *passwords)

    @pytest.mark.parametrize("link", ["/accounts/set-password/MQ/none/", "/accounts/set-password/x/set-password/"])
    def test_a_made_up_one_is_no_good(self, client: Client, colleague: User, link: str) -> None:
        answer = client.get(link, follow=True)
        assert answer.status_code == 200
        assert "no good any more" in said(answer)


class TestYourAccount:
    def test_shows_who_you_are(self, client: Client, plan: Plan) -> None:
        client.force_login(person_with_role("Clerk", CLERK, plan))
        page = said(client.get(reverse("own_account")))
        assert "clerk@council.example" in page
        assert "Committee clerk, Housing plan" in page

    def test_changes_the_password_and_stays_signed_in(self, client: Client, colleague: User) -> None:
        client.force_login(colleague)
        elsewhere = Client()
        elsewhere.force_login(colleague)
        chosen = {
            "old_password": PASSWORD,
            "new_password1": "a longer walk home",
            "new_password2": "a longer walk home",
        }
        assert "Your password is changed" in said(client.post(reverse("own_account"), chosen, follow=True))
        assert elsewhere.get(reverse("plans")).status_code == 302
        assert can_sign_in(colleague.email, "a longer walk home")

    def test_takes_the_password_of_today(self, client: Client, colleague: User) -> None:
        client.force_login(colleague)
        chosen = {"old_password": "wrong", "new_password1": "a longer walk home", "new_password2": "a longer walk home"}
        page = said(client.post(reverse("own_account"), chosen))
        assert page.count("That is not your password today.") == 2


class TestWhatIsRecorded:
    def test_every_change_with_who_and_before_and_after(
        self, at_work: Client, owner: User, plan: Plan, jones: Officer
    ) -> None:
        account = accounts.create_account(name="Clerk", email="clerk@council.example", by=owner, roles=[(CLERK, plan)])
        at_work.post(reverse("account", args=[account.pk]), {"name": "K", "email": account.email, "officer": jones.pk})
        at_work.post(reverse("revoke_role", args=[account.pk, account.roles.get().pk]))
        at_work.post(reverse("close_account", args=[account.pk]))
        at_work.post(reverse("reopen_account", args=[account.pk]))
        at_work.post(reverse("password_link", args=[account.pk]))
        changes = account_changes(account)
        assert {(change.what, change.before, change.after) for change in changes} == {
            ("Account made", "", "clerk@council.example"),
            ("Role granted", "", "Committee clerk, Housing plan"),
            ("Name", "Clerk", "K"),
            ("Officer", "", "Jones"),
            ("Role removed", "Committee clerk, Housing plan", ""),
            ("Account", "open", "closed"),
            ("Account", "closed", "open"),
            ("Password link made", "", ""),
        }
        assert {change.who for change in changes} == {"Owner"}

    def test_a_password_by_its_person_and_never_what_it_is(self, colleague: User) -> None:
        accounts.set_password(colleague, "a longer walk home")
        last = account_changes(colleague)[0]
        assert (last.who, last.what, last.before, last.after) == ("Colleague", "Password set", "", "")

    def test_what_nobody_signed_in_did_is_the_command_lines(self, colleague: User) -> None:
        assert [change.who for change in account_changes(colleague)] == ["Command line"]

    def test_the_operation_goes_by_the_name_of_the_whole(self, owner: User, plan: Plan) -> None:
        accounts.create_account(name="Clerk", email="clerk@council.example", by=owner, roles=[(CLERK, plan)])
        event = PlanRole.pgh_event_model.objects.select_related("pgh_context").get(user__name="Clerk")
        assert event.pgh_context.metadata == {"user": owner.pk, "operation": "create account"}

    def test_a_role_in_a_plan_since_deleted_is_still_told(self, owner: User, plan: Plan, colleague: User) -> None:
        accounts.grant_role(colleague, CLERK, plan, by=owner)
        plan.delete()
        assert "Committee clerk, a plan since deleted" in {change.after for change in account_changes(colleague)}

    def test_the_page_costs_the_same_however_much(
        self, at_work: Client, colleague: User, owner: User, django_assert_max_num_queries: DjangoAssertNumQueries
    ) -> None:
        for number in range(12):
            accounts.grant_role(colleague, CLT, Plan.objects.create(slug=f"p{number}", title=f"P{number}"), by=owner)
        with django_assert_max_num_queries(15):
            page = said(at_work.get(reverse("account", args=[colleague.pk])))
        assert page.count("Role granted") == 12


@pytest.mark.parametrize("options", [{"width": 1280}, {"width": 390}, {"java_script_enabled": False}])
def test_a_new_account_in_the_browser(
    open_page: Callable[..., Page],
    assert_accessible: Callable[[Page], None],
    owner: User,
    plan: Plan,
    options: dict[str, object],
) -> None:
    page = open_page(**options)
    page.goto("/sign-in/?next=/accounts/")
    page.get_by_label("Email address").fill(owner.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("button", name="New account").click()
    page.get_by_role("button", name="Make the account").click()
    assert "Enter their name." in page.get_by_role("alert").inner_text()
    page.get_by_label("Name").fill("Clerk")
    page.get_by_label("Email address").fill("clerk@council.example")
    page.get_by_label("Role").select_option("Committee clerk")
    page.get_by_label("In which plan?").select_option("Housing plan")
    page.get_by_role("button", name="Make the account").click()
    assert "/accounts/set-password/" in page.locator("#link").inner_text()
    assert "Committee clerk, Housing plan" in page.get_by_role("main").inner_text()
    if options.get("java_script_enabled", True):
        assert_accessible(page)
