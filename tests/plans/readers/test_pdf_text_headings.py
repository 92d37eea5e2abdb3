"""The headings of columns in a copied text: where one ends and the next begins."""

import random
import time
from itertools import pairwise

import pytest

from plans.readers.columns import field_of_heading, fields_of_headings
from plans.readers.headings import is_numbered
from plans.readers.pdf_text.heading_scores import kinds_of_headings, score_of_words, without_repeated
from plans.readers.pdf_text.heading_words import may_go_on
from plans.readers.pdf_text.headings import find_heading_rows
from plans.readers.pdf_text.lines import printed_lines
from plans.readers.pdf_text.other_readings import other_readings

ROW = "1.1 Mend the roof\n"


def headings(text: str) -> tuple[str, ...]:
    (found,) = find_heading_rows(printed_lines(text + ROW))
    return found.headings


def score(heading: str) -> float:
    return score_of_words(tuple(heading.split()))


def test_each_on_a_line_of_its_own_is_one() -> None:
    found = ("Ref", "Action Lead", "Due Date", "Progress Update", "Status")
    assert headings("\n".join(found) + "\n") == found


def test_two_that_can_stand_alone_on_lines_of_their_own_are_not_joined() -> None:
    assert headings("Ref\nAction\nLead\nDue Date\nStatus\n") == ("Ref", "Action", "Lead", "Due Date", "Status")


def test_a_start_and_when_it_is_due_are_two() -> None:
    assert headings("Ref\nAction\nLead\nStart\nDue\nStatus\n")[3:5] == ("Start", "Due")


@pytest.mark.parametrize("lines", [("Project", "Ref."), ("Action", "No.")])
def test_a_number_on_the_second_line_is_of_the_first_heading(lines: tuple[str, str]) -> None:
    others = ("Action required", "Lead", "Due Date", "Status")
    assert headings("\n".join((*lines, *others)) + "\n") == (" ".join(lines), *others)


def test_a_line_that_asks_for_more_ends_none() -> None:
    text = "Ref\nArea for Improvement\nExecutive\nLead\nTarget Date\nStatus\n"
    assert headings(text) == ("Ref", "Area for Improvement", "Executive Lead", "Target Date", "Status")


def test_the_last_goes_on_with_a_small_letter_below() -> None:
    text = "Ref\nAction\nLead\nDue Date\nStatus\nAssurance\nthornbox\n"
    assert headings(text) == ("Ref", "Action", "Lead", "Due Date", "Status", "Assurance thornbox")


def test_one_may_end_with_by() -> None:
    found = ("Ref", "Action", "Lead", "Due by", "Success criteria", "Status")
    assert headings("\n".join(found) + "\n") == found


def test_two_words_may_be_one_though_each_can_stand_alone() -> None:
    found = other_readings(("Ref", "Action", "Project", "Manager"), ("Ref", "Action", "Project", "Manager"))
    assert ("Ref", "Action", "Project Manager") in found


def test_a_list_of_things_is_one() -> None:
    text = "Key Milestones Delivery \nDate\nStatus Update, Issues and Mitigating Steps\n"
    assert headings(text) == ("Key Milestones", "Delivery Date", "Status", "Update, Issues and Mitigating Steps")


def test_a_target_is_a_date_where_no_other_column_has_one() -> None:
    assert [*kinds_of_headings(["Action", "Lead", "Target"])][2] == "date"
    assert [*kinds_of_headings(["Action", "Lead", "Target", "Due"])][2] == "text"
    assert [*kinds_of_headings(["Action", "Lead", "Target £000"])][2] == "money"
    assert [*kinds_of_headings(["Action", "Lead", "Targets and measures"])][2] == "text"


def test_a_few_words_of_a_cell_are_none_where_many_head_the_table() -> None:
    text = "Ref\nArea for improvement\nAction\nOwner\nDue date\nProgress\nStatus\n" + ROW + "Area Manager\nResponse\n"
    (found,) = find_heading_rows(printed_lines(text))
    assert len(found.headings) == 7
    assert find_heading_rows(printed_lines("Area Manager\nResponse\n" + ROW))  # alone they would be


def test_one_that_nobody_knows_stands_beside_the_same_others_on_every_page() -> None:
    row = "Audit and Year\nRecommendation\nLead\nDue Date\nProgress Update\nCanterwise\n"
    found = find_heading_rows(printed_lines(row + ROW + row + "1.2 Paint the fence\n"))
    assert [one.headings for one in found] == [tuple(row.splitlines())] * 2


@pytest.mark.parametrize(
    ("above", "first"),
    [("QRX", "QRX"), ("CANTERWISE COUNCIL", "What we will do")],
)
def test_letters_above_references_are_their_heading(above: str, first: str) -> None:
    row = f"{above}\n\nWhat we will do\n\nResponsible\nmanager\n\nExecutive\nsponsor\n\nComplete by\n\n"
    row += "How we will evidence this\n\nPosition at May 2021\n\n"
    cells = "Mend the roof\n\nAda Birch\n\nMay 2021\n\nThe builders have begun.\n\n"
    text = f"For the board.\n\nRoofs\n{row}E1\n\n{cells}Fences\n{row}F1\n\n{cells}"
    assert [one.headings[0] for one in find_heading_rows(printed_lines(text))] == [first] * 2


