"""What became of each item of a list."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.comparison.items import Item, compare_items
from tests.actions.comparison.demo_fields import demo_fields
from tests.actions.comparison.marks import keys


def kinds(before: str, after: str) -> list[str]:
    return [item.kind for item in compare_items(before, after)]


def test_items_are_kept_added_removed_and_reworded() -> None:
    before = "- Open homes\n- Train the staff well\n- Sell vans"
    after = "- Open homes\n- Hire a manager\n- Train all the staff well"
    assert compare_items(before, after) == (
        Item("kept", "- Open homes", "- Open homes"),
        Item("added", "", "- Hire a manager"),
        Item("reworded", "- Train the staff well", "- Train all the staff well"),
        Item("removed", "- Sell vans", ""),
    )


def test_a_reworded_item_has_its_words_compared() -> None:
    (item,) = compare_items("- Train the staff well", "- Train all the staff well")
    assert [run.as_json() for run in item.runs] == [
        ["equal", "- Train "],
        ["insert", "all "],
        ["equal", "the staff well"],
    ]


def test_measures_are_items_without_bullets() -> None:
    before = "Savings target met\nA net increase of 50 placements by March 2021\nEnquiries up by 20%"
    after = "Savings target met\nEnquiries up by 25%\nStaff morale rises"
    assert kinds(before, after) == ["kept", "removed", "reworded", "added"]


def test_another_glyph_keeps_an_item() -> None:
    assert compare_items("• Open homes\r\n• “Train” staff ", '- Open homes\n- "Train" staff') == (
        Item("kept", "• Open homes", "- Open homes"),
        Item("kept", "• “Train” staff", '- "Train" staff'),
    )


def test_an_item_like_its_neighbour_is_added_beside_it() -> None:
    before = "- group supervision, held virtually\n- a development day"
    after = "- group supervision, held virtually\n- group supervision for managers, held virtually\n- a development day"
    assert kinds(before, after) == ["kept", "added", "kept"]


def test_an_item_that_was_split_goes_with_both_its_parts() -> None:
    before = "- Open homes in the north of the county and train the staff of every home"
    after = "- Open homes in the north of the county\n- train the staff of every home"
    assert compare_items(before, after) == (Item("reworded", before, after),)


def test_an_item_that_moved_is_removed_and_added() -> None:
    assert kinds("- one\n- two\n- three", "- three\n- one\n- two") == ["added", "kept", "kept", "removed"]


def test_a_share_of_common_words_makes_no_pair() -> None:
    assert kinds("- kept\n- The plan of the north", "- kept\n- The sale of the vans") == ["kept", "removed", "added"]


@pytest.mark.parametrize(("before", "after"), [("", ""), (" \n", ""), ("\n", "\ufeff")])
def test_no_lines_no_items(before: str, after: str) -> None:
    assert compare_items(before, after) == ()


def test_a_text_added_is_its_items_added() -> None:
    assert kinds("", "- one\n\n- two") == ["added", "added"]
    assert kinds("- one\n\n- two", "") == ["removed", "removed"]


@given(
    *[st.lists(st.sampled_from(["- a plan", "- a new plan", "• one", "two", "", "Three homes."])).map("\n".join)] * 2
)
def test_every_line_is_in_one_item(before: str, after: str) -> None:
    assert_complete(before, after)


def test_every_line_of_the_demo_is_in_one_item() -> None:
    for field in demo_fields():
        assert_complete(field.before, field.after)


def assert_complete(before: str, after: str) -> None:
    items = compare_items(before, after)
    assert "\n".join(item.before for item in items if item.before) == "\n".join(filter(None, before.split("\n")))
    assert "\n".join(item.after for item in items if item.after) == "\n".join(filter(None, after.split("\n")))
    for item in items:
        assert (item.kind == "kept") == (keys(item.before) == keys(item.after))
        assert (item.kind == "added") == (not item.before)
        assert (item.kind == "removed") == (not item.after)
