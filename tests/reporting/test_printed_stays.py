"""No new name, other words or later reading reaches what is published: neither its pages nor its exports."""

import json
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from actions.models import Action, ProgressUpdate
from plans.models import Measure, Officer, Plan, PlanVersion, Reading, StatusLabel, User
from plans.readers.document import document_as_dict
from reporting.exporting import export_version
from tests.pages import page_words, part, rows_of
from tests.people import plan_owner
from tests.plan_documents import add_version, new_plan, rows
from tests.rule_contracts import CHANGES, by_update, copy_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]

IMPROVEMENT = "children-and-families-improvement-plan"


@pytest.fixture
def owner() -> User:
    return plan_owner("Owner")


@pytest.fixture
def reader(client: Client, owner: User) -> Client:
    client.force_login(owner)
    return client


def by_admin(row: Model, **changes: Any) -> None:
    """As a plan owner does who opens the row's page and changes these fields. A part's are those of its last form."""
    client = Client()
    client.force_login(User.objects.get(name="Owner"))
    address = reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])
    context = client.get(address).context
    formsets = [inline.formset for inline in context["inline_admin_formsets"]]
    forms = [context["adminform"].form, *(form for formset in formsets for form in [formset.management_form, *formset])]
    given = {field.html_name: "" if field.value() is None else field.value() for form in forms for field in form}
    own = set(context["adminform"].form.fields)
    named = {name if name in own else f"{forms[-1].prefix}-{name}": value for name, value in changes.items()}
    assert client.post(address, given | named).status_code == 302


every_way = pytest.mark.parametrize("change", [*CHANGES, by_admin])


def everything_published(reader: Client) -> dict[int, tuple[str, str]]:
    """Of each published version the main part of its page and its export, to the letter."""
    told = {}
    for version in PlanVersion.objects.published().select_related("plan"):
        page = part(reader.get(version.get_absolute_url()), "<main")
        told[version.pk] = page, json.dumps(document_as_dict(export_version(version)))
    return told


def versions_of_every_action(reader: Client) -> dict[str, str]:
    """Of some actions, each version's line: its date, its status as printed, what happened."""
    pages = {action.slug: reader.get(action.get_absolute_url()) for action in Action.objects.order_by("pk")[::6]}
    return {slug: part(page, 'id="versions"', "</table>") for slug, page in pages.items()}


@pytest.fixture
def unchanged(reader: Client) -> Callable[[], None]:
    """Call it to see that everything published is as it was at the start."""
    before, versions = everything_published(reader), versions_of_every_action(reader)
    assert len(before) == 5
    assert any("<table" in page for page, _ in before.values())

    def check() -> None:
        assert everything_published(reader) == before
        assert versions_of_every_action(reader) == versions

    return check


@every_way
def test_an_officer_s_new_name_or_post(unchanged: Callable[[], None], change: Any) -> None:
    person = Officer.objects.exclude(name="").filter(assignments__isnull=False).first()
    post = Officer.objects.exclude(post="").filter(assignments__isnull=False).first()
    assert person
    assert post
    change(person, name="Somebody Married")
    change(post, post="Director of Something Else")
    unchanged()


@every_way
def test_a_label_s_other_words_and_meaning(unchanged: Callable[[], None], change: Any) -> None:
    for label in StatusLabel.objects.filter(plan__slug=IMPROVEMENT)[::4]:
        change(label, words=f"Relabelled {label.pk}", meaning="Something else")
    unchanged()


@every_way
def test_a_plan_s_new_title(unchanged: Callable[[], None], change: Any) -> None:
    change(Plan.objects.get(slug=IMPROVEMENT), title="Improving everything")
    unchanged()


def test_readings_added_since(unchanged: Callable[[], None]) -> None:
    for measure in Measure.objects.all():
        first = measure.readings.get()
        copy_of(first, as_printed="corrected", corrects=first).save()
        copy_of(first, date=first.date - timedelta(days=365), as_printed="earlier").save()
    unread = Measure.objects.create(plan=measure.plan, title="Another", unit="count")
    Reading.objects.create(measure=unread, date=date(2020, 1, 1), value=1, as_printed="1")
    unchanged()


