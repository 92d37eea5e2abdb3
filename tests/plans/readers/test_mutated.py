"""Damaged and hostile files by the hundred: each is read, or refused in a sentence, and none takes long."""

import io
import time
import zipfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some
from openpyxl import Workbook

from plans.readers import read_document
from plans.readers.document import DocumentError, with_room
from tests.measuring import yardstick

from .mutations import OFFICE, PLAN, TEXTS, Change, changes, examples
from .test_pdf_text_sections import sectioned
from .written_plan import as_pdf, as_word

pytestmark = pytest.mark.fuzz

LONGEST, YARDSTICKS = 5, 200  # seconds, and as many on a machine that is slower than an ordinary laptop


def check(name: str, data: bytes) -> None:
    began = time.thread_time()
    try:
        with_room(read_document(name, data))
        told = "read"
    except DocumentError as error:
        told = str(error)
    assert told
    assert "\n" not in told
    took = time.thread_time() - began
    assert took < LONGEST or took < YARDSTICKS * yardstick()


def with_member_changed(data: bytes, change: Change, which: float) -> bytes:
    """A whole archive, in which one member is not what it was."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        names = sorted(name for name in old.namelist() if name.endswith((".xml", ".rels")))
        chosen = names[int(which * len(names))]
        for name in old.namelist():
            new.writestr(name, change(old.read(name)) if name == chosen else old.read(name))
    return out.getvalue()


@examples(150)
@given(some.sampled_from(OFFICE), changes(), some.floats(0, 1, exclude_max=True))
def test_office_files_with_damage_inside(file: tuple[str, bytes], change: Change, which: float) -> None:
    check(file[0], with_member_changed(file[1], change, which))


@examples(80)
@given(some.sampled_from(OFFICE), changes())
def test_office_files_with_damage(file: tuple[str, bytes], change: Change) -> None:
    check(file[0], change(file[1]))


@examples(200)
@given(some.sampled_from(TEXTS), changes())
def test_texts(file: tuple[str, bytes], change: Change) -> None:
    check(file[0], change(file[1]))


@examples(30)
@given(some.binary(max_size=200), some.sampled_from([".txt", ".md", ".csv", ".html", ".tsv", ".docx"]))
def test_anything(data: bytes, ending: str) -> None:
    check(f"plan{ending}", data)


@pytest.fixture(scope="module")
def pdf(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return as_pdf(as_word(PLAN), Path(tmp_path_factory.mktemp("pdf")))


@examples(40)
@given(changes())
def test_pdfs(pdf: bytes, change: Change) -> None:
    check("plan.pdf", change(pdf))


@pytest.mark.parametrize(
    "words", ["a ", "Ab ", "Ab Cd ", "/", ", ", "1 ", "1.1 ", "- ", "•", "(", "and ", "May ", "Head of ", "£1 "]
)
@pytest.mark.parametrize("field", ["Ref", "Action", "Lead", "Timescale", "Links", "Milestones", "Status", "Progress"])
def test_long_cells_cost_no_more_than_their_length(words: str, field: str) -> None:
    headings = ["Ref", "Action", "Lead", "Timescale", "Links", "Milestones", "Status", "Progress"]
    cells = [words * (40_000 // len(words)) if heading == field else "x" for heading in headings]
    check("plan.txt", "\n".join(["\t".join(headings), "\t".join(cells), "\t".join(cells)]).encode())


@pytest.mark.parametrize("sign", [" ", "\t", ",", "-", ":"])
@pytest.mark.parametrize("field", ["Action", "Lead"])
def test_long_runs_of_one_sign_cost_no_more_than_their_length(sign: str, field: str) -> None:
    cell = f"Ab{sign * 60_000}b"
    cells = "".join(f"<td>{cell if heading == field else 'x'}</td>" for heading in ("Action", "Lead", "Due"))
    headings = "<th>Action</th><th>Lead</th><th>Due</th>"
    page = f"<h2>Section 1 {cell}</h2><table><tr>{headings}</tr><tr>{cells}</tr></table>"
    check("plan.html", f"<html><body>{page}</body></html>".encode())


@pytest.mark.parametrize("sign", [":", ".", ")", "-", "–"])
def test_signs_after_the_number_of_a_section_cost_no_more_than_their_length(sign: str) -> None:
    check("plan.txt", sectioned(f"Aim 1{sign * 28}dry", "Aim 2: Tidy grounds").encode())


def test_a_long_date_format_costs_no_more_than_its_length() -> None:
    book = Workbook()
    book.active.append(["Action", "Lead", "Due"])
    book.active.append(["Mend the roof", "Ada Birch", date(2021, 6, 30)])
    book.active["C2"].number_format = f"d{' ' * 60_000}mmm"
    out = io.BytesIO()
    book.save(out)
    check("plan.xlsx", out.getvalue())


def test_thousands_of_officers_are_told_apart_in_one_go() -> None:
    lines = [f'Mend roof {at},"Ada Birch{at}\nHead of Roof {at}",May 2021' for at in range(2_000)]
    check("plan.csv", "\n".join(["Action,Lead,Due", *lines]).encode())
