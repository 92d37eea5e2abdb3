"""What a server under test has in its database. The database is filled by `filling.py`, in a process of its own."""

import json
from typing import TypedDict

from tests.served.web_server import WebServer

SLUG = "served-plan"


class Site(TypedDict):
    """By each account its session, and the slugs of the actions that it leads; every slug by the action's key; a status
    to report; and the slugs of all boards.
    """

    sessions: dict[str, str]
    led: dict[str, list[str]]
    actions: dict[str, str]
    status: int
    boards: list[str]


def prepared(server: WebServer, *, people: int, actions: int, shared: bool = False, with_demo: bool = False) -> Site:
    """What is there once the server's database has been filled. Each leads a part of the actions; if `shared`, all."""
    given = f"{people}, {actions}, shared={shared}, with_demo={with_demo}"
    program = f"from tests.served.filling import fill; fill({given})"
    site: Site = json.loads(server.run("shell", "--verbosity", "0", "--command", program))
    return site
