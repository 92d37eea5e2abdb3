"""Whether a date moved from one version to the next, and how far. Pure: no Django.

A date is read from words as they were printed, so words without a year ("by 31 March") come to another date in every
year they are printed in. Nobody moved it: the same words are the same date.
"""

from datetime import date

from plans.folding import fold


def says_the_same(words: str, later_words: str) -> bool:
    """Whether two timeframes say the same of when, so that the date first read from them stands."""
    return fold(words) == fold(later_words)


def is_another_date(words: str, due: date | None, later_words: str, later_due: date | None) -> bool:
    """Whether the date read from the later words is another one, came, or was taken away."""
    return due != later_due and not says_the_same(words, later_words)


def days_between(before: date | None, after: date | None) -> int | None:
    """Days later, below zero earlier; None where one of the two is no date."""
    return (after - before).days if before and after else None


def days_apart(days: int | None) -> str:
    """ "365 days later", "1 day earlier"; "" for no days, or where they cannot be said."""
    if not days:
        return ""
    return f"{abs(days)} day{'' if abs(days) == 1 else 's'} {'later' if days > 0 else 'earlier'}"
