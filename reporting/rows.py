"""The actions of a plan as they stood on a day: the rows behind every board, export and pack."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from typing import Any

from django.db.models import F, QuerySet
from django.urls import reverse

from actions.models import ActionVersion, Assignment, ProgressUpdate
from actions.printed_names import PrintedNames, printed_names
from actions.statuses import (
    NO_STATUS,
    Status,
    Travel,
    latest_updates_by_action,
    status_of,
    status_order,
    travel,
)
from plans.models import Plan, Section, SectionVersion

NOTHING: Mapping[int, "PrintedAction"] = {}
NOBODY = PrintedNames()
SHOWN = (
    "version",
    "section_version",
    "action__slug",
    "action__plan",
    "position",
    "reference",
    "text",
    "due",
    "timeframe",
)
SECTION = {
    "section_key": F("section_version__section"),
    "section_slug": F("section_version__section__slug"),
    "section_number": F("section_version__number"),
    "section_title": F("section_version__title"),
}


@lru_cache(maxsize=1_000)
def _address_of_actions(plan: str) -> str:
    """What the addresses of a plan's actions begin with: to find each by its name costs as much as to draw it."""
    return reverse("action", args=[plan, "action"]).removesuffix("action/")


@dataclass(frozen=True, kw_only=True)
class PrintedAction:
    """What a published version says of an action."""

    plan: int
    section: int
    reference: str
    due: date | None
    status: Status | None  # None where the version prints no status of any action

    @property
    def colour(self) -> str:
        return self.status.colour if self.status else ""


@dataclass(kw_only=True)
class ActionRow:
    """One action in a version, with what was known of it on a day and what the version before said."""

    pk: int
    action: int
    plan: Plan
    position: int
    reference: str
    title: str
    text: str
    slug: str
    section: SectionVersion
    due: date | None
    timeframe: str
    update: ProgressUpdate | None
    as_at: date
    names: PrintedNames
    before: PrintedAction | None
    is_new: bool

    @property
    def address(self) -> str:
        return f"{_address_of_actions(self.plan.slug)}{self.slug}/"

    @property
    def accountable(self) -> list[str]:
        return self.names.accountable

    @property
    def lead(self) -> list[str]:
        return self.names.lead

    @cached_property
    def status(self) -> Status:
        return status_of(self.update) if self.update else NO_STATUS

    @property
    def reported_on(self) -> date | None:
        return self.update.as_at if self.update else None

    @property
    def days_late(self) -> int:
        """Days past its date and not closed, 0 if it is not late."""
        if self.due is None or self.status.closes:
            return 0
        return max(0, (self.as_at - self.due).days)

    @property
    def is_late(self) -> bool:
        return self.days_late > 0

    @property
    def late_in_words(self) -> str:
        """ "3 days late", and nothing if it is not late."""
        late = self.days_late
        return f"{late} day{'' if late == 1 else 's'} late" if late else ""

    @property
    def due_before(self) -> date | None:
        """The date that the version before gave, where it was another."""
        return self.before.due if self.before and self.before.due != self.due else None

    @property
    def reference_before(self) -> str:
        """What the version before called it, where that was something else."""
        return self.before.reference if self.before and self.before.reference != self.reference else ""

    @property
    def due_order(self) -> date:
        """Actions without a date sort last."""
        return self.due or date.max

    @property
    def days_since_report(self) -> int | None:
        return (self.as_at - self.reported_on).days if self.reported_on else None

    @property
    def reported_order(self) -> date:
        """Actions never reported on sort first: they are the stalest."""
        return self.reported_on or date.min

    @property
    def plan_order(self) -> tuple[str, int, int]:
        return self.plan.title, self.plan.pk, self.position

    @property
    def section_name(self) -> str:
        return str(self.section)

    @property
    def colour_before(self) -> str | None:
        """In words; None where the version before had not the action, or no status of any."""
        return self.before.status.colour_word if self.before and self.before.status else None

    @property
    def status_order(self) -> int:
        return status_order(self.status)

    def says(self, words: str) -> bool:
        """Whether the action, its officers or its last report have these words; not what is exempt from publication."""
        said = self.update.public_narrative if self.update else ""
        return any(words.casefold() in text.casefold() for text in (self.text, said, *self.accountable, *self.lead))

    @property
    def travel(self) -> Travel:
        return travel(self.before.status if self.before else None, self.status)


