"""A plan of 500 rows is read in a few seconds of work and in little memory, whatever kind of file it is."""

from collections.abc import Callable
from pathlib import Path

import pytest

from plans.readers import read_document
from plans.readers.document import DocumentSection, PlanDocument, Row
from tests.measuring import in_a_process_of_its_own, peak_megabytes, yardsticks_of

from .invented_plans import Inventor
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
COPIED = Inventor(2).plan(rows=500).text.encode()


def megabytes_to_read(name: str, data: bytes) -> float:
    before = peak_megabytes()
    read_document(name, data)
    return peak_megabytes() - before


def read_within_bounds(name: str, data: bytes) -> PlanDocument:
    read: list[PlanDocument] = []
    assert yardsticks_of(lambda: read.append(read_document(name, data))) < YARDSTICKS
    assert in_a_process_of_its_own(megabytes_to_read, name, data) < MEGABYTES
    return read[0]


@pytest.mark.parametrize(
    ("name", "written"),
    [("plan.docx", as_word), ("plan.xlsx", as_excel), ("plan.csv", as_csv), ("plan.html", as_html)],
)
def test_read(name: str, written: Callable[[PlanDocument], bytes]) -> None:
    assert read_within_bounds(name, written(LARGE)).sections == LARGE.sections


def test_read_from_a_pdf(tmp_path: Path) -> None:
    assert read_within_bounds("plan.pdf", as_pdf(as_word(LARGE), tmp_path)).sections == LARGE.sections


def test_read_from_text_copied_out_of_a_pdf() -> None:
    assert len(read_within_bounds("plan.txt", COPIED).rows()) == 500
