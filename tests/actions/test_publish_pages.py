"""Publishing, correcting and discarding a version, as a plan owner does it and nobody else can."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pghistory
import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from actions.comparing import compare_versions
from actions.models import ActionVersion, Milestone, MilestoneReport, MilestoneVersion
from actions.publishing import discard_correction, open_correction, open_next, publish
from plans.models import Officer, Plan, PlanVersion, User
from plans.readers.document import DocumentMilestone, Row
from reporting.exporting import list_plans
from reporting.pack.data import PackData
from reporting.search import find
from tests.commands import row_counts
from tests.pages import page_words
from tests.people import CLERK, CLT, person, person_with_role, plan_owner
from tests.plan_documents import add_version, new_plan, rows

MARCH = {"number": "2", "label": "March 2021", "as_of-day": "31", "as_of-month": "3", "as_of-year": "2021"}
CAST: dict[str, Callable[[Plan], User]] = {
    "owner of another plan": lambda plan: plan_owner("Other", new_plan("roads")),
    "clerk": lambda plan: person_with_role("Clerk", CLERK, plan),
    "CLT member": lambda plan: person_with_role("Director", CLT, plan),
    "officer": lambda plan: _officer(),
    "stranger": lambda plan: person("Stranger"),
}
PAGES = ["publish/", "publish/open/", "publish/discard/", "versions/1/correct/"]
every_page = pytest.mark.parametrize("page", PAGES)


def _officer() -> User:
    account = person("Lead")
    Officer.objects.filter(name="Lead 1").update(user=account)
    return account


@pytest.fixture
def plan(db: None) -> Plan:
    return new_plan("homes", rows(2))


@pytest.fixture
def working(plan: Plan) -> PlanVersion:
    return open_next(plan, by=None)


@pytest.fixture
def owner(plan: Plan, client: Client) -> Client:
    client.force_login(plan_owner("Owner", plan))
    return client


def report(version: PlanVersion, reference: str, status: str = "Under way", **fields: Any) -> Any:
    here = version.action_versions.get(reference=reference)
    label = version.plan.labels.filter(words=status).first()
    fields = {"as_at": date(2021, 3, 1), "narrative": "Going on", "status": label, "status_words": status} | fields
    return here.updates.create(action=here.action, **fields)


def report_all(version: PlanVersion) -> None:
    for entry in version.action_versions.all():
        report(version, entry.reference)


def send(client: Client, address: str = "/plans/homes/publish/", **answers: Any) -> HttpResponse:
    """The form with every tick that it offers, but for these answers."""
    page = client.get(address)
    ticks = {check.key: check.mark for check in page.context["form"].checks}
    return client.post(address, MARCH | ticks | answers)


def send_correction(client: Client, correction: PlanVersion, **answers: Any) -> HttpResponse:
    january = {"label": "January 2021", "as_of-day": "31", "as_of-month": "1", "number": str(correction.number)}
    return send(client, correction.get_publishing_url(), **(january | answers))


def found(client: Client, address: str = "/plans/homes/publish/") -> dict[str, list[str]]:
    """Each check that found something, with what it found."""
    form = client.get(address).context["form"]
    return {
        check.key: [f"{finding.entry.reference} {finding.words}" for finding in check.findings] for check in form.checks
    }


class TestWho:
    @every_page
    @pytest.mark.parametrize("who", CAST)
    def test_nobody_but_a_plan_owner(
        self, plan: Plan, working: PlanVersion, client: Client, page: str, who: str
    ) -> None:
        client.force_login(CAST[who](plan))
        before = row_counts()
        for answer in (
            client.get(f"/plans/homes/{page}"),
            client.post(f"/plans/homes/{page}", MARCH | {"confirmed": "yes"}),
        ):
            assert answer.status_code in ({403, 405} if page == "publish/open/" else {403})
        assert row_counts() == before

    @every_page
    def test_of_a_plan_that_is_not_there(self, owner: Client, page: str) -> None:
        assert owner.post(f"/plans/nowhere/{page}").status_code == 404

    @every_page
    def test_signing_in_comes_first(self, plan: Plan, client: Client, page: str) -> None:
        assert client.post(f"/plans/homes/{page}").url.startswith("/sign-in/")  # type: ignore[attr-defined]

    def test_only_its_owner_is_shown_the_way(self, plan: Plan, owner: Client, client: Client) -> None:
        assert "Correct a mistake in this version" in page_words(owner.get("/plans/homes/versions/1/"))
        client.force_login(CAST["clerk"](plan))
        assert "Correct a mistake" not in page_words(client.get("/plans/homes/versions/1/"))


@pytest.mark.usefixtures("working")
class TestChecks:
    def test_when_all_is_well_there_is_nothing_to_tick(self, owner: Client, working: PlanVersion) -> None:
        working.action_versions.update(due=None)
        report_all(working)
        assert found(owner) == {}
        assert "Nothing stands against it" in page_words(owner.get("/plans/homes/publish/"))

    def test_what_was_not_reported_since_the_version_before(self, owner: Client, working: PlanVersion) -> None:
        report(working, "1.1")
        assert found(owner)["unreported"] == ["1.2 last report for 31 January 2021"]

    def test_what_is_closed_needs_no_report(self, owner: Client, plan: Plan, working: PlanVersion) -> None:
        report(working, "1.1", "Done", as_at=date(2021, 1, 31))
        assert found(owner)["unreported"] == ["1.2 last report for 31 January 2021"]

    def test_what_was_never_reported(self, owner: Client, plan: Plan, working: PlanVersion) -> None:
        working.action_versions.create(
            section_version=working.sections.get(), action=plan.actions.create(slug="new"), reference="1.3", position=9
        )
        assert "1.3 never reported on" in found(owner)["unreported"]

    def test_what_nobody_answers_for_in_a_role_that_the_plan_prints(self, owner: Client, working: PlanVersion) -> None:
        working.action_versions.get(reference="1.1").assignments.filter(role="accountable").delete()
        working.action_versions.get(reference="1.2").assignments.all().delete()
        assert found(owner)["officers"] == [
            "1.1 nobody is named as accountable",
            "1.2 nobody is named as accountable or lead",
        ]
        PlanVersion.objects.filter(pk=working.pk).update(columns=["", "Action"])
        assert "officers" not in found(owner)
        PlanVersion.objects.filter(pk=working.pk).update(columns=[])  # written here, not read in
        assert found(owner)["officers"] == ["1.2 nobody is named as accountable or lead"]

    def test_a_status_that_is_no_label(self, owner: Client, working: PlanVersion) -> None:
        report(working, "1.1", "Who knows")
        assert found(owner)["statuses"] == ["1.1 “Who knows”"]

    def test_complete_with_open_milestones(self, owner: Client, working: PlanVersion) -> None:
        here = working.action_versions.get(reference="1.1")
        for position, title in enumerate(["Buy", "Open"], 1):
            milestone = Milestone.objects.create(action=here.action)
            MilestoneVersion.objects.create(milestone=milestone, action_version=here, position=position, title=title)
        update = report(working, "1.1", "Done")
        assert found(owner)["milestones"] == ["1.1 nobody has reported this done: Buy; Open"]
        first, second = Milestone.objects.order_by("pk")
        MilestoneReport.objects.create(update=update, milestone=first, is_done=True)
        assert found(owner)["milestones"] == ["1.1 nobody has reported this done: Open"]
        MilestoneReport.objects.create(update=update, milestone=second, is_done=True)
        assert "milestones" not in found(owner)
        MilestoneReport.objects.create(update=report(working, "1.1", "Done"), milestone=first, is_done=False)
        assert found(owner)["milestones"] == ["1.1 nobody has reported this done: Buy"]

    def test_green_and_past_its_date_on_the_date_it_is_published_for(self, owner: Client, working: PlanVersion) -> None:
        report_all(working)
        working.action_versions.filter(reference="1.1").update(due=date(2021, 3, 30))
        working.action_versions.filter(reference="1.2").update(due=date(2021, 3, 31))
        form = owner.post("/plans/homes/publish/", MARCH).context["form"]
        (check,) = form.checks
        assert [(finding.entry.reference, finding.words) for finding in check.findings] == [
            ("1.1", "it was due 30 March 2021")
        ]

    def test_each_is_linked(self, owner: Client, plan: Plan) -> None:
        page = owner.get("/plans/homes/publish/").content.decode()
        assert all(action.get_absolute_url() in page for action in plan.actions.all())

    @pytest.mark.parametrize("many", [3, 30])
    def test_queries_do_not_grow_with_the_plan(self, client: Client, db: None, many: int) -> None:
        large = new_plan(f"plan-of-{many}", rows(many))
        open_next(large, by=None)
        client.force_login(plan_owner(f"Owner {many}", large))
        with CaptureQueriesContext(connection) as captured:
            client.get(f"/plans/plan-of-{many}/publish/")
        assert len(captured) <= 18


@pytest.mark.usefixtures("working")
def proposed(client: Client, address: str = "/plans/homes/publish/") -> tuple[Any, Any]:
    form = client.get(address).context["form"]
    return form["label"].value(), form["as_of"].value()


@pytest.mark.usefixtures("working")
class TestTheDateProposed:
    def test_is_today(self, owner: Client) -> None:
        day = timezone.localdate()
        assert proposed(owner) == (f"{day:%B %Y}", day)

    def test_is_none_where_the_last_version_stands_at_today(self, owner: Client, settings: Any) -> None:
        settings.DEMO = True
        assert proposed(owner) == (None, None)

    def test_of_a_correction_is_that_of_what_was_wrong(self, owner: Client, working: PlanVersion) -> None:
        correction = open_correction(working.plan.versions.get(number=1), by=None)
        assert proposed(owner, correction.get_publishing_url()) == ("January 2021", date(2021, 1, 31))

    def test_comes_with_what_it_means_and_what_it_follows(self, owner: Client) -> None:
        page = page_words(owner.get("/plans/homes/publish/"))
        assert "latest report up to that day" in page
        assert "later than January 2021, which stands at 31 January 2021" in page


@pytest.mark.usefixtures("working")
class TestPublishing:
    def test_what_is_not_ticked_is_asked_for(self, owner: Client, plan: Plan) -> None:
        response = owner.post("/plans/homes/publish/", MARCH | {"confirmed": "yes"})
        assert "tick that you have seen them: not reported on since January 2021" in page_words(response)
        assert plan.versions.published().count() == 1

    def test_errors_stand_in_the_order_of_the_page(self, owner: Client) -> None:
        form = owner.post("/plans/homes/publish/", {"number": "2"}).context["form"]
        assert list(form.errors) == ["unreported", "overdue", "label", "as_of"]

    def test_a_tick_is_of_what_was_seen(self, owner: Client, plan: Plan, working: PlanVersion) -> None:
        ticks = {check.key: check.mark for check in owner.get("/plans/homes/publish/").context["form"].checks}
        report(working, "1.1")
        response = owner.post("/plans/homes/publish/", MARCH | ticks | {"confirmed": "yes"})
        told = "These have changed, because of the date you gave or since you looked. Look at them once more"
        assert told in page_words(response)
        assert plan.versions.published().count() == 1

    def test_first_it_is_said_what_will_happen(self, owner: Client, plan: Plan, working: PlanVersion) -> None:
        working.action_versions.get(reference="1.2").delete()
        before = row_counts()
        page = page_words(send(owner))
        assert "becomes “March 2021”, as at 31 March 2021" in page
        assert "No longer in it 1.2 Action 2, dropped" in page
        assert row_counts() == before

    def test_what_is_merged_into_another_is_not_called_dropped(self, owner: Client, plan: Plan) -> None:
        add_version(plan, [Row(reference="1.1", action="Both", continues=["1.1", "1.2"])], publish=False)
        assert "No longer in it 1.2 Action 2, merged into 1.1 Both" in page_words(send(owner))

    def test_then_it_happens(self, owner: Client, plan: Plan, working: PlanVersion) -> None:
        report(working, "1.1")
        first = send(owner)
        sent = dict(first.context["form"].sent)
        response = owner.post("/plans/homes/publish/", sent | {"confirmed": "yes"})
        assert response.url == "/plans/homes/versions/2/published/"  # type: ignore[attr-defined]
        working.refresh_from_db()
        assert (working.is_published, working.label, working.as_of) == (True, "March 2021", date(2021, 3, 31))
        assert working.action_versions.get(reference="1.1").printed_update.narrative == "Going on"  # type: ignore[union-attr]
        assert plan.versions.working().get().number == 3

    def test_what_was_acknowledged_is_recorded(self, owner: Client, working: PlanVersion) -> None:
        send(owner, confirmed="yes")
        (events,) = pghistory.core.event_models(tracks_model=PlanVersion)
        event = events._default_manager.filter(pgh_obj_id=working.pk, state="published").get()
        told = event.pgh_context.metadata
        assert told["operation"] == "publish"
        assert (
            "Not reported on since January 2021: 1.1 Action 1 last report for 31 January 2021" in told["acknowledged"]
        )

    @pytest.mark.parametrize(
        ("answers", "told"),
        [
            ({"label": ""}, "Enter what the version is to be called."),
            ({"label": "x" * 101}, "“Label” is 101 characters long: shorten it to 100."),
            ({"label": "a\x00b"}, "“Label” has an unreadable character in it: type it anew."),
            ({"as_of-year": ""}, "Enter a day, a month and a year"),
            ({"as_of-day": "", "as_of-month": "", "as_of-year": ""}, "Enter the date it stands at."),
            ({"as_of-month": "hop"}, "There is no such date"),
            ({"as_of-year": "2020"}, "Homes, January 2021 is published already, for that date or a later one."),
        ],
    )
    def test_says_what_is_wrong(self, owner: Client, plan: Plan, answers: dict[str, str], told: str) -> None:
        assert told in page_words(send(owner, confirmed="yes", **answers))
        assert plan.versions.published().count() == 1

    def test_sent_twice_it_is_published_once(self, owner: Client, plan: Plan) -> None:
        sent = dict(send(owner).context["form"].sent) | {"confirmed": "yes"}
        owner.post("/plans/homes/publish/", sent)
        again = owner.post("/plans/homes/publish/", sent, follow=True)
        assert again.request["PATH_INFO"] == "/plans/homes/versions/2/published/"
        assert "March 2021 was published already, so nothing was done just now." in page_words(again)
        assert plan.versions.published().count() == 2

    def test_what_was_sent_for_a_version_that_is_discarded_publishes_no_other(self, owner: Client, plan: Plan) -> None:
        again = owner.post("/plans/homes/publish/", MARCH | {"number": "7", "confirmed": "yes"}, follow=True)
        assert "That version has been discarded meanwhile." in page_words(again)
        assert plan.versions.published().count() == 1


class TestReceipt:
    @pytest.mark.parametrize("who", CAST)
    def test_whoever_reads_the_plan_sees_its_address(self, plan: Plan, client: Client, who: str) -> None:
        client.force_login(CAST[who](plan))
        page = page_words(client.get("/plans/homes/versions/1/published/"))
        assert "January 2021 is published" in page
        assert "http://testserver/plans/homes/versions/1/" in page

    def test_there_is_none_of_what_is_not_published(self, working: PlanVersion, owner: Client) -> None:
        assert owner.get("/plans/homes/versions/2/published/").status_code == 404


class TestOpening:
    def test_where_none_is_open_one_can_be_opened(self, owner: Client, plan: Plan) -> None:
        assert "No version is being worked on" in page_words(owner.get("/plans/homes/publish/"))
        owner.post("/plans/homes/publish/open/")
        assert plan.versions.working().get().action_versions.count() == 2

    def test_a_second_is_not(self, owner: Client, working: PlanVersion) -> None:
        response = owner.post("/plans/homes/publish/open/", follow=True)
        assert "Homes already has a working version." in page_words(response)

    def test_only_by_sending(self, owner: Client) -> None:
        assert owner.get("/plans/homes/publish/open/").status_code == 405


class TestCorrecting:
    def test_is_opened_changed_and_published_in_place_of_the_wrong_one(self, owner: Client, plan: Plan) -> None:
        add_version(plan, rows(3), as_of=date(2021, 6, 30))
        assert owner.get("/plans/homes/versions/1/correct/").status_code == 200
        response = owner.post("/plans/homes/versions/1/correct/", follow=True)
        assert "A correction of January 2021 is open" in page_words(response)
        correction = plan.versions.correcting().get()
        ActionVersion.objects.filter(version=correction, reference="1.1").update(text="Put right")
        address = f"/plans/homes/versions/{correction.number}/publish/"
        page = owner.get(address)
        assert "Publish the correction of January 2021" in page_words(page)
        assert "unreported" not in found(owner, address)
        form = page.context["form"]
        assert (form["label"].value(), form["as_of"].value()) == ("January 2021", date(2021, 1, 31))
        page = owner.get(send_correction(owner, correction, confirmed="yes")["Location"])
        told = page.content.decode()
        assert "It goes on from a later version, June 2021, so look whether the same" in page_words(page)
        assert "is put right there too" not in told
        assert f"/plans/homes/changes/?from={correction.number}&amp;to={plan.versions.working().get().number}" in told
        assert "This version has been corrected." in page_words(owner.get("/plans/homes/versions/1/"))
        labels = [str(version.label) for version in plan.versions.current().by_date()]
        assert labels == ["January 2021", "June 2021", "Working version"]

    def test_the_last_version_is_put_right_in_the_one_being_worked_on_too(
        self, owner: Client, plan: Plan, working: PlanVersion
    ) -> None:
        correction = open_correction(plan.versions.get(number=1), by=None)
        page = owner.get(send_correction(owner, correction, confirmed="yes")["Location"])
        assert "What was put right here is put right there too" in page_words(page)
        assert "a later version" not in page_words(page)

    def test_it_is_said_which_actions_differ_from_what_is_corrected(self, owner: Client, plan: Plan) -> None:
        correction = open_correction(plan.versions.published().get(), by=None)
        ActionVersion.objects.filter(version=correction, reference="1.2").update(text="Put right")
        page = send_correction(owner, correction)
        assert "Put right 1 action differs from the version it corrects 1.2 Put right New since" in page_words(page)
        entry = correction.action_versions.select_related("action__plan").get(reference="1.2")
        assert f'href="{entry.action.get_absolute_url()}">1.2 Put right</a>' in page.content.decode()
        correction.action_versions.get(reference="1.1").delete()
        told = "2 actions differ from the version it corrects 1.2 Put right 1.1 Action 1"
        assert told in page_words(send_correction(owner, correction))

    @pytest.mark.parametrize(("day", "differs"), [(date(2021, 1, 31), True), (date(2021, 2, 1), False)])
    def test_one_differs_in_a_report_that_would_be_printed(
        self, owner: Client, plan: Plan, day: date, differs: bool
    ) -> None:
        correction = open_correction(plan.versions.published().get(), by=None)
        report(correction, "1.1", as_at=day)
        assert (
            "1 action differs from the version it corrects 1.1" in page_words(send_correction(owner, correction))
        ) is (differs)

    @pytest.mark.parametrize("many", [3, 30])
    def test_queries_do_not_grow_with_what_differs(self, client: Client, db: None, many: int) -> None:
        large = new_plan("homes", rows(many))
        correction = open_correction(large.versions.published().get(), by=None)
        ActionVersion.objects.filter(version=correction).update(text="Put right")
        client.force_login(plan_owner(f"Owner {many}", large))
        with CaptureQueriesContext(connection) as captured:
            page = send_correction(client, correction)
        assert f"{many} actions differ from the version it corrects" in page_words(page)
        assert len(captured) <= 44

    def test_it_is_warned_of_where_none_does(self, owner: Client, plan: Plan) -> None:
        correction = open_correction(plan.versions.published().get(), by=None)
        told = "No action differs from January 2021, the version it corrects. Publish it only where something else"
        assert told in page_words(send_correction(owner, correction))
        ActionVersion.objects.filter(version=correction, reference="1.2").update(text="Put right")
        assert "No action differs" not in page_words(send_correction(owner, correction))

    def test_nothing_is_said_of_it_where_a_version_corrects_no_other(self, owner: Client, working: PlanVersion) -> None:
        page = page_words(send(owner))
        assert "Check, then publish" in page
        assert "the version it corrects" not in page

    def test_the_board_stays_with_what_is_published_meanwhile(self, owner: Client, plan: Plan) -> None:
        add_version(plan, [Row(reference="9", action="Found since")], as_of=date(2021, 6, 30))
        owner.post("/plans/homes/versions/1/correct/")
        page = page_words(owner.get("/plans/homes/"))
        assert "Found since" in page
        assert "Action 2" not in page

    def test_the_working_version_is_reported_on_beside_it(
        self, owner: Client, plan: Plan, working: PlanVersion
    ) -> None:
        report(working, "1.1")
        assert "Open a correction" in page_words(owner.get("/plans/homes/versions/1/correct/"))
        owner.post("/plans/homes/versions/1/correct/")
        assert plan.versions.working().get() == working
        assert "A correction of it is open: version 3" in page_words(owner.get("/plans/homes/versions/1/"))
        page = owner.get("/plans/homes/publish/")
        assert "Publish the working version" in page_words(page)
        assert "A correction of January 2021 is open too: edit it or publish it" in page_words(page)
        assert "/plans/homes/versions/3/publish/" in page.content.decode()

    def test_a_question_and_a_search_go_to_the_working_version_before_and_after(
        self, owner: Client, plan: Plan, working: PlanVersion
    ) -> None:
        report(working, "1.1")
        here = working.action_versions.get(reference="1.1")
        director = Client()
        director.force_login(person_with_role("Director", CLT, plan))
        correction = open_correction(plan.versions.published().get(), by=None)
        for question in ("Why?", "And now?"):
            director.post(f"{here.action.get_absolute_url()}ask/", {"question": question})
            assert here.challenges.filter(question=question).exists()
            assert owner.get(f"{here.action.get_absolute_url()}edits/").context["entry"] == here
            assert find("Action", Plan.objects.all(), kind="action")[0].place == "Homes, Working version"
            if not correction.is_published:
                publish(correction, label="Right", as_of=date(2021, 1, 31), by=None)
                correction.refresh_from_db()

    def test_it_would_print_what_was_reported_by_its_own_day(
        self, owner: Client, plan: Plan, working: PlanVersion
    ) -> None:
        report(working, "1.1", as_at=date(2021, 6, 1), narrative="Found since")
        corrected = plan.versions.published().get()
        correction = open_correction(corrected, by=None)
        page = page_words(owner.get(correction.get_absolute_url()))
        assert "in place of January 2021, with the latest report on each action up to 31 January 2021." in page
        assert "Found since" not in page
        assert PackData(version=correction, made_on=timezone.localdate()).day == date(2021, 1, 31)
        assert "Found since" in page_words(owner.get(working.get_absolute_url()))
        assert all(action.is_unchanged for action in compare_versions(corrected, correction).actions)
        (first, _) = compare_versions(correction, working).actions
        assert {version["number"] for version in list_plans()[0]["versions"]} == {1, 2}  # type: ignore[attr-defined]
        assert {hit.place for hit in find("Action", Plan.objects.all(), kind="action")} == {"Homes, Working version"}
        assert [(change.before, change.after) for change in first.changes if change.field == "progress"] == [
            ("Going on.", "Found since")
        ]

    def test_is_not_offered_where_another_is_open_and_it_is_said_why(self, owner: Client, plan: Plan) -> None:
        june = add_version(plan, rows(3), as_of=date(2021, 6, 30))
        correction = open_correction(june, by=None)
        page = owner.get("/plans/homes/versions/1/correct/")
        assert "Homes, Correction of June 2021, is being worked on: publish or discard that first." in page_words(page)
        assert "Open a correction" not in page_words(page)
        assert f'href="{correction.get_publishing_url()}">Publish or discard the open one' in page.content.decode()
        refused = owner.post("/plans/homes/versions/1/correct/", follow=True)
        assert "publish or discard that first" in page_words(refused)
        assert plan.versions.correcting().get() == correction

    def test_is_not_offered_of_what_has_been_corrected(self, owner: Client, plan: Plan) -> None:
        send_correction(owner, open_correction(plan.versions.published().get(), by=None), confirmed="yes")
        page = page_words(owner.get("/plans/homes/versions/1/correct/"))
        assert "January 2021 has been corrected already: correct version 2 instead." in page
        assert "Open a correction" not in page

    def test_is_published_once_however_often_it_is_sent(self, owner: Client, plan: Plan) -> None:
        correction = open_correction(plan.versions.published().get(), by=None)
        send_correction(owner, correction, confirmed="yes")
        told = "January 2021 was published already, so nothing was done just now."
        sent = {"number": "2", "confirmed": "yes"}
        assert told in page_words(owner.post(correction.get_publishing_url(), sent, follow=True))
        assert owner.get("/plans/homes/versions/1/publish/")["Location"] == "/plans/homes/versions/1/"
        assert owner.get("/plans/homes/versions/9/publish/").status_code == 404

    def test_one_that_a_colleague_has_discarded_is_not_published(self, owner: Client, plan: Plan) -> None:
        corrected = plan.versions.published().get()
        correction = open_correction(corrected, by=None)
        address, sent = correction.get_publishing_url(), MARCH | {"number": str(correction.number), "confirmed": "yes"}
        discard_correction(correction, by=None)
        open_correction(corrected, by=None)
        told = page_words(owner.post(address, sent, follow=True))
        assert "That version has been discarded meanwhile." in told
        assert plan.versions.published().get() == corrected

    @pytest.mark.parametrize("number", [2, 9])
    def test_is_of_something_published(self, owner: Client, working: PlanVersion, number: int) -> None:
        assert owner.post(f"/plans/homes/versions/{number}/correct/").status_code == 404


class TestDiscarding:
    def test_is_asked_first(self, owner: Client, plan: Plan, working: PlanVersion) -> None:
        before = row_counts()
        assert "Discard what was changed in the working version?" in page_words(
            owner.get("/plans/homes/publish/discard/")
        )
        assert row_counts() == before

    def test_opens_the_version_anew(self, owner: Client, plan: Plan, working: PlanVersion) -> None:
        working.action_versions.update(text="Something else")
        owner.post("/plans/homes/publish/discard/")
        assert set(plan.versions.working().get().action_versions.values_list("text", flat=True)) == {
            *["Action 1", "Action 2"]
        }

    def test_is_refused_when_something_was_reported(self, owner: Client, working: PlanVersion) -> None:
        report(working, "1.1")
        response = owner.post("/plans/homes/publish/discard/", follow=True)
        assert "Progress has been reported on the working version of Homes" in page_words(response)

    def test_of_a_correction_is_asked_first_and_leaves_the_working_version(
        self, owner: Client, plan: Plan, working: PlanVersion
    ) -> None:
        corrected = plan.versions.published().get()
        address = open_correction(corrected, by=None).get_publishing_url() + "discard/"
        assert "Discard the correction of January 2021?" in page_words(owner.get(address))
        response = owner.post(address, follow=True)
        assert response.request["PATH_INFO"] == corrected.get_absolute_url()
        assert "Correction of January 2021 is discarded." in page_words(response)
        assert list(plan.versions.all()) == [corrected, working]
        assert owner.post(address).status_code == 404

    def test_where_none_is_open_there_is_none(self, owner: Client, plan: Plan) -> None:
        assert owner.post("/plans/homes/publish/discard/").status_code == 404


def test_a_milestone_that_goes_on_is_still_reported(db: None, client: Client) -> None:
    plan = new_plan("homes", [Row(reference="1", action="Open", milestones=[DocumentMilestone(title="Buy")])])
    version = open_next(plan, by=None)
    client.force_login(plan_owner("Owner", plan))
    worded = version.action_versions.get().milestones.get()
    update = report(version, "1", "Done")
    MilestoneReport.objects.create(update=update, milestone=worded.milestone, is_done=True)
    assert "milestones" not in found(client)
