"""What is printed on every page and belongs to none: page numbers, running titles, the name of an appendix."""

import re
from collections import Counter, defaultdict
from itertools import pairwise
from operator import itemgetter

from ..headings import PAGE_NUMBER, section_heading
from .lines import Line
from .words import SMALL_WORDS, is_of_date

_LABEL = re.compile(
    r"(?:(?:appendix|annex|annexe|agenda item|item|enclosure)\s+\w{1,3}|official(?:[ -]+sensitive)?|draft|confidential"
    r"|not for publication|public)[.:]?",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"[0-9]{1,3}")
_OF_ALL_PAGES = re.compile(r"(?<=\d) ?(?:of|/) ?(\d+)$")
_ENDS_WITH_NUMBER = re.compile(r"(?<=\S )[Pp]age \d{1,3}(?: of \d{1,3})?$|(?<=\S )\| \d{1,3}$")
_LONGEST = 15  # words
_NEAR = 3  # lines on either side of the end of a page
_FEWEST_COUNTED, _FEWEST_WORDS, _SHORTEST_PAGE, _MOST_DIGITS = 3, 3, 10, 4  # pages; words of a line; lines; of a number
_MANY_WORDS = 6  # of a line
_REFERENCE = re.compile(r"(?!p(?:age)?\d)[a-z]+[/.-]?\d+[.:)]?|\d+(?:\.\d+)+[.:)]?", re.IGNORECASE)
_PAPER = re.compile(r"[A-Z]+[/.-]\S*\d\S* \d{1,3}")  # "FIN/25/64 1"


def without_furniture(lines: list[Line], heading_begins: set[int]) -> tuple[list[Line], list[Line]]:
    """The lines of the plan, and those of its pages. `heading_begins`: where rows of column headings begin."""
    opens = {index for index, line in enumerate(lines) if line.opens_page}
    tops = {
        place
        for index in heading_begins
        for place in range(index - _NEAR, index)
        if opens & {*range(place - _NEAR, place + 1)}
    }
    ends = {place for end in opens | heading_begins | {len(lines)} for place in range(end - _NEAR, end)}
    ends |= {place for start in opens for place in range(start, start + _NEAR)}
    places: dict[str, list[int]] = defaultdict(list)
    for index, line in enumerate(lines):
        if len(line.words) <= _LONGEST:
            places[_folded(line)].append(index)
    furniture: set[int] = set()
    for text, indexes in places.items():
        if _are_sections([lines[index].text for index in indexes]):
            continue
        if _repeats(text, indexes, tops=tops, ends=ends) or _count_pages(lines, indexes):
            furniture.update(indexes)
        else:
            furniture.update(index for index in indexes if _names_a_page(lines[index], at_end=index in ends))
    furniture |= _page_numbers(lines, ends)
    furniture |= _titles_above_headings(lines, heading_begins) | _feet_above_headings(lines, heading_begins)
    furniture |= _running_titles(lines, furniture, heading_begins)
    furniture |= _beginnings(lines, furniture) | _running_ends(lines, furniture)
    return _without(lines, furniture), [lines[index] for index in sorted(furniture)]


def _page_numbers(lines: list[Line], ends: set[int]) -> set[int]:
    """Numbers that stand alone, most of them at the ends of pages, and count these: the longest run that does."""
    none = (0, 0, -1)
    runs: dict[int, tuple[int, int, int]] = {}  # by the number it ends with: how many at ends, less how many, the last
    befores: dict[int, int] = {}
    for index, line in enumerate(lines):
        if _NUMBER.fullmatch(line.text):
            number = int(line.text)
            found, less, befores[index] = runs.get(number - 1, none)
            runs[number] = max((found + (index in ends), less - 1, index), runs.get(number, none))
    found, less, index = max(runs.values(), key=itemgetter(0, 1), default=none)
    if found < 2 or found * 2 <= -less:
        return set()
    best = set()
    while index >= 0:
        best.add(index)
        index = befores[index]
    return best


def _titles_above_headings(lines: list[Line], heading_begins: set[int]) -> set[int]:
    """The paper's first line, where it stands again right above the headings of columns, as it did not at first."""
    again = {begin - 1 for begin in heading_begins if begin > 1 and lines[begin - 1].words == lines[0].words}
    return again if 1 not in heading_begins else set()


def _feet_above_headings(lines: list[Line], heading_begins: set[int]) -> set[int]:
    """The paper's last line, where it stands also right above headings of columns printed again, and nowhere else.

    Few words may be the last of two rows, and fewer of three.
    """
    _, *again = sorted(heading_begins) or [0]
    if not again:
        return set()
    last, words = len(lines) - 1, len(lines[-1].words)
    printed = {index for index, line in enumerate(lines) if _folded(line) == _folded(lines[-1])}
    often = words >= _MANY_WORDS or (words >= _FEWEST_WORDS and len(printed) >= _FEWEST_COUNTED)
    if not (often or _LABEL.fullmatch(lines[-1].text)):
        return set()
    return printed if {last} < printed <= {last, *(begin - 1 for begin in again)} else set()


