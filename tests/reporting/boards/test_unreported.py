"""The board of what nobody has reported on, and of how old what was last said is."""

import json
from collections.abc import Sequence
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from actions.models import ActionVersion, ProgressUpdate, SentReminder, SignOff
from actions.publishing import open_next, publish
from plans.models import Plan, ReportingCycle, User
from reporting.boards.unreported import UnreportedBoard
from tests.pages import links_in, page_words, part, rows_of
from tests.people import person, plan_owner
from tests.plan_documents import new_plan, rows

from .raw_updates import raw_actions, report_at_random, ten_days

pytestmark = pytest.mark.django_db

BOARD = UnreportedBoard()
IMPROVEMENT = "children-and-families-improvement-plan"
# By hand from the paper of September 2020: of each section how many actions are neither complete nor withdrawn. The
# document is nobody's report, and officers report by 11 December 2020 for the first time.
OPEN_IN_SEPTEMBER_2020 = {"1": 8, "2": 5, "3": 8}
TEN_JUNE = "2021-06-10"


@pytest.fixture(autouse=True)
def _demo_mode(settings: Settings) -> None:
    settings.DEMO = True


@pytest.fixture
def author(db: None) -> User:
    return person("Ada")


@pytest.fixture
def homes(db: None) -> Plan:
    """Published on 31 January 2021 with one action, worked on since, and reported on every month from March 2021."""
    plan = new_plan("homes", rows(1, timeframe="March 2030"))
    open_next(plan, by=None)
    ReportingCycle.objects.create(plan=plan, frequency="monthly", deadlines=[date(2021, 3, 31)])
    return plan


def report(plan: Plan, day: str, author: User, **fields: object) -> ProgressUpdate:
    entry = ActionVersion.objects.get(version__plan=plan, version__state="working")
    label = plan.labels.get(words="Under way")
    said = {"narrative": "Going on.", "status": label, "status_words": label.words, "author": author} | fields
    return ProgressUpdate.objects.create(action=entry.action, action_version=entry, as_at=day, **said)


def lines(reader: Client, plan: Plan, **query: str) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(reader.get(BOARD.download("json", plan), query).content)["lines"]
    return found


def test_the_demo_plan_has_no_report_on_any_open_action(reader: Client, demo: None) -> None:
    plan = Plan.objects.get(slug=IMPROVEMENT)
    said = page_words(reader.get(BOARD.address(plan)))
    assert "21 of 21 actions have no report this cycle. The next deadline is 11 December 2020, 72 days away." in said
    shown = lines(reader, plan)
    assert {section: sum(str(line["Ref"])[0] == section for line in shown) for section in "123"} == (
        OPEN_IN_SEPTEMBER_2020
    )
    assert {line["Last report"] for line in shown} == {"2020-09-30"}
    assert {(line["Report due by"], line["Cycles without a report"]) for line in shown} == {("2020-12-11", 1)}


def test_a_report_takes_its_action_off_the_demo_plans_list(reader: Client, demo: None, author: User) -> None:
    plan = Plan.objects.get(slug=IMPROVEMENT)
    entry = ActionVersion.objects.get(version__plan=plan, version__state="working", reference="2.3")
    ProgressUpdate.objects.create(action=entry.action, action_version=entry, as_at="2020-09-30", author=author)
    assert "20 of 21 actions have no report this cycle" in page_words(reader.get(BOARD.address(plan)))
    assert "2.3" not in {line["Ref"] for line in lines(reader, plan)}


@pytest.mark.parametrize(
    ("reported", "due", "days_late", "running"),
    [
        ((), "2021-05-31", 10, 4),  # March, April, May and June
        (("2021-02-20",), "2021-05-31", 10, 4),  # before the first cycle
        (("2021-03-15",), "2021-05-31", 10, 3),
        (("2021-03-15", "2021-04-30"), "2021-05-31", 10, 2),
        (("2021-05-20",), "2021-06-30", 0, 1),
        (("2021-06-05",), "2021-06-30", 0, 1),  # a late report is May's
        (("2021-05-20", "2021-06-05"), None, 0, 0),
        (("2021-06-05", "2021-06-06"), None, 0, 0),
        (("2021-05-20", "2021-06-11"), "2021-06-30", 0, 1),  # the last of them was not made yet
    ],
)
def test_cycles_without_a_report_are_counted_back_from_the_last_one(
    reader: Client, homes: Plan, author: User, reported: Sequence[str], due: str | None, days_late: int, running: int
) -> None:
    for day in reported:
        report(homes, day, author)
    expected = [(due, days_late, running)] if due else []
    keys = ("Report due by", "Report late by (days)", "Cycles without a report")
    assert [tuple(line[key] for key in keys) for line in lines(reader, homes, as_at=TEN_JUNE)] == expected


def test_a_meeting_is_told_how_long_nobody_reported(reader: Client, homes: Plan) -> None:
    said = page_words(reader.get(BOARD.meeting(homes), {"as_at": TEN_JUNE, "step": "2"}))
    assert "No report for 4 cycles running Report 10 days past its deadline Last report 130 days old" in said


def test_a_plans_first_day_ends_the_count(reader: Client, homes: Plan) -> None:
    homes.reporting_cycle.deadlines = [date(2019, 1, 31)]
    homes.reporting_cycle.save()
    assert lines(reader, homes, as_at="2021-03-10")[0]["Cycles without a report"] == 2  # February and March


def test_a_closed_action_is_left_in_peace(reader: Client, homes: Plan, author: User) -> None:
    done = homes.labels.get(words="Done")
    report(homes, "2021-03-15", author, status=done, status_words="Done")
    assert lines(reader, homes, as_at=TEN_JUNE) == []
    said = page_words(reader.get(BOARD.address(homes), {"as_at": TEN_JUNE}))
    assert "No action is open, so no report is wanted." in said
    assert "Every open action is reported on." in said


