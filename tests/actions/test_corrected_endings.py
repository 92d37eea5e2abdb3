"""What ends in a published version, and a correction of it: both print it, and the correction can put it right."""

from datetime import date
from importlib import import_module

import pytest
from django.db import connection
from pytest_django.fixtures import DjangoAssertNumQueries

from actions.branching import merge_actions
from actions.comparing import compare_versions
from actions.edit_page import EditPage
from actions.endings import endings_in, endings_of
from actions.importing import import_document
from actions.leaving import roll_into, take_back, withdraw
from actions.models import LineageEdge
from actions.publishing import discard_correction, open_correction, publish
from plans.models import Plan, PlanVersion, User
from plans.readers.document import DocumentSection, PlanDocument, Row
from plans.recording import Refused
from reporting.exporting import export_version
from tests.people import plan_owner

from .editing import HOMES, NEXT, STAFF, WHY, entry, homes_plan, order, publish_it, working


@pytest.fixture
def plan(db: None) -> Plan:
    return homes_plan()


@pytest.fixture
def owner(plan: Plan) -> User:
    return plan_owner("Owner", plan)


def printed_endings(version: PlanVersion) -> dict[str, list[str | None]]:
    """For each action that ends in the version, the actions it goes on in, by slugs; None is nowhere."""
    found = {}
    for entries in endings_in(PlanVersion.objects.get(pk=version.pk)).values():
        into = [edge.to_action_version and edge.to_action_version.action.slug for edge in entries]
        assert entries[0].from_action_version
        found[entries[0].from_action_version.action.slug] = into
    return found


def published(correction: PlanVersion, by: User | None = None) -> PlanVersion:
    publish(correction, label="June 2021", as_of=NEXT, by=by)
    return PlanVersion.objects.get(pk=correction.pk)


def test_what_ended_in_a_version_ends_in_its_correction_and_both_print_it(plan: Plan, owner: User) -> None:
    roll_into(entry(plan), entry(plan, "run"), reason=WHY, by=owner)
    corrected = publish_it(plan)
    correction = open_correction(corrected, by=owner)
    assert printed_endings(correction) == {"open": ["run"]}
    assert EditPage(correction).changed == 0
    correction = published(correction, by=owner)
    assert [printed_endings(version) for version in (corrected, correction)] == [{"open": ["run"]}] * 2
    assert [export_version(version).rows()[0].rolled_into for version in (corrected, correction)] == [["1.2"]] * 2
    for versions in ((corrected, correction), (correction, corrected)):
        assert all(action.is_unchanged for action in compare_versions(*versions).actions)
    assert order(plan) == [(HOMES, ["run"]), (STAFF, ["train"])]
    (gone,) = [each for each in compare_versions(correction, working(plan)).actions if each.after is None]
    assert gone.as_json()["rolled_into"] == ["1.2"]


def test_where_it_went_is_put_right_by_a_correction(plan: Plan) -> None:
    roll_into(entry(plan), entry(plan, "run"), reason="A slip of the pen.", by=None)
    corrected = publish_it(plan)
    correction = open_correction(corrected, by=None)
    take_back(entry(plan, version=correction), by=None)
    roll_into(entry(plan, version=correction), entry(plan, "train", version=correction), reason=WHY, by=None)
    correction = published(correction, by=None)
    assert printed_endings(correction) == {"open": ["train"]}
    assert printed_endings(corrected) == {"open": ["run"]}
    (gone,) = [each for each in compare_versions(correction, working(plan)).actions if each.after is None]
    assert gone.as_json()["rolled_into"] == ["2.1"]


def test_a_correction_lets_go_on_what_should_not_have_ended(plan: Plan) -> None:
    withdraw(entry(plan), reason="A slip of the pen.", by=None)
    corrected = publish_it(plan)
    correction = open_correction(corrected, by=None)
    take_back(entry(plan, version=correction), by=None)
    assert EditPage(correction).changed == 1
    correction = published(correction, by=None)
    assert printed_endings(correction) == {}
    for versions, told in (((corrected, correction), True), ((correction, corrected), False)):
        (compared,) = compare_versions(*versions, [entry(plan).action_id]).actions
        assert (compared.goes_on_after_all, compared.ends_otherwise) == (told, True)
        assert (compared.kinds, compared.is_unchanged) == (("unchanged",), False)
    assert order(plan) == [(HOMES, ["open", "run"]), (STAFF, ["train"])]


def test_but_not_where_later_versions_go_on_without_it(plan: Plan) -> None:
    withdraw(entry(plan), reason=WHY, by=None)
    corrected = publish_it(plan)
    publish(working(plan), label="December 2021", as_of=date(2021, 12, 31), by=None)
    correction = open_correction(corrected, by=None)
    with pytest.raises(Refused, match="go on without this action"):
        take_back(entry(plan, version=correction), by=None)


