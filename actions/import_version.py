"""What is said of a version that is brought in, and what speaks against it, known without reading its document."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from django.utils import timezone
from django.utils.formats import date_format

from actions.import_answers import Answers
from actions.publishable import taken, usual_label
from plans.models import Plan
from plans.readers.document import Row

_LONG_AGO = timedelta(days=20 * 365)


def faults(
    plan: Plan, *, label: str, as_of: date | None, publish: bool, figures_of: Iterable[date] = ()
) -> Iterator[tuple[str, str]]:
    """Each with the field that is to be another, "label" or "as_of"; a sentence that says what to do. `figures_of` are
    the days that the document's measures are of.
    """
    last = max(figures_of, default=None)
    if publish and as_of is None:
        yield "as_of", "Enter the date it stood at: a published version needs one."
    elif publish and as_of:
        for field, told in taken(plan, label=label or usual_label(as_of), as_of=as_of):
            yield field, f"{told[0].upper()}{told[1:]}."
        if last and last > as_of:
            yield "as_of", f"The document has a figure of {date_format(last)}: enter that date or a later one."


def odd_date(as_of: date) -> str:
    """Why a date is more likely a slip than the day that a version stood at; "" where it is not.

    The calendar says so. A plan in the demo lives at the date of its last version, when every next one is to come.
    """
    day = timezone.localdate()
    if as_of > day:
        return f"{date_format(as_of)} is still to come: today is {date_format(day)}"
    return f"{date_format(as_of)} is more than 20 years ago" if as_of < day - _LONG_AGO else ""


def says_progress(rows: Iterable[Row]) -> bool:
    """What is said of progress is kept for good, whatever becomes of the version that says it, and so is its date."""
    return any(row.progress or row.status for row in rows)


def stays_as_said(answers: Answers, *, label: str, as_of: date | None, publish: bool) -> str:
    """That what was said of the version on its draft stays, though something else was entered since; "" where not."""
    said = _told(answers.label, answers.as_of, answers.publish)
    entered = _told(label or answers.label, as_of or answers.as_of, publish)
    if entered == said:
        return ""
    stays = f"Its version stays as you put it there: {said}."
    return f"{stays} You now entered {entered}: if that is right, change it under “The version”."


def _told(label: str, as_of: date | None, publish: bool) -> str:
    called, day = f"“{label}”" if label else "", date_format(as_of) if as_of else ""
    return ", ".join(filter(None, [called, day, "published" if publish else "to be worked on"]))
