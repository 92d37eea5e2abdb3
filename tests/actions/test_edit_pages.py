"""The pages in which a plan owner edits the working version: who may, what they show, what they do and refuse."""

import json
import re
from html import unescape
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.http import HttpResponse
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from actions.branching import add_action
from actions.edit_form import ActionForm
from actions.leaving import withdraw
from actions.models import ActionVersion, ChangeReason, LineageEdge
from actions.ordering import order_mark
from actions.publishing import open_next
from plans.models import Officer, Plan, Section, SectionVersion, User
from tests.pages import page_words
from tests.people import person, plan_owner
from tests.plan_documents import new_plan, rows
from tests.small_plan import SmallPlan

from .editing import HOMES, STAFF, WHY, edit, entry, homes_plan, order, publish_it, working

EDIT = "/plans/homes/versions/2/edit/"
ONE = "/plans/homes/versions/2/actions/open/"
PAGES = [
    EDIT,
    f"{EDIT}add/",
    f"{EDIT}columns/",
    f"{EDIT}sections/",
    f"{EDIT}sections/homes/",
    f"{ONE}edit/",
    f"{ONE}move/",
    f"{ONE}split/",
    f"{ONE}end/",
]


@pytest.fixture
def plan(db: None) -> Plan:
    return homes_plan()


@pytest.fixture
def owner(plan: Plan) -> User:
    return plan_owner("Owner", plan)


@pytest.fixture
def page(client: Client, owner: User) -> Client:
    client.force_login(owner)
    return client


def fields(plan: Plan, slug: str = "open", **changed: str) -> dict[str, Any]:
    """What the form of an action sends, as it was shown, but for what is changed."""
    form = ActionForm(entry=entry(plan, slug))
    sent = {bound.html_name: bound.value() for bound in form}
    return {name: "" if value is None else str(value) for name, value in sent.items() if value is not False} | changed


def save(page: Client, sent: dict[str, Any], slug: str = "open") -> HttpResponse:
    return page.post(f"/plans/homes/versions/2/actions/{slug}/edit/", sent)


def mark(plan: Plan) -> str:
    return order_mark(working(plan))


def contents(plan: Plan) -> list[Any]:
    """Everything that could be changed."""
    entries = ActionVersion.objects.order_by("pk").values_list("pk", "position", "reference", "text", "timeframe")
    sections = SectionVersion.objects.order_by("pk").values_list("pk", "position", "number", "title")
    return [*entries, *sections, LineageEdge.objects.count(), ChangeReason.objects.count(), Officer.objects.count()]


class TestAddresses:
    @pytest.mark.parametrize("address", PAGES)
    def test_what_is_not_there_is_not_found(self, page: Client, address: str) -> None:
        for wrong in (address.replace("homes", "other", 1), address.replace("/2/", "/9/")):
            assert page.get(wrong).status_code == 404

    @pytest.mark.parametrize("address", PAGES)
    def test_of_a_published_version_there_is_the_version_instead(self, page: Client, address: str) -> None:
        response = page.get(address.replace("/2/", "/1/"), follow=True)
        assert response.redirect_chain == [("/plans/homes/versions/1/", 302)]
        assert "is published, so nothing in it changes any more" in page_words(response)

    @pytest.mark.parametrize("address", PAGES[1:])
    def test_what_is_typed_comes_back_when_the_session_has_ended(self, page: Client, owner: User, address: str) -> None:
        shown = unescape(page.get(address).content.decode())
        stamp = re.findall(r'name="kept_for" value="([^"]+)"', shown)[0]
        page.logout()
        response = page.post(address, {"text": "Words that took a while.", "kept_for": stamp})
        page.force_login(owner)
        kept = parse_qs(urlsplit(response["Location"]).query)["next"][0]
        assert "Words that took a while." in page_words(page.get(kept))

    def test_what_is_posted_to_a_published_version_is_refused_and_stays_typed(self, page: Client, plan: Plan) -> None:
        sent = fields(plan, text="Open five homes")
        publish_it(plan)
        response = save(page, sent)
        assert "June 2021 is published, so nothing in it changes any more." in page_words(response)
        assert "Open five homes" in response.content.decode()
        assert not ActionVersion.objects.filter(text="Open five homes").exists()

    def test_without_a_working_version_the_way_leads_to_opening_one(self, page: Client, plan: Plan) -> None:
        working(plan).delete()
        assert page.get("/plans/homes/edit/")["Location"] == "/plans/homes/publish/"
        open_next(plan, by=None)
        assert page.get("/plans/homes/edit/").status_code == 302


