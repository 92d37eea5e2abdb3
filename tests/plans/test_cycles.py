from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.cycles import DATES, MONTHLY, QUARTERLY, Cycle, cycle_before, cycle_on

DAYS = st.dates(date(1990, 1, 1), date(2080, 12, 31))


@pytest.mark.parametrize(
    ("day", "starts", "due"),
    [
        (date(2020, 9, 30), date(2020, 9, 12), date(2020, 12, 11)),
        (date(2020, 12, 11), date(2020, 9, 12), date(2020, 12, 11)),
        (date(2020, 12, 12), date(2020, 12, 12), date(2021, 3, 11)),
        (date(2022, 2, 1), date(2021, 12, 12), date(2022, 3, 11)),
        (date(2019, 2, 1), date(2020, 9, 12), date(2020, 12, 11)),
    ],
)
def test_quarters_are_counted_from_the_first_deadline_and_nothing_is_due_before_it(
    day: date, starts: date, due: date
) -> None:
    assert cycle_on(QUARTERLY, [date(2020, 12, 11)], day) == Cycle(starts, due)


def test_a_month_too_short_has_its_deadline_on_its_last_day_and_the_next_month_is_whole_again() -> None:
    assert cycle_on(MONTHLY, [date(2021, 1, 31)], date(2021, 2, 1)) == Cycle(date(2021, 2, 1), date(2021, 2, 28))
    assert cycle_on(MONTHLY, [date(2021, 1, 31)], date(2021, 3, 1)) == Cycle(date(2021, 3, 1), date(2021, 3, 31))


def test_given_dates_need_not_be_in_order_and_end_with_the_last() -> None:
    dates = [date(2021, 6, 1), date(2021, 1, 15)]
    assert cycle_on(DATES, dates, date(2021, 1, 16)) == Cycle(date(2021, 1, 16), date(2021, 6, 1))
    assert cycle_on(DATES, dates, date(2020, 1, 1)) == Cycle(date.min, date(2021, 1, 15))
    assert cycle_on(DATES, dates, date(2021, 6, 2)) is None


def test_without_deadlines_there_is_no_cycle() -> None:
    assert cycle_on(DATES, [], date(2021, 1, 1)) is None
    assert cycle_before(DATES, [], date(2021, 1, 1)) is None


def test_the_cycle_that_ended_last_is_there_from_the_first_deadline_on_and_after_the_last_one() -> None:
    dates = [date(2021, 1, 15), date(2021, 6, 1)]
    assert cycle_before(DATES, dates, date(2021, 1, 15)) is None
    assert cycle_before(DATES, dates, date(2021, 6, 1)) == Cycle(date.min, date(2021, 1, 15))
    assert cycle_before(DATES, dates, date(2022, 1, 1)) == Cycle(date(2021, 1, 16), date(2021, 6, 1))
    assert cycle_before(MONTHLY, [date(2021, 1, 31)], date(2021, 1, 31)) is None
    assert cycle_before(MONTHLY, [date(2021, 1, 31)], date(2021, 3, 1)) == Cycle(date(2021, 2, 1), date(2021, 2, 28))


def test_days_left_are_counted_to_the_deadline() -> None:
    assert Cycle(date(2021, 1, 1), date(2021, 1, 31)).days_left(date(2021, 1, 29)) == 2


@given(frequency=st.sampled_from([MONTHLY, QUARTERLY]), first=DAYS, day=DAYS)
def test_every_day_lies_in_one_cycle_and_the_next_begins_when_it_ends(frequency: str, first: date, day: date) -> None:
    cycle = cycle_on(frequency, [first], day)
    assert cycle is not None
    assert cycle.starts <= max(day, first) <= cycle.due
    following = cycle_on(frequency, [first], cycle.due + timedelta(days=1))
    assert following is not None
    assert following.starts == cycle.due + timedelta(days=1)
