"""Which action a row is, and the lineage that says so."""

from datetime import date
from typing import Any

import pytest

from actions.importing import import_document
from actions.models import Action, LineageEdge
from actions.origins import ThreadAnswers
from plans.models import Plan, PlanVersion
from plans.readers.document import DocumentError, DocumentSection, PlanDocument, Row
from tests.commands import row_counts
from tests.people import plan_owner
from tests.plan_documents import add_version, rows

FIRST, SECOND, THIRD = date(2020, 1, 31), date(2020, 6, 30), date(2021, 1, 31)


@pytest.fixture
def plan(db: None) -> Plan:
    return Plan.objects.create(slug="homes", title="Homes")


def threads(version: PlanVersion) -> list[tuple[str, str]]:
    """Each action's reference and identifier."""
    return list(version.action_versions.values_list("reference", "action__slug"))


def edges(version: PlanVersion) -> set[tuple[str, str, str]]:
    """From where to where; a row that is new comes from nowhere."""
    told = LineageEdge.objects.filter(to_action_version__version=version).exclude(kind="new")
    return set(told.values_list("from_action_version__reference", "kind", "to_action_version__reference"))


class TestThreads:
    def test_a_row_is_the_action_it_continues(self, plan: Plan) -> None:
        add_version(plan, [Row(reference="2.1", action="Open homes")], as_of=FIRST)
        later = add_version(plan, [Row(reference="1.1", action="Open more", continues=["2.1"])], as_of=SECOND)
        assert threads(later) == [("1.1", "open-homes")]
        assert edges(later) == {("2.1", "continues", "1.1")}

    def test_where_another_says_what_it_continues_one_without_a_word_of_it_is_new(self, plan: Plan) -> None:
        add_version(plan, [Row(reference="1.1", action="Open homes"), Row(reference="1.2", action="Run")], as_of=FIRST)
        contents = [Row(reference="1.1", action="Open homes"), Row(reference="1.2", action="Run", continues=["1.2"])]
        later = add_version(plan, contents, as_of=SECOND)
        assert threads(later) == [("1.1", "open-homes-2"), ("1.2", "run")]
        assert edges(later) == {("1.2", "continues", "1.2")}

    def test_actions_go_on_by_identifier_where_there_are_no_references(self, plan: Plan) -> None:
        add_version(plan, [Row(action_id="open", action="Open"), Row(action_id="close", action="Close")], as_of=FIRST)
        later = add_version(plan, [Row(action="Shut", continues=["close"])], as_of=SECOND)
        assert threads(later) == [("", "close")]

    def test_two_that_continue_one_are_split_and_the_first_goes_on(self, plan: Plan) -> None:
        add_version(plan, [Row(reference="1.1", action="Open homes")], as_of=FIRST)
        halves = [Row(reference=reference, action="Half", continues=["1.1"]) for reference in ("1.1", "1.2")]
        later = add_version(plan, halves, as_of=SECOND)
        assert threads(later) == [("1.1", "open-homes"), ("1.2", "half")]
        assert edges(later) == {("1.1", "continues", "1.1"), ("1.1", "split", "1.2")}

    def test_of_two_that_continue_one_that_with_its_reference_goes_on(self, plan: Plan) -> None:
        add_version(plan, [Row(reference="1.2", action="Open homes")], as_of=FIRST)
        halves = [Row(reference=reference, action="Half", continues=["1.2"]) for reference in ("1.1", "1.2")]
        later = add_version(plan, halves, as_of=SECOND)
        assert threads(later) == [("1.1", "half"), ("1.2", "open-homes")]

    def test_the_one_that_has_the_identifier_goes_on_wherever_it_stands(self, plan: Plan) -> None:
        add_version(plan, [Row(reference="1.1", action="Open homes")], as_of=FIRST)
        halves = [
            Row(reference="1.1", action="Half", continues=["1.1"]),
            Row(reference="1.2", action="Half", continues=["1.1"], action_id="open-homes"),
        ]
        later = add_version(plan, halves, as_of=SECOND)
        assert threads(later) == [("1.1", "half"), ("1.2", "open-homes")]
        assert edges(later) == {("1.1", "split", "1.1"), ("1.1", "continues", "1.2")}

    def test_one_that_continues_several_is_merged(self, plan: Plan) -> None:
        add_version(plan, rows(3), as_of=FIRST)
        merged = Row(reference="1.1", action="Both", continues=["1.2", "1.3"])
        later = add_version(plan, [merged], as_of=SECOND)
        assert threads(later) == [("1.1", "action-2")]
        assert edges(later) == {("1.2", "continues", "1.1"), ("1.3", "merged", "1.1")}

    def test_what_is_merged_into_an_action_of_its_own_is_all_merged(self, plan: Plan) -> None:
        add_version(plan, rows(2), as_of=FIRST)
        later = add_version(
            plan, [Row(reference="1", action="Both", action_id="both", continues=["1.1", "1.2"])], as_of=SECOND
        )
        assert edges(later) == {("1.1", "merged", "1"), ("1.2", "merged", "1")}

    def test_rolled_into_is_an_edge_within_the_version(self, plan: Plan) -> None:
        contents = [Row(reference="1.1", action="Open", rolled_into=["1.2"]), Row(reference="1.2", action="Run")]
        version = add_version(plan, contents)
        assert edges(version) == {("1.1", "rolled_into", "1.2")}

    def test_how_a_row_ends_is_said_by_the_file_and_not_by_who_takes_it_in(self, plan: Plan) -> None:
        ends = [
            Row(reference="1.1", action="Open a home", ends_because="Nobody needs it."),
            Row(reference="1.2", action="Hire staff", ends_because="One team.", rolled_into=["1.3"]),
            Row(reference="1.3", action="Run a home"),
        ]
        document = PlanDocument(title="Homes", sections=[DocumentSection(rows=ends)])
        owner = plan_owner("Owner", plan)
        taken = import_document(plan, document, as_of=SECOND, publish=True, by=owner, threads=ThreadAnswers())
        edges = LineageEdge.objects.filter(
            from_action_version__version=taken.version, kind__in=["dropped", "rolled_into"]
        )
        assert [(edge.reason, edge.decided_by) for edge in edges] == [("Nobody needs it.", None), ("One team.", None)]

    def test_an_identifier_made_up_avoids_those_given_further_down(self, plan: Plan) -> None:
        version = add_version(
            plan, [Row(reference="1", action="Open"), Row(reference="2", action="Open", action_id="open")]
        )
        assert threads(version) == [("1", "open-2"), ("2", "open")]

    def test_an_action_that_was_away_comes_back_by_its_identifier(self, plan: Plan) -> None:
        add_version(plan, [Row(action_id="open", action="Open")], as_of=FIRST)
        add_version(plan, [Row(action_id="close", action="Close")], as_of=SECOND)
        later = add_version(plan, [Row(action_id="open", action="Open")], as_of=THIRD)
        assert threads(later) == [("", "open")]
        assert Action.objects.count() == 2

    def test_the_version_before_is_the_last_published_one_before_its_date(self, plan: Plan) -> None:
        add_version(plan, [Row(reference="3", action="Third")], as_of=THIRD)
        add_version(plan, [Row(reference="1", action="First")], as_of=FIRST)
        second = add_version(plan, [Row(reference="2", action="Second", continues=["1"])], as_of=SECOND)
        assert edges(second) == {("1", "continues", "2")}

    def test_in_a_plans_first_version_what_it_continues_is_a_warning(self, plan: Plan) -> None:
        sections = [DocumentSection(rows=[Row(action="Open", continues=["1.1"]), Row(action="Run")])]
        imported = import_document(plan, PlanDocument(title="Homes", label="February", sections=sections), by=None)
        assert [(told.where, told.message) for told in imported.warnings] == [
            ("“February”", "there is no version before this one; rows that say what they continue: 1")
        ]

    @pytest.mark.parametrize(
        ("row", "sentence"),
        [
            ({"continues": ["9.9"]}, "row 1.2: “9.9” is no action of the version before"),
            ({"rolled_into": ["9.9"]}, "row 1.2: “9.9” is no action of this version"),
            ({"rolled_into": ["1.2"]}, "row 1.2: an action is not rolled into itself"),
            ({"reference": "1.1"}, "“1.1” stands twice"),
            ({"action_id": "action-1"}, "“action-1” stands twice"),
        ],
    )
    def test_what_does_not_resolve_is_refused(self, plan: Plan, row: dict[str, Any], sentence: str) -> None:
        add_version(plan, rows(1), as_of=FIRST)
        first = Row(reference="1.1", action_id="action-1", action="Open", continues=["1.1"])
        before = row_counts()
        with pytest.raises(DocumentError, match=sentence):
            add_version(plan, [first, Row(**{"reference": "1.2", "action": "Close"} | row)], as_of=SECOND)
        assert row_counts() == before
