"""The structure of the working version: order and numbers, sections, actions that begin in it and that end in it."""

from datetime import date

import pytest

from actions.branching import add_action, merge_actions, split_action
from actions.comparing import compare_versions
from actions.edit_reasons import ReasonWanted
from actions.endings import going_on
from actions.importing import import_document
from actions.leaving import remove_action, roll_into, take_back, withdraw
from actions.models import ActionVersion, LineageEdge
from actions.ordering import move_action, order_mark, place_action, place_section, renumber_section
from actions.publishing import discard_working, open_correction, open_next, publish
from actions.sections import add_section, change_section, remove_section, section_mark
from actions.slippage import slippage
from actions.working import make_way
from plans.last_change import ChangedSince
from plans.models import Plan, SectionVersion, User
from plans.recording import Refused
from plans.today import plans_today
from reporting.exporting import export_version
from tests.people import person, plan_owner

from .editing import HOMES, NEXT, PUBLISHED, STAFF, WHY, edit, entry, homes_plan, order, publish_it, working


@pytest.fixture
def plan(db: None) -> Plan:
    return homes_plan()


@pytest.fixture
def owner(plan: Plan) -> User:
    return plan_owner("Owner", plan)


def mark(plan: Plan) -> str:
    return order_mark(working(plan))


def section(plan: Plan, number: str) -> SectionVersion:
    return working(plan).sections.select_related("version__plan").get(number=number)


class TestOrder:
    def test_an_action_goes_behind_another_of_another_section(self, plan: Plan) -> None:
        place_action(entry(plan), section(plan, "2"), entry(plan, "train"), seen=mark(plan), by=None)
        assert order(plan) == [(HOMES, ["run"]), (STAFF, ["train", "open"])]
        assert list(working(plan).action_versions.order_by("position").values_list("position", flat=True)) == [1, 2, 3]

    def test_or_first_in_it(self, plan: Plan) -> None:
        place_action(entry(plan), section(plan, "2"), None, seen=mark(plan), by=None)
        assert order(plan) == [(HOMES, ["run"]), (STAFF, ["open", "train"])]

    def test_one_place_up_or_down_leads_into_the_next_section(self, plan: Plan) -> None:
        for slug, step, comes_to in (
            ("run", -1, [(HOMES, ["run", "open"]), (STAFF, ["train"])]),
            ("open", 1, [(HOMES, ["run"]), (STAFF, ["open", "train"])]),
            ("open", -1, [(HOMES, ["run", "open"]), (STAFF, ["train"])]),
            ("train", -1, [(HOMES, ["run", "open", "train"]), (STAFF, [])]),
        ):
            move_action(entry(plan, slug), step, seen=mark(plan), by=None)
            assert order(plan) == comes_to

    @pytest.mark.parametrize(("slug", "step"), [("open", -1), ("train", 1)])
    def test_past_the_ends_there_is_nothing(self, plan: Plan, slug: str, step: int) -> None:
        with pytest.raises(Refused, match="already"):
            move_action(entry(plan, slug), step, seen=mark(plan), by=None)

    def test_an_order_that_somebody_else_has_changed_is_looked_at_first(self, plan: Plan, owner: User) -> None:
        seen = mark(plan)
        move_action(entry(plan, "run"), -1, seen=seen, by=owner)
        with pytest.raises(Refused, match=r"Owner changed the order at \d\d:\d\d, since you opened this page"):
            move_action(entry(plan, "train"), -1, seen=seen, by=None)
        with pytest.raises(Refused, match="changed the order"):
            place_section(section(plan, "2"), -1, seen=seen, by=None)

    def test_a_section_of_another_plan_is_no_place(self, plan: Plan) -> None:
        other = SectionVersion.objects.get(pk=section(plan, "1").pk)
        other.pk = 0
        with pytest.raises(Refused, match="not in this version any more"):
            place_action(entry(plan), other, None, seen=mark(plan), by=None)

    def test_a_section_takes_its_actions_along(self, plan: Plan) -> None:
        place_section(section(plan, "2"), -1, seen=mark(plan), by=None)
        assert order(plan) == [(STAFF, ["train"]), (HOMES, ["open", "run"])]
        with pytest.raises(Refused, match="stands first already"):
            place_section(section(plan, "2"), -1, seen=mark(plan), by=None)

    def test_numbers_follow_the_order_when_they_are_told_to(self, plan: Plan) -> None:
        move_action(entry(plan, "run"), -1, seen=mark(plan), by=None)
        assert renumber_section(section(plan, "1"), seen=mark(plan), by=None) == 2
        assert [entry(plan, slug).reference for slug in ("run", "open")] == ["1.1", "1.2"]

    def test_but_not_where_another_section_has_one_of_them(self, plan: Plan) -> None:
        edit(plan, "train", wanted={"reference": "1.9"})
        edit(plan, wanted={"reference": "9"})
        edit(plan, "train", wanted={"reference": "1.1"})
        with pytest.raises(Refused, match=r"“1\.1 Train staff” of another section has one of these numbers"):
            renumber_section(section(plan, "1"), seen=mark(plan), by=None)
        assert entry(plan).reference == "9"


