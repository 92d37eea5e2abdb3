"""What a Word file holds besides its text: page headers, comments, hidden words, prompts, words struck through."""

from collections.abc import Iterator
from itertools import islice

from docx.document import Document
from lxml import etree

from .document import DocumentWarning
from .texts import one_line, quoted
from .word_numbering import W
from .word_text import is_prompt, runs_set

_MOST_SECTIONS = 100


def warnings_of_unread(document: Document, comments: etree._Element | None) -> Iterator[DocumentWarning]:
    body = document.element.body
    prompts = [control for control in body.iter(f"{W}sdt") if is_prompt(control)]
    found = (
        ("pages", "headers and footers are left out", _headers(document)),
        ("comments", "comments are left out", comments.iterfind(f"{W}comment") if comments is not None else ()),
        ("hidden words", "words or more are hidden, and left out", runs_set(body, "vanish")),
        ("prompts", "prompts that nobody has answered are left out", prompts),
        ("struck through", "pieces are struck through, and read all the same", runs_set(body, "strike", "dstrike")),
    )
    for where, told, elements in found:
        texts = dict.fromkeys(filter(None, map(_text, elements)))
        if texts:
            yield DocumentWarning(where=where, message=f"{len(texts)} {told}: {quoted(*texts)}")


def _headers(document: Document) -> Iterator[etree._Element]:
    for section in islice(document.sections, _MOST_SECTIONS):
        parts = section.header, section.footer, section.first_page_header, section.first_page_footer
        yield from (part._element for part in parts)


def _text(element: etree._Element) -> str:
    return one_line("\n".join(element.itertext(f"{W}t")))
