from django import forms, template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from actions.typed_words import fields_called

register = template.Library()


@register.simple_tag
def typed_for(form: forms.BaseForm) -> SafeString:
    """Within a form, hidden: what its words are typed for, should they not be kept."""
    return format_html_join("", '<input type="hidden" name="{}" value="{}">', fields_called(form))
