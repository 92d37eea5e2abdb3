"""Freezing the working version, and opening the next one as its copy."""

from collections.abc import Collection
from datetime import date
from typing import Any

import pghistory

from actions.copying import copy_contents, copy_of, copy_threads
from actions.endings import copy_endings, going_on
from actions.mending_working import put_right_in
from actions.models import ActionVersion, ChangeReason
from actions.readiness import Subject, checks
from actions.settling import settle
from actions.working import discard, what_stands_in_the_way
from plans import permissions
from plans.models import Plan, PlanVersion, User
from plans.recording import Refused, recorded


def publish(
    version: PlanVersion, *, label: str, as_of: date, by: User | None, seen: Collection[str] | None = None
) -> PlanVersion:
    """Freeze the working version as at a date, each action with the update that speaks for that date; open the next.

    After a correction the working version stays, and says too what was put right. Returns the working version. `seen`
    are the marks of the checks that somebody has acknowledged, and what these found is recorded; None asks nobody.
    Refused where `require_publishable` refuses, and when by now something else stands against it.
    """
    permissions.require_owner(by, version.plan)
    with recorded("publish", by=by):
        version.plan.lock()
        locked = PlanVersion.objects.select_for_update().filter(pk=version.pk).first()
        if locked is None:
            raise Refused(f"{version} is not being worked on any more: somebody else has opened another.")
        version = locked
        require_publishable(version, as_of)
        subject = Subject(version, as_of)
        with pghistory.context(acknowledged=[] if seen is None else _acknowledged(subject, seen)):
            working = _kept_beside(version)
            _print_updates(subject)
            version.label, version.as_of = label, as_of
            version.state = PlanVersion.State.PUBLISHED
            version.save()
            settle(version, by=by)
            if working is None:
                return open_next(version.plan, by=by)
            put_right_in(working, version)
            return working


def require_publishable(version: PlanVersion, as_of: date) -> None:
    """Refused when it is published already or empty, or when one for that date or a later one is published.

    Only a correction may go behind another, in the place of the one it corrects.
    """
    if version.is_published:
        raise Refused(f"{version} is published already.")
    later = version.plan.versions.published().filter(as_of__gte=as_of).by_date().last()
    if later and version.corrects is None:
        raise Refused(f"{later} is published already, for that date or a later one.")
    if version.corrects and (passed := _between(version.corrects, as_of)):
        raise Refused(f"{passed} is published for a date between. A correction keeps the place of what it corrects.")
    if not version.action_versions.exists():
        raise Refused(f"{version} has no action yet, so there is nothing to publish.")


def _between(corrected: PlanVersion, as_of: date) -> PlanVersion | None:
    """A version that is published for a date between the two, or for that other one."""
    if corrected.as_of in (None, as_of):
        return None
    others = corrected.plan.versions.published().current().exclude(pk=corrected.pk)
    return others.filter(as_of__range=sorted([corrected.as_of, as_of])).first()


def open_next(plan: Plan, *, by: User | None) -> PlanVersion:
    """A working version, the copy of the last published one, in which every thread goes on that does not end there.

    Refused when there is a working version already.
    """
    permissions.require_owner(by, plan)
    with recorded("open next version", by=by):
        plan.lock()
        if plan.versions.working().exists():
            raise Refused(f"{plan} already has a working version.")
        published = plan.versions.last_published()
        working = _open(plan, published, label="Working version")
        if published:
            copy_threads(copy_contents(published, working, going_on(published)))
        return working


def open_correction(version: PlanVersion, *, by: User | None) -> PlanVersion:
    """The copy of a published version in which its mistakes are put right; published, it stands in that one's place.

    The working version stays open beside it, to be changed and reported on.
    """
    plan = version.plan
    permissions.require_owner(by, plan)
    with recorded("open correction", by=by, corrects=version.pk):
        plan.lock()
        if not version.is_published:
            raise Refused(f"{version} is not published yet: change it as it is.")
        if told := why_no_correction(version):
            raise Refused(told)
        correction = _open(
            plan,
            version,
            state=PlanVersion.State.CORRECTING,
            label=f"Correction of {version.label}"[:100],
            as_of=version.as_of,
            corrects=version,
        )
        copies = copy_contents(version, correction, version.action_versions.all())
        reasons = ChangeReason.objects.filter(action_version__in=copies)
        copy_endings(version, copies)
        ChangeReason.objects.bulk_create(
            copy_of(given, action_version=copies[given.action_version_id]) for given in reasons
        )
        return correction


def why_no_correction(version: PlanVersion) -> str:
    """Why a published version cannot be corrected now, and what to do about it; "" where it can."""
    if correction := version.corrections.published().first():
        return f"{version} has been corrected already: correct version {correction.number} instead."
    if correction := version.plan.versions.correcting().select_related("plan").first():
        return f"{correction}, is being worked on: publish or discard that first."
    return ""


def discard_working(version: PlanVersion, *, by: User | None) -> PlanVersion:
    """Give up what was changed in the working version, and open the next version anew.

    Refused when it has been reported on.
    """
    permissions.require_owner(by, version.plan)
    with recorded("discard working version", by=by):
        version.plan.lock()
        if not version.plan.versions.working().filter(pk=version.pk).exists():
            raise Refused(f"{version} is not being worked on any more.")
        discard(version)
        return open_next(version.plan, by=by)


def discard_correction(version: PlanVersion, *, by: User | None) -> PlanVersion:
    """Give up a correction that is not published; returns the version that it would have corrected."""
    permissions.require_owner(by, version.plan)
    with recorded("discard correction", by=by):
        version.plan.lock()
        if not version.plan.versions.correcting().filter(pk=version.pk).exists():
            raise Refused(f"{version} is not being worked on any more.")
        corrected = version.plan.versions.get(corrections=version.pk)
        discard(version)
        return corrected


def _kept_beside(version: PlanVersion) -> PlanVersion | None:
    """The working version beside a correction that is about to be published.

    One that is as it was opened, as a copy of what is corrected, is taken away, so that it is opened anew.
    """
    working = version.plan.versions.working().exclude(pk=version.pk).select_for_update().first()
    is_of_last = version.plan.versions.last_published() == version.corrects
    if working is None or not is_of_last or what_stands_in_the_way(version.plan, for_version_of=None):
        return working
    discard(working)
    return None


def _open(plan: Plan, published: PlanVersion | None, **fields: Any) -> PlanVersion:
    return PlanVersion.objects.create(
        plan=plan,
        number=plan.next_number(),
        title=published.title if published else plan.title,
        introduction=published.introduction if published else "",
        columns=published.columns if published else [],
        mapping=published.mapping if published else {},
        narrative=published.narrative if published else [],
        **fields,
    )


def _acknowledged(subject: Subject, seen: Collection[str]) -> list[str]:
    """What stands against it now, in words. Refused where that is not among what was seen."""
    found = list(checks(subject))
    if other := [check.title for check in found if check.mark not in seen]:
        raise Refused(f"Something has changed since you looked. Look once more: {', '.join(other)}.")
    return [words for check in found for words in check.told]


def _print_updates(subject: Subject) -> None:
    """Beside each action stands the update that speaks for the date."""
    for entry in subject.entries:
        entry.printed_update = subject.updates.get(entry.action_id)
    ActionVersion.objects.bulk_update(subject.entries, ["printed_update"])
