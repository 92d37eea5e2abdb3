"""What a status is said to be the same as has to be taken in with it."""

import pytest
from django.test import Client

from actions.import_answers import Answers, StatusAnswer
from actions.import_changing import change_answers
from actions.import_review import Review
from tests.import_pages import Import
from tests.people import plan_owner
from tests.plan_documents import new_plan

ROW = {"action": "Open two homes", "timeframe": "May 2021"}


@pytest.mark.parametrize(("left_out", "holds"), [([], True), ([1], False)])
def test_it_is_asked_again_where_the_rows_of_the_other_are_left_out(
    db: None, client: Client, left_out: list[int], holds: bool
) -> None:
    plan = new_plan("homes")
    client.force_login(plan_owner("Owner", plan))
    importing = Import(client, plan)
    importing.begin(ROW | {"status": "Going ↓"}, ROW | {"action": "Mend roofs", "status": "Going"})

    def say(answers: Answers) -> None:
        answers.statuses = {"Going": StatusAnswer(colour="red"), "Going ↓": StatusAnswer(same_as="Going")}
        answers.left_out = left_out

    change_answers(importing.draft, say)
    assert Review(importing.draft).names_hold is holds
