"""What was typed for a cell stays with it when the file is read anew, or is shown to whoever typed it."""

import re
from itertools import pairwise
from typing import Any

import pytest
from django.test import Client

from actions.import_answers import Answers, SetAside, answers_of
from actions.import_carrying import carry
from actions.import_changing import change_answers
from plans.models import Plan
from plans.readers import read_document
from plans.readers.document import DocumentSection, PlanDocument
from tests.import_pages import Import
from tests.pages import page_words
from tests.people import plan_owner
from tests.plan_documents import new_plan

CSV = (
    "Ref;Finding of the team;Agreed response;Lead;By when\n"
    "1.1;Too few homes are open to everybody;Two more homes open;Ada Byron;May 2021\n"
    "1.2;Too few people know where homes are;More people are told;Ada Byron;June 2021\n"
)
UNKNOWN = "Vorhaben;Zustand;Bis\nOpen homes;in hand;soon\nMend roofs;late;later\n"


def read(mapping: dict[str, str], text: str = CSV) -> PlanDocument:
    return read_document("homes.csv", text.encode(), remembered=mapping)


def carried(answers: Answers, *mappings: dict[str, str], text: str = CSV) -> Answers:
    """From one reading to the next."""
    for before, after in pairwise(mappings):
        carry(answers, read(before, text), read(after, text))
    return answers


SWAPPED = {"Finding of the team": "", "Agreed response": "action"}


class TestCells:
    def test_follow_their_columns(self) -> None:
        cells = {"0": {"action": "Too few homes", "progress": "Open three homes", "is_new": "yes"}}
        answers = carried(Answers(cells=cells, settled=["table"]), {}, SWAPPED)
        assert answers.cells == {
            "0": {"other:Finding of the team": "Too few homes", "action": "Open three homes", "is_new": "yes"}
        }
        assert (answers.set_aside, answers.settled) == ([], ["table"])

    def test_follow_a_column_without_a_heading(self) -> None:
        text = "1.1;Open two homes;May 2021\n1.2;Mend the roofs;June 2021\n"
        answers = Answers(cells={"1": {"reference": "7"}})
        carried(answers, {}, {"Column 1": "", "Column 2": "action"}, text=text)
        assert answers.cells == {"1": {"other:Column 1": "7"}}

    def test_come_back_once_the_row_that_held_the_headings_is_an_action_again(self) -> None:
        text = "1.1;Open two homes;May 2021\n1.2;Mend the roofs;June 2021\n"
        answers = Answers(cells={"0": {"action": "Open six homes"}})
        headed = {"1.1": "", "Open two homes": "action", "May 2021": "timeframe"}
        carried(answers, {}, headed, text=text)
        assert [aside.text for aside in answers.set_aside] == ["Open six homes"]
        carried(answers, headed, {}, text=text)
        assert (answers.cells, answers.set_aside) == ({"0": {"action": "Open six homes"}}, [])

    def test_that_have_no_room_in_their_column_are_set_aside_and_come_back(self) -> None:
        long = "Too few homes. " * 40
        answers = Answers(cells={"1": {"action": long}}, settled=["table", "threads"])
        said = {"Finding of the team": "status", "Agreed response": "action"}
        carried(answers, {}, said)
        assert answers.cells == {}
        (aside,) = answers.set_aside
        assert (aside.row, aside.column, aside.text) == ("1.2", "Finding of the team", long)
        assert answers.settled == ["threads"]
        carried(answers, said, {})
        assert (answers.cells, answers.set_aside) == ({"1": {"action": long}}, [])

    def test_of_what_no_column_prints_are_set_aside_once_one_does(self) -> None:
        answers = Answers(cells={"0": {"milestones": "Buy | by March"}})
        carried(answers, {}, SWAPPED)
        assert answers.cells == {"0": {"milestones": "Buy | by March"}}
        carried(answers, SWAPPED, SWAPPED | {"Finding of the team": "milestones"})
        assert ([aside.text for aside in answers.set_aside], answers.cells) == (["Buy | by March"], {})


