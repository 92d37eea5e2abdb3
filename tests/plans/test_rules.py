"""What the database keeps of plans, sections and their versions, whoever writes."""

from datetime import UTC, date, datetime
from typing import Any

import pghistory
import pgtrigger
import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import connection
from django.db.models import Model
from django.utils import timezone

from plans.labels import labels_by_spelling
from plans.models import Plan, PlanVersion, RecordContext, Section, SectionVersion, StatusLabel, User
from plans.one_line import ONE_LINE
from tests.record_contract import Recorded
from tests.rule_contracts import (
    Kept,
    Published,
    by_bulk_update,
    by_delete,
    by_save,
    by_update,
    copy_of,
    every_addition,
    every_change,
    every_change_and_switch,
    refused,
    stored,
)
from tests.small_plan import Contents, SmallPlan


class TestPublishedPlanVersion(Kept):
    sentence = "published version"
    changes = {"label": "Another label"}

    def kept(self, plan: SmallPlan) -> PlanVersion:
        return plan.published.version

    @pytest.mark.parametrize("state", ["working", "importing"])
    @every_change
    def test_cannot_be_taken_back(self, small_plan: SmallPlan, change: Any, state: str) -> None:
        by_delete(small_plan.working.version)
        with refused(self.sentence):
            change(small_plan.published.version, state=state)


class TestPublishedSectionVersion(Published):
    changes = {"title": "Other homes"}

    def of(self, contents: Contents) -> SectionVersion:
        return contents.section_version

    def another(self, plan: SmallPlan, contents: Contents) -> SectionVersion:
        section, _ = Section.objects.get_or_create(plan=plan.plan, slug="schools")
        return copy_of(contents.section_version, section=section)

    def place(self, contents: Contents) -> dict[str, Model]:
        return {"version": contents.version}


class TestRecordedPlan(Recorded):
    changes = {"title": "Another title"}

    def new(self, plan: SmallPlan) -> Plan:
        return Plan(slug="another", title="Another")


class TestRecordedPlanVersion(Recorded):
    changes = {"label": "Another label"}

    def new(self, plan: SmallPlan) -> PlanVersion:
        return PlanVersion(plan=plan.plan, number=9, label="The ninth", state="importing")


class TestRecordedSection(Recorded):
    changes = {"slug": "roads"}

    def new(self, plan: SmallPlan) -> Section:
        return Section(plan=plan.plan, slug="schools")


class TestRecordedSectionVersion(Recorded):
    changes = {"title": "Other homes"}

    def new(self, plan: SmallPlan) -> SectionVersion:
        return TestPublishedSectionVersion().another(plan, plan.working)


class TestRecordedStatusLabel(Recorded):
    changes = {"colour": "red"}

    def new(self, plan: SmallPlan) -> StatusLabel:
        return StatusLabel(plan=plan.plan, words="At risk", colour="amber")


class Stays:
    """A row that cannot be carried off to another plan, and with it what is published."""

    def row(self, plan: SmallPlan) -> Model:
        raise NotImplementedError

    @every_change
    def test_stays_in_its_plan(self, small_plan: SmallPlan, change: Any) -> None:
        row = self.row(small_plan)
        before = stored(row)
        with refused("cannot be moved: its plan cannot be changed"):
            change(row, plan=Plan.objects.create(slug="elsewhere", title="Elsewhere"))
        assert stored(row) == before


class TestWorkingVersionStays(Stays):
    def row(self, plan: SmallPlan) -> PlanVersion:
        return plan.working.version


class TestSectionStays(Stays):
    def row(self, plan: SmallPlan) -> Section:
        return plan.section


class TestStatusLabelStays(Stays):
    def row(self, plan: SmallPlan) -> StatusLabel:
        return plan.label


class TestActionStays(Stays):
    def row(self, plan: SmallPlan) -> Model:
        return plan.action


@every_addition
def test_a_plan_has_one_working_version(small_plan: SmallPlan, add: Any) -> None:
    with refused("a_plan_has_at_most_one_working_version"):
        add(PlanVersion(plan=small_plan.plan, number=3, label="Another", state="working"))


@every_change
def test_no_version_becomes_a_second_working_one(small_plan: SmallPlan, change: Any) -> None:
    third = small_plan.write(3)
    with refused("a_plan_has_at_most_one_working_version"):
        change(third.version, state="working")


def test_every_plan_has_its_own_working_version(small_plan: SmallPlan) -> None:
    other = SmallPlan("other-plan")
    assert list(PlanVersion.objects.working()) == [other.working.version, small_plan.working.version]


@every_addition
def test_version_numbers_are_unique_in_a_plan(small_plan: SmallPlan, add: Any) -> None:
    with refused("version_numbers_are_unique_in_a_plan"):
        add(PlanVersion(plan=small_plan.plan, number=1, label="Another first", state="importing"))


@every_change
def test_a_published_version_has_its_date(small_plan: SmallPlan, change: Any) -> None:
    with refused("a_published_version_has_its_date_and_moment"):
        change(small_plan.working.version, state="published", as_of=None)


