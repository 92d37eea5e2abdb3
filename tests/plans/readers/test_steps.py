"""Several dated steps in one timeframe are several milestones; a list of milestones is one a line."""

import pytest

from plans.readers.steps import date_spans, milestones_in, steps_in


def steps(timeframe: str) -> list[tuple[str, str]]:
    return [(step.title, step.timeframe) for step in steps_in(timeframe)]


class TestStepsOfATimeframe:
    @pytest.mark.parametrize(
        ("timeframe", "found"),
        [
            (
                "Draft charter by May 2021\nCharter signed in July 2021",
                [("Draft charter", "by May 2021"), ("Charter signed", "in July 2021")],
            ),
            (
                "Draft charter by May 2021 Charter signed in July 2021",
                [("Draft charter", "by May 2021"), ("Charter signed", "in July 2021")],
            ),
            (
                "End of May 2021 for the first draft Final charter by July 2021",
                [("the first draft", "End of May 2021"), ("Final charter", "by July 2021")],
            ),
            (
                "Trial begins June 2021. Use everywhere January 2022 if it works.",
                [("Trial begins", "June 2021"), ("Use everywhere", "January 2022")],
            ),
            (
                "- Tender from March 2021\n- Award by 1 June 2021",
                [("Tender", "from March 2021"), ("Award", "by 1 June 2021")],
            ),
            ("By March 2021: tender; by June 2021: award", [("tender", "By March 2021"), ("award", "by June 2021")]),
            (
                "Stage 1 open by March 2021 Stage 2 open by June 2021",
                [("Stage 1 open", "by March 2021"), ("Stage 2 open", "by June 2021")],
            ),
        ],
    )
    def test_are_found(self, timeframe: str, found: list[tuple[str, str]]) -> None:
        assert steps(timeframe) == found

    @pytest.mark.parametrize(
        "timeframe",
        [
            "",
            "Ongoing",
            "March 2021",
            "By March 2021, then see",
            "between June and September 2020",
            "September 2020 to March 2022",
            "2018-2020",
            "May 2020\nOctober 2020",
            "Originally May 2020. Revised to July 2020",
            "Quarterly. Next meeting 24 September 2019. Report by March 2020",
            "Roll out by September 2019. Further work to follow.",
        ],
    )
    def test_are_none_where_there_is_one_date_or_no_name(self, timeframe: str) -> None:
        assert steps(timeframe) == []


class TestMilestonesOfACell:
    def test_each_line_is_one_and_a_date_at_its_end_is_apart(self) -> None:
        lines = ["- Buy a house by March 2021", "- Open it", "Agree the plan for 2021 with partners"]
        found = milestones_in("\n".join([*lines, "Use the plan for 2021-2023 October 2020"]))
        assert [(step.title, step.timeframe) for step in found] == [
            ("Buy a house", "by March 2021"),
            ("Open it", ""),
            ("Agree the plan for 2021 with partners", ""),
            ("Use the plan for 2021-2023", "October 2020"),
        ]


def test_dates_stand_where_they_stand() -> None:
    words = "A June 2021, B 1/2/22."
    assert [words[begin:end] for begin, end in date_spans(words)] == ["June 2021", "1/2/22"]
