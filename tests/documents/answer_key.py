"""The answer key: what a person reads in each source document, as places in it; its sentences are not ours to keep.

`keys/000.toml` is the key of the document whose name begins "000". Every text in it is written as the places where its
words stand, in reading order, so that it can be checked with the document open beside it:

    23              line 23 of the file, counted from 1
    23-26           lines 23 to 26; those that are blank are nothing
    25:3  25:3-5    the third word of line 25; the third to the fifth. Words are what white space parts
    25:3-           the third word of line 25 and all that follow it there
    6/2  6/2:1-5    the second cell of line 6; its first to fifth word. Cells are parted by tabs, or by "|" in a line
                    that begins with one; an empty cell counts

What the places give is joined with one space, but for these marks between them:

    |     a new paragraph begins
    -     a bullet begins (also before the first place)
    ?     a new paragraph or none: the paper leaves open which, and either reading is right
    ?-    a bullet or none, likewise

Where a person sees a paragraph begin: after a line left empty between sentences or items; and after a line that ends
well before the edge of its column, though the next word had room, when what follows is an item of its own or the column
is a wide one. "?" stands where such an end could be chance: in a narrow column, at the foot of a page, or with room for
hardly a word. A line left empty inside a sentence is how the paper was copied, and begins nothing.

A bullet's glyph is no word, and neither is mark-up; `glyphs` lists a document's own. A list (officers, links,
milestones) has one text for each of its items, and a slash at either end of an item is what parts it from the next. A
field that a row leaves out is empty. `new` is where it is marked as new; `completed` is what a shortened reference
leaves out; `saving` repeats words of the action. `fields` are those that the printed columns stand for.
Words that nobody would read out (headings repeated on each page, stray marks) are `furniture`; what stands outside the
tables of actions and measures is `narrative`; what stands in one of them and belongs to nothing is `unplaced`.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from tests.documents.sources import document_path

KEYS = Path(__file__).parent / "keys"
NAMES = sorted(path.stem for path in KEYS.glob("*.toml"))
LISTS = ("accountable", "lead", "links", "milestones")
REPEATED = ("saving",)

# Of each mark, what it puts before the place that follows it, and the pattern of all that may stand there.
_BETWEEN = {
    "": (" ", " "),
    "|": ("\n", "\n"),
    "-": ("\n- ", "\n- "),
    "?": (" ", "[ \n]"),
    "?-": ("\n- ", "(?: |\n|\n- )"),
}
_AT_FIRST = {"": ("", ""), "-": ("- ", "- "), "?-": ("- ", "(?:- )?")}
_PLACE = re.compile(r"(?P<line>\d+)(?:-(?P<last>\d+)|(?:/(?P<cell>\d+))?(?::(?P<word>\d+)(?P<on>-(?P<end>\d+)?)?)?)")
_TAG = re.compile(r"<[^>]*>")
_RULE = re.compile(r"-{2,}")


class Place(NamedTuple):
    """Of one word; each figure is counted from 1."""

    line: int
    cell: int
    word: int


@dataclass(frozen=True)
class Text:
    """What is read at some places, in the house form, and the pattern of every reading that is right."""

    words: str = ""
    pattern: str = ""
    places: tuple[Place, ...] = ()

    def fits(self, read: str) -> bool:
        return re.fullmatch(self.pattern, read) is not None


class Source:
    """The words of a document by their places."""

    def __init__(self, text: str, glyphs: list[str]):
        self.words: dict[Place, str] = {}
        for line, printed in enumerate(text.splitlines(), 1):
            for cell, words in enumerate(_cells(printed), 1):
                kept = [word for word in words.split() if word not in glyphs and not _RULE.fullmatch(word)]
                self.words |= {Place(line, cell, number): word for number, word in enumerate(kept, 1)}

    def text(self, notation: str) -> Text:
        """Raises ValueError for what is no place, or one where there is no word."""
        words = pattern = mark = ""
        places: list[Place] = []
        for token in notation.split():
            if token in _BETWEEN:
                mark = token
                continue
            found = self._places(token)
            before, before_pattern = (_BETWEEN if places else _AT_FIRST)[mark]
            read = " ".join(self.words[place] for place in found)
            words, pattern, mark = words + before + read, pattern + before_pattern + re.escape(read), ""
            places += found
        if mark:
            raise ValueError(f"nothing follows the last mark of “{notation}”")
        return Text(words, pattern, tuple(places))

    def item(self, notation: str, *, parting: str = "/", completed: str = "") -> Text:
        """One of several on a line, without what parts it from the others."""
        text = self.text(notation)
        words = completed + text.words.strip(f"{parting} ")
        return Text(words, re.escape(words), text.places)

    def _places(self, token: str) -> list[Place]:
        match = _PLACE.fullmatch(token)
        if not match:
            raise ValueError(f"“{token}” is no place")
        line, cell, word = (int(match[name] or 0) for name in ("line", "cell", "word"))
        last = int(match["last"] or line)
        found = [place for place in self.words if line <= place.line <= last and cell in {0, place.cell}]
        if match["word"]:
            end = int(match["end"] or (len(found) if match["on"] else word))
            found = found[word - 1 : end] if 0 < word <= end <= len(found) else []
        if not found:
            raise ValueError(f"there is no word at “{token}”")
        return found


def _cells(line: str) -> list[str]:
    return _TAG.sub(" ", line).strip().strip("|").split("|") if line.startswith("|") else line.split("\t")


@dataclass
class KeyRow:
    """`cells` has the fields that the row fills; a list has a text for each of its items."""

    cells: dict[str, Text | list[Text]]
    new: Text

    @property
    def where(self) -> str:
        (action,) = _texts(self.cells["action"])
        return f"line {action.places[0].line}"


@dataclass
class KeySection:
    number: Text
    title: Text
    rows: list[KeyRow]


@dataclass
class KeyMeasure:
    title: Text
    as_printed: Text
    count: Text
    unit: str
    date: date


@dataclass
class AnswerKey:
    name: str
    source: Source
    fields: list[str]
    title: Text
    introduction: Text
    columns: list[Text]
    sections: list[KeySection]
    measures: list[KeyMeasure] = field(default_factory=list)
    furniture: list[Text] = field(default_factory=list)
    narrative: list[Text] = field(default_factory=list)
    unplaced: list[Text] = field(default_factory=list)

    def rows(self) -> list[KeyRow]:
        return [row for section in self.sections for row in section.rows]

    def texts(self) -> Iterator[Text]:
        """Every text but those that repeat words of another."""
        yield from (self.title, self.introduction, *self.columns, *self.furniture, *self.narrative, *self.unplaced)
        for measure in self.measures:
            yield from (measure.title, measure.as_printed, measure.count)
        for section in self.sections:
            yield from (section.number, section.title)
        for row in self.rows():
            yield row.new
            for name, cell in row.cells.items():
                if name not in REPEATED:
                    yield from _texts(cell)


def _texts(cell: Text | list[Text]) -> list[Text]:
    return cell if isinstance(cell, list) else [cell]


@cache
def read_key(name: str) -> AnswerKey:
    return key_of(name, document_path(name).read_text())


def key_of(name: str, document: str) -> AnswerKey:
    """The key held against a text whose words stand in the places of the document's."""
    return make_key(name, document, **tomllib.loads((KEYS / f"{name}.toml").read_text()))


