"""What is recorded of every change, as a contract: a test class inherits it for each model that is tracked."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pghistory
import pytest
from django.db.models import Model
from django.utils import timezone

from plans.models import User

from .rule_contracts import (
    Switch,
    by_adding,
    by_bulk_create,
    by_bulk_update,
    by_delete,
    by_query_set_delete,
    by_save,
    by_sql_delete,
    by_sql_insert,
    by_sql_update,
    every_change_and_switch,
    every_deletion_and_switch,
    every_switch,
    refused,
    stored,
    truncate,
)
from .small_plan import SmallPlan


class Recorded:
    """A row of which every change is recorded: who, when, before and after. The record itself is kept."""

    changes: dict[str, Any]

    def new(self, plan: SmallPlan) -> Model:
        """A row of the working version, not saved."""
        raise NotImplementedError

    @pytest.mark.parametrize(
        "ways",
        [
            (by_adding, by_save, by_delete),
            (by_bulk_create, by_bulk_update, by_query_set_delete),
            (by_sql_insert, by_sql_update, by_sql_delete),
        ],
        ids=["one by one", "in bulk", "by SQL"],
    )
    @every_switch
    def test_every_change_is_recorded(
        self, small_plan: SmallPlan, ways: tuple[Callable[..., None], ...], switch: Switch
    ) -> None:
        clerk = User.objects.create_user("clerk@example.org", name="Clerk")
        with pghistory.context(user=clerk.pk), switch():
            row, contents = self._add_change_delete(small_plan, *ways)
        events = _events_of(row)
        assert [event.pgh_label for event in events] == ["insert", "update", "delete"]
        assert [{name: getattr(event, name) for name in contents[0]} for event in events] == [*contents, contents[1]]
        assert {event.pgh_context.metadata["user"] for event in events} == {clerk.pk}
        assert all(timedelta() < timezone.now() - event.pgh_created_at < timedelta(minutes=5) for event in events)

    def _add_change_delete(
        self,
        small_plan: SmallPlan,
        add: Callable[..., None],
        change: Callable[..., None],
        delete: Callable[..., None],
    ) -> tuple[Model, list[dict[str, Any]]]:
        """The row as it was, and its contents after it was added and after it was changed."""
        new = self.new(small_plan)
        add(new)
        row = type(new)._default_manager.latest("pk")
        contents = [stored(row)]
        change(row, **self.changes)
        contents.append(stored(row))
        delete(type(row)._default_manager.get(pk=row.pk))
        return row, contents

    @every_change_and_switch
    def test_its_record_cannot_be_changed(
        self, small_plan: SmallPlan, change: Callable[..., None], switch: Switch
    ) -> None:
        event = self._event(small_plan)
        before = stored(event)
        with switch(), refused("record of changes"):
            change(event, **self.changes)
        assert stored(event) == before

    @every_deletion_and_switch
    def test_its_record_cannot_be_deleted(
        self, small_plan: SmallPlan, delete: Callable[..., None], switch: Switch
    ) -> None:
        event = self._event(small_plan)
        with switch(), refused("record of changes"):
            delete(event)
        assert stored(event)

    @every_switch
    def test_its_record_cannot_be_truncated(self, small_plan: SmallPlan, switch: Switch) -> None:
        event = self._event(small_plan)
        with switch(), refused("cannot be truncated"):
            truncate(type(event))
        assert stored(event)

    def _event(self, small_plan: SmallPlan) -> Model:
        row = self.new(small_plan)
        row.save()
        return _events_of(row)[0]


def _events_of(row: Model) -> list[Any]:
    (model,) = pghistory.core.event_models(tracks_model=type(row))
    return list(model._default_manager.filter(pgh_obj_id=row.pk).order_by("pgh_id"))
