"""What cannot be read is refused with one sentence that says what to do, and costs little."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from plans.readers import guards, read_document
from plans.readers.document import DocumentError

from .written_plan import as_excel, as_pdf, as_word, invented_plan

PLAN = invented_plan()
DAMAGED = "this file is damaged, or is not what its name says; save it anew in the program that made it"
LOCKED = "this file is locked with a password; save it without one"
PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(100)


def refusal(name: str, data: bytes) -> str:
    with pytest.raises(DocumentError) as refused:
        read_document(name, data)
    assert "\n" not in str(refused.value)
    assert refused.value.__cause__ is None
    return str(refused.value)


def archive(*members: tuple[str, bytes], like: bytes = b"") -> bytes:
    """An archive with these members, and with the others of the one it is like."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as written:
        if like:
            own = {name for name, _ in members}
            with zipfile.ZipFile(io.BytesIO(like)) as other:
                for name in other.namelist():
                    if name not in own:
                        written.writestr(name, other.read(name))
        for name, content in members:
            written.writestr(name, content)
    return out.getvalue()


def member(data: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        return opened.read(name)


@pytest.mark.parametrize("name", ["plan.docx", "plan.xlsx", "plan.pdf", "plan.csv", "plan.txt"])
def test_a_picture_whatever_its_name(name: str) -> None:
    assert refusal(name, PICTURE) == "this is a picture, whatever its name says; a plan is read from its words"


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("plan.docx", b"", "this file is empty"),
        ("plan.docx", b"words", DAMAGED),
        ("plan.xlsx", b"PK\x03\x04" + bytes(50), DAMAGED),
        ("plan.pdf", b"%PDF-1.7\n" + bytes(50), DAMAGED),
        ("plan.pdf", b"words", DAMAGED),
        (
            "plan.doc",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
            "this is an old form of Office file; save it as .docx or .xlsx",
        ),
        (
            "plan.docx",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99) + "EncryptedPackage".encode("utf-16-le"),
            LOCKED,
        ),
        ("plan.rtf", b"{\\rtf1 words}", "this is rich text; save it as .docx"),
        ("plan.txt", bytes(5) + b"words and words", "this is not text, whatever its name says"),
        ("plan.html", b"<p></p>", "no table of actions was found;"),
        ("plan.txt", b"Homes for all", "no table of actions was found;"),
        (
            "plan.csv",
            b'"Action,Lead\n' + b"x" * 200_000,
            "a cell of this file has no end; save it anew in the program that made it",
        ),
    ],
)
def test_what_is_nothing_of_ours(name: str, data: bytes, message: str) -> None:
    assert refusal(name, data).startswith(message)


@pytest.mark.parametrize("written", [as_word, as_excel])
@pytest.mark.parametrize("share", [0.3, 0.6, 0.99])
def test_half_a_file_is_damaged(written: Callable[..., bytes], share: float) -> None:
    data = written(PLAN)
    assert refusal("plan.docx", data[: round(len(data) * share)]) == DAMAGED


def test_an_office_file_of_another_kind() -> None:
    presentation = archive(("ppt/presentation.xml", b"<x/>"))
    assert refusal("plan.docx", presentation).startswith("this is an archive, or an Office file of another kind")


def test_a_locked_archive() -> None:
    data = bytearray(as_word(PLAN))
    for place in (data.find(b"PK\x03\x04") + 6, data.find(b"PK\x01\x02") + 8):
        data[place] |= 1
    assert refusal("plan.docx", bytes(data)) == LOCKED


