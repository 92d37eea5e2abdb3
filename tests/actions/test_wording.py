"""The words of an action version, what is read from them, and whom they name."""

from datetime import date
from typing import Any

import pytest

from actions.importing import import_document
from actions.models import ActionVersion, Assignment, Milestone
from plans.models import Officer, Plan
from plans.readers.document import DocumentMilestone, DocumentOfficer, DocumentSection, PlanDocument, Row
from tests.plan_documents import add_version

FIRST, SECOND, THIRD = date(2020, 1, 31), date(2020, 6, 30), date(2021, 1, 31)


@pytest.fixture
def plan(db: None) -> Plan:
    return Plan.objects.create(slug="homes", title="Homes")


def document(*contents: Row, **fields: Any) -> PlanDocument:
    return PlanDocument(title="Homes", sections=[DocumentSection(title="Homes", rows=list(contents))], **fields)


class TestWording:
    def test_dates_and_money_stand_beside_the_words(self, plan: Plan) -> None:
        row = Row(action="Open", timeframe="by September 2020", saving="£500k", success_measure="14 homes by May 2020")
        add_version(plan, [row])
        written = ActionVersion.objects.get()
        assert (written.timeframe, written.due) == ("by September 2020", date(2020, 9, 30))
        assert (written.saving, written.saving_pounds) == ("£500k", 500_000)
        measure = written.success_measures.get()
        assert (measure.words, measure.target, measure.due) == ("14 homes by May 2020", 14, date(2020, 5, 31))

    def test_an_amount_without_room_is_kept_in_words_alone(self, plan: Plan) -> None:
        add_version(plan, [Row(action="Open", saving="£999,999,999,999bn")])
        written = ActionVersion.objects.get()
        assert (written.saving, written.saving_pounds) == ("£999,999,999,999bn", None)

    @pytest.mark.parametrize("publish", [True, False])
    def test_a_date_without_a_year_is_read_from_the_day_of_the_version(self, plan: Plan, publish: bool) -> None:
        add_version(plan, [Row(action="Open", timeframe="by 17 September")], as_of=FIRST, publish=publish)
        assert ActionVersion.objects.get().due == date(2020, 9, 17)

    def test_in_a_working_version_without_a_date_it_is_read_from_today(self, plan: Plan, settings: Any) -> None:
        settings.DEMO = True
        add_version(plan, [Row(action="Close")], as_of=THIRD)
        import_document(plan, document(Row(action="Open", timeframe="by 17 September", progress="Going on")), by=None)
        written = ActionVersion.objects.get(text="Open")
        assert written.due == date(2021, 9, 17)
        assert written.updates.get().as_at == THIRD

    def test_a_milestone_goes_on_by_its_title(self, plan: Plan) -> None:
        for title, as_of in (("Buy a “house”", FIRST), ('buy a "house".', SECOND)):
            milestones = [DocumentMilestone(title=title, timeframe="by June 2020"), DocumentMilestone(title="Staff")]
            row = Row(action_id="open", action="Open", milestones=milestones, continues=["open"])
            add_version(plan, [row], as_of=as_of)
        assert Milestone.objects.count() == 2
        titles = Milestone.objects.earliest("pk").versions.values_list("title", "due")
        assert set(titles) == {("Buy a “house”", date(2020, 6, 30)), ('buy a "house".', date(2020, 6, 30))}

    def test_a_milestone_of_another_action_does_not_go_on(self, plan: Plan) -> None:
        milestones = [DocumentMilestone(title="Buy a house")]
        add_version(plan, [Row(reference="1", action="Open", milestones=milestones)], as_of=FIRST)
        parts = [Row(reference=number, action="Part", milestones=milestones, continues=["1"]) for number in ("1", "2")]
        add_version(plan, parts, as_of=SECOND)
        assert [milestone.versions.count() for milestone in Milestone.objects.order_by("pk")] == [2, 1]


class TestOfficers:
    def test_names_stand_as_printed_in_printed_order(self, plan: Plan) -> None:
        add_version(plan, [Row(action="Open", lead=["Grace Hopper", "ada  byron", "Mary Seacole"])], as_of=FIRST)
        add_version(plan, [Row(action="Open", accountable=["Ada Byron"])], as_of=SECOND)
        first = Assignment.objects.filter(action_version__version__as_of=FIRST)
        assert list(first.values_list("position", "name_as_printed")) == [
            (1, "Grace Hopper"),
            (2, "ada  byron"),
            (3, "Mary Seacole"),
        ]
        assert Officer.objects.filter(name__icontains="ada").count() == 1

    def test_a_post_is_an_officer_too(self, plan: Plan) -> None:
        described = [DocumentOfficer(post="Head of Homes")]
        add_version(plan, [Row(action="Open", lead=["Head of homes"])], officers=described)
        assert list(Officer.objects.values_list("name", "post")) == [("", "Head of Homes")]

    def test_somebody_named_twice_in_a_role_stands_there_once(self, plan: Plan) -> None:
        row = Row(reference="1.1", action="Open", lead=["Ada", "Grace", "ADA."], accountable=["Ada"])
        imported = import_document(plan, document(row), by=None)
        assert list(Assignment.objects.filter(role="lead").values_list("name_as_printed", flat=True)) == [
            "Ada",
            "Grace",
        ]
        assert [(told.where, told.message) for told in imported.warnings] == [
            ("1.1", "an officer stands twice in “Ada”, “Grace”, “ADA.”, and is kept once")
        ]

    def test_words_too_long_for_a_name_are_a_post(self, plan: Plan) -> None:
        add_version(plan, [Row(action="Open", lead=["Head of " + "homes and " * 20 + "schools"])])
        assert Officer.objects.get().post.startswith("Head of homes and")
