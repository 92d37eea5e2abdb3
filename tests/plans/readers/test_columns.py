"""Columns are known by what councils call them."""

import pytest

from plans.folding import fold
from plans.readers.columns import field_of_heading, fields_of_headings, further_fields, may_be_due
from plans.readers.recognising import reads_like_status

from .parts import document_of, table

ACTIONS = [
    *(
        "How we will do it",
        "What will we do to get there?",
        "Deliverables",
        "Measure / Action",
        "We’ll do",
        "Work required",
    ),
    *("What we are doing about it", "Further mitigation", "Plan to close the gap", "Deliverable for 2025/26"),
    *("How we will achieve it", "What we will change", "We are going to", "Planned improvement"),
]
NOTHING = [
    *("Last updated", "Next review", "Date assigned", "Equality impact", "Direction of travel", "Strategic priority"),
    *("Funding source", "Spent to date", "Target score", "Monitoring arrangements", "Monitoring & evaluation"),
    *("Previous RAG", "Extended due date", "Strategic priority for improvement"),
]


@pytest.mark.parametrize(
    ("field", "headings"),
    [
        (
            "reference",
            ["Ref.", "No.", "#", "Action no.", "Action Ref", "Task number", "Measure ID", "S/N", "Action code"],
        ),
        ("action", ["Action", "What will we do?", "Activity", "Recommendation", "Objective", "Pledge", *ACTIONS]),
        ("action", ["What the Council has agreed to do", "What we have to do"]),
        ("progress", ["What the Council has done", "What was agreed and what has happened"]),
        (
            "accountable",
            ["Accountable Director", "Senior Responsible Officer", "SRO", "Sponsor", "Lead Member", "Board champion"],
        ),
        (
            "lead",
            [
                "Lead Officer",
                "Who",
                "Who?",
                "Whose task",
                "Owner",
                "Action owner",
                "Responsible",
                "By whom",
                "Assigned to",
                "By",
                *("Assignee", "Project manager", "Team", "Contact", "Head of Service", "Managed by"),
                *("Implementation by", "Risk owner"),
            ],
        ),
        (
            "timeframe",
            [
                "When?",
                "Time scale",
                "Timeline",
                "Target date",
                "Deadline",
                "Due date",
                "Completion date",
                "Complete by",
                *(
                    "Date for completion",
                    "Expected completion",
                    "Next milestone date",
                    "Year",
                    "Start / end",
                    "Go-live",
                    "To be completed",
                    "Date actions will be completed",
                    "Delivery year",
                    *("Planned closure", "Original due date", "Completion by"),
                ),
            ],
        ),
        (
            "status",
            [
                "RAG",
                "BRAG rating",
                "Current status",
                "Status of action",
                "Progress rating",
                "State",
                "R/A/G",
                "On track?",
                *("Open/Closed", "Implemented?", "Closed (Y/N)", "Done?", "Red / Amber / Green"),
                *("Delivered / On track / At risk", "Follow-up status"),
            ],
        ),
        (
            "progress",
            [
                *("Comments", "Commentary", "Progress to date", "Latest update", "Current position", "Where are we?"),
                *("How far have we got?", "How are we doing?"),
                *("Status update", "RAG commentary", "Officer comments", "Actions taken", "Achievements"),
                *("Chair’s note, July", "Progress reported by lead"),
                "Update, issues and mitigating steps",
            ],
        ),
        (
            "success_measure",
            [
                "Measures of success",
                "Success criteria",
                "KPI",
                "Evidence of impact",
                "Target",
                "Metric",
                "How the Board will know",
                "How progress will be measured",
                "Monitoring indicator",
                "Signs that it is working",
                "Measurable outcome",
                *("How monitored", "What success looks like", "What does good look like?"),
            ],
        ),
        (
            "intended_outcome",
            [
                *("Outcome", "Impact", "Intended benefit", "What difference will it make"),
                "Whole council outcome",
                *("Equality outcome", "Ambition"),
                *("Purpose", "Expected result", "What we hope to gain", "What residents will get"),
            ],
        ),
        ("milestones", ["Milestones", "Key steps"]),
        (
            "",
            [
                "Risk",
                "Budget",
                "Priority",
                "Rationale",
                "2023",
                "Date completed",
                "Start date",
                "Revised target date",
                "Next steps",
                *NOTHING,
            ],
        ),
    ],
)
def test_by_their_headings(field: str, headings: list[str]) -> None:
    assert {heading: field_of_heading(heading) for heading in headings} == dict.fromkeys(headings, field)


