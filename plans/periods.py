"""The days, months, quarters, seasons and years that words name. Pure: no Django, and nothing of any one plan's
vocabulary; `timeframes` says what a plan means by them.

Where British usage leaves a choice:

- "2020/21", "2020-21" and "2020/2021" are the financial year to 31 March 2021 (an "academic" or "school" year, to
  31 August); "2018-2020" and "2023-25" are calendar years; "Q4 2020", like "Q4 2020/21", is January to March 2021;
- "H1 2026", "1H 2026" and "the first half of 2026" are to 30 June, "H2 2026" to 31 December; of 2025/26 the halves
  are to 30 September and 31 March;
- spring ends on 31 May, summer 31 August, autumn 30 November, winter the last day of the following February, Easter
  30 April, Christmas 31 December; the spring, summer and autumn terms 30 April, 31 July and 31 December;
- "early 2021" is to 31 March, "mid-2021" to 30 June, "early June" all of June; "Mar 21" and a pause is March 2021, as
  a British day comes first;
- a year in mid-sentence ("the 2018 findings", "Children Act 2004") is a name unless a word of time comes before it.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

Role = Literal["due", "by", "until", "start", "next", "former", "none"]

# The letters are those that match i, k and s when capitals are ignored, but are other letters.
_PLAIN = {0x131: "i", 0x130: "I", 0x17F: "s", 0x212A: "K", 0x2018: "'", 0x2019: "'", 0x2212: "-", 0: " "}
_PLAIN |= dict.fromkeys(range(0x2010, 0x2016), "-") | dict.fromkeys((0xAD, 0x200B, 0xFEFF), "")
# The first month of each, and how many months it has. Quarters are those of the financial year.
_NAMES = {name: (month, 1) for month, name in enumerate(re.findall("...", "janfebmaraprmayjunjulaugsepoctnovdec"), 1)}
_NAMES |= {"spr": (3, 3), "sum": (6, 3), "aut": (9, 3), "win": (12, 3), "eas": (3, 2), "chr": (12, 1)}
_NAMES |= {"spring term": (1, 4), "summer term": (4, 4), "autumn term": (9, 4), "": (1, 12)}
_NAMES |= {"q1": (4, 3), "q2": (7, 3), "q3": (10, 3), "q4": (1, 3), "early": (1, 3), "mid": (6, 1), "late": (10, 3)}


@dataclass(frozen=True)
class Period:
    """A day, or whole months, at `text[begin:end]`; a year of 0 is one not said. `lead` is what stands before it."""

    begin: int
    end: int
    month: int
    year: int
    months: int = 1
    day: str = ""
    role: Role = "due"
    lead: str = ""


def without_dates(words: str) -> str:
    """The words with spaces for every date, so that the numbers left are amounts. Dashes and quotes are made plain."""
    return periods_in(plain_words(words))[1].replace("\0", " ").strip("\n")


def days_and_months(words: str) -> list[str]:
    """Every part of a year that the words date something by, as printed but for dashes and quotes, in their order."""
    text = plain_words(words)
    return [text[each.begin : each.end] for each in periods_in(text)[0] if each.year and each.months < 12]


def plain_words(words: str) -> str:
    """One kind of dash, quote and space, and a line's end at either end for every rule to see."""
    return "\n" + "\n".join(" ".join(line.split()) for line in words.translate(_PLAIN).splitlines()) + "\n"


