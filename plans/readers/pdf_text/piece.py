"""The words of a line that stand in one cell."""

from .lines import Gap, Line, is_glyph
from .widths import USUAL, Typeface
from .words import is_announcing, is_end_of_post, is_open, is_stop, line_key, starts_small


class Piece:
    """The words of a line from `begin` to before `end`.

    bullet   whether it begins with one
    width    in ems, of a bullet's words alone
    marked   whether white space of its own stands before it, as where a bullet was lost
    key      what recurs where the same is said again
    small    whether a sentence goes on with it
    listed   whether it is, or may be, of a list
    begins_well  whether its first word says nothing against a cell that begins with it
    as_names  what is to be said of it as officers' names, once that was asked
    whole    whether it is all of its line
    wraps    of its last word: that of the line
    opened, announcing, stopped: how it ends
    """

    __slots__ = (
        "announcing",
        "as_names",
        "begin",
        "begins_well",
        "bullet",
        "end",
        "first_width",
        "follows",
        "key",
        "line",
        "listed",
        "marked",
        "opened",
        "small",
        "stopped",
        "text",
        "whole",
        "width",
        "words",
        "wraps",
    )

    def __init__(self, line: Line, begin: int, end: int, typeface: Typeface = USUAL):
        self.line, self.begin, self.end = line, begin, end
        self.whole = not begin and end == len(line.words)
        words = self.words = line.words if self.whole else line.words[begin:end]
        self.as_names: tuple[float, list[str]] | None = None
        self.text = " ".join(words)
        self.key = line_key(words)
        self.first_width = typeface.space + typeface.word_width(words[0])
        self.bullet = is_glyph(words[0]) or (not begin and line.bullet)
        self.width = typeface.width(words[1:] if self.bullet and len(words) > 1 else words)
        self.marked = begin in line.double and not (begin == 0 and line.opens_page)
        self.listed = self.bullet or self.marked
        self.small = not self.bullet and starts_small(words[0])
        self.begins_well = not (self.bullet or self.small or is_end_of_post(words[0]))
        self.opened = (len(self.text) > 1 and is_open(words[-1])) or self.text.rfind("(") > self.text.rfind(")")
        self.announcing, self.stopped = is_announcing(words[-1]), is_stop(words[-1])
        self.wraps = line.wraps if end == len(line.words) else None
        self.follows = begin == 0 and (line.gap is Gap.NEXT or line.loose)
