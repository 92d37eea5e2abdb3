"""What a person says of columns: nothing else moves, the row they name holds the headings, and one is the action."""

import pytest

from plans.readers import read_document
from plans.readers.contents import Heading
from plans.readers.document import DocumentError, PlanDocument

from .parts import HEADINGS, OPEN_HOME, document_of, table, told

KNOWN = "Ref;Finding;Action;Lead;By when;Comments\n1.1;Too few homes;Open two homes;Ada Byron;May 2021;Begun\n"
UNKNOWN = "Vorhaben;Wer denn;Bis\nOpen homes;the board;soon\nMend roofs;the staff;later\n"
HEADLESS = "1.1;Open two homes;Ada Byron;May 2021\n1.2;Mend the roofs;Grace Hopper;June 2021\n"


def read(text: str, name: str = "homes.csv", **options: dict[str, str]) -> PlanDocument:
    return read_document(name, text.encode(), **options)  # type: ignore[arg-type]


class TestWhatWasSaid:
    def test_moves_no_other_column_but_the_one_whose_field_it_gives_away(self) -> None:
        said = read(KNOWN, mapping={"Action": "progress", "Finding": "action"})
        assert said.column_fields() == ["reference", "action", "progress", "lead", "timeframe", ""]
        (row,) = said.rows()
        assert (row.action, row.progress, row.other) == ("Too few homes", "Open two homes", {"Comments": "Begun"})
        assert row.lead == ["Ada Byron"]

    @pytest.mark.parametrize("field", ["progress", ""])
    def test_leaves_one_column_for_the_action_or_is_refused(self, field: str) -> None:
        with pytest.raises(DocumentError) as refused:
            read(KNOWN, mapping={"Action": field})
        assert str(refused.value) == (
            "“Action” is not to be the action, and a table needs one column for it: "
            "give one of “Ref”, “Finding”, “Lead”, “By when”, “Comments”"
        )

    def test_of_another_document_is_left_out_where_it_leaves_no_action(self) -> None:
        document = read(KNOWN, remembered={"Action": "progress"})
        assert document.rows()[0].action == "Open two homes"
        assert any("leaves no column for the actions" in warning.message for warning in document.warnings)

    def test_here_comes_before_what_was_said_elsewhere(self) -> None:
        document = read(KNOWN, mapping={"Finding": "progress"}, remembered={"Comments": "progress", "Lead": ""})
        assert document.column_fields() == ["reference", "progress", "action", "", "timeframe", ""]

    def test_elsewhere_of_two_columns_that_stand_together_here_goes_for_the_first(self) -> None:
        document = read(KNOWN, remembered={"Finding": "saving", "Comments": "saving"})
        assert document.column_fields() == ["reference", "saving", "action", "lead", "timeframe", ""]

    def test_names_the_second_of_two_columns_with_one_heading(self) -> None:
        parts = table(("Open a home", "Ada Byron", "Begun", "Slow"), columns=("Action", "Lead", "Notes", "Notes"))
        (row,) = document_of(parts, mapping={"Notes (2)": "status"}).rows()
        assert (row.progress, row.status) == ("Begun", "Slow")

    def test_names_a_column_without_a_heading_by_its_place(self) -> None:
        parts = table(("Open a home", "Ada Byron", "£5"), columns=("Action", "Lead", ""))
        document = document_of(parts, mapping={"Column 3": "saving"})
        assert (document.rows()[0].saving, document.mapping["Column 3"]) == ("£5", "saving")

    def test_that_one_is_the_action_is_enough_for_a_table_of_actions(self) -> None:
        document = read(UNKNOWN, mapping={"Vorhaben": "action"})
        assert [row.action for row in document.rows()] == ["Open homes", "Mend roofs"]
        assert document.rows()[0].other == {"Wer denn": "the board", "Bis": "soon"}

    def test_makes_one_table_of_actions_beside_another_that_is_wider(self) -> None:
        document = document_of(
            table(OPEN_HOME),
            Heading(text="Further work"),
            table(("Mend roofs", "soon"), columns=("Vorhaben", "Bis")),
            mapping={"Vorhaben": "action"},
        )
        assert [row.action for row in document.rows()] == ["Open a home", "Mend roofs"]


