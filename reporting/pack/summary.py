"""Where the plan is: the colours of its sections, now and in the version before, with a chart of them."""

from collections.abc import Callable, Hashable, Sequence
from typing import Any

from openpyxl.chart import BarChart, Reference
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText
from openpyxl.drawing.text import CharacterProperties, Paragraph, ParagraphProperties, RichTextProperties
from openpyxl.worksheet.worksheet import Worksheet

from actions.statuses import ORDER, colour_word
from reporting.counts import Counts, SectionCounts, count_colours, section_counts
from reporting.workbooks import FILLS, Book

from .data import PackData, PackPart
from .sheet import PackColumn, PackSheet, SheetTable, fact

_NO_COLOUR = ("FFFFFF", "000000")
_ON_ONE_PAGE = 12  # sections at most, in letters that can still be read, with their chart
_ALL, _GONE = "All actions", "Sections of the version before that are no longer there"


def _number(attribute: str, colour: str) -> Callable[[SectionCounts], int]:
    """How many actions of a line have the colour, in its counts of that name."""

    def number(line: SectionCounts) -> int:
        counts: Counts = getattr(line, attribute)
        return sum(entry.count for entry in counts.colours if entry.colour == colour)

    return number


def _counted(when: str, attribute: str) -> list[PackColumn]:
    """A column for each colour, and how many there are in all."""
    columns = [PackColumn(f"{colour_word(colour)} {when}", _number(attribute, colour), "") for colour in ORDER]
    return [*columns, fact(f"Actions {when}", f"{attribute}.total", "")]


class Summary(PackSheet):
    slug = "summary"
    name = "Summary"
    title = "Summary"
    purpose = "How many actions of each section have which colour, now and in the version before, with a chart."
    noun = "section"
    nothing = "This version has no actions yet."
    sums = True
    columns = (fact("Section", "name", "[no section]"), *_counted("now", "now"), *_counted("before", "before"))

    def columns_of(self, data: PackData) -> Sequence[PackColumn]:
        """Without the version before, there are no figures of it."""
        return self.columns if data.previous else self.columns[: 2 + len(ORDER)]

    def lines(self, part: PackPart) -> Sequence[SectionCounts]:
        before = [entry for entry in part.scope.before.values() if part.data.has_section(entry.section)]
        counted = section_counts(part.data.sections, part.rows, before)
        here = {entry.section for entry in counted}
        gone = count_colours(entry.colour for entry in before if entry.section not in here)
        return [entry for entry in counted if part.data.has_section(entry.section)] + [
            SectionCounts(0, "", _GONE, count_colours(()), gone)
        ] * bool(gone.total)

    def key(self, line: SectionCounts) -> Hashable:
        return line.section

    def summed(self, lines: list[SectionCounts]) -> Sequence[SectionCounts]:
        """Section by section, those that have gone, and all together; nothing where there is no action."""
        lines.sort(key=lambda line: not line.section)
        together = sum(lines, SectionCounts(0, "", _ALL, count_colours(()), count_colours(())))
        return [*lines, together] if together.now.total else []

    def notes(self, data: PackData, asides: Sequence[str]) -> Sequence[str]:
        if not data.previous:
            return ["This is the plan’s first version, so Summary has no figures of a version before."]
        told = [f"On Summary, the figures before are those of {data.previous.label}."]
        if not data.previous.prints_status:
            told.append(f"{data.previous.label} printed no status, so all of its actions count as No status.")
        return told

    def count(self, table: SheetTable) -> int:
        return sum(line[0] not in {_ALL, _GONE} for line in table.lines)

    def adorn(self, sheet: Worksheet, table: SheetTable, book: Book) -> None:
        """A bar for each section, of as many parts as it has colours, each with its number."""
        lines, sections = list(table.lines), self.count(table)
        chart = BarChart()
        chart.type, chart.grouping, chart.overlap = "bar", "stacked", 100
        chart.title = "Actions by section and colour, now"
        chart.width, chart.height = 26, 4 + 1.6 * sections
        chart.legend.position = "b"
        chart.y_axis.title, chart.y_axis.majorUnit = "Actions", None
        chart.x_axis.scaling.orientation = "maxMin"
        chart.x_axis.delete = chart.y_axis.delete = False
        data = Reference(sheet, min_col=2, max_col=1 + len(ORDER), min_row=1, max_row=1 + sections)
        chart.add_data(data, titles_from_data=True)
        chart.set_categories(Reference(sheet, min_col=1, min_row=2, max_row=1 + sections))
        for series, colour in zip(chart.series, ORDER, strict=True):
            series.graphicalProperties = _look(colour)
            series.dLbls = _labels(colour)
        sheet.add_chart(chart, f"A{len(lines) + 3}")
        sheet.page_setup.fitToHeight = 1 if sections <= _ON_ONE_PAGE else 0
        book.describe_picture(sheet.title, f"Bar chart of the table above it: {_told(lines[:sections])}")


def _look(colour: str) -> GraphicalProperties:
    look = GraphicalProperties(solidFill=FILLS.get(colour, _NO_COLOUR)[0])
    look.line.solidFill = "000000"
    return look


def _labels(colour: str) -> DataLabelList:
    """How many there are, where there are any, in letters that stand out from the colour."""
    labels = DataLabelList(showVal=True, showSerName=False, showCatName=False, showLegendKey=False, numFmt="0;;;")
    look = CharacterProperties(b=True, solidFill=FILLS.get(colour, _NO_COLOUR)[1])
    paragraph = Paragraph(pPr=ParagraphProperties(defRPr=look), endParaRPr=look)
    labels.txPr = RichText(bodyPr=RichTextProperties(), p=[paragraph])
    return labels


def _told(lines: Sequence[Sequence[Any]]) -> str:
    """The chart in words."""
    told = []
    for line in lines:
        counted = line[1 : 1 + len(ORDER)]
        parts = [f"{count} {colour_word(colour)}" for count, colour in zip(counted, ORDER, strict=True) if count]
        told.append(f"{line[0]}: {', '.join(parts) or 'no actions'}")
    return ". ".join(told)
