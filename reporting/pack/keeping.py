"""Making a pack, and keeping what was made: to be had again to the byte."""

from hashlib import sha256

from django.utils import timezone

from plans import permissions
from plans.models import Plan, PlanVersion, User
from plans.recording import recorded
from reporting.models import Pack, PackChoice
from reporting.snapshot import one_snapshot

from .data import Choices, PackData
from .gathering import OnStep, told_to_nobody
from .workbook import pack_workbook


def choices_of(plan: Plan) -> Choices:
    """What is chosen for the plan's packs; everything, where nobody has chosen."""
    chosen = PackChoice.objects.filter(plan=plan).first()
    if chosen is None:
        return Choices()
    return Choices(
        left_out=frozenset(chosen.left_out),
        sections=frozenset(chosen.sections),
        council=chosen.council,
        logo=bytes(chosen.logo),
        committee=chosen.committee,
        closing=chosen.closing,
    )


def data_for(version: PlanVersion, *, by: User) -> PackData:
    """What a pack is made of that somebody makes today."""
    return PackData(
        version=version,
        made_on=timezone.localdate(),
        prepared_by=str(by),
        choices=choices_of(version.plan),
        person=by,
    )


def make_pack(version: PlanVersion, *, by: User, on_step: OnStep = told_to_nobody) -> Pack:
    """The pack, kept; one that came out the same before is the one that is kept already."""
    permissions.require(permissions.may_make_pack(by, version.plan))
    with one_snapshot():
        data = data_for(version, by=by)
        content = pack_workbook(data, on_step)
    with recorded("make a pack", by=by):
        pack, _ = Pack.objects.get_or_create(
            plan=version.plan,
            sha256=sha256(content).hexdigest(),
            defaults={
                "version_number": version.number,
                "version_label": version.label,
                "is_draft": data.is_draft,
                "day": data.day,
                "made_by": by,
                "prepared_by": data.prepared_by,
                "size": len(content),
                "content": content,
            },
        )
    return pack
