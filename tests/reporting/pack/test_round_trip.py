"""A pack that was edited in Excel and comes back as the plan's next working version."""

from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from django.test import Client
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from actions.models import ProgressUpdate
from plans.models import Plan, PlanVersion
from plans.readers import read_document
from plans.readers.document import DocumentMilestone, Row
from reporting.exporting import export_version
from reporting.pack.workbook import pack_workbook
from tests.commands import RefusedCommand, RunCommand
from tests.import_pages import Import
from tests.pages import page_words
from tests.people import plan_owner
from tests.plan_documents import add_version, new_plan, rows

from .packs import DEMO_VERSIONS, data_of, demo_version

pytestmark = pytest.mark.django_db
WORKING = {"state": "working", "as_of-day": "", "as_of-month": "", "as_of-year": ""}
Edit = Callable[[Worksheet], None]


def unchanged(sheet: Worksheet) -> None:
    pass


def edited(version: PlanVersion, edit: Edit = unchanged) -> bytes:
    """The pack of a version with its full plan edited, as a spreadsheet program saves it."""
    workbook: Workbook = load_workbook(BytesIO(pack_workbook(data_of(version))))
    edit(workbook["Full plan"])
    written = BytesIO()
    workbook.save(written)
    return written.getvalue()


def column(sheet: Worksheet, heading: str) -> int:
    return next(cell.column for cell in sheet[1] if cell.value == heading)


@pytest.fixture
def plan() -> Plan:
    steps = [DocumentMilestone(title="Begin", timeframe="by May 2021")]
    return new_plan("homes", [*rows(3, milestones=steps), Row(reference="1.4", action="Say nothing", lead=["Lead 1"])])


@pytest.fixture
def importing(plan: Plan, client: Client) -> Import:
    client.force_login(plan_owner("Owner", plan))
    return Import(client, plan)


def take_in(importing: Import, content: bytes, **answers: str) -> str:
    importing.upload(content, "pack.xlsx", **WORKING)
    importing.go_through("", "threads/")
    response = importing.post("check/", answers)
    return page_words(importing.client.get(response.url) if response.status_code == 302 else response)


class TestUnchanged:
    @pytest.mark.parametrize(("slug", "number"), DEMO_VERSIONS)
    def test_every_row_comes_back_as_it_was_printed(self, demo: None, slug: str, number: int) -> None:
        version = demo_version(number, slug)
        read = read_document("pack.xlsx", edited(version))
        printed = export_version(version)
        assert (read.slug, read.number, read.columns) == (slug, number, printed.columns)
        assert [(section.number, section.title) for section in read.sections] == [
            (section.number, section.title) for section in printed.sections
        ]
        for row, other in zip(read.rows(), printed.rows(), strict=True):
            for field in ("reference", "is_new", "action", "accountable", "lead", "timeframe", "progress", "status"):
                assert getattr(row, field) == getattr(other, field)
            assert (row.intended_outcome, row.success_measure, row.other) == (
                other.intended_outcome,
                other.success_measure,
                other.other,
            )
            assert row.action_id == other.action_id

    def test_taking_it_in_changes_nothing_and_reports_nothing(self, importing: Import, plan: Plan) -> None:
        before = ProgressUpdate.objects.count()
        published = plan.versions.get()
        importing.upload(edited(published), "pack.xlsx", **WORKING)
        importing.go_through("", "threads/")
        assert "No action would say anything else." in page_words(importing.get("check/"))
        importing.post("check/")
        working = plan.versions.working().get()
        assert ProgressUpdate.objects.count() == before
        exported, original = export_version(working), export_version(published)
        for row, other in zip(exported.rows(), original.rows(), strict=True):
            assert (row.action, row.lead, row.milestones, row.progress) == (
                other.action,
                other.lead,
                other.milestones,
                other.progress,
            )


