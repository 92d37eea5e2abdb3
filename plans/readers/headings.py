"""Which lines are headings, what number a heading has, and which of them is the document's title."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from plans.folding import fold

from .contents import Heading, Paragraph, Part, Table

_KINDS = (
    "section|programme|program|priority(?: action)?|theme|objective|workstream|part|strand|goal|aim|project|chapter"
    "|ambition|direction|element|driver|standard|requirement|pillar"
    "|area(?: (?:of|for) (?:weakness|focus|improvement|concern))?"
    "|mission|domain|outcome|commitment|recommendation|enabler"
)
_NUMBERED = re.compile(
    rf"(?i)(?:(?P<kind>(?:strategic )?(?:{_KINDS}))\s+)?"
    r"(?P<number>[0-9]{1,2}(?:\.[0-9]{1,2}){0,3}|(?(kind)(?-i:[IVX]{1,4})\b|(?!))|(?-i:[A-Z])(?=[.):]|(?(kind)\s[–—-]\s|[.):])))"
    r"(?:\s*[.):]+\s*|\s+[–—-]\s+|\s+(?=(?-i:[A-Z“‘\"'])))(?P<title>\S.*)"
)
# A line that says how old what follows is: "Position at 30 September 2021", "Version 3.1".
_DATED = re.compile(
    r"(?i)(?:(?:position|status|progress|figures|correct|as) (?:as )?(?:at|of|on)"
    r"|(?:date |last |next )?(?:updated?|reviewed?|revised|revision|amended|published|issued|approved|agreed|printed"
    r"|dated?|as of|version|draft)|v)\b[^a-z]*(?:[a-z]+\W*){0,3}[0-9].*"
)
PAGE_NUMBER = re.compile(
    r"(?:page|pg\.?)\s+\d+(?:\s*(?:of|/)\s*\d+)?|(?:-- )?\d+ (?:of|[|/]) \d+(?: --)?|- ?\d+ ?-", re.IGNORECASE
)
# A line that adds something to what stands around it: "Note: paused", "NB paused", "* paused".
_NOTE = re.compile(r"(?i)(?:please )?notes?\b.{0,12}[:=–-]|please note\b|note that\b|n\.?b\b|\*")
_LABELLED = re.compile(r"(?:[A-Z]\w*)(?: \w+){0,4}: \S")
_CONTINUED = re.compile(r"(?i)(?<![\s(\[–-])[\s(\[–-]*\b(?:continued|cont['’]?d?\.?)[)\]]?$")
_LONGEST = 150
_MOST_WORDS = 14
_DAY = re.compile(
    r"(?:\d{1,2} )?(?:January|February|March|April|May|June|July|August|September|October|November|December) \d{4}"
)
_BODY = re.compile(
    r"(?:[A-Z][\w’'.&-]*|of|and|the|for|&|with)(?: (?:[A-Z][\w’'.&-]*|of|and|the|for|&|with))*"
    r" (?:Council|Authority|Trust|Partnership|Association|Constabulary|Police|Academy|School|College|University|Ltd)"
    rf"|{_DAY.pattern}"
)
_TITLE_PAGE = re.compile(r"(?i)(?:contents|table of contents|appendix(?: \w+)?|annex(?: \w+)?|agenda(?: item.*)?|end)$")


@dataclass(frozen=True)
class SectionHeading:
    """`kind` is the word that a heading puts before its number ("Programme 1 – Early help"), where it has one."""

    number: str
    title: str
    kind: str = ""


def section_heading(text: str) -> SectionHeading:
    """What a heading says of the section below it; a heading without a number is all title."""
    match = _NUMBERED.fullmatch(text)
    if not match or _DAY.fullmatch(text) or (match["title"] and match["title"][0].islower() and not match["kind"]):
        return SectionHeading("", text)
    return SectionHeading(match["number"], match["title"], match["kind"] or "")


def words_of(heading: Heading | None) -> SectionHeading:
    return section_heading(without_continued(heading.text) if heading else "")


def is_numbered(text: str) -> bool:
    """Whether it is the heading of a numbered section: "2. Homes", "2.0 Homes", "Programme 1 – Early help".

    But not "2.3 Homes".
    """
    number = section_heading(text).number.removesuffix(".0")
    return bool(number) and "." not in number


def says_of_what_kind(text: str) -> bool:
    """Whether a line names what it heads, even in a sentence: "Recommendation 1: Say why."."""
    return bool(section_heading(text).kind) and "\n" not in text and len(text) <= 2 * _LONGEST


def looks_like_heading(text: str) -> bool:
    """Whether a line that stands alone reads like a heading rather than like a sentence."""
    if (
        "\n" in text
        or " | " in text
        or not re.search(r"[^\W\d_]", text)
        or text.startswith("- ")
        or text.endswith((".", ";", ",", ":", "!"))
    ):
        return False
    if is_numbered(text):
        return len(text) <= 2 * _LONGEST
    if is_note(text) or _DATED.fullmatch(text) or PAGE_NUMBER.fullmatch(text):
        return False
    return not text[0].islower() and len(text) <= _LONGEST and len(text.split()) <= _MOST_WORDS


def is_note(text: str) -> bool:
    """Whether a line says by its first words that it is one."""
    return bool(_NOTE.match(text))


def with_headings(parts: Iterable[Part]) -> list[Part]:
    """The parts, with those paragraphs made headings that are so without being marked as such.

    Where a document marks its headings, a paragraph is one only as the first, before a table, or with a number.
    """
    parts = list(parts)
    marked = any(isinstance(part, Heading) for part in parts)
    found: list[Part] = []
    for place, part in enumerate(parts):
        if not isinstance(part, Paragraph):
            found.append(part)
            continue
        before_table = any(isinstance(after, Table) for after in parts[place + 1 : place + 2])
        if _goes_on(part, found) and not marked:
            found[-1] = Heading(text=f"{found[-1].text} {part.text}", place=found[-1].place)  # type: ignore[union-attr]
        elif looks_like_heading(part.text) and (not (marked and found) or before_table or is_numbered(part.text)):
            found.append(Heading(text=part.text, place=part.place))
        else:
            found.append(part)
    return found


def _goes_on(part: Paragraph, found: list[Part]) -> bool:
    """Whether the paragraph is the second line of the heading just found: "for children 2023-25"."""
    capital = part.text[:1].upper() + part.text[1:]
    begins_small = part.text[:1].islower() and looks_like_heading(capital)
    return begins_small and bool(found) and isinstance(found[-1], Heading)


def title_of(parts: Sequence[Part]) -> Heading | None:
    """The heading above everything that names the document; none where it is the first table's own, since at least
    half of the others have one of theirs.
    """
    above: list[Heading] = []
    for part in parts:
        if isinstance(part, Table):
            break
        if isinstance(part, Heading) and not part.of_sheet:
            if section_heading(part.text).number:
                break
            above.append(part)
    return None if len(above) == 1 and _heads_one_table_of_several(above[0], parts) else _naming_the_document(above)


def _heads_one_table_of_several(heading: Heading, parts: Sequence[Part]) -> bool:
    tables = [at for at, part in enumerate(parts) if isinstance(part, Table) and part.columns]
    first, *others = [parts[at - 1] if at else None for at in tables] or [None]
    headed = [part for part in others if isinstance(part, Heading) and part.text != heading.text]
    return first is heading and 0 < len(others) <= len(headed) * 2


def _naming_the_document(headings: Iterable[Heading]) -> Heading | None:
    """The one that does, and does not say who or what day it is of."""
    headings = [heading for heading in headings if not is_numbered(heading.text)]
    fitting = [heading for heading in headings if not _TITLE_PAGE.match(heading.text)]
    fitting = [heading for heading in fitting if not _BODY.fullmatch(heading.text)] or fitting
    return next(iter([heading for heading in fitting if " " in heading.text] or fitting or headings), None)


def heading_of(part: Heading, before: Heading | None, title: Heading | None, *, is_below: bool) -> Heading | None:
    """The heading of what follows: none below the title, though lines may stand above it; the one before where a page
    repeats that, or where the line below it says something of it.
    """
    if part is title:
        return None
    if title and fold(without_continued(part.text)) == fold(title.text):
        return before
    of_section = is_below and before is not None and _says_something_of(before.text, part.text)
    return before if of_section else part


def _says_something_of(heading: str, below: str) -> bool:
    """Whether the line below a numbered heading does so, as "Outcome: homes are dry" does, and is not the next of its
    kind, as "Priority 3: Renting" is below "Priority 2: Homes".
    """
    kind, next_kind = section_heading(heading).kind, section_heading(below).kind
    is_next = bool(kind) and fold(kind) == fold(next_kind)
    return is_numbered(heading) and bool(_LABELLED.match(below)) and not is_next


def without_continued(text: str) -> str:
    return _CONTINUED.sub("", text)
