"""The guide's steps, run as it says, in a folder of their own on a database of their own."""

import http.client
import os
import re
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import psycopg

CHECKOUT = Path(__file__).parent.parent.parent
GUIDE = (CHECKOUT / "docs" / "deployment.md").read_text()
NOT_COPIED = {".git", ".venv", "var", ".hypothesis", "tests", "node_modules", ".mypy_cache", ".ruff_cache"}
PATIENCE = 60  # seconds


def commands_of(step: int) -> list[str]:
    """The commands that stand under a step's heading, block by block."""
    (text,) = re.findall(rf"^## {step}\. .*?$(.*?)(?=^## |\Z)", GUIDE, re.MULTILINE | re.DOTALL)
    return re.findall(r"```sh\n(.*?)```", text, re.DOTALL)


@dataclass
class Service:
    """`settings` take the place of what the guide's file gives as examples."""

    folder: Path
    settings: dict[str, str]
    server: "subprocess.Popen[bytes] | None" = None
    log: Path = field(init=False)

    def __post_init__(self) -> None:
        self.log = self.folder / "log"
        shutil.copytree(CHECKOUT, self.folder, dirs_exist_ok=True, ignore=lambda _, names: NOT_COPIED & set(names))
        (self.folder / ".venv").symlink_to(CHECKOUT / ".venv")
        (example,) = re.findall(r"```ini\n(.*?)```", GUIDE, re.DOTALL)
        given = dict(line.split("=", 1) for line in example.splitlines()) | self.settings
        (self.folder / "plans.env").write_text("".join(f"{name}='{value}'\n" for name, value in given.items()))

    def run(self, command: str, **environment: str) -> str:
        """What it prints. It fails as it would for a person: loudly.

        Installing has been done by whoever runs the tests, and would take their environment away from them.
        """
        command = command.replace("make install assets\n", "")
        done = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", command],
            cwd=self.folder,
            env=_clean() | environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"
        return done.stdout

    def start(self, command: str) -> None:
        with self.log.open("wb") as log:
            self.server = subprocess.Popen(["bash", "-c", command], cwd=self.folder, env=_clean(), stderr=log)
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end and self.server.poll() is None:
            with suppress(OSError):
                if self.ask("/ready/").status == 200:
                    return
            time.sleep(0.1)
        raise AssertionError(self.log.read_text())

    def stop(self) -> None:
        if self.server and self.server.poll() is None:
            self.server.send_signal(signal.SIGTERM)
            self.server.wait(PATIENCE)

    def connect(self) -> http.client.HTTPConnection:
        host, _, port = self.settings["BIND"].partition(":")
        return http.client.HTTPConnection(host, int(port), timeout=PATIENCE)

    def ask(self, address: str, form: dict[str, str] | None = None, **headers: str) -> http.client.HTTPResponse:
        """As the proxy does, which has heard it by https; with a form, that is sent. The answer is read."""
        connection = self.connect()
        given = {"Host": "plans.example", "X-Forwarded-Proto": "https", "X-Forwarded-For": "192.0.2.5"}
        if form:
            given |= {"Content-Type": "application/x-www-form-urlencoded", "Origin": "https://plans.example"}
        given |= {"Connection": "close"} | headers
        connection.request("POST" if form else "GET", address, urlencode(form) if form else None, given)
        response = connection.getresponse()
        response.body = response.read().decode(errors="replace")  # type: ignore[attr-defined]
        connection.close()
        return response


def _clean() -> dict[str, str]:
    """A shell that knows nothing of the tests."""
    return {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}


def address_of(name: str) -> str:
    """Where a database of the tests' server is."""
    return urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()


@contextmanager
def database(name: str) -> Iterator[str]:
    """The address of an empty database, for as long as it is needed."""
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}"')
        try:
            yield address_of(name)
        finally:
            server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
