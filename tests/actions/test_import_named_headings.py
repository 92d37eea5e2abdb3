"""Naming the headings of a text in which no table was found, and what each stands for."""

import pytest
from django.test import Client

from actions import import_reading
from actions.import_answers import answers_of
from plans.readers.finding_headings import FoundHeadings
from tests.import_pages import Import, as_it_stands
from tests.pages import page_words
from tests.people import plan_owner
from tests.plan_documents import new_plan
from tests.unknown_headings import TEXT

COPIED = TEXT.encode()


@pytest.fixture
def importing(db: None, client: Client) -> Import:
    plan = new_plan("homes")
    client.force_login(plan_owner("Owner", plan))
    return Import(client, plan)


@pytest.fixture
def begun(importing: Import) -> Import:
    importing.upload(COPIED, "homes.txt")
    return importing


def name(importing: Import, *headings: str) -> str:
    """The page of what they stand for, or the one that asks once more."""
    response = importing.client.post(
        f"{importing.address('columns/')}?named", {"named": "\n".join(headings)}, follow=True
    )
    return page_words(response)


def say(importing: Import, *fields: str) -> str:
    answers = {f"named-{at}": field for at, field in enumerate(fields)}
    response = importing.client.post(f"{importing.address('columns/')}?fields", answers, follow=True)
    return page_words(response)


def test_its_first_lines_are_shown(begun: Import) -> None:
    page = page_words(begun.get())
    assert "What are the headings in homes.txt?" in page
    assert "How it begins Lowmoor Borough Vorhaben Wer Bis Open two homes" in page
    assert "Not read yet: say what its columns are" in page_words(begun.client.get(begun.start))


def test_it_is_read_by_them_and_taken_in(begun: Import) -> None:
    assert "Say what each of its headings stands for" in name(begun, "Vorhaben", " Wer ", "", "Bis")
    assert "2 actions in 1 section, from homes.txt" in say(begun, "action", "lead", "timeframe")
    rows = [row for section in begun.draft.document["sections"] for row in section["rows"]]
    assert [(row["action"], row["lead"], row["timeframe"]) for row in rows] == [
        ("Open two homes", ["Ada Byron"], "May 2021"),
        ("Mend the roofs", ["Grace Hopper"], "June 2021"),
    ]
    begun.go_through("", "names/", "check/")
    assert begun.plan.versions.published().get().columns == ["Vorhaben", "Wer", "Bis"]


def test_the_next_one_is_read_at_once(begun: Import) -> None:
    test_it_is_read_by_them_and_taken_in(begun)
    begun.upload(COPIED.replace(b"Mend the", b"Clean all"), "homes.txt")
    page = page_words(begun.get())
    assert "2 actions in 1 section" in page
    assert "to be confirmed" not in page
    assert "Which row holds the headings" not in page_words(begun.get("columns/"))


def test_those_that_do_not_stand_there_are_told_at_once(begun: Import) -> None:
    page = name(begun, "Vorhabn", "Wer", "Wann")
    assert "There is a problem “Vorhabn” does not stand in the document: did you mean “Vorhaben”?" in page
    assert (
        page.count("“Wann” does not stand in the document: enter it as it is printed there.") == 2
    )  # and at the field
    assert "“Wer” does not" not in page
    assert answers_of(begun.draft).named == []


def test_they_are_taken_as_they_are_printed(begun: Import) -> None:
    assert "What are the columns" in name(begun, "vorhaben", " WER:", "bis.")
    assert "2 actions in 1 section" in say(begun, "action", "lead", "timeframe")
    assert begun.draft.document["columns"] == answers_of(begun.draft).named == ["Vorhaben", "Wer", "Bis"]


def test_what_may_be_a_heading_left_out_is_told(begun: Import) -> None:
    told = "Above “Vorhaben” stands “Lowmoor Borough”, and below “Wer” stands “Bis”: if either heads a column too"
    assert told in name(begun, "Vorhaben", "Wer")
    assert f'href="{begun.address("columns/")}?named"' in begun.get("columns/?fields").content.decode()


def test_nothing_is_told_where_every_heading_was_named(begun: Import) -> None:
    page = name(begun, "Vorhaben", "Wer", "Bis")
    assert "Say what each of its headings stands for" in page
    assert "heads a column too" not in page


def test_where_they_share_a_line_none_can_be_left_out(importing: Import) -> None:
    importing.upload(COPIED.replace(b"\nWer\n", b" Wer "), "homes.txt")
    assert "name the headings anew" not in name(importing, "Vorhaben", "Wer", "Bis")
    assert "After “Wer” stands “Bis" in name(importing, "Vorhaben", "Wer")


def too_slowly(*_: object) -> FoundHeadings:
    raise TimeoutError


