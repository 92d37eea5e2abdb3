"""Headings that a person gives to columns for which a document prints none."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from .columns import is_name_of_place, mapping_of, name_of_place, names_of
from .document import PlanDocument


def with_given_headings(document: PlanDocument, given: Mapping[str, str]) -> PlanDocument:
    """The document with its columns called as `given` has it by their places: {"Column 2": "Action"}.

    Its mapping then says what each of them is by its place too, so that it is known which are not printed.
    """
    names, fields = names_of(document.columns), document.column_fields()
    called = {name: given[name] for name in names if is_name_of_place(name) and given.get(name, name) not in names}
    if not called:
        return document
    columns = [called.get(name, heading) for name, heading in zip(names, document.columns, strict=True)]
    by_name = dict(zip(names, fields, strict=True))
    mapping = {heading: field for heading, field in document.mapping.items() if heading not in called}
    mapping |= {name: by_name[name] for name in called} | mapping_of(columns, fields)
    anew = dict(zip(document.columns, columns, strict=True))
    sections = [
        replace(section, rows=[replace(row, other=_anew(row.other, anew)) for row in section.rows])
        for section in document.sections
    ]
    warnings = [
        replace(one, column=None if one.column is None else anew.get(one.column, one.column))
        for one in document.warnings
    ]
    return replace(document, columns=columns, mapping=mapping, sections=sections, warnings=warnings)


def places_given(columns: Sequence[str], mapping: Mapping[str, str]) -> dict[str, str]:
    """The places of the columns whose headings were given, by these headings; `mapping` is the document's."""
    places = ((heading, name_of_place(number)) for number, heading in enumerate(columns, 1))
    return {heading: place for heading, place in places if place in mapping and heading and place != heading}


def _anew(other: Mapping[str, str], called: Mapping[str, str]) -> dict[str, str]:
    return {called.get(heading, heading): text for heading, text in other.items()}
