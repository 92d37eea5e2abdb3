"""DATABASE_URL or our own server; and what is said when there is no database."""

import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.db import connection

from config.postgresql.messages import DatabaseUnavailable, refusal
from config.postgresql.settings import database_settings

CHECKOUT = Path(__file__).parent.parent.parent
NOBODY_LISTENS = "postgresql://council:secret-word@127.0.0.1:1/plans"


def manage(*words: str, url: str, before: str = "") -> subprocess.CompletedProcess[str]:
    """Run manage.py as a person would, after the Python in ``before``."""
    code = f"{before}\nimport runpy, sys\nsys.argv[0] = 'manage.py'\nrunpy.run_path('manage.py', run_name='__main__')"
    command = [sys.executable, "-c", code, *words]
    environment = os.environ | {"DATABASE_URL": url}
    return subprocess.run(
        command, check=False, capture_output=True, text=True, cwd=CHECKOUT, env=environment, timeout=60
    )


def assert_one_sentence(result: subprocess.CompletedProcess[str], *parts: str) -> None:
    assert result.returncode == 1
    assert result.stderr.count("\n") == 1, result.stderr
    assert result.stderr.endswith(".\n")
    for part in parts:
        assert part in result.stderr


def test_the_default_is_our_own_server_which_is_not_started_yet(tmp_path: Path) -> None:
    settings = database_settings({}, tmp_path / "var")
    assert settings["EMBEDDED_FOLDER"] == tmp_path / "var" / "postgresql"
    assert not (tmp_path / "var").exists()


@pytest.mark.parametrize(
    ("url", "host", "port"),
    [
        ("postgres://me:p%40ss@db.example/plans", "db.example", ""),
        ("postgresql://me:p%40ss@db.example:6543/plans?sslmode=require", "db.example", 6543),
        ("postgresql://me:p%40ss@%2Frun%2FPostgres/plans?sslmode=require", "/run/Postgres", ""),
        ("postgresql://me:p%40ss@/plans?host=/run/PostgreSQL&port=6543", "/run/PostgreSQL", 6543),
    ],
)
def test_a_database_url(url: str, host: str, port: int | str, tmp_path: Path) -> None:
    settings = database_settings({"DATABASE_URL": url}, tmp_path)
    assert (settings["HOST"], settings["PORT"]) == (host, port)
    assert (settings["NAME"], settings["USER"], settings["PASSWORD"]) == ("plans", "me", "p@ss")
    assert settings["OPTIONS"] == {"connect_timeout": 10} | ({"sslmode": "require"} if "sslmode" in url else {})
    assert "EMBEDDED_FOLDER" not in settings


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("mysql://me@db.example/plans", "begins mysql:, not postgresql://"),
        ("plans", "begins without a scheme, not postgresql://"),
        ("postgresql://me@db.example:port/plans", "cannot be read"),
        ("postgresql://me@[::1/plans", "cannot be read"),
        ("postgresql://me@db.example", "names no database"),
        ("postgresql://me@db.example/plans?pool=true", "asks for a pool"),
    ],
)
def test_a_database_url_that_cannot_be_used(url: str, reason: str, tmp_path: Path) -> None:
    with pytest.raises(DatabaseUnavailable, match=reason):
        database_settings({"DATABASE_URL": url}, tmp_path)
    assert_one_sentence(manage("migrate", url=url), reason)


@pytest.mark.parametrize(
    ("option", "reason"),
    [
        ("colour=red", 'invalid connection option "colour"'),
        ("connect_timeout=soon", "bad value for connect_timeout"),
        ("isolation_level=high", "Invalid transaction isolation level high"),
        ("sslmode=maybe", "invalid sslmode value"),
    ],
)
def test_an_option_that_is_none_is_one_sentence(option: str, reason: str) -> None:
    assert_one_sentence(manage("migrate", url=f"{NOBODY_LISTENS}?{option}"), reason, "correct DATABASE_URL")


def test_a_name_too_long_is_one_sentence() -> None:
    assert_one_sentence(manage("migrate", url=NOBODY_LISTENS + "s" * 63), "longer than PostgreSQL's limit")


@pytest.mark.parametrize("words", [["export_plan", "--list"], ["load_demo"]])
def test_a_database_that_is_not_migrated_is_one_sentence(words: list[str]) -> None:
    url = urlsplit(os.environ["DATABASE_URL"])
    name = f"not_migrated_{os.getpid()}"
    run = ["dbshell", "--", "-qc"]
    try:
        assert manage(*run, f"CREATE DATABASE {name}", url=url.geturl()).returncode == 0
        result = manage(*words, url=url._replace(path=f"/{name}").geturl())
    finally:
        manage(*run, f"DROP DATABASE IF EXISTS {name}", url=url.geturl())
    assert_one_sentence(result, "The database is not up to date: run manage.py migrate")


def test_an_unreachable_server_is_one_sentence() -> None:
    result = manage("migrate", url=NOBODY_LISTENS)
    assert_one_sentence(result, "127.0.0.1:1 cannot be reached (Connection refused)", "correct DATABASE_URL")
    assert "secret-word" not in result.stderr


def test_an_unreachable_server_is_one_sentence_from_the_development_server_too() -> None:
    assert_one_sentence(manage("runserver", "--noreload", "0", url=NOBODY_LISTENS), "127.0.0.1:1 cannot be reached")


def test_a_server_that_refuses_us_is_one_sentence() -> None:
    url = urlsplit(os.environ["DATABASE_URL"])._replace(path="/no-such-database").geturl()
    result = manage("migrate", url=url)
    assert_one_sentence(result, "refuses the connection", 'database "no-such-database" does not exist')


def test_a_refused_password_is_one_sentence() -> None:
    lines = (
        'connection failed: connection to server at "db", port 5432 failed: FATAL:  password authentication failed '
        'for user "council"\nconnection to server at "db", port 5432 failed: FATAL:  no pg_hba.conf entry'
    )
    sentence = refusal(Exception(lines), {"VARIABLE": "DATABASE_URL", "HOST": "db", "PORT": "", "OPTIONS": {}})
    assert sentence.startswith(
        'PostgreSQL at db:5432 refuses the connection (password authentication failed for user "council"): correct'
    )


def test_a_server_too_old_is_one_sentence() -> None:
    before = "from config.postgresql.base import DatabaseWrapper as D\nD.get_database_version = lambda self: (13, 4)"
    result = manage("migrate", url=os.environ["DATABASE_URL"], before=before)
    assert_one_sentence(result, "is version 13.4, but 14 or later is needed")


def test_help_needs_no_database() -> None:
    assert manage("help", url=NOBODY_LISTENS).returncode == 0


def test_psql_on_the_same_database() -> None:
    result = manage("dbshell", "--", "-Atc", "select 6 * 7", url=os.environ["DATABASE_URL"])
    assert (result.returncode, result.stdout) == (0, "42\n")


@pytest.mark.django_db
def test_the_backend_is_postgresql_to_other_libraries() -> None:
    assert connection.settings_dict["ENGINE"] == "config.postgresql"
    assert connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        cursor.execute("select current_database()")
        assert cursor.fetchone()[0].startswith("test_")
