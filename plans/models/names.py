"""A name or a title is one line in which something can be seen: said beside the field, and kept by the database."""

from django.core.validators import RegexValidator
from django.db.models import CheckConstraint, Q

from plans.one_line import ONE_LINE, PATTERN

one_line = RegexValidator(PATTERN, ONE_LINE)


def kept_on_one_line(field: str, *, name: str) -> CheckConstraint:
    """The rule for whoever writes past a form; what may be empty says so of itself."""
    condition = Q(**{field: ""}) | Q(**{f"{field}__regex": PATTERN})
    return CheckConstraint(condition=condition, name=name, violation_error_message=ONE_LINE)
