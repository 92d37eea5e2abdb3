"""What every test can ask for: a real PostgreSQL, a real browser, the accessibility engine."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from django.conf import settings
from django.db import connections
from django.db.backends.postgresql.operations import DatabaseOperations
from django.test import Client
from playwright.sync_api import Browser, Page, ViewportSize, expect, sync_playwright
from pytest_django.live_server_helper import LiveServer
from pytest_django.plugin import DjangoDbBlocker, blocking_manager_key

from actions import import_reading
from config.postgresql.embedded import throwaway_server
from config.postgresql.messages import DatabaseUnavailable
from config.postgresql.settings import database_settings

from .commands import refused_command, run_command  # noqa: F401, since fixtures are found here
from .demo_tables import DemoTables
from .people import person
from .races import elsewhere  # noqa: F401, likewise
from .small_plan import SmallPlan

PATIENCE = 30_000  # milliseconds that a page may take on a busy machine
# The first is Chromium without its windows, to which opening a page costs half as much.
CHROMIUM_NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
CHROMIUM_WORDS = [
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
AXE = Path(__file__).parent.parent / "node_modules" / "axe-core" / "axe.min.js"
AXE_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
AXE_RUN = """async rules =>
    (await axe.run(document, {runOnly: rules, resultTypes: ["violations"]})).violations"""
# What takes a minute to make what its tests share: servers of their own, or everything that the readers make of plans.
LONGEST = (
    "tests/actions/test_progress_crash.py",
    "tests/deployment/test_guide.py",
    "tests/deployment/test_replica.py",
    "tests/plans/readers/test_invented_plans.py",
    "tests/soak/test_soak.py",
)

# Playwright's synchronous interface runs an event loop in the tests' own thread, where Django would refuse to query.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"

# The same examples every time, however slow the machine; looking further is for the fuzzing targets.
hypothesis.settings.register_profile("suite", deadline=None, derandomize=True)
hypothesis.settings.load_profile("suite")


@pytest.hookimpl(tryfirst=True)
def pytest_sessionstart(session: pytest.Session) -> None:
    """Have a server before xdist starts its workers, which find it in DATABASE_URL like any other process of ours."""
    if hasattr(session.config, "workerinput"):
        return
    try:
        if "DATABASE_URL" in os.environ:
            _connect_once(session.config)
        else:
            _use_throwaway_server(session.config)
    except DatabaseUnavailable as error:
        pytest.exit(str(error), returncode=1)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes longest, in one worker, so that none is left alone with it in the end."""
    items.sort(key=lambda item: not item.nodeid.startswith(LONGEST))


def _use_throwaway_server(config: pytest.Config) -> None:
    stack = ExitStack()
    os.environ["DATABASE_URL"] = stack.enter_context(throwaway_server())
    stack.callback(os.environ.pop, "DATABASE_URL")
    config.add_cleanup(stack.close)
    default = settings.DATABASES["default"]  # pytest-django has read the settings already
    del default["EMBEDDED_FOLDER"]
    default.update(database_settings(os.environ, settings.VAR_DIR))


def _connect_once(config: pytest.Config) -> None:
    with config.stash[blocking_manager_key].unblock(), closing(connections["default"].copy()) as probe:
        probe.ensure_connection()


@pytest.fixture(scope="session", autouse=True)
def _patient_with_reading() -> Iterator[None]:
    """A document is read before its page answers, however busy the machine; tests of the waiting take this back."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(import_reading, "PATIENCE", 60)
        yield


@pytest.fixture(scope="session", autouse=True)
def _flush_past_the_rules() -> Iterator[None]:
    """Between transactional tests Django truncates every table, which the published record refuses."""
    sql_flush = DatabaseOperations.sql_flush

    def flush(self: DatabaseOperations, *args: Any, **options: Any) -> list[str]:
        return ["SET LOCAL session_replication_role = replica", *sql_flush(self, *args, **options)]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DatabaseOperations, "sql_flush", flush)
        yield


@pytest.fixture(scope="session")
def demo_tables(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> DemoTables:
    with django_db_blocker.unblock():
        return DemoTables()


@pytest.fixture
def demo(demo_tables: DemoTables, db: None) -> None:
    """The plans of the demo (not its accounts), in this test's database; without this fixture the database is empty."""
    demo_tables.copy_in()


@pytest.fixture
def small_plan(db: None) -> SmallPlan:
    return SmallPlan()


@pytest.fixture
def reader(client: Client) -> Client:
    """The browser of somebody who is signed in and has no role."""
    client.force_login(person("Colleague"))
    return client


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium per worker: the system's, since Playwright's own would have to be downloaded."""
    program = next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)
    assert program, "Chromium is not installed; `make test` installs it, or says how."
    expect.set_options(timeout=PATIENCE)
    words = CHROMIUM_WORDS + (["--no-sandbox"] if os.geteuid() == 0 else [])
    with sync_playwright() as playwright, playwright.chromium.launch(executable_path=program, args=words) as chromium:
        yield chromium


@pytest.fixture
def open_page(browser: Browser, live_server: LiveServer) -> Iterator[Callable[..., Page]]:
    """Open a page of its own session: ``open_page(width=390)``, ``open_page(java_script_enabled=False)``.

    ``page.goto("/plans/")`` goes to the live server. A script error or a breach of the content security policy on any
    of the pages fails the test in the end.
    """
    complaints: list[str] = []
    with ExitStack() as stack:

        def open_one(*, width: int = 1280, height: int = 900, **options: Any) -> Page:
            viewport = ViewportSize(width=width, height=height)
            options = {"locale": "en-GB", "timezone_id": "Europe/London", "base_url": live_server.url} | options
            context = stack.enter_context(browser.new_context(viewport=viewport, **options))
            context.on("weberror", lambda problem: complaints.append(str(problem.error)))
            context.on("console", lambda message: complaints.extend(_breaches(message.text)))
            page = context.new_page()
            page.set_default_timeout(PATIENCE)
            return page

        yield open_one
    assert not complaints, "\n".join(complaints)


def _breaches(console_text: str) -> list[str]:
    return [console_text] if "Content Security Policy" in console_text else []


@pytest.fixture
def page(open_page: Callable[..., Page]) -> Page:
    """A page 1280 pixels wide."""
    return open_page()


@pytest.fixture(scope="session")
def assert_accessible() -> Callable[[Page], None]:
    """``assert_accessible(page)``: axe finds nothing against WCAG 2.2 AA on the page that is there, or on its way."""
    engine = AXE.read_text()

    def check(page: Page) -> None:
        page.wait_for_load_state()
        if not page.evaluate("'axe' in window"):
            page.evaluate(engine)
            page.add_init_script(engine)  # so that the next addresses need not be given it one by one
        violations = page.evaluate(AXE_RUN, AXE_RULES)
        assert not violations, f"{page.url} at {page.viewport_size}:\n" + "\n".join(map(_violation, violations))

    return check


def _violation(violation: dict[str, Any]) -> str:
    places = [
        f"    {' '.join(map(str, node['target']))}: {node['failureSummary'].replace(chr(10), ' ')}"
        for node in violation["nodes"]
    ]
    return f"{violation['id']} ({violation['impact']}): {violation['help']}\n" + "\n".join(places)
