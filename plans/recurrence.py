"""How often something comes round again, in the words of a timeframe. Pure: no Django."""

import re

_ADVERBS = {"day": "daily", "dai": "daily", "year": "annually", "annual": "annually"}
_COUNTS = {"other": 2, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "twelve": 12}
_COUNT = rf"[0-9]{{1,3}}|{'|'.join(_COUNTS)}"
_UNIT = r"week|fortnight|month|quarter|term|year"
_RECURS = re.compile(
    rf"(?i)(?<![\w-])(?:(?:every|each|once (?:a|per|every)) (?:(?P<count>{_COUNT})[ -]?)?(?P<unit>day|{_UNIT})s?"
    rf"|(?:(?P<many>{_COUNT})[ -]?)?(?P<stem>dai|annual|(?:bi-?)?(?:{_UNIT}))ly|annual"
    r"|(?P<half>half[ -]yearly|bi-?annual(?:ly)?|twice (?:a year|yearly)))\b"
)


def recurrence_in(text: str) -> str:
    """How often, in one spelling each; "" if the words do not say."""
    match = _RECURS.search(text)
    if not match or match["half"]:
        return "every 6 months" if match else ""
    unit = (match["unit"] or match["stem"] or "year").lower()
    count = (match["count"] or match["many"] or "1").lower()
    number = _COUNTS.get(count) or int(count)
    return f"every {number} {unit}s" if number > 1 else _ADVERBS.get(unit, f"{unit}ly")
