"""Ruled tables of a PDF: whether their lines part rows, or columns and sections only."""

import io
from collections.abc import Sequence
from pathlib import Path

import docx
import docx.document

from plans.readers import read_document
from plans.readers.pdf_ruled import Ruled

from .written_plan import as_pdf

HEADINGS = ["Ref", "Action", "Sponsor", "Lead", "Deadline (the original one, or as revised by the board)", "Status"]
LONG = "by the mill for four people who have waited for one since the spring, and paint its doors and its windows"


def boxes(*heights: float) -> list[list[tuple[float, float, float, float] | None]]:
    """Three columns of cells, in each a row as high as that."""
    tops = [sum(heights[:at]) for at in range(len(heights))]
    return [
        [(left, top, left + 100, top + height) for left in (0.0, 100.0, 200.0)]
        for top, height in zip(tops, heights, strict=True)
    ]


def test_lines_part_rows_though_a_cell_reaches_over_most_of_them() -> None:
    rows = boxes(20, 20, 20, 20)
    rows[1][1] = (100.0, 20.0, 200.0, 80.0)
    rows[2][1] = rows[3][1] = None
    assert Ruled(rows, [], []).parts_rows


def test_lines_around_columns_part_no_rows() -> None:
    assert not Ruled(boxes(20, 400), [], []).parts_rows
    assert not Ruled(boxes(20, 20, 400), [], []).parts_rows


def test_tables_of_one_row_are_read_as_the_longer_ones_of_their_columns(tmp_path: Path) -> None:
    rows = [
        [
            f"{part}.{number}",
            f"Open home {number} {LONG}\n- triage\n- repair",
            "Ada Byron",
            "Zoe Dell",
            "May 2026",
            "Late",
        ]
        for part, count in ((1, 1), (2, 4), (3, 1), (4, 2))
        for number in range(1, count + 1)
    ]
    document = docx.Document()
    for part in range(1, 5):
        document.add_heading(f"{part}. Part {part}", 1)
        _add_table(document, [HEADINGS, *(row for row in rows if row[0].startswith(str(part)))])
    document.save(out := io.BytesIO())
    read = read_document("plan.pdf", as_pdf(out.getvalue(), tmp_path))
    assert [section.title for section in read.sections] == ["Part 1", "Part 2", "Part 3", "Part 4"]
    assert [
        [row.reference, row.action, *row.accountable, *row.lead, row.timeframe, row.status] for row in read.rows()
    ] == rows


def _add_table(document: docx.document.Document, rows: Sequence[Sequence[str]]) -> None:
    table = document.add_table(rows=0, cols=len(HEADINGS), style="Table Grid")
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text.replace("\n", "\n\n")
