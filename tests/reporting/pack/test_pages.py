"""One click for the clerk, what is chosen, the preview, and packs that are kept to the byte."""

import csv
from datetime import date
from hashlib import sha256
from io import BytesIO, StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client
from PIL import Image
from pytest_django.fixtures import Settings

from actions.publishing import open_correction, publish
from plans.models import Plan, User
from plans.readers.document import Row
from reporting.models import Pack, PackChoice
from reporting.pack import SHEETS
from reporting.pack.gathering import gather, table_of
from reporting.pack.workbook import chosen_sheets
from tests.pages import page_words, rows_of
from tests.people import CLERK, person, person_with_role, plan_owner
from tests.plan_documents import new_plan
from tests.small_plan import SmallPlan

from .packs import IMPROVEMENT, data_of, demo_version, opened

pytestmark = pytest.mark.django_db
PACKS = f"/plans/{IMPROVEMENT}/packs/"
CHOICES, PREVIEW = f"{PACKS}choices/", f"{PACKS}preview/"
EVERY_SHEET = list(SHEETS)


@pytest.fixture
def clerk(demo: None, settings: Settings) -> User:
    settings.DEMO = True
    return person_with_role("Clerk", CLERK, Plan.objects.get(slug=IMPROVEMENT))


@pytest.fixture
def desk(clerk: User, client: Client) -> Client:
    client.force_login(clerk)
    return client


def png(width: int = 40, height: int = 20) -> bytes:
    written = BytesIO()
    Image.new("RGB", (width, height), "navy").save(written, "PNG")
    return written.getvalue()


class TestMaking:
    def test_the_button_answers_with_the_file_and_keeps_it(self, desk: Client, clerk: User) -> None:
        response = desk.post(PACKS, {"version": 3})
        assert response.headers["Content-Disposition"].endswith(f'{IMPROVEMENT}-pack-version-3-2020-09-30.xlsx"')
        cover = [cell.value for cell in opened(response.content)["Cover"]["A"]]
        assert "Prepared by: Clerk" in cover
        pack = Pack.objects.get()
        assert (pack.made_by, pack.version_label, pack.is_draft) == (clerk, "September 2020", False)
        assert pack.sha256 == sha256(response.content).hexdigest()

    def test_what_was_made_is_downloaded_again_to_the_byte_by_whoever_sees_the_plan(self, desk: Client) -> None:
        made = desk.post(PACKS, {"version": 3}).content
        PackChoice.objects.create(plan=Plan.objects.get(slug=IMPROVEMENT), council="Another")
        desk.force_login(person("Colleague"))
        assert desk.get(Pack.objects.get().get_absolute_url()).content == made

    def test_the_same_pack_made_twice_is_kept_once(self, desk: Client) -> None:
        assert desk.post(PACKS, {"version": 3}).content == desk.post(PACKS, {"version": 3}).content
        assert Pack.objects.count() == 1

    def test_a_draft_is_marked_so(self, desk: Client) -> None:
        response = desk.post(PACKS, {"version": 4})
        assert response.headers["Content-Disposition"].endswith('-draft.xlsx"')
        assert opened(response.content)["Cover"]["A2"].value.startswith("DRAFT")
        assert "(draft)" in page_words(desk.get(PACKS))

    def test_a_version_that_is_not_there_is_said_and_nothing_made(self, desk: Client) -> None:
        assert "No version is “99”: choose from the list." in page_words(desk.post(PACKS, {"version": 99}))
        assert not Pack.objects.exists()

    def test_the_page_lists_what_was_made(self, desk: Client) -> None:
        assert "None yet." in page_words(desk.get(PACKS))
        desk.post(PACKS, {"version": 3})
        ((name, day, _, by, digest),) = rows_of(desk.get(PACKS))
        assert (name[:14], day, by) == ("September 2020", "30 September 2020", "Clerk")
        assert digest == Pack.objects.get().sha256

    def test_a_pack_is_never_changed_or_deleted(self, desk: Client) -> None:
        desk.post(PACKS, {"version": 3})
        for spoil in (lambda: Pack.objects.update(content=b""), lambda: Pack.objects.all().delete()):
            with pytest.raises(IntegrityError, match="cannot be changed or deleted"), transaction.atomic():
                spoil()

    def test_a_draft_outlives_its_working_version(self, small_plan: SmallPlan, client: Client) -> None:
        client.force_login(plan_owner("Owner", small_plan.plan))
        made = client.post("/plans/small-plan/packs/", {"version": 2}).content
        small_plan.working.version.delete()
        assert client.get(Pack.objects.get().get_absolute_url()).content == made


class TestWhoMay:
    @pytest.mark.parametrize("address", [PACKS, CHOICES])
    def test_nobody_without_the_part_makes_or_chooses(self, demo: None, reader: Client, address: str) -> None:
        assert reader.post(address, {"version": 3}).status_code == 403
        assert not Pack.objects.exists()

    def test_a_reader_has_no_button_but_reads(self, demo: None, reader: Client) -> None:
        assert "Make the pack" not in page_words(reader.get(PACKS))
        assert "Make the pack" not in page_words(reader.get(PREVIEW))

    def test_a_clerk_of_another_plan_does_not(self, demo: None, client: Client) -> None:
        other = Plan.objects.get(slug="improvement-and-change-portfolio")
        client.force_login(person_with_role("Other", CLERK, other))
        assert client.post(PACKS, {"version": 3}).status_code == 403

    def test_a_pack_of_one_plan_is_not_at_anothers_address(self, desk: Client) -> None:
        desk.post(PACKS, {"version": 3})
        other = Pack.objects.get().get_absolute_url().replace(IMPROVEMENT, "improvement-and-change-portfolio")
        assert desk.get(other).status_code == 404

    @pytest.mark.parametrize("address", [PACKS, CHOICES, PREVIEW, f"{PACKS}1.xlsx", f"{PACKS}sheets/live.csv"])
    def test_all_are_closed_to_who_is_not_signed_in(self, demo: None, client: Client, address: str) -> None:
        assert client.get(address).headers["Location"].startswith("/sign-in/")


