"""The working version: it gives way while nobody has touched it, and otherwise stands in the way."""

from datetime import date
from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection

from actions.branching import add_action, split_action
from actions.importing import import_document
from actions.leaving import remove_action
from actions.models import ActionVersion
from actions.publishing import discard_correction, discard_working, open_correction, open_next, publish
from actions.relineage import put_lineage_right, reading_of
from plans.models import Plan, PlanVersion
from plans.readers.document import DocumentSection, PlanDocument, Row
from plans.recording import Refused
from tests.commands import row_counts
from tests.people import person, plan_owner
from tests.plan_documents import add_version, new_plan, rows

from .editing import homes_plan, working

set_open_ones_beside = import_module(
    "plans.migrations.0008_corrections_beside_the_working_version"
).set_open_ones_beside
JANUARY, MARCH, JUNE = date(2021, 1, 31), date(2021, 3, 31), date(2021, 6, 30)


@pytest.fixture
def plan(db: None) -> Plan:
    return new_plan("homes", rows(2))


def reword(working: PlanVersion) -> None:
    working.action_versions.filter(reference="1.1").update(text="Something else")


def add_officer(working: PlanVersion) -> None:
    assignment = working.action_versions.all()[0].assignments.all()[0]
    assignment.name_as_printed = "Somebody else"
    assignment.save()


def retitle_section(working: PlanVersion) -> None:
    working.sections.update(title="Other work")


def rewrite_introduction(working: PlanVersion) -> None:
    PlanVersion.objects.filter(pk=working.pk).update(introduction="Once more")


def report(working: PlanVersion) -> None:
    here = working.action_versions.all()[0]
    here.updates.create(action=here.action, as_at=MARCH, narrative="Going on")


def challenge(working: PlanVersion) -> None:
    here = working.action_versions.all()[0]
    here.challenges.create(asked_by=person("Director"), question="Why?")


every_touch = pytest.mark.parametrize(
    "touch", [reword, add_officer, retitle_section, rewrite_introduction, report, challenge]
)


def texts(version: PlanVersion) -> list[str]:
    return list(version.action_versions.values_list("text", flat=True))


class TestANewerVersion:
    def test_is_what_the_next_working_version_is_a_copy_of(self, plan: Plan) -> None:
        open_next(plan, by=None)
        add_version(plan, [Row(reference="1.1", action="Found today")], as_of=JUNE)
        working = plan.versions.working().get()
        assert texts(working) == ["Found today"]
        assert [version.number for version in plan.versions.all()] == [1, 2, 3]

    def test_opens_none_where_there_was_none(self, plan: Plan) -> None:
        add_version(plan, rows(1), as_of=JUNE)
        assert not plan.versions.working().exists()

    @every_touch
    def test_is_refused_when_somebody_has_touched_the_working_version(self, plan: Plan, touch: object) -> None:
        working = open_next(plan, by=None)
        touch(working)  # type: ignore[operator]
        before = row_counts()
        with pytest.raises(Refused, match=r"Publish it for a date before 30 June 2021( or discard it)? first"):
            add_version(plan, rows(1), as_of=JUNE)
        assert row_counts() == before
        assert plan.versions.working().get() == working

    def test_goes_in_once_the_other_is_published(self, plan: Plan) -> None:
        working = open_next(plan, by=None)
        reword(working)
        publish(working, label="March 2021", as_of=MARCH, by=None)
        add_version(plan, rows(1), as_of=JUNE)
        assert [version.label for version in plan.versions.by_date()][1:] == [
            "March 2021",
            "June 2021",
            "Working version",
        ]

    def test_an_older_one_leaves_a_changed_working_version_where_it_is(self, plan: Plan) -> None:
        working = open_next(plan, by=None)
        reword(working)
        add_version(plan, rows(1), as_of=date(2020, 6, 30))
        assert plan.versions.working().get() == working

    def test_the_first_takes_the_place_of_the_empty_one_a_plan_starts_with(self, db: None) -> None:
        plan = new_plan("fresh")
        open_next(plan, by=None)
        add_version(plan, rows(1))
        assert texts(plan.versions.working().get()) == ["Action 1"]


