"""What success measures aim at, and what they only mention; and the amounts of money that they and savings print."""

import time
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.money import find_money, read_money
from plans.success_measures import SuccessMeasureWords, read_success_measures, wants

# (words, target, unit, due)
TARGETS = [
    ("A net increase of 50 fostering placements by March 2021", "50", "count", date(2021, 3, 31)),
    ("Increase in fostering placements by 50 by March 2021", "50", "count", date(2021, 3, 31)),
    ("Increase in fostering enquiries of 20%", "20", "%", None),
    ("Increase in conversion from enquiry to approved foster carer of 10%", "10", "%", None),
    ("14 new units in place by April 2020", "14", "count", date(2020, 4, 30)),
    ("Four additional residential placements in a council owned home by May 2020.", "4", "count", date(2020, 5, 31)),
    ("A net 50 additional internal foster placements", "50", "count", None),
    ("An additional 14 units", "14", "count", None),
    ("Twenty visits", "20", "count", None),
    ("1,200 children seen", "1200", "count", None),
    ("Approximately 30 places", "30", "count", None),
    ("Recruit 50 carers", "50", "count", None),
    ("Reduce the number of children in care to 850", "850", "count", None),
    ("No more than 2 placement moves", "2", "count", None),
    ("All plans agreed. 14 new units open", "14", "count", None),
    # percentages
    ("100%", "100", "%", None),
    ("95% of visits within 10 days", "95", "%", None),
    ("At least 90.5 per cent of care plans reviewed every 6 months", "90.5", "%", None),
    ("Vacancy rate below 5% during 2020-21", "5", "%", date(2021, 3, 31)),
    ("All visits on time at 95%", "95", "%", None),
    ("Section 47 enquiries reduced by 10%", "10", "%", None),
    # from one figure to another
    ("Increase from 70% to 85% by 2023", "85", "%", date(2023, 12, 31)),
    ("Increase carers from 10 to 15", "15", "count", None),
    ("Increase carers from 10 carers to 15 carers", "15", "count", None),
    # called a target
    ("29% of staff have been in post for over 2 years (target 30%)", "30", "%", None),
    ("A net gain of 19 is expected against the target of 50", "50", "count", None),
    ("Target: 80%", "80", "%", None),
    ("Improve to 80% (currently 75%)", "80", "%", None),
    # money
    ("£500k saving", "500000", "£", None),
    ("Deliver savings of £3m by 2024", "3000000", "£", date(2024, 12, 31)),
    ("Costs reduced by £50,000", "50000", "£", None),
    # no target: nothing aimed at
    ("Improved staff retention during 2020-21", None, "", date(2021, 3, 31)),
    ("Full cost recovery", None, "", None),
    ("The forecast on spend for 2019- 20 is carefully monitored", None, "", date(2020, 3, 31)),
    # baselines, comparisons and asides
    ("Improvement in percentage of staff feeling safe (baseline through health check of 79%).", None, "", None),
    ("Improvement on the baseline of 79%", None, "", None),
    ("Reduction compared with 12 moves", None, "", None),
    ("Current rate reduced to 5%", None, "", None),
    ("79% (baseline)", None, "", None),
    ("Fewer moves (12% of children)", None, "", None),
    # sets, durations, ages, names and parts
    ("The top 20 most expensive placements are reviewed monthly", None, "", None),
    ("20 most recently accommodated children", None, "", None),
    ("Unit cost reduction (average for 16/17 yo placements taking into account inflation etc.)", None, "", None),
    ("Increase in the number of 16 year olds", None, "", None),
    ("Reduce average duration to 12 weeks", None, "", None),
    ("target of 12 weeks", None, "", None),
    ("2 of the 5 homes open", None, "", None),
    ("Reduced to 9 in 10 cases", None, "", None),
    ("Increase in carers aged 18+", None, "", None),
    ("Additional 4 bed residential home opened.", None, "", None),
    ("increase in the number of 3 bed homes", None, "", None),
    ("1 smaller 5-bed setting", None, "", None),
    ("Two-way communication", None, "", None),
    ("All relevant staff have access to Guardian 24.", None, "", None),
    ("Reduced drift after COVID 19", None, "", None),
    ("Within a budget of £500k", None, "", None),
    # ranges, and more than one figure
    ("3-5 homes", None, "", None),
    ("10-15% reduction", None, "", None),
    ("between 40% and 50%", None, "", None),
    ("Increase places for 12 to 15 children", None, "", None),
    ("Reduction of 5 percentage points", None, "", None),
    ("£500k-£600k saved", None, "", None),
    ("A net increase of 50 placements and increase in enquiries of 20%", None, "", None),
]


@pytest.mark.parametrize(("words", "target", "unit", "due"), TARGETS)
def test_reads_a_target_only_where_the_words_say_one(
    words: str, target: str | None, unit: str, due: date | None
) -> None:
    expected = SuccessMeasureWords(words, Decimal(target) if target else None, unit, due)
    assert read_success_measures(words) == [expected]


