"""What every page costs, at 30, 300 and 3,000 actions, in times of what as many actions as it shows cost: by raw SQL,
in a view written by hand, and in Django admin's list.

The three take turns with the page, so the ratios count; they are of what each itself took, without what else the
machine did. A page that shows no list is told in times of a view of one row, and aims at nothing.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import transaction
from django.test import override_settings

from tests.measured_pages import yardsticks
from tests.measured_pages.listing import pages
from tests.measured_pages.measuring import FEW, Measured, Measuring
from tests.measured_pages.world import LargeWorld

AIM = 2  # times the view written by hand
ROUNDS = {30: 3, 300: 3, 3_000: 1}
SIZES = [int(actions) for actions in os.environ.get("SIZES", "").split()] or list(ROUNDS)


@pytest.mark.django_db
def test_costs(capsys: pytest.CaptureFixture[str]) -> None:
    found: dict[str, dict[int, Measured]] = {}
    for actions in SIZES:
        with _world(actions) as world:
            measuring = Measuring(world, ROUNDS[actions])
            for page in pages(world):
                found.setdefault(page.label, {})[actions] = measuring.measure(page)
    with capsys.disabled():
        sys.stdout.write(f"\n{_table(found)}\n")


@contextmanager
def _world(actions: int) -> Iterator[LargeWorld]:
    with override_settings(ROOT_URLCONF=yardsticks.__name__), transaction.atomic():
        world = LargeWorld(actions)
        yield world
        transaction.set_rollback(True)


def _table(found: dict[str, dict[int, Measured]]) -> str:
    headings = f"{'rows':>15} {'by hand':>17} {'admin':>14} {'raw SQL':>17} {'ms':>17} {'queries':>11}"
    lines = [f"{'at 30, 300 and 3,000 actions':38} {headings}"]
    for label, of_sizes in found.items():
        each = list(of_sizes.values())
        lines.append(
            f"{label:38} {_all(each, 'rows', 0):>15} {_all(each, 'by_hand', 2):>17} {_all(each, 'by_admin', 2):>14} "
            f"{_all(each, 'by_sql', 0):>17} {_all(each, 'milliseconds', 0):>17} {_all(each, 'queries', 0):>11}"
        )
    over = sorted(
        ((one.by_hand, label, one.rows) for label, sizes in found.items() for one in _judged(sizes)), reverse=True
    )
    worst = dict.fromkeys(label for ratio, label, _ in over if ratio > AIM)
    lines.append(f"over {AIM} times the view written by hand, the slowest first: {', '.join(worst) or 'none'}")
    return "\n".join(lines)


def _judged(of_sizes: dict[int, Measured]) -> list[Measured]:
    return [one for one in of_sizes.values() if one.rows >= FEW]


def _all(each: list[Measured], name: str, digits: int) -> str:
    return " / ".join(f"{getattr(one, name):.{digits}f}" for one in each)
