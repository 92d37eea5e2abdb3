"""What the database keeps of actions, updates and links, whoever writes."""

from typing import Any

import pytest
from django.db import IntegrityError, connection
from django.db.models import Model

from actions.models import (
    Action,
    ActionLink,
    ActionVersion,
    Assignment,
    LineageEdge,
    Milestone,
    MilestoneReport,
    MilestoneVersion,
    ProgressUpdate,
    SuccessMeasure,
)
from plans.models import Measure, Officer
from tests.record_contract import Recorded
from tests.rule_contracts import (
    Kept,
    Published,
    by_delete,
    by_sql_delete,
    copy_of,
    every_addition,
    every_change,
    refused,
    stored,
)
from tests.small_plan import Contents, SmallPlan


class TestPublishedActionVersion(Published):
    changes = {"text": "Open two homes"}

    def of(self, contents: Contents) -> ActionVersion:
        return contents.action_version

    def another(self, plan: SmallPlan, contents: Contents) -> ActionVersion:
        return copy_of(contents.action_version, action=plan.further_action(), reference="1.2")

    def place(self, contents: Contents) -> dict[str, Model]:
        return {"version": contents.version, "section_version": contents.section_version}

    def test_can_be_deleted_before_with_its_lineage(self, small_plan: SmallPlan) -> None:
        by_delete(small_plan.working.action_version)
        assert not LineageEdge.objects.exists()


class TestPublishedAssignment(Published):
    changes = {"name_as_printed": "Ada L."}

    def of(self, contents: Contents) -> Assignment:
        return contents.assignment

    def another(self, plan: SmallPlan, contents: Contents) -> Assignment:
        return copy_of(contents.assignment, role="accountable")


class TestPublishedSuccessMeasure(Published):
    changes = {"words": "Five places"}

    def of(self, contents: Contents) -> SuccessMeasure:
        return contents.success_measure

    def another(self, plan: SmallPlan, contents: Contents) -> SuccessMeasure:
        return copy_of(contents.success_measure, position=2)


class TestPublishedMilestoneVersion(Published):
    changes = {"title": "Rent a house"}

    def of(self, contents: Contents) -> MilestoneVersion:
        return contents.milestone_version

    def another(self, plan: SmallPlan, contents: Contents) -> MilestoneVersion:
        milestone = Milestone.objects.create(action=plan.action)
        return copy_of(contents.milestone_version, milestone=milestone)


class TestProgressUpdate(Kept):
    sentence = "progress update cannot be changed or deleted"
    changes = {"narrative": "Found two houses"}

    def kept(self, plan: SmallPlan) -> ProgressUpdate:
        return plan.update(plan.working)

    @every_change
    def test_cannot_be_given_to_another_action(self, small_plan: SmallPlan, change: Any) -> None:
        update = small_plan.update(small_plan.working)
        with refused("a version of its own action"):
            change(update, action=small_plan.further_action())
        assert stored(update)["action_id"] == small_plan.action.pk

    @every_addition
    def test_is_made_against_a_version_of_its_own_action(self, small_plan: SmallPlan, add: Any) -> None:
        update = copy_of(small_plan.update(small_plan.working), action=small_plan.further_action())
        with refused("a version of its own action"):
            add(update)

    @every_addition
    def test_takes_no_status_of_another_plan(self, small_plan: SmallPlan, add: Any) -> None:
        update = copy_of(small_plan.update(small_plan.working), status=SmallPlan("other-plan").label)
        with refused("one of the plan's own"):
            add(update)

    @every_addition
    def test_takes_a_status_of_its_plan(self, small_plan: SmallPlan, add: Any) -> None:
        add(copy_of(small_plan.update(small_plan.working), status=small_plan.label))
        assert ProgressUpdate.objects.filter(status=small_plan.label).count() == 1

    @every_addition
    def test_can_be_made_against_a_published_version(self, small_plan: SmallPlan, add: Any) -> None:
        add(copy_of(small_plan.update(small_plan.published)))
        assert small_plan.published.action_version.updates.count() == 2


