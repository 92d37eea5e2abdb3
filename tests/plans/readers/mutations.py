"""Files that were damaged on their way, or by somebody with intent."""

import os
from collections.abc import Callable

from hypothesis import HealthCheck, settings
from hypothesis import strategies as some

from .test_markdown import PLAN as MARKDOWN
from .test_papers import PAPERS
from .test_tab_separated import PLAN as TABS
from .written_plan import as_csv, as_excel, as_html, as_word, invented_plan

PLAN = invented_plan()
LONGER = int(os.environ.get("FUZZ", "1"))
OFFICE = [("plan.docx", as_word(PLAN)), ("plan.xlsx", as_excel(PLAN))]
TEXTS = [
    ("plan.csv", as_csv(PLAN)),
    ("plan.csv", as_csv(PLAN, delimiter=";", encoding="utf-16")),
    ("plan.html", as_html(PLAN)),
    ("plan.md", MARKDOWN.encode()),
    ("plan.txt", TABS.encode()),
    ("plan.txt", as_csv(PLAN, delimiter="\t")),
    ("plan.txt", (PAPERS / "marlingford-financial-recovery.txt").read_bytes()),
]
Change = Callable[[bytes], bytes]


def examples(count: int) -> settings:
    """The same every time in the suite, others every time when it looks longer."""
    return settings(
        max_examples=count * LONGER, derandomize=LONGER == 1, suppress_health_check=list(HealthCheck), database=None
    )


@some.composite
def changes(draw: some.DrawFn) -> Change:
    """One to six changes, each anywhere: bytes other than they were, left out, said again, or put in."""
    steps = draw(
        some.lists(
            some.tuples(
                some.sampled_from(["other", "out", "again", "in"]),
                some.floats(0, 1, exclude_max=True),
                some.integers(1, 400),
                some.binary(min_size=1, max_size=12) | some.sampled_from(HOSTILE),
            ),
            min_size=1,
            max_size=6,
        )
    )

    def change(data: bytes) -> bytes:
        for kind, where, length, put in steps:
            at = int(where * len(data))
            end = at + (len(put) if kind == "other" else 0 if kind in ("in", "again") else length)
            data = data[:at] + {"out": b"", "again": data[at : at + length] * 3}.get(kind, put) + data[end:]
        return data

    return change


HOSTILE = [
    b"<!ENTITY",
    b"<w:tbl>",
    b"</w:p>",
    b'w:val="-1"',
    b'w:val="999999999"',
    b"\0",
    b"\t\t\t\t",
    b"\n|-|-|\n",
    b'"',
    b"<td",
]
HOSTILE += [
    b"rowspan='99999'",
    b'r="XFD1048576"',
    b"&#xD800;",
    b"&#0;",
    "\u202e".encode(),
    b"1e999",
    b"<table>" * 50,
    b"[" * 100,
]
