"""What the database itself keeps, as contracts: a test class inherits one for each row that has to keep it.

Everything is tried by each way in which Django or SQL can write, with the switches that pgtrigger has thrown and not.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Any

import pgtrigger
import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import Model

from .small_plan import Contents, SmallPlan


@contextmanager
def refused(sentence: str) -> Iterator[None]:
    """What happens inside is refused with this sentence (a regular expression), and the transaction goes on."""
    with pytest.raises(IntegrityError, match=sentence), transaction.atomic():
        yield


@contextmanager
def set_to_ignore() -> Iterator[None]:
    """Every trigger named in pgtrigger's setting, as SQL can."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('pgtrigger.ignore', array_agg(tgname)::text, false) FROM pg_trigger")
    yield


def by_save(row: Model, **changes: Any) -> None:
    for name, value in changes.items():
        setattr(row, name, value)
    row.save()


def by_update(row: Model, **changes: Any) -> None:
    type(row)._default_manager.filter(pk=row.pk).update(**changes)


def by_bulk_update(row: Model, **changes: Any) -> None:
    for name, value in changes.items():
        setattr(row, name, value)
    type(row)._default_manager.bulk_update([row], list(changes))


def by_sql_update(row: Model, **changes: Any) -> None:
    columns = ", ".join(f'"{row._meta.get_field(name).column}" = %s' for name in changes)
    values = [getattr(value, "pk", value) for value in changes.values()]
    with connection.cursor() as cursor:
        cursor.execute(
            f'UPDATE "{row._meta.db_table}" SET {columns} WHERE {row._meta.pk.column} = %s', [*values, row.pk]
        )


def by_delete(row: Model) -> None:
    row.delete()


def by_query_set_delete(row: Model) -> None:
    type(row)._default_manager.filter(pk=row.pk).delete()


def by_sql_delete(row: Model) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f'DELETE FROM "{row._meta.db_table}" WHERE {row._meta.pk.column} = %s', [row.pk])


def by_adding(row: Model) -> None:
    row.save(force_insert=True)


def by_bulk_create(row: Model) -> None:
    type(row)._default_manager.bulk_create([row])


def by_sql_insert(row: Model) -> None:
    fields = [field for field in row._meta.concrete_fields if not field.primary_key and not field.has_db_default()]
    columns = ", ".join(f'"{field.column}"' for field in fields)
    values = [field.get_db_prep_save(getattr(row, field.attname), connection) for field in fields]
    marks = ", ".join(["%s"] * len(fields))
    with connection.cursor() as cursor:
        cursor.execute(f'INSERT INTO "{row._meta.db_table}" ({columns}) VALUES ({marks})', values)


