"""What a board shows as a file: CSV, Excel or JSON, with the lines and the order of the page."""

import csv
import json
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from io import StringIO
from operator import attrgetter
from typing import Any

from django.http import HttpResponse
from django.utils import timezone

from plans.tables import ListTable

from .workbooks import Book

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class Facts:
    """A table as facts: what it is of, its headings, and a list of values for each line.

    A value is text, a number, a date, a list of names, or None where nothing is known.
    """

    title: str
    headings: Sequence[str]
    lines: Collection[list[Any]]


def facts_of(table: ListTable, *, title: str) -> Facts:
    """Every line of a list as filtered and sorted, whatever page of it is looked at."""
    values = [attrgetter(path) for path in table.facts.values()]
    records = [row.record for row in table.rows]
    return Facts(title, list(table.facts), [[known(value, record) for value in values] for record in records])


def as_csv(facts: Facts) -> bytes:
    """With a byte order mark, without which Excel reads it in the wrong encoding."""
    written = StringIO()
    writer = csv.writer(written)
    writer.writerow(facts.headings)
    writer.writerows([[text_cell(value) for value in line] for line in facts.lines])
    return written.getvalue().encode("utf-8-sig")


def as_excel(facts: Facts) -> bytes:
    book = Book(title=facts.title, made_at=timezone.now())
    book.add_table(facts.title, facts.headings, facts.lines)
    return book.as_bytes()


def as_json(facts: Facts) -> bytes:
    lines = [dict(zip(facts.headings, line, strict=True)) for line in facts.lines]
    return json.dumps({"title": facts.title, "lines": lines}, default=_plain, ensure_ascii=False).encode()


@dataclass(frozen=True)
class Format:
    words: str
    media_type: str
    write: Callable[[Facts], bytes]


FORMATS = {
    "csv": Format("CSV", "text/csv; charset=utf-8", as_csv),
    "xlsx": Format("Excel", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", as_excel),
    "json": Format("JSON", "application/json", as_json),
}


def download(kind: str, facts: Facts, *, name: str) -> HttpResponse:
    return attachment(FORMATS[kind].write(facts), FORMATS[kind].media_type, f"{name}.{kind}")


def attachment(content: bytes, media_type: str, name: str) -> HttpResponse:
    """A file that a browser saves under this name."""
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def text_cell(value: Any) -> str:
    """A value as a cell of text; what a spreadsheet would take for a formula stays text behind an apostrophe."""
    text = "; ".join(value) if isinstance(value, list) else "" if value is None else str(value)
    return f"'{text}" if isinstance(value, str | list) and text.startswith(FORMULA_SIGNS) else text


def _plain(value: date | Decimal) -> str | float:
    return value.isoformat() if isinstance(value, date) else float(value)


def known(value: Callable[[Any], Any], record: Any) -> Any:
    """None where there is nothing to ask, as where there was no version before."""
    try:
        return value(record)
    except AttributeError:
        return None
