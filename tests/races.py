"""Two at once: work done in a transaction of its own while the test holds another."""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection, transaction

PATIENCE = 20  # seconds


@pytest.fixture
def elsewhere() -> Iterator[Callable[..., Future[Any]]]:
    """``elsewhere(work, *args)`` does the work in a thread and transaction of its own, on its own connection."""
    with ThreadPoolExecutor() as threads:

        def work_in_transaction(work: Callable[..., Any], *args: Any) -> Any:
            try:
                with transaction.atomic():
                    return work(*args)
            finally:
                connection.close()

        yield lambda work, *args: threads.submit(work_in_transaction, work, *args)


def wait_until_blocked() -> None:
    """Until another connection waits for a lock that is held."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_stat_clear_snapshot()")  # or a transaction would see what it saw first
            cursor.execute(
                "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
            )
            if cursor.fetchone():
                return
        time.sleep(0.02)
    pytest.fail("No connection waits for another.")
