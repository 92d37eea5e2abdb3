"""The drill: everything is backed up, destroyed, restored, and there."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
from django.db import connection
from django.test import TransactionTestCase

from actions.models import Attachment, SourceFile
from config.postgresql import backups
from config.postgresql.backups import BackupFailed, back_up, contents_of, differences
from reporting.models import Pack
from reporting.pack.keeping import make_pack
from tests.demo_tables import DemoTables
from tests.people import person, plan_owner
from tests.small_plan import SmallPlan

from .service import CHECKOUT, address_of, database

pytestmark = pytest.mark.django_db(transaction=True)
FILE = bytes(range(256)) * 64


@pytest.fixture
def everything(demo_tables: DemoTables, transactional_db: None) -> SmallPlan:
    """The demo, and a plan with a report, its attachment, the file that it was read from, and a pack."""
    demo_tables.copy_in()
    small = SmallPlan()
    update = small.update(small.working, author=person("Ada"), narrative="A house is found")
    kept = {"name": "a.pdf", "size": len(FILE), "sha256": "0"}
    Attachment.objects.create(update=update, content_type="application/pdf", contents=FILE, **kept)
    SourceFile.objects.create(version=small.working.version, content=FILE, **kept)
    make_pack(small.working.version, by=plan_owner("Owner", small.plan))
    return small


@pytest.fixture
def emptied() -> Iterator[str]:
    """What is left after the worst: an empty database."""
    with database(f"restored-{os.getpid()}") as address:
        yield address


def manage(*words: str, address: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "manage.py", *words],
        cwd=CHECKOUT,
        env=os.environ | {"DATABASE_URL": address},
        capture_output=True,
        text=True,
        check=False,
    )


def now_there(address: str) -> backups.Contents:
    with psycopg.connect(address) as there:
        return contents_of(there)


def test_what_was_backed_up_is_all_there_after_the_worst(everything: SmallPlan, emptied: str, tmp_path: Path) -> None:
    file = tmp_path / "backup.dump"
    before = back_up(connection, file)
    pack = bytes(Pack.objects.get().content)
    assert file.stat().st_mode & 0o777 == 0o600
    assert before["public.plans_plan"][0] == 4
    destroy()
    restored = manage("restore", str(file), address=emptied)
    assert restored.returncode == 0, restored.stderr
    assert differences(before, now_there(emptied)) == []
    with psycopg.connect(emptied) as there:
        files = "SELECT contents FROM actions_attachment UNION ALL SELECT content FROM actions_sourcefile"
        assert [bytes(content) for (content,) in there.execute(files)].count(FILE) == 2
        assert there.execute("SELECT content FROM reporting_pack").fetchall() == [(pack,)]
        with pytest.raises(psycopg.errors.IntegrityConstraintViolation):
            there.execute("UPDATE actions_progressupdate SET narrative = 'Another'")
    listed = manage("export_plan", "--list", "--json", address=emptied)
    assert '"small-plan"' in listed.stdout
    assert manage("migrate", "--check", address=emptied).returncode == 0


def destroy() -> None:
    TransactionTestCase._fixture_teardown(TransactionTestCase())
    assert contents_of_tests()["public.plans_plan"][0] == 0


def contents_of_tests() -> backups.Contents:
    with psycopg.connect(backups._address(connection)) as there:
        return contents_of(there)


@pytest.mark.parametrize(
    "loss",
    [
        "DELETE FROM plans_officer WHERE id = (SELECT max(id) FROM plans_officer)",
        "UPDATE actions_attachment SET contents = 'other'",
        "DROP TRIGGER pgtrigger_append_only_9cc47 ON plans_securityevent",
        "DROP TABLE axes_accesslog",
    ],
)
def test_a_backup_that_lacks_anything_is_not_kept(
    everything: SmallPlan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, loss: str
) -> None:
    whole: Callable[[str, Path], None] = backups._read_back

    def lossy(address: str, file: Path) -> None:
        whole(address, file)
        with psycopg.connect(address) as there:
            there.execute("SET session_replication_role = replica")
            there.execute(loss)

    monkeypatch.setattr(backups, "_read_back", lossy)
    with pytest.raises(BackupFailed, match="does not hold all that there is"):
        back_up(connection, tmp_path / "backup.dump")
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_restored_over_what_is_there(everything: SmallPlan, tmp_path: Path) -> None:
    file = tmp_path / "backup.dump"
    back_up(connection, file, check=False)
    refused = manage("restore", str(file), address=address_of(connection.settings_dict["NAME"]))
    assert refused.returncode == 1
    assert "This database is not empty." in refused.stderr


@pytest.mark.parametrize(
    "words", [["--schema-only"], ["--exclude-table-data=plans_officer"]], ids=lambda words: words[0]
)
def test_a_backup_without_rows_is_refused(
    everything: SmallPlan, emptied: str, tmp_path: Path, words: list[str]
) -> None:
    file = tmp_path / "backup.dump"
    backups._run("pg_dump", backups._address(connection), "--format=custom", f"--file={file}", *words)
    refused = manage("restore", str(file), address=emptied)
    assert refused.returncode == 1
    assert "This is no whole backup: it has no rows of" in refused.stderr
    assert now_there(emptied) == {}


def test_of_a_backup_that_is_cut_off_nothing_is_restored(everything: SmallPlan, emptied: str, tmp_path: Path) -> None:
    file = tmp_path / "backup.dump"
    back_up(connection, file, check=False)
    file.write_bytes(file.read_bytes()[: -file.stat().st_size // 10])
    refused = manage("restore", str(file), address=emptied)
    assert refused.returncode == 1
    assert refused.stderr.count("\n") == 1, refused.stderr
    assert now_there(emptied) == {}


def test_what_is_no_backup_is_refused_in_a_sentence(emptied: str, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear all")
    for file in ("letter.txt", "nothing.dump"):
        refused = manage("restore", str(tmp_path / file), address=emptied)
        assert refused.returncode == 1
        assert refused.stderr.count("\n") == 1, refused.stderr
    assert now_there(emptied) == {}