# Looser than the names of months, to no harm: what follows must still be a date.
_MONTH = r"(?P<name>(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)(?:r?uary|ch|il|ust|[eo]m?ber)?)(?![a-z])"
_DAY = r"(?P<day>[0-9]{1,2})"
_TH = r"(?:st|nd|rd|th)"
_YEAR = r"(?P<year>20[0-9]{2})(?![0-9])"
# "March 20" may be a count ("March 20 places"), so a bare "20" is a year only where the words then pause.
_MONTH_YEAR = (
    rf"\.?(?:(?:,| of| ?[-/])?[ \n]?{_YEAR}|(?: ?'|[-/])(?P<short>[0-9]{{2}})(?![\w/-])"
    r"| (?P<paused>1[6-9]|[2-4][0-9])(?= ?[;:)\]\n]| ?[.,](?![0-9])| (?:-|to|and|&) ))?"
)
_ANY_YEAR = r"(?P<year>(?:20)?[0-9]{2})"
_YEARS = r"(?P<year>20[0-9]{2}|[0-9]{2}(?=/[0-9]))(?:(?: ?/ ?|- ?)(?P<to>(?:20)?[0-9]{2}))?(?![0-9])"
_YEARS_SPAN = r"(?P<year>20[0-9]{2})(?: ?/ ?|- ?)(?P<to>(?:20)?[0-9]{2})"
_NAME_YEARS = rf"(?:(?:,| of| -)? ?\(?{_YEARS})?"
_QUARTER = r"\bq(?:uarter|tr)? ?(?P<quarter>[1-4])(?![0-9])"
_HALF = r"\b(?:f?h(?:alf )?(?P<figure>[12])(?![0-9])|(?P<word>[12]h\b|(?:first|second|1st|2nd) half))"
_SCHOOL = r"(?:academic|school) year"
# "Phase 1 June 2020" is not the first of June.
_UNNUMBERED = "".join(f"(?<!{name} )" for name in ("phase", "stage", "tranche", "part", "wave", "round", "step"))
_SHORT_YEARS_AFTER = "|".join(rf"(?<=\b{word} )" for word in ("by", "during", "until", "end of", "FY", "year"))
# A bare year is a date after one of these, or before a pause.
_TIME_WORD = re.compile(
    r"(?i)(?:[\n(&;:/.!?] ?|[ \0]- ?|\b(?:by|before|until|till|to|in|during|throughout|for|from|since|of|over|and|or"
    r"|after|end|year|early|mid|late|calendar|financial|between|due|starting|commencing|commences)[ -])$"
)
PAUSE = re.compile(r"(?i)[\n.;:,)(\]?!/&-]| [-(&]| (?:and|to|or)\b")


def _read_numeric(match: re.Match[str]) -> Iterator[Period]:
    found = match.groupdict()
    # With dots, "1.2.20" is more likely the number of a paragraph.
    if found.get("mark") != "." or len(match[0]) >= 8:
        yield Period(*match.span(), int(match["month"]), _full_year(match["year"]), day=found.get("day") or "")


def _read_named(match: re.Match[str]) -> Iterator[Period]:
    found = match.groupdict()
    year = _full_year(found["year"] or found.get("short") or found.get("paused"))
    day, to = found.get("day") or "", found.get("to")
    # "may" and "march" are verbs too: in small letters they are months only where a date is plainly meant.
    if found.get("name") in ("may", "march") and not (year and (day or _follows_time_word(match))):
        return
    name = found["name"].lower() if "name" in found else f"q{found['quarter']}"
    month, months = _NAMES.get(name) or _NAMES[name[:3]]
    # In "2020/21" the months of the new year belong to 2021.
    if year and (_is_split(year, to) or name == "q4") and month < (9 if name.endswith("term") else 4):
        year += 1
    yield Period(*match.span(), month, year, months, day)


def _read_half(match: re.Match[str]) -> Iterator[Period]:
    year, is_second = _full_year(match["year"]), (match["figure"] or match["word"])[0] in "2sS"
    is_split = _is_split(year, match["to"])
    if match["to"] and not is_split:
        yield from _read_years(match)  # of several years nobody can say which half
    else:
        first = 4 if is_split or "financial" in match[0].lower() else 1
        yield Period(*match.span(), first + (6 if is_second else 0), year, 6)


def _is_split(year: int, to: str | None) -> bool:
    """Whether it is the year of "2020/21"."""
    return bool(to) and int(to or 0) % 100 == (year + 1) % 100


