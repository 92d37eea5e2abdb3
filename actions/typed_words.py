"""What a person typed into a form that can no longer be kept, as far as what was sent tells, to be shown to them."""

from dataclasses import dataclass

from django.http import QueryDict

from plans.fingerprints import plain
from plans.kept_posts import FIELDS

_SEEN = "initial-"  # before the name of a field, what the person saw in it
_TICKED = "on"
_FEW = 2  # words that a choice or a mark may have, too


@dataclass(frozen=True)
class TypedWords:
    """`was` is what stood there before, None where the form did not say."""

    text: str
    was: str | None


def typed_words(sent: QueryDict) -> list[TypedWords]:
    """Each text that differs from what the person saw in its field; or, where that was not sent, that is a text."""
    texts = {name: plain(str(value)) for name, value in sent.items()}
    found = []
    for name, text in texts.items():
        was = texts.get(f"{_SEEN}{name}")
        is_typed = len(text.split()) > _FEW if was is None else text not in {was, _TICKED}
        if is_typed and text and name not in FIELDS and not name.startswith(_SEEN):
            found.append(TypedWords(text, was))
    return found