def test_a_correction_is_the_same_report_and_one_that_was_returned_is_none(
    reader: Client, homes: Plan, author: User
) -> None:
    wrong = report(homes, "2021-05-20", author)
    right = report(homes, "2021-05-21", author, corrects=wrong)
    assert lines(reader, homes, as_at=TEN_JUNE)[0]["Report due by"] == "2021-06-30"
    SignOff.objects.create(update=right, by=author, decision="returned", comment="Which home?")
    assert lines(reader, homes, as_at=TEN_JUNE)[0]["Report due by"] == "2021-05-31"


def test_a_report_that_a_later_version_printed_is_not_of_this_cycle_but_ends_the_count(
    reader: Client, homes: Plan, author: User
) -> None:
    report(homes, "2021-06-05", author)
    publish(homes.versions.get(state="working"), as_of=date(2021, 6, 8), label="June", by=None)
    (line,) = lines(reader, homes, as_at=TEN_JUNE)
    assert (line["Report due by"], line["Cycles without a report"]) == ("2021-06-30", 1)


def test_says_who_was_reminded_this_cycle_and_when(reader: Client, homes: Plan, author: User) -> None:
    entry = ActionVersion.objects.get(version__plan=homes, version__state="working")
    for day in ("2021-04-28", "2021-05-17", "2021-05-29", "2021-06-12"):
        SentReminder.objects.create(person=author, sent_on=day, action_versions=[entry.pk, 0])
    SentReminder.objects.create(person=person("Grace"), sent_on="2021-06-01", action_versions=[entry.pk])
    (row,) = rows_of(reader.get(BOARD.address(homes), {"as_at": TEN_JUNE}))
    assert row[-1] == "Grace 1 Jun 2021 Ada 29 May 2021, the last of 2"
    (line,) = lines(reader, homes, as_at=TEN_JUNE)
    assert line["Reminded"] == ["Grace, 2021-06-01", "Ada, 2021-05-29"]
    assert lines(reader, homes, as_at=TEN_JUNE, show="quiet") == []


class TestWithoutDeadlines:
    def test_says_so_and_how_stale_each_last_report_is(self, reader: Client, homes: Plan, author: User) -> None:
        homes.reporting_cycle.delete()
        report(homes, "2021-03-15", author)
        page = reader.get(BOARD.address(homes), {"as_at": TEN_JUNE})
        said = page_words(page)
        assert "This plan has no deadlines for reports, so nothing is unreported." in said
        assert "The oldest last report of an open action is 87 days old." in said
        assert rows_of(page)[0][-1] == "15 Mar 2021 87 days old"

    def test_leads_its_owner_to_where_they_are_set(self, client: Client, homes: Plan) -> None:
        homes.reporting_cycle.delete()
        client.force_login(plan_owner("Owner", homes))
        summary = part(client.get(BOARD.address(homes)), 'id="board-summary"', "</div>")
        assert links_in(summary) == {"you set them": reverse("reporting_settings", args=["homes"])}

    def test_nobody_is_asked_while_no_version_is_worked_on(self, reader: Client) -> None:
        plan = new_plan("roads", rows(1))
        ReportingCycle.objects.create(plan=plan, frequency="monthly", deadlines=[date(2021, 3, 31)])
        said = page_words(reader.get(BOARD.address(plan)))
        assert "No version is being worked on, so nobody is asked for reports." in said


@pytest.mark.parametrize(
    ("show", "found"),
    [("", {"silent", "late", "now"}), ("missed", {"silent", "late"}), ("again", {"silent", "late"}), ("never", set())],
)
def test_what_it_shows_can_be_narrowed(reader: Client, author: User, show: str, found: set[str]) -> None:
    for slug, day in (("silent", None), ("late", "2021-04-15"), ("now", "2021-05-20")):
        plan = new_plan(slug, rows(1, timeframe="March 2030"))
        open_next(plan, by=None)
        ReportingCycle.objects.create(plan=plan, frequency="monthly", deadlines=[date(2021, 3, 31)])
        if day:
            report(plan, day, author)
    shown = json.loads(reader.get(BOARD.download("json"), {"as_at": TEN_JUNE, "show": show}).content)["lines"]
    assert {str(line["Plan"]).lower() for line in shown} == found


def test_as_at_any_day_it_is_what_the_raw_updates_say(reader: Client, demo: None) -> None:
    """In each of the plan's quarters, cut here by hand, an action wants a report of that quarter or a late one of the
    quarter before; nothing is asked before the last version was published.
    """
    report_at_random(IMPROVEMENT)
    plan = Plan.objects.get(slug=IMPROVEMENT)
    starts = [date(2020, 9, 12), date(2020, 12, 12), date(2021, 3, 12), date(2021, 6, 12)]
    for day in ten_days():
        quarter = max((start for start in starts if start <= day), default=starts[0])
        before = starts[starts.index(quarter) - 1] if quarter > starts[0] else None
        expected = set()
        for raw in raw_actions(IMPROVEMENT, day):
            reports = ProgressUpdate.objects.filter(action=raw.entry.action_id, author__isnull=False, as_at__lte=day)
            told = sorted(reports.values_list("as_at", flat=True))
            in_time = before is None or any(before <= said < quarter for said in told)
            wanted = 1 if in_time else 2
            if not raw.is_closed and sum(said >= quarter for said in told) < wanted:
                expected.add(raw.entry.reference)
        assert {line["Ref"] for line in lines(reader, plan, as_at=day.isoformat())} == expected, day
