"""An invented plan, written out as councils' programs write theirs: Word, Excel, CSV, HTML, and PDF by LibreOffice."""

import csv
import html
import io
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

import docx
import openpyxl
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls
from docx.table import _Cell

from plans.readers.document import DocumentMilestone, DocumentSection, PlanDocument, Row

# The headings under which each field is printed; "Risk" is a column that no field stands for.
HEADINGS = {
    "reference": "Ref",
    "action": "Action",
    "accountable": "Accountable officer",
    "lead": "Lead officers",
    "intended_outcome": "Intended outcome",
    "timeframe": "Timescale",
    "success_measure": "Measures of success",
    "milestones": "Milestones",
    "progress": "Progress",
    "status": "RAG status",
    "links": "Links to other plans",
    "saving": "Savings",
    "Risk": "Risk",
}


def invented_plan() -> PlanDocument:
    return PlanDocument(title="Parks and rivers plan", columns=list(HEADINGS.values()), sections=[_RIVERS, _PARKS])


_RIVERS = DocumentSection(
    number="1",
    title="Clean rivers, from the spring to the sea",
    rows=[
        Row(
            reference="1.1",
            action="Count the fish in every river\n- above the weir\n- below the weir, in spring and again in"
            " autumn when the water is low enough to stand in\nThe count is open to schools.",
            accountable=["Ada Byron"],
            lead=["Grace Hopper", "Head of Rivers, Streams and Lakes"],
            intended_outcome="We know what lives there.",
            timeframe="By 31 March 2024",
            success_measure="40 rivers counted\nEvery school asked",
            milestones=[
                DocumentMilestone(title="Buy nets", timeframe="by May 2023"),
                DocumentMilestone(title="Train the counters"),
            ],
            progress="12 rivers are counted, at a cost of £1,500; the rest follow when the café by the mill, where the"
            " counters meet, opens again after the winter’s flood.",
            status="Green",
            links=["Water strategy", "Schools plan"],
            other={"Risk": "High"},
        ),
        Row(
            reference="1.2",
            is_new=True,
            action="Plant willows",
            accountable=["Ada Byron", "Mary Poole"],
            lead=["Zoe Dell"],
            timeframe="Ongoing",
            status="Not started",
            saving="£20k",
            other={"Risk": ""},
        ),
    ],
)
_PARKS = DocumentSection(
    number="2",
    title="Parks for all",
    rows=[
        Row(
            reference=f"2.{number}",
            action=f"Open park number {number} to everybody, with paths that chairs and prams can use",
            accountable=["Mary Poole"],
            lead=["Service Director, Parks and Places", "Grace Hopper"] if number % 2 else ["Zoe Dell"],
            intended_outcome="Nobody has to walk for more than ten minutes to reach a park.",
            timeframe=f"June 20{20 + number}",
            success_measure="No gate is locked by day",
            progress="" if number % 3 else "The gate is made.\nThe path is laid as far as the pond.",
            status="Amber",
            other={"Risk": "Low" if number % 2 else ""},
        )
        for number in range(1, 15)
    ],
)


def cells_of(row: Row) -> list[str]:
    """A row's cells as a plan prints them, in the order of HEADINGS."""
    texts = {
        "reference": row.reference,
        "action": f"NEW ACTION\n{row.action}" if row.is_new else row.action,
        "accountable": " / ".join(row.accountable),
        "lead": "\n".join(row.lead),
        "milestones": "\n".join(f"- {step.title} {step.timeframe}".strip() for step in row.milestones),
        "links": "\n".join(row.links),
    }
    return [texts.get(field, row.other.get(field, "") or str(getattr(row, field, ""))) for field in HEADINGS]


def _tables(plan: PlanDocument) -> Iterator[tuple[str, list[list[str]]]]:
    for section in plan.sections:
        yield f"{section.number}. {section.title}", [cells_of(row) for row in section.rows]


def as_csv(plan: PlanDocument, *, delimiter: str = ",", encoding: str = "utf-8") -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter)
    writer.writerows([[plan.title], [], plan.columns])
    for heading, rows in _tables(plan):
        writer.writerows([[heading, *[""] * (len(HEADINGS) - 1)], *rows])
    return out.getvalue().encode(encoding)


def as_html(plan: PlanDocument) -> bytes:
    def cell(text: str, tag: str) -> str:
        lines = text.split("\n")
        items = [f"<li>{html.escape(line[2:])}</li>" if line.startswith("- ") else html.escape(line) for line in lines]
        return f"<{tag}>{'<br>'.join(items).replace('<br><li>', '<ul><li>', 1).replace('<br><li>', '<li>')}</{tag}>"

    def table(rows: Sequence[Sequence[str]]) -> str:
        lines = ["".join(cell(text, "td") for text in row) for row in rows]
        head = "".join(cell(text, "th") for text in plan.columns)
        return f"<table><tr>{head}</tr>{''.join(f'<tr>{line}</tr>' for line in lines)}</table>"

    body = "".join(f"<h2>{html.escape(heading)}</h2>{table(rows)}" for heading, rows in _tables(plan))
    return f"<!doctype html><title>x</title><h1>{plan.title}</h1>{body}".encode()


def as_excel(plan: PlanDocument) -> bytes:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.append([plan.title])
    sheet.append([])
    sheet.append(plan.columns)
    for heading, rows in _tables(plan):
        sheet.append([heading])
        sheet.merge_cells(start_row=sheet.max_row, end_row=sheet.max_row, start_column=1, end_column=len(HEADINGS))
        for row in rows:
            sheet.append(row)
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def as_word(plan: PlanDocument, *, ruled: bool = True, shaded: bool = False) -> bytes:
    """Landscape, with headings that repeat on every page, perhaps on a shade, and bullets that are Word's own."""
    document = docx.Document()
    page = document.sections[0]
    page.orientation, page.page_width, page.page_height = WD_ORIENT.LANDSCAPE, page.page_height, page.page_width
    page.left_margin = page.right_margin = 360_000
    document.add_heading(plan.title, 0)
    for heading, rows in _tables(plan):
        document.add_heading(heading, 1)
        table = document.add_table(rows=0, cols=len(HEADINGS))
        if ruled:
            table.style = "Table Grid"
        for texts in [plan.columns, *rows]:
            row = table.add_row()
            for cell, text in zip(row.cells, texts, strict=True):
                _write(cell, text)
        table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        for cell in table.rows[0].cells if shaded else ():
            cell._tc.get_or_add_tcPr().append(parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:fill="D9D9D9"/>'))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _write(cell: _Cell, text: str) -> None:
    for number, line in enumerate(text.split("\n")):
        paragraph = cell.paragraphs[0] if not number else cell.add_paragraph()
        if line.startswith("- "):
            paragraph.style = "List Bullet"
        paragraph.paragraph_format.space_after = docx.shared.Pt(3)
        paragraph.add_run(line.removeprefix("- ")).font.size = docx.shared.Pt(7)


def as_pdf(word: bytes, folder: Path) -> bytes:
    """What LibreOffice prints of a Word file."""
    program = shutil.which("soffice")
    assert program, "LibreOffice is not installed; `make test` installs it, or says how."
    (folder / "plan.docx").write_bytes(word)
    home = f"-env:UserInstallation={(folder / 'office').as_uri()}"
    command = [program, home, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(folder / "plan.docx")]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return (folder / "plan.pdf").read_bytes()
