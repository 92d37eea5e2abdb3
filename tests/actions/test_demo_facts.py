"""The demo says what the council's papers say."""

from collections import Counter
from datetime import date
from decimal import Decimal

import pytest

from actions.models import ActionLink, ActionVersion, Assignment, LineageEdge, MilestoneVersion
from plans.models import Colour, Measure, Officer, PlanVersion, StatusLabel

IMPROVEMENT = "children-and-families-improvement-plan"
STRATEGY = "sufficiency-and-commissioning-strategy"
PORTFOLIO = "improvement-and-change-portfolio"


def version(number: int, plan: str = IMPROVEMENT) -> PlanVersion:
    return PlanVersion.objects.get(plan__slug=plan, number=number)


def action(reference: str, number: int) -> ActionVersion:
    """By its reference in a version of the improvement plan."""
    return ActionVersion.objects.get(version__plan__slug=IMPROVEMENT, version__number=number, reference=reference)


def continued(number: int) -> dict[str, str]:
    """What each reference of the version before became in this version of the improvement plan."""
    edges = LineageEdge.objects.filter(kind="continues", to_action_version__version=version(number))
    return dict(edges.values_list("from_action_version__reference", "to_action_version__reference"))


@pytest.mark.usefixtures("demo")
class TestCounts:
    @pytest.mark.parametrize(
        ("plan", "number", "label", "sections", "actions"),
        [
            (IMPROVEMENT, 1, "September 2019", 3, 22),
            (IMPROVEMENT, 2, "February 2020", 4, 27),
            (IMPROVEMENT, 3, "September 2020", 3, 27),
            (STRATEGY, 1, "2023-25", 1, 12),
            (PORTFOLIO, 1, "July - September 2020", 5, 25),
        ],
    )
    def test_sections_and_actions(self, plan: str, number: int, label: str, sections: int, actions: int) -> None:
        here = version(number, plan)
        assert (here.label, here.sections.count(), here.action_versions.count()) == (label, sections, actions)
        assert here.is_published

    @pytest.mark.parametrize(("plan", "last"), [(IMPROVEMENT, 3), (STRATEGY, 1), (PORTFOLIO, 1)])
    def test_a_working_version_follows_the_last_published_one(self, plan: str, last: int) -> None:
        working = PlanVersion.objects.working().get(plan__slug=plan)
        assert working.number == last + 1
        texts = [list(here.action_versions.values_list("text", flat=True)) for here in (version(last, plan), working)]
        assert texts[0] == texts[1]

    def test_actions_of_each_section(self) -> None:
        counts = {
            number: [section.action_versions.count() for section in version(number).sections.all()]
            for number in (1, 2, 3)
        }
        assert counts == {1: [6, 10, 6], 2: [6, 10, 6, 5], 3: [12, 7, 8]}

    def test_the_strategy_has_milestones_under_its_outcomes_and_measures(self) -> None:
        assert MilestoneVersion.objects.filter(action_version__version=version(1, STRATEGY)).count() == 22
        assert Measure.objects.filter(plan__slug=STRATEGY).count() == 6
        assert list(
            Measure.objects.filter(plan__slug=STRATEGY).values_list("readings__as_printed", "readings__count")
        ) == [("9.1%", 84), ("23.9%", 39), ("57.7%", 303), ("68.7%", 204), ("58.8%", 290), ("48", None)]

    def test_the_savings_of_the_portfolio(self) -> None:
        saving = version(1, PORTFOLIO).action_versions.exclude(saving="")
        assert list(saving.values_list("saving", "saving_pounds")) == [
            ("£500k", Decimal(500_000)),
            ("£260k", Decimal(260_000)),
            ("£471k", Decimal(471_000)),
            ("£393k", Decimal(393_000)),
        ]

    def test_the_programmes_of_the_portfolio(self) -> None:
        assert [str(section) for section in version(1, PORTFOLIO).sections.all()] == [
            "1 Remodelling Practice",
            "2 Remodelling Children’s Care",
            "3 Future of Education Support",
            "4 Remodelling Early Help",
            "5 Leaving Care",
        ]
        counts = [section.action_versions.count() for section in version(1, PORTFOLIO).sections.all()]
        assert counts == [6, 6, 8, 4, 1]


