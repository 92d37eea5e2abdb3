"""What a person typed for a cell goes with it when the file is read anew, be it in another column or another row.

A row is known by where it stands in the file, a section by its heading as it was read. A column is known by its
heading, or by its place where its heading is no heading any more, or is one now. What finds no place is set aside, to
be shown and typed where it belongs; where a later reading has its place again, it is put back there.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from actions.as_printed import PrintedColumn
from actions.import_answers import TABLE, THREADS, Answers, SetAside
from actions.row_texts import IS_NEW, corrected, key_of, texts_of
from plans.readers.columns import names_of
from plans.readers.document import DocumentError, PlanDocument, Row, checked_row

_LEFT_OUT, _HEADING = "left_out", "heading:"


def carry(answers: Answers, before: PlanDocument, after: PlanDocument) -> None:
    """Have the answers about rows and sections, which go by the places of one reading, go by those of another."""
    marks = list(_marks(before))
    called = _called_anew(names_of(before.columns), names_of(after.columns))
    typed = [*answers.set_aside, *_typed(answers, before, marks)]
    typed = [replace(one, column=called.get(one.column, one.column)) for one in typed]
    places = {mark: place for place, mark in enumerate(_marks(after))}
    sections = {mark: place for place, mark in enumerate(_marks_of_sections(after))}
    moved = {str(place): str(places[mark]) for place, mark in enumerate(marks) if mark in places}
    answers.cells, answers.headings, answers.left_out, answers.set_aside = {}, {}, [], []
    answers.looked_at = []
    answers.threads = {moved[place]: slugs for place, slugs in answers.threads.items() if place in moved}
    keys = _keys_by_name(after)
    rows = after.rows()
    for one in typed:
        is_heading = one.key.startswith(_HEADING)
        place = (sections if is_heading else places).get(one.mark)
        if place is not None and is_heading:
            answers.headings.setdefault(str(place), {})[one.key.removeprefix(_HEADING)] = one.text
        elif place is None or not _put(answers, place, one, rows[place], keys):
            answers.set_aside.append(one)
    if list(places) != marks:
        answers.unsettle(TABLE, THREADS)
    if answers.set_aside:
        answers.unsettle(TABLE)


def _marks(document: PlanDocument) -> Iterator[str]:
    """What each row is known by: where it stands, and which of those it is that stand there."""
    seen: Counter[str] = Counter()
    for number, _ in enumerate(document.rows()):
        where = document.places[number] if number < len(document.places) else f"{number}"
        seen[where] += 1
        yield f"{where} {seen[where]}"


def _marks_of_sections(document: PlanDocument) -> Iterator[str]:
    seen: Counter[str] = Counter()
    for section in document.sections:
        called = f"{section.number} {section.title}"
        seen[called] += 1
        yield f"{called} {seen[called]}"


def _called_anew(before: list[str], after: list[str]) -> dict[str, str]:
    """What columns are called now that another row, or none, holds their headings."""
    pairs = zip(before, after, strict=True) if len(before) == len(after) else ()
    return {old: new for old, new in pairs if old not in after and new not in before}


def _keys_by_name(document: PlanDocument) -> dict[str, str]:
    """The keys of the columns that it prints, by what they are called."""
    columns = zip(names_of(document.columns), document.columns, document.column_fields(), strict=True)
    return {name: key_of(PrintedColumn(heading, field)) for name, heading, field in columns}


def _typed(answers: Answers, document: PlanDocument, marks: list[str]) -> Iterator[SetAside]:
    names = {key: name for name, key in _keys_by_name(document).items()}
    rows = document.rows()
    for place, cells in answers.cells.items():
        for key, text in cells.items():
            called = _called(rows[int(place)])
            yield SetAside(mark=marks[int(place)], row=called, column=names.get(key, ""), key=key, text=text)
    for number in answers.left_out:
        yield SetAside(mark=marks[number], row=_called(rows[number]), key=_LEFT_OUT)
    sections = list(_marks_of_sections(document))
    for place, texts in answers.headings.items():
        section = document.sections[int(place)]
        for what, text in texts.items():
            called = f"{section.number} {section.title}".strip()
            yield SetAside(mark=sections[int(place)], row=called, key=f"{_HEADING}{what}", text=text)


def _called(row: Row) -> str:
    return row.reference or " ".join(row.action.split()[:8])


def _put(answers: Answers, place: int, one: SetAside, row: Row, keys: dict[str, str]) -> bool:
    """Whether what was typed has its cell in the row, and room there."""
    if one.key == _LEFT_OUT:
        answers.left_out.append(place)
        return True
    key = keys.get(one.column, "") if one.column else one.key
    if not key or (not one.column and key != IS_NEW and key not in texts_of(row).keys() - keys.values()):
        return False
    try:
        checked_row(corrected(row, {key: one.text}))
    except DocumentError:
        return False
    answers.cells.setdefault(str(place), {})[key] = one.text
    return True
