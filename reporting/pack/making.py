"""Making a pack: a small one at once, a large one beside its clerk, with how far it is in the database."""

import logging
from concurrent.futures import ThreadPoolExecutor

from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

from plans import permissions
from plans.models import PlanVersion, User
from reporting.models import Pack, PackInMaking

from .keeping import data_for, make_pack

_MAKERS = ThreadPoolExecutor(2, thread_name_prefix="packs")
_TELLER = ThreadPoolExecutor(1, thread_name_prefix="packs-told")  # since a pack's own connection reads one moment
_log = logging.getLogger(__name__)


class _Discarded(Exception):
    """Nobody waits for the pack any more."""


def made_or_begun(version: PlanVersion, *, by: User) -> Pack | PackInMaking:
    """The pack, where the plan is so small that it is made at once."""
    permissions.require(permissions.may_make_pack(by, version.plan))
    return make_pack(version, by=by) if data_for(version, by=by).number_of_parts == 1 else begin_pack(version, by=by)


def begin_pack(version: PlanVersion, *, by: User) -> PackInMaking:
    """What is being made of the version for this person already, or else a pack in making that is begun now."""
    permissions.require(permissions.may_make_pack(by, version.plan))
    before = list(PackInMaking.objects.filter(person=by, version=version))
    going_on = next((making for making in before if making.is_going_on), None)
    if going_on:
        return going_on
    PackInMaking.objects.filter(pk__in=[making.pk for making in before]).delete()
    making = PackInMaking.objects.create(plan=version.plan, version=version, person=by)
    _MAKERS.submit(_make, making)
    return making


def _make(making: PackInMaking) -> None:
    row = PackInMaking.objects.filter(pk=making.pk)

    def say(done: int, of: int) -> None:
        if not _TELLER.submit(_tell, row, done=done, steps=of, changed_at=timezone.now()).result():
            raise _Discarded

    try:
        version = PlanVersion.objects.select_related("plan").get(pk=making.version_id)
        row.update(pack=make_pack(version, by=making.person, on_step=say))
    except _Discarded:
        pass
    except Exception:  # whatever goes wrong, the clerk gets an answer
        _log.exception("A pack could not be made.")
        row.update(problem="Something went wrong while the pack was made. Nothing was kept.")
    finally:
        connection.close()


def _tell(row: QuerySet[PackInMaking], **how_far: object) -> int:
    """How many rows now say how far the pack is: none, once it is discarded."""
    try:
        return row.update(**how_far)
    finally:
        connection.close()
