"""What a request writes, as the database hears it."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper

# What looking at a page may write: who is there, and what was refused.
NOT_COUNTED = {"plans_session", "plans_securityevent"}
_WRITE = re.compile(r'\b(?:INSERT\s+INTO|UPDATE|DELETE\s+FROM|TRUNCATE)\s+"?(\w+)"?(?=\s|$)', re.IGNORECASE)


@contextmanager
def watching_writes(connection: BaseDatabaseWrapper) -> Iterator[list[str]]:
    """The statements that write while the block runs, but for those to the tables NOT_COUNTED."""
    written: list[str] = []

    def watch(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        found = _WRITE.match(sql.lstrip())
        if found and found[1] not in NOT_COUNTED:
            written.append(sql[:80])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        yield written
