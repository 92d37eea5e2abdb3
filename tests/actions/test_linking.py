"""Actions that belong together, as documents name them."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from actions.importing import import_document
from actions.linking import link_actions
from actions.models import Action, ActionLink
from plans.models import Plan
from plans.readers.document import DocumentError, DocumentSection, PlanDocument, RelatedAction, Row
from tests.plan_documents import add_version, new_plan, rows


@pytest.fixture
def plan(db: None) -> Plan:
    return Plan.objects.create(slug="homes", title="Homes")


def document(*contents: Row, **fields: Any) -> PlanDocument:
    return PlanDocument(title="Homes", sections=[DocumentSection(title="Homes", rows=list(contents))], **fields)


class TestRelated:
    def related(self, **fields: str) -> Row:
        named = {"plan": "schools", "kind": "supports", "why": "Homes near schools"} | fields
        return Row(reference="1.1", action="Open", related=[RelatedAction(**named)])

    def test_a_row_is_linked_to_the_action_it_names(self, plan: Plan) -> None:
        schools = new_plan("schools", rows(2))
        imported = import_document(plan, document(self.related(action_id="action-2")), by=None)
        link = ActionLink.objects.get()
        assert (link.from_action.slug, link.to_action, link.kind) == (
            *("open", schools.actions.get(slug="action-2"), "supports"),
        )
        assert imported.warnings == []

    def test_a_reference_is_the_one_of_the_version_the_plan_stands_at(self, plan: Plan) -> None:
        schools = new_plan("schools", rows(2))
        add_version(schools, [Row(reference="1.2", action="Build", action_id="build")], as_of=date(2022, 1, 31))
        import_document(plan, document(self.related(reference="1.2")), by=None)
        assert ActionLink.objects.get().to_action.slug == "build"

    def test_of_a_plan_that_has_no_published_version_it_is_the_working_one(self, plan: Plan) -> None:
        add_version(Plan.objects.create(slug="schools", title="Schools"), rows(1), publish=False)
        import_document(plan, document(self.related(reference="1.1")), by=None)
        assert ActionLink.objects.get().to_action.slug == "action-1"

    @pytest.mark.parametrize(
        ("fields", "named"),
        [
            ({"action_id": "action-9", "reference": "1.1"}, "“1.1” of “schools”"),
            ({"reference": "9.9"}, "“9.9” of “schools”"),
            ({"plan": "roads", "action_id": "action-1"}, "“action-1” of “roads”"),
            ({}, "“” of “schools”"),
        ],
    )
    def test_what_is_not_here_is_a_warning_that_names_the_place(
        self, plan: Plan, fields: dict[str, str], named: str
    ) -> None:
        new_plan("schools", [*rows(1), Row(action="Without a reference")])
        imported = import_document(plan, document(self.related(**fields)), by=None)
        assert [(told.where, told.message) for told in imported.warnings] == [
            ("1.1", f"is not linked to {named}, which is not here")
        ]
        assert not ActionLink.objects.exists()

    def test_a_link_that_there_is_stays_whichever_way_it_runs(self, plan: Plan) -> None:
        other = new_plan("schools", rows(1)).actions.get()
        here = Action.objects.create(plan=plan, slug="open")
        link = link_actions(other, here, kind="same work", why="Told before", by=None)
        row = self.related(action_id="action-1")
        row.action_id = "open"
        import_document(plan, document(row), by=None)
        assert ActionLink.objects.get() == link
        assert ActionLink.objects.get().why == "Told before"

    def test_a_row_may_name_another_of_its_own_plan_by_the_name_in_the_file(self, plan: Plan) -> None:
        other = Row(reference="1.2", action="Run", action_id="run")
        import_document(plan, document(self.related(plan="old-name", action_id="run"), other, slug="old-name"), by=None)
        assert ActionLink.objects.get().to_action.slug == "run"

    def test_two_rows_that_name_each_other_are_linked_once(self, plan: Plan) -> None:
        first = self.related(plan="homes", action_id="run")
        other = self.related(plan="homes", action_id="open")
        first.action_id = "open"
        other.reference, other.action, other.action_id = "1.2", "Run", "run"
        import_document(plan, document(first, other), by=None)
        assert (ActionLink.objects.get().from_action.slug, ActionLink.objects.get().to_action.slug) == ("open", "run")

    def test_a_row_is_not_linked_to_itself(self, plan: Plan) -> None:
        with pytest.raises(DocumentError, match="“open” and “open” cannot be linked"):
            import_document(plan, document(self.related(plan="homes", action_id="open")), by=None)
        assert not plan.versions.exists()


def test_the_database_links_two_actions_once_whichever_way_round(db: None) -> None:
    first, second = (new_plan(slug, rows(1)).actions.get() for slug in ("first", "second"))
    link = link_actions(first, second, kind="same work", why="They are one.", by=None)
    assert link_actions(second, first, kind="same work", why="They are one.", by=None) == link
    with pytest.raises(IntegrityError, match="two_actions_are_linked_once"), transaction.atomic():
        ActionLink.objects.create(from_action=second, to_action=first, kind="supports", why="Round the other way.")
