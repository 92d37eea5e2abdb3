"""What each row of a document continues: as the file says, as its words suggest, or as a person decided."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from actions.comparison.lineage import DroppedAction, Lineage, MatchableAction, Thread, propose_lineage
from actions.models import ActionVersion
from actions.models.lineage import AS_THE_FILE_SAYS, DECIDED_AT_IMPORT
from actions.thread_ends import Ending, PrintedEndings, said_to_end
from plans.models import PlanVersion
from plans.readers.document import DocumentError, DocumentWarning, Row
from plans.readers.texts import in_few_words


@dataclass(frozen=True, kw_only=True)
class Origin:
    """What one row continues in the version before, nothing where it is new.

    `score` is their likeness, 0 to 1, where words were compared. `ahead` is what the row goes on as in the version
    after, where it stands between two and continues nothing.
    """

    continues: tuple[ActionVersion, ...] = ()
    score: float | None = None
    reason: str = ""
    certain: bool = True
    ahead: ActionVersion | None = None


@dataclass(frozen=True, kw_only=True)
class ThreadAnswers:
    """What a person decided: by a row's place what it continues, by what is gone what it was rolled into; as slugs."""

    rows: Mapping[int, Sequence[str]] = field(default_factory=dict)
    gone: Mapping[str, Sequence[str]] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Origins:
    """One origin for each row, in their order, and the ending of everything else in the version before."""

    before: PlanVersion | None = None
    entries: Sequence[ActionVersion] = ()
    rows: Sequence[Origin] = ()
    endings: Sequence[Ending] = ()
    suggestions: Sequence[str] = ()

    @cached_property
    def by_slug(self) -> dict[str, ActionVersion]:
        return {entry.action.slug: entry for entry in self.entries}

    @property
    def counts(self) -> dict[str, int]:
        """How many rows go on or are new, and how many actions of the version before end, and how."""
        rolled = sum(bool(ending.rolled_into) for ending in self.endings)
        continued = sum(bool(origin.continues) for origin in self.rows)
        return {
            "continued": continued,
            "new": len(self.rows) - continued,
            "rolled": rolled,
            "dropped": len(self.endings) - rolled,
        }

    def decided(self, answers: ThreadAnswers) -> "Origins":
        """The same where the person agreed, otherwise as they said. Raises DocumentError for what is not there."""
        rows = [self._decided(place, answers.rows.get(place)) for place in range(len(self.rows))]
        proposed = {ending.entry: ending for ending in self.endings}
        continued = {entry for origin in rows for entry in origin.continues}
        gone = [entry for entry in self.entries if entry not in continued]
        proposed |= self._ending([entry for entry in gone if entry not in proposed])
        endings = [self._ended(proposed[entry], answers.gone.get(entry.action.slug)) for entry in gone]
        return replace(self, rows=rows, endings=endings)

    def _decided(self, place: int, slugs: Sequence[str] | None) -> Origin:
        proposed = self.rows[place]
        chosen = proposed.continues if slugs is None else self._named(slugs)
        if chosen == proposed.continues:
            return replace(proposed, certain=True)
        return Origin(continues=chosen, reason=DECIDED_AT_IMPORT, ahead=None if chosen else proposed.ahead)

    def _ending(self, freed: Sequence[ActionVersion]) -> dict[ActionVersion, Ending]:
        """How those end that a row was proposed for, and none continues."""
        said, printed = said_to_end(freed, self.entries), PrintedEndings(self.entries)
        return {entry: said.get(entry) or printed.of(entry) for entry in freed}

    def _ended(self, proposed: Ending, slugs: Sequence[str] | None) -> Ending:
        chosen = proposed.rolled_into if slugs is None or proposed.is_said else self._named(slugs)
        return (
            proposed
            if chosen == proposed.rolled_into
            else replace(proposed, rolled_into=chosen, reason=DECIDED_AT_IMPORT)
        )

    def _named(self, slugs: Sequence[str]) -> tuple[ActionVersion, ...]:
        missing = [slug for slug in slugs if slug not in self.by_slug]
        if missing or self.before is None:
            raise DocumentError(f"“{'”, “'.join(missing)}” is not in the version before any more: check the threads")
        return tuple(self.by_slug[slug] for slug in slugs)