@pytest.mark.parametrize("name", ["word/document.xml", "word/styles.xml", "docProps/core.xml"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_an_xml_bomb(name: str, encoding: str) -> None:
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    bomb = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE x [<!ENTITY a0 "ha">{entities}]><x>&a9;</x>'
    data = archive((name, bomb.encode(encoding)), like=as_word(PLAN))
    assert refusal("plan.docx", data).startswith("this file declares entities in its XML")


def test_a_zip_bomb_by_what_it_declares() -> None:
    data = archive(("word/media/large.bin", bytes(guards._MOST_UNPACKED + 1)), like=as_word(PLAN))
    assert len(data) < 2**20
    assert refusal("plan.docx", data).endswith("MB when it is unpacked, which is more than any plan")


def test_a_zip_bomb_in_xml_is_smaller() -> None:
    blank = b" " * guards._MOST_XML
    data = archive(("xl/worksheets/sheet9.xml", blank), like=as_excel(PLAN))
    assert refusal("plan.xlsx", data).endswith("when it is unpacked, which is more than any plan")


def test_a_zip_bomb_that_declares_too_little_is_not_unpacked_further() -> None:
    data = bytearray(archive(("word/document.xml", bytes(50 * 2**20)), like=as_word(PLAN)))
    real, small = struct.pack("<L", 50 * 2**20), struct.pack("<L", 1000)
    assert data.count(real) == 2
    assert refusal("plan.docx", bytes(data.replace(real, small))) == DAMAGED


def test_too_many_members() -> None:
    data = archive(*((f"x/{number}", b"") for number in range(guards._MOST_MEMBERS)), like=as_word(PLAN))
    assert "more than any plan" in refusal("plan.docx", data)


def sheet_with(extra: str, before: str = "</worksheet>") -> bytes:
    """The plan's workbook, with something more in its sheet."""
    like = as_excel(PLAN)
    sheet = member(like, "xl/worksheets/sheet1.xml").decode()
    return archive(("xl/worksheets/sheet1.xml", sheet.replace(before, extra + before).encode()), like=like)


@pytest.mark.parametrize(
    "extra",
    [
        '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>',
        '<mergeCells><mergeCell ref="&#65;1:XFD1048576"/></mergeCells>',
        '<hyperlinks><hyperlink ref="A:B"/></hyperlinks>',
        '<x:row xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>' * 100_001,
    ],
    ids=["merge", "merge in disguise", "link", "rows"],
)
def test_more_cells_than_any_plan(extra: str) -> None:
    assert (
        refusal("plan.xlsx", sheet_with(extra))
        == "this document has more than 100,000 cells, which is more than any plan"
    )


def test_a_prefix_that_nobody_declared_is_read_past() -> None:
    theme = member(as_excel(PLAN), "xl/theme/theme1.xml").replace(b"xmlns:a=", b"xmlns:b=")
    data = archive(("xl/theme/theme1.xml", theme), like=as_excel(PLAN))
    assert read_document("plan.xlsx", data).sections == PLAN.sections


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("plan.docx", archive(("word/document.xml", b"<w:p/>" * 900_000), like=as_word(PLAN))),
        ("plan.xlsx", archive(("xl/styles.xml", b"<xf/>" * 900_000), like=as_excel(PLAN))),
        ("plan.html", b"<p>x" * 900_000),
        ("plan.csv", b"Action,Lead,When\n" + b",,\n" * 60_000),
        ("plan.csv", b"Action,Lead,When\n" + b"x,y,z\n" * 20_000),
        ("plan.txt", b"Action\tLead\tWhen\tStatus\n" * 60_000),
        ("plan.md", b"|a|\n|-|\n" * 200_000),
        ("plan.txt", b"words " * 2**20),
    ],
    ids=["docx", "xlsx", "html", "csv of blanks", "csv", "tabs", "md", "text"],
)
def test_more_than_any_plan(name: str, data: bytes) -> None:
    assert refusal(name, data).endswith("which is more than any plan")


def test_a_file_of_200_megabytes_is_not_looked_into() -> None:
    assert refusal("plan.docx", bytes(200 * 2**20)) == "this file has 200 MB; a file may have up to 50 MB"


def test_a_locked_pdf(tmp_path: Path) -> None:
    data = as_pdf(as_word(PLAN), tmp_path)
    trailer = data.rindex(b"trailer") + len(b"trailer\n<<")
    lock = b"/Encrypt <</Filter/Standard/V 2/R 3/Length 128/P -4/O (" + b"o" * 32 + b") /U (" + b"u" * 32 + b")>>"
    assert refusal("plan.pdf", data[:trailer] + lock + data[trailer:]) == LOCKED


def pdf_of_one_page(*, contents: bytes = b"", filters: bytes = b"") -> bytes:
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>",
        b"<<%s/Length %d>>stream\n%s\nendstream" % (filters, len(contents), contents),
    ]
    body = b"%PDF-1.4\n"
    places = []
    for number, one in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    begin = len(body)
    return body + b"xref\n1 4\n%strailer\n<</Root 1 0 R/Size 5>>\nstartxref\n%d\n%%%%EOF" % (table, begin)


def test_a_pdf_without_words() -> None:
    assert refusal("plan.pdf", pdf_of_one_page()).startswith("this PDF has pictures of pages and no words")


def test_a_pdf_that_unpacks_without_end() -> None:
    packer = zlib.compressobj()
    first = packer.compress(bytes(2**20)) + packer.flush(zlib.Z_FULL_FLUSH)
    more = packer.compress(bytes(2**20)) + packer.flush(zlib.Z_FULL_FLUSH)
    bomb = pdf_of_one_page(contents=first + more * 4096, filters=b"/Filter/FlateDecode")
    assert refusal("plan.pdf", bomb) == DAMAGED


def test_a_document_without_a_table() -> None:
    out = io.BytesIO()
    document = docx.Document()
    document.add_paragraph("Homes for all")
    document.save(out)
    assert refusal("plan.docx", out.getvalue()).startswith("no table of actions was found;")


def test_a_table_turned_on_its_side() -> None:
    data = b"Action,Open a home,Mend roofs\nLead officer,Ada Byron,Grace Hopper\nTimescale,May 2021,June 2021\n"
    assert refusal("plan.csv", data).startswith("the table is turned on its side")
