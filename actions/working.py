"""The working version as a copy of what is published: whether it still is one, and giving way to another."""

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, ProtectedError, QuerySet, RestrictedError

from actions.copying import PARTS
from actions.endings import endings_in, going_on
from actions.models import Action, ActionVersion, Challenge, Draft, ProgressUpdate, SourceFile
from plans.models import Plan, PlanVersion
from plans.recording import Refused

_OWN_WORDS = ("title", "introduction", "columns", "mapping", "narrative")
_DIFFERS_IN_A_COPY = {"id", "version", "section_version", "action_version", "printed_update", "is_new"}


def make_way(plan: Plan, *, for_version_of: date | None) -> bool:
    """Take away a working version that is as it was opened, before another takes its place; whether there was one.

    One that goes to be published for a date behind another leaves it where it is. Refused when the working version is
    not as it was opened. Ask with the plan locked.
    """
    if told := what_stands_in_the_way(plan, for_version_of=for_version_of):
        raise Refused(told)
    working = _in_its_place(plan, for_version_of)
    if working is None:
        return False
    discard(working, otherwise=_publish_it(for_version_of))
    return True


def what_stands_in_the_way(plan: Plan, *, for_version_of: date | None) -> str:
    """Why no other version can take the working version's place now, and what to do about it; "" where one can."""
    working = _in_its_place(plan, for_version_of)
    if working is None:
        return ""
    if stays := why_it_stays(working):
        return f"{stays} {_publish_it(for_version_of)}"
    if not _is_as_opened(working):
        told = f"{plan} already has a working version, and it has been changed since it was opened."
        return f"{told} {_publish_it(for_version_of, or_else=' or discard it')}"
    return ""


def _in_its_place(plan: Plan, for_version_of: date | None) -> PlanVersion | None:
    """The working version, unless one of that date would stand behind it."""
    if for_version_of and plan.versions.published().filter(as_of__gt=for_version_of).exists():
        return None
    return plan.versions.working().first()


def _publish_it(for_version_of: date | None, *, or_else: str = "") -> str:
    until = f" for a date before {for_version_of:%-d %B %Y}" if for_version_of else ""
    return f"Publish it{until}{or_else} first, on the plan’s publishing page."


def why_it_stays(working: PlanVersion) -> str:
    """Why a version that is not published cannot be taken away; "" where it can.

    Progress and challenges are only ever added to, and a draft is lost without the words that it is about.
    """
    updates = ProgressUpdate.objects.filter(action_version__version=working)
    asked = Challenge.objects.filter(action_version__version=working)
    drafted = Draft.objects.filter(action__in=_begun_in(working))
    stands = PlanVersion.objects.filter(pk=working.pk).values_list(Exists(updates), Exists(asked), Exists(drafted))
    is_reported_on, is_asked_about, is_written_about = stands.first() or (False, False, False)
    if is_reported_on:
        return _why_reports_stay(working, updates)
    if is_asked_about:
        return f"A question waits for an answer on the working version of {working.plan}, so it cannot be taken away."
    if is_written_about:
        told = f"Somebody is writing a report on what is new in the working version of {working.plan}"
        return f"{told}, so it cannot be taken away."
    return ""


def _why_reports_stay(working: PlanVersion, updates: QuerySet[ProgressUpdate]) -> str:
    if SourceFile.objects.filter(version=working).exists() and not updates.exclude(author=None).exists():
        told = "was brought in with what it says of progress, which is kept for good, so it cannot be taken away."
        return f"The working version of {working.plan} {told}"
    return f"Progress has been reported on the working version of {working.plan}, so it cannot be taken away."


def _begun_in(working: PlanVersion) -> QuerySet[Action]:
    """The actions that no other version has."""
    elsewhere = ActionVersion.objects.filter(action=OuterRef("pk")).exclude(version=working)
    return Action.objects.filter(~Exists(elsewhere), versions__version=working)


def discard(working: PlanVersion, *, otherwise: str = "Publish it instead.") -> None:
    """Delete a version that is not published. Refused where it stays, and where what was decided since builds on it."""
    if told := why_it_stays(working):
        raise Refused(f"{told} {otherwise}")
    try:
        working.delete()
    except (ProtectedError, RestrictedError):
        raise Refused(f"What was decided since builds on {working}, so it cannot be taken away. {otherwise}") from None


def _is_as_opened(working: PlanVersion) -> bool:
    """Whether it says to the letter what the last published version says, or nothing where there is none."""
    published = working.plan.versions.last_published()
    if published is None:
        return not working.sections.exists()
    same_words = all(getattr(working, name) == getattr(published, name) for name in _OWN_WORDS)
    if not same_words or endings_in(working):
        return False
    return _contents(working, working.action_versions.all()) == _contents(published, going_on(published))


def _contents(version: PlanVersion, entries: QuerySet[ActionVersion]) -> list[Any]:
    """Every row that belongs to these actions of a version, and its sections, without what differs in a copy."""
    rows = [_values(version.sections.all()), _values(entries, "section_version__section")]
    rows += [_values(model.objects.filter(action_version__in=entries), "action_version__action") for model in PARTS]
    return [list(values) for values in rows]


def _values(rows: QuerySet[Any], *belongs_to: str) -> Any:
    fields = [field.attname for field in rows.model._meta.concrete_fields if field.name not in _DIFFERS_IN_A_COPY]
    return rows.values_list(*fields, *belongs_to)