def test_where_looking_takes_long_the_reading_tells(begun: Import, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_reading, "find_headings", too_slowly)
    assert "Say what each of its headings stands for" in name(begun, "Vorhaben", "Wann")
    page = say(begun, "action", "timeframe")
    assert "It was not read by the headings below. See how they are spelled in the document." in page
    monkeypatch.undo()
    page = page_words(begun.get())
    assert "It was not read by the headings below. “Wann” does not stand in the document" in page
    assert "Vorhaben Wann" in " ".join(begun.get().context["form"]["named"].value().split())


def test_where_nothing_stands_below_them_they_are_shown_as_the_row_they_are(importing: Import) -> None:
    importing.upload(b"Lowmoor Borough\nVorhaben\nWer\n", "homes.txt")
    name(importing, "Vorhaben", "Wer")
    assert "Its table does not read like a plan" in say(importing, "action", "lead")


def test_they_are_named_anew_though_it_was_read(begun: Import) -> None:
    name(begun, "Vorhaben", "Wer")
    say(begun, "action", "lead")
    assert begun.draft.document["columns"] == ["Vorhaben", "Wer"]
    assert f'href="{begun.address("columns/")}?named"' in begun.get("columns/").content.decode()
    name(begun, "Vorhaben", "Wer", "Bis")
    say(begun, "action", "lead", "timeframe")
    assert begun.draft.document["columns"] == ["Vorhaben", "Wer", "Bis"]


def test_one_of_them_is_the_action(begun: Import) -> None:
    name(begun, "Vorhaben", "Wer", "Bis")
    assert "Choose which column is the “Action”" in say(begun, "", "lead", "")
    assert begun.draft.document is None


@pytest.mark.parametrize(
    ("headings", "told"),
    [
        ([], "Enter the headings of the columns, one a line."),
        (["Vorhaben"], "Enter at least two headings, each on a line of its own."),
        (["Vorhaben", "vorhaben "], "Enter each heading once: two of these are the same."),
        (["Vorhaben", "Wer", "?", "–"], "Leave out “?”, “–”: enter only headings with letters or numbers."),
        (["x" * 201, "Wer"], "a heading at most 200 characters"),
        ([str(number) for number in range(25)], "A table has at most 24 columns"),
        (["Vorhaben\x00", "Wer"], "has an unreadable character in it: type it anew."),
    ],
)
def test_what_cannot_be_headings_is_told(begun: Import, headings: list[str], told: str) -> None:
    assert told in name(begun, *headings)
    assert answers_of(begun.draft).named == []


def test_nothing_is_named_of_a_file_with_tables(importing: Import) -> None:
    importing.upload(b"Vorhaben;Wer\nOpen homes;the board\n", "homes.csv")
    for query in ("?named", "?fields"):
        page = page_words(importing.client.get(f"{importing.address('columns/')}{query}"))
        assert "Which row holds the headings of the columns?" in page


def test_markup_in_a_line_is_shown_as_it_is(importing: Import) -> None:
    importing.upload(b"Homes for all\nx <b>y</b>\n", "homes.txt")
    assert "x <b>y" not in importing.get().content.decode()
    assert as_it_stands(importing.get())["named"] == ""


PARTED_WRONGLY = b"""Wexcombe plan
Ref What needs to
happen
Owner By when Where we are BRAG
1.1 Open the home
for four people
Ada Byron May 2026 Two rooms are
painted
G
1.2 Mend the roof
of the barn
Grace Hopper June 2026 Tiles are
ordered
A
1.3 Count lamps in
every street
Ada Byron July 2026 None are
counted
R
"""


def test_headings_that_were_read_as_one_are_named_apart(importing: Import) -> None:
    importing.upload(PARTED_WRONGLY, "homes.txt")
    assert importing.draft.document["columns"][-1] == "Where we are BRAG"
    assert "Are two headings read as one, or one as two? Name each of them" in page_words(importing.get("columns/"))
    form = importing.client.get(f"{importing.address('columns/')}?named").context["form"]
    assert form["named"].value().split("\n")[-1] == "Where we are BRAG"
    name(importing, "Ref", "What needs to happen", "Owner", "By when", "Where we are", "BRAG")
    assert "3 actions in 1 section" in say(importing, "reference", "action", "lead", "timeframe", "progress", "status")
    rows = [row for section in importing.draft.document["sections"] for row in section["rows"]]
    assert [(row["progress"], row["status"]) for row in rows] == [
        ("Two rooms are painted", "G"),
        ("Tiles are ordered", "A"),
        ("None are counted", "R"),
    ]


def test_the_headings_of_a_file_that_parts_its_cells_are_not_asked_for(importing: Import) -> None:
    importing.upload(b"Ref,Action,Lead\n1.1,Open the home,Ada Byron\n", "homes.txt")
    assert "Name each of them" not in page_words(importing.get("columns/"))
