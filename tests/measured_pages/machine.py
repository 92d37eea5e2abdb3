"""Which machine, and what it runs: said with every figure, and measured by nobody."""

import platform
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import django
import psutil

from config.postgresql import data_folder

_PROCESSORS = Path("/proc/cpuinfo")


def described() -> str:
    """One sentence."""
    gigabytes = round(psutil.virtual_memory().total / 2**30)
    server = subprocess.run([str(data_folder.program("postgres")), "--version"], check=True, capture_output=True)
    runs = f"Python {platform.python_version()}, Django {django.__version__}, {_postgresql(server.stdout.decode())}"
    busy = f"{psutil.getloadavg()[0]:.1f} processes wanted to run at the start"
    day = datetime.now(UTC).strftime("%-d %B %Y")
    return f"{day}: {psutil.cpu_count()} cores ({_processor()}), {gigabytes} GB; {runs}; {busy}."


def _postgresql(said: str) -> str:
    return f"PostgreSQL {said.rsplit(maxsplit=1)[-1]}"


def _processor() -> str:
    if _PROCESSORS.exists():
        names = [line.partition(":")[2] for line in _PROCESSORS.read_text().splitlines() if "model name" in line]
        return names[0].strip() if names else platform.machine()
    return platform.processor() or platform.machine()
