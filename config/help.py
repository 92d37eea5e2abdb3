"""Help: the pages of docs/, which are read in the browser as they are where the code is kept."""

from functools import cache

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from config.guides import Guide, address_of, read_guide

DOCS = settings.BASE_DIR / "docs"
INDEX = "README"
# Where in the guides the page is described that somebody is on when they ask for help, by the name of its address.
ABOUT = {
    "my_actions": "officer",
    **dict.fromkeys(("report", "save_report", "check_report", "receipt"), "officer#report-progress-in-three-minutes"),
    "report_several": "officer#report-on-all-of-them-on-one-page",
    "deputies": "officer#let-somebody-report-for-you",
    "sign_off": "officer#sign-off-what-others-report",
    **dict.fromkeys(("board", "meeting"), "clt-member#see-where-every-plan-is"),
    "action": "clt-member#ask-a-question",
    **dict.fromkeys(("changes", "lineage", "slippage"), "clt-member#see-what-changed"),
    **dict.fromkeys(("packs", "pack_preview"), "clerk#make-the-pack"),
    "pack_choices": "clerk#choose-what-is-in-it",
    **dict.fromkeys(
        ("import_plan", "import_draft", "import_row", "import_heading", "import_columns", "import_version"),
        "plan-owner#bring-in-what-was-published",
    ),
    **dict.fromkeys(("import_names", "import_threads", "import_check"), "plan-owner#bring-in-what-was-published"),
    **dict.fromkeys(("edit_version", "edit_action"), "plan-owner#edit-the-working-version"),
    **dict.fromkeys(("publish_plan", "publish_correction"), "plan-owner#publish-a-version"),
    **dict.fromkeys(("accounts", "account", "new_account"), "plan-owner#look-after-accounts"),
    "reporting_settings": "plan-owner#say-when-officers-report",
}


TESTED = [
    (
        "The rules of WCAG 2.2, levels A and AA, that a program can judge (axe), 1280 and 390 pixels wide",
        "test_every_page",
    ),
    ("Letters twice as large; the spacing of rule 1.4.12 in a window 320 pixels wide", "test_every_reader"),
    ("Colours forced to light and to dark; reduced motion", "test_every_reader"),
    ("What a key leads to is seen when it is focused, and lies under nothing", "test_every_reader"),
    ("What each of the four roles comes to do, by keys alone", "test_by_keyboard"),
    ("Targets of at least 24 by 24 pixels, or as far apart", "test_every_reader"),
    ("Everything on paper", "test_every_page"),
    ("The workbook for committees", "test_accessible"),
]  # what was tested, and the name of the test


@cache
def guide(name: str) -> Guide:
    return read_guide((DOCS / f"{name}.md").read_text())


@cache
def pages() -> dict[str, str]:
    """The name of every page by its file's, in the order in which the index leads to them."""
    return guide(INDEX).links


@login_not_required
def help_page(request: HttpRequest, name: str = "") -> HttpResponse:
    """The page of this name, or without one the index."""
    if name and name not in pages():
        raise Http404
    listed = [(address_of(page), title, page == name) for page, title in pages().items()]
    return render(request, "help/guide.html", {"guide": guide(name or INDEX), "pages": listed, "is_index": not name})


@login_not_required
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "help/accessibility.html", {"contact": settings.ACCESSIBILITY_CONTACT, "tested": TESTED})


def about_this_page(request: HttpRequest) -> dict[str, str]:
    """Where the header's link to help leads: to what is said of this page, or else to the index."""
    match = request.resolver_match
    name, _, part = ABOUT.get(match.url_name or "" if match else "", INDEX).partition("#")
    return {"help_address": address_of(name) + (f"#{part}" if part else "")}
