"""A report that a plan wants signed off counts once an accountable officer has confirmed it."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from actions.models import ProgressUpdate
from actions.publishing import publish
from actions.signing_off import sign_off, waiting_for
from plans.models import Plan, User
from plans.recording import Refused
from tests.pages import page_words
from tests.people import person, plan_owner
from tests.small_plan import SmallPlan


@pytest.fixture(autouse=True)
def _the_plan_asks_for_it(small_plan: SmallPlan) -> None:
    small_plan.plan.asks_sign_off = True
    small_plan.plan.save()


@pytest.fixture
def update(ada: User, grace: User, small_plan: SmallPlan) -> ProgressUpdate:
    return small_plan.update(small_plan.working, author=ada)


def counts(update: ProgressUpdate) -> bool:
    return ProgressUpdate.objects.counting().filter(pk=update.pk).exists()


def test_a_report_waits_for_the_accountable_officer_and_then_counts(update: ProgressUpdate, grace: User) -> None:
    assert not counts(update)
    assert list(waiting_for(grace)) == [update]
    sign_off(update, "confirmed", by=grace)
    assert counts(update)
    assert not waiting_for(grace).exists()


def test_one_returned_with_a_comment_does_not_count(update: ProgressUpdate, grace: User) -> None:
    sign_off(update, "returned", comment="How many places?", by=grace)
    assert not counts(update)
    assert not waiting_for(grace).exists()


def test_it_is_not_returned_in_silence(update: ProgressUpdate, grace: User) -> None:
    with pytest.raises(Refused, match="Say what is missing"):
        sign_off(update, "returned", comment=" ", by=grace)


def test_it_is_decided_once(update: ProgressUpdate, grace: User) -> None:
    sign_off(update, "confirmed", by=grace)
    with pytest.raises(Refused, match="signed this report off already"):
        sign_off(update, "returned", comment="No", by=grace)


@pytest.mark.parametrize("who", ["Ada", "Stranger", "Owner"])
def test_nobody_but_an_accountable_officer_signs_off(
    update: ProgressUpdate, ada: User, small_plan: SmallPlan, who: str
) -> None:
    by = ada if who == "Ada" else plan_owner(who, small_plan.plan) if who == "Owner" else person(who)
    assert not waiting_for(by).exists()
    with pytest.raises(PermissionDenied):
        sign_off(update, "confirmed", by=by)


def test_an_accountable_officers_own_report_is_their_word(grace: User, ada: User, small_plan: SmallPlan) -> None:
    own = small_plan.update(small_plan.working, author=grace)
    assert counts(own)
    assert not waiting_for(grace).exists()


def test_what_was_read_in_from_a_document_counts(ada: User, small_plan: SmallPlan) -> None:
    assert counts(small_plan.update(small_plan.working))


def test_a_plan_that_asks_for_none_counts_every_report(update: ProgressUpdate, small_plan: SmallPlan) -> None:
    small_plan.plan.asks_sign_off = False
    small_plan.plan.save()
    assert counts(update)


def test_a_published_version_prints_the_last_report_that_counts(
    update: ProgressUpdate, grace: User, ada: User, small_plan: SmallPlan
) -> None:
    sign_off(update, "confirmed", by=grace)
    small_plan.update(small_plan.working, author=ada)
    publish(small_plan.working.version, label="Version 2", as_of=date(2021, 1, 31), by=None)
    small_plan.working.action_version.refresh_from_db()
    assert small_plan.working.action_version.printed_update == update


def test_who_publishes_is_told_of_a_report_that_does_not_count(
    client: Client, update: ProgressUpdate, grace: User, ada: User, small_plan: SmallPlan
) -> None:
    client.force_login(plan_owner("Owner", small_plan.plan))
    sent = {"number": "2", "label": "Two", "as_of-day": "31", "as_of-month": "1", "as_of-year": "2021"}

    def told() -> dict[str, list[str]]:
        checks = client.post("/plans/small-plan/publish/", sent).context["form"].checks
        return {check.key: [finding.words for finding in check.findings] for check in checks}

    assert told()["unreported"] == ["reported, and not signed off"]
    assert "statuses" not in told()
    sign_off(update, "confirmed", by=grace)
    small_plan.update(small_plan.working, author=ada, status_words="Who knows")
    assert told()["unreported"] == ["last report for 30 September 2020; a later one is not signed off"]
    assert "statuses" not in told()


def test_a_plan_that_does_not_ask_has_nothing_to_sign_off(
    client: Client, update: ProgressUpdate, grace: User, small_plan: SmallPlan
) -> None:
    Plan.objects.update(asks_sign_off=False)
    with pytest.raises(Refused, match="does not ask"):
        sign_off(ProgressUpdate.objects.get(), "confirmed", by=grace)
    client.force_login(grace)
    assert client.get(f"{small_plan.action.get_absolute_url()}reports/{update.pk}/sign-off/").status_code == 404


def test_the_page_shows_everything_that_was_said_and_takes_the_word(
    client: Client, update: ProgressUpdate, grace: User, small_plan: SmallPlan
) -> None:
    update.measure_evidence.create(position=1, success_measure="Four places", evidence="Four children moved in")
    address = f"{small_plan.action.get_absolute_url()}reports/{update.pk}/sign-off/"
    client.force_login(grace)
    assert "Four children moved in" in page_words(client.get(address))
    assert "Say what is missing" in page_words(client.post(address, {"decision": "returned"}))
    returned = client.post(address, {"decision": "returned", "comment": "How many?"}, follow=True)
    assert "The report is returned." in returned.content.decode()
    assert "Returned by Grace" in page_words(client.get(small_plan.action.get_absolute_url()))


def test_only_the_last_report_of_an_action_waits(
    update: ProgressUpdate, grace: User, ada: User, small_plan: SmallPlan
) -> None:
    later = small_plan.update(small_plan.working, author=ada)
    assert list(waiting_for(grace)) == [later]
