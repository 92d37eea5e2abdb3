"""Why a document cannot be taken in, and what a person is shown so that it can be."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import TypeAdapter

from .kinds import Strict, Text, Whole


@dataclass(kw_only=True)
class FirstRows(Strict):
    """How a table begins in the file, with what stands as its headings first; `count` is how many rows it has.

    Where there is no table in a text, its first lines, each a row of one cell.
    """

    rows: list[list[Text]]
    count: Whole

    @property
    def are_lines(self) -> bool:
        return all(len(row) == 1 for row in self.rows)


class DocumentError(Exception):
    """The document cannot be taken in. The message is a sentence that names the place."""


class NoActions(DocumentError):
    """No table reads like one of actions; `tables` are those of which a person may say that it is one."""

    def __init__(self, tables: Sequence[FirstRows] = ()):
        super().__init__(
            "no table of actions was found; one has a column for what is to be done, and one for who does it, for when,"
            " or for how it stands"
        )
        self.tables = tables


_FIRST_ROWS = TypeAdapter(list[FirstRows])


def first_rows_as_kept(tables: Sequence[FirstRows]) -> Any:
    return _FIRST_ROWS.dump_python(list(tables), mode="json")


def first_rows_from_kept(data: Any) -> list[FirstRows]:
    return _FIRST_ROWS.validate_json(json.dumps(data))