@pytest.mark.parametrize(
    "heading", ["Opened date", "Date begun", "Date last reviewed", "Closing date", "Reported date"]
)
def test_a_date_by_which_nothing_is_due_has_no_field_whatever_stands_below_it(heading: str) -> None:
    assert (field_of_heading(heading), may_be_due(heading)) == ("", False)


@pytest.mark.parametrize("words", ["On course", "Not begun", "Some concern", "Finished", "R", "A/G", "Met - in May"])
def test_a_status_is_known_by_its_words(words: str) -> None:
    assert reads_like_status(words)


@pytest.mark.parametrize("words", ["A. Byron", "Byron", "Met the board and heard what it wants", "Blue Lane school"])
def test_what_only_begins_like_a_status_is_none(words: str) -> None:
    assert not reads_like_status(words)


class TestTogether:
    def test_what_is_called_so_outright_comes_first(self) -> None:
        assert fields_of_headings(["Comments", "Action", "Progress"]) == ["", "action", "progress"]

    def test_what_a_review_recommends_is_no_progress(self) -> None:
        headings = ("Recommendation of the review", "Annual review")
        assert ["progress" in further_fields(heading) for heading in headings] == [False, True]

    def test_a_priority_is_no_outcome(self) -> None:
        assert fields_of_headings(["Strategic priority", "Action", "Who"]) == ["", "action", "lead"]

    def test_what_is_called_so_outright_may_be_in_the_plural(self) -> None:
        assert fields_of_headings(["Comments", "Action", "Updates"]) == ["", "action", "progress"]

    def test_the_first_of_two_has_the_field(self) -> None:
        assert fields_of_headings(["Action", "Status", "RAG"]) == ["action", "status", ""]

    @pytest.mark.parametrize("heading", ["Date in original plan", "Baseline date", "Initially planned completion"])
    def test_a_date_that_was_so_at_first_gives_way_to_the_one_that_is_so_now(self, heading: str) -> None:
        assert fields_of_headings(["Action", heading, "Due date"]) == ["action", "", "timeframe"]
        assert fields_of_headings(["Action", heading, "Status"]) == ["action", "timeframe", "status"]

    def test_a_date_at_first_is_the_timeframe_beside_one_that_may_not_be_filled(self) -> None:
        assert fields_of_headings(["Action", "Original due date", "Revised due date"]) == ["action", "timeframe", ""]

    def test_actions_are_actions_where_nothing_else_is(self) -> None:
        assert fields_of_headings(["Ref", "Actions", "Who"]) == ["reference", "action", "lead"]

    def test_actions_below_a_desired_outcome_are_its_milestones(self) -> None:
        assert fields_of_headings(["Desired outcome", "Action(s)", "Who"]) == ["action", "milestones", "lead"]

    def test_beside_an_action_the_desired_outcome_is_the_intended_one(self) -> None:
        assert fields_of_headings(["Desired outcome", "Action"]) == ["intended_outcome", "action"]

    def test_beside_an_action_key_milestones_are_its_milestones(self) -> None:
        assert fields_of_headings(["Action", "Key milestones"]) == ["action", "milestones"]

    @pytest.mark.parametrize("action", ["Action", "Actions", "Action to meet the recommendation"])
    def test_a_recommendation_gives_way_to_an_action(self, action: str) -> None:
        assert fields_of_headings(["Recommendation", action, "Who"]) == ["", "action", "lead"]
        assert fields_of_headings(["Objective", action, "Who"]) == ["intended_outcome", "action", "lead"]

    @pytest.mark.parametrize("action", ["What we will do", "What we are doing about it", "Actions / Tasks"])
    def test_an_area_for_improvement_gives_way_to_what_will_be_done(self, action: str) -> None:
        assert fields_of_headings(["Area for improvement", action, "Who"]) == ["", "action", "lead"]

    def test_next_steps_are_what_is_to_be_done_where_nothing_else_is(self) -> None:
        rows = table(("Worship", "Open the hall each day", "Ada Byron"), columns=("Strand", "Next steps", "Who"))
        (row,) = document_of(rows).rows()
        assert (row.action, row.other) == ("Open the hall each day", {"Strand": "Worship"})

    def test_an_indicator_gives_way_to_how_it_is_measured(self) -> None:
        found = fields_of_headings(["Indicator", "Action", "How progress will be measured"])
        assert found == ["", "action", "success_measure"]

    def test_beside_an_action_the_objective_is_the_intended_outcome(self) -> None:
        assert fields_of_headings(["Objective", "Action"]) == ["intended_outcome", "action"]

    def test_of_two_for_one_field_the_one_that_may_be_another_is_that(self) -> None:
        assert fields_of_headings(["Action", "What will be different?", "Outcome"]) == [
            *("action", "success_measure", "intended_outcome"),
        ]
        assert fields_of_headings(["Measure", "KPI", "Who"]) == ["action", "success_measure", "lead"]

    def test_where_a_status_and_its_update_are_one_column_its_cells_decide(self) -> None:
        columns = ("Action", "Lead", "Status update")
        short = document_of(table(("Open a home", "Ada Byron", "On track"), columns=columns)).rows()[0]
        told = document_of(table(("Open a home", "Ada Byron", "The roof is on"), columns=columns)).rows()[0]
        assert (short.status, told.progress) == ("On track", "The roof is on")

    @pytest.mark.parametrize(("answer", "action"), [("Agreed.", "Open a home"), ("Buy a home.", "Buy a home.")])
    def test_one_that_only_agrees_is_no_action(self, answer: str, action: str) -> None:
        columns = ("Recommendation", "Management response", "Lead", "Latest position")
        told = table(("Open a home", answer, "Ada Byron", "The roof is on."), columns=columns)
        (row,) = document_of(told).rows()
        assert (row.action, row.progress) == (action, "The roof is on.")

    def test_what_is_told_after_the_action_is_progress_whatever_it_is_called(self) -> None:
        told = (
            "We open homes with too few beds in them.",
            "Open a home",
            "Ada Byron",
            "The roof of the home is on now.",
        )
        rows = (told, tuple(f"{cell[:-1]} too." for cell in told))
        found = document_of(table(*rows, columns=("Vorhaben", "Action", "Lead", "Umber"))).rows()
        assert [row.progress for row in found] == [cells[3] for cells in rows]
        assert [row.other for row in found] == [{"Vorhaben": cells[0]} for cells in rows]

    def test_a_response_is_the_action_where_progress_is_told_beside_it(self) -> None:
        assert fields_of_headings(["Finding", "Agreed response", "Position"]) == ["", "action", "progress"]
        assert fields_of_headings(["Recommendation", "Response", "Who"]) == ["action", "progress", "lead"]

    def test_a_response_that_says_what_to_do_is_the_action_beside_a_recommendation(self) -> None:
        columns = ("Peer recommendation", "Authority response", "Lead")
        rows = (
            ("Have fewer panels", "Merge the panels", "Ada Byron"),
            ("Open the books", "Publish the accounts", "Ada Byron"),
        )
        found = document_of(table(*rows, columns=columns)).rows()
        assert [row.action for row in found] == [cells[1] for cells in rows]
        assert [row.other for row in found] == [{"Peer recommendation": cells[0]} for cells in rows]

    def test_an_improvement_that_is_required_gives_way_to_an_action(self) -> None:
        assert fields_of_headings(["Improvement required", "Planned action"]) == ["", "action"]
        assert fields_of_headings(["Improvement required", "Lead"]) == ["action", "lead"]

    def test_beside_a_measure_what_success_looks_like_is_the_intended_outcome(self) -> None:
        headings = ["Action", "What will success look like?", "KPI"]
        assert fields_of_headings(headings) == ["action", "intended_outcome", "success_measure"]
        assert fields_of_headings(headings[:2]) == ["action", "success_measure"]

    def test_an_officer_comes_before_an_agency(self) -> None:
        assert fields_of_headings(["Action", "Lead agency", "Lead officer(s)"]) == ["action", "", "lead"]
        assert fields_of_headings(["Action", "Lead agency", "Named lead"]) == ["action", "", "lead"]
        assert fields_of_headings(["Action", "Lead agency", "Due"]) == ["action", "lead", "timeframe"]

    def test_of_two_that_lead_the_higher_is_accountable(self) -> None:
        assert fields_of_headings(["Action", "Lead director", "Named lead"]) == ["action", "accountable", "lead"]
        assert fields_of_headings(["Action", "Accountable lead", "Delivery lead"]) == ["action", "accountable", "lead"]

    def test_of_two_that_lead_alike_the_first_is_accountable_unless_it_is_the_lead_officer(self) -> None:
        assert fields_of_headings(["Action", "Academic lead", "Service owner"]) == ["action", "accountable", "lead"]
        assert fields_of_headings(["Action", "Lead officer", "Service owner"]) == ["action", "lead", "accountable"]
        assert fields_of_headings(["Action", "Officer", "By"]) == ["action", "lead", ""]

    def test_who_is_accountable_is_the_lead_where_nobody_else_is(self) -> None:
        assert fields_of_headings(["Action", "Senior responsible owner"]) == ["action", "lead"]
        assert fields_of_headings(["Action", "Accountable officer"]) == ["action", "accountable"]
        assert fields_of_headings(["Action", "SRO", "Team"]) == ["action", "accountable", "lead"]
        assert fields_of_headings(["Action", "Chief officer lead", "SRO"]) == ["action", "accountable", "lead"]

    @pytest.mark.parametrize(("heading", "field"), [("CLT update", "progress"), ("Director’s RAG", "status")])
    def test_what_a_senior_officer_says_is_no_officer(self, heading: str, field: str) -> None:
        assert fields_of_headings(["Action", "Lead officer", heading, "When"]) == ["action", "lead", field, "timeframe"]

    def test_money_is_no_reference(self) -> None:
        assert fields_of_headings(["Action ref", "Action", "£s"]) == ["reference", "action", ""]
        assert fields_of_headings(["#", "Action"]) == fields_of_headings(["", "Action"]) == ["reference", "action"]

    @pytest.mark.parametrize("heading", ["Portfolio holder", "Cabinet member", "Sponsor"])
    def test_a_politician_or_a_sponsor_is_accountable_also_where_nobody_else_is(self, heading: str) -> None:
        assert fields_of_headings(["Action", heading]) == ["action", "accountable"]
        assert fields_of_headings(["Action", heading, "Service lead"]) == ["action", "accountable", "lead"]
        assert fields_of_headings(["Action", "Lead director", heading]) == ["action", "lead", "accountable"]

    @pytest.mark.parametrize("heading", ["Strategic priority", "Executive response", "Corporate plan link"])
    def test_what_is_of_those_above_is_not_who_they_are(self, heading: str) -> None:
        assert "accountable" not in further_fields(heading)

    def test_what_a_person_says_comes_before_all(self) -> None:
        said = {fold("Whose"): "lead", fold("Lead"): ""}
        assert fields_of_headings(["Action", "Lead", "Whose"], said) == ["action", "", "lead"]


def test_measures_that_begin_with_verbs_are_what_is_to_be_done_where_nothing_else_is() -> None:
    columns = ("ID", "Measure", "Lead authority", "Priority", "Target date")
    taken = [("F1", "Survey the sewers.", "Water company", "High", "March 2021"), ("F2", "Build a dam.", "", "Low", "")]
    assert [row.action for row in document_of(table(*taken, columns=columns)).rows()] == [
        "Survey the sewers.",
        "Build a dam.",
    ]
    beside = table(("F1", "Homes flooded", "Keep a list", "May 2021"), columns=("ID", "Measure", "Action", "Due"))
    assert [(row.action, row.success_measure) for row in document_of(beside).rows()] == [
        ("Keep a list", "Homes flooded")
    ]
