"""Damaged and hostile files taken in by the command: saved whole, or refused in a sentence with nothing saved."""

from pathlib import Path

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as some

from plans.models import PlanVersion
from tests.commands import RunCommand, row_counts
from tests.plans.readers.mutations import OFFICE, TEXTS, Change, changes, examples

pytestmark = [pytest.mark.django_db, pytest.mark.fuzz]


@examples(40)
@given(file=some.sampled_from(OFFICE + TEXTS), change=changes())
def test_nothing_is_saved_by_halves(
    run_command: RunCommand, tmp_path: Path, file: tuple[str, bytes], change: Change
) -> None:
    name, data = file
    damaged = tmp_path / name
    damaged.write_bytes(change(data))
    with transaction.atomic():
        before = row_counts()
        finished = run_command("import_plan", damaged, "--title", "Damaged", "--as-of", "2021-01-31", "--publish")
        if finished.code:
            assert row_counts() == before
            assert finished.err.count("\n") == 1
        else:
            version = PlanVersion.objects.published().get()
            assert version.action_versions.exists()
        transaction.set_rollback(True)
