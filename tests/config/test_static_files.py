"""Static files while they are collected again, and the workers that serve them meanwhile."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import call_command
from django.http import HttpResponse
from django.templatetags.static import static
from django.test import Client
from pytest_django.fixtures import Settings

Release = Callable[[str], str]


@pytest.fixture
def release(settings: Settings, tmp_path: Path) -> Release:
    """``release(style)`` collects one file of our own that says so; its address."""
    source = tmp_path / "source" / "our.css"
    source.parent.mkdir()
    settings.STATICFILES_DIRS = [source.parent]
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STATIC_ROOT = tmp_path / "collected"
    settings.WHITENOISE_USE_FINDERS = settings.WHITENOISE_AUTOREFRESH = False
    settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": "config.static_files.CollectedFiles"}}

    def collect(style: str) -> str:
        source.write_text(style)
        call_command("collectstatic", interactive=False, verbosity=0)
        return static("our.css")

    return collect


def worker() -> Client:
    """One that starts now, and looks through what has been collected until then."""
    client = Client()
    assert client.get("/health/").status_code == 200
    return client


def served(answer: HttpResponse) -> str:
    content = answer.getvalue().decode()
    assert (answer.status_code, answer.headers["Content-Length"]) == (200, str(len(content)))
    return content


def test_each_release_has_its_own_address_and_every_worker_knows_both(release: Release) -> None:
    before = release("p { color: red }")
    old = worker()
    after = release("p { color: darkgreen }")
    new = worker()
    assert before != after
    for asked in (old, new):
        assert served(asked.get(before)) == "p { color: red }"
        assert served(asked.get(after)) == "p { color: darkgreen }"


def test_nobody_finds_a_file_gone_or_half_written_while_all_are_collected_again(
    release: Release, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    release("p { color: red }")
    asked_for = [file for file in settings.STATIC_ROOT.iterdir() if file.name != "our.css"]
    assert len(asked_for) == 2  # the hashed one, and the list of all
    for file in asked_for:
        (tmp_path / file.name).hardlink_to(file)  # which tells if it is written to
    written = [file.stat().st_mtime_ns for file in asked_for]
    removed: list[str] = []
    remove = os.remove
    monkeypatch.setattr(os, "remove", lambda path: (removed.append(Path(path).name), remove(path)))
    release("p { color: red }")
    assert set(removed) <= {"our.css"}
    assert [(tmp_path / file.name).stat().st_mtime_ns for file in asked_for] == written
