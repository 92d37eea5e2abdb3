"""How much is tried before a text is refused, so that a hostile one has no end of ways to part its lines."""

from ..guards import too_much

# Steps: of 500 rows of an ordinary paper there are up to 750,000, and with nine cells side by side on each line, nearly
# all words capitals, up to 2,050,000.
_MOST = 2_400_000


class Effort:
    """What was spent on one text, in steps that were tried, whatever came of them."""

    def __init__(self) -> None:
        self.spent = 0

    @property
    def is_great(self) -> bool:
        """Whether so much was spent that what is left is for reading the text, and not for other ways to head it."""
        return self.spent > _MOST / 3

    def spend(self, steps: int) -> None:
        """Raises DocumentError when it is too much."""
        self.spent += steps
        if self.spent > _MOST:
            raise too_much(f"more than {_MOST:,} ways to part its lines into cells")
