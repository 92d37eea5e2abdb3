"""What contradicts itself on a day, worked out from the rows as they are stored: what the board is held against."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Q

from actions.models import ActionLink, ActionVersion, MilestoneReport, ProgressUpdate
from plans.models import Plan, Reading

SCALE = ("Held up", "Under way", "Done")  # from the worst to the best
Found = tuple[str, str]


def raw_contradictions(plan: Plan, day: date) -> list[Found]:
    """The references of the plan's actions with the kinds of their contradictions. Every measure is to reach "at least"
    its target, every report is somebody's, and every link is of the same work.
    """
    return sorted(
        (entry.reference, kind)
        for entry in _in_use(plan, day)
        for kind in (*_of_status(entry, day), *_of_officers(entry), *_of_links(entry, day))
    )


def _in_use(plan: Plan, day: date) -> Iterator[ActionVersion]:
    version = plan.versions.filter(as_of__lte=day).order_by("as_of").last()
    yield from ActionVersion.objects.filter(version=version)


def _reports(action: int, day: date) -> list[ProgressUpdate]:
    return sorted(ProgressUpdate.objects.filter(action=action, as_at__lte=day), key=lambda one: (one.as_at, one.pk))


def _of_status(entry: ActionVersion, day: date) -> Iterator[str]:
    reports = _reports(entry.action_id, day)
    if not reports:
        return
    last, corrected = reports[-1], {report.corrects_id for report in reports}
    if last.status_words == "Under way" and entry.due and entry.due < day:
        yield "overdue"
    if last.status_words == "Held up" and not last.mitigation.strip():
        yield "mitigation"
    before = [report for report in reports[:-1] if report.pk not in corrected][-1:]
    improved = before and SCALE.index(last.status_words) > SCALE.index(before[0].status_words)
    if improved and last.narrative in ("", before[0].narrative):
        yield "silence"
    if last.status_words == "Done":
        yield from _of_what_is_done(entry, day)


def _of_what_is_done(entry: ActionVersion, day: date) -> Iterator[str]:
    for worded in entry.milestones.all():
        said = MilestoneReport.objects.filter(milestone=worded.milestone, update__as_at__lte=day)
        last = said.order_by("update__as_at", "update__pk").last()
        if not (last and last.is_done):
            yield "milestones"
            break
    for measure in entry.success_measures.exclude(measure=None):
        reading = Reading.objects.filter(measure=measure.measure, date__lte=day).order_by("date").last()
        if reading and measure.target and reading.value < measure.target:
            yield "measure"


def _of_officers(entry: ActionVersion) -> Iterator[str]:
    if {part.role for part in entry.assignments.all()} != {"accountable", "lead"}:
        yield "officers"


def _of_links(entry: ActionVersion, day: date) -> Iterator[str]:
    for link in ActionLink.objects.filter(Q(from_action=entry.action) | Q(to_action=entry.action)):
        other = link.to_action if link.from_action_id == entry.action_id else link.from_action
        for there in _in_use(other.plan, day):
            if there.action_id == other.pk:
                here_said, there_said = _reports(entry.action_id, day)[-1:], _reports(other.pk, day)[-1:]
                if here_said and there_said and here_said[0].status_words != there_said[0].status_words:
                    yield "linked-status"
                if entry.due and there.due and entry.due != there.due:
                    yield "linked-date"
