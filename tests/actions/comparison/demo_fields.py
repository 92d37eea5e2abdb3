"""Every field of the demo plan before and after, for its two pairs of versions, read from the fixtures alone."""

import tomllib
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

FOLDER = Path(__file__).parents[3] / "fixtures" / "children-and-families-improvement-plan"
TEXTS = ("reference", "action", "intended_outcome", "timeframe", "success_measure", "progress", "status")
LISTS = ("accountable", "lead", "links")


class Field(NamedTuple):
    name: str
    before: str
    after: str


def demo_fields() -> Iterator[Field]:
    """Each field of each action that two versions following one another both have; a list is one item a line."""
    for row, next_row in demo_pairs():
        for field in TEXTS:
            yield Field(f"{row['action_id']} {field}", row.get(field, ""), next_row.get(field, ""))
        for field in LISTS:
            before, after = ("\n".join(side.get(field, [])) for side in (row, next_row))
            yield Field(f"{row['action_id']} {field}", before, after)


def demo_pairs() -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Each action that two versions following one another both have, as the rows of either."""
    versions = [_rows(path) for path in sorted(FOLDER.glob("[0-9]*.toml"))]
    for rows, next_rows in pairwise(versions):
        for action_id in filter(next_rows.__contains__, rows):
            yield rows[action_id], next_rows[action_id]


def _rows(path: Path) -> dict[str, dict[str, Any]]:
    version = tomllib.loads(path.read_text())
    return {row["action_id"]: row for section in version["sections"] for row in section["rows"]}
