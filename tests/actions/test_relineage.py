"""Putting right what an action version continues: by an edge that supersedes, and everything follows."""

import threading
from collections.abc import Callable
from datetime import date
from typing import Any

import pghistory
import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.http import HttpResponse
from django.test import Client
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from actions.linking import link_actions
from actions.models import Action, ActionLink, ActionVersion, LineageEdge
from actions.publishing import open_next
from actions.relineage import put_lineage_right, reading_of
from actions.slippage import slippage
from plans.models import Plan, User
from plans.readers.document import DocumentMilestone, Row
from plans.recording import Refused
from plans.today import plans_today
from tests.pages import WIDTHS, links_in, open_signed_in, overflow, page_words, rows_of
from tests.people import CLT, person, person_with_role, plan_owner
from tests.plan_documents import add_version, new_plan
from tests.races import PATIENCE, wait_until_blocked
from tests.rule_contracts import refused

FIRST, SECOND, THIRD = date(2020, 1, 31), date(2020, 6, 30), date(2020, 12, 31)
WHY = "The paper of June says so."


def misread() -> Plan:
    """A plan of which the second version's "Run homes" was read as new, though it continues "Open homes" of the first.

    "Train staff" goes on rightly; a third version and one to work on follow.
    """
    plan = new_plan(
        "homes",
        [
            Row(
                reference="1.1",
                action="Open homes",
                action_id="open",
                progress="Begun.",
                timeframe="March 2020",
                milestones=[DocumentMilestone(title="Buy a house", timeframe="March 2020")],
            ),
            Row(reference="1.2", action="Train staff", action_id="train", progress="Begun."),
        ],
        as_of=FIRST,
    )
    train = Row(reference="1.2", action="Train staff", action_id="train", continues=["1.2"])
    run = Row(
        reference="1.1",
        action="Run homes",
        action_id="run",
        progress="Homes are found.",
        timeframe="June 2020",
        milestones=[DocumentMilestone(title="Buy a house", timeframe="April 2020")],
    )
    add_version(plan, [run, train], as_of=SECOND)
    again = [Row(**vars(run) | {"continues": ["1.1"], "progress": "Homes are run."}), Row(**vars(train))]
    add_version(plan, again, as_of=THIRD)
    open_next(plan, by=None)
    return plan


def entry_of(plan: Plan, number: int, reference: str) -> ActionVersion:
    return ActionVersion.objects.select_related("action", "version__plan").get(
        version__plan=plan, version__number=number, reference=reference
    )


def token_of(entry: ActionVersion) -> str:
    reading = reading_of(entry)
    assert reading
    return reading.token


def put_right(entry: ActionVersion, continues: ActionVersion | None, by: User, **given: str) -> ActionVersion:
    return put_lineage_right(entry, continues, by=by, **{"seen": token_of(entry), "reason": WHY} | given)


def threads(plan: Plan) -> dict[str, list[tuple[int, str]]]:
    """Where each action stands, by its identifier."""
    found: dict[str, list[tuple[int, str]]] = {}
    for entry in ActionVersion.objects.filter(version__plan=plan).order_by("version__number", "position"):
        found.setdefault(entry.action.slug, []).append((entry.version.number, entry.reference))
    return found


@pytest.fixture
def plan(db: None) -> Plan:
    return misread()


@pytest.fixture
def owner(plan: Plan) -> User:
    return plan_owner("Owner", plan)


