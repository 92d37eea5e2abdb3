"""Where dates stand on the calendar: whatever they are, in order and within the picture."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from reporting.text_width import width_of
from reporting.timeline_layout import MARGIN, PAGE, TYPE, WIDEST, Calendar, Dates, Picture, days_of

DAYS = st.dates(date(1900, 1, 1), date(9990, 1, 1))
PLAUSIBLE = st.dates(date(2015, 1, 1), date(2035, 12, 31))


def lines_of(days: st.SearchStrategy[date]) -> st.SearchStrategy[list[Dates]]:
    line = st.builds(
        Dates,
        name=st.text("Wim. ", min_size=1, max_size=200),
        told=st.sampled_from(["30 Jun 2020, 92 days late", ""]),
        first=st.none() | days,
        now=st.none() | days,
        kind=st.sampled_from(["open", "late", "done"]),
    )
    return st.lists(line.filter(lambda line: line.first or line.now), min_size=1, max_size=8)


def drawn(lines: list[Dates], today: date) -> Picture:
    return Calendar([*days_of(lines), today]).picture(lines, today)


@given(lines_of(DAYS) | lines_of(PLAUSIBLE), PLAUSIBLE)
def test_everything_stands_within_the_picture(lines: list[Dates], today: date) -> None:
    picture = drawn(lines, today)
    assert PAGE <= picture.width <= WIDEST
    assert 0 <= picture.today_x <= picture.width
    for line, mark in zip(lines, picture.marks, strict=True):
        for x in (mark.x, mark.first_x):
            assert x is None or MARGIN <= x <= picture.width - MARGIN
        assert (mark.x is None) == (line.now is None)
        assert (mark.first_x is None) == (line.first in (None, line.now))
    assert [mark.y for mark in picture.marks] == sorted({mark.y for mark in picture.marks})
    assert picture.marks[-1].y < picture.bottom


@given(lines_of(PLAUSIBLE), PLAUSIBLE)
def test_words_stay_on_the_picture_and_off_their_own_marks(lines: list[Dates], today: date) -> None:
    picture = drawn(lines, today)
    for mark in picture.marks:
        width = width_of(mark.words, TYPE)
        left, right = (mark.words_x - width, mark.words_x) if mark.ends else (mark.words_x, mark.words_x + width)
        xs = [x for x in (mark.x, mark.first_x) if x is not None]
        assert right < min(xs) or left > max(xs)
        assert left >= 0
        assert right <= picture.width + 1 or width < 300  # a move across the whole calendar leaves little room


@given(st.lists(DAYS, min_size=2, max_size=6))
def test_later_days_stand_further_right(days: list[date]) -> None:
    calendar = Calendar(days)
    places = [calendar.x(day) for day in sorted(days)]
    assert places == sorted(places)


def test_named_months_and_years_keep_their_distance() -> None:
    for years in (0, 1, 3, 6, 12, 40, 400):
        calendar = Calendar([date(2020, 1, 1), date(2020, 1, 1) + timedelta(365 * years)])
        for named in ([tick.x for tick in calendar.ticks if tick.year], [t.x for t in calendar.ticks if t.month]):
            assert all(later - earlier >= 24 for earlier, later in pairwise(named))


def test_a_year_is_named_where_it_begins() -> None:
    ticks = Calendar([date(2019, 11, 30), date(2021, 2, 1)]).ticks
    assert [(tick.year, tick.month) for tick in ticks if tick.year] == [
        ("2019", "Oct"),
        ("2020", "Jan"),
        ("2021", "Jan"),
    ]
