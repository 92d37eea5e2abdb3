"""What a version took its columns for stays, whatever a later release takes their headings for."""

from collections.abc import Callable, Iterator

import pytest

from actions.as_printed import PrintedColumn, printed_table
from actions.column_changes import change_columns, columns_mark
from actions.publishing import open_next
from actions.starting import start_plan
from plans.models import Plan, PlanVersion
from plans.readers import columns as rules
from plans.readers.columns import mapping_of
from plans.readers.document import Row
from reporting.exporting import export_version
from tests.people import plan_owner
from tests.plan_documents import add_version

from .editing import homes_plan, publish_it, working

COLUMNS = ["", "Action", "Lead", "Ward", "Risk"]
FIELDS = ["reference", "action", "lead", "", ""]
ROW = Row(reference="1.1", action="Open a home", lead=["Ada Byron"], other={"Risk": "High"})
Later = Callable[[], None]


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Iterator[Later]:
    """A release that knows of leads and risks otherwise."""
    known = rules.field_of_heading

    def known_later(heading: str) -> str:
        return {"Lead": "", "Risk": "progress", "Timeframe": "status"}.get(heading, known(heading))

    def begin() -> None:
        monkeypatch.setattr(rules, "field_of_heading", known_later)
        rules._fields.cache_clear()
        assert rules.fields_of_headings(COLUMNS) != FIELDS

    yield begin
    rules._fields.cache_clear()


@pytest.fixture
def homes(db: None) -> PlanVersion:
    return add_version(Plan.objects.create(slug="homes", title="Homes"), [ROW], columns=COLUMNS)


def test_of_a_version_that_was_taken_in(homes: PlanVersion, later: Later) -> None:
    before = printed_table(homes)
    later()
    stands = PlanVersion.objects.get(pk=homes.pk)
    assert stands.column_fields == FIELDS
    assert printed_table(stands) == before


def test_of_its_copy_and_of_what_is_exported(homes: PlanVersion, later: Later) -> None:
    later()
    assert open_next(homes.plan, by=None).column_fields == FIELDS
    exported = export_version(homes)
    assert exported.column_fields() == FIELDS
    again = Plan.objects.create(slug="again", title="Again")
    assert add_version(again, [ROW], columns=COLUMNS, mapping=exported.mapping).column_fields == FIELDS


def test_of_a_plan_that_was_started_here(db: None, later: Later) -> None:
    owner = plan_owner("Owner", Plan.objects.create(slug="roads", title="Roads plan"))
    version = start_plan(title="Housing plan", kind="strategy", by=owner).versions.get()
    before = version.column_fields
    assert "lead" in before
    later()
    assert PlanVersion.objects.get(pk=version.pk).column_fields == before


def test_of_columns_that_an_owner_chose(db: None, later: Later) -> None:
    plan = homes_plan()
    columns = [*printed_table(working(plan)).columns, PrintedColumn("Risk", "")]
    owner = plan_owner("Owner", plan)
    change_columns(working(plan), columns, renamed={}, seen=columns_mark(columns[:-1]), by=owner)
    version = publish_it(plan)
    later()
    assert PlanVersion.objects.get(pk=version.pk).column_fields == [column.field for column in columns]


@pytest.mark.parametrize("field", ["", "progress"])
def test_two_headings_that_differ_in_their_capitals_are_two(db: None, field: str) -> None:
    words = {"progress": "Not before May"} if field else {"other": {"STATUS": "Not before May"}}
    columns = {"Ref": "reference", "Action": "action", "Status": "status", "STATUS": field}
    row = Row(reference="1.1", action="Open a home", status="Begun", **words)
    plan = Plan.objects.create(slug="homes", title="Homes")
    version = add_version(plan, [row], columns=list(columns), mapping=mapping_of(list(columns), list(columns.values())))
    assert version.column_fields == list(columns.values())
    assert open_next(plan, by=None).column_fields == list(columns.values())
