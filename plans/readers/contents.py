"""What stands in a file, before anybody asks what it means: headings, passages and tables, in their order.

A reader of a kind of file gives back `Contents`; `assembling` makes a `PlanDocument` of it. Texts are in the form that
`document` describes: wrapped lines joined with one space, a paragraph is a line, a bullet is a line that begins "- ".
`place` says where in the file a thing stands, as a person would look it up: "line 120", "sheet “Actions”, row 7".
"""

from dataclasses import dataclass, field

from .document import DocumentWarning


@dataclass(kw_only=True)
class Heading:
    """`marked`: a style, size or tag says that it is one, its place among a table's rows, or a sheet's name; else only
    its looks. `of_sheet`: it is a sheet's name, and so never the whole document's.
    """

    text: str
    place: str = ""
    marked: bool = False
    of_sheet: bool = False


@dataclass(kw_only=True)
class Paragraph:
    """A paragraph or a bullet of what stands outside the tables."""

    text: str
    place: str = ""


@dataclass(kw_only=True)
class TableRow:
    """One cell for each column of its table, "" where nothing is printed; where a file tells, the colour of each."""

    cells: list[str]
    colours: list[str] = field(default_factory=list)
    place: str = ""


@dataclass(kw_only=True)
class GridRow:
    """`wide` is a row that is one cell from edge to edge, `apart` one with an empty row above it. `colours` are
    those of its cells, where a file tells them.
    """

    cells: list[str]
    colours: list[str] = field(default_factory=list)
    place: str = ""
    wide: bool = False
    apart: bool = False


@dataclass(kw_only=True)
class Table:
    """A table of one or several pages: its column headings as printed, once, and its rows without page furniture.

    `beside`: the headings are printed beside the cells of each row. `above` are those of several columns, each of which
    has its own below. `after_unread`: a page that cannot be read stands before it, so that its first row is no more of
    the row before.
    """

    columns: list[str]
    rows: list[TableRow] = field(default_factory=list)
    place: str = ""
    beside: bool = False
    above: list[str] = field(default_factory=list)
    after_unread: bool = False


Part = Heading | Paragraph | Table


@dataclass(kw_only=True)
class Contents:
    """`warnings` are the doubts of whoever read the file: page furniture dropped, a cell that had to be guessed.

    `lines` are the first ones as printed, where nothing but words tells what a heading is.
    """

    parts: list[Part] = field(default_factory=list)
    warnings: list[DocumentWarning] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