class TestWhatWasReadAsNew:
    def test_becomes_the_action_it_continues_with_every_later_version(self, plan: Plan, owner: User) -> None:
        put_right(entry_of(plan, 2, "1.1"), entry_of(plan, 1, "1.1"), owner)
        assert threads(plan) == {
            "open": [(1, "1.1"), (2, "1.1"), (3, "1.1"), (4, "1.1")],
            "train": [(1, "1.2"), (2, "1.2"), (3, "1.2"), (4, "1.2")],
        }

    def test_takes_along_the_reports_made_against_it(self, plan: Plan, owner: User) -> None:
        put_right(entry_of(plan, 2, "1.1"), entry_of(plan, 1, "1.1"), owner)
        told = Action.objects.get(plan=plan, slug="open").updates.values_list("narrative", flat=True)
        assert list(told) == ["Begun.", "Homes are found.", "Homes are run."]

    def test_then_has_the_first_published_dates_of_that_action(self, plan: Plan, owner: User) -> None:
        put_right(entry_of(plan, 2, "1.1"), entry_of(plan, 1, "1.1"), owner)
        ledger = slippage(plans_today([plan], as_at=THIRD))
        shown = [(line.entry.action.slug, line.milestone, line.days) for line in ledger.lines if line.has_slipped]
        assert shown == [("open", "", 91), ("open", "Buy a house", 30)]

    def test_is_an_edge_with_who_and_why_and_words_stay_as_published(self, plan: Plan, owner: User) -> None:
        entry = entry_of(plan, 2, "1.1")
        before = ActionVersion.objects.filter(pk=entry.pk).values().get()
        put_right(entry, entry_of(plan, 1, "1.1"), owner)
        (edge,) = LineageEdge.objects.live().filter(to_action_version=entry)
        assert (edge.kind, edge.from_action_version, edge.reason, edge.decided_by) == (
            *("continues", entry_of(plan, 1, "1.1"), WHY, owner),
        )
        assert edge.supersedes
        assert edge.supersedes.kind == "new"
        after = ActionVersion.objects.filter(pk=entry.pk).values().get()
        assert {name for name in before if before[name] != after[name]} == {"action_id"}

    def test_is_recorded_with_the_operation(self, plan: Plan, owner: User) -> None:
        entry = entry_of(plan, 2, "1.1")
        put_right(entry, entry_of(plan, 1, "1.1"), owner)
        (model,) = pghistory.core.event_models(tracks_model=ActionVersion)
        event: Any = model._default_manager.filter(pgh_obj_id=entry.pk, pgh_label="update").latest("pgh_id")
        assert event.pgh_context.metadata == {"user": owner.pk, "operation": "put lineage right", "reason": WHY}

    def test_what_it_was_linked_with_is_linked_with_the_action_it_became(self, plan: Plan, owner: User) -> None:
        other = new_plan("other", [Row(action="Staff", action_id="staff")]).actions.get()
        run, opened = (Action.objects.get(plan=plan, slug=slug) for slug in ("run", "open"))
        link_actions(other, run, kind="supports", why="It does.", by=None)
        link_actions(run, Action.objects.get(plan=plan, slug="train"), kind="depends on", why="It does.", by=None)
        link_actions(run, opened, kind="same work", why="It is.", by=None)
        put_right(entry_of(plan, 2, "1.1"), entry_of(plan, 1, "1.1"), owner)
        told = ActionLink.objects.exclude(kind="same work").values_list("from_action__slug", "to_action__slug")
        assert set(told) == {("staff", "open"), ("open", "train")}


class TestWhatWasReadAsContinuing:
    def test_is_an_action_of_its_own_from_there_on(self, plan: Plan, owner: User) -> None:
        put_right(entry_of(plan, 2, "1.2"), None, owner)
        assert threads(plan)["train"] == [(1, "1.2")]
        assert threads(plan)["train-staff"] == [(2, "1.2"), (3, "1.2"), (4, "1.2")]
        edge = LineageEdge.objects.live().get(to_action_version=entry_of(plan, 2, "1.2"))
        assert (edge.kind, edge.from_action_version) == ("new", None)
        assert edge.supersedes

    def test_two_that_were_mistaken_for_each_other_change_places(self, plan: Plan, owner: User) -> None:
        put_right(entry_of(plan, 2, "1.2"), None, owner)
        put_right(entry_of(plan, 2, "1.1"), entry_of(plan, 1, "1.2"), owner)
        put_right(entry_of(plan, 2, "1.2"), entry_of(plan, 1, "1.1"), owner)
        assert {slug: places[:2] for slug, places in threads(plan).items()} == {
            "open": [(1, "1.1"), (2, "1.2")],
            "train": [(1, "1.2"), (2, "1.1")],
        }

    def test_and_back_again_on_record(self, plan: Plan, owner: User) -> None:
        before = threads(plan)
        put_right(entry_of(plan, 2, "1.2"), None, owner)
        put_right(entry_of(plan, 2, "1.2"), entry_of(plan, 1, "1.2"), owner)
        assert threads(plan) == before
        edges = LineageEdge.objects.filter(to_action_version=entry_of(plan, 2, "1.2"))
        assert [edge.kind for edge in edges] == ["continues", "new", "continues"]
        assert edges.live().count() == 1

    def test_in_the_version_worked_on_alone_moves_only_that(self, plan: Plan, owner: User) -> None:
        put_right(entry_of(plan, 4, "1.2"), None, owner)
        assert threads(plan)["train-staff"] == [(4, "1.2")]


