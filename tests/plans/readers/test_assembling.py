"""What a file holds becomes a plan document: sections, rows, measures and narrative; nothing is lost."""

from datetime import date

import pytest

from plans.readers.contents import Heading, Paragraph, Table, TableRow
from plans.readers.document import DocumentError, DocumentMilestone, DocumentReading, Passage

from .parts import HEADINGS, OPEN_HOME, document_of, table, told


class TestSections:
    def test_are_the_headings_above_tables(self) -> None:
        document = document_of(
            Heading(text="Homes plan"),
            Heading(text="1. More homes"),
            table(OPEN_HOME),
            Heading(text="Outcome 2: Better homes"),
            table(("2.1", "Mend roofs", "Grace Hopper", "May 2021", "Done")),
        )
        assert document.title == "Homes plan"
        assert [(section.number, section.title) for section in document.sections] == [
            ("1", "More homes"),
            ("2", "Better homes"),
        ]
        assert [row.reference for row in document.rows()] == ["1.1", "2.1"]
        assert "headings: “Outcome” before the number of 1 section is left out" in told(document)

    @pytest.mark.parametrize("number", ["I", "IV", "2.0", "B."])
    def test_may_be_counted_in_other_ways(self, number: str) -> None:
        (section,) = document_of(Heading(text=f"Part {number} Homes"), table(OPEN_HOME)).sections
        assert (section.number, section.title) == (number.rstrip("."), "Homes")

    def test_a_table_of_several_pages_is_one(self) -> None:
        document = document_of(
            Heading(text="1. Homes"),
            table(OPEN_HOME),
            table(("1.2", "Mend roofs", "Grace Hopper", "May 2021", "Done"), page=2),
            Heading(text="1. Homes (continued)"),
            table(("1.3", "Plant trees", "Grace Hopper", "May 2021", "Done"), page=3),
        )
        assert [row.reference for row in document.sections[0].rows] == ["1.1", "1.2", "1.3"]
        assert document.columns == list(HEADINGS)
        (repeated,) = told(document)
        assert repeated.startswith(
            "column headings: “Ref”, “Action”, “Lead officer”, “Timescale”, “Status” are printed"
        )
        assert repeated.endswith("again 2 times, and kept once")

    def test_headings_that_another_table_has_too_are_not_missed(self) -> None:
        columns = ("Ref", "Action", "Lead officer", "Closed on")
        document = document_of(table(OPEN_HOME), table(("1.2", "Mend roofs", "Ada Byron", "May 2020"), columns=columns))
        assert document.columns == [*HEADINGS, "Closed on"]
        assert told(document) == []

    def test_a_title_that_a_page_repeats_heads_none(self) -> None:
        again = Heading(text="Homes plan (continued)")
        document = document_of(
            Heading(text="Homes plan"),
            Heading(text="1. Homes"),
            table(OPEN_HOME),
            again,
            table(("1.2", *OPEN_HOME[1:])),
        )
        assert [(section.title, len(section.rows)) for section in document.sections] == [("Homes", 2)]

    def test_a_line_that_says_something_of_a_numbered_section_heads_none(self) -> None:
        said = Heading(text="Outcome: nobody is cold")
        document = document_of(Heading(text="Plan of homes"), Heading(text="1. Homes"), said, table(OPEN_HOME))
        assert [(section.number, section.title) for section in document.sections] == [("1", "Homes")]
        assert document.narrative == [Passage(heading="Outcome: nobody is cold", text="")]

    def test_of_two_headings_of_one_kind_in_a_row_the_second_heads_the_table(self) -> None:
        empty, heading = Heading(text="Priority 2: Roofs"), Heading(text="Priority 3: Homes")
        document = document_of(Heading(text="Plan of homes"), empty, heading, table(OPEN_HOME))
        assert [(section.number, section.title) for section in document.sections] == [("3", "Homes")]
        assert document.narrative == [Passage(heading="Priority 2: Roofs", text="")]

    def test_a_line_of_another_kind_with_a_number_says_something_of_the_section(self) -> None:
        said = Heading(text="Outcome 1: nobody is cold")
        document = document_of(Heading(text="Plan of homes"), Heading(text="Priority 2: Homes"), said, table(OPEN_HOME))
        assert [(section.number, section.title) for section in document.sections] == [("2", "Homes")]

    @pytest.mark.parametrize("above", ["Elm Rise District Council", "Board of the Mill Trust", "12 May 2021"])
    def test_who_a_plan_is_of_is_not_its_title(self, above: str) -> None:
        document = document_of(Heading(text=above), Heading(text="Homes plan"), table(OPEN_HOME))
        assert document.title == "Homes plan"
        assert document_of(Heading(text=above), table(OPEN_HOME)).title == above

    def test_a_table_without_headings_goes_on_with_the_one_before(self) -> None:
        rest = table(("1.3", "Plant trees", "Grace Hopper", "May 2021", "Done"), columns=("1.2", *OPEN_HOME[1:]))
        document = document_of(Heading(text="1. Homes"), table(OPEN_HOME), Paragraph(text="It goes on."), rest)
        assert [row.reference for row in document.rows()] == ["1.1", "1.2", "1.3"]
        other = table(("Roof", "Tiles", "", "", ""), columns=("Part", "Made of", "By whom", "Since", "Worth"))
        assert len(document_of(table(OPEN_HOME), other).rows()) == 1

    def test_headings_printed_once_more_are_told_without_a_number(self) -> None:
        document = document_of(
            table(OPEN_HOME), table(("1.2", "Mend roofs", "Grace Hopper", "May 2021", "Done"), page=2)
        )
        assert any(warning.endswith("are printed again, and kept once") for warning in told(document))

    def test_rows_above_the_first_heading_go_where_their_numbers_say(self) -> None:
        document = document_of(
            Paragraph(text="This plan is about homes, and about nothing else."),
            table(OPEN_HOME),
            Heading(text="1. Homes"),
            table(("1.2", "Mend roofs", "Grace Hopper", "May 2021", "Done"), page=2),
        )
        (section,) = document.sections
        assert [row.reference for row in section.rows] == ["1.1", "1.2"]
        assert "1.1 to 1.1: stand above the heading “Homes”, and are put below it by their numbers" in told(document)

    def test_without_a_heading_there_is_one_without_a_title(self) -> None:
        (section,) = document_of(table(OPEN_HOME)).sections
        assert (section.number, section.title) == ("", "")

    def test_a_line_that_says_how_old_the_plan_is_heads_no_section(self) -> None:
        document = document_of(
            Paragraph(text="Homes plan"),
            Paragraph(text="1. More homes"),
            Paragraph(text="Position at 30 June 2021"),
            table(OPEN_HOME),
        )
        assert [section.title for section in document.sections] == ["More homes"]

    def test_where_each_table_has_one_heading_none_is_the_title(self) -> None:
        document = document_of(
            Heading(text="More homes"), table(OPEN_HOME), Heading(text="Better homes"), table(OPEN_HOME)
        )
        assert document.title == ""
        assert [section.title for section in document.sections] == ["More homes", "Better homes"]

    def test_the_heading_of_a_key_is_none_of_a_section(self) -> None:
        document = document_of(
            Heading(text="Homes plan"),
            Heading(text="What the colours mean"),
            table(("Red", "Late"), ("Green", "In time"), columns=("Colour", "Meaning")),
            table(OPEN_HOME),
        )
        assert [section.title for section in document.sections] == [""]