@pytest.mark.usefixtures("demo")
class TestLineage:
    def test_all_of_2019_goes_on_by_its_number_in_february(self) -> None:
        numbers = [f"1.{n}" for n in range(1, 7)] + [f"2.{n}" for n in range(1, 11)] + [f"3.{n}" for n in range(1, 7)]
        assert continued(2) == {number: number for number in numbers}

    def test_what_goes_on_in_september_2020_is_all_renumbered(self) -> None:
        moved = {"2": "1", "3": "2", "4": "3"}
        became = continued(3)
        assert len(became) == 21
        assert all(after == f"{moved[before[0]]}{before[1:]}" for before, after in became.items())

    @pytest.mark.parametrize(
        ("number", "new"),
        [
            (2, ["4.1", "4.2", "4.3", "4.4", "4.5"]),
            (3, ["1.11", "1.12", "2.7", "3.6", "3.7", "3.8"]),
        ],
    )
    def test_what_is_new(self, number: int, new: list[str]) -> None:
        here = version(number).action_versions
        assert list(here.exclude(lineage_back__kind="continues").values_list("reference", flat=True)) == new

    def test_what_was_dropped(self) -> None:
        gone = version(2).action_versions.exclude(reference__in=continued(3)).values_list("reference", flat=True)
        assert list(gone) == ["1.1", "1.2", "1.3", "1.4", "1.5", "1.6"]

    def test_what_was_rolled_into_another(self) -> None:
        rolled = LineageEdge.objects.filter(kind="rolled_into")
        ends = rolled.values_list("from_action_version__reference", "to_action_version__reference")
        assert list(ends) == [("1.2", "4.3"), ("1.4", "4.5")]
        assert {edge.from_action_version.version for edge in rolled} == {version(2)}

    def test_what_is_marked_as_new(self) -> None:
        marked = ActionVersion.objects.filter(is_new=True)
        assert list(marked.values_list("version__number", "reference")) == [
            (3, reference) for reference in ("2.7", "3.6", "3.7", "3.8")
        ]
        assert not ActionVersion.objects.filter(text__contains="NEW ACTION").exists()

    def test_milestones_go_on_from_version_to_version(self) -> None:
        timeframes = {
            here.version.number: list(here.milestones.values_list("milestone_id", "timeframe"))
            for here in ActionVersion.objects.filter(action__slug="vision-and-mission").select_related("version")
        }
        (vision, strategies), (vision_later, strategies_later) = timeframes[2], timeframes[3]
        assert vision == vision_later
        assert strategies[0] == strategies_later[0]
        assert (strategies[1], strategies_later[1]) == ("by September 2020", "by November 2020")

    def test_links_between_the_plans(self) -> None:
        assert ActionLink.objects.count() == 49
        assert Counter(ActionLink.objects.values_list("kind", flat=True)) == {
            "supports": 39,
            "same work": 6,
            "depends on": 4,
        }


@pytest.mark.usefixtures("demo")
class TestOfficers:
    @pytest.mark.parametrize(
        ("reference", "number", "accountable", "lead"),
        [
            (
                *("1.1", 3, "Colin Pettigrew, Marje Toward, Anthony May, Adrian Smith"),
                "Steve Edwards, Luke Barrett, Catherine Kelly, Derek Higton, Pete Mathieson, Chris Ward, Andy Dawson",
            ),
            (
                *("2.1", 2, "Marje Toward, Anthony May, Adrian Smith"),
                "Luke Barrett, Catherine Kelly, Derek Higton, Pete Mathieson, Chris Ward, Andy Dawson",
            ),
            ("1.2", 1, "Colin Pettigrew, Nigel Stevenson", "Laurence Jones, Sue Summerscales"),
            ("1.7", 3, "Adrian Smith, Colin Pettigrew", "Katharine Smith, Tracy Hill, Sue Milburn, Jon Hawketts"),
            ("2.7", 2, "Adrian Smith, Colin Pettigrew", "Katharine Smith, Tracy Hill, Sue Milburn, Joe Foley"),
            ("1.9", 3, "Nigel Stevenson, Colin Pettigrew", "Sue Milburn, Lucy Peel, Marion Clay"),
            ("2.3", 3, "Nigel Stevenson, Marje Toward", "John Nilan"),
            ("3.6", 3, "Colin Pettigrew", "Laurence Jones, Rob Disney"),
        ],
    )
    def test_stand_in_printed_order(self, reference: str, number: int, accountable: str, lead: str) -> None:
        assert names(action(reference, number), "accountable") == accountable
        assert names(action(reference, number), "lead") == lead

    def test_posts_are_officers_without_a_name(self) -> None:
        posts = Officer.objects.exclude(post="")
        assert set(posts.values_list("name", "post")) == {
            ("", "Service Director, Commissioning and Resources"),
            ("", "Group Manager and Service Manager Fostering"),
            ("", "Group Manager, Commissioning and Placements"),
            ("", "Service Manager, Residential and Contact Services"),
        }

    def test_people_and_posts_lead_the_strategy(self) -> None:
        outcomes = version(1, STRATEGY).action_versions
        assert names(outcomes.get(action__slug="operating-model"), "lead") == "Devon Allen, Davinia Lawton, Paul Thomas"
        assert names(outcomes.get(action__slug="emergency-residential"), "lead") == (
            "Group Manager, Commissioning and Placements, Service Manager, Residential and Contact Services"
        )
        assert not Assignment.objects.filter(action_version__version=version(1, STRATEGY), role="accountable").exists()

    def test_everybody_is_one_officer(self) -> None:
        assert Officer.objects.filter(name__startswith="Laurence").count() == 1
        assert Officer.objects.count() == 31 + 4