class TestSplitAndMerged:
    @pytest.fixture
    def grown(self, db: None) -> Plan:
        plan = new_plan("grown", [Row(reference="1", action="A"), Row(reference="2", action="B")], as_of=FIRST)
        parts = [
            Row(reference="1", action="A", continues=["1"]),
            Row(reference="3", action="Half", continues=["1"]),
            Row(reference="4", action="Both", action_id="both", continues=["1", "2"]),
        ]
        add_version(plan, parts, as_of=SECOND)
        return plan

    def test_what_was_split_off_is_new_after_all(self, grown: Plan) -> None:
        put_right(entry_of(grown, 2, "3"), None, plan_owner("Owner", grown))
        edges = LineageEdge.objects.filter(to_action_version=entry_of(grown, 2, "3"))
        assert [edge.kind for edge in edges.live()] == ["new"]
        assert threads(grown)["half"] == [(2, "3")]

    def test_what_was_merged_goes_on_from_one_and_stays_merged_with_the_other(self, grown: Plan) -> None:
        put_right(entry_of(grown, 2, "4"), entry_of(grown, 1, "2"), plan_owner("Owner", grown))
        edges = LineageEdge.objects.live().filter(to_action_version=entry_of(grown, 2, "4"))
        assert {(edge.kind, edge.from_action_version and edge.from_action_version.reference) for edge in edges} == {
            *[("continues", "2"), ("merged", "1")]
        }
        assert threads(grown)["b"] == [(1, "2"), (2, "4")]

    def test_nothing_that_led_to_what_is_new_lives_on(self, grown: Plan) -> None:
        put_right(entry_of(grown, 2, "4"), None, plan_owner("Owner", grown))
        edges = LineageEdge.objects.live().filter(to_action_version=entry_of(grown, 2, "4"))
        assert {edge.kind for edge in edges} == {"new"}


class TestRefused:
    @pytest.fixture(autouse=True)
    def _nothing_changes(self, plan: Plan) -> Any:
        before, edges = threads(plan), LineageEdge.objects.count()
        yield
        assert (threads(plan), LineageEdge.objects.count()) == (before, edges)

    @pytest.mark.parametrize("who", ["stranger", "CLT member", "owner of another plan"])
    def test_to_those_who_do_not_own_the_plan(self, plan: Plan, who: str) -> None:
        people = {
            "stranger": lambda: person("Stranger"),
            "CLT member": lambda: person_with_role("Director", CLT, plan),
            "owner of another plan": lambda: plan_owner("Neighbour", new_plan("other")),
        }
        with pytest.raises(PermissionDenied):
            put_right(entry_of(plan, 2, "1.1"), entry_of(plan, 1, "1.1"), people[who]())

    def test_what_goes_on_as_another_action(self, plan: Plan, owner: User) -> None:
        with pytest.raises(Refused, match="goes on as another action"):
            put_right(entry_of(plan, 2, "1.1"), entry_of(plan, 1, "1.2"), owner)

    def test_what_is_not_in_the_version_before(self, plan: Plan, owner: User) -> None:
        with pytest.raises(Refused, match="or is not in June 2020"):
            put_right(entry_of(plan, 3, "1.1"), entry_of(plan, 1, "1.1"), owner)

    def test_what_it_says_already(self, plan: Plan, owner: User) -> None:
        for entry, continues in (
            (entry_of(plan, 2, "1.2"), entry_of(plan, 1, "1.2")),
            (entry_of(plan, 2, "1.1"), None),
        ):
            with pytest.raises(Refused, match="what it says already"):
                put_right(entry, continues, owner)

    def test_in_the_first_version(self, plan: Plan, owner: User) -> None:
        assert reading_of(entry_of(plan, 1, "1.1")) is None
        with pytest.raises(Refused, match="Nothing comes before January 2020"):
            put_lineage_right(entry_of(plan, 1, "1.1"), None, seen="", reason=WHY, by=owner)


