from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

register = template.Library()


@register.filter
def words(text: str) -> SafeString:
    """A plan's text as paragraphs and bullet lists: a line is a paragraph, a line that begins "- " a bullet."""
    blocks: list[tuple[bool, list[str]]] = []
    for line in filter(str.strip, text.split("\n")):
        bullet = line.startswith("- ")
        if bullet and blocks and blocks[-1][0]:
            blocks[-1][1].append(line[2:])
        else:
            blocks.append((bullet, [line.removeprefix("- ") if bullet else line]))
    return format_html_join("", "{}", ((_block(*block),) for block in blocks))


def _block(bullets: bool, lines: list[str]) -> SafeString:
    if bullets:
        return format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", ((line,) for line in lines)))
    return format_html("<p>{}</p>", lines[0])
