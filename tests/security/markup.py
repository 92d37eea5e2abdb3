"""What a strict content security policy would have to forbid in a page."""

import re

from django.http import HttpResponse

_UNSAFE = {
    "an inline script": re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*type=.application/json)", re.IGNORECASE),
    "an inline style": re.compile(r"<style\b|<[^>]*\sstyle=", re.IGNORECASE),
    "a handler in an attribute": re.compile(r"<[^>]*\son[a-z]+=", re.IGNORECASE),
    "a script's address": re.compile(r"""(?:href|src|action)=["']\s*javascript:""", re.IGNORECASE),
}


def unsafe_markup(response: HttpResponse) -> list[str]:
    """Which of these stand in a page; a file is none."""
    if response.streaming or not response.headers.get("Content-Type", "").startswith("text/html"):
        return []
    html = response.content.decode()
    return [what for what, pattern in _UNSAFE.items() if pattern.search(html)]
