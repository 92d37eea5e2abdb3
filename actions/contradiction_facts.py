"""The facts that contradictions are found in: of some actions as worded in a version, on the day of each plan."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject

from actions.contradictions import Contradiction, Facts, Reached, Report, SameWork, contradictions
from actions.milestone_standings import milestone_standings
from actions.models import (
    ActionLink,
    ActionVersion,
    Assignment,
    ContradictionAnswer,
    ProgressUpdate,
    SuccessMeasure,
)
from actions.models.progress import by_its_day
from actions.printed_names import PrintedNames, printed_names
from actions.statuses import latest_updates_by_action, status_of
from plans.models import PlanVersion, Reading, Target
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
    """The contradictions of some actions, by action. Six queries, or four where none is the same work as another.

    The same work in another plan is looked at on that plan's own day, or `as_at` another.
    """

    def __init__(self, known: Collection[Known], days: Mapping[int, date], *, as_at: date | None = None):
        self.links = _links(known)
        self.days = dict(days)
        self.others = self._others(known, as_at)
        self.milestones = milestone_standings([entry.pk for entry in known], days=days)
        entries = _worded([entry.pk for entry in known], self.others, self.links, self.days)
        self.entries = {entry.action_id: entry for entry in entries}
        self.updates = _further_updates(known, self.links, self.days)
        self.latest: dict[int, ProgressUpdate | None] = {**self.updates}
        self.latest |= {entry.action: entry.update for entry in known}
        self.answers = self._answers()
        self.of = {entry.action: self._found(entry) for entry in known}

    def _others(self, known: Collection[Known], as_at: date | None) -> list[PlanVersion]:
        """The versions in use of the plans that have the same work, where they are not these."""
        here = {entry.version.plan_id for entry in known}
        ends = [action for link in self.links for action in (link.from_action, link.to_action)]
        plans = {action.plan_id: action.plan for action in ends if action.plan_id not in here}
        if not plans:
            return []
        looked_at = plans_today(plans.values(), as_at=as_at)
        self.days |= looked_at.days
        return looked_at.versions_in_use

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
            report=report_of(entry.update),
            before=report_of(self.updates.get(entry.action)),
            open_milestones=tuple(one.title for one in self.milestones[entry.pk] if not one.is_done),
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
                    report=report_of(self.latest.get(other.action_id)),
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


def report_of(update: ProgressUpdate | None) -> Report | None:
    """As the rules see it: what is exempt from publication is compared, and never told."""
    if update is None:
        return None
    status = status_of(update)
    return Report(
        as_at=update.as_at,
        colour=status.colour,
        words=status.words,
        closes=status.closes,
        narrative=f"{update.narrative}\n{update.exempt_narrative}",
        mitigation=update.mitigation,
        asked=update.author_id is not None,
    )


def short_of_officers(entry: Known) -> tuple[str, ...]:
    """The roles that nobody has: those that the version has a column for. One that was written here has no columns."""
    columns = entry.version.column_fields
    missing = [role for role in Assignment.Role if not getattr(entry.names, role.value)]
    if not columns:
        return tuple(role.label.lower() for role in missing) if len(missing) == len(Assignment.Role) else ()
    return tuple(role.label.lower() for role in missing if role.value in columns)


def done_by(worded: Any) -> date | None:
    """The date of the action or, where that is later, the last among its success measures."""
    dates = [date.fromisoformat(measure["due"]) for measure in worded.measures if measure["due"]]
    return max(filter(None, [worded.due, *dates]), default=None)


def measures_read(worded: Any) -> Iterable[Reached]:
    """Its success measures that have a target and a reading of the same kind."""
    for told in worded.measures:
        target = told["target"] if told["unit"] == told["measured_in"] else None
        target = (told["later"]["value"] if told["later"] else told["wanted"]) if target is None else target
        if target is None or told["last"] is None:
            continue
        readings = [told["first"], told["last"]] if told["first"]["pk"] != told["last"]["pk"] else [told["last"]]
        yield Reached(
            title=told["title"],
            words=f"{told['words']} {told['title']}",
            target=Decimal(str(target)),
            unit=told["measured_in"],
            values=tuple(Decimal(str(reading["value"])) for reading in readings),
            last_told=told["last"]["as_printed"],
            read_on=date.fromisoformat(told["last"]["date"]),
        )


def _links(known: Collection[Known]) -> list[ActionLink]:
    actions = [entry.action for entry in known]
    same_work = ActionLink.objects.filter(kind=ActionLink.Kind.SAME_WORK)
    linked = same_work.filter(Q(from_action__in=actions) | Q(to_action__in=actions))
    return list(linked.select_related("from_action__plan", "to_action__plan"))


def _worded(
    own: Collection[int], others: Collection[PlanVersion], links: Collection[ActionLink], days: Mapping[int, date]
) -> list[Any]:
    """These action versions and the same work in the versions beside them, each with its measures and answers."""
    linked = {action for link in links for action in (link.from_action_id, link.to_action_id)}
    worded = ActionVersion.objects.filter(Q(pk__in=own) | Q(version__in=others, action__in=linked))
    told = worded.annotate(
        measures=ArraySubquery(_measures(days)),
        answers=ArraySubquery(
            ContradictionAnswer.objects.filter(action=OuterRef("action")).values(
                told=JSONObject(pk="pk", mark="mark", reason="reason", by="answered_by__name", as_at="as_at")
            )
        ),
    )
    return list(told.select_related("action__plan").only("due", "reference", "text", "action__plan", "action__slug"))


def _measures(days: Mapping[int, date]) -> QuerySet[Any]:
    """The success measures of an action version, with the first and last reading of each by its plan's day."""
    by_then, begun = Q(pk__in=[]), Q(pk__in=[])
    for plan, day in days.items():
        by_then |= Q(measure__plan=plan, date__lte=day)
        begun |= Q(measure__plan=plan, starts__lte=day)
    targets = Target.objects.filter(begun, measure=OuterRef("measure")).order_by("-starts", "-pk")
    readings = Reading.objects.live().filter(by_then, measure=OuterRef("measure"))
    reading = JSONObject(pk="pk", value="value", as_printed="as_printed", date="date")
    measures = SuccessMeasure.objects.filter(action_version=OuterRef("pk")).order_by("position")
    return measures.annotate(
        first=Subquery(readings.order_by("date", "pk").values(told=reading)[:1]),
        last=Subquery(readings.order_by("-date", "-pk").values(told=reading)[:1]),
        later=Subquery(targets.values(told=JSONObject(value="value"))[:1]),
        told=JSONObject(
            words="words",
            due="due",
            target="target",
            unit="unit",
            title=F("measure__title"),
            measured_in=F("measure__unit"),
            wanted=F("measure__target"),
            later=F("later"),
            first=F("first"),
            last=F("last"),
        ),
    ).values("told")


def _further_updates(
    known: Collection[Known], links: Collection[ActionLink], days: Mapping[int, date]
) -> dict[int, ProgressUpdate]:
    """By action: what spoke for these before the report that does now, and what speaks for the same work elsewhere.

    A report that was corrected spoke for nothing.
    """
    own = {entry.action for entry in known}
    linked = {action for link in links for action in (link.from_action_id, link.to_action_id)}
    latest = [entry.update.pk for entry in known if entry.update]
    told = ProgressUpdate.objects.filter(by_its_day(days), action__in=own | linked)
    corrected = told.exclude(corrects=None).values("corrects")
    spoke = told.exclude(pk__in=latest).exclude(pk__in=corrected)
    last = spoke.last_of_each_action().select_related("status")
    return {update.action_id: update for update in last}


def contradicted(plans: PlansToday, action_versions: QuerySet[ActionVersion]) -> Mapping[int, list[Answered]]:
    """The contradictions of these action versions of the versions in use, by action; nine queries at most."""
    return Contradicted(known_in(action_versions, plans.days), plans.days).of
