"""Plans that nobody wrote, to be set on pages and read back: words, names, posts, dates, columns are invented."""

from dataclasses import dataclass, field
from random import Random

from .typesetting import TYPEFACES, Paragraph, Setting, Typesetter

_VERBS = [
    "Agree",
    "Build",
    "Carry",
    "Design",
    "Draw",
    "Extend",
    "Find",
    "Gather",
    "Hold",
    "Improve",
    "Join",
    "Keep",
    "List",
    "Map",
    "Name",
    "Offer",
    "Plant",
    "Publish",
    "Repair",
    "Replace",
    "Set",
    "Survey",
    "Test",
    "Train",
    "Update",
    "Widen",
    "Write",
]
_NOUNS = [
    "allotments",
    "bridges",
    "buses",
    "cycleways",
    "drains",
    "footpaths",
    "gardens",
    "grants",
    "halls",
    "hedges",
    "kerbs",
    "lamps",
    "libraries",
    "markets",
    "meadows",
    "museums",
    "orchards",
    "parks",
    "playgrounds",
    "pools",
    "ponds",
    "quays",
    "recycling",
    "routes",
    "shelters",
    "signs",
    "stations",
    "streets",
    "theatres",
    "toilets",
    "trees",
    "vans",
    "walls",
    "woods",
]
_KINDS = [
    "better",
    "cheaper",
    "cleaner",
    "disused",
    "fuller",
    "greener",
    "local",
    "lasting",
    "lower",
    "main",
    "missing",
    "new",
    "newer",
    "older",
    "open",
    "public",
    "quieter",
    "rural",
    "safer",
    "shared",
    "small",
    "tidy",
    "urban",
    "warmer",
    "wider",
]
_LINKS = [
    "across",
    "after",
    "along",
    "among",
    "around",
    "before",
    "beside",
    "between",
    "by",
    "for",
    "from",
    "in",
    "inside",
    "near",
    "of",
    "through",
    "to",
    "towards",
    "with",
    "within",
    "without",
]
_OTHERS = [
    "and",
    "the",
    "a",
    "our",
    "this",
    "that",
    "each",
    "every",
    "all",
    "most",
    "more",
    "fewer",
    "half",
    "other",
    "both",
    "where",
    "which",
    "while",
    "because",
]
_DOING = [
    "asking",
    "bringing",
    "buying",
    "cutting",
    "ending",
    "finding",
    "getting",
    "giving",
    "keeping",
    "leaving",
    "making",
    "meeting",
    "moving",
    "opening",
    "paying",
    "planning",
    "putting",
    "raising",
    "seeing",
    "selling",
    "sharing",
    "showing",
    "taking",
    "telling",
    "using",
    "working",
]
_ACRONYMS = ["BFG", "CPZ", "DLR", "EVQ", "HGS", "LTNX", "PRW", "QTU"]
_PLACES = [
    "Arden Vale",
    "Brackwater",
    "Castle Quay",
    "Dunmere",
    "Elm Rise",
    "Fallowfield Park",
    "Greystone",
    "High Tor",
]
_FIRST = [
    "Abel",
    "Agnes",
    "Amos",
    "Bela",
    "Bram",
    "Carys",
    "Cleo",
    "Dilip",
    "Edda",
    "Efua",
    "Femi",
    "Gwen",
    "Hanif",
    "Iona",
    "Jarl",
    "Kezia",
    "Lars",
    "Moira",
    "Nuala",
    "Omar",
    "Pilar",
    "Quin",
    "Rosa",
    "Sanjay",
    "Tegan",
    "Ulla",
    "Vikram",
    "Wanda",
    "Xenia",
    "Yusuf",
    "Zora",
]
_LAST = [
    "Abbot",
    "Ashby",
    "Barrow",
    "Birch",
    "Calder",
    "Crane",
    "Dacre",
    "Dunn",
    "Easton",
    "Farrow",
    "Fell",
    "Gale",
    "Garth",
    "Hale",
    "Heron",
    "Inglis",
    "Keel",
    "Larch",
    "Lund",
    "Marsh",
    "Moss",
    "Nash",
    "Oake",
    "Pell",
    "Quill",
    "Rook",
    "Sayer",
    "Stone",
    "Tarn",
    "Underhill",
    "Vane",
    "Wren",
    "Yarrow",
    "O’Dell",
    "Reed-Hart",
]
_POSTS = [
    "Head of Parks",
    "Service Manager, Streets",
    "Director of Place",
    "Assistant Director, Culture and Leisure",
    "Chief Engineer",
    "Group Manager",
    "Programme Board",
    "Principal Planner",
]
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_STATUSES = [
    ["On track", "Late", "Finished", "Not begun"],
    ["Green", "Amber", "Red", "Complete"],
    ["Progressing well", "Stalled for want of money", "Done", "Paused by the board until spring"],
    ["Underway", "Complete.", "COMPLETE", "Delayed by weather", "Some slippage"],
    ["Meeting plan", "Behind plan", "Closed", "Running with difficulty"],
]
_HEADINGS = {
    "reference": ["Ref", "No.", "", "Reference"],
    "action": [
        "Action",
        "What will we do",
        "Recommendation",
        "Objective",
        "Key Task",
        "Improvement Activity",
        "Deliverable",
    ],
    "person": ["Lead", "Owner", "Who", "Responsible Officer", "Lead Manager", "Senior Responsible Owner", "By Whom"],
    "accountable": ["Accountable Director", "Sponsor", "Strategic Lead"],
    "outcome": ["Outcome", "Why", "Expected Benefit", "Impact", "What difference it will make", "Aim"],
    "date": ["When", "Due Date", "Deadline", "By When", "Target Date", "Timescale", "Completion Date"],
    "measure": ["Measure", "How we will know", "Evidence", "Key Performance Indicator", "Success Criteria"],
    "progress": ["Progress", "Update", "Latest Position", "Commentary", "Notes and comments", "Progress to Date"],
    "status": ["RAG", "Status", "RAG Rating", "Current Status"],
}
_ORDERS = [
    ["reference", "action", "person", "date", "progress", "status"],
    ["reference", "action", "outcome", "person", "date", "measure", "progress", "status"],
    ["reference", "action", "accountable", "person", "outcome", "date", "measure", "progress", "status"],
    ["reference", "outcome", "action", "person", "date", "status", "progress"],
    ["action", "person", "date", "measure", "progress"],
    ["action", "date", "status", "progress"],
    ["action", "measure", "person", "date", "status"],
    ["reference", "action", "measure", "date", "person", "progress"],
    ["outcome", "action", "person", "date", "progress", "status"],
]
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
}
_SECTIONS = ["{n}. {title}", "Theme {letter}: {title}", "Priority {n} – {title}", "{title}", ""]


