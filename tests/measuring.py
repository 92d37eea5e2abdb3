"""What a piece of work takes of memory, in a process of its own."""

import resource
import sys
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

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