class TestNarrative:
    def test_keeps_a_heading_that_heads_no_rows(self) -> None:
        document = document_of(
            Heading(text="Homes plan"),
            Heading(text="For the board in May"),
            table(),
            Heading(text="1. More homes"),
            Table(columns=[], rows=[TableRow(cells=list(OPEN_HOME))]),
        )
        assert document.narrative == [Passage(heading="For the board in May", text="")]
        assert [section.title for section in document.sections] == ["More homes"]

    def test_is_all_that_stands_outside_the_tables_of_actions(self) -> None:
        document = document_of(
            Paragraph(text="A drawing of a house with a garden, in four colours."),
            Heading(text="Homes plan"),
            Paragraph(text="First of all, we say why."),
            Heading(text="Why"),
            Paragraph(text="- Because"),
            table(("Roof", "Tiles"), columns=("Part", "Made of")),
            Heading(text="Then"),
            Heading(text="1. Homes"),
            Paragraph(text="In this section there is one action."),
            table(OPEN_HOME),
            Paragraph(text="That is all."),
        )
        assert document.introduction == "First of all, we say why."
        assert document.narrative == [
            Passage(heading="", text="A drawing of a house with a garden, in four colours."),
            Passage(heading="Why", text="- Because\nPart | Made of\nRoof | Tiles"),
            Passage(heading="Then", text=""),
            Passage(heading="1. Homes", text="In this section there is one action.\nThat is all."),
        ]

    def test_headings_that_are_not_marked_are_known_by_standing_alone(self) -> None:
        document = document_of(
            Paragraph(text="Homes plan"),
            Paragraph(text="for the county 2023-25"),
            Paragraph(text="Why"),
            Paragraph(text="Because we must."),
            Paragraph(text="Action plan"),
            table(OPEN_HOME),
        )
        assert document.title == "Homes plan for the county 2023-25"
        assert document.narrative == [Passage(heading="Why", text="Because we must.")]
        assert document.sections[0].title == "Action plan"

    def test_a_running_sentence_is_no_title(self) -> None:
        document = document_of(Paragraph(text="This is about homes, and about nothing else."), table(OPEN_HOME))
        assert document.title == ""
        assert document.introduction == "This is about homes, and about nothing else."
        assert [warning.where for warning in document.warnings] == ["title"]


