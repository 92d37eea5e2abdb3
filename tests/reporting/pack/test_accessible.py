"""Every sheet of every pack keeps every rule that the government's guidance on spreadsheets has for it."""

import re
from io import BytesIO
from zipfile import ZipFile

import pytest
from openpyxl import Workbook
from openpyxl.utils import range_boundaries
from openpyxl.worksheet.worksheet import Worksheet
from pytest_django.fixtures import Settings

from plans.models import PlanVersion
from reporting.pack.front import CONTENTS, COVER, NOTES
from reporting.pack.workbook import pack_workbook
from tests.plan_documents import new_plan

from .packs import DEMO_VERSIONS, data_of, demo_version, opened

pytestmark = pytest.mark.django_db


@pytest.fixture(params=[*DEMO_VERSIONS, None], ids=str)
def content(request: pytest.FixtureRequest, settings: Settings, demo: None) -> bytes:
    settings.DEMO = True
    if request.param:
        slug, number = request.param
        return pack_workbook(data_of(demo_version(number, slug)))
    bare = PlanVersion.objects.create(plan=new_plan("bare"), number=1, label="Bare", state="working")
    return pack_workbook(data_of(bare))


@pytest.fixture
def workbook(content: bytes) -> Workbook:
    return opened(content)


def tables(workbook: Workbook) -> list[Worksheet]:
    return [sheet for sheet in workbook.worksheets if sheet.title != COVER]


def test_begins_with_cover_contents_and_notes_and_opens_at_the_first_cell(workbook: Workbook) -> None:
    assert workbook.sheetnames[:3] == [COVER, CONTENTS, NOTES]
    assert workbook.active is workbook.worksheets[0]
    assert all(sheet.sheet_view.selection[0].activeCell == "A1" for sheet in workbook.worksheets[:1])
    assert all(sheet.sheet_state == "visible" for sheet in workbook.worksheets)


def test_says_what_it_is_and_in_which_language(workbook: Workbook) -> None:
    properties = workbook.properties
    assert properties.title
    assert properties.language == "en-GB"
    assert properties.creator == "Democratic services"


def test_names_of_sheets_are_plain_short_and_differ(workbook: Workbook) -> None:
    names = workbook.sheetnames
    assert len({name.casefold() for name in names}) == len(names)
    assert all(re.fullmatch(r"[A-Za-z][A-Za-z ]{1,30}", name) for name in names)


def test_each_sheet_is_one_table_from_its_first_cell_on(workbook: Workbook) -> None:
    names = set()
    for sheet in tables(workbook):
        (table,) = sheet.tables.values()
        assert table.ref == sheet.dimensions
        assert range_boundaries(table.ref)[:2] == (1, 1)
        assert table.headerRowCount == 1
        assert sheet.max_row > 1
        assert [column.name for column in table.tableColumns] == [cell.value for cell in sheet[1]]
        names.add(table.displayName)
    assert len(names) == len(tables(workbook))


def test_headings_are_there_bold_and_differ(workbook: Workbook) -> None:
    for sheet in tables(workbook):
        headings = [cell.value for cell in sheet[1]]
        assert all(headings), sheet.title
        assert len({heading.casefold() for heading in headings}) == len(headings)
        assert all(cell.font.b for cell in sheet[1])


def test_no_cell_is_merged_blank_or_a_formula(workbook: Workbook) -> None:
    for sheet in workbook.worksheets:
        assert not sheet.merged_cells.ranges
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.value not in (None, ""), f"{sheet.title} {cell.coordinate}"
                assert cell.data_type != "f"


def test_text_is_wrapped_and_columns_fit_their_page(workbook: Workbook) -> None:
    for sheet in tables(workbook):
        widths = [sheet.column_dimensions[column[0].column_letter].width for column in sheet.iter_cols()]
        assert all(8 <= width <= 140 for width in widths), (sheet.title, widths)
        assert sum(widths) < 260
        texts = [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "s"]
        assert all(cell.alignment.wrap_text and cell.alignment.vertical == "top" for cell in texts)


def test_prints_on_landscape_a4_with_the_headings_on_each_page(workbook: Workbook) -> None:
    for sheet in workbook.worksheets:
        setup = sheet.page_setup
        assert (setup.orientation, int(setup.paperSize)) == ("landscape", 9)
        assert (setup.fitToWidth, setup.fitToHeight) == (1, 1 if sheet._charts else 0)  # a chart is not parted
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
    for sheet in tables(workbook):
        assert sheet.print_title_rows == "$1:$1"
        assert sheet.freeze_panes == "A2"


def test_a_fill_is_always_beside_its_word(workbook: Workbook) -> None:
    """Colour alone says nothing: what is filled has the word of its colour, and letters that stand out from it."""
    for sheet in tables(workbook):
        for row in sheet.iter_rows(min_row=2):
            for cell in row:
                if cell.fill.fill_type:
                    assert cell.value in {"Red", "Amber", "Green", "Blue", "Grey"}
                    assert contrast(cell.fill.start_color.rgb, cell.font.color.rgb) >= 4.5


def contrast(*colours: str) -> float:
    light, dark = sorted((luminance(colour[-6:]) for colour in colours), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    shares = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (share / 12.92 if share <= 0.03928 else ((share + 0.055) / 1.055) ** 2.4 for share in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_contents_lead_to_every_sheet(workbook: Workbook) -> None:
    sheet = workbook[CONTENTS]
    names = [cell.value for cell in sheet["A"][1:]]
    assert names == workbook.sheetnames[2:]
    assert [cell.hyperlink.location for cell in sheet["A"][1:]] == [f"'{name}'!A1" for name in names]


def test_notes_are_numbered(workbook: Workbook) -> None:
    numbers = [cell.value for cell in workbook[NOTES]["A"][1:]]
    assert numbers == [f"[note {number}]" for number in range(1, len(numbers) + 1)]


def test_pictures_are_told_in_words(content: bytes) -> None:
    with ZipFile(BytesIO(content)) as archive:
        drawings = [archive.read(name).decode() for name in archive.namelist() if "/drawings/drawing" in name]
        charts = [name for name in archive.namelist() if "/charts/" in name]
    assert len(drawings) == len(charts)
    assert all(re.search(r'descr="Bar chart[^"]{20,}"', drawing) for drawing in drawings)
