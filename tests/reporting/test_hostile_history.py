"""Words that are markup, in every field a document or a report can bring: each page of a plan's history shows words."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from actions.models import MilestoneReport, ProgressUpdate
from plans.models import Plan
from plans.readers.document import DocumentLabel, DocumentMilestone, DocumentSection, Row
from tests.people import plan_owner
from tests.plan_documents import COLUMNS, add_version, new_plan

pytestmark = pytest.mark.django_db

EVIL = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"


def evil(number: int) -> dict[str, object]:
    """The contents of a version, each field with markup and other words than in the version before."""
    words = f"{EVIL} delayed {number}"
    row = Row(
        reference=f"<b>{number}</b>",
        action=f"{words}\n- {words}",
        action_id="evil",
        accountable=[words],
        lead=[words],
        intended_outcome=words,
        timeframe=f"{EVIL} by {number} June 2021",
        success_measure=words,
        progress=words,
        status=words,
        links=[words],
        milestones=[DocumentMilestone(title=EVIL, timeframe=f"{EVIL} by {number} May 2021")],
        saving=words,
        other={EVIL: words},
    )
    sections = [DocumentSection(number="<i>1", title=words, rows=[row])]
    labels = [DocumentLabel(words=words, colour="green", meaning=EVIL)]
    return {"sections": sections, "labels": labels, "columns": [*COLUMNS, EVIL], "title": EVIL}


@pytest.fixture
def plan() -> Plan:
    plan = new_plan("evil")
    plan.title = EVIL
    plan.save()
    add_version(plan, [], label=EVIL, **evil(1))
    entry = plan.versions.get().action_versions.get()
    update = ProgressUpdate.objects.create(
        action=entry.action, action_version=entry, as_at=date(2021, 3, 1), narrative="Going on."
    )
    MilestoneReport.objects.create(
        update=update, milestone=entry.milestones.get().milestone, reason=EVIL, forecast=date(2022, 1, 1)
    )
    for number in (2, 3):
        add_version(plan, [], as_of=date(2021, 5 + number, 1), **evil(number))
    return plan


@pytest.mark.parametrize(
    "address",
    [
        f"{reverse('changes', args=['evil'])}?open=1",
        f"{reverse('changes', args=['evil'])}?from={EVIL}",
        f"{reverse('changes', args=['evil'])}?from=1&to=3&words={EVIL}&sort={EVIL}",
        reverse("action_changes", args=["evil", "evil"]),
        f"{reverse('action_changes', args=['evil', 'evil'])}?view=inline",
        reverse("lineage", args=["evil"]),
        f"{reverse('slippage', args=['evil'])}?show=all",
        reverse("relineage", args=["evil", 3, "evil"]),
    ],
)
def test_markup_is_shown_as_typed(plan: Plan, client: Client, address: str) -> None:
    client.force_login(plan_owner("Owner", plan))
    content = client.get(address).content.decode()
    assert "&lt;script&gt;" in content
    for markup in ("<script>alert", "<img src=x", "<b>1", "<b>2", "<i>1"):
        assert markup not in content
