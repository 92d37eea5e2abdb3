"""Editing an action of the working version: its words, officers and milestones, two people at once, and reasons."""

import re
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from actions.compared import DateMove
from actions.comparing import compare_versions
from actions.edit_reasons import ReasonWanted, standing_reasons
from actions.editing import ChangedMeanwhile, edit_action
from actions.importing import import_document
from actions.models import ActionVersion, ChangeReason, Milestone
from actions.publishing import discard_working, open_correction
from actions.slippage import slippage
from plans.fingerprints import fingerprint
from plans.models import Officer, Plan, User
from plans.recording import Refused
from plans.today import plans_today
from reporting.exporting import export_version
from tests.people import plan_owner
from tests.races import PATIENCE, wait_until_blocked

from .editing import PUBLISHED, WHY, edit, entry, homes_plan, publish_it, read, working


@pytest.fixture
def plan(db: None) -> Plan:
    return homes_plan()


@pytest.fixture
def owner(plan: Plan) -> User:
    return plan_owner("Owner", plan)


def steps(shown: ActionVersion) -> list[tuple[str, str]]:
    return list(shown.milestones.order_by("position").values_list("title", "timeframe"))


def names(shown: ActionVersion, role: str) -> list[str]:
    return list(shown.assignments.filter(role=role).order_by("position").values_list("name_as_printed", flat=True))


class TestWords:
    def test_are_written_and_only_what_differs_counts_as_changed(self, plan: Plan, owner: User) -> None:
        edited = edit(plan, wanted={"text": "Open five homes", "intended_outcome": "", "saving": " £5k "}, by=owner)
        assert edited.changed == {"text", "saving"}
        assert (edited.entry.text, edited.entry.saving, edited.entry.saving_pounds) == ("Open five homes", "£5k", 5000)

    def test_dates_and_targets_are_read_anew_from_them(self, plan: Plan) -> None:
        wanted = {"timeframe": "By September 2021", "success_measure": "At least 6 homes\nHomes are full"}
        shown = edit(plan, wanted=wanted, reasons={"timeframe": WHY, "success_measure": WHY}).entry
        assert str(shown.due) == "2021-09-30"
        assert [(line.words, line.target) for line in shown.success_measures.all()] == [
            ("At least 6 homes", 6),
            ("Homes are full", None),
        ]

    def test_the_same_words_spaced_otherwise_keep_the_date_that_was_read(self, plan: Plan) -> None:
        ActionVersion.objects.filter(pk=entry(plan).pk).update(due="2021-06-15")
        assert str(edit(plan, wanted={"timeframe": "June  2021"}).entry.due) == "2021-06-15"

    def test_a_reference_that_another_action_has_is_refused(self, plan: Plan) -> None:
        with pytest.raises(Refused, match=r"“2\.1 Train staff” has the reference 2\.1 already"):
            edit(plan, wanted={"reference": "2.1"})

    def test_links_and_columns_of_the_plans_own(self, plan: Plan) -> None:
        shown = edit(plan, wanted={"links": "Housing strategy\n\nBudget", "other:Risk": "High"}).entry
        assert (shown.links, shown.other) == (["Housing strategy", "Budget"], {"Risk": "High"})
        assert edit(plan, wanted={"other:Risk": ""}).entry.other == {}


class TestOfficers:
    def test_stand_in_the_order_they_are_named_in(self, plan: Plan) -> None:
        kept = entry(plan).assignments.get(name_as_printed="Bo").pk
        shown = edit(plan, wanted={"lead": "Bo\nAda\nHead of Homes"}).entry
        assert names(shown, "lead") == ["Bo", "Ada", "Head of Homes"]
        assert shown.assignments.get(name_as_printed="Bo").pk == kept

    def test_go_where_nobody_names_them_any_more(self, plan: Plan) -> None:
        shown = edit(plan, wanted={"accountable": "", "lead": "Ada"}).entry
        assert (names(shown, "accountable"), names(shown, "lead")) == ([], ["Ada"])

    def test_are_found_by_what_the_plan_has_printed_of_them(self, plan: Plan) -> None:
        Officer.objects.filter(name="Ada").update(name="Ada King")
        edit(plan, "train", wanted={"lead": "Ada"})
        assert entry(plan, "train").assignments.get().officer.name == "Ada King"


