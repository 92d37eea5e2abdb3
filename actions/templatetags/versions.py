from django import template

from actions.as_printed import anchor
from actions.models import ActionVersion

register = template.Library()


@register.filter
def printed_at(action_version: ActionVersion) -> str:
    """The address of an action version on the page of its plan version."""
    return f"{action_version.version.get_absolute_url()}#{anchor(action_version)}"
