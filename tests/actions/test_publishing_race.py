"""Publishing on one connection while another writes: nothing slips into what is published."""

import threading
from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

import pytest
from django.db import IntegrityError, OperationalError, connection, transaction
from django.db.models import Model
from django.test import Client

import tests.actions.test_rules as action_rules
import tests.plans.test_rules as plan_rules
from actions.models import ActionVersion
from actions.publishing import discard_working, publish
from plans.measures import measures_of
from plans.models import Measure, PlanVersion, Reading
from tests.pages import page_words
from tests.people import plan_owner
from tests.races import PATIENCE, wait_until_blocked
from tests.rule_contracts import by_adding, by_sql_delete, by_sql_update
from tests.small_plan import SmallPlan

pytestmark = pytest.mark.django_db(transaction=True)

FAMILY = [
    plan_rules.TestPublishedSectionVersion(),
    action_rules.TestPublishedActionVersion(),
    action_rules.TestPublishedAssignment(),
    action_rules.TestPublishedSuccessMeasure(),
    action_rules.TestPublishedMilestoneVersion(),
]
every_member = pytest.mark.parametrize("member", FAMILY, ids=lambda member: type(member).__name__[4:])


def by_the_operation(version: PlanVersion) -> None:
    publish(version, label="Second", as_of=date(2020, 12, 31), by=None)


def by_sql(version: PlanVersion) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE plans_planversion SET state = 'published', as_of = now(), published_at = now() WHERE id = %s",
            [version.pk],
        )


every_way_to_publish = pytest.mark.parametrize("publish_it", [by_the_operation, by_sql])


def rows_of(member: Any, plan: SmallPlan) -> list[Model]:
    """Those of the family's member in the second version."""
    row = member.of(plan.working)
    return list(type(row)._default_manager.filter(**member.place(plan.working)).order_by("pk"))


@every_member
@every_way_to_publish
def test_a_row_that_comes_while_publishing_is_refused(
    small_plan: SmallPlan, elsewhere: Any, member: Any, publish_it: Any
) -> None:
    before = rows_of(member, small_plan)
    late = member.another(small_plan, small_plan.working)
    with transaction.atomic():
        publish_it(small_plan.working.version)
        added = elsewhere(by_adding, late)
        wait_until_blocked()
    with pytest.raises(IntegrityError, match="published version"):
        added.result(PATIENCE)
    assert rows_of(member, small_plan) == before


@every_member
@pytest.mark.parametrize("write", [by_sql_update, by_sql_delete])
def test_a_change_that_comes_while_publishing_is_refused(
    small_plan: SmallPlan, elsewhere: Any, member: Any, write: Any
) -> None:
    row = member.of(small_plan.working)
    before = type(row)._default_manager.values().get(pk=row.pk)
    changes = member.changes if write is by_sql_update else {}
    with transaction.atomic():
        by_sql(small_plan.working.version)
        written = elsewhere(lambda: write(row, **changes))
        wait_until_blocked()
    with pytest.raises(IntegrityError, match="published version"):
        written.result(PATIENCE)
    assert type(row)._default_manager.values().get(pk=row.pk) == before


@every_member
@every_way_to_publish
def test_publishing_waits_for_a_row_that_came_before(
    small_plan: SmallPlan, elsewhere: Any, member: Any, publish_it: Any
) -> None:
    added, may_commit = threading.Event(), threading.Event()

    def add_and_wait(row: Model) -> None:
        row.save()
        added.set()
        assert may_commit.wait(PATIENCE)

    adding = elsewhere(add_and_wait, member.another(small_plan, small_plan.working))
    assert added.wait(PATIENCE)
    publishing = elsewhere(publish_it, small_plan.working.version)
    wait_until_blocked()
    may_commit.set()
    adding.result(PATIENCE)
    publishing.result(PATIENCE)
    assert len(rows_of(member, small_plan)) == 2
    assert PlanVersion.objects.get(pk=small_plan.working.version.pk).is_published


