"""What bringing in a document of 500 rows costs: read, shown as a table, and matched with a version of 500 others.

Times are of one run on one machine, so the ratios count: 1 is the page of a published version of 500 actions.
"""

import random
import sys
import time
from collections.abc import Callable
from dataclasses import asdict
from datetime import date

import pytest
from django.test import Client

from plans.readers.document import Row
from tests.import_pages import Import, document
from tests.people import plan_owner
from tests.plan_documents import new_plan

COUNT = 500
COLUMNS = ["Ref", "Action", "Lead", "Intended outcome", "Timeframe", "Success measures", "Progress"]


def a_plan(chance: random.Random) -> list[Row]:
    return [a_row(number, chance) for number in range(COUNT)]


def a_row(number: int, chance: random.Random) -> Row:
    words = [f"word{int(chance.paretovariate(0.7)) % 3_000}" for _ in range(60)]
    return Row(
        reference=f"{number // 20 + 1}.{number % 20 + 1}",
        action=f"Subject{number} {' '.join(words[:8])}",
        lead=[f"Officer {number % 40}"],
        intended_outcome=" ".join(words[8:30]),
        timeframe="by March 2021",
        success_measure=" ".join(words[30:]),
        progress="Going on.",
    )


def reworded(row: Row, chance: random.Random) -> Row:
    """Three words of the title are others, and so is the number."""
    title = row.action.split()
    for at in chance.sample(range(len(title)), 3):
        title[at] = f"other{chance.randrange(3_000)}"
    return Row(**{**asdict(row), "action": " ".join(title), "reference": f"9{row.reference}"})


@pytest.mark.django_db
def test_costs(client: Client, capsys: pytest.CaptureFixture[str]) -> None:
    chance = random.Random(0)
    before = a_plan(chance)
    plan = new_plan("large", before, columns=COLUMNS, as_of=date(2020, 12, 31))
    client.force_login(plan_owner("Owner", plan))
    importing = Import(client, plan)
    after = chance.sample([reworded(row, chance) for row in before], COUNT)
    given = document(*map(asdict, after), columns=COLUMNS)
    page = plan.versions.get().get_absolute_url()
    yardstick = seconds(lambda: client.get(page))
    steps = {
        "read": seconds(lambda: importing.upload(given)),
        "shown": seconds(importing.get),
        "matched and shown": seconds(lambda: importing.get("threads/")),
    }
    steps["all three"] = sum(steps.values())
    with capsys.disabled():
        sys.stdout.write(f"\n{'bringing in 500 rows, all reworded':40} {'ratio':>7} {'seconds':>9}\n")
        for name, took in ({"the page of the version before": yardstick} | steps).items():
            sys.stdout.write(f"{name:40} {took / yardstick:7.2f} {took:9.2f}\n")


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
