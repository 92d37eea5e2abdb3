"""Contents as readers give them, written short."""

from collections.abc import Sequence
from typing import Any

from plans.readers.assembling import assemble
from plans.readers.contents import Contents, Part, Table, TableRow
from plans.readers.document import PlanDocument

HEADINGS = ("Ref", "Action", "Lead officer", "Timescale", "Status")
OPEN_HOME = ("1.1", "Open a home", "Ada Byron", "March 2021", "On track")


def table(*rows: Sequence[str], columns: Sequence[str] = HEADINGS, page: int = 1) -> Table:
    """A table whose rows say where they stand: "page 1, row 2"."""
    return Table(
        columns=list(columns),
        rows=[TableRow(cells=list(cells), place=f"page {page}, row {number}") for number, cells in enumerate(rows, 1)],
        place=f"page {page}",
    )


def document_of(*parts: Part, **options: Any) -> PlanDocument:
    return assemble(Contents(parts=list(parts)), **options)


def told(document: PlanDocument) -> list[str]:
    """The warnings, but that no title is printed."""
    return [f"{warning.where}: {warning.message}" for warning in document.warnings if warning.where != "title"]
