"""The words of Word's paragraphs, as a reader of the page sees them."""

from collections.abc import Iterator

from lxml import etree

from .document import DocumentWarning
from .picture_letters import of_pictures, sign_of
from .struck import take_out_struck
from .word_numbering import W, value

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_RUN, _WORDS, _CONTROL = (f"{W}{name}" for name in ("r", "t", "sdt"))
_GONE = {f"{W}{name}" for name in ("del", "moveFrom", "txbxContent", "pPr", "rPr", "delText", "instrText")}
_MARKS = {f"{W}tab": " ", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}


def text_of(element: etree._Element) -> str:
    tag = element.tag
    if tag == _WORDS:
        return element.text or ""
    if tag in _GONE or (tag == _CONTROL and is_prompt(element)):
        return ""
    if tag == _RUN:
        return _text_of_run(element)
    if tag == f"{W}sym":
        return _sign(value(element, "font"), value(element, "char"))
    if tag == f"{MC}AlternateContent":
        return "".join(text_of(child) for child in element[:1])
    return _MARKS.get(tag, "") + "".join(map(text_of, element))


def is_prompt(element: etree._Element) -> bool:
    """Whether it is a control that nobody has filled in, and asks to be."""
    return element.tag == _CONTROL and element.find(f"{W}sdtPr/{W}showingPlcHdr") is not None


def runs_set(body: etree._Element, *names: str) -> Iterator[etree._Element]:
    """The runs within it that are set so: struck through, hidden."""
    for mark in body.iter(*(f"{W}{name}" for name in names)):
        run = mark.getparent().getparent()
        if run is not None and run.tag == _RUN and is_on(mark):
            yield run


def without_struck(body: etree._Element) -> Iterator[DocumentWarning]:
    """Of the words struck through, the warnings; those are taken out that others stand beside."""
    runs = dict.fromkeys(runs_set(body, "strike", "dstrike"))
    return take_out_struck(
        [run for run in runs if text_of(run).strip() and not _is_within_gone(run)],
        stands_in=lambda run: next(run.iterancestors(f"{W}tc"), next(run.iterancestors(f"{W}p"), run)),
        text_of=text_of,
        take_out=_take_out_words,
    )


def _is_within_gone(run: etree._Element) -> bool:
    return next(run.iterancestors(f"{W}del", f"{W}moveFrom"), None) is not None


def _take_out_words(run: etree._Element) -> None:
    """The words alone: a text box may hang on them."""
    for words in run.findall(_WORDS):
        run.remove(words)


def is_on(mark: etree._Element | None) -> bool:
    return mark is not None and value(mark) not in ("0", "false", "off")


def ends_deleted(paragraph: etree._Element) -> bool:
    """Whether its end was deleted under tracking, so that the next one goes on with it."""
    return paragraph.find(f"{W}pPr/{W}rPr/{W}del") is not None


def _text_of_run(run: etree._Element) -> str:
    properties = run.find(f"{W}rPr")
    if properties is not None and is_on(properties.find(f"{W}vanish")):
        return ""
    text = "".join(map(text_of, run))
    if properties is None or len(text) != 1:
        return text
    font = value(properties.find(f"{W}rFonts"), "ascii")
    return sign_of(font, text) if of_pictures(font) and text.isprintable() else text


def _sign(font: str, code: str) -> str:
    try:
        return sign_of(font, chr(int(code, 16)))
    except (ValueError, OverflowError):
        return ""