def test_refused_where_a_later_version_has_both(db: None) -> None:
    plan = new_plan("both", [Row(reference="1", action="Open", action_id="open")], as_of=FIRST)
    add_version(plan, [Row(reference="1", action="Run", action_id="run")], as_of=SECOND)
    back = Row(reference="2", action="Open", action_id="open")
    add_version(plan, [Row(reference="1", action="Run", action_id="run", continues=["1"]), back], as_of=THIRD)
    before = threads(plan)
    with pytest.raises(Refused, match="December 2020 has both: 2 Open stands there too"):
        put_right(entry_of(plan, 2, "1"), entry_of(plan, 1, "1"), plan_owner("Owner", plan))
    assert threads(plan) == before
    assert LineageEdge.objects.live().get(to_action_version=entry_of(plan, 2, "1")).kind == "new"


class TestTheDatabase:
    """The rules hold whatever writes; the operation only does what they allow."""

    def test_a_published_action_does_not_follow_an_edge_that_was_superseded(self, plan: Plan, owner: User) -> None:
        put_right(entry_of(plan, 2, "1.2"), None, owner)
        with refused("only where its lineage says so"):
            ActionVersion.objects.filter(pk=entry_of(plan, 2, "1.2").pk).update(
                action=Action.objects.get(plan=plan, slug="train")
            )

    def test_what_was_said_is_never_rewritten(self, plan: Plan, owner: User) -> None:
        put_right(entry_of(plan, 2, "1.1"), entry_of(plan, 1, "1.1"), owner)
        edge = LineageEdge.objects.live().get(to_action_version=entry_of(plan, 2, "1.1"))
        with refused("Lineage is added to, never changed"):
            LineageEdge.objects.filter(pk=edge.pk).update(reason="Nobody knows")
        with refused("Lineage is added to, never changed"):
            edge.delete()

    def test_one_edge_is_superseded_once(self, plan: Plan, owner: User) -> None:
        put_right(entry_of(plan, 2, "1.2"), None, owner)
        old = LineageEdge.objects.exclude(superseded_by=None).get()
        with refused("supersedes_id"):
            LineageEdge.objects.create(kind="new", to_action_version=old.to_action_version, supersedes=old)

    def test_all_of_it_or_nothing(self, plan: Plan, owner: User, monkeypatch: pytest.MonkeyPatch) -> None:
        before, edges = threads(plan), LineageEdge.objects.count()

        def fails(*_: object) -> None:
            raise IntegrityError("the last step")

        monkeypatch.setattr("actions.relineage._links_follow", fails)
        with pytest.raises(IntegrityError, match="the last step"), transaction.atomic():
            put_right(entry_of(plan, 2, "1.1"), entry_of(plan, 1, "1.1"), owner)
        assert (threads(plan), LineageEdge.objects.count()) == (before, edges)


