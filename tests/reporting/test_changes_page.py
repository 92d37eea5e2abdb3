"""Two versions of a plan on one page, as a committee member reads them."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from actions.comparing import compare_versions
from actions.models import ProgressUpdate
from actions.publishing import open_correction, open_next, publish
from plans.models import Plan
from plans.readers.document import DocumentMilestone, Row
from tests.pages import links_in, page_words, part, table_rows, words
from tests.people import person
from tests.plan_documents import add_version, new_plan, rows

pytestmark = pytest.mark.django_db

IMPROVEMENT = "children-and-families-improvement-plan"
HOME = {"reference": "1.1", "action": "Open a home", "action_id": "home", "timeframe": "March 2021"}


@pytest.fixture
def reader(client: Client) -> Client:
    client.force_login(person("Councillor"))
    return client


def read(reader: Client, slug: str = IMPROVEMENT, **query: Any) -> HttpResponse:
    response = reader.get(reverse("changes", args=[slug]), query)
    assert response.status_code == 200
    return response


def listed(response: HttpResponse) -> list[list[str]]:
    """The rows of the list, but for what they open to."""
    return [row for row in table_rows(part(response, "<tbody", "</tbody>")) if len(row) == 4]


def opened(response: HttpResponse, reference: str) -> str:
    """What a row opens to, as HTML; the row is found by what its first cell says."""
    pieces = part(response, "<tbody", "</tbody>").split('<tr role="row" class="app-changes__row">')
    row = next(piece for piece in pieces if words(piece.partition("</td>")[0]).endswith(reference))
    return row.partition('class="app-changes__words"')[2]


def of_two(reader: Client, before: dict[str, Any], after: dict[str, Any], **query: Any) -> HttpResponse:
    """The comparison of a plan of one action in two versions."""
    plan = new_plan("a-plan", [Row(**HOME | before)])
    add_version(plan, [Row(**HOME | {"continues": ["1.1"]} | after)], as_of=date(2021, 6, 30))
    return read(reader, "a-plan", **query)


class TestWhichVersions:
    def test_opens_with_the_last_published_against_the_one_before(self, reader: Client, demo: None) -> None:
        assert "What changed from February 2020 to September 2020" in page_words(read(reader))

    def test_with_one_published_it_is_the_working_version_against_that(self, reader: Client) -> None:
        open_next(new_plan("a-plan", rows(2)), by=None)
        assert "What changed from January 2021 to Working version" in page_words(read(reader, "a-plan"))

    def test_any_two_can_be_asked_for_in_either_order(self, reader: Client, demo: None) -> None:
        assert "What changed from September 2019 to Working version" in page_words(read(reader, **{"from": 1, "to": 4}))
        backwards = read(reader, **{"from": 3, "to": 1})
        assert "What changed from September 2020 to September 2019" in page_words(backwards)
        assert "This reads back in time" in page_words(backwards)

    def test_naming_only_the_later_compares_it_with_the_one_before(self, reader: Client, demo: None) -> None:
        assert "What changed from September 2019 to February 2020" in page_words(read(reader, to=2))

    def test_they_can_be_swapped_and_taken_away_as_json(self, reader: Client, demo: None) -> None:
        links = links_in(part(read(reader), '<form class="app-filter app-chooser"', "</form>"))
        assert links["Swap"] == "?from=3&amp;to=2"
        assert links["Download as JSON"] == f"{reverse('changes_json', args=[IMPROVEMENT])}?from=2&amp;to=3"

    def test_a_version_against_itself_is_a_sentence_with_the_chooser(self, reader: Client, demo: None) -> None:
        response = read(reader, **{"from": 2, "to": 2})
        assert "February 2020 is the same version twice: choose two that differ." in page_words(response)
        assert 'name="from"' in part(response, "<form", "</form>")

    @pytest.mark.parametrize("number", ["9", "0", "-1", "two", "1e3", "99999999999999999999", "²", "<b>", "\0"])
    def test_a_number_that_no_version_has_is_a_sentence_with_the_chooser(
        self, reader: Client, demo: None, number: str
    ) -> None:
        for query in ({"from": number}, {"to": number}):
            page = reader.get(reverse("changes", args=[IMPROVEMENT]), query)
            told = reader.get(reverse("changes_json", args=[IMPROVEMENT]), query)
            assert page.status_code == told.status_code == 404
            sentence = f"This plan has no version “{number}”: choose two that it has."
            assert sentence in page_words(page)
            assert told.json() == {"error": sentence}
            assert 'name="from"' in part(page, "<form", "</form>")

    def test_an_unknown_plan_is_not_found(self, reader: Client) -> None:
        assert reader.get(reverse("changes", args=["no-such-plan"])).status_code == 404

    def test_nobody_reads_it_without_signing_in(self, client: Client, demo: None) -> None:
        assert client.get(reverse("changes", args=[IMPROVEMENT])).status_code == 302

    def test_a_plan_of_one_version_says_what_will_stand_there(self, reader: Client) -> None:
        new_plan("a-plan", rows(1))
        assert "There are no two versions of this plan to compare yet." in page_words(read(reader, "a-plan"))
        response = reader.get(reverse("changes_json", args=["a-plan"]))
        assert response.status_code == 404
        assert response.json() == {"error": "There are no two versions of this plan to compare yet."}

    def test_a_corrected_version_is_passed_over_but_can_be_chosen(self, reader: Client) -> None:
        plan = new_plan("a-plan", rows(1))
        add_version(plan, rows(1), as_of=date(2021, 6, 30))
        working = open_next(plan, by=None)
        working.corrects = plan.versions.get(number=1)
        working.save()
        publish(working, label="Put right", as_of=date(2021, 1, 31), by=None)
        response = read(reader, "a-plan")
        assert "What changed from Put right to June 2021" in page_words(response)
        assert "January 2021 (corrected since)" in page_words(response)
        assert "What changed from January 2021 (corrected since) to Put right" in page_words(
            read(reader, "a-plan", **{"from": 1, "to": 3})
        )

    def test_the_last_version_s_correction_is_compared_with_what_came_before_the_mistake(self, reader: Client) -> None:
        plan = new_plan("a-plan", rows(1))
        add_version(plan, rows(1, timeframe="June 2021"), as_of=date(2021, 6, 30))
        correction = open_correction(plan.versions.get(number=2), by=None)
        correction.action_versions.update(timeframe="September 2021", due=date(2021, 9, 30))
        publish(correction, label="June 2021", as_of=date(2021, 6, 30), by=None)
        response = read(reader, "a-plan")
        assert "What changed from January 2021 to June 2021" in page_words(response)
        assert "September 2021" in page_words(response)
        assert response.context["after"] == correction


class TestHeadline:
    def test_says_at_once_what_happened(self, reader: Client, demo: None) -> None:
        said = page_words(read(reader))
        assert "is gone and what followed moved up by one. 6 actions are new. 6 are no longer there, 2 of them" in said
        assert "2 dates moved later, 1 of them without a word: 1.10 (2.10 before) by 365 days." in said
        assert "by 61 days, “In progress but delayed by COVID19”" in said

    def test_a_count_leads_to_what_it_counts(self, reader: Client, demo: None) -> None:
        links = links_in(part(read(reader), '<div class="app-headline', "</div>"))
        assert links["6 actions are new"] == "?from=2&amp;to=3&amp;kind=new#actions"
        assert len(listed(read(reader, **{"from": 2, "to": 3, "kind": "new"}))) == 6
        assert links["4 worse"] == "?from=2&amp;to=3&amp;status=worse#actions"
        assert len(listed(read(reader, **{"from": 2, "to": 3, "status": "worse"}))) == 4


class TestRows:
    def test_every_action_of_both_versions_stands_there_once(self, reader: Client, demo: None) -> None:
        shown = listed(read(reader))
        assert len(shown) == 33
        assert [row[0] for row in shown][:2] == ["was 2.1 → now 1.1", "was 2.2 → now 1.2"]
        assert [row[0] for row in shown][-6:] == ["1.1", "1.2", "1.3", "1.4", "1.5", "1.6"]

    def test_a_row_has_its_kinds_status_and_slip(self, reader: Client, demo: None) -> None:
        shown = {row[0]: row for row in listed(read(reader))}
        fostering, sold = shown["was 2.1 → now 1.1"], shown["was 2.10 → now 1.10"]
        assert fostering[1].endswith("reworded , renumbered , officers , status , progress")
        assert fostering[2] == "Green → to Amber ▼ worse: Progress compromised by COVID 19."
        assert sold[3] == (
            "deleted: 1 Apr 2020 end of deletion inserted: 1 Apr 2021 end of insertion 365 days later, no reason given"
        )

    def test_a_status_that_closed_and_one_that_only_one_version_prints(self, reader: Client, demo: None) -> None:
        closed = next(row for row in listed(read(reader)) if row[0] == "was 2.3 → now 1.3")
        assert closed[2] == "Green → to Blue closed: Complete."
        first = listed(read(reader, **{"from": 1, "to": 2}))[0]
        assert first[2] == "Green Ongoing programme of work"

    def test_a_milestone_that_slipped_is_named(self, reader: Client, demo: None) -> None:
        slipped = next(row for row in listed(read(reader)) if row[0].endswith("3.2"))
        assert slipped[3].startswith("Revised supporting “strategies” deleted: 30 Sep 2020")
        assert slipped[3].endswith("61 days later Reason given: “In progress but delayed by COVID19”")

    def test_a_dropped_action_says_where_it_went(self, reader: Client, demo: None) -> None:
        dropped = listed(read(reader, **{"from": 2, "to": 3, "kind": "rolled_into"}))
        assert (
            "Rolled into 4.3 Implement a rolling “challenge process” for all Group Managers, now 3.3" in dropped[0][1]
        )
        assert dropped[0][1].endswith("dropped , rolled into another")

    def test_one_that_was_merged_into_another_is_not_told_as_dropped(self, reader: Client) -> None:
        plan = new_plan("a-plan", [Row(**HOME), Row(reference="1.2", action="Hire")])
        add_version(plan, [Row(**HOME | {"continues": ["1.1", "1.2"]})], as_of=date(2021, 6, 30))
        response = read(reader, "a-plan")
        assert "1 action was merged into another." in page_words(response)
        assert "Merged into 1.1 Open a home" in listed(response)[0][1]
        assert listed(response)[0][1].endswith("merged")

    def test_one_that_was_split_off_says_from_what(self, reader: Client) -> None:
        plan = new_plan("a-plan", [Row(**HOME)])
        parts = [Row(**HOME | {"continues": ["1.1"]}), Row(reference="1.2", action="Hire", continues=["1.1"])]
        add_version(plan, parts, as_of=date(2021, 6, 30))
        assert "Split from 1.1 Open a home" in listed(read(reader, "a-plan"))[0][1]

    def test_unchanged_actions_are_folded_away(self, reader: Client) -> None:
        plan = new_plan("a-plan", rows(3))
        later = [Row(**vars(row) | {"continues": [row.reference]}) for row in rows(3)]
        later[1].action = "Another action altogether"
        add_version(plan, later, as_of=date(2021, 6, 30))
        response = read(reader, "a-plan")
        assert [row[0] for row in listed(response)] == ["1.2"]
        folded = part(response, '<details class="govuk-details app-folded"', "</details>")
        assert words(folded).endswith("2 actions unchanged 1.1 Action 1 1.3 Action 3")
        assert len(listed(read(reader, "a-plan", kind="unchanged"))) == 2

    def test_a_reason_that_was_reported_stands_beside_the_date(self, reader: Client) -> None:
        plan = new_plan("a-plan", [Row(**HOME)])
        worded = plan.versions.get().action_versions.get()
        ProgressUpdate.objects.create(
            action=worded.action,
            action_version=worded,
            as_at=date(2021, 3, 1),
            narrative="A house was found. The sale was delayed.",
        )
        add_version(plan, [Row(**HOME | {"timeframe": "May 2021"})], as_of=date(2021, 6, 30))
        assert listed(read(reader, "a-plan"))[0][3].endswith("61 days later Reason given: “The sale was delayed.”")


class TestWords:
    """A row opens for the words of its action, without JavaScript."""

    def test_edited_words_are_marked_in_their_line(self, reader: Client) -> None:
        before = {"action": "Open a home\nIt is for four young people of the county."}
        after = {"action": "Open a home\nIt is for six young people of the county."}
        found = opened(of_two(reader, before, after), "1.1")
        assert "<details" in found
        assert "It is for <del>" in found
        assert "It is for deleted: four end of deletion inserted: six end of insertion young people" in words(found)

    def test_a_rewritten_text_is_two_blocks_and_not_a_wall_of_marks(self, reader: Client, demo: None) -> None:
        found = opened(read(reader), "1.1")
        progress = found.partition("<dt>Progress</dt>")[2]
        assert progress.count("<del") == progress.count("<ins") == 1
        assert words(progress).startswith("before Enquiries averaged")
        assert "rewritten The latest recruitment campaign" in words(progress)

    def test_officers_added_and_removed_are_marked_by_name(self, reader: Client, demo: None) -> None:
        lead = words(opened(read(reader), "1.7").partition("<dt>Lead</dt>")[2].partition("</dd>")[0])
        assert lead.startswith(
            "Katharine Smith Tracy Hill Sue Milburn inserted: Jon Hawketts end of insertion deleted:"
        )

    def test_the_same_officers_in_another_order_are_told_so(self, reader: Client) -> None:
        response = of_two(reader, {"lead": ["Ann", "Bob"]}, {"lead": ["Bob", "Ann"]})
        assert "The same names in another order." in words(opened(response, "1.1"))

    def test_a_new_action_opens_to_what_it_says(self, reader: Client, demo: None) -> None:
        found = words(opened(read(reader, **{"from": 2, "to": 3, "kind": "new"}), "1.12"))
        assert found.startswith(">")
        assert "Its words of Review the departmental process" in found

    def test_a_dropped_action_opens_to_its_last_words(self, reader: Client) -> None:
        plan = new_plan("a-plan", [Row(**HOME | {"progress": "Nobody bid."}), *rows(1, action_id="other")[:0]])
        add_version(plan, [Row(reference="1.2", action="Hire", action_id="hire")], as_of=date(2021, 6, 30))
        response = read(reader, "a-plan", kind="dropped")
        assert "Nobody bid." in words(opened(response, "1.1"))

    @pytest.mark.parametrize(
        ("before", "after"),
        [
            ("A “home” – for four", 'A "home" –  for four'),
            ("- one\n- two", "• one\n• two"),
            ("One\u00a0home", "One home"),
        ],
    )
    def test_what_is_folded_is_no_change(self, reader: Client, before: str, after: str) -> None:
        response = of_two(reader, {"progress": before}, {"progress": after})
        assert "No action changed: word for word, all is the same." in page_words(response)
        assert "<del" not in part(response, "<tbody")

    def test_every_row_can_be_opened_at_once(self, reader: Client, demo: None) -> None:
        assert '<details class="app-words-of" open' not in read(reader).content.decode()
        response = read(reader, open=1)
        assert response.content.decode().count('<details class="app-words-of" open') > 25

    def test_typed_markup_is_shown_as_typed(self, reader: Client) -> None:
        after = {"progress": "<b>Going on</b>", "action": "<script>alert(1)</script>", "lead": ["<i>Ann</i>"]}
        content = of_two(reader, {"progress": "<b>Going</b>"}, after).content.decode()
        assert "<script>alert" not in content
        assert "<b>Going" not in content
        assert "<i>Ann" not in content


class TestFilters:
    @pytest.mark.parametrize(
        ("query", "expected"),
        [
            ({"kind": "milestones"}, ["3.2"]),
            ({"kind": "date"}, ["1.7", "1.10", "3.2"]),
            ({"status": "closed"}, ["1.3", "1.6", "2.1"]),
            ({"status": "red"}, ["3.1", "3.3", "3.4"]),
            ({"status": "none"}, []),
            ({"officer": "jon-hawketts", "kind": "officers"}, ["1.7"]),
            ({"words": "2.10"}, ["1.10"]),
            ({"words": "STRATEGIC business partner"}, ["1.5"]),
            ({"section": "creating-the-conditions-for-good-practice", "status": "worse"}, ["2.3"]),
            ({"words": "no such words"}, []),
        ],
    )
    def test_narrow_the_list(self, reader: Client, demo: None, query: dict[str, str], expected: list[str]) -> None:
        shown = [row[0].split()[-1] for row in listed(read(reader, **{"from": 2, "to": 3} | query))]
        assert [reference for reference in shown if reference in expected] == expected
        assert len(shown) == len(expected)

    def test_keep_the_two_versions(self, reader: Client, demo: None) -> None:
        response = read(reader, **{"from": 1, "to": 3, "kind": "new"})
        form = part(response, 'role="search"', "</form>")
        assert '<input type="hidden" name="from" value="1">' in form
        assert '<input type="hidden" name="to" value="3">' in form
        assert links_in(part(response, 'id="list-clear"'))["Clear the filter"].endswith("/changes/?from=1&amp;to=3")

    def test_a_value_that_makes_no_sense_is_a_message_beside_its_field(self, reader: Client, demo: None) -> None:
        response = read(reader, kind="exploded")
        assert page_words(response).count("No kind of change is “exploded”: choose from the list.") == 2
        assert "<title>Error: " in response.content.decode()
        assert len(listed(response)) == 33

    def test_a_list_that_nothing_matches_says_what_to_do(self, reader: Client, demo: None) -> None:
        said = page_words(read(reader, words="no such words"))
        assert "No changed action matches. Clear the filter, or ask for less." in said

    @pytest.mark.parametrize("column", ["reference", "title", "status", "due"])
    def test_every_column_sorts_both_ways(self, reader: Client, demo: None, column: str) -> None:
        up, down = listed(read(reader, sort=column)), listed(read(reader, sort=f"-{column}"))
        assert sorted(up) == sorted(down)
        assert up != down

    def test_the_longest_slip_comes_first_by_date(self, reader: Client, demo: None) -> None:
        assert [row[0].split()[-1] for row in listed(read(reader, sort="due"))][:2] == ["1.10", "3.2"]


class TestSteps:
    def test_each_row_leads_to_the_next_and_to_the_one_before(self, reader: Client, demo: None) -> None:
        content = read(reader, **{"from": 2, "to": 3, "kind": "date"}).content.decode()
        assert content.count("data-step>") == 3
        for number in (1, 2, 3):
            assert f'id="change-{number}"' in content
        assert content.count('href="#change-1"') == 2  # from the top of the list and back from the second
        assert 'href="#change-4"' not in content


class TestJson:
    def test_is_what_the_command_prints(self, reader: Client, demo: None) -> None:
        versions = Plan.objects.get(slug=IMPROVEMENT).versions
        expected = compare_versions(versions.get(number=2), versions.get(number=3)).as_json()
        response = reader.get(reverse("changes_json", args=[IMPROVEMENT]), {"from": 2, "to": 3})
        assert response["Content-Type"] == "application/json"
        assert response.json() == expected

    def test_a_version_against_itself_is_a_sentence(self, reader: Client, demo: None) -> None:
        response = reader.get(reverse("changes_json", args=[IMPROVEMENT]), {"from": 2, "to": 2})
        assert (response.status_code, response.json()) == (
            400,
            {"error": "February 2020 is the same version twice: choose two that differ."},
        )


class TestCost:
    """The same queries whatever the size, and at most 15."""

    @pytest.mark.parametrize("published", [True, False])
    def test_queries_do_not_grow_with_the_actions(self, reader: Client, published: bool) -> None:
        costs = [self.queries(reader, self.plan_of(count, 2, published=published)) for count in (30, 300)]
        assert costs[0] == costs[1] <= 15

    def test_queries_do_not_grow_with_the_versions(self, reader: Client) -> None:
        costs = [self.queries(reader, self.plan_of(5, versions)) for versions in (2, 12)]
        assert costs[0] == costs[1] <= 15

    def plan_of(self, count: int, versions: int, *, published: bool = True) -> Plan:
        """A plan in which every action has another date in each version, and every second one a milestone."""
        plan = new_plan(f"plan-of-{count}-in-{versions}", self.rows(count, 1))
        for number in range(2, versions + 1):
            is_last = number == versions
            add_version(
                plan, self.rows(count, number), as_of=date(2020 + number, 6, 30), publish=published or not is_last
            )
        return plan

    def rows(self, count: int, number: int) -> list[Row]:
        step = DocumentMilestone(title="Buy it", timeframe=f"{number} May 2021")
        return [
            Row(
                **vars(row) | {"action_id": f"action-{place}", "timeframe": f"{number} June 2021", "milestones": [step]}
            )
            for place, row in enumerate(rows(count))
        ]

    def queries(self, reader: Client, plan: Plan) -> int:
        with CaptureQueriesContext(connection) as captured:
            response = read(reader, plan.slug, words="Action", officer="lead-1")
        assert listed(response)
        return len(captured)


class TestWaysIn:
    def test_from_the_plans_navigation(self, reader: Client, demo: None) -> None:
        board = reader.get(reverse("plan", args=[IMPROVEMENT]))
        nav = links_in(part(board, '<nav class="app-plan-nav"', "</nav>"))
        assert nav["What changed"] == reverse("changes", args=[IMPROVEMENT])

    def test_from_a_version_and_from_an_action(self, reader: Client, demo: None) -> None:
        version = reader.get(reverse("version", args=[IMPROVEMENT, 3]))
        link = links_in(part(version, "<main"))["What changed since February 2020"]
        assert link == f"{reverse('changes', args=[IMPROVEMENT])}?from=2&amp;to=3"
        action = reader.get(reverse("action", args=[IMPROVEMENT, "sold-services"]))
        link = links_in(part(action, "<main"))["How this action changed, version by version"]
        assert link == reverse("action_changes", args=[IMPROVEMENT, "sold-services"])
