"""The words and ruled tables of a PDF, as JSON: a program of its own, since what a PDF unpacks to has no bound.

It reads the file from its input and takes every nth page from its own on, in so many seconds of work:
`pdf_pages.py 0 2 9`. `pdf` runs it with little memory and little time, and arranges what it finds.
"""

import io
import json
import logging
import resource
import sys
import warnings

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect, PDFTextExtractionNotAllowed
from pdfplumber.page import Page

MOST_MEMORY = 2**30  # bytes
MOST_PAGES = 400
MOST_WORDS = 400_000


def main() -> None:
    first, step, seconds = map(int, sys.argv[1:])
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    sys.setrecursionlimit(2000)
    try:
        found = _read(sys.stdin.buffer.read(), first, step)
    except Exception as error:
        locked = (PDFPasswordIncorrect, PDFTextExtractionNotAllowed)
        is_locked = isinstance(error, locked) or any(isinstance(cause, locked) for cause in error.args)
        found = {"error": "locked" if is_locked else "damaged"}
    sys.stdout.write(json.dumps(found))


def _read(data: bytes, first: int, step: int) -> dict[str, object]:
    pages = []
    words = 0
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        if len(pdf.pages) > MOST_PAGES:
            return {"error": "long"}
        for page in pdf.pages[first::step]:
            pages.append(_page(page))
            page.close()
            words += len(pages[-1]["words"])
            if words > MOST_WORDS:
                return {"error": "long"}
    return {"pages": pages}


def _page(page: Page) -> dict[str, list[object]]:
    """Each word as [left, top, right, bottom, text, size, is bold]; each table as rows of the boxes of its cells."""
    words = page.extract_words(extra_attrs=["size", "fontname"], x_tolerance_ratio=0.15, keep_blank_chars=False)
    return {
        "size": [float(page.width), float(page.height)],
        "words": [
            [
                *(round(float(word[side]), 1) for side in ("x0", "top", "x1", "bottom")),
                word["text"],
                round(float(word["size"]), 1),
                "bold" in word["fontname"].lower(),
            ]
            for word in words
        ],
        "tables": [
            [[cell and [round(float(side), 1) for side in cell] for cell in row.cells] for row in table.rows]
            for table in page.find_tables()
        ],
    }


if __name__ == "__main__":
    main()
