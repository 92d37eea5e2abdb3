"""Benchmarks that need a database, each a test that prints its figures; they take no part in the suite.

One that promises a ratio asserts it, and fails when it is not kept.
"""

import subprocess
import sys
from pathlib import Path

QUIETLY = ["-q", "-n", "0", "--no-header", "--no-summary", "-o", "console_output_style=classic"]


def run(name: str) -> list[str]:
    file = Path(__file__).parent / f"{name}.py"
    words = [sys.executable, "-m", "pytest", *QUIETLY, str(file)]
    ran = subprocess.run(words, check=False, capture_output=True, text=True)
    printed, _, ended = ran.stdout.rstrip().rpartition("\n")
    sys.stdout.write(f"{printed.strip()}\n")
    return [f"{name} did not keep its promise: {ended or ran.stderr}"] if ran.returncode else []
