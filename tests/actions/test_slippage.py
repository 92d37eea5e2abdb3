"""How far dates have moved: by lineage, with what was forecast, and whether anybody said why."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone
from pytest_django.fixtures import DjangoAssertNumQueries

from actions.models import ActionVersion, MilestoneReport, ProgressUpdate
from actions.publishing import open_next
from actions.slippage import Ledger, SlippageLine, slippage
from plans.models import Plan
from plans.readers.document import DocumentMilestone, Row
from plans.today import PlansToday, plans_today
from tests.plan_documents import LABELS, add_version, new_plan, rows

pytestmark = pytest.mark.django_db

FIRST, SECOND, THIRD = date(2020, 1, 31), date(2020, 6, 30), date(2020, 12, 31)
TODAY = date(2021, 1, 31)


def row(timeframe: str, **fields: Any) -> Row:
    described = {"reference": "1.1", "action": "Open a home", "action_id": "home", "continues": ["1.1"]}
    return Row(**described | {"timeframe": timeframe} | fields)


def published(*versions: Row | list[Row]) -> Plan:
    """A plan with these versions, of 31 January, 30 June and 31 December 2020."""
    contents = [version if isinstance(version, list) else [version] for version in versions]
    plan = new_plan("homes", contents[0], as_of=FIRST)
    for rows_of_version, as_of in zip(contents[1:], (SECOND, THIRD), strict=False):
        add_version(plan, rows_of_version, as_of=as_of)
    return plan


def ledger_of(plan: Plan, on: date = TODAY) -> Ledger:
    return slippage(plans_today([plan], as_at=on))


def line_of(plan: Plan, slug: str = "home", milestone: str = "", on: date = TODAY) -> SlippageLine:
    (found,) = [
        line for line in ledger_of(plan, on).lines if (line.entry.action.slug, line.milestone) == (slug, milestone)
    ]
    return found


def report(plan: Plan, slug: str = "home", **fields: Any) -> ProgressUpdate:
    entry = ActionVersion.objects.filter(action__plan=plan, action__slug=slug).order_by("version__number").last()
    assert entry
    fields = {"as_at": date(2021, 1, 15), "narrative": "Going on."} | fields
    return ProgressUpdate.objects.create(action=entry.action, action_version=entry, **fields)


def step(title: str, timeframe: str) -> DocumentMilestone:
    return DocumentMilestone(title=title, timeframe=timeframe)


class TestDays:
    def test_from_the_first_published_date_to_the_last(self) -> None:
        line = line_of(published(row("March 2020"), row("June 2020"), row("March 2021")))
        assert [(move.days, move.after.version.label) for move in line.moves] == [
            *[(91, "June 2020"), (274, "December 2020")]
        ]
        assert line.days == 365

    def test_an_earlier_date_is_days_gained_and_no_slip(self) -> None:
        plan = published(row("June 2020"), row("March 2020"))
        assert line_of(plan).days == -91
        assert ledger_of(plan).slipped == []

    def test_other_words_for_the_same_date_are_no_move(self) -> None:
        assert not line_of(published(row("March 2020"), row("by 31 March 2020"))).has_changed

    def test_a_date_without_a_year_that_is_printed_again_is_the_date_first_read_from_it(self) -> None:
        step = {"milestones": [DocumentMilestone(title="Buy it", timeframe="by 30 June")]}
        plan = published(*[row(words, **step) for words in ("by 31 March", "By 31  March.", "by 31 March")])
        assert len({entry.due for entry in ActionVersion.objects.filter(action__plan=plan)}) == 2
        for milestone in ("", "Buy it"):
            line = line_of(plan, milestone=milestone)
            assert (line.days, line.has_changed, line.is_silent) == (0, False, False)
            assert len(line.spells) == 1

    def test_other_words_after_those_are_counted_from_the_date_first_read(self) -> None:
        plan = published(row("by 31 March"), row("by 31 March"), row("by 31 March 2021"))
        assert line_of(plan).days == 365

    def test_there_and_back_again_has_moved_twice_and_slipped_by_nothing(self) -> None:
        line = line_of(published(row("March 2020"), row("June 2020"), row("March 2020")))
        assert [move.days for move in line.moves] == [91, -91]
        assert (line.days, line.is_silent) == (0, True)

    def test_the_working_version_counts_as_the_date_now_and_never_as_the_first(self) -> None:
        plan = published(row("March 2020"))
        open_next(plan, by=None)
        ActionVersion.objects.filter(version__state="working").update(due=date(2020, 4, 1), timeframe="1 April 2020")
        assert line_of(plan, on=timezone.localdate()).days == 1
        fresh = new_plan("fresh")
        add_version(fresh, [row("March 2020", continues=[])], publish=False)
        line = line_of(fresh, on=timezone.localdate())
        assert (line.first, line.days) == (None, None)

    def test_versions_that_a_correction_replaced_are_left_out(self) -> None:
        plan = published(row("March 2020"), row("March 2030"))
        wrong = plan.versions.get(number=2)
        correction = add_version(plan, [row("June 2020")], as_of=SECOND, publish=False)
        correction.corrects = wrong
        correction.save()
        correction.state, correction.published_at, correction.as_of = "published", wrong.published_at, SECOND
        correction.save()
        assert line_of(plan).days == 91

    def test_an_action_that_was_dropped_and_came_back_goes_on_from_its_first_date(self) -> None:
        plan = published(row("March 2020"), Row(reference="2", action="Other"), row("June 2020", continues=[]))
        line = line_of(plan)
        assert (line.days, line.stands, line.is_silent) == (91, True, True)
        assert [spell.labels for spell in line.spells] == [("January 2020",), ("December 2020",)]

    def test_an_action_that_was_dropped_keeps_its_days_and_no_longer_stands(self) -> None:
        plan = published(row("March 2020"), row("June 2020"), Row(reference="2", action="Other"))
        line = line_of(plan)
        assert (line.days, line.stands, line.last.version.label) == (91, False, "June 2020")


class TestLineage:
    def test_split_from_another_has_the_first_date_of_what_it_came_from(self) -> None:
        half = Row(reference="1.2", action="Staff it", action_id="staff", continues=["1.1"], timeframe="June 2020")
        line = line_of(published(row("March 2020"), [row("March 2020"), half]), "staff")
        assert line.first
        assert (line.first.entry.action.slug, line.days) == ("home", 91)

    def test_merged_out_of_several_has_the_earliest_of_theirs(self) -> None:
        before = [
            Row(reference="1.1", action="A", action_id="a", timeframe="May 2020"),
            Row(reference="1.2", action="B", action_id="b", timeframe="March 2020"),
            Row(reference="1.3", action="C", action_id="c", timeframe="To be determined"),
        ]
        both = Row(action="All", action_id="all", continues=["1.1", "1.2", "1.3"], timeframe="June 2020")
        plan = published(before, both)
        assert line_of(plan, "all").days == 91
        assert line_of(plan, "b").stands is False

    def test_merged_into_one_that_goes_on_leaves_it_its_own(self) -> None:
        other = Row(reference="1.2", action="B", action_id="b", timeframe="January 2020")
        plan = published([row("March 2020"), other], row("June 2020", continues=["1.1", "1.2"]))
        assert line_of(plan).days == 91

    def test_through_several_splits(self) -> None:
        second = Row(reference="2", action="B", action_id="b", continues=["1.1"], timeframe="April 2020")
        third = Row(reference="3", action="C", action_id="c", continues=["2"], timeframe="June 2020")
        line = line_of(published(row("March 2020"), [second], [third]), "c")
        assert [dated.entry.reference for dated in line.dates] == ["1.1", "2", "3"]
        assert line.days == 91

    def test_a_milestone_goes_on_by_its_title_where_its_action_was_split(self) -> None:
        buy, hire = step("Buy it", "March 2020"), step("Hire staff", "May 2020")
        staff = Row(
            reference="1.2",
            action="Staff it",
            action_id="staff",
            continues=["1.1"],
            milestones=[step("Hire staff", "June 2020")],
        )
        plan = published(row("", milestones=[buy, hire]), [row("", milestones=[buy]), staff])
        assert line_of(plan, "staff", "Hire staff").days == 30
        assert line_of(plan, "home", "Hire staff").stands is False
        assert not [
            line for line in ledger_of(plan).lines if line.entry.action.slug == "staff" and line.milestone == "Buy it"
        ]


class TestReasons:
    def test_a_move_without_a_word_is_silent(self) -> None:
        line = line_of(published(row("March 2020"), row("June 2020", progress="The offer is out.")))
        assert (line.is_silent, line.reasons) == (True, [])

    @pytest.mark.parametrize(
        ("fields", "reason"),
        [
            ({"progress": "The offer is out. The builder was delayed."}, "The builder was delayed."),
            ({"status": "Delayed by the builder", "progress": "Going on."}, "Delayed by the builder"),
        ],
    )
    def test_what_was_printed_with_the_new_date_explains_it(self, fields: dict[str, str], reason: str) -> None:
        line = line_of(published(row("March 2020"), row("June 2020", **fields)))
        assert (line.is_silent, line.reasons) == (False, [reason])

    def test_what_was_said_before_the_move_does_not(self) -> None:
        late = {"progress": "The builder was delayed."}
        assert line_of(published(row("March 2020", **late), row("June 2020", **late))).is_silent

    def test_what_an_officer_reported_in_between_does(self) -> None:
        plan = published(row("March 2020"))
        report(plan, as_at=date(2020, 5, 1), narrative="Work was paused.")
        add_version(plan, [row("June 2020")], as_of=SECOND)
        assert line_of(plan).reasons == ["Work was paused."]

    def test_nor_what_was_reported_after_it(self) -> None:
        plan = published(row("March 2020"), row("June 2020"))
        report(plan, narrative="Work was paused.")
        assert line_of(plan).is_silent

    def test_nor_what_is_reported_for_a_day_to_come(self) -> None:
        plan = published(row("March 2020"))
        open_next(plan, by=None)
        ActionVersion.objects.filter(version__state="working").update(due=date(2020, 6, 30), timeframe="June")
        report(plan, as_at=timezone.localdate() + timedelta(days=1), narrative="Work was paused.")
        assert line_of(plan, on=timezone.localdate()).is_silent
        report(plan, as_at=timezone.localdate(), narrative="Work was paused.")
        assert not line_of(plan, on=timezone.localdate()).is_silent

    def test_each_move_needs_its_own(self) -> None:
        late = {"progress": "The builder was delayed."}
        line = line_of(published(row("March 2020"), row("June 2020", **late), row("July 2020", **late)))
        assert [move.is_silent for move in line.moves] == [False, True]

    def test_the_reason_given_for_a_milestone_is_any_words_at_all(self) -> None:
        buy = step("Buy it", "March 2020")
        plan = published(row("", milestones=[buy]))
        update = report(plan, as_at=date(2020, 5, 1))
        milestone = plan.actions.get().milestones.get()
        MilestoneReport.objects.create(update=update, milestone=milestone, forecast=date(2020, 6, 30), reason="Rain")
        add_version(plan, [row("", milestones=[step("Buy it", "June 2020")])], as_of=SECOND)
        assert line_of(plan, milestone="Buy it").reasons == ["Rain"]


class TestForecasts:
    @pytest.fixture
    def plan(self) -> Plan:
        return published(row("March 2020", milestones=[step("Buy it", "March 2020")]))

    def test_the_latest_update_says_what_is_expected(self, plan: Plan) -> None:
        report(plan, as_at=date(2020, 12, 1), forecast=date(2020, 5, 31))
        report(plan, forecast=date(2020, 6, 30), narrative="The survey was postponed.")
        line = line_of(plan)
        assert line.forecast
        assert (line.days, line.forecast.reported_on, line.reasons) == (
            *(91, date(2021, 1, 15)),
            ["The survey was postponed."],
        )
        assert not line.is_silent

    def test_without_a_reason_it_is_silent(self, plan: Plan) -> None:
        report(plan, forecast=date(2020, 6, 30))
        assert line_of(plan).is_silent
        assert ledger_of(plan).silent

    def test_the_date_the_plan_has_is_no_move(self, plan: Plan) -> None:
        report(plan, forecast=date(2020, 3, 31))
        assert not line_of(plan).has_changed

    def test_a_later_report_without_one_takes_it_back(self, plan: Plan) -> None:
        report(plan, as_at=date(2020, 12, 1), forecast=date(2020, 6, 30))
        report(plan)
        assert line_of(plan).forecast is None

    def test_nothing_is_expected_of_what_is_done(self, plan: Plan) -> None:
        done = plan.labels.get(words=LABELS[2].words)
        report(plan, forecast=date(2020, 6, 30), status=done, status_words="Done")
        assert line_of(plan).forecast is None

    def test_a_milestone_has_its_own(self, plan: Plan) -> None:
        milestone = plan.actions.get().milestones.get()
        MilestoneReport.objects.create(update=report(plan), milestone=milestone, forecast=date(2020, 4, 30))
        line = line_of(plan, milestone="Buy it")
        assert (line.days, line.is_silent) == (30, True)
        assert line_of(plan).days == 0

    def test_a_milestone_that_is_done_has_none(self, plan: Plan) -> None:
        milestone = plan.actions.get().milestones.get()
        MilestoneReport.objects.create(update=report(plan), milestone=milestone, is_done=True)
        assert line_of(plan, milestone="Buy it").forecast is None


class TestDatesThatComeAndGo:
    @pytest.mark.parametrize(
        ("before", "after", "silent"),
        [
            ("March 2020", "To be determined", True),
            ("March 2020", "", True),
            ("March 2020", "Quarterly", True),
            ("March 2020", "from April 2020", True),
            ("To be determined", "March 2020", False),
            ("from March 2020", "June 2020", False),
            ("", "Monthly", False),
        ],
    )
    def test_are_told_and_silent_only_where_a_date_was_taken_away(self, before: str, after: str, silent: bool) -> None:
        ledger = ledger_of(published(row(before), row(after)))
        ((line, move),) = ledger.kind_changes
        assert move.days is None
        assert line.has_changed
        assert line.is_silent is silent

    def test_other_words_without_a_date_are_not(self) -> None:
        assert not ledger_of(published(row("To be determined"), row("TBC"))).kind_changes

    def test_a_date_that_comes_back_is_counted_from_the_first(self) -> None:
        line = line_of(published(row("March 2020"), row("To be determined"), row("June 2020")))
        assert line.days == 91
        assert [move.told for move in line.moves] == ["date taken away", "date given"]


class TestLedger:
    def test_an_action_counts_once_by_its_worst_line(self) -> None:
        steps = [step("Buy it", "March 2020"), step("Run it", "March 2020")]
        later = [step("Buy it", "April 2020"), step("Run it", "June 2020")]
        ledger = ledger_of(published(row("March 2020", milestones=steps), row("May 2020", milestones=later)))
        assert [(line.milestone, line.days) for line in ledger.lines] == [("Run it", 91), ("", 61), ("Buy it", 30)]
        assert (len(ledger.slipped), ledger.days, ledger.dated) == (1, 91, 1)

    def test_spells_group_the_versions_that_say_the_same(self) -> None:
        line = line_of(published(row("March 2020"), row("by March 2020"), row("June 2020")))
        assert [(spell.labels, spell.dated.due) for spell in line.spells] == [
            (("January 2020", "June 2020"), date(2020, 3, 31)),
            (("December 2020",), date(2020, 6, 30)),
        ]

    def test_of_several_plans_each_on_its_own_day(self) -> None:
        first, second = published(row("March 2020")), new_plan("second", [row("March 2020")])
        for plan in (first, second):
            report(plan, as_at=date(2021, 2, 15), forecast=date(2020, 6, 30))
        plans = plans_today([first], as_at=TODAY) | plans_today([second], as_at=date(2021, 2, 28))
        ledger = slippage(PlansToday(plans))
        assert [line.entry.action.plan for line in ledger.slipped] == [second]

    @pytest.mark.parametrize("plans", [0, 1])
    def test_of_nothing(self, plans: int) -> None:
        if plans:
            Plan.objects.create(slug="empty", title="Empty")
        ledger = slippage(plans_today(Plan.objects.all(), as_at=TODAY))
        assert (ledger.lines, ledger.days, ledger.dated) == ([], 0, 0)

    def test_costs_six_queries_at_30_and_at_300_actions(
        self, django_assert_max_num_queries: DjangoAssertNumQueries
    ) -> None:
        for size in (30, 300):
            plan = new_plan(f"plan-{size}", rows(size), as_of=FIRST)
            later = [
                Row(**{**vars(entry), "continues": [entry.reference]}) for entry in rows(size, timeframe="May 2021")
            ]
            add_version(plan, later, as_of=SECOND)
            with django_assert_max_num_queries(6) as queries:
                assert len(ledger_of(plan).slipped) == size
            assert len(queries) == 6
