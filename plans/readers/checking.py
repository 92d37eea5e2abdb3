"""Whether a document says each thing once and leaves out nothing it needs: what is asked of it before it is saved."""

from collections.abc import Callable, Iterable, Iterator

from plans.folding import fold

from .document import DocumentError, PlanDocument, place, with_room

_Location = tuple[int | str, ...]
_Fault = tuple[_Location, str]


def checked(document: PlanDocument) -> PlanDocument:
    """The document, when it can be saved. Raises DocumentError that names the place that stands in the way."""
    document = with_room(document)
    for location, told in _faults(document):
        raise DocumentError(f"{place(location)}: {told}")
    return document


def require_known_statuses(document: PlanDocument, spellings: Iterable[str]) -> None:
    """Raises DocumentError for the first status that is none of these spellings (folded), nor of its own labels."""
    known = {*spellings, *(fold(words) for label in document.labels for words in [label.words, *label.also])}
    for section, entry in enumerate(document.sections):
        for number, row in enumerate(entry.rows):
            if row.status and fold(row.status) not in known:
                where = place(("sections", section, "rows", number, "status"))
                raise DocumentError(f"{where}: “{row.status}” is no status label of the plan")


def _faults(document: PlanDocument) -> Iterator[_Fault]:
    yield from _of_rows(document)
    yield from _of_labels(document)
    titles = ((("measures", number, "title"), entry.title) for number, entry in enumerate(document.measures))
    yield from _twice(titles, "each measure has its own title")
    for measure, entry in enumerate(document.measures):
        dates = ("measures", measure, "readings")
        days = (((*dates, number, "date"), f"{read.date}") for number, read in enumerate(entry.readings))
        yield from _twice(days, "a measure has one reading a day")
        for number, read in enumerate(entry.readings):
            if document.as_of and read.date > document.as_of:
                yield (*dates, number, "date"), f"{read.date} is later than the version itself, {document.as_of}"


def _of_rows(document: PlanDocument) -> Iterator[_Fault]:
    identifiers: list[tuple[_Location, str]] = []
    for section, entry in enumerate(document.sections):
        for number, row in enumerate(entry.rows):
            here = ("sections", section, "rows", number)
            if not row.action.strip():
                yield (*here, "action"), "is blank, and an action has at least a title"
            identifiers.append(((*here, "reference"), row.reference))
            if row.action_id != row.reference:
                identifiers.append(((*here, "action_id"), row.action_id))
            related = (
                ((*here, "related", place_in_row), f"{other.plan} {other.action_id or other.reference}")
                for place_in_row, other in enumerate(row.related)
            )
            yield from _twice(related, "two actions are linked once")
    yield from _twice(identifiers, "each action has its own", same=str)


def _of_labels(document: PlanDocument) -> Iterator[_Fault]:
    """One label may have several spellings that fold into one; no two labels share any."""
    spellings = (
        (("labels", number, "words"), spelling)
        for number, label in enumerate(document.labels)
        for spelling in {fold(words): words for words in [label.words, *label.also]}.values()
    )
    yield from _twice(spellings, "each status has one label")


def _twice(
    entries: Iterable[tuple[_Location, str]], rule: str, *, same: Callable[[str], str] = fold
) -> Iterator[_Fault]:
    seen: set[str] = set()
    for location, words in entries:
        if words and same(words) in seen:
            yield location, f"“{words}” stands twice: {rule}"
        seen.add(same(words))
