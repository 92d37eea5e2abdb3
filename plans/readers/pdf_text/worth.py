"""What a step of the way through a table is worth, as a logarithm; what is usual is worth 0."""

from dataclasses import dataclass

from .column import Column
from .lines import Gap, Line
from .piece import Piece
from .words import (
    SMALL_WORDS,
    is_begun_post,
    is_date_broken,
    is_end_of_post,
    is_month,
    is_of_date,
    is_rank,
    starts_small,
)

CELL_IN_LINE = -0.75
CELL_IN_LINE_AFTER_SPACES = -0.4
CAPITAL_AMID_SENTENCE = 0.8
CELL_ON_NEXT_LINE = -4.0
CELL_ON_LOOSE_LINE = -0.7
CELL_AFTER_BLANK_PARAGRAPH = -3.0
CELL_STARTS_SMALL = -4.5
DATE_STARTS_SMALL = -2.0
CELL_ENDS_OPEN = -4.0
CELL_ENDS_ANNOUNCING = -2.5
CELL_ENDS_AT_SEMICOLON = -1.5
CELL_ENDS_OPEN_IN_LINE = -8.0
CELL_ENDS_OPEN_AT_PAGE_END = -0.5
ROW = -1.0
ROW_AT_BULLET = -4.0
PARAGRAPH = -0.7
PARAGRAPH_IN_SENTENCE = -2.0
GOES_ON_APART = -1.0
BULLET_APART = -0.8
BULLET_APART_IN_LIST = -0.2
OTHER_WIDTH_APART = -5.0
BULLET_ON_NEXT_LINE = -0.3
FULL_LINE = 0.6
SHORT_LINE = -1.2
SHORT_LINE_IN_SENTENCE = -1.5
SHORT_LINE_BY_WIDTH = -20.0  # for as much room as the column is wide
SHORT_LINE_AT_LEAST = -4.5
NAME_BELOW_NAME = -0.2
WHOLE_BESIDE_ALIKE = -1.5
ROOM = 1.7  # times what the measure may be out by: so little is no sign of anything
GOES_ON_EMPTY = -4.0
CARRIES_ON = 3.0
CARRIES_ON_MAYBE = 0.5
CARRIES_ON_LIST = 1.0
CARRIES_ON_ANEW = -0.3
CELL_STARTS_SMALL_IN_LINE = -3.0
SHORT_BY_A_LINE = -0.7
SHORT_BY_AT_MOST = 7
NOT_CARRIED_ON = -3.0
REFERENCE_CARRIED_ON = -6.0
DATE_CARRIED_ON = -6.0  # by another date
CELL_BEGINS_WITH_END_OF_POST = -2.0
END_OF_POST_ALONE = -1.0
CELL_ENDS_AMID_POST = -3.0
REFERENCE = 3.0
NO_REFERENCE = -4.0
MISPLACED_REFERENCE = -20.0


@dataclass(kw_only=True)
class Carried:
    """How a cell stood at the end of a page: its last piece, and by how many lines it was shorter than its row.

    `may_be_last`: its row may have ended there, too, since nothing but what stands in them tells rows.
    """

    last: Piece
    short_by: int
    in_list: bool
    may_be_last: bool = False


def worth_of_going_on(before: Piece, piece: Piece, column: Column, *, in_list: bool) -> float:
    """That the cell has this line too."""
    if column.beside_alike and _may_be_of_next(before, piece, column):
        return WHOLE_BESIDE_ALIKE
    if piece.follows:
        return _worth_of_next_line(before, piece, column, in_list=in_list)
    return _worth_of_line_apart(before, piece, column, in_list=in_list)


def _may_be_of_next(before: Piece, piece: Piece, column: Column) -> bool:
    """Whether a post or a date has ended, and the line may be another, in the next column of the same kind."""
    if column.kind == "date":
        return _are_two_dates(before, piece)
    return column.kind == "person" and not piece.small and is_rank(before.words[-1])


def _are_two_dates(before: Piece, piece: Piece) -> bool:
    ends, begins = before.words[-1], piece.words[0]
    ended = ends[-1].isdigit() and (any(map(is_month, before.words)) or not is_date_broken(ends, begins))
    return ended and is_of_date(begins)


def _worth_of_line_apart(before: Piece, piece: Piece, column: Column, *, in_list: bool) -> float:
    if piece.line.gap is Gap.PARAGRAPH:
        return PARAGRAPH_IN_SENTENCE if piece.small else PARAGRAPH
    if piece.bullet or piece.marked:
        return BULLET_APART_IN_LIST if in_list or before.announcing else BULLET_APART
    if column.width is None and not _as_wide(before.line.full_width, piece.line.full_width):
        return OTHER_WIDTH_APART
    return GOES_ON_APART if piece.small and not before.stopped else column.paragraphs


def _as_wide(one: float, other: float) -> bool:
    """Whether two blocks may stand in the same column, as far as is known before its width is."""
    return not one or not other or 0.85 < one / other < 1.18


def _worth_of_next_line(before: Piece, piece: Piece, column: Column, *, in_list: bool) -> float:
    """A line that had room for the next word was the last of its paragraph."""
    if piece.bullet:
        return BULLET_ON_NEXT_LINE
    goes_on = piece.small or before.opened
    if column.width is None:
        return _worth_of_next_line_of_any_width(before, piece, column)
    room = _room(before, piece, column, in_list=in_list)
    if room <= 0 or column.kind == "person":
        return FULL_LINE if room <= 0 else NAME_BELOW_NAME
    if goes_on:
        return _worth_of_breaking_early(room)
    loose = piece.line.loose and not piece.line.blank_paragraph
    return CELL_ON_LOOSE_LINE + column.paragraphs if loose else PARAGRAPH if before.stopped else SHORT_LINE


