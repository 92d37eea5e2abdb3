"""What timeframes say: words met in published plans, the forms in which British bodies write dates, and any text."""

import calendar
import time
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.periods import without_dates
from plans.timeframes import read_timeframe

PRINTED_ON = date(2019, 9, 16)

# (words, due): None where nothing is due. None of these needs to know when the words were printed.
DUE = [
    # by a month, a year, a financial year
    ("by September 2019", "2019-09-30"),
    ("First two homes by September 2019", "2019-09-30"),
    ("SIB to be operational by Feb 2020 (revised)", "2020-02-29"),
    ("Report completed July 2019", "2019-07-31"),
    ("Sept. 2020", "2020-09-30"),
    ("June2020", "2020-06-30"),
    ("NOVEMBER 2020", "2020-11-30"),
    ("By 2024", "2024-12-31"),
    ("During 2023", "2023-12-31"),
    ("2021", "2021-12-31"),
    ("2018-2020", "2020-12-31"),
    ("2018 – 2020", "2020-12-31"),
    ("2023-25", "2025-12-31"),
    ("2020-2021", "2021-12-31"),
    ("2020/21", "2021-03-31"),
    ("2020-21", "2021-03-31"),
    ("2019- 20", "2020-03-31"),
    ("2020/2021", "2021-03-31"),
    ("by 20/21", "2021-03-31"),
    ("Some already operational; others planned to be so by 2020/21", "2021-03-31"),
    ("academic year 2020/21", "2021-08-31"),
    # days
    ("1 June 2020", "2020-06-01"),
    ("1st April 2021", "2021-04-01"),
    ("Friday 3rd of July 2020", "2020-07-03"),
    ("March 18 2020", "2020-03-18"),
    ("31/01/20", "2020-01-31"),
    ("01.02.2020", "2020-02-01"),
    ("1-5 June 2020", "2020-06-05"),
    ("29 February 2020", "2020-02-29"),
    ("week commencing 2 March 2020", "2020-03-02"),
    ("Phase 1 June 2020", "2020-06-30"),
    # two-digit years, where they are not days or counts
    ("Sept-Dec 20", "2020-12-31"),
    ("Mar 21", "2021-03-31"),
    ("Mar ’21", "2021-03-31"),
    ("March 20 places", None),
    # parts of a year
    ("End of September 2019 for reporting\nFurther development by June 2020", "2020-06-30"),
    ("mid-2021", "2021-06-30"),
    ("early 2021", "2021-03-31"),
    ("Q4 2020/21", "2021-03-31"),
    ("Q1 (2020/21)", "2020-06-30"),
    ("2020/21 Q2", "2020-09-30"),
    ("Quarter 3 of 2020-21", "2020-12-31"),
    ("Q4 2020", "2021-03-31"),
    ("Q3 & Q4 2020/21", "2021-03-31"),
    ("H1 2026", "2026-06-30"),
    ("by H2 2026", "2026-12-31"),
    ("2025/26 H1", "2025-09-30"),
    ("H2 (2025-26)", "2026-03-31"),
    ("In the first half of 2026", "2026-06-30"),
    ("1H 2026", "2026-06-30"),
    ("2H 2026/27", "2027-03-31"),
    ("FH1 2026", "2026-06-30"),
    ("Half 1 of the year 2026", "2026-06-30"),
    ("first half 2023-25", "2025-12-31"),
    ("second half of the financial year 2025/26", "2026-03-31"),
    ("H12 2026", "2026-12-31"),
    ("Autumn 2021", "2021-11-30"),
    ("Spring/Summer 2021", "2021-08-31"),
    ("winter 2020", "2021-02-28"),
    ("winter 2023/24", "2024-02-29"),
    ("autumn term 2020", "2020-12-31"),
    ("summer term 2020/21", "2021-07-31"),
    ("Easter 2021", "2021-04-30"),
    # before, and the edges of periods
    ("before March 2021", "2021-02-28"),
    ("prior to 1 April 2021", "2021-03-31"),
    ("before the end of March 2021", "2021-03-31"),
    ("by the start of the financial year 2020/21", "2020-04-01"),
    # several periods: the latest
    ("May 2020\nOctober 2020", "2020-10-31"),
    ("September 2019\n&\nSeptember 2020", "2020-09-30"),
    ("Sept/Oct 2020", "2020-10-31"),
    ("Timeframe is largely dependent on others, but is estimated at between June and September 2020.", "2020-09-30"),
    ("Rolling marketing campaign to July 2020\nRevised offer by April 2020", "2020-07-31"),
    ("Pilot until March 2022", "2022-03-31"),
    # dates that have been replaced, or are not yet dates
    ("Revised from March 2020 to June 2020", "2020-06-30"),
    ("June 2020 (was September 2020)", "2020-06-30"),
    ("Originally due by March 2020", None),
    ("March 2021 (TBC)", "2021-03-31"),
    ("TBC - March 2021", None),
    ("Within 3 months of 1 April 2020", None),
    # nothing due
    ("", None),
    ("TBC", None),
    ("To be determined.", None),
    ("Ongoing", None),
    ("Details", None),
    ("within 6 months", None),
    # numbers and words that only look like dates
    ("31 February 2020", None),
    ("31/13/2020", None),
    ("00/01/2020", None),
    ("24/7 cover", None),
    ("for 16/17 yo placements", None),
    ("ISO 27001:2013", None),
    ("Version 2020.1", None),
    ("paragraph 1.2.20", None),
    ("Children Act 2004", None),
    ("act on the 2018 findings", None),
    ("Anthony May", None),
    ("may be reviewed 2020", "2020-12-31"),
    ("staff may 2020 or so decide", None),
    ("by may 2020", "2020-05-31"),
]


