"""The records that a plan owner edits: axe finds nothing on any list, nor where a row is changed."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from plans.models import Plan, PlanVersion, Section, SectionVersion, StatusLabel
from tests.pages import WIDTHS, open_signed_in, overflow
from tests.people import plan_owner

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("width", WIDTHS)
def test_lists_and_forms_are_accessible(
    demo: None,
    open_page: Callable[..., Page],
    live_server: LiveServer,
    assert_accessible: Callable[[Page], None],
    width: int,
) -> None:
    # The admin's own scripts write styles that our policy blocks; that does no harm, but is complained of.
    page = open_page(width=width, bypass_csp=True)
    open_signed_in(page, plan_owner("Owner"), live_server, "/admin/")
    assert_accessible(page)
    for model in (Plan, PlanVersion, Section, SectionVersion, StatusLabel):
        page.goto(reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist"))
        first = page.locator("#result_list tbody th a")
        for address in [page.url, *([first.first.get_attribute("href")] if first.count() else [])]:
            page.goto(address)
            assert_accessible(page)
            assert overflow(page) <= 0, page.url