def truncate(model: type[Model]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # what waits to be checked would keep it from being emptied
        cursor.execute(f'TRUNCATE "{model._meta.db_table}" CASCADE')


def stored(row: Model) -> dict[str, Any] | None:
    """The row as the database has it."""
    return type(row)._default_manager.filter(pk=row.pk).values().first()


def copy_of(row: Model, **changes: Any) -> Model:
    """A new row like this one, not saved."""
    copy = type(row)._default_manager.get(pk=row.pk)
    copy.pk = None
    copy._state.adding = True
    for name, value in changes.items():
        setattr(copy, name, value)
    return copy


Switch = Callable[[], AbstractContextManager[None]]
CHANGES = [by_save, by_update, by_bulk_update, by_sql_update]
DELETIONS = [by_delete, by_query_set_delete, by_sql_delete]
ADDITIONS = [by_adding, by_bulk_create, by_sql_insert]
every_change = pytest.mark.parametrize("change", CHANGES)
every_deletion = pytest.mark.parametrize("delete", DELETIONS)
every_addition = pytest.mark.parametrize("add", ADDITIONS)
every_switch = pytest.mark.parametrize("switch", [nullcontext, pgtrigger.ignore, set_to_ignore])


def and_every_switch(name: str, ways: list[Callable[..., None]]) -> pytest.MarkDecorator:
    """Each way as things are, the ORM's with pgtrigger's own switch thrown, and SQL's with its setting set."""
    pairs = [*((way, nullcontext) for way in ways), (ways[0], pgtrigger.ignore), (ways[-1], set_to_ignore)]
    return pytest.mark.parametrize((name, "switch"), pairs)


every_change_and_switch = and_every_switch("change", CHANGES)
every_deletion_and_switch = and_every_switch("delete", DELETIONS)
every_addition_and_switch = and_every_switch("add", ADDITIONS)


class Kept:
    """A row that is never changed or deleted, in a table that is never emptied."""

    sentence: str
    changes: dict[str, Any]

    def kept(self, plan: SmallPlan) -> Model:
        raise NotImplementedError

    @every_change_and_switch
    def test_cannot_be_changed(self, small_plan: SmallPlan, change: Callable[..., None], switch: Switch) -> None:
        row = self.kept(small_plan)
        before = stored(row)
        with switch(), refused(self.sentence):
            change(row, **self.changes)
        assert stored(row) == before

    @every_deletion_and_switch
    def test_cannot_be_deleted(self, small_plan: SmallPlan, delete: Callable[..., None], switch: Switch) -> None:
        row = self.kept(small_plan)
        before = stored(row)
        with switch(), refused(self.sentence):
            delete(row)
        assert stored(row) == before

    @every_switch
    def test_its_table_cannot_be_truncated(self, small_plan: SmallPlan, switch: Switch) -> None:
        row = self.kept(small_plan)
        with switch(), refused("cannot be truncated"):
            truncate(type(row))
        assert stored(row)


class Published(Kept):
    """A row that belongs to a published version: none like it is changed, deleted, added, moved in or moved out."""

    sentence = "published version"

    def of(self, contents: Contents) -> Model:
        raise NotImplementedError

    def another(self, plan: SmallPlan, contents: Contents) -> Model:
        """A second such row in the contents, not saved."""
        raise NotImplementedError

    def place(self, contents: Contents) -> dict[str, Model]:
        """The fields by which the row belongs to its version."""
        return {"action_version": contents.action_version}

    def kept(self, plan: SmallPlan) -> Model:
        return self.of(plan.published)

    @every_addition_and_switch
    def test_cannot_be_added(self, small_plan: SmallPlan, add: Callable[..., None], switch: Switch) -> None:
        row = self.another(small_plan, small_plan.published)
        with switch(), refused(self.sentence):
            add(row)
        assert list(type(row)._default_manager.filter(**self.place(small_plan.published))) == [self.kept(small_plan)]

    @every_change_and_switch
    def test_cannot_be_moved_out(self, small_plan: SmallPlan, change: Callable[..., None], switch: Switch) -> None:
        row = self.of(small_plan.published)
        before = stored(row)
        with switch(), refused(self.sentence):
            change(row, **self.place(small_plan.working))
        assert stored(row) == before

    @every_change_and_switch
    def test_cannot_be_moved_in(self, small_plan: SmallPlan, change: Callable[..., None], switch: Switch) -> None:
        row = self.of(small_plan.working)
        before = stored(row)
        with switch(), refused(self.sentence):
            change(row, **self.place(small_plan.published))
        assert stored(row) == before

    @every_change
    def test_cannot_be_moved_between_versions_at_all(self, small_plan: SmallPlan, change: Callable[..., None]) -> None:
        row = self.of(small_plan.working)
        before = stored(row)
        with refused("cannot be moved"):
            change(row, **self.place(small_plan.write(3)))
        assert stored(row) == before

    @every_change
    def test_can_be_changed_before(self, small_plan: SmallPlan, change: Callable[..., None]) -> None:
        row = self.of(small_plan.working)
        before = stored(row)
        change(row, **self.changes)
        assert stored(row) == before | self.changes

    @every_addition
    def test_can_be_added_before(self, small_plan: SmallPlan, add: Callable[..., None]) -> None:
        row = self.another(small_plan, small_plan.working)
        add(row)
        assert type(row)._default_manager.filter(**self.place(small_plan.working)).count() == 2

    def test_can_be_deleted_before(self, small_plan: SmallPlan) -> None:
        row = self.of(small_plan.working)
        by_delete(row)
        assert not type(row)._default_manager.filter(**self.place(small_plan.working))