@pytest.mark.parametrize(("words", "due"), DUE)
def test_reads_when_something_is_due(words: str, due: str | None) -> None:
    assert read_timeframe(words).due == (date.fromisoformat(due) if due else None)


# (words, start, due)
STARTS = [
    ("from September 2020", "2020-09-01", None),
    ("Due to commence April 2021", "2021-04-01", None),
    ("September 2020 onwards", "2020-09-01", None),
    ("June 2020 - ongoing", "2020-06-01", None),
    ("From the end of September 2020", "2020-09-30", None),
    ("From the start of the autumn term 2020", "2020-09-01", None),
    ("not before April 2021", "2021-04-01", None),
    ("over three years, from April 2019", "2019-04-01", None),
    ("Start by September 2020", None, "2020-09-30"),
    ("Commenced - completion June 2020", None, "2020-06-30"),
    ("Work commenced and will finish in June 2020", None, "2020-06-30"),
    ("Pilot commences June 2019. Full rollout out January 2020 pending evaluation.", "2019-06-01", "2020-01-31"),
    ("- stock take by June 2020\n- Programme roll out from September 2020", "2020-09-01", "2020-06-30"),
    ("Board by June 2020 and reporting from September 2020", "2020-09-01", "2020-06-30"),
    ("A plan will be developed for the period September 2020 to March 2022.", "2020-09-01", "2022-03-31"),
    ("from June to September 2020", "2020-06-01", "2020-09-30"),
    ("November to January 2021", "2020-11-01", "2021-01-31"),
    ("1 June - 30 September 2020", "2020-06-01", "2020-09-30"),
    ("31/03/2020-30/06/2020", "2020-03-31", "2020-06-30"),
    ("Jan 20 to Mar 21", "2020-01-01", "2021-03-31"),
    ("2019-2021", "2019-01-01", "2021-12-31"),
    ("between June and September 2020", None, "2020-09-30"),
]


@pytest.mark.parametrize(("words", "start", "due"), STARTS)
def test_tells_starts_from_what_is_due(words: str, start: str | None, due: str | None) -> None:
    read = read_timeframe(words)
    assert (read.start and read.start.isoformat(), read.due and read.due.isoformat()) == (start, due)


RECURS = [
    ("Quarterly", "quarterly"),
    ("Monthly until March 2021", "monthly"),
    ("Completed every quarter.", "quarterly"),
    ("Every 6-months from July 2020", "every 6 months"),
    ("six-monthly", "every 6 months"),
    ("3 monthly", "every 3 months"),
    ("twice a year", "every 6 months"),
    ("Half-yearly", "every 6 months"),
    ("every other month", "every 2 months"),
    ("bi-monthly", "bi-monthly"),
    ("each week", "weekly"),
    ("Annual review", "annually"),
    ("by 31 March each year", "annually"),
    ("within 18 months", ""),
    ("5 year strategy", ""),
]


@pytest.mark.parametrize(("words", "recurs"), RECURS)
def test_says_how_often_in_one_spelling(words: str, recurs: str) -> None:
    assert read_timeframe(words).recurs == recurs


def test_something_recurring_has_a_next_date_and_not_a_due_one() -> None:
    for words in (
        "Quarterly. Next meeting 24 September 2019",
        "Quarterly - next due 24 September 2019",
        "Quarterly (next: 24/09/19)",
    ):
        read = read_timeframe(words)
        assert (read.recurs, read.next_on, read.due) == ("quarterly", date(2019, 9, 24), None)
    assert read_timeframe("Every 6-months from July 2020").start == date(2020, 7, 1)
    assert read_timeframe("Monthly until March 2021").due == date(2021, 3, 31)


def test_what_is_to_be_determined_is_not_due_at_its_next_step_nor_its_start() -> None:
    words = (
        "To be determined once projects initiated. Next step for progressing is joint leadership team meeting on"
        " 17 September.\nThe strategy is being developed for implementation from spring 2020."
    )
    for printed_on in (None, PRINTED_ON):
        read = read_timeframe(words, printed_on)
        assert (read.due, read.start, read.next_on) == (None, date(2020, 3, 1), None)


