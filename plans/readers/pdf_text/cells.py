"""The text of a cell, as it was before it was wrapped to its column's width and cut by pages."""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from .column import INDENT, Column
from .lines import Gap, is_glyph
from .piece import Piece
from .words import is_date_broken, is_of_date, is_rank

# How much of the width must have been left for a line to be the last of its paragraph, in what its measure may be out.
_ROOM_AFTER_STOP, _ROOM = 3.0, 3.75
_LONGEST_LABEL = 2  # words
_HYPHENATED = re.compile(r"[^\W\d_]-")
_SUSPENDED = ("and", "or", "to", "nor", "but")  # "short- and long-term"
_LETTERS = re.compile("[a-z]+")
_DATE_IN_FULL = re.compile(r"\d{1,2}([/.])\d{1,2}\1\d{4}")


def text_of_cell(pages: list[list[Piece]], column: Column, *, bullets_lost: bool, begins_list: bool) -> str:
    """Wrapped lines joined with a space, a paragraph to a line, bullets as "- ".

    `pages` are the cell's pieces, page by page. Where the document's bullets are lost, the space that stood after them
    is left: `begins_list` says that it stands before the first piece, and that nothing else accounts for it.
    """
    paragraphs: list[tuple[bool, list[Piece]]] = []
    before: Piece | None = None
    for page in pages:
        for index, piece in enumerate(page):
            lost = bullets_lost and piece.marked and piece.line.gap is Gap.APART and not piece.begin
            if before is None:
                paragraphs.append((piece.bullet or begins_list, [piece]))
            elif piece.bullet or lost:
                paragraphs.append((True, [piece]))
            elif _begins_paragraph(before, piece, column, in_list=paragraphs[-1][0], turned=not index):
                paragraphs.append((False, [piece]))
            else:
                paragraphs[-1][1].append(piece)
            before = piece
    return "\n".join(text for listed, pieces in paragraphs for text in _texts(pieces, column, listed=listed))


def begins_lost_list(cell: list[Piece], column: Column, *, after_empty: bool) -> bool:
    """Whether the space before a cell's first word was that of a bullet: others follow, or its lines are indented."""
    first = cell[0]
    if not first.marked or first.bullet:
        return False
    if not first.begin:
        return not after_empty
    return any(piece.marked and not piece.begin and piece.line.gap is Gap.APART for piece in cell[1:]) or any(
        _ROOM_AFTER_STOP * column.tolerance < column.room_after(before, piece) < INDENT
        for before, piece in pairwise(cell)
        if not piece.line.apart and piece.small and not before.stopped
    )


def _begins_paragraph(before: Piece, piece: Piece, column: Column, *, in_list: bool, turned: bool) -> bool:
    """`turned`: a page was turned between the two, so the white space says nothing."""
    line = piece.line
    small = piece.small
    blank = before.line.then_blank if turned else line.blank_paragraph and not (line.loose and small)
    if blank and not (turned and small):
        return True
    if before.wraps or before.opened or (small and not before.stopped) or _is_of_date(before, piece, column):
        return False
    if not turned and (line.apart or before.wraps is False):
        return line.apart or not small
    if before.stopped and _is_labelled(piece):
        return True
    if small or column.width is None or (column.kind == "person" and not is_rank(before.words[-1])):
        return False
    room = column.room_after(before, piece, in_list=in_list)
    return room > (_ROOM_AFTER_STOP if before.stopped else _ROOM) * column.tolerance


def _is_of_date(before: Piece, piece: Piece, column: Column) -> bool:
    """Whether a date goes on: "30 November", "2025"; in a column of dates, "Completed", "May 2025", too."""
    if is_date_broken(before.words[-1], piece.words[0]):
        return True
    return column.kind == "date" and is_of_date(piece.words[0]) and not any(map(str.isdigit, before.text))


def _is_labelled(piece: Piece) -> bool:
    """Whether the line begins with a label: "Budget: none"."""
    return piece.words[0][0].isupper() and any(word.endswith(":") for word in piece.words[:_LONGEST_LABEL])


def _texts(pieces: Iterable[Piece], column: Column, *, listed: bool) -> Iterator[str]:
    """The paragraph, with a line of its own for every bullet that stands within it."""
    words = _words_of(pieces, column)
    if (listed and len(words[0]) == 1 and not words[0].isalnum()) or (listed and words[0] == "o"):
        words = words[1:]
    item: list[str] = []
    for word in [*words, "•"]:
        if not is_glyph(word):
            item.append(word)
            continue
        if item:
            yield ("- " if listed else "") + " ".join(item)
        item, listed = [], True


def _words_of(pieces: Iterable[Piece], column: Column) -> list[str]:
    """In which one that was broken at a line's end is whole again."""
    words: list[str] = []
    before: Piece | None = None
    for piece in pieces:
        first, *others = piece.words
        if before and (_is_broken_at_hyphen(words[-1], piece) or _is_broken(before, first, column)):
            words[-1] += first
        else:
            words.append(first)
        words += others
        before = piece
    return words


def _is_broken_at_hyphen(end: str, piece: Piece) -> bool:
    """ "post-" and "inspection", in a copy made line by line; one that keeps the white space is left as it is."""
    begin = piece.words[0]
    return piece.line.loose and bool(_HYPHENATED.fullmatch(end[-2:])) and begin[0].isalpha() and begin not in _SUSPENDED


def _is_broken(before: Piece, begin: str, column: Column) -> bool:
    """Whether a column too narrow for a word has parted it: it is alone on its line, which it fills."""
    rest = _LETTERS.match(begin)
    whole = before.words[-1] + (rest[0] if rest else begin)
    if len(before.words) > 1 or (column.width or 0.0) * (1 - column.tolerance) > before.width + before.first_width / 2:
        return False
    return column.vocabulary.knows(whole) if rest else bool(_DATE_IN_FULL.fullmatch(whole))
