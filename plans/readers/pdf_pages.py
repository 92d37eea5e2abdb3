"""The words and ruled tables of a PDF, as JSON: a program of its own, since what a PDF unpacks to has no bound.

It reads the file from its input, in no more seconds of work than it is given: `pdf_pages.py 9`. `pdf` runs it, and
arranges what it finds.
"""

import json
import math
import resource
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from ctypes import c_double, c_float, c_int, c_uint, create_string_buffer
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pypdfium2 as pdfium
from pdfplumber import table as ruled
from pypdfium2 import raw

MOST_MEMORY = 2**30  # bytes
MOST_PAGES = 400
MOST_WORDS = 400_000
MOST_EDGES = 20_000  # on a page; drawings have more
_SNAP = 3.0  # points within which two lines are one
_BOLD = 600  # of a font's weight
_MUCH = 0.25  # of a page, that pictures cover
_SOME = 0.2  # of the lines on a page
_TURN, _SPACED = 7, 9  # places of what is told of a word
_HYPHENS = ("\2", "\ufffe")  # what stands for one at a line's end

Box = tuple[float, float, float, float]
Point = tuple[float, float, bool]  # and whether a line leads to it from the one before
Path = tuple[pdfium.PdfObject, list[Point]]
OnPage = Callable[[float, float], tuple[float, float]]


def main() -> None:
    seconds = int(sys.argv[1])
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    try:
        found = _read(sys.stdin.buffer.read())
    except pdfium.PdfiumError as error:
        locked = (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY)
        found = {"error": "locked" if getattr(error, "err_code", None) in locked else "damaged"}
    sys.stdout.write(json.dumps(found))


def _read(data: bytes) -> dict[str, Any]:
    document = pdfium.PdfDocument(data)
    if len(document) > MOST_PAGES:
        return {"error": "long"}
    pages: list[dict[str, Any]] = []
    for page in document:
        text = page.get_textpage()
        found = (raw.FPDFText_GetCharAngle(text, at) for at in range(text.count_chars()))
        angles = [angle if math.isfinite(angle) else 0.0 for angle in found]
        seen = _seen(page, angles)
        paths = [(drawn, list(_points(drawn, seen.place))) for drawn in _paths(page)]
        read = {"words": _words(text, angles, seen), "tables": _tables(page, paths), "fills": list(_fills(paths))}
        pages.append({"size": [seen.width, seen.height], "pictured": _is_pictured(page), **read})
        page.close()
        if sum(len(one["words"]) for one in pages) > MOST_WORDS:
            return {"error": "long"}
    return {"pages": pages}


@dataclass
class _Seen:
    """A page as it is seen; `place` gives points from left and top of those in its own measure, which may be turned."""

    width: float
    height: float
    place: OnPage

    def turned(self, turn: int) -> "_Seen":
        """The same for who turns the page so that text that runs upwards (1) or downwards (-1) runs to the right."""
        if not turn:
            return self
        seen = self.place
        if turn > 0:
            return _Seen(self.height, self.width, lambda x, y: (self.height - seen(x, y)[1], seen(x, y)[0]))
        return _Seen(self.height, self.width, lambda x, y: (seen(x, y)[1], self.width - seen(x, y)[0]))

    def turn_of(self, angle: float) -> int:
        """Where text of that angle runs: to the right (0), upwards (1) or downwards (-1)."""
        (left, top), (right, bottom) = self.place(0, 0), self.place(math.cos(angle), -math.sin(angle))
        across, down = right - left, bottom - top
        return 0 if abs(down) < abs(across) * 2 else 1 if down < 0 else -1


def _seen(page: pdfium.PdfPage, angles: Sequence[float]) -> _Seen:
    """The page, turned where most of its letters run upwards or downwards otherwise."""
    width, height = page.get_size()
    seen = _Seen(width, height, _place_on(page))
    turns: Counter[int] = Counter()
    for angle, times in Counter(angles).items():
        turns[seen.turn_of(angle)] += times
    return seen.turned(max(turns, key=lambda turn: turns[turn], default=0))


def _place_on(page: pdfium.PdfPage) -> OnPage:
    left, bottom, right, top = page.get_cropbox()
    turns: dict[int, OnPage] = {
        90: lambda x, y: (y - bottom, x - left),
        180: lambda x, y: (right - x, y - bottom),
        270: lambda x, y: (top - y, right - x),
    }
    return turns.get(page.get_rotation(), lambda x, y: (x - left, top - y))


