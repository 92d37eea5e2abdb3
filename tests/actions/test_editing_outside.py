"""A plan owner changes what the working version prints around its tables, and sees it before it is published."""

from datetime import date
from typing import Any

import pghistory
import pytest
from django.test import Client

from actions.outside import outside_of
from actions.publishing import open_correction, open_next
from actions.readiness import Subject, checks
from actions.standing_dates import standing_dates
from plans.models import Plan, PlanVersion
from plans.readers.document import Passage
from tests.pages import page_words
from tests.people import person, plan_owner
from tests.plan_documents import new_plan, rows

from .editing import publish_it, working

EDIT, OUTSIDE = "/plans/homes/versions/2/edit/", "/plans/homes/versions/2/edit/outside/"
DATED = "Position as at 31 January 2021.\nFor the board."
KEY, NOTE = Passage(heading="Key", text="R is late\n- G is not"), Passage(heading="", text="NB: as agreed ")


@pytest.fixture
def plan(db: None) -> Plan:
    plan = new_plan("homes", rows(2), introduction=DATED, narrative=[KEY, NOTE])
    open_next(plan, by=None)
    return plan


@pytest.fixture
def page(client: Client, plan: Plan) -> Client:
    client.force_login(plan_owner("Owner", plan))
    return client


def sent(page: Client, **changed: str) -> dict[str, Any]:
    """What the form sends, as it was shown, but for what is changed."""
    shown = {bound.html_name: bound.value() or "" for bound in page.get(OUTSIDE).context["form"]}
    return shown | changed


def printed(plan: Plan) -> tuple[str, list[tuple[str, str]]]:
    here = outside_of(working(plan))
    return here.introduction, [(passage.heading, passage.text) for passage in here.passages]


class TestEditing:
    def test_as_it_was_shown_changes_nothing(self, page: Client, plan: Plan) -> None:
        response = page.post(OUTSIDE, sent(page), follow=True)
        assert "Nothing was changed outside the tables." in page_words(response)
        assert printed(plan) == (DATED, [(KEY.heading, KEY.text), (NOTE.heading, NOTE.text)])

    def test_the_words_are_changed_taken_out_and_added(self, page: Client, plan: Plan) -> None:
        changed = {"introduction": "As at June.", "text_1": "R is red", "text_2": "", "heading_3": "More"}
        response = page.post(OUTSIDE, sent(page, **changed))
        assert response.url == EDIT  # type: ignore[attr-defined]
        assert printed(plan) == ("As at June.", [("Key", "R is red"), ("More", "")])
        shown = page_words(page.get("/plans/homes/versions/2/"))
        assert "As at June." in shown
        assert "31 January 2021." not in shown

    def test_what_is_published_keeps_its_own(self, page: Client, plan: Plan) -> None:
        page.post(OUTSIDE, sent(page, introduction="As at June."))
        version = publish_it(plan)
        assert outside_of(plan.versions.get(number=1)).introduction == DATED
        assert page.get(OUTSIDE).status_code == 302
        assert "is published, so nothing in it changes" in page_words(page.post(OUTSIDE, {"introduction": "Other"}))
        assert PlanVersion.objects.get(pk=version.pk).introduction == "As at June."

    def test_nobody_but_a_plan_owner(self, page: Client, plan: Plan) -> None:
        answers = sent(page, introduction="Mine")
        page.force_login(person("Colleague"))
        assert page.get(OUTSIDE).status_code == page.post(OUTSIDE, answers).status_code == 403
        assert printed(plan)[0] == DATED

    def test_the_second_of_two_sees_the_first_ones_words_and_decides(self, page: Client, plan: Plan) -> None:
        mine = sent(page, heading_3="Mine", text_3="My words")
        page.post(OUTSIDE, sent(page, introduction="Theirs", heading_1="", text_1=""))
        response = page.post(OUTSIDE, mine)
        assert "changed this" in page_words(response)
        assert "Introduction Theirs Other text NB: as agreed" in page_words(response)
        assert response.context["form"]["text_3"].value() == "My words"
        assert printed(plan)[0] == "Theirs"
        page.post(OUTSIDE, mine | {"seen": response.context["form"]["seen"].value()})
        assert printed(plan) == (
            DATED,
            [(KEY.heading, KEY.text), (NOTE.heading, NOTE.text), ("Mine", "My words")],
        )

    def test_what_was_changed_is_told_with_who_before_and_after(self, page: Client, plan: Plan) -> None:
        assert "What was changed" not in page_words(page.get(OUTSIDE))
        page.post(OUTSIDE, sent(page, introduction="As at June.", text_1="R is red"))
        told = page_words(page.get(OUTSIDE))
        assert f"Owner Introduction {' '.join(DATED.split())} As at June." in told
        assert "Owner Other text Key R is late - G is not Key R is red" in told
        (event,) = pghistory.models.Events.objects.tracks(working(plan)).filter(pgh_label="update")
        assert event.pgh_context["operation"] == "change text outside the tables"

    @pytest.mark.parametrize(
        ("before", "after"),
        [(["Aims Homes", "Key R"], ["Key R", "Aims Homes"]), (["Key R", "Key R"], ["Key R", " "])],
        ids=["they change places", "one of two alike goes"],
    )
    def test_where_no_passage_is_new_all_are_told(self, page: Client, before: list[str], after: list[str]) -> None:
        for first, second in (before, after):
            (heading_1, text_1), (heading_2, text_2) = first.split(" "), second.split(" ")
            changed = {"heading_1": heading_1, "text_1": text_1, "heading_2": heading_2, "text_2": text_2}
            page.post(OUTSIDE, sent(page, **changed))
        told = f"Owner Other text {' '.join([*before, *after]).rstrip()}"
        assert told in page_words(page.get(OUTSIDE))

    def test_a_heading_is_one_line(self, page: Client, plan: Plan) -> None:
        assert "on one line" in page_words(page.post(OUTSIDE, sent(page, heading_1="A\nB")))
        assert printed(plan)[0] == DATED

    def test_the_way_there_stands_among_the_contents_with_whether_it_differs(self, page: Client, plan: Plan) -> None:
        contents = page.get(EDIT)
        assert OUTSIDE in contents.content.decode()
        assert "Nothing differs from January 2021 yet." in page_words(contents)
        page.post(OUTSIDE, sent(page, introduction="As at June."))
        told = "No action differs from January 2021 yet. Its introduction or other text does."
        assert told in page_words(page.get(EDIT))


