"""What every page costs, at 30, 300 and 3,000 actions, in times of what as many actions as it shows cost: by raw SQL,
in a view written by hand, and in Django admin's list.

The view written by hand takes turns with the page, so the ratios count; they are of what each itself took, without what
else the machine did. A page that shows no list is told in times of a view of one row, and aims at nothing. Lists show
300 at most on a page, yet a board goes through every action for what it sums up and sorts.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from textwrap import fill

import pytest
from django.db import transaction
from django.test import override_settings

from tests.measured_pages import yardsticks
from tests.measured_pages.listing import pages
from tests.measured_pages.measuring import FEW, Measured, Measuring
from tests.measured_pages.world import LargeWorld

WIDTH = 118  # letters of a line
AIM = 2  # times the view written by hand
ROUNDS = {30: 3, 300: 3, 3_000: 1}
SIZES = [int(actions) for actions in os.environ.get("SIZES", "").split()] or list(ROUNDS)  # `SIZES="30 300"` for less


@pytest.mark.django_db
def test_costs(capsys: pytest.CaptureFixture[str]) -> None:
    found: dict[str, dict[int, Measured]] = {}
    yardsticks_took: list[str] = []
    for actions in SIZES:
        with _world(actions) as world:
            measuring = Measuring(world, ROUNDS[actions])
            for page in pages(world):
                found.setdefault(page.label, {})[actions] = measuring.measure(page)
            yardsticks_took.append(measuring.told(actions))
    with capsys.disabled():
        sys.stdout.write("\n".join(["", *yardsticks_took, "", *_table(found), "", _slowest(found), ""]))


@contextmanager
def _world(actions: int) -> Iterator[LargeWorld]:
    with override_settings(ROOT_URLCONF=yardsticks.__name__), transaction.atomic():
        world = LargeWorld(actions)
        yield world
        transaction.set_rollback(True)


def _table(found: dict[str, dict[int, Measured]]) -> list[str]:
    sizes = ", ".join(f"{actions:,}" for actions in SIZES)
    lines = [
        f"in times of what as many rows cost, at {sizes} actions",
        f"{'':36} {'rows':>14} {'by hand':>18} {'admin':>16} {'raw SQL':>14} {'queries':>10}",
    ]
    for label, of_sizes in found.items():
        each = list(of_sizes.values())
        lines.append(
            f"{label:36} {_all(each, 'rows', 0):>14} {_all(each, 'by_hand', 2):>18} {_all(each, 'by_admin', 2):>16} "
            f"{_all(each, 'by_sql', 0):>14} {_all(each, 'queries', 0):>10}"
        )
    return lines


def _slowest(found: dict[str, dict[int, Measured]]) -> str:
    """The sentence on those that the aim is for and not kept of."""
    worst = {label: max((one.by_hand for one in _judged(sizes)), default=0) for label, sizes in found.items()}
    over = sorted((label for label in worst if worst[label] > AIM), key=lambda label: -worst[label])
    aim = f"{AIM} times the view written by hand"
    if not over:
        return f"No page that shows a list costs more than {aim}."
    told = ", ".join(f"{label} ({worst[label]:.1f})" for label in over)
    return fill(f"More than {aim}, the slowest first: {told}.", WIDTH)


def _judged(of_sizes: dict[int, Measured]) -> list[Measured]:
    return [one for one in of_sizes.values() if one.rows >= FEW]


def _all(each: list[Measured], name: str, digits: int) -> str:
    return " ".join(f"{getattr(one, name):.{digits}f}" for one in each)
