"""Markdown, by way of the HTML it stands for: pipe tables inside a narrative, HTML inside their cells."""

import re
from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token

from .contents import Contents
from .html_page import contents_of_html
from .texts import decoded

_DELIMITERS = re.compile(r"(?m)^ {0,3}\|?(?:[ \t]*:?-+:?[ \t]*\|)+[ \t]*(?::?-+:?)?[ \t]*$")
_PIPE = re.compile(r"(?<!\\)\|")


def looks_like_markdown(text: str) -> bool:
    return bool(_DELIMITERS.search(text))


def read_markdown(data: bytes) -> Contents:
    text = decoded(data).replace("\0", " ")
    # Text set in is no program, here.
    parser = MarkdownIt("commonmark", {"html": True, "maxNesting": 20}).enable("table").disable("code")
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    tokens = _with_cells_beyond(parser.parse("\n".join(lines)), lines)
    for token in tokens:
        if token.map and token.nesting == 1:
            token.attrSet("data-line", str(token.map[0] + 1))
    return contents_of_html(parser.renderer.render(tokens, parser.options, {}))


def _with_cells_beyond(tokens: Sequence[Token], lines: Sequence[str]) -> list[Token]:
    """The tokens with those cells of a row that stand beyond the headings, which Markdown leaves out."""
    kept: list[Token] = []
    cells, line = 0, -1
    for token in tokens:
        if token.type == "tr_open" and token.map:
            cells, line = 0, token.map[0]
        elif token.type in ("td_open", "th_open"):
            cells += 1
        elif token.type == "tr_close" and 0 <= line < len(lines):
            for cell in _PIPE.split(lines[line].strip().removeprefix("|"))[cells:]:
                if cell.strip():
                    kept += [Token("td_open", "td", 1), _text(cell.strip()), Token("td_close", "td", -1)]
        kept.append(token)
    return kept


def _text(words: str) -> Token:
    return Token("text", "", 0, content=words)
