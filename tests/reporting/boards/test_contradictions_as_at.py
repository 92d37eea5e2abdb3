"""The board of contradictions on days gone by, against what the stored rows say of them."""

import random
from collections import Counter
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.test import Client

from actions.contradictions import KINDS
from actions.models import ActionLink, ActionVersion, MilestoneReport, MilestoneVersion, ProgressUpdate, SuccessMeasure
from actions.publishing import open_next, publish
from plans.models import Measure, Plan, Reading, User
from plans.readers.document import DocumentMilestone, Row
from reporting.boards.contradictions import Contradictions
from tests.people import person
from tests.plan_documents import new_plan, rows

from .raw_contradictions import SCALE, Found, raw_contradictions

pytestmark = pytest.mark.django_db

BOARD = Contradictions()
FIRST, SECOND, LAST = date(2021, 1, 31), date(2021, 4, 30), date(2021, 8, 31)
ACTIONS = 12


def two_versions(slug: str, chance: random.Random) -> Plan:
    """Both published, each with dates of its own; the second with measures, and without some of the officers."""
    unreported = rows(ACTIONS, status="", progress="")
    contents = [Row(**vars(row) | {"milestones": [DocumentMilestone(title="Buy")]}) for row in unreported]
    plan = new_plan(slug, contents, as_of=FIRST)
    working = open_next(plan, by=None)
    for entry in working.action_versions.all():
        entry.due = date(2021, chance.randrange(3, 9), 28)
        entry.save()
        measure = Measure.objects.create(plan=plan, title=f"Visits of {entry.reference}", unit="%")
        words = {"words": "At least 90% of visits are made in time", "target": 90, "unit": "%"}
        SuccessMeasure.objects.create(action_version=entry, position=1, measure=measure, **words)
        if chance.random() < 0.2:
            entry.assignments.filter(role="lead").delete()
    publish(working, as_of=SECOND, label="April 2021", by=None)
    return plan


def report_at_random(plan: Plan, author: User, chance: random.Random) -> None:
    """On each action, its milestone and its measure; some reports are corrected, some say what the one before said."""
    for entry in ActionVersion.objects.filter(version__plan=plan, version__as_of=SECOND):
        for _ in range(5):
            update = _report(entry, author, chance)
            if chance.random() < 0.2:
                _report(entry, author, chance, as_at=update.as_at, corrects=update)
        measure = entry.success_measures.exclude(measure=None).get().measure
        for day in {_a_day(chance) for _ in range(3)}:
            value = chance.choice([70, 80, 90, 95])
            Reading.objects.create(measure=measure, date=day, value=Decimal(value), as_printed=f"{value}%")


def _report(entry: ActionVersion, author: User, chance: random.Random, **fields: object) -> ProgressUpdate:
    words = chance.choice(SCALE)
    said = {
        "narrative": chance.choice(["", "We wait.", "We build."]),
        "mitigation": chance.choice(["", " ", "We ask."]),
    }
    said |= {"author": author, "as_at": _a_day(chance), "status_words": words}
    label = entry.version.plan.labels.get(words=words)
    update = ProgressUpdate.objects.create(action=entry.action, action_version=entry, status=label, **said | fields)
    if chance.random() < 0.4:
        milestone = MilestoneVersion.objects.get(action_version=entry).milestone
        MilestoneReport.objects.create(update=update, milestone=milestone, is_done=chance.random() < 0.7)
    return update


def _a_day(chance: random.Random) -> date:
    return FIRST + timedelta(days=chance.randrange((LAST - FIRST).days))


def found(reader: Client, plan: Plan, day: date) -> list[Found]:
    shown = reader.get(BOARD.address(plan), {"as_at": day.isoformat()}).context["table"].rows
    return sorted((row.record.row.reference, row.record.contradiction.kind) for row in shown)


@pytest.mark.parametrize("seed", range(2))
def test_every_kind_is_what_the_stored_rows_say_on_ten_days(reader: Client, seed: int) -> None:
    chance, author = random.Random(seed), person("Reporter")
    homes, money = two_versions("homes", chance), two_versions("money", chance)
    for plan in (homes, money):
        report_at_random(plan, author, chance)
    for here, there in zip(homes.actions.order_by("pk"), money.actions.order_by("-pk"), strict=True):
        if chance.random() < 0.5:
            ActionLink.objects.create(from_action=here, to_action=there, kind="same work", why="One home")
    kinds: Counter[str] = Counter()
    for day in (FIRST + timedelta(days=days) for days in chance.sample(range((LAST - FIRST).days), 10)):
        for plan in (homes, money):
            expected = raw_contradictions(plan, day)
            assert found(reader, plan, day) == expected, (plan.slug, day)
            kinds.update(kind for _, kind in expected)
    assert set(kinds) == set(KINDS)  # or nothing of some kind was tried