class TestRows:
    HEADED = {"Vorhaben": "action", "Zustand": "status"}
    HEADLESS = {"Column 1": "action", "Column 2": "status"}

    def test_are_known_by_where_they_stand(self) -> None:
        answers = Answers(
            cells={"0": {"action": "Open all homes"}}, left_out=[1], threads={"0": ["a"], "1": []}, settled=["threads"]
        )
        carried(answers, self.HEADED, self.HEADLESS, text=UNKNOWN)
        assert answers.cells == {"1": {"action": "Open all homes"}}
        assert (answers.left_out, answers.threads, answers.settled) == ([2], {"1": ["a"], "2": []}, [])
        carried(answers, self.HEADLESS, self.HEADED, text=UNKNOWN)
        assert (answers.cells, answers.left_out) == ({"0": {"action": "Open all homes"}}, [1])

    def test_that_are_gone_take_nothing_with_them(self) -> None:
        answers = Answers(cells={"0": {"action": "Our plans"}}, left_out=[0])
        carried(answers, self.HEADLESS, self.HEADED, text=UNKNOWN)
        assert [(aside.row, aside.key, aside.text) for aside in answers.set_aside] == [
            ("Vorhaben", "action", "Our plans"),
            ("Vorhaben", "left_out", ""),
        ]
        assert (answers.cells, answers.left_out) == ({}, [])

    def test_of_a_file_that_says_itself_what_all_of_it_is(self) -> None:
        document = read({})
        document.places = []
        answers = Answers(cells={"1": {"action": "x"}})
        carry(answers, document, document)
        assert answers.cells == {"1": {"action": "x"}}


class TestHeadings:
    def test_stay_with_their_sections(self) -> None:
        document = read({})
        document.sections = [*document.sections, DocumentSection(number="2", title="Roads")]
        answers = Answers(headings={"1": {"title": "All roads"}})
        after = read(SWAPPED)
        after.sections = [DocumentSection(number="2", title="Roads"), *after.sections]
        carry(answers, document, after)
        assert (answers.headings, answers.set_aside) == ({"0": {"title": "All roads"}}, [])

    def test_of_a_section_that_is_gone_are_set_aside(self) -> None:
        document = read({})
        document.sections = [*document.sections, DocumentSection(number="2", title="Roads")]
        answers = Answers(headings={"1": {"title": "All roads"}})
        carry(answers, document, read({}))
        assert answers.headings == {}
        assert [(aside.row, aside.text) for aside in answers.set_aside] == [("2 Roads", "All roads")]
        carry(answers, read({}), document)
        assert (answers.headings, answers.set_aside) == ({"1": {"title": "All roads"}}, [])


@pytest.fixture
def importing(db: None, client: Client) -> Import:
    plan: Plan = new_plan("homes")
    client.force_login(plan_owner("Owner", plan))
    return Import(client, plan)


class TestOnThePages:
    def correct(self, importing: Import, **texts: str) -> None:
        names = {field.label: field.html_name for field in importing.get("rows/0/").context["form"]}
        answers = {names[label.replace("_", " ")]: text for label, text in texts.items()}
        assert importing.post("rows/0/", answers).status_code == 302

    def say(self, importing: Import, **fields: str) -> None:
        form = importing.get("columns/").context["form"]
        names = {field.label.strip("“”"): field.html_name for field, _ in form.lines}
        assert (
            importing.post("columns/", {names[key.replace("_", " ")]: to for key, to in fields.items()}).status_code
            == 302
        )

    def test_a_correction_stays_with_the_words_it_corrects(self, importing: Import) -> None:
        importing.upload(CSV.encode(), "homes.csv")
        self.correct(importing, Agreed_response="Open three homes")
        self.say(importing, Finding_of_the_team="", Agreed_response="action")
        rows: list[dict[str, Any]] = importing.draft.document["sections"][0]["rows"]
        assert rows[0]["action"] == "Two more homes open"
        page = page_words(importing.get())
        assert "Open three homes" in page
        assert "Two more homes open" not in page

    def test_what_has_no_place_any_more_is_shown_until_it_is_dealt_with(self, importing: Import) -> None:
        importing.upload(CSV.encode(), "homes.csv")
        self.correct(importing, Finding_of_the_team="Too few homes. " * 40)
        importing.go_through("")
        self.say(importing, Finding_of_the_team="status", Agreed_response="action")
        assert importing.client.get(importing.address("check/")).url == importing.address()  # type: ignore[attr-defined]
        page = page_words(importing.get())
        assert "1 correction has no place any more" in page
        assert "1.1, Finding of the team Too few homes. Too few homes." in page
        shown = re.findall(r'name="dealt_with" value="(\w+)"', importing.get().content.decode())
        elsewhere = SetAside(mark="2", row="1.2", key="lead", column="Lead", text="Typed elsewhere")
        change_answers(importing.draft, lambda answers: answers.set_aside.append(elsewhere))
        importing.client.post(importing.address(), {"dealt_with": shown})
        assert "1 correction has no place any more" in page_words(importing.get())
        assert [one.text for one in answers_of(importing.draft).set_aside] == ["Typed elsewhere"]
        shown = re.findall(r'name="dealt_with" value="(\w+)"', importing.get().content.decode())
        importing.client.post(importing.address(), {"dealt_with": shown})
        assert "no place any more" not in page_words(importing.get())
        assert answers_of(importing.draft).set_aside == []