class TestRows:
    def test_have_each_cell_in_its_field(self) -> None:
        columns = ("Ref", "Action", "Accountable", "Lead", "Outcome", "When?", "Success measures", "Progress")
        columns += ("Status", "Links to other plans", "Savings", "Risk")
        cells = ("1.1", "Open a home", "Ada Byron", "Grace Hopper", "More room", "May 2021", "Four places", "Begun")
        cells += ("Going on", "Homes strategy\nTrees plan", "£5k", "High")
        (row,) = document_of(table(cells, columns=columns)).rows()
        assert (row.reference, row.action, row.accountable, row.lead) == (
            *("1.1", "Open a home"),
            *(["Ada Byron"], ["Grace Hopper"]),
        )
        assert (row.intended_outcome, row.timeframe, row.success_measure) == ("More room", "May 2021", "Four places")
        assert (row.progress, row.status, row.saving) == ("Begun", "Going on", "£5k")
        assert (row.links, row.other) == (["Homes strategy", "Trees plan"], {"Risk": "High"})

    def test_split_over_two_pages_are_one_again(self) -> None:
        columns = ("Ref", "Action", "Lead", "Timescale", "Progress")
        document = document_of(
            table(("1.1", "Open a home for", "Ada Byron", "March", "Looking"), columns=columns),
            table(
                ("", "four people", "", "2021", ""),
                ("1.2", "Mend roofs", "Ada Byron", "May 2021", ""),
                columns=columns,
                page=2,
            ),
        )
        first, second = document.rows()
        assert (first.action, first.timeframe, first.progress) == (
            "Open a home for four people",
            "March 2021",
            "Looking",
        )
        assert second.reference == "1.2"
        assert "1.1, page 1, row 1: goes on in a second row (page 2, row 1), and is read as one action" in told(
            document
        )

    def test_more_of_a_row_on_a_line_of_its_own_leaves_the_rest_as_it_is(self) -> None:
        (row,) = document_of(table(OPEN_HOME, ("", "for four people", "", "", ""))).rows()
        assert (row.reference, row.action, row.lead) == ("1.1", "Open a home\nfor four people", ["Ada Byron"])

    def test_an_action_merged_over_several_rows_is_one(self) -> None:
        document = document_of(
            table(
                ("1.1", "Open a home", "Ada Byron", "Buy it by March 2021", "Done"),
                ("1.1", "Open a home", "Grace Hopper", "Open it by May 2021", "Done"),
                ("1.2", "Mend roofs", "Ada Byron", "May 2021", ""),
            )
        )
        first, _ = document.rows()
        assert first.lead == ["Ada Byron", "Grace Hopper"]
        assert first.timeframe == "Buy it by March 2021\nOpen it by May 2021"
        assert [step.title for step in first.milestones] == ["Buy it", "Open it"]

    def test_a_cell_merged_over_five_rows_stands_in_each(self) -> None:
        rows = [(f"1.{number}", f"Open home {number}", "Ada Byron", "May 2021", "") for number in range(1, 6)]
        document = document_of(table(*rows))
        assert [row.lead for row in document.rows()] == [["Ada Byron"]] * 5

    @pytest.mark.parametrize("cells", [("1.1", "NEW ACTION\nOpen a home"), ("1.1 NEW ACTION", "Open a home")])
    def test_new_is_a_mark_and_no_word(self, cells: tuple[str, str]) -> None:
        (row,) = document_of(table((*cells, "Ada Byron", "May 2021", ""))).rows()
        assert (row.is_new, row.reference, row.action) == (True, "1.1", "Open a home")

    def test_a_saving_of_the_action_stands_apart_as_well(self) -> None:
        (row,) = document_of(table(("1.1", "Sell a house\nSaving: £500k", "Ada Byron", "May 2021", ""))).rows()
        assert (row.action, row.saving) == ("Sell a house\nSaving: £500k", "£500k")

    def test_milestones_are_the_lines_below_actions(self) -> None:
        columns = ("Desired outcome", "Action(s)", "Who", "When?")
        cells = ("Homes for all", "- Buy a house by March 2021\n- Open it", "Ada Byron", "By 2024")
        (row,) = document_of(table(cells, columns=columns)).rows()
        assert (row.action, row.timeframe) == ("Homes for all", "By 2024")
        assert row.milestones == [
            DocumentMilestone(title="Buy a house", timeframe="by March 2021"),
            DocumentMilestone(title="Open it"),
        ]

    def test_links_without_marks_are_told_apart_by_how_plans_are_called(self) -> None:
        columns = ("Action", "Lead", "Links")
        cells = (
            "Open a home",
            "Ada Byron",
            "Homes and Trees Strategy Parks improvement plan Road Safety Delivery Plan",
        )
        (row,) = document_of(table(cells, columns=columns)).rows()
        assert row.links == ["Homes and Trees Strategy", "Parks improvement plan", "Road Safety Delivery Plan"]