class TestEdited:
    def test_words_officers_dates_and_status_are_previewed_and_taken_in(self, importing: Import, plan: Plan) -> None:
        def edit(sheet: Worksheet) -> None:
            sheet.cell(2, column(sheet, "Action")).value = "Action 1, done better"
            sheet.cell(2, column(sheet, "Lead")).value = "Lead 2"
            sheet.cell(3, column(sheet, "Timeframe")).value = "May 2022"
            sheet.cell(3, column(sheet, "Status")).value = "Held up"

        importing.upload(edited(plan.versions.get(), edit), "pack.xlsx", **WORKING)
        importing.go_through("", "threads/")
        said = page_words(importing.get("check/"))
        assert "2 actions would say something else." in said
        for told in ("Action Action 1 Action 1, done better", "Lead Lead 1 Lead 2", "Timeframe March 2021 May 2022"):
            assert told in said
        assert "Status Green: Under way Red: Held up" in said
        importing.post("check/")
        first, second, *_ = plan.versions.working().get().action_versions.order_by("position")
        assert (first.text, second.due) == ("Action 1, done better", date(2022, 5, 31))
        assert second.action.updates.latest("pk").status_words == "Held up"

    def test_a_new_row_is_a_new_action_and_a_row_taken_out_is_gone(self, importing: Import, plan: Plan) -> None:
        def edit(sheet: Worksheet) -> None:
            sheet.delete_rows(5)
            sheet.append([sheet.cell(2, 1).value, "1.9", "Plant a hundred oaks"])

        importing.upload(edited(plan.versions.get(), edit), "pack.xlsx", **WORKING)
        importing.go_through("", "threads/")
        said = page_words(importing.get("check/"))
        assert "New: 1.9 Plant a hundred oaks." in said
        assert "No longer there: 1.4 Say nothing." in said

    def test_a_cell_that_says_why_it_is_blank_comes_back_empty(self, plan: Plan) -> None:
        row = read_document("pack.xlsx", edited(plan.versions.get())).rows()[-1]
        assert (row.timeframe, row.progress, row.accountable) == ("", "", [])

    def test_a_text_longer_than_a_cell_comes_back_whole(self) -> None:
        long = "words and 🏠 " * 6_000
        version = add_version(new_plan("long"), [Row(reference="1", action="Write", progress=long), *rows(1)])
        first, second = read_document("pack.xlsx", edited(version)).rows()
        assert first.progress == long
        assert second.action == "Action 1"

    def test_what_is_exempt_is_neither_reported_anew_nor_lost(self, importing: Import, plan: Plan) -> None:
        entry = plan.versions.get().action_versions.first()
        assert entry
        ProgressUpdate.objects.create(
            action=entry.action,
            action_version=entry,
            as_at=date(2021, 3, 1),
            narrative="Public",
            exempt_narrative="Not",
        )
        before = ProgressUpdate.objects.count()
        take_in(importing, edited(plan.versions.get()))
        assert ProgressUpdate.objects.count() == before


class TestRefused:
    def test_a_pack_of_an_older_version_unless_somebody_says_so(self, importing: Import, plan: Plan) -> None:
        old = edited(plan.versions.get())
        again = [Row(**{**vars(row), "continues": [row.reference]}) for row in rows(3)]
        add_version(plan, again, as_of=date(2021, 6, 30))
        refused = take_in(importing, old)
        assert "Tick that you want to take it in although it is of an older version, or discard it." in refused
        assert "Take it in although June 2021 was published since this pack was made" in refused
        assert not plan.versions.working().exists()
        importing.post("check/", {"older": "on"})
        assert plan.versions.working().exists()

    def test_a_pack_of_another_plan(self, importing: Import) -> None:
        other = add_version(new_plan("roads"), rows(1))
        importing.upload(edited(other), "pack.xlsx", **WORKING)
        assert "This is a pack of another plan, “roads”: bring it in there." in page_words(importing.get())

    def test_a_pack_without_its_sheet_or_identifiers(self, importing: Import, plan: Plan) -> None:
        def edit(sheet: Worksheet) -> None:
            sheet.delete_cols(sheet.max_column)

        importing.upload(edited(plan.versions.get(), edit), "pack.xlsx", **WORKING)
        assert "has no column “Section” or “Identifier” any more" in page_words(importing.get())
        importing.upload(edited(plan.versions.get(), lambda sheet: sheet.parent.remove(sheet)), "p.xlsx", **WORKING)
        assert "This pack has no sheet “Full plan”" in page_words(importing.get())

    @pytest.mark.parametrize("length", [2_000, -100])
    def test_a_damaged_pack(self, importing: Import, plan: Plan, length: int) -> None:
        importing.upload(edited(plan.versions.get())[:length], "pack.xlsx", **WORKING)
        page = page_words(importing.get())
        assert (
            "not what its name says; save it anew in the program that made it. Nothing of the plan was changed." in page
        )

    def test_on_the_command_line_an_older_pack_and_one_of_another_plan(
        self, plan: Plan, tmp_path: Path, refused_command: RefusedCommand
    ) -> None:
        file = tmp_path / "pack.xlsx"
        file.write_bytes(edited(plan.versions.get()))
        add_version(plan, rows(3), as_of=date(2021, 6, 30))
        assert "June 2021 was published since this pack was made" in refused_command("import_plan", file)
        new_plan("roads")
        told = refused_command("import_plan", file, "--plan", "roads")
        assert "this is a pack of another plan, “homes”: bring it in there" in told


def test_the_command_line_takes_it_in_as_the_working_version(
    plan: Plan, tmp_path: Path, run_command: RunCommand
) -> None:
    file = tmp_path / "pack.xlsx"
    file.write_bytes(edited(plan.versions.get()))
    assert run_command("import_plan", file).code == 0
    working = plan.versions.working().get()
    assert working.title == plan.versions.published().get().title
    assert [step.title for step in working.action_versions.order_by("position")[0].milestones.all()] == ["Begin"]
