"""The Word appendix: the printed table in landscape with its headings on each page, and no exempt word."""

from io import BytesIO

import pytest
from django.test import Client
from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT

from plans.readers.document import Row
from reporting.pack.word import word_appendix
from tests.plan_documents import add_version, new_plan
from tests.small_plan import SmallPlan

from .packs import IMPROVEMENT, data_of, demo_version

pytestmark = pytest.mark.django_db


def opened(content: bytes) -> WordDocument:
    return Document(BytesIO(content))


def test_has_every_action_as_printed_in_landscape_with_repeated_headings(demo: None) -> None:
    document = opened(word_appendix(data_of(demo_version())))
    page = document.sections[0]
    assert page.orientation == WD_ORIENT.LANDSCAPE
    assert page.page_width > page.page_height
    assert [len(table.rows) - 1 for table in document.tables] == [12, 7, 8]
    for table in document.tables:
        assert [cell.text for cell in table.rows[0].cells][1:3] == ["Improvement Action", "CLT Accountable Officer"]
        assert len(table._tbl.xpath("./w:tr/w:trPr/w:tblHeader")) == 1
    first = document.tables[0].rows[1].cells
    assert (first[0].text, first[-1].text) == ("1.1", "Progress compromised by COVID 19.")


def test_the_same_data_day_and_preparer_make_the_same_file(demo: None) -> None:
    assert word_appendix(data_of(demo_version())) == word_appendix(data_of(demo_version()))


def test_nothing_exempt_is_in_it(small_plan: SmallPlan) -> None:
    small_plan.update(small_plan.working, narrative="Found a house", exempt_narrative="Bribes were paid")
    document = opened(word_appendix(data_of(small_plan.working.version)))
    said = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "Withheld: something in the report on 1.1" in said
    assert "DRAFT" in said
    assert "Bribes" not in document.element.xml


def test_whatever_stands_in_a_plan_goes_in() -> None:
    version = add_version(new_plan("odd"), [Row(reference="1", action="=A\x01 🏠\x0b\nB", lead=["N" * 300])])
    cells = opened(word_appendix(data_of(version))).tables[0].rows[1].cells
    assert cells[1].text == "=A 🏠\nB"


def test_a_version_without_actions_says_so() -> None:
    version = add_version(new_plan("bare"), [], publish=False)
    document = opened(word_appendix(data_of(version)))
    assert "No actions stand here." in [paragraph.text for paragraph in document.paragraphs]


def test_is_downloaded_from_the_preview(demo: None, reader: Client) -> None:
    response = reader.get(f"/plans/{IMPROVEMENT}/packs/appendix.docx", {"version": 3})
    assert response.headers["Content-Disposition"].endswith('.docx"')
    assert opened(response.content).tables
