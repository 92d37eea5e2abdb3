"""Actions that were merged, and what they were merged from: either goes on, and never both."""

import pytest

from actions.branching import merge_actions
from actions.importing import import_document
from actions.leaving import roll_into, take_back, withdraw
from actions.models import ActionVersion, LineageEdge
from plans.models import Plan
from plans.readers.document import DocumentSection, PlanDocument, Row
from plans.recording import Refused

from .editing import WHY, entry, homes_plan


@pytest.fixture
def plan(db: None) -> Plan:
    return homes_plan()


class TestMergedAsAFileSays:
    """1.1 goes on with a part of 1.2, and 1.2 goes on as well."""

    @pytest.fixture(autouse=True)
    def taken_in(self, plan: Plan) -> None:
        rows = [
            Row(reference="1.1", action="Open homes", continues=["1.1", "1.2"]),
            Row(reference="1.2", action="Run homes", action_id="run", continues=["1.2"]),
        ]
        import_document(plan, PlanDocument(title="Homes", sections=[DocumentSection(rows=rows)]), by=None)
        assert LineageEdge.objects.get(kind="merged").from_action_version == entry_before(plan, "run")

    def test_the_other_is_rolled_into_it_and_taken_back(self, plan: Plan) -> None:
        roll_into(entry(plan, "run"), entry(plan), reason=WHY, by=None)
        take_back(entry(plan, "run"), by=None)
        assert not LineageEdge.objects.filter(kind="rolled_into").exists()

    def test_is_withdrawn_and_taken_back(self, plan: Plan) -> None:
        withdraw(entry(plan), reason=WHY, by=None)
        take_back(entry(plan), by=None)
        assert not LineageEdge.objects.filter(kind="dropped").exists()

    def test_is_not_withdrawn_while_the_other_ends_in_it(self, plan: Plan) -> None:
        roll_into(entry(plan, "run"), entry(plan), reason=WHY, by=None)
        with pytest.raises(Refused, match=r"1\.2 Run homes ends in 1\.1 Open homes\. Take that back first"):
            withdraw(entry(plan), reason=WHY, by=None)


def test_what_was_merged_anew_does_not_go_on_in_what_it_was_merged_into_first(plan: Plan) -> None:
    first = merge_actions([entry(plan), entry(plan, "run")], reference="1.3", by=None)
    withdraw(first, reason=WHY, by=None)
    for slug in ("open", "run"):
        take_back(entry(plan, slug), by=None)
    merge_actions([entry(plan), entry(plan, "run")], reference="1.4", by=None)
    with pytest.raises(Refused, match=r"1\.1 Open homes was merged into this and goes on again"):
        take_back(first, by=None)


def test_what_is_rolled_on_is_told_of_the_way_that_there_is(plan: Plan) -> None:
    merged = merge_actions([entry(plan), entry(plan, "run")], reference="1.3", by=None)
    with pytest.raises(Refused, match=r"ends in 1\.3 Open homes\. Withdraw it, or take it out: then what it was"):
        roll_into(merged, entry(plan, "train"), reason=WHY, by=None)
    withdraw(merged, reason=WHY, by=None)
    take_back(entry(plan), by=None)


def entry_before(plan: Plan, slug: str) -> ActionVersion:
    return plan.versions.published().get().action_versions.get(action__slug=slug)
