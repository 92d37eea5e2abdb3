"""On the way to publishing: what stands against it is put right where the page leads, and what ends is told."""

from datetime import date

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from django.utils.formats import date_format

from actions.importing import import_document
from actions.leaving import roll_into, take_back, withdraw
from actions.publishing import discard_working, open_correction, publish
from plans.models import Plan, PlanVersion, User
from plans.readers.document import DocumentSection, PlanDocument, Row
from tests.pages import page_words
from tests.people import plan_owner

from .editing import entry, homes_plan, working
from .test_publish_pages import MARCH

EDIT = "/plans/homes/versions/2/actions/open/edit/?then=publish"


@pytest.fixture
def plan(db: None) -> Plan:
    plan = homes_plan()
    entry(plan).assignments.all().delete()
    return plan


@pytest.fixture
def owner(plan: Plan, client: Client) -> Client:
    client.force_login(plan_owner("Owner", plan))
    return client


def as_typed(client: Client, address: str, **typed: str) -> dict[str, str]:
    """What the form of an action would send, but for what was typed."""
    form = client.get(address).context["form"]
    return {field.html_name: field.value() or "" for field in form} | typed


def without_officers(response: HttpResponse) -> list[str]:
    """The actions that the page finds to be nobody's."""
    checks = {check.key: check.findings for check in response.context["form"].checks}
    return [finding.entry.reference for finding in checks.get("officers", [])]


def test_each_finding_leads_to_where_it_is_put_right_and_back(owner: Client) -> None:
    assert "1.1" in without_officers(owner.get("/plans/homes/publish/"))
    assert f'href="{EDIT}"' in owner.get("/plans/homes/publish/").content.decode()
    edited = owner.post(EDIT, as_typed(owner, EDIT, accountable="Grace", lead="Ada"), follow=True)
    assert edited.request["PATH_INFO"] == "/plans/homes/publish/"
    assert "1.1 Open homes is saved." in page_words(edited)
    assert "1.1" not in without_officers(edited)


def test_whoever_only_looks_goes_back_to_publishing(owner: Client) -> None:
    assert 'href="/plans/homes/publish/">Back to publishing' in owner.get(EDIT).content.decode()
    assert "Back to all actions" in page_words(owner.get(EDIT.partition("?")[0]))


def test_unknown_status_words_lead_to_the_labels(owner: Client, plan: Plan) -> None:
    here = entry(plan)
    here.updates.create(action=here.action, as_at=date(2021, 2, 1), narrative="On.", status_words="Perhaps")
    assert (
        'href="/plans/homes/labels/">Say what these words mean' in owner.get("/plans/homes/publish/").content.decode()
    )


def test_label_and_date_are_kept_meanwhile(owner: Client, plan: Plan) -> None:
    owner.post("/plans/homes/publish/", MARCH | {"label": "Spring"})
    form = owner.get("/plans/homes/publish/").context["form"]
    assert (form["label"].value(), form["as_of"].value()) == ("Spring", date(2021, 3, 31))
    assert form.subject.as_of == date(2021, 3, 31)


def test_but_not_for_another_version(owner: Client, plan: Plan) -> None:
    owner.post("/plans/homes/publish/", MARCH | {"label": "Spring"})
    owner.post("/plans/homes/publish/discard/")
    assert owner.get("/plans/homes/publish/").context["form"]["label"].value() != "Spring"


@pytest.mark.parametrize("sent", [{"label": "x" * 500}, {"as_of-day": "99"}, {"label": "a\x00b"}])
def test_nonsense_is_kept_without_harm(owner: Client, sent: dict[str, str]) -> None:
    owner.post("/plans/homes/publish/", MARCH | sent)
    assert owner.get("/plans/homes/publish/").status_code == 200


def test_what_ends_with_the_version_is_told_before_it_is_published(owner: Client, plan: Plan) -> None:
    withdraw(entry(plan), reason="The builder went under.", by=None)
    roll_into(entry(plan, "train"), entry(plan, "run"), reason="One team.", by=None)
    ticks = {check.key: check.mark for check in owner.get("/plans/homes/publish/").context["form"].checks}
    page = page_words(owner.post("/plans/homes/publish/", MARCH | ticks))
    assert "1.1 Open homes, withdrawn 2.1 Train staff, rolled into 1.2 Run homes They are printed once more." in page
    assert "with every thread going on that does not end here" in page


