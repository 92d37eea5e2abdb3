"""What matching two versions costs, by their size and by how much they have in common.

Times are of one run on one machine, so the ratios count: 1 is the cost of 300 reworded actions against 300. Memory is
the peak of a process of its own, with Python, numpy and scipy, which alone take the first line's.
"""

import random
import resource
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from multiprocessing import get_context

from actions.comparison.lineage import MatchableAction, propose_lineage

Versions = tuple[list[MatchableAction], list[MatchableAction]]


def _vocabulary(initial: str) -> list[str]:
    """Three thousand words, of which a few are frequent, as in any text."""
    return [f"{initial}{number}" for number in range(3_000)]


def _text(words: list[str], length: int, chance: random.Random) -> str:
    return " ".join(words[min(int(chance.paretovariate(0.7)), len(words)) - 1] for _ in range(length))


def _plan(number: int, words: list[str], chance: random.Random) -> list[MatchableAction]:
    return [
        MatchableAction(
            key=key,
            reference=f"{key // 10 + 1}.{key % 10 + 1}",
            title=f"{words[key % 3_000]} {_text(words, 8, chance)}",
            intended_outcome=_text(words, 60, chance),
            success_measure=_text(words, 30, chance),
            progress=f"This is now rolled into action {key // 10 + 1}.1. {_text(words, 60, chance)}",
        )
        for key in range(number)
    ]


def _reworded(actions: list[MatchableAction], words: list[str], chance: random.Random) -> list[MatchableAction]:
    """Three words in ten of each title are others, and the order is."""
    changed = []
    for action in actions:
        title = action.title.split()
        for at in chance.sample(range(len(title)), 3):
            title[at] = chance.choice(words)
        changed.append(replace(action, title=" ".join(title)))
    return chance.sample(changed, len(changed))


def _all_reworded(number: int) -> Versions:
    chance, words = random.Random(0), _vocabulary("a")
    before = _plan(number, words, chance)
    return before, _reworded(before, words, chance)


def _one_in_ten_reworded(number: int) -> Versions:
    chance, words = random.Random(0), _vocabulary("a")
    before = _plan(number, words, chance)
    return before, _reworded(before[: number // 10], words, chance) + before[number // 10 :]


def _nothing_in_common(number: int) -> Versions:
    chance = random.Random(0)
    return _plan(number, _vocabulary("a"), chance), _plan(number, _vocabulary("b"), chance)


def _other_actions_in_the_same_words(number: int) -> Versions:
    chance, words = random.Random(0), _vocabulary("a")
    return _plan(number, words, chance), _plan(number, words, chance)


def _all_alike(number: int) -> Versions:
    actions = [MatchableAction(key=key, title="Review", intended_outcome="Better") for key in range(number)]
    return actions, actions


CASES: list[tuple[str, Callable[[int], Versions], int]] = [
    ("nothing to match", _all_alike, 0),
    ("all reworded", _all_reworded, 300),
    ("all reworded", _all_reworded, 35),
    ("nothing in common", _nothing_in_common, 300),
    ("one in ten reworded", _one_in_ten_reworded, 2_000),
    ("all reworded", _all_reworded, 2_000),
    ("nothing in common", _nothing_in_common, 2_000),
    ("other actions in the same words", _other_actions_in_the_same_words, 2_000),
    ("all alike", _all_alike, 2_000),
]
YARDSTICK = 1


def measure(make: Callable[[int], Versions], number: int) -> tuple[float, int]:
    """Seconds, the best of three for a short case, and the process's peak in megabytes."""
    versions = make(number)
    seconds = []
    for _ in range(3 if number <= 300 else 1):
        start = time.perf_counter()
        propose_lineage(*versions)
        seconds.append(time.perf_counter() - start)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return min(seconds), peak // (1024 * 1024 if sys.platform == "darwin" else 1024)


def lines() -> Iterator[str]:
    with ProcessPoolExecutor(1, mp_context=get_context("spawn"), max_tasks_per_child=1) as pool:
        measured = [pool.submit(measure, make, number).result() for _, make, number in CASES]
    yardstick = measured[YARDSTICK][0]
    yield f"{'matching two versions':54} {'ratio':>7} {'seconds':>9} {'MB':>5}"
    for (name, _, number), (seconds, megabytes) in zip(CASES, measured, strict=True):
        yield f"{f'{number:,} against {number:,}, {name}':54} {seconds / yardstick:7.2f} {seconds:9.3f} {megabytes:5}"


def run() -> None:
    for line in lines():
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()