def make_key(
    name: str,
    document: str,
    *,
    fields: list[str],
    columns: list[str],
    sections: list[dict[str, Any]],
    glyphs: list[str] | None = None,
    title: str = "",
    introduction: str = "",
    measures: list[dict[str, Any]] | None = None,
    **lists: list[str],
) -> AnswerKey:
    """From what a key's file says of a document with this text."""
    source = Source(document, glyphs or [])
    return AnswerKey(
        name=name,
        source=source,
        fields=fields,
        title=source.text(title),
        introduction=source.text(introduction),
        columns=[source.text(entry) for entry in columns],
        sections=[_section(source, **section) for section in sections],
        measures=[_measure(source, **measure) for measure in measures or []],
        **{part: [source.text(entry) for entry in entries] for part, entries in lists.items()},
    )


def _section(source: Source, *, rows: list[dict[str, Any]], number: str = "", title: str = "") -> KeySection:
    return KeySection(source.item(number, parting="."), source.text(title), [_row(source, **row) for row in rows])


def _row(source: Source, *, reference: str = "", completed: str = "", new: str = "", **cells: Any) -> KeyRow:
    read: dict[str, Text | list[Text]] = {"reference": source.item(reference, completed=completed)}
    for name, cell in cells.items():
        read[name] = [source.item(entry) for entry in cell] if name in LISTS else source.text(cell)
    return KeyRow(read, source.text(new))


def _measure(source: Source, *, title: str, as_printed: str, unit: str, date: date, count: str = "") -> KeyMeasure:
    return KeyMeasure(source.text(title), source.text(as_printed), source.text(count), unit, date)
