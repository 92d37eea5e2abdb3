"""What a piece of work takes of time, beside a yardstick, and of memory, in a process of its own."""

import re
import resource
import sys
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from typing import Any

_LINES = ["Mend the roof of the hall by 3 May 2021, and paint 12 walls (Ada Birch / Ben Crane)."] * 4000

_STATUS = Path("/proc/self/status")


def in_a_process_of_its_own(work: Callable[..., Any], *given: object) -> Any:
    """What the work returns; both must be found by name in a module."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(work, *given).result()


def peak_megabytes() -> float:
    """The most memory that this process has had so far, Python and libraries with it.

    On Linux from the kernel's own account of the process: `getrusage` there begins with the peak of the process that
    started it.
    """
    if _STATUS.exists():
        kilobytes = next(line for line in _STATUS.read_text().splitlines() if line.startswith("VmHWM"))
        return int(kilobytes.split()[1]) / 1024
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)


def work() -> float:
    """Seconds of the processor's time so far, that of programs run from here as well."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def yardstick() -> float:
    """Seconds of the processor's time that it takes here and now to count the words of 4,000 lines in plain Python.

    What other work takes is told as so many of them, since machines differ and are seldom idle.
    """
    return median(_count_words() for _ in range(9))


def yardsticks_of(job: Callable[[], object]) -> float:
    """How many of them a job takes: measured before and after it, since a machine that others use changes its pace."""
    before, began = yardstick(), work()
    job()
    took = work() - began
    return took * 2 / (before + yardstick())


def _count_words() -> float:
    began = time.process_time()
    words: Counter[tuple[str, int]] = Counter()
    for line in _LINES:
        for place, word in enumerate(re.findall(r"\w+", line)):
            words[word.lower(), place % 7] += 1
            if word.istitle():
                words[word[::-1], len(word)] += place
    return time.process_time() - began