class TestContents:
    def test_show_every_action_with_what_changed_since_it_was_published(self, page: Client, plan: Plan) -> None:
        assert "Nothing differs from January 2021 yet." in page_words(page.get(EDIT))
        edit(plan, wanted={"text": "Open five homes", "timeframe": "September 2021"}, reasons={"timeframe": WHY})
        withdraw(entry(plan, "run"), reason="Nobody needs them.", by=None)
        words = page_words(page.get(EDIT))
        assert "2 actions differ from January 2021" in words
        assert "Open five homes Grace; Ada, Bo reworded" in words
        assert "92 days later" in words
        assert f"Reason given: “{WHY}”" in words
        assert re.search("Withdrawn ?: “Nobody needs them.”", words)

    def test_the_version_page_leads_there_and_to_each_action(self, page: Client, client: Client) -> None:
        response = page.get("/plans/homes/versions/2/").content.decode()
        assert f'href="{EDIT}"' in response
        assert response.count('/actions/open/edit/">Edit<') == 1
        assert "/versions/1/edit/" not in page.get("/plans/homes/versions/1/").content.decode()
        client.force_login(person("Stranger"))
        assert "/edit/" not in client.get("/plans/homes/versions/2/").content.decode()

    def test_cost_the_same_queries_for_30_actions_and_for_300(
        self, client: Client, db: None, django_assert_max_num_queries: DjangoAssertNumQueries
    ) -> None:
        counts = set()
        for size in (30, 300):
            plan = new_plan(f"plan-{size}", rows(size))
            open_next(plan, by=None)
            client.force_login(plan_owner(f"Owner {size}", plan))
            for each in working(plan).action_versions.select_related("version__plan")[:5]:
                edit(plan, each.action.slug, wanted={"timeframe": "June 2022"}, reasons={"timeframe": WHY})
            address = f"/plans/plan-{size}/versions/2/edit/"
            client.get(address)
            with django_assert_max_num_queries(15) as queries:
                assert client.get(address).status_code == 200
            counts.add(len(queries))
        assert len(counts) == 1

    @pytest.mark.parametrize(
        ("do", "comes_to"),
        [
            ("up:run", [(HOMES, ["run", "open"]), (STAFF, ["train"])]),
            ("down:run", [(HOMES, ["open"]), (STAFF, ["run", "train"])]),
            ("section-down:homes", [(STAFF, ["train"]), (HOMES, ["open", "run"])]),
        ],
    )
    def test_buttons_move(self, page: Client, plan: Plan, do: str, comes_to: list[Any]) -> None:
        response = page.post(EDIT, {"do": do, "seen": mark(plan)})
        assert response["Location"].startswith(f"{EDIT}#")
        assert order(plan) == comes_to

    def test_dragging_says_what_it_goes_behind(self, page: Client, plan: Plan) -> None:
        page.post(EDIT, {"do": "place:open", "to": "after:train", "seen": mark(plan)})
        assert order(plan) == [(HOMES, ["run"]), (STAFF, ["train", "open"])]
        page.post(EDIT, {"do": "place:open", "to": "first:homes", "seen": mark(plan)})
        assert order(plan) == [(HOMES, ["open", "run"]), (STAFF, ["train"])]

    @pytest.mark.parametrize(
        "sent",
        [
            {"do": "up:run", "seen": "0000"},
            {"do": "place:run", "to": "after:nothing"},
            {"do": "place:run", "to": "first:elsewhere"},
            {"do": "place:run", "to": "\x00"},
            {"do": "up:nothing"},
            {"do": "section-up:nothing"},
            {"do": "explode:run"},
            {},
        ],
    )
    def test_what_was_tampered_with_moves_nothing(self, page: Client, plan: Plan, sent: dict[str, str]) -> None:
        elsewhere = Section.objects.create(plan=SmallPlan().plan, slug="elsewhere")
        assert elsewhere.pk
        before = order(plan)
        assert page.post(EDIT, {"seen": mark(plan)} | sent).status_code in {302, 404}
        assert order(plan) == before


