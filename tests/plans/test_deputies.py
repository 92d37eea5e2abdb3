"""Who reports in an officer's place: named by the officer or a plan owner, for some days."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from plans.deputies import end_deputy, name_deputy
from plans.models import Deputy, User
from plans.permissions import reporting_officers
from plans.recording import Refused
from tests.pages import page_words
from tests.people import person, plan_owner
from tests.small_plan import SmallPlan


@pytest.fixture
def ada(small_plan: SmallPlan) -> User:
    account = person("Ada")
    small_plan.officer.user = account
    small_plan.officer.save()
    return account


@pytest.fixture
def bo(db: None) -> User:
    return person("Bo")


def today() -> date:
    return timezone.localdate()


def test_an_officer_names_their_own_deputy(client: Client, ada: User, bo: User, small_plan: SmallPlan) -> None:
    client.force_login(ada)
    told = page_words(
        client.post("/officers/ada/deputies/", {"deputy": str(bo.pk), **typed("starts", today())}, follow=True)
    )
    assert "Bo reports in place of Ada" in told
    assert list(reporting_officers(bo)) == [small_plan.officer]


def test_one_taken_back_reports_no_more(client: Client, ada: User, bo: User, small_plan: SmallPlan) -> None:
    month_ago = today() - timedelta(days=30)
    deputy = name_deputy(small_plan.officer, bo, starts=month_ago, ends=None, by=ada)
    client.force_login(ada)
    client.post(f"/officers/ada/deputies/{deputy.pk}/end/")
    assert not reporting_officers(bo).exists()
    assert Deputy.objects.get().starts == month_ago


def test_one_who_has_not_started_is_taken_off(ada: User, bo: User, small_plan: SmallPlan) -> None:
    deputy = name_deputy(small_plan.officer, bo, starts=today() + timedelta(days=3), ends=None, by=ada)
    end_deputy(deputy, by=ada)
    assert not Deputy.objects.exists()


def test_days_that_overlap_are_refused(ada: User, bo: User, small_plan: SmallPlan) -> None:
    name_deputy(small_plan.officer, bo, starts=date(2021, 1, 1), ends=date(2021, 1, 31), by=ada)
    with pytest.raises(Refused, match="deputy on some of these days already"):
        name_deputy(small_plan.officer, bo, starts=date(2021, 1, 31), ends=None, by=ada)
    name_deputy(small_plan.officer, bo, starts=date(2021, 2, 1), ends=None, by=ada)


def test_nobody_deputises_for_themselves_nor_with_a_closed_account(ada: User, bo: User, small_plan: SmallPlan) -> None:
    with pytest.raises(Refused, match="reports on these actions already"):
        name_deputy(small_plan.officer, ada, starts=today(), ends=None, by=ada)
    bo.is_active = False
    with pytest.raises(Refused, match="account is closed"):
        name_deputy(small_plan.officer, bo, starts=today(), ends=None, by=ada)


def test_the_last_day_is_not_before_the_first(client: Client, ada: User, bo: User) -> None:
    client.force_login(ada)
    sent = {"deputy": str(bo.pk), **typed("starts", date(2021, 2, 1)), **typed("ends", date(2021, 1, 1))}
    assert "not before the first" in page_words(client.post("/officers/ada/deputies/", sent))


def test_a_plan_owner_names_one_where_they_own_every_plan_that_names_the_officer(
    ada: User, bo: User, small_plan: SmallPlan
) -> None:
    owner = plan_owner("Owner", small_plan.plan)
    name_deputy(small_plan.officer, bo, starts=today(), ends=None, by=owner)
    SmallPlan("another-plan")  # which names the same officer
    with pytest.raises(PermissionDenied):
        name_deputy(small_plan.officer, person("Cy"), starts=today(), ends=None, by=owner)


def test_nobody_else_names_or_ends_one(client: Client, ada: User, bo: User, small_plan: SmallPlan) -> None:
    deputy = name_deputy(small_plan.officer, bo, starts=today(), ends=None, by=ada)
    client.force_login(bo)
    assert client.get("/officers/ada/deputies/").status_code == 403
    assert client.post("/officers/ada/deputies/", {"deputy": str(bo.pk)}).status_code == 403
    assert client.post(f"/officers/ada/deputies/{deputy.pk}/end/").status_code == 403


def typed(name: str, day: date) -> dict[str, str]:
    return {f"{name}-{part}": str(getattr(day, part)) for part in ("day", "month", "year")}
