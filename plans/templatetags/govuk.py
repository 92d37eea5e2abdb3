from django import forms, template
from django.forms import BoundField
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString

from plans import kept_posts

register = template.Library()

_CLASSES: list[tuple[type[forms.Widget], str]] = [
    (forms.CheckboxInput, "govuk-checkboxes__input"),
    (forms.Select, "govuk-select"),
    (forms.Textarea, "govuk-textarea"),
    (forms.FileInput, "govuk-file-upload"),
    (forms.widgets.Input, "govuk-input"),
]
_CHOICES: dict[type[forms.Widget], str] = {forms.CheckboxSelectMultiple: "checkboxes", forms.RadioSelect: "radios"}


@register.simple_tag
def govuk_widget(field: BoundField) -> SafeString:
    """The field's widget with GOV.UK Frontend's classes; radios and checkboxes as their component.

    A browser would cut off without a word what is longer than it is told: the form says so instead.
    """
    widget = field.field.widget
    widget.attrs.pop("maxlength", None)
    if component := _CHOICES.get(type(widget)):
        widget.attrs["class"] = f"govuk-{component}__input"
        field.__dict__.pop("subwidgets", None)  # an error summary above has made them without the class
        return render_to_string("govuk/radios.html", {"field": field, "component": component})
    name = next((name for kind, name in _CLASSES if isinstance(widget, kind)), "")
    error = f"{name}--error" if field.errors and name else ""
    return field.as_widget(attrs={"class": " ".join(filter(None, [name, error, widget.attrs.get("class", "")]))})


@register.simple_tag(takes_context=True)
def kept_for(context: template.Context) -> SafeString:
    """Within a form: what is sent is kept if the session has ended by then, for the person it is shown to."""
    stamp = kept_posts.stamp_for(context["request"].user)
    return format_html('<input type="hidden" name="{}" value="{}">', kept_posts.STAMP, stamp)
