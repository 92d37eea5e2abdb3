"""One version against another, by the lineage that is stored; checked by hand against the published papers."""

from dataclasses import replace
from datetime import date

import pytest
from pytest_django.fixtures import DjangoAssertNumQueries

from actions.compared import ComparedAction, HistoryColumn, VersionComparison
from actions.comparing import ComparisonRefusedError, compare_versions, history_of
from actions.models import Action, ActionVersion, MilestoneReport, ProgressUpdate
from actions.publishing import open_correction, open_next, publish
from actions.slippage import slippage
from plans.models import Plan
from plans.readers.document import DocumentMilestone, Row
from plans.today import plans_today
from tests.plan_documents import add_version, new_plan, rows

pytestmark = pytest.mark.django_db

IMPROVEMENT = "children-and-families-improvement-plan"
DELAYED = "In progress but delayed by COVID19"


def compared(slug: str, before: int, after: int) -> VersionComparison:
    versions = Plan.objects.get(slug=slug).versions
    return compare_versions(versions.get(number=before), versions.get(number=after))


def references(actions: list[ComparedAction]) -> list[tuple[str | None, str | None]]:
    return [
        (action.before.reference if action.before else None, action.after.reference if action.after else None)
        for action in actions
    ]


def of_kind(comparison: VersionComparison, kind: str) -> list[ComparedAction]:
    return [action for action in comparison.actions if kind in action.kinds]


class TestRealPlan:
    def test_every_action_of_2019_goes_on_under_its_own_number(self, demo: None) -> None:
        comparison = compared(IMPROVEMENT, 1, 2)
        assert len([action for action in comparison.actions if action.before and action.after]) == 22
        assert "renumbered" not in comparison.summary
        assert comparison.summary["new"] == 5
        assert "dropped" not in comparison.summary

    def test_the_status_column_that_appears_changes_no_action(self, demo: None) -> None:
        assert "status" not in compared(IMPROVEMENT, 1, 2).summary

    def test_every_action_of_2020_moved_up_by_one_section_and_none_was_moved(self, demo: None) -> None:
        comparison = compared(IMPROVEMENT, 2, 3)
        renumbered = references(of_kind(comparison, "renumbered"))
        assert len(renumbered) == 21
        for before, after in renumbered:
            section, _, number = str(before).partition(".")
            assert after == f"{int(section) - 1}.{number}"
        assert "moved" not in comparison.summary

    def test_six_are_new_and_six_dropped_of_which_two_were_rolled_into_others(self, demo: None) -> None:
        comparison = compared(IMPROVEMENT, 2, 3)
        assert [after for _, after in references(of_kind(comparison, "new"))] == [
            *["1.11", "1.12", "2.7", "3.6", "3.7", "3.8"],
        ]
        assert [before for before, _ in references(of_kind(comparison, "dropped"))] == [
            *["1.1", "1.2", "1.3", "1.4", "1.5", "1.6"],
        ]
        rolled = {action.shown.reference: action.rolled_into for action in of_kind(comparison, "rolled_into")}
        assert {reference: [target.reference for target in found] for reference, found in rolled.items()} == {
            "1.2": ["4.3"],
            "1.4": ["4.5"],
        }

    def test_the_slips_of_2020_are_found(self, demo: None) -> None:
        slips = {action.shown.reference: action.longest_slip for action in compared(IMPROVEMENT, 2, 3).actions}
        assert {reference: days for reference, days in slips.items() if days} == {"1.10": 365, "3.2": 61}

    def test_the_milestone_that_slipped_is_named_with_both_dates(self, demo: None) -> None:
        action = next(action for action in compared(IMPROVEMENT, 2, 3).actions if action.shown.reference == "3.2")
        moved = [move for move in action.date_moves if move.milestone]
        assert [(move.milestone, move.before, move.after, move.reason) for move in moved] == [
            ("Revised supporting “strategies”", date(2020, 9, 30), date(2020, 11, 30), DELAYED)
        ]

    def test_the_column_of_links_that_2020_prints_no_more_changes_no_action(self, demo: None) -> None:
        comparison = compared(IMPROVEMENT, 1, 2)
        assert "links" not in comparison.summary
        assert (comparison.columns_gone, comparison.columns_new) == ({"links"}, {"status"})

    def test_versions_far_apart_are_compared_by_their_threads(self, demo: None) -> None:
        comparison = compared(IMPROVEMENT, 1, 3)
        assert len([action for action in comparison.actions if action.before and action.after]) == 16
        assert ("2.10", "1.10") in references(comparison.actions)

    def test_the_other_way_round_what_was_new_is_dropped(self, demo: None) -> None:
        assert compared(IMPROVEMENT, 3, 2).summary["dropped"] == 6
        assert compared(IMPROVEMENT, 3, 2).summary["new"] == 6

    def test_the_working_version_is_the_same_until_it_is_changed(self, demo: None) -> None:
        assert compared(IMPROVEMENT, 3, 4).summary == {"unchanged": 27}


