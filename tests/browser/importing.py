"""How an import is begun in a browser: at which widths, with and without its scripts, and with which file."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from plans.models import Plan
from tests.pages import WIDTHS

Look = Callable[[], None]
Begin = Callable[[Plan, int, bool], tuple[Page, Look]]

WAYS = pytest.mark.parametrize(("width", "scripts"), [(WIDTHS[0], True), (WIDTHS[1], True), (WIDTHS[0], False)])


def choose(page: Page, file: Path, *, year: str = "2021") -> None:
    """As it stood on the 30th of June."""
    page.get_by_label("The document").set_input_files(file)
    for part, typed in (("Day", "30"), ("Month", "June"), ("Year", year)):
        page.get_by_label(part).fill(typed)
    page.get_by_role("button", name="Read it").click()
