"""Running our commands as a person does, in the test's own process and transaction."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.core.management import ManagementUtility
from django.core.management.base import connections
from django.db import connection


@dataclass
class Finished:
    code: int
    out: str
    err: str


RunCommand = Callable[..., Finished]
RefusedCommand = Callable[..., str]


@pytest.fixture
def run_command(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> RunCommand:
    """``run_command("export_plan", "--list")``: the exit code and what was printed."""
    monkeypatch.setattr(connections, "close_all", lambda: None)  # a command leaves no connection, and the test needs it

    def run_one(*words: object) -> Finished:
        capsys.readouterr()
        code = 0
        try:
            ManagementUtility(["manage.py", *map(str, words)]).execute()
        except SystemExit as leaving:
            code = int(leaving.code or 0)
        printed = capsys.readouterr()
        return Finished(code, printed.out, printed.err)

    return run_one


@pytest.fixture
def refused_command(run_command: RunCommand) -> RefusedCommand:
    """``refused_command("import_plan", "x.json")``: the one sentence that says why; and nothing has changed."""

    def refuse_one(*words: object) -> str:
        before = row_counts()
        finished = run_command(*words)
        assert finished.code == 1
        assert not finished.out
        assert finished.err.startswith("CommandError: ")
        assert finished.err.count("\n") == 1
        assert row_counts() == before
        return finished.err.removeprefix("CommandError: ").strip()

    return refuse_one


def row_counts() -> dict[str, int]:
    """Of every table but the security log, which is told of what was refused."""
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor)) - {"plans_securityevent"}
        cursor.execute(" UNION ALL ".join(f"SELECT '{table}', count(*) FROM \"{table}\"" for table in tables))
        return dict(cursor.fetchall())
