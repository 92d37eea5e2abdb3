"""Whether a version still says what was read from its file."""

from typing import Any

from django.db.models import Q, QuerySet

from actions.models import ActionVersion, Assignment, MilestoneVersion, SourceFile, SuccessMeasure
from plans.models import PlanVersion, SectionVersion

_LEAVES_ITS_WORDS = ("import", "publish", "put lineage right")
_OF_ACTIONS: tuple[Any, ...] = (Assignment, MilestoneVersion, SuccessMeasure)


def was_edited_since(source: SourceFile) -> bool:
    """Whether anybody has changed the version since it was read in; one query."""
    first, *others = [_edits(model, of_version) for model, of_version in _rows(source.version_id)]
    return first.union(*others, all=True).exists()


def _rows(version: int) -> list[tuple[Any, Q]]:
    """The kinds of rows that make up a version, and which of their records are its."""
    entries = ActionVersion.objects.filter(version=version).values("pk")
    return [
        (ActionVersion, Q(version=version)),
        (PlanVersion, Q(pgh_obj_id=version)),
        (SectionVersion, Q(version=version)),
        *((model, Q(action_version__in=entries)) for model in _OF_ACTIONS),
    ]


def _edits(model: Any, of_version: Q) -> QuerySet[Any, Any]:
    """Of each the number alone, so that those of all kinds go into one query."""
    records: QuerySet[Any] = model.pgh_event_model.objects.filter(of_version)
    return records.exclude(pgh_context__metadata__operation__in=_LEAVES_ITS_WORDS).values("pgh_id")
