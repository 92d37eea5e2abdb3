"""Reading pages as their readers do: the words, the tables, what is linked to what; and opening them signed in."""

import re
from html import unescape

from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from plans.models import User

WIDTHS = (1280, 390)


def words(html: str) -> str:
    """The words of a piece of HTML, with one space between them; links and what is strong stand within a sentence."""
    sentences = re.sub(r"</?(?:a|strong)\b[^>]*>", "", html)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", sentences)).split())


def page_words(response: HttpResponse) -> str:
    """The words of the page's main part."""
    return words(_main(response))


def part(response: HttpResponse, start: str, end: str = "</main>") -> str:
    """The page's HTML from one mark up to another."""
    return _main(response).partition(start)[2].partition(end)[0]


def table_rows(html: str) -> list[list[str]]:
    """The words of every cell of every row, headings first."""
    rows = re.findall(r"<tr\b.*?</tr>", html, re.DOTALL)
    return [[words(cell) for cell in re.findall(r"<t[hd]\b.*?</t[hd]>", row, re.DOTALL)] for row in rows]


def rows_of(response: HttpResponse) -> list[list[str]]:
    """The rows of the page's tables, without their headings."""
    return [row for body in re.findall(r"<tbody.*?</tbody>", _main(response), re.DOTALL) for row in table_rows(body)]


def links_in(html: str) -> dict[str, str]:
    """The address of every link by its words."""
    return {
        words(text): address for address, text in re.findall(r'<a [^>]*?href="([^"]*)"[^>]*>(.*?)</a>', html, re.DOTALL)
    }


def open_signed_in(page: Page, user: User, live_server: LiveServer, address: str) -> Page:
    client = Client()
    client.force_login(user)
    page.context.add_cookies(
        [
            {
                "name": settings.SESSION_COOKIE_NAME,
                "value": client.cookies[settings.SESSION_COOKIE_NAME].value,
                "url": live_server.url,
            }
        ]
    )
    page.goto(address)
    return page


def overflow(page: Page) -> int:
    """How many pixels of the page lie beyond its width."""
    page.wait_for_load_state()
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


def _main(response: HttpResponse) -> str:
    return "<main" + response.content.decode().partition("<main")[2].partition("</main>")[0] + "</main>"
