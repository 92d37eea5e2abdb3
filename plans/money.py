"""Read amounts of money as British public bodies print them. Pure: no Django."""

import re
from dataclasses import dataclass
from decimal import Decimal

_SCALES = {"k": 3, "thousand": 3, "m": 6, "mn": 6, "million": 6, "bn": 9, "billion": 9}

# The look-aheads refuse what is only the start of something else: "£3-4m", "£12.5.3", "£5mile".
_MONEY = re.compile(
    r"£[ \u00a0]?(?P<whole>[0-9]{1,3}(?:,[0-9]{3}){1,4}|[0-9]{1,12})(?P<pence>\.[0-9]{1,6})?"
    r"(?:[ \u00a0]?(?P<scale>k|thousand|mn|million|m|bn|billion)\b)?"
    r"(?!\w|[.,][0-9]|[ \u00a0]?[-\u2010-\u2015][ \u00a0]?[0-9])",
    # ASCII, or capitals ignored would let letters such as the long s stand in a scale.
    re.IGNORECASE | re.ASCII,
)


@dataclass(frozen=True)
class Money:
    """An amount and where it stands: `words[begin:end]` is the amount as printed; `pounds` is its value in pounds."""

    begin: int
    end: int
    pounds: Decimal


def find_money(words: str) -> list[Money]:
    """Every amount in the words, in printed order. Only a pound sign makes an amount: "830k savings" has none."""
    return [Money(match.start(), match.end(), _pounds(match)) for match in _MONEY.finditer(words)]


def read_money(words: str) -> Decimal | None:
    """The one amount of money in the words, in pounds, or None.

    "£500k" is 500000, "£1.9 million" is 1900000, "£50,000" is 50000, "£12.50" is 12.50. Words with several different
    amounts, or a range ("£3-4m"), give None, since no figure is better than a wrong one. Never raises.
    """
    amounts = {money.pounds for money in find_money(words)}
    return amounts.pop() if len(amounts) == 1 else None


def _pounds(match: re.Match[str]) -> Decimal:
    figure = Decimal(match["whole"].replace(",", "") + (match["pence"] or ""))
    value = figure.scaleb(_SCALES[match["scale"].lower()]) if match["scale"] else figure
    # Scaling leaves exponents ("5E+5"), which a page or workbook would print.
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value
