"""What a person typed into a form that can no longer be kept, as far as what was sent tells, to be shown to them."""

from collections.abc import Iterator
from dataclasses import dataclass

from django import forms
from django.http import QueryDict
from django.utils.html import strip_tags

from plans.fingerprints import plain
from plans.kept_posts import CALLED, FIELDS, SEEN

_TICKED = "on"
_FEW = 2  # words that a choice or a mark may have, too


@dataclass(frozen=True)
class TypedWords:
    """`was` is what stood there before, None where the form did not say; so it is with what it was typed for, ""."""

    text: str
    was: str | None
    typed_for: str


def typed_words(sent: QueryDict) -> list[TypedWords]:
    """Each text that differs from what the person saw in its field; or, where that was not sent, that is a text."""
    texts = {name: plain(str(value)) for name, value in sent.items()}
    found = []
    for name, text in texts.items():
        was = texts.get(f"{SEEN}{name}")
        is_typed = len(text.split()) > _FEW if was is None else text not in {was, _TICKED}
        if is_typed and text and name not in FIELDS and not name.startswith((SEEN, CALLED)):
            found.append(TypedWords(text, was, texts.get(f"{CALLED}{name}", "")))
    return found


def fields_called(form: forms.BaseForm) -> Iterator[tuple[str, str]]:
    """For each field of words what they are typed for, to be sent along: whatever the form is about may have gone."""
    about = getattr(form, "about", "")
    for field in form:
        if isinstance(field.field, forms.CharField) and not field.is_hidden:
            called = strip_tags(str(field.label))
            yield f"{CALLED}{field.html_name}", f"{about}: {called}" if about else called
