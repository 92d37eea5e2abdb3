"""The records that a plan owner edits: axe finds nothing on any list, nor where a row is changed or added."""

from collections.abc import Callable

import pytest
from django.contrib import admin
from django.urls import reverse
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from tests.pages import WIDTHS, open_signed_in, overflow
from tests.people import plan_owner

pytestmark = pytest.mark.django_db


def test_lists_and_forms_are_accessible(
    demo: None,
    open_page: Callable[..., Page],
    live_server: LiveServer,
    assert_accessible: Callable[[Page], None],
) -> None:
    # The admin's own scripts write styles that our policy blocks; that does no harm, but is complained of.
    page = open_page(bypass_csp=True)
    open_signed_in(page, plan_owner("Owner"), live_server, "/admin/")

    def look() -> None:
        for width in reversed(WIDTHS):
            page.set_viewport_size({"width": width, "height": 900})
            assert_accessible(page)
            assert overflow(page) <= 0, f"{page.url} at {width}"

    look()
    for model in admin.site._registry:
        page.goto(reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist"))
        rows, adding = page.locator("#result_list tbody th a"), page.locator(".object-tools .addlink")
        leads_on = [link.first.get_attribute("href") for link in (rows, adding) if link.count()]
        look()
        for address in leads_on:
            page.goto(address)
            look()