def _box(corners: tuple[float, float, float, float], on_page: OnPage) -> Box:
    (one, two), (three, four) = on_page(*corners[:2]), on_page(*corners[2:])
    return min(one, three), min(two, four), max(one, three), max(two, four)


def _words(text: pdfium.PdfTextPage, angles: Sequence[float], seen: _Seen) -> list[list[Any]]:
    """Each word as [left, top, right, bottom, text, size, is bold, turn, side, is spaced], as `pdf_words` has them."""
    found: list[list[Any]] = []
    pages = {turn: seen.turned(turn) for turn in (0, 1, -1)}
    sides = {0: 0, 1: pages[1].width, -1: pages[-1].height}
    turns = {angle: seen.turn_of(angle) for angle in set(angles)}
    ends: list[list[Any]] = []
    parted, spaced, corners = False, False, raw.FS_RECTF()
    before: Box | None = None
    for at, angle in enumerate(angles):
        letter = chr(raw.FPDFText_GetUnicode(text, at) & 0x1FFFFF)
        if letter.isspace() or letter == "\0" or not raw.FPDFText_GetLooseCharBox(text, at, corners):
            parted, spaced = True, spaced or raw.FPDFText_IsGenerated(text, at) != 1
            if found and letter == "\n":
                ends.append(found[-1])
            elif found and spaced and letter == " ":
                found[-1][_SPACED] = True
            continue
        letter = "-" if letter in _HYPHENS else letter
        turn = turns[angle]
        box = _box((corners.left, corners.bottom, corners.right, corners.top), pages[turn].place)
        # Between letters of turned text stands what is put between those of different lines.
        begins = not found or found[-1][_TURN] != turn or spaced or (parted and not turn)
        # Letters drawn as one, as "ffi" may be, have one box.
        if begins or (box != before and _is_apart(found[-1], box)):
            found.append([*_first_letter(text, at, box, letter, pages[turn].place), turn, sides[turn], False])
        else:
            _lengthen(found[-1], box, letter)
        parted, spaced, before = False, False, box
    _forget_spaces(found, ends)
    return [[*(round(side, 1) for side in word[:4]), *word[4:]] for word in found if math.isfinite(sum(word[:4]))]


def _forget_spaces(words: list[list[Any]], ends: list[list[Any]]) -> None:
    """Where hardly a word at the end of its line has a space behind it, as of a program that draws none there."""
    if sum(word[_SPACED] for word in ends) <= len(ends) * _SOME:
        for word in words:
            word[_SPACED] = None


def _first_letter(text: pdfium.PdfTextPage, at: int, box: Box, letter: str, on_page: OnPage) -> list[Any]:
    """A word of one letter, as high as its type is: letters have boxes of different heights."""
    x, y, matrix = c_double(), c_double(), raw.FS_MATRIX()
    raw.FPDFText_GetCharOrigin(text, at, x, y)
    raw.FPDFText_GetMatrix(text, at, matrix)
    size = raw.FPDFText_GetFontSize(text, at) * math.hypot(matrix.c, matrix.d) or box[3] - box[1]
    base = on_page(x.value, y.value)[1]
    return [box[0], base - size * 0.8, box[2], base + size * 0.2, letter, round(size, 1), _is_bold(text, at)]


def _is_apart(word: list[Any], box: Box) -> bool:
    """Whether a letter at `box` begins another word, though no space stands before it."""
    height = word[3] - word[1]
    level = word[1] - height * 0.4 < (box[1] + box[3]) / 2 < word[3] + height * 0.4
    return not level or not -height < box[0] - word[2] < height * 0.25


def _lengthen(word: list[Any], box: Box, letter: str) -> None:
    word[0], word[2] = min(word[0], box[0]), max(word[2], box[2])
    word[4] += letter


def _is_bold(text: pdfium.PdfTextPage, at: int) -> bool:
    name = create_string_buffer(200)
    raw.FPDFText_GetFontInfo(text, at, name, 200, None)
    return b"bold" in name.value.lower() or raw.FPDFText_GetFontWeight(text, at) >= _BOLD


