"""Changing the working version: one person at a time, and nobody over what another has changed unseen."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from actions.comparison.marked import Passage, marked
from actions.comparison.words import compare_words
from actions.edit_history import field_name, last_changes
from actions.edit_reasons import give_reasons
from actions.edited_words import Words, words_of, write_words
from actions.models import ActionVersion
from plans import permissions
from plans.fingerprints import fingerprint, plain
from plans.last_change import LastChange, who_changed
from plans.models import PlanVersion, User
from plans.recording import Refused, recorded


@dataclass(frozen=True)
class Clash:
    """A field that two people changed from the same words: `theirs` stands there now, `mine` was sent.

    `told` says whose theirs is, and since when: "Jane Smith changed “Action” at 10:42".
    """

    key: str
    theirs: str
    mine: str
    told: str

    @property
    def passages(self) -> list[Passage]:
        """Mine, marked where it differs from theirs."""
        return marked(compare_words(self.theirs, self.mine).runs)

    @property
    def mark(self) -> str:
        """What was chosen is good for these words of the other person's alone."""
        return fingerprint(self.theirs)


class ChangedMeanwhile(Refused):
    """Somebody else has changed the same fields since they were read: the person has to see both and choose."""

    def __init__(self, clashes: list[Clash]):
        self.clashes = clashes
        super().__init__(" ".join(f"{clash.told}: choose which stays." for clash in clashes))


@dataclass(frozen=True)
class Edited:
    """The action as it is now, the fields this edit changed, and whose change of which others was kept."""

    entry: ActionVersion
    changed: frozenset[str]
    kept: Mapping[str, LastChange]


@contextmanager
def editing(version: PlanVersion, operation: str, *, by: User | None, **why: object) -> Iterator[PlanVersion]:
    """A version while it is changed, which nobody else does meanwhile. Refused once it is published."""
    permissions.require_owner(by, version.plan)
    with recorded(operation, by=by, **why):
        version.plan.lock()
        here = PlanVersion.objects.select_related("plan", "corrects").filter(pk=version.pk).first()
        if here is None:
            raise Refused("This version has been discarded. Make the change in the one that is being worked on now.")
        if here.is_published:
            raise Refused(f"{here.label} is published, so nothing in it changes any more. Change the working version.")
        yield here


def still_there(entry: ActionVersion, here: PlanVersion) -> ActionVersion:
    """The action version as it is now. Refused when somebody has taken it out."""
    found = ActionVersion.objects.select_related("action__plan", "section_version__section").filter(
        pk=entry.pk, version=here
    )
    if (now := found.first()) is None:
        raise Refused(f"Somebody has taken {entry} out of this version.")
    now.version = here
    return now


def edit_action(
    entry: ActionVersion,
    wanted: Words,
    *,
    seen: Mapping[str, str],
    by: User | None,
    reasons: Mapping[str, str] | None = None,
    chosen: Mapping[str, str] | None = None,
) -> Edited:
    """Give an action other words, officers, milestones or dates; `wanted` has the fields of `words_of` that were sent.

    `seen` are the fingerprints of those fields as they were read; `reasons` say, by the field, why a date or a success
    measure is another than was published; `chosen` says of a clash "mine" or "theirs", with its mark behind a colon.
    Raises ChangedMeanwhile for clashes in which nobody has chosen, ReasonWanted for what moved without a reason, and
    Refused where the rules of a plan stand in the way.
    """
    with editing(entry.version, "edit action", by=by) as here:
        entry = still_there(entry, here)
        now = words_of(entry)
        read = {key: seen.get(key, fingerprint("")) for key in wanted}
        theirs = _changed_since(entry, now, read)
        merged = _merged(now, wanted, read, theirs, chosen or {}, to=by)
        changes = {key: words for key, words in merged.items() if plain(words) != plain(now.get(key, ""))}
        require_free_reference(entry, changes.get("reference", ""))
        write_words(entry, changes)
        give_reasons(entry, changes.keys(), reasons or {}, by=by)
    kept = {key: change for key, change in theirs.items() if change and key not in changes}
    return Edited(still_there(entry, here), frozenset(changes), kept)


def require_free_reference(entry: ActionVersion, reference: str) -> None:
    others = entry.version.action_versions.exclude(pk=entry.pk)
    if reference and (other := others.filter(reference=reference).first()):
        raise Refused(f"“{other}” has the reference {reference} already. Give one of the two another.")


def _changed_since(entry: ActionVersion, now: Words, read: Mapping[str, str]) -> dict[str, LastChange | None]:
    """The fields whose words are others than were read, and whose they are; None where the record does not say."""
    changed = [key for key, seen in read.items() if fingerprint(now.get(key, "")) != seen]
    last = last_changes(entry) if changed else {}
    return {key: last.get(key) for key in changed}


def _merged(
    now: Words,
    wanted: Words,
    read: Mapping[str, str],
    theirs: Mapping[str, LastChange | None],
    chosen: Mapping[str, str],
    *,
    to: User | None,
) -> Words:
    """What was sent, but for what the person left as they read it."""
    merged, clashes = {}, []
    for key, mine in wanted.items():
        stands = now.get(key, "")
        if fingerprint(mine) in {read[key], fingerprint(stands)}:
            continue
        clash = Clash(key, stands, mine, who_changed(theirs.get(key), to, f"“{field_name(key)}”"))
        if key not in theirs or chosen.get(key) == f"mine:{clash.mark}":
            merged[key] = mine
        elif chosen.get(key) != f"theirs:{clash.mark}":
            clashes.append(clash)
    if clashes:
        raise ChangedMeanwhile(clashes)
    return merged
