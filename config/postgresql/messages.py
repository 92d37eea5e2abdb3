"""What keeps us from the database, in one sentence that says what to do."""

import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.utils import OperationalError, ProgrammingError
from psycopg.errors import UndefinedColumn, UndefinedTable

from config.environment import Misconfigured

_REMEDIES = {
    "DATABASE_URL": "correct DATABASE_URL, or unset it to use the server that comes with this project",
    "REPLICA_URL": "correct REPLICA_URL, or unset it to read everything from the database itself",
}


class DatabaseUnavailable(OperationalError):
    """There is no database to work with; the message is one sentence for whoever has to put it right."""


def remedy(settings: Mapping[str, Any]) -> str:
    """What to do about the variable that the settings were read from."""
    return _REMEDIES[settings["VARIABLE"]]


def refusal(error: Exception, settings: Mapping[str, Any]) -> str:
    """One sentence for a connection that failed, from the driver's several lines. Never gives the password away."""
    first_line = str(error).strip().partition("\n")[0]
    reason = first_line.rpartition(" failed: ")[2].removeprefix("FATAL: ").strip()
    if folder := settings.get("EMBEDDED_FOLDER"):
        return f"The database server in {folder} cannot be used ({reason}): see {folder / 'log'}."
    if "FATAL: " in first_line:
        return f"PostgreSQL at {_place(settings)} refuses the connection ({reason}): {remedy(settings)}."
    return f"PostgreSQL at {_place(settings)} cannot be reached ({reason}): start it, or {remedy(settings)}."


def unusable(error: Exception, settings: Mapping[str, Any]) -> str:
    """One sentence for options that no connection can be tried with."""
    reason = str(error).strip().partition("\n")[0].rstrip(".")
    return f"{settings['VARIABLE']} cannot be used ({reason}): {remedy(settings)}."


def too_old(found: str, least: str, settings: Mapping[str, Any]) -> str:
    """One sentence for a server that answers, but whose version Django no longer works with."""
    return f"PostgreSQL at {_place(settings)} is version {found}, but {least} or later is needed: {remedy(settings)}."


def _place(settings: Mapping[str, Any]) -> str:
    host = settings["HOST"] or settings["OPTIONS"].get("host") or "the local socket"
    port = settings["PORT"] or settings["OPTIONS"].get("port") or 5432
    return f"{host}:{port}"


@contextmanager
def one_sentence() -> Iterator[None]:
    """Around a command line: an environment that makes no sense, no database, or one that is behind the software, ends
    it with one sentence on stderr and exit code 1, no traceback.
    """
    threading.excepthook = _in_a_thread  # runserver checks the database in a thread of its own
    try:
        yield
    except (DatabaseUnavailable, Misconfigured) as error:
        sys.exit(str(error))
    except ProgrammingError as error:
        if isinstance(error.__cause__, UndefinedTable | UndefinedColumn) and _is_behind():
            sys.exit("The database is not up to date: run manage.py migrate, then this again.")
        raise


def _is_behind() -> bool:
    """Whether there are migrations that the database has not had."""
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _in_a_thread(problem: threading.ExceptHookArgs) -> None:
    if isinstance(problem.exc_value, DatabaseUnavailable):
        sys.stderr.write(f"{problem.exc_value}\n")
    else:
        threading.__excepthook__(problem)
