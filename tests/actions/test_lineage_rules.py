"""What the database keeps of lineage, and that actions and what is reported on them follow it."""

from datetime import date
from typing import Any

import pytest

from actions.models import ActionVersion, LineageEdge, Milestone, MilestoneVersion
from actions.publishing import publish
from tests.rule_contracts import (
    Kept,
    copy_of,
    every_addition,
    every_change,
    every_change_and_switch,
    every_deletion,
    refused,
    stored,
)
from tests.small_plan import SmallPlan

CONTINUES, NEW, DROPPED = LineageEdge.Kind.CONTINUES, LineageEdge.Kind.NEW, LineageEdge.Kind.DROPPED
SPLIT, MERGED, ROLLED_INTO = LineageEdge.Kind.SPLIT, LineageEdge.Kind.MERGED, LineageEdge.Kind.ROLLED_INTO


class TestLineageEdge(Kept):
    sentence = "Lineage is added to, never changed"
    changes = {"reason": "Another reason"}

    def kept(self, plan: SmallPlan) -> LineageEdge:
        plan.publish(plan.working)
        return plan.edge

    @every_change
    def test_is_not_changed_before_publication_either(self, small_plan: SmallPlan, change: Any) -> None:
        with refused(self.sentence):
            change(small_plan.edge, **self.changes)

    @every_deletion
    def test_can_be_deleted_before(self, small_plan: SmallPlan, delete: Any) -> None:
        delete(small_plan.edge)
        assert not LineageEdge.objects.exists()

    @every_deletion
    @pytest.mark.parametrize("kind", [NEW, DROPPED])
    def test_one_end_decides_where_there_is_no_other(self, small_plan: SmallPlan, delete: Any, kind: str) -> None:
        published, working = small_plan.published.action_version, small_plan.working.action_version
        ends = [{"to_action_version": published}, {"to_action_version": working}]
        if kind == DROPPED:
            ends = [{"from_action_version": published}, {"from_action_version": working}]
        kept, free = (LineageEdge.objects.create(kind=kind, **end) for end in ends)
        with refused(self.sentence):
            delete(kept)
        delete(free)
        assert set(LineageEdge.objects.all()) == {small_plan.edge, kept}

    @every_addition
    def test_can_be_added_to_what_is_published(self, small_plan: SmallPlan, add: Any) -> None:
        edge = self.kept(small_plan)
        add(copy_of(edge, supersedes=edge))
        assert LineageEdge.objects.live().count() == 1

    @every_addition
    def test_is_superseded_once(self, small_plan: SmallPlan, add: Any) -> None:
        add(copy_of(small_plan.edge, supersedes=small_plan.edge))
        with refused("supersedes_id"):
            add(copy_of(small_plan.edge, supersedes=small_plan.edge))

    @every_addition
    @pytest.mark.parametrize(
        ("kind", "ends"),
        [
            *[(kind, ends) for kind in (CONTINUES, SPLIT, MERGED, ROLLED_INTO) for ends in ("", "from", "to")],
            *[(NEW, ends) for ends in ("", "from", "from to")],
            *[(DROPPED, ends) for ends in ("", "to", "from to")],
        ],
    )
    def test_has_the_ends_its_kind_needs(self, small_plan: SmallPlan, add: Any, kind: str, ends: str) -> None:
        given = {"from": small_plan.published.action_version, "to": small_plan.working.action_version}
        with refused("a_lineage_edge_has_the_ends_its_kind_needs"):
            add(LineageEdge(kind=kind, **{f"{end}_action_version": given[end] for end in ends.split()}))

    @every_addition
    def test_nothing_continues_itself(self, small_plan: SmallPlan, add: Any) -> None:
        here = small_plan.working.action_version
        with refused("nothing_continues_itself"):
            add(LineageEdge(kind=CONTINUES, from_action_version=here, to_action_version=here))


