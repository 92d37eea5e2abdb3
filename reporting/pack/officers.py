"""Who has what to do."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from reporting.counts import Counts, count_colours
from reporting.rows import ActionRow

from .data import PackData
from .sheet import PackSheet, fact


@dataclass
class OfficerLine:
    """An officer, by the name that is printed first, with the actions they have a part in."""

    name: str
    rows: list[ActionRow] = field(default_factory=list)

    @property
    def accountable(self) -> int:
        return sum(self.name in row.accountable for row in self.rows)

    @property
    def lead(self) -> int:
        return sum(self.name in row.lead for row in self.rows)

    @property
    def actions(self) -> int:
        return len(self.rows)

    @property
    def counts(self) -> Counts:
        return count_colours(row.status.colour for row in self.rows)

    @property
    def late(self) -> int:
        return sum(row.is_late for row in self.rows)

    @property
    def which(self) -> str:
        return ", ".join(row.reference or f"“{row.title}”" for row in self.rows)


class Officers(PackSheet):
    slug = "officers"
    name = "Officers"
    title = "Officers"
    purpose = "Everybody who answers for an action or leads one, with how many and where these stand."
    noun = "officer"
    nothing = "This version names no officers."
    columns = (
        fact("Officer", "name", ""),
        fact("Accounts for", "accountable", ""),
        fact("Leads", "lead", ""),
        fact("Actions", "actions", ""),
        fact("Where they stand", "counts.words", ""),
        fact("Past their date", "late", ""),
        fact("Which actions", "which", ""),
    )

    def lines(self, data: PackData) -> Sequence[OfficerLine]:
        lines: dict[str, OfficerLine] = {}
        for row in data.rows:
            for slug, name in row.names.officers().items():
                lines.setdefault(slug, OfficerLine(name)).rows.append(row)
        return sorted(lines.values(), key=lambda line: line.name.casefold())
