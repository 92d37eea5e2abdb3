"""Who can sign in for an action: its officers with an account, and their deputies of today."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Prefetch, Q
from django.utils import timezone

from actions.models import ActionVersion, Assignment
from plans.models import Deputy, User

ROLES = Assignment.Role


class People:
    """The people of several action versions; two queries."""

    def __init__(self, worded: Iterable[ActionVersion]):
        today = timezone.localdate()
        deputies = Deputy.objects.filter(Q(ends=None) | Q(ends__gte=today), starts__lte=today).select_related("user")
        parts = Assignment.objects.filter(action_version__in=list(worded)).select_related("officer__user")
        self._by_role: dict[tuple[int, str], set[User]] = defaultdict(set)
        for part in parts.prefetch_related(Prefetch("officer__deputies", deputies)):
            accounts = [part.officer.user, *(deputy.user for deputy in part.officer.deputies.all())]
            self._by_role[part.action_version_id, part.role] |= {one for one in accounts if one and one.is_active}

    def reporting_on(self, worded: ActionVersion) -> set[User]:
        """The action's leads; where none of them can sign in, those who account for it."""
        return self._by_role[worded.pk, ROLES.LEAD] or self.accounting_for(worded)

    def accounting_for(self, worded: ActionVersion) -> set[User]:
        return self._by_role[worded.pk, ROLES.ACCOUNTABLE]


def who_reports_on(worded: ActionVersion) -> list[User]:
    """By name."""
    return sorted(People([worded]).reporting_on(worded), key=lambda person: (person.name, person.pk))
