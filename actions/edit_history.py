"""What was edited of an action, in every version while it was worked on: who, when, and the words before and after.

Read from the record that the database keeps of each row; all that was recorded under one context is one edit.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import Any

from actions.as_printed import OWN_HEADINGS
from actions.comparison.marked import FEW_WORDS, Passage, marked
from actions.comparison.words import compare_words
from actions.edited_words import TEXTS, step_words
from actions.models import Action, ActionVersion, Assignment, ChangeReason, MilestoneVersion
from actions.models.action import ROLLED_INTO, TAKEN_BACK, WITHDRAWN
from plans.last_change import COMMAND_LINE, LastChange, author_of
from plans.models import PlanVersion, SectionVersion, User

_NAMES = OWN_HEADINGS | {"reference": "Reference", "text": "Action", "section": "Section", "place": "Place"}
_BEGUN = {"add action": "Added", "split action": "Split from another", "merge actions": "Merged out of others"}
_TOLD = {WITHDRAWN: "Withdrawn", ROLLED_INTO: "Rolled into another action", TAKEN_BACK: "Goes on after all"}
_STEP_PARTS = {"title": "Milestone", "timeframe": "Milestone’s date", "place": "Milestone’s place"}

_State = dict[str, str]


@dataclass(frozen=True)
class EditedField:
    name: str
    before: str
    after: str

    @property
    def is_rewritten(self) -> bool:
        is_long = max(len(words.split()) for words in (self.before, self.after)) > FEW_WORDS
        return is_long and compare_words(self.before, self.after).kind == "rewritten"

    @property
    def passages(self) -> list[Passage]:
        return marked(compare_words(self.before, self.after).runs)


@dataclass(frozen=True, kw_only=True)
class Edit:
    """`what` is told where it is more than other words; `reasons` are those given with it.

    `keys` are all fields that differ, `fields` those worth telling: a place that is another only since something else
    has moved is not.
    """

    entry: int
    by: LastChange
    keys: frozenset[str]
    version: str
    what: str = ""
    fields: tuple[EditedField, ...] = ()
    reasons: tuple[str, ...] = ()


class _Rows:
    """The rows of one action version as the events so far have left them."""

    def __init__(self, sections: dict[int, str]):
        self.sections = sections
        self.entry: Any = None
        self.parts: dict[int, Any] = {}
        self.steps: dict[int, Any] = {}

    def take(self, event: Any) -> None:
        if isinstance(event, _event_model(ActionVersion)):
            self.entry = event
            return
        rows = self.parts if isinstance(event, _event_model(Assignment)) else self.steps
        if event.pgh_label == "delete":
            rows.pop(event.id, None)
        else:
            rows[event.id] = event

    @property
    def state(self) -> _State:
        if self.entry is None:
            return {}
        words = {name: str(getattr(self.entry, name)) for name in TEXTS}
        words["links"] = "\n".join(self.entry.links)
        words["section"] = self.sections.get(self.entry.section_version_id, "")
        words["place"] = str(self.entry.position)
        words |= {f"other:{heading}": text for heading, text in self.entry.other.items()}
        for role in Assignment.Role:
            named = sorted((part for part in self.parts.values() if part.role == role), key=lambda part: part.position)
            words[role.value] = "\n".join(part.name_as_printed for part in named)
        for step in self.steps.values():
            words |= step_words(step.milestone_id, step.title, step.timeframe, step.position)
        return words


def edits_of(action: Action) -> list[Edit]:
    """The latest first; eight queries however many there are."""
    return [edit for edit in _History(action).edits() if edit.what or edit.fields][::-1]


def last_changes(entry: ActionVersion) -> dict[str, LastChange]:
    """By field of `words_of` who changed it last in this version; eight queries."""
    return {
        key: edit.by for edit in _History(entry.action).edits() if edit.entry == entry.pk for key in sorted(edit.keys)
    }


class _History:
    def __init__(self, action: Action):
        self.action = action
        entry_events = _event_model(ActionVersion)._default_manager.filter(pgh_obj_id__in=_ever(action))
        self.events = [*_with_context(entry_events)]
        ids = {event.pgh_obj_id for event in self.events}
        for model in (Assignment, MilestoneVersion):
            self.events += _with_context(_event_model(model)._default_manager.filter(action_version_id__in=ids))
        self.events.sort(key=lambda event: (event.pgh_created_at, str(event.pgh_context_id)))
        self.versions = dict(PlanVersion.objects.filter(plan=action.plan_id).values_list("pk", "label"))
        sections = SectionVersion.objects.filter(section__plan=action.plan_id)
        self.sections = {section.pk: str(section) for section in sections}

    @cached_property
    def names(self) -> dict[int, str]:
        authors = {author_of(event) for event in self.events}
        return dict(User.objects.filter(pk__in=authors).values_list("pk", "name"))

    @cached_property
    def reasons(self) -> list[ChangeReason]:
        return list(ChangeReason.objects.filter(action_version__action=self.action))

    def edits(self) -> Iterator[Edit]:
        rows: dict[int, _Rows] = {}
        for _context, group in groupby(self.events, key=lambda event: (event.pgh_created_at, event.pgh_context_id)):
            events = list(group)
            touched = {_entry_of(event) for event in events}
            before = {entry: rows[entry].state if entry in rows else {} for entry in touched}
            for event in sorted(events, key=_in_turn):
                rows.setdefault(_entry_of(event), _Rows(self.sections)).take(event)
            for entry in sorted(touched):
                if edit := self._edit(events, entry, before[entry], rows[entry]):
                    yield edit

    def _edit(self, events: list[Any], entry: int, before: _State, rows: _Rows) -> Edit | None:
        here = [event for event in events if _entry_of(event) == entry]
        whole = [event for event in here if isinstance(event, _event_model(ActionVersion))]
        labels = {event.pgh_label for event in whole}
        metadata, author = _metadata(here[0]), author_of(here[0])
        operation = metadata.get("operation", "")
        begun = "insert" in labels
        if begun and operation not in _BEGUN:
            return None
        what = _BEGUN.get(operation, "") if begun else "Taken out" if "delete" in labels else ""
        what = next((told for label, told in _TOLD.items() if label in labels), what)
        is_moved = operation == "place action" and metadata.get("action") == self.action.pk
        keys = frozenset() if "delete" in labels else frozenset(_differing(before, rows.state))
        if not what and not keys:
            return None
        if metadata.get("into"):
            what = f"Rolled into {metadata['into']}"
        return Edit(
            entry=entry,
            by=LastChange(author, self.names.get(author, COMMAND_LINE), here[0].pgh_created_at),
            keys=keys,
            version=self.versions.get(rows.entry.version_id, "a version since discarded") if rows.entry else "",
            what=what,
            fields=tuple(_fields(before, rows.state, keys, with_place=is_moved)),
            reasons=tuple(self._reasons(here[0], entry, metadata)),
        )

    def _reasons(self, event: Any, entry: int, metadata: dict[str, Any]) -> Iterator[str]:
        """What was said with it: reasons bear the moment of the transaction, as its events do."""
        if metadata.get("reason"):
            yield str(metadata["reason"])
        for given in self.reasons:
            if given.action_version_id == entry and given.given_at == event.pgh_created_at:
                yield given.reason


def _differing(before: _State, after: _State) -> Iterator[str]:
    return (key for key in dict.fromkeys([*after, *before]) if before.get(key, "") != after.get(key, ""))


def _fields(before: _State, after: _State, keys: Collection[str], *, with_place: bool) -> Iterator[EditedField]:
    for key in (key for key in dict.fromkeys([*after, *before]) if key in keys):
        is_place = key == "place" or key.endswith(":place")
        if not is_place or (key == "place" and with_place):
            yield EditedField(field_name(key), before.get(key, ""), after.get(key, ""))


def field_name(key: str) -> str:
    if key.startswith("milestone:"):
        return _STEP_PARTS[key.rpartition(":")[2]]
    return _NAMES.get(key) or key.removeprefix("other:")


def _ever(action: Action) -> set[int]:
    """The primary keys of the action versions that are or were this action's."""
    events = _event_model(ActionVersion)._default_manager.filter(action_id=action.pk)
    return {*events.values_list("pgh_obj_id", flat=True), *action.versions.values_list("pk", flat=True)}


def _with_context(events: Any) -> Iterable[Any]:
    found: Iterable[Any] = events.select_related("pgh_context").order_by("pgh_id")
    return found


def _event_model(model: Any) -> Any:
    return model.pgh_event_model


def _entry_of(event: Any) -> int:
    entry: int = event.pgh_obj_id if isinstance(event, _event_model(ActionVersion)) else event.action_version_id
    return entry


def _in_turn(event: Any) -> tuple[str, int]:
    return type(event).__name__, event.pgh_id


def _metadata(event: Any) -> dict[str, Any]:
    return (event.pgh_context.metadata if event.pgh_context else None) or {}
