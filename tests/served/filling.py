"""Fill an empty database for a server under test: a plan with its officers. Prints what `Site` says of it.

Run by `manage.py shell`, since it works on another database than the tests'.
"""

import json
import sys
from datetime import date
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.test import Client

from actions.demo import load_demo
from actions.models import ActionVersion, Assignment
from actions.publishing import open_next
from plans.models import Officer, StatusLabel
from reporting.boards import BOARDS
from tests.people import person
from tests.plan_documents import new_plan, rows
from tests.served.site import SLUG, Site


def fill(people: int, actions: int, *, shared: bool, with_demo: bool) -> None:
    call_command("migrate", verbosity=0)
    if with_demo:
        load_demo(Path(settings.BASE_DIR) / "fixtures")
    plan = new_plan(SLUG, rows(actions, timeframe=""), as_of=date(2021, 1, 31))
    worded = list(
        ActionVersion.objects.filter(version=open_next(plan, by=None)).order_by("position").select_related("action")
    )
    status = StatusLabel.objects.get(plan=plan, words="Under way").pk
    slugs = {str(entry.action_id): entry.action.slug for entry in worded}
    site = Site(sessions={}, led={}, actions=slugs, status=status, boards=[*BOARDS])
    for number in range(people):
        _add_officer(site, number, worded if shared else worded[number::people])
    sys.stdout.write(json.dumps(site))


def _add_officer(site: Site, number: int, led: list[ActionVersion]) -> None:
    account = person(f"Officer {number}")
    officer = Officer.objects.create(slug=f"officer-{number}", name=account.name, user=account)
    Assignment.objects.bulk_create(
        Assignment(action_version=entry, officer=officer, role="lead", position=9 + number, name_as_printed="Officer")
        for entry in led
    )
    client = Client()
    client.force_login(account)
    site["sessions"][str(account.pk)] = client.cookies["sessionid"].value
    site["led"][str(account.pk)] = [entry.action.slug for entry in led]
