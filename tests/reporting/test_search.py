"""Finding words in everything that may be read."""

from datetime import date

import pytest
from django.contrib.postgres.search import SearchQuery
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from pytest_django.fixtures import DjangoAssertNumQueries

from actions.models import ActionVersion, ProgressUpdate
from actions.searching import LANGUAGE, OF_UPDATES
from plans.models import Plan
from plans.readers.document import Row
from tests.pages import links_in, page_words, part, rows_of
from tests.plan_documents import add_version, new_plan, rows

pytestmark = pytest.mark.django_db


def look_for(reader: Client, words: str, **query: str) -> HttpResponse:
    response = reader.get("/search/", {"words": words} | query)
    assert response.status_code == 200
    return response


def matches(reader: Client, words: str, **query: str) -> list[str]:
    return [cells[0] for cells in rows_of(look_for(reader, words, **query))]


@pytest.fixture
def plan() -> Plan:
    contents = [
        Row(reference="1.1", action="Open a children’s home", lead=["Ada Lovelace"], progress="A builder was found."),
        Row(reference="1.2", action="Recruit foster carers", intended_outcome="More placements near home"),
    ]
    plan = new_plan("homes-plan", contents)
    again = [Row(**{**vars(row), "continues": [row.reference]}) for row in contents]
    again[1].action = "Recruit and keep foster carers"
    add_version(plan, again, as_of=date(2021, 6, 30))
    return plan


class TestFinding:
    def test_an_action_by_any_form_of_its_words_once(self, reader: Client, plan: Plan) -> None:
        assert matches(reader, "recruiting carer", kind="action") == [
            "1.2 Recruit and keep foster carers Recruit and keep foster carers More placements near home"
        ]

    def test_an_action_as_an_earlier_version_worded_it(self, reader: Client, plan: Plan) -> None:
        (cells,) = rows_of(look_for(reader, '"recruit foster"', kind="action"))
        assert cells[1] == "Homes plan, January 2021"

    def test_a_report(self, reader: Client, plan: Plan) -> None:
        assert matches(reader, "builders", kind="report")[0] == "1.1 Open a children’s home builder was found"

    def test_a_plan_by_its_title_and_an_officer_by_name(self, reader: Client, plan: Plan) -> None:
        found = links_in(part(look_for(reader, "lovelace"), "<tbody"))
        assert found == {"Ada Lovelace": "/officers/ada-lovelace/"}
        assert any(found.startswith("Homes plan") for found in matches(reader, "homes plan", kind="plan"))

    def test_the_words_are_marked(self, reader: Client, plan: Plan) -> None:
        assert "<mark>builder</mark>" in look_for(reader, "builder").content.decode()

    def test_only_in_the_plan_that_is_chosen(self, reader: Client, plan: Plan) -> None:
        new_plan("roads-plan", [Row(reference="1", action="Open a road")])
        assert len(matches(reader, "open", kind="action")) == 2
        assert len(matches(reader, "open", kind="action", plan="roads-plan")) == 1


class TestWhatIsNotFound:
    def test_says_what_to_try(self, reader: Client, plan: Plan) -> None:
        assert "Nothing has these words. Try fewer" in page_words(look_for(reader, "submarine"))

    def test_what_is_exempt_from_publication(self, reader: Client, plan: Plan) -> None:
        entry = ActionVersion.objects.filter(reference="1.1").latest("version__number")
        fields = {"action": entry.action, "action_version": entry, "as_at": date(2021, 7, 1)}
        ProgressUpdate.objects.create(narrative="The seller is Mr Xanadu.", is_exempt=True, **fields)
        ProgressUpdate.objects.create(narrative="Going on.", exempt_narrative="It costs a xanadu.", **fields)
        assert matches(reader, "xanadu") == []

    def test_nothing_is_asked_for(self, reader: Client) -> None:
        assert "Every plan, version, action and report." in page_words(reader.get("/search/"))

    @pytest.mark.parametrize(
        "words", ["'", '"', "a & | !", "-", "<script>alert(1)</script>", "\ue000", "%", "the", "🦊"]
    )
    def test_words_that_are_no_words_are_no_error(self, reader: Client, plan: Plan, words: str) -> None:
        assert "<script>alert" not in look_for(reader, words).content.decode()

    @pytest.mark.parametrize("words", ["x" * 201, "a\0b"])
    def test_words_that_cannot_be_are_said_at_their_field(self, reader: Client, words: str) -> None:
        assert "<title>Error: " in look_for(reader, words).content.decode()


def test_what_is_quoted_is_shown_as_words(reader: Client) -> None:
    new_plan("evil", [Row(reference="1", action="Fostering <script>alert(1)</script> \ue000<b>")])
    assert "<script>alert" not in look_for(reader, "fostering").content.decode()


def test_the_index_answers(plan: Plan) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")

        query = SearchQuery("builder", search_type="websearch", config=LANGUAGE)
        found = ProgressUpdate.objects.annotate(vector=OF_UPDATES).filter(vector=query)
        assert "words_of_updates" in found.order_by().explain()


def test_costs_the_same_queries_whatever_the_size(
    reader: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    counts = set()
    for size in (30, 300):
        new_plan(f"plan-{size}", rows(size))
        with django_assert_max_num_queries(12) as queries:
            assert matches(reader, "action")
        counts.add(len(queries))
    assert len(counts) == 1