class TestMilestones:
    def key(self, plan: Plan, title: str) -> str:
        return f"milestone:{entry(plan).milestones.get(title=title).milestone_id}"

    def test_are_reworded_added_and_taken_away(self, plan: Plan) -> None:
        buy, hire = self.key(plan, "Buy a house"), self.key(plan, "Hire a manager")
        wanted = {f"{buy}:title": "Buy two houses", f"{hire}:title": "", f"{hire}:timeframe": ""}
        wanted |= {"milestone:new1:title": "Open the doors", "milestone:new1:timeframe": "June 2021"}
        shown = edit(plan, wanted=wanted).entry
        assert steps(shown) == [("Buy two houses", "March 2021"), ("Open the doors", "June 2021")]
        assert str(shown.milestones.get(title="Open the doors").due) == "2021-06-30"
        assert shown.milestones.get(position=1).milestone_id == int(buy.split(":")[1])

    def test_go_to_another_place(self, plan: Plan) -> None:
        edit(plan, wanted={"milestone:new1:title": "Open the doors"})
        shown = edit(plan, wanted={f"{self.key(plan, 'Open the doors')}:place": "1"}).entry
        assert [title for title, _ in steps(shown)] == ["Open the doors", "Buy a house", "Hire a manager"]
        shown = edit(plan, wanted={f"{self.key(plan, 'Open the doors')}:place": "3"}).entry
        assert [title for title, _ in steps(shown)] == ["Buy a house", "Hire a manager", "Open the doors"]

    def test_a_date_without_what_is_to_be_done_is_refused(self, plan: Plan) -> None:
        with pytest.raises(Refused, match="Say what is to be done March 2021"):
            edit(plan, wanted={f"{self.key(plan, 'Buy a house')}:title": ""})

    def test_one_of_another_action_is_not_taken_over(self, plan: Plan) -> None:
        other = Milestone.objects.create(action=entry(plan, "run").action)
        edit(plan, wanted={f"milestone:{other.pk}:title": "Mine now"})
        assert entry(plan).milestones.get(title="Mine now").milestone_id != other.pk


class TestTwoAtOnce:
    def test_what_each_changed_alone_is_kept(self, plan: Plan) -> None:
        shown = entry(plan)
        seen = read(shown)
        edit(plan, wanted={"text": "Open six homes"})
        edited = edit_action(shown, {"text": shown.text, "intended_outcome": "Homes near"}, seen=seen, by=None)
        assert (edited.changed, edited.kept.keys()) == ({"intended_outcome"}, {"text"})
        assert (entry(plan).text, entry(plan).intended_outcome) == ("Open six homes", "Homes near")

    def test_what_both_changed_is_shown_and_nothing_is_written(self, plan: Plan) -> None:
        shown = entry(plan)
        seen = read(shown)
        edit(plan, wanted={"text": "Open six homes"})
        with pytest.raises(ChangedMeanwhile) as told:
            edit_action(shown, {"text": "Open ten homes", "intended_outcome": "New"}, seen=seen, by=None)
        (clash,) = told.value.clashes
        assert (clash.key, clash.theirs, clash.mine) == ("text", "Open six homes", "Open ten homes")
        assert (entry(plan).text, entry(plan).intended_outcome) == ("Open six homes", "")

    @pytest.mark.django_db(transaction=True)
    def test_whoever_changed_each_field_last_is_named_with_the_time(self) -> None:
        plan = homes_plan()
        shown, second, third = entry(plan), plan_owner("Jane Smith", plan), plan_owner("Third", plan)
        seen, step = read(shown), shown.milestones.get(position=1).milestone_id
        edit(plan, wanted={"text": "Open six homes", "lead": "Ada"}, by=third)
        edit(plan, wanted={"text": "Open seven homes", f"milestone:{step}:title": "Buy a flat"}, by=second)
        edit(plan, "run", wanted={"text": "Run six homes"}, by=third)
        mine = {"text": "Open ten homes", "lead": "Bo", f"milestone:{step}:title": "Buy a hut", "intended_outcome": ""}
        with pytest.raises(ChangedMeanwhile) as raised:
            edit_action(shown, mine, seen=seen, by=third)
        told = {clash.key: re.sub(r"\d\d:\d\d", "10:42", clash.told) for clash in raised.value.clashes}
        assert told == {
            "text": "Jane Smith changed “Action” at 10:42",
            "lead": "You changed “Lead” at 10:42 in another window",
            f"milestone:{step}:title": "Jane Smith changed “Milestone” at 10:42",
        }
        edited = edit_action(shown, {"lead": "Ada\nBo", "saving": "£5"}, seen=seen, by=second)
        assert {key: change.who for key, change in edited.kept.items()} == {"lead": "Third"}

    @pytest.mark.parametrize(("choice", "stays"), [("mine", "Open ten homes"), ("theirs", "Open six homes")])
    def test_what_was_chosen_stays(self, plan: Plan, choice: str, stays: str) -> None:
        shown = entry(plan)
        seen = read(shown)
        edit(plan, wanted={"text": "Open six homes"})
        chosen = {"text": f"{choice}:{fingerprint('Open six homes')}"}
        edit_action(shown, {"text": "Open ten homes"}, seen=seen, chosen=chosen, by=None)
        assert entry(plan).text == stays

    def test_a_choice_is_good_for_what_was_shown_alone(self, plan: Plan) -> None:
        shown = entry(plan)
        seen = read(shown)
        edit(plan, wanted={"text": "Open six homes"})
        edit(plan, wanted={"text": "Open seven homes"})
        chosen = {"text": f"mine:{fingerprint('Open six homes')}"}
        with pytest.raises(ChangedMeanwhile):
            edit_action(shown, {"text": "Open ten homes"}, seen=seen, chosen=chosen, by=None)

    def test_a_milestone_that_one_took_away_while_the_other_reworded_it(self, plan: Plan) -> None:
        shown = entry(plan)
        seen, pk = read(shown), shown.milestones.get(position=1).milestone_id
        key = f"milestone:{pk}"
        edit(plan, wanted={f"{key}:title": "", f"{key}:timeframe": ""})
        mine = {f"{key}:title": "Buy three houses", f"{key}:timeframe": "March 2021", f"{key}:place": "1"}
        with pytest.raises(ChangedMeanwhile) as told:
            edit_action(shown, mine, seen=seen, by=None)
        chosen = {clash.key: f"mine:{clash.mark}" for clash in told.value.clashes}
        assert list(chosen) == [f"{key}:title"]
        edit_action(shown, mine, seen=seen, chosen=chosen, by=None)
        assert entry(plan).milestones.get(title="Buy three houses").milestone_id == pk

    @pytest.mark.django_db(transaction=True)
    def test_one_waits_for_the_other_and_is_shown_what_they_wrote(self, elsewhere: Callable[..., Future[Any]]) -> None:
        plan = homes_plan()
        shown = entry(plan)
        seen = read(shown)
        with transaction.atomic():
            edit(plan, wanted={"text": "Open six homes"})
            other = elsewhere(lambda: edit_action(shown, {"text": "Open ten homes"}, seen=seen, by=None))
            wait_until_blocked()
        with pytest.raises(ChangedMeanwhile):
            other.result(PATIENCE)
        assert entry(plan).text == "Open six homes"


