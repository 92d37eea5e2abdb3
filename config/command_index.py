"""Everything that can be run from the command line, as the code itself says it.

`docs/commands.md` is this list; `make docs` writes it.
"""

import re
import sys
from collections.abc import Iterator

import django
from django.apps import apps
from django.conf import settings
from django.core.management import get_commands, load_command_class
from django.core.management.base import CommandParser

# Of Django's own, those that the guides name.
OF_DJANGO = ("check", "clearsessions", "collectstatic", "createsuperuser", "makemigrations", "migrate")
_TARGET = re.compile(r"(?m)^([a-z]+):[^#\n]*## (.*)$")


def our_commands() -> Iterator[tuple[str, str]]:
    """Of each command its usage, and what it does."""
    ours = {app.name for app in apps.get_app_configs() if (settings.BASE_DIR / app.name).is_dir()}
    for name, app in sorted(get_commands().items()):
        if app in ours:
            command = load_command_class(app, name)
            parser = CommandParser(prog=f"manage.py {name}", add_help=False)
            command.add_arguments(parser)
            yield " ".join(parser.format_usage().removeprefix("usage: ").split()), command.help


def django_commands() -> Iterator[tuple[str, str]]:
    for name in OF_DJANGO:
        yield f"manage.py {name}", load_command_class(get_commands()[name], name).help


def make_targets() -> Iterator[tuple[str, str]]:
    for name, words in _TARGET.findall((settings.BASE_DIR / "Makefile").read_text()):
        yield f"make {name}", words


def as_markdown() -> str:
    """`docs/commands.md`."""
    parts = {
        "From a checkout": make_targets(),
        "With manage.py": our_commands(),
        "Of Django’s own, those that are needed": django_commands(),
    }
    lines = [
        "# Commands",
        "",
        "What can be run from the command line. `manage.py` stands for `.venv/bin/python manage.py`; it says more with",
        "`--help`. An error is one sentence on stderr and exit code 1. `make docs` writes this page.",
    ]
    for heading, commands in parts.items():
        rows = [f"| `{_cell(usage)}` | {_cell(does)} |" for usage, does in commands]
        lines += ["", f"## {heading}", "", "| command | does |", "|---|---|", *rows]
    return "\n".join(lines) + "\n"


def _cell(words: str) -> str:
    return " ".join(words.split()).replace("|", "\\|")


if __name__ == "__main__":
    django.setup()
    sys.stdout.write(as_markdown())
