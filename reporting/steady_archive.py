"""Saving a workbook so that of the same contents comes the same file, with words for its pictures."""

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from lxml import etree
from openpyxl import Workbook
from openpyxl.writer.excel import ExcelWriter
from openpyxl.xml.constants import ARC_CORE
from openpyxl.xml.functions import tostring

_EARLIEST = (1980, 1, 1, 0, 0, 0)  # that an archive can say
_DRAWING_PART, _CHART_PART = "xl/drawings/drawing", "xl/charts/chart"
_PROPERTIES = "{*}cNvPr"


def saved(workbook: Workbook, pictures: Mapping[str, str]) -> bytes:
    """The file. `pictures` are the words for each picture or chart, by the title of the sheet that has it."""
    written = BytesIO()
    with _SteadyArchive(written, workbook, pictures) as archive:
        ExcelWriter(workbook, archive).save()
    return written.getvalue()


class _SteadyArchive(ZipFile):
    """Every member has the same date, and the workbook's properties the moment they were given, not that of saving."""

    def __init__(self, file: BytesIO, workbook: Workbook, pictures: Mapping[str, str]):
        super().__init__(file, "w", ZIP_DEFLATED, allowZip64=True)
        self.workbook = workbook
        sheets = [sheet.title for sheet in workbook.worksheets if sheet._charts or sheet._images]
        self.words = [pictures.get(title, "") for title in sheets]

    def writestr(self, zinfo_or_arcname: Any, data: Any, *args: Any, **options: Any) -> None:
        name = str(zinfo_or_arcname)
        if name == ARC_CORE:
            self.workbook.properties.modified = self.workbook.properties.created
            data = tostring(self.workbook.properties.to_tree())
        elif name.startswith(_CHART_PART):
            data = data.replace(b"<numFmt formatCode", b'<numFmt sourceLinked="0" formatCode')
        elif name.startswith(_DRAWING_PART):
            data = self._described(data, int(name.removeprefix(_DRAWING_PART).partition(".")[0]))
        super().writestr(_member(name), data, *args, **options)

    def write(self, filename: Any, arcname: Any = None, *args: Any, **options: Any) -> None:
        with Path(filename).open("rb") as source, self.open(_member(arcname), "w", force_zip64=True) as target:
            while block := source.read(2**20):
                target.write(block)

    def _described(self, drawing: bytes, number: int) -> bytes:
        tree = etree.fromstring(drawing)
        for properties in tree.iter(_PROPERTIES):
            properties.set("descr", self.words[number - 1])
        described: bytes = etree.tostring(tree, encoding="UTF-8", xml_declaration=True, standalone=True)
        return described


def _member(name: str) -> ZipInfo:
    member = ZipInfo(str(name).lstrip("/"), _EARLIEST)
    member.compress_type = ZIP_DEFLATED
    member.external_attr = 0o600 << 16
    return member


def steady(archive: bytes) -> bytes:
    """An archive of the same members, each with the same date."""
    written = BytesIO()
    with ZipFile(BytesIO(archive)) as source, ZipFile(written, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(_member(name), source.read(name))
    return written.getvalue()
