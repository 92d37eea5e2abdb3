"""What the pages would have a person look at, told as warnings where nobody is asked."""

from collections.abc import Iterator
from datetime import date

from django.utils import timezone
from django.utils.formats import date_format

from actions.import_doubts import Doubts
from actions.import_version import odd_date, says_progress
from actions.models import SourceFile
from actions.origins import name_of
from actions.row_texts import columns_of, key_of, texts_of
from actions.sources import Source, imported_before
from plans.models import Plan
from plans.readers.document import DocumentWarning, PlanDocument
from plans.readers.texts import quoted
from plans.today import today


def day_of(plan: Plan | None) -> date:
    """What day it is for a plan, None for one that is still to be made."""
    return today(plan) if plan else timezone.localdate()


def doubts_of_version(
    document: PlanDocument, source: Source, plan: Plan | None, *, as_of: date | None, publish: bool
) -> Iterator[DocumentWarning]:
    """That the file has been taken in before, and that the date looks like a slip."""
    before = imported_before(plan, source.sha256) if plan else ()
    if told := "; ".join(map(_taken_in, before)):
        yield DocumentWarning(where="file", message=f"this very file has been taken in before: {told}")
    is_kept = publish or says_progress(document.rows())
    if as_of and is_kept and (odd := odd_date(as_of)):
        yield DocumentWarning(where="date", message=f"{odd}; look whether that is right")


def _taken_in(source: SourceFile) -> str:
    by = f" by {source.imported_by}" if source.imported_by else ""
    return f"as {quoted(source.version.label)} on {date_format(timezone.localdate(source.imported_at))}{by}"


def doubts_of_words(document: PlanDocument, *, printed_on: date) -> Iterator[DocumentWarning]:
    """Those about cells that no reader has."""
    columns, rows = columns_of(document), document.rows()
    headings = {key_of(column): column.name for column in columns}
    doubts = Doubts(
        rows,
        [],
        places=document.places,
        columns=columns,
        looked_at=(),
        left_out=(),
        pairs=(),
        corrected={},
        printed_on=printed_on,
    )
    for place, row in enumerate(rows):
        for key, doubt in doubts.of_words(place, row):
            where = f"{name_of(row)}, {headings[key]}" if key in headings else name_of(row)
            yield DocumentWarning(where=where, message=f"{quoted(texts_of(row)[key])}: {doubt}")
