"""Run every benchmark of this folder, or those named: `python -m tests.bench [lineage …]`.

Fails when a ratio or a peak of memory that the design promises is not kept; times alone are never judged. What all of
them print is kept in `docs/benchmarks.md`, under the machine and the day.
"""

import io
import sys
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import TextIO

import tests.bench
from tests.measured_pages.machine import described

PAGE = Path(__file__).parent.parent.parent / "docs" / "benchmarks.md"
HEADING = """# What it costs

`make bench` writes this page. The ratios count: what is compared was measured in turns, in one run on one machine.
"""


class Kept(io.StringIO):
    """What is printed is shown at once, and kept."""

    def __init__(self, shown: TextIO) -> None:
        super().__init__()
        self.shown = shown

    def write(self, text: str) -> int:
        self.shown.write(text)
        self.shown.flush()
        return super().write(text)


def run(names: list[str]) -> list[str]:
    broken: list[str] = []
    for name in names:
        broken += import_module(f"tests.bench.{name}").run()
    return broken


if __name__ == "__main__":
    every = sorted(module.name for module in iter_modules(tests.bench.__path__) if module.name != "__main__")
    named = sys.argv[1:]
    machine = described()
    sys.stdout = kept = Kept(sys.stdout)
    sys.stdout.write(f"{machine}\n")
    broken = run(named or every)
    if not named:
        printed = kept.getvalue().partition("\n")[2].strip("\n")
        PAGE.write_text(f"{HEADING}\n{machine}\n\n```text\n{printed}\n```\n")
    sys.exit("\n".join(broken) or None)
