"""The style sheet has a class for what is on the pages, once, and none that nothing wears; its colours are a pack's."""

import re

from django.conf import settings

from reporting.workbooks import FILLS

SHEETS = sorted((settings.BASE_DIR / "static" / "styles").glob("_*.scss"))
WORN_IN = [*settings.BASE_DIR.glob("templates/**/*.html"), *settings.BASE_DIR.glob("static/**/*.js")]
ROOMS = ("config", "plans", "actions", "reporting")
WORN_IN += [path for room in ROOMS for path in settings.BASE_DIR.glob(f"{room}/**/*.py")]


def test_every_class_is_worn_by_something() -> None:
    built = (settings.BASE_DIR / "build" / "static" / "application.css").read_text()
    worn = {name for path in WORN_IN for name in re.findall(r"app-[\w-]+", path.read_text())}
    put_together = {name for name in worn if name.endswith(("__", "--"))}  # the rest of them is a value
    classes = set(re.findall(r"\.(app-[\w-]+)", built))
    unworn = {name for name in classes - worn if not any(name.startswith(start) for start in put_together)}
    assert unworn == set()


def test_a_part_of_a_page_is_dressed_in_one_sheet() -> None:
    dressed: dict[str, list[str]] = {}
    for sheet in SHEETS:
        for name in set(re.findall(r"(?m)^\.(app-[\w-]+) \{", sheet.read_text())):
            dressed.setdefault(name, []).append(sheet.name)
    assert {name: sheets for name, sheets in dressed.items() if len(sheets) > 1} == {}


def test_a_colour_is_the_same_on_a_page_and_in_a_workbook() -> None:
    sheet = (settings.BASE_DIR / "static" / "styles" / "_status.scss").read_text()
    shown = dict(re.findall(r'"(\w+)": #(\w{6})', sheet))
    assert {colour: shown[colour].upper() for colour in FILLS} == {colour: fill for colour, (fill, _) in FILLS.items()}