class TestAWorkingVersionThatIsImported:
    def test_takes_the_place_of_one_that_nobody_touched(self, plan: Plan) -> None:
        open_next(plan, by=None)
        imported = add_version(plan, [Row(action="Found today")], publish=False)
        assert plan.versions.working().get() == imported

    @every_touch
    def test_is_refused_otherwise(self, plan: Plan, touch: object) -> None:
        touch(open_next(plan, by=None))  # type: ignore[operator]
        before = row_counts()
        document = PlanDocument(title="Homes", sections=[DocumentSection(rows=[Row(action="Found today")])])
        with pytest.raises(Refused, match=r"Publish it( or discard it)? first, on the plan’s publishing page"):
            import_document(plan, document, by=None)
        assert row_counts() == before


class TestACorrection:
    def test_is_a_copy_of_what_it_corrects_beside_the_working_version(self, plan: Plan) -> None:
        wrong = plan.versions.get()
        add_version(plan, [Row(reference="9", action="Found since")], as_of=JUNE)
        working = open_next(plan, by=None)
        correction = open_correction(wrong, by=None)
        assert texts(correction) == texts(wrong)
        assert (correction.corrects, correction.as_of, correction.label) == (
            wrong,
            JANUARY,
            "Correction of January 2021",
        )
        assert (plan.versions.correcting().get(), plan.versions.working().get()) == (correction, working)
        assert list(plan.versions.in_use()) == [working]

    def test_what_was_printed_as_new_still_is(self, db: None) -> None:
        plan = new_plan("homes", [Row(action="Open", is_new=True)])
        assert open_correction(plan.versions.get(), by=None).action_versions.get().is_new

    def test_goes_behind_the_later_ones_and_the_next_is_opened_anew(self, plan: Plan) -> None:
        wrong = plan.versions.get()
        add_version(plan, [Row(reference="9", action="Found since")], as_of=JUNE)
        correction = open_correction(wrong, by=None)
        reword(correction)
        working = publish(correction, label="January put right", as_of=JANUARY, by=None)
        assert texts(working) == ["Found since"]
        line = plan.versions.current().by_date()
        assert [version.label for version in line] == ["January put right", "June 2021", "Working version"]

    def test_prints_the_reports_that_speak_for_its_date(self, plan: Plan) -> None:
        wrong = plan.versions.get()
        correction = open_correction(wrong, by=None)
        publish(correction, label="January put right", as_of=JANUARY, by=None)
        printed = plan.versions.get(corrects=wrong).action_versions.values_list("printed_update", flat=True)
        assert list(printed) == list(wrong.action_versions.values_list("printed_update", flat=True))

    @every_touch
    def test_leaves_a_working_version_that_has_been_touched(self, plan: Plan, touch: object) -> None:
        working = open_next(plan, by=None)
        touch(working)  # type: ignore[operator]
        correction = open_correction(plan.versions.published().get(), by=None)
        assert publish(correction, label="January put right", as_of=JANUARY, by=None) == working

    def test_has_one_opened_anew_that_nobody_has_touched(self, plan: Plan) -> None:
        open_next(plan, by=None)
        correction = open_correction(plan.versions.published().get(), by=None)
        correction.action_versions.get(reference="1.1").delete()
        assert texts(publish(correction, label="January put right", as_of=JANUARY, by=None)) == ["Action 2"]

    def test_is_of_something_published_and_not_corrected_yet(self, plan: Plan) -> None:
        wrong = plan.versions.get()
        working = open_next(plan, by=None)
        with pytest.raises(Refused, match="is not published yet"):
            open_correction(working, by=None)
        publish(open_correction(wrong, by=None), label="Right", as_of=JANUARY, by=None)
        with pytest.raises(Refused, match="has been corrected already: correct version 3 instead"):
            open_correction(wrong, by=None)

    def test_one_that_is_open_as_the_working_version_stands_beside_it_after_an_upgrade(self, plan: Plan) -> None:
        correction = open_correction(plan.versions.get(), by=None)
        PlanVersion.objects.filter(pk=correction.pk).update(state="working")
        set_open_ones_beside(apps, connection.schema_editor())
        assert (plan.versions.correcting().get(), plan.versions.working().count()) == (correction, 0)
        assert publish(correction, label="January put right", as_of=JANUARY, by=None).state == "working"

    def test_keeps_the_place_of_what_it_corrects(self, plan: Plan) -> None:
        add_version(plan, rows(3), as_of=JUNE)
        correction = open_correction(plan.versions.get(number=1), by=None)
        with pytest.raises(Refused, match="June 2021 is published for a date between"):
            publish(correction, label="Right", as_of=date(2021, 8, 31), by=None)
        publish(correction, label="Right", as_of=MARCH, by=None)
        assert [version.label for version in plan.versions.current().by_date()][:2] == ["Right", "June 2021"]

    def test_one_that_was_discarded_leaves_its_number_to_no_other(self, plan: Plan) -> None:
        wrong = plan.versions.get()
        discard_correction(open_correction(wrong, by=None), by=None)
        again = open_correction(wrong, by=None)
        assert again.number == 3
        assert not list(plan.versions.filter(number=2))

    def test_one_is_open_at_a_time(self, plan: Plan) -> None:
        open_correction(plan.versions.get(), by=None)
        with pytest.raises(Refused, match="Correction of January 2021, is being worked on: publish or discard that"):
            open_correction(plan.versions.published().get(), by=None)

    def test_a_newer_version_may_come_meanwhile(self, plan: Plan) -> None:
        correction = open_correction(plan.versions.get(), by=None)
        add_version(plan, rows(1), as_of=JUNE)
        publish(correction, label="January put right", as_of=JANUARY, by=None)
        line = [version.label for version in plan.versions.current().by_date()]
        assert line == ["January put right", "June 2021", "Working version"]


