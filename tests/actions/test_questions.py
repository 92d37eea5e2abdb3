"""Which questions a report has to answer before it can be submitted."""

from dataclasses import replace
from datetime import date

import pytest

from actions.questions import Answers, MilestoneAnswer, OpenMilestone, Situation, unanswered

MARCH, JUNE = date(2021, 3, 31), date(2021, 6, 30)
SITUATION = Situation(expected=MARCH)
GREEN = Answers(narrative="Two houses found.", colour="green", forecast=MARCH)
COMPLETE = replace(GREEN, colour="blue", closes=True)
BUY = OpenMilestone(key=7, title="Buy a house", expected=MARCH)


def fields(answers: Answers, situation: Situation = SITUATION) -> list[str]:
    return [missing.field for missing in unanswered(answers, situation)]


def test_on_time_and_unworried_needs_words_and_a_status_only() -> None:
    assert fields(GREEN) == []
    assert fields(replace(GREEN, narrative=" \n", colour="")) == ["narrative", "status"]


@pytest.mark.parametrize(
    ("colour", "asked"), [("green", []), ("grey", []), ("amber", ["risk"]), ("red", ["issue", "mitigation"])]
)
def test_each_colour_asks_its_own_question(colour: str, asked: list[str]) -> None:
    assert fields(replace(GREEN, colour=colour)) == asked


def test_an_answered_question_is_asked_no_more() -> None:
    assert fields(replace(GREEN, colour="amber", risk="Prices rise")) == []
    assert fields(replace(GREEN, colour="red", issue="No money", mitigation="A bid is made")) == []


def test_withdrawn_is_closed_and_has_nothing_to_show() -> None:
    situation = replace(SITUATION, success_measures=("Four places",), milestones=(BUY,))
    assert fields(replace(GREEN, colour="grey", closes=True, forecast=None), situation) == []


def test_complete_asks_for_evidence_against_each_success_measure() -> None:
    situation = replace(SITUATION, success_measures=("Four places", "All occupied"))
    assert fields(COMPLETE, situation) == ["evidence_1", "evidence_2"]
    assert fields(replace(COMPLETE, evidence={1: "Four children moved in", 2: " "}), situation) == ["evidence_2"]


def test_complete_asks_that_open_milestones_are_ticked_off_or_explained() -> None:
    situation = replace(SITUATION, milestones=(BUY,))
    assert fields(COMPLETE, situation) == ["milestone_7_reason"]
    assert fields(replace(COMPLETE, milestones={7: MilestoneAnswer(is_done=True)}), situation) == []
    assert fields(replace(COMPLETE, milestones={7: MilestoneAnswer(reason="Rented instead")}), situation) == []


def test_a_changed_date_asks_why() -> None:
    later = replace(GREEN, forecast=JUNE)
    assert fields(later) == ["forecast_reason"]
    assert fields(replace(later, forecast_reason="The builder left")) == []
    assert fields(replace(GREEN, forecast=None)) == ["forecast_reason"]
    assert fields(replace(GREEN, forecast=None), Situation()) == []


def test_a_complete_action_has_no_date_to_explain() -> None:
    assert fields(replace(COMPLETE, forecast=None)) == []


def test_a_milestone_expected_at_another_date_asks_why() -> None:
    situation = replace(SITUATION, milestones=(BUY,))
    assert fields(GREEN, situation) == []
    assert fields(replace(GREEN, milestones={7: MilestoneAnswer(forecast=MARCH)}), situation) == []
    assert fields(replace(GREEN, milestones={7: MilestoneAnswer(forecast=JUNE)}), situation) == ["milestone_7_reason"]


def test_every_open_challenge_waits_for_its_answer() -> None:
    situation = replace(SITUATION, challenges={3: "Who pays?", 4: "Until when?"})
    assert fields(replace(GREEN, challenges={4: "For ever"}), situation) == ["challenge_3"]


def test_a_sentence_quotes_the_start_of_what_it_is_about() -> None:
    measure = "Places are taken " * 20
    (missing,) = unanswered(COMPLETE, replace(SITUATION, success_measures=(measure,)))
    assert missing.sentence.startswith("Say what shows that this is reached: “Places are taken")
    assert len(missing.sentence) < 120
