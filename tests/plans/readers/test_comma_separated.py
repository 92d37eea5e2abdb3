"""CSV in every dress: delimiters, encodings, line breaks in cells, a title above."""

import pytest

from plans.readers import read_document

from .parts import told

PLAN = (
    "Homes plan\n\nRef{0}Action{0}Lead{0}When\n"
    '1.1{0}"Open a ""café""\nand a shop, for £5; | now"{0}Ada Byron{0}May 2021\n'
)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-be"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_dress(delimiter: str, encoding: str, end: str) -> None:
    data = PLAN.format(delimiter).replace("\n", end).encode(encoding)
    document = read_document("plan.csv", data)
    (row,) = document.rows()
    assert document.title == "Homes plan"
    assert (row.action, row.lead) == ('Open a "café"\nand a shop, for £5; | now', ["Ada Byron"])


@pytest.mark.parametrize("said", ["sep=;", '"sep=;"', "SEP=;", "sep=;;;;"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_first_line_that_names_the_delimiter_is_no_text(said: str, end: str) -> None:
    data = f"{said}\n{PLAN}1.2;Run;Ada Byron;soon\n".format(";").replace("\n", end).encode("utf-8-sig")
    document = read_document("plan.csv", data)
    assert (document.title, document.introduction) == ("Homes plan", "")
    assert document.places == ["line 5", "line 7"]


def test_the_signs_that_only_windows_1252_has() -> None:
    data = "Ref,Action,Lead\n1.1,“Homes” – €5 for Ada’s…,Ada Byron\n".encode("cp1252")
    (row,) = read_document("plan.csv", data).rows()
    assert row.action == "“Homes” – €5 for Ada’s…"


def test_a_section_is_a_line_between_rows() -> None:
    data = b"Ref,Action,Lead\n1. Homes,,\n1.1,Open,Ada Byron\nPriority 2: Roofs,,\n2.1,Mend,Ada Byron\n"
    document = read_document("plan.csv", data)
    assert [(section.number, section.title) for section in document.sections] == [("1", "Homes"), ("2", "Roofs")]


def test_a_section_needs_no_number() -> None:
    lines = [
        "Homes plan",
        "",
        "Ref,Action,Lead",
        "Better homes,,",
        "A/1,Open,Ada Byron",
        ",Dry roofs,",
        "A/2,Mend,Ada Byron",
    ]
    lines += ["3,Trees,", "3.1,Plant,Ada Byron", "", "Total: 3 actions,,", "Ask Ada Byron for more.,,"]
    document = read_document("plan.csv", "\n".join(lines).encode())
    assert [(section.number, section.title, len(section.rows)) for section in document.sections] == [
        *(("", "Better homes", 1), ("", "Dry roofs", 1), ("3", "Trees", 1)),
    ]


def test_notes_stand_below_an_empty_line() -> None:
    lines = ["Action,Lead,When", "Dry roofs,,", "Mend,Ada Byron,May 2021", "Paint the doors.,,", "", "Ask Ada Byron.,,"]
    document = read_document("plan.csv", "\n".join(lines).encode())
    assert [row.action for row in document.rows()] == ["Mend", "Paint the doors."]
    assert [section.title for section in document.sections] == ["Dry roofs"]


def test_doubts_name_the_line() -> None:
    data = b'Ref,Action,Lead,Comments,Comments\n1.1,"Open\na home",Ada Byron,a,b\n1.1,Mend,Ada Byron,c,d,e\n'
    document = read_document("plan.csv", data)
    assert [row.other for row in document.rows()] == [{"Comments (2)": "b"}, {"Comments (2)": "d"}]
    assert told(document) == [
        "1.1, line 4: “e” beyond the last column is left out",
        "column “Comments”: stands twice; both are kept, the second as a column of its own",
        "1.1, line 4: the reference 1.1 stands twice",
    ]


def test_dates_in_two_formats_and_a_sentence_stay_as_printed() -> None:
    dates = ["31/05/2021", "31 May 2021", "When dry"]
    lines = [f"1.{number},Open home {number},Ada Byron,{date}" for number, date in enumerate(dates, 1)]
    document = read_document("plan.csv", "\n".join(["Ref,Action,Lead,Target date", *lines]).encode())
    assert [row.timeframe for row in document.rows()] == dates
