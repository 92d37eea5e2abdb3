"""Benchmarks that need a database, each a test that prints its figures; they take no part in the suite.

One that promises a ratio asserts it, and fails when it is not kept.
"""

import subprocess
import sys
from pathlib import Path


def run() -> list[str]:
    files = sorted(str(path) for path in Path(__file__).parent.glob("[a-z]*.py") if path.name != "conftest.py")
    words = [sys.executable, "-m", "pytest", "-q", "-n", "0", "--no-header", "-rN", "--tb=line", *files]
    ran = subprocess.run(words, check=False, capture_output=True, text=True)
    sys.stdout.write(ran.stdout)
    return ["A benchmark in the database did not keep its promise: see above."] if ran.returncode else []
