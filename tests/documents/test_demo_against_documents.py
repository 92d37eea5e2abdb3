"""The demo held against the papers it tells from, where they lie beside the checkout.

Narrative is told in the demo's own words, but every figure, month, officer and status is the document's.
"""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

from tests.documents.sources import FIXTURES, IMPROVEMENT, PORTFOLIO, SOURCES, STRATEGY, demo, demo_rows, document_path

TOLD_IN_OWN_WORDS = ("intended_outcome", "progress")
LONGEST_SAME = 11  # words

MONTH = re.compile(r"\b(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)(?:[a-z]{0,6})\b")
MONTH_NAMES = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November"),
    *("December", "Sept"),
)


def source(name: str) -> str:
    """The text of the document that this version of the demo tells from."""
    return document_path(SOURCES[name]).read_text()


def figures(text: str) -> Counter[str]:
    """Every run of digits, pound sign and per cent sign, however often it stands there."""
    return Counter(re.findall(r"[0-9]+|[£%]", text))


def months(text: str) -> Counter[str]:
    words = re.findall(r"[A-Z][a-z]+", text)
    return Counter(word[:3] for word in words if word in MONTH_NAMES or (len(word) == 3 and MONTH.fullmatch(word)))


def told(row: dict[str, Any]) -> str:
    """All the words of the demo's row, but for its officers and what only the demo says."""
    texts = ("action", "intended_outcome", "timeframe", "success_measure", "progress", "status")
    return "\n".join([*(row.get(name, "") for name in texts), *row.get("links", [])])


def one_line(text: str) -> str:
    return " ".join(text.split())


def without_officers(text: str, row: dict[str, Any]) -> str:
    for name in [*row.get("accountable", []), *row.get("lead", [])]:
        text = text.replace(name, " ")
    return text


def split_at_references(name: str) -> dict[str, str]:
    """What stands between the lines that begin with one reference and the next, without headings of sections."""
    text = source(name)
    for section in demo(name)["sections"]:
        text = re.sub(rf"(?m)^\s*{section['number']}\. {re.escape(section['title'])}\s*$", "", text)
    found: dict[str, tuple[int, int]] = {}
    place = 0
    for row in demo_rows(name):
        match = re.compile(rf"(?m)^{re.escape(row['reference'])}\s").search(text, place)
        assert match, f"{row['reference']} is not in the document"
        found[row["reference"]] = match.span()
        place = match.end()
    ends = [*[begin for begin, _ in found.values()][1:], len(text)]
    return {reference: text[after:end] for (reference, (_, after)), end in zip(found.items(), ends, strict=True)}


def tabbed_rows(name: str) -> dict[str, str]:
    """Of the document whose cells are parted by tabs; a row that begins with no reference goes on with the last."""
    found: dict[str, list[str]] = {}
    reference = ""
    for line in source(name).splitlines():
        if "\t" not in line or "Improvement Action" in line:
            continue
        begun = re.match(r"([0-9]\.)?([0-9]+)(?:\t|(?<=10) )", line)
        if begun:
            reference = f"{begun[1] or reference[:2]}{begun[2]}"  # one is shortened, "10" after 2.9
        found.setdefault(reference, []).append(line[begun.end() if begun else 0 :])
    return {reference: "\n".join(lines) for reference, lines in found.items()}


def source_rows(name: str) -> dict[str, str]:
    return tabbed_rows(name) if SOURCES[name] == "002" else split_at_references(name)


def words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9£%]+", text.lower().replace("’", "").replace("'", ""))


def runs(text: str, length: int) -> set[tuple[str, ...]]:
    all_words = words(text)
    return {tuple(all_words[begin : begin + length]) for begin in range(len(all_words) - length + 1)}


IMPROVEMENT_ROWS = [
    pytest.param(name, row, id=f"{name.split('/')[1][2:-5]} {row['reference']}")
    for name in SOURCES
    if name.startswith(IMPROVEMENT)
    for row in demo_rows(name)
]
of_every_row = pytest.mark.parametrize(("name", "row"), IMPROVEMENT_ROWS)