def _running_titles(lines: list[Line], furniture: set[int], heading_begins: set[int]) -> set[int]:
    """What stands first on pages and nowhere else, below the end of the page before; the document's own title stays."""
    printed = Counter(line.text for line in lines)
    known = furniture | {*range(len(lines[:2]))}
    tops = Counter(lines[index].text for index in known)  # of what is known to stand first, or to be furniture
    found: set[int] = set()
    first = furniture
    while first:
        first = {index + 1 for index in first if index + 1 < len(lines)} - furniture - found - heading_begins
        added = Counter(lines[index].text for index in first - known)
        first = {index for index in first if 1 < printed[text := lines[index].text] == tops[text] + added[text]}
        found |= first
        tops.update(lines[index].text for index in first - known)
    return found


def _beginnings(lines: list[Line], furniture: set[int]) -> set[int]:
    """The first half of what stands on two lines here, and on one line on other pages."""
    texts = {_folded(lines[index]) for index in furniture}
    above = {index - 1 for index in furniture if index} - furniture
    return {index for index in above if f"{_folded(lines[index])} {_folded(lines[index + 1])}" in texts}


def _running_ends(lines: list[Line], furniture: set[int]) -> set[int]:
    """What stands above the end of each page, and nowhere else, but for the numbers in it: line by line, from below.

    Of two pages, what has a date and few words may be of two rows.
    """
    found: set[int] = set()
    printed = Counter(map(_folded, lines[:-1]))
    ends = {index for index in furniture if index - 1 not in furniture and index}
    while len(ends) > 1:
        above = {index - 1 for index in ends if index}
        text, *others = {_folded(lines[index]) for index in above}
        short = "#" not in text and len(text.split()) < _FEWEST_WORDS
        few = len(ends) < _FEWEST_COUNTED and len(text.split()) < _MANY_WORDS
        dated = few and any(map(is_of_date, lines[min(above)].words))
        if others or printed[text] > len(above) or short or dated:
            break
        found |= above
        ends = above
    return found


def _without(lines: list[Line], furniture: set[int]) -> list[Line]:
    """What stood below furniture opens a page."""
    kept: list[Line] = []
    opens_page = False
    for index, line in enumerate(lines):
        if index in furniture:
            opens_page = True
            continue
        line.opens_page = line.opens_page or opens_page
        opens_page = False
        kept.append(line)
    return kept


def _folded(line: Line) -> str:
    return re.sub(r"\d+", "#", line.text.casefold())


def _names_a_page(line: Line, *, at_end: bool) -> bool:
    """Whether it has a page's number or label alone, or at the end of a page both, or ends with "Page 1" or "| 1"."""
    label, space, number = line.text.rpartition(" ")
    both = space and _NUMBER.fullmatch(number) and _LABEL.fullmatch(label)
    alone = PAGE_NUMBER.fullmatch(line.text) or (line.opens_page and _LABEL.fullmatch(line.text))
    return bool(alone or (at_end and (both or _ENDS_WITH_NUMBER.search(line.text))))


def _are_sections(texts: list[str]) -> bool:
    """Whether they are headings that say what they number, each with a number of its own: "Domain 1. Actions"."""
    return len({*texts}) > 1 and all(section_heading(text).kind for text in texts)


def _repeats(text: str, indexes: list[int], *, tops: set[int], ends: set[int]) -> bool:
    """Above the headings of a page a second time; or at the end of pages, and nowhere else, like nothing in a cell."""
    if len(indexes) == 1:
        return False
    if tops.issuperset(indexes):
        return True
    numbered = "#" in text and (len(text) <= 3 or len(text.split()) > 2)
    return len(indexes) > 2 and (numbered or len(text.split()) > 4) and ends.issuperset(indexes)


def _count_pages(lines: list[Line], indexes: list[int]) -> bool:
    """Lines far apart, but for a short last page, that say the same with a last number that is one more each time.

    Two are enough where the first says 1, or the last says of how many pages it is the last.
    """
    if len(indexes) == 1:
        return False
    numbers = [re.findall(r"\d+", _OF_ALL_PAGES.sub("", lines[index].text)) for index in indexes]
    first = lines[indexes[0]]
    if not numbers[0] or (len(first.words) < _FEWEST_WORDS and not _PAPER.fullmatch(first.text)) or _begins_row(first):
        return False
    others, lasts = {tuple(found[:-1]) for found in numbers}, [found[-1] for found in numbers]
    said = "page" in first.text.casefold()
    totals = {match[1] for index in indexes if (match := _OF_ALL_PAGES.search(lines[index].text))}
    whole = (lasts[0] == "1" and (said or indexes[-1] == len(lines) - 1)) or totals == {lasts[-1]}
    if len(others) > 1 or (len(indexes) < _FEWEST_COUNTED and not whole) or max(map(len, lasts)) > _MOST_DIGITS:
        return False
    far = all(after - before > _SHORTEST_PAGE for before, after in pairwise(indexes[:-1]))
    return far and [int(last) for last in lasts] == list(range(int(lasts[0]), int(lasts[0]) + len(lasts)))


def _begins_row(line: Line) -> bool:
    """Whether its only number is that of a row, before words: "A1" or "1.1", or any before words that go on below.

    Rows may begin alike: "MD1 The trust must ensure that", as regulators put it.
    """
    first, *others = line.words
    if not others or any(map(re.compile(r"\d").search, others)):
        return False
    return bool(_REFERENCE.fullmatch(first)) or others[-1] in SMALL_WORDS