class TestKinds:
    def changed(self, **after: object) -> ComparedAction:
        described = {"reference": "1.1", "action": "Open a home", "action_id": "home", "timeframe": "March 2021"}
        plan = new_plan("a-plan", [Row(**described)])
        add_version(plan, [Row(**described | {"continues": ["1.1"]} | after)], as_of=date(2021, 6, 30))
        return compared("a-plan", 1, 2).actions[0]

    def test_the_same_action_in_the_same_words_is_unchanged(self) -> None:
        assert self.changed().kinds == ("unchanged",)

    @pytest.mark.parametrize(
        ("after", "kinds"),
        [
            ({"action": "Open two homes"}, ("reworded",)),
            ({"action": " Open  a home"}, ("unchanged",)),
            ({"reference": "2.1"}, ("renumbered",)),
            ({"lead": ["Ann Acton"]}, ("officers",)),
            ({"timeframe": "by March 2021"}, ("timeframe",)),
            ({"timeframe": "April 2021"}, ("date", "timeframe")),
            ({"milestones": [DocumentMilestone(title="Buy it", timeframe="May 2021")]}, ("milestones",)),
            ({"progress": "A house was found."}, ("progress",)),
            ({"status": "Done"}, ("status",)),
            ({"links": ["Workforce strategy"]}, ("links",)),
            ({"other": {"Cost": "£2m"}}, ("other",)),
            ({"saving": "£500k"}, ("other",)),
            ({"is_new": True}, ("other",)),
        ],
    )
    def test_each_field_has_its_kind(self, after: dict[str, object], kinds: tuple[str, ...]) -> None:
        assert self.changed(**after).kinds == kinds

    def test_a_date_without_a_year_that_is_printed_again_has_not_moved(self) -> None:
        first = Row(reference="1.1", action="Open a home", action_id="home", timeframe="by 31 March")
        steps = ([("Buy it", "by 30 April"), ("Hire", "May 2021")], [("Buy it", "by 30 April"), ("Hire", "June 2021")])
        before, after = ([DocumentMilestone(title=title, timeframe=when) for title, when in each] for each in steps)
        plan = new_plan("a-plan", [replace(first, milestones=before)])
        add_version(plan, [replace(first, milestones=after, continues=["1.1"])], as_of=date(2021, 6, 30))
        (action,) = compared("a-plan", 1, 2).actions
        assert action.before
        assert action.after
        assert action.before.due != action.after.due
        assert [move.milestone for move in action.date_moves] == ["Hire"]
        assert action.kinds == ("milestones",)

    def test_a_later_date_is_days_slipped_and_an_earlier_one_is_days_gained(self) -> None:
        assert self.changed(timeframe="April 2021").slip_days == 30

    def test_an_action_that_was_split_says_what_from(self) -> None:
        plan = new_plan("a-plan", [Row(reference="1.1", action="Open homes", action_id="homes")])
        parts = [
            Row(reference="1.1", action="Open homes", action_id="homes", continues=["1.1"]),
            Row(reference="1.2", action="Staff homes", action_id="staff", continues=["1.1"]),
        ]
        add_version(plan, parts, as_of=date(2021, 6, 30))
        staff = compared("a-plan", 1, 2).actions[1]
        assert staff.kinds == ("split",)
        assert [parent.reference for parent in staff.came_from] == ["1.1"]


