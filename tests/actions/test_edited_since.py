"""A version that was read from a file and then edited says so where its file is named."""

from typing import Any

import pytest
from django.test import Client

from actions.edited_since import was_edited_since
from actions.importing import import_document
from actions.models import ActionVersion, SourceFile
from actions.outside import Outside, outside_of
from actions.outside_changes import change_outside
from actions.publishing import open_next, publish
from actions.sections import add_section
from actions.sources import Source
from plans.models import Plan, PlanVersion
from plans.readers.document import DocumentSection, PlanDocument
from tests.pages import page_words
from tests.plan_documents import COLUMNS, new_plan, rows

from .editing import NEXT, PUBLISHED, edit, entry, working

pytestmark = pytest.mark.django_db


def bring_in(plan: Plan, *, publish_it: bool = False) -> SourceFile:
    document = PlanDocument(title="Homes", columns=COLUMNS, sections=[DocumentSection(title="Work", rows=rows(2))])
    source = Source("homes.docx", b"PK\x03\x04 a document")
    imported = import_document(plan, document, as_of=PUBLISHED, publish=publish_it, by=None, source=source)
    return SourceFile.objects.get(version=imported.version)


@pytest.fixture
def plan() -> Plan:
    return new_plan("homes")


@pytest.fixture
def source(plan: Plan) -> SourceFile:
    return bring_in(plan)


def first(plan: Plan) -> ActionVersion:
    return entry(plan, working(plan).action_versions.order_by("position")[0].action.slug)


def change_the_words(version: PlanVersion) -> None:
    edit(version.plan, first(version.plan).action.slug, wanted={"text": "Other words"})


def change_the_officers(version: PlanVersion) -> None:
    edit(version.plan, first(version.plan).action.slug, wanted={"lead": ""})


def change_the_introduction(version: PlanVersion) -> None:
    change_outside(version, Outside("New", ()), seen=outside_of(version).mark, by=None)


def add_a_section(version: PlanVersion) -> None:
    add_section(version, number="9", title="More", by=None)


EDITS = [change_the_words, change_the_officers, change_the_introduction, add_a_section]


@pytest.mark.parametrize("change", EDITS)
def test_each_kind_of_edit_is_told(reader: Client, plan: Plan, source: SourceFile, change: Any) -> None:
    assert "edited here since" not in shown(reader, source.version)
    change(working(plan))
    assert "; edited here since. SHA-256 of the file" in shown(reader, source.version)


def test_it_stays_told_once_it_is_published(reader: Client, plan: Plan, source: SourceFile) -> None:
    change_the_words(working(plan))
    publish(working(plan), label="June 2021", as_of=NEXT, by=None)
    assert "edited here since" in shown(reader, source.version)


def test_publishing_is_no_edit(reader: Client, plan: Plan, source: SourceFile) -> None:
    publish(working(plan), label="June 2021", as_of=NEXT, by=None)
    assert not was_edited_since(source)
    assert "Read from homes.docx" in shown(reader, source.version)


def test_edits_of_the_next_version_are_not_its_own(plan: Plan) -> None:
    source = bring_in(plan, publish_it=True)
    open_next(plan, by=None)
    change_the_words(working(plan))
    assert not was_edited_since(source)


def test_it_is_one_question(source: SourceFile, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):
        assert not was_edited_since(source)


def shown(reader: Client, version: PlanVersion) -> str:
    return page_words(reader.get(version.get_absolute_url()))
