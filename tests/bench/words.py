"""What comparing words costs, beside difflib over the same words (split at white space, autojunk off) in the same run.

Rounds are paired: the two take turns, and the ratio is the median of the rounds' ratios, so that a noisy machine counts
for both. difflib is stopped where it does not end in reasonable time. Memory is the peak of a process of its own, with
Python and the libraries.
"""

import random
import re
import sys
import time
from collections.abc import Callable
from difflib import SequenceMatcher
from functools import partial
from multiprocessing import get_context
from multiprocessing.connection import Connection
from statistics import median
from typing import Any, NamedTuple

from actions.comparison.changes import changes_between
from actions.comparison.snapshot import ActionSnapshot, SnapshotMilestone, SnapshotStatus
from actions.comparison.words import compare_words
from plans.timeframes import read_timeframe
from tests.actions.comparison.demo_fields import demo_fields, demo_pairs
from tests.measuring import in_a_process_of_its_own, peak_megabytes

Texts = list[tuple[str, str]]
Snapshots = list[tuple[ActionSnapshot, ActionSnapshot]]


MOST_MEGABYTES = 150


class Case(NamedTuple):
    """Texts to compare, the most that may cost beside difflib (None: nothing is promised), how often to take turns.

    No rounds are for what difflib may never end: it is tried once, for so long as makes the ratio plain. `snapshots`
    makes the same texts as whole actions, whose typed changes are found instead.
    """

    name: str
    make: Callable[[], Texts]
    promise: float | None
    rounds: int
    snapshots: Callable[[], Snapshots] | None = None


# Times our own.
STOP_AFTER = 100


def demo() -> Texts:
    return [(field.before, field.after) for field in demo_fields()]


def demo_snapshots() -> Snapshots:
    return [(_snapshot(before), _snapshot(after)) for before, after in demo_pairs()]


def _snapshot(row: dict[str, Any]) -> ActionSnapshot:
    return ActionSnapshot(
        reference=row.get("reference", ""),
        text=row.get("action", ""),
        intended_outcome=row.get("intended_outcome", ""),
        success_measure=row.get("success_measure", ""),
        accountable=tuple(row.get("accountable", [])),
        lead=tuple(row.get("lead", [])),
        timeframe=row.get("timeframe", ""),
        due=read_timeframe(row.get("timeframe", "")).due,
        status=SnapshotStatus(words=row.get("status", "")),
        progress=row.get("progress", ""),
        milestones=tuple(
            SnapshotMilestone(key=step["title"], title=step["title"], timeframe=step["timeframe"])
            for step in row.get("milestones", [])
        ),
        links=tuple(row.get("links", [])),
    )


def plan_text(words: int, chance: random.Random) -> list[str]:
    """So many words of the demo plan's own sentences, in any order, paragraphs of five."""
    fields = "\n".join(field.after for field in demo_fields())
    sentences = [sentence for sentence in re.split(r"(?<=\.)\s|\n", fields) if sentence.count(" ") > 4]
    chosen: list[str] = []
    while len(chosen) < words:
        for _ in range(5):
            chosen += chance.choice(sentences).split()
        chosen[-1] += "\n"
    return chosen[:words]


def edited(words: int, share: float) -> Texts:
    """A text, and the same with a share of its words replaced, taken out or put in, by equal chances."""
    chance = random.Random(0)
    before, after = plan_text(words, chance), []
    for word in before:
        other = chance.choice(before)
        after += chance.choice(([other], [], [word, other])) if chance.random() < share else [word]
    return [(" ".join(before), " ".join(after))]


def nothing_in_common(words: int) -> Texts:
    before = [word for word in plan_text(2 * words, random.Random(0)) if word.isalpha()][:words]
    return [(" ".join(before), " ".join(f"q{word}" for word in reversed(before)))]


def table(rows: int) -> Texts:
    """A pasted table of rows that are nearly alike, of which every seventh has another status."""
    before = [f"{row}\tPlacement review\tColin Pettigrew\tOn track\tGreen" for row in range(rows)]
    after = [text if row % 7 else text.replace("On track\tGreen", "At risk\tAmber") for row, text in enumerate(before)]
    return [("\n".join(before), "\n".join(after))]


