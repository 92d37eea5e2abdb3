"""The best ways, and the next best: into each column at one place of a line, and to each column at its end."""

from collections import defaultdict
from dataclasses import dataclass

from .doubts import CLOSE
from .steps import Step

Key = tuple[int, int, bool]


@dataclass(slots=True)
class Entry:
    """The best way into a column, and the next best."""

    score: float
    back: Step
    opens: int
    carried: bool
    rival: "Entry | None" = None


def enter(best: dict[tuple[int, bool], Entry], key: tuple[int, bool], score: float, back: Step, opens: int) -> None:
    """`key` is the column, and whether its row is of the page before."""
    other = best.get(key)
    if other is None or other.score < score:
        best[key] = Entry(score, back, opens, key[1], other)
    elif score > other.score - CLOSE and (other.rival is None or other.rival.score < score):
        other.rival = Entry(score, back, opens, key[1])


def keep(found: dict[Key, Step], step: Step) -> None:
    key = (step.column, step.piece.begin if step.piece else 0, step.carried)
    other = found.get(key)
    if other is None or other.score < step.score:
        found[key], worse, better = step, other, step
    else:
        worse, better = step, other
    if worse and (better.rival is None or better.rival.score < worse.score):
        better.rival = worse


def leading(ways: list[tuple[float, Step]], within: float) -> list[tuple[float, Step]]:
    """Those after which a cell that begins may be on the best way, or the next best: of each column two, with none that
    is worth so much less than the best of all.
    """
    alike: dict[tuple[int, bool], list[float]] = defaultdict(list)
    for score, step in ways:
        alike[step.column, step.carried].append(score)
    best = max((score for score, _ in ways), default=0.0)
    least = {key: max(best - within, sorted(scores)[-2:][0]) for key, scores in alike.items()}
    return [(score, step) for score, step in ways if score >= least[step.column, step.carried]]
