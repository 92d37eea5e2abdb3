"""Readings are added and never changed, and a measure that a published version prints stays as it was printed."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db.models import Model
from django.utils import timezone

from actions.publishing import open_correction
from plans.measures import measures_of, target_on
from plans.models import Measure, Plan, PlanVersion, Reading, Target
from tests.record_contract import Recorded
from tests.rule_contracts import (
    Kept,
    and_every_switch,
    by_adding,
    by_delete,
    copy_of,
    every_addition,
    every_change,
    every_change_and_switch,
    every_deletion_and_switch,
    every_switch,
    refused,
    stored,
    truncate,
)
from tests.small_plan import SmallPlan

JULY, AUGUST, OCTOBER = date(2020, 7, 31), date(2020, 8, 31), date(2020, 10, 31)


def measure(plan: SmallPlan, title: str = "Places") -> Measure:
    return Measure.objects.get_or_create(plan=plan.plan, title=title, defaults={"unit": "count"})[0]


def reading(plan: SmallPlan, day: date = JULY, **fields: Any) -> Reading:
    given = {"measure": measure(plan), "value": Decimal(12), "as_printed": "12"} | fields
    return Reading.objects.create(date=day, **given)


def printed(version: PlanVersion) -> list[tuple[str, list[str]]]:
    """What the version shows: each measure with its readings."""
    version = PlanVersion.objects.get(pk=version.pk)
    return [(entry.measure.title, [read.as_printed for read in entry.readings]) for entry in measures_of(version)]


def test_an_open_correction_shows_what_was_read_by_its_day(small_plan: SmallPlan) -> None:
    version = small_plan.published.version
    assert version.as_of
    for day, words in ((version.as_of, "12"), (version.as_of + timedelta(days=1), "13")):
        reading(small_plan, day, as_printed=words)
    assert printed(open_correction(version, by=None)) == [("Places", ["12"])]
    assert printed(small_plan.working.version) == [("Places", ["12", "13"])]


class TestTarget(Kept):
    sentence = "A target cannot be changed or deleted: add another for the same day"
    changes = {"value": Decimal(13)}

    def kept(self, plan: SmallPlan) -> Target:
        return Target.objects.create(measure=measure(plan), starts=JULY, value=12)

    def test_holds_from_its_day_on_and_the_last_said_for_a_day_counts(self, small_plan: SmallPlan) -> None:
        shown = measure(small_plan)
        shown.target = Decimal(5)
        for starts, value in ((AUGUST, 7), (JULY, 6), (AUGUST, 8), (OCTOBER, None)):
            Target.objects.create(measure=shown, starts=starts, value=value)
        days = (date(2020, 7, 30), JULY, AUGUST, date(2020, 10, 30), OCTOBER)
        assert [target_on(shown, day, Target.objects.all()) for day in days] == [5, 6, 8, 8, None]


class TestReading(Kept):
    sentence = "A reading cannot be changed or deleted: add one that corrects it"
    changes = {"as_printed": "13"}

    def kept(self, plan: SmallPlan) -> Reading:
        return reading(plan)

    @pytest.mark.parametrize("changes", [{"date": AUGUST}, {"recorded_at": datetime(1999, 1, 1, tzinfo=UTC)}])
    @every_change
    def test_keeps_its_day_and_its_moment(self, small_plan: SmallPlan, change: Any, changes: dict[str, Any]) -> None:
        with refused(self.sentence):
            change(reading(small_plan), **changes)

    @every_change
    def test_keeps_its_measure(self, small_plan: SmallPlan, change: Any) -> None:
        with refused(self.sentence):
            change(reading(small_plan), measure=measure(small_plan, "Other places"))

    @and_every_switch("add", [by_adding])
    def test_the_moment_is_the_database_s_own(self, small_plan: SmallPlan, add: Any, switch: Any) -> None:
        before = timezone.now()
        late = Reading(measure=measure(small_plan), date=JULY, value=1, as_printed="1")
        late.recorded_at = datetime(1999, 1, 1, tzinfo=UTC)
        with switch():
            add(late)
        assert before < stored(late)["recorded_at"] < timezone.now()


class TestOneADay:
    @every_addition
    def test_a_day_is_read_once(self, small_plan: SmallPlan, add: Any) -> None:
        first = reading(small_plan)
        with refused("has a reading of that day already"):
            add(copy_of(first, as_printed="13"))

    @every_addition
    def test_a_correction_takes_its_place(self, small_plan: SmallPlan, add: Any) -> None:
        first = reading(small_plan)
        add(copy_of(first, as_printed="13", corrects=first))
        assert Reading.objects.live().get().as_printed == "13"
        assert Reading.objects.count() == 2

    @every_addition
    def test_what_is_corrected_is_not_corrected_again(self, small_plan: SmallPlan, add: Any) -> None:
        first = reading(small_plan)
        reading(small_plan, as_printed="13", corrects=first)
        with refused("plans_reading_corrects_id_key|has a reading of that day already"):
            add(copy_of(first, as_printed="14", corrects=first))

    @every_addition
    def test_a_correction_is_of_the_same_measure(self, small_plan: SmallPlan, add: Any) -> None:
        first = reading(small_plan)
        with refused("corrects one of its own measure"):
            add(copy_of(first, measure=measure(small_plan, "Other places"), corrects=first))

    def test_a_reading_of_the_wrong_day_is_corrected_to_the_right_one(self, small_plan: SmallPlan) -> None:
        reading(small_plan, AUGUST, corrects=reading(small_plan, JULY))
        assert [read.date for read in Reading.objects.live()] == [AUGUST]
        reading(small_plan, JULY, as_printed="11")
        with refused("has a reading of that day already"):
            reading(small_plan, AUGUST, corrects=Reading.objects.get(as_printed="11"))


class TestWhatAPublishedVersionPrints:
    def test_is_what_was_recorded_by_then_of_its_date_or_before(self, small_plan: SmallPlan) -> None:
        reading(small_plan, JULY)
        reading(small_plan, OCTOBER, as_printed="15")
        version = small_plan.publish(small_plan.write(3)).version
        assert printed(version) == [("Places", ["12"])]
        assert printed(small_plan.published.version) == []
        assert printed(small_plan.working.version) == [("Places", ["12", "15"])]

    @every_addition
    def test_nothing_added_since_changes_it(self, small_plan: SmallPlan, add: Any) -> None:
        first = reading(small_plan, JULY)
        version = small_plan.publish(small_plan.write(3)).version
        add(copy_of(first, as_printed="13", corrects=first))
        add(copy_of(first, date=AUGUST, recorded_at=datetime(1999, 1, 1, tzinfo=UTC)))
        add(copy_of(first, measure=measure(small_plan, "Other places")))
        assert printed(version) == [("Places", ["12"])]
        assert printed(small_plan.working.version) == [("Places", ["13", "12"]), ("Other places", ["12"])]

    def test_a_correction_made_before_stands_in_it(self, small_plan: SmallPlan) -> None:
        reading(small_plan, as_printed="13", corrects=reading(small_plan))
        assert printed(small_plan.publish(small_plan.write(3)).version) == [("Places", ["13"])]

    def test_a_measure_that_nobody_has_read_yet_stands_without_a_reading(self, small_plan: SmallPlan) -> None:
        measure(small_plan)
        version = small_plan.publish(small_plan.write(3)).version
        reading(small_plan)
        assert printed(version) == [("Places", [])]


class TestPrintedMeasure:
    """Of a published version; before, it may change."""

    sentence = "A published version prints this measure"
    CHANGES = [{"title": "Beds"}, {"unit": "%"}, {"target": Decimal(20)}, {"position": 7}]

    @pytest.fixture(params=[True, False], ids=["read", "never read"])
    def measured(self, request: pytest.FixtureRequest, small_plan: SmallPlan) -> Measure:
        if request.param:
            reading(small_plan)
        return measure(small_plan)

    @pytest.mark.parametrize("changes", CHANGES)
    @every_change_and_switch
    def test_stays_as_it_is(
        self, small_plan: SmallPlan, measured: Measure, change: Any, switch: Any, changes: dict[str, Any]
    ) -> None:
        small_plan.publish(small_plan.write(3))
        before = stored(measured)
        with switch(), refused(self.sentence):
            change(measured, **changes)
        assert stored(measured) == before

    @every_deletion_and_switch
    def test_is_not_deleted(self, small_plan: SmallPlan, delete: Any, switch: Any) -> None:
        unread = measure(small_plan)
        small_plan.publish(small_plan.write(3))
        with switch(), refused(self.sentence):
            delete(unread)
        assert stored(unread)

    @every_switch
    def test_is_not_truncated(self, small_plan: SmallPlan, switch: Any) -> None:
        with switch(), refused("cannot be truncated"):
            truncate(type(measure(small_plan)))

    @pytest.mark.parametrize("changes", CHANGES)
    @every_change
    def test_may_change_before(
        self, small_plan: SmallPlan, measured: Measure, change: Any, changes: dict[str, Any]
    ) -> None:
        change(measured, **changes)
        assert stored(measured) == stored(measured) | changes

    @every_change
    def test_may_change_while_only_later_readings_are_there(self, small_plan: SmallPlan, change: Any) -> None:
        reading(small_plan, OCTOBER)
        small_plan.publish(small_plan.write(3))
        change(measure(small_plan), title="Beds")
        assert measure(small_plan, "Beds").readings.exists()

    @every_change
    def test_is_not_made_older_or_carried_off(self, small_plan: SmallPlan, change: Any) -> None:
        with refused("When a measure was recorded cannot be changed"):
            change(measure(small_plan), recorded_at=datetime(1999, 1, 1, tzinfo=UTC))
        with refused("cannot be moved: its plan cannot be changed"):
            change(measure(small_plan), plan=Plan.objects.create(slug="elsewhere", title="Elsewhere"))

    def test_one_without_a_reading_goes_before(self, small_plan: SmallPlan) -> None:
        by_delete(measure(small_plan))
        assert not Measure.objects.exists()


class TestRecordedMeasure(Recorded):
    changes = {"title": "Beds"}

    def new(self, plan: SmallPlan) -> Model:
        return Measure(plan=plan.plan, title="Places", unit="count")
