"""The site as it is deployed, gunicorn by `config/server.py`, on loopback for as long as a test needs it."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.request import urlopen

import psutil

CHECKOUT = Path(__file__).parent.parent.parent
PATIENCE = 60  # seconds


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@dataclass
class WebServer:
    """Its processes are the test's own children. `settings` are environment variables beside the database's."""

    database: str
    settings: dict[str, str] = field(default_factory=dict)
    application: str = "config.wsgi"
    log: Path = Path(os.devnull)
    port: int = field(default_factory=free_port)
    process: "subprocess.Popen[bytes] | None" = None

    @property
    def environment(self) -> dict[str, str]:
        without = {name: value for name, value in os.environ.items() if name not in {"DEMO", "DEBUG"}}
        given = {"DATABASE_URL": self.database, "BIND": f"127.0.0.1:{self.port}", "PYTHONPATH": str(CHECKOUT)}
        return without | {"HTTPS": "0", "SECRET_KEY": "k" * 50} | given | self.settings

    def start(self) -> None:
        command = [sys.executable, "-m", "gunicorn", "--config", "python:config.server", self.application]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                command, cwd=CHECKOUT, env=self.environment, stdout=subprocess.DEVNULL, stderr=log
            )

    def wait_until_it_answers(self, address: str = "/ready/") -> None:
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            with suppress(OSError), urlopen(f"http://127.0.0.1:{self.port}{address}", timeout=5) as answer:
                if answer.status == 200:
                    return
            time.sleep(0.1)
        raise AssertionError(f"No answer within {PATIENCE} seconds: see {self.log}.")

    def workers(self) -> list[psutil.Process]:
        return psutil.Process(self.process.pid).children() if self.process else []

    def kill(self) -> None:
        """The one that starts the others, and they with it."""
        if self.process:
            with suppress(psutil.NoSuchProcess):
                for member in [psutil.Process(self.process.pid), *self.workers()]:
                    with suppress(psutil.NoSuchProcess):
                        member.kill()
            self.process.wait()

    def stop(self) -> None:
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(PATIENCE)

    def run(self, *words: str) -> str:
        """What a command of `manage.py` prints, on the server's database and with its settings."""
        command = [sys.executable, "manage.py", *words]
        done = subprocess.run(command, cwd=CHECKOUT, env=self.environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout


@contextmanager
def serving(server: WebServer, address: str = "/ready/") -> Iterator[WebServer]:
    server.start()
    try:
        server.wait_until_it_answers(address)
        yield server
    finally:
        server.stop()
