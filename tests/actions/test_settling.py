"""A version that goes in between two others, before the first, or in place of one: the lineage runs through it."""

from datetime import date

import pytest
from django.db.models import Q

from actions.models import LineageEdge
from actions.publishing import open_correction, open_next, publish
from plans.models import Plan, PlanVersion
from plans.readers.document import DocumentMilestone, Row
from reporting.exporting import export_version
from tests.plan_documents import add_version, new_plan

FIRST, SECOND, THIRD = date(2020, 1, 31), date(2020, 6, 30), date(2021, 1, 31)
HOMES = "Open homes for twelve children in the north of the county"
CARERS = "Recruit and train forty foster carers for teenagers"
BUDGET = "Set a budget for the placements of disabled children"
SCHOOLS = "Agree with schools on exclusions and attendance"


def edges(plan: Plan) -> set[tuple[str, str, str]]:
    """The live lineage of what is published: kind, from where, to where, as the month of a version and a reference."""
    of_plan = Q(from_action_version__version__plan=plan) | Q(to_action_version__version__plan=plan)
    told = LineageEdge.objects.live().filter(of_plan).exclude(to_action_version__version__state="working")
    return {(edge.kind, place(edge.from_action_version), place(edge.to_action_version)) for edge in told}


def place(end: object) -> str:
    return "" if end is None else f"{end.version.as_of:%B} {end.reference}"  # type: ignore[attr-defined]


def row(reference: str, text: str, **fields: object) -> Row:
    return Row(reference=reference, action=text, **fields)  # type: ignore[arg-type]


@pytest.fixture
def plan(db: None) -> Plan:
    """January 2020 and January 2021: homes go on, carers are gone, schools are new."""
    plan = new_plan("homes", [row("1", HOMES), row("2", CARERS)], as_of=FIRST)
    milestones = [DocumentMilestone(title="Ask them")]
    add_version(plan, [row("1", HOMES), row("3", SCHOOLS, milestones=milestones)], as_of=THIRD)
    return plan


class TestBetweenTwo:
    @pytest.fixture
    def between(self, plan: Plan) -> PlanVersion:
        milestones = [DocumentMilestone(title="Ask them")]
        contents = [row("4", HOMES), row("5", CARERS), row("6", SCHOOLS, milestones=milestones), row("7", BUDGET)]
        return add_version(plan, contents, as_of=SECOND)

    def test_every_thread_runs_through_it(self, plan: Plan, between: PlanVersion) -> None:
        assert edges(plan) == {
            *[("continues", "January 1", "June 4"), ("continues", "June 4", "January 1")],
            *[("continues", "January 2", "June 5"), ("dropped", "June 5", "")],
            *[("new", "", "June 6"), ("continues", "June 6", "January 3")],
            *[("new", "", "June 7"), ("dropped", "June 7", "")],
        }

    def test_what_was_said_before_is_superseded_and_kept(self, plan: Plan, between: PlanVersion) -> None:
        superseded = LineageEdge.objects.exclude(superseded_by=None)
        assert sorted(superseded.values_list("kind", flat=True)) == ["continues", "dropped", "new"]

    def test_what_begins_later_is_the_same_action(self, plan: Plan, between: PlanVersion) -> None:
        assert plan.actions.count() == 4
        school = between.action_versions.get(reference="6")
        assert list(school.action.versions.values_list("reference", flat=True).order_by("version__as_of")) == ["6", "3"]
        assert school.milestones.get().milestone.versions.count() == 2

    def test_the_version_after_says_what_it_continues_in_the_one_between(
        self, plan: Plan, between: PlanVersion
    ) -> None:
        last = plan.versions.get(as_of=THIRD)
        assert [row.continues for row in export_version(last).rows()] == [["4"], ["6"]]

    def test_what_is_away_in_between_goes_on_from_before(self, plan: Plan) -> None:
        add_version(plan, [row("5", CARERS)], as_of=SECOND)
        assert edges(plan) >= {("continues", "January 1", "January 1")}
        assert plan.actions.count() == 3

    def test_an_open_working_version_stays(self, plan: Plan) -> None:
        working = open_next(plan, by=None)
        add_version(plan, [row("5", CARERS)], as_of=SECOND)
        assert plan.versions.working().get() == working


def test_one_before_the_first_is_where_its_actions_begin(plan: Plan) -> None:
    add_version(plan, [row("8", HOMES), row("9", BUDGET)], as_of=date(2019, 6, 30))
    assert edges(plan) >= {
        *[("continues", "June 8", "January 1"), ("dropped", "June 9", ""), ("new", "", "January 2")],
    }
    assert plan.actions.count() == 4


class TestPublishing:
    def test_what_was_added_and_taken_away_meanwhile_has_its_beginning_and_end(self, plan: Plan) -> None:
        working = open_next(plan, by=None)
        working.action_versions.get(reference="3").delete()
        action = plan.actions.create(slug="budget")
        working.action_versions.create(
            section_version=working.sections.get(), action=action, reference="9", text=BUDGET, position=9
        )
        publish(working, label="June 2021", as_of=date(2021, 6, 30), by=None)
        assert edges(plan) >= {("new", "", "June 9"), ("dropped", "January 3", "")}

    def test_an_action_whose_progress_says_so_was_rolled_into_another(self, db: None) -> None:
        plan = new_plan("homes", [row("1", HOMES), row("2", CARERS, progress="Now rolled into action 1.")])
        working = open_next(plan, by=None)
        working.action_versions.get(reference="2").delete()
        publish(working, label="June 2021", as_of=date(2021, 6, 30), by=None)
        rolled = LineageEdge.objects.get(kind="rolled_into")
        assert (rolled.from_action_version.reference, rolled.to_action_version.reference) == ("2", "1")
        assert rolled.reason == "as its progress says"


class TestCorrection:
    def test_the_lineage_runs_through_it_instead(self, plan: Plan) -> None:
        corrected = plan.versions.get(as_of=FIRST)
        correction = open_correction(corrected, by=None)
        correction.action_versions.filter(reference="2").update(reference="22")
        publish(correction, label="January put right", as_of=FIRST, by=None)
        there = set(corrected.action_versions.values_list("pk", flat=True))
        assert edges(plan) == {
            *[("continues", "January 1", "January 1"), ("dropped", "January 22", ""), ("new", "", "January 3")],
        }
        assert not LineageEdge.objects.live().filter(from_action_version__in=there).exists()

    def test_the_version_after_continues_it(self, plan: Plan) -> None:
        correction = open_correction(plan.versions.get(as_of=FIRST), by=None)
        correction.action_versions.filter(reference="1").update(reference="1a")
        publish(correction, label="January put right", as_of=FIRST, by=None)
        last = plan.versions.published().get(as_of=THIRD)
        assert [row.continues for row in export_version(last).rows()] == [["1a"], []]
