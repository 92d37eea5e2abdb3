"""Freezing the working version, and opening the next as its copy."""

from datetime import date
from typing import Any

import pytest
from django.db import DataError
from django.db.models import Model

from actions.importing import import_document
from actions.models import ActionVersion, Assignment, LineageEdge, MilestoneVersion, ProgressUpdate, SuccessMeasure
from actions.publishing import open_next, publish
from plans.models import Plan, PlanVersion, SectionVersion
from plans.readers.document import DocumentMilestone, DocumentSection, Passage, PlanDocument, Row
from reporting.exporting import export_version
from tests.commands import row_counts
from tests.plan_documents import LABELS, add_version, new_plan, rows

JANUARY, MARCH, JUNE = date(2021, 1, 31), date(2021, 3, 31), date(2021, 6, 30)


@pytest.fixture
def plan(db: None) -> Plan:
    """Published for January 2021 with something of every kind."""
    plan = Plan.objects.create(slug="homes", title="Homes")
    first = Row(
        reference="1.1",
        is_new=True,
        action="Open homes\nTwo of them.",
        accountable=["Ada Byron", "Grace Hopper"],
        lead=["Mary Seacole"],
        intended_outcome="Children live near home",
        timeframe="by May 2021, reviewed quarterly",
        success_measure="Two homes by May 2021\n95% of places taken",
        progress="Looking for houses",
        status="Under way",
        links=["Care strategy"],
        milestones=[DocumentMilestone(title="Buy", timeframe="by March 2021"), DocumentMilestone(title="Open")],
        saving="£500k",
        other={"Risk": "High"},
    )
    document = PlanDocument(
        title="Our homes",
        introduction="First of all",
        columns=["", "Action", "Risk", "Status"],
        narrative=[Passage(heading="Why", text="Because")],
        sections=[
            DocumentSection(number="1", title="Homes", rows=[first, Row(reference="1.2", action="Run homes")]),
            DocumentSection(number="2", title="Schools", rows=[Row(reference="2.1", action="Build schools")]),
        ],
        labels=LABELS,
    )
    import_document(plan, document, as_of=JANUARY, publish=True, by=None)
    return plan


def report(version: PlanVersion, reference: str, as_at: date, narrative: str) -> ProgressUpdate:
    here = version.action_versions.get(reference=reference)
    return here.updates.create(action=here.action, as_at=as_at, narrative=narrative, status_words="Under way")


def printed(version: PlanVersion) -> list[str | None]:
    """What the version printed of each action's progress."""
    return list(version.action_versions.values_list("printed_update__narrative", flat=True))


def contents(version: PlanVersion, model: type[Model]) -> list[dict[str, Any]]:
    """Everything that belongs to the version, but for what has to differ in a copy."""
    path = "version" if hasattr(model, "version") else "action_version__version"
    found = model._default_manager.filter(**{path: version}).values()
    differing = {"id", "version_id", "section_version_id", "action_version_id", "printed_update_id", "is_new"}
    return [{name: value for name, value in row.items() if name not in differing} for row in found.order_by("pk")]


class TestOpenNext:
    @pytest.mark.parametrize("model", [SectionVersion, ActionVersion, Assignment, SuccessMeasure, MilestoneVersion])
    def test_the_copy_is_equal(self, plan: Plan, model: type[Model]) -> None:
        published, working = plan.versions.get(), open_next(plan, by=None)
        assert contents(published, model)
        assert contents(working, model) == contents(published, model)

    def test_it_exports_as_the_published_version_does(self, plan: Plan) -> None:
        before, after = export_version(plan.versions.get()), export_version(open_next(plan, by=None))
        for document in (before, after):
            for row in document.rows():
                row.is_new, row.continues = False, []
        assert after.sections == before.sections
        assert (after.title, after.introduction, after.columns, after.narrative) == (
            *("Our homes", "First of all", ["", "Action", "Risk", "Status"]),
            [Passage(heading="Why", text="Because")],
        )

    def test_every_action_stands_in_its_own_section(self, plan: Plan) -> None:
        working = open_next(plan, by=None)
        assert list(working.action_versions.values_list("reference", "section_version__title")) == [
            *[("1.1", "Homes"), ("1.2", "Homes"), ("2.1", "Schools")]
        ]

    def test_every_thread_goes_on(self, plan: Plan) -> None:
        published, working = plan.versions.get(), open_next(plan, by=None)
        ends = LineageEdge.objects.filter(kind="continues").values_list("from_action_version", "to_action_version")
        pairs = zip(published.action_versions.all(), working.action_versions.all(), strict=True)
        assert set(ends) == {(before.pk, after.pk) for before, after in pairs}

    def test_nothing_is_new_and_nothing_reported_yet(self, plan: Plan) -> None:
        working = open_next(plan, by=None)
        assert set(working.action_versions.values_list("is_new", "printed_update")) == {(False, None)}

    def test_it_is_a_working_version_without_a_date(self, plan: Plan) -> None:
        working = open_next(plan, by=None)
        assert (working.number, working.label, working.state) == (2, "Working version", "working")
        assert (working.as_of, working.published_at) == (None, None)

    def test_there_is_no_second_one(self, plan: Plan) -> None:
        open_next(plan, by=None)
        before = row_counts()
        with pytest.raises(ValueError, match="Homes already has a working version"):
            open_next(plan, by=None)
        assert row_counts() == before

    def test_it_copies_the_version_of_the_latest_date_whatever_its_number(self, plan: Plan) -> None:
        add_version(plan, [Row(reference="0.1", action="Earlier")], as_of=date(2020, 1, 31))
        assert open_next(plan, by=None).action_versions.count() == 3

    def test_a_plan_without_a_published_version_begins_empty(self, db: None) -> None:
        working = open_next(Plan.objects.create(slug="fresh", title="New plan"), by=None)
        assert (working.number, working.title) == (1, "New plan")
        assert not working.action_versions.exists()