class TestReferences:
    def references(self, *printed: str) -> tuple[list[str], list[str]]:
        rows = [(reference, f"Open home {reference}", "Ada Byron", "May 2021", "") for reference in printed]
        document = document_of(table(*rows))
        return [row.reference for row in document.rows()], told(document)

    def test_a_shortened_one_is_completed_from_its_neighbours(self) -> None:
        references, warnings = self.references("2.8", "2.9", "10", "2.11")
        assert references == ["2.8", "2.9", "2.10", "2.11"]
        assert warnings == ["2.10, page 1, row 3: the reference is printed “10”; after 2.9 it is 2.10"]

    def test_one_may_have_the_mark_of_a_note(self) -> None:
        references, warnings = self.references("2.8†", "2.9*", "10", "2.11")
        assert references == ["2.8†", "2.9*", "2.10", "2.11"]
        assert warnings == ["2.10, page 1, row 3: the reference is printed “10”; after 2.9* it is 2.10"]

    def test_one_that_a_sheet_took_for_a_number_has_its_nought_again(self) -> None:
        references, warnings = self.references(*(f"2.{number}" for number in range(1, 10)), "2.1", "2.11")
        assert references[-2:] == ["2.10", "2.11"]
        assert len(warnings) == 1

    def test_one_is_not_completed_to_what_stands_already(self) -> None:
        references, warnings = self.references("1.1", "1.2", "1.1", "2", "2.1")
        assert references == ["1.1", "1.2", "1.1", "2", "2.1"]
        assert warnings == ["1.1, page 1, row 3: the reference 1.1 stands twice"]

    def test_one_that_is_stuck_to_its_text_is_loosened(self) -> None:
        document = document_of(
            table(("2.9", "Open a home", "Ada Byron", "May 2021", "")),
            table(
                ("10 Mend roofs", "Ada Byron", "May 2021", ""),
                columns=("Action", "Lead officer", "Timescale", "Status"),
                page=2,
            ),
        )
        row = document.rows()[1]
        assert (row.reference, row.action) == ("2.10", "Mend roofs")

    def test_two_of_a_kind_are_told(self) -> None:
        references, warnings = self.references("1.1", "1.2", "1.1")
        assert references == ["1.1", "1.2", "1.1"]
        assert warnings == ["1.1, page 1, row 3: the reference 1.1 stands twice"]

    def test_a_row_without_one_is_told(self) -> None:
        _, warnings = self.references("1.1", "1.2", "")
        assert warnings == ["“Open home”, page 1, row 3: has no reference, though others have one"]

    def test_those_at_the_beginning_of_the_actions_stand_apart(self) -> None:
        columns = ("Action", "Lead", "When")
        rows = [(f"H/{number}: Open home {number}", "Ada Byron", "May 2021") for number in range(1, 4)]
        rows.append(("H/4 NEW ACTION Mend 7 roofs", "Ada Byron", "May 2021"))
        document = document_of(table(*rows, columns=columns))
        assert [(row.reference, row.action) for row in document.rows()] == [
            *((f"H/{number}", f"Open home {number}") for number in range(1, 4)),
            ("H/4", "Mend 7 roofs"),
        ]
        assert document.rows()[3].is_new

    @pytest.mark.parametrize("reference", ["WS2.A1", "Objective 3", "2023/R4a"])
    def test_a_code_is_one_where_references_stand(self, reference: str) -> None:
        (row,) = document_of(table((reference, "Open a home", "Ada Byron", "May 2021", ""))).rows()
        assert (row.reference, row.action) == (reference, "Open a home")

    def test_a_number_of_things_is_none(self) -> None:
        rows = [(f"{number} homes to be opened", "Ada Byron", "May 2021") for number in (12, 40, 7)]
        document = document_of(table(*rows, columns=("Action", "Lead", "When")))
        assert [row.action for row in document.rows()] == [cells[0] for cells in rows]


