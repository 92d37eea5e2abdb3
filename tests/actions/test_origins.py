"""Lineage proposed where the document says nothing of it, believed where it does, and decided by a person."""

from dataclasses import replace
from datetime import date

import pytest
from django.conf import settings
from django.db.models import Q

from actions.importing import Imported, import_document
from actions.models import LineageEdge
from actions.origins import ThreadAnswers
from plans.models import Plan
from plans.readers.document import DocumentError, DocumentSection, PlanDocument, Row
from plans.readers.structured import read_table, read_toml
from reporting.exporting import export_version
from tests.people import plan_owner
from tests.plan_documents import COLUMNS, new_plan

JANUARY, JUNE = date(2021, 1, 31), date(2021, 6, 30)
IMPROVEMENT = settings.BASE_DIR / "fixtures" / "children-and-families-improvement-plan"

FIRST = [
    Row(reference="1.1", action="Recruit and train forty foster carers for teenagers"),
    Row(reference="1.2", action="Review the contracts of all residential homes"),
    Row(reference="1.3", action="Publish a strategy for leaving care"),
    Row(reference="1.4", action="Open two homes", progress="This action will now be rolled into action 1.2."),
]
SECOND = [
    Row(reference="2.1", action="Review the contracts of all residential homes"),
    Row(reference="2.2", action="Recruit and train sixty foster carers for young teenagers"),
    Row(reference="2.3", action="Move the archive to Mansfield"),
]


def document(*contents: Row) -> PlanDocument:
    return PlanDocument(title="Homes", columns=COLUMNS, sections=[DocumentSection(title="Homes", rows=list(contents))])


@pytest.fixture
def plan(db: None) -> Plan:
    return new_plan("homes", FIRST)


def bring_in(plan: Plan, *contents: Row, threads: ThreadAnswers | None = None, publish: bool = True) -> Imported:
    return import_document(
        plan,
        document(*(contents or SECOND)),
        as_of=JUNE if publish else None,
        publish=publish,
        by=None,
        threads=threads,
    )


def edges(plan: Plan) -> set[tuple[str, str | None, str | None]]:
    """The live lineage, but for what was copied when the next version was opened."""
    of_plan = Q(from_action_version__version__plan=plan) | Q(to_action_version__version__plan=plan)
    told = LineageEdge.objects.live().filter(of_plan).exclude(reason__startswith="copied")
    return set(told.values_list("kind", "from_action_version__reference", "to_action_version__reference"))


class TestProposed:
    def test_by_the_words_whatever_the_number(self, plan: Plan) -> None:
        version = bring_in(plan).version
        assert dict(version.action_versions.values_list("reference", "action__slug")) == {
            "2.1": "review-the-contracts-of-all-residential",
            "2.2": "recruit-and-train-forty-foster-carers",
            "2.3": "move-the-archive-to-mansfield",
        }

    def test_each_thread_its_beginning_and_its_end_are_kept(self, plan: Plan) -> None:
        bring_in(plan)
        assert edges(plan) == {
            ("continues", "1.2", "2.1"),
            ("continues", "1.1", "2.2"),
            ("new", None, "2.3"),
            ("dropped", "1.3", None),
            ("rolled_into", "1.4", "1.2"),
        }

    def test_with_likeness_and_reason_and_nobody_s_name(self, plan: Plan) -> None:
        bring_in(plan)
        same = LineageEdge.objects.get(to_action_version__reference="2.1")
        assert (same.score, same.decided_by) == (1.0, None)
        assert same.reason == "same title, renumbered from 1.2 to 2.1"
        assert all(edge.reason for edge in LineageEdge.objects.all())

    def test_a_doubtful_pair_is_kept_and_warned_of_by_name(self, plan: Plan) -> None:
        contents = [Row(reference="9", action="Recruit and train officers for a new archive of contracts")]
        imported = bring_in(plan, *contents)
        assert edges(plan) >= {("continues", "1.1", "9")}
        (warning,) = imported.warnings
        assert warning.where == "9"
        assert warning.message.startswith("perhaps continues 1.1 of January 2021 (0.")
        assert "Unsure: " in warning.message

    def test_what_perhaps_goes_on_in_a_later_version_is_warned_of(self, db: None) -> None:
        plan = new_plan("homes", [Row(reference="1", action="Close the hostel")])
        import_document(plan, document(*FIRST), as_of=date(2021, 12, 31), publish=True, by=None)
        contents = Row(reference="9", action="Recruit and train officers for a new archive of contracts")
        (warning,) = bring_in(plan, contents).warnings
        assert warning.where == "9"
        assert edges(plan) >= {("new", None, "9"), ("new", None, "1.1")}
        assert warning.message.startswith("perhaps goes on as 1.1 of December 2021 (0.")
        assert "kept as an action of its own" in warning.message
        assert warning.message.endswith("put that right in the lineage afterwards")

    def test_a_row_that_says_which_action_it_is_is_that_action(self, plan: Plan) -> None:
        other = plan.actions.get(slug="publish-a-strategy-for-leaving-care")
        first = replace(SECOND[0], action_id=other.slug)
        version = bring_in(plan, first).version
        assert version.action_versions.get().action == other
        assert edges(plan) >= {("continues", "1.3", "2.1"), ("dropped", "1.2", None)}

    def test_a_file_that_says_it_of_one_row_is_believed_in_all(self, plan: Plan) -> None:
        bring_in(plan, replace(SECOND[0], continues=["1.3"]), SECOND[1])
        assert edges(plan) == {
            *[("continues", "1.3", "2.1"), ("new", None, "2.2")],
            *[("dropped", reference, None) for reference in ("1.1", "1.2", "1.4")],
        }
        assert set(LineageEdge.objects.values_list("reason", flat=True)) == {"as the imported file says"}

    def test_in_a_working_version_nothing_is_dropped_yet(self, plan: Plan) -> None:
        bring_in(plan, publish=False)
        assert {kind for kind, _, _ in edges(plan)} == {"continues", "new", "rolled_into"}

    def test_in_the_first_version_nothing_is_new(self, plan: Plan) -> None:
        assert edges(plan) == set()