@pytest.mark.django_db(transaction=True)
class TestTwoAtOnce:
    def test_the_second_is_told_that_it_was_put_right(self, elsewhere: Any) -> None:
        plan = misread()
        first, second = plan_owner("First", plan), plan_owner("Second", plan)
        entry, opened = entry_of(plan, 2, "1.1"), entry_of(plan, 1, "1.1")
        seen = token_of(entry)
        with transaction.atomic():
            put_right(entry, opened, first)
            late = elsewhere(lambda: put_lineage_right(entry, opened, seen=seen, reason=WHY, by=second))
            wait_until_blocked()
        with pytest.raises(Refused, match="Somebody else has put this right"):
            late.result(PATIENCE)
        assert LineageEdge.objects.live().get(to_action_version=entry).decided_by == first

    def test_two_actions_do_not_come_to_continue_the_same_one(self, elsewhere: Any) -> None:
        plan = misread()
        owner = plan_owner("Owner", plan)
        put_right(entry_of(plan, 2, "1.2"), None, owner)  # now both of the second version are free to continue
        one, other, opened = entry_of(plan, 2, "1.1"), entry_of(plan, 2, "1.2"), entry_of(plan, 1, "1.1")
        tokens = [token_of(one), token_of(other)]
        done = threading.Event()

        def put_one_right() -> None:
            put_lineage_right(one, opened, seen=tokens[0], reason=WHY, by=owner)
            done.set()

        with transaction.atomic():
            put_lineage_right(other, opened, seen=tokens[1], reason=WHY, by=owner)
            late = elsewhere(put_one_right)
            wait_until_blocked()
        with pytest.raises(Refused, match="goes on as another action"):
            late.result(PATIENCE)
        assert not done.is_set()
        assert threads(plan)["open"][:2] == [(1, "1.1"), (2, "1.2")]


