"""Our own server, with real processes: started once, shared, killed in every way, and found again with its data."""

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psutil
import psycopg
import pytest
from psycopg.rows import scalar_row

from config.postgresql import data_folder, embedded
from config.postgresql.messages import DatabaseUnavailable

CHECKOUT = Path(__file__).parent.parent.parent
USE = """
import os, sys
from pathlib import Path
from config.postgresql import embedded
embedded.start(Path(sys.argv[1]))
if "fork" in sys.argv and os.fork():
    os.kill(os.getpid(), 9)
print(os.getpid(), flush=True)
sys.stdin.read()
"""


class User:
    """A process of ours that uses the server of a folder until it is let go or killed."""

    def __init__(self, folder: Path, *words: str, prefix: tuple[str, ...] = ()) -> None:
        self.process = subprocess.Popen(
            [*prefix, sys.executable, "-c", USE, folder, *words],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd=CHECKOUT,
        )

    def ready(self) -> "User":
        assert self.process.stdout is not None
        self.pid = int(self.process.stdout.readline() or self.let_go())
        return self

    def kill(self) -> None:
        os.kill(self.pid, signal.SIGKILL)
        self.process.communicate()

    def let_go(self) -> str:
        _, errors = self.process.communicate()
        return errors


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder for a server, with its default place in a checkout: below one that any account may enter."""
    parent = Path(tempfile.mkdtemp(prefix="embedded-"))
    parent.chmod(0o777)
    yield parent / "postgresql"
    data_folder.tidy(parent / "postgresql" / "data")  # a failed test may have left a server
    shutil.rmtree(parent, ignore_errors=True)


def query(folder: Path, statement: str) -> Any:
    host = embedded.address(folder)["HOST"]
    with psycopg.connect(host=host, user="postgres", autocommit=True, row_factory=scalar_row) as connection:
        cursor = connection.execute(statement)
        return cursor.fetchone() if cursor.description else None


def server_pid(folder: Path) -> int:
    return int((folder / "data" / "postmaster.pid").read_text().partition("\n")[0])


def keeper_of(server: int) -> int:
    return psutil.Process(server).ppid()


def wait_until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 10
    while not condition():
        assert time.monotonic() < deadline, "waited for 10 seconds in vain"
        time.sleep(0.02)


def wait_until_ended(pid: int) -> None:
    wait_until(lambda: not psutil.pid_exists(pid))


@pytest.fixture
def ended(folder: Path) -> Path:
    """A folder whose server has run, was given something to keep, and has ended."""
    user = User(folder).ready()
    query(folder, "create table kept as select 42 as answer")
    server = server_pid(folder)
    user.let_go()
    wait_until_ended(server)
    return folder


def assert_the_data_are_there(folder: Path) -> None:
    user = User(folder).ready()
    assert query(folder, "select answer from kept") == 42
    user.let_go()


def test_the_server_ends_with_its_only_user_and_the_next_finds_the_data(ended: Path) -> None:
    assert not (ended / "data" / "postmaster.pid").exists()
    assert_the_data_are_there(ended)


def test_only_the_owner_can_connect(folder: Path) -> None:
    user = User(folder).ready()
    assert query(folder, "show listen_addresses") == ""
    assert (folder / "data").stat().st_mode & 0o777 == 0o700
    assert query(folder, "show unix_socket_directories") == "."
    user.let_go()


def test_a_second_process_shares_the_server_and_keeps_it_when_the_first_is_killed(folder: Path) -> None:
    first, second = User(folder).ready(), User(folder).ready()
    server = server_pid(folder)
    first.kill()
    time.sleep(0.3)
    assert query(folder, "select 1") == 1
    assert server_pid(folder) == server
    second.let_go()
    wait_until_ended(server)


def test_many_processes_at_once_start_one_server(folder: Path) -> None:
    users = [User(folder) for _ in range(6)]
    servers = {(user.ready(), server_pid(folder))[1] for user in users}
    assert len(servers) == 1
    for user in users:
        user.let_go()


def test_a_fork_keeps_the_server_when_its_parent_is_killed(folder: Path) -> None:
    """As gunicorn's workers are forks of a process that may have connected already."""
    user = User(folder, "fork").ready()
    time.sleep(0.3)
    assert query(folder, "select 1") == 1
    server = server_pid(folder)
    user.kill()
    wait_until_ended(server)


def test_a_killed_user_leaves_no_server_behind_and_the_data_are_there(folder: Path) -> None:
    user = User(folder).ready()
    query(folder, "create table kept as select 42 as answer")
    server = server_pid(folder)
    user.kill()
    wait_until_ended(server)
    assert_the_data_are_there(folder)


def test_a_killed_server_is_started_again_by_the_next_process(folder: Path) -> None:
    user = User(folder).ready()
    query(folder, "create table kept as select 42 as answer")
    os.kill(server_pid(folder), signal.SIGKILL)
    assert_the_data_are_there(folder)
    user.let_go()