class TestMilestoneReport(Kept):
    sentence = "What an update says of a milestone cannot be changed or deleted"
    changes = {"is_done": True}

    def kept(self, plan: SmallPlan) -> MilestoneReport:
        return MilestoneReport.objects.create(update=plan.update(plan.working), milestone=plan.milestone)


class TestRecordedAction(Recorded):
    changes = {"slug": "renamed"}

    def new(self, plan: SmallPlan) -> Action:
        return Action(plan=plan.plan, slug="another")


class TestRecordedActionVersion(Recorded):
    changes = {"text": "Open two homes"}

    def new(self, plan: SmallPlan) -> ActionVersion:
        return TestPublishedActionVersion().another(plan, plan.working)


class TestRecordedAssignment(Recorded):
    changes = {"position": 7}

    def new(self, plan: SmallPlan) -> Assignment:
        return TestPublishedAssignment().another(plan, plan.working)


class TestRecordedSuccessMeasure(Recorded):
    changes = {"words": "Five places"}

    def new(self, plan: SmallPlan) -> SuccessMeasure:
        return TestPublishedSuccessMeasure().another(plan, plan.working)


class TestRecordedMilestone(Recorded):
    @property
    def changes(self) -> dict[str, Any]:
        return {"action_id": Action.objects.get_or_create(plan_id=Action.objects.first().plan_id, slug="other")[0].pk}

    def new(self, plan: SmallPlan) -> Milestone:
        return Milestone(action=plan.action)


class TestRecordedMilestoneVersion(Recorded):
    changes = {"title": "Rent a house"}

    def new(self, plan: SmallPlan) -> MilestoneVersion:
        return TestPublishedMilestoneVersion().another(plan, plan.working)


class TestRecordedActionLink(Recorded):
    changes = {"why": "Because of both"}

    def new(self, plan: SmallPlan) -> ActionLink:
        return ActionLink(from_action=plan.action, to_action=plan.further_action(), kind="supports", why="Because")


class TestAnActionVersion:
    """Where it stands, and whose it is."""

    @every_addition
    def test_references_are_unique_in_a_version(self, small_plan: SmallPlan, add: Any) -> None:
        twin = copy_of(small_plan.working.action_version, action=small_plan.further_action())
        with refused("references_are_unique_in_a_version"):
            add(twin)

    @every_addition
    def test_any_number_have_no_reference(self, small_plan: SmallPlan, add: Any) -> None:
        here = small_plan.working.action_version
        for slug in ("second", "third"):
            add(copy_of(here, action=small_plan.further_action(slug), reference=""))
        assert ActionVersion.objects.filter(version=here.version, reference="").count() == 2

    @every_addition
    def test_an_action_stands_once_in_a_version(self, small_plan: SmallPlan, add: Any) -> None:
        with refused("an_action_stands_once_in_a_version"):
            add(copy_of(small_plan.working.action_version, reference="1.2"))

    @every_change
    def test_stands_in_a_section_of_its_own_version(self, small_plan: SmallPlan, change: Any) -> None:
        with refused("a section of its own plan version"):
            change(small_plan.working.action_version, section_version=small_plan.published.section_version)

    @every_change
    def test_belongs_to_an_action_of_its_own_plan(self, small_plan: SmallPlan, change: Any) -> None:
        with refused("an action of its own plan"):
            change(small_plan.working.action_version, action=SmallPlan("other-plan").action)

    @every_addition
    def test_is_not_added_for_an_action_of_another_plan(self, small_plan: SmallPlan, add: Any) -> None:
        with refused("an action of its own plan"):
            add(copy_of(small_plan.working.action_version, action=SmallPlan("other-plan").action, reference="1.2"))


