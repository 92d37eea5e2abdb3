"""Markdown: pipe tables inside a narrative, with HTML in their cells."""

import pytest

from plans.readers import read_document
from plans.readers.document import DocumentMilestone

from .parts import told

PLAN = """\
Homes plan

for everybody

Why

We must,
and we will:

- ① because
- ② and so

Action plan

| Desired outcome | Action(s) | Who | When? |
|---|--|--|----|
| Homes *for* all | <ul style="x"> Buy a house Open it at once | Ada Byron Grace Hopper | By 2024 |
| Roofs | <ul> • Mend \\| paint • Paint | Head of Homes | | beyond |


| Desired outcome | Action(s) | Who | When? |
|---|--|--|----|
| Trees | <ul><li>Plant<br>them</li><li>Water</li></ul> | Ada Byron | May 2023 |
"""


def test_a_table_in_a_narrative() -> None:
    document = read_document("plan.md", PLAN.encode())
    assert document.title == "Homes plan for everybody"
    assert [(passage.heading, passage.text) for passage in document.narrative] == [
        ("Why", "We must, and we will:\n- ① because\n- ② and so")
    ]
    assert document.columns == ["Desired outcome", "Action(s)", "Who", "When?"]
    (section,) = document.sections
    assert section.title == "Action plan"
    assert [row.action for row in section.rows] == ["Homes for all", "Roofs", "Trees"]
    assert [[step.title for step in row.milestones] for row in section.rows] == [
        ["Buy a house", "Open it at once"],
        ["Mend | paint", "Paint"],
        ["Plant", "them", "Water"],
    ]
    assert section.rows[0].lead == ["Ada Byron", "Grace Hopper"]


def test_doubts_name_the_line() -> None:
    warnings = [(warning.where, warning.message) for warning in read_document("plan.txt", PLAN.encode()).warnings]
    assert (
        "line 17",
        "nothing parts the items of a list, which are read as “Buy a house”, “Open it at once”",
    ) in warnings
    assert ("“Roofs”, line 18", "“beyond” beyond the last column is left out") in warnings


def test_headings_that_are_marked() -> None:
    text = "# Homes plan\n\nA word\n\n## 1. Homes\n\n| Action | Lead |\n|-|-|\n| Open | Ada Byron |\n"
    document = read_document("plan.md", text.encode())
    assert (document.title, document.introduction) == ("Homes plan", "A word")
    assert (document.sections[0].number, document.sections[0].title) == ("1", "Homes")
    assert document.rows()[0].milestones == []


def test_marks_without_end_cost_nothing() -> None:
    text = "` " * 100_000 + "\n\n" + "[" * 100_000 + "\n\n| Action | Lead |\n|-|-|\n| Open | Ada Byron |\n"
    assert len(read_document("plan.md", text.encode()).rows()) == 1


def test_text_that_is_set_in_is_no_program() -> None:
    text = "    Homes plan\n\n| Action | Lead | By when |\n|-|-|-|\n| Buy by May 2021 | Ada Byron | June 2021 |\n"
    document = read_document("plan.md", text.encode())
    assert document.title == "Homes plan"
    assert DocumentMilestone(title="Buy", timeframe="by May 2021") not in document.rows()[0].milestones


def test_what_is_written_as_a_sign_is_that_sign() -> None:
    table = "| Ref | What we'll do | Lead |\n|--|--|--|\n| 1\\.1 | Open &pound;5 home\\* | Ada &amp; Zoe |\n"
    (row,) = read_document("plan.md", table.encode()).rows()
    assert (row.reference, row.action, row.lead) == ("1.1", "Open £5 home*", ["Ada & Zoe"])


TABLE = "| Ref | Action | Lead |\n|--|--|--|\n| 1.1 | Open | Ada Byron |\n"


def test_front_matter_is_left_out_and_told() -> None:
    text = f"---\ntitle: x\ntags:\n  - y\n- z\n\nlast-seen: today,\n  or so\n---\n# Homes plan\n\n{TABLE}"
    document = read_document("plan.md", text.encode())
    assert (document.title, document.introduction) == ("Homes plan", "")
    front = "title: x tags: - y - z last-seen: today, or so"
    assert told(document) == [f"lines 1 to 9: “{front}” stands between dashes, which no page shows, and is left out"]


@pytest.mark.parametrize(
    "between", ["Lead: Ada Byron\n- Open a home: by May", "Homes: a plan\nfor all", "- All: homes"]
)
def test_what_stands_between_rules_but_is_no_front_matter_is_read(between: str) -> None:
    document = read_document("plan.md", f"---\n{between}\n---\n\n{TABLE}".encode())
    printed = " ".join((document.title, document.introduction, document.sections[0].title, *told(document)))
    assert set(between.split()) <= set(printed.split())


def test_front_matter_without_end_costs_nothing() -> None:
    text = "---\n" + "title:  \n \n- x\n  y: \n\n" * 2_000 + TABLE
    assert len(read_document("plan.md", text.encode()).rows()) == 1


def test_words_struck_through_are_left_out_and_told() -> None:
    rows = [
        "| Action | Lead | When | Status |",
        "|---|---|---|---|",
        "| Open | Ada Byron | ~~May~~ June | ~~Amber~~ Green |",
    ]
    document = read_document(
        "plan.md", "\n".join(["# Homes plan", "", *rows, "| ~~Mend~~ | Zoe | May | Red |"]).encode()
    )
    assert [(row.action, row.timeframe, row.status) for row in document.rows()] == [
        ("Open", "June", "Green"),
        ("Mend", "May", "Red"),
    ]
    assert told(document) == [
        "struck through: 2 pieces are struck through, and left out: “May”, “Amber”",
        "struck through: 1 piece is struck through, and read all the same: “Mend”",
    ]


def test_asterisks_in_a_cell_that_begins_with_one_are_bullets() -> None:
    table = "| Action | Owner |\n| --- | --- |\n| * Mend it * Paint 2*3 doors | Ada Byron |\n| Mend * 2 | Ada Byron |\n"
    (section,) = read_document("plan.md", table.encode()).sections
    assert [row.action for row in section.rows] == ["- Mend it\n- Paint 2*3 doors", "Mend * 2"]