@pytest.mark.parametrize(
    ("below", "last"),
    [
        ("By Position at Quarter 2\n", ("By", "Position at Quarter 2")),
        ("By\nSigns that it \nworks\n", ("By", "Signs that it works")),
        ("How we will know that the trees\nhave made a difference to birds\n%\ncomplete\n", ()),
    ],
)
def test_what_stands_below_them_on_every_page_is_of_them(below: str, last: tuple[str, ...]) -> None:
    last = last or ("How we will know that the trees have made a difference to birds", "% complete")
    row = f"Ref. What we will do Lead Supporting\npartners\n{below}"
    found = find_heading_rows(printed_lines(row + ROW + row + "1.2 Paint the fence\n"))
    assert [one.headings[3:] for one in found] == [("Supporting partners", *last)] * 2


def test_a_cell_that_begins_two_pages_alike_is_none_of_them() -> None:
    row = "Ref. Action Lead Status\n"
    found = find_heading_rows(printed_lines(f"{row}Rusty gates\n{ROW}{row}Rusty gates\n1.2 Paint the fence\n"))
    assert [one.headings for one in found] == [("Ref.", "Action", "Lead", "Status")] * 2


def test_one_may_be_cut_short_in_small_letters() -> None:
    assert headings("AFI no. Area for improvement Action Lead RAG\n")[:2] == ("AFI no.", "Area for improvement")


def test_no_line_is_of_two_rows_of_headings() -> None:
    row = "Ref\nAction\nLead\nDue Date\nStatus\n"
    found = find_heading_rows(printed_lines("Canterwise\n" + (row + "Canterwise\n") * 4))
    assert all(before.end <= after.begin for before, after in pairwise(found))


@pytest.mark.parametrize(
    "heading",
    [
        "Cost (£000)",
        "Outcome we want",
        "Difference it will make",
        "Officer lead",
        "Status (delivery confidence)",
        "Update for May 2023 board",
        "Update – March 2023",
        "Progress for the Cabinet",
        "Lead since May",
        "Commentary this quarter",
    ],
)
def test_one_may_say_its_unit_of_when_and_for_whom(heading: str) -> None:
    assert score(heading) > 0


@pytest.mark.parametrize("word", ["Responsible", "Executive", "How"])
def test_one_may_go_on_after_a_word_that_asks_for_more(word: str) -> None:
    assert may_go_on(word)


@pytest.mark.parametrize("word", ["Officer", "Outcomes", "bicycles"])
def test_after_another_it_may_not(word: str) -> None:
    assert not may_go_on(word)


def test_a_section_may_be_lettered_before_a_dash_where_it_says_what_it_is() -> None:
    assert is_numbered("Theme A – Parks and paths")
    assert not is_numbered("A – Parks and paths")


def test_a_chief_officer_is_accountable_beside_who_delivers() -> None:
    assert fields_of_headings(["Action", "Chief Officer Lead", "Delivery lead"]) == ["action", "accountable", "lead"]


@pytest.mark.parametrize("heading", ["Carbon impact", "Financial implications", "Previous RAG"])
def test_an_impact_of_another_kind_is_none_of_the_fields(heading: str) -> None:
    assert field_of_heading(heading) == ""


def test_headings_without_end_take_no_longer_than_those_of_a_paper() -> None:
    words = ["Ref", "Action", "Owner", "Lead", "Date", "Status", "Update", "Progress", "Outcome", "Measure", "Risk"]
    shuffled = random.Random(5)
    text = "".join(" ".join(shuffled.sample(words, 7)) + "\n" for _ in range(4_000))
    begun = time.process_time()
    find_heading_rows(printed_lines(text))
    assert time.process_time() - begun < 8


def test_letters_may_be_all_of_the_first() -> None:
    text = "AFI Improvement Required Planned Action SRO Target\nDate\nStatus\n"
    found = ("AFI", "Improvement Required", "Planned Action", "SRO", "Target Date", "Status")
    assert headings(text) == found


def test_a_clause_ends_before_what_begins_the_next() -> None:
    text = "Ref Finding Action we will take Executive\nSponsor\nAction Owner By when\n"
    found = ("Ref", "Finding", "Action we will take", "Executive Sponsor", "Action Owner", "By when")
    assert headings(text) == found


def test_an_action_named_before_is_whose_it_is() -> None:
    assert without_repeated(["Planned Action", "Action", "Owner"]) == ["Planned Action", "Action Owner"]
    assert without_repeated(["Finding", "Action", "Owner"]) == ["Finding", "Action", "Owner"]


def test_one_that_ends_with_by_is_not_of_the_next() -> None:
    text = "Action\nnumber\nImprovement action Lead Completion by Evidence\n"
    assert headings(text) == ("Action number", "Improvement action", "Lead", "Completion by", "Evidence")


