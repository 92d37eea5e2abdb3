from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django.fixtures import Settings

from actions.linking import link_actions
from actions.models import Action, LineageEdge, MilestoneReport, ProgressUpdate
from actions.publishing import open_correction, open_next, publish
from plans.models import Plan
from plans.readers.document import DocumentMilestone, Row
from tests.pages import links_in, page_words, part, table_rows, words
from tests.plan_documents import add_version, new_plan, rows

pytestmark = pytest.mark.django_db

IMPROVEMENT, PORTFOLIO = "children-and-families-improvement-plan", "improvement-and-change-portfolio"


@pytest.fixture(autouse=True)
def _demo_mode(settings: Settings) -> None:
    """Each plan lives at the date of its last published version."""
    settings.DEMO = True


def address(plan: str, action: str) -> str:
    return reverse("action", args=[plan, action])


def read(reader: Client, plan: str, action: str) -> HttpResponse:
    response = reader.get(address(plan, action))
    assert response.status_code == 200
    return response


def facts(response: HttpResponse) -> dict[str, str]:
    """The facts at the head of the page, by their names."""
    return described(part(response, '<dl class="app-facts">', "</dl>"))


def wording(response: HttpResponse) -> dict[str, str]:
    """What the plan says of the action, by the names of its parts."""
    return described(part(response, '<dl class="app-terms">', "</dl>"))


def described(html: str) -> dict[str, str]:
    return {
        words(name): words(rest) for name, _, rest in (piece.partition("</dt>") for piece in html.split("<dt>")[1:])
    }


def linked(response: HttpResponse) -> str:
    return part(response, 'id="linked">Linked actions</h2>', '<h2 class="govuk-heading-m" id="versions">')


def version_rows(response: HttpResponse) -> list[list[str]]:
    return table_rows(part(response, 'id="versions"', "</table>"))[1:]


def reports(response: HttpResponse) -> list[str]:
    """The words of each report, in the order they stand on the page."""
    return [words(piece.partition(">")[2]) for piece in part(response, 'id="progress"').split('<li id="update-')[1:]]


def action_of(plan: Plan, reference: str = "1.1") -> Action:
    return Action.objects.get(plan=plan, versions__reference=reference, versions__version__number=1)


def report(action: Action, as_at: date, **fields: Any) -> ProgressUpdate:
    worded = action.versions.order_by("version__number").last()
    return ProgressUpdate.objects.create(action=action, action_version=worded, as_at=as_at, **fields)


