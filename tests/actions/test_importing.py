"""Taking a document in: threads, officers, statuses, measures and links, all of it or nothing."""

from dataclasses import replace
from datetime import date
from typing import Any

import pghistory
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from actions.importing import import_document
from actions.models import Action, ActionLink, ActionVersion, Assignment, Milestone, MilestoneVersion, SuccessMeasure
from actions.publishing import open_next, publish
from plans.measures import measures_of
from plans.models import Plan, Reading, StatusLabel, Target
from plans.readers.document import (
    DocumentError,
    DocumentLabel,
    DocumentMeasure,
    DocumentMilestone,
    DocumentReading,
    DocumentReason,
    DocumentSection,
    DocumentWarning,
    PlanDocument,
    RelatedAction,
    Row,
)
from plans.recording import Refused
from tests.commands import row_counts
from tests.plan_documents import add_version, new_plan, rows

FIRST, SECOND, THIRD = date(2020, 1, 31), date(2020, 6, 30), date(2021, 1, 31)


@pytest.fixture
def plan(db: None) -> Plan:
    return Plan.objects.create(slug="homes", title="Homes")


def document(*contents: Row, **fields: Any) -> PlanDocument:
    return PlanDocument(title="Homes", sections=[DocumentSection(title="Homes", rows=list(contents))], **fields)


class TestVersions:
    def test_is_the_working_version_unless_it_is_published(self, plan: Plan) -> None:
        version = import_document(plan, document(Row(action="Open"), as_of=FIRST), by=None).version
        assert (version.state, version.as_of, version.published_at) == ("working", None, None)
        assert version.label == "Working version"

    def test_is_published_for_its_date(self, plan: Plan) -> None:
        version = import_document(plan, document(Row(action="Open")), as_of=FIRST, publish=True, by=None).version
        assert (version.state, version.as_of, version.label) == ("published", FIRST, "January 2020")
        version.refresh_from_db()
        assert version.published_at

    def test_numbers_go_up(self, plan: Plan) -> None:
        assert [add_version(plan, rows(1), as_of=as_of).number for as_of in (SECOND, FIRST, THIRD)] == [1, 2, 3]

    def test_no_second_working_version(self, plan: Plan) -> None:
        import_document(plan, document(), by=None)
        before = row_counts()
        with pytest.raises(Refused, match="already has a working version"):
            import_document(plan, document(), by=None)
        assert row_counts() == before

    def test_a_published_version_needs_a_date(self, plan: Plan) -> None:
        with pytest.raises(DocumentError, match="needs the date it stood at"):
            import_document(plan, document(), publish=True, by=None)
        assert not plan.versions.exists()

    def test_a_published_version_has_an_action(self, plan: Plan) -> None:
        with pytest.raises(DocumentError, match="there is no action in it, and a published version has at least one"):
            import_document(plan, document(), as_of=FIRST, publish=True, by=None)
        assert import_document(plan, document(), by=None).version.state == "working"

    def test_no_second_version_is_published_for_one_date(self, plan: Plan) -> None:
        add_version(plan, rows(1), as_of=FIRST)
        before = row_counts()
        with pytest.raises(DocumentError, match="Homes, January 2020 is published already for 31 January 2020"):
            add_version(plan, rows(1), as_of=FIRST)
        assert row_counts() == before

    def test_what_stands_outside_the_tables_is_kept(self, plan: Plan) -> None:
        version = add_version(plan, rows(1), introduction="First of all", columns=["", "Action"])
        assert (version.title, version.introduction, version.columns) == ("Homes", "First of all", ["", "Action"])

    def test_a_fault_at_the_end_leaves_nothing_behind(self, plan: Plan) -> None:
        before = row_counts()
        measure = DocumentMeasure(title="Places", unit="count", readings=[])
        last = Row(reference="1.2", action="Close", lead=["Ada"], rolled_into=["9.9"], milestones=[])
        with pytest.raises(DocumentError, match="is no action of this version"):
            import_document(plan, document(Row(reference="1.1", action="Open"), last, measures=[measure]), by=None)
        assert row_counts() == before

    def test_what_a_reader_gives_is_checked_like_a_file(self, plan: Plan) -> None:
        with pytest.raises(
            DocumentError, match="section 1, row 1, field reference: has 21 characters, and at most 20 fit"
        ):
            import_document(plan, document(Row(reference="1" * 21)), by=None)


