"""Help: every page is led to, every link leads somewhere, and nothing that can be run or set is left out."""

import re
import tomllib
from contextlib import closing
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import get_resolver, reverse
from pytest_django.fixtures import Settings

from config.command_index import as_markdown
from config.environment import VARIABLES
from config.guides import read_guide
from config.help import ABOUT, DOCS, TESTED, guide, pages
from plans.models import Colour
from tests.people import person
from tests.security.test_url_map import addresses

ROOT = settings.BASE_DIR
FILES = sorted(DOCS.glob("*.md"))
WRITTEN = {file.stem: file.read_text() for file in FILES}
MARKDOWN = [ROOT / "README.md", *FILES]


def test_the_index_leads_to_every_page() -> None:
    assert set(pages()) == WRITTEN.keys() - {"README"}


@pytest.mark.parametrize("file", MARKDOWN, ids=lambda file: str(file.relative_to(ROOT)))
def test_every_link_and_picture_leads_somewhere(file: Path) -> None:
    for target in re.findall(r"\]\((?!https?:|mailto:)([^)#]+)", file.read_text()):
        assert (file.parent / target).exists(), target


@pytest.mark.parametrize("name", WRITTEN)
def test_a_page_is_read_without_an_account(db: None, client: Client, name: str) -> None:
    response = client.get(reverse("help") if name == "README" else reverse("help_page", args=[name]))
    html = response.content.decode()
    assert response.status_code == 200
    assert guide(name).title in html
    assert not re.search(r'href="[^":]*\.md', html)
    for number, address in enumerate(re.findall(r'<img [^>]*src="([^"]+)"[^>]* alt="[^"]{20,}"|<img[^>]*>', html)):
        assert address, f"picture {number} has no words"
        with closing(client.get(address)) as picture:
            assert picture.status_code == 200


def test_what_is_not_a_page_is_not_found(db: None, client: Client) -> None:
    assert client.get("/help/README/").status_code == 404
    assert client.get("/help/no-such-page/").status_code == 404


def test_markup_in_a_guide_stays_words() -> None:
    body = read_guide("# T\n\n<script>x</script> [a](javascript:x)\n").body
    assert "<script" not in body
    assert "href" not in body


def test_every_page_of_the_site_leads_to_what_help_says_of_it() -> None:
    named = set(addresses(get_resolver().url_patterns))
    for name, target in ABOUT.items():
        page, _, part = target.partition("#")
        assert name in named
        assert not part or part in {anchor for anchor, _ in guide(page).parts}, target


def test_the_header_leads_there(db: None, client: Client) -> None:
    client.force_login(person("Ada"))
    assert '<a href="/help/officer/">Help</a>' in client.get(reverse("my_actions")).content.decode()
    assert '<a href="/help/">Help</a>' in client.get(reverse("officers")).content.decode()


def test_the_index_of_commands_says_what_the_code_does() -> None:
    assert WRITTEN["commands"] == as_markdown()


def test_it_has_every_command_and_every_target() -> None:
    commands = {file.stem for file in ROOT.glob("*/management/commands/[a-z]*.py")}
    targets = set(re.findall(r"(?m)^([a-z]+):.*##", (ROOT / "Makefile").read_text()))
    assert {f"manage.py {name}" for name in commands} | {f"make {name}" for name in targets} <= {
        " ".join(usage.split()[:2]) for usage in re.findall(r"(?m)^\| `([^`]+)`", WRITTEN["commands"])
    }


def test_commands_that_the_pages_name_are_there() -> None:
    known = set(re.findall(r"(?:manage\.py|make) \w+", WRITTEN["commands"]))
    for file in MARKDOWN:
        marked = " ".join(re.findall(r"`([^`]+)`", file.read_text().replace("```", "")))
        named = set(re.findall(r"\b(?:manage\.py|make) [a-z]\w+", marked))
        assert named <= known, file


@pytest.mark.parametrize("file", MARKDOWN, ids=lambda file: str(file.relative_to(ROOT)))
def test_tests_that_the_pages_name_are_there(file: Path) -> None:
    named = set(re.findall(r"\btests/[\w/.]+", file.read_text()))
    assert {name for name in named if not (ROOT / name).exists()} == set()


def test_a_guide_leads_to_what_shows_that_it_is_so() -> None:
    anchors = {anchor for anchor, _ in guide("claims").parts}
    for name in ("officer", "clt-member", "clerk", "plan-owner"):
        (part,) = re.findall(r"\(claims\.md#([\w-]+)\)", WRITTEN[name])
        assert part in anchors


def test_variables_that_the_pages_name_are_there() -> None:
    known = {variable.name for variable in VARIABLES}
    for name in ("deployment", "upgrading", "commands"):
        assert set(re.findall(r"(?m)^([A-Z_]+)=", WRITTEN[name])) <= known


def test_what_is_new_begins_with_this_release() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]
    assert re.findall(r"(?m)^## (.*)$", WRITTEN["whats-new"])[0] == version


def test_the_glossary_has_the_words_of_the_design() -> None:
    rows = re.findall(r"(?m)^\| (.+?) \| (.+) \|$", WRITTEN["glossary"])
    words = {word for terms, _ in rows for word in terms.split(", ")}
    assert {"plan", "plan version", "section", "action", "action version", "lineage", "officer", "milestone"} <= words
    assert {"success measure", "progress update", "status label", "measure", "slippage", "board", "pack"} <= words
    assert all(colour.label in WRITTEN["glossary"] for colour in Colour if colour.value)


class TestTheStatement:
    def test_is_open_to_all_and_led_to_from_every_page(self, db: None, client: Client) -> None:
        assert 'href="/accessibility/"' in client.get("/sign-in/").content.decode()
        assert client.get("/accessibility/").status_code == 200

    def test_names_tests_that_there_are(self) -> None:
        assert {test for _, test in TESTED} <= {file.stem for file in (ROOT / "tests").rglob("test_*.py")}

    def test_says_whom_to_write_to(self, db: None, client: Client, settings: Settings) -> None:
        settings.ACCESSIBILITY_CONTACT = ""
        assert b"Tell your plan owner" in client.get("/accessibility/").content
        settings.ACCESSIBILITY_CONTACT = "access@council.example"
        assert b'href="mailto:access@council.example"' in client.get("/accessibility/").content
