"""Formulas of a workbook that nobody has worked out: which cells of which sheets."""

from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath
from zipfile import ZipFile

from lxml import etree

from .document import DocumentWarning
from .texts import counted

_MOST_NAMED = 20
_BOOK, _RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"


def warnings_of_valueless(archive: ZipFile, cells: Sequence[tuple[str, str]]) -> Iterator[DocumentWarning]:
    """Of cells, each with its sheet's file."""
    if not cells:
        return
    titles = _titles(archive)
    named = [f"{cell} of “{titles.get(PurePosixPath(file).name, file)}”" for file, cell in cells[:_MOST_NAMED]]
    named += ["…"] if len(cells) > _MOST_NAMED else []
    what = "has no value saved with it, and is read as an empty cell"
    if len(cells) > 1:
        what = "have no value saved with them, and are read as empty cells"
    told = f"{counted(len(cells), 'formula')} {what} ({', '.join(named)}): open the file, save it, and give it anew"
    yield DocumentWarning(where="sheets", message=told)


def _titles(archive: ZipFile) -> dict[str, str]:
    """What the sheets are called, by the names of their files."""
    if not {_BOOK, _RELATIONS} <= set(archive.namelist()):
        return {}
    relations = _root(archive, _RELATIONS).iterfind("{*}Relationship")
    files = {one.get("Id", ""): PurePosixPath(one.get("Target", "")).name for one in relations}
    sheets = _root(archive, _BOOK).iterfind("{*}sheets/{*}sheet")
    return {files.get(_relation(sheet), ""): sheet.get("name", "") for sheet in sheets}


def _relation(sheet: etree._Element) -> str:
    return next((value for name, value in sheet.items() if name.endswith("}id")), "")


def _root(archive: ZipFile, name: str) -> etree._Element:
    return etree.fromstring(archive.read(name), etree.XMLParser(resolve_entities=False))
