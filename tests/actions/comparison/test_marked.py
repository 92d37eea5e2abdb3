"""A compared text as a page draws it."""

from itertools import count

from hypothesis import given
from hypothesis import strategies as st

from actions.comparison.marked import BULLET, Passage, marked
from actions.comparison.words import compare_words


def drawn(before: str, after: str) -> list[Passage]:
    return marked(compare_words(before, after).runs)


def sketch(passages: list[Passage]) -> list[str]:
    """A line for each line drawn: "·" begins an item, [-…-] went, [+…+] came, and ADDED or REMOVED is whole lines."""
    lines = []
    for passage in passages:
        lines += {"insert": ["ADDED"], "delete": ["REMOVED"], "equal": []}[passage.kind]
        for block in passage.blocks:
            for line in block.lines:
                words = "".join(
                    {"equal": "{}", "delete": "[-{}-]", "insert": "[+{}+]"}[piece.kind].format(piece.text)
                    for piece in line
                )
                lines.append(f"· {words}" if block.is_list else words)
    return lines


def test_marks_stand_in_their_line() -> None:
    assert sketch(drawn("Report by April 2020", "Report by May 2020")) == ["Report by [-April-][+May+] 2020"]


def test_lines_are_paragraphs_and_items() -> None:
    text = "Two homes:\n- one in Top Wighay\n- one in the middle of Arnold\nBoth are small."
    assert sketch(drawn(text, text.replace("Arnold", "Mansfield"))) == [
        "Two homes:",
        "· one in Top Wighay",
        "· one in the middle of [-Arnold-][+Mansfield+]",
        "Both are small.",
    ]


def test_an_item_that_came_is_an_item_of_its_own() -> None:
    assert sketch(drawn("- find a house\n- hire staff", "- find a house\n- buy it\n- hire staff")) == [
        "· find a house",
        "· [+buy it+]",
        "· hire staff",
    ]


def test_items_instead_of_others_are_not_run_into_one_another() -> None:
    before, after = "Homes:\n- small ones only\nReady.", "Homes:\n- anything with a garden\nReady."
    assert sketch(drawn(before, after)) == ["Homes:", "· [-small ones only-]", "· [+anything with a garden+]", "Ready."]


def test_many_whole_lines_are_a_passage_and_not_a_wall_of_marks() -> None:
    kept = "The plan belongs to the department and is looked at once a year by its committee."
    added = "Necessity brought so much progress that it will be looked at again in autumn.\n- with partners\n- soon"
    assert sketch(drawn(kept, f"{kept}\n{added}")) == [
        kept,
        "ADDED",
        "[+Necessity brought so much progress that it will be looked at again in autumn.+]",
        "· [+with partners+]",
        "· [+soon+]",
    ]
    assert sketch(drawn(f"{kept}\n{added}", kept))[1] == "REMOVED"


def test_a_bullet_that_alone_came_is_seen() -> None:
    before = "Homes for all of the children in care\nwith a garden, near to where their schools are"
    after = "Homes for all of the children in care\n- with a garden, near to where their schools are"
    assert sketch(drawn(before, after))[1].startswith("[+- +]")


def test_each_change_takes_one_step_in_reading_order() -> None:
    before = "We buy a house in April.\nNothing else is known of it."
    after = "We rent a house in May.\nNothing else is known of it, yet."
    lines = marked(compare_words(before, after).runs, count(1))[0].blocks[0].lines
    assert [(piece.text, piece.step) for line in lines for piece in line if piece.step] == [
        ("buy", 1),
        ("April", 2),
        (", yet", 3),
    ]


def test_whole_lines_are_one_step() -> None:
    kept = "The plan belongs to the department and is looked at once a year by its committee."
    added = "- with a great many partners from all over the county\n- and with the children and families themselves"
    passages = marked(compare_words(kept, f"{kept}\n{added}").runs, count(1))
    assert passages[1].step == 1
    assert [piece.step for line in passages[1].blocks[0].lines for piece in line] == [1, None]


TEXTS = st.lists(st.sampled_from(["a", "b", "home", "- item", "- ", ".", "\n", " "]), max_size=30).map(" ".join)


@given(TEXTS, TEXTS)
def test_every_word_of_both_texts_is_drawn_once(before: str, after: str) -> None:
    pieces = [
        piece for passage in drawn(before, after) for block in passage.blocks for line in block.lines for piece in line
    ]
    for text, other in ((before, "insert"), (after, "delete")):
        shown = " ".join(piece.text for piece in pieces if piece.kind != other)
        assert _letters(shown) == _letters(text)


def _letters(text: str) -> str:
    return "".join(character for character in text if character.isalnum() or character == ".")


def test_the_bullet_is_the_one_that_documents_are_read_with() -> None:
    assert BULLET == "- "
