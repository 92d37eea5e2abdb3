"""What the file has of a row, beside what was read of it."""

import pytest
from django.test import Client

from actions import source_lines as module
from actions.import_review import Review
from actions.models import ImportDraft
from actions.source_lines import SourceLine, source_lines
from tests.import_pages import Import
from tests.pages import page_words
from tests.people import plan_owner
from tests.plan_documents import new_plan

CSV = b"""Ref,Action,Lead
1.1,Open homes,Ada

1.2,Mend <b>roofs</b>,Al
"""


@pytest.fixture
def importing(db: None, client: Client) -> Import:
    plan = new_plan("homes")
    client.force_login(plan_owner("Owner", plan))
    return Import(client, plan)


def lines(draft: ImportDraft, place: int) -> list[SourceLine]:
    return source_lines(Review(draft), place)


def test_a_row_has_the_lines_up_to_the_next_one(importing: Import) -> None:
    importing.upload(CSV, "homes.csv")
    assert lines(importing.draft, 0) == [SourceLine(2, "1.1,Open homes,Ada", is_doubted=False)]
    assert [line.number for line in lines(importing.draft, 1)] == [4]


def test_they_stand_beside_its_form_as_they_are(importing: Import) -> None:
    importing.upload(CSV, "homes.csv")
    response = importing.get("rows/1/")
    assert "It stands at line 4." in page_words(response)
    assert '<li value="4">1.2,Mend &lt;b&gt;roofs&lt;/b&gt;,Al</li>' in response.content.decode()


def test_what_was_said_of_a_line_marks_it(importing: Import) -> None:
    importing.upload(CSV, "homes.csv")
    draft = importing.draft
    draft.document["warnings"] = [{"where": "line 4", "message": "may be wrong", "row": 1, "column": "Action"}]
    assert [line.is_doubted for line in lines(draft, 1)] == [True]
    assert [line.is_doubted for line in lines(draft, 0)] == [False]


def test_a_line_that_only_a_page_or_a_paragraph_ends_is_none_of_the_file(importing: Import) -> None:
    text = "Homes\x0bTrees\x0cRoads\u2028Paths\n\nRef\tAction\tLead\n1.1\tOpen homes\tAda\n1.2\tMend roofs\tAl\n"
    importing.upload(text.encode(), "homes.txt")
    assert lines(importing.draft, 1) == [SourceLine(5, "1.2 Mend roofs Al", is_doubted=False)]


def test_that_it_is_marked_can_be_heard(importing: Import) -> None:
    importing.upload(CSV, "homes.csv")
    draft = importing.draft
    draft.document["warnings"] = [{"where": "line 4", "message": "may be wrong", "row": 1, "column": "Action"}]
    draft.save(update_fields=["document"])
    assert "In doubt: 1.2,Mend <b>roofs</b>,Al" in page_words(importing.get("rows/1/"))


def test_of_a_row_without_end_the_first_are_shown(importing: Import, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_MOST", 3)
    importing.upload(CSV + b"\n".join(b"  " + b"x" * 2000 for _ in range(9)), "homes.csv")
    shown = lines(importing.draft, 1)
    assert [line.number for line in shown] == [4, 5, 6]
    assert len(shown[1].text) == 1000


def test_a_file_that_is_no_text_has_none(importing: Import) -> None:
    importing.upload(b"<table><tr><th>Action<th>Lead<tr><td>Open homes<td>Ada</table>", "homes.html")
    assert lines(importing.draft, 0) == []
    page = page_words(importing.get("rows/0/"))
    assert "It stands at" in page
    assert "What the file has here" not in page


def test_one_that_says_nothing_of_places_has_none(importing: Import) -> None:
    importing.begin({"reference": "1.1", "action": "Open homes"})
    assert lines(importing.draft, 0) == []
    assert "It stands at" not in page_words(importing.get("rows/0/"))
