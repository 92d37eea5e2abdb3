"""The words of Word's paragraphs, as a reader of the page sees them."""

from lxml import etree

from .picture_letters import of_pictures, sign_of
from .word_numbering import W, value

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_GONE = {f"{W}{name}" for name in ("del", "moveFrom", "txbxContent", "pPr", "rPr", "delText", "instrText")}
_MARKS = {f"{W}tab": " ", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}


def text_of(element: etree._Element) -> str:
    if element.tag in _GONE or is_prompt(element) or is_set(element, "vanish"):
        return ""
    if element.tag == f"{W}t":
        return element.text or ""
    if element.tag == f"{W}sym":
        return _sign(value(element, "font"), value(element, "char"))
    if element.tag == f"{MC}AlternateContent":
        return "".join(text_of(child) for child in element[:1])
    text = _MARKS.get(element.tag, "") + "".join(map(text_of, element))
    font = value(element.find(f"{W}rPr/{W}rFonts"), "ascii") if element.tag == f"{W}r" else ""
    return sign_of(font, text) if of_pictures(font) and len(text) == 1 and text.isprintable() else text


def is_prompt(element: etree._Element) -> bool:
    """Whether it is a control that nobody has filled in, and asks to be."""
    return element.tag == f"{W}sdt" and element.find(f"{W}sdtPr/{W}showingPlcHdr") is not None


def is_set(run: etree._Element, name: str) -> bool:
    """Whether a run is set so: struck through, hidden."""
    mark = run.find(f"{W}rPr/{W}{name}") if run.tag == f"{W}r" else None
    return mark is not None and value(mark) not in ("0", "false", "off")


def ends_deleted(paragraph: etree._Element) -> bool:
    """Whether its end was deleted under tracking, so that the next one goes on with it."""
    return paragraph.find(f"{W}pPr/{W}rPr/{W}del") is not None


def _sign(font: str, code: str) -> str:
    try:
        return sign_of(font, chr(int(code, 16)))
    except (ValueError, OverflowError):
        return ""