# (words, due, next_on), printed on 16 September 2019
WITHOUT_A_YEAR = [
    ("by 31 March", "2020-03-31", None),
    ("end of March", "2020-03-31", None),
    ("17 September", "2019-09-17", None),
    ("16 September", "2019-09-16", None),
    ("15 September", "2020-09-15", None),
    ("September", "2019-09-30", None),
    ("by Q4", "2020-03-31", None),
    ("29 February", "2020-02-29", None),
    ("by 31 February", None, None),
    ("May", "2020-05-31", None),
    ("May be reviewed", None, None),
    ("Option 1 may follow", None, None),
    ("March on", None, None),
    ("Team meeting on 17 September", None, None),
    ("from September", None, None),
    ("Monthly to 31 March", "2020-03-31", None),
    ("Annually by 31 March", None, "2020-03-31"),
    ("Quarterly. Next meeting 24 September", None, "2019-09-24"),
]


@pytest.mark.parametrize(("words", "due", "next_on"), WITHOUT_A_YEAR)
def test_a_date_without_a_year_is_the_first_since_it_was_printed(
    words: str, due: str | None, next_on: str | None
) -> None:
    read = read_timeframe(words, PRINTED_ON)
    assert (read.due and read.due.isoformat(), read.next_on and read.next_on.isoformat()) == (due, next_on)
    assert read_timeframe(words).due is None


def test_the_ends_of_the_calendar_are_no_error() -> None:
    assert read_timeframe("by 1 January", date.max).due is None
    assert read_timeframe("by spring", date.min).due == date(1, 5, 31)


def test_blanks_dates_and_leaves_other_numbers() -> None:
    assert without_dates("14 units by 1 April 2020, 16/17 yo").split() == ["14", "units", "by", ",", "16/17", "yo"]


# Pieces that make the rules meet one another, beside wholly arbitrary text.
PIECES = (
    "2020 2020/21 2018- 20/21 Q4 May may 31 1st / - & \n . ( ) by from to until next before end of every 6 monthly TBC"
    " spring term £ , ſpring sprİng Kelvin auguſt twıce week commencing 29 February 31/02/2020 01.02.20 '21 99"
)
pieces = st.sampled_from(PIECES.split(" "))
any_words = st.one_of(st.text(), st.lists(pieces).map(" ".join), st.lists(pieces).map("".join))
any_day = st.one_of(st.none(), st.dates())
any_date = st.dates(date(2001, 1, 1), date(2099, 12, 31))
MONTH_FORMS = ("%B %Y", "%b %Y", "by %B %Y", "end of %b. %Y", "Done in %B, %Y.", "%m/%Y", "%b-%y", "by %B\n%Y")
DAY_FORMS = ("%d %B %Y", "%d/%m/%Y", "%d/%m/%y", "%d.%m.%y", "%Y-%m-%d", "by %b %d, %Y", "%d-%b-%y", "(%d %b ’%y)")


@given(any_words, any_day)
def test_any_text_is_read_without_an_error_and_kept(words: str, printed_on: date | None) -> None:
    read = read_timeframe(words, printed_on)
    assert read.words == words
    assert read == read_timeframe(words, printed_on)


@given(any_words, any_day, st.text(" \t\u00a0"))
def test_spaces_at_the_end_change_nothing(words: str, printed_on: date | None, spaces: str) -> None:
    assert replace(read_timeframe(words + spaces, printed_on), words=words) == read_timeframe(words, printed_on)


@given(any_date, st.sampled_from(MONTH_FORMS))
def test_a_month_however_written_is_due_on_its_last_day(day: date, form: str) -> None:
    last = calendar.monthrange(day.year, day.month)[1]
    assert read_timeframe(day.strftime(form)).due == day.replace(day=last)


@given(any_date, st.sampled_from(DAY_FORMS))
def test_a_day_however_written_is_due_on_it(day: date, form: str) -> None:
    assert read_timeframe(day.strftime(form)).due == day


@given(st.lists(any_date, min_size=1, max_size=6))
def test_the_latest_of_several_steps_counts(days: list[date]) -> None:
    lines = [f"Step by {day:%d %B %Y}" for day in days]
    assert read_timeframe("\n".join(lines)).due == max(days)


@given(any_words)
def test_a_date_read_needs_a_year_or_a_day_of_printing(words: str) -> None:
    read = read_timeframe(words)
    for day in (read.due, read.start, read.next_on):
        assert day is None or 1999 <= day.year <= 2101


HOSTILE = "2020 |May 2020 |1 |1/|2020-|20/21 |by the end of | |\n|May to |start |£1,000|a"


@pytest.mark.parametrize("piece", HOSTILE.split("|"))
def test_a_hundred_thousand_characters_are_read_at_once(piece: str) -> None:
    words = (piece * 100_000)[:100_000]
    began = time.process_time()
    read_timeframe(words, PRINTED_ON)
    assert time.process_time() - began < 5