class TestImprovementPlan:
    @of_every_row
    def test_figures_are_those_printed(self, name: str, row: dict[str, Any]) -> None:
        assert figures(told(row)) == figures(source_rows(name)[row["reference"]])

    @of_every_row
    def test_months_are_those_printed(self, name: str, row: dict[str, Any]) -> None:
        printed = without_officers(one_line(source_rows(name)[row["reference"]]), row)
        assert months(told(row)) == months(printed)

    @of_every_row
    def test_officers_are_named_there(self, name: str, row: dict[str, Any]) -> None:
        printed = one_line(source_rows(name)[row["reference"]])
        assert [officer for officer in [*row["accountable"], *row["lead"]] if officer not in printed] == []

    @of_every_row
    def test_the_status_is_printed_there(self, name: str, row: dict[str, Any]) -> None:
        printed = one_line(source_rows(name)[row["reference"]])
        assert row.get("status", "") in printed
        if not row.get("status"):
            labels = [label["words"] for label in demo(f"{IMPROVEMENT}/plan.toml")["labels"]]
            assert [label for label in labels if " " in label and label in printed] == []

    @of_every_row
    def test_links_to_other_plans_are_printed_there(self, name: str, row: dict[str, Any]) -> None:
        printed = one_line(source_rows(name)[row["reference"]])
        assert " ".join(row.get("links", [])) in printed


class TestPortfolio:
    def programmes(self) -> list[str]:
        text = source(PORTFOLIO)
        parts = re.split(r"Programme [0-9] [–-] .*", text)
        return parts[1:]

    @pytest.mark.parametrize("number", range(5))
    def test_figures_and_months_are_those_printed(self, number: int) -> None:
        printed = self.programmes()[number]
        section = demo(PORTFOLIO)["sections"][number]
        in_demo = "\n".join(map(told, section["rows"]))
        assert figures(in_demo) == figures(printed)
        assert months(in_demo) == months(printed)

    @pytest.mark.parametrize("number", range(5))
    def test_statuses_are_those_printed(self, number: int) -> None:
        printed = one_line(self.programmes()[number])
        for row in demo(PORTFOLIO)["sections"][number]["rows"]:
            assert row["status"] in printed


class TestStrategy:
    def table(self, heading: str) -> list[list[str]]:
        """The rows of every table whose first heading this is, without mark-up."""
        found = []
        inside = False
        for line in source(STRATEGY).splitlines():
            cells = [one_line(re.sub(r"<[^>]*>|•", " ", cell)) for cell in line.strip("|").split("|")]
            if not line.startswith("|"):
                inside = False
            elif cells[0] == heading:
                inside = True
            elif inside and cells[0].strip("-"):
                found.append(cells)
        return found

    def test_outcomes_steps_officers_and_dates_are_those_printed(self) -> None:
        in_demo = [
            [
                row["action"],
                " ".join(milestone["title"] for milestone in row.get("milestones", [])),
                " ".join(row["lead"]),
                row["timeframe"],
            ]
            for row in demo_rows(STRATEGY)
        ]
        assert in_demo == self.table("Desired Outcome")

    def test_measures_are_those_printed(self) -> None:
        in_demo = []
        for measure in demo(STRATEGY)["measures"]:
            (reading,) = measure["readings"]
            printed = (
                [reading["as_printed"], str(reading["count"])] if "count" in reading else ["N/A", reading["as_printed"]]
            )
            in_demo.append([measure["title"], *printed])
            assert reading["as_printed"].rstrip("%") == f"{reading['value']:g}"
        assert in_demo == self.table("Current Position (July 2022)")[:-1]


class TestOwnWords:
    def narrative(self, name: str) -> Iterator[str]:
        contents = demo(name)
        yield contents.get("introduction", "")
        yield from (passage["text"] for passage in contents.get("narrative", []))
        yield from (row.get(field, "") for row in demo_rows(name) for field in TOLD_IN_OWN_WORDS)

    @pytest.mark.parametrize("name", SOURCES)
    def test_running_narrative_is_nowhere_copied_at_length(self, name: str) -> None:
        printed = runs(source(name), LONGEST_SAME + 1)
        copied = [run for text in self.narrative(name) for run in runs(text, LONGEST_SAME + 1) & printed]
        assert copied == []


class TestAsPrinted:
    """Titles and timeframes, but for those that the demo's README names."""

    def named(self, what: str) -> set[str]:
        (told,) = re.findall(rf"(?ms)^- {what}: (.*?)(?=^- |^$)", (FIXTURES / "README.md").read_text())
        return set(re.findall("`([a-z-]+)`", told))

    def otherwise_printed(self, field: str) -> set[str]:
        found = set()
        for name in SOURCES:
            printed = one_line(" ".join(words(re.sub("<[^>]*>", " ", source(name)))))
            for row in demo_rows(name):
                lines = row.get(field, "").strip().split("\n")
                shown = lines[:1] if field == "action" else lines
                found |= {row["action_id"] for line in shown if " ".join(words(line)) not in printed}
        return found

    def test_titles(self) -> None:
        assert self.otherwise_printed("action") == self.named("actions")

    def test_timeframes(self) -> None:
        assert self.otherwise_printed("timeframe") == self.named("timeframes")
