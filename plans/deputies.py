"""Deputies: somebody who reports in an officer's place for a while. Named by the officer, or by a plan owner."""

from datetime import date, timedelta

from django.utils import timezone

from . import permissions
from .models import Deputy, Officer, User
from .recording import Refused, recorded


def name_deputy(officer: Officer, deputy: User, *, starts: date, ends: date | None, by: User) -> Deputy:
    """Refused when the deputy is the officer, their account is closed, or they are the deputy on those days already."""
    permissions.require(permissions.may_name_deputies(by, officer))
    with recorded("name deputy", by=by):
        Officer.objects.select_for_update().get(pk=officer.pk)
        if officer.user_id == deputy.pk:
            raise Refused(f"{deputy} reports on these actions already. Choose somebody else.")
        if not deputy.is_active:
            raise Refused(f"{deputy}’s account is closed. Choose somebody else, or have it reopened.")
        others = officer.deputies.filter(user=deputy, starts__lte=ends or date.max)
        if any(other.ends is None or other.ends >= starts for other in others):
            raise Refused(f"{deputy} is the deputy on some of these days already. End that first.")
        return Deputy.objects.create(officer=officer, user=deputy, starts=starts, ends=ends)


def end_deputy(deputy: Deputy, *, by: User) -> None:
    """From today on they report no more in the officer's place. One who has not started yet is taken off."""
    permissions.require(permissions.may_name_deputies(by, deputy.officer))
    yesterday = timezone.localdate() - timedelta(days=1)
    with recorded("end deputy", by=by):
        if deputy.starts > yesterday:
            deputy.delete()
        else:
            deputy.ends = min(filter(None, [deputy.ends, yesterday]))
            deputy.save(update_fields=["ends"])