class TestHead:
    def test_it_names_the_action_its_plan_and_section(self, reader: Client, demo: None) -> None:
        response = read(reader, IMPROVEMENT, "fostering-placements")
        head = part(response, "<main", '<dl class="app-facts">')
        assert "Increased number of internal fostering placements available" in words(part(response, "<h1", "</h1>"))
        assert "Action 1.1 of the Children and Families improvement plan" in words(head)
        assert "Section 1 Effective delivery of change programmes" in words(head)
        assert links_in(head)["Children and Families improvement plan"] == reverse("plan", args=[IMPROVEMENT])

    def test_a_portfolio_calls_its_sections_programmes(self, reader: Client, demo: None) -> None:
        assert "Programme 2 Remodelling Children’s Care" in page_words(read(reader, PORTFOLIO, "social-impact-bond"))

    def test_the_status_now_has_its_colour_its_words_its_travel_and_its_date(self, reader: Client, demo: None) -> None:
        response = read(reader, IMPROVEMENT, "fostering-placements")
        assert facts(response)["Status now"] == (
            "Amber Progress compromised by COVID 19. ▼ from Green reported 30 September 2020"
        )
        assert "app-square--amber" in part(response, '<dl class="app-facts">', "</dl>")
        assert "As at 30 September 2020" in page_words(response)

    def test_the_due_date_says_how_late_it_is(self, reader: Client, demo: None) -> None:
        assert facts(read(reader, IMPROVEMENT, "fostering-placements"))["Due"] == "31 July 2020 61 days late"

    def test_a_complete_action_is_not_late(self, reader: Client, demo: None) -> None:
        assert facts(read(reader, IMPROVEMENT, "block-contracts"))["Due"] == "30 September 2019"

    def test_a_recurring_action_says_how_often_instead_of_when(self, reader: Client, demo: None) -> None:
        assert facts(read(reader, IMPROVEMENT, "rolling-challenge-process"))["Due"] == "No date Every 6 months"

    def test_officers_stand_in_printed_order_each_with_a_link(self, reader: Client, demo: None) -> None:
        response = read(reader, IMPROVEMENT, "fostering-placements")
        assert facts(response)["Accountable"] == "Colin Pettigrew Marje Toward Anthony May Adrian Smith"
        assert links_in(part(response, '<dl class="app-facts">', "</dl>"))["Steve Edwards"] == reverse(
            "officer", args=["steve-edwards"]
        )

    def test_nobody_named_is_said(self, reader: Client, demo: None) -> None:
        assert facts(read(reader, PORTFOLIO, "social-impact-bond"))["Lead"] == "Nobody named"

    def test_a_correction_for_the_same_day_is_the_status_now(self, reader: Client, demo: None) -> None:
        action = Action.objects.get(slug="guardian-24")
        labels = {label.words: label for label in action.plan.labels.all()}
        report(action, date(2020, 9, 30), status=labels["At risk"], status_words="At risk")
        assert facts(read(reader, IMPROVEMENT, "guardian-24"))["Status now"].startswith("Red At risk")

    def test_a_report_for_a_later_day_is_not_the_status_now(self, reader: Client, demo: None) -> None:
        action = Action.objects.get(slug="guardian-24")
        report(action, date(2020, 12, 1), narrative="Rolled out to everybody.")
        response = read(reader, IMPROVEMENT, "guardian-24")
        assert facts(response)["Status now"].startswith("Amber")
        assert "Rolled out to everybody." in reports(response)[0]


class TestWords:
    def test_the_words_are_those_of_the_version_in_use(self, reader: Client, demo: None) -> None:
        response = read(reader, IMPROVEMENT, "fostering-placements")
        assert "full campaign running to July 2020" in wording(response)["Action"]
        assert "There is a net gain of 50 internal foster placements." in wording(response)["Intended outcome"]
        source = links_in(part(response, '<p class="app-source">', "</p>"))
        assert source == {"Working version": reverse("version", args=[IMPROVEMENT, 4]) + "#1.1"}

    def test_a_change_to_the_working_version_shows_at_once(self, reader: Client, demo: None) -> None:
        worded = Action.objects.get(slug="guardian-24").versions.get(version__state="working")
        worded.intended_outcome = "Nobody visits alone without it."
        worded.save()
        response = read(reader, IMPROVEMENT, "guardian-24")
        assert wording(response)["Intended outcome"] == "Nobody visits alone without it."

    @pytest.mark.parametrize(
        ("timeframe", "reading"),
        [
            ("By September 2020", "Read as due 30 September 2020."),
            ("Every 6-months from July 2020", "Read as starting 1 July 2020, every 6 months."),
            ("Quarterly. Next meeting 24 September 2021", "Read as quarterly, next on 24 September 2021."),
            ("To be determined", "No date could be read from these words."),
        ],
    )
    def test_a_timeframe_stands_with_what_was_read_from_it(self, reader: Client, timeframe: str, reading: str) -> None:
        plan = new_plan("a-plan", rows(1, timeframe=timeframe))
        said = wording(read(reader, "a-plan", action_of(plan).slug))["Timeframe"]
        assert said == f"{timeframe} {reading}"

    def test_success_measures_are_lines_with_the_target_and_date_read(self, reader: Client, demo: None) -> None:
        said = wording(read(reader, IMPROVEMENT, "fostering-placements"))["Success measures"]
        assert "A net increase of 50 fostering placements by March 2021 Target 50 by 31 March 2021" in said
        assert "Fostering enquiries up by 20% Target 20%" in said

    def test_milestones_say_when_they_are_due_and_how_late(self, reader: Client, demo: None) -> None:
        said = wording(read(reader, IMPROVEMENT, "fostering-placements"))["Milestones"]
        assert "Revised offer for foster carers, by April 2020 Due 30 April 2020 153 days late" in said

    def test_a_milestone_reported_done_is_not_late(self, reader: Client, demo: None) -> None:
        action = Action.objects.get(slug="fostering-placements")
        offer = action.milestones.filter(versions__title__startswith="Revised offer").distinct().get()
        update = report(action, date(2020, 9, 30), signed="Steve Edwards")
        MilestoneReport.objects.create(update=update, milestone=offer, is_done=True)
        said = wording(read(reader, IMPROVEMENT, "fostering-placements"))["Milestones"]
        assert "by April 2020 Done, reported 30 September 2020" in said
        assert "153 days late" not in said

    def test_savings_links_and_columns_of_the_plan_s_own_are_shown(self, reader: Client) -> None:
        contents = rows(1, saving="£1.9 million", links=["Workforce strategy"], other={"Risk owner": "The board"})
        plan = new_plan("a-plan", contents)
        said = wording(read(reader, "a-plan", action_of(plan).slug))
        assert said["Saving"] == "£1.9 million Read as £1,900,000."
        assert said["Links to other plans"] == "Workforce strategy"
        assert said["Risk owner"] == "The board"


