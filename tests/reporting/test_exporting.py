"""What is exported can be imported, and then exports the same."""

from dataclasses import dataclass, fields
from datetime import date
from typing import Any

import pytest
from django.db import transaction

from actions.importing import import_document
from actions.linking import link_actions
from actions.models import ActionLink, ActionVersion, LineageEdge, MilestoneVersion
from actions.publishing import open_next
from plans.models import Measure, Officer, Plan, PlanVersion, StatusLabel
from plans.readers.document import DocumentMeasure, DocumentOfficer, DocumentReading, PlanDocument, Row
from reporting.exporting import export_version, list_plans
from tests.demo_tables import DemoTables
from tests.plan_documents import add_version, new_plan, rows
from tests.small_plan import SmallPlan


@dataclass
class Everything:
    """All that the plans say, without a primary key in it."""

    documents: list[PlanDocument]
    plans: set[tuple[Any, ...]]
    lineage: set[tuple[Any, ...]]
    links: set[tuple[Any, ...]]
    milestones: set[frozenset[tuple[Any, ...]]]
    officers: set[tuple[Any, ...]]
    labels: set[tuple[Any, ...]]
    measures: set[tuple[Any, ...]]


def everything() -> Everything:
    milestones: dict[int, set[tuple[Any, ...]]] = {}
    for entry in MilestoneVersion.objects.select_related("action_version__version__plan", "action_version__action"):
        milestones.setdefault(entry.milestone_id, set()).add((*_name(entry.action_version), entry.title))
    edges = LineageEdge.objects.select_related(
        "from_action_version__version", "from_action_version__action", "to_action_version__version"
    )
    versions = PlanVersion.objects.select_related("plan").order_by("number", "plan__slug")
    return Everything(
        documents=[export_version(version) for version in versions],
        plans=set(Plan.objects.values_list("slug", "kind")),
        lineage={(edge.kind, _name(edge.from_action_version), _name(edge.to_action_version)) for edge in edges},
        links={
            (frozenset([link.from_action.slug, link.to_action.slug]), link.kind, link.why)
            for link in ActionLink.objects.select_related("from_action", "to_action")
        },
        milestones=set(map(frozenset, milestones.values())),
        officers=set(Officer.objects.values_list("slug", "name", "post")),
        labels=set(StatusLabel.objects.values_list("plan__slug", "words", "colour", "meaning", "closes", "position")),
        measures=set(
            Measure.objects.values_list("plan__slug", "title", "unit", "readings__date", "readings__value", "position")
        ),
    )


def _name(action_version: ActionVersion | None) -> tuple[Any, ...]:
    if action_version is None:
        return ()
    return action_version.version.plan.slug, action_version.version.number, action_version.action.slug


@pytest.fixture
def original(demo_tables: DemoTables, db: None) -> Everything:
    """The demo, all told; the database is empty again."""
    with transaction.atomic():
        demo_tables.copy_in()
        told = everything()
        transaction.set_rollback(True)
    return told


def take_in(document: PlanDocument, *, slug: str = "") -> PlanVersion:
    plan, _ = Plan.objects.get_or_create(
        slug=slug or document.slug, defaults={"title": document.title, "kind": document.kind}
    )
    return import_document(plan, document, publish=document.published, by=None).version


def test_the_demo_is_the_same_after_a_round_trip(original: Everything) -> None:
    for document in original.documents:
        take_in(document)
    again = everything()
    for aspect in fields(Everything):
        assert getattr(again, aspect.name) == getattr(original, aspect.name), aspect.name


def test_the_round_trip_was_of_everything(original: Everything) -> None:
    assert [(document.slug.split("-")[0], document.number) for document in original.documents] == [
        *[("children", 1), ("improvement", 1), ("sufficiency", 1)],
        *[("children", 2), ("improvement", 2), ("sufficiency", 2), ("children", 3), ("children", 4)],
    ]
    assert all(getattr(original, aspect.name) for aspect in fields(Everything))
    assert {kind for kind, _, _ in original.lineage} == {*["continues", "rolled_into", "new", "dropped"]}