def read_origins(rows: Sequence[Row], *, before: PlanVersion | None, after: PlanVersion | None = None) -> Origins:
    """What the rows of a document that stands between these two versions continue.

    A file that says of any row what it continues is believed in all of them; otherwise words are compared. A row that
    says which action it is, is that action. Raises DocumentError for what the file names and is not there.
    """
    entries = worded(before)
    if before is not None and any(row.continues for row in rows):
        found = _as_the_file_says(rows, before, entries)
    else:
        origins, lineage = _by_words(rows, entries)
        origins = _between(rows, origins, entries, worded(after))
        found = Origins(
            before=before,
            entries=entries,
            rows=origins,
            endings=_endings(lineage.dropped, origins, entries),
            suggestions=[suggestion.reason for suggestion in lineage.suggestions],
        )
    said = said_to_end([ending.entry for ending in found.endings], entries)
    return replace(found, endings=[said.get(ending.entry, ending) for ending in found.endings])


def worded(version: PlanVersion | None) -> list[ActionVersion]:
    if version is None:
        return []
    return list(version.action_versions.select_related("action", "printed_update", "version").order_by("position"))


def doubts_about(rows: Sequence[Row], origins: Origins) -> list[DocumentWarning]:
    """A warning for each thread that a person should look at."""
    return [
        DocumentWarning(where=name_of(row), message=_doubt(origin, origins.before))
        for row, origin in zip(rows, origins.rows, strict=True)
        if not origin.certain
    ]


def name_of(row: Row) -> str:
    return row.reference or in_few_words(row.action) or row.action_id


def named(entry: ActionVersion) -> str:
    """An action version as a row may name it: by its reference, or else by the identifier of its action."""
    return entry.reference or entry.action.slug


def _doubt(origin: Origin, before: PlanVersion | None) -> str:
    if not origin.continues:
        return f"{origin.reason}. If it does, put that right in the lineage afterwards"
    names = " and ".join(map(named, origin.continues))
    likeness = "" if origin.score is None else f" ({origin.score:.2f})"
    return f"perhaps continues {names} of {before.label if before else ''}{likeness}, and is kept so: {origin.reason}"


def _as_the_file_says(rows: Sequence[Row], before: PlanVersion, entries: Sequence[ActionVersion]) -> Origins:
    found = by_identifier(entries)
    origins = [
        Origin(
            continues=tuple(resolve(found, name, row, "the version before") for name in dict.fromkeys(row.continues)),
            reason=AS_THE_FILE_SAYS,
        )
        for row in rows
    ]
    continued = {entry for origin in origins for entry in origin.continues}
    endings = [Ending(entry=entry, reason=AS_THE_FILE_SAYS) for entry in entries if entry not in continued]
    return Origins(before=before, entries=entries, rows=origins, endings=endings)


def by_identifier(action_versions: Iterable[ActionVersion]) -> dict[str, ActionVersion]:
    """By action identifier and by reference; a reference goes first where one reads like the other."""
    action_versions = list(action_versions)
    found = {entry.action.slug: entry for entry in action_versions}
    return found | {entry.reference: entry for entry in action_versions if entry.reference}


def resolve(found: Mapping[str, ActionVersion], identifier: str, row: Row, where: str) -> ActionVersion:
    if identifier not in found:
        raise DocumentError(f"row {row.reference or row.action_id}: “{identifier}” is no action of {where}")
    return found[identifier]


