"""What each action's status was on a day, from the updates themselves, and which way it moved."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from actions.models import ActionVersion, ProgressUpdate
from plans.models import Colour, PlanVersion

ORDER = [Colour.BLUE, Colour.GREEN, Colour.AMBER, Colour.RED, Colour.GREY, ""]  # as bars and counts show them
BETTER, WORSE = "▲", "▼"
_HOW_BAD = {Colour.BLUE: 0, Colour.GREEN: 1, Colour.AMBER: 2, Colour.RED: 3}  # Grey and no status are not on the scale


@dataclass(frozen=True)
class Status:
    """A status as shown: its colour ("" for No status), the plan's own words, and whether it closes the action."""

    colour: str
    words: str
    closes: bool

    @property
    def colour_word(self) -> str:
        return colour_word(self.colour)


@dataclass(frozen=True)
class Travel:
    """The direction of travel: an arrow and the words for it, both empty where there is nothing to compare."""

    arrow: str
    words: str


NO_STATUS = Status(colour="", words="", closes=False)


def colour_word(colour: str) -> str:
    return Colour(colour).label if colour else "No status"


def status_order(status: Status) -> int:
    """Where a status stands when the ones to look at come first: Red, Amber, none, Grey, Green, Blue."""
    return [Colour.RED, Colour.AMBER, "", Colour.GREY, Colour.GREEN, Colour.BLUE].index(status.colour)


def status_of(update: ProgressUpdate) -> Status:
    if update.status is None:
        return Status(colour="", words=update.status_words, closes=False)
    return Status(colour=update.status.colour, words=update.status_words, closes=update.status.closes)


def printed_status(action_version: ActionVersion) -> Status | None:
    """The status that a published version prints beside the action; None where it prints none of any action."""
    if not action_version.version.prints_status:
        return None
    return status_of(action_version.printed_update) if action_version.printed_update else NO_STATUS


def updates_beside(version: PlanVersion, actions: Collection[int] | None = None) -> dict[int, ProgressUpdate]:
    """By action, of all or of these: the update the version printed, or would print while it is being worked on."""
    shown = version.action_versions.all() if actions is None else version.action_versions.filter(action__in=actions)
    if not version.is_published:
        return latest_updates_by_action(shown, days={version.plan_id: version.reports_until})
    worded = shown.select_related("printed_update__status")
    return {entry.action_id: entry.printed_update for entry in worded if entry.printed_update}


def travel(before: Status | None, now: Status) -> Travel:
    if before is None:
        return Travel("", "")
    if before.colour == now.colour:
        return Travel("", "same" if now.colour else "")
    if before.colour not in _HOW_BAD or now.colour not in _HOW_BAD:
        return Travel("", f"was {before.colour_word}")
    arrow = WORSE if _HOW_BAD[Colour(now.colour)] > _HOW_BAD[Colour(before.colour)] else BETTER
    return Travel(arrow, f"from {before.colour_word}")


def latest_updates_by_action(
    action_versions: QuerySet[ActionVersion], *, days: Mapping[int, date]
) -> dict[int, ProgressUpdate]:
    """The update that speaks for each of these actions on its plan's day, by the action's primary key."""
    updates = ProgressUpdate.objects.filter(action__in=action_versions.order_by().values("action"))
    return {update.action_id: update for update in updates.speaking_for(days).select_related("status")}