class TestSections:
    def test_one_is_added_behind_the_others(self, plan: Plan) -> None:
        add_section(working(plan), number="3", title="Money", by=None)
        assert order(plan)[-1] == ("3 Money", [])

    def test_is_renamed_and_goes_on_as_the_same(self, plan: Plan) -> None:
        shown = section(plan, "1")
        change_section(shown, number="4", title="Houses", seen=section_mark(shown), by=None)
        assert section(plan, "4").section == shown.section
        before = plan.versions.published().get()
        assert "moved" not in compare_versions(before, working(plan)).summary

    def test_but_not_over_what_somebody_else_has_called_it(self, plan: Plan) -> None:
        shown = section(plan, "1")
        change_section(shown, number="1", title="Houses", seen=section_mark(shown), by=None)
        with pytest.raises(ChangedSince, match=r"Command line changed this at \d\d:\d\d"):
            change_section(shown, number="1", title="Places", seen=section_mark(shown), by=None)

    @pytest.mark.parametrize(
        ("number", "title", "told"),
        [("2", "Money", "has the number 2"), ("3", "staff", "already a section"), ("", "", "a number or a title")],
    )
    def test_each_has_its_own_number_and_title(self, plan: Plan, number: str, title: str, told: str) -> None:
        with pytest.raises(Refused, match=told):
            add_section(working(plan), number=number, title=title, by=None)

    def test_is_removed_when_nothing_stands_in_it(self, plan: Plan) -> None:
        with pytest.raises(Refused, match="1 action stands in 2 Staff"):
            remove_section(section(plan, "2"), by=None)
        move_action(entry(plan, "train"), -1, seen=mark(plan), by=None)
        remove_section(section(plan, "2"), by=None)
        assert [name for name, _ in order(plan)] == [HOMES]