def test_what_came_just_before_is_copied_into_the_next_version(small_plan: SmallPlan) -> None:
    action_rules.TestPublishedActionVersion().another(small_plan, small_plan.working).save()
    by_the_operation(small_plan.working.version)
    assert ActionVersion.objects.filter(version__state="working").count() == 2


@every_member
@pytest.mark.parametrize("isolation", ["REPEATABLE READ", "SERIALIZABLE"])
def test_a_transaction_that_still_sees_the_working_version_is_refused(
    small_plan: SmallPlan, elsewhere: Any, member: Any, isolation: str
) -> None:
    has_looked, is_published = threading.Event(), threading.Event()

    def look_then_add(row: Model) -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"SET TRANSACTION ISOLATION LEVEL {isolation}")
        assert not PlanVersion.objects.get(pk=small_plan.working.version.pk).is_published
        has_looked.set()
        assert is_published.wait(PATIENCE)
        assert not PlanVersion.objects.get(pk=small_plan.working.version.pk).is_published
        row.save()

    before = rows_of(member, small_plan)
    adding = elsewhere(look_then_add, member.another(small_plan, small_plan.working))
    assert has_looked.wait(PATIENCE)
    by_sql(small_plan.working.version)
    is_published.set()
    with pytest.raises(OperationalError, match="could not serialize access"):
        adding.result(PATIENCE)
    assert rows_of(member, small_plan) == before


def test_an_action_does_not_change_hands_while_publishing(small_plan: SmallPlan, elsewhere: Any) -> None:
    here, other = small_plan.working.action_version, small_plan.further_action()
    with transaction.atomic():
        by_sql(small_plan.working.version)
        moved = elsewhere(lambda: by_sql_update(here, action=other))
        wait_until_blocked()
    with pytest.raises(IntegrityError, match="only where its lineage says so"):
        moved.result(PATIENCE)


def test_lineage_is_not_deleted_while_publishing(small_plan: SmallPlan, elsewhere: Any) -> None:
    with transaction.atomic():
        by_sql(small_plan.working.version)
        deleted = elsewhere(by_sql_delete, small_plan.edge)
        wait_until_blocked()
    with pytest.raises(IntegrityError, match="Lineage is added to"):
        deleted.result(PATIENCE)


@every_way_to_publish
def test_a_reading_that_comes_while_publishing_is_not_printed(
    small_plan: SmallPlan, elsewhere: Any, publish_it: Any
) -> None:
    measure = Measure.objects.create(plan=small_plan.plan, title="Places", unit="count")
    reading = Reading(measure=measure, date=date(2020, 1, 31), value=1, as_printed="1")
    with transaction.atomic():
        publish_it(small_plan.working.version)
        added = elsewhere(by_adding, reading)
        wait_until_blocked()
    added.result(PATIENCE)
    version = PlanVersion.objects.get(pk=small_plan.working.version.pk)
    assert [entry.readings for entry in measures_of(version)] == [[]]


@every_way_to_publish
def test_publishing_waits_for_a_reading_that_came_before_and_prints_it(
    small_plan: SmallPlan, elsewhere: Any, publish_it: Any
) -> None:
    measure = Measure.objects.create(plan=small_plan.plan, title="Places", unit="count")
    reading = Reading(measure=measure, date=date(2020, 1, 31), value=1, as_printed="1")
    with transaction.atomic():
        reading.save()
        publishing = elsewhere(publish_it, small_plan.working.version)
        wait_until_blocked()
    publishing.result(PATIENCE)
    version = PlanVersion.objects.get(pk=small_plan.working.version.pk)
    assert [entry.readings for entry in measures_of(version)] == [[reading]]


