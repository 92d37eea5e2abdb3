"""Importing while somebody else imports or publishes: one after the other, and nothing is lost or there twice."""

import json
from datetime import date
from typing import Any

import pytest
from django.db import transaction

from actions.import_answers import Answers
from actions.import_changing import change_answers
from actions.import_reading import start_draft
from actions.import_taking_in import take_in
from actions.models import ImportDraft
from actions.publishing import open_next, publish
from actions.sources import Source
from plans.models import Plan, User
from plans.readers.document import Row
from plans.recording import Refused
from tests.import_pages import document
from tests.people import plan_owner
from tests.plan_documents import add_version, new_plan, rows
from tests.races import PATIENCE, wait_until_blocked

pytestmark = pytest.mark.django_db(transaction=True)

MARCH, JUNE = date(2021, 3, 31), date(2021, 6, 30)


@pytest.fixture
def plan(db: None) -> Plan:
    return new_plan("homes", rows(2))


def bring_in(plan: Plan, text: str, as_of: date = JUNE) -> None:
    add_version(plan, [Row(reference="1.1", action=text)], as_of=as_of)


def test_of_two_imports_the_second_continues_the_first(plan: Plan, elsewhere: Any) -> None:
    with transaction.atomic():
        bring_in(plan, "Action 1", MARCH)
        second = elsewhere(bring_in, plan, "Action 1")
        wait_until_blocked()
    second.result(PATIENCE)
    (action,) = plan.actions.filter(slug="action-1")
    assert list(action.versions.values_list("version__number", flat=True)) == [1, 2, 3]


def test_of_two_working_versions_the_second_is_refused(plan: Plan, elsewhere: Any) -> None:
    with transaction.atomic():
        add_version(plan, [Row(action="Mine")], publish=False)
        second = elsewhere(lambda: add_version(plan, [Row(action="Yours")], publish=False))
        wait_until_blocked()
    with pytest.raises(Refused, match="already has a working version"):
        second.result(PATIENCE)
    assert plan.versions.working().get().action_versions.get().text == "Mine"


def test_an_import_while_publishing_comes_after_it(plan: Plan, elsewhere: Any) -> None:
    working = open_next(plan, by=None)
    working.action_versions.filter(reference="1.1").update(text="Action 1, better")
    with transaction.atomic():
        publish(working, label="March 2021", as_of=MARCH, by=None)
        imported = elsewhere(bring_in, plan, "Action 1, better still")
        wait_until_blocked()
    imported.result(PATIENCE)
    texts = plan.versions.by_date().values_list("label", "action_versions__text")
    assert [text for text in texts if "better" in text[1]] == [
        *[("March 2021", "Action 1, better"), ("June 2021", "Action 1, better still")],
        ("Working version", "Action 1, better still"),
    ]


def test_publishing_while_an_import_takes_the_working_version_s_place_is_refused(plan: Plan, elsewhere: Any) -> None:
    working = open_next(plan, by=None)
    with transaction.atomic():
        bring_in(plan, "Found since")
        published = elsewhere(lambda: publish(working, label="March 2021", as_of=MARCH, by=None))
        wait_until_blocked()
    with pytest.raises(Refused, match="is not being worked on any more"):
        published.result(PATIENCE)
    assert plan.versions.published().count() == 2


def test_a_draft_settled_before_another_version_came_is_refused(plan: Plan) -> None:
    draft, owner = settled_draft(plan)
    add_version(plan, rows(1), as_of=MARCH)
    with pytest.raises(Refused, match="“What continues what” is not settled yet"):
        take_in(draft, by=owner)
    assert plan.versions.published().count() == 2


def test_a_draft_that_two_windows_take_in_at_once_is_taken_in_once(plan: Plan, elsewhere: Any) -> None:
    draft, owner = settled_draft(plan)
    with transaction.atomic():
        take_in(draft, by=owner)
        second = elsewhere(lambda: take_in(draft, by=owner))
        wait_until_blocked()
    with pytest.raises(Refused, match="has been taken in or discarded already"):
        second.result(PATIENCE)
    assert plan.versions.published().count() == 2


def settled_draft(plan: Plan) -> tuple[ImportDraft, User]:
    """A document of which everything is settled, and whose it is."""
    owner = plan_owner("Owner", plan)
    source = Source("homes.json", json.dumps(document({"reference": "1.1", "action": "Action 1"})).encode())
    draft = start_draft(plan, source, label="June 2021", as_of=JUNE, publish=True, by=owner)

    def settle(answers: Answers) -> None:
        answers.settled, answers.threads_against = ["table", "threads"], plan.versions.get().pk

    change_answers(draft, settle)
    return draft, owner
