"""Every environment variable stands in one table, and the page that lists them says the same."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from config.environment import VARIABLES, Misconfigured, as_markdown, read
from config.postgresql.messages import remedy

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


def test_what_is_missing_is_named() -> None:
    given = {variable.name: "https://id.example" for variable in VARIABLES if variable.needed_with}
    assert read(given | {"OIDC_CLIENT_ID": "plans"})["OIDC_ISSUER"] == "https://id.example"
    with pytest.raises(Misconfigured) as refusal:
        read(given | {"OIDC_CLIENT_ID": "plans", "OIDC_ISSUER": " "})
    assert str(refusal.value) == "OIDC_ISSUER is not set: set it, or unset OIDC_CLIENT_ID, which needs it."


def test_what_is_not_installed_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("config.environment.find_spec", lambda name: None)
    given = {variable.name: "https://id.example" for variable in VARIABLES if variable.needed_with}
    with pytest.raises(Misconfigured, match=r"install requirements-sso\.lock"):
        read(given | {"OIDC_CLIENT_ID": "plans"})


SERVER = ["-m", "gunicorn", "--config", "python:config.server", "config.wsgi"]


def started(command: list[str], environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Within a time, since it would go on for ever if it did start."""
    return subprocess.run(
        [sys.executable, *command],
        cwd=CHECKOUT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


@pytest.mark.parametrize("command", [["manage.py", "check"], SERVER], ids=["manage.py", "gunicorn"])
@pytest.mark.parametrize(
    ("environment", "sentences"),
    [
        (
            {"DEMO": "maybe", "EMAIL_PORT": "smtp"},
            [
                "DEMO is “maybe”: give 1 or 0, or unset it.",
                "EMAIL_PORT is “smtp”: give a whole number, 1 or more, or unset it.",
            ],
        ),
        (
            {"DATABASE_URL": "mysql://plans@database.example/plans"},
            [f"DATABASE_URL begins mysql:, not postgresql://: {remedy({'VARIABLE': 'DATABASE_URL'})}."],
        ),
    ],
    ids=["several", "database"],
)
def test_all_of_it_is_said_at_once_and_stops_the_start(
    command: list[str], environment: dict[str, str], sentences: list[str]
) -> None:
    refused = started(command, environment)
    assert refused.returncode == 1
    assert refused.stderr.splitlines() == sentences


def test_nothing_is_served_before_its_static_files_are_collected(tmp_path: Path) -> None:
    refused = started(SERVER, {"STATIC_ROOT": str(tmp_path)})
    assert refused.returncode == 1
    assert refused.stderr == f"STATIC_ROOT is “{tmp_path}”, which holds none yet: run manage.py collectstatic.\n"


@pytest.mark.parametrize(
    ("environment", "kind"),
    [
        ({}, "filebased"),
        ({"EMAIL_HOST": "mail.example"}, "smtp"),
        ({"EMAIL_HOST": "mail.example", "DEMO": "1"}, "filebased"),
    ],
    ids=["without a server", "with one", "in the demo"],
)
def test_mail_goes_where_it_says(environment: dict[str, str], kind: str) -> None:
    ask = "from config import settings; print(settings.EMAIL_BACKEND)"
    said = subprocess.check_output([sys.executable, "-c", ask], cwd=CHECKOUT, env=environment, text=True)
    assert said.strip() == f"django.core.mail.backends.{kind}.EmailBackend"