@pytest.mark.usefixtures("demo")
class TestStatuses:
    def test_the_plan_of_2019_has_none(self) -> None:
        here = version(1)
        assert not here.prints_status
        assert set(statuses(here)) == {""}

    def test_february_2020_as_printed(self) -> None:
        ongoing, complete = "Ongoing programme of work", "Complete"
        assert dict(zip(references(2), statuses(version(2)), strict=True)) == {
            "1.1": ongoing,
            **dict.fromkeys(["1.2", "1.3", "1.4", "1.5"], complete),
            **dict.fromkeys(["1.6", "2.1", "2.2"], ongoing),
            "2.3": "Initial work completed with further phase identified.",
            "2.4": complete,
            "2.5": ongoing,
            "2.6": "Delayed but nearing full implementation.",
            "2.7": ongoing,
            "2.8": "",
            **dict.fromkeys(["2.9", "2.10"], ongoing),
            "3.1": "",
            "3.2": complete,
            **dict.fromkeys(["3.3", "3.4", "3.5", "3.6"], ongoing),
            **dict.fromkeys(["4.1", "4.2", "4.3", "4.4", "4.5"], "Not yet commenced"),
        }

    def test_september_2020_as_printed(self) -> None:
        ongoing, compromised = "Ongoing programme of work", "Progress compromised by COVID 19."
        assert dict(zip(references(3), statuses(version(3)), strict=True)) == {
            **dict.fromkeys(["1.1", "1.2", "1.9"], compromised),
            "1.3": "Complete.",
            "1.4": "Complete",
            "1.6": "COMPLETE",
            **dict.fromkeys(["1.5", "1.7", "1.8", "1.10", "2.4", "2.5", "2.6"], ongoing),
            "1.11": "NEW – Just commenced",
            **dict.fromkeys(["1.12", "2.2"], "Complete"),
            "2.1": "Withdrawn",
            "2.3": "Delayed due to COVID19",
            **dict.fromkeys(["2.7", "3.6", "3.7", "3.8"], "Not yet commenced"),
            **dict.fromkeys(["3.1", "3.3", "3.4"], "At risk"),
            "3.2": "In progress but delayed by COVID19",
            "3.5": "Work underway",
        }

    def test_the_portfolio_as_printed(self) -> None:
        here = version(1, PORTFOLIO)
        assert Counter(statuses(here)) == {
            "On Target": 15,
            "Experiencing Obstacles": 6,
            "Complete": 2,
            "Completed": 1,
            "Completed/ Closed": 1,
        }

    @pytest.mark.parametrize(
        ("number", "counts"),
        [
            (2, {"green": 13, "blue": 6, "amber": 1, "grey": 5, None: 2}),
            (3, {"green": 9, "blue": 5, "amber": 5, "red": 3, "grey": 5}),
        ],
    )
    def test_the_colours_of_the_improvement_plan(self, number: int, counts: dict[str | None, int]) -> None:
        colours = version(number).action_versions.values_list("printed_update__status__colour", flat=True)
        assert Counter(colours) == counts

    def test_every_status_has_its_colour(self) -> None:
        expected = {
            Colour.GREEN: {
                *("Ongoing programme of work", "Initial work completed with further phase identified."),
                *("NEW – Just commenced", "Work underway", "On Target"),
            },
            Colour.AMBER: {
                *("Delayed but nearing full implementation.", "Progress compromised by COVID 19."),
                *("Delayed due to COVID19", "In progress but delayed by COVID19", "Experiencing Obstacles"),
            },
            Colour.RED: {"At risk"},
            Colour.BLUE: {"Complete", "Completed"},
            Colour.GREY: {"Not yet commenced", "Withdrawn"},
        }
        found = {
            colour: set(StatusLabel.objects.filter(colour=colour).values_list("words", flat=True)) for colour in Colour
        }
        assert found == expected

    def test_what_closes_an_action(self) -> None:
        closing = StatusLabel.objects.filter(closes=True)
        assert set(closing.values_list("words", flat=True)) == {"Complete", "Completed", "Withdrawn"}

    def test_every_printed_status_has_a_label(self) -> None:
        printed = ActionVersion.objects.exclude(printed_update=None).exclude(printed_update__status_words="")
        assert printed.count() == 25 + 27 + 25
        assert not printed.filter(printed_update__status=None).exists()


