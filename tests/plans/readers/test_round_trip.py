"""The same plan written as every kind of file, and read back, is equal cell by cell."""

from collections.abc import Callable
from pathlib import Path

import pytest

from plans.readers import read_document
from plans.readers.document import PlanDocument

from .written_plan import as_csv, as_excel, as_html, as_pdf, as_word, invented_plan

PLAN = invented_plan()


def assert_equal(document: PlanDocument) -> None:
    assert document.title == PLAN.title
    assert document.columns == PLAN.columns
    assert document.sections == PLAN.sections


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("plan.docx", as_word),
        ("plan.xlsx", as_excel),
        ("plan.csv", as_csv),
        ("plan.html", as_html),
        ("plan.csv", lambda plan: as_csv(plan, delimiter=";", encoding="cp1252")),
        ("plan.csv", lambda plan: as_csv(plan, encoding="utf-8-sig")),
        ("plan.csv", lambda plan: as_csv(plan, encoding="utf-16")),
        ("plan.csv", lambda plan: as_csv(plan, encoding="utf-16-le")),
        ("plan.tsv", lambda plan: as_csv(plan, delimiter="\t")),
        ("plan.txt", as_csv),
        ("plan.txt", as_html),
    ],
    ids=["word", "excel", "csv", "html", "semicolons", "marked", "utf-16", "unmarked", "tsv", "csv text", "html text"],
)
def test_read_back(name: str, written: Callable[[PlanDocument], bytes]) -> None:
    assert_equal(read_document(name, written(PLAN)))


@pytest.mark.parametrize(("ruled", "shaded"), [(True, False), (False, False), (False, True)])
def test_read_back_from_what_libreoffice_prints(tmp_path: Path, ruled: bool, shaded: bool) -> None:
    """Rows run over the end of a page; where no lines rule a table, the white between its columns tells them apart."""
    assert_equal(read_document("plan.pdf", as_pdf(as_word(PLAN, ruled=ruled, shaded=shaded), tmp_path)))