class TestWhatBegins:
    def test_an_action_is_added_at_the_end_of_its_section(self, plan: Plan) -> None:
        begun = add_action(section(plan, "1"), text="Sell a home", reference="1.3", by=None)
        assert order(plan)[0] == (HOMES, ["open", "run", "sell-a-home"])
        assert compare_versions(plan.versions.published().get(), working(plan)).summary["new"] == 1
        assert begun.action.slug == "sell-a-home"

    def test_its_dates_need_no_reason(self, plan: Plan) -> None:
        add_action(section(plan, "1"), text="Sell a home", by=None)
        assert edit(plan, "sell-a-home", wanted={"timeframe": "June 2021"}).changed == {"timeframe"}

    def test_a_reference_that_is_taken_is_refused(self, plan: Plan) -> None:
        with pytest.raises(Refused, match=r"has the reference 1\.1 already"):
            add_action(section(plan, "1"), text="Sell a home", reference="1.1", by=None)

    def test_one_is_split_from_another_with_its_words_and_some_of_its_milestones(self, plan: Plan) -> None:
        hire = entry(plan).milestones.get(title="Hire a manager").milestone_id
        begun = split_action(entry(plan), text="Manage homes", reference="1.3", milestones=[hire], by=None)
        assert order(plan)[0] == (HOMES, ["open", "manage-homes", "run"])
        assert [str(step) for step in begun.milestones.all()] == ["Hire a manager"]
        assert [str(step) for step in entry(plan).milestones.all()] == ["Buy a house"]
        assert list(begun.assignments.order_by("role", "position").values_list("name_as_printed", flat=True)) == [
            "Grace",
            "Ada",
            "Bo",
        ]
        assert compare_versions(plan.versions.published().get(), working(plan)).summary["split"] == 1
        assert begun.due == date(2021, 6, 30)

    def test_it_has_the_first_published_date_of_what_it_came_from(self, plan: Plan) -> None:
        split_action(entry(plan), text="Manage homes", by=None)
        with pytest.raises(ReasonWanted, match="from 30 June 2021"):
            edit(plan, "manage-homes", wanted={"timeframe": "September 2021"})
        edit(plan, "manage-homes", wanted={"timeframe": "September 2021"}, reasons={"timeframe": WHY})
        publish_it(plan)
        ledger = slippage(plans_today([plan]))
        shown = [(line.days, line.reasons) for line in ledger.lines if line.entry.action.slug == "manage-homes"]
        assert shown[0] == (92, [WHY])

    def test_several_are_merged_into_a_new_one_and_end(self, plan: Plan) -> None:
        merged = merge_actions([entry(plan), entry(plan, "run")], reference="1.3", by=None)
        assert merged.text == "Open homes\nFour of them.\nRun homes"
        assert [str(step) for step in merged.milestones.order_by("position")] == ["Buy a house", "Hire a manager"]
        assert list(going_on(working(plan)).values_list("action__slug", flat=True)) == [merged.action.slug, "train"]
        before = plan.versions.published().get()
        compared = {each.shown.action.slug: each for each in compare_versions(before, working(plan)).actions}
        assert compared[merged.action.slug].kinds == ("merged",)
        version = publish_it(plan)
        compared = {each.shown.action.slug: each for each in compare_versions(version, working(plan)).actions}
        assert compared["open"].kinds == ("dropped", "rolled_into")
        assert compared[merged.action.slug].kinds == ("unchanged",)

    def test_undone_by_taking_the_new_one_out(self, plan: Plan) -> None:
        merged = merge_actions([entry(plan), entry(plan, "run")], by=None)
        with pytest.raises(Refused, match="was merged into"):
            take_back(entry(plan), by=None)
        remove_action(merged, by=None)
        assert order(plan) == [(HOMES, ["open", "run"]), (STAFF, ["train"])]
        assert going_on(working(plan)).count() == 3

    def test_or_where_it_has_been_reported_on_by_withdrawing_it(self, plan: Plan) -> None:
        merged = merge_actions([entry(plan), entry(plan, "run")], by=None)
        merged.updates.create(action=merged.action, author=person("Ada"), as_at=NEXT, narrative="Begun.")
        with pytest.raises(Refused, match="Withdraw that one first: then this can go on"):
            take_back(entry(plan), by=None)
        with pytest.raises(Refused, match="ends in"):
            roll_into(merged, entry(plan, "train"), reason=WHY, by=None)
        withdraw(merged, reason=WHY, by=None)
        take_back(entry(plan), by=None)
        take_back(entry(plan, "run"), by=None)
        assert list(going_on(working(plan)).values_list("action__slug", flat=True)) == ["open", "run", "train"]

    def test_what_it_was_merged_from_does_not_go_on_beside_it(self, plan: Plan) -> None:
        merged = merge_actions([entry(plan), entry(plan, "run")], by=None)
        withdraw(merged, reason=WHY, by=None)
        take_back(entry(plan), by=None)
        with pytest.raises(Refused, match=r"1\.1 Open homes was merged into this and goes on again"):
            take_back(merged, by=None)
        withdraw(entry(plan), reason=WHY, by=None)
        take_back(merged, by=None)
        assert order(plan)[0] == (HOMES, ["open", merged.action.slug, "run"])

    def test_one_alone_is_not_merged(self, plan: Plan) -> None:
        with pytest.raises(Refused, match="Choose another action"):
            merge_actions([entry(plan), entry(plan)], by=None)


