"""Versions to match: the demo data, its words exchanged, near-twins, and a successor plan with the same numbers."""

import random
import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from actions.comparison.lineage import Lineage, MatchableAction, propose_lineage

FIXTURES = Path(__file__).parents[3] / "fixtures"
IMPROVEMENT_PLAN = FIXTURES / "children-and-families-improvement-plan"
AREAS = ["Ashfield", "Bassetlaw", "Broxtowe", "Gedling", "Mansfield", "Newark", "Retford", "Rushcliffe", "Worksop"]


def matchable(key: object, title: str = "", outcome: str = "", measure: str = "", **fields: Any) -> MatchableAction:
    return MatchableAction(key=key, title=title, intended_outcome=outcome, success_measure=measure, **fields)


def demo_rows(file: Path) -> list[dict[str, Any]]:
    return [row for section in tomllib.loads(file.read_text())["sections"] for row in section["rows"]]


def demo_version(file: Path) -> list[MatchableAction]:
    return [
        matchable(
            row.get("action_id") or number,
            row["action"].strip().partition("\n")[0],
            row.get("intended_outcome", ""),
            row.get("success_measure", ""),
            text=row["action"].strip(),
            reference=row.get("reference", ""),
            progress=row.get("progress", ""),
        )
        for number, row in enumerate(demo_rows(file))
    ]


SEPTEMBER_2019 = demo_version(IMPROVEMENT_PLAN / "1-september-2019.toml")
FEBRUARY_2020 = demo_version(IMPROVEMENT_PLAN / "2-february-2020.toml")
SEPTEMBER_2020 = demo_version(IMPROVEMENT_PLAN / "3-september-2020.toml")
PORTFOLIO = demo_version(FIXTURES / "improvement-and-change-portfolio" / "1-july-september-2020.toml")
STRATEGY = demo_version(FIXTURES / "sufficiency-and-commissioning-strategy" / "1-2023-25.toml")

# Words of councils, but of other plans.
OTHER_WORDS = [
    word
    for action in PORTFOLIO + STRATEGY
    for word in re.findall(r"[^\W\d_]{3,}", f"{action.text} {action.intended_outcome} {action.progress}")
]


def exchange(text: str, share: float, chance: random.Random) -> str:
    """The text with that share of its words replaced by others."""
    words = re.split(r"(\s+)", text)
    places = [place for place, word in enumerate(words) if re.search(r"\w", word)]
    for place in chance.sample(places, round(share * len(places))):
        words[place] = chance.choice(OTHER_WORDS)
    return "".join(words)


def reworded_and_shuffled(
    actions: Sequence[MatchableAction], share: float, chance: random.Random
) -> list[MatchableAction]:
    """Title, outcome and measures reworded by that share, the order shuffled and numbered anew; no text besides."""
    changed = [
        replace(
            action,
            title=exchange(action.title, share, chance),
            text="",
            intended_outcome=exchange(action.intended_outcome, share, chance),
            success_measure=exchange(action.success_measure, share, chance),
        )
        for action in actions
    ]
    chance.shuffle(changed)
    return [replace(action, reference=f"{1 + at // 9}.{1 + at % 9}") for at, action in enumerate(changed)]


def without_text(actions: Iterable[MatchableAction]) -> list[MatchableAction]:
    return [replace(action, text="") for action in actions]


def twins_by_area(chance: random.Random) -> list[MatchableAction]:
    """Sixty actions, three of each kind: the same title and measure in three areas, the same outcome."""
    return [
        matchable(
            (action.key, area),
            f"{action.title} in {area}",
            action.intended_outcome,
            f"{action.success_measure}\nReported every quarter for {area}",
        )
        for action in chance.sample(FEBRUARY_2020, 20)
        for area in chance.sample(AREAS, 3)
    ]


