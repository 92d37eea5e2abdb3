"""Text copied out of a PDF: plans that nobody wrote, set on pages of every habit and read back."""

from hypothesis import given
from hypothesis import strategies as some

from plans.readers.contents import Table
from plans.readers.pdf_text import looks_like_pdf_text, read_pdf_text

from .cells_read import cells_read
from .invented_plans import Inventor

SEEDS = range(1000, 1020)


def test_most_cells_of_invented_plans_are_read_as_they_were_written() -> None:
    plans = [Inventor(seed).plan() for seed in SEEDS]
    found = [cells_read(plan, read_pdf_text(plan.text.encode())) for plan in plans]
    cells = sum(one.cells for one in found)
    wrong = [told for one in found for told in one.wrong]
    assert sum(one.right for one in found) >= 0.9 * cells, wrong[:20]
    assert sum(one.rows == len(plan.rows) for one, plan in zip(found, plans, strict=True)) >= 0.9 * len(plans)


def test_an_invented_plan_looks_like_what_it_is() -> None:
    assert all(looks_like_pdf_text(Inventor(seed).plan(rows=3).text) for seed in SEEDS)


def test_prose_and_marked_up_tables_do_not() -> None:
    assert not looks_like_pdf_text("A house was found.\nIt is for four young people.\n" * 20)
    assert not looks_like_pdf_text("| Action | Lead Officer | Status |\n|---|---|---|\n| Open | Ada | Green |\n" * 5)


def test_every_row_has_a_cell_for_each_column() -> None:
    for seed in SEEDS:
        tables = read_pdf_text(Inventor(seed).plan().text.encode()).parts
        assert all(
            len(row.cells) == len(part.columns) for part in tables if isinstance(part, Table) for row in part.rows
        )


@given(some.binary(max_size=2000))
def test_whatever_the_bytes_there_is_no_crash(data: bytes) -> None:
    assert read_pdf_text(data) is not None