class TestSections:
    def test_a_section_goes_on_by_its_title_however_it_is_numbered(self, plan: Plan) -> None:
        for number, title, as_of in (("2", "Good practice", FIRST), ("1", "Good  PRACTICE.", SECOND)):
            sections = [DocumentSection(number=number, title=title, rows=rows(1))]
            import_document(plan, PlanDocument(title="Homes", sections=sections), as_of=as_of, publish=True, by=None)
        section = plan.sections.get()
        assert section.slug == "good-practice"
        assert list(section.versions.order_by("version__as_of").values_list("number", flat=True)) == ["2", "1"]

    def test_two_sections_of_one_title_are_two(self, plan: Plan) -> None:
        sections = [DocumentSection(number="1", title="Homes"), DocumentSection(number="2", title="Homes")]
        import_document(plan, PlanDocument(title="Homes", sections=sections), by=None)
        assert set(plan.sections.values_list("slug", flat=True)) == {"homes", "homes-2"}

    def test_two_titles_that_one_section_had_are_two_sections(self, plan: Plan) -> None:
        add_version(plan, rows(1), as_of=FIRST)
        working = open_next(plan, by=None)
        working.sections.update(title="The harder work")
        publish(working, label="June 2020", as_of=SECOND, by=None)
        sections = [DocumentSection(title="The work", rows=rows(1)), DocumentSection(title="The harder work")]
        version = import_document(
            plan, PlanDocument(title="Homes", sections=sections), as_of=THIRD, publish=True, by=None
        ).version
        assert version.sections.values("section").distinct().count() == 2


class TestStatuses:
    def test_every_spelling_points_to_its_label_and_is_kept(self, plan: Plan) -> None:
        labels = [DocumentLabel(words="Complete", also=["Finished"], colour="blue", closes=True)]
        spellings = ["Complete", "COMPLETE", "Complete.", "finished"]
        add_version(plan, [Row(action=words, status=words) for words in spellings], labels=labels)
        label = StatusLabel.objects.get()
        assert list(label.updates.order_by("pk").values_list("status_words", flat=True)) == spellings

    def test_a_status_that_is_no_label_keeps_its_words(self, plan: Plan) -> None:
        import_document(plan, document(Row(reference="1.1", action="Open", status="Going nowhere")), by=None)
        assert list(ActionVersion.objects.values_list("printed_update__status", "printed_update__status_words")) == [
            (None, "Going nowhere")
        ]

    def test_a_label_that_the_plan_has_stays_as_it_is(self, plan: Plan) -> None:
        for colour, as_of in (("green", FIRST), ("red", SECOND)):
            add_version(plan, rows(1), labels=[DocumentLabel(words="Going", colour=colour)], as_of=as_of)
        assert StatusLabel.objects.get().colour == "green"

    def test_a_relabelled_label_is_found_by_a_document_with_its_old_words(self, plan: Plan) -> None:
        described = [DocumentLabel(words="On target", colour="green")]
        add_version(plan, rows(1, status="On target"), labels=described, as_of=FIRST)
        StatusLabel.objects.update(words="Going well")
        add_version(plan, rows(1, status="On target"), labels=described, as_of=SECOND)
        label = StatusLabel.objects.get()
        assert (label.words, label.also, label.updates.count()) == ("Going well", ["On target"], 2)

    def test_a_document_that_says_it_is_also_printed_otherwise_relabels_it(self, plan: Plan) -> None:
        old, new = (
            DocumentLabel(words="On target", colour="green"),
            DocumentLabel(words="Going well", also=["On target", "OK"], colour="red"),
        )
        add_version(plan, rows(1, status="On target"), labels=[old], as_of=FIRST)
        add_version(plan, rows(1, status="ok"), labels=[new], as_of=SECOND)
        label = StatusLabel.objects.get()
        assert (label.words, sorted(label.also), label.colour) == ("Going well", ["OK", "On target"], "green")
        assert label.updates.count() == 2
        add_version(plan, rows(1, status="On target"), labels=[old], as_of=THIRD)
        assert StatusLabel.objects.get().words == "Going well"

    def test_without_progress_or_status_nothing_is_reported(self, plan: Plan) -> None:
        add_version(plan, [Row(action="Open")])
        assert ActionVersion.objects.get().printed_update is None

    def test_the_warnings_of_the_reader_stay(self, plan: Plan) -> None:
        read = DocumentWarning(where="page 2", message="a footnote was left out")
        assert import_document(plan, document(warnings=[read]), by=None).warnings == [read]


