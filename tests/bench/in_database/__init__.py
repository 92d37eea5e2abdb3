"""Benchmarks that need a database, each a test that prints its figures; they take no part in the suite."""

import subprocess
import sys
from pathlib import Path


def run() -> list[str]:
    """Nothing here is judged, since nothing but time is measured."""
    files = sorted(str(path) for path in Path(__file__).parent.glob("[a-z]*.py"))
    words = [sys.executable, "-m", "pytest", "-q", "-n", "0", "--no-header", "--no-summary", *files]
    sys.stdout.write(subprocess.run(words, check=True, capture_output=True, text=True).stdout)
    return []