def test_split_merged_and_renamed_threads_are_the_same_after_a_round_trip(db: None) -> None:
    plan = new_plan("threads", rows(4))
    add_version(
        plan,
        [
            Row(reference="1.1", action="Half of the first", continues=["1.1"]),
            Row(reference="1.2", action="The other half of the first", continues=["1.1"]),
            Row(reference="1.3", action="Second and third", continues=["1.2", "1.3"]),
            Row(reference="1.4", action="Fourth", continues=["1.4"], rolled_into=["1.3"]),
            Row(reference="1.5", action="New", is_new=True),
        ],
        as_of=date(2021, 6, 30),
    )
    documents = [export_version(version) for version in plan.versions.by_date()]
    assert sorted(LineageEdge.objects.values_list("kind", flat=True)) == [
        *["continues"] * 3,
        *["merged", "new", "rolled_into", "split"],
    ]
    copies = [export_version(take_in(document, slug="again")) for document in documents]
    assert [row for document in copies for row in document.rows()] == [
        row for document in documents for row in document.rows()
    ]
    assert _edges_of("again") == _edges_of("threads")


def _edges_of(slug: str) -> list[tuple[str, ...]]:
    edges = LineageEdge.objects.filter(from_action_version__version__plan__slug=slug)
    ends = ("from_action_version__action__slug", "to_action_version__action__slug", "to_action_version__reference")
    return sorted(edges.values_list("kind", *ends))


class TestLineage:
    def test_an_edge_that_is_superseded_is_left_out(self, small_plan: SmallPlan) -> None:
        here = small_plan.working.action_version
        assert _row(small_plan.working.version).continues == ["1.1"]
        LineageEdge.objects.create(kind="new", to_action_version=here, supersedes=small_plan.edge)
        assert _row(small_plan.working.version).continues == []

    def test_what_was_rolled_into_a_later_version_is_told_by_its_reference_here(self, small_plan: SmallPlan) -> None:
        other = small_plan.further_action()
        ActionVersion.objects.create(
            version=small_plan.working.version,
            section_version=small_plan.working.section_version,
            action=other,
            reference="1.7",
            position=2,
        )
        later = small_plan.write(3, action=other).action_version
        LineageEdge.objects.create(
            kind="rolled_into", from_action_version=small_plan.working.action_version, to_action_version=later
        )
        assert _row(small_plan.working.version).rolled_into == ["1.7"]

    def test_what_was_rolled_into_something_not_here_is_left_out(self, small_plan: SmallPlan) -> None:
        later = small_plan.write(3, action=small_plan.further_action()).action_version
        LineageEdge.objects.create(
            kind="rolled_into", from_action_version=small_plan.working.action_version, to_action_version=later
        )
        assert _row(small_plan.working.version).rolled_into == []


class TestProgress:
    def test_a_published_version_tells_what_it_printed(self, small_plan: SmallPlan) -> None:
        small_plan.update(small_plan.published)
        assert _row(small_plan.published.version).progress == ""

    def test_the_working_version_tells_the_latest_report(self, db: None) -> None:
        plan = new_plan("reported", rows(1, progress="As printed"))
        working = open_next(plan, by=None)
        assert _row(working).progress == "As printed"
        here = working.action_versions.get()
        here.updates.create(action=here.action, as_at=date(2021, 3, 1), narrative="In March", status_words="Done")
        here.updates.create(action=here.action, as_at=date(2021, 2, 1), narrative="In February")
        assert (_row(working).progress, _row(working).status) == ("In March", "Done")

    def test_a_report_made_since_goes_before_what_was_imported(self, db: None) -> None:
        plan = Plan.objects.create(slug="imported", title="Imported")
        working = add_version(plan, rows(1, progress="As imported"), publish=False, as_of=date(2021, 1, 31))
        here = working.action_versions.get()
        here.updates.create(action=here.action, as_at=date(2021, 2, 28), narrative="Since")
        assert _row(working).progress == "Since"


