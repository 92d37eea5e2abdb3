"""Freezing the working version, and opening the next one as its copy."""

from datetime import date
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from actions.models import ActionVersion, Assignment, LineageEdge, MilestoneVersion, ProgressUpdate, SuccessMeasure
from plans.models import Plan, PlanVersion, SectionVersion

Entry = TypeVar("Entry", bound=Model)


@transaction.atomic
def publish(version: PlanVersion, *, label: str, as_of: date) -> PlanVersion:
    """Freeze the working version as at a date, each action with the update that speaks for that date; open the next.

    Returns the new working version. Raises ValueError when the version is published already, or when one for a later
    date is (which only a correction may go behind).
    """
    version.plan.lock()
    version = PlanVersion.objects.select_for_update().get(pk=version.pk)
    if version.is_published:
        raise ValueError(f"{version} is published already.")
    later = version.plan.versions.published().filter(as_of__gt=as_of).by_date().last()
    if later and version.corrects is None:
        raise ValueError(f"{later} is published already, for a later date.")
    action_versions = list(version.action_versions.all())
    latest = ProgressUpdate.objects.filter(action__plan=version.plan).counting().latest_updates(as_at=as_of)
    update_of = {update.action_id: update for update in latest}
    for action_version in action_versions:
        action_version.printed_update = update_of.get(action_version.action_id)
    ActionVersion.objects.bulk_update(action_versions, ["printed_update"])
    version.label, version.as_of = label, as_of
    version.state, version.published_at = PlanVersion.State.PUBLISHED, timezone.now()
    version.save()
    return open_next(version.plan)


@transaction.atomic
def open_next(plan: Plan) -> PlanVersion:
    """A working version, the copy of the last published one, in which every thread goes on.

    Raises ValueError when there is a working version already.
    """
    plan.lock()
    if plan.versions.working().exists():
        raise ValueError(f"{plan} already has a working version.")
    published = plan.versions.last_published()
    working = PlanVersion.objects.create(
        plan=plan,
        number=plan.next_number(),
        label="Working version",
        title=published.title if published else plan.title,
        introduction=published.introduction if published else "",
        columns=published.columns if published else [],
        narrative=published.narrative if published else [],
    )
    if published:
        _copy_contents(published, working)
    return working


def _copy_contents(published: PlanVersion, working: PlanVersion) -> None:
    sections = {entry.pk: _copy(entry, version=working) for entry in published.sections.all()}
    SectionVersion.objects.bulk_create(sections.values())
    copies = {
        entry.pk: _copy(
            entry,
            version=working,
            section_version=sections[entry.section_version_id],
            printed_update=None,
            is_new=False,
        )
        for entry in published.action_versions.all()
    }
    ActionVersion.objects.bulk_create(copies.values())
    models: list[Any] = [Assignment, SuccessMeasure, MilestoneVersion]
    for model in models:
        entries = model.objects.filter(action_version__version=published)
        model.objects.bulk_create(_copy(entry, action_version=copies[entry.action_version_id]) for entry in entries)
    LineageEdge.objects.bulk_create(
        LineageEdge(
            kind=LineageEdge.Kind.CONTINUES,
            from_action_version_id=original,
            to_action_version=copy,
            reason="copied when the version was opened",
        )
        for original, copy in copies.items()
    )


def _copy(entry: Entry, **changes: object) -> Entry:
    """The same row, not saved yet, with some fields changed."""
    fields = {field.attname: getattr(entry, field.attname) for field in entry._meta.concrete_fields}
    copy = type(entry)(**{name: value for name, value in fields.items() if name != entry._meta.pk.attname})
    for name, value in changes.items():
        setattr(copy, name, value)
    return copy