class TestMerged:
    """1.2 is merged into 1.1."""

    JUNE, DECEMBER = date(2021, 6, 30), date(2021, 12, 31)
    HOME, STAFF = (
        Row(reference="1.1", action="Open homes", action_id="homes"),
        Row(reference="1.2", action="Staff homes", action_id="staff"),
    )
    BOTH = replace(HOME, continues=["1.1", "1.2"])

    @pytest.fixture
    def plan(self) -> Plan:
        return new_plan("a-plan", [self.HOME, self.STAFF])

    def staff(self, before: int, after: int) -> tuple[tuple[str, ...], list[str]]:
        comparison = compared("a-plan", before, after)
        action = next(action for action in comparison.actions if action.shown.action.slug == "staff")
        return action.kinds, action.as_json()["rolled_into"]

    def test_what_went_into_another_is_merged_and_not_dropped(self, plan: Plan) -> None:
        add_version(plan, [self.BOTH], as_of=self.JUNE)
        assert self.staff(1, 2) == (("merged",), ["1.1"])
        assert compared("a-plan", 1, 2).summary == {"unchanged": 1, "merged": 1}

    def test_so_it_is_while_the_version_is_worked_on_and_versions_later(self, plan: Plan) -> None:
        publish(add_version(plan, [self.BOTH], publish=False), label="June", as_of=self.JUNE, by=None)
        assert self.staff(1, 2) == (("merged",), ["1.1"])
        add_version(plan, [replace(self.HOME, continues=["1.1"])], as_of=self.DECEMBER)
        assert self.staff(1, 3) == (("merged",), ["1.1"])

    def test_in_one_of_its_own_all_are(self, plan: Plan) -> None:
        add_version(plan, [replace(self.BOTH, reference="2.1", action_id="both")], as_of=self.JUNE)
        assert self.staff(1, 2) == (("merged",), ["2.1"])

    def test_what_went_on_beside_and_left_later_is_dropped(self, plan: Plan) -> None:
        add_version(plan, [self.BOTH, replace(self.STAFF, continues=["1.2"])], as_of=self.JUNE)
        add_version(plan, [replace(self.HOME, continues=["1.1"])], as_of=self.DECEMBER)
        assert self.staff(1, 3) == self.staff(2, 3) == (("dropped",), [])

    def test_what_was_away_before_it_was_merged_is_dropped_there(self, plan: Plan) -> None:
        add_version(plan, [replace(self.HOME, continues=["1.1"])], as_of=self.JUNE)
        add_version(plan, [self.HOME, self.STAFF], as_of=self.DECEMBER)
        add_version(plan, [self.BOTH], as_of=date(2022, 6, 30))
        assert self.staff(1, 2) == self.staff(3, 2) == (("dropped",), [])
        assert self.staff(1, 4) == self.staff(3, 4) == (("merged",), ["1.1"])

    def test_a_version_that_was_corrected_since_is_told_the_same(self, plan: Plan) -> None:
        merged = add_version(plan, [self.BOTH], as_of=self.JUNE)
        publish(open_correction(merged, by=None), label="June", as_of=self.JUNE, by=None)
        assert self.staff(1, 2) == self.staff(1, 3) == (("merged",), ["1.1"])


class TestColumns:
    """A column that only one of the versions prints is told once, not action by action."""

    def summary(self, columns: list[str], later_columns: list[str], *later: Row) -> dict[str, int]:
        first = [Row(reference="1.1", action="Open a home", intended_outcome="Fewer moves", other={"Cost": "£2m"})]
        plan = new_plan("a-plan", first, columns=columns)
        add_version(plan, later, as_of=date(2021, 6, 30), columns=later_columns)
        return compared("a-plan", 1, 2).summary

    def test_one_that_is_gone_is_no_change(self) -> None:
        later = Row(reference="1.1", action="Open a home", continues=["1.1"])
        assert self.summary(["", "Action", "Intended outcome", "Cost"], ["", "Action"], later) == {"unchanged": 1}

    def test_one_under_another_heading_is_compared_all_the_same(self) -> None:
        later = Row(reference="1.1", action="Open a home", intended_outcome="No moves", continues=["1.1"])
        columns = (["", "Action", "Intended outcome"], ["", "Action", "What good looks like"])
        assert self.summary(*columns, later) == {"reworded": 1, "other": 1}

    def test_words_that_are_gone_from_a_column_still_printed_are_a_change(self) -> None:
        later = Row(reference="1.1", action="Open a home", other={"Cost": "£2m"}, continues=["1.1"])
        columns = ["", "Action", "Intended outcome", "Cost"]
        assert self.summary(columns, columns, later) == {"reworded": 1}


