"""The marks an editor would make, case by case."""

import doctest
import random

import pytest

from actions.comparison import items, words
from actions.comparison.words import compare_words
from tests.actions.comparison.marks import assert_sound, marked

EDITS = {
    "a word": ("Report by April 2020", "Report by May 2020", "Report by [-April-]{+May+} 2020"),
    "a misprint": ("so that thee can be", "so that there can be", "so that [-thee-]{+there+} can be"),
    "a sentence at the end": ("Agreed. Next in May", "Agreed.", "Agreed.[- Next in May-]"),
    "a clause": ("reports is available", "reports is available, by June", "reports is available{+, by June+}"),
    "an item in a sentence": (
        "homes, vans and staff",
        "homes, vans, beds and staff",
        "homes, vans{+, beds+} and staff",
    ),
    "a sentence like its neighbours": (
        "The plan is late. The budget is set.",
        "The plan is late. The staff is trained. The budget is set.",
        "The plan is late. {+The staff is trained. +}The budget is set.",
    ),
    "money": ("a saving of £1.9 million", "a saving of £2.1 million", "a saving of [-£1.9-]{+£2.1+} million"),
    "a percentage": ("at least 70% of visits", "at least 75% of visits", "at least [-70%-]{+75%+} of visits"),
    "a number with a comma": ("opened 6,240 times", "opened 6,420 times", "opened [-6,240-]{+6,420+} times"),
    "a date in figures": (
        "ends on 31/01/20 at last",
        "ends on 31/03/20 at last",
        "ends on [-31/01/20-]{+31/03/20+} at last",
    ),
    "a range of years": (
        "staff stay during 2020-21",
        "staff stay during 2021-22",
        "staff stay during [-2020-21-]{+2021-22+}",
    ),
    "a compound": ("our strengths-based plan", "our values-based plan", "our [-strengths-based-]{+values-based+} plan"),
    "an apostrophe": (
        "the children’s homes open",
        "the child's homes open",
        "the [-children’s-]{+child's+} homes open",
    ),
    "capitals": ("the Plan is set", "the plan is set", "the [-Plan-]{+plan+} is set"),
    "a full stop": ("Complete", "Complete.", "Complete{+.+}"),
    "a dash and a word": ("ready for review", "ready for – review now", "ready for {+– +}review{+ now+}"),
    "a family": ("a 👩‍👩‍👧 home opens", "a 👩‍👩‍👦 home opens", "a [-👩‍👩‍👧-]{+👩‍👩‍👦+} home opens"),
    "a flag": ("a 🇬🇧 home opens", "a 🇬🇪 home opens", "a [-🇬🇧-]{+🇬🇪+} home opens"),
    "right to left": ("שלום עולם טוב", "שלום חבר טוב", "שלום [-עולם-]{+חבר+} טוב"),
    "combining marks": ("a re\u0301union today", "a re\u0300union today", "a [-re\u0301union-]{+re\u0300union+} today"),
    "marks of a script": ("यह योजना ठीक है", "यह योजनाएँ ठीक है", "यह [-योजना-]{+योजनाएँ+} ठीक है"),
    "beside folded quotes": ("the ‘soft’ launch", "the 'hard' launch", "the '[-soft-]{+hard+}' launch"),
    "islands of common words": (
        "The contract is being negotiated with our providers in March",
        "The contract has now been agreed by all our old partners in May",
        (
            "The contract [-is being negotiated with our providers in March-]"
            "{+has now been agreed by all our old partners in May+}"
        ),
    ),
}

SAME = {
    "nothing": ("", ""),
    "white space": ("a  plan\tfor\xa0homes\r\nby May ", "a plan for homes by\u2009May"),
    "only white space": (" \n", "\t"),
    "paragraphs run together": ("One.\nTwo.\n\nThree.", "One. Two. Three."),
    "quotes": ("“the ‘soft’ launch”, Children’s", "\"the 'soft' launch\", Children's"),
    "bullets": ("• one\n– two\n\uf0b7 three\n* four", "- one\n- two\n• three\n- four"),
    "line-end hyphens": ("semi- independent, 2019-\n20", "semi-independent, 2019-20"),
    "soft hyphens": ("accommo\u00addation", "accommodation"),
    "a space in an amount": ("at 70 %", "at 70%"),
    "marks of direction": ("\u200fשלום\u200e 20", "שלום 20"),
    "how an accent is encoded": ("cafe\u0301", "café"),
    "a byte order mark": ("\ufeffplan", "plan"),
}