def test_of_two_readings_of_one_day_at_once_one_is_kept(small_plan: SmallPlan, elsewhere: Any) -> None:
    measure = Measure.objects.create(plan=small_plan.plan, title="Places", unit="count")
    first, second = (Reading(measure=measure, date=date(2020, 1, 31), value=1, as_printed="1") for _ in range(2))
    with transaction.atomic():
        first.save()
        added = elsewhere(by_adding, second)
        wait_until_blocked()
    with pytest.raises(IntegrityError, match="a reading of that day already"):
        added.result(PATIENCE)
    assert Reading.objects.get() == first


def test_a_measure_is_not_renamed_while_publishing(small_plan: SmallPlan, elsewhere: Any) -> None:
    measure = Measure.objects.create(plan=small_plan.plan, title="Places", unit="count")
    with transaction.atomic():
        by_sql(small_plan.working.version)
        renamed = elsewhere(lambda: by_sql_update(measure, title="Beds"))
        wait_until_blocked()
    with pytest.raises(IntegrityError, match="A published version prints this measure"):
        renamed.result(PATIENCE)


def test_of_two_who_publish_at_once_one_does(small_plan: SmallPlan, elsewhere: Any) -> None:
    with transaction.atomic():
        by_the_operation(small_plan.working.version)
        second = elsewhere(by_the_operation, small_plan.working.version)
        wait_until_blocked()
    with pytest.raises(ValueError, match="published already"):
        second.result(PATIENCE)
    assert PlanVersion.objects.published().count() == 2
    assert PlanVersion.objects.working().count() == 1


class TestWhatChangesBetweenTheChecksAndTheLock:
    ADDRESS = "/plans/small-plan/publish/"

    @pytest.fixture
    def owner(self, small_plan: SmallPlan, client: Client) -> Client:
        client.force_login(plan_owner("Owner", small_plan.plan))
        return client

    def sent(self, owner: Client) -> dict[str, Any]:
        """The last step, with a tick for all that is found now."""
        typed = {"number": 2, "label": "Winter", "as_of-day": 31, "as_of-month": 12, "as_of-year": 2020}
        form = owner.post(self.ADDRESS, typed).context["form"]
        return typed | {check.key: check.mark for check in form.checks} | {"confirmed": "yes"}

    def publish_while(self, owner: Client, plan: SmallPlan, elsewhere: Any, change: Callable[[], object]) -> Any:
        """The answer to the last step, where the change is made while it waits for the plan's lock."""
        sent = self.sent(owner)
        with transaction.atomic():
            plan.plan.lock()
            publishing = elsewhere(owner.post, self.ADDRESS, sent)
            wait_until_blocked()
            change()
        return publishing.result(PATIENCE)

    def test_is_shown_with_all_that_was_filled_in_and_nothing_is_published(
        self, small_plan: SmallPlan, owner: Client, elsewhere: Any
    ) -> None:
        answer = self.publish_while(owner, small_plan, elsewhere, small_plan.working.assignment.delete)
        assert PlanVersion.objects.published().count() == 1
        assert "Put these right, or tick that you have seen them: nobody" in page_words(answer)
        assert 'value="Winter"' in answer.content.decode()
        owner.post(self.ADDRESS, self.sent(owner))
        assert PlanVersion.objects.published().count() == 2

    def test_does_not_matter_where_less_stands_against_it(
        self, small_plan: SmallPlan, owner: Client, elsewhere: Any
    ) -> None:
        small_plan.update(small_plan.working, as_at=date(2020, 12, 1), status_words="Who knows")
        assert "statuses" in self.sent(owner)
        known = {"as_at": date(2020, 12, 2), "status": small_plan.label}
        self.publish_while(owner, small_plan, elsewhere, lambda: small_plan.update(small_plan.working, **known))
        assert PlanVersion.objects.published().count() == 2

    def test_a_version_that_is_discarded_meanwhile_is_not_taken_for_the_next(
        self, small_plan: SmallPlan, owner: Client, elsewhere: Any
    ) -> None:
        discard = partial(discard_working, small_plan.working.version, by=None)
        answer = self.publish_while(owner, small_plan, elsewhere, discard)
        assert answer.url == self.ADDRESS
        assert PlanVersion.objects.published().count() == 1
