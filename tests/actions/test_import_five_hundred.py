"""Five hundred rows, in whatever kind of file, are read, matched and shown in a few seconds and in bounded memory."""

import gc
import sys
import tracemalloc
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from django.test import Client

from actions.importing import import_document
from tests.import_pages import Import
from tests.measuring import yardsticks_of
from tests.people import plan_owner
from tests.plan_documents import new_plan
from tests.plans.readers.test_five_hundred import COPIED, LARGE, MEGABYTES, YARDSTICKS
from tests.plans.readers.written_plan import as_csv, as_excel, as_pdf, as_word

WRITTEN: dict[str, Callable[[Path], bytes]] = {
    "plan.docx": lambda _: as_word(LARGE),
    "plan.xlsx": lambda _: as_excel(LARGE),
    "plan.csv": lambda _: as_csv(LARGE),
    "plan.pdf": lambda place: as_pdf(as_word(LARGE), place),
    "plan.txt": lambda _: COPIED,
}


@pytest.fixture
def importing(db: None, client: Client) -> Import:
    """Into a plan whose last version has as many rows, each numbered and worded a little otherwise."""
    plan = new_plan("parks")
    sections = [
        replace(
            section,
            rows=[
                replace(row, reference=f"9{row.reference}", action=f"Open up {row.action[5:]}") for row in section.rows
            ],
        )
        for section in LARGE.sections
    ]
    import_document(plan, replace(LARGE, sections=sections), as_of=date(2020, 1, 31), publish=True, by=None)
    client.force_login(plan_owner("Owner", plan))
    return Import(client, plan)


def read_match_and_show(importing: Import, data: bytes, name: str) -> None:
    importing.upload(data, name)
    assert "500 actions" in importing.get().content.decode()
    assert "row-499" in importing.get("threads/").content.decode()


@pytest.mark.parametrize("name", WRITTEN)
def test_read_matched_and_shown(importing: Import, name: str, tmp_path: Path) -> None:
    data = WRITTEN[name](tmp_path)
    gc.collect()
    gc.freeze()  # what other tests have left lying about is not to be gone through again and again
    took = yardsticks_of(lambda: read_match_and_show(importing, data, name))
    gc.unfreeze()
    sys.stdout.write(f"{name}: {took:.0f} yardsticks of work\n")
    assert took < YARDSTICKS


def test_matched_and_shown_in_bounded_memory(importing: Import) -> None:
    tracemalloc.start()
    try:
        read_match_and_show(importing, as_csv(LARGE), "plan.csv")
        assert tracemalloc.get_traced_memory()[1] < MEGABYTES * 2**20
    finally:
        tracemalloc.stop()
