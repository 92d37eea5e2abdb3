"""The pack as LibreOffice has it: opened without repair, printed, with its chart and its tracked changes."""

import re
import shutil
import subprocess
from collections import Counter
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pypdfium2
import pytest

from plans.readers.document import Row
from reporting.pack import SHEETS
from reporting.pack.word import word_appendix
from reporting.pack.workbook import pack_workbook
from tests.plan_documents import add_version, new_plan, rows

from .packs import data_of, demo_version, opened

pytestmark = pytest.mark.django_db
LONG_COLUMNS = ["", "Action", "Lead", "Outcome", "Progress"]


def converted(content: bytes, folder: Path, name: str, to: str) -> bytes:
    """The file as the program saves it in another form."""
    program = shutil.which("soffice")
    assert program, "LibreOffice is not installed; `make test` installs it, or says how."
    file = folder / name
    file.write_bytes(content)
    out = folder / "out"
    profile = f"-env:UserInstallation=file://{folder / 'profile'}"
    words = [program, profile, "--headless", "--convert-to", to, "--outdir", str(out), str(file)]
    subprocess.run(words, check=True, capture_output=True, timeout=240)
    return (out / f"{file.stem}.{to}").read_bytes()


def pages_of(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    return [" ".join(page.get_textpage().get_text_bounded().split()) for page in document]


def test_prints_every_sheet_with_its_headings_on_each_page(demo: None, tmp_path: Path) -> None:
    pages = pages_of(converted(pack_workbook(data_of(demo_version())), tmp_path, "pack.xlsx", "pdf"))
    assert 15 <= len(pages) <= 45
    for sheet in SHEETS.values():
        own = [page for page in pages if re.search(rf"{sheet.name} Page \d+ of {len(pages)}", page)]
        assert own, sheet.name
        if sheet.slug == "live":
            assert len(own) > 1
            assert all("Accountable" in page and "Last report" in page for page in own)
    assert "Actions by section and colour, now" in " ".join(pages)
    assert "Progress compromised by COVID 19." in " ".join(pages)


@pytest.mark.parametrize("which", ["of the demo", "of very long texts"])
def test_no_word_is_lost_in_print(demo: None, tmp_path: Path, which: str) -> None:
    """Whatever a cell has stands on a page of its sheet, as often as it stands in the cells."""
    version = demo_version()
    if which == "of very long texts":
        told = "\n".join(f"- Step {number} took longer than anybody had thought." for number in range(90))
        words = " ".join(f"word{number}" for number in range(900))
        row = Row(reference="1", action=f"Write\n{words}", intended_outcome=words.upper(), lead=["Ada"], progress=told)
        version = add_version(new_plan("long"), [row, *rows(2)], columns=LONG_COLUMNS)
    content = pack_workbook(data_of(version))
    pages = pages_of(converted(content, tmp_path, "pack.xlsx", "pdf"))
    for sheet in opened(content).worksheets:
        own = [page for page in pages if re.search(rf"{sheet.title} Page \d+ of {len(pages)}", page)]
        cells = [str(cell.value) for row in sheet.iter_rows() for cell in row if not cell.is_date]
        lost = words_of(*cells) - words_of(*own)
        assert not lost, sheet.title


def words_of(*texts: str) -> Counter[str]:
    """Where two cells of a page touch, the words of the second still begin with a capital."""
    apart = (re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text) for text in texts)
    return Counter(word for text in apart for word in re.findall(r"\w+", text))


def test_its_chart_and_tracked_changes_survive(demo: None, tmp_path: Path) -> None:
    saved = converted(pack_workbook(data_of(demo_version())), tmp_path, "pack.xlsx", "xlsx")
    with ZipFile(BytesIO(saved)) as archive:
        chart = next(archive.read(name).decode() for name in archive.namelist() if "/charts/chart" in name)
        texts = archive.read("xl/sharedStrings.xml").decode()
    assert chart.count("<c:ser>") == 6
    assert re.search(r"<strike[^>]*/>.{0,400}Green: Ongoing programme of work", texts, re.DOTALL)
    assert re.search(r'<u val="single"/>.{0,400}Amber: Progress compromised', texts, re.DOTALL)


def test_a_chart_is_not_parted_by_a_page(demo: None, tmp_path: Path) -> None:
    portfolio = demo_version(1, "improvement-and-change-portfolio")
    pages = pages_of(converted(pack_workbook(data_of(portfolio)), tmp_path, "pack.xlsx", "pdf"))
    (page,) = [page for page in pages if re.search(r"Summary Page \d+ of", page)]
    assert "Blue now Green now" in page.partition("Actions by section and colour")[2]


def test_prints_the_word_appendix_in_landscape(demo: None, tmp_path: Path) -> None:
    pdf = converted(word_appendix(data_of(demo_version())), tmp_path, "plan.docx", "pdf")
    width, height = pypdfium2.PdfDocument(pdf)[0].get_size()
    assert width > height
    pages = pages_of(pdf)
    assert sum("Improvement Action" in page for page in pages) >= len(pages) - 1
