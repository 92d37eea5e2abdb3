"""What the pages would have a person look at, told as warnings where nobody is asked."""

from collections.abc import Iterator
from datetime import date

from django.utils import timezone

from actions.import_doubts import Doubts
from actions.origins import name_of
from actions.row_texts import columns_of, key_of, texts_of
from plans.models import Plan
from plans.readers.document import DocumentWarning, PlanDocument
from plans.readers.texts import quoted
from plans.today import today


def day_of(plan: Plan | None) -> date:
    """What day it is for a plan, None for one that is still to be made."""
    return today(plan) if plan else timezone.localdate()


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