class TestCounts:
    """What the lineage says already of how actions of the version before end is counted so."""

    ENDS = (Row(reference="1.1", action="Open", rolled_into=["1.2"]), Row(reference="1.2", action="Run"))

    @pytest.mark.parametrize(
        "later", [Row(reference="1.2", action="Run", continues=["1.2"]), Row(reference="1.2", action="Run")]
    )
    def test_what_was_rolled_into_another_before(self, db: None, later: Row) -> None:
        plan = new_plan("homes", self.ENDS)
        assert bring_in(plan, later).origins.counts == {"continued": 1, "new": 0, "rolled": 1, "dropped": 0}
        assert {edge for edge in edges(plan) if edge[0] != "continues"} == {("rolled_into", "1.1", "1.2")}

    def test_whatever_is_said_of_it_afterwards(self, db: None) -> None:
        plan = new_plan("homes", self.ENDS)
        threads = ThreadAnswers(rows={0: ["run"]}, gone={"open": []})
        taken = bring_in(plan, Row(reference="1.2", action="Open"), threads=threads)
        assert taken.origins.counts["rolled"] == 1
        assert edges(plan) >= {("rolled_into", "1.1", "1.2")}


class TestDecided:
    def answers(self, **gone: list[str]) -> ThreadAnswers:
        rows = {0: ["review-the-contracts-of-all-residential"], 1: [], 2: ["publish-a-strategy-for-leaving-care"]}
        return ThreadAnswers(rows=rows, gone={slug.replace("_", "-"): into for slug, into in gone.items()})

    def test_wins_over_what_is_proposed_and_has_the_person_s_name(self, plan: Plan) -> None:
        owner = plan_owner("Owner", plan)
        gone = {"open-two-homes": ["recruit-and-train-forty-foster-carers"]}
        threads = replace(self.answers(), gone=gone)
        import_document(plan, document(*SECOND), as_of=JUNE, publish=True, by=owner, threads=threads)
        assert edges(plan) == {
            ("continues", "1.2", "2.1"),
            ("new", None, "2.2"),
            ("continues", "1.3", "2.3"),
            ("dropped", "1.1", None),
            ("rolled_into", "1.4", "1.1"),
        }
        assert set(LineageEdge.objects.values_list("decided_by", flat=True)) == {owner.pk}
        reasons = dict(LineageEdge.objects.values_list("to_action_version__reference", "reason"))
        assert reasons["2.1"] == "same title, renumbered from 1.2 to 2.1"
        assert reasons["2.3"] == "decided by the person who imported it"

    def test_two_rows_that_continue_one_are_split_and_the_likest_goes_on(self, plan: Plan) -> None:
        carers = "recruit-and-train-forty-foster-carers"
        bring_in(plan, threads=ThreadAnswers(rows={0: [carers], 1: [carers]}))
        assert edges(plan) >= {("split", "1.1", "2.1"), ("continues", "1.1", "2.2")}

    @pytest.mark.parametrize(("decided", "likest"), [("1.1", "2.2"), ("2.2", "1.1")])
    def test_unless_one_of_the_two_has_its_reference(self, plan: Plan, decided: str, likest: str) -> None:
        carers = "recruit-and-train-forty-foster-carers"
        contents = [replace(SECOND[1], reference=likest), replace(SECOND[2], reference=decided)]
        bring_in(plan, *contents, threads=ThreadAnswers(rows={0: [carers], 1: [carers]}))
        assert edges(plan) >= {("continues", "1.1", "1.1"), ("split", "1.1", "2.2")}

    def test_a_row_that_continues_two_is_merged(self, plan: Plan) -> None:
        both = ["recruit-and-train-forty-foster-carers", "open-two-homes"]
        bring_in(plan, threads=ThreadAnswers(rows={1: both}))
        assert edges(plan) >= {("continues", "1.1", "2.2"), ("merged", "1.4", "2.2")}

    def test_what_a_row_was_taken_from_is_rolled_into_what_its_progress_says(self, plan: Plan) -> None:
        contents = [Row(reference="1.1", action="Open two homes"), SECOND[0]]
        taken = bring_in(plan, *contents, threads=ThreadAnswers(rows={0: ["publish-a-strategy-for-leaving-care"]}))
        assert edges(plan) >= {("continues", "1.3", "1.1"), ("rolled_into", "1.4", "1.2"), ("dropped", "1.1", None)}
        assert taken.origins.counts["rolled"] == 1
        edge = LineageEdge.objects.get(kind="rolled_into")
        assert edge.reason == "rolled into 1.2, as its progress says"

    def test_unless_the_person_says_otherwise(self, plan: Plan) -> None:
        gone: dict[str, list[str]] = {"open-two-homes": []}
        threads = ThreadAnswers(rows={0: ["publish-a-strategy-for-leaving-care"]}, gone=gone)
        bring_in(plan, Row(reference="1.1", action="Open two homes"), SECOND[0], threads=threads)
        assert edges(plan) >= {("dropped", "1.4", None)}

    def test_what_is_not_there_any_more_is_refused(self, plan: Plan) -> None:
        with pytest.raises(DocumentError, match="“gone” is not in the version before any more"):
            bring_in(plan, threads=ThreadAnswers(rows={0: ["gone"]}))
        assert plan.versions.count() == 1