def _read_years(match: re.Match[str]) -> Iterator[Period]:
    first, to = _full_year(match["year"]), match["to"]
    last = int(to) if len(to) == 4 else first // 100 * 100 + int(to)
    if last == first + 1 and (len(to) == 2 or "/" in match[0]):
        yield Period(*match.span(), 9 if re.search(_SCHOOL, match[0], re.IGNORECASE) else 4, first, 12)
    elif last > first:
        yield Period(match.start(), match.end("year"), 1, first, 12)
        yield Period(match.start("to"), match.end(), 1, last, 12)


def _read_year(match: re.Match[str]) -> Iterator[Period]:
    named = match.string.endswith((" Act ", " Regulations "), 0, match.start())
    if match["part"] or _follows_time_word(match) or (not named and PAUSE.match(match.string, match.end())):
        month, months = _NAMES[(match["part"] or "").lower()]
        yield Period(*match.span(), month, int(match["year"]), months)


def _full_year(figures: str | None) -> int:
    return int(figures or 0) + 2000 * (len(figures or "") == 2)


def _follows_time_word(match: re.Match[str]) -> bool:
    return _TIME_WORD.search(match.string[max(0, match.start() - 16) : match.start()]) is not None


# In the order they are looked for: what one form has read is blanked before the next, so that a later one may be loose.
_FORMS: tuple[tuple[Callable[[re.Match[str]], Iterator[Period]], str], ...] = (
    (_read_numeric, rf"(?<![\w-]){_YEAR}-(?P<month>[0-9]{{2}})-(?P<day>[0-9]{{2}})(?![0-9])"),
    (_read_numeric, rf"(?<![\w.£/]){_DAY}(?P<mark>[/.-])(?P<month>[0-9]{{1,2}})(?P=mark){_ANY_YEAR}(?![\w/]|\.[0-9])"),
    (_read_numeric, rf"(?<![\w.£/])(?P<month>0[1-9]|1[0-2])/{_YEAR}(?![\w/])"),
    (_read_named, rf"(?<![\w£])(?<![0-9][.,]){_UNNUMBERED}{_DAY}{_TH}?(?: of)?[ /-]?{_MONTH}{_MONTH_YEAR}"),
    (_read_named, rf"\b{_MONTH}\.? {_DAY}(?:{_TH}?,? {_YEAR}|{_TH}\b)"),
    (_read_half, rf"(?<![\w/]){_YEARS},? {_HALF}"),
    (_read_half, rf"{_HALF}(?:,| -)?(?: of)?(?: the)?(?: (?:financial )?year)? ?\(?{_YEARS}"),
    (_read_named, rf"(?<![\w/]){_YEARS},? {_QUARTER}"),
    (_read_named, _QUARTER + _NAME_YEARS),
    (_read_named, rf"\b{_MONTH}{_MONTH_YEAR}"),
    (_read_named, rf"\b(?P<name>(?:spring|summer|autumn|winter)(?: term)?|easter|christmas)\b{_NAME_YEARS}"),
    (_read_years, rf"(?:\b{_SCHOOL} )?(?<![\w£/.,-]){_YEARS_SPAN}(?![\w/])(?: {_SCHOOL})?"),
    (_read_years, rf"(?:{_SHORT_YEARS_AFTER})(?P<year>[0-9]{{2}})/(?P<to>[0-9]{{2}})(?![\w/]| ?y)"),
    (_read_year, rf"(?<![\w£/.,:])(?:(?P<part>early|mid|late)[ -](?:in )?)?(?!2000){_YEAR}(?![\w%/]|[.,][0-9])"),
)


def periods_in(text: str) -> tuple[list[Period], str]:
    """The periods that the text names, in printed order, and the text with them blanked."""
    periods: list[Period] = []
    for read, form in _FORMS:
        periods.extend(period for match in re.finditer(form, text, re.IGNORECASE) for period in read(match))
        text = re.sub(form, lambda match: "\0" * len(match[0]), text, flags=re.IGNORECASE)
    return sorted(periods, key=lambda period: period.begin), text