def _room(before: Piece, piece: Piece, column: Column, *, in_list: bool) -> float:
    """How much of the width says that the line was not full; below 0 the next word had no room on it."""
    return column.room_after(before, piece, in_list=in_list) - ROOM * column.tolerance


def leaves_list(before: Piece, piece: Piece, column: Column) -> bool:
    """Whether the line, which has no bullet, is the first of a paragraph below the list."""
    if piece.line.apart:
        return True
    goes_on = piece.small or before.opened or not piece.line.loose
    return not goes_on and column.width is not None and _room(before, piece, column, in_list=True) > 0


def _worth_of_breaking_early(room: float) -> float:
    """That a sentence goes on on the next line, though its first word had room on this one."""
    return max(SHORT_LINE_AT_LEAST, SHORT_LINE_IN_SENTENCE + SHORT_LINE_BY_WIDTH * room)


def _worth_of_next_line_of_any_width(before: Piece, piece: Piece, column: Column) -> float:
    """While the width is not known, only a loosely set line that may begin a paragraph says anything."""
    if not piece.line.loose or not before.stopped or piece.small:
        return 0.0
    if not _as_wide(before.line.full_width, piece.line.full_width):
        return OTHER_WIDTH_APART
    return CELL_ON_LOOSE_LINE + column.paragraphs


def worth_of_place(line: Line, place: int) -> float:
    """That a cell begins at the word, for the white space before it."""
    if place:
        spaces = CELL_IN_LINE_AFTER_SPACES if place in line.double else CELL_IN_LINE
        if starts_small(line.words[place]):
            return spaces + CELL_STARTS_SMALL_IN_LINE
        before = line.words[place - 1]
        amid = line.loose and before[-1].islower() and before[0].islower() and before not in SMALL_WORDS
        return spaces + (CAPITAL_AMID_SENTENCE if amid else 0.0)
    if line.gap is Gap.APART or line.opens_page:
        return CELL_ON_LOOSE_LINE if line.loose else 0.0
    return CELL_ON_NEXT_LINE if line.gap is Gap.NEXT else CELL_AFTER_BLANK_PARAGRAPH


def worth_of_leaving(before: Piece, column: Column, *, cut: bool, within: bool) -> float:
    """That the cell ends here: at the end of a page, or `within` a line, or else."""
    if before.announcing and not cut:
        return CELL_ENDS_ANNOUNCING
    if before.text[-1] == ";" and not cut:
        return CELL_ENDS_AT_SEMICOLON
    if within and column.kind == "person" and is_begun_post(before.words[-1]):
        return CELL_ENDS_AMID_POST
    if not before.opened:
        return 0.0 if cut else column.ends.get(before.stopped, 0.0)
    if within:
        return CELL_ENDS_OPEN_IN_LINE
    return CELL_ENDS_OPEN_AT_PAGE_END if cut else CELL_ENDS_OPEN


def worth_of_beginning(piece: Piece, column: Column) -> float:
    """That a cell begins with the piece, for its first word."""
    if piece.begins_well:
        return 0.0
    if piece.bullet:
        return column.bullets
    of_person, alone = column.kind == "person", len(piece.words) == 1
    if is_end_of_post(piece.words[0]) and (of_person or alone):
        return END_OF_POST_ALONE if of_person and alone else CELL_BEGINS_WITH_END_OF_POST
    if piece.small:
        return DATE_STARTS_SMALL if column.kind == "date" and column.fit(piece) > 0 else CELL_STARTS_SMALL
    return 0.0


def worth_of_carrying_on(carried: Carried | None, piece: Piece, column: Column) -> float:
    """That a cell from the page before goes on with the piece."""
    if not carried:
        return GOES_ON_EMPTY + worth_of_beginning(piece, column)
    score = SHORT_BY_A_LINE * min(SHORT_BY_AT_MOST, max(0, carried.short_by - 1))
    if column.kind == "reference":
        return score + REFERENCE_CARRIED_ON
    if column.kind == "date" and _are_two_dates(carried.last, piece):
        return score + DATE_CARRIED_ON
    stopped = carried.last.stopped
    if piece.words[0][0] in "([":
        score += CARRIES_ON_MAYBE  # said about what stands before it, ended or not
    elif piece.small:
        goes_on = carried.last.opened or column.kind == "text"  # names, dates and statuses seldom end with a stop
        score += CELL_STARTS_SMALL if stopped else CARRIES_ON if goes_on else CARRIES_ON / 2
    elif carried.last.opened:
        score += CARRIES_ON / 2
    elif carried.may_be_last and not piece.bullet:
        score += CARRIES_ON_ANEW
    else:
        score += CARRIES_ON_MAYBE if stopped or piece.bullet else 0.0
    if piece.bullet:
        return score + (CARRIES_ON_LIST if carried.in_list else 0.0)
    room = _room(carried.last, piece, column, in_list=carried.in_list)
    if stopped or column.width is None or room <= 0:
        return score
    return score + (_worth_of_breaking_early(room) if piece.small or carried.last.opened else SHORT_LINE)


def worth_of_not_carrying_on(carried: Carried | None) -> float:
    """That a cell from the page before has nothing more."""
    return NOT_CARRIED_ON if carried and carried.short_by <= 1 and carried.last.opened else 0.0