class TestTheReasonWhyAnActionEnds:
    @pytest.fixture
    def version(self, plan: Plan, owner: Client) -> PlanVersion:
        by = User.objects.get(name="Owner")
        withdraw(entry(plan), reason="The builder went under.", by=by)
        roll_into(entry(plan, "train"), entry(plan, "run"), reason="One team.", by=by)
        version = working(plan)
        ticks = {check.key: check.mark for check in owner.get("/plans/homes/publish/").context["form"].checks}
        owner.post("/plans/homes/publish/", MARCH | ticks | {"confirmed": "yes"})
        return version

    def test_stands_in_the_published_version(self, owner: Client, version: PlanVersion) -> None:
        page = page_words(owner.get(version.get_absolute_url()))
        assert f"Withdrawn: “The builder went under.” – Owner, {date_format(timezone.localdate())}" in page
        assert "Rolled into 1.2 Run homes: “One team.” – Owner" in page

    def test_and_on_the_page_of_the_action(self, owner: Client, version: PlanVersion) -> None:
        assert "Withdrawn. Reason given: “The builder went under.”" in page_words(
            owner.get("/plans/homes/actions/open/")
        )
        page = page_words(owner.get("/plans/homes/actions/train/"))
        assert "Rolled into 1.2 Run homes. Reason given: “One team.” – Owner" in page

    def test_and_where_versions_are_compared_which_it_ends_in(self, owner: Client, version: PlanVersion) -> None:
        page = page_words(owner.get("/plans/homes/changes/?from=1&to=2"))
        assert "Ends with March 2021, withdrawn: “The builder went under.” – Owner" in page
        assert "Ends with March 2021, rolled into 1.2 Run homes: “One team.” – Owner" in page
        assert "2 actions end with March 2021." in page
        assert "1 action unchanged" in page
        assert "Unchanged (1)" in page
        page = page_words(owner.get("/plans/homes/changes/?from=1&to=2&kind=unchanged"))
        assert ["Open homes" in page, "Run homes" in page] == [False, True]
        assert "Ends with" not in page_words(owner.get("/plans/homes/changes/?from=2&to=1"))

    def test_and_all_that_it_goes_on_in_with_the_reason_once(self, owner: Client, plan: Plan) -> None:
        rows = [
            Row(
                reference="1.1",
                action="Open homes",
                action_id="open",
                continues=["1.1"],
                rolled_into=["1.2", "2.1"],
                ends_because="Two teams do it.",
            ),
            Row(reference="1.2", action="Run homes", action_id="run", continues=["1.2"]),
            Row(reference="2.1", action="Train staff", action_id="train", continues=["2.1"]),
        ]
        document = PlanDocument(title="Homes", sections=[DocumentSection(rows=rows)])
        discard_working(working(plan), by=None)
        taken = import_document(plan, document, as_of=date(2021, 3, 31), publish=True, by=None).version
        page = page_words(owner.get(f"/plans/homes/changes/?from=1&to={taken.number}"))
        assert "rolled into 1.2 Run homes and 2.1 Train staff: “Two teams do it.”" in page
        assert page.count("Two teams do it.") == 1

    @pytest.mark.parametrize("pair", ["from=1&to=3", "from=2&to=3"])
    def test_and_that_it_is_gone_from(self, owner: Client, version: PlanVersion, pair: str) -> None:
        page = page_words(owner.get(f"/plans/homes/changes/?{pair}"))
        assert "Open homes Withdrawn: “The builder went under.” – Owner" in page
        assert "Rolled into 1.2 Run homes “One team.” – Owner" in page
        back = page_words(owner.get("/plans/homes/changes/?from=3&to=2"))
        assert "Ends with March 2021, rolled into 1.2 Run homes: “One team.” – Owner" in back

    @pytest.mark.parametrize("view", ["", "?view=inline"])
    def test_and_beside_the_versions_of_the_action(self, owner: Client, version: PlanVersion, view: str) -> None:
        page = page_words(owner.get(f"/plans/homes/actions/open/changes/{view}"))
        assert view or "changed; ends with it" in page
        assert "Not in the plan any more. Withdrawn: “The builder went under.” – Owner" in page
        page = page_words(owner.get(f"/plans/homes/actions/train/changes/{view}"))
        assert "Rolled into 1.2 Run homes “One team.” – Owner" in page

    def test_of_a_correction_that_says_otherwise_it_is_the_corrections(
        self, owner: Client, plan: Plan, version: PlanVersion
    ) -> None:
        correction = open_correction(PlanVersion.objects.get(pk=version.pk), by=None)
        take_back(entry(plan, version=correction), by=None)
        withdraw(entry(plan, version=correction), reason="Nobody wanted it.", by=None)
        publish(correction, label="March 2021", as_of=date(2021, 3, 31), by=None)
        page = page_words(owner.get(f"/plans/homes/changes/?from=1&to={working(plan).number}"))
        assert "Withdrawn: “Nobody wanted it.”" in page
        assert "The builder went under." not in page
        assert "The builder went under." in page_words(owner.get("/plans/homes/changes/?from=1&to=2"))
        page = page_words(owner.get(f"/plans/homes/changes/?from=2&to={correction.number}"))
        assert "Ends with March 2021, withdrawn: “Nobody wanted it.”" in page
        assert "2 actions unchanged" in page

    def test_and_that_what_was_to_end_goes_on_in_a_correction(
        self, owner: Client, plan: Plan, version: PlanVersion
    ) -> None:
        correction = open_correction(PlanVersion.objects.get(pk=version.pk), by=None)
        take_back(entry(plan, version=correction), by=None)
        address = f"/plans/homes/changes/?from=2&to={correction.number}"
        sent = MARCH | {"number": str(correction.number)}
        publishing = correction.get_publishing_url()
        ticks = {check.key: check.mark for check in owner.post(publishing, sent).context["form"].checks}
        page = page_words(owner.post(publishing, sent | ticks))
        assert "Goes on after all 1.1 Open homes March 2021 said that it ends." in page
        page = page_words(owner.get(address))
        assert "1 action goes on after all." in page
        assert "Goes on after all. March 2021 said that it ends." in page
