"""What a pack says is what the boards say, nothing of it is exempt, and what stands in a plan comes out as it is."""

import json
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest
from django.test import Client
from openpyxl.cell.rich_text import CellRichText
from pytest_django.fixtures import DjangoAssertNumQueries, Settings

import reporting.pack.data
from actions.compared import VersionComparison
from actions.comparing import compare_versions
from actions.models import ActionVersion, ProgressUpdate
from plans.models import Plan, PlanVersion
from plans.readers.document import DocumentMilestone, Row
from plans.readers.own_workbook import SEE_ABOVE
from reporting.boards import BOARDS
from reporting.pack.data import PackData
from reporting.pack.workbook import pack_workbook
from tests.plan_documents import add_version, new_plan, rows
from tests.small_plan import SmallPlan

from .packs import DEMO_VERSIONS, IMPROVEMENT, data_of, demo_version, lines_of, opened, pack_of

pytestmark = pytest.mark.django_db
EVIL = [f"{sign}cmd()" for sign in ("=", "+", "-", "@", "\t", "\r")]


class TestTheSameAsTheBoards:
    """Cell by cell, under every heading that a sheet and a board share."""

    @pytest.fixture(autouse=True)
    def _demo_mode(self, settings: Settings, demo: None) -> None:
        settings.DEMO = True

    @pytest.mark.parametrize(("number", "day"), [(2, "2020-02-29"), (4, "")])
    @pytest.mark.parametrize(
        ("sheets", "board", "headings", "told_by"),
        [
            (["A Live actions", "B Completed"], "actions", 9, ["Ref"]),
            (["D Overdue"], "overdue", 9, ["Ref"]),
            (["Contradictions"], "contradictions", 7, ["Ref", "Contradiction", "What the facts say"]),
            (["Unreported"], "unreported", 9, ["Ref"]),
        ],
    )
    def test_every_figure_is(
        self, reader: Client, sheets: list[str], board: str, headings: int, told_by: list[str], number: int, day: str
    ) -> None:
        on_board = {key_of(line, told_by): line for line in on_the_board(reader, board, IMPROVEMENT, day)}
        lines = [line for sheet in sheets for line in lines_of(pack_of(demo_version(number)), sheet)]
        assert {key_of(line, told_by) for line in lines} <= on_board.keys()
        for line in lines:
            assert_the_same(line, on_board[key_of(line, told_by)], headings=headings)

    @pytest.mark.parametrize(("number", "day"), [(2, "2020-02-29"), (4, "")])
    @pytest.mark.parametrize(("sheet", "board"), [("Contradictions", "contradictions"), ("Unreported", "unreported")])
    def test_every_line_is_and_in_its_order(
        self, reader: Client, sheet: str, board: str, number: int, day: str
    ) -> None:
        expected = [line["Ref"] for line in on_the_board(reader, board, IMPROVEMENT, day)]
        assert [line["Ref"] for line in lines_of(pack_of(demo_version(number)), sheet)] == expected

    @pytest.mark.parametrize(("number", "day"), [(2, "2020-02-29"), (4, "")])
    def test_officers_are_those_of_both_boards(self, reader: Client, number: int, day: str) -> None:
        lines = lines_of(pack_of(demo_version(number)), "Officers")
        for board, part in (("accountable-officers", "Accountable"), ("lead-officers", "Lead")):
            theirs = [line for line in lines if line["Part"] == part]
            on_board = {line["Officer"]: line for line in on_the_board(reader, board, IMPROVEMENT, day)}
            assert {line["Officer"] for line in theirs} == on_board.keys()
            for line in theirs:
                assert_the_same(line, on_board[line["Officer"]], headings=6)

    def test_measures_are_those_of_the_board(self, reader: Client) -> None:
        slug = "sufficiency-and-commissioning-strategy"
        lines = lines_of(pack_of(demo_version(1, slug)), "Measures")
        on_board = {line["Measure"]: line for line in on_the_board(reader, "measures", slug)}
        assert len(lines) == len(on_board) > 1
        for line in lines:
            other = on_board[line["Measure"]]
            told = line["Unit"], line["Last reading"], day_of(line["Read on"])
            assert told == (cell(other["Unit"], line["Unit"]), other["As printed"], other["Date"])

    def test_the_summary_is_the_overview(self, reader: Client) -> None:
        overview = on_the_board(reader, "overview", IMPROVEMENT)
        lines = lines_of(pack_of(demo_version(4)), "Summary")
        assert len(lines) == len(overview) + 2  # the section that is gone, and all together
        for line, other in zip(lines, overview, strict=False):
            for when in ("now", "before"):
                assert line[f"Actions {when}"] == other[f"Actions {when}" if when == "before" else "Actions"]
                counted = {f"{line[f'{word} {when}']} {word}" for word in COLOURS if line[f"{word} {when}"]}
                assert counted == set(other[f"Status {when}"].split(", ")) - {"none"}

    def test_the_changes_are_those_of_the_comparison(self) -> None:
        version, before = demo_version(3), demo_version(2)
        comparison: VersionComparison = compare_versions(before, version)
        told = lines_of(pack_of(version), "E Changes")
        changed = [action for action in comparison.actions if not action.is_unchanged]
        assert {(line["Ref"], line["Ref before"]) for line in told if line["Ref"] != SEE_ABOVE} == {
            (
                action.after.reference if action.after else "[not in this version]",
                action.before.reference if action.before else "[not in the version before]",
            )
            for action in changed
        }


