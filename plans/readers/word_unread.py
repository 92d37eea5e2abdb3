"""What a Word file holds besides its text: page headers, comments, hidden and deleted words, prompts."""

from collections.abc import Iterable, Iterator
from itertools import islice

from docx.document import Document
from lxml import etree

from .document import DocumentWarning
from .texts import counted, one_line, quoted
from .word_numbering import W
from .word_text import is_prompt, runs_set

_MOST_SECTIONS = 100


def warnings_of_unread(document: Document, comments: etree._Element | None) -> Iterator[DocumentWarning]:
    body = document.element.body
    prompts = [control for control in body.iter(f"{W}sdt") if is_prompt(control)]
    found = (
        ("pages", "header or footer is", "headers and footers are", _headers(document)),
        ("comments", "comment is", "comments are", comments.iterfind(f"{W}comment") if comments is not None else ()),
        ("hidden words", "piece is hidden, and", "pieces are hidden, and", runs_set(body, "vanish")),
        ("tracked changes", "piece is deleted, and", "pieces are deleted, and", body.iter(f"{W}del")),
        ("prompts", "prompt that nobody has answered is", "prompts that nobody has answered are", prompts),
    )
    for where, one, more, elements in found:
        if texts := _texts(elements):
            told = f"{counted(len(texts), one, more)} left out: {quoted(*texts)}"
            yield DocumentWarning(where=where, message=told)


def _texts(elements: Iterable[etree._Element]) -> list[str]:
    return list(dict.fromkeys(filter(None, map(_text, elements))))


def _headers(document: Document) -> Iterator[etree._Element]:
    for section in islice(document.sections, _MOST_SECTIONS):
        parts = section.header, section.footer, section.first_page_header, section.first_page_footer
        yield from (part._element for part in parts)


def _text(element: etree._Element) -> str:
    return one_line("\n".join(element.itertext(f"{W}t", f"{W}delText")))
