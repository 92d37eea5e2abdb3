"""The lineage that is stored of the demo plan, held against what the matcher finds in the same words by itself."""

import pytest

from actions.comparison.lineage import Lineage, MatchableAction, propose_lineage
from actions.models import ActionVersion, LineageEdge
from plans.models import PlanVersion

pytestmark = pytest.mark.django_db

every_pair = pytest.mark.parametrize(("before", "after", "pairs"), [(1, 2, 22), (2, 3, 21)])


def version(number: int) -> PlanVersion:
    return PlanVersion.objects.get(plan__slug="children-and-families-improvement-plan", number=number)


def proposed(before: int, after: int) -> Lineage:
    """By nothing but the words: what is stored gives the keys that pairs are told by afterwards."""
    return propose_lineage(
        *([_matchable(entry) for entry in version(number).action_versions.all()] for number in (before, after))
    )


def _matchable(entry: ActionVersion) -> MatchableAction:
    return MatchableAction(
        key=entry.pk,
        reference=entry.reference,
        title=entry.title,
        text=entry.text,
        intended_outcome=entry.intended_outcome,
        success_measure=entry.success_measure,
        progress=entry.printed_update.narrative if entry.printed_update else "",
    )


@every_pair
def test_every_pair_is_found_and_no_other(demo: None, before: int, after: int, pairs: int) -> None:
    edges = LineageEdge.objects.live().filter(kind="continues", to_action_version__version=version(after))
    stored = set(edges.values_list("from_action_version", "to_action_version"))
    found = proposed(before, after).pairs
    assert len(stored) == pairs
    assert {(pair.before, pair.after) for pair in found} == stored
    assert all(pair.certain for pair in found)


@every_pair
def test_what_is_new_dropped_and_rolled_into_others_is_found(demo: None, before: int, after: int, pairs: int) -> None:
    lineage = proposed(before, after)
    here, there = version(before).action_versions, version(after).action_versions
    new = there.exclude(action__in=here.values("action"))
    dropped = here.exclude(action__in=there.values("action"))
    assert {one.key for one in lineage.new} == set(new.values_list("pk", flat=True))
    assert {one.key for one in lineage.dropped} == set(dropped.values_list("pk", flat=True))
    edges = LineageEdge.objects.live().filter(kind="rolled_into", from_action_version__version=version(before))
    stored = set(edges.values_list("from_action_version", "to_action_version__reference"))
    assert {(one.key, target) for one in lineage.dropped for target in one.rolled_into} == stored