class TestColumns:
    def test_two_with_one_heading_are_both_kept(self) -> None:
        columns = ("Action", "Lead", "Comments", "Comments")
        document = document_of(table(("Open a home", "Ada Byron", "Going on", "Ask again"), columns=columns))
        (row,) = document.rows()
        assert (row.progress, row.other) == ("Going on", {"Comments (2)": "Ask again"})
        assert document.columns == ["Action", "Lead", "Comments", "Comments (2)"]
        assert told(document) == ["column “Comments”: stands twice; both are kept, the second as a column of its own"]

    def test_are_known_by_what_stands_in_them(self) -> None:
        columns = ("", "Our pledge", "Person", "Then", "Mark")
        rows = [
            (f"1.{number}", f"Open home number {number}", "Ada Byron", f"{number} May 2021", "On track")
            for number in range(1, 4)
        ]
        document = document_of(table(*rows, columns=columns))
        row = document.rows()[0]
        assert (row.reference, row.action, row.lead) == ("1.1", "Open home number 1", ["Ada Byron"])
        assert (row.timeframe, row.status) == ("1 May 2021", "On track")
        assert "column “Person”: is taken for lead by what stands in it" in told(document)

    def test_a_word_in_each_row_is_no_action_where_an_outcome_is_told(self) -> None:
        columns = ("Ref", "What difference this makes", "Lead", "When", "Weight")
        rows = [(f"{number}", f"Open home number {number}", "Ada Byron", "May 2021", "High") for number in range(1, 4)]
        document = document_of(table(*rows, columns=columns))
        assert [row.action for row in document.rows()] == [row[1] for row in rows]
        assert document.rows()[0].other == {"Weight": "High"}

    @pytest.mark.parametrize(
        ("printed", "references"), [("a) b) c)", "a b c"), ("(i) (ii) (iii)", "(i) (ii) (iii)"), ("H-1 H-2", "H-1 H-2")]
    )
    def test_references_need_no_heading(self, printed: str, references: str) -> None:
        rows = [(reference, f"Open {reference} home", "Ada Byron") for reference in printed.split()]
        document = document_of(table(*rows, columns=("", "Action", "Lead")))
        assert [row.reference for row in document.rows()] == references.split()

    def test_what_stands_in_a_table_before_says_nothing_of_a_column(self) -> None:
        key = Table(columns=[], rows=[TableRow(cells=[colour, "Meaning"]) for colour in ("Red", "Green", "Blue")])
        rows = table(("Keep the rain out of homes", "Mend roofs", "Ada Byron"), columns=("Objective", "Action", "Lead"))
        assert document_of(key, rows).rows()[0].intended_outcome == "Keep the rain out of homes"

    def test_a_heading_of_two_meanings_has_that_of_its_cells(self) -> None:
        columns = ("Task", "By", "Target", "Status and comments")
        long = "The roof is mended, but for the gutter, which waits until the scaffolding is back from the mill."
        rows = [(f"Open home {number}", "AB/GH", f"{number} May 2021", long) for number in range(1, 4)]
        row = document_of(table(*rows, columns=columns)).rows()[0]
        assert (row.lead, row.timeframe, row.progress, row.status) == (["AB", "GH"], "1 May 2021", long, "")
        (row,) = document_of(table(("Open a home", "May 2021"), columns=columns[:2])).rows()
        assert (row.lead, row.timeframe) == ([], "May 2021")

    def test_what_a_service_does_comes_before_what_was_recommended(self) -> None:
        columns = ("Recommendation", "Service action", "Lead")
        document = document_of(table(("Homes should be warm", "Mend boilers", "Ada Byron"), columns=columns))
        assert document.rows()[0].action == "Mend boilers"

    def test_figures_are_no_outcome(self) -> None:
        document = document_of(table(("Open a home", "Ada Birch", "40%"), columns=("Action", "Lead", "% achieved")))
        (row,) = document.rows()
        assert (row.intended_outcome, row.other) == ("", {"% achieved": "40%"})

    def test_a_review_in_sentences_is_progress(self) -> None:
        columns = ("Action", "Lead", "Summer review")
        document = document_of(table(("Open a home", "Ada Birch", "The home is half built."), columns=columns))
        assert document.rows()[0].progress == "The home is half built."

    def test_nothing_is_due_on_the_day_it_starts(self) -> None:
        rows = [(f"Open home {number}", "Ada Byron", "May 2021", "May 2022") for number in range(1, 3)]
        row = document_of(table(*rows, columns=("Action", "Lead", "Date raised", "Finished"))).rows()[0]
        assert (row.timeframe, row.other) == ("May 2022", {"Date raised": "May 2021"})

    @pytest.mark.parametrize("priority", ["Keep the rain out of homes", "High"])
    def test_a_priority_is_no_outcome_and_an_objective_is(self, priority: str) -> None:
        ranked = (priority, "Mend roofs", "Ada Byron")
        row = document_of(table(ranked, columns=("Priority", "Action", "Lead"))).rows()[0]
        assert (row.intended_outcome, row.other) == ("", {"Priority": priority})
        named = ("Dry homes", "Mend roofs", "Ada Byron")
        assert document_of(table(named, columns=("Objective", "Action", "Lead"))).rows()[0].intended_outcome == named[0]

    def test_are_what_a_person_says(self) -> None:
        columns = ("Our pledge", "Whose", "Remarks")
        contents = table(("Homes", "the board", "Slow"), columns=columns)
        mapping = {"our pledge": "action", "Whose": "accountable", "Remarks": ""}
        (row,) = document_of(contents, mapping=mapping).rows()
        assert (row.action, row.accountable, row.other) == ("Homes", ["the board"], {"Remarks": "Slow"})

    @pytest.mark.parametrize(
        ("mapping", "message"),
        [
            ({"Lead officer": "boss"}, "“boss” is no field that a column can stand for; these are: reference, action"),
            ({"Boss": "lead"}, "no column is headed “Boss”; these are: Ref, Action, Lead officer, Timescale, Status"),
            ({"Ref": "lead", "Action": "lead"}, "two columns are given for “lead”; give one"),
        ],
    )
    def test_a_mapping_that_does_not_fit_is_refused(self, mapping: dict[str, str], message: str) -> None:
        with pytest.raises(DocumentError) as refused:
            document_of(table(OPEN_HOME), mapping=mapping)
        assert str(refused.value).startswith(message)

    def test_what_stands_beyond_the_last_is_quoted(self) -> None:
        document = document_of(table((*OPEN_HOME, "and more")))
        assert told(document) == ["1.1, page 1, row 1: “and more” beyond the last column is left out"]

    def test_what_is_too_long_for_its_field_is_a_column_of_its_own(self) -> None:
        cells = ("1.1", "Open a home", "who knows " * 40, "May 2021", "slowly " * 40)
        (row,) = document_of(table(cells)).rows()
        assert (row.lead, row.status) == ([], "")
        assert set(row.other) == {"Lead officer", "Status"}