@pytest.mark.parametrize(("slug", "number"), DEMO_VERSIONS)
def test_a_plan_that_is_read_part_by_part_makes_the_same_file(
    demo: None, monkeypatch: pytest.MonkeyPatch, slug: str, number: int
) -> None:
    whole = pack_workbook(data_of(demo_version(number, slug)))
    monkeypatch.setattr(reporting.pack.data, "PART", 4)
    data = data_of(demo_version(number, slug))
    assert data.number_of_parts > 1
    assert pack_workbook(data) == whole


def on_the_board(reader: Client, board: str, plan: str, day: str = "") -> list[dict[str, Any]]:
    """The facts of a plan's board, today or as at a past day."""
    shown = reader.get(BOARDS[board].download("json", Plan(slug=plan)), {"as_at": day} if day else {})
    lines: list[dict[str, Any]] = json.loads(shown.content)["lines"]
    return lines


def key_of(line: dict[str, Any], names: list[str]) -> tuple[Any, ...]:
    return tuple(line[name] for name in names)


def assert_the_same(line: dict[str, Any], other: dict[str, Any], *, headings: int) -> None:
    """Cell by cell, under every heading that a line of the sheet shares with its line on the board."""
    shared = line.keys() & other.keys()
    assert len(shared) >= headings
    assert {name: line[name] for name in shared} == {name: cell(other[name], line[name]) for name in shared}


def day_of(found: Any) -> Any:
    return found.date().isoformat() if isinstance(found, datetime) else found


COLOURS = ("Blue", "Green", "Amber", "Red", "Grey", "No status")


def cell(fact: Any, found: Any) -> Any:
    """What a board's fact is in a cell: names below one another, a date as a date, and why there is nothing."""
    if fact in (None, "", []):
        return found if found == "No reason given" or str(found).startswith("[") else "nothing"
    if isinstance(fact, list):
        return "\n".join(fact)
    return datetime.fromisoformat(fact) if isinstance(found, datetime) else fact