class TestReasons:
    """A date moved with a reason where a report between the two versions gave one."""

    def moves(self, **report: object) -> list[tuple[str | None, int | None, str]]:
        step = {"title": "Buy it"}
        first = Row(reference="1.1", action="Home", timeframe="March 2021", milestones=[milestone(step, "March 2021")])
        plan = new_plan("a-plan", [first])
        self.report(plan.versions.get().action_versions.get(), **report)
        later = Row(
            reference="1.1",
            action="Home",
            timeframe="May 2021",
            milestones=[milestone(step, "June 2021")],
            continues=["1.1"],
        )
        add_version(plan, [later], as_of=date(2021, 6, 30))
        return [(move.milestone, move.days, move.reason) for move in compared("a-plan", 1, 2).actions[0].date_moves]

    def report(
        self,
        worded: ActionVersion,
        *,
        as_at: date = date(2021, 3, 1),
        says: str = "Going on.",
        milestone_reason: str = "",
    ) -> None:
        update = ProgressUpdate.objects.create(
            action=worded.action,
            action_version=worded,
            as_at=as_at,
            narrative=says,
            forecast=date(2021, 5, 31),
        )
        milestone = worded.milestones.get().milestone
        MilestoneReport.objects.create(update=update, milestone=milestone, reason=milestone_reason)

    def test_a_report_that_only_expects_another_date_gives_none(self) -> None:
        assert self.moves() == [(None, 61, ""), ("Buy it", 91, "")]

    def test_a_sentence_that_speaks_of_the_delay_is_one(self) -> None:
        assert self.moves(says="A house was found. The sale was delayed.") == [
            *[(None, 61, "The sale was delayed."), ("Buy it", 91, "The sale was delayed.")],
        ]

    @pytest.mark.parametrize("said", ["", "The sale was delayed."])
    def test_it_is_the_one_that_the_slippage_ledger_has(self, said: str) -> None:
        moves = self.moves(says=said)
        ledger = slippage(plans_today(Plan.objects.all()))
        found = {(line.milestone or None, move.days, move.reason) for line in ledger.lines for move in line.moves}
        assert found == set(moves)

    def test_what_is_said_of_a_milestone_is_a_reason_for_its_action_too(self) -> None:
        assert [reason for _, _, reason in self.moves(milestone_reason="No house was for sale.")] == [
            *["No house was for sale.", "No house was for sale."],
        ]

    def test_backwards_it_is_the_date_first_published_that_went_without_one(self) -> None:
        plan = new_plan("a-plan", [Row(reference="1.1", action="Home", timeframe="March 2021")])
        add_version(
            plan, [Row(reference="1.1", action="Home", timeframe="TBC", continues=["1.1"])], as_of=date(2021, 6, 30)
        )
        for before, after in ((1, 2), (2, 1)):
            (move,) = compared("a-plan", before, after).actions[0].date_moves
            assert (move.days, move.is_silent) == (None, True)
        add_version(
            plan,
            [Row(reference="1.1", action="Home", timeframe="May 2021", continues=["1.1"])],
            as_of=date(2021, 9, 30),
        )
        for before, after in ((2, 3), (3, 2)):
            (move,) = compared("a-plan", before, after).actions[0].date_moves
            assert not move.is_silent

    def test_a_report_from_before_the_earlier_version_gives_none(self) -> None:
        assert [reason for _, _, reason in self.moves(as_at=date(2021, 1, 1), says="It was delayed.")] == ["", ""]