class TestMeasures:
    def test_are_the_rows_of_a_table_with_a_date_and_figures(self) -> None:
        columns = ("Position (July 2022)", "As percentage", "Number")
        document = document_of(
            Heading(text="Homes plan"),
            Heading(text="Figures"),
            table(
                ("Homes let", "9.1%", "84"),
                ("Roofs mended", "N/A", "1,048"),
                ("Total", "9", "1132"),
                columns=columns,
            ),
            table(OPEN_HOME, page=2),
        )
        assert [(measure.title, measure.unit, measure.readings) for measure in document.measures] == [
            ("Homes let", "%", [DocumentReading(date=date(2022, 7, 31), value=9.1, as_printed="9.1%", count=84)]),
            ("Roofs mended", "count", [DocumentReading(date=date(2022, 7, 31), value=1048, as_printed="1,048")]),
        ]
        assert "page 1, row 3: the row “Total 9 1132” is no measure, and is kept as text" in told(document)
        assert document.narrative[0].text == "Position (July 2022) | As percentage | Number\nTotal | 9 | 1132"
        assert "“N/A” beside the figures of this measure is left out" in " ".join(told(document))
        assert "found no place" not in " ".join(told(document))

    def test_have_a_reading_for_each_dated_column(self) -> None:
        columns = ("Measure", "March 2021", "March 2022", "Target")
        document = document_of(
            table(("Homes let", "40%", "55%", "60%"), ("Rent", "£1.5m", "£2m", "£3m"), columns=columns),
            table(OPEN_HOME, page=2),
        )
        first, second = document.measures
        assert [(reading.date.year, reading.value) for reading in first.readings] == [(2021, 40), (2022, 55)]
        assert (first.target, second.unit, second.readings[1].value) == (60, "£", 2_000_000)