class TestTrackedChanges:
    def test_are_struck_out_and_underlined_and_give_both_texts_back(self) -> None:
        plan = new_plan("homes", [Row(reference="1.1", action="Open two homes for children by spring")])
        again = [Row(reference="1.1", action="Open three homes for children by spring", continues=["1.1"])]
        version = add_version(plan, again, as_of=date(2021, 6, 30))
        (line,) = lines_of(pack_of(version), "E Changes")
        words = line["Old and new words"]
        assert isinstance(words, CellRichText)
        looks = {block.text.strip(): (bool(block.font.strike), block.font.u) for block in words}
        assert looks["two"] == (True, None)
        assert looks["three"] == (False, "single")
        assert "".join(block.text for block in words if not block.font.u) == "Open two homes for children by spring"
        assert "".join(block.text for block in words if not block.font.strike) == again[0].action

    def test_what_was_merged_into_another_is_not_told_as_gone(self) -> None:
        plan = new_plan("homes", [Row(reference="1.1", action="Open homes"), Row(reference="1.2", action="Run homes")])
        version = add_version(
            plan, [Row(reference="1.1", action="Open homes", continues=["1.1", "1.2"])], as_of=date(2021, 6, 30)
        )
        (line,) = lines_of(pack_of(version), "E Changes")
        assert line["What changed"] == "Merged into 1.1 (numbers of the version before)"
        assert line["Ref before"] == "1.2"

    def test_what_was_merged_into_a_new_one_has_its_new_number(self) -> None:
        plan = new_plan("homes", [Row(reference="1.1", action="Open homes"), Row(reference="1.2", action="Run homes")])
        merged = Row(reference="2.1", action="Open and run homes", action_id="both", continues=["1.1", "1.2"])
        version = add_version(plan, [merged], as_of=date(2021, 6, 30))
        changes = lines_of(pack_of(version), "E Changes")
        assert [line["What changed"] for line in changes] == ["Merged from others: 1.1, 1.2", *["Merged into 2.1"] * 2]


class TestEndings:
    """An action whose words are the same, and that ends with the version, ends otherwise, or goes on after all."""

    PARTED = (Row(reference="1.1", action="Open homes"), Row(reference="1.2", action="Run homes"))

    def version(self, plan: Plan, **ends: Any) -> PlanVersion:
        first, other = (replace(row, continues=[row.reference]) for row in self.PARTED)
        return add_version(plan, [replace(first, **ends), other], as_of=date(2021, 6, 30))

    def ending_told(self, version: PlanVersion) -> list[tuple[str, str, str]]:
        lines = lines_of(pack_of(version), "E Changes")
        return [(line["Ref"], line["What changed"], str(line["Old and new words"])) for line in lines]

    def test_that_it_is_withdrawn_is_told_with_the_reason(self) -> None:
        version = self.version(new_plan("homes", [*self.PARTED]), ends_because="Nobody needs it.")
        told = [("1.1", f"Ends with {version.label}", "Withdrawn: Nobody needs it.")]
        assert self.ending_told(version) == told

    def test_and_where_it_is_rolled_into(self) -> None:
        version = self.version(new_plan("homes", [*self.PARTED]), rolled_into=["1.2"])
        assert self.ending_told(version) == [("1.1", f"Ends with {version.label}", "Rolled into 1.2")]


class TestExemption:
    def test_what_is_exempt_is_nowhere_in_the_file_and_that_it_is_withheld_is_said(self, small_plan: SmallPlan) -> None:
        small_plan.update(small_plan.working, narrative="Found a house", exempt_narrative="Bribes were paid")
        told = everything(pack_of(small_plan.working.version))
        assert "Bribes" not in told
        assert "Found a house\n[Part of this report is exempt from publication]" in told
        assert "Withheld: something in the report on 1.1 is exempt from publication and is left out." in told

    def test_of_a_report_that_is_exempt_as_a_whole_not_even_the_status_is_told(self, small_plan: SmallPlan) -> None:
        fields = {"narrative": "Bribes were paid", "forecast": date(2031, 5, 6), "forecast_reason": "Bribes are slow"}
        small_plan.update(
            small_plan.working, status=small_plan.label, status_words="On target", is_exempt=True, **fields
        )
        pack = pack_of(small_plan.working.version)
        (line,) = lines_of(pack, "A Live actions")
        assert (line["Colour"], line["Status"], line["Progress"]) == ("No status", *["[Exempt from publication]"] * 2)
        assert "Bribes" not in everything(pack)
        assert "2031" not in everything(pack)


