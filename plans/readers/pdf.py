"""PDF: its pages, as a program of its own finds them."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from signal import SIGKILL, SIGXCPU
from typing import Any

from .contents import Contents
from .document import DocumentError
from .guards import DAMAGED, LOCKED
from .named_headings import NONE_NAMED, NamedHeadings
from .pages import Page, contents_of_pages
from .pdf_ruled import Ruled
from .pdf_unruled import rows_of_cells
from .pdf_words import Fill, Word

_PROGRAM = Path(__file__).with_name("pdf_pages.py")
_SECONDS, _SECONDS_PER_MEGABYTE = 4, 10  # of the processor's time, whatever else it has to do
_TOLD = {
    "locked": LOCKED,
    "damaged": DAMAGED,
    "long": "this PDF has more pages or words than any plan",
    "slow": "this PDF takes too long to read; save it anew, or give the document it was made from",
}


def read_pdf(data: bytes, named: NamedHeadings = NONE_NAMED) -> Contents:
    pages = _pages(data)
    if not any(page.words for page in pages):
        raise DocumentError("this PDF has pictures of pages and no words; give the document it was made from")
    return contents_of_pages(pages, named)


def rows_of_pdf(data: bytes) -> Iterator[list[str]]:
    """What stands in columns on its pages, by which a person's headings are found."""
    for page in _pages(data):
        yield from rows_of_cells(page.words)


def _pages(data: bytes) -> list[Page]:
    seconds = round(min(_SECONDS + _SECONDS_PER_MEGABYTE * len(data) / 2**20, 60))
    command = [sys.executable, "-I", str(_PROGRAM), str(seconds)]
    done = subprocess.run(command, input=data, capture_output=True, check=False)
    if done.returncode:  # it ran out of time or memory
        raise DocumentError(_TOLD["slow" if -done.returncode in (SIGXCPU, SIGKILL) else "damaged"])
    found = json.loads(done.stdout)
    if "error" in found:
        raise DocumentError(_TOLD[found["error"]])
    return [_page(page, number) for number, page in enumerate(found["pages"], 1)]


def _page(page: dict[str, Any], number: int) -> Page:
    words = [Word(*word) for word in page["words"] if word[4].strip() and word[3] > word[1]]
    fills = [Fill(tuple(sides), color) for *sides, color in page["fills"]]
    tables = [
        Ruled([[tuple(box) if box else None for box in row] for row in table], words, fills) for table in page["tables"]
    ]
    tables = [table for table in tables if len(table.boxes) > 1]
    turned = [word for word in words if word.turn]
    upright, height = [word for word in words if not word.turn], page["size"][1]
    return Page(number, height, upright, turned, tables, fills, pictured=page["pictured"])