def test_a_service_is_of_its_owner() -> None:
    text = "ID\nAction\nAcademic lead\nProfessional service\nowner\nCompletion date\n"
    assert headings(text) == ("ID", "Action", "Academic lead", "Professional service owner", "Completion date")


def test_capital_letters_begin_headings_that_are_written_like_sentences() -> None:
    found = ("Issue raised", "Action agreed", "By whom", "Works needed", "Modifiable factor", "By when")
    assert headings(" ".join(found) + "\n") == found


def test_one_that_is_known_may_have_two_capital_letters() -> None:
    found = ("Disparity identified", "Action to reduce gap", "Accountable Director", "Start Date", "End Date")
    assert headings(" ".join(found) + "\n") == found


def test_letters_say_whose_the_next_is() -> None:
    found = ("Ref", "HMICS Recommendation", "Force Action", "SLT Lead", "Target Date", "Status")
    assert headings(" ".join(found) + "\n") == found


def test_what_stands_in_brackets_is_no_date() -> None:
    text = "Focus area Action Owner\nSaving\n(tCO2e)\nTimeline Progress to date\n"
    assert headings(text) == ("Focus area", "Action", "Owner", "Saving (tCO2e)", "Timeline", "Progress to date")


def test_a_line_that_ends_a_sentence_begins_none() -> None:
    (found,) = find_heading_rows(printed_lines("Progress in November.\nRef Action Owner Due Date Status\n" + ROW))
    assert found.begin == 1


def test_other_ways_leave_what_is_to_be_done() -> None:
    ways = other_readings(("Finding", "Action", "Owner", "Due Date", "Status"))
    assert ("Finding", "Action Owner", "Due Date", "Status") not in ways
    ways = other_readings(("Recommendation", "Action", "Owner", "Due Date", "Status"))
    assert ("Recommendation", "Action Owner", "Due Date", "Status") in ways


def test_what_happens_when_is_of_the_progress_it_is_of() -> None:
    found = ("Ref", "Success Criteria", "Q1 Position", "Q2 Position", "Start", "Finish", "Status")
    assert headings(" ".join(found) + "\n") == found


def test_letters_say_whose_the_first_is_where_one_word_follows() -> None:
    found = ("ERIC Recommendation", "Action", "Lead Officer", "Target Date", "Status")
    assert headings(" ".join(found) + "\n") == found


def test_cells_of_one_line_each_share_one() -> None:
    text = "Action \nID \n\nOutcome \n\nAnnual Plan \nAction \n\nDirector Assigned To End Date Measure RAG \n\n"
    assert headings(text)[:4] == ("Action ID", "Outcome", "Annual Plan Action", "Director")


def test_one_begins_where_the_cell_begins_that_stands_above_it() -> None:
    text = "Beach \n\nNew moorings \n\nVisitor \nrecommendation \n\nAction to be taken Lead Due date Status \n\n"
    rows = "".join(f"{number} \n\nMend the \nquay \n\nAda Byron \n\nMay 2024 \n\nDone \n\n" for number in range(1, 9))
    (found,) = find_heading_rows(printed_lines(text + rows))
    assert found.headings == ("Visitor recommendation", "Action to be taken", "Lead", "Due date", "Status")


def test_in_capital_letters_words_say_what_they_say_in_others() -> None:
    found = ("KEY ISSUE", "LEARNING", "ACTION REQUIRED", "DEPARTMENT", "LEAD OFFICER", "COMPLETION DATE")
    assert headings(" ".join(found) + "\n") == found


@pytest.mark.parametrize(
    "found",
    [
        ("Promise", "What we'll do", "Who's responsible", "By when", "Have we done it?"),
        ("Step", "Outcome", "Who by", "Timescale", "Achieved"),
        ("Agreed action", "Agency and lead", "To be completed", "Progress"),
        ("Issue Identified", "Agreed Action", "Accountable", "Responsible", "Timescale"),
        ("Priority Area", "Action", "Lead Organisation", "Partners", "Timeframe", "Risk Rating"),
        ("Action", "Status / RAG", "Evidence", "Lead", "Due Date"),
        ("Action", "Lead", "Due Date", "FYE £k", "Status"),
        ("Objective", "Action", "Lead", "Term", "Evidence", "End of year assessment"),
        ("Action", "Lead", "Date to complete actions by", "Success criteria", "Status"),
    ],
)
def test_each_is_told_by_its_words(found: tuple[str, ...]) -> None:
    assert headings(" ".join(found) + "\n") == found


def test_few_kinds_are_enough_where_each_is_surely_a_heading() -> None:
    found = ("Objective", "Action", "Key Task", "Lead Officer")
    assert headings(" ".join(found) + "\n") == found


def test_a_question_ends_before_a_word_that_only_comes_before_others() -> None:
    found = ("Ref", "How we will do it", "Senior Responsible Officer", "Delivery lead", "By when", "Position")
    assert headings("Ref How we will do it Senior\nResponsible\nOfficer\nDelivery lead By when Position\n") == found
