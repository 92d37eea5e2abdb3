"""HTML as a browser shows it: lists, spans, tables within tables, what is hidden."""

import pytest

from plans.readers import read_document
from plans.readers.contents import Heading, Paragraph, Table
from plans.readers.html_page import contents_of_html

HEAD = "<tr><th>Ref</th><th>Action</th><th>Lead</th><th>When</th></tr>"


def rows(body: str) -> list[list[str]]:
    contents = contents_of_html(f"<table>{HEAD}{body}</table>")
    return [row.cells for part in contents.parts if isinstance(part, Table) for row in part.rows]


def cell(inside: str) -> str:
    return rows(f"<tr><td>1.1</td><td>{inside}</td><td>Ada Byron</td></tr>")[0][1]


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ("Open\n  a <b>home</b>", "Open a home"),
        ("Open<br>a home", "Open\na home"),
        ("<p>Open</p><p>a home</p>", "Open\na home"),
        ("We<ul><li>open</li><li>a <i>home</i></li></ul>now", "We\n- open\n- a home\nnow"),
        ("<ol start=3><li>open</li><li>a home</li></ol>", "3. open\n4. a home"),
        ("<ul><li>open<ul><li>a home</li></ul></li></ul>", "- open\n- a home"),
        ("<ul> Buy a house Open it", "- Buy a house\n- Open it"),
        ("• open • a home", "- open\n- a home"),
        ("open<!-- never --><script>no</script><span hidden>no</span><i style='display: none'>no</i>", "open"),
        ("<table><tr><td>open</td><td>a home</td></tr><tr><td>now</td></tr></table>", "open a home\nnow"),
        ("&lt;open&gt; &amp; a&nbsp;home", "<open> & a home"),
        ("<img alt='Green light' src=x>", "Green light"),
        ("Open <img alt='A door' src=x>", "Open"),
    ],
)
def test_cells(inside: str, text: str) -> None:
    assert cell(inside) == text


def test_a_cell_over_several_rows_stands_in_each() -> None:
    body = "<tr><td>1.1</td><td>Open</td><td rowspan=3>Ada</td><td>May</td></tr>"
    body += "<tr><td>1.2</td><td>Mend</td><td>June</td></tr><tr><td>1.3</td><td>Paint</td></tr>"
    assert rows(body) == [
        ["1.1", "Open", "Ada", "May"],
        ["1.2", "Mend", "Ada", "June"],
        ["1.3", "Paint", "Ada", ""],
    ]


def test_a_cell_over_several_columns_is_said_once() -> None:
    assert rows("<tr><td>1.1</td><td colspan=2>Open</td><td>May</td></tr>") == [["1.1", "Open", "", "May"]]


@pytest.mark.parametrize("span", ["-1", "0", "x", "99999999", "1e9", "٣"])
def test_spans_that_are_none(span: str) -> None:
    assert rows(f"<tr><td>1.1</td><td rowspan='{span}'>Open</td><td>Ada</td></tr>")[0][:3] == ["1.1", "Open", "Ada"]


def test_a_row_from_edge_to_edge_is_a_heading() -> None:
    body = "<tr><td colspan=4>2. Homes</td></tr><tr><td>2.1</td><td>x</td></tr>"
    contents = contents_of_html(f"<table>{HEAD}{body}</table>")
    assert [type(part) for part in contents.parts] == [Table, Heading, Table]


def test_a_table_that_only_places_another_is_passed_through() -> None:
    inner = f"<table>{HEAD}<tr><td>1.1</td><td>Open</td><td>Ada Byron</td><td>May</td></tr></table>"
    document = read_document("plan.html", f"<table><tr><td>Menu</td><td>{inner}</td></tr></table>".encode())
    assert [row.action for row in document.rows()] == ["Open"]


def test_what_stands_around() -> None:
    contents = contents_of_html("<h1>Homes <small>plan</small></h1>Some<div>words</div><ul><li>one</ul><p> </p>")
    assert [(type(part), part.text) for part in contents.parts if not isinstance(part, Table)] == [
        (Heading, "Homes plan"),
        (Paragraph, "Some"),
        (Paragraph, "words"),
        (Paragraph, "- one"),
    ]


