"""Changing the status labels of a plan: for its plan owners, and never over what a published version printed."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from .fingerprints import fingerprint
from .folding import fold
from .labels import labels_by_spelling
from .last_change import ChangedSince
from .models import Plan, StatusLabel, User
from .owning import changing
from .recording import Refused

REORDERED = "Somebody has changed the statuses since you opened this page. Look at them as they are now, then move it."


@dataclass(frozen=True, kw_only=True)
class LabelWords:
    """What a label says: its words, its colour, what they mean, and whether it closes the action."""

    words: str
    colour: str
    meaning: str = ""
    closes: bool = False

    @classmethod
    def of(cls, label: StatusLabel) -> "LabelWords":
        return cls(words=label.words, colour=label.colour, meaning=label.meaning, closes=label.closes)

    @property
    def mark(self) -> str:
        """Tells these from every other."""
        return fingerprint(repr(self))

    def as_told(self) -> Mapping[str, str]:
        return {
            "Words": self.words,
            "Colour": self.colour.capitalize(),
            "What it means": self.meaning,
            "Closes the action": "Yes" if self.closes else "No",
        }


@dataclass(frozen=True)
class LabelUse:
    """How many reports and drafts have a label, and which published versions printed it."""

    reports: int
    drafts: int
    printed_in: list[str]


def use_of(label: StatusLabel) -> LabelUse:
    """Three queries."""
    chosen = label.plan.actions.filter(drafts__answers__status=str(label.pk))
    printed = label.plan.versions.published().filter(action_versions__printed_update__status=label).distinct()
    return LabelUse(
        reports=label.updates.count(),
        drafts=chosen.values("drafts").count(),
        printed_in=list(printed.by_date().values_list("label", flat=True)),
    )


def order_mark(plan: Plan) -> str:
    return fingerprint(repr(list(plan.labels.values_list("pk", flat=True))))


def add_label(plan: Plan, wanted: LabelWords, *, by: User | None) -> StatusLabel:
    """A new label, behind the others."""
    with changing(plan, "add status", by):
        _require_free(plan, wanted.words)
        last = plan.labels.last()
        position = last.position + 1 if last else 1
        return StatusLabel.objects.create(plan=plan, position=position, **vars(wanted))


def change_label(label: StatusLabel, wanted: LabelWords, *, seen: str, by: User | None) -> StatusLabel:
    """Give it other words, another colour or meaning; `seen` is the mark of those that were read.

    What a published version printed keeps its colour, and whether it closes: those of `wanted` are then passed over.
    """
    with changing(label.plan, "change status", by):
        now = _still_there(label)
        stands = LabelWords.of(now)
        if stands.mark != seen:
            raise ChangedSince(now, stands.as_told(), stands.mark, to=by)
        _require_free(now.plan, wanted.words, apart_from=now)
        if use_of(now).printed_in:
            wanted = replace(wanted, colour=stands.colour, closes=stands.closes)
        for name, value in vars(wanted).items():
            setattr(now, name, value)
        if wanted != stands:
            now.save(update_fields=[*vars(wanted)])
    return now


def remove_label(label: StatusLabel, *, by: User | None) -> None:
    """Refused once somebody has reported with it, while a draft has it, and of the last one."""
    with changing(label.plan, "remove status", by):
        now = _still_there(label)
        use = use_of(now)
        if use.reports or use.drafts:
            raise Refused(f"“{now}” is in use, so it cannot be removed. Give it other words instead.")
        if now.plan.labels.count() == 1:
            raise Refused(f"“{now}” is the only status of this plan. Add another first.")
        now.delete()


def move_label(label: StatusLabel, step: int, *, seen: str, by: User | None) -> None:
    """One place up (-1) or down (1) in the list that officers choose from; `seen` is the mark of the order read."""
    with changing(label.plan, "order statuses", by):
        if order_mark(label.plan) != seen:
            raise Refused(REORDERED)
        labels = list(label.plan.labels.all())
        place = labels.index(label) + step
        if not 0 <= place < len(labels):
            raise Refused(f"“{label}” stands {'first' if step < 0 else 'last'} already.")
        labels.remove(label)
        labels.insert(place, label)
        for position, other in enumerate(labels, 1):
            if other.position != position:
                other.position = position
                other.save(update_fields=["position"])


def _still_there(label: StatusLabel) -> StatusLabel:
    found = label.plan.labels.filter(pk=label.pk).first()
    if found is None:
        raise Refused(f"Somebody else has removed “{label}”.")
    return found


def _require_free(plan: Plan, words: str, *, apart_from: StatusLabel | None = None) -> None:
    other = labels_by_spelling(plan).get(fold(words))
    if other is not None and other != apart_from:
        also = "" if fold(other.words) == fold(words) else f", which is or was also printed as “{words}”"
        raise Refused(f"This plan has the status “{other}” already{also}.")
