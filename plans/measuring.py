"""Keeping the measures of a plan: for its plan owners, and never over what a published version printed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Exists, OuterRef, ProtectedError, QuerySet
from django.utils import timezone

from .fingerprints import fingerprint
from .last_change import ChangedSince
from .measures import target_on
from .models import Measure, Plan, PlanVersion, Reading, Target, User
from .owning import changing
from .readings import in_words
from .recording import Refused


@dataclass(frozen=True, kw_only=True)
class MeasureWords:
    """What a measure is called, what it is counted in, and what it is to reach, if anything."""

    title: str
    unit: str
    target: Decimal | None = None

    @classmethod
    def of(cls, measure: Measure) -> "MeasureWords":
        """As it is today."""
        target = target_on(measure, timezone.localdate(), measure.targets.all())
        return cls(title=measure.title, unit=measure.unit, target=target)

    @property
    def mark(self) -> str:
        """Tells these from every other."""
        return fingerprint(repr((self.title, self.unit, self.target and self.target.normalize())))

    def as_told(self) -> Mapping[str, str]:
        target = "" if self.target is None else in_words(self.target, self.unit)
        return {"Title": self.title, "Counted in": self.unit, "Target": target}


def printed_in(measure: Measure) -> QuerySet[PlanVersion]:
    """The published versions that print the measure, earliest first."""
    recorded = Reading.objects.filter(measure=measure, recorded_at__lte=OuterRef("published_at"))
    since = measure.plan.versions.published().filter(published_at__gte=measure.recorded_at)
    return since.filter(Exists(recorded.filter(date__lte=OuterRef("as_of"))) | ~Exists(recorded)).by_date()


def add_measure(plan: Plan, wanted: MeasureWords, *, starts: date | None = None, by: User | None) -> Measure:
    """A new measure, behind the others; `starts` is the day from which its target counts, else it always has."""
    with changing(plan, "add measure", by):
        _require_free(plan, wanted.title)
        last = plan.measures.last()
        position = last.position + 1 if last else 1
        first = None if starts else wanted.target
        measure = Measure.objects.create(
            plan=plan, title=wanted.title, unit=wanted.unit, target=first, position=position
        )
        if starts:
            Target.objects.create(measure=measure, starts=starts, value=wanted.target)
    return measure


def change_measure(
    measure: Measure, wanted: MeasureWords, *, starts: date | None = None, seen: str, by: User | None
) -> Measure:
    """Give it another title or unit until it is printed, and another target from a day on.

    `seen` is the mark of what was read. Refused where a target would be another than was printed.
    """
    with changing(measure.plan, "change measure", by):
        now = _still_there(measure)
        stands = MeasureWords.of(now)
        if stands.mark != seen:
            raise ChangedSince(now, stands.as_told(), stands.mark, to=by)
        if wanted.title != now.title:
            _require_free(now.plan, wanted.title, apart_from=now)
        if wanted.target != stands.target or starts:
            _set_target(now, wanted.target, starts)
        if (wanted.title, wanted.unit) != (now.title, now.unit):
            _require_unprinted(now)
            now.title, now.unit = wanted.title, wanted.unit
            now.save(update_fields=["title", "unit"])
    return now


def remove_measure(measure: Measure, *, by: User | None) -> None:
    """Refused once a version has printed it, and while a reading or a success measure belongs to it."""
    with changing(measure.plan, "remove measure", by):
        now = _still_there(measure)
        _require_unprinted(now)
        try:
            now.delete()
        except ProtectedError:
            told = f"“{now}” has readings, later targets or success measures, so it cannot be removed."
            raise Refused(told) from None


def keeps_its_target(measure: Measure) -> bool:
    """Whether another target has to say from which day it counts."""
    return measure.targets.exists() or printed_in(measure).exists()


def _set_target(now: Measure, target: Decimal | None, starts: date | None) -> None:
    if starts:
        Target.objects.create(measure=now, starts=starts, value=target)
    elif keeps_its_target(now):
        raise Refused("Enter the day from which the new target counts: what was printed keeps the one before.")
    else:
        now.target = target
        now.save(update_fields=["target"])


def _still_there(measure: Measure) -> Measure:
    found = measure.plan.measures.filter(pk=measure.pk).first()
    if found is None:
        raise Refused(f"Somebody else has removed “{measure}”.")
    return found


def _require_unprinted(measure: Measure) -> None:
    if (version := printed_in(measure).first()) is not None:
        raise Refused(f"{version.label} prints this measure, so its words stay. Add another instead.")


def _require_free(plan: Plan, title: str, *, apart_from: Measure | None = None) -> None:
    others = plan.measures.exclude(pk=apart_from.pk) if apart_from else plan.measures.all()
    if others.filter(title__iexact=title).exists():
        raise Refused(f"This plan has a measure “{title}” already. Give this one another title.")
