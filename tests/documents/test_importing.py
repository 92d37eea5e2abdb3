"""The source documents imported one after another, with nothing corrected, say what the demo says."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction
from django.db.models import QuerySet
from pytest_django.plugin import DjangoDbBlocker

from actions.models import ActionVersion, LineageEdge
from plans.models import PlanVersion
from plans.timeframes import read_timeframe
from tests.documents.sources import IMPROVEMENT, PORTFOLIO, SOURCES, STRATEGY, demo, demo_rows, document_path

VERSIONS = sorted(name for name in SOURCES if name.startswith(IMPROVEMENT))
DATES = ("reference", "due", "start", "recurs", "next_on")
pytestmark = pytest.mark.django_db
of_every_version = pytest.mark.parametrize("number", [1, 2, 3])


@pytest.fixture(scope="module")
def database(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """For the tests of this module together, since none of them writes and importing takes seconds."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def improvement_plan(database: None) -> None:
    import_versions(*VERSIONS)


@pytest.fixture(scope="module")
def strategy(database: None) -> PlanVersion:
    import_versions(STRATEGY)
    return version(STRATEGY, 1)


@pytest.fixture(scope="module")
def portfolio(database: None) -> PlanVersion:
    import_versions(PORTFOLIO)
    return version(PORTFOLIO, 1)


def import_versions(*names: str) -> None:
    """Each as a published version of the plan whose folder of the demo it is in."""
    for name in names:
        slug, described = name.partition("/")[0], demo(name)
        call_command(
            *("import_plan", document_path(SOURCES[name]), "--publish", "--plan", slug),
            *("--title", demo(f"{slug}/plan.toml")["title"], "--label", described["label"]),
            *("--as-of", described["as_of"].isoformat()),
            stdout=StringIO(),
        )


def version(name: str, number: int) -> PlanVersion:
    return PlanVersion.objects.get(plan__slug=name.partition("/")[0], number=number)


def action_versions(number: int) -> QuerySet[ActionVersion]:
    """Of a version of the improvement plan, in printed order."""
    return version(IMPROVEMENT, number).action_versions.all()


def in_demo(number: int) -> list[dict[str, Any]]:
    return demo_rows(VERSIONS[number - 1])


@pytest.mark.usefixtures("improvement_plan")
class TestThreads:
    def test_every_action_goes_on_as_in_the_demo(self) -> None:
        expected: dict[str, set[tuple[int, str]]] = defaultdict(set)
        for number in (1, 2, 3):
            for row in in_demo(number):
                expected[row["action_id"]].add((number, row["reference"]))
        found: dict[int, set[tuple[int, str]]] = defaultdict(set)
        for number in (1, 2, 3):
            for action, reference in action_versions(number).values_list("action_id", "reference"):
                found[action].add((number, reference))
        assert sorted(map(sorted, found.values())) == sorted(map(sorted, expected.values()))

    @of_every_version
    def test_what_continues_what(self, number: int) -> None:
        expected = {(before, row["reference"]) for row in in_demo(number) for before in row.get("continues", [])}
        assert edges("continues", number) == expected

    @of_every_version
    def test_what_was_rolled_into_what(self, number: int) -> None:
        expected = {(row["reference"], into) for row in in_demo(number) for into in row.get("rolled_into", [])}
        assert edges("rolled_into", number) == expected

    def test_nothing_was_split_or_merged(self) -> None:
        lineage = LineageEdge.objects.filter(to_action_version__version__plan__slug=IMPROVEMENT)
        assert {*lineage.values_list("kind", flat=True)} == {"continues", "rolled_into", "new"}


@pytest.mark.usefixtures("improvement_plan")
class TestImprovementPlan:
    def test_how_many_actions(self) -> None:
        assert [action_versions(number).count() for number in (1, 2, 3)] == [22, 27, 27]

    @of_every_version
    def test_sections(self, number: int) -> None:
        sections = version(IMPROVEMENT, number).sections.all()
        assert [(section.number, section.title) for section in sections] == [
            (entry["number"], entry["title"]) for entry in demo(VERSIONS[number - 1])["sections"]
        ]

    @of_every_version
    def test_references_and_what_is_new(self, number: int) -> None:
        assert list(action_versions(number).values_list("reference", "is_new")) == [
            (row["reference"], row.get("is_new", False)) for row in in_demo(number)
        ]

    @of_every_version
    @pytest.mark.parametrize("role", ["accountable", "lead"])
    def test_officers_in_printed_order(self, number: int, role: str) -> None:
        assert officers(action_versions(number), role) == [row[role] for row in in_demo(number)]

    @of_every_version
    def test_statuses_as_printed(self, number: int) -> None:
        assert statuses(action_versions(number)) == [row.get("status", "") for row in in_demo(number)]

    @of_every_version
    def test_links_to_other_plans(self, number: int) -> None:
        links = list(action_versions(number).values_list("links", flat=True))
        assert links == [row.get("links", []) for row in in_demo(number)]

    @of_every_version
    def test_when_everything_is_due(self, number: int) -> None:
        found = list(action_versions(number).values_list(*DATES))
        assert found == dates_in_demo(VERSIONS[number - 1])

    @of_every_version
    def test_the_dated_steps_of_a_timeframe_are_milestones(self, number: int) -> None:
        printed_on = demo(VERSIONS[number - 1])["as_of"]
        expected = [steps_in_demo(row, printed_on) for row in in_demo(number)]
        found = [list(here.milestones.values_list("due", "start")) for here in action_versions(number)]
        assert found == expected