class TestMeasures:
    def test_readings_are_added_to_the_measure_of_the_same_title(self, plan: Plan) -> None:
        for day, value in ((FIRST, 57.7), (SECOND, 60)):
            reading = DocumentReading(date=day, value=value, as_printed=f"{value}%")
            measure = DocumentMeasure(title="External placements", unit="%", readings=[reading])
            add_version(plan, rows(1), measures=[measure], as_of=day)
        assert list(Reading.objects.values_list("measure__title", "date", "as_printed")) == [
            ("External placements", FIRST, "57.7%"),
            ("External placements", SECOND, "60%"),
        ]

    def test_a_reading_told_otherwise_stays_and_is_warned_of(self, plan: Plan) -> None:
        told = []
        for as_printed, as_of in (("57.7%", SECOND), ("58%", THIRD)):
            reading = DocumentReading(date=FIRST, value=58, as_printed=as_printed)
            measure = DocumentMeasure(title="External placements", unit="%", readings=[reading])
            imported = import_document(
                plan, document(*rows(1, status=""), measures=[measure]), as_of=as_of, publish=True, by=None
            )
            told.append([warning.message for warning in imported.warnings])
        assert told == [[], ["31 January 2020 stays 57.7%, though here it is 58%"]]
        assert Reading.objects.get().as_printed == "57.7%"

    def test_another_target_counts_from_the_day_of_its_version(self, plan: Plan) -> None:
        for day, target in ((FIRST, 50), (SECOND, 45), (THIRD, None)):
            measure = DocumentMeasure(title="External placements", unit="%", readings=[], target=target)
            add_version(plan, rows(1), measures=[measure], as_of=day)
        printed = [read.target for version in plan.versions.by_date() for read in measures_of(version)]
        assert printed == [50, 45, 45]

    def test_another_target_of_an_earlier_version_is_warned_of(self, plan: Plan) -> None:
        for day, target in ((SECOND, 45), (FIRST, 50)):
            measure = DocumentMeasure(title="External placements", unit="%", readings=[], target=target)
            contents = document(*rows(1, status=""), measures=[measure])
            told = import_document(plan, contents, as_of=day, publish=True, by=None).warnings
        assert [warning.message for warning in told] == ["stays at its target of 45%, though here it is 50%"]
        assert not Target.objects.exists()

    def test_a_document_is_held_against_the_corrected_reading(self, plan: Plan) -> None:
        first = DocumentReading(date=FIRST, value=57.7, as_printed="57.7%")
        measured = [DocumentMeasure(title="External placements", unit="%", readings=[first])]
        add_version(plan, rows(1), measures=measured, as_of=FIRST)
        wrong = Reading.objects.get()
        Reading.objects.create(measure=wrong.measure, date=FIRST, value=58, as_printed="58%", corrects=wrong)
        contents = document(*rows(1, status=""), measures=measured)
        imported = import_document(plan, contents, as_of=SECOND, publish=True, by=None)
        told = "31 January 2020 stays 58%, though here it is 57.7%"
        assert [warning.message for warning in imported.warnings] == [told]


class TestManyActions:
    """Rows with everything that a row can have, of a first version and of one that goes on from it.

    They stand in one section, and their officers are known: a new section and a new officer cost queries of their own.
    """

    def linked(self, count: int) -> list[Row]:
        return [replace(row, related=[self.other(row)]) for row in self.whole(count)]

    def other(self, row: Row) -> RelatedAction:
        return RelatedAction(plan="others", kind="supports", why="They pay for it.", reference=row.reference)

    def whole(self, count: int) -> list[Row]:
        reason = DocumentReason(about="timeframe", words="March 2021", reason="The builder went under.")
        steps = [DocumentMilestone(title=title, timeframe="May 2021") for title in ("Buy a house", "Hire a manager")]
        return rows(count, milestones=steps, success_measure="14 homes by May 2021\n20 places", reasons=[reason])

    def queries(self, plan: Plan, count: int, as_of: date) -> int:
        with CaptureQueriesContext(connection) as captured:
            add_version(plan, self.linked(count), as_of=as_of)
        return len(captured)

    def test_in_one_section_cost_the_same_queries_at_30_and_at_300_with_officers_known_and_links(
        self, db: None
    ) -> None:
        new_plan("others", self.whole(300))  # whose officers are everybody's
        plans = {count: new_plan(f"plan-of-{count}") for count in (30, 300)}
        first, second = ([self.queries(plans[count], count, day) for count in (30, 300)] for day in (FIRST, SECOND))
        assert first[0] == first[1] <= 40
        assert second[0] == second[1] <= 40
        assert ActionLink.objects.count() == 330

    def test_go_on_with_their_milestones(self, plan: Plan) -> None:
        for day in (FIRST, SECOND):
            add_version(plan, self.whole(3), as_of=day)
        assert Milestone.objects.count() == 6
        assert MilestoneVersion.objects.count() == 12

    def test_are_recorded_row_by_row_with_what_was_done(self, plan: Plan) -> None:
        version = add_version(plan, self.whole(3))
        for model, many in {Action: 3, ActionVersion: 3, Assignment: 6, SuccessMeasure: 6, MilestoneVersion: 6}.items():
            (events,) = pghistory.core.event_models(tracks_model=model)
            inserted = events._default_manager.filter(pgh_label="insert")
            assert {event.pgh_obj_id for event in inserted} == set(model._default_manager.values_list("pk", flat=True))
            assert len(inserted) == many
            assert {event.pgh_context.metadata["operation"] for event in inserted} == {"import"}
        printed = version.action_versions.get(reference="1.2").printed_update
        assert printed == version.action_versions.get(reference="1.2").updates.get()