class TestTheDemo:
    """The three versions of the improvement plan, without a word of what continues what, one after the other."""

    @pytest.fixture
    def again(self, demo: None) -> Plan:
        plan = Plan.objects.create(slug="again", title="Again")
        described = read_table((IMPROVEMENT / "plan.toml").read_bytes())
        described.pop("reporting")  # which is no part of the document
        for path in sorted(IMPROVEMENT.glob("[0-9]*.toml")):
            read = read_toml(path.read_bytes(), **described)
            for row in read.rows():
                row.action_id, row.continues, row.rolled_into, row.related = "", [], [], []
            import_document(plan, read, publish=True, by=None)
        return plan

    def threads(self, plan: Plan) -> set[tuple[tuple[int, str], ...]]:
        """Each action by the versions and references it stands under."""
        published = {version.number: export_version(version) for version in plan.versions.published()}
        found: dict[str, list[tuple[int, str]]] = {}
        for number, exported in sorted(published.items()):
            for row in exported.rows():
                found.setdefault(row.action_id, []).append((number, row.reference))
        return {tuple(places) for places in found.values()}

    def test_gives_the_same_threads(self, again: Plan) -> None:
        demo = Plan.objects.get(slug=IMPROVEMENT.name)
        assert self.threads(again) == self.threads(demo)

    def test_gives_the_same_lineage(self, again: Plan) -> None:
        demo = Plan.objects.get(slug=IMPROVEMENT.name)
        assert edges(again) == edges(demo)
