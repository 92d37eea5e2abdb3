"""What contradictions are found from: the wording of actions with all that is held against what is said of them."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import JSONObject

from actions.contradictions import Reached, Report
from actions.models import ActionLink, ActionVersion, ContradictionAnswer, ProgressUpdate, SuccessMeasure
from actions.models.progress import day_of
from actions.statuses import status_of
from plans.models import PlanVersion, Reading, Target


def same_work_of(actions: Collection[int]) -> list[ActionLink]:
    """What says that these actions are the same work as others; one query."""
    same_work = ActionLink.objects.filter(kind=ActionLink.Kind.SAME_WORK)
    linked = same_work.filter(Q(from_action__in=actions) | Q(to_action__in=actions))
    return list(linked.select_related("from_action__plan", "to_action__plan"))


def worded_with_facts(
    own: Collection[int],
    others: Collection[PlanVersion],
    links: Collection[ActionLink],
    days: Mapping[int, date],
    *,
    public: bool = False,
) -> list[Any]:
    """These action versions and the same work in the versions beside them, each with its measures, answers and last
    reports; what is `public` is without what is exempt from publication.
    """
    linked = {action for link in links for action in (link.from_action_id, link.to_action_id)}
    worded = ActionVersion.objects.filter(Q(pk__in=own) | Q(version__in=others, action__in=linked))
    told = worded.annotate(
        its_day=day_of(days, "action__plan"),
        measures=ArraySubquery(_measures()),
        reports=ArraySubquery(_last_reports(public=public)),
        answers=ArraySubquery(
            ContradictionAnswer.objects.filter(action=OuterRef("action")).values(
                told=JSONObject(pk="pk", mark="mark", reason="reason", by="answered_by__name", as_at="as_at")
            )
        ),
    )
    return list(told.select_related("action__plan").only("due", "reference", "text", "action__plan", "action__slug"))


def _measures() -> QuerySet[Any]:
    """The success measures of an action version, with the first and last reading of each by its plan's day."""
    its_day = OuterRef(OuterRef("its_day"))
    targets = Target.objects.filter(measure=OuterRef("measure"), starts__lte=its_day).order_by("-starts", "-pk")
    readings = Reading.objects.live().filter(measure=OuterRef("measure"), date__lte=its_day)
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


def _last_reports(*, public: bool) -> QuerySet[Any]:
    """The last two reports on an action by its plan's day, the last first. One that was corrected spoke for nothing."""
    corrections = ProgressUpdate.objects.filter(corrects=OuterRef("pk"), as_at__lte=OuterRef(OuterRef("its_day")))
    by_then = ProgressUpdate.objects.filter(action=OuterRef("action"), as_at__lte=OuterRef("its_day"))
    spoke = by_then.filter(~Exists(corrections))
    report = JSONObject(
        pk="pk",
        as_at="as_at",
        colour="status__colour",
        words="status_words",
        closes="status__closes",
        narrative="narrative",
        exempt=Value("") if public else F("exempt_narrative"),
        mitigation="mitigation",
        author="author",
    )
    spoke = spoke.filter(is_exempt=False) if public else spoke
    return spoke.order_by("-as_at", "-pk").values(report=report)[:2]


def report_of(update: ProgressUpdate | None, *, public: bool = False) -> Report | None:
    """As the rules see it: what is exempt from publication is compared, and never told. What is `public` is without it:
    of a report that is exempt as a whole, nothing.
    """
    if update is None or (public and update.is_exempt):
        return None
    status = status_of(update)
    return Report(
        as_at=update.as_at,
        colour=status.colour,
        words=status.words,
        closes=status.closes,
        narrative=f"{update.narrative}\n{'' if public else update.exempt_narrative}",
        mitigation=update.mitigation,
        asked=update.author_id is not None,
    )


def report_before(update: ProgressUpdate | None, worded: Any) -> Report | None:
    """What spoke for an action before the report that does now."""
    latest = update.pk if update else None
    return next((_read(report) for report in worded.reports if report["pk"] != latest), None)


def last_report(worded: Any) -> Report | None:
    return _read(worded.reports[0]) if worded.reports else None


def _read(told: Mapping[str, Any]) -> Report:
    return Report(
        as_at=date.fromisoformat(told["as_at"]),
        colour=told["colour"] or "",
        words=told["words"],
        closes=bool(told["closes"]),
        narrative=f"{told['narrative']}\n{told['exempt']}",
        mitigation=told["mitigation"],
        asked=told["author"] is not None,
    )


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