class TestAnAction:
    def test_is_saved_and_what_was_read_from_its_words_is_told(self, page: Client, plan: Plan) -> None:
        sent = fields(plan, timeframe="By September 2021", why_timeframe=WHY, lead="Bo\r\nAda")
        response = page.post(f"{ONE}edit/", sent, follow=True)
        assert response.redirect_chain == [(f"{EDIT}#1.1", 302)]
        assert "1.1 Open homes is saved. Timeframe: read as due 30 September 2021." in page_words(response)
        assert [str(part) for part in entry(plan).assignments.filter(role="lead").order_by("position")] == ["Bo", "Ada"]

    def test_as_it_was_shown_changes_nothing(self, page: Client, plan: Plan) -> None:
        before = contents(plan)
        response = page.post(f"{ONE}edit/", fields(plan), follow=True)
        assert "Nothing was changed in 1.1 Open homes." in page_words(response)
        assert contents(plan) == before

    def test_a_reason_that_is_wanted_is_asked_for_beside_its_field(self, page: Client, plan: Plan) -> None:
        response = save(page, fields(plan, timeframe="September 2021"))
        assert response.context["form"].errors == {
            "why_timeframe": ["Say why the date moves from 30 June 2021 to 30 September 2021, 92 days later."]
        }
        assert "<title>Error: " in response.content.decode()
        assert "Read as due 30 September 2021." in page_words(response)

    def test_an_unknown_name_is_asked_about_before_anybody_is_made(self, page: Client, plan: Plan) -> None:
        Officer.objects.create(slug="john", name="John Smith")
        sent = fields(plan, lead="Jon Smith")
        response = save(page, sent)
        assert "Nobody here is called “Jon Smith” yet. Did you mean “John Smith”?" in page_words(response)
        assert not Officer.objects.filter(name="Jon Smith").exists()
        save(page, sent | {"new_names": "on"})
        assert [str(part) for part in entry(plan).assignments.filter(role="lead")] == ["Jon Smith"]

    def test_what_two_changed_is_shown_word_by_word_and_chosen_in(self, page: Client, plan: Plan) -> None:
        sent = fields(plan, text="Open ten homes")
        edit(plan, wanted={"text": "Open six homes"})
        response = save(page, sent)
        words = page_words(response)
        assert re.search(r"Command line changed “Action” at \d\d:\d\d What stands there now Open six homes", words)
        assert "deleted: six" in words
        assert "inserted: ten" in words
        assert "Open ten homes</textarea>" in response.content.decode()
        assert entry(plan).text == "Open six homes"
        choice = re.findall(r'name="choice-text" value="(mine:[^"]+)"', response.content.decode())[0]
        assert save(page, sent | {"text": "Open sixteen homes", "choice-text": choice}).status_code == 302
        assert entry(plan).text == "Open sixteen homes"

    def test_what_somebody_else_changed_elsewhere_is_kept_and_told(self, page: Client, plan: Plan) -> None:
        sent = fields(plan, text="Open ten homes")
        edit(plan, wanted={"intended_outcome": "Homes near", "lead": "Bo"})
        response = page.post(f"{ONE}edit/", sent, follow=True)
        told = r"is saved. Command line changed Intended outcome and Lead at \d\d:\d\d, which is kept too\."
        assert re.search(told, page_words(response))
        assert (entry(plan).text, entry(plan).intended_outcome) == ("Open ten homes", "Homes near")

    @pytest.mark.parametrize("seen", ["", "[]", "{", "[" * 50_000, '{"text": 7}', "null"])
    def test_what_was_read_and_is_tampered_with_overwrites_nothing_unseen(
        self, page: Client, plan: Plan, seen: str
    ) -> None:
        response = save(page, fields(plan, text="Open ten homes", seen=seen))
        assert "Somebody has changed “Action” What stands there now" in page_words(response)
        assert entry(plan).text.startswith("Open homes")

    @pytest.mark.parametrize(
        ("name", "typed", "told"),
        [
            ("text", "", "Say what the action is."),
            ("text", "A\x00B", "unreadable character"),
            ("reference", "1.1\n2", "on one line"),
            ("reference", "1" * 21, "shorten it to 20"),
            ("reference", "2.1", "has the reference 2.1 already"),
            ("lead", "A" * 301, "A name is too long"),
            ("links", "A" * 301, "A line is too long"),
        ],
    )
    def test_what_is_wrong_is_said(self, page: Client, plan: Plan, name: str, typed: str, told: str) -> None:
        before = contents(plan)
        assert told in page_words(save(page, fields(plan, **{name: typed})))
        assert contents(plan) == before

    @pytest.mark.parametrize(
        "typed", ["word " * 20_000, "\u202eabc \u05d0\u05d1 \U0001f3e0", "\x0b\x1f\u2028", "<b>=1+1</b>"]
    )
    def test_whatever_can_be_kept_is_kept_as_typed(self, page: Client, plan: Plan, typed: str) -> None:
        sent = fields(plan, intended_outcome=typed, timeframe=f"June 2021 {typed}", success_measure=typed)
        response = save(page, sent | {"why_timeframe": WHY, "why_success_measure": WHY})
        assert response.status_code == 302
        assert entry(plan).intended_outcome.split() == typed.split()
        assert page.get(f"{ONE}edit/").status_code == 200
        assert page.get("/plans/homes/actions/open/edits/").status_code == 200

    def test_a_date_that_does_not_exist_is_kept_as_typed_and_read_as_none(self, page: Client, plan: Plan) -> None:
        sent = fields(plan, timeframe="By 31 February 2022", why_timeframe=WHY)
        sent["milestone:new1:title"], sent["milestone:new1:timeframe"] = "Open the doors", "30 February 2022"
        told = page_words(page.post(f"{ONE}edit/", sent, follow=True))
        assert "No date stands in it." in told or "no date stands in it." in told
        assert (entry(plan).timeframe, entry(plan).due) == ("By 31 February 2022", None)
        assert entry(plan).milestones.get(title="Open the doors").due is None

    @pytest.mark.parametrize("place", ["0", "-1", "x", "99999999999999999999", ""])
    def test_a_milestones_place_that_was_tampered_with_changes_nothing(
        self, page: Client, plan: Plan, place: str
    ) -> None:
        before = contents(plan)
        key = next(name for name in fields(plan) if name.endswith(":place"))
        assert save(page, fields(plan) | {key: place}).context["form"].has_error(key)
        assert contents(plan) == before

    def test_a_milestone_of_another_plan_is_not_reached(self, page: Client, plan: Plan) -> None:
        other = SmallPlan()
        key = f"milestone:{other.milestone.pk}"
        save(page, fields(plan) | {f"{key}:title": "Mine now", f"{key}:timeframe": "", f"{key}:place": "1"})
        assert other.working.action_version.milestones.get().title == "Buy a house"
        assert not entry(plan).milestones.filter(title="Mine now").exists()

    def test_shows_what_is_read_while_it_is_typed(self, page: Client) -> None:
        sent = {"timeframe": "By 31 March 2022", "success_measure": "At least 85% of visits\nHomes"}
        read = {of: page.post(f"{EDIT}reading/?of={of}", sent).content.decode().strip() for of in sent}
        assert read == {
            "timeframe": "Read as due 31 March 2022.",
            "success_measure": "Read as 2 measures, with the target 85%.",
        }
        assert page.post(f"{EDIT}reading/?of=anything", sent).content.decode().strip() == ""


