"""The page that shows a plan's whole history, as a picture and as a table."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, expect
from pytest_django.fixtures import DjangoAssertNumQueries
from pytest_django.live_server_helper import LiveServer

from actions.models import ActionVersion, LineageEdge
from actions.publishing import open_next
from plans.models import Plan
from plans.readers.document import Row
from tests.pages import WIDTHS, open_signed_in, overflow, page_words, part, rows_of
from tests.people import person
from tests.plan_documents import add_version, new_plan, rows

pytestmark = pytest.mark.django_db

IMPROVEMENT = "children-and-families-improvement-plan"
ADDRESS = f"/plans/{IMPROVEMENT}/lineage/"


@pytest.fixture
def reader(client: Client) -> Client:
    client.force_login(person("Colleague"))
    return client


def read(reader: Client, slug: str = IMPROVEMENT) -> HttpResponse:
    response = reader.get(reverse("lineage", args=[slug]))
    assert response.status_code == 200
    return response


def row_of(response: HttpResponse, title: str) -> list[str]:
    return next(row[1:] for row in rows_of(response) if row[0] == title)


def grown(slug: str, actions: int, versions: int) -> Plan:
    """A plan that goes on in every version, one action in ten renamed so that it ends and another begins."""
    plan = new_plan(slug, _rows(actions, 0), as_of=date(2010, 1, 31))
    for number in range(1, versions):
        add_version(plan, _rows(actions, number), as_of=date(2010 + number, 1, 31))
    return plan


def _rows(actions: int, number: int) -> list[Row]:
    """In each version one other tenth of the actions begins anew under the number of one that ends."""
    found = []
    for row in rows(actions):
        place = int(row.reference.partition(".")[2])
        begun = sum(place % 10 == version % 10 for version in range(1, number + 1))
        row.action_id = f"action-{place}-{begun}"
        row.continues = [] if number == 0 or place % 10 == number % 10 else [row.reference]
        found.append(row)
    return found


class TestTheDemoPlan:
    def test_says_in_sentences_what_each_version_did(self, demo: None, reader: Client) -> None:
        said = page_words(read(reader))
        assert (
            "February 2020 to September 2020: 21 actions go on, all under another number; 6 are new; "
            "6 were dropped, 2 of them rolled into another." in said
        )
        assert "September 2019 to February 2020: 22 actions go on; 5 are new." in said

    def test_the_table_has_every_action_once_as_each_version_had_it(self, demo: None, reader: Client) -> None:
        shown = read(reader)
        assert len(rows_of(shown)) == 33
        assert row_of(shown, "Increased number of internal fostering placements available") == [
            *("2.1", "2.1 Green", "1.1 Amber", "In the plan")
        ]
        assert row_of(shown, "Pilot the Safer Families for Children model")[2:] == [
            *("1.11 Green", "New in September 2020 In the plan")
        ]

    def test_what_was_dropped_says_where_it_went(self, demo: None, reader: Client) -> None:
        shown = read(reader)
        assert row_of(shown, "Quarterly reviews of non-essential spend") == [
            *("1.2", "1.2 Blue", "", "Dropped in September 2020 Rolled into 3.3")
        ]
        ended = [row[-1] for row in rows_of(shown) if row[-1].startswith("Dropped")]
        assert len(ended) == 6

    def test_the_picture_has_a_link_for_every_action_named_by_it_and_its_fate(self, demo: None, reader: Client) -> None:
        picture = part(read(reader), '<svg class="app-lineage__picture"', "</svg>")
        assert picture.count("<a ") == 33
        assert (
            "<title>1.2 Quarterly reviews of non-essential spend. Dropped in September 2020. Rolled into 3.3.</title>"
            in picture
        )
        assert f'href="/plans/{IMPROVEMENT}/actions/non-essential-spend/"' in picture
        assert picture.count("app-lineage__joint") == 2
        assert picture.count(">dropped<") == 4
        assert picture.count(">rolled into<") == 2
        assert picture.count(">new<") == 11

    def test_every_status_is_a_word_in_the_picture_too(self, demo: None, reader: Client) -> None:
        picture = part(read(reader), '<svg class="app-lineage__picture"', "</svg>")
        # As printed in February and September 2020; September 2019 printed none.
        counts = {word: picture.count(f">{word}<") for word in ("Green", "Blue", "Amber", "Red", "Grey", "No status")}
        assert counts == {"Green": 22, "Blue": 11, "Amber": 6, "Red": 3, "Grey": 10, "No status": 2}
        assert "22 actions, no statuses printed" in picture

    def test_a_version_worked_on_stands_there_once_its_actions_do_otherwise(self, demo: None, reader: Client) -> None:
        assert "Working version" not in page_words(read(reader))
        working = ActionVersion.objects.filter(version__state="working", version__plan__slug=IMPROVEMENT)
        working.filter(reference="1.12").update(reference="1.13")
        said = page_words(read(reader))
        assert "September 2020 to Working version: 27 actions go on, 1 under another number." in said


class TestFates:
    @pytest.fixture
    def plan(self, db: None) -> Plan:
        return new_plan("homes", rows(4), as_of=date(2020, 1, 31))

    def told(self, reader: Client, title: str) -> str:
        return row_of(read(reader, "homes"), title)[-1]

    def test_split(self, plan: Plan, reader: Client) -> None:
        first = Row(reference="1.1", action="Action 1", continues=["1.1"])
        half = Row(reference="1.2", action="Half of it", continues=["1.1"])
        add_version(plan, [first, half], as_of=date(2020, 6, 30))
        assert self.told(reader, "Half of it") == "Split from 1.1 In the plan"
        picture = read(reader, "homes").content.decode()
        assert ">split</text>" in picture
        assert "app-lineage__joint" in picture
        assert "1 action goes on; 1 was split; 3 were dropped." in page_words(read(reader, "homes"))

    def test_merged_into_one_that_goes_on(self, plan: Plan, reader: Client) -> None:
        add_version(plan, [Row(reference="1", action="Both", continues=["1.1", "1.2"])], as_of=date(2020, 6, 30))
        assert self.told(reader, "Action 2") == "Dropped in Version of June 2020 Merged into 1".replace(
            "Version of ", ""
        )
        assert self.told(reader, "Both") == "In the plan"

    def test_merged_into_one_of_its_own(self, plan: Plan, reader: Client) -> None:
        both = Row(reference="1", action="Both", action_id="both", continues=["1.1", "1.2"])
        add_version(plan, [both], as_of=date(2020, 6, 30))
        assert self.told(reader, "Both") == "Merged from 1.1 Merged from 1.2 In the plan"
        assert "1 was merged; 4 were dropped, 2 of them merged into another" in page_words(read(reader, "homes"))

    def test_away_and_back(self, plan: Plan, reader: Client) -> None:
        add_version(plan, [Row(reference="1", action="Other")], as_of=date(2020, 6, 30))
        back = Row(reference="2", action="Action 3", action_id="action-3")
        add_version(plan, [back], as_of=date(2020, 12, 31))
        assert self.told(reader, "Action 3") == "Not in June 2020 In the plan"
        said = page_words(read(reader, "homes"))
        assert "Nothing goes on; 1 is new; 3 were dropped; 1 is away for now." in said
        assert "1 is back; 1 was dropped." in said

    def test_a_reading_that_was_superseded_is_not_drawn(self, plan: Plan, reader: Client) -> None:
        rolled = [
            Row(reference="1.1", action="Action 1", continues=["1.1"], rolled_into=["1.2"]),
            Row(reference="1.2", action="Action 2", continues=["1.2"]),
        ]
        add_version(plan, rolled, as_of=date(2020, 6, 30))
        add_version(plan, [Row(reference="1.2", action="Action 2", continues=["1.2"])], as_of=date(2020, 12, 31))
        assert self.told(reader, "Action 1") == "Dropped in December 2020 Rolled into 1.2"
        assert "1 action goes on; 1 was rolled into another." in page_words(read(reader, "homes"))
        edge = LineageEdge.objects.get(kind="rolled_into")
        LineageEdge.objects.create(
            kind="dropped", from_action_version=edge.from_action_version, reason="Not so", supersedes=edge
        )
        assert self.told(reader, "Action 1") == "Dropped in December 2020"

    def test_hostile_words_are_shown_as_words(self, plan: Plan, reader: Client) -> None:
        evil = Row(reference="<b>", action="</title></svg><script>alert(1)</script>", continues=["1.1"])
        add_version(plan, [evil], as_of=date(2020, 6, 30))
        assert b"<script>alert" not in read(reader, "homes").content

    def test_one_version_has_no_history_yet(self, plan: Plan, reader: Client) -> None:
        assert "There is one version so far: January 2020." in page_words(read(reader, "homes"))

    def test_a_mere_copy_of_it_to_work_on_is_no_second_version(self, plan: Plan, reader: Client) -> None:
        open_next(plan, by=None)
        assert "There is one version so far: January 2020." in page_words(read(reader, "homes"))


def test_a_plan_of_no_versions_says_so(reader: Client) -> None:
    Plan.objects.create(slug="empty", title="Empty")
    assert "There is no version yet." in page_words(read(reader, "empty"))


def test_an_unknown_plan_is_not_found(reader: Client) -> None:
    assert reader.get(reverse("lineage", args=["nothing"])).status_code == 404


def test_the_plan_leads_there_and_so_does_the_action(demo: None, reader: Client) -> None:
    for address in (f"/plans/{IMPROVEMENT}/", f"/plans/{IMPROVEMENT}/actions/sold-services/"):
        page = reader.get(address).content.decode()
        assert f'href="{ADDRESS}"' in page
        assert f'href="/plans/{IMPROVEMENT}/slippage/' in page


def test_costs_the_same_queries_whatever_the_size(
    reader: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    counts = set()
    for actions, versions in ((30, 2), (300, 2), (30, 12)):
        plan = grown(f"plan-{actions}-{versions}", actions, versions)
        with django_assert_max_num_queries(15) as queries:
            shown = read(reader, plan.slug)
        assert len(rows_of(shown)) == actions * (versions + 9) // 10
        counts.add(len(queries))
    assert len(counts) == 1


@pytest.mark.parametrize("width", WIDTHS)
def test_twelve_versions_are_accessible_and_scroll_within_the_page(
    open_page: Callable[..., Page],
    live_server: LiveServer,
    assert_accessible: Callable[[Page], None],
    width: int,
) -> None:
    grown("wide", 20, 12)
    page = open_signed_in(open_page(width=width), person("Colleague"), live_server, "/plans/wide/lineage/")
    assert_accessible(page)
    assert overflow(page) <= 0


class TestInABrowser:
    @pytest.fixture
    def open_it(self, demo: None, open_page: Callable[..., Page], live_server: LiveServer) -> Callable[..., Page]:
        colleague = person("Colleague")
        return lambda slug=IMPROVEMENT, **options: open_signed_in(
            open_page(**options), colleague, live_server, f"/plans/{slug}/lineage/"
        )

    def test_every_thread_is_reached_by_keyboard_named_and_opened(self, open_it: Callable[..., Page]) -> None:
        page = open_it()
        page.get_by_role("region", name="The picture").focus()
        page.keyboard.press("Tab")
        first = page.locator("svg a").first
        expect(first).to_be_focused()
        expect(first.locator(".app-lineage__label").first).to_be_visible()
        expect(first.locator(".app-lineage__label").first).to_contain_text("1.1 Regularly review")
        page.keyboard.press("Tab")
        expect(first.locator(".app-lineage__label").first).to_be_hidden()
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", level=1)).to_contain_text("Audit of financial management")

    def test_pointing_names_a_thread_and_a_click_opens_it(self, open_it: Callable[..., Page]) -> None:
        page = open_it(java_script_enabled=False)
        thread = page.get_by_role("link", name="3.3 Implement a rolling")
        label = thread.locator(".app-lineage__label").first
        expect(label).to_be_hidden()
        thread.locator(".app-lineage__node").last.hover()
        expect(label).to_be_visible()
        thread.locator(".app-lineage__node").last.click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("Implement a rolling")

    def test_words_fit_where_they_were_given_room(self, open_it: Callable[..., Page]) -> None:
        page = open_it()
        overlong = page.evaluate(
            """() => [...document.querySelectorAll('.app-lineage__thread')].flatMap(thread => {
                const nodes = [...thread.querySelectorAll('.app-lineage__node')].map(node => node.getBBox())
                return [...thread.querySelectorAll('.app-lineage__name')].filter(name => {
                    const box = name.getBBox()
                    return !nodes.some(node => node.x <= box.x && box.x + box.width <= node.x + node.width
                        && node.y <= box.y + 3 && box.y + box.height <= node.y + node.height + 3)
                }).map(name => name.textContent)
            })"""
        )
        assert overlong == []

    def test_no_two_texts_overlap(self, open_it: Callable[..., Page]) -> None:
        page = open_it()
        crossing = page.evaluate(
            """() => {
                const shown = [...document.querySelectorAll('.app-lineage__picture text')]
                    .filter(text => !text.closest('.app-lineage__label'))
                    .map(text => [text.textContent, text.getBBox()])
                return shown.flatMap(([one, a], at) => shown.slice(at + 1).filter(([other, b]) =>
                    a.x < b.x + b.width && b.x < a.x + a.width && a.y + 2 < b.y + b.height && b.y + 2 < a.y + a.height
                ).map(([other]) => `${one} / ${other}`))
            }"""
        )
        assert crossing == []

    def test_a_wide_picture_scrolls_in_its_own_region_by_keyboard(self, open_it: Callable[..., Page]) -> None:
        grown("wide", 10, 12)
        page = open_it("wide")
        region = page.get_by_role("region", name="The picture")
        region.focus()
        for _ in range(50):  # keys pressed before a browser has painted the page are lost
            page.keyboard.press("ArrowRight")
            if scrolled := region.evaluate("region => region.scrollLeft"):
                break
            page.wait_for_timeout(100)
        assert scrolled
        assert overflow(page) <= 0

    def test_what_each_step_did_is_told_without_a_number_before_it(self, open_it: Callable[..., Page]) -> None:
        told = open_it().get_by_role("listitem").filter(has_text="September 2019 to February 2020:")
        assert told.evaluate("step => getComputedStyle(step, '::before').content") == "none"

    def test_forced_colours_are_the_readers_own(self, open_it: Callable[..., Page]) -> None:
        page = open_it(forced_colors="active", color_scheme="dark")
        colours = page.evaluate(
            """() => ['.app-lineage__node--green', '.app-lineage__name--amber', '.app-lineage__version']
                .map(name => getComputedStyle(document.querySelector(name)).fill)"""
        )
        assert colours[1] == colours[2]
        assert colours[0] != colours[1]
        assert colours[0] != "rgb(15, 122, 82)"

    def test_a_printed_picture_has_its_name_and_no_more_than_the_paper(self, open_it: Callable[..., Page]) -> None:
        page = open_it(width=1032)  # A4 across, within its margins, at 96 dots an inch
        page.emulate_media(media="print")
        expect(page.locator(".app-lineage__title")).to_be_visible()
        expect(page.locator(".app-plan-nav")).to_be_hidden()
        box: Any = page.locator(".app-lineage__picture").bounding_box()
        assert box["width"] <= 1032
        assert box["height"] <= 186 / 25.4 * 96