JUNE = {"number": "2", "label": "June 2021", "as_of-day": "30", "as_of-month": "6", "as_of-year": "2021"}


def go_on_to_check(page: Client) -> Any:
    ticks = {check.key: check.mark for check in page.get("/plans/homes/publish/").context["form"].checks}
    return page.post("/plans/homes/publish/", JUNE | ticks)


class TestPublishing:
    def test_the_check_shows_what_is_printed_around_the_tables(self, page: Client, plan: Plan) -> None:
        response = go_on_to_check(page)
        told = page_words(response)
        assert "to the letter as with January 2021" in told
        assert "Position as at 31 January 2021. For the board." in told
        assert "Key R is late G is not NB: as agreed" in told
        assert f"{OUTSIDE}?then=publish" in response.content.decode()

    def test_without_any_it_says_so(self, page: Client, plan: Plan) -> None:
        emptied = dict.fromkeys(("introduction", "heading_1", "text_1", "heading_2", "text_2"), "")
        page.post(OUTSIDE, sent(page, **emptied))
        assert "No introduction and no other text is printed with it. Write one" in page_words(go_on_to_check(page))

    def test_changing_it_leads_back_to_publishing_with_what_was_typed(self, page: Client, plan: Plan) -> None:
        go_on_to_check(page)
        response = page.post(f"{OUTSIDE}?then=publish", sent(page, introduction="As at June 2021."))
        assert response.url == "/plans/homes/publish/"  # type: ignore[attr-defined]
        form = page.get("/plans/homes/publish/").context["form"]
        assert (form["label"].value(), form["as_of"].value()) == ("June 2021", date(2021, 6, 30))
        told = page_words(go_on_to_check(page))
        assert "As at June 2021." in told
        assert "to the letter as with" not in told

    def test_an_introduction_with_the_dates_of_the_last_version_is_asked_about(self, page: Client, plan: Plan) -> None:
        told = page_words(page.get("/plans/homes/publish/"))
        assert "An introduction with the dates of January 2021 (1) “31 January 2021”" in told
        assert "I publish it with these dates" in told
        page.post("/plans/homes/publish/", JUNE | {"confirmed": "yes"})
        assert not working(plan).is_published
        assert found(working(plan)) == ["An introduction with the dates of January 2021: “31 January 2021”"]
        page.post(OUTSIDE, sent(page, introduction=f"{DATED} And all."))
        assert found(working(plan)) == []

    def test_a_correction_may_keep_them(self, plan: Plan) -> None:
        assert found(open_correction(plan.versions.get(number=1), by=None)) == []


def found(version: PlanVersion) -> list[str]:
    subject = Subject(version, date(2021, 6, 30))
    return [told for check in checks(subject) if check.key == "introduction" for told in check.told]


@pytest.mark.parametrize(
    ("introduction", "dates"),
    [
        ("", []),
        ("The plan of 2023-25, by 2024, under the Children Act 2004. It may go on.", []),
        ("As at 30th September 2025, by Sept 2025.", ["30th September 2025", "Sept 2025"]),
        ("On 30.09.25, 1/10/2025, 2025-10-02 and 1/10/2025.", ["30.09.25", "1/10/2025", "2025-10-02"]),
        ("Autumn 2020, Sept. 2020, 1st of May\u00a02020.", ["Autumn 2020", "Sept. 2020", "1st of May 2020"]),
        ("In the second half of 2020, by Q1 2021/22.", ["second half of 2020", "Q1 2021/22"]),
        ("Phone 01.02.033 or room 1/2.", []),
    ],
)
def test_which_dates_an_introduction_names(introduction: str, dates: list[str]) -> None:
    version, before = PlanVersion(introduction=introduction), PlanVersion(introduction=f"{introduction}\n")
    assert standing_dates(version, before) == dates
    assert standing_dates(version, PlanVersion(introduction="Other")) == []
    assert standing_dates(version, None) == []