class TestBeginningAndEnding:
    def test_an_action_is_added(self, page: Client, plan: Plan) -> None:
        section = working(plan).sections.get(number="2")
        sent = {"section": section.pk, "text": "Sell a home", "reference": ""}
        response = page.post(f"{EDIT}add/", sent)
        assert response["Location"] == "/plans/homes/versions/2/actions/sell-a-home/edit/"
        assert order(plan)[1] == (STAFF, ["train", "sell-a-home"])

    def test_a_section_of_another_plan_is_refused(self, page: Client, plan: Plan) -> None:
        other = SmallPlan().working.section_version
        response = page.post(f"{EDIT}add/", {"section": other.pk, "text": "Sell a home"})
        assert response.status_code == 200
        assert response.context["form"].has_error("section")
        assert not ActionVersion.objects.filter(text="Sell a home").exists()

    def test_an_action_is_moved_by_choosing_a_place(self, page: Client, plan: Plan) -> None:
        response = page.post(f"{ONE}move/", {"to": "after:train", "seen": mark(plan)}, follow=True)
        assert "1.1 Open homes stands behind 2.1 Train staff in 2 Staff now." in page_words(response)
        assert page.post(f"{ONE}move/", {"to": "after:else", "seen": mark(plan)}).status_code == 200
        assert page.post(f"{ONE}move/", {"to": "first:homes", "seen": "old"}).context["form"].errors

    def test_one_is_split(self, page: Client, plan: Plan) -> None:
        step = entry(plan).milestones.get(title="Hire a manager").milestone_id
        page.post(f"{ONE}split/", {"text": "Manage homes", "reference": "1.3", "milestones": [step]})
        assert [str(each) for each in entry(plan, "manage-homes").milestones.all()] == ["Hire a manager"]
        assert page.post(f"{ONE}split/", {"text": "More", "milestones": [0]}).context["form"].errors

    def test_one_is_withdrawn_and_taken_back(self, page: Client, plan: Plan) -> None:
        assert "Say why" in page_words(page.post(f"{ONE}end/", {"how": "withdraw"}))
        response = page.post(f"{ONE}end/", {"how": "withdraw", "reason": WHY}, follow=True)
        assert "1.1 Open homes is withdrawn" in page_words(response)
        assert "It is printed once more in this version" in page_words(page.get(f"{ONE}edit/"))
        response = page.post(f"{ONE}take-back/", follow=True)
        assert "1.1 Open homes goes on after all." in page_words(response)
        assert "goes on already" in page_words(page.post(f"{ONE}take-back/", follow=True))

    def test_one_is_rolled_into_another_or_merged_with_it(self, page: Client, plan: Plan) -> None:
        other = entry(plan, "run").pk
        assert "Choose the other action." in page_words(page.post(f"{ONE}end/", {"how": "roll", "reason": WHY}))
        page.post(f"{ONE}end/", {"how": "roll", "other": other, "reason": WHY})
        assert LineageEdge.objects.get(kind="rolled_into").to_action_version_id == other
        page.post(f"{ONE}take-back/")
        page.post(f"{ONE}end/", {"how": "merge", "other": other, "reference": "1.3", "reason": "One team does both."})
        assert LineageEdge.objects.filter(kind="merged").count() == 2
        assert {edge.reason_given for edge in LineageEdge.objects.filter(kind="rolled_into")} == {"One team does both."}

    def test_a_title_with_a_full_stop_ends_no_sentence_that_names_it(self, page: Client, plan: Plan) -> None:
        assert "1.1 Open homes is saved." in page_words(
            page.post(f"{ONE}edit/", fields(plan, text="Open homes."), follow=True)
        )
        page.post("/plans/homes/versions/2/actions/run/edit/", fields(plan, "run", text="Run homes."))
        answers = {"how": "roll", "other": entry(plan, "run").pk, "reason": WHY}
        shown = page_words(page.post(f"{ONE}end/", answers, follow=True))
        assert "1.1 Open homes ends with this version, rolled into 1.2 Run homes." in shown
        assert f"Rolled into 1.2 Run homes: “{WHY}" in shown
        assert "1.1 Open homes." in shown

    @pytest.mark.parametrize("sent", [{"how": "remove"}, {"how": "explode"}, {"how": "roll", "other": "0"}, {}])
    def test_what_does_not_go_is_said(self, page: Client, plan: Plan, sent: dict[str, str]) -> None:
        assert page.post(f"{ONE}end/", {"reason": WHY} | sent).context["form"].errors
        assert LineageEdge.objects.filter(kind__in=["dropped", "rolled_into", "merged"]).count() == 0

    def test_what_was_never_published_is_taken_out(self, page: Client, plan: Plan) -> None:
        add_action(working(plan).sections.get(number="2"), text="Sell a home", by=None)
        page.post("/plans/homes/versions/2/actions/sell-a-home/end/", {"how": "remove"})
        assert order(plan)[1] == (STAFF, ["train"])