NOT_FOLDED = {
    "words joined": ("re sign", "resign"),
    "single and double quotes": ("a 'soft' launch", 'a "soft" launch'),
    "a star that is no bullet": ("2 * 3 homes", "2 - 3 homes"),
    "a dot that is no bullet": ("rated ● overall now", "rated ○ overall now"),
    "a figure": ("2² homes", "2 homes"),
}


@pytest.mark.parametrize(("before", "after", "expected"), EDITS.values(), ids=EDITS)
def test_marks_what_an_editor_would(before: str, after: str, expected: str) -> None:
    comparison = compare_words(before, after)
    assert_sound(before, after, comparison)
    assert comparison.kind == "edited"
    assert marked(comparison) == expected


@pytest.mark.parametrize(("before", "after"), SAME.values(), ids=SAME)
def test_marks_nothing_that_is_folded(before: str, after: str) -> None:
    comparison = compare_words(before, after)
    assert_sound(before, after, comparison)
    assert comparison.kind == "same"
    assert comparison.similarity == 1


@pytest.mark.parametrize(("before", "after"), NOT_FOLDED.values(), ids=NOT_FOLDED)
def test_folds_nothing_that_means_something(before: str, after: str) -> None:
    comparison = compare_words(before, after)
    assert_sound(before, after, comparison)
    assert comparison.kind != "same"


class TestKind:
    def test_added_and_removed(self) -> None:
        assert compare_words("", "A plan").as_json() == [["insert", "A plan"]]
        assert compare_words("A plan", "").as_json() == [["delete", "A plan"]]
        assert compare_words(" ", "A plan").as_json() == [["equal", " ", ""], ["insert", "A plan"]]
        assert [compare_words("", "x").kind, compare_words("x", "\n").kind] == ["added", "removed"]

    def test_a_rewritten_text_is_two_blocks(self) -> None:
        before, after = "Reviews of full cost have started.", "The price of a bed has been set, with newer information."
        comparison = compare_words(before, after)
        assert comparison.kind == "rewritten"
        assert comparison.as_json() == [["delete", before], ["insert", after]]
        assert comparison.similarity < 0.4

    def test_a_plain_addition_is_an_edit_however_long(self) -> None:
        added = " In one case, negotiation cut the share of a care package by more than £50,000." * 5
        comparison = compare_words("The reviews have started.", "The reviews have started." + added)
        assert comparison.kind == "edited"
        assert comparison.similarity == 1
        assert comparison.as_json() == [["equal", "The reviews have started."], ["insert", added]]

    def test_similarity_is_the_share_of_the_shorter_texts_words(self) -> None:
        assert compare_words("one two three four five", "one six three four seven eight").similarity == 3 / 5

    def test_signs_alone_are_no_likeness(self) -> None:
        assert compare_words("Yes, (no).", "Up, (down).").kind == "rewritten"
        assert compare_words("***", "* *").kind == "rewritten"