def test_a_killed_server_is_started_again_by_the_process_that_uses_it(folder: Path) -> None:
    embedded.start(folder)
    killed, keeper = server_pid(folder), keeper_of(server_pid(folder))
    os.kill(killed, signal.SIGKILL)
    wait_until_ended(keeper)
    embedded.start(folder)
    assert query(folder, "select 1") == 1
    assert server_pid(folder) != killed
    embedded.stop(folder)


def test_a_server_whose_keeper_was_killed_gets_another(folder: Path) -> None:
    user = User(folder).ready()
    query(folder, "create table kept as select 42 as answer")
    orphan = server_pid(folder)
    os.kill(keeper_of(orphan), signal.SIGKILL)
    user.kill()
    assert psutil.pid_exists(orphan)
    assert_the_data_are_there(folder)
    wait_until_ended(orphan)


def test_a_stale_pid_file_that_names_another_living_process(ended: Path) -> None:
    owner = (ended / "data").stat()
    account: dict[str, Any] = {"user": owner.st_uid, "group": owner.st_gid} if os.geteuid() == 0 else {}
    stranger = subprocess.Popen(["sleep", "60"], **account)
    lines = [stranger.pid, ended / "data", int(time.time()), 5432, ended / "data", "", "1 1", "ready"]
    for name in ("postmaster.pid", ".s.PGSQL.5432.lock"):
        (ended / "data" / name).write_text("".join(f"{line}\n" for line in lines))
    assert_the_data_are_there(ended)
    assert stranger.poll() is None
    stranger.kill()
    stranger.wait()


@pytest.mark.parametrize("half", ["", "12", "12\n/somewhere\n17", "nonsense\n"])
def test_a_pid_file_that_was_never_finished(ended: Path, half: str) -> None:
    (ended / "data" / "postmaster.pid").write_text(half)
    assert_the_data_are_there(ended)


def test_a_folder_whose_making_was_interrupted(folder: Path) -> None:
    (folder / "data.new" / "base").mkdir(parents=True)
    (folder / "data.new" / "PG_VERSION").write_text("18\n")
    User(folder).ready().let_go()


def test_data_removed_under_a_running_server(folder: Path) -> None:
    user = User(folder).ready()
    server = server_pid(folder)
    shutil.rmtree(folder)
    other = User(folder).ready()
    wait_until_ended(server)
    assert query(folder, "select 1") == 1
    other.let_go()
    user.let_go()


def test_a_path_too_long_for_a_socket(folder: Path) -> None:
    deep = folder.joinpath(*["a-folder-with-quite-a-long-name, and blanks"] * 4)
    user = User(deep).ready()
    assert query(deep, "select 1") == 1
    assert embedded.address(deep)["HOST"].startswith("/tmp/")
    server = server_pid(deep)
    user.let_go()
    wait_until_ended(server)
    Path(embedded.address(deep)["HOST"]).unlink()


def test_a_checkout_that_is_closed_to_other_accounts(folder: Path) -> None:
    """Such as root's home: the server comes in all the same, and the folder stays closed."""
    folder.parent.chmod(0o700)
    user = User(folder).ready()
    assert query(folder, "select 1") == 1
    assert folder.parent.stat().st_mode & 0o777 == 0o700
    user.let_go()


def test_as_an_ordinary_user(folder: Path) -> None:
    user = User(folder, prefix=ordinary_user()).ready()
    assert psutil.Process(server_pid(folder)).uids().real == (folder / "data").stat().st_uid != 0
    query(folder, "create table kept as select 42 as answer")
    server = server_pid(folder)
    user.let_go()
    wait_until_ended(server)
    assert_the_data_are_there(folder)  # if we are root: by root, as whom it belongs to
    user = User(folder, prefix=ordinary_user()).ready()
    assert query(folder, "select answer from kept") == 42
    user.let_go()


def ordinary_user() -> tuple[str, ...]:
    """What begins a command that an ordinary user runs. Root becomes one that may read whatever root may, since Python
    and the checkout can be in root's own folders; it owns nothing and can neither write nor change owners."""
    if os.geteuid() != 0:
        return ()
    nobody = pwd.getpwnam("nobody")
    become = [f"--reuid={nobody.pw_uid}", f"--regid={nobody.pw_gid}", "--clear-groups"]
    return ("setpriv", *data_folder.LOOK_PAST_CLOSED_FOLDERS, *become)


def test_data_of_another_account_are_left_alone(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "data").mkdir(parents=True)
    monkeypatch.setattr(os, "geteuid", lambda: (folder / "data").stat().st_uid + 1)
    with pytest.raises(DatabaseUnavailable, match="belong to another account"):
        embedded.start(folder)


def test_data_of_a_version_that_is_not_installed(ended: Path) -> None:
    (ended / "data" / "PG_VERSION").write_text("12\n")
    with pytest.raises(DatabaseUnavailable, match=r"are of PostgreSQL 12, which is not installed \(this is 18\)"):
        embedded.start(ended)
    embedded.stop(ended)


def test_a_server_that_cannot_start_says_why(ended: Path) -> None:
    with (ended / "data" / "postgresql.conf").open("a") as settings:
        settings.write("shared_buffers = plenty\n")
    with pytest.raises(DatabaseUnavailable, match=r"did not start .*contains errors"):
        embedded.start(ended)
    embedded.stop(ended)
