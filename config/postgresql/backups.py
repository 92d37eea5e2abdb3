"""Everything there is, in one file and back, by PostgreSQL's own pg_dump and pg_restore.

A backup is not believed: it is restored into an empty database of the same server, and every table compared, as both
were at one moment, however much is being written meanwhile.
"""

import os
import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg import sql
from psycopg.conninfo import make_conninfo

from config.postgresql.data_folder import clean_environment, program, reason

_OF_DJANGO = {"cursor_factory", "context", "prepare_threshold", "client_encoding"}
_TABLES = """
    SELECT format('%I.%I', schemaname, tablename) FROM pg_tables
    WHERE schemaname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1
"""
_LISTED = r"(?m)^\d+; \d+ \d+ TABLE (DATA )?\S+ (\S+)"  # of pg_restore
_COUNT_RULES = "SELECT count(*) FROM pg_trigger WHERE NOT tgisinternal"

RULES = "the rules that the database keeps"

Contents = dict[str, tuple[int, int]]  # of each table: how many rows, and a sum that any change to one of them changes


class BackupFailed(Exception):
    """The message is one sentence for whoever keeps the backups."""


def back_up(connection: BaseDatabaseWrapper, file: Path, *, check: bool = True) -> Contents:
    """Write everything into the file, which only its owner may read. What was in it stays until this is complete."""
    address = _address(connection)
    part = file.with_name(f"{file.name}.part")
    file.parent.mkdir(parents=True, exist_ok=True)
    part.touch(mode=0o600)
    try:
        with psycopg.connect(address) as source:
            source.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
            (moment,) = _one(source, "SELECT pg_export_snapshot()")
            _run("pg_dump", address, "--format=custom", "--no-owner", f"--snapshot={moment}", f"--file={part}")
            contents = contents_of(source)
        if check:
            _compare(address, part, contents)
        part.replace(file)
    finally:
        part.unlink(missing_ok=True)
    return contents


def restore(connection: BaseDatabaseWrapper, file: Path) -> Contents:
    """Read everything back into an empty database, all of it or nothing."""
    address = _address(connection)
    with psycopg.connect(address) as target:
        if contents_of(target):
            raise BackupFailed("This database is not empty. Create another, and name it in DATABASE_URL.")
    if bare := _without_rows(address, file):
        raise BackupFailed(f"This is no whole backup: it has no rows of {len(bare)} of its tables, such as {bare[0]}.")
    _read_back(address, file)
    with psycopg.connect(address) as target:
        return contents_of(target)


def contents_of(connection: "psycopg.Connection[Any]") -> Contents:
    contents = {}
    for (table,) in connection.execute(_TABLES).fetchall():
        counted = f"SELECT count(*), coalesce(sum(hashtextextended(row::text, 0)), 0) FROM {table} AS row"  # noqa: S608
        contents[table] = _one(connection, counted)
    if contents:
        contents[RULES] = (*_one(connection, _COUNT_RULES), 0)
    return contents


def in_words(contents: Contents) -> str:
    tables = contents.keys() - {RULES}
    return f"{len(tables)} tables, {sum(contents[table][0] for table in tables):,} rows"


def differences(before: Contents, after: Contents) -> list[str]:
    """The tables that are not the same."""
    return sorted(table for table in before.keys() | after.keys() if before.get(table) != after.get(table))


def _compare(address: str, file: Path, contents: Contents) -> None:
    with _empty_database(address) as scratch:
        _read_back(scratch, file)
        with psycopg.connect(scratch) as restored:
            wrong = differences(contents, contents_of(restored))
    if wrong:
        raise BackupFailed(f"The backup does not hold all that there is, and was not kept: see {', '.join(wrong)}.")


@contextmanager
def _empty_database(address: str) -> Iterator[str]:
    name = f"check_of_backup_{os.getpid()}"
    with psycopg.connect(address, autocommit=True) as server:
        try:
            server.execute(sql.SQL("CREATE DATABASE {} TEMPLATE template0").format(sql.Identifier(name)))
        except psycopg.errors.InsufficientPrivilege:
            raise BackupFailed(
                "The database’s account may not create another to check the backup in. "
                "Let it (ALTER ROLE … CREATEDB), or make the backup with --unchecked."
            ) from None
        try:
            yield make_conninfo(address, dbname=name)
        finally:
            server.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def _read_back(address: str, file: Path) -> None:
    _run("pg_restore", address, "--exit-on-error", "--single-transaction", "--no-owner", str(file))


def _without_rows(address: str, file: Path) -> list[str]:
    """The tables that the file makes and does not fill. One that was empty is filled all the same, with nothing."""
    listed = re.findall(_LISTED, _run("pg_restore", address, "--list", str(file)))
    return sorted({table for data, table in listed if not data} - {table for data, table in listed if data})


def _run(name: str, address: str, *words: str) -> str:
    """The programs that come with us, which know every PostgreSQL up to their own. The password is not seen in `ps`."""
    secret: dict[str, Any] = {**psycopg.conninfo.conninfo_to_dict(address)}
    environment = clean_environment() | {"PGPASSWORD": str(secret.pop("password", "") or "")}
    command = [str(program(name)), f"--dbname={make_conninfo(**secret)}", *words]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise BackupFailed(f"{name} could not do it: {reason(done.stderr)}.")
    return done.stdout


def _address(connection: BaseDatabaseWrapper) -> str:
    connection.ensure_connection()
    given = connection.get_connection_params()
    return make_conninfo(**{name: value for name, value in given.items() if name not in _OF_DJANGO})


def _one(connection: "psycopg.Connection[Any]", query: str) -> Any:
    return connection.execute(query).fetchone()