class TestWhatNoLaterVersionHas:
    """A file without it was taken in next, so that it is read as dropped, and another was published after that."""

    @pytest.fixture
    def correction(self, plan: Plan, owner: User) -> PlanVersion:
        corrected = publish_it(plan)
        going_on = Row(reference="1.2", action="Run homes", action_id="run", continues=["run"])
        document = PlanDocument(title="Homes", sections=[DocumentSection(rows=[going_on])])
        import_document(plan, document, as_of=date(2021, 12, 31), publish=True, by=None)
        publish(working(plan), label="March 2022", as_of=date(2022, 3, 31), by=None)
        return open_correction(corrected, by=owner)

    def test_is_let_end_in_a_correction(self, plan: Plan, owner: User, correction: PlanVersion) -> None:
        opened, run = entry(plan, version=correction), entry(plan, "run", version=correction)
        roll_into(opened, run, reason=WHY, by=owner)
        withdraw(entry(plan, "train", version=correction), reason="The college trains them.", by=owner)
        correction = published(correction, by=owner)
        assert printed_endings(correction) == {"open": ["run"], "train": [None]}
        assert [edge.kind for edge in endings_of([opened])] == ["rolled_into"]
        (gone, *_) = compare_versions(correction, plan.versions.get(label="December 2021"), [opened.action_id]).actions
        assert gone.as_json()["rolled_into"] == ["1.2"]
        assert (
            LineageEdge.objects.current().filter(from_action_version__action=opened.action, kind="dropped").count() == 0
        )
        assert not working(plan).action_versions.filter(action=opened.action).exists()

    def test_and_taken_back_while_that_is_open(self, plan: Plan, correction: PlanVersion) -> None:
        withdraw(entry(plan, version=correction), reason="A slip of the pen.", by=None)
        take_back(entry(plan, version=correction), by=None)
        correction = published(correction)
        assert printed_endings(correction) == {}
        assert [edge.reason for edge in endings_of([entry(plan, version=correction)])] == ["as the imported file says"]

    def test_but_not_where_another_action_goes_on_from_it(
        self, plan: Plan, owner: User, correction: PlanVersion
    ) -> None:
        LineageEdge.objects.create(
            kind="merged",
            from_action_version=entry(plan, version=correction.corrects),
            to_action_version=entry(plan, "run", version=plan.versions.get(label="December 2021")),
        )
        with pytest.raises(Refused, match=r"or go on from it\. Let it end in the last of them"):
            withdraw(entry(plan, version=correction), reason=WHY, by=owner)


def test_what_was_merged_goes_on_in_a_correction_once_what_it_was_merged_into_is_withdrawn(plan: Plan) -> None:
    slug = merge_actions([entry(plan), entry(plan, "run")], reference="1.3", by=None).action.slug
    correction = open_correction(publish_it(plan), by=None)
    with pytest.raises(Refused, match=r"was merged into 1\.3 Open homes\. Withdraw that one first"):
        take_back(entry(plan, version=correction), by=None)
    withdraw(entry(plan, slug, version=correction), reason="They are two after all.", by=None)
    take_back(entry(plan, version=correction), by=None)
    with pytest.raises(Refused, match="goes on again"):
        take_back(entry(plan, slug, version=correction), by=None)
    take_back(entry(plan, "run", version=correction), by=None)
    assert printed_endings(published(correction)) == {slug: [None]}
    assert order(plan) == [(HOMES, ["open", "run"]), (STAFF, ["train"])]


def test_discarding_a_correction_leaves_what_ended(plan: Plan) -> None:
    withdraw(entry(plan), reason=WHY, by=None)
    corrected = publish_it(plan)
    discard_correction(open_correction(corrected, by=None), by=None)
    assert printed_endings(corrected) == {"open": [None]}
    assert order(plan) == [(HOMES, ["run"]), (STAFF, ["train"])]


def test_a_correction_says_of_an_ending_who_said_it_and_when(plan: Plan, owner: User) -> None:
    withdraw(entry(plan), reason=WHY, by=owner)
    corrected = publish_it(plan)
    correction = open_correction(corrected, by=None)
    (said,), (copied,) = (edges for version in (corrected, correction) for edges in endings_in(version).values())
    assert (copied.reason, copied.decided_by, copied.decided_at) == (WHY, owner, said.decided_at)