class TestTablesBesideThePlan:
    def test_what_was_changed_when_and_by_whom_is_none_of_actions(self) -> None:
        changes = ("Version", "Date", "Author", "What was changed")
        document = document_of(
            table(("1", "3 May 2021", "Ada Byron", "The roofs were put in"), columns=changes),
            table(OPEN_HOME, page=2),
        )
        assert [row.action for row in document.rows()] == ["Open a home"]

    def test_a_key_to_the_colours_is_none_of_actions(self) -> None:
        key = ("RAG", "Meaning", "Action needed")
        document = document_of(table(("Red", "Late", "Tell the board at once"), columns=key), table(OPEN_HOME, page=2))
        assert [row.action for row in document.rows()] == ["Open a home"]


class TestRefused:
    def test_a_document_without_a_table_of_actions(self) -> None:
        with pytest.raises(DocumentError, match=r"^no table of actions was found;"):
            document_of(Paragraph(text="Nothing"), table(("Roof", "Tiles"), columns=("Part", "Made of")))

    def test_a_table_turned_on_its_side(self) -> None:
        rows = [("Lead officer", "Ada Byron", "Grace Hopper"), ("Timescale", "May 2021", "June 2021")]
        rows += [("Status", "Done", "Red")]
        with pytest.raises(DocumentError, match=r"^the table is turned on its side"):
            document_of(table(*rows, columns=("Action", "Open a home", "Mend roofs")))

    def test_but_no_count_of_how_actions_stand(self) -> None:
        counted = table(
            ("In progress", "5"), ("Target", "2"), ("Due date", "3"), ("Total", "10"), columns=("Status", "Number")
        )
        assert len(document_of(table(OPEN_HOME), counted).rows()) == 1


class TestNothingIsLost:
    def test_what_found_no_place_is_quoted(self) -> None:
        contents = Table(columns=["Action", "Lead"], rows=[TableRow(cells=["Open a home", "TBC"])])
        assert told(document_of(contents)) == ["“Open a home”: “TBC” stands for an officer, and names none"]
