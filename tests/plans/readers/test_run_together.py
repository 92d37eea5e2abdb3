"""Lists and sentences that lost the marks between them are told apart, names and abbreviations left alone."""

import pytest

from plans.readers.run_together import items_of, with_lines_parted, without_line_end_hyphens


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


class TestSentences:
    def test_without_a_space_are_two_lines(self) -> None:
        assert with_lines_parted("Less waste.Better homes") == ("Less waste.\nBetter homes", [])

    def test_words_without_a_space_are_two_lines_and_told(self) -> None:
        assert with_lines_parted("fewer movesBetter homes") == ("fewer moves\nBetter homes", ["movesBetter"])

    @pytest.mark.parametrize(
        "text", ["SharePoint", "iPad", "eLearning", "McArthur", "www.example.org", "1.2.Next", "DfE"]
    )
    def test_names_stay(self, text: str) -> None:
        assert with_lines_parted(text) == (text, [])


@pytest.mark.parametrize(
    ("copied", "read"),
    [
        ("semi- detached", "semi-detached"),
        ("2019- 20", "2019-20"),
        ("short- and long-term", "short- and long-term"),
        ("a - b", "a - b"),
    ],
)
def test_a_word_that_a_line_has_parted_is_one(copied: str, read: str) -> None:
    assert without_line_end_hyphens(copied) == read