class TestStrategy:
    def test_outcomes_with_leads_and_dates(self, strategy: PlanVersion) -> None:
        rows, outcomes = demo_rows(STRATEGY), strategy.action_versions.all()
        assert list(outcomes.values_list("text", "timeframe")) == [(row["action"], row["timeframe"]) for row in rows]
        assert officers(outcomes, "lead") == [row["lead"] for row in rows]
        assert list(outcomes.values_list(*DATES)) == dates_in_demo(STRATEGY)
        assert len(rows) == 12

    def test_bullets_are_milestones(self, strategy: PlanVersion) -> None:
        found = [list(here.milestones.values_list("title", flat=True)) for here in strategy.action_versions.all()]
        assert found == [[step["title"] for step in row.get("milestones", [])] for row in demo_rows(STRATEGY)]

    def test_measures_with_their_first_reading(self, strategy: PlanVersion) -> None:
        found = strategy.plan.measures.order_by("position").values_list(
            *("title", "unit", "readings__date", "readings__value", "readings__as_printed", "readings__count")
        )
        expected = [
            (entry["title"], entry["unit"], *(reading.get(name) for name in ("date", "value", "as_printed", "count")))
            for entry in demo(STRATEGY)["measures"]
            for reading in entry["readings"]
        ]
        assert len(expected) == 6
        assert [(*row[:3], float(row[3]), *row[4:]) for row in found] == expected


class TestPortfolio:
    def test_programmes_with_their_milestones(self, portfolio: PlanVersion) -> None:
        found = [(part.number, part.title, part.action_versions.count()) for part in portfolio.sections.all()]
        assert found == [(part["number"], part["title"], len(part["rows"])) for part in demo(PORTFOLIO)["sections"]]
        assert portfolio.action_versions.count() == 25

    def test_statuses_and_dates(self, portfolio: PlanVersion) -> None:
        milestones = portfolio.action_versions.all()
        assert statuses(milestones) == [row["status"] for row in demo_rows(PORTFOLIO)]
        assert list(milestones.values_list(*DATES)) == dates_in_demo(PORTFOLIO)

    def test_savings(self, portfolio: PlanVersion) -> None:
        saving = portfolio.action_versions.all()
        assert list(saving.values_list("saving", flat=True)) == [row.get("saving", "") for row in demo_rows(PORTFOLIO)]
        assert list(saving.exclude(saving="").values_list("saving_pounds", flat=True)) == [
            Decimal(pounds) for pounds in (500_000, 260_000, 471_000, 393_000)
        ]


def edges(kind: str, number: int) -> set[tuple[str, str]]:
    """From a reference to one in this version of the improvement plan."""
    found = LineageEdge.objects.filter(kind=kind, to_action_version__version=version(IMPROVEMENT, number))
    return {*found.values_list("from_action_version__reference", "to_action_version__reference")}


def officers(found: QuerySet[ActionVersion], role: str) -> list[list[str]]:
    return [list(here.assignments.filter(role=role).values_list("name_as_printed", flat=True)) for here in found]


def statuses(found: QuerySet[ActionVersion]) -> list[str]:
    return [words or "" for words in found.values_list("printed_update__status_words", flat=True)]


def dates_in_demo(name: str) -> list[tuple[Any, ...]]:
    printed_on = demo(name)["as_of"]
    read = [(row["reference"], read_timeframe(row.get("timeframe", ""), printed_on)) for row in demo_rows(name)]
    return [(reference, when.due, when.start, when.recurs, when.next_on) for reference, when in read]


def steps_in_demo(row: dict[str, Any], printed_on: date) -> list[tuple[date | None, date | None]]:
    read = [read_timeframe(step["timeframe"], printed_on) for step in row.get("milestones", [])]
    return [(when.due, when.start) for when in read]