class TestNamedHeadings:
    ABOVE = "Council;Lowmoor\nDay;3 May 2024\n"

    @pytest.mark.parametrize("way", ["mapping", "remembered"])
    def test_stand_below_other_rows(self, way: str) -> None:
        document = read(self.ABOVE + UNKNOWN, **{way: {"vorhaben": "action", "Bis": "timeframe"}})
        assert document.columns == ["Vorhaben", "Wer denn", "Bis"]
        assert [row.action for row in document.rows()] == ["Open homes", "Mend roofs"]
        assert [row.timeframe for row in document.rows()] == ["soon", "later"]
        assert document.introduction == "Council | Lowmoor\nDay | 3 May 2024"

    def test_one_of_this_very_document_is_enough(self) -> None:
        assert len(read(self.ABOVE + UNKNOWN, mapping={"Vorhaben": "action"}).rows()) == 2

    def test_one_of_another_document_is_not(self) -> None:
        with pytest.raises(DocumentError, match="no table of actions was found"):
            read(self.ABOVE + UNKNOWN, remembered={"Vorhaben": "action"})

    def test_that_nobody_printed_are_told_as_typed(self) -> None:
        with pytest.raises(DocumentError) as refused:
            read(UNKNOWN, mapping={"Hoho ": "action"})
        assert str(refused.value) == "no column is headed “Hoho ”; these are: Vorhaben, Wer denn, Bis"

    def test_do_not_move_headings_that_are_known(self) -> None:
        rows = [("1.1", "Vorhaben", "Bis", "May 2021", "On track"), OPEN_HOME]
        document = document_of(table(*rows), remembered={"Vorhaben": "action", "Bis": "timeframe"})
        assert (document.columns, len(document.rows())) == (list(HEADINGS), 2)

    def test_that_are_taken_for_them_and_unknown_are_told(self) -> None:
        text = (
            "Nr;Vorhaben;Wer;Wann\n1.1;Open two homes;Ada Byron;May 2021\n1.2;Mend the roofs;Grace Hopper;June 2021\n"
        )
        document = read(text)
        assert document.columns == ["Nr", "Vorhaben", "Wer", "Wann"]
        assert "column headings: “Nr”, “Vorhaben”, “Wer”, “Wann” are taken for them, and unknown" in told(document)


class TestNoHeadings:
    @pytest.mark.parametrize("name", ["homes.csv", "homes.txt"])
    def test_the_first_action_is_kept_and_told(self, name: str) -> None:
        document = read(HEADLESS, name)
        assert [row.action for row in document.rows()] == ["Open two homes", "Mend the roofs"]
        assert document.columns == ["", "Column 2", "Column 3", "Column 4"]
        first = "“1.1 | Open two homes | Ada Byron | May 2021” is read as the first action"
        assert f"column headings: none was found; {first}, and columns are called by their places" in told(document)

    def test_of_two_tables_without_any_none_is_printed_again(self) -> None:
        rows = [(f"1.{number}", f"Open home {number}", f"May 202{number}") for number in range(1, 5)]
        first, second = table(*rows[1:2], columns=rows[0]), table(*rows[3:], columns=rows[2])
        document = document_of(first, Heading(text="2. More homes"), second)
        assert [row.reference for row in document.rows()] == ["1.1", "1.2", "1.3", "1.4"]
        (of_headings,) = [words for words in told(document) if words.startswith("column headings")]
        assert of_headings.startswith("column headings: none was found; “1.1 | Open home 1 | May 2021” is read as")

    def test_its_columns_are_said_by_their_places(self) -> None:
        document = read(UNKNOWN, mapping={"Column 1": "action", "column 3": "timeframe"})
        assert [row.action for row in document.rows()] == ["Vorhaben", "Open homes", "Mend roofs"]
        assert document.rows()[0].timeframe == "Bis"

    def test_the_first_row_is_the_headings_where_a_person_says_so(self) -> None:
        document = read(HEADLESS, mapping={"Open two homes": "action"})
        assert [row.action for row in document.rows()] == ["Mend the roofs"]

    def test_a_key_beside_the_actions_stays_text(self) -> None:
        key = table(("Red", "May 2021"), ("Green", "May 2022"), columns=("Red", "May 2020"))
        document = document_of(key, table(OPEN_HOME))
        assert len(document.rows()) == 1
        assert "Red | May 2020" in document.introduction


def test_dates_below_no_heading_are_no_references() -> None:
    """A table of a page that may go on from another has none, until somebody says which row holds them."""
    dates = {"Open two homes": "May 2021", "Mend all the roofs": "June 2021", "Recruit foster carers": "July 2021"}
    rows = [["Vorhaben", "Wer", "Bis"], *([action, "Ada Byron", date] for action, date in dates.items())]
    document = document_of(table(*rows, columns=[]))
    assert [(one.reference, one.timeframe) for one in document.rows()][1:] == [("", date) for date in dates.values()]