class TestThePage:
    ADDRESS = "/plans/homes/versions/2/actions/run/lineage/"

    @pytest.fixture
    def signed_in(self, client: Client, owner: User) -> Client:
        client.force_login(owner)
        return client

    def post(self, client: Client, plan: Plan, **answers: str) -> HttpResponse:
        entry = entry_of(plan, 2, "1.1")
        given = {"continues": str(entry_of(plan, 1, "1.1").pk), "reason": WHY, "seen": token_of(entry)}
        return client.post(self.ADDRESS, given | answers, follow=True)

    def test_the_lineage_page_leads_there_for_the_plans_owner_alone(self, client: Client, plan: Plan) -> None:
        client.force_login(plan_owner("Owner", plan))
        page = client.get("/plans/homes/lineage/").content.decode()
        assert self.ADDRESS in links_in(page).values()
        assert "/versions/4/actions/train/lineage/" not in page  # the version worked on is a mere copy, so not there
        assert "/versions/3/actions/train/lineage/" in page
        client.force_login(person("Stranger"))
        assert "Put right" not in page_words(client.get("/plans/homes/lineage/"))

    def test_offers_what_nothing_else_continues(self, signed_in: Client, plan: Plan) -> None:
        said = page_words(signed_in.get(self.ADDRESS))
        assert "Nothing in January 2020 is continued by it." in said
        assert "1.1 Open homes" in said
        assert "1.2 Train staff" not in said
        assert "Nothing: it is new" not in said  # which it says already

    def test_with_nothing_to_choose_from_says_what_to_do_first(self, signed_in: Client, plan: Plan) -> None:
        said = page_words(signed_in.get("/plans/homes/versions/2/actions/run/lineage/"))
        assert "put that one right first" in said
        put_right(entry_of(plan, 2, "1.1"), entry_of(plan, 1, "1.1"), User.objects.get(name="Owner"))
        add_version(
            plan, [Row(reference="9", action="One more", action_id="more", continues=[])], as_of=date(2021, 6, 30)
        )
        add_version(
            plan,
            [
                Row(reference="9", action="One more", action_id="more", continues=["9"]),
                Row(reference="10", action="Ten", action_id="ten"),
            ],
            as_of=date(2021, 7, 31),
        )
        said = page_words(signed_in.get("/plans/homes/versions/5/actions/ten/lineage/"))
        assert "Each action of June 2021 is continued by another one: put that one right first." in said
        assert "How do you know?" not in said

    def test_puts_it_right_and_says_so(self, signed_in: Client, plan: Plan) -> None:
        response = self.post(signed_in, plan)
        assert "1.1 Run homes of June 2020 continues 1.1 Open homes." in page_words(response)
        assert [row[0] for row in rows_of(response)] == ["Run homes", "Train staff"]

    def test_says_next_time_who_put_it_right_and_why(self, signed_in: Client, plan: Plan) -> None:
        self.post(signed_in, plan)
        said = page_words(signed_in.get("/plans/homes/versions/2/actions/open/lineage/"))
        assert "It continues 1.1 Open homes of January 2020." in said
        assert "Owner said so on" in said
        assert f"“{WHY}”" in said

    def test_names_all_that_was_merged_into_it_and_says_once_why(self, signed_in: Client, plan: Plan) -> None:
        rows = [
            Row(reference="1", action="Run and train", continues=["1.1", "1.2"]),
            Row(reference="2", action="Both", action_id="both", continues=["1.1", "1.2"]),
        ]
        add_version(plan, rows, as_of=date(2021, 6, 30))
        said = page_words(signed_in.get("/plans/homes/versions/4/actions/run/lineage/"))
        assert "It continues 1.1 Run homes of December 2020; 1.2 Train staff was merged into it." in said
        assert said.count("as the imported file says") == 1
        said = page_words(signed_in.get("/plans/homes/versions/4/actions/both/lineage/"))
        assert "it is merged from 1.1 Run homes; it is merged from 1.2 Train staff." in said

    def test_but_quotes_nobody_where_nobody_said_it(self, signed_in: Client, plan: Plan, owner: User) -> None:
        LineageEdge.objects.create(
            kind="new",
            to_action_version=entry_of(plan, 2, "1.1"),
            reason="not in January 2020",
            decided_by=owner,
            supersedes=LineageEdge.objects.get(to_action_version=entry_of(plan, 2, "1.1")),
        )
        said = page_words(signed_in.get("/plans/homes/versions/2/actions/run/lineage/"))
        assert "Why it is read so: not in January 2020." in said
        assert "said so" not in said
        assert "“not" not in said

    def test_new_can_be_said(self, signed_in: Client, plan: Plan) -> None:
        train = entry_of(plan, 2, "1.2")
        answers = {"continues": "new", "reason": WHY, "seen": token_of(train)}
        response = signed_in.post("/plans/homes/versions/2/actions/train/lineage/", answers, follow=True)
        assert "1.2 Train staff is new in June 2020." in page_words(response)

    @pytest.mark.parametrize(
        ("answers", "told"),
        [
            ({"continues": ""}, "Choose what it continues, or that it is new."),
            ({"continues": "999999"}, "Choose an action from the list, or that it is new."),
            ({"continues": "1 OR 1=1"}, "Choose an action from the list, or that it is new."),
            ({"reason": " "}, "Enter how you know, so that others can follow it."),
            ({"seen": "0 0"}, "Somebody else has put this right since you opened the page."),
        ],
    )
    def test_what_cannot_be_is_said_and_nothing_moves(
        self, signed_in: Client, plan: Plan, answers: dict[str, str], told: str
    ) -> None:
        before = threads(plan)
        response = self.post(signed_in, plan, **answers)
        assert told in page_words(response)
        assert "<title>Error: " in response.content.decode()
        assert threads(plan) == before

    @pytest.mark.parametrize("who", [person, plan_owner])
    def test_is_for_the_plans_owner(self, client: Client, plan: Plan, who: Callable[..., User]) -> None:
        other = new_plan("other")
        client.force_login(person("Stranger") if who is person else plan_owner("Neighbour", other))
        assert client.get(self.ADDRESS).status_code == 403
        assert self.post(client, plan).status_code == 403
        assert len(threads(plan)) == 3

    @pytest.mark.parametrize(
        "address",
        [
            "/plans/homes/versions/1/actions/open/lineage/",  # before it there is nothing
            "/plans/homes/versions/9/actions/run/lineage/",
            "/plans/homes/versions/2/actions/nothing/lineage/",
            "/plans/nothing/versions/2/actions/run/lineage/",
        ],
    )
    def test_an_address_that_leads_nowhere_is_not_found(self, signed_in: Client, plan: Plan, address: str) -> None:
        assert signed_in.get(address).status_code == 404

    @pytest.mark.parametrize("width", WIDTHS)
    def test_is_accessible_and_fits_its_width(
        self,
        plan: Plan,
        owner: User,
        open_page: Callable[..., Page],
        live_server: LiveServer,
        assert_accessible: Callable[[Page], None],
        width: int,
    ) -> None:
        page = open_signed_in(open_page(width=width), owner, live_server, self.ADDRESS)
        page.get_by_role("button", name="Put it right").click()
        assert_accessible(page)
        assert overflow(page) <= 0