def test_each_line_with_words_is_a_measure_without_its_bullet() -> None:
    cell = "Establishing:\n- 14 new units by April 2020\n\n  • Savings target achieved \n-\n\uf0b7 full cost"
    assert [measure.words for measure in read_success_measures(cell)] == [
        "Establishing:",
        "14 new units by April 2020",
        "Savings target achieved",
        "-",
        "full cost",
    ]
    assert read_success_measures(cell)[1].target == 14


def test_an_empty_cell_has_no_measures() -> None:
    assert read_success_measures("") == read_success_measures(" \n\t\n") == []


def test_a_date_without_a_year_is_the_first_since_it_was_printed() -> None:
    (measure,) = read_success_measures("14 new units by 31 March", date(2019, 9, 16))
    assert (measure.target, measure.due) == (Decimal(14), date(2020, 3, 31))
    assert read_success_measures("14 new units by 31 March")[0].due is None


MONEY = [
    ("£500k", "500000"),
    ("Saving: £260k", "260000"),
    ("a £500K budget", "500000"),
    ("£1.9 million", "1900000"),
    ("£20 million to be invested", "20000000"),
    ("£50,000.", "50000"),
    ("£1,500,000", "1500000"),
    ("£3m", "3000000"),
    ("£1.25bn", "1250000000"),
    ("£ 5 thousand", "5000"),
    ("£12.50", "12.50"),
    ("£3m (£3,000,000)", "3000000"),
    ("£200k and again £200k", "200000"),
    ("", None),
    ("£", None),
    ("830k savings", None),
    ("£500k in 2020/21, £200k in 2021/22", None),
    ("£500k-£600k", None),
    ("£3-4m", None),
    ("£3m – 4m", None),
    ("£5mile", None),
    ("£1,9", None),
    ("£12.5.3", None),
    ("£5 thouſand", "5"),
    ("£" + "9" * 99, None),
]


@pytest.mark.parametrize(("words", "pounds"), MONEY)
def test_reads_the_one_amount_of_money(words: str, pounds: str | None) -> None:
    assert read_money(words) == (Decimal(pounds) if pounds else None)


def test_pounds_are_written_out_in_full() -> None:
    assert str(read_money("£1.9 million")) == "1900000"
    assert str(read_money("£500k")) == "500000"


def test_says_where_each_amount_stands() -> None:
    words = "from £1m to £500k"
    assert [(words[money.begin : money.end], money.pounds) for money in find_money(words)] == [
        ("£1m", Decimal(1_000_000)),
        ("£500k", Decimal(500_000)),
    ]


PIECES = (
    "50 20% £5k £1.5m target of to by from 14 homes increase net ( ) . baseline two ſix top most 2021 May \n - % £ ,000"
    " per cent 1/2"
)
pieces = st.sampled_from(PIECES.split(" "))
any_words = st.one_of(st.text(), st.lists(pieces).map(" ".join), st.lists(pieces).map("".join))


@given(any_words, st.one_of(st.none(), st.dates()))
def test_any_cell_is_read_without_an_error_into_its_lines(cell: str, printed_on: date | None) -> None:
    measures = read_success_measures(cell, printed_on)
    assert len(measures) <= len(cell.splitlines())
    for measure in measures:
        assert measure.words
        assert measure.words == measure.words.strip()
        assert measure.words in cell
        assert (measure.target is None) == (measure.unit == "")
        assert measure.unit in ("%", "£", "count", "")


@given(any_words, st.text(" \t\u00a0"))
def test_spaces_at_the_end_of_a_cell_change_nothing(cell: str, spaces: str) -> None:
    assert read_success_measures(cell) == read_success_measures(cell + spaces)
    assert read_money(cell) == read_money(cell + spaces)


@given(st.integers(2, 100_000), st.sampled_from(["a net increase of {} homes", "{} new homes by May 2020"]))
def test_any_number_of_things_is_read_with_commas(number: int, form: str) -> None:
    (measure,) = read_success_measures(form.format(f"{number:,}"))
    assert (measure.target, measure.unit) == (Decimal(number), "count")


@given(st.integers(1, 10**9), st.sampled_from(["£{:,}", "£{}", "saving of £{:,} a year"]))
def test_any_sum_of_pounds_is_read(pounds: int, form: str) -> None:
    assert read_money(form.format(pounds)) == pounds


@pytest.mark.parametrize("piece", ["1 ", "50% ", "£1,", "£1,000", "target of 5 ", "net 50 homes ", " ", "\n", "("])
def test_a_hundred_thousand_characters_are_read_at_once(piece: str) -> None:
    words = (piece * 100_000)[:100_000]
    began = time.process_time()
    read_success_measures(words)
    read_money(words)
    assert time.process_time() - began < 10


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("At least 90% of visits are made in time", "more"),
        ("No less than 90% of visits are made in time", "more"),
        ("An increase of 50 placements", "more"),
        ("No more than 10% move twice", "less"),
        ("Fewer than 12 agency posts", "less"),
        ("Turnover falls below 5%", "less"),
        ("40% live outside the county", ""),
        ("More children live nearer, and fewer move", ""),
        ("", ""),
    ],
)
def test_which_way_a_number_is_wanted_to_go(words: str, wanted: str) -> None:
    assert wants(words) == wanted
