"""Headings that nobody knows, in a text where nothing but words tells them: it is read by those a person names."""

import io
from itertools import chain
from pathlib import Path

import docx
import pytest

from plans.readers import find_headings, named_headings, read_document
from plans.readers.document import PlanDocument
from plans.readers.finding_headings import FoundHeadings, found_in_rows, found_in_text
from plans.readers.named_headings import NONE_NAMED, NamedHeadings, letters_of
from plans.readers.pdf_unruled import find_unruled
from plans.readers.refusing import NoActions
from tests.unknown_headings import CELLS

from .test_pdf_unruled import rows, words
from .written_plan import as_pdf

COPIED = """Lowmoor Borough
Housing plan 2021

Zahl Vorhaben Wer tut es Frist
1.1 Open two homes for
young people in the
north of the borough
Ada Byron
May 2021
1.2 Mend the roofs of all
schools before winter
comes
Grace Hopper
June 2021
"""
A_LINE_EACH = f"""Vorhaben
Wer tut es
Frist
{CELLS}"""
FIELDS = {"Zahl": "reference", "Vorhaben": "action", "Wer tut es": "lead", "Frist": "timeframe"}
READ_AS = {"Zahl": "Ref", "Vorhaben": "Action", "Wer tut es": "Lead", "Frist": "Timeframe"}
NAMED = NamedHeadings(READ_AS)
WITHOUT_REFERENCE = NamedHeadings({heading: known for heading, known in READ_AS.items() if heading != "Zahl"})


def read(text: str, named: NamedHeadings) -> PlanDocument:
    return read_document("plan.txt", text.encode(), remembered=FIELDS, named=named)


def cells(document: PlanDocument) -> list[tuple[str, str, list[str], str]]:
    return [(row.reference, row.action, row.lead, row.timeframe) for row in document.rows()]


def test_without_them_the_first_lines_are_shown() -> None:
    with pytest.raises(NoActions) as refused:
        read(COPIED, NONE_NAMED)
    (begins,) = refused.value.tables
    assert begins.are_lines
    assert begins.rows[:3] == [["Lowmoor Borough"], ["Housing plan 2021"], ["Zahl Vorhaben Wer tut es Frist"]]


def test_cells_that_come_one_after_another_are_told_apart_by_what_the_headings_stand_for() -> None:
    document = read(COPIED, NAMED)
    assert document.columns == [*READ_AS]
    assert cells(document) == [
        ("1.1", "Open two homes for young people in the north of the borough", ["Ada Byron"], "May 2021"),
        ("1.2", "Mend the roofs of all schools before winter comes", ["Grace Hopper"], "June 2021"),
    ]


def test_headings_may_stand_on_a_line_each() -> None:
    document = read(A_LINE_EACH, WITHOUT_REFERENCE)
    assert document.columns == ["Vorhaben", "Wer tut es", "Frist"]
    assert cells(document) == [
        ("", "Open two homes", ["Ada Byron"], "May 2021"),
        ("", "Mend the roofs", ["Grace Hopper"], "June 2021"),
    ]


def test_nothing_printed_is_lost_and_nothing_else_appears() -> None:
    document = read(COPIED.replace("1.2 ", "\nZahl Vorhaben Wer tut es Frist\n1.2 "), NAMED)
    told = " ".join(warning.message for warning in document.warnings)
    assert "1 line that belongs to its page was left out: “Zahl Vorhaben Wer tut es Frist”" in told
    assert not {"Ref", "Action", "Lead", "Timeframe"} & {*document.columns, *told.replace("“", " ").split()}
    assert len(document.rows()) == 2


@pytest.mark.parametrize(
    "named", [NamedHeadings({"Vorhaben": "Action", "Zahl": "Ref"}), NamedHeadings({"Vorhaben": "Action"}), NONE_NAMED]
)
def test_those_that_do_not_stand_there_so_find_nothing(named: NamedHeadings) -> None:
    with pytest.raises(NoActions):
        read(COPIED, named)


def test_they_do_not_stand_in_the_way_of_headings_that_are_known() -> None:
    text = COPIED.replace("Zahl Vorhaben Wer tut es Frist", "Ref Action Lead officer Timescale")
    assert read(text, NAMED) == read(text, NONE_NAMED)