class TestDiscarding:
    def test_opens_the_next_anew(self, plan: Plan) -> None:
        working = open_next(plan, by=None)
        reword(working)
        assert texts(discard_working(working, by=None)) == ["Action 1", "Action 2"]
        assert plan.versions.count() == 2

    def test_gives_up_a_correction(self, plan: Plan) -> None:
        wrong = plan.versions.get()
        correction = open_correction(wrong, by=None)
        assert discard_correction(correction, by=None) == wrong
        assert plan.versions.get() == wrong
        again = open_correction(wrong, by=None)
        with pytest.raises(Refused, match="is not being worked on any more"):
            discard_correction(correction, by=None)
        assert plan.versions.correcting().get() == again

    def test_even_after_what_it_is_a_copy_of_was_corrected(self, plan: Plan) -> None:
        working = open_next(plan, by=None)
        wrong = plan.versions.published().get()
        reword(working)
        correction = open_correction(wrong, by=None)
        correction.action_versions.filter(reference="1.2").update(text="Put right")
        assert publish(correction, label="Corrected", as_of=JANUARY, by=None) == working
        assert texts(discard_working(working, by=None)) == ["Action 1", "Put right"]

    def test_nothing_reported_is_lost(self, plan: Plan) -> None:
        working = open_next(plan, by=None)
        report(working)
        before = row_counts()
        with pytest.raises(Refused, match="Progress has been reported on the working version"):
            discard_working(working, by=None)
        assert row_counts() == before

    def test_no_question_is_lost(self, plan: Plan) -> None:
        working = open_next(plan, by=None)
        challenge(working)
        with pytest.raises(Refused, match="A question waits for an answer on the working version of Homes"):
            discard_working(working, by=None)

    def test_what_is_published_is_not_discarded(self, plan: Plan) -> None:
        with pytest.raises(Refused, match="is not being worked on any more"):
            discard_working(plan.versions.get(), by=None)
        assert ActionVersion.objects.count() == 2


def test_what_another_was_split_from_is_not_taken_out_once_that_was_put_right(db: None) -> None:
    plan = homes_plan()
    owner = plan_owner("Owner", plan)
    buy = add_action(working(plan).sections.get(number="1"), text="Buy homes", by=owner)
    sell = split_action(buy, text="Sell homes", by=owner)
    reading = reading_of(sell)
    assert reading
    put_lineage_right(sell, None, seen=reading.token, reason="It is its own", by=owner)
    with pytest.raises(Refused, match="The lineage was put right of what was split from Buy homes"):
        remove_action(buy, by=owner)