class TestSections:
    def test_are_added_renamed_numbered_and_removed(self, page: Client, plan: Plan) -> None:
        page.post(f"{EDIT}sections/", {"number": "3", "title": "Money", "do": "save"})
        assert order(plan)[-1] == ("3 Money", [])
        address = f"{EDIT}sections/money/"
        seen = re.findall(r'name="seen" value="(\w+)"', unescape(page.get(address).content.decode()))[0]
        page.post(address, {"number": "3", "title": "Funds", "seen": seen, "do": "save"})
        assert order(plan)[-1] == ("3 Funds", [])
        mine = {"number": "3", "title": "Gold", "seen": seen, "do": "save"}
        told = page.post(address, mine)
        assert "What stands there now Number 3 Title Funds" in page_words(told)
        assert order(plan)[-1] == ("3 Funds", [])
        page.post(address, mine | {"seen": told.context["form"]["seen"].value()})
        assert order(plan)[-1] == ("3 Gold", [])
        page.post(address, {"do": "remove"})
        assert len(order(plan)) == 2
        page.post(f"{EDIT}sections/staff/", {"do": "remove"})
        assert len(order(plan)) == 2

    def test_number_their_actions_anew(self, page: Client, plan: Plan) -> None:
        edit(plan, "train", wanted={"reference": "9"})
        assert "9 → becomes 2.1 Train staff" in page_words(page.get(f"{EDIT}sections/staff/"))
        page.post(f"{EDIT}sections/staff/", {"do": "renumber", "order": mark(plan)})
        assert entry(plan, "train").reference == "2.1"

    def test_refused_words_are_said(self, page: Client, plan: Plan) -> None:
        for typed in ({"title": "A\nB"}, {"title": ""}, {"number": "2", "title": "X"}, {"title": "A" * 501}):
            assert page.post(f"{EDIT}sections/", {"do": "save"} | typed).context["form"].errors


def test_seen_is_what_the_form_carries(plan: Plan) -> None:
    form = ActionForm(entry=entry(plan))
    assert json.loads(form["seen"].value()).keys() == form.keys.keys()