@pytest.mark.parametrize("given", [None, datetime(1999, 1, 1, tzinfo=UTC), datetime(2999, 1, 1, tzinfo=UTC)])
@every_change
def test_the_moment_of_publication_is_the_database_s_own(small_plan: SmallPlan, change: Any, given: Any) -> None:
    before = timezone.now()
    change(small_plan.working.version, state="published", as_of=date(2020, 12, 31), published_at=given)
    assert before < stored(small_plan.working.version)["published_at"] < timezone.now()


@every_addition
def test_a_section_version_belongs_to_a_section_of_its_own_plan(small_plan: SmallPlan, add: Any) -> None:
    elsewhere = SmallPlan("other-plan")
    with refused("a section of its own plan"):
        add(SectionVersion(version=small_plan.working.version, section=elsewhere.section, position=2))


@every_addition
def test_a_section_stands_once_in_a_version(small_plan: SmallPlan, add: Any) -> None:
    with refused("a_section_stands_once_in_a_version"):
        add(copy_of(small_plan.working.section_version))


def test_every_rule_is_in_the_database_and_switched_on(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgname FROM pg_trigger WHERE tgenabled = 'O' AND NOT tgisinternal")
        installed = {name for (name,) in cursor.fetchall()}
    assert {trigger.get_pgid(model) for model, trigger in pgtrigger.registered()} == installed


def test_the_record_of_every_tracked_model_is_kept() -> None:
    registered = {(model, trigger.name) for model, trigger in pgtrigger.registered()}
    events = pghistory.core.event_models()
    assert {(event, name) for event in events for name in ("append_only", "never_truncated")} <= registered
    assert {(event.pgh_tracked_model, "always_recorded") for event in events} <= registered


def test_every_model_of_the_working_version_is_tracked() -> None:
    frozen = {model for model, trigger in pgtrigger.registered() if trigger.name == "frozen_when_published"}
    tracked = {event.pgh_tracked_model for event in pghistory.core.event_models()}
    assert frozen | {apps.get_model("plans.PlanVersion")} <= tracked


def test_a_version_corrects_only_a_published_one_of_its_own_plan(small_plan: SmallPlan) -> None:
    other = SmallPlan("another-plan")
    for corrected in (other.published.version, small_plan.working.version):
        with refused("A version corrects a published version of its own plan"):
            PlanVersion.objects.filter(pk=small_plan.working.version.pk).update(corrects=corrected)
    PlanVersion.objects.filter(pk=small_plan.working.version.pk).update(corrects=small_plan.published.version)


class TestRecordContext(Kept):
    """Who did what is recorded of a change, in which operation."""

    sentence = "The record of changes cannot itself be changed or deleted"
    changes = {"created_at": datetime(1999, 1, 1, tzinfo=UTC)}

    def kept(self, plan: SmallPlan) -> Model:
        return self.context_of(plan, user=7, operation="rename")

    def context_of(self, plan: SmallPlan, **metadata: Any) -> RecordContext:
        with pghistory.context(**metadata):
            Plan.objects.filter(pk=plan.plan.pk).update(title=f"Renamed {metadata}")
        return RecordContext.objects.latest("created_at")

    @pytest.mark.parametrize("metadata", [{"user": 8, "operation": "rename"}, {"user": 7}, {}])
    @pytest.mark.parametrize("change", [by_save, by_update, by_bulk_update])
    def test_is_not_said_of_somebody_else(self, small_plan: SmallPlan, change: Any, metadata: dict[str, Any]) -> None:
        row = self.kept(small_plan)
        before = stored(row)
        with refused(self.sentence):
            change(row, metadata=metadata)
        assert stored(row) == before

    def test_sql_does_not_rewrite_it_either(self, small_plan: SmallPlan) -> None:
        row = self.kept(small_plan)
        rewritten = "metadata - 'user'", "metadata || '{\"user\": 8}'", "'{}'"
        with connection.cursor() as cursor:
            for value in rewritten:
                with refused(self.sentence):
                    cursor.execute(f"UPDATE pghistory_context SET metadata = {value} WHERE id = %s", [row.pk])
        assert stored(row)["metadata"] == {"user": 7, "operation": "rename"}

    def test_is_added_to_while_the_operation_goes_on(self, small_plan: SmallPlan) -> None:
        with pghistory.context(user=7):
            Plan.objects.filter(pk=small_plan.plan.pk).update(title="Once")
            pghistory.context(reason="Twice is better")
            Plan.objects.filter(pk=small_plan.plan.pk).update(title="Twice")
        assert RecordContext.objects.get().metadata == {"user": 7, "reason": "Twice is better"}


@pytest.mark.django_db(transaction=True)
def test_what_is_recorded_is_not_added_to_once_it_is_done() -> None:
    with pghistory.context(url="/"):
        Plan.objects.create(slug="housing", title="Housing")
    row = RecordContext.objects.get()
    with refused("The record of changes cannot itself be changed or deleted"):
        by_update(row, metadata={"url": "/", "user": 7})
    assert stored(row)["metadata"] == {"url": "/"}


BAD_LINES = ["\u200b", "\u3164\u2800", "Two\nlines", "Tab\there", "Turned\u202ename", "Next\u2028line", "Bell\x07"]
GOOD_LINES = ["Zoë O’Neil-Smith", "王小明", "नेहा क्‍ष", "محمد", "A", "Head of Homes (2)", "🏠"]
LINES = {
    "account": lambda plan: (User.objects.create_user("a@b.example", name="Ada"), "name"),
    "officer": lambda plan: (plan.officer, "name"),
    "post": lambda plan: (plan.officer, "post"),
    "plan": lambda plan: (plan.plan, "title"),
    "version": lambda plan: (plan.working.version, "title"),
    "version label": lambda plan: (plan.working.version, "label"),
    "section": lambda plan: (plan.working.section_version, "title"),
    "status": lambda plan: (plan.label, "words"),
    "measure": lambda plan: (plan.plan.measures.create(title="Places", unit="count"), "title"),
    "printed name": lambda plan: (plan.working.assignment, "name_as_printed"),
}


@pytest.mark.parametrize("kind", LINES)
class TestANameOrTitleIsOneLine:
    @pytest.mark.parametrize("words", BAD_LINES)
    @every_change
    def test_in_which_something_can_be_seen(self, small_plan: SmallPlan, change: Any, kind: str, words: str) -> None:
        row, field = LINES[kind](small_plan)
        before = stored(row)
        with refused("one_line"):
            change(row, **{field: words})
        assert stored(row) == before

    @pytest.mark.parametrize("words", BAD_LINES)
    def test_and_a_form_says_what_to_do(self, small_plan: SmallPlan, kind: str, words: str) -> None:
        row, field = LINES[kind](small_plan)
        setattr(row, field, words)
        with pytest.raises(ValidationError) as refusal:
            row.clean_fields()
        assert refusal.value.message_dict[field] == [ONE_LINE]

    @pytest.mark.parametrize("words", GOOD_LINES)
    def test_of_any_writing_there_is(self, small_plan: SmallPlan, kind: str, words: str) -> None:
        row, field = LINES[kind](small_plan)
        setattr(row, field, words)
        row.clean_fields()
        row.save()
        assert stored(row)[field] == words


class TestStatusLabel:
    @pytest.mark.parametrize("change", [{"colour": "red"}, {"closes": True}])
    def test_keeps_its_meaning_once_a_published_version_printed_it(self, demo: None, change: dict[str, Any]) -> None:
        printed = StatusLabel.objects.filter(words="Ongoing programme of work")
        with refused("A published version printed this status"):
            printed.update(**change)

    def test_may_change_its_words_and_before_it_is_printed_its_colour(self, demo: None) -> None:
        StatusLabel.objects.filter(words="Ongoing programme of work").update(meaning="Still going on.")
        unused = StatusLabel.objects.create(plan=Plan.objects.first(), words="Paused", colour="amber")
        StatusLabel.objects.filter(pk=unused.pk).update(colour="grey")
        assert StatusLabel.objects.get(pk=unused.pk).colour == "grey"

    @every_change_and_switch
    def test_is_found_by_its_earlier_words(self, small_plan: SmallPlan, change: Any, switch: Any) -> None:
        with switch():
            change(small_plan.label, words="Going well")
            change(StatusLabel.objects.get(), words="Going very well")
            change(StatusLabel.objects.get(), words="On target")
        label = StatusLabel.objects.get()
        assert (label.words, label.also) == ("On target", ["Going well", "Going very well"])
        assert set(labels_by_spelling(small_plan.plan)) == {"on target", "going well", "going very well"}

    @every_change_and_switch
    def test_keeps_the_words_that_reports_were_printed_with(
        self, small_plan: SmallPlan, change: Any, switch: Any
    ) -> None:
        small_plan.update(small_plan.working, status=small_plan.label, status_words="On target")
        by_update(small_plan.label, words="Going well")
        label = StatusLabel.objects.get()
        with switch(), refused("Reports are printed with these words"):
            change(label, also=[])
        assert StatusLabel.objects.get().also == ["On target"]

    @every_change
    def test_drops_other_spellings_that_nothing_has(self, small_plan: SmallPlan, change: Any) -> None:
        by_update(small_plan.label, also=["On Traget"])
        change(StatusLabel.objects.get(), also=[])
        assert StatusLabel.objects.get().also == []

    @pytest.mark.parametrize("words", [{"words": "At risk"}, {"also": ["Late", "Going well"]}, {"also": ["At risk"]}])
    @every_change
    def test_has_its_words_for_itself(self, small_plan: SmallPlan, change: Any, words: dict[str, Any]) -> None:
        StatusLabel.objects.create(plan=small_plan.plan, words="At risk", also=["Going well"], colour="amber")
        with refused("Another label of this plan has these words already|status_words_are_unique"):
            change(small_plan.label, **words)

    @every_addition
    def test_a_new_one_does_not_take_another_s(self, small_plan: SmallPlan, add: Any) -> None:
        by_update(small_plan.label, words="Going well")
        with refused("Another label of this plan has these words already"):
            add(StatusLabel(plan=small_plan.plan, words="On target", colour="red"))
        add(StatusLabel(plan=SmallPlan("other-plan").plan, words="Going well", colour="green"))