def _tables(page: pdfium.PdfPage, paths: Sequence[Path]) -> list[list[list[Box | None]]]:
    """Each table as rows of the boxes of its cells, None where a cell of another row or column reaches."""
    edges = [edge for edge in _edges(paths) if edge["x1"] - edge["x0"] + edge["bottom"] - edge["top"] >= 1]
    if not 4 <= len(edges) <= MOST_EDGES:
        return []
    merged = [edge for edge in ruled.merge_edges(edges, _SNAP, _SNAP, _SNAP, _SNAP) if _length(edge) >= _SNAP]
    cells = ruled.intersections_to_cells(ruled.edges_to_intersections(merged, _SNAP, _SNAP))
    tables = [ruled.Table(page, table) for table in ruled.cells_to_tables(cells)]
    return [[[box and _rounded(box) for box in row.cells] for row in table.rows] for table in tables]


def _rounded(box: Box) -> Box:
    left, top, right, bottom = (round(side, 1) for side in box)
    return left, top, right, bottom


def _length(edge: dict[str, Any]) -> float:
    return float(edge["x1"] - edge["x0"] if edge["orientation"] == "h" else edge["bottom"] - edge["top"])


def _paths(page: pdfium.PdfPage) -> Iterator[pdfium.PdfObject]:
    return page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=5)


def _is_pictured(page: pdfium.PdfPage) -> bool:
    """Whether pictures cover much of the page; each is drawn in a square of one point, which its matrix stretches."""
    covered = 0.0
    for picture in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=5):
        a, b, c, d, *_ = _matrix(picture).get()
        covered += abs(a * d - b * c)
    width, height = page.get_size()
    return covered > width * height * _MUCH


def _fills(paths: Sequence[Path]) -> Iterator[list[Any]]:
    """Each area that is filled as [left, top, right, bottom, six figures of its colour], in the order of drawing."""
    parts, filled, lined = [c_uint() for _ in range(4)], c_int(), c_int()
    for drawn, points in paths[:MOST_EDGES]:
        raw.FPDFPath_GetDrawMode(drawn, filled, lined)
        if not points or not filled.value or not raw.FPDFPageObj_GetFillColor(drawn, *parts):
            continue
        across, down = [x for x, _, _ in points], [y for _, y, _ in points]
        box = min(across), min(down), max(across), max(down)
        if math.isfinite(sum(box)) and min(box[2] - box[0], box[3] - box[1]) > _SNAP:
            yield [*_rounded(box), "".join(f"{part.value:02X}" for part in parts[:3])]


def _edges(paths: Sequence[Path]) -> Iterator[dict[str, Any]]:
    """The level and upright lines of everything drawn, as pdfplumber has them."""
    for _, points in paths:
        for (x, y, _), (to_x, to_y, goes_on) in pairwise(points):
            level, upright = abs(y - to_y) < 0.5, abs(x - to_x) < 0.5
            if goes_on and (level or upright):
                left, right, top, bottom = min(x, to_x), max(x, to_x), min(y, to_y), max(y, to_y)
                sides = {"x0": left, "x1": right, "top": top, "bottom": bottom}
                size = {"width": right - left, "height": bottom - top}
                yield {**sides, **size, "orientation": "h" if level else "v"}


def _points(drawn: pdfium.PdfObject, on_page: OnPage) -> Iterator[Point]:
    """The points of a path where they stand on the page."""
    matrix = _matrix(drawn)
    x, y = c_float(), c_float()
    begin: tuple[float, float] | None = None
    for at in range(min(raw.FPDFPath_CountSegments(drawn), MOST_EDGES)):
        segment = raw.FPDFPath_GetPathSegment(drawn, at)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        point = on_page(*matrix.on_point(x.value, y.value))
        kind = raw.FPDFPathSegment_GetType(segment)
        yield (*point, kind == raw.FPDF_SEGMENT_LINETO)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            begin = point
        if begin and raw.FPDFPathSegment_GetClose(segment):
            yield (*begin, True)


def _matrix(drawn: pdfium.PdfObject) -> pdfium.PdfMatrix:
    """By which it comes to where it stands on the page."""
    matrix, around = drawn.get_matrix(), drawn.container
    while around is not None:
        matrix, around = matrix.multiply(around.get_matrix()), around.container
    return matrix


if __name__ == "__main__":
    main()