def _by_words(rows: Sequence[Row], entries: Sequence[ActionVersion]) -> tuple[list[Origin], Lineage]:
    by_slug = {entry.action.slug: entry for entry in entries}
    told = {place: by_slug.get(row.action_id) for place, row in enumerate(rows) if row.action_id}
    settled = {entry.pk for entry in told.values() if entry}
    lineage = propose_lineage(
        [_printed(entry) for entry in entries if entry.pk not in settled],
        [_read(place, row) for place, row in enumerate(rows) if place not in told],
    )
    by_pk = _by_pk(entries)
    origins: dict[Hashable, Origin] = {
        place: Origin(continues=(entry,) if entry else (), reason=AS_THE_FILE_SAYS) for place, entry in told.items()
    }
    origins |= {new.key: Origin(reason=new.reason) for new in lineage.new}
    origins |= {
        thread.after: Origin(
            continues=(by_pk[thread.before],), score=thread.score, reason=thread.reason, certain=thread.certain
        )
        for thread in lineage.pairs
    }
    return [origins[place] for place in range(len(rows))], lineage


def _endings(
    dropped: Iterable[DroppedAction], origins: Iterable[Origin], entries: Sequence[ActionVersion]
) -> list[Ending]:
    by_pk = _by_pk(entries)
    by_reference = {entry.reference: entry for entry in entries}
    continued = {entry.pk for origin in origins for entry in origin.continues}
    return [
        Ending(
            entry=by_pk[gone.key],
            rolled_into=tuple(by_reference[reference] for reference in gone.rolled_into),
            reason=gone.reason,
        )
        for gone in dropped
        if gone.key not in continued
    ]


def _between(
    rows: Sequence[Row], origins: list[Origin], entries: Sequence[ActionVersion], later: Sequence[ActionVersion]
) -> list[Origin]:
    """Where the rows stand between two versions: those that continue nothing, yet go on, are what they go on as."""
    waiting = {place for place, origin in enumerate(origins) if not origin.continues and not rows[place].action_id}
    if not waiting or not later:
        return origins
    earlier = {entry.action_id: entry for entry in entries}
    continued = {entry for origin in origins for entry in origin.continues}
    onward = propose_lineage([_read(*row) for row in enumerate(rows)], [_printed(entry) for entry in later])
    by_pk = _by_pk(later)
    threads = {thread.before: thread for thread in onward.pairs}
    for place in waiting & threads.keys():
        thread, ahead = threads[place], by_pk[threads[place].after]
        same = earlier.get(ahead.action_id)
        if same is not None and same not in continued:
            reason = f"what continues it in {ahead.version.label} reads like this: {thread.reason}"
            origins[place] = Origin(continues=(same,), score=thread.score, reason=reason, certain=thread.certain)
        elif same is None and thread.certain:
            origins[place] = replace(origins[place], ahead=ahead)
        elif same is None:
            origins[place] = replace(origins[place], certain=False, reason=_perhaps_ahead(thread, ahead))
    return origins


def _perhaps_ahead(thread: Thread, ahead: ActionVersion) -> str:
    told = f"perhaps goes on as {named(ahead)} of {ahead.version.label} ({thread.score:.2f})"
    return f"{told}, and is kept as an action of its own: {thread.reason}"


def _by_pk(entries: Iterable[ActionVersion]) -> dict[Hashable, ActionVersion]:
    return {entry.pk: entry for entry in entries}


def _printed(entry: ActionVersion) -> MatchableAction:
    update = entry.printed_update
    return MatchableAction(
        key=entry.pk,
        reference=entry.reference,
        text=entry.text,
        intended_outcome=entry.intended_outcome,
        success_measure=entry.success_measure,
        progress=update.narrative if update else "",
    )


def _read(place: int, row: Row) -> MatchableAction:
    return MatchableAction(
        key=place,
        reference=row.reference,
        text=row.action,
        intended_outcome=row.intended_outcome,
        success_measure=row.success_measure,
        progress=row.progress,
    )
