"""What slippage is read from: every version's dates, by lineage, and the dates last reported as expected."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import pairwise
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, Q, QuerySet
from django.db.models.functions import JSONObject
from django.utils.formats import date_format

from actions.comparison.dates import says_the_same
from actions.milestone_standings import MilestoneStanding
from actions.models import Action, ActionVersion, LineageEdge, MilestoneReport, MilestoneVersion, ProgressUpdate
from actions.reasons_given import explanation
from plans.folding import fold
from plans.models import PlanVersion
from plans.today import by_date

SAYING_WHEN = (
    *("action", "version", "section_version", "position", "reference", "text"),
    *("timeframe", "start", "due", "recurs"),
)
_COMING_OUT = (LineageEdge.Kind.SPLIT, LineageEdge.Kind.MERGED)


@dataclass(frozen=True, kw_only=True)
class Dated:
    """What one version says of when something is due. `kind` is what its words come to.

    "date", "start" (a first day only), "recurs", "words" (that have no date in them) or "none" (nothing printed).
    """

    entry: ActionVersion
    words: str
    due: date | None
    kind: str
    milestone: int | None = None

    @property
    def version(self) -> PlanVersion:
        return self.entry.version

    @property
    def told(self) -> str:
        """The date, or else the words that have none."""
        words = " ".join(self.words.split())
        return date_format(self.due) if self.due else f"“{words}”" if words else "nothing printed"

    @property
    def action(self) -> int:
        return self.entry.action_id


@dataclass(frozen=True, kw_only=True)
class WordedMilestone:
    """A milestone by its key, as an action version words it; `due_on` and `starts_on` are written as 2020-09-30."""

    key: int
    title: str
    words: str
    due_on: str | None
    starts_on: str | None

    @property
    def due(self) -> date | None:
        return date.fromisoformat(self.due_on) if self.due_on else None


@dataclass(kw_only=True)
class Timeline:
    """The dates of an action or of one of its milestones in every version that has it, earliest first."""

    entry: ActionVersion
    milestone: str
    stands: bool
    dates: list[Dated] = field(default_factory=list)

    def add(self, dated: Dated) -> None:
        """The same words as in the version before keep the date that was read from them there."""
        before = self.dates[-1] if self.dates else None
        stands = before is not None and says_the_same(before.words, dated.words)
        self.dates.append(replace(dated, due=before.due, kind=before.kind) if before and stands else dated)


class Timelines:
    """Every action and milestone of some plans, or these actions alone, in these versions. Costs one query."""

    def __init__(self, versions: Collection[PlanVersion], actions: Collection[int] | None = None):
        self.entries: dict[int, list[ActionVersion]] = defaultdict(list)
        in_order = sorted(versions, key=by_date)
        self.order = {version.pk: place for place, version in enumerate(in_order)}
        self.latest = set({version.plan_id: version.pk for version in in_order}.values())
        worded = _worded(versions, _among(actions, "action"))
        for entry in worded:
            self.entries[entry.action_id].append(entry)
        self.by_pk = {entry.pk: entry for entry in worded}
        self.parents = {entry.pk: entry.came_out_of for entry in worded}
        self.milestones = {entry.pk: [WordedMilestone(**told) for told in entry.told] for entry in worded}
        self.lines = [line for action in self.entries for line in self._lines(action)]

    def _lines(self, action: int) -> Iterable[Timeline]:
        """The action's own line, then one for each of its milestones."""
        chain = self._chain(self.entries[action])
        last = chain[-1]
        own = Timeline(entry=last, milestone="", stands=last.version_id in self.latest)
        for entry in chain:
            own.add(_dated(entry))
        return [own, *self._milestone_lines(chain)]

    def _chain(self, entries: list[ActionVersion]) -> list[ActionVersion]:
        """The action's versions, behind those of the action that it was split from or merged out of."""
        first = entries[0]
        found = [self.by_pk[parent] for parent in self.parents[first.pk] if parent in self.by_pk]
        chains = [
            [*self._chain([entry for entry in self.entries[parent.action_id] if not self._is_later(entry, parent)])]
            for parent in found
            if self._is_later(first, parent)
        ]
        return [*min(chains, key=_first_published, default=[]), *entries]

    def _is_later(self, entry: ActionVersion, other: ActionVersion) -> bool:
        return self.order[entry.version_id] > self.order[other.version_id]

    def _milestone_lines(self, chain: list[ActionVersion]) -> list[Timeline]:
        """A milestone goes on as itself, or by its title: in an action split off, or where lineage was put right."""
        lines: dict[int, Timeline] = {}
        earlier = lines
        for previous, entry in pairwise([chain[0], *chain]):
            if entry.action_id != previous.action_id:
                earlier, lines = lines, {}
            here = self.milestones[entry.pk]
            going_on = {worded.key for worded in here}
            by_title = {fold(line.milestone): line for key, line in (earlier | lines).items() if key not in going_on}
            for worded in here:
                key = worded.key
                found = lines.get(key) or earlier.get(key) or by_title.pop(fold(worded.title), None)
                line = lines[key] = found or Timeline(entry=chain[-1], milestone=worded.title, stands=False)
                line.entry, line.milestone = chain[-1], worded.title
                line.stands = entry.version_id in self.latest
                line.add(_dated_milestone(entry, worded))
        return list({id(line): line for line in lines.values()}.values())


