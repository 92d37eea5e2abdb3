"""`export_pack`: the committee's workbook from the command line."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.commands import RefusedCommand, RunCommand

pytestmark = pytest.mark.django_db
PLAN = "children-and-families-improvement-plan"


def test_writes_the_pack_of_a_version(demo: None, tmp_path: Path, run_command: RunCommand) -> None:
    file = tmp_path / "pack.xlsx"
    run_command("export_pack", PLAN, "--version", "3", "-o", str(file))
    workbook = load_workbook(file)
    assert workbook["Cover"]["A1"].value == "Children and Families improvement plan"
    assert "Version: September 2020 (number 3)" in [cell.value for cell in workbook["Cover"]["A"]]


def test_without_a_number_it_is_a_draft_of_the_working_version(
    demo: None, tmp_path: Path, run_command: RunCommand
) -> None:
    file = tmp_path / "pack.xlsx"
    run_command("export_pack", PLAN, "-o", str(file))
    workbook = load_workbook(file)
    assert workbook["Cover"]["A2"].value.startswith("DRAFT")
    assert workbook.properties.title.startswith("Draft: ")


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (["nowhere", "-o", "pack.xlsx"], "there is no plan “nowhere”; export_plan --list names them all"),
        ([PLAN, "--version", "9", "-o", "pack.xlsx"], "Children and Families improvement plan has no version 9"),
        ([PLAN, "--version", "3", "-o", "pack.csv"], "“pack.csv” should end in .xlsx"),
        ([PLAN, "--version", "3", "-o", "nowhere/pack.xlsx"], "cannot be written: No such file or directory"),
        ([PLAN, "--version", "3"], "the following arguments are required: -o/--output"),
    ],
)
def test_what_is_wrong_is_one_sentence(
    demo: None, refused_command: RefusedCommand, asked: list[str], told: str
) -> None:
    assert told in refused_command("export_pack", *asked)
