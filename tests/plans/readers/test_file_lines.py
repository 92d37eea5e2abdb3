"""A place in a file of text is the line that an editor shows, whoever read it."""

import pytest

from plans.readers import read_document

ODD = "Homes\x0band\x0ctrees\x85and\u2028roads\u2029and\x1cpaths"
CARDS = "Ref{0}Action{0}Lead{0}When\n1.1{0}Open homes{0}Ada Byron{0}May 2021\n"
COPY = "Action Owner Due Date Status \n\nMend the roof \nof the hall \n\nAda Byron \n\nJune 2021 \n\nOn track \n"
COMMAS = CARDS.format(",")
HTML = f"<table><tr><th>Action<th>Lead\n<tr><td>{ODD}<td>Ada Byron\n<tr><td>Open homes<td>Ada Byron</table>"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    ("text", "printed"),
    [
        (f"{ODD}\n\n" + CARDS.format("\t"), "Open homes"),
        (f"{ODD}\n\n| Action | Lead |\n|---|---|\n| Open homes | Ada Byron |\n", "Open homes"),
        (f"{ODD} \n\n{COPY}", "Mend the roof"),
        (f'{COMMAS}1.2,"{ODD}\nand halls",Ada Byron,May 2021\n1.3,Mend halls,Ada Byron,May 2021\n', "Mend halls"),
        (HTML, "Open homes"),
    ],
    ids=["tabs", "markdown", "copied", "commas", "html"],
)
def test_the_line_of_a_row_is_the_one_that_an_editor_shows(text: str, printed: str, end: str) -> None:
    line = next(number for number, words in enumerate(text.split("\n"), 1) if printed in words)
    document = read_document("plan.txt", text.replace("\n", end).encode())
    (place,) = [place for row, place in zip(document.rows(), document.places, strict=True) if printed in row.action]
    assert place == f"line {line}"


def test_a_letter_that_is_no_text_joins_no_ends_of_lines() -> None:
    document = read_document("plan.txt", f"Homes \r\x01\n{COPY}".encode())
    assert document.places == ["line 5"]
