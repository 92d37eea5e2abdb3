"""What tests in a browser share."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from plans.models import Plan
from tests.browser.importing import Begin, Look
from tests.pages import open_signed_in, overflow
from tests.people import plan_owner


@pytest.fixture
def begin(open_page: Callable[..., Page], live_server: LiveServer, assert_accessible: Callable[[Page], None]) -> Begin:
    """The plan's owner where a file is chosen; and a look at the page, which is accessible and fits its width."""

    def begun(plan: Plan, width: int, scripts: bool) -> tuple[Page, Look]:
        page = open_page(width=width, java_script_enabled=scripts)

        def look() -> None:
            if scripts:
                assert_accessible(page)
                assert overflow(page) <= 0

        open_signed_in(page, plan_owner("Owner", plan), live_server, f"/plans/{plan.slug}/import/")
        return page, look

    return begun
