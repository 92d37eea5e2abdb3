"""What matching two versions costs, by their size and by how much they have in common.

Times are of one run on one machine, so the ratios count: 1 is the cost of 300 reworded actions against 300. Memory is
the peak of a process of its own, with Python, numpy and scipy, which alone take the first line's.
"""

import random
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import NamedTuple

from actions.comparison.changes import changes_between
from actions.comparison.lineage import MatchableAction, propose_lineage
from actions.comparison.snapshot import ActionSnapshot
from tests.measuring import in_a_process_of_its_own, peak_megabytes

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


def _every_field_reworded(number: int) -> Versions:
    """Three words in ten of every field, and the order, are others."""
    chance, words = random.Random(0), _vocabulary("a")
    before = _plan(number, words, chance)
    fields = ("title", "intended_outcome", "success_measure", "progress")
    after = [replace(one, **{name: _exchanged(getattr(one, name), words, chance) for name in fields}) for one in before]
    return before, chance.sample(after, len(after))


def _exchanged(text: str, words: list[str], chance: random.Random) -> str:
    return " ".join(chance.choice(words) if chance.random() < 0.3 else word for word in text.split())


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


def match(before: list[MatchableAction], after: list[MatchableAction]) -> None:
    propose_lineage(before, after)


def match_and_compare(before: list[MatchableAction], after: list[MatchableAction]) -> None:
    """What two versions that nobody has linked cost whole: their lineage, then every change of every pair."""
    earlier, later = ({action.key: _snapshot(action) for action in side} for side in (before, after))
    for pair in propose_lineage(before, after).pairs:
        changes_between(earlier[pair.before], later[pair.after])


def _snapshot(action: MatchableAction) -> ActionSnapshot:
    return ActionSnapshot(
        reference=action.reference,
        text=action.title,
        intended_outcome=action.intended_outcome,
        success_measure=action.success_measure,
        progress=action.progress,
    )


class Case(NamedTuple):
    name: str
    make: Callable[[int], Versions]
    number: int
    work: Callable[..., None] = match

    @property
    def title(self) -> str:
        return f"{self.number:,} against {self.number:,}, {self.name}"


CASES = [
    Case("nothing to match", _all_alike, 0),
    Case("all reworded", _all_reworded, 300),
    Case("all reworded", _all_reworded, 35),
    Case("nothing in common", _nothing_in_common, 300),
    Case("every field reworded, and compared", _every_field_reworded, 300, match_and_compare),
    Case("one in ten reworded", _one_in_ten_reworded, 2_000),
    Case("all reworded", _all_reworded, 2_000),
    Case("nothing in common", _nothing_in_common, 2_000, match_and_compare),
    Case("other actions in the same words", _other_actions_in_the_same_words, 2_000),
    Case("all alike", _all_alike, 2_000),
]
YARDSTICK = 1


def measure(case: Case) -> tuple[float, int]:
    """Seconds, the best of three for a short case, and the process's peak in megabytes."""
    versions = case.make(case.number)
    seconds = []
    for _ in range(3 if case.number <= 300 else 1):
        start = time.perf_counter()
        case.work(*versions)
        seconds.append(time.perf_counter() - start)
    return min(seconds), round(peak_megabytes())


def lines() -> Iterator[str]:
    measured = [in_a_process_of_its_own(measure, case) for case in CASES]
    yardstick = measured[YARDSTICK][0]
    yield f"{'matching two versions':54} {'ratio':>7} {'seconds':>9} {'MB':>5}"
    for case, (seconds, megabytes) in zip(CASES, measured, strict=True):
        yield f"{case.title:54} {seconds / yardstick:7.2f} {seconds:9.3f} {megabytes:5}"


def run() -> list[str]:
    """Nothing here is promised, so nothing is ever broken."""
    for line in lines():
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()
    return []