class TestMeasures:
    def test_targets_counts_and_whole_numbers_survive(self, db: None) -> None:
        readings = [
            DocumentReading(date=date(2022, 7, 31), value=57.7, as_printed="57.7%", count=303),
            DocumentReading(date=date(2023, 7, 31), value=48, as_printed="48"),
        ]
        measures = [DocumentMeasure(title="External placements", unit="%", readings=readings, target=50)]
        plan = Plan.objects.create(slug="measured", title="Measured")
        version = add_version(plan, rows(1), measures=measures, as_of=date(2023, 7, 31))
        exported = export_version(version).measures
        assert exported == measures
        assert [type(reading.value) for reading in exported[0].readings] == [float, int]


class TestOfficers:
    def test_a_post_and_a_person_in_a_post_are_described(self, db: None) -> None:
        described = [DocumentOfficer(post="Head of Homes"), DocumentOfficer(name="Ada Byron", post="Head of Schools")]
        contents = [Row(action="Homes", lead=["Head of Homes"], accountable=["Ada Byron", "Grace Hopper"])]
        plan = Plan.objects.create(slug="posts", title="Posts")
        version = add_version(plan, contents, officers=described)
        exported = export_version(version)
        assert sorted(exported.officers, key=lambda officer: officer.post) == described
        assert exported.rows()[0].accountable == ["Ada Byron", "Grace Hopper"]

    def test_officers_of_other_versions_are_left_out(self, db: None) -> None:
        plan = Plan.objects.create(slug="posts", title="Posts")
        post = [DocumentOfficer(post="Head of Homes")]
        add_version(plan, [Row(action="Homes", lead=["Head of Homes"])], officers=post)
        later = add_version(plan, [Row(action="Homes", lead=["Ada Byron"])], as_of=date(2022, 1, 1))
        assert export_version(later).officers == []


class TestRelated:
    def test_the_same_work_is_told_from_both_sides(self, db: None) -> None:
        here, there = new_plan("here", rows(1)), new_plan("there", rows(1))
        link_actions(here.actions.get(), there.actions.get(), kind="same work", why="Both open homes", by=None)
        (told,), (told_there,) = _row(here.versions.get()).related, _row(there.versions.get()).related
        assert (told.plan, told.reference, told.action_id, told.kind, told.why) == (
            *("there", "1.1", "action-1", "same work", "Both open homes"),
        )
        assert told_there.plan == "here"

    @pytest.mark.parametrize("kind", ["supports", "depends on"])
    def test_the_other_kinds_are_told_from_theirs(self, db: None, kind: str) -> None:
        here, there = new_plan("here", rows(1)), new_plan("there", rows(1))
        link_actions(here.actions.get(), there.actions.get(), kind=kind, why="One serves the other", by=None)
        assert [related.kind for related in _row(here.versions.get()).related] == [kind]
        assert _row(there.versions.get()).related == []

    def test_the_reference_is_the_last_that_was_published(self, db: None) -> None:
        here, there = new_plan("here", rows(1)), new_plan("there", rows(1))
        add_version(there, [Row(reference="7.7", action="Renumbered", continues=["1.1"])], as_of=date(2022, 1, 1))
        link_actions(here.actions.get(), there.actions.get(), kind="supports", why="One serves the other", by=None)
        assert _row(here.versions.get()).related[0].reference == "7.7"


def test_plans_are_listed_with_their_versions_earliest_first(db: None) -> None:
    plan = new_plan("alpha", rows(1))
    add_version(plan, rows(1), as_of=date(2020, 1, 31))
    open_next(plan, by=None)
    Plan.objects.create(slug="beta", title="Beta", kind="strategy")
    alpha, beta = list_plans()
    assert beta == {"slug": "beta", "title": "Beta", "kind": "strategy", "versions": []}
    assert alpha["versions"] == [
        {"number": 2, "label": "January 2020", "as_of": "2020-01-31", "published": True},
        {"number": 1, "label": "January 2021", "as_of": "2021-01-31", "published": True},
        {"number": 3, "label": "Working version", "as_of": None, "published": False},
    ]


def _row(version: PlanVersion) -> Row:
    return export_version(version).rows()[0]