class Forecasts:
    """The dates last reported as expected, in some plans (by primary key) up to the day of each. Costs one query.

    `latest` is the update that speaks for each action, `reports` all that was reported of milestones, or of those of
    these actions alone, the last first.
    """

    def __init__(
        self,
        days: Mapping[int, date],
        latest: Mapping[int, ProgressUpdate],
        actions: Collection[int] | None = None,
    ):
        self.latest = latest
        among = _among(actions, "update__action")
        made = MilestoneReport.objects.filter(among, update__action__plan__in=days).select_related("update__action")
        in_order = made.order_by("-update__as_at", "-update_id")
        self.reports = [report for report in in_order if report.update.as_at <= days[report.update.action.plan_id]]
        self.of_milestone = {report.milestone_id: report for report in reversed(self.reports)}

    def is_done(self, last: Dated) -> bool:
        """Whether it is a milestone that was last reported done."""
        report = self.of_milestone.get(last.milestone) if last.milestone else None
        return report is not None and report.is_done

    def standing(self, worded: WordedMilestone) -> MilestoneStanding:
        report = self.of_milestone.get(worded.key)
        return MilestoneStanding(
            key=worded.key,
            title=worded.title,
            due=worded.due,
            forecast=report.forecast if report else None,
            is_done=report.is_done if report else False,
        )

    def of(self, last: Dated) -> tuple[date, date, str] | None:
        """The date expected, the day of the report that says so, and why; None once it is done.

        What an exempt report expects is not told.
        """
        if last.milestone:
            report = self.of_milestone.get(last.milestone)
            if report is None or report.is_done or report.forecast is None or report.update.is_exempt:
                return None
            return report.forecast, report.update.as_at, report.public_reason or explanation(report.update)
        update = self.latest.get(last.action)
        if update is None or update.forecast is None or update.is_exempt or (update.status and update.status.closes):
            return None
        return update.forecast, update.as_at, explanation(update)


def with_forebears(actions: Collection[int]) -> set[int]:
    """These actions and all that they were split from or merged out of; a query for each step back."""
    found = set(actions)
    edges = LineageEdge.objects.live().filter(kind__in=_COMING_OUT)
    newest: Collection[int] = found
    while newest:
        back = edges.filter(to_action_version__action__in=newest).values_list("from_action_version__action", flat=True)
        newest = set(back) - found
        found |= newest
    return found


def latest_updates(days: Mapping[int, date]) -> QuerySet[ProgressUpdate]:
    """The updates that speak for the actions of some plans, each plan on its day."""
    return ProgressUpdate.objects.filter(action__plan__in=days).speaking_for(days).select_related("status")


def _among(actions: Collection[int] | None, path: str) -> Q:
    """What is about these actions, to which the path leads; everything without them."""
    return Q() if actions is None else Q((f"{path}__in", actions))


def _worded(versions: Collection[PlanVersion], among: Q) -> list[Any]:
    """The actions of these versions, version after version by date. Each with the action versions that it was split
    from or merged out of, where it continues none: the primary keys of what it `came_out_of`; and `told` of its
    milestones as it words them, in their order. An action is one object in all of them.
    """
    edges = LineageEdge.objects.live().filter(to_action_version=OuterRef("pk"), kind__in=_COMING_OUT)
    entries = ActionVersion.objects.filter(among, version__in=versions)
    milestones = MilestoneVersion.objects.filter(action_version=OuterRef("pk")).order_by("position")
    told = JSONObject(key="milestone_id", title="title", words="timeframe", due_on="due", starts_on="start")
    entries = entries.annotate(
        came_out_of=ArraySubquery(edges.order_by("pk").values("from_action_version")),
        told=ArraySubquery(milestones.values(told=told)),
        slug=F("action__slug"),
    )
    in_order = entries.order_by(F("version__as_of").asc(nulls_last=True), "version__number", "position")
    worded: list[Any] = list(in_order.only(*SAYING_WHEN))
    by_key = {version.pk: version for version in versions}
    actions: dict[int, Action] = {}
    for entry in worded:
        entry.version = by_key[entry.version_id]
        if entry.action_id not in actions:
            actions[entry.action_id] = Action(pk=entry.action_id, plan=entry.version.plan, slug=entry.slug)
        entry.action = actions[entry.action_id]
    return worded


def _dated(entry: ActionVersion) -> Dated:
    kind = "date" if entry.due else "recurs" if entry.recurs else _kind(entry.start, entry.timeframe)
    return Dated(entry=entry, words=entry.timeframe, due=entry.due, kind=kind)


def _dated_milestone(entry: ActionVersion, worded: WordedMilestone) -> Dated:
    kind = "date" if worded.due else _kind(worded.starts_on, worded.words)
    return Dated(entry=entry, words=worded.words, due=worded.due, kind=kind, milestone=worded.key)


def _kind(start: date | str | None, words: str) -> str:
    return "start" if start else "words" if words.strip() else "none"


def _first_published(chain: list[ActionVersion]) -> date:
    return next((entry.due for entry in chain if entry.due and entry.version.is_published), date.max)