class TestLinks:
    @pytest.fixture
    def plans(self) -> tuple[Plan, Plan]:
        late = rows(1, timeframe="December 2020", status="Held up")
        return new_plan("first-plan", rows(1)), new_plan("second-plan", late)

    @pytest.mark.parametrize(
        ("kind", "from_here", "from_there"),
        [
            ("same work", "Same work as", "Same work as"),
            ("supports", "Supports", "Supported by"),
            ("depends on", "Depends on", "Is depended on by"),
        ],
    )
    def test_a_link_is_worded_from_the_side_it_is_seen_from(
        self, reader: Client, plans: tuple[Plan, Plan], kind: str, from_here: str, from_there: str
    ) -> None:
        here, there = map(action_of, plans)
        link_actions(here, there, kind=kind, why="Both open the same home.", by=None)
        assert words(linked(read(reader, "first-plan", here.slug))).startswith(
            f"{from_here} 1.1 Action 1 Second plan Red Held up due 31 December 2020, 31 days late"
        )
        assert words(linked(read(reader, "second-plan", there.slug))).startswith(
            f"{from_there} 1.1 Action 1 First plan Green Under way due 31 March 2021"
        )

    def test_a_link_says_why_and_leads_to_the_other_action(self, reader: Client, demo: None) -> None:
        html = linked(read(reader, IMPROVEMENT, "fostering-placements"))
        assert "Both seek a net 50 more in-house foster placements" in words(html)
        assert links_in(html)["Fostering Development"] == address(PORTFOLIO, "fostering-development")

    def test_a_linked_action_its_plan_has_dropped_says_so_and_is_not_late(
        self, reader: Client, plans: tuple[Plan, Plan]
    ) -> None:
        here, there = map(action_of, plans)
        link_actions(here, there, kind="supports", why="It pays for it.", by=None)
        add_version(plans[1], [Row(reference="2.1", action="Something else")], as_of=date(2021, 6, 30))
        html = words(linked(read(reader, "first-plan", here.slug)))
        assert "Second plan, no longer in it since January 2021" in html
        assert "late" not in html

    def test_without_links_the_page_says_so(self, reader: Client, plans: tuple[Plan, Plan]) -> None:
        page = page_words(read(reader, "first-plan", action_of(plans[0]).slug))
        assert "No other action is linked with this one." in page


