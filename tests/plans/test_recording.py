"""Who did what, in which operation: each operation is recorded apart, whatever else the request does."""

import pghistory
import pytest
from django.db import IntegrityError

from plans.models import Plan, RecordContext, User
from plans.recording import recorded
from tests.people import person

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk() -> User:
    return person("Clerk")


def change(slug: str) -> None:
    Plan.objects.create(slug=slug, title=slug)


def told() -> dict[str, dict[str, object]]:
    """What is recorded with the making of each plan."""
    events = Plan.pgh_event_model.objects.select_related("pgh_context")
    return {event.slug: event.pgh_context.metadata for event in events}


def test_an_operation_is_recorded_with_its_author_and_name(clerk: User) -> None:
    with recorded("rename", by=clerk, reason="Because"):
        change("a")
    assert told() == {"a": {"user": clerk.pk, "operation": "rename", "reason": "Because"}}


def test_two_operations_of_one_request_are_recorded_apart(clerk: User) -> None:
    with pghistory.context(url="/", user=clerk.pk):
        change("before")
        with recorded("rename", by=clerk, reason="Because"):
            change("first")
        change("between")
        with recorded("remove", by=clerk):
            change("second")
        change("after")
    request = {"url": "/", "user": clerk.pk}
    assert told() == {
        "before": request,
        "first": request | {"operation": "rename", "reason": "Because"},
        "between": request,
        "second": request | {"operation": "remove"},
        "after": request,
    }


def test_an_operation_within_another_goes_by_the_name_of_the_whole_and_adds_its_reasons(clerk: User) -> None:
    with recorded("hand over", by=clerk):
        change("a")
        with recorded("close account", by=clerk, account=7):
            change("b")
    whole = {"user": clerk.pk, "operation": "hand over", "account": 7}
    assert told() == {"a": whole, "b": whole}
    assert RecordContext.objects.count() == 1


def test_what_fails_leaves_nothing_behind_and_no_name_for_what_follows(clerk: User) -> None:
    with pghistory.context(url="/"):
        with pytest.raises(IntegrityError), recorded("rename", by=clerk):
            Plan.objects.bulk_create([Plan(slug="a", title="a"), Plan(slug="a", title="a")])
        change("b")
    assert told() == {"b": {"url": "/"}}