class TestWhatBelongsTogether:
    """Nothing of one plan or action is hung on another's."""

    @every_change
    def test_a_success_measure_takes_no_measure_of_another_plan(self, small_plan: SmallPlan, change: Any) -> None:
        places = Measure.objects.create(plan=SmallPlan("other-plan").plan, title="Places", unit="count")
        with refused("a measure of its own plan"):
            change(small_plan.working.success_measure, measure=places)

    @every_addition
    def test_nor_is_one_added_with_it(self, small_plan: SmallPlan, add: Any) -> None:
        places = Measure.objects.create(plan=SmallPlan("other-plan").plan, title="Places", unit="count")
        with refused("a measure of its own plan"):
            add(copy_of(small_plan.working.success_measure, measure=places))
        own = Measure.objects.create(plan=small_plan.plan, title="Places", unit="count")
        add(copy_of(small_plan.working.success_measure, measure=own))

    @every_addition
    def test_an_update_reports_on_no_milestone_of_another_action(self, small_plan: SmallPlan, add: Any) -> None:
        update = small_plan.update(small_plan.working)
        other = Milestone.objects.create(action=small_plan.further_action())
        with refused("milestones of its own action"):
            add(MilestoneReport(update=update, milestone=other))
        add(MilestoneReport(update=update, milestone=small_plan.milestone))

    @every_addition
    def test_an_update_corrects_none_of_another_action(self, small_plan: SmallPlan, add: Any) -> None:
        other = small_plan.update(small_plan.write(3, action=small_plan.further_action()))
        own = small_plan.update(small_plan.working)
        with refused("an earlier one on the same action"):
            add(copy_of(own, corrects=other))
        add(copy_of(own, corrects=own))

    @every_change
    def test_no_update_of_another_action_is_printed(self, small_plan: SmallPlan, change: Any) -> None:
        other = small_plan.update(small_plan.write(3, action=small_plan.further_action()))
        with refused("an update on that action"):
            change(small_plan.working.action_version, printed_update=other)
        change(small_plan.working.action_version, printed_update=small_plan.update(small_plan.published))

    @pytest.mark.parametrize("kind", ["continues", "split", "merged", "rolled_into"])
    @every_addition
    def test_lineage_joins_no_two_plans(self, small_plan: SmallPlan, add: Any, kind: str) -> None:
        here, there = small_plan.working.action_version, SmallPlan("other-plan").working.action_version
        with refused("Lineage joins actions of one plan"):
            add(LineageEdge(kind=kind, from_action_version=here, to_action_version=there))

    @every_addition
    def test_lineage_supersedes_none_of_another_plan(self, small_plan: SmallPlan, add: Any) -> None:
        edge = LineageEdge(kind="new", to_action_version=small_plan.working.action_version)
        edge.supersedes = SmallPlan("other-plan").edge
        with refused("Lineage joins actions of one plan"):
            add(edge)


@every_addition
def test_an_officer_stands_once_in_a_role(small_plan: SmallPlan, add: Any) -> None:
    with refused("an_officer_stands_once_in_a_role"):
        add(copy_of(small_plan.working.assignment, name_as_printed="Ada again"))


@pytest.mark.parametrize("change", [{"name": "Ada Byron"}, {"post": "Head of Homes"}])
def test_an_officer_may_change_and_the_printed_name_stays(small_plan: SmallPlan, change: dict[str, str]) -> None:
    Officer.objects.filter(pk=small_plan.officer.pk).update(**change)
    assert stored(small_plan.published.assignment)["name_as_printed"] == "Ada"


def test_a_label_may_change_and_the_printed_status_stays(small_plan: SmallPlan) -> None:
    update = small_plan.update(small_plan.working, status=small_plan.label, status_words="ON TARGET")
    small_plan.label.words = "Going well"
    small_plan.label.save()
    assert stored(update)["status_words"] == "ON TARGET"


@pytest.mark.parametrize("model", ["plan", "section", "action", "milestone", "officer"])
def test_nothing_that_a_published_version_refers_to_can_be_deleted(small_plan: SmallPlan, model: str) -> None:
    by_sql_delete(getattr(small_plan, model))
    with pytest.raises(IntegrityError, match="violates foreign key constraint"):
        connection.check_constraints()
