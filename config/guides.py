"""Pages of Markdown in GOV.UK's dress, with their links and pictures leading to where this site has them."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import slugify
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

_CLASSES = {
    "h1": "govuk-heading-l",
    "h2": "govuk-heading-m",
    "h3": "govuk-heading-s",
    "p": "govuk-body",
    "ul": "govuk-list govuk-list--bullet",
    "ol": "govuk-list govuk-list--number",
    "a": "govuk-link",
    "table": "govuk-table",
    "thead": "govuk-table__head",
    "tbody": "govuk-table__body",
    "tr": "govuk-table__row",
    "th": "govuk-table__header",
    "td": "govuk-table__cell",
    "img": "app-guide__picture",
}
_PAGE = re.compile(r"([\w-]+)\.md(#[\w-]+)?")


@dataclass(frozen=True)
class Guide:
    """`parts` are its second headings, each with its anchor; `links` the pages that it leads to, in order, by name."""

    title: str
    body: SafeString
    parts: Sequence[tuple[str, str]]
    links: dict[str, str]


class _Renderer(RendererHTML):
    """What may be wider than the page scrolls in a frame of its own, by keys too."""

    def table_open(self, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType) -> str:
        frame = format_html('<div class="app-guide__frame" role="region" tabindex="0" aria-label="{}">', env["label"])
        return frame + self.renderToken(tokens, index, options, env)

    def table_close(self, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType) -> str:
        return self.renderToken(tokens, index, options, env) + "</div>"

    def fence(self, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType) -> str:
        return format_html('<pre class="app-guide__frame app-guide__code" tabindex="0">{}</pre>', tokens[index].content)


_parser = MarkdownIt("commonmark", {"html": False}, renderer_cls=_Renderer).enable("table")


def read_guide(text: str) -> Guide:
    """The body is safe as it is: the parser lets no HTML through."""
    tokens = _parser.parse(text)
    headings = [(token, tokens[index + 1]) for index, token in enumerate(tokens) if token.type == "heading_open"]
    for token, words in headings:
        token.attrSet("id", slugify(_words(words)))
    links: dict[str, str] = {}
    _dress(tokens, links)
    title = next(_words(words) for token, words in headings if token.tag == "h1")
    parts = [(str(token.attrGet("id")), _words(words)) for token, words in headings if token.tag == "h2"]
    body = _parser.renderer.render(tokens, _parser.options, {"label": f"{title}: table"})
    return Guide(title, SafeString(body), parts, links)


def _words(heading: Token) -> str:
    return "".join(child.content for child in heading.children or [])


def _dress(tokens: Iterable[Token], links: dict[str, str]) -> None:
    for token in tokens:
        if token.nesting >= 0 and token.tag in _CLASSES:
            token.attrSet("class", _CLASSES[token.tag])
        if token.tag == "img":
            token.attrSet("src", static(str(token.attrGet("src"))))
        children = token.children or []
        for place, child in enumerate(children):
            page = _PAGE.fullmatch(str(child.attrGet("href") or ""))
            if page:
                child.attrSet("href", address_of(page[1]) + (page[2] or ""))
                links[page[1]] = children[place + 1].content
        _dress(children, links)


def address_of(name: str) -> str:
    return reverse("help") if name == "README" else reverse("help_page", args=[name])
