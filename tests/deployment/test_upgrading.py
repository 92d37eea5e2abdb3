"""From the first release to this one, with what people had; and that old code can serve while a migration runs."""

import json
import os
from collections.abc import Iterable, Iterator
from importlib import import_module
from typing import Any

import psycopg
import pytest
from django.db import models
from django.db.migrations import (
    AddConstraint,
    AddField,
    AddIndex,
    AlterField,
    AlterModelManagers,
    AlterModelOptions,
    CreateModel,
    Migration,
    RunPython,
    RunSQL,
)
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.base import Operation

from .service import database
from .test_recovery import manage

OURS = {"plans", "actions", "reporting"}
# Made before anybody ran two releases at once; every later migration is held to the rule.
BEFORE_THE_RULE = {
    *(("plans", number) for number in ("0001", "0002", "0003", "0004")),
    *(("actions", number) for number in ("0001", "0002", "0003", "0004", "0005")),
}
# Completing what is there, so that every release reads it alike.
FILL_IN = {import_module("plans.migrations.0007_versions_keep_what_their_columns_are").keep_what_columns_are}
# Of a state of versions that old code neither has nor writes; a plan without a working version it knows.
OF_A_NEW_STATE = {*import_module("plans.migrations.0008_corrections_beside_the_working_version").Migration.operations}
# Which rows are deleted with others, of which the database is not told.
OF_DELETING = {
    *import_module("actions.migrations.0013_superseded_edges_go_with_what_superseded_them").Migration.operations
}
KNOWN = OF_A_NEW_STATE | OF_DELETING


@pytest.fixture
def first_release() -> Iterator[str]:
    with database(f"first-release-{os.getpid()}") as address:
        filled = manage(
            *("shell", "--verbosity", "0", "--command", "from tests.deployment.first_release import fill; fill()"),
            address=address,
        )
        assert filled.returncode == 0, filled.stderr
        yield address


def test_what_was_in_the_first_release_is_in_this_one(first_release: str) -> None:
    assert manage("migrate", "--check", address=first_release).returncode == 1
    before = rows_of(first_release)
    migrated = manage("migrate", "--verbosity", "0", address=first_release)
    assert migrated.returncode == 0, migrated.stderr
    now = rows_of(first_release)
    for table, rows in before.items():
        kept = [{column: after[column] for column in rows[0]} for after in now[table]] if rows else []
        assert [row for row in rows if row not in kept] == []
    with psycopg.connect(first_release) as there:
        (told,) = there.execute("SELECT narrative, status_words, as_at::text FROM actions_progressupdate").fetchall()
        assert told == ("A house is found", "On target", "2020-09-30")
        with pytest.raises(psycopg.errors.IntegrityConstraintViolation):
            there.execute("UPDATE actions_actionversion SET text = 'Another'")
    with psycopg.connect(first_release) as there:
        assert there.execute("SELECT mapping FROM plans_planversion").fetchone() == (
            {"Action": "action", "Lead": "lead", "Ward": ""},
        )
        recorded = "SELECT mapping FROM plans_planversionevent WHERE mapping <> '{}'"
        assert there.execute(recorded).fetchall() == there.execute("SELECT mapping FROM plans_planversion").fetchall()
        with pytest.raises(psycopg.errors.IntegrityConstraintViolation):
            there.execute("UPDATE plans_planversion SET label = 'Another'")
    exported = json.loads(manage("export_plan", "homes", "--version", "1", "--json", address=first_release).stdout)
    (row,) = exported["sections"][0]["rows"]
    assert (row["reference"], row["action"], row["lead"]) == ("1.1", "Open a home", ["Ada"])


def rows_of(address: str) -> dict[str, list[dict[str, Any]]]:
    """Every row of ours, table by table, as JSON has it."""
    tables = "SELECT tablename FROM pg_tables WHERE tablename ~ '^(plans|actions)_'"
    with psycopg.connect(address) as there:
        return {
            table: [row for (row,) in there.execute(f'SELECT to_jsonb(t) FROM "{table}" AS t ORDER BY t::text')]
            for (table,) in there.execute(tables).fetchall()
        }


def later_migrations() -> Iterator[Migration]:
    for (app, name), migration in MigrationLoader(None).disk_migrations.items():
        if app in OURS and (app, name[:4]) not in BEFORE_THE_RULE:
            yield migration


@pytest.mark.parametrize("migration", sorted(later_migrations(), key=str), ids=str)
def test_old_code_does_not_notice_a_migration(migration: Migration) -> None:
    assert list(noticed(migration.operations)) == []


def noticed(operations: Iterable[Operation]) -> Iterator[str]:
    """What of a migration code of the release before it would stumble over."""
    new = {operation.name.lower() for operation in operations if isinstance(operation, CreateModel)}
    for operation in operations:
        if operation not in KNOWN and not _is_about(operation, new) and not _is_harmless(operation):
            yield operation.describe()


def _is_about(operation: Operation, new: set[str]) -> bool:
    """Whether it only touches tables that did not exist before."""
    return isinstance(operation, CreateModel) or getattr(operation, "model_name", "").lower() in new


def _is_harmless(operation: Operation) -> bool:
    if isinstance(operation, RunSQL):
        statement = str(operation.sql).strip().removesuffix(";")
        return statement.upper().startswith(("CREATE VIEW", "INSERT INTO")) and ";" not in statement
    if isinstance(operation, AddField):
        field: models.Field = operation.field
        return field.null or field.db_default is not models.NOT_PROVIDED or field.many_to_many
    if isinstance(operation, RunPython):
        return operation.code in FILL_IN
    return isinstance(operation, AlterModelOptions | AlterModelManagers | AddIndex)


@pytest.mark.parametrize(
    "operation",
    [
        AddField("plan", "nickname", models.CharField(max_length=9)),
        AlterField("plan", "title", models.CharField(max_length=9)),
        AddConstraint("plan", models.CheckConstraint(condition=models.Q(title="x"), name="x")),
        RunPython(RunPython.noop),
        RunSQL("DROP TABLE plans_plan"),
        RunSQL("INSERT INTO plans_plan (slug) VALUES ('homes'); DROP TABLE plans_plan;"),
    ],
    ids=lambda operation: type(operation).__name__,
)
def test_the_rule_sees_what_old_code_would_stumble_over(operation: Operation) -> None:
    assert len([*noticed([operation])]) == 1


def test_the_rule_lets_pass_what_it_would_not() -> None:
    harmless = [
        AddField("plan", "nickname", models.CharField(max_length=9, null=True)),
        AddField("plan", "nickname", models.CharField(max_length=9, db_default="")),
        RunSQL("INSERT INTO plans_plan (slug, title) SELECT slug || '-2', title FROM plans_plan"),
    ]
    assert list(noticed(harmless)) == []
