"""What to look at first in a plan: a few sentences, each made of nothing but the facts of some actions.

The rule by which they are ranked: the sources below are in order of weight, and each gives its gravest sentence first.
An action is told of by the first source that has it, once. From each source in turn the next sentence is taken, in
their order and round after round, until there are five; so that five reasons come before a second of the same kind.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, islice, zip_longest

from django.utils.formats import date_format

from actions.contradictions import KINDS, Contradiction
from actions.models import Assignment
from plans.models import Colour
from reporting.rows import ActionRow

from .overdue import overdue_lines
from .scope import Scope
from .this_cycle import unreported

ROLES = Assignment.Role
FEW = 5  # sentences
A_QUARTER = 92  # days after which a last report is stale, where no deadline says so


@dataclass(frozen=True)
class Look:
    """A sentence: the names of its actions, `words`, and `strong`, its last words and the ones that weigh most."""

    rows: tuple[ActionRow, ...]
    words: str
    strong: str = ""


Source = Callable[[Scope, Sequence[ActionRow]], Iterable[Look]]


def ranked(by_source: Iterable[Iterable[Look]], *, limit: int = FEW) -> list[Look]:
    """The sentences to show, by the rule above; `by_source` are those of each source, the weightiest source first."""
    told: set[int] = set()
    queues: list[list[Look]] = []
    for looks in by_source:
        queues.append([])
        for look in looks:
            actions = {row.action for row in look.rows}
            if not actions & told:
                told |= actions
                queues[-1].append(look)
    in_turn = chain.from_iterable(zip_longest(*queues))
    return list(islice((look for look in in_turn if look), limit))


def look_first(scope: Scope, rows: Sequence[ActionRow]) -> list[Look]:
    """What to look at first among these actions of one plan."""
    return ranked(source(scope, rows) for source in SOURCES)


def turned_red(scope: Scope, rows: Sequence[ActionRow]) -> Iterable[Look]:
    """Those that had another status in the version before, in one sentence with what they have in common."""
    found = tuple(row for row in rows if row.status.colour == Colour.RED and _was_not_red(row))
    if len(found) == 1:
        yield Look(found, "turned", f"Red, from {found[0].colour_before}")
    elif found:
        yield Look(found, f"turned Red together{_in_common(found)}")


def slipped_silently(scope: Scope, rows: Sequence[ActionRow]) -> Iterable[Look]:
    slipped = [line for line in overdue_lines(scope, _open(rows)) if line.is_silent and line.days > 0]
    for line in sorted(slipped, key=lambda line: -line.days):
        yield Look((line.row,), f"slipped {_days(line.days)} with", "no reason given")


def missed_again(scope: Scope, rows: Sequence[ActionRow]) -> Iterable[Look]:
    missed = [line for line in overdue_lines(scope, _open(rows)) if line.missed > 1]
    for line in sorted(missed, key=lambda line: (-line.missed, -line.days_late)):
        yield Look((line.row,), f"now due {date_format(line.row.due)}," if line.row.due else "", line.missed_again)


def contradicted(scope: Scope, rows: Sequence[ActionRow]) -> Iterable[Look]:
    """What nobody has answered, kind by kind; what is overdue stands below, by its days."""
    by_action = {row.action: row for row in rows}
    found = [one.contradiction for row in rows for one in scope.contradicted[row.action] if not one.answer]
    once: dict[str, Contradiction] = {}  # two of one plan deny each other
    for one in found:
        if one.kind != "overdue":
            once.setdefault(one.mark, one)
    for one in sorted(once.values(), key=lambda one: KINDS.index(one.kind)):
        yield Look((by_action[one.action],), f"{one.says}, but", one.denies)


def green_but_overdue(scope: Scope, rows: Sequence[ActionRow]) -> Iterable[Look]:
    for row in _latest_first(rows):
        if row.status.colour == Colour.GREEN:
            yield Look((row,), "Green, but", f"{_days(row.days_late)} past its date")


def overdue_longest(scope: Scope, rows: Sequence[ActionRow]) -> Iterable[Look]:
    for row in _latest_first(rows):
        yield Look((row,), f"due {date_format(row.due or row.as_at)},", f"{_days(row.days_late)} late")


def unreported_longest(scope: Scope, rows: Sequence[ActionRow]) -> Iterable[Look]:
    """Those for whose report a deadline has passed; without deadlines those not heard of for a quarter."""
    missing = {row.action: found for row in rows if (found := unreported(scope, row)) and found.is_late}
    for row in sorted(
        _open(rows), key=lambda row: (-missing[row.action].running if row.action in missing else 0, row.reported_order)
    ):
        if row.action in missing:
            yield Look(
                (row,), f"{_last_report(row)},", f"{_some(missing[row.action].running, 'cycle')} without a report"
            )
        elif not scope.reported.asks(row.plan.pk) and (row.days_since_report or 0) > A_QUARTER:
            yield Look((row,), f"{_last_report(row)},", f"{_days(row.days_since_report or 0)} ago")


SOURCES: tuple[Source, ...] = (
    turned_red,
    slipped_silently,
    missed_again,
    contradicted,
    green_but_overdue,
    overdue_longest,
    unreported_longest,
)


def _was_not_red(row: ActionRow) -> bool:
    return bool(row.before and row.before.status) and row.colour_before != row.status.colour_word


def _in_common(rows: Sequence[ActionRow]) -> str:
    """Who leads all of them, or else answers for them, or else where they all stand."""
    for role, told in ((ROLES.LEAD, "each led by"), (ROLES.ACCOUNTABLE, "each answered for by")):
        named = [row.names.officers(role) for row in rows]
        if shared := [name for officer, name in named[0].items() if all(officer in others for others in named)]:
            return f": {told} {' and '.join(shared)}"
    return f": all in {rows[0].section}" if len({row.section.pk for row in rows}) == 1 else ""


def _open(rows: Iterable[ActionRow]) -> list[ActionRow]:
    return [row for row in rows if not row.status.closes]


def _latest_first(rows: Iterable[ActionRow]) -> list[ActionRow]:
    return sorted((row for row in rows if row.is_late), key=lambda row: -row.days_late)


def _last_report(row: ActionRow) -> str:
    return f"last reported on {date_format(row.reported_on)}" if row.reported_on else "never reported on"


def _days(number: int) -> str:
    return _some(number, "day")


def _some(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