class TestVersions:
    def test_every_version_has_the_reference_due_date_and_status_it_printed(self, reader: Client, demo: None) -> None:
        assert version_rows(read(reader, IMPROVEMENT, "fostering-placements")) == [
            ["September 2019", "2.1", "31 July 2020", "this version printed none", ""],
            ["February 2020", "2.1", "31 July 2020", "Green Ongoing programme of work", ""],
            [
                "September 2020",
                "1.1",
                "31 July 2020",
                "Amber Progress compromised by COVID 19.",
                "Renumbered, was 2.1",
            ],
            ["Working version", "1.1", "31 July 2020", "not published yet", ""],
        ]

    def test_a_version_leads_to_the_place_where_it_prints_the_action(self, reader: Client, demo: None) -> None:
        html = part(read(reader, IMPROVEMENT, "fostering-placements"), 'id="versions"', "</table>")
        assert links_in(html)["February 2020"] == reverse("version", args=[IMPROVEMENT, 2]) + "#2.1"

    def test_a_new_action_says_in_which_version_it_was_new(self, reader: Client, demo: None) -> None:
        assert version_rows(read(reader, IMPROVEMENT, "outcome-stars"))[0][-1] == "New in September 2020"

    def test_nothing_is_new_in_a_plan_s_first_version(self, reader: Client, demo: None) -> None:
        assert "New in" not in page_words(read(reader, IMPROVEMENT, "fostering-placements"))

    def test_what_was_rolled_into_it_is_said_on_the_page_of_the_other(self, reader: Client, demo: None) -> None:
        first = version_rows(read(reader, IMPROVEMENT, "rolling-challenge-process"))[0]
        assert first[0] == "February 2020"
        assert first[-1] == "New in February 2020 Took in 1.2 Quarterly reviews of non-essential spend"

    def test_a_reading_of_history_that_was_superseded_is_not_told(self, reader: Client, demo: None) -> None:
        old = LineageEdge.objects.get(kind="rolled_into", to_action_version__reference="4.3")
        other = old.to_action_version.version.action_versions.get(reference="4.4")
        edge = {"kind": "rolled_into", "from_action_version": old.from_action_version, "to_action_version": other}
        LineageEdge.objects.create(**edge, supersedes=old)
        told = version_rows(read(reader, IMPROVEMENT, "non-essential-spend"))[1][-1]
        assert told.startswith("Rolled into 4.4")
        assert "4.3" not in told

    def test_a_later_date_says_by_how_much(self, reader: Client, demo: None) -> None:
        assert "Due 365 days later" in version_rows(read(reader, IMPROVEMENT, "sold-services"))[2][-1]

    def test_an_action_split_from_another_says_which(self, reader: Client) -> None:
        plan = new_plan("a-plan", [Row(reference="1.1", action="Open two homes", action_id="homes")])
        contents = [
            Row(reference="1.1", action="Open the first home", action_id="homes", continues=["1.1"]),
            Row(reference="1.2", action="Open the second home", action_id="second-home", continues=["1.1"]),
        ]
        add_version(plan, contents, as_of=date(2021, 6, 30))
        assert version_rows(read(reader, "a-plan", "second-home"))[0][-1] == (
            "Split from 1.1 Open two homes in January 2021"
        )
        assert version_rows(read(reader, "a-plan", "homes"))[0][-1] == (
            "Split off 1.2 Open the second home in June 2021"
        )

    def test_a_plan_without_references_has_no_column_for_them(self, reader: Client, demo: None) -> None:
        html = part(read(reader, PORTFOLIO, "social-impact-bond"), 'id="versions"', "</table>")
        assert table_rows(html)[0] == ["Version", "Due", "Status as printed"]


