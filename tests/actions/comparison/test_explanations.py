"""A date moved, and somebody said why: which sentences count as saying so."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.comparison.explanations import explanation_in


@pytest.mark.parametrize(
    "sentence",
    [
        "In progress but delayed by the strike",
        "The opening is postponed to spring.",
        "Building work was put back by six months.",
        "Recruitment is on hold while the budget is set.",
        "The target date has been revised after the inspection.",
        "We have extended the deadline, since the supplier withdrew.",
        "More time is needed to consult families.",
        "It was not possible to visit homes.",
        "The survey has been paused.",
        "The pilot is extended to the end of March 2022.",
        "Slippage of a quarter, as the site was flooded.",
        "Completion moved after the tender failed.",
    ],
)
def test_a_sentence_that_speaks_of_the_delay_explains_it(sentence: str) -> None:
    assert explanation_in(f"The tender is out. {sentence}") == sentence


@pytest.mark.parametrize(
    "report",
    [
        "",
        "Ongoing programme of work",
        "The long term effects of the pandemic will be looked at too.",
        "Forty carers are due to go before panel.",
        "This will open without delay.",
        "There is no delay.",
        "The home was not delayed.",
        "The visits reduce drift and delay.",
        "The work may be delayed.",
        "The block contract was extended by agreement with partners and the revised offer published.",
        "Further extensions of the contract are negotiated.",
    ],
)
def test_other_sentences_do_not(report: str) -> None:
    assert explanation_in(report) == ""


def test_the_first_such_sentence_is_given_as_it_stands() -> None:
    report = "The offer is out.\n- Visits were paused; staff were ill.\n- The launch was delayed."
    assert explanation_in(report) == "Visits were paused;"


def test_what_was_said_before_the_move_does_not_explain_it() -> None:
    before = "Work was paused.  The offer is out."
    assert explanation_in("Work was paused. The offer is out.", said_before=[before]) == ""
    assert explanation_in("Work was paused. It was delayed again.", said_before=[before]) == "It was delayed again."


@given(st.text(), st.lists(st.text(), max_size=2))
def test_any_text(report: str, said_before: list[str]) -> None:
    found = explanation_in(report, said_before=said_before)
    assert found in report
