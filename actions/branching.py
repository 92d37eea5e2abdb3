"""Actions that begin in the working version: from nothing, split from another, or merged out of several."""

from collections.abc import Collection, Iterable

from actions.edit_reasons import published_before
from actions.edited_words import step_words, words_of, write_words
from actions.editing import editing, require_free_reference
from actions.leaving import require_going_on
from actions.models import Action, ActionVersion, LineageEdge, MilestoneVersion
from actions.models.lineage import AS_EDITED, MERGED_WITH_OTHERS
from actions.ordering import lines_of, write_order
from plans.models import PlanVersion, SectionVersion, User
from plans.recording import Refused
from plans.slugs import new_slug

_KINDS = LineageEdge.Kind
_JOINED = ("text", "intended_outcome", "success_measure", "accountable", "lead", "links")


def add_action(section: SectionVersion, *, text: str, reference: str = "", by: User | None) -> ActionVersion:
    """A new action, the last of its section; its other words are given by editing it."""
    with editing(section.version, "add action", by=by) as here:
        return _begin(here, section, {"text": text, "reference": reference})


def split_action(
    entry: ActionVersion, *, text: str, reference: str = "", milestones: Collection[int] = (), by: User | None
) -> ActionVersion:
    """A further action that takes over a part of this one, and begins with its words but for its own text.

    `milestones`, by primary key, go over to it. It stands behind the action it was split from.
    """
    with editing(entry.version, "split action", by=by, action=entry.action_id) as here:
        entry = require_going_on(entry, here)
        words = {name: value for name, value in words_of(entry).items() if not name.startswith("milestone:")}
        steps = [step for step in entry.milestones.order_by("position") if step.milestone_id in milestones]
        words |= {"text": text, "reference": reference} | _steps(steps)
        begun = _begin(here, entry.section_version, words, after=entry)
        for step in steps:
            step.delete()
        _edge(_KINDS.SPLIT, entry, begun, by)
    return begun


def merge_actions(
    entries: Collection[ActionVersion], *, reference: str = "", reason: str = "", by: User | None
) -> ActionVersion:
    """One new action out of several, with the words of all, first to last; it stands behind the first of them.

    They end with this version, rolled into the new one for this reason, if any is given. Refused for fewer than two.
    """
    first, *_others = entries = list(entries)
    if len(set(entries)) < 2:
        raise Refused("Choose another action to merge this one with.")
    with editing(first.version, "merge actions", by=by, merged=[str(entry) for entry in entries]) as here:
        entries = [require_going_on(entry, here) for entry in entries]
        all_words = [words_of(entry) for entry in entries]
        words = all_words[0] | {name: _joined(each[name] for each in all_words) for name in _JOINED}
        words = {name: value for name, value in words.items() if not name.startswith("milestone:")}
        words |= {"reference": reference}
        words |= _steps(step for entry in entries for step in entry.milestones.order_by("position"))
        begun = _begin(here, entries[0].section_version, words, after=entries[0])
        for entry in entries:
            _edge(_KINDS.MERGED, entry, begun, by)
            LineageEdge.objects.create(
                kind=_KINDS.ROLLED_INTO,
                from_action_version=entry,
                to_action_version=begun,
                reason=reason or MERGED_WITH_OTHERS,
                decided_by=by,
            )
    return begun


def _begin(
    here: PlanVersion, section: SectionVersion, words: dict[str, str], *, after: ActionVersion | None = None
) -> ActionVersion:
    found = here.sections.filter(pk=section.pk).first()
    if found is None:
        raise Refused("That section is not in this version any more. Choose another.")
    taken = set(here.plan.actions.values_list("slug", flat=True))
    slug = new_slug(words["text"].partition("\n")[0], taken, otherwise="action")
    begun = ActionVersion(
        version=here,
        section_version=found,
        action=Action.objects.create(plan=here.plan, slug=slug),
        position=here.action_versions.count() + 1,
    )
    require_free_reference(begun, words["reference"])
    begun.text = words["text"]
    begun.save()
    write_words(begun, words)
    lines = lines_of(here)
    line = lines[found.pk]
    if after is not None:
        line.remove(begun)
        line.insert(line.index(after) + 1, begun)
    write_order(lines)
    return begun


def _edge(kind: LineageEdge.Kind, entry: ActionVersion, begun: ActionVersion, by: User | None) -> None:
    """From what was published of it, so that its first dates stand behind the new one; of what never was, from here."""
    earlier = published_before(entry)
    if earlier is None or earlier.action_id != entry.action_id:
        earlier = entry
    LineageEdge.objects.create(
        kind=kind, from_action_version=earlier, to_action_version=begun, reason=AS_EDITED, decided_by=by
    )


def _joined(texts: Iterable[str]) -> str:
    """Each line once, in order."""
    return "\n".join(dict.fromkeys(line for text in texts for line in text.split("\n") if line.strip()))


def _steps(steps: Iterable[MilestoneVersion]) -> dict[str, str]:
    words: dict[str, str] = {}
    for number, step in enumerate(steps, 1):
        words |= step_words(f"new{number}", step.title, step.timeframe, "")
    return words
