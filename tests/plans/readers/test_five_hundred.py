"""A plan of 500 rows is read in a few seconds of work and in little memory, whatever kind of file it is."""

import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest

from plans.readers import read_document
from plans.readers.document import DocumentSection, PlanDocument, Row
from tests.measuring import work, yardstick

from .written_plan import HEADINGS, as_csv, as_excel, as_html, as_pdf, as_word

YARDSTICKS = 120  # which are 3 seconds where each takes 25 milliseconds, as on an ordinary laptop
MEGABYTES = 100
LARGE = PlanDocument(
    title="Parks plan",
    columns=list(HEADINGS.values()),
    sections=[
        DocumentSection(
            number=str(part),
            title=f"Part {part}",
            rows=[
                Row(
                    reference=f"{part}.{number}",
                    action=f"Open park number {number} to everybody\n- with paths\n- with seats",
                    accountable=["Mary Poole"],
                    lead=["Service Director, Parks and Places", "Grace Hopper"],
                    timeframe=f"June 20{20 + part}",
                    progress="The gate is made and the path is laid as far as the pond." * 2,
                    status="Amber",
                    other={"Risk": ""},
                )
                for number in range(1, 101)
            ],
        )
        for part in range(1, 6)
    ],
)


def check(name: str, data: bytes) -> None:
    began = work()
    document = read_document(name, data)
    assert work() - began < YARDSTICKS * yardstick()
    assert document.sections == LARGE.sections
    tracemalloc.start()
    try:
        read_document(name, data)
        assert tracemalloc.get_traced_memory()[1] < MEGABYTES * 2**20
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(
    ("name", "written"),
    [("plan.docx", as_word), ("plan.xlsx", as_excel), ("plan.csv", as_csv), ("plan.html", as_html)],
)
def test_read(name: str, written: Callable[[PlanDocument], bytes]) -> None:
    check(name, written(LARGE))


def test_read_from_a_pdf(tmp_path: Path) -> None:
    check("plan.pdf", as_pdf(as_word(LARGE), tmp_path))
