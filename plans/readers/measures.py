"""Tables of measures: a column of titles, figures beside them, and a date in a heading."""

import re
from dataclasses import dataclass, field
from datetime import date

from plans.money import read_money
from plans.timeframes import read_timeframe

from .contents import Table, TableRow
from .document import DocumentMeasure, DocumentReading, DocumentWarning
from .texts import quoted

_FIGURE = re.compile(
    r"(?P<minus>[-−]?)(?P<figure>[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]{1,12}(?:\.[0-9]+)?) ?(?P<percent>%?)"
)
_NO_FIGURE = re.compile(r"(?i)(?:n/?a|-|–|\.\.|nil|none|not (?:known|available|recorded)|tb[acd]|)$")
_TOTAL = re.compile(r"(?i)(?:grand )?(?:sub-?)?totals?$|sum$")


@dataclass
class _Figure:
    value: float
    unit: str
    as_printed: str


@dataclass
class Measures:
    """`rest` are the rows that are no measure, and say what is printed all the same."""

    found: list[DocumentMeasure] = field(default_factory=list)
    rest: list[TableRow] = field(default_factory=list)
    warnings: list[DocumentWarning] = field(default_factory=list)

    def leave(self, row: TableRow, told: str) -> None:
        words = quoted(" ".join(filter(None, row.cells)))
        self.rest.append(row)
        self.warnings.append(DocumentWarning(where=row.place, message=f"the row {words} {told}"))


def is_of_measures(table: Table) -> bool:
    """Whether most of what stands beside the first column are figures, and a heading has a date."""
    cells = [cell for row in table.rows for cell in row.cells[1:]]
    figures = [cell for cell in cells if _figure(cell)]
    empty = [cell for cell in cells if _NO_FIGURE.match(cell)]
    dated = any(read_timeframe(heading).due for heading in table.columns)
    return (
        dated and bool(figures) and len(figures) >= 0.7 * (len(cells) - len(empty)) and len(figures) * 2 >= len(cells)
    )


def measures_of(table: Table) -> Measures:
    """Each row is a measure with a reading for each dated column, or one for the date that stands over all of them."""
    measures = Measures()
    dates = [read_timeframe(heading).due for heading in table.columns]
    target = next((at for at, heading in enumerate(table.columns) if "target" in heading.lower()), None)
    behind: list[str] = []
    for row in table.rows:
        title, figures = row.cells[0], [_figure(cell) for cell in row.cells]
        if not title or _TOTAL.match(title):
            measures.leave(row, "is no measure, and is kept as text")
            continue
        readings = _readings(figures, dates, target)
        if not readings:
            measures.leave(row, "has no figure that could be read, and is kept as text")
            continue
        measures.warnings += _not_figures(row, figures)
        behind += [figure.as_printed for figure in figures if figure and figure.value == readings[0].count]
        aim = figures[target] if target is not None and target < len(figures) else None
        unit = next(figure.unit for figure in figures if figure and figure.as_printed == readings[0].as_printed)
        measures.found.append(
            DocumentMeasure(
                title=title.replace("\n", " "), unit=unit, readings=readings, target=aim.value if aim else None
            )
        )
    if behind:
        told = f"{quoted(*behind)} {'is' if len(behind) == 1 else 'are'} kept as the numbers behind the percentages"
        measures.warnings.append(DocumentWarning(where=table.place, message=told))
    return measures


def _not_figures(row: TableRow, figures: list[_Figure | None]) -> list[DocumentWarning]:
    """What stands in a measure's row and could not be read, in one warning."""
    words = [cell for cell, figure in zip(row.cells[1:], figures[1:], strict=True) if cell and not figure]
    told = f"{quoted(*words)} beside the figures of this measure {'is' if len(words) == 1 else 'are'} left out"
    return [DocumentWarning(where=row.place, message=told)] if words else []


def _readings(figures: list[_Figure | None], dates: list[date | None], target: int | None) -> list[DocumentReading]:
    value_columns = [at for at in range(1, len(figures)) if at != target]
    own = [(figures[at], day) for at in value_columns if at < len(dates) and (day := dates[at])]
    if any(day for day in dates[1:]):
        return [_reading(figure, day) for figure, day in own if figure]
    there = [figure for at in value_columns if (figure := figures[at])]
    day = next((day for day in dates if day), None)
    if not there or day is None:
        return []
    first = next((figure for figure in there if figure.unit == "%"), there[0])
    counts = [figure for figure in there if figure.unit == "count" and figure is not first and figure.value >= 0]
    reading = _reading(first, day)
    reading.count = int(counts[0].value) if first.unit == "%" and counts and counts[0].value % 1 == 0 else None
    return [reading]


def _reading(figure: _Figure, day: date) -> DocumentReading:
    return DocumentReading(date=day, value=figure.value, as_printed=figure.as_printed)


def _figure(cell: str) -> _Figure | None:
    match = _FIGURE.fullmatch(cell)
    if match:
        value = float(match["figure"].replace(",", "")) * (-1 if match["minus"] else 1)
        whole = int(value) if value % 1 == 0 else value
        return _Figure(whole, "%" if match["percent"] else "count", cell)
    pounds = read_money(cell) if cell.startswith("£") and len(cell) <= 30 else None
    return None if pounds is None else _Figure(float(pounds), "£", cell)