@dataclass(kw_only=True)
class InventedPlan:
    """`rows` are the cells as a person reads them, in the form that readers give; `text` is the copy."""

    columns: list[str]
    rows: list[list[str]]
    headings: list[str]
    text: str
    setting: Setting
    kinds: list[str] = field(default_factory=list)


class Inventor:
    def __init__(self, seed: int):
        self.random = Random(seed)
        self.kinds = self.random.choice(_ORDERS)
        self.names = [f"{self._any(_FIRST)} {self._any(_LAST)}" for _ in range(self.random.randint(4, 12))]
        self.posts = self.random.sample(_POSTS, 3)
        self.statuses = self._any(_STATUSES)
        self.bulleted = self.random.random() < 0.6

    def plan(self, rows: int = 0, **setting: object) -> InventedPlan:
        columns = [self._any(_HEADINGS[kind]) for kind in self.kinds]
        set_as = Setting(**{**self._setting(), **setting})  # type: ignore[arg-type]
        setter = Typesetter(set_as)
        setter.prose(f"{self.sentence(12)} {self.sentence(30)} {self.sentence(25)}")
        cells: list[list[str]] = []
        titles: list[str] = []
        shape = self._any(_SECTIONS)
        family = self._any(["{section}.{row}", "{section}.{row}", "{letter}{row}", "{total}"])
        count = rows or self.random.randint(12, 30)
        for section in range(1, (1 if not shape or rows else self.random.randint(1, 4)) + 1):
            title = shape.format(n=section, letter=chr(64 + section), title=self.title())
            if title:
                titles.append(title)
                setter.gap()
                setter.prose(title)
            setter.gap()
            setter.heading_row(columns)
            for row in range(1, count // 2 + 1 if not rows else rows + 1):
                reference = family.format(section=section, letter=chr(64 + section), row=row, total=len(cells) + 1)
                paragraphs = [self.cell(kind, reference) for kind in self.kinds]
                cells.append([as_read(each) for each in paragraphs])
                setter.row([self._with_blanks(each, set_as) for each in paragraphs], columns)
        return InventedPlan(
            columns=columns, rows=cells, headings=titles, text=setter.text(), setting=set_as, kinds=self.kinds
        )

    def _setting(self) -> dict[str, object]:
        shares = [_SHARES[kind] * self.random.uniform(0.8, 1.25) for kind in self.kinds]
        scale = self.random.uniform(80, 100) / sum(shares)
        least = {"reference": 4.2, "person": 8.0, "accountable": 8.0, "date": 6.5, "status": 6.5}
        loose = self.random.random() < 0.08
        return {
            "typeface": self._any(list(TYPEFACES)),
            "spaced": self.random.random() < 0.75,
            "line_height": 1.7 if loose else 1.15,
            "blank_between": self.random.random() < 0.7,
            "blank_after": self._any([0, 0, 1, 3]),
            "glyph": self._any(["\uf0b7", "•", "-", "\uf0a7", "o", "▪"]),
            "repeats": self.random.random() < 0.8,
            "footer": self._any(["", "", "Page {page}", "{page}", "Corporate plan: quarterly report, page {page}"]),
            "marks_pages": self.random.random() < 0.2,
            "page_height": self.random.uniform(38, 60),
            "widths": [
                max(least.get(kind, 0.0), share * scale) for kind, share in zip(self.kinds, shares, strict=True)
            ],
            "centred_headings": self.random.random() < 0.3,
        }

    def _any(self, choices):  # type: ignore[no-untyped-def]
        return self.random.choice(choices)

    def title(self) -> str:
        return f"{self._any(_DOING).capitalize()} {self._any(_KINDS)} {self._any(_NOUNS)} and {self._any(_NOUNS)}"

    def sentence(self, words: int, *, stop: bool = True) -> str:
        """Of about so many words, with names of places, figures, acronyms and dates here and there."""
        parts = [self._any(_VERBS) if self.random.random() < 0.6 else self._any(_DOING).capitalize()]
        while len(parts) < words:
            parts.append(self._any(_OTHERS) if self.random.random() < 0.5 else self._any(_KINDS))
            parts.append(self._any(_NOUNS) + ("," if self.random.random() < 0.08 else ""))
            chance = self.random.random()
            if chance < 0.05:
                parts.append(f"in {self._any(_PLACES)}")
            elif chance < 0.09:
                parts.append(f"(about {self.random.randint(2, 900)} of the {self._any(_ACRONYMS)})")
            elif chance < 0.12:
                parts.append(f"by {self._any(_MONTHS)} {self.random.randint(2018, 2026)}")
            parts.append(self._any(_LINKS) if self.random.random() < 0.6 else self._any(_DOING))
        parts.append(f"the {self._any(_KINDS)} {self._any(_NOUNS)}")
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
        month, year = self._any(_MONTHS), self.random.randint(2019, 2026)
        plain = [f"{month} {year}", f"{self.random.randint(1, 28)} {month} {year}", f"By {month} {year}", str(year)]
        loose = ["Ongoing", "Quarterly", f"Q{self.random.randint(1, 4)} {year}/{year % 100 + 1}", "To be confirmed"]
        odd = [
            f"From {month} {year} once the {self._any(_NOUNS)} are agreed with {self._any(_PLACES)}",
            f"End of {month} {year}",
        ]
        chance = self.random.random()
        if chance < 0.06:
            return [f"{self.title()} by {month} {year}", f"{self.title()} from {self._any(_MONTHS)} {year + 1}"]
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
