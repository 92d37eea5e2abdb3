"""Plans that nobody wrote, to be set on pages and read back: words, names, posts, dates and columns are invented."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random
from typing import TypeVar

from . import vocabulary
from .typesetting import TYPEFACES, Paragraph, Setting, Typesetter

Choice = TypeVar("Choice")

# How wide a column is beside the others, and the least that it is, in ems.
_SHARES = {
    "reference": 3.4,
    "action": 15,
    "person": 9,
    "accountable": 9,
    "outcome": 13,
    "date": 9,
    "measure": 14,
    "progress": 22,
    "status": 8,
    "figure": 6,
}


@dataclass(kw_only=True)
class InventedPlan:
    """`rows` are the cells as a person reads them, in the form that readers give; `text` is the copy."""

    columns: list[str]
    kinds: list[str]
    setting: Setting
    rows: list[list[str]] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)
    text: str = ""


class Inventor:
    def __init__(self, seed: int):
        self.random = Random(seed)
        self.kinds = self.random.choice(vocabulary.ORDERS)
        self.names = [
            f"{self._any(vocabulary.FIRST)} {self._any(vocabulary.LAST)}" for _ in range(self.random.randint(4, 12))
        ]
        self.posts = self.random.sample(vocabulary.POSTS, 3)
        self.statuses = self._any(vocabulary.STATUSES)
        self.bulleted = self.random.random() < 0.6

    def columns(self) -> list[str]:
        return [self._any(vocabulary.HEADINGS[kind]) for kind in self.kinds]

    def plan(self, rows: int = 0, **setting: object) -> InventedPlan:
        """Of one section with so many rows, or else of as many as it likes; `setting` rules how it is set."""
        set_as = Setting(**{**self._setting(), **setting})  # type: ignore[arg-type]
        plan = InventedPlan(columns=self.columns(), kinds=self.kinds, setting=set_as)
        setter = Typesetter(set_as)
        setter.prose(f"{self.sentence(12)} {self.sentence(30)} {self.sentence(25)}")
        shape, family = self._any(vocabulary.SECTIONS), self._any(vocabulary.REFERENCES)
        count = rows or self.random.randint(6, 15)
        for section in range(1, 2 if rows or not shape else self.random.randint(2, 5)):
            self._add_section(plan, setter, section, shape, family, count)
        plan.text = setter.text()
        return plan

    def _add_section(
        self, plan: InventedPlan, setter: Typesetter, section: int, shape: str, family: str, count: int
    ) -> None:
        letter = chr(64 + section)
        if title := shape.format(n=section, letter=letter, title=self.title()):
            plan.headings.append(title)
            setter.gap()
            setter.prose(title)
        setter.gap()
        setter.heading_row(plan.columns)
        for row in range(1, count + 1):
            reference = family.format(section=section, letter=letter, row=row, total=len(plan.rows) + 1)
            cells = [self.cell(kind, reference) for kind in self.kinds]
            plan.rows.append([as_read(cell) for cell in cells])
            setter.row([self._with_blanks(cell, plan.setting) for cell in cells], plan.columns)

    def _setting(self) -> dict[str, object]:
        shares = [_SHARES[kind] * self.random.uniform(0.8, 1.25) for kind in self.kinds]
        scale = self.random.uniform(80, 100) / sum(shares)
        least = {"reference": 4.2, "person": 8.0, "accountable": 8.0, "date": 6.5, "status": 6.5}
        loose, spaced = self.random.random() < 0.08, self.random.random() < 0.75
        return {
            "typeface": self._any(list(TYPEFACES)),
            "spaced": spaced,
            "line_height": 1.7 if loose else 1.15,
            "blank_between": self.random.random() < 0.7,
            "blank_after": self._any([0, 0, 1, 3]),
            "glyph": self._any(["\uf0b7", "•", "-", "\uf0a7", "o", "▪", "" if spaced else "•"]),
            "repeats": self.random.random() < 0.8,
            "footer": self._any(["", "", "Page {page}", "{page}", "Corporate plan: quarterly report, page {page}"]),
            "marks_pages": self.random.random() < 0.2,
            "page_height": self.random.uniform(38, 60),
            "widths": [
                max(least.get(kind, 0.0), share * scale) for kind, share in zip(self.kinds, shares, strict=True)
            ],
            "centred_headings": self.random.random() < 0.3,
        }

    def _any(self, choices: Sequence[Choice]) -> Choice:
        return self.random.choice(choices)

    def title(self) -> str:
        doing, kind = self._any(vocabulary.DOING).capitalize(), self._any(vocabulary.KINDS)
        return f"{doing} {kind} {self._any(vocabulary.NOUNS)} and {self._any(vocabulary.NOUNS)}"

    def sentence(self, words: int, *, stop: bool = True) -> str:
        """Of about so many words, with names of places, figures, acronyms and dates here and there."""
        parts = [
            self._any(vocabulary.VERBS) if self.random.random() < 0.6 else self._any(vocabulary.DOING).capitalize()
        ]
        while len(parts) < words:
            parts.append(self._any(vocabulary.OTHERS) if self.random.random() < 0.5 else self._any(vocabulary.KINDS))
            parts.append(self._any(vocabulary.NOUNS) + ("," if self.random.random() < 0.08 else ""))
            chance = self.random.random()
            if chance < 0.05:
                parts.append(f"in {self._any(vocabulary.PLACES)}")
            elif chance < 0.09:
                parts.append(f"(about {self.random.randint(2, 900)} of the {self._any(vocabulary.ACRONYMS)})")
            elif chance < 0.12:
                parts.append(f"by {self._any(vocabulary.MONTHS)} {self.random.randint(2018, 2026)}")
            parts.append(self._any(vocabulary.LINKS) if self.random.random() < 0.6 else self._any(vocabulary.DOING))
        parts.append(f"the {self._any(vocabulary.KINDS)} {self._any(vocabulary.NOUNS)}")
        return " ".join(parts) + ("." if stop else "")

    def text(self, fewest: int, most: int) -> str:
        stop = self.random.random() < 0.8
        count = self.random.randint(1, 3)
        return " ".join(self.sentence(self.random.randint(fewest, most) // count, stop=stop) for _ in range(count))

    def cell(self, kind: str, reference: str) -> list[Paragraph]:
        if kind == "reference":
            return [Paragraph(words=reference)]
        if kind in ("person", "accountable"):
            return self._people()
        if kind == "date":
            return [] if self.random.random() < 0.05 else [Paragraph(words=each) for each in self._dates()]
        if kind == "status":
            return [] if self.random.random() < 0.05 else [Paragraph(words=self._any(self.statuses))]
        if kind != "action" and self.random.random() < 0.1:
            return []
        most = {"progress": 60, "action": 22}.get(kind, 25)
        return self._paragraphs(most)

    def _paragraphs(self, most: int) -> list[Paragraph]:
        found = [Paragraph(words=self.text(4, most)) for _ in range(self._any([1, 1, 1, 2, 3]))]
        if self.bulleted and self.random.random() < 0.25:
            found[-1].words = found[-1].words.rstrip(".") + ":"
            found += [
                Paragraph(words=self.sentence(self.random.randint(2, 9), stop=False), bullet=True)
                for _ in range(self.random.randint(2, 4))
            ]
        return found

    def _people(self) -> list[Paragraph]:
        chance = self.random.random()
        if chance < 0.72:
            return [Paragraph(words=self._any(self.names))]
        if chance < 0.82:
            return [Paragraph(words=self._any(self.posts))]
        if chance < 0.92:
            return [Paragraph(words=self._any([" / ", "/ ", ", "]).join(self.random.sample(self.names, 2)))]
        return [Paragraph(words=name) for name in self.random.sample(self.names, 2)]

    def _dates(self) -> list[str]:
        month, year = self._any(vocabulary.MONTHS), self.random.randint(2019, 2026)
        plain = [f"{month} {year}", f"{self.random.randint(1, 28)} {month} {year}", f"By {month} {year}", str(year)]
        loose = ["Ongoing", "Quarterly", f"Q{self.random.randint(1, 4)} {year}/{year % 100 + 1}", "To be confirmed"]
        odd = [
            f"From {month} {year} once the {self._any(vocabulary.NOUNS)} are agreed in {self._any(vocabulary.PLACES)}",
            f"End of {month} {year}",
        ]
        chance = self.random.random()
        if chance < 0.06:
            return [
                f"{self.title()} by {month} {year}",
                f"{self.title()} from {self._any(vocabulary.MONTHS)} {year + 1}",
            ]
        return [self._any(plain if chance < 0.7 else loose if chance < 0.88 else odd)]

    def _with_blanks(self, paragraphs: list[Paragraph], setting: Setting) -> list[Paragraph]:
        found: list[Paragraph] = []
        for paragraph in paragraphs:
            if found and setting.blank_between and not paragraph.bullet:
                found.append(Paragraph(words=""))
            found.append(paragraph)
        blanks = self.random.randint(0, setting.blank_after) if paragraphs else 0
        return found + [Paragraph(words="") for _ in range(blanks)]


def as_read(paragraphs: list[Paragraph]) -> str:
    return "\n".join(("- " if paragraph.bullet else "") + paragraph.words for paragraph in paragraphs)