def test_telling_of_an_ending_that_was_compared_reads_nothing_more(
    plan: Plan, owner: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    roll_into(entry(plan), entry(plan, "run"), reason=WHY, by=owner)
    action = entry(plan).action_id
    (compared,) = compare_versions(plan.versions.published().get(), working(plan), [action]).actions
    with django_assert_num_queries(0):
        (edge,) = compared.endings
        assert edge.to_action_version
        assert (str(edge.to_action_version), edge.to_action_version.action.slug) == ("1.2 Run homes", "run")
        assert (edge.reason_given, str(edge.decided_by)) == (WHY, "Owner")
        assert edge.decided_at


def test_what_a_later_version_was_found_to_go_on_with_does_not_end_in_a_correction(plan: Plan) -> None:
    withdraw(entry(plan), reason="A slip of the pen.", by=None)
    corrected = publish_it(plan)
    document = PlanDocument(
        title="Homes", sections=[DocumentSection(rows=[Row(reference="1.1", action="Open homes", continues=["1.1"])])]
    )
    import_document(plan, document, as_of=date(2021, 12, 31), publish=True, by=None)
    assert printed_endings(corrected) == {"open": [None]}
    assert printed_endings(open_correction(corrected, by=None)) == {}


def upgrade() -> None:
    """What the migration did when an open correction was still the working version."""
    for correction in PlanVersion.objects.correcting():
        correction.plan.versions.working().delete()
        PlanVersion.objects.filter(pk=correction.pk).update(state="working")
    module = import_module("actions.migrations.0009_corrections_end_what_they_correct")
    with connection.cursor() as cursor:
        for operation in module.Migration.operations:
            cursor.execute(operation.sql)
    PlanVersion.objects.working().filter(corrects__isnull=False).update(state="correcting")


class TestOneThatWasOpenBeforeCorrectionsHadEndings:
    @pytest.fixture
    def corrected(self, plan: Plan, owner: User) -> PlanVersion:
        withdraw(entry(plan, "train"), reason="The college trains them.", by=owner)
        roll_into(entry(plan), entry(plan, "run"), reason=WHY, by=owner)
        return publish_it(plan)

    @pytest.fixture
    def correction(self, corrected: PlanVersion) -> PlanVersion:
        correction = open_correction(corrected, by=None)
        LineageEdge.objects.filter(from_action_version__version=correction).delete()
        return correction

    def test_gets_them_once(self, plan: Plan, owner: User, corrected: PlanVersion, correction: PlanVersion) -> None:
        assert printed_endings(correction) == {}
        upgrade()
        upgrade()
        assert printed_endings(correction) == {"open": ["run"], "train": [None]}
        assert {edge.decided_by for edges in endings_in(correction).values() for edge in edges} == {owner}
        assert EditPage(correction).changed == 0
        assert (
            printed_endings(published(correction)) == printed_endings(corrected) == {"open": ["run"], "train": [None]}
        )
        assert order(plan) == [(HOMES, ["run"]), (STAFF, [])]

    def test_but_for_what_was_ended_otherwise_meanwhile(self, plan: Plan, correction: PlanVersion) -> None:
        withdraw(entry(plan, version=correction), reason=WHY, by=None)
        upgrade()
        assert printed_endings(correction) == {"open": [None], "train": [None]}

    def test_and_for_what_was_taken_back(self, plan: Plan, corrected: PlanVersion) -> None:
        correction = open_correction(corrected, by=None)
        take_back(entry(plan, version=correction), by=None)
        upgrade()
        assert printed_endings(correction) == {"train": [None]}

    def test_of_versions_that_nobody_corrects_nothing_is_said(self, plan: Plan, corrected: PlanVersion) -> None:
        before = LineageEdge.objects.count()
        upgrade()
        assert LineageEdge.objects.count() == before


class TestOnesThatWerePublishedBeforeCorrectionsHadEndings:
    """What ended in the version they correct was taken over from it once they were published."""

    @pytest.fixture
    def versions(self, plan: Plan, owner: User) -> list[PlanVersion]:
        """A version, its correction, and the correction of that."""
        roll_into(entry(plan), entry(plan, "run"), reason=WHY, by=owner)
        return [version := publish_it(plan), version := self.corrected(version), self.corrected(version)]

    def corrected(self, version: PlanVersion) -> PlanVersion:
        correction = open_correction(version, by=None)
        LineageEdge.objects.filter(from_action_version__version=correction).delete()
        correction = published(correction)
        for said in LineageEdge.objects.live().filter(kind="rolled_into", from_action_version__version=version):
            here = {each.action_id: each for each in correction.action_versions.all()}
            assert said.from_action_version
            assert said.to_action_version
            LineageEdge.objects.create(
                kind=said.kind,
                from_action_version=here[said.from_action_version.action_id],
                to_action_version=here[said.to_action_version.action_id],
                reason=said.reason,
                decided_by=said.decided_by,
                supersedes=said,
            )
        return correction

    def goes_on(self, earlier: PlanVersion, later: PlanVersion, action: int) -> bool:
        return compare_versions(earlier, later, [action]).actions[0].goes_on_after_all

    def test_print_them_too(self, plan: Plan, owner: User, versions: list[PlanVersion]) -> None:
        first, _between, last = versions
        action = first.action_versions.get(action__slug="open").action_id
        assert self.goes_on(first, last, action)
        upgrade()
        upgrade()
        assert not self.goes_on(first, last, action)
        assert printed_endings(last) == {"open": ["run"]}
        ((edge,),) = endings_in(last).values()
        assert (edge.reason, edge.decided_by) == (WHY, owner)

    def test_but_for_what_was_only_found_later(self, plan: Plan, versions: list[PlanVersion]) -> None:
        last = versions[-1]
        train = last.action_versions.get(action__slug="train")
        LineageEdge.objects.create(kind="dropped", from_action_version=train, reason=WHY)
        upgrade()
        assert printed_endings(last) == {"open": ["run"]}
