"""Every environment variable stands in one table, and the page that lists them says the same."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from config.environment import VARIABLES, Misconfigured, as_markdown, read

CHECKOUT = Path(__file__).parent.parent.parent
OUR_CODE = [path for room in ("config", "plans", "actions", "reporting") for path in (CHECKOUT / room).rglob("*.py")]


def test_the_page_says_what_the_code_does() -> None:
    assert (CHECKOUT / "docs" / "settings.md").read_text() == as_markdown()


def test_nothing_set_is_no_mistake() -> None:
    values = read({})
    assert (values["DEMO"], values["EMAIL_PORT"], values["HTTPS"]) == (False, 587, None)


def test_each_is_read_and_nothing_else_is() -> None:
    source = "\n".join(path.read_text() for path in OUR_CODE)
    assert set(re.findall(r'_env\["(\w+)"\]', source)) | {"DATABASE_URL", "REPLICA_URL"} == {
        variable.name for variable in VARIABLES
    }
    assert not [path for path in OUR_CODE if re.search(r"os\.environ(\.get\(|\[)|getenv", path.read_text())]


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("DEMO", "maybe", "1 or 0"),
        ("EMAIL_PORT", "smtp", "a whole number, 1 or more"),
        ("SESSION_IDLE_MINUTES", "0", "a whole number, 2 or more"),
        ("SITE_URL", "plans.example", "an address that begins https:// or http://"),
    ],
)
def test_what_makes_no_sense_is_said_in_a_sentence(name: str, text: str, expected: str) -> None:
    with pytest.raises(Misconfigured) as refusal:
        read({name: text})
    assert str(refusal.value) == f"{name} is “{text}”: give {expected}, or unset it."


def test_all_of_it_is_said_at_once_and_stops_the_start() -> None:
    command = [sys.executable, "manage.py", "check"]
    environment = {"DEMO": "maybe", "EMAIL_PORT": "smtp"}
    result = subprocess.run(command, cwd=CHECKOUT, env=environment, capture_output=True, text=True, check=False)
    assert result.returncode == 1
    assert result.stderr.splitlines() == [
        "DEMO is “maybe”: give 1 or 0, or unset it.",
        "EMAIL_PORT is “smtp”: give a whole number, 1 or more, or unset it.",
    ]
