"""Every address there is stands in the table of who may, and keeps to it: nobody is let in past it, and no GET changes
anything.
"""

from collections.abc import Iterable, Iterator
from typing import Any

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from pytest_django.plugin import DjangoDbBlocker

from tests.security.admin_table import ADMIN, ADMIN_OF, TRYING
from tests.security.markup import unsafe_markup
from tests.security.who_may import NOBODY, TABLE, Row
from tests.security.world import World
from tests.security.writes import watching_writes

pytestmark = pytest.mark.django_db
ROWS = {row.label: row for row in [*TABLE, *ADMIN]}
EVERY_ROW = [*ROWS.values(), *(row for rows in ADMIN_OF.values() for row in rows)]


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """One for every test: whatever an attempt does is taken back, and each test is a savepoint of its own besides."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield World()
        transaction.set_rollback(True)


def addresses(patterns: Any, namespace: str = "") -> Iterator[str]:
    """The name of every address of the URL map; one without a name has its pattern."""
    for entry in patterns:
        if isinstance(entry, URLResolver):
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from addresses(entry.url_patterns, inner)
        else:
            assert isinstance(entry, URLPattern)
            yield f"{namespace}{entry.name or entry.pattern}"


def test_the_table_names_every_address_and_no_other() -> None:
    assert {row.name for row in EVERY_ROW} == set(addresses(get_resolver().url_patterns))


@pytest.mark.parametrize("label", ROWS)
def test_is_open_to_those_alone_whom_the_table_names(world: World, label: str) -> None:
    assert not deviations(ROWS[label], world, world.people)


@pytest.mark.parametrize("kind", ADMIN_OF)
def test_so_are_the_admins_pages_for_every_kind_of_record(world: World, kind: str) -> None:
    assert not {row.name: found for row in ADMIN_OF[kind] if (found := deviations(row, world, TRYING))}


def deviations(row: Row, world: World, people: Iterable[str]) -> dict[str, str]:
    address = world.address(row.name, row.arguments)
    found = {
        f"{who} {how} {address}": tried(row, world, who, how, address) for who in people for how in ("get", "post")
    }
    return {attempt: wrong for attempt, wrong in found.items() if wrong}


def tried(row: Row, world: World, who: str, method: str, address: str) -> str:
    """What is wrong with what happens then; "" where it is as the table says."""
    may = row.get if method == "get" else row.post
    with transaction.atomic():
        response, wrote = send(world.sessions.get(who), method, address, world.data(row.data or {}))
        transaction.set_rollback(True)
    sent = outcome(response)
    if sent == "sign in" and who != NOBODY:
        sent = "refused"  # the admin's own sign-in page refuses whoever is signed in: see its row
    expected = expected_of(row, who, method)
    if sent != expected:
        return f"{sent}, not {expected}"
    if wrote and not (method == "post" and who in (may or ())):
        return f"wrote {wrote}"
    if method == "post" and row.data is not None and row.writes and who in (may or ()) and not wrote:
        return "changed nothing"
    return ", ".join(unsafe_markup(response))


def expected_of(row: Row, who: str, method: str) -> str:
    may = row.get if method == "get" else row.post
    if who in (may or ()) or (method == "post" and who in row.answer):
        return "answered"
    if who == NOBODY:
        return "sign in"
    if may is None and (not row.name.startswith("admin:") or who in (row.get or row.post or ())):
        return "wrong method"
    return "absent" if who in row.absent else "refused"


def outcome(response: HttpResponse) -> str:
    location = response.headers.get("Location", "")
    if location.startswith(("/sign-in/?next=", "/admin/login/?next=")):
        return "sign in"
    if location == "/admin/":
        return "refused"  # the admin says so of a record that somebody does not see
    kinds = {403: "refused", 404: "absent", 405: "wrong method"}
    return kinds.get(response.status_code, "answered" if response.status_code < 400 else str(response.status_code))


def send(session: str | None, method: str, address: str, data: dict[str, str]) -> tuple[HttpResponse, list[str]]:
    client = Client()
    if session:
        client.cookies[settings.SESSION_COOKIE_NAME] = session
    with watching_writes(connection) as wrote:
        response = getattr(client, method)(address, data if method == "post" else None)
    return response, wrote