class TestHistory:
    """One action through all versions, with the changes that comparing them two by two finds."""

    def columns(self, slug: str, plan: str = IMPROVEMENT) -> list[HistoryColumn]:
        return history_of(Action.objects.get(plan__slug=plan, slug=slug))

    def test_each_version_has_the_changes_of_the_comparison_with_the_one_before(self, demo: None) -> None:
        for slug in ("sold-services", "fostering-placements"):
            columns = self.columns(slug)
            assert [column.versions[0].number for column in columns] == [1, 2, 3, 4]
            for column in columns[1:]:
                number = column.versions[0].number
                pair = compared(IMPROVEMENT, number - 1, number).actions
                expected = next(action for action in pair if action.shown.action.slug == slug)
                assert column.compared is not None
                assert column.compared.as_json() == expected.as_json()

    def test_versions_before_it_came_are_one_column_without_it(self, demo: None) -> None:
        before, *later = self.columns("joint-funding-decisions")
        assert [version.number for version in before.versions] == [1, 2]
        assert before.compared is None
        assert [column.entry.reference for column in later if column.entry] == ["1.12", "1.12"]

    def test_versions_after_it_went_say_where_it_went(self, demo: None) -> None:
        *_, gone = self.columns("non-essential-spend")
        assert [version.number for version in gone.versions] == [3, 4]
        assert gone.compared is not None
        assert gone.compared.kinds == ("dropped", "rolled_into")
        assert [str(target.reference) for target in gone.compared.rolled_into] == ["4.3"]

    def test_an_action_that_comes_back_is_compared_with_its_last_words(self) -> None:
        home = {"reference": "1.1", "action": "Open a home", "action_id": "home"}
        plan = new_plan("a-plan", [Row(**home)])
        add_version(plan, [Row(reference="1.2", action="Hire", action_id="hire")], as_of=date(2021, 6, 30))
        add_version(plan, [Row(**home | {"action": "Open two homes"})], as_of=date(2021, 12, 31))
        columns = self.columns("home", "a-plan")
        assert [column.compared.kinds for column in columns if column.compared] == [
            *[("new",), ("dropped",), ("reworded",)],
        ]

    def test_one_that_ends_in_the_first_version_says_so(self) -> None:
        leaving = Row(reference="1.1", action="Open a home", action_id="home", ends_because="Nobody needs it.")
        new_plan("a-plan", [leaving, Row(reference="1.2", action="Hire", action_id="hire")])
        first = self.columns("home", "a-plan")[0].compared
        assert first is not None
        assert [edge.reason_given for edge in first.endings] == ["Nobody needs it."]

    def test_what_it_was_split_from_is_named(self) -> None:
        plan = new_plan("a-plan", [Row(reference="1.1", action="Open homes", action_id="homes")])
        parts = [
            Row(reference="1.1", action="Open homes", action_id="homes", continues=["1.1"]),
            Row(reference="1.2", action="Staff homes", action_id="staff", continues=["1.1"]),
        ]
        add_version(plan, parts, as_of=date(2021, 6, 30))
        first = self.columns("staff", "a-plan")[1].compared
        assert first is not None
        assert (first.kinds, [parent.reference for parent in first.came_from]) == (("split",), ["1.1"])

    def test_a_version_that_was_corrected_is_left_out(self) -> None:
        plan = new_plan("a-plan", rows(1))
        working = open_next(plan, by=None)
        working.corrects = plan.versions.get(number=1)
        working.save()
        publish(working, label="Put right", as_of=date(2021, 1, 31), by=None)
        assert [column.versions[0].label for column in self.columns("action-1", "a-plan")] == [
            *["Put right", "Working version"],
        ]

    def test_costs_the_same_queries_through_2_and_through_12_versions(
        self, django_assert_max_num_queries: DjangoAssertNumQueries
    ) -> None:
        counts = []
        for number in (2, 12):
            plan = new_plan(f"plan-of-{number}", rows(1))
            for month in range(2, number + 1):
                later = [
                    Row(reference="1.1", action=f"Action {month}", timeframe=f"{month} May 2021", continues=["1.1"])
                ]
                add_version(plan, later, as_of=date(2021 + month, 1, 31))
            action = plan.actions.get()
            with django_assert_max_num_queries(9) as queries:
                assert len(history_of(action)) == number
            counts.append(len(queries))
        assert counts[0] == counts[1]


def milestone(step: dict[str, str], timeframe: str) -> DocumentMilestone:
    return DocumentMilestone(**step, timeframe=timeframe)


class TestRefused:
    def test_versions_of_two_plans(self) -> None:
        first, second = new_plan("first", rows(1)), new_plan("second", rows(1))
        with pytest.raises(ComparisonRefusedError, match="two different plans"):
            compare_versions(first.versions.get(), second.versions.get())

    def test_a_version_against_itself(self) -> None:
        version = new_plan("a-plan", rows(1)).versions.get()
        with pytest.raises(ComparisonRefusedError, match="same version twice"):
            compare_versions(version, version)


def test_costs_the_same_queries_at_30_and_at_300_actions(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    counts = []
    for size in (30, 300):
        plan = new_plan(f"plan-of-{size}", rows(size))
        open_next(plan, by=None)
        with django_assert_max_num_queries(12) as queries:
            assert compared(plan.slug, 1, 2).summary == {"unchanged": size}
        counts.append(len(queries))
    assert counts[0] == counts[1]