class TestDropped:
    def test_it_says_first_that_the_plan_no_longer_has_it_and_where_it_went(self, reader: Client, demo: None) -> None:
        response = read(reader, IMPROVEMENT, "non-essential-spend")
        note = part(response, "<main", '<dl class="app-facts">')
        assert "This action is no longer in the plan. It was last in February 2020" in words(note)
        assert "Rolled into 4.3 Implement a rolling “challenge process” for all Group Managers." in words(note)
        assert address(IMPROVEMENT, "rolling-challenge-process") in links_in(note).values()

    def test_its_last_line_says_which_versions_have_not_got_it(self, reader: Client, demo: None) -> None:
        last = version_rows(read(reader, IMPROVEMENT, "non-essential-spend"))[-1]
        assert last == ["September 2020", "", "", "", "Not in September 2020, nor in the version after it"]

    def test_its_status_is_its_last_and_it_is_not_late_any_more(self, reader: Client) -> None:
        plan = new_plan("a-plan", rows(1, timeframe="December 2020"))
        action = action_of(plan)
        assert facts(read(reader, "a-plan", action.slug))["Due"] == "31 December 2020 31 days late"
        add_version(plan, [Row(reference="2.1", action="Something else")], as_of=date(2021, 6, 30))
        gone = facts(read(reader, "a-plan", action.slug))
        assert gone["Last status"].startswith("Green Under way")
        assert gone["Due"] == "31 December 2020"

    def test_an_action_only_the_working_version_has_is_not_published_yet(self, reader: Client) -> None:
        plan = new_plan("a-plan", rows(1))
        add_version(plan, [Row(reference="9.1", action="Later", action_id="later")], publish=False)
        page = page_words(read(reader, "a-plan", "later"))
        assert "This action is in no published version yet." in page


class TestProgress:
    def test_reports_stand_newest_first_with_the_version_that_printed_them(self, reader: Client, demo: None) -> None:
        said = reports(read(reader, IMPROVEMENT, "fostering-placements"))
        assert [line.partition(" As printed")[0] for line in said] == [
            "30 September 2020 Amber Progress compromised by COVID 19.",
            "29 February 2020 Green Ongoing programme of work",
            "30 September 2019 No status that version printed none",
        ]
        assert "As printed in the September 2020 version The latest recruitment campaign went well" in said[0]

    def test_of_versions_that_printed_a_report_those_are_told_that_were_corrected_since(self, reader: Client) -> None:
        plan = new_plan("homes", [Row(reference="1.1", action="Open homes", progress="Two are open.")])
        corrected = plan.versions.get()
        publish(open_correction(corrected, by=None), label=corrected.label, as_of=date(2021, 1, 31), by=None)
        (said,) = reports(read(reader, "homes", action_of(plan).slug))
        assert "the January 2021 version (corrected since) and the January 2021 version Two are open." in said

    def test_a_signed_report_says_who_signed_and_what_they_expect(self, reader: Client, demo: None) -> None:
        report(
            Action.objects.get(slug="guardian-24"),
            date(2020, 10, 5),
            signed="John Nilan",
            narrative="Half of the teams have it.",
            confidence="medium",
            forecast=date(2020, 12, 31),
        )
        assert reports(read(reader, IMPROVEMENT, "guardian-24"))[0] == (
            "5 October 2020 No status Signed by John Nilan Medium confidence, expected to be done 31 December 2020 "
            "Half of the teams have it."
        )

    def test_a_correction_says_what_it_corrects_and_the_corrected_report_that_it_was(
        self, reader: Client, demo: None
    ) -> None:
        action = Action.objects.get(slug="guardian-24")
        wrong = report(action, date(2020, 10, 5), narrative="All teams have it.")
        right = report(action, date(2020, 10, 5), narrative="Half of them have it.", corrects=wrong)
        response = read(reader, IMPROVEMENT, "guardian-24")
        newest, older = reports(response)[:2]
        assert "Corrects the report for 5 October 2020 Half of them have it." in newest
        assert "Corrected by a report recorded" in older
        addresses = links_in(part(response, 'id="progress"')).values()
        assert {f"#update-{wrong.pk}", f"#update-{right.pk}"} <= set(addresses)

    def test_what_was_said_of_milestones_stands_with_the_report(self, reader: Client) -> None:
        plan = new_plan(
            "a-plan", rows(1, milestones=[DocumentMilestone(title="Buy the house", timeframe="by June 2020")])
        )
        action = action_of(plan)
        update = report(action, date(2021, 1, 31), narrative="Late.")
        MilestoneReport.objects.create(
            update=update, milestone=action.milestones.get(), forecast=date(2021, 6, 30), reason="no seller"
        )
        response = read(reader, "a-plan", action.slug)
        assert "Buy the house: now expected 30 June 2021, no seller" in reports(response)[0]
        assert "Due 30 June 2020, now expected 30 June 2021: no seller" in wording(response)["Milestones"]

    def test_without_a_report_the_page_says_so(self, reader: Client) -> None:
        plan = new_plan("a-plan", rows(1, progress="", status=""))
        page = page_words(read(reader, "a-plan", action_of(plan).slug))
        assert "Nobody has reported on this action yet." in page
        assert "No status nothing reported yet" in page

    def test_typed_markup_is_shown_as_typed(self, reader: Client) -> None:
        plan = new_plan("a-plan", rows(1, progress="<script>alert(1)</script>"))
        html = read(reader, "a-plan", action_of(plan).slug).content.decode()
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
        assert "<script>alert" not in html