def test_a_file_that_marks_its_tables_has_no_lines_to_name_them_in() -> None:
    with pytest.raises(NoActions) as refused:
        read_document("plan.html", b"<p>Homes for all</p>", named=NAMED)
    assert refused.value.tables == []


class TestPdf:
    LINES = (
        ["Vorhaben", "Wer", "Bis", "Ampel"],
        ["Open the home by the mill for", "Ada Byron", "May 2021", "Late"],
        ["four people", "", "", ""],
        ["Mend every roof of the barn by", "Zoe Dell", "June 2021", "Late"],
    )
    NAMED = NamedHeadings({"Vorhaben": "Action", "Wer": "Lead", "Bis": "Timeframe", "Ampel": "Status"})

    def test_a_table_without_lines_is_found_by_its_headings(self) -> None:
        assert find_unruled(words(*self.LINES), None) == []
        assert [row[0] for row in rows(*find_unruled(words(*self.LINES), None, named=self.NAMED))] == [
            *("Vorhaben", "Open the home by the mill for four people", "Mend every roof of the barn by"),
        ]

    def test_a_line_with_some_of_them_and_other_words_heads_none(self) -> None:
        lines = [["Vorhaben", "Wer", "Heute", "Ampel"], *self.LINES[1:]]
        assert find_unruled(words(*lines), None, named=self.NAMED) == []

    def test_from_the_file_to_its_rows(self, tmp_path: Path) -> None:
        document = docx.Document()
        document.add_heading("Lowmoor plan", 1)
        table = document.add_table(0, 4)
        for cells_of_row in (*self.LINES[:2], self.LINES[3]):
            for cell, text in zip(table.add_row().cells, cells_of_row, strict=True):
                cell.text = text
        out = io.BytesIO()
        document.save(out)
        data = as_pdf(out.getvalue(), tmp_path)
        with pytest.raises(NoActions) as refused:
            read_document("plan.pdf", data)
        assert ["Vorhaben | Wer | Bis | Ampel"] in refused.value.tables[0].rows
        said = {"Vorhaben": "action", "Wer": "lead", "Bis": "timeframe", "Ampel": "status"}
        typed = find_headings("plan.pdf", data, ["vorhaben", "wer", "bis", "ampel"])
        assert typed == FoundHeadings(["Vorhaben", "Wer", "Bis", "Ampel"])
        found = read_document("plan.pdf", data, remembered=said, named=self.NAMED)
        assert found.columns == ["Vorhaben", "Wer", "Bis", "Ampel"]
        assert [(row.action, row.lead, row.timeframe, row.status) for row in found.rows()] == [
            ("Open the home by the mill for", ["Ada Byron"], "May 2021", "Late"),
            ("Mend every roof of the barn by", ["Zoe Dell"], "June 2021", "Late"),
        ]


class TestSpelledOtherwise:
    """As a person finds a heading: whatever its case, spaces, quotes and stops, and a hyphen that ends its line."""

    SPLIT = COPIED.replace("Zahl Vorhaben Wer tut es Frist", "Zahl Vor-\nhaben  Wer tut’s? FRIST")
    TYPED = ("zahl", "Vorhaben", "wer  tut's", "Frist")

    def test_it_is_read_by_them(self) -> None:
        named = NamedHeadings(dict(zip(self.TYPED, READ_AS.values(), strict=True)))
        said = dict(zip(self.TYPED, FIELDS.values(), strict=True))
        document = read_document("plan.txt", self.SPLIT.encode(), remembered=said, named=named)
        assert cells(document) == cells(read(COPIED, NAMED))

    def test_they_are_given_as_they_are_printed(self) -> None:
        found = find_headings("plan.txt", self.SPLIT.encode(), self.TYPED)
        assert found == FoundHeadings(["Zahl", "Vorhaben", "Wer tut’s?", "FRIST"])

    def test_a_row_is_looked_at_and_not_what_is_said_elsewhere(self) -> None:
        text = f"Wer tut es, Zahl und frist\n{COPIED}"
        assert find_headings("plan.txt", text.encode(), ["zahl", "vorhaben", "wer tut es", "FRIST"]).printed == [
            *FIELDS
        ]

    def test_letters_and_signs_stay_as_they_are_printed(self) -> None:
        text = COPIED.replace("Zahl Vorhaben", "Zahl Plan™ Größe ﬁx")
        typed = ["zahl", "plantm", "GRÖSSE", "fix", "wer tut es", "frist"]
        assert find_headings("plan.txt", text.encode(), typed).printed == [
            *("Zahl", "Plan™", "Größe", "ﬁx", "Wer tut es", "Frist"),
        ]

    def test_one_that_stands_there_is_not_told_to_be_missing(self) -> None:
        text = COPIED.replace("Zahl Vorhaben", "Größe Straße")
        assert find_headings("plan.txt", text.encode(), ["Größe", "STRASSE", "Frist"]).faults == [
            "After “STRASSE” stands “Wer tut es Frist 1.1 Open”: enter every heading of the row, in its order."
        ]

    def test_where_the_row_parts_them_within_a_word_they_stay_as_they_were_entered(self) -> None:
        typed = ["zahl", "vorh", "aben", "wer tut es", "frist"]
        assert find_headings("plan.txt", COPIED.encode(), typed).printed == typed


