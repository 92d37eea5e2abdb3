"""What is known of a plan's columns from its versions: what a person once said of them holds for the next document."""

from plans.models import Plan
from plans.readers.columns import field_of_heading, fields_of_headings


def known_mapping(plan: Plan) -> dict[str, str]:
    """What the columns were whose headings do not say it, "" where they are the plan's own; a later version knows
    better.
    """
    columns = [
        (heading, field, told)
        for version in plan.versions.by_date()
        for heading, field, told in zip(
            version.columns, version.column_fields, fields_of_headings(version.columns), strict=True
        )
    ]
    return {heading: field for heading, field, told in columns if field != told or not field_of_heading(heading)}