class TestPublish:
    def test_the_version_is_frozen_with_its_label_date_and_moment(self, plan: Plan) -> None:
        working = open_next(plan, by=None)
        publish(working, label="March 2021", as_of=MARCH, by=None)
        working.refresh_from_db()
        assert (working.state, working.label, working.as_of) == ("published", "March 2021", MARCH)
        assert working.published_at

    def test_the_next_is_open_and_every_thread_goes_on(self, plan: Plan) -> None:
        first = open_next(plan, by=None)
        second = publish(first, label="March 2021", as_of=MARCH, by=None)
        assert second == plan.versions.working().get()
        assert second.number == 3
        slugs = [list(version.action_versions.values_list("action__slug", flat=True)) for version in (first, second)]
        assert slugs == [["open-homes", "run-homes", "build-schools"]] * 2
        assert LineageEdge.objects.filter(to_action_version__version=second, kind="continues").count() == 3

    def test_milestones_go_on(self, plan: Plan) -> None:
        publish(open_next(plan, by=None), label="March 2021", as_of=MARCH, by=None)
        milestones = plan.actions.get(slug="open-homes").milestones.all()
        assert [milestone.versions.count() for milestone in milestones] == [3, 3]

    def test_what_is_printed_is_what_speaks_for_the_date(self, plan: Plan) -> None:
        working = open_next(plan, by=None)
        report(working, "1.2", date(2021, 2, 1), "In February")
        report(working, "1.2", MARCH, "On the day")
        report(working, "1.2", date(2021, 4, 1), "Too late")
        publish(working, label="March 2021", as_of=MARCH, by=None)
        assert printed(working) == ["Looking for houses", "On the day", None]

    def test_of_two_reports_for_one_day_the_later_is_printed(self, plan: Plan) -> None:
        working = open_next(plan, by=None)
        for narrative in ("First", "Second thoughts"):
            report(working, "2.1", MARCH, narrative)
        publish(working, label="March 2021", as_of=MARCH, by=None)
        assert printed(working)[2] == "Second thoughts"

    def test_an_action_not_reported_on_prints_its_last_report_again_and_again(self, plan: Plan) -> None:
        second = publish(open_next(plan, by=None), label="March 2021", as_of=MARCH, by=None)
        publish(second, label="June 2021", as_of=JUNE, by=None)
        assert [printed(version)[0] for version in plan.versions.published().by_date()] == ["Looking for houses"] * 3
        assert ProgressUpdate.objects.count() == 1

    def test_a_report_made_since_speaks_in_the_next_version(self, plan: Plan) -> None:
        working = open_next(plan, by=None)
        report(working, "1.1", date(2021, 4, 30), "Found two")
        second = publish(working, label="March 2021", as_of=MARCH, by=None)
        publish(second, label="June 2021", as_of=JUNE, by=None)
        assert [printed(version)[0] for version in plan.versions.published().by_date()] == [
            *["Looking for houses", "Looking for houses", "Found two"]
        ]

    def test_what_is_published_is_not_published_again(self, plan: Plan) -> None:
        published = plan.versions.get()
        with pytest.raises(ValueError, match="Homes, January 2021 is published already"):
            publish(published, label="Again", as_of=MARCH, by=None)

    def test_nothing_is_published_behind_a_later_date(self, plan: Plan) -> None:
        working = open_next(plan, by=None)
        before = row_counts()
        for as_of in (date(2020, 12, 31), JANUARY):
            with pytest.raises(ValueError, match="Homes, January 2021 is published already, for that date or a later"):
                publish(working, label="Earlier", as_of=as_of, by=None)
        assert row_counts() == before

    def test_a_version_without_an_action_is_not_published(self, db: None) -> None:
        working = open_next(Plan.objects.create(slug="fresh", title="New plan"), by=None)
        with pytest.raises(ValueError, match="New plan, Working version has no action yet"):
            publish(working, label="March 2021", as_of=MARCH, by=None)
        assert PlanVersion.objects.get().state == "working"

    def test_a_correction_goes_behind_a_later_date(self, plan: Plan) -> None:
        wrong = plan.versions.get()
        working = publish(open_next(plan, by=None), label="March 2021", as_of=MARCH, by=None)
        PlanVersion.objects.filter(pk=working.pk).update(corrects=wrong)
        publish(working, label="January put right", as_of=JANUARY, by=None)
        labels = plan.versions.published().current().by_date().values_list("label", flat=True)
        assert list(labels) == ["January put right", "March 2021"]

    def test_a_fault_leaves_everything_as_it_was(self, plan: Plan) -> None:
        working = open_next(plan, by=None)
        report(working, "1.1", MARCH, "Found two")
        before = row_counts()
        with pytest.raises(DataError):
            publish(working, label="x" * 101, as_of=MARCH, by=None)
        assert row_counts() == before
        assert plan.versions.working().get() == working
        assert printed(working) == [None] * 3

    def test_another_plan_is_left_alone(self, plan: Plan) -> None:
        other = new_plan("schools", rows(2))
        working = open_next(other, by=None)
        publish(open_next(plan, by=None), label="March 2021", as_of=MARCH, by=None)
        assert other.versions.working().get() == working
