"""The facts that contradictions are found in: of some actions as worded in a version, on the day of each plan."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from actions.contradiction_sources import (
    done_by,
    last_report,
    measures_read,
    report_before,
    report_of,
    same_work_of,
    worded_with_facts,
)
from actions.contradictions import Contradiction, Facts, SameWork, contradictions
from actions.milestone_standings import MilestoneStanding, milestone_standings
from actions.models import ActionVersion, Assignment, ProgressUpdate
from actions.printed_names import PrintedNames, printed_names
from actions.statuses import latest_updates_by_action
from plans.models import PlanVersion
from plans.today import PlansToday, plans_today


@dataclass(frozen=True, kw_only=True)
class Known:
    """What is known already of an action on the day of its plan: its wording there, its report and its officers."""

    pk: int
    action: int
    due: date | None
    version: PlanVersion
    update: ProgressUpdate | None
    names: PrintedNames


@dataclass(frozen=True)
class Answer:
    reason: str
    by: str
    as_at: date


@dataclass(frozen=True, kw_only=True)
class Answered:
    """A contradiction, and the last answer that was given to these very facts. `other` is the action that denies it."""

    contradiction: Contradiction
    answer: Answer | None
    other: ActionVersion | None


def known_in(action_versions: QuerySet[ActionVersion], days: Mapping[int, date]) -> list[Known]:
    """What is known of these action versions, each with its version; three queries."""
    updates = latest_updates_by_action(action_versions, days=days)
    names = printed_names(action_versions)
    return [
        Known(
            pk=entry.pk,
            action=entry.action_id,
            due=entry.due,
            version=entry.version,
            update=updates.get(entry.action_id),
            names=names[entry.pk],
        )
        for entry in action_versions.select_related("version")
    ]


class Contradicted:
    """The contradictions of some actions, by action. Three queries, and two where another plan has the same work; one
    less where it is known how the `milestones` of these action versions stand.

    The same work in another plan is looked at on that plan's own day, or `as_at` another. What is `public` is found
    without what is exempt from publication.
    """

    def __init__(
        self,
        known: Collection[Known],
        days: Mapping[int, date],
        *,
        as_at: date | None = None,
        milestones: Mapping[int, list[MilestoneStanding]] | None = None,
        public: bool = False,
    ):
        self.links = same_work_of([entry.action for entry in known])
        self.days = dict(days)
        self.others = self._others(known, as_at)
        if milestones is None:
            milestones = milestone_standings([entry.pk for entry in known], days=days, public=public)
        self.milestones = milestones
        own = [entry.pk for entry in known]
        entries = worded_with_facts(own, self.others, self.links, self.days, public=public)
        self.entries = {entry.action_id: entry for entry in entries}
        self.latest = {entry.action: report_of(entry.update, public=public) for entry in known}
        self.answers = self._answers()
        self.of = {entry.action: self._found(entry) for entry in known}

    def _others(self, known: Collection[Known], as_at: date | None) -> list[PlanVersion]:
        """The versions in which the same work stands that is not among these actions."""
        here, theirs = {entry.version.plan_id: entry.version for entry in known}, {entry.action for entry in known}
        ends = [action for link in self.links for action in (link.from_action, link.to_action)]
        beside = [here[action.plan_id] for action in ends if action.plan_id in here and action.pk not in theirs]
        plans = {action.plan_id: action.plan for action in ends if action.plan_id not in here}
        if not plans:
            return beside
        looked_at = plans_today(plans.values(), as_at=as_at)
        self.days |= looked_at.days
        return beside + looked_at.versions_in_use

    def _found(self, entry: Known) -> list[Answered]:
        found = contradictions(self._facts(entry))
        return [Answered(contradiction=one, answer=self._answer(entry, one), other=self._other(one)) for one in found]

    def _facts(self, entry: Known) -> Facts:
        worded = self.entries[entry.action]
        as_at = self.days[entry.version.plan_id]
        return Facts(
            action=entry.action,
            as_at=as_at,
            due=entry.due,
            done_by=done_by(worded),
            report=self.latest[entry.action],
            before=report_before(entry.update, worded),
            open_milestones=tuple(one.title for one in self.milestones.get(entry.pk, ()) if not one.is_done),
            measures=tuple(measures_read(worded)),
            short_of_officers=short_of_officers(entry),
            same_work=tuple(self._same_work(entry.action)),
        )

    def _same_work(self, action: int) -> Iterable[SameWork]:
        for link in self.links:
            ends = (link.from_action_id, link.to_action_id)
            other = self.entries.get(ends[1 - ends.index(action)]) if action in ends else None
            if other:
                yield SameWork(
                    action=other.action_id,
                    plan=other.action.plan.title,
                    report=self.latest[other.action_id] if other.action_id in self.latest else last_report(other),
                    done_by=done_by(other),
                )

    def _other(self, found: Contradiction) -> ActionVersion | None:
        return self.entries[found.other] if found.other else None

    def _answers(self) -> Mapping[str, list[Answer]]:
        answers: dict[str, list[Answer]] = defaultdict(list)
        told = [answer for entry in self.entries.values() for answer in entry.answers]
        for answer in sorted(told, key=lambda answer: answer["pk"]):
            given = date.fromisoformat(answer["as_at"])
            answers[answer["mark"]].append(Answer(answer["reason"], answer["by"], given))
        return answers

    def _answer(self, entry: Known, found: Contradiction) -> Answer | None:
        by_then = [one for one in self.answers[found.mark] if one.as_at <= self.days[entry.version.plan_id]]
        return by_then[-1] if by_then else None


def short_of_officers(entry: Known) -> tuple[str, ...]:
    """The roles that nobody has: those that the version has a column for. One that was written here has no columns."""
    columns = entry.version.column_fields
    missing = [role for role in Assignment.Role if not getattr(entry.names, role.value)]
    if not columns:
        return tuple(role.label.lower() for role in missing) if len(missing) == len(Assignment.Role) else ()
    return tuple(role.label.lower() for role in missing if role.value in columns)


def contradicted(plans: PlansToday, action_versions: QuerySet[ActionVersion]) -> Mapping[int, list[Answered]]:
    """The contradictions of these action versions of the versions in use, by action; eight queries at most."""
    return Contradicted(known_in(action_versions, plans.days), plans.days).of
