"""Every page that is measured: each address of the table of who may open what, opened by somebody who may.

What is not a page is named here, so that nothing drops out unseen: the table names every address there is, and a test
compares.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from reporting.boards import BOARDS
from tests.security.who_may import NOBODY, TABLE, Row
from tests.security.world import World

LEADS_ON = {"home", "start_page", "boards", "edit_plan", "next_report"}
FILES = {
    *("attachment", "board_download", "calendar_feed", "changes_json", "kept_pack", "pack_appendix", "pack_sheet"),
    *("session_time", "source_file"),
}
# What is computed of every action of the plan, and shown in few words.
SUMS_UP = {
    f"{board} {slug}"
    for board in ("board", "board of a plan")
    for slug in ("accountable-officers", "lead-officers", "overview", "trend")
}
BY = ("owner", "ada", "grace", "owner_of_all", "clerk")  # the first who may
ASKED = {"search": "?words=action"}
BY_ADA = {"my_actions", "report_several"}


@dataclass(frozen=True)
class Page:
    label: str
    address: str
    who: str


def pages(world: World) -> list[Page]:
    return [page for row in _rows() for page in _pages_of(row, world)]


def not_pages(world: World) -> list[Page]:
    """What is only asked for on the way, or as a file."""
    rows = (row for row in TABLE if row.get is not None and row.name in LEADS_ON | FILES)
    return [Page(row.label, world.address(row.name, row.arguments), who(row)) for row in rows]


def names_of_pages() -> set[str]:
    return {row.name for row in _rows()}


def _rows() -> Iterator[Row]:
    return (row for row in TABLE if row.get is not None and row.name not in LEADS_ON | FILES)


def _pages_of(row: Row, world: World) -> Iterator[Page]:
    if row.name != "board":
        yield Page(row.label, world.address(row.name, row.arguments) + ASKED.get(row.name, ""), who(row))
        return
    for board in BOARDS.values():
        plan = world.small.plan if "slug" in row.arguments else None
        yield Page(f"{row.label} {board.slug}", board.address(plan), who(row))


def who(row: Row) -> str:
    """Somebody who may open it; what is open to all is for those who are not signed in."""
    if row.name in BY_ADA:
        return "ada"
    if row.get and NOBODY in row.get:
        return NOBODY
    return next(name for name in BY if row.get and name in row.get)
