"""What became part of another action, as progress texts say it; and what they do not say."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.comparison.lineage import read_rolled_into

REFERENCES = ["1.1", "1.2", "1.3", "1.4", "2.1", "2.2", "2.10", "3.1", "4.3", "4.5", "3", "4", "A7", ""]

SAYS = [
    ("The review will now be rolled into action 4.3 “rolling “challenge process” for all Group Managers.”", "4.3"),
    ("Only 2% proved to be so.\nThis review is now rolled into action 4.3, the rolling “challenge process”.", "4.3"),
    ("From now on this is rolled into action 4.5 below.", "4.5"),
    ("This work will now be rolled \ninto action 4.5 below.", "4.5"),
    ("rolled in to 4.5 below", "4.5"),
    ("ROLLED INTO ACTION 4.3", "4.3"),
    ("Rolled up into Action No. 4.3.", "4.3"),
    ("Merged into 3.1", "3.1"),
    ("Closed – merged into 3.1", "3.1"),
    ("This action has been merged with action 3.1 and therefore closed.", "3.1"),
    ("Combined with action 3.1 from April", "3.1"),
    ("Now part of action 2.2.", "2.2"),
    ("This now forms part of action 2.2", "2.2"),
    ("This work will become part of action 2.2", "2.2"),
    ("Incorporated into 2.1 and 2.2", "2.1 2.2"),
    ("This action is now incorporated within 4.3/4.5", "4.3 4.5"),
    ("Complete; any remaining work has been incorporated into Action 2.2", "2.2"),
    ("Will be subsumed within 4.3.", "4.3"),
    ("Now included in 4.3", "4.3"),
    ("Superseded by action 4.3", "4.3"),
    ("To be taken forward as part of 4.3", "4.3"),
    ("Rolled into 4.3, 4.5 & 2.10.", "4.3 4.5 2.10"),
    ("This has been rolled into the rolling challenge process for all GMs (action 4.3).", "4.3"),
    ("Will be merged into the fostering programme, action 2.1", "2.1"),
    ("This will be rolled into action 4", "4"),
    ("Rolled into actions 3 and 4.", "3 4"),
    ("Merged into A7", "A7"),
    ("This, together with 1.3, will be rolled into 4.3", "4.3"),
    ("Actions 1.2 and 1.4 will be rolled into 4.3", "4.3"),
    ("This could not be finished, so it is now rolled into 4.3", "4.3"),
    ("It was agreed that this action would be merged into 2.2", "2.2"),
]

SAYS_NOTHING = [
    "",
    "See 1.3",
    "The block contract has grown (see 1.3 below).",
    "Rolled into the wider programme (see action 4.3)",
    "Schwartz Rounds have been rolled out across Children and Families. 4.3 follows.",
    "Some may become part of a corporate “cross cutting” approach.",
    "May be rolled into 4.3",
    "This will not be rolled into 4.3",
    "It is proposed that this is rolled into 4.3",
    "Should this be merged into 4.3?",
    "If agreed this will be merged into 4.3",
    "This will be merged into 4.3 subject to approval",
    "Considering whether to merge into 4.3",
    "This was previously merged with 4.3 but stands alone",
    "1.3 has been merged into 4.3",
    "4.3 has been rolled into this action",
    "Part of this work is rolled into 4.3",
    "The savings are incorporated into 4.3",
    "Findings from the review are incorporated into 4.5",
    "Rolled into the budget; see 4.3",
    "Merged into 3 teams",
    "Merged into 4 posts",
    "Incorporated into £2.1m",
    "Incorporated into 2.1m of funding",
    "Rolled into 2.1 FTE",
    "Merged into 2.1%",
    "Rolled into 9.9",
    "Rolled into 4.30",
    "Rolled into 1.2",
    "Rolled into 1.2.2020",
]


@pytest.mark.parametrize(("progress", "rolled_into"), SAYS)
def test_reads_what_the_action_was_rolled_into(progress, rolled_into):
    assert read_rolled_into(progress, "1.2", REFERENCES) == tuple(rolled_into.split())


@pytest.mark.parametrize("progress", SAYS_NOTHING)
def test_says_nothing_unless_the_text_does(progress):
    assert read_rolled_into(progress, "1.2", REFERENCES) == ()


def test_gives_references_as_the_version_prints_them():
    assert read_rolled_into("Rolled into action 4.3", "", ["Action 4.3", "4.3a"]) == ("Action 4.3",)
    assert read_rolled_into("rolled into CF-12", "CF-1", ["CF-1", "CF-12"]) == ("CF-12",)


@given(st.lists(st.sampled_from(["rolled into ", "this ", "4.3", "4.3 and ", "(", "action ", "not ", "\n", "é"])))
def test_only_ever_names_references_of_the_version_besides_its_own(words):
    assert set(read_rolled_into("".join(words), "1.2", REFERENCES)) <= {*REFERENCES} - {"", "1.2"}


@pytest.mark.parametrize(
    "text",
    [
        "rolled into " * 5_000,
        "rolled into " + "a " * 30_000,
        "(" * 50_000,
        "1." * 30_000,
        "\n" * 50_000,
        "now " * 20_000,
        "rolled into" + " " * 50_000 + "4.3",
        "the new " * 9_000 + "rolled into 4.3",
        "not so, " * 9_000,
    ],
    ids=range(9),
)
def test_a_hostile_text_takes_no_time(text):
    start = time.perf_counter()
    read_rolled_into(text, "1.2", REFERENCES)
    assert time.perf_counter() - start < 2
