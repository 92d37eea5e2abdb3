"""Words struck through by hand: left out where others stand beside them, as what they were before those were put there.

Where nothing else stands in a cell or a paragraph they are read all the same, since a struck row may be one that is
done. Both are told.
"""

import re
from collections.abc import Callable, Iterable, Iterator

from lxml import etree

from .document import DocumentWarning
from .texts import counted, quoted


def take_out_struck(
    struck: Iterable[etree._Element],
    *,
    stands_in: Callable[[etree._Element], etree._Element],
    text_of: Callable[[etree._Element], str],
    take_out: Callable[[etree._Element], None],
) -> Iterator[DocumentWarning]:
    """Take them out of their tree, of which each `stands_in` a cell or a paragraph."""
    places: dict[etree._Element, list[etree._Element]] = {}
    for element in struck:
        places.setdefault(stands_in(element), []).append(element)
    left_out: list[str] = []
    read: list[str] = []
    for place, elements in places.items():
        texts = list(map(text_of, elements))
        has_more = _letters(text_of(place)) > sum(map(_letters, texts))
        (left_out if has_more else read).extend(filter(str.strip, texts))
        for element in elements if has_more else ():
            take_out(element)
    yield from _told(left_out, "left out")
    yield from _told(read, "read all the same")


def _letters(text: str) -> int:
    return len(re.findall(r"\w", text))


def _told(texts: list[str], what: str) -> Iterator[DocumentWarning]:
    if texts:
        struck = counted(len(texts), "piece is struck through, and", "pieces are struck through, and")
        yield DocumentWarning(where="struck through", message=f"{struck} {what}: {quoted(*dict.fromkeys(texts))}")