class TestPublishedActionFollowsLineage:
    """The action of a published action version changes only where the live lineage says so, and takes along its own."""

    @every_change_and_switch
    def test_nothing_moves_without_lineage(self, small_plan: SmallPlan, change: Any, switch: Any) -> None:
        here = small_plan.published.action_version
        with switch(), refused("only where its lineage says so"):
            change(here, action=small_plan.further_action())
        assert stored(here)["action_id"] == small_plan.action.pk

    @every_change
    def test_the_working_version_may_move_without(self, small_plan: SmallPlan, change: Any) -> None:
        other = small_plan.further_action()
        change(small_plan.working.action_version, action=other)
        assert stored(small_plan.working.action_version)["action_id"] == other.pk

    @every_change
    @pytest.mark.parametrize("kind", [NEW, SPLIT, MERGED])
    def test_a_thread_that_begins_here_is_an_action_of_its_own(
        self, small_plan: SmallPlan, change: Any, kind: str
    ) -> None:
        here = second_published(small_plan)
        read_anew(small_plan, kind)
        other = small_plan.further_action()
        change(here, action=other)
        assert stored(here)["action_id"] == other.pk

    @every_change
    @pytest.mark.parametrize("kind", [NEW, SPLIT, MERGED])
    def test_a_thread_that_begins_here_takes_no_action_that_has_a_version(
        self, small_plan: SmallPlan, change: Any, kind: str
    ) -> None:
        here = second_published(small_plan)
        read_anew(small_plan, kind)
        other = third_action_published(small_plan).action
        with refused("only where its lineage says so"):
            change(here, action=other)

    @every_change
    @pytest.mark.parametrize("kind", [ROLLED_INTO, DROPPED])
    def test_where_a_thread_ends_nothing_moves(self, small_plan: SmallPlan, change: Any, kind: str) -> None:
        here = second_published(small_plan)
        read_anew(small_plan, kind)
        with refused("only where its lineage says so"):
            change(here, action=small_plan.further_action())

    @every_change
    def test_what_continues_goes_to_the_action_it_continues(self, small_plan: SmallPlan, change: Any) -> None:
        here = second_published(small_plan)
        earlier = third_action_published(small_plan)
        LineageEdge.objects.create(kind=CONTINUES, from_action_version=earlier, to_action_version=here)
        change(here, action=earlier.action)
        assert stored(here)["action_id"] == earlier.action_id

    @every_change
    def test_a_superseded_edge_says_nothing(self, small_plan: SmallPlan, change: Any) -> None:
        here = second_published(small_plan)
        earlier = third_action_published(small_plan)
        edge = LineageEdge.objects.create(kind=CONTINUES, from_action_version=earlier, to_action_version=here)
        LineageEdge.objects.create(kind=DROPPED, from_action_version=earlier, supersedes=edge)
        with refused("only where its lineage says so"):
            change(here, action=earlier.action)

    @every_change
    def test_nothing_else_changes_on_the_way(self, small_plan: SmallPlan, change: Any) -> None:
        here = second_published(small_plan)
        read_anew(small_plan, NEW)
        with refused("published version"):
            change(here, action=small_plan.further_action(), text="Open two homes")

    @every_change
    def test_the_updates_made_against_it_follow(self, small_plan: SmallPlan, change: Any) -> None:
        here = second_published(small_plan)
        follows, stays = small_plan.update(small_plan.working), small_plan.update(small_plan.published)
        read_anew(small_plan, NEW)
        other = small_plan.further_action()
        change(here, action=other)
        assert stored(follows)["action_id"] == other.pk
        assert stored(stays)["action_id"] == small_plan.action.pk

    def test_a_milestone_follows_when_no_version_of_another_action_words_it(self, small_plan: SmallPlan) -> None:
        own = Milestone.objects.create(action=small_plan.action)
        MilestoneVersion.objects.create(
            milestone=own, action_version=small_plan.working.action_version, position=2, title="Hire staff"
        )
        here = second_published(small_plan)
        read_anew(small_plan, NEW)
        other = small_plan.further_action()
        ActionVersion.objects.filter(pk=here.pk).update(action=other)
        assert set(other.milestones.all()) == {own}
        assert set(small_plan.action.milestones.all()) == {small_plan.milestone}

    def test_the_next_version_goes_on_with_the_milestones_of_both(self, small_plan: SmallPlan) -> None:
        here = second_published(small_plan)
        read_anew(small_plan, NEW)
        other = small_plan.further_action()
        ActionVersion.objects.filter(pk=here.pk).update(action=other)
        working = small_plan.write(3, state="working", action=other, milestone=small_plan.milestone)
        publish(working.version, label="Third", as_of=date(2021, 3, 31), by=None)
        assert [version.milestones.get().milestone for version in other.versions.all()] == [small_plan.milestone] * 3


class TestAMilestone:
    @every_addition
    def test_is_worded_by_versions_of_its_own_action(self, small_plan: SmallPlan, add: Any) -> None:
        milestone = Milestone.objects.create(action=small_plan.further_action())
        with refused("a version of its own action"):
            add(copy_of(small_plan.working.milestone_version, milestone=milestone))

    @every_change_and_switch
    def test_stays_with_the_action_whose_versions_word_it(
        self, small_plan: SmallPlan, change: Any, switch: Any
    ) -> None:
        with switch(), refused("belongs to the action whose versions word it"):
            change(small_plan.milestone, action=small_plan.further_action())

    @every_addition
    def test_stands_once_in_an_action_version(self, small_plan: SmallPlan, add: Any) -> None:
        with refused("a_milestone_stands_once_in_a_version"):
            add(copy_of(small_plan.working.milestone_version))


def second_published(plan: SmallPlan) -> ActionVersion:
    """The action version of the second version, once that is published too."""
    return plan.publish(plan.working).action_version


def third_action_published(plan: SmallPlan) -> ActionVersion:
    """A published version of an action that is not the plan's first."""
    contents = plan.write(3, action=plan.further_action("third-action"))
    return plan.publish(contents).action_version


def read_anew(plan: SmallPlan, kind: str) -> LineageEdge:
    """Supersede what was said of the second version's action version."""
    ends = {"from_action_version": plan.published.action_version, "to_action_version": plan.working.action_version}
    if kind == NEW:
        del ends["from_action_version"]
    if kind == DROPPED:
        del ends["to_action_version"]
    return LineageEdge.objects.create(kind=kind, supersedes=plan.edge, **ends)
