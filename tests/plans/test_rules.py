"""What the database keeps of plans, sections and their versions, whoever writes."""

from datetime import date
from typing import Any

import pghistory
import pgtrigger
import pytest
from django.apps import apps
from django.db import connection
from django.db.models import Model
from django.utils import timezone

from plans.models import Plan, PlanVersion, Section, SectionVersion, StatusLabel
from tests.record_contract import Recorded
from tests.rule_contracts import (
    Kept,
    Published,
    by_delete,
    copy_of,
    every_addition,
    every_change,
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


@pytest.mark.parametrize("missing", ["as_of", "published_at"])
@every_change
def test_a_published_version_has_its_date_and_moment(small_plan: SmallPlan, change: Any, missing: str) -> None:
    complete = {"state": "published", "as_of": date(2020, 9, 30), "published_at": timezone.now()}
    with refused("a_published_version_has_its_date_and_moment"):
        change(small_plan.working.version, **complete | {missing: None})


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
