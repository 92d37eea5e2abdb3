"""Why a date or a success measure is another than was published: asked for of whoever changes it."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from django.db.models import F

from actions.comparison.dates import days_apart, is_another_date
from actions.comparison.words import compare_words
from actions.models import ActionVersion, ChangeReason, LineageEdge, MilestoneVersion
from actions.settling import neighbours
from plans.folding import fold
from plans.models import User
from plans.recording import Refused

_ABOUT = ChangeReason.About


class ReasonWanted(Refused):
    """A date or a success measure moved, and nobody says why; `wanted` has a sentence for each field."""

    def __init__(self, wanted: Mapping[str, str]):
        self.wanted = wanted
        super().__init__(" ".join(wanted.values()))


@dataclass(frozen=True)
class Moved:
    """A field that differs from what was published. `words` are those that stand there now."""

    key: str
    about: str
    words: str
    told: str
    milestone: int | None = None


def published_before(entry: ActionVersion) -> ActionVersion | None:
    """The action as the version before published it, or of those it was split or merged from the one first due."""
    version = entry.version
    before = neighbours(version.plan, version.as_of if version.corrects_id else None)[0]
    if before is None:
        return None
    if same := before.action_versions.filter(action=entry.action_id).select_related("version").first():
        return same
    edges = LineageEdge.objects.live().filter(to_action_version=entry, kind__in=["split", "merged"])
    came_from = before.action_versions.filter(pk__in=edges.values("from_action_version")).select_related("version")
    return came_from.order_by(F("due").asc(nulls_last=True), "position").first()


def moved_fields(entry: ActionVersion, published: ActionVersion | None) -> Iterator[Moved]:
    """Which dates and success measures are others than were published; of what was never published, none."""
    if published is None:
        return
    if is_another_date(published.timeframe, published.due, entry.timeframe, entry.due):
        yield Moved("timeframe", _ABOUT.TIMEFRAME, entry.timeframe, _told("date", published, entry))
    if compare_words(published.success_measure, entry.success_measure).kind != "same":
        told = f"Say why the success measures are no longer those of {published.version.label}."
        yield Moved("success_measure", _ABOUT.SUCCESS_MEASURE, entry.success_measure, told)
    before = {step.milestone_id: step for step in published.milestones.all()}
    by_title = {fold(step.title): step for step in before.values()} if published.action_id != entry.action_id else {}
    for step in entry.milestones.order_by("position"):
        was = before.get(step.milestone_id) or by_title.get(fold(step.title))
        if was and is_another_date(was.timeframe, was.due, step.timeframe, step.due):
            key, told = f"milestone:{step.milestone_id}", _told(f"date of “{step.title}”", was, step)
            yield Moved(key, _ABOUT.MILESTONE, step.timeframe, told, step.milestone_id)


def give_reasons(
    entry: ActionVersion, changed: Collection[str], reasons: Mapping[str, str], *, by: User | None
) -> None:
    """Keep what was said of each field that moved. Raises ReasonWanted where this edit moved one without a word."""
    wanted, given = {}, []
    for moved in moved_fields(entry, published_before(entry)):
        reason = reasons.get(moved.key, "").strip()
        if reason:
            given.append(
                ChangeReason(
                    action_version=entry,
                    about=moved.about,
                    milestone_id=moved.milestone,
                    words=moved.words,
                    reason=reason,
                    given_by=by,
                )
            )
        elif {moved.key, f"{moved.key}:timeframe"} & set(changed):
            wanted[moved.key] = moved.told
    if wanted:
        raise ReasonWanted(wanted)
    ChangeReason.objects.bulk_create(given)


def standing_reasons(entry: ActionVersion) -> dict[str, ChangeReason]:
    """By field the last reason given for the words that stand there now; one query beside the milestones."""
    words = {"timeframe": entry.timeframe, "success_measure": entry.success_measure}
    words |= {f"milestone:{step.milestone_id}": step.timeframe for step in entry.milestones.all()}
    standing = {}
    for given in entry.reasons.select_related("given_by"):
        key = f"milestone:{given.milestone_id}" if given.milestone_id else given.about
        if fold(given.words) == fold(words.get(key, "")):
            standing[key] = given
    return standing


def _told(what: str, before: ActionVersion | MilestoneVersion, after: ActionVersion | MilestoneVersion) -> str:
    if before.due is None:
        return f"Say why the {what} is given now: it was not in the version before."
    if after.due is None:
        return f"Say why the {what}, {before.due:%-d %B %Y}, is taken away."
    apart = days_apart((after.due - before.due).days)
    return f"Say why the {what} moves from {before.due:%-d %B %Y} to {after.due:%-d %B %Y}, {apart}."