class TestWhatEnds:
    def test_what_is_withdrawn_is_printed_once_more_and_then_dropped(self, plan: Plan, owner: User) -> None:
        withdraw(entry(plan), reason=WHY, by=owner)
        version = publish_it(plan)
        assert version.action_versions.filter(action__slug="open").exists()
        assert order(plan) == [(HOMES, ["run"]), (STAFF, ["train"])]
        (edge,) = LineageEdge.objects.live().filter(from_action_version__version=version, kind="dropped")
        assert (edge.reason, edge.decided_by) == (WHY, owner)
        compared = compare_versions(version, working(plan)).summary
        assert compared == {"unchanged": 2, "dropped": 1}

    def test_what_is_rolled_into_another_says_so_ever_after(self, plan: Plan) -> None:
        roll_into(entry(plan), entry(plan, "run"), reason=WHY, by=None)
        assert export_version(working(plan)).rows()[0].rolled_into == ["1.2"]
        version = publish_it(plan)
        (gone,) = [each for each in compare_versions(version, working(plan)).actions if each.after is None]
        assert (gone.kinds, gone.as_json()["rolled_into"]) == (("dropped", "rolled_into"), ["1.2"])

    def test_and_is_not_said_twice_once_the_next_version_is_published(self, plan: Plan) -> None:
        withdraw(entry(plan), reason=WHY, by=None)
        version = publish_it(plan)
        publish_next(plan)
        edges = LineageEdge.objects.live().filter(from_action_version__version=version)
        assert edges.filter(from_action_version__action__slug="open").count() == 1

    @pytest.mark.parametrize("published", [False, True])
    def test_is_exported_with_its_reason_and_brought_in_again(self, plan: Plan, owner: User, published: bool) -> None:
        withdraw(entry(plan, "train"), reason="The college trains them.", by=owner)
        roll_into(entry(plan), entry(plan, "run"), reason=WHY, by=owner)
        document = export_version(publish_it(plan) if published else working(plan))
        assert [row.ends_because for row in document.rows()] == [WHY, "", "The college trains them."]
        discard_working(working(plan), by=owner)
        again = Plan.objects.create(slug="again", title="Again")
        before = export_version(plan.versions.published().get(number=1))
        import_document(again, before, as_of=PUBLISHED, publish=True, by=None)
        taken = import_document(again, document, as_of=NEXT if published else None, publish=published, by=None).version
        assert export_version(taken).rows() == document.rows()
        if published:
            open_next(again, by=None)
            assert [slug for _section, slugs in order(again) for slug in slugs] == ["run"]

    @pytest.mark.parametrize("how", ["withdrawn", "rolled"])
    def test_can_be_taken_back_until_it_is_published(self, plan: Plan, how: str) -> None:
        if how == "withdrawn":
            withdraw(entry(plan), reason=WHY, by=None)
        else:
            roll_into(entry(plan), entry(plan, "run"), reason=WHY, by=None)
        take_back(entry(plan), by=None)
        with pytest.raises(Refused, match="goes on already"):
            take_back(entry(plan), by=None)
        publish_it(plan)
        assert order(plan) == [(HOMES, ["open", "run"]), (STAFF, ["train"])]

    def test_what_ends_is_not_ended_again_nor_ended_in(self, plan: Plan) -> None:
        roll_into(entry(plan), entry(plan, "run"), reason=WHY, by=None)
        with pytest.raises(Refused, match="ends with this version already"):
            withdraw(entry(plan), reason=WHY, by=None)
        with pytest.raises(Refused, match="ends with this version already"):
            roll_into(entry(plan, "train"), entry(plan), reason=WHY, by=None)
        with pytest.raises(Refused, match=r"1\.1 Open homes ends in 1\.2 Run homes"):
            withdraw(entry(plan, "run"), reason=WHY, by=None)
        with pytest.raises(Refused, match="cannot be rolled into itself"):
            roll_into(entry(plan, "train"), entry(plan, "train"), reason=WHY, by=None)

    def test_a_version_in_which_something_ends_does_not_give_way_to_another(self, plan: Plan) -> None:
        withdraw(entry(plan), reason=WHY, by=None)
        with pytest.raises(Refused, match="has been changed since it was opened"):
            make_way(plan, for_version_of=None)

    def test_a_next_version_without_what_ended_does(self, plan: Plan) -> None:
        withdraw(entry(plan), reason=WHY, by=None)
        publish_it(plan)
        assert make_way(plan, for_version_of=None)

    def test_discarding_the_version_lets_it_go_on(self, plan: Plan) -> None:
        withdraw(entry(plan), reason=WHY, by=None)
        discard_working(working(plan), by=None)
        assert going_on(working(plan)).count() == 3
        assert not LineageEdge.objects.filter(kind="dropped").exists()

    def test_in_a_correction_of_an_earlier_version_nothing_ends(self, plan: Plan) -> None:
        publish_it(plan)
        correction = open_correction(plan.versions.get(number=1), by=None)
        with pytest.raises(Refused, match="have this action too"):
            withdraw(entry(plan, version=correction), reason=WHY, by=None)

    def test_what_was_never_published_is_taken_out(self, plan: Plan) -> None:
        begun = add_action(section(plan, "1"), text="Sell a home", by=None)
        remove_action(begun, by=None)
        assert order(plan)[0] == (HOMES, ["open", "run"])
        with pytest.raises(Refused, match="cannot vanish"):
            remove_action(entry(plan), by=None)

    def test_but_not_once_somebody_has_reported_on_it(self, plan: Plan) -> None:
        begun = add_action(section(plan, "1"), text="Sell a home", by=None)
        begun.updates.create(action=begun.action, author=person("Ada"), as_at=NEXT, narrative="Begun.")
        with pytest.raises(Refused, match="Progress has been reported"):
            remove_action(begun, by=None)
        assert ActionVersion.objects.filter(pk=begun.pk).exists()


def publish_next(plan: Plan) -> None:
    publish(working(plan), label="December 2021", as_of=date(2021, 12, 31), by=None)