CASES = [
    Case("every field of the demo plan's versions", demo, 1.5, 31),
    Case("the typed changes of the same fields", demo, 1.5, 31, demo_snapshots),
    Case("20,000 words, 5% edited", partial(edited, 20_000, 0.05), 0.2, 5),
    Case("5,000 words, nothing in common", partial(nothing_in_common, 5_000), 0.5, 101),
    Case("20,000 words, nothing in common", partial(nothing_in_common, 20_000), None, 31),
    Case("a table of 1,500 rows", partial(table, 1_500), 0.02, 0),
]


class Measured(NamedTuple):
    """Our median seconds, the ratio to difflib's, whether difflib ended, and the peak of a process of its own."""

    seconds: float
    ratio: float
    ended: bool
    megabytes: float


def work_of(case: Case) -> Callable[[], None]:
    """What is measured, with its texts made beforehand."""
    if case.snapshots:
        return partial(find_changes, case.snapshots())
    return partial(compare, case.make())


def find_changes(snapshots: Snapshots) -> None:
    for before, after in snapshots:
        changes_between(before, after)


def compare(texts: Texts) -> None:
    for before, after in texts:
        compare_words(before, after)


def yardstick(texts: Texts) -> None:
    for before, after in texts:
        SequenceMatcher(None, before.split(), after.split(), autojunk=False).get_opcodes()


def seconds(run: Callable[[], None]) -> float:
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def measure(case: Case) -> Measured:
    megabytes = in_a_process_of_its_own(peak_of, case)
    return (side_by_side if case.rounds else until_stopped)(case, megabytes)


def side_by_side(case: Case, megabytes: float) -> Measured:
    ours, texts = work_of(case), case.make()
    pairs = [(seconds(ours), seconds(partial(yardstick, texts))) for _ in range(case.rounds)]
    return Measured(median(own for own, _ in pairs), median(own / other for own, other in pairs), True, megabytes)


def until_stopped(case: Case, megabytes: float) -> Measured:
    """The same, with difflib in a process of its own that is stopped in the end."""
    ours = work_of(case)
    mine = median(seconds(ours) for _ in range(5))
    context = get_context("spawn")
    receiving, sending = context.Pipe(duplex=False)
    process = context.Process(target=send_seconds, args=(case.make, sending))
    process.start()
    stop_after = STOP_AFTER * mine + 1
    ended = receiving.poll(stop_after)
    other = receiving.recv() if ended else stop_after - 1
    process.terminate()
    process.join()
    return Measured(mine, mine / other, ended, megabytes)


def send_seconds(make: Callable[[], Texts], sending: Connection) -> None:
    sending.send(seconds(partial(yardstick, make())))


def peak_of(case: Case) -> float:
    work_of(case)()
    return peak_megabytes()


def line(case: Case, measured: Measured) -> str:
    ratio = f"{'' if measured.ended else 'under '}{measured.ratio:.3f}"
    other = f"{'' if measured.ended else 'over '}{1000 * measured.seconds / measured.ratio:.1f}"
    promise = f"at most {case.promise:g}" if case.promise else ""
    return (
        f"{case.name:40} {ratio:>12} {promise:>13} {1000 * measured.seconds:8.2f} {other:>12} {measured.megabytes:5.0f}"
    )


def run() -> list[str]:
    """Prints a line for each case; returns a sentence for each promise that was broken."""
    sys.stdout.write(f"{'comparing words':40} {'ratio':>12} {'promised':>13} {'ms':>8} {'difflib ms':>12} {'MB':>5}\n")
    broken = []
    for case in CASES:
        measured = measure(case)
        sys.stdout.write(f"{line(case, measured)}\n")
        sys.stdout.flush()
        if case.promise and measured.ratio > case.promise:
            broken.append(f"{case.name}: {measured.ratio:.3f} of difflib's time, promised at most {case.promise:g}")
        if measured.megabytes > MOST_MEGABYTES:
            broken.append(f"{case.name}: {measured.megabytes:.0f} MB, promised at most {MOST_MEGABYTES}")
    return broken
