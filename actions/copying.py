"""The contents of one plan version copied into another, and the threads that go on from the one to the other."""

from collections.abc import Container, Mapping
from typing import Any, TypeVar

from django.db.models import Model, QuerySet

from actions.models import ActionVersion, Assignment, LineageEdge, MilestoneVersion, SuccessMeasure
from plans.models import PlanVersion, SectionVersion

PARTS: tuple[Any, ...] = (Assignment, SuccessMeasure, MilestoneVersion)
Entry = TypeVar("Entry", bound=Model)


def copy_contents(
    published: PlanVersion, version: PlanVersion, entries: QuerySet[ActionVersion]
) -> dict[int, ActionVersion]:
    """Copies these of its actions, and all its sections; returns each copy by the primary key of the original."""
    sections = {entry.pk: copy_of(entry, version=version) for entry in published.sections.all()}
    SectionVersion.objects.bulk_create(sections.values())
    return copy_actions(entries, version, sections)


def copy_actions(
    entries: QuerySet[ActionVersion],
    version: PlanVersion,
    sections: Mapping[int, SectionVersion],
    *,
    taken: Container[str] = (),
) -> dict[int, ActionVersion]:
    """The same of actions alone; `sections` are by the primary key of the section that the original stands in.

    A reference that is `taken` is left out.
    """
    copies = {
        entry.pk: copy_of(
            entry,
            version=version,
            section_version=sections[entry.section_version_id],
            reference="" if entry.reference in taken else entry.reference,
            printed_update=None,
            is_new=version.corrects is not None and entry.is_new,
        )
        for entry in entries
    }
    ActionVersion.objects.bulk_create(copies.values())
    for model in PARTS:
        parts = model.objects.filter(action_version__in=copies)
        model.objects.bulk_create(copy_of(part, action_version=copies[part.action_version_id]) for part in parts)
    return copies


def copy_threads(copies: Mapping[int, ActionVersion]) -> None:
    """Every thread goes on from an original, by its primary key, to its copy."""
    LineageEdge.objects.bulk_create(
        LineageEdge(
            kind=LineageEdge.Kind.CONTINUES,
            from_action_version_id=original,
            to_action_version=copy,
            reason="copied when the version was opened",
        )
        for original, copy in copies.items()
    )


def copy_of(entry: Entry, **changes: object) -> Entry:
    """The same row, not saved yet, with some fields changed."""
    fields = {field.attname: getattr(entry, field.attname) for field in entry._meta.concrete_fields}
    copy = type(entry)(**{name: value for name, value in fields.items() if name != entry._meta.pk.attname})
    for name, value in changes.items():
        setattr(copy, name, value)
    return copy
