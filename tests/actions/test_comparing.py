"""One version against another, by the lineage that is stored; checked by hand against the published papers."""

from datetime import date

import pytest
from pytest_django.fixtures import DjangoAssertNumQueries

from actions.comparing import ComparedAction, ComparisonRefusedError, VersionComparison, compare_versions
from actions.publishing import open_next
from plans.models import Plan
from plans.readers.document import DocumentMilestone, Row
from tests.plan_documents import add_version, new_plan, rows

pytestmark = pytest.mark.django_db

IMPROVEMENT = "children-and-families-improvement-plan"


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
        open_next(plan)
        with django_assert_max_num_queries(12) as queries:
            assert compared(plan.slug, 1, 2).summary == {"unchanged": size}
        counts.append(len(queries))
    assert counts[0] == counts[1]
