"""Papers of bodies that do not exist, as programs copy, save and export them, and what a careful person reads in them.

Beside each paper in `papers/` stands its key: sections, rows and columns in the shape of `import_plan --dry-run --json`
without what the paper leaves open.
"""

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from plans.folding import fold
from plans.readers import read_document
from plans.readers.document import PlanDocument, Row

from .cells_read import pairs

PAPERS = Path(__file__).parent / "papers"
KEYS = sorted(PAPERS.glob("*.key.json"))


@dataclass
class Paper:
    """`wrong` tells each cell that was read otherwise; `rows` is how many more were read than there are."""

    name: str
    cells: int = 0
    rows: int = 0
    wrong: list[str] = field(default_factory=list)

    @property
    def share_right(self) -> float:
        return 1 - len(self.wrong) / self.cells


@pytest.fixture(scope="module")
def papers() -> list[Paper]:
    return [read_paper(key) for key in KEYS]


def read_paper(key: Path, *, spaces_at_ends: bool = True) -> Paper:
    name = key.name.removesuffix(".key.json")
    expected = [row for section in json.loads(key.read_text())["sections"] for row in section["rows"]]
    read = list(document_beside(key, spaces_at_ends=spaces_at_ends).rows())
    paper = Paper(name, rows=len(read) - len(expected))
    found = dict(pairs([[row["action"]] for row in expected], [[row.action] for row in read]))
    for index, row in enumerate(expected):
        for heading, cell in cells_of(row):
            paper.cells += 1
            there = value_of(read[found[index]], heading) if index in found else None
            if folded(cell) != folded(there):
                paper.wrong.append(f"{name}, row {index + 1}, {heading}: {cell!r} was read as {there!r}")
    return paper


def document_beside(key: Path, *, spaces_at_ends: bool = True) -> PlanDocument:
    (path,) = (path for path in PAPERS.glob(key.name.replace(".key.json", ".*")) if path != key)
    data = path.read_bytes()
    return read_document(path.name, data if spaces_at_ends else data.replace(b" \n", b"\n"))


def cells_of(row: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    for name, cell in row.items():
        yield from cell.items() if name == "other" else [(name, cell)]


def value_of(row: Row, name: str) -> Any:
    return (
        getattr(row, name)
        if hasattr(row, name)
        else {fold(key): cell for key, cell in row.other.items()}.get(fold(name))
    )


def folded(cell: Any) -> Any:
    return [fold(each) for each in cell] if isinstance(cell, list) else fold(cell) if isinstance(cell, str) else cell


def test_nearly_all_cells_are_read_as_a_person_reads_them(papers: list[Paper]) -> None:
    cells = sum(paper.cells for paper in papers)
    wrong = [told for paper in papers for told in paper.wrong]
    sys.stdout.write("\n".join([f"Of {cells} cells {len(wrong)} were read otherwise.", *wrong]))
    assert len(wrong) <= 0.01 * cells


def test_of_each_paper_95_in_100_are(papers: list[Paper]) -> None:
    assert not [paper.name for paper in papers if paper.share_right < 0.95]


def test_no_row_is_missing_and_nearly_none_invented(papers: list[Paper]) -> None:
    assert all(paper.rows >= 0 for paper in papers)
    assert sum(paper.rows for paper in papers) == 0


@pytest.mark.parametrize("key", KEYS, ids=lambda key: key.name.removesuffix(".key.json"))
def test_headings_and_the_name_of_an_only_section_are_those_printed(key: Path) -> None:
    paper, document = json.loads(key.read_text()), document_beside(key)
    printed = paper["columns"]
    read = [heading for heading in document.columns if heading]  # references may have none
    assert list(map(fold, read)) == list(map(fold, printed if printed[0] else printed[1:]))
    if len(paper["sections"]) == 1:
        (section,) = document.sections
        assert (section.number, section.title) == (paper["sections"][0]["number"], paper["sections"][0]["title"])


def test_most_is_read_where_a_copy_has_neither_references_nor_spaces_at_the_ends_of_lines() -> None:
    paper = read_paper(PAPERS / "netherby-homelessness-strategy-actions.key.json", spaces_at_ends=False)
    assert paper.rows == 0
    assert paper.share_right > 0.85
