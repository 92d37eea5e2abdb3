"""What a pack costs: of 300 actions, against a bare openpyxl program that writes the same cells with the same looks.

Both are of one run on one machine, so the ratio counts: a pack costs at most 1.5 times the bare program. The process
that makes one of 5,000 actions stays under 200 MB, Python and every library with it, and takes hardly more than for one
of 1,000, since the plan is gone through part by part.
"""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from copy import copy
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.db import connection
from openpyxl import Workbook, load_workbook
from openpyxl.cell.rich_text import CellRichText

from plans.models import PlanVersion
from plans.readers.document import DocumentMilestone, Row
from reporting.pack.data import PackData
from reporting.pack.workbook import pack_workbook
from tests.plan_documents import add_version, new_plan

MOST = 1.5
MOST_MEGABYTES = 200
MOST_GROWTH = 25  # megabytes, from 1,000 actions to 5,000
ROUNDS = 5
WORDS = "The work goes on as it was planned, and what was late last time has been caught up with since. "
COLUMNS = ["", "Action", "Accountable", "Lead", "Outcome", "Timeframe", "Success measure", "Progress", "Status"]


def an_action(number: int, again: bool) -> Row:
    """Two in three say something else the second time."""
    changed = again and number % 3 > 0
    return Row(
        reference=f"{number // 20 + 1}.{number % 20 + 1}",
        action=f"Action {number}: make what there is better\n{WORDS}",
        accountable=[f"Director {number % 7}"],
        lead=[f"Lead {number % 40}"],
        intended_outcome=WORDS * 2,
        timeframe="May 2021" if number % 10 == 0 and again else "March 2021",
        success_measure=WORDS * 2,
        progress=f"{'Since then' if changed else 'So far'}: {WORDS * 6}",
        status="Held up" if changed and number % 2 else "Under way",
        milestones=[DocumentMilestone(title=f"Step {number}", timeframe="by June 2021")],
        continues=[f"{number // 20 + 1}.{number % 20 + 1}"] if again else [],
    )


def a_version(size: int) -> PlanVersion:
    plan = new_plan(f"plan-of-{size}", [an_action(number, again=False) for number in range(size)], columns=COLUMNS)
    again = [an_action(number, again=True) for number in range(size)]
    return add_version(plan, again, as_of=date(2021, 4, 30), columns=COLUMNS)


def made(version: PlanVersion) -> bytes:
    afresh = PlanVersion.objects.select_related("plan").get(pk=version.pk)
    return pack_workbook(PackData(version=afresh, made_on=date(2021, 5, 1), prepared_by="Clerk"))


def cells_of(content: bytes) -> list[tuple[str, list[list[tuple[Any, ...]]]]]:
    """Each sheet's cells: value, font, alignment, border, fill and format of numbers."""
    workbook = load_workbook(BytesIO(content), rich_text=True)
    looks: dict[int, tuple[Any, ...]] = {}
    sheets = []
    for sheet in workbook:
        rows = []
        for row in sheet.iter_rows():
            line = []
            for cell in row:
                if cell.style_id not in looks:
                    of_cell = (cell.font, cell.alignment, cell.border, cell.fill)
                    looks[cell.style_id] = (*(copy(look) for look in of_cell), cell.number_format)
                line.append((cell.value, looks[cell.style_id]))
            rows.append(line)
        sheets.append((sheet.title, rows))
    return sheets


def write_bare(sheets: list[tuple[str, list[list[tuple[Any, ...]]]]]) -> bytes:
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for title, rows in sheets:
        sheet = workbook.create_sheet(title)
        for number, row in enumerate(rows, 1):
            for column, (value, (font, alignment, border, fill, number_format)) in enumerate(row, 1):
                cell = sheet.cell(number, column)
                cell.value = value
                cell.font, cell.alignment, cell.border, cell.fill = font, alignment, border, fill
                cell.number_format = number_format
    written = BytesIO()
    workbook.save(written)
    return written.getvalue()


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


@pytest.mark.django_db
def test_costs(capsys: pytest.CaptureFixture[str]) -> None:
    version = a_version(300)
    sheets = cells_of(made(version))
    rich = sum(isinstance(value, CellRichText) for _, rows in sheets for row in rows for value, _ in row)
    pairs = [(seconds(lambda: write_bare(sheets)), seconds(lambda: made(version))) for _ in range(ROUNDS)]
    ratio = statistics.median(ours / bare for bare, ours in pairs)
    bare, ours = (statistics.median(times) for times in zip(*pairs, strict=True))
    cells = sum(len(row) for _, rows in sheets for row in rows)
    with capsys.disabled():
        sys.stdout.write(
            f"\n{f'a pack of 300 actions, {cells:,} cells, {rich} of them rich':50} {'ratio':>7} {'ms':>7}\n"
        )
        sys.stdout.write(f"{'bare openpyxl, the same cells and looks':50} {1:7.2f} {bare * 1000:7.0f}\n")
        sys.stdout.write(f"{'the pack, with its queries and comparisons':50} {ratio:7.2f} {ours * 1000:7.0f}\n")
    assert ratio <= MOST


EXPORT = """
import sys, time, django
django.setup()
from django.core.management import call_command
from tests.measuring import peak_megabytes
start = time.perf_counter()
call_command("export_pack", *sys.argv[1:])
print(time.perf_counter() - start, peak_megabytes())
"""


@pytest.mark.django_db(transaction=True)
def test_memory(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    few, many = (exported(size, capsys, tmp_path) for size in (1_000, 5_000))
    assert many <= MOST_MEGABYTES
    assert many - few <= MOST_GROWTH


def exported(actions: int, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> float:
    """The megabytes that `export_pack` takes in a process of its own."""
    version = a_version(actions)
    url = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{connection.settings_dict['NAME']}").geturl()
    place = {"DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "config.settings"}
    file = tmp_path / "pack.xlsx"
    words = [sys.executable, "-c", EXPORT, version.plan.slug, "--version", str(version.number), "-o", str(file)]
    told = subprocess.run(words, check=True, capture_output=True, text=True, env=os.environ | place).stdout
    took, megabytes = map(float, told.splitlines()[-1].split())
    with capsys.disabled():
        size = file.stat().st_size / 2**20
        memory = f"{megabytes:.0f} MB of memory, of {MOST_MEGABYTES} at most"
        sys.stdout.write(f"a pack of {actions:,} actions: {took:.1f} s, a file of {size:.1f} MB, {memory}\n")
    return megabytes