class TestWhateverStandsInAPlan:
    def test_text_stays_text(self) -> None:
        contents = [
            Row(reference=str(place), action=text, lead=[EVIL[0]], progress=text, status=EVIL[0], timeframe="May 2020")
            for place, text in enumerate(EVIL)
        ]
        version = add_version(new_plan("evil"), contents)
        pack = pack_of(version)
        assert not [cell for sheet in pack for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
        assert [line["Action"] for line in lines_of(pack, "Full plan")] == [line.action for line in contents]

    def test_illegal_characters_are_left_out_and_others_stay(self) -> None:
        odd = "A\x01B\x0bC\x1f \ufffe\uffff 🏠 _x0041_"
        version = add_version(new_plan("odd"), [Row(reference="1", action=odd, progress=odd)])
        (line,) = lines_of(pack_of(version), "Full plan")
        assert line["Action"] == "ABC  🏠 _x0041_"

    def test_long_names_and_headings_that_are_no_names_of_sheets(self) -> None:
        long = "N" * 300
        heading = "Cost / benefit: why? [x]"
        row = Row(reference="1", action=long, lead=[long], other={heading: "Much", "": "More"})
        version = add_version(
            new_plan("long"), [row], columns=["", "Action", "Lead", heading, "Timeframe"], label="July/August: draft?"
        )
        (line,) = lines_of(pack_of(version), "Full plan")
        assert (line["Lead"], line[heading]) == (long, "Much")

    def test_headings_that_are_the_same_are_told_apart(self) -> None:
        version = add_version(new_plan("twice"), rows(1), columns=["", "Action", "Section", "SECTION", "Identifier"])
        headings = list(lines_of(pack_of(version), "Full plan")[0])
        assert headings == ["Section", "Reference", "Action", "Section 2", "SECTION 3", "Identifier", "Identifier 2"]

    def test_a_text_longer_than_a_row_goes_on_in_the_next(self) -> None:
        long = "words and 🏠 " * 6_000
        version = add_version(new_plan("long"), [Row(reference="1", action="Write", progress=long), *rows(1)])
        lines = lines_of(pack_of(version), "Full plan")
        references = [line["Reference"] for line in lines]
        assert references == ["1", *["[see the row above]"] * (len(lines) - 2), "1.1"]
        assert len(lines) > 10
        assert all(line["Progress"].endswith("[goes on in the next row]") for line in lines[:-2])
        assert all(line["Progress"].startswith("[goes on from the row above]") for line in lines[1:-1])

    def test_so_does_a_text_that_changed_with_its_marks(self) -> None:
        words = [f"word{number}" for number in range(1_500)]
        plan = new_plan("long", [Row(reference="1", action="Write\n" + " ".join(words))])
        again = ["NEW" if number % 100 == 50 else word for number, word in enumerate(words)]
        new = Row(reference="1", action="Write\n" + " ".join(again), continues=["1"])
        lines = lines_of(pack_of(add_version(plan, [new], as_of=date(2021, 6, 30))), "E Changes")
        assert len(lines) > 2
        pieces = [block for line in lines for block in line["Old and new words"]]
        marks = (" [goes on in the next row]", "[goes on from the row above] ")
        pieces = [block for block in pieces if block.text not in marks]
        assert "".join(block.text for block in pieces if not block.font.u).split() == ["Write", *words]
        assert "".join(block.text for block in pieces if not block.font.strike).split() == ["Write", *again]

    def test_a_version_without_actions_says_so_on_every_sheet(self) -> None:
        version = add_version(new_plan("bare"), [], publish=False)
        pack = pack_of(version)
        for sheet in pack.worksheets[3:]:
            ((said,),) = sheet.iter_rows(min_row=2, values_only=True)
            assert said.endswith(".")


class TestChoices:
    def test_sheets_are_left_out(self, demo: None) -> None:
        names = pack_of(demo_version(), left_out=frozenset({"measures", "officers"})).sheetnames
        assert "Measures" not in names
        assert "Milestones" in names

    def test_a_section_alone_is_told_and_counted(self, demo: None) -> None:
        section = demo_version().sections.get(number="2").section
        pack = pack_of(demo_version(), sections=frozenset({section.slug}))
        assert {line["Section"][0] for line in lines_of(pack, "Full plan")} == {"2"}
        assert {line["Section"][0] for line in lines_of(pack, "E Changes")} == {"2"}
        assert lines_of(pack, "Summary")[-1]["Actions now"] == 7
        assert "Only these sections are in this pack: 2 " in everything(pack)

    def test_reports_after_the_closing_date_do_not_count_in_a_draft(self, small_plan: SmallPlan) -> None:
        small_plan.update(small_plan.working, narrative="In time", as_at=date(2020, 11, 1))
        small_plan.update(small_plan.working, narrative="Too late", as_at=date(2020, 12, 1))
        pack = pack_of(small_plan.working.version, closing=date(2020, 11, 30))
        (line,) = lines_of(pack, "A Live actions")
        assert line["Progress"] == "In time"
        assert "draft, as reported up to 30 November 2020" in everything(pack)

    def test_the_cover_says_for_whom(self, demo: None) -> None:
        cover = [
            cell.value for cell in pack_of(demo_version(), council="Kirk Council", committee="Scrutiny")["Cover"]["A"]
        ]
        assert {"Council: Kirk Council", "Committee: Scrutiny", "Prepared by: Democratic services"} <= set(cover)
        assert "Status of the data: published, as it stood on 30 September 2020" in cover


class TestTrust:
    def test_the_same_data_day_and_preparer_make_the_same_file(self, demo: None) -> None:
        assert pack_workbook(data_of(demo_version())) == pack_workbook(data_of(demo_version()))

    def test_another_preparer_makes_another(self, demo: None) -> None:
        data = data_of(demo_version())
        other = PackData(version=data.version, made_on=data.made_on, prepared_by="Somebody else")
        assert pack_workbook(data) != pack_workbook(other)

    def test_a_published_version_says_what_it_printed_whatever_was_reported_since(self, small_plan: SmallPlan) -> None:
        before = pack_workbook(data_of(small_plan.published.version))
        entry = ActionVersion.objects.get(pk=small_plan.published.action_version.pk)
        ProgressUpdate.objects.create(
            action=entry.action, action_version=entry, as_at=date(2020, 9, 30), narrative="Said afterwards"
        )
        assert "Said afterwards" not in everything(opened(pack_workbook(data_of(small_plan.published.version))))
        assert pack_workbook(data_of(small_plan.published.version)) == before

    def test_costs_the_same_queries_at_3_and_at_30_actions(
        self, django_assert_max_num_queries: DjangoAssertNumQueries
    ) -> None:
        counts = set()
        for size in (3, 30):
            steps = [DocumentMilestone(title="Begin", timeframe="by May 2021")]
            plan = new_plan(f"plan-of-{size}", rows(size, milestones=steps))
            again = [Row(**{**vars(row), "continues": [row.reference]}) for row in rows(size, timeframe="May 2021")]
            version = add_version(plan, again, as_of=date(2021, 6, 30))
            data = data_of(version)
            with django_assert_max_num_queries(45) as queries:
                pack_workbook(data)
            counts.add(len(queries))
        assert len(counts) == 1


def everything(workbook: Any) -> str:
    cells = [cell.value for sheet in workbook for row in sheet.iter_rows() for cell in row if cell.value is not None]
    return "\n".join(map(str, cells))
