"""What comparing words costs, beside difflib over the same words (split at white space, autojunk off) in the same run.

Rounds are paired: the two take turns, and the ratio is the median of the rounds' ratios, so that a noisy machine counts
for both. difflib is stopped where it does not end in reasonable time. Memory is what the comparison adds to the peak of
a process of its own.
"""

import random
import re
import resource
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from difflib import SequenceMatcher
from functools import partial
from multiprocessing import get_context
from multiprocessing.connection import Connection
from statistics import median
from typing import NamedTuple

from actions.comparison.words import compare_words
from tests.actions.comparison.demo_fields import demo_fields

Texts = list[tuple[str, str]]


class Case(NamedTuple):
    """Texts to compare, what their comparison should cost beside difflib's, and how often to take turns.

    No rounds are for what difflib may never end: it is tried once, for so long as makes the ratio plain.
    """

    name: str
    make: Callable[[], Texts]
    promise: str
    rounds: int


# Times our own.
STOP_AFTER = 100


def demo() -> Texts:
    return [(field.before, field.after) for field in demo_fields()]


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
    Case("every field of the demo plan's versions", demo, "at most 1.5", 31),
    Case("20,000 words, 5% edited", partial(edited, 20_000, 0.05), "at most 0.2", 5),
    Case("5,000 words, nothing in common", partial(nothing_in_common, 5_000), "at most 0.5", 101),
    Case("20,000 words, nothing in common", partial(nothing_in_common, 20_000), "", 31),
    Case("a table of 1,500 rows", partial(table, 1_500), "at most 0.02", 0),
]


def ours(texts: Texts) -> None:
    for before, after in texts:
        compare_words(before, after)


def yardstick(texts: Texts) -> None:
    for before, after in texts:
        SequenceMatcher(None, before.split(), after.split(), autojunk=False).get_opcodes()


def seconds(run: Callable[[Texts], None], texts: Texts) -> float:
    start = time.perf_counter()
    run(texts)
    return time.perf_counter() - start


def side_by_side(texts: Texts, rounds: int) -> tuple[float, str, str]:
    """Our median seconds, difflib's, and the ratio."""
    pairs = [(seconds(ours, texts), seconds(yardstick, texts)) for _ in range(rounds)]
    mine, others = zip(*pairs, strict=True)
    ratio = median(own / other for own, other in pairs)
    return median(mine), f"{1000 * median(others):.1f}", f"{ratio:.3f}"


def until_stopped(make: Callable[[], Texts]) -> tuple[float, str, str]:
    """The same, with difflib in a process of its own that is stopped in the end."""
    texts = make()
    mine = median(seconds(ours, texts) for _ in range(5))
    context = get_context("spawn")
    receiving, sending = context.Pipe(duplex=False)
    process = context.Process(target=send_seconds, args=(make, sending))
    process.start()
    stop_after = STOP_AFTER * mine + 1
    ended = receiving.poll(stop_after)
    other = receiving.recv() if ended else stop_after - 1
    process.terminate()
    process.join()
    more, less = ("", "") if ended else ("over ", "under ")
    return mine, f"{more}{1000 * other:.1f}", f"{less}{mine / other:.3f}"


def send_seconds(make: Callable[[], Texts], sending: Connection) -> None:
    sending.send(seconds(yardstick, make()))


def added_memory(make: Callable[[], Texts]) -> float:
    """Megabytes that comparing adds to a process's peak."""
    texts = make()
    peaks = [resource.getrusage(resource.RUSAGE_SELF).ru_maxrss]
    ours(texts)
    peaks.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
    return (peaks[1] - peaks[0]) / (1024 * 1024 if sys.platform == "darwin" else 1024)


def lines() -> Iterator[str]:
    yield f"{'comparing words':40} {'ratio':>12} {'promised':>13} {'ms':>8} {'difflib ms':>12} {'MB':>5}"
    for case in CASES:
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
            megabytes = pool.submit(added_memory, case.make).result()
        mine, other, ratio = side_by_side(case.make(), case.rounds) if case.rounds else until_stopped(case.make)
        yield f"{case.name:40} {ratio:>12} {case.promise:>13} {1000 * mine:8.2f} {other:>12} {megabytes:5.1f}"


def run() -> None:
    for line in lines():
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()
