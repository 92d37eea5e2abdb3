from datetime import date

import pytest
from django.template import Context, engines
from django.template.exceptions import TemplateDoesNotExist


def drawn(text: str, **context: object) -> str:
    return engines["django"].engine.from_string("{% load lean %}" + text).render(Context(context))


def test_a_short_date_is_told_as_the_date_filter_tells_it() -> None:
    days = [date(2020, 9, 30), date(2021, 1, 5), date(1999, 12, 1)]
    told = drawn("{% for day in days %}{{ day|short_date }};{% endfor %}", days=days)
    assert told == "30 Sep 2020;5 Jan 2021;1 Dec 1999;"
    assert told == drawn('{% for day in days %}{{ day|date:"j M Y" }};{% endfor %}', days=days)


@pytest.mark.parametrize("nothing", [None, ""])
def test_no_date_is_told_as_nothing(nothing: object) -> None:
    assert drawn("{{ day|short_date }}", day=nothing) == ""


@pytest.mark.parametrize("names", [[], ["A & B"], ["A", "<b>"], ["A", "B", "C"]])
def test_what_is_inlined_is_drawn_as_what_is_included(names: list[str]) -> None:
    template = '{{% for names in all %}}<i>{{% {} "reporting/names_cell.html" %}}</i>{{% endfor %}}'
    all_names = [names, ["Another"], names]
    inlined = drawn(template.format("inlined"), all=all_names)
    assert inlined == drawn(template.format("include"), all=all_names)
    assert "<b>" not in inlined


def test_what_is_inlined_has_to_be_there() -> None:
    with pytest.raises(TemplateDoesNotExist):
        drawn('{% inlined "reporting/no_such.html" %}')
