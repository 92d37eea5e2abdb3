"""What is known of a plan's columns from its versions: what a person once said of them holds for the next document."""

from plans.models import Plan
from plans.readers.columns import field_of_heading, fields_of_headings, is_name_of_place, names_of
from plans.readers.given_headings import places_given
from plans.readers.grids import are_known_headings


def known_headings(plan: Plan) -> list[str]:
    """Those that the last of its versions printed, in their order, where nobody would know them for headings."""
    last = plan.versions.by_date().last()
    headings = [heading for heading in last.columns if heading and not is_name_of_place(heading)] if last else []
    return [] if are_known_headings(headings) else headings


def given_headings(plan: Plan) -> dict[str, str]:
    """Those that columns were given that print none, by their places; a later version knows better."""
    given: dict[str, str] = {}
    for version in plan.versions.by_date():
        given |= {place: heading for heading, place in places_given(version.columns, version.mapping).items()}
    return given


def known_mapping(plan: Plan) -> dict[str, str]:
    """What the columns were whose headings do not say it, "" where they are the plan's own; a later version knows
    better.
    """
    known: dict[str, str] = {}
    for version in plan.versions.by_date():
        fields = version.column_fields
        names = names_of(version.columns)
        if all(map(is_name_of_place, names)):
            known |= dict(zip(names, fields, strict=True))
        known |= {name: field for name, field in version.mapping.items() if is_name_of_place(name)}
        for heading, field, told in zip(version.columns, fields, fields_of_headings(version.columns), strict=True):
            is_told = field == told and bool(field_of_heading(heading))
            if not is_told and (not field or fields.count(field) == 1):  # more are of several tables
                known[heading] = field
    return known
