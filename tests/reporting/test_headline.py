"""The sentences that say what happened between two versions, for any plan."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import pytest

from actions.comparing import compare_versions
from actions.models import ProgressUpdate
from plans.models import Plan, SectionVersion
from plans.readers.document import DocumentMilestone, DocumentSection, Row
from reporting.headline import Headline
from reporting.section_changes import SectionChanges
from tests.plan_documents import add_version, new_plan

pytestmark = pytest.mark.django_db

IMPROVEMENT = "children-and-families-improvement-plan"
STRATEGIES = "“Revised supporting ‘strategies’” in 3.2 (4.2 before)"
HOME = {"reference": "1.1", "action": "Open a home", "action_id": "home"}
STAFF = {"reference": "1.2", "action": "Hire its staff", "action_id": "staff"}


def sentences(plan: Plan, before: int, after: int) -> list[str]:
    versions = [plan.versions.get(number=number) for number in (before, after)]
    sections = [list(version.sections.order_by("position")) for version in versions]
    headline = Headline(compare_versions(*versions), (sections[0], sections[1]), plan.section_word)
    found = [sentence for paragraph, _ in headline.paragraphs for sentence in paragraph]
    return ["".join(part.words for part in sentence) for sentence in found]


def said(before: Iterable[dict[str, Any]], after: Iterable[dict[str, Any]]) -> list[str]:
    """What is said of two versions of a plan with these rows."""
    plan = new_plan("a-plan", [Row(**row) for row in before])
    add_version(plan, [Row(**row) for row in after], as_of=date(2021, 6, 30))
    return sentences(plan, 1, 2)


class TestRealPlan:
    def test_february_to_september_2020(self, demo: None) -> None:
        assert sentences(Plan.objects.get(slug=IMPROVEMENT), 2, 3) == [
            "Section 1, Addressing the in-year financial challenges, is gone and what followed moved up by one.",
            "6 actions are new.",
            "6 are no longer there, 2 of them rolled into others.",
            "2 dates moved later, 1 of them without a word: 1.10 (2.10 before) by 365 days.",
            f"With a reason: {STRATEGIES} by 61 days, “In progress but delayed by COVID19”.",
            "1 date is given for the first time.",
            "13 actions have another status: 3 closed and 4 worse.",
            "All 21 that stayed have another number.",
            "6 actions are reworded, 2 have other officers and 19 report other progress.",
        ]

    def test_2019_to_february_2020(self, demo: None) -> None:
        found = sentences(Plan.objects.get(slug=IMPROVEMENT), 1, 2)
        assert found[0].endswith("Improving departments longer term efficiency and effectiveness, is new.")
        assert "September 2019 has no column for status, so no change is counted there." in found
        assert "February 2020 has no column for links to other plans, so no change is counted there." in found

    def test_backwards_what_was_gone_is_new(self, demo: None) -> None:
        found = sentences(Plan.objects.get(slug=IMPROVEMENT), 3, 2)
        assert found[0] == (
            "Section 1, Addressing the in-year financial challenges, is new and what follows moved down by one."
        )
        assert "2 dates moved earlier." in found
        assert not any("without a word" in sentence for sentence in found)
        assert "1 date was taken out." in found

    def test_the_working_version_that_nobody_changed(self, demo: None) -> None:
        found = sentences(Plan.objects.get(slug=IMPROVEMENT), 3, 4)
        assert found == ["No action changed: word for word, all is the same."]


class TestActions:
    def test_one_of_each_is_in_the_singular(self) -> None:
        assert said([HOME], [STAFF]) == ["1 action is new.", "1 is no longer there."]

    def test_the_only_one_that_went_was_rolled_into_another(self) -> None:
        rolled = HOME | {"rolled_into": ["1.2"]}
        assert said([rolled, STAFF], [STAFF]) == ["1 action is no longer there, rolled into another."]

    def test_all_that_went_were_rolled_into_others(self) -> None:
        rolled = [
            HOME | {"rolled_into": ["1.2"]},
            HOME | {"reference": "1.3", "action_id": "x", "rolled_into": ["1.2"]},
        ]
        assert said([*rolled, STAFF], [STAFF]) == ["2 actions are no longer there, all of them rolled into others."]

    def test_one_split_off_is_not_new(self) -> None:
        parts = [HOME | {"continues": ["1.1"]}, STAFF | {"continues": ["1.1"]}]
        assert said([HOME], parts) == ["1 action came out of another that was split."]

    def test_one_merged_from_others_is_not_new_and_these_are_not_gone(self) -> None:
        both = {"reference": "1.1", "action": "Open and staff a home", "action_id": "both", "continues": ["1.1", "1.2"]}
        assert said([HOME, STAFF], [both]) == ["3 actions were merged: 1 from others and 2 into others."]

    def test_one_merged_into_another_that_goes_on_is_not_gone(self) -> None:
        assert said([HOME, STAFF], [HOME | {"continues": ["1.1", "1.2"]}]) == ["1 action was merged into another."]

    def test_one_of_several_is_renumbered(self) -> None:
        assert said([HOME, STAFF], [HOME, STAFF | {"reference": "1.3"}]) == ["1 action has another number."]

    def test_a_single_one_that_is_renumbered_is_not_all(self) -> None:
        assert said([HOME], [HOME | {"reference": "1.3"}]) == ["1 action has another number."]


class TestDates:
    def moved(self, *timeframes: str, reason: str = "") -> list[str]:
        """What is said of a date in March 2021 each, that is now another."""
        names = [f"1.{number}" for number in range(1, len(timeframes) + 1)]
        plan = new_plan("a-plan", [self.row(name, "31 March 2021") for name in names])
        if reason:
            worded = plan.versions.get().action_versions.get(reference="1.1")
            ProgressUpdate.objects.create(
                action=worded.action,
                action_version=worded,
                as_at=date(2021, 3, 1),
                narrative=reason,
            )
        later = [self.row(name, words) for name, words in zip(names, timeframes, strict=True)]
        add_version(plan, later, as_of=date(2021, 6, 30))
        return sentences(plan, 1, 2)

    def row(self, name: str, timeframe: str) -> Row:
        return Row(reference=name, action=name, action_id=f"action-{name[2:]}", timeframe=timeframe)

    def test_one_day_is_in_the_singular(self) -> None:
        assert self.moved("1 April 2021") == ["1 date moved later without a word: 1.1 by 1 day."]

    def test_a_date_with_a_reason_is_not_silent(self) -> None:
        assert self.moved("31 May 2021", reason="The sale was delayed.") == [
            "1 date moved later, with a reason: 1.1 by 61 days, “The sale was delayed”."
        ]

    def test_of_several_the_silent_ones_are_named(self) -> None:
        assert self.moved("31 May 2021", "30 April 2021", reason="The sale was delayed.") == [
            "2 dates moved later, 1 of them without a word: 1.2 by 30 days.",
            "With a reason: 1.1 by 61 days, “The sale was delayed”.",
        ]

    def test_of_many_only_the_longest_are_named(self) -> None:
        days = [f"{day} April 2021" for day in range(1, 7)]
        named = "1.6 by 6 days; 1.5 by 5 days; 1.4 by 4 days; 1.3 by 3 days; and 2 more"
        assert self.moved(*days) == [f"6 dates moved later without a word: {named}."]

    def test_earlier_dates_and_dates_taken_out(self) -> None:
        assert self.moved("28 February 2021", "To be determined") == ["1 date moved earlier.", "1 date was taken out."]

    def test_a_milestone_is_named_once_though_its_action_ends_with_it(self) -> None:
        def home(timeframe: str) -> dict[str, Any]:
            step = DocumentMilestone(title="Buy the “first” house", timeframe=timeframe)
            return HOME | {"timeframe": timeframe, "milestones": [step], "continues": ["1.1"]}

        assert said([home("March 2021")], [home("April 2021")]) == [
            "1 date moved later without a word: “Buy the ‘first’ house” in 1.1 by 30 days."
        ]

    def test_an_action_without_a_number_goes_by_its_title(self) -> None:
        home = HOME | {"reference": "", "timeframe": "March 2021"}
        assert said([home], [home | {"timeframe": "April 2021", "continues": ["home"]}]) == [
            "1 date moved later without a word: “Open a home” by 30 days."
        ]


class TestSections:
    def said(self, before: list[str], after: list[str], word: str = "Section") -> list[str]:
        """Of sections given as "1 Homes", those of one title being the same one."""
        return SectionChanges(self.sections(before), self.sections(after), word).sentences()

    def sections(self, names: list[str]) -> list[SectionVersion]:
        entries = [name.partition(" ")[::2] for name in names]
        return [
            SectionVersion(section_id=sum(map(ord, title.casefold())), number=number, title=title, position=position)
            for position, (number, title) in enumerate(entries)
        ]

    @pytest.mark.parametrize(
        ("before", "after", "expected"),
        [
            (["1 Homes"], ["1 Homes"], []),
            (["1 Homes", "2 Staff"], ["1 Homes"], ["Section 2, Staff, is gone."]),
            (["1 Homes", "2 Staff"], ["1 Staff"], ["Section 1, Homes, is gone and what followed moved up by one."]),
            (["1 Homes"], ["1 Staff", "2 Homes"], ["Section 1, Staff, is new and what follows moved down by one."]),
            (
                ["1 Homes", "2 Cars", "3 Staff"],
                ["1 Staff"],
                ["2 sections are gone and what followed moved up by two: 1 Homes; 2 Cars."],
            ),
            (["1 Homes", "2 Staff"], ["1 Staff", "2 Homes"], ["2 sections have another number."]),
            (
                ["1 Homes", "2 Cars"],
                ["1 Cars", "2 Staff"],
                [
                    "Section 1, Homes, is gone.",
                    "Section 2, Staff, is new.",
                    "1 section has another number.",
                ],
            ),
            (["A Homes", "B Staff"], ["A Staff"], ["Section A, Homes, is gone.", "1 section has another number."]),
            ([" Homes", " Staff"], [" Staff"], ["The section “Homes” is gone."]),
            (["1 "], ["1 Homes"], ["Section 1 is gone.", "Section 1, Homes, is new."]),
        ],
    )
    def test_what_went_and_came(self, before: list[str], after: list[str], expected: list[str]) -> None:
        assert self.said(before, after) == expected

    def test_a_portfolio_has_programmes(self) -> None:
        assert self.said(["1 Homes", "2 Staff"], ["1 Homes"], "Programme") == ["Programme 2, Staff, is gone."]

    def test_another_title_is_told(self) -> None:
        earlier, later = self.sections(["1 Homes"]), self.sections(["1 Homes"])
        later[0].title = "Good homes"
        assert SectionChanges(earlier, later, "Section").sentences() == ["1 section has another title."]

    def test_an_action_moved_to_another_programme(self) -> None:
        plan = new_plan("a-plan")
        plan.kind = Plan.Kind.PORTFOLIO
        plan.save()
        for titles, as_of in ((["Homes", "Staff"], date(2021, 1, 31)), (["Staff", "Homes"], date(2021, 6, 30))):
            first, second = (DocumentSection(number=str(place), title=title) for place, title in enumerate(titles, 1))
            first.rows, second.rows = [Row(**HOME)], [Row(**STAFF | {"reference": "2.1"})]
            add_version(plan, [], sections=[first, second], as_of=as_of)
        assert sentences(plan, 1, 2) == [
            "2 programmes have another number.",
            "2 actions moved to another programme.",
        ]
