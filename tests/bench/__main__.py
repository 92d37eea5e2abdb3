"""Run every benchmark of this folder, or those named: `python -m tests.bench [lineage in_database.pages …]`.

Fails when a ratio or a peak of memory that the design promises is not kept; times alone are never judged. What all of
them print is kept in `docs/benchmarks.md`, under the machine and the day.
"""

import ast
import io
import sys
import time
from collections.abc import Callable
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TextIO

from tests.bench import in_database
from tests.measured_pages.machine import described

FOLDER = Path(__file__).parent
PAGE = FOLDER.parent.parent / "docs" / "benchmarks.md"
HEADING = """# What it costs

`make bench` writes this page. The ratios count: what is compared was measured in turns, in one run on one machine.
"""
TITLES = {
    "in_database.pages": "Every page",
    "in_database.boards": "Boards, and one plan among a thousand",
    "in_database.packs": "Packs",
    "in_database.importing": "Bringing in a document",
    "lineage": "What continues what",
    "words": "Comparing words",
    "throughput": "The server under many clients",
}


class Kept(io.StringIO):
    """What is printed is shown at once, and kept."""

    def __init__(self, shown: TextIO) -> None:
        super().__init__()
        self.shown = shown

    def write(self, text: str) -> int:
        self.shown.write(text)
        self.shown.flush()
        return super().write(text)


def benchmark(name: str) -> Callable[[], list[str]]:
    """What runs it, and says which promises it broke."""
    folder, _, file = name.rpartition(".")
    if folder:
        return partial(in_database.run, file)
    run: Callable[[], list[str]] = import_module(f"tests.bench.{name}").run
    return run


def section(name: str, printed: str, minutes: float) -> str:
    """Of the page: what a benchmark is about, in the words that it begins with, and what it printed."""
    told = ast.get_docstring(ast.parse((FOLDER / f"{name.replace('.', '/')}.py").read_text())) or ""
    about = "\n\n".join(" ".join(paragraph.split()) for paragraph in told.split("\n\n"))
    table = "\n".join(line.rstrip() for line in printed.strip().splitlines())
    return f"## {TITLES[name]}\n\n{about} This took {minutes:.1f} minutes.\n\n```text\n{table}\n```\n"


def main(named: list[str]) -> list[str]:
    machine = described()
    sys.stdout.write(f"{machine}\n")
    broken, sections, shown = [], [], sys.stdout
    for name in named or TITLES:
        start = time.monotonic()
        sys.stdout = kept = Kept(shown)
        broken += benchmark(name)()
        sys.stdout = shown
        sections.append(section(name, kept.getvalue(), (time.monotonic() - start) / 60))
    if not named:
        PAGE.write_text("\n".join([HEADING, f"{machine}\n", *sections]))
    return broken


if __name__ == "__main__":
    sys.exit("\n".join(main(sys.argv[1:])) or None)