class TestLines:
    def test_a_line_put_in_is_one_insertion(self) -> None:
        comparison = compare_words("- Open homes\n- Train staff", "- Open homes\n- Buy vans\n- Train staff")
        assert comparison.as_json() == [
            ["equal", "- Open homes\n"],
            ["insert", "- Buy vans\n"],
            ["equal", "- Train staff"],
        ]

    def test_a_line_added_at_the_end_brings_its_line_break(self) -> None:
        comparison = compare_words("- Open homes", "- Open homes\n- Buy vans")
        assert comparison.as_json() == [["equal", "- Open homes"], ["insert", "\n- Buy vans"]]

    def test_lines_are_compared_with_the_lines_they_continue(self) -> None:
        before = "- Open a 4 bed home\n- When the estate is remodelled, look for ways to add places"
        after = (
            "- Open a 5 bed home by May\n- Buy two vans\n"
            "- When the wider estate is remodelled, look for ways to add more places\n- Sell one"
        )
        comparison = compare_words(before, after)
        assert_sound(before, after, comparison)
        assert marked(comparison) == (
            "- Open a [-4-]{+5+} bed home{+ by May+}\n{+- Buy two vans\n+}"
            "- When the {+wider +}estate is remodelled, look for ways to add {+more +}places{+\n- Sell one+}"
        )

    def test_a_line_that_replaces_another_is_not_woven_into_it(self) -> None:
        before = "Staff are trained.\nThere are plans to commission a model for the most vulnerable.\nAll is well."
        after = "Staff are trained.\nA site has been found, and talks with the partner continue.\nAll is well."
        assert marked(compare_words(before, after)) == (
            "Staff are trained.\n[-There are plans to commission a model for the most vulnerable.-]"
            "{+A site has been found, and talks with the partner continue.+}\nAll is well."
        )

    def test_a_split_paragraph_is_no_change(self) -> None:
        before = "The offer to carers was revised in March. Enquiries have doubled since the campaign began."
        after = "The offer to carers was revised in April.\nEnquiries have doubled since the campaign began."
        comparison = compare_words(before, after)
        assert_sound(before, after, comparison)
        assert [run.as_json() for run in comparison.runs if run.kind != "equal"] == [
            ["delete", "March"],
            ["insert", "April"],
        ]

    def test_text_wrapped_otherwise_is_no_change(self) -> None:
        before = "A home has been sourced by the provider to\nbecome a specialist unit for children in\ncare since May."
        after = "A home has been sourced by the\nprovider to become a specialist unit\nfor children in care since June."
        comparison = compare_words(before, after)
        assert_sound(before, after, comparison)
        assert [run.as_json() for run in comparison.runs if run.kind != "equal"] == [
            ["delete", "May"],
            ["insert", "June"],
        ]

    def test_white_space_that_differs_beside_a_change_stays_unmarked(self) -> None:
        comparison = compare_words("Homes open.\nStaff are trained well", "Homes open. Staff are all trained well")
        assert comparison.as_json() == [
            ["equal", "Homes open.\nStaff are ", "Homes open. Staff are "],
            ["insert", "all "],
            ["equal", "trained well"],
        ]


class TestLongTexts:
    """That they are fast is measured by `make bench`; that they end at all, and are sound, is asked here."""

    def words(self, number: int, seed: int = 0) -> list[str]:
        return random.Random(seed).choices([f"word{number}" for number in range(3000)], k=number)

    @pytest.mark.parametrize("gap", [" ", "\n"])
    def test_twenty_thousand_words_with_edits(self, gap: str) -> None:
        chance, words = random.Random(1), self.words(20_000)
        after = [word if chance.random() > 0.05 else "other" for word in words]
        texts = [gap.join(" ".join(side[at : at + 80]) for at in range(0, 20_000, 80)) for side in (words, after)]
        comparison = compare_words(*texts)
        assert "".join(run.before for run in comparison.runs) == texts[0]
        assert "".join(run.after for run in comparison.runs) == texts[1]
        assert comparison.similarity == pytest.approx(0.95, abs=0.01)
        inserted = [word for run in comparison.runs if run.kind == "insert" for word in run.after.split()]
        assert inserted.count("other") == after.count("other")
        assert len(inserted) < 1.1 * after.count("other")

    def test_nothing_in_common(self) -> None:
        assert compare_words(" ".join(self.words(20_000)), "other thing " * 10_000).kind == "rewritten"

    def test_the_same_words_in_another_order(self) -> None:
        words = self.words(20_000)
        before, after = " ".join(words), " ".join(words[::-1])
        comparison = compare_words(before, after)
        assert "".join(run.before for run in comparison.runs) == before
        assert "".join(run.after for run in comparison.runs) == after

    def test_a_hundred_thousand_characters_of_one_word(self) -> None:
        before, after = "na " * 33_000, "na " * 34_000 + "batman"
        comparison = compare_words(before, after)
        assert "".join(run.before for run in comparison.runs) == before
        assert "".join(run.after for run in comparison.runs) == after
        assert comparison.kind == "edited"

    def test_a_repetitive_table_in_which_every_row_changed(self) -> None:
        rows = [f"Placement\t{number % 7}\tOpen\tGreen\tOn track" for number in range(1_500)]
        before, after = "\n".join(rows), "\n".join(rows).replace("Green", "Amber")
        comparison = compare_words(before, after)
        changes = [run.before or run.after for run in comparison.runs if run.kind != "equal"]
        assert changes == ["Green", "Amber"] * 1_500


def test_the_examples_in_the_documentation_are_true() -> None:
    assert [doctest.testmod(module) for module in (words, items)] == [(0, 1), (0, 1)]
