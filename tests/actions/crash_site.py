"""Prepare an empty database for the crash test: a plan whose every action is led by everybody. Prints who and what.

Run by `manage.py shell`, since it works on another database than the tests'.
"""

import json
import sys
from datetime import date

from django.core.management import call_command
from django.test import Client

from actions.models import ActionVersion, Assignment
from actions.publishing import open_next
from plans.models import Officer, StatusLabel
from tests.people import person
from tests.plan_documents import new_plan, rows


def prepare(people: int, actions: int) -> None:
    call_command("migrate", verbosity=0)
    plan = new_plan("crash-plan", rows(actions, timeframe=""), as_of=date(2021, 1, 31))
    worded = list(
        ActionVersion.objects.filter(version=open_next(plan, by=None)).order_by("position").select_related("action")
    )
    sessions = {}
    for number in range(people):
        account = person(f"Officer {number}")
        officer = Officer.objects.create(slug=f"officer-{number}", name=account.name, user=account)
        Assignment.objects.bulk_create(
            Assignment(
                action_version=entry, officer=officer, role="lead", position=9 + number, name_as_printed="Officer"
            )
            for entry in worded
        )
        client = Client()
        client.force_login(account)
        sessions[account.pk] = client.cookies["sessionid"].value
    actions_by_key = {entry.action_id: entry.action.slug for entry in worded}
    status = StatusLabel.objects.get(plan=plan, words="Under way").pk
    sys.stdout.write(json.dumps({"sessions": sessions, "actions": actions_by_key, "status": status}))
