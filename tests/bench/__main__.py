"""Run every benchmark of this folder, or those named: `python -m tests.bench [lineage …]`.

Fails when a ratio or a peak of memory that the design promises is not kept; times alone are never judged.
"""

import sys
from importlib import import_module
from pkgutil import iter_modules

import tests.bench

if __name__ == "__main__":
    broken: list[str] = []
    for name in sys.argv[1:] or sorted(module.name for module in iter_modules(tests.bench.__path__)):
        if name != "__main__":
            broken += import_module(f"tests.bench.{name}").run()
    sys.exit("\n".join(broken) or None)
