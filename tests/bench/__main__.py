"""Run every benchmark of this folder, or those named: `python -m tests.bench [lineage …]`."""

import sys
from importlib import import_module
from pkgutil import iter_modules

import tests.bench

if __name__ == "__main__":
    for name in sys.argv[1:] or sorted(module.name for module in iter_modules(tests.bench.__path__)):
        if name != "__main__":
            import_module(f"tests.bench.{name}").run()
