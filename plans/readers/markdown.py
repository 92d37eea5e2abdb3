"""Markdown, by way of the HTML it stands for: pipe tables inside a narrative, HTML inside their cells."""

import re
from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token

from .contents import Contents
from .document import DocumentWarning
from .guards import too_much
from .html_page import contents_of_html
from .texts import decoded, file_lines, quoted

_DELIMITERS = re.compile(r"(?m)^ {0,3}\|?(?:[ \t]*:?-+:?[ \t]*\|)+[ \t]*(?::?-+:?)?[ \t]*$")
_PIPE = re.compile(r"(?<!\\)\|")
# Lines of "key: value" between dashes, set in where they go on, and a list below a key without a value.
_FRONT_MATTER = re.compile(
    r"---\n(?:(?:#.*)?\n|\w[\w-]*:(?:[ \t]*\n(?:(?:- |[ \t]).*\n)*|[ \t]+\S.*\n(?:[ \t].*\n)*))+---(?=\n|\Z)"
)
_MOST = 2**20  # letters
_LONGEST = 20_000  # letters in one piece; what is longer is left as it stands, since looking for marks takes too long


def looks_like_markdown(text: str) -> bool:
    return bool(_DELIMITERS.search("\n".join(file_lines(text))))


def read_markdown(data: bytes) -> Contents:
    text = "\n".join(file_lines(decoded(data))).replace("\0", " ")
    if len(text) > _MOST:
        raise too_much(f"more than {_MOST:,} letters of Markdown")
    # Neither text that is set in nor words between backticks are programs, here.
    parser = MarkdownIt("commonmark", {"html": True, "maxNesting": 20}).enable(["table", "strikethrough"])
    parser.disable(["code", "backticks", "inline"])
    text, warnings = _without_front_matter(text)
    lines = text.split("\n")
    tokens = _with_cells_beyond(parser.parse(text), lines)
    for token in tokens:
        if token.map and token.nesting == 1:
            token.attrSet("data-line", str(token.map[0] + 1))
        if token.type == "inline":
            token.children = (
                [] if len(token.content) <= _LONGEST else [Token("html_inline", "", 0, content=token.content)]
            )
            parser.inline.parse(token.content if not token.children else "", parser, {}, token.children)
            for child in token.children:
                child.type = "text" if child.type == "text_special" else child.type  # "&amp;", "\\*"
    contents = contents_of_html(parser.renderer.render(tokens, parser.options, {}))
    contents.warnings[:0] = warnings
    return contents


def _without_front_matter(text: str) -> tuple[str, list[DocumentWarning]]:
    """The text, its lines empty where they are front matter, which no page shows; it is told."""
    front = _FRONT_MATTER.match(text)
    if not front:
        return text, []
    count = front[0].count("\n")
    told = f"{quoted(front[0].strip('-'))} stands between dashes, which no page shows, and is left out"
    warning = DocumentWarning(where=f"lines 1 to {count + 1}", message=told)
    return "\n" * count + text[front.end() :], [warning]


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
