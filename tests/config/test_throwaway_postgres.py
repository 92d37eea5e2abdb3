"""The server that the tests run on: gone without a trace, whatever happens to them."""

import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import psycopg

from config.postgresql.embedded import throwaway_server

CHECKOUT = Path(__file__).parent.parent.parent
USE = """
from config.postgresql.embedded import throwaway_server
with throwaway_server() as url:
    print(url, flush=True)
    input()
"""


def folder_of(url: str) -> Path:
    with closing(psycopg.connect(url)) as connection:
        assert connection.execute("show fsync").fetchone() == ("off",)
        return Path(connection.info.host).parent


def test_a_throwaway_server_leaves_nothing() -> None:
    with throwaway_server() as url:
        folder = folder_of(url)
    assert not folder.exists()


def test_a_throwaway_server_leaves_nothing_when_its_user_is_killed() -> None:
    command = [sys.executable, "-c", USE]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=CHECKOUT)
    assert process.stdout is not None
    folder = folder_of(process.stdout.readline().strip())
    process.kill()
    process.communicate()
    deadline = time.monotonic() + 10
    while folder.exists():
        assert time.monotonic() < deadline
        time.sleep(0.02)