@pytest.mark.parametrize("hostile", [" \n", ".", "- \n"])
def test_a_long_text_is_gone_through_once(hostile: str) -> None:
    """Of two megabytes, in which a search that begins anew at each place does not end."""
    text = f"x Zahl, wer\nZahl{hostile * (2_000_000 // len(hostile))}\nx Zahl"
    (told,) = found_in_text(["Zahl", "Wer"], text, row="").faults
    assert told.endswith("enter every heading of the row, in its order.")


def test_letters_are_taken_once_of_each_heading_and_cell(monkeypatch: pytest.MonkeyPatch) -> None:
    taken: list[str] = []
    monkeypatch.setattr(named_headings, "letters_of", lambda words: taken.append(words) or letters_of(words))
    named = NamedHeadings(READ_AS)
    cells_of_rows = [["Zahl", "Frist"], ["1.1", "May 2021"], ["Vorhaben", "Wer tut es"]]
    assert [named.are_all_of(row) for row in cells_of_rows] == [True, False, True]
    assert named.named("zahl") == "Zahl"
    assert sorted(taken) == sorted([*READ_AS, *chain(*cells_of_rows), "zahl"])


@pytest.mark.parametrize(
    ("headings", "told"),
    [
        (
            ["Zahl", "Vorhabn", "Wer tut es", "Frist"],
            "“Vorhabn” does not stand in the document: did you mean “Vorhaben”?",
        ),
        (["Zahl", "Ampel"], "“Ampel” does not stand in the document: enter it as it is printed there."),
        (["Zahl", "Wer tut es"], "After “Zahl” stands “Vorhaben Wer tut es Frist 1.1”: enter every heading of the row"),
        (["Zahl", "Vorhaben", "Wer tut es"], "After “Wer tut es” stands “Frist 1.1 Open two homes for”"),
        (["Vorhaben", "Wer tut es"], "“Vorhaben” does not begin a line: enter every heading of the row"),
        (["Vor", "Haben"], "“Vor” does not stand in the document"),
    ],
)
def test_why_nothing_is_found_by_them_is_told(headings: list[str], told: str) -> None:
    found = find_headings("plan.txt", COPIED.encode(), headings)
    assert found.printed == []
    assert found.faults[0].startswith(told)


@pytest.mark.parametrize(
    ("headings", "found"),
    [
        (["vorhaben", "WER", "Bis.", "Ampel"], FoundHeadings(["Vorhaben", "Wer", "Bis", "Ampel"])),
        (
            ["Vorhaben", "Wann"],
            FoundHeadings([], ["“Wann” does not stand in the document: enter it as it is printed there."]),
        ),
        (
            ["Vorhaben", "Wer"],
            FoundHeadings([], ["Their row has “Bis”, “Ampel” too: enter every heading of the row, in its order."]),
        ),
        (
            ["Lowmoor plan", "Homes for all"],
            FoundHeadings([], ["They do not stand in one row: enter every heading of the row, in its order."]),
        ),
    ],
)
def test_of_rows_that_stand_in_columns(headings: list[str], found: FoundHeadings) -> None:
    rows = [["Lowmoor plan"], ["Homes for all"], *map(list, TestPdf.LINES)]
    assert found_in_rows(headings, rows) == found
