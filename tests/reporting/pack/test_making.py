"""A pack that takes long: its clerk sees how far it is, and is told where nothing comes of it."""

import threading
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

import reporting.pack.data
import reporting.pack.keeping
from actions.models import ActionVersion
from actions.publishing import open_next
from plans.models import Plan, PlanVersion, User
from reporting.models import Pack, PackInMaking
from reporting.pack import SHEETS
from reporting.pack.workbook import pack_workbook
from tests.pages import page_words
from tests.people import CLERK, person_with_role
from tests.plan_documents import new_plan, rows

from .packs import opened

PATIENCE = 30  # seconds
PACKS = "/plans/large/packs/"


@pytest.fixture(autouse=True)
def _few_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reporting.pack.data, "PART", 4)


@pytest.fixture
def plan(db: None) -> Plan:
    return new_plan("large", rows(10))


@pytest.fixture
def clerk(plan: Plan, client: Client) -> User:
    clerk = person_with_role("Clerk", CLERK, plan)
    client.force_login(clerk)
    return clerk


class SlowMaker:
    """Makes a pack as ever, but waits after each step until it may go on."""

    def __init__(self) -> None:
        self.may_go_on, self.waits = threading.Semaphore(0), threading.Semaphore(0)

    def __call__(self, data: Any, on_step: Any) -> bytes:
        def step(done: int, of: int) -> None:
            on_step(done, of)
            self.waits.release()
            assert self.may_go_on.acquire(timeout=PATIENCE)

        return pack_workbook(data, step)

    def next_step(self) -> None:
        assert self.waits.acquire(timeout=PATIENCE)

    def finish(self) -> None:
        self.may_go_on.release(1_000)


@pytest.fixture
def slowly(monkeypatch: pytest.MonkeyPatch) -> Iterator[SlowMaker]:
    maker = SlowMaker()
    monkeypatch.setattr(reporting.pack.keeping, "pack_workbook", maker)
    yield maker
    maker.finish()


def wait_until_over(making: PackInMaking) -> None:
    for _ in range(PATIENCE * 50):
        making.refresh_from_db()
        if making.pack or making.problem:
            return
        threading.Event().wait(0.02)
    pytest.fail("The making does not end.")


@pytest.mark.django_db(transaction=True)
class TestMakingALargePack:
    def test_its_page_says_how_far_it_is_and_in_the_end_where_it_is(
        self, client: Client, clerk: User, slowly: SlowMaker
    ) -> None:
        response = client.post(PACKS, {"version": 1})
        making = PackInMaking.objects.get()
        assert response.headers["Location"] == making.get_absolute_url()
        slowly.next_step()
        shown = client.get(making.get_absolute_url())
        assert shown["Refresh"] == "3"
        assert f"1 of {3 + len(SHEETS)} steps are done." in page_words(shown)
        assert "The pack of January 2021 is being made" in page_words(client.get(PACKS))
        slowly.finish()
        wait_until_over(making)
        shown = client.get(making.get_absolute_url())
        assert "Refresh" not in shown
        assert "The pack of January 2021 is ready" in page_words(shown)
        pack = Pack.objects.get()
        assert pack.get_absolute_url() in shown.content.decode()
        assert len(opened(bytes(pack.content))["Full plan"]["A"]) == 11
        assert "is being made" not in page_words(client.get(PACKS))

    def test_a_second_press_goes_on_with_the_first(self, client: Client, clerk: User, slowly: SlowMaker) -> None:
        client.post(PACKS, {"version": 1})
        slowly.next_step()
        client.post(PACKS, {"version": 1})
        making = PackInMaking.objects.get()
        slowly.finish()
        wait_until_over(making)
        assert Pack.objects.count() == 1

    def test_nothing_is_kept_once_nobody_waits_for_it(self, client: Client, clerk: User, slowly: SlowMaker) -> None:
        client.post(PACKS, {"version": 1})
        slowly.next_step()
        PackInMaking.objects.all().delete()
        slowly.finish()
        threading.Event().wait(0.5)
        assert not Pack.objects.exists()

    def test_what_changes_meanwhile_is_in_the_next_one(
        self, client: Client, clerk: User, plan: Plan, slowly: SlowMaker
    ) -> None:
        draft = open_next(plan, by=None)
        client.post(PACKS, {"version": draft.number})
        slowly.next_step()
        ActionVersion.objects.filter(section_version__version=draft).update(text="Reworded meanwhile")
        slowly.finish()
        wait_until_over(PackInMaking.objects.get())
        printed = opened(bytes(Pack.objects.get().content))["Full plan"]
        assert not any("Reworded meanwhile" in str(cell.value) for row in printed.iter_rows() for cell in row)

    def test_a_fault_is_a_sentence_and_it_can_be_made_again(
        self, client: Client, clerk: User, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
    ) -> None:
        def fail(*args: object) -> bytes:
            raise RuntimeError("a fault in a sheet")

        with monkeypatch.context() as patch:
            patch.setattr(reporting.pack.keeping, "pack_workbook", fail)
            client.post(PACKS, {"version": 1})
            making = PackInMaking.objects.get()
            wait_until_over(making)
        assert "a fault in a sheet" in caplog.text
        said = page_words(client.get(making.get_absolute_url()))
        assert "Something went wrong while the pack was made. Nothing was kept." in said
        again = client.post(making.get_absolute_url())
        making = PackInMaking.objects.get()
        assert again.headers["Location"] == making.get_absolute_url()
        wait_until_over(making)
        assert Pack.objects.get() == making.pack


def stopped(version: PlanVersion, by: User) -> PackInMaking:
    """One whose server was stopped two minutes ago."""
    making = PackInMaking.objects.create(plan=version.plan, version=version, person=by, done=3, steps=16)
    PackInMaking.objects.update(changed_at=timezone.now() - timedelta(minutes=2))
    return making


class TestOneThatWasInterrupted:
    def test_says_so(self, client: Client, clerk: User, plan: Plan) -> None:
        making = stopped(plan.versions.get(), clerk)
        shown = client.get(making.get_absolute_url())
        assert "The server was stopped before it was done. Nothing was kept." in page_words(shown)
        assert "Refresh" not in shown
        assert "The pack of January 2021 was not made" in page_words(client.get(PACKS))

    @pytest.mark.django_db(transaction=True)
    def test_is_made_again(self, client: Client, clerk: User, plan: Plan) -> None:
        before = stopped(plan.versions.get(), clerk)
        client.post(before.get_absolute_url())
        making = PackInMaking.objects.get()
        assert making.pk != before.pk
        wait_until_over(making)
        assert Pack.objects.get() == making.pack

    def test_is_nobody_elses(self, client: Client, clerk: User, plan: Plan) -> None:
        making = stopped(plan.versions.get(), clerk)
        client.force_login(person_with_role("Other", CLERK, plan))
        assert client.get(making.get_absolute_url()).status_code == 404
        assert "was not made" not in page_words(client.get(PACKS))

    def test_is_not_made_again_by_who_may_no_longer(self, client: Client, clerk: User, plan: Plan) -> None:
        making = stopped(plan.versions.get(), clerk)
        clerk.roles.all().delete()
        assert client.post(making.get_absolute_url()).status_code == 403
        assert PackInMaking.objects.get() == making


def test_the_preview_shows_the_first_actions_of_a_large_plan(client: Client, clerk: User) -> None:
    said = page_words(client.get(f"{PACKS}preview/"))
    assert "the tables and counts below are those of its first 4 actions" in said
    assert "Action 4" in said
    assert "Action 5" not in said
