"""Where the name of an officer ends, and a cell amid a line, by what stands around the words elsewhere."""

from plans.readers.pdf_text.neighbours import LONGEST_NAME, Neighbours

TEXT = (
    "Mend roofs Head of Parks June Paint walls Head of Parks July Cut hay Head of Parks May Buy ink Head of Trees May"
)


def worth(name: str, text: str = TEXT) -> float:
    return Neighbours(text.split()).worth_of_name(tuple(name.split()))


def test_it_varies_more_around_the_whole_of_a_name_than_within_it() -> None:
    assert worth("Head of Parks") > worth("Head of")
    assert worth("Head of Parks") > worth("of Parks")


def test_a_single_word_and_one_that_stands_nowhere_say_nothing() -> None:
    assert worth("Head") == worth("Head of Ponds") == worth("walls Head of Parks July") == 0


def test_no_side_counts_for_more_than_another_twice() -> None:
    assert worth("Head of Parks", " ".join(f"a{number} Head of Parks b{number}" for number in range(50))) == 2


def test_a_cell_of_more_words_than_names_have_is_not_looked_for() -> None:
    long = "Ada Birch " * LONGEST_NAME
    assert worth(long, f"one {long} two three {long} four") == 0


SOURCES = [f"Internal Audit {word} the {word} store" for word in ("Fuel", "Leavers", "Stock", "Pay", "Keys")]


def test_words_that_stay_together_whatever_follows_are_of_one_cell() -> None:
    neighbours = Neighbours(" ".join(SOURCES).split())
    assert neighbours.worth_of_parting("Internal", "Audit") < neighbours.worth_of_parting("Audit", "Fuel") == 0


def test_so_are_not_those_that_stand_so_a_few_times_or_among_others() -> None:
    few = Neighbours(" ".join(SOURCES[:3]).split())
    others = Neighbours(" ".join([*SOURCES, "Internal review", "Internal checks"]).split())
    assert few.worth_of_parting("Internal", "Audit") == others.worth_of_parting("Internal", "Audit") == 0


def test_nor_where_the_second_is_a_sentence() -> None:
    assert Neighbours(" ".join(SOURCES).replace("Audit", "Audit.").split()).worth_of_parting("Internal", "Audit.") == 0


def test_nor_those_that_the_same_always_follows() -> None:
    assert Neighbours(("High The roof " * 9).split()).worth_of_parting("High", "The") == 0