def printed_action(entry: ActionVersion, status: Status | None) -> PrintedAction:
    return PrintedAction(
        plan=entry.version.plan_id,
        section=entry.section_version.section_id,
        reference=entry.reference,
        due=entry.due,
        status=status,
    )


def action_rows(
    action_versions: QuerySet[ActionVersion],
    *,
    days: Mapping[int, date],
    before: Mapping[int, PrintedAction] = NOTHING,
    worded: Iterable[ActionVersion] | None = None,
) -> list[ActionRow]:
    """The rows of these action versions, of one plan or many, in printed order. Costs three queries.

    `days` is the day each plan is looked at on, by the plan's primary key; `before` what each action was before. It is
    one query less where the action versions are read already: `worded` are these, in printed order.
    """
    updates = latest_updates_by_action(action_versions, days=days)
    names = printed_names(action_versions)
    plans_before = {entry.plan for entry in before.values()}
    return [
        action_row(
            entry,
            update=updates.get(entry.action_id),
            as_at=days[entry.action.plan_id],
            names=names[entry.pk],
            before=before.get(entry.action_id),
            is_new=entry.action.plan_id in plans_before and entry.action_id not in before,
        )
        for entry in (in_printed_order(action_versions.select_related("action__plan")) if worded is None else worded)
    ]


def action_row(
    entry: ActionVersion,
    *,
    update: ProgressUpdate | None,
    as_at: date,
    names: PrintedNames = NOBODY,
    before: PrintedAction | None = None,
    is_new: bool = False,
) -> ActionRow:
    """One action as known on a day: with the update that spoke for it then, and what the version before printed."""
    return ActionRow(
        pk=entry.pk,
        action=entry.action_id,
        plan=entry.action.plan,
        position=entry.position,
        reference=entry.reference,
        title=entry.title,
        text=entry.text,
        slug=entry.action.slug,
        section=entry.section_version,
        due=entry.due,
        timeframe=entry.timeframe,
        update=update,
        as_at=as_at,
        names=names,
        before=before,
        is_new=is_new,
    )


def in_printed_order(action_versions: QuerySet[ActionVersion]) -> list[Any]:
    """These without what no row shows, each section as one object for all that stand in it. One query."""
    shown = action_versions.select_related("action").only(*SHOWN).annotate(**SECTION)
    entries: list[Any] = list(shown.order_by("action__plan__title", "position"))
    sections: dict[int, SectionVersion] = {}
    for entry in entries:
        if entry.section_version_id not in sections:
            sections[entry.section_version_id] = _section(entry)
        entry.section_version = sections[entry.section_version_id]
    return entries


def _section(entry: Any) -> SectionVersion:
    return SectionVersion(
        pk=entry.section_version_id,
        version_id=entry.version_id,
        section=Section(pk=entry.section_key, slug=entry.section_slug),
        number=entry.section_number,
        title=entry.section_title,
    )


def officers_of(action_versions: QuerySet[ActionVersion]) -> list[tuple[str, str]]:
    """Everybody who stands in these action versions, by the name that the last version prints first; one query.

    They are choices for a filter.
    """
    parts = Assignment.objects.filter(action_version__in=action_versions.order_by())
    by_name = parts.order_by("action_version__version__as_of", "action_version__version", "-action_version__position")
    names = dict(by_name.values_list("officer__slug", "name_as_printed"))
    return sorted(names.items(), key=lambda choice: choice[1])