@pytest.mark.usefixtures("demo")
class TestDates:
    @pytest.mark.parametrize(
        ("reference", "number", "due"),
        [
            ("1.1", 3, date(2020, 7, 31)),
            ("1.2", 3, date(2020, 9, 30)),
            ("1.3", 3, date(2019, 9, 30)),
            ("1.3", 2, date(2019, 11, 30)),
            ("1.4", 1, None),
            ("1.4", 2, date(2019, 11, 30)),
            ("1.4", 3, date(2020, 2, 29)),
            ("1.5", 3, date(2021, 3, 31)),
            ("1.6", 3, date(2020, 2, 29)),
            ("1.8", 3, date(2020, 6, 30)),
            ("2.10", 1, date(2020, 4, 1)),
            ("2.10", 2, date(2020, 4, 1)),
            ("1.10", 3, date(2021, 4, 1)),
            ("1.11", 3, date(2022, 3, 31)),
            ("2.1", 3, None),
            ("2.2", 3, date(2019, 10, 31)),
            ("2.3", 3, date(2020, 4, 30)),
            ("4.2", 2, date(2020, 9, 30)),
            ("3.2", 3, date(2020, 11, 30)),
            ("3.4", 3, date(2020, 8, 31)),
            ("3.8", 3, date(2021, 3, 31)),
        ],
    )
    def test_what_is_due_when(self, reference: str, number: int, due: date | None) -> None:
        assert action(reference, number).due == due

    def test_a_milestone_moved_from_september_to_november(self) -> None:
        dues = MilestoneVersion.objects.filter(title="Revised supporting “strategies”").order_by("pk")
        assert list(dues.values_list("action_version__version__number", "due")) == [
            (2, date(2020, 9, 30)),
            (3, date(2020, 11, 30)),
            (4, date(2020, 11, 30)),
        ]

    @pytest.mark.parametrize(
        ("action_id", "due"),
        [
            ("west-view", date(2024, 12, 31)),
            ("two-bedded-homes", date(2023, 12, 31)),
            ("clayfields-environment", date(2024, 10, 31)),
            ("emergency-residential", date(2023, 1, 31)),
            ("d2n2-framework-direction", None),
        ],
    )
    def test_what_the_strategy_has_due_when(self, action_id: str, due: date | None) -> None:
        assert version(1, STRATEGY).action_versions.get(action__slug=action_id).due == due

    @pytest.mark.parametrize(
        ("action_id", "due"),
        [
            ("recruitment-and-retention", date(2019, 12, 31)),
            ("high-needs-budget", date(2020, 12, 31)),
            ("new-schools", date(2020, 9, 30)),
            ("childrens-centre-service", date(2020, 6, 1)),
            ("pupil-outcomes", date(2021, 12, 31)),
            ("framework-for-practice", None),
        ],
    )
    def test_what_the_portfolio_has_due_when(self, action_id: str, due: date | None) -> None:
        assert version(1, PORTFOLIO).action_versions.get(action__slug=action_id).due == due

    def test_what_recurs(self) -> None:
        assert action("1.1", 1).recurs == "quarterly"
        assert action("1.1", 1).next_on == date(2019, 9, 24)
        assert action("1.6", 2).recurs == "monthly"
        assert action("3.3", 3).recurs == "every 6 months"


def names(action_version: ActionVersion, role: str) -> str:
    return ", ".join(action_version.assignments.filter(role=role).values_list("name_as_printed", flat=True))


def references(number: int) -> list[str]:
    return list(version(number).action_versions.values_list("reference", flat=True))


def statuses(plan_version: PlanVersion) -> list[str]:
    """As printed, "" where none is."""
    words = plan_version.action_versions.values_list("printed_update__status_words", flat=True)
    return [printed or "" for printed in words]