def test_an_old_encoding_is_read_as_it_says() -> None:
    page = f"<meta charset=iso-8859-1><table>{HEAD}<tr><td>1.1</td><td>Café £5</td><td>Ada Byron</td></tr></table>"
    assert read_document("plan.htm", page.encode("cp1252")).rows()[0].action == "Café £5"


def test_a_letter_of_a_font_of_pictures_is_a_bullet() -> None:
    items = [
        f"<p><span style='font-family:{font}'>{letter}<span>&nbsp; </span></span>{text}</p>"
        for font, letter, text in [("Symbol", "·", "Open"), ("Wingdings", "§", "Mend")]
    ]
    page = f"<table><tr><th>Ref<th>Action<th>Lead</tr><tr><td>1.1<td>{''.join(items)}<td>Ada Byron</tr></table>"
    assert read_document("plan.html", page.encode()).rows()[0].action == "- Open\n- Mend"


def test_headings_with_others_below_them_are_one_row() -> None:
    above = "<tr><td rowspan=2>No<td rowspan=2>What are we going to do?<td colspan=2>Officers<td rowspan=2>By when</tr>"
    below = "<tr><td>Lead<td>Helper</tr>"
    row = "<tr><td>1<td>Paint<td>Ada Byron<td>the mill<td>May 2022</tr>"
    document = read_document("plan.html", f"<table>{above}{below}{row}</table>".encode())
    assert document.columns == ["No", "What are we going to do?", "Lead", "Helper", "By when"]
    assert (document.rows()[0].action, document.rows()[0].lead) == ("Paint", ["Ada Byron"])


@pytest.mark.parametrize(
    "struck", ["<s>a shop</s>", "<p><del>a shop</del></p>", "<b style='text-decoration: line-through'>a shop</b>"]
)
def test_words_struck_through_are_left_out_and_told(struck: str) -> None:
    contents = contents_of_html(f"<table>{HEAD}<tr><td>1.1</td><td>Open {struck} a home</td></tr></table>")
    assert [row.cells[1].split() for part in contents.parts if isinstance(part, Table) for row in part.rows] == [
        ["Open", "a", "home"]
    ]
    (warning,) = contents.warnings
    assert warning.message == "1 piece is struck through, and left out: “a shop”"


def test_a_cell_struck_through_as_a_whole_is_read_and_doubted() -> None:
    contents = contents_of_html(f"<table>{HEAD}<tr><td>1.1</td><td><s>Open a <b>home</b></s></td></tr></table>")
    assert [row.cells[1] for part in contents.parts if isinstance(part, Table) for row in part.rows] == ["Open a home"]
    (warning,) = contents.warnings
    assert warning.message == "1 piece is struck through, and read all the same: “Open a home”"


def test_what_is_not_shown_stands_beside_no_words_struck_through() -> None:
    hidden = '<span style="display:none">key 12</span>'
    contents = contents_of_html(f"<table>{HEAD}<tr><td>1.1</td><td><s>Open a home</s>{hidden}</td></tr></table>")
    assert [row.cells[1] for part in contents.parts if isinstance(part, Table) for row in part.rows] == ["Open a home"]


@pytest.mark.parametrize("around", ["table", "body", "del"])
def test_a_whole_table_struck_through_is_read(around: str) -> None:
    style = "text-decoration: line-through"
    row = "<tr><td>1.1</td><td>Open</td><td>Ada Byron</td><td>May</td></tr>"
    page = f"<body><p>Homes plan</p><table>{HEAD}{row}</table></body>".replace(
        f"<{around}>", f"<{around} style='{style}'>"
    )
    page = page.replace("<table", "<del><table").replace("</table>", "</table></del>") if around == "del" else page
    assert [row.action for row in read_document("plan.html", page.encode()).rows()] == ["Open"]


@pytest.mark.parametrize(
    "note", ["Note: 1.1 waits for the budget", "Please note that 1.1 waits", "NB waits for the budget"]
)
def test_a_note_between_rows_heads_none_of_them(note: str) -> None:
    first, second = (f"<tr><td>{number}<td>Open a home<td>Ada Byron<td>May 2021" for number in ("1.1", "1.2"))
    page = f"<h1>Plan</h1><h2>1. Homes</h2><table>{HEAD}{first}<tr><td colspan=4>{note}{second}</table>"
    document = read_document("plan.html", page.encode())
    assert [(section.title, len(section.rows)) for section in document.sections] == [("Homes", 2)]
    assert document.narrative[0].text == note