def test_readings_added_in_the_admin(unchanged: Callable[[], None]) -> None:
    first = Reading.objects.select_related("measure").first()
    assert first
    by_admin(first.measure, date="2022-07-31", value="9.5", as_printed="9.5%", corrects=first.pk)
    correction = Reading.objects.get(corrects=first)
    assert (correction.as_printed, correction.measure) == ("9.5%", first.measure)
    unchanged()


def test_a_label_more_and_an_officer_more(unchanged: Callable[[], None]) -> None:
    StatusLabel.objects.create(plan=Plan.objects.get(slug=IMPROVEMENT), words="Paused", colour="amber")
    Officer.objects.create(slug="new", name="New Comer", post="Head of New Things")
    unchanged()


def test_a_report_that_corrects_what_was_printed(unchanged: Callable[[], None]) -> None:
    printed = ProgressUpdate.objects.filter(action__plan__slug=IMPROVEMENT, printed_with__isnull=False).first()
    assert printed
    copy_of(printed, narrative="Put right", status_words="Otherwise", corrects=printed).save()
    unchanged()


def test_today_s_version_shows_what_is_known_today(reader: Client) -> None:
    working = PlanVersion.objects.working().get(plan__kind="strategy")
    first = working.plan.measures.get(title__startswith="% of foster").readings.get()
    copy_of(first, as_printed="58.1%", corrects=first).save()
    assert ["% of foster placements that are external", "58.1% (303)"] in rows_of(
        reader.get(working.get_absolute_url())
    )
    exported = {measure.title: measure.readings for measure in export_version(working).measures}
    assert [read.as_printed for read in exported[first.measure.title]] == ["58.1%"]


class TestTheBoardOfAPlanThatOnlyPublished:
    @pytest.fixture
    def plan(self) -> Plan:
        return new_plan("printed", rows(2))

    def test_offers_statuses_and_officers_by_the_words_it_shows(self, reader: Client, plan: Plan) -> None:
        by_update(StatusLabel.objects.get(plan=plan, words="Under way"), words="Going well")
        by_update(Officer.objects.get(name="Lead 1"), name="Somebody Married")
        board = reader.get(plan.get_absolute_url())
        offered = part(board, 'role="search"', "</form>")
        assert "Under way" in offered
        assert "Going well" not in offered
        assert "Lead 1" in offered
        assert "Somebody Married" not in page_words(board)

    def test_finds_them_by_those_words(self, reader: Client, plan: Plan) -> None:
        label = StatusLabel.objects.get(plan=plan, words="Under way")
        by_update(label, words="Going well")
        found = rows_of(reader.get(f"{plan.get_absolute_url()}?status={label.pk}"))
        assert {"1.1", "1.2"} <= {cells[0] for cells in found}

    def test_the_working_version_offers_the_words_of_today(self, reader: Client, plan: Plan) -> None:
        label = StatusLabel.objects.get(plan=plan, words="Under way")
        by_update(label, words="Going well")
        add_version(plan, rows(1), publish=False)
        assert "Going well" in part(reader.get(plan.get_absolute_url()), 'role="search"', "</form>")


def test_a_version_that_printed_no_title_is_given_none(reader: Client) -> None:
    plan = new_plan("untitled")
    version = add_version(plan, rows(1))
    untitled = PlanVersion(plan=plan, number=2, label="Untitled", as_of=date(2022, 1, 1), state="published")
    untitled.save()
    before = part(reader.get(untitled.get_absolute_url()), "<h1", "</h1>")
    Plan.objects.filter(pk=plan.pk).update(title="Another title")
    assert part(reader.get(untitled.get_absolute_url()), "<h1", "</h1>") == before
    assert "Untitled" in before
    assert version.label not in before
