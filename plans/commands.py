"""What our commands share: whatever is wrong is one sentence on stderr and exit code 1, wrong arguments included."""

import sys
from argparse import ArgumentTypeError
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from plans.models import Plan, PlanVersion


class Command(BaseCommand):
    def create_parser(self, prog_name: str, subcommand: str, **options: Any) -> CommandParser:
        # A plan's version is worth the name --version, which Django would give to its own.
        parser = super().create_parser(prog_name, subcommand, conflict_handler="resolve", **options)
        parser.called_from_command_line = False  # or argparse prints its usage and leaves with exit code 2
        return parser

    def run_from_argv(self, argv: list[str]) -> None:
        try:
            super().run_from_argv(argv)
        except CommandError as error:  # the parser's; those of the command itself are told by Django
            self.stderr.write(f"CommandError: {str(error).removeprefix('Error: ')}")
            sys.exit(1)


def iso_date(words: str) -> date:
    """The type of an argument that is a date."""
    try:
        return date.fromisoformat(words)
    except ValueError:
        raise ArgumentTypeError(f"“{words}” is no date; write YYYY-MM-DD") from None


def version_of(slug: str, number: int | None) -> PlanVersion:
    """The plan's version of that number, or the working one. Raises CommandError where there is none."""
    plan = Plan.objects.filter(slug=slug).first()
    if plan is None:
        raise CommandError(f"there is no plan “{slug}”; export_plan --list names them all")
    versions = plan.versions.working() if number is None else plan.versions.filter(number=number)
    if version := versions.first():
        return version
    raise CommandError(f"{plan.title} has no {'working version' if number is None else f'version {number}'}")