class TestChoosing:
    def choose(self, desk: Client, **fields: object) -> str:
        given = {"sheets": EVERY_SHEET, "closing_0": "", "closing_1": "", "closing_2": ""} | fields
        return page_words(desk.post(CHOICES, given, follow=True))

    def test_what_is_chosen_is_in_the_next_pack(self, desk: Client) -> None:
        logo = SimpleUploadedFile("logo.png", png(), "image/png")
        sheets = [slug for slug in EVERY_SHEET if slug != "measures"]
        said = self.choose(desk, sheets=sheets, council="Kirk Council", committee="Scrutiny", new_logo=logo)
        assert "Saved." in said
        pack = opened(desk.post(PACKS, {"version": 3}).content)
        assert "Measures" not in pack.sheetnames
        assert {"Council: Kirk Council", "Committee: Scrutiny"} <= {cell.value for cell in pack["Cover"]["A"]}
        assert len(pack["Cover"]._images) == 1

    def test_the_logo_stays_until_it_is_taken_away(self, desk: Client) -> None:
        self.choose(desk, new_logo=SimpleUploadedFile("logo.png", png(), "image/png"))
        self.choose(desk, council="Kirk")
        assert bytes(PackChoice.objects.get().logo).startswith(b"\x89PNG")
        self.choose(desk, without_logo="on")
        assert not PackChoice.objects.get().logo

    @pytest.mark.parametrize(
        ("content", "told"),
        [
            (b"MZ not a picture", "The logo is not a picture that can be read."),
            (png()[:60], "The logo is not a picture that can be read."),
            (png(5000, 5000), "The logo has more pixels than a page can show."),
            (b"\x89PNG" + bytes(2 * 2**20), "The logo is larger than 2 MB."),
        ],
    )
    def test_what_is_no_logo_is_said_and_nothing_kept(self, desk: Client, content: bytes, told: str) -> None:
        assert told in self.choose(desk, new_logo=SimpleUploadedFile("logo.png", content))
        assert not PackChoice.objects.exists()

    def test_no_sheet_at_all_is_no_pack(self, desk: Client) -> None:
        assert "Choose at least one sheet." in self.choose(desk, sheets=[])


class TestPreview:
    def test_shows_every_table_as_it_will_be(self, desk: Client) -> None:
        shown = rows_of(desk.get(PREVIEW, {"version": 3}))
        data = data_of(demo_version())
        tables = gather(data, chosen_sheets(data)).tables
        expected = [line for table in tables.values() for line in table.lines]
        assert len(shown) == len(expected)
        assert [line[0] for line in shown] == [str(line[0]) for line in expected]

    def test_a_plan_without_versions_says_so(self, client: Client) -> None:
        client.force_login(plan_owner("Owner", new_plan("bare")))
        for address in ("/plans/bare/packs/", "/plans/bare/packs/preview/"):
            assert "This plan has no version yet" in page_words(client.get(address))
        assert client.get("/plans/bare/packs/sheets/live.csv").status_code == 404

    def test_a_version_that_was_corrected_is_told_from_its_correction(self, client: Client) -> None:
        plan = new_plan("homes", [Row(reference="1.1", action="Open homes")])
        publish(open_correction(plan.versions.get(), by=None), label="January 2021", as_of=date(2021, 1, 31), by=None)
        client.force_login(plan_owner("Owner", plan))
        choices = client.get("/plans/homes/packs/").context["form"].fields["version"].choices
        assert [label for _, label in choices][1:] == [
            "January 2021, as at 31 January 2021",
            "January 2021, as at 31 January 2021 (corrected since)",
        ]

    def test_a_version_that_is_not_there_shows_the_usual_one(self, desk: Client) -> None:
        said = page_words(desk.get(PREVIEW, {"version": "soon"}))
        assert "No version is “soon”: choose from the list." in said
        assert "Version: September 2020 (number 3)" in said


class TestSheetAsCsv:
    @pytest.mark.parametrize("sheet", SHEETS)
    def test_has_the_lines_of_the_sheet(self, desk: Client, sheet: str) -> None:
        response = desk.get(f"{PACKS}sheets/{sheet}.csv", {"version": 3})
        headings, _ = table_of(data_of(demo_version()), SHEETS[sheet]).printed
        first = response.content.decode("utf-8-sig").splitlines()[0]
        assert first.startswith(headings[0])
        assert response.headers["Content-Type"].startswith("text/csv")

    def test_tracked_changes_are_words_and_no_formulas(self, desk: Client) -> None:
        told = desk.get(f"{PACKS}sheets/changes.csv", {"version": 3}).content.decode()
        assert "[-Green: Ongoing programme of work-]" in told
        assert "{+Amber: Progress compromised by COVID 19.+}" in told

    def test_text_stays_text(self, client: Client) -> None:
        texts = [f"{sign}cmd()" for sign in ("=", "+", "-", "@", "\t", "\r")]
        plan = new_plan("evil", [Row(reference=str(place), action=text) for place, text in enumerate(texts)])
        client.force_login(plan_owner("Owner", plan))
        told = client.get("/plans/evil/packs/sheets/full-plan.csv").content.decode("utf-8-sig")
        lines = csv.DictReader(StringIO(told, newline=""))
        assert [line["Action"] for line in lines] == [f"'{text}" for text in texts]

    def test_there_is_no_other(self, desk: Client) -> None:
        assert desk.get(f"{PACKS}sheets/novel.csv").status_code == 404
