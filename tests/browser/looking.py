"""A page as people see it who set their browser otherwise: large letters, wide spaces, few colours, no motion, keys."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import CDPSession, Page

from tests.pages import overflow

LOOKING = (Path(__file__).parent / "looking.js").read_text()
USUAL, TWICE = 16, 32  # pixels: the size of letters that a browser begins with, and that of somebody who doubled it
# What WCAG 1.4.12 lets a reader set; a style sheet that the page holds, since ours admits none from outside.
SPACED = """() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`
        * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
        p { margin-bottom: 2em !important }`);
    document.adoptedStyleSheets = [sheet];
}"""
WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 320, "height": 640}
THEMES = ("light", "dark")


class Looking:
    """`problems()` of the page as it is: what is wrong, by how it was looked at."""

    def __init__(self, page: Page):
        self.page = page
        self.session: CDPSession = page.context.new_cdp_session(page)

    def problems(self) -> dict[str, list[str]]:
        self.page.evaluate(LOOKING)
        found = {"by keys": self.ask("unseenFocus"), **self._large(), **self._spaced(), **self._forced()}
        return {how: problems for how, problems in found.items() if problems}

    def ask(self, what: str) -> list[str]:
        return self.page.evaluate(f"looking.{what}()")

    def _large(self) -> dict[str, list[str]]:
        with self._letters(TWICE):
            return {"at twice the letters": self._does_not_fit()}

    def _spaced(self) -> dict[str, list[str]]:
        self.page.evaluate(SPACED)
        self.page.set_viewport_size(NARROW)
        found = {"narrow and spaced": self._does_not_fit()}
        self.page.evaluate("document.adoptedStyleSheets = []")
        self.page.set_viewport_size(WIDE)
        return found

    def _forced(self) -> dict[str, list[str]]:
        found = {}
        for theme in THEMES:
            self.page.emulate_media(reduced_motion="reduce", forced_colors="active", color_scheme=theme)
            found[f"in colours forced to {theme}"] = self.ask("faint") + self.ask("alike")
        found |= {"by keys in forced colours": self.ask("unseenFocus"), "without motion": self.ask("moving")}
        self.page.emulate_media(reduced_motion="null", forced_colors="null", color_scheme="null")
        return found

    def _does_not_fit(self) -> list[str]:
        beyond = overflow(self.page)
        return [*self.ask("cutOff"), *([f"{beyond} pixels beyond the width"] if beyond > 0 else [])]

    @contextmanager
    def _letters(self, size: int) -> Iterator[None]:
        """As the browser's own setting has it, to which widths in `em` answer too."""
        self._set_letters(size)
        yield
        self._set_letters(USUAL)

    def _set_letters(self, size: int) -> None:
        self.session.send("Page.setFontSizes", {"fontSizes": {"standard": size, "fixed": size * 13 // 16}})


class Keys:
    """Going through pages by keys alone. At each step what is focused has to be seen, and covered by nothing."""

    def __init__(self, page: Page):
        self.page = page
        self.wrong: list[str] = []

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)

    def type(self, words: str) -> None:
        self.page.keyboard.type(words)

    def step(self) -> str | None:
        """Press Tab; the words of what is focused then, None beyond the page's end."""
        self.page.wait_for_load_state()
        self.press("Tab")
        self.page.evaluate(LOOKING)
        focused = self.page.evaluate("looking.focused()")
        if focused is None:
            return None
        self.wrong += [f"{self.page.url}: {problem}" for problem in focused["wrong"]]
        return str(focused["words"])

    def to(self, words: str, *, most: int = 150) -> None:
        """Go on until what has these words is focused."""
        self._until(lambda reached: reached == words, words, most)

    def into(self, words: str) -> None:
        """Go on to what has these words, and enter it."""
        self.to(words)
        with self.page.expect_event("load"):  # not merely the move within the page that a skip link made
            self.press("Enter")

    def skip(self) -> None:
        """By the link that every page begins with, past the header."""
        assert self.step() == "Skip to main content"
        self.press("Enter")
        assert self.page.evaluate("document.activeElement.id") == "main"

    def around(self) -> int:
        """Through the whole page and out of it again: how many steps that took. Nothing holds the keys fast."""
        self.page.evaluate("document.activeElement.blur()")
        steps = 0
        while self.step() is not None:
            steps += 1
            assert steps < 500, f"{self.page.url} does not let go"
        return steps

    def _until(self, is_there: Callable[[str | None], bool], words: str, most: int) -> None:
        passed = []
        for _ in range(most):
            reached = self.step()
            if is_there(reached):
                return
            passed.append(reached)
        raise AssertionError(f"No key leads to “{words}” on {self.page.url}, only to {passed}")
