"""A plan's lineage in words: what became of each action, and what each version did to the one before."""

from collections.abc import Iterator
from dataclasses import dataclass

from actions.models import ActionVersion

from .action_history import CAME_FROM, WENT_TO, Note
from .plan_lineage import ActionThread, PlanLineage, Standing


@dataclass(frozen=True)
class LineageRow:
    """An action for the table: what each version (by its label) has of it, and what became of it."""

    thread: ActionThread
    notes: list[Note]
    cells: list[tuple[str, Standing | None]]

    @property
    def to_put_right(self) -> ActionVersion | None:
        """Where to put its lineage right: where it begins, or else where it is last; never the plan's first."""
        place = self.thread.first or self.thread.last
        return self.thread.at(place).entry if place else None

    @property
    def told(self) -> str:
        """Its name and what became of it, in one line."""
        entry = self.thread.entry
        name = f"{entry.reference} {entry.title}".strip().rstrip(".")
        return f"{name}. {'. '.join(_sentence(note) for note in self.notes)}."


@dataclass(frozen=True)
class Step:
    """One version after another, as a heading and a sentence."""

    before: str
    after: str
    told: str


def lineage_rows(lineage: PlanLineage) -> list[LineageRow]:
    labels = [version.label for version in lineage.versions]
    return [
        LineageRow(thread, list(_notes(thread, labels)), list(zip(labels, thread.standings, strict=True)))
        for thread in lineage.threads
    ]


def steps(lineage: PlanLineage) -> list[Step]:
    """The latest first."""
    labels = [version.label for version in lineage.versions]
    return [
        Step(labels[number - 1], labels[number], _told(lineage, number)) for number in range(len(labels) - 1, 0, -1)
    ]


def _notes(thread: ActionThread, labels: list[str]) -> Iterator[Note]:
    if thread.first > 0 and not thread.origins:
        yield Note(f"New in {labels[thread.first]}")
    for kind, other in thread.origins:
        yield Note(CAME_FROM[kind], other.near(thread.first - 1))
    if away := [labels[place] for place in range(thread.first, thread.last) if not thread.standings[place]]:
        yield Note(f"Not in {' and '.join(away)}")
    if thread.stands:
        yield Note("In the plan")
    else:
        yield Note(f"Dropped in {labels[thread.last + 1]}")
        for kind, other in thread.ends:
            yield Note(WENT_TO[kind], other.near(thread.last + 1))


def _sentence(note: Note) -> str:
    return f"{note.words} {note.other.reference or note.other.title}" if note.other else note.words


def _told(lineage: PlanLineage, number: int) -> str:
    here = [thread for thread in lineage.threads if thread.standings[number]]
    went_on = [thread for thread in here if thread.standings[number - 1]]
    renumbered = sum(_is_renumbered(thread, number) for thread in went_on)
    new = [thread.word_before(number) for thread in here if not thread.standings[number - 1]]
    gone = [thread.word_after(number - 1) for thread in lineage.threads if thread.word_after(number - 1)]
    told = [_went_on(len(went_on), renumbered), _of(new, "new", "is new", "are new")]
    told += [_of(new, word, f"was {word}", f"were {word}") for word in ("split", "merged")]
    told += [_of(new, "back", "is back", "are back")]
    told += [_dropped(gone), _of(gone, "away", "is away for now", "are away for now")]
    return "; ".join(filter(None, told)) + "."


def _went_on(count: int, renumbered: int) -> str:
    if not count:
        return "Nothing goes on"
    told = f"{count} action{' goes' if count == 1 else 's go'} on"
    if not renumbered:
        return told
    return f"{told}, {'all' if renumbered == count and count > 1 else renumbered} under another number"


def _dropped(words: list[str]) -> str:
    gone = [word for word in words if word != "away"]
    if len(gone) == 1:
        return f"1 was {gone[0]}{'' if gone[0] == 'dropped' else ' another'}"
    told = f"{len(gone)} were dropped" if gone else ""
    became = [f"{gone.count(word)} of them {word} another" for word in ("rolled into", "merged into") if word in gone]
    return ", ".join([told, *became])


def _of(words: list[str], word: str, one: str, many: str) -> str:
    count = words.count(word)
    return f"{count} {one if count == 1 else many}" if count else ""


def _is_renumbered(thread: ActionThread, number: int) -> bool:
    return thread.at(number).entry.reference != thread.at(number - 1).entry.reference
