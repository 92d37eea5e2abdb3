"""An officer's answer to a contradiction: who may give it, and how long it stands."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.test import Client
from django.utils import timezone

from actions.answering_contradictions import answer_contradiction
from actions.contradiction_facts import Answered, contradicted
from actions.models import ContradictionAnswer
from plans.models import Deputy, PlanVersion, User
from plans.recording import Refused
from plans.today import plan_today, plans_today
from tests.pages import page_words
from tests.small_plan import SmallPlan

pytestmark = pytest.mark.django_db

REASON = "The house is bought; the keys come in May."


@pytest.fixture
def overdue(small_plan: SmallPlan) -> SmallPlan:
    """Its one action is green and past its date."""
    entry = small_plan.working.action_version
    entry.due = date(2020, 10, 1)
    entry.save()
    small_plan.update(small_plan.working, status=small_plan.label, status_words="On target", as_at=date(2020, 12, 1))
    return small_plan


def found(plan: SmallPlan) -> Answered:
    plans = plans_today([plan.plan])
    (one,) = (
        one
        for one in contradicted(plans, plan.working.version.action_versions.all())[plan.action.pk]
        if one.contradiction.kind == "overdue"
    )
    return one


def address(plan: SmallPlan) -> str:
    return f"/plans/small-plan/actions/open-a-home/contradictions/{found(plan).contradiction.mark}/"


def answer(plan: SmallPlan, by: User, reason: str = REASON) -> ContradictionAnswer:
    return answer_contradiction(plan.working.action_version, found(plan).contradiction, reason, by=by)


class TestWhoMay:
    @pytest.fixture
    def deputy(self, small_plan: SmallPlan, cast: dict[str, User]) -> User:
        Deputy.objects.create(officer=small_plan.officer, user=cast["stranger"], starts=timezone.localdate())
        return cast["stranger"]

    @pytest.mark.parametrize("who", ["ada", "grace", "deputy", "owner"])
    def test_its_officers_their_deputies_and_the_plans_owner(
        self, overdue: SmallPlan, cast: dict[str, User], client: Client, request: pytest.FixtureRequest, who: str
    ) -> None:
        client.force_login(cast[who] if who in cast else request.getfixturevalue(who))
        here = address(overdue)
        assert "Why is this so?" in page_words(client.get(here))
        said = page_words(client.post(here, {"reason": REASON}, follow=True))
        assert "Your answer stands beside the contradiction." in said
        given = found(overdue).answer
        assert given
        assert given.reason == REASON

    @pytest.mark.parametrize("who", ["stranger", "colleague", "clt", "clerk"])
    def test_nobody_else(self, overdue: SmallPlan, ada: User, cast: dict[str, User], client: Client, who: str) -> None:
        client.force_login(cast[who])
        here = address(overdue)
        shown = client.get(here)
        assert shown.status_code == 200
        assert "It was due 1 October 2020" in page_words(shown)
        assert "<textarea" not in shown.content.decode()
        assert client.post(here, {"reason": REASON}).status_code == 403
        with pytest.raises(PermissionDenied):
            answer(overdue, cast[who])
        assert not ContradictionAnswer.objects.exists()

    def test_signing_in_comes_first(self, overdue: SmallPlan, client: Client) -> None:
        for response in (client.get(address(overdue)), client.post(address(overdue), {"reason": REASON})):
            assert response.headers["Location"].startswith("/sign-in/")


class TestHowLongItStands:
    def test_while_the_facts_are_the_same(self, overdue: SmallPlan, ada: User) -> None:
        answer(overdue, ada)
        overdue.update(overdue.working, status=overdue.label, status_words="On target", narrative="Still at it")
        given = found(overdue).answer
        assert given
        assert (given.reason, given.by) == (REASON, "Ada")

    def test_until_one_changes(self, overdue: SmallPlan, ada: User, client: Client) -> None:
        answer(overdue, ada)
        before = address(overdue)
        entry = overdue.working.action_version
        entry.due = date(2020, 11, 1)
        entry.save()
        assert found(overdue).answer is None
        client.force_login(ada)
        said = page_words(client.get(before))
        assert "This contradiction does not stand any more" in said
        assert REASON in said

    def test_what_is_typed_meanwhile_is_shown_and_not_lost(self, overdue: SmallPlan, ada: User, client: Client) -> None:
        client.force_login(ada)
        before = address(overdue)
        overdue.update(overdue.working, as_at=date(2020, 12, 2), narrative="Withdrawn")
        assert "It is not saved. Copy it if you need it elsewhere. Keys <in> May" in page_words(
            client.post(before, {"reason": "Keys <in> May"})
        )
        assert not ContradictionAnswer.objects.exists()

    def test_not_on_a_day_before_it_was_given(self, overdue: SmallPlan, ada: User) -> None:
        answer(overdue, ada)
        today = plan_today(overdue.plan)
        assert ContradictionAnswer.objects.get().as_at == today.day

    def test_the_last_one_counts_and_all_are_kept(self, overdue: SmallPlan, ada: User, client: Client) -> None:
        answer(overdue, ada)
        answer(overdue, ada, "The keys are here.")
        answer(overdue, ada, "The keys are here.")  # a second press
        assert ContradictionAnswer.objects.count() == 2
        given = found(overdue).answer
        assert given
        assert given.reason == "The keys are here."
        client.force_login(ada)
        assert REASON in page_words(client.get(address(overdue)))


def test_an_empty_answer_is_none(overdue: SmallPlan, ada: User, client: Client) -> None:
    client.force_login(ada)
    shown = client.post(address(overdue), {"reason": "  "})
    assert page_words(shown).count("Say why both are true, or what is being done about it.") == 2
    with pytest.raises(Refused):
        answer(overdue, ada, " ")


def test_what_is_published_is_not_answered(overdue: SmallPlan, ada: User) -> None:
    there = found(overdue).contradiction
    with pytest.raises(Refused):
        answer_contradiction(overdue.published.action_version, there, REASON, by=ada)
    assert PlanVersion.objects.working().exists()


def test_it_can_be_neither_changed_nor_deleted(overdue: SmallPlan, ada: User) -> None:
    answer(overdue, ada)
    for change in (
        lambda: ContradictionAnswer.objects.update(reason="Other"),
        ContradictionAnswer.objects.all().delete,
    ):
        with pytest.raises(DatabaseError, match="cannot be changed or deleted"), transaction.atomic():
            change()


@pytest.mark.parametrize("mark", ["0" * 32, "x", "--"])
def test_an_address_that_never_was_says_so(overdue: SmallPlan, ada: User, client: Client, mark: str) -> None:
    client.force_login(ada)
    shown = client.get(f"/plans/small-plan/actions/open-a-home/contradictions/{mark}/")
    assert shown.status_code == 404
    assert "This contradiction does not stand any more" in page_words(shown)
    assert client.get(f"/plans/small-plan/actions/elsewhere/contradictions/{mark}/").status_code == 404