class TestReasons:
    def test_are_asked_for_where_a_date_moves(self, plan: Plan) -> None:
        with pytest.raises(ReasonWanted) as told:
            edit(plan, wanted={"timeframe": "September 2021", "text": "Other"})
        assert told.value.wanted == {
            "timeframe": "Say why the date moves from 30 June 2021 to 30 September 2021, 92 days later."
        }
        assert entry(plan).text.startswith("Open homes")

    def test_and_where_one_is_taken_away_or_given(self, plan: Plan) -> None:
        with pytest.raises(ReasonWanted, match="30 June 2021, is taken away"):
            edit(plan, wanted={"timeframe": ""})
        with pytest.raises(ReasonWanted, match="is given now"):
            edit(plan, "train", wanted={"timeframe": "June 2021"})

    def test_and_of_a_milestone_and_of_success_measures(self, plan: Plan) -> None:
        key = f"milestone:{entry(plan).milestones.get(title='Buy a house').milestone_id}"
        with pytest.raises(ReasonWanted) as told:
            edit(plan, wanted={f"{key}:timeframe": "April 2021", "success_measure": "At least 3 homes"})
        assert told.value.wanted.keys() == {key, "success_measure"}

    def test_but_not_for_other_words_of_the_same_date(self, plan: Plan) -> None:
        assert edit(plan, wanted={"timeframe": "By June 2021"}).changed == {"timeframe"}

    def test_nor_for_what_goes_back_to_what_was_published(self, plan: Plan) -> None:
        edit(plan, wanted={"timeframe": "September 2021"}, reasons={"timeframe": WHY})
        assert edit(plan, wanted={"timeframe": "June 2021"}).changed == {"timeframe"}

    def test_are_kept_with_who_and_the_words_they_are_for(self, plan: Plan, owner: User) -> None:
        edit(plan, wanted={"timeframe": "September 2021"}, reasons={"timeframe": WHY}, by=owner)
        (given,) = ChangeReason.objects.all()
        assert (given.about, given.words, given.reason, given.given_by) == ("timeframe", "September 2021", WHY, owner)
        assert standing_reasons(entry(plan)) == {"timeframe": given}

    def test_one_that_is_given_later_counts_too(self, plan: Plan) -> None:
        ActionVersion.objects.filter(pk=entry(plan).pk).update(timeframe="July 2021", due="2021-07-31")
        edit(plan, wanted={}, reasons={"timeframe": WHY})
        assert ChangeReason.objects.get().words == "July 2021"

    def moves(self, plan: Plan) -> list[DateMove]:
        before, after = plan.versions.published().last(), working(plan)
        assert before
        return [move for each in compare_versions(before, after).actions for move in each.date_moves]

    def silent(self, plan: Plan) -> list[str]:
        ledger = slippage(plans_today([plan]))
        return [line.entry.action.slug for line in ledger.silent]

    def test_make_a_move_no_longer_silent(self, plan: Plan) -> None:
        edit(plan, wanted={"timeframe": "September 2021"}, reasons={"timeframe": WHY})
        assert [(move.reason, move.is_silent) for move in self.moves(plan)] == [(WHY, False)]
        assert self.silent(plan) == []
        publish_it(plan)
        assert self.silent(plan) == []

    def test_of_a_milestone_too_and_of_that_one_alone(self, plan: Plan) -> None:
        buy, hire = (f"milestone:{step.milestone_id}" for step in entry(plan).milestones.order_by("position"))
        edit(plan, wanted={f"{buy}:timeframe": "April 2021"}, reasons={buy: WHY})
        entry(plan).milestones.filter(milestone=hire.split(":")[1]).update(timeframe="June 2021", due="2021-06-30")
        assert [(move.milestone, move.reason) for move in self.moves(plan)] == [
            ("Buy a house", WHY),
            ("Hire a manager", ""),
        ]
        assert self.silent(plan) == ["open"]

    def test_no_longer_hold_once_the_words_are_others_still(self, plan: Plan) -> None:
        edit(plan, wanted={"timeframe": "September 2021"}, reasons={"timeframe": WHY})
        ActionVersion.objects.filter(pk=entry(plan).pk).update(timeframe="December 2021", due="2021-12-31")
        assert self.silent(plan) == ["open"]

    def test_are_frozen_with_the_version_and_never_changed_before(self, plan: Plan) -> None:
        edit(plan, wanted={"timeframe": "September 2021"}, reasons={"timeframe": WHY})
        with pytest.raises(IntegrityError, match="A reason cannot be changed"), transaction.atomic():
            ChangeReason.objects.update(reason="Otherwise.")
        publish_it(plan)
        with pytest.raises(IntegrityError, match="belongs to a published version"), transaction.atomic():
            ChangeReason.objects.all().delete()

    def test_go_with_a_working_version_that_is_discarded(self, plan: Plan) -> None:
        edit(plan, wanted={"timeframe": "September 2021"}, reasons={"timeframe": WHY})
        discard_working(working(plan), by=None)
        assert not ChangeReason.objects.exists()

    def test_stay_with_what_is_corrected_and_are_asked_for_in_a_correction(self, plan: Plan) -> None:
        edit(plan, wanted={"timeframe": "September 2021"}, reasons={"timeframe": WHY})
        shown = entry(plan, version=open_correction(publish_it(plan), by=None))
        assert standing_reasons(shown).keys() == {"timeframe"}
        with pytest.raises(ReasonWanted, match="from 30 September 2021 to 31 October 2021"):
            edit_action(shown, {"timeframe": "October 2021"}, seen=read(shown), by=None)

    def test_come_back_with_an_import(self, plan: Plan) -> None:
        edit(plan, wanted={"timeframe": "September 2021"}, reasons={"timeframe": WHY})
        document = export_version(working(plan))
        discard_working(working(plan), by=None)
        import_document(plan, document, by=None)
        assert self.silent(plan) == []
        assert [str(given) for given in standing_reasons(entry(plan)).values()] == [WHY]

    def test_are_exported(self, plan: Plan) -> None:
        step = entry(plan).milestones.get(title="Buy a house").milestone_id
        wanted = {"timeframe": "September 2021", f"milestone:{step}:timeframe": "April 2021"}
        edit(plan, wanted=wanted, reasons={"timeframe": WHY, f"milestone:{step}": "Snow."})
        row = export_version(working(plan)).rows()[0]
        assert [(given.about, given.words, given.reason, given.milestone) for given in row.reasons] == [
            ("timeframe", "September 2021", WHY, ""),
            ("milestone", "April 2021", "Snow.", "Buy a house"),
        ]


class TestAPublishedVersion:
    def test_is_not_edited(self, plan: Plan) -> None:
        published = plan.versions.published().get().action_versions.get(action__slug="open")
        with pytest.raises(Refused, match="is published, so nothing in it changes any more"):
            edit_action(published, {"text": "Other"}, seen=read(published), by=None)
        assert published.version.as_of == PUBLISHED

    def test_nor_what_was_published_while_somebody_was_editing_it(self, plan: Plan) -> None:
        shown = entry(plan)
        seen = read(shown)
        publish_it(plan)
        with pytest.raises(Refused, match="June 2021 is published"):
            edit_action(shown, {"text": "Other"}, seen=seen, by=None)

    def test_nor_what_somebody_has_discarded(self, plan: Plan) -> None:
        shown = entry(plan)
        seen = read(shown)
        discard_working(working(plan), by=None)
        with pytest.raises(Refused, match="This version has been discarded"):
            edit_action(shown, {"text": "Other"}, seen=seen, by=None)
