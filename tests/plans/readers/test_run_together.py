"""Items of a list that lost its marks are told apart, names and abbreviations left alone."""

import pytest

from plans.readers.run_together import glued_words, items_of


class TestItems:
    @pytest.mark.parametrize(
        "items",
        [
            ["Find a house", "Buy it at once", "Open it"],
            ["Adjust the Charter of Homes", "Plan places for next year"],
            ["Agree it with the NHS", "Tender for a builder"],
            ["Write an Improvement Plan for homes", "Open the Joint Board"],
            ["Answer the SEND Review of schools", "Train staff"],
            ["Buy a house"],
        ],
    )
    def test_begin_with_a_verb_in_capitals(self, items: list[str]) -> None:
        assert items_of(" ".join(items)) == items


@pytest.mark.parametrize("text", ["SharePoint", "iPad", "eLearning", "McArthur", "www.example.org", "1.2.Next", "DfE"])
def test_names_have_no_space_to_lose(text: str) -> None:
    assert glued_words(text) == []


def test_words_that_lost_a_space() -> None:
    assert glued_words("fewer movesBetter homes") == ["movesBetter"]