def twins_by_wording(chance: random.Random) -> list[MatchableAction]:
    """Sixty actions, three of each kind: a quarter of the title differs, outcome and measure are alike."""
    return [
        replace(action, key=(action.key, twin), title=exchange(action.title, 0.25, chance), text="")
        for action in chance.sample(FEBRUARY_2020, 20)
        for twin in range(3)
    ]


def found(lineage: Lineage) -> set[tuple[object, object]]:
    return {(pair.before, pair.after) for pair in lineage.pairs}


def propose(before: Sequence[MatchableAction], after: Sequence[MatchableAction]) -> Lineage:
    """The proposal, checked to name every action once."""
    lineage = propose_lineage(before, after)
    named_before = [pair.before for pair in lineage.pairs] + [one.key for one in lineage.dropped]
    named_after = [pair.after for pair in lineage.pairs] + [one.key for one in lineage.new]
    assert sorted(map(repr, named_before)) == sorted(repr(action.key) for action in before)
    assert sorted(map(repr, named_after)) == sorted(repr(action.key) for action in after)
    return lineage


# The plan that follows the improvement plan of February 2020: its numbers and its field of work, other actions.
SUCCESSOR = [
    matchable(f"successor {reference}", title, outcome, measure, reference=reference)
    for reference, title, outcome, measure in [
        (
            "1.1",
            "Publish a cost calculator for kinship allowances",
            "Carers know what they are entitled to",
            "Calculator used 200 times a month",
        ),
        (
            "1.2",
            "Review spending on transport to school",
            "Journeys are shared where that is safe",
            "Transport budget balances by March 2022",
        ),
        (
            "1.3",
            "Audit of invoices from independent schools",
            "The council pays only for what was agreed",
            "Every invoice over £10k is checked",
        ),
        (
            "1.4",
            "Benchmark legal costs in care proceedings",
            "Proceedings end within 26 weeks",
            "Average duration published each quarter",
        ),
        (
            "1.5",
            "Independent visitors for children placed out of county",
            "Children have somebody outside the service to talk to",
            "All who ask are matched within 8 weeks",
        ),
        (
            "1.6",
            "Senior managers to dip-sample contact arrangements",
            "Contact is in the interest of the child",
            "Ten cases looked at monthly",
        ),
        (
            "2.1",
            "Increase the number of supported lodgings hosts",
            "Young people learn to live on their own",
            "15 new hosts by April 2023",
        ),
        (
            "2.2",
            "Develop a short breaks offer for families of disabled children",
            "Fewer families reach breaking point",
            "40 more families use it",
        ),
        (
            "2.3",
            "Establish a regional adoption support fund",
            "Adoptive families get therapy early",
            "Waiting time under 6 weeks",
        ),
        (
            "2.4",
            "Procure a case management system",
            "Workers record once and find what they need",
            "System live by June 2023",
        ),
        (
            "2.5",
            "Develop an apprenticeship route into youth work",
            "Youth work is a career again",
            "12 apprentices in post",
        ),
        ("2.6", "Deliver the youth justice plan", "Fewer first time entrants", "Rate below that of neighbours"),
        (
            "3.1",
            "Taking stock of office moves with the trade unions",
            "Staff know where they will work",
            "Survey response above 60%",
        ),
        (
            "3.2",
            "Ensuring that interpreters are booked in good time",
            "Families are understood",
            "No meeting postponed for want of one",
        ),
        (
            "3.3",
            "Introduction of a buddy scheme for foster carers",
            "New carers have somebody to ring",
            "All approved carers have a buddy",
        ),
        (
            "4.1",
            "A review of the front door with health visitors",
            "Contacts reach the right team at once",
            "Repeat contacts fall by 10%",
        ),
        (
            "4.2",
            "Develop a participation charter with the children in care council",
            "Children shape the service",
            "Charter adopted by committee",
        ),
        (
            "4.3",
            "Implement a panel for section 20 decisions",
            "Agreements are reviewed before they drift",
            "Every agreement reviewed at 12 weeks",
        ),
    ]
]