class TestAddress:
    @pytest.mark.parametrize(
        ("plan", "action"),
        [
            (IMPROVEMENT, "no-such-action"),
            ("no-such-plan", "fostering-placements"),
            (PORTFOLIO, "fostering-placements"),
        ],
        ids=["no such action", "no such plan", "an action of another plan"],
    )
    def test_what_is_not_there_is_not_found(self, reader: Client, demo: None, plan: str, action: str) -> None:
        assert reader.get(address(plan, action)).status_code == 404

    def test_an_action_that_no_version_words_is_not_found(self, reader: Client) -> None:
        plan = new_plan("a-plan", rows(1))
        Action.objects.create(plan=plan, slug="worded-nowhere")
        assert reader.get(address("a-plan", "worded-nowhere")).status_code == 404

    def test_nobody_reads_it_without_signing_in(self, client: Client, demo: None) -> None:
        response = client.get(address(IMPROVEMENT, "fostering-placements"))
        assert response.status_code == 302
        assert response.url.startswith(reverse("login"))


class TestCost:
    def queries(self, reader: Client, plan: Plan, reference: str = "1.1") -> list[str]:
        slug = action_of(plan, reference).slug
        with CaptureQueriesContext(connection) as captured:
            read(reader, plan.slug, slug)
        return [query["sql"] for query in captured.captured_queries]

    def test_queries_do_not_grow_with_the_plan_nor_with_its_links(self, reader: Client) -> None:
        small, large = new_plan("small-plan", rows(30)), new_plan("large-plan", rows(300))
        for plan in (small, large):
            open_next(plan, by=None)
        targets = [action_of(small, f"1.{number}") for number in range(2, 20)]
        link_actions(action_of(small), targets[0], kind="supports", why="It pays for it.", by=None)
        for target in targets:
            link_actions(action_of(large), target, kind="supports", why="It pays for it.", by=None)
        of_small, of_large = self.queries(reader, small), self.queries(reader, large)
        assert len(of_small) == len(of_large) <= 15, "\n".join([*of_small, "", *of_large])

    def test_queries_are_the_same_whichever_of_two_linked_actions_was_made_first(self, reader: Client) -> None:
        plan = new_plan("a-plan", rows(20))
        for number in range(1, 20):
            this, next_one = (action_of(plan, f"1.{place}") for place in (number, number + 1))
            link_actions(this, next_one, kind="supports", why="It pays for it.", by=None)
        assert len({len(self.queries(reader, plan, f"1.{number}")) for number in range(2, 20)}) == 1
