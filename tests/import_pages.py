"""Bringing a document in as a person does, page by page."""

import json
import re
from html import unescape
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.forms import BaseForm
from django.http import HttpResponse
from django.test import Client

from actions.models import ImportDraft
from plans.models import Plan

PUBLISHED = {"state": "published", "as_of-day": "30", "as_of-month": "jun", "as_of-year": "2021"}


def document(*contents: dict[str, Any], **fields: Any) -> dict[str, Any]:
    columns = ["", "Action", "Lead", "Timeframe", "Progress", "Status"]
    sections = [{"number": "1", "title": "The work", "rows": list(contents)}]
    return {"title": "Homes", "columns": columns, "sections": sections} | fields


class Import:
    """One person's way through the pages of an import."""

    def __init__(self, client: Client, plan: Plan):
        self.client, self.plan = client, plan
        self.start = f"/plans/{plan.slug}/import/"

    def upload(self, contents: dict[str, Any] | bytes, name: str = "homes.json", **answers: str) -> HttpResponse:
        data = contents if isinstance(contents, bytes) else json.dumps(contents).encode()
        return self.client.post(self.start, {"file": SimpleUploadedFile(name, data), **PUBLISHED, **answers})

    def begin(self, *contents: dict[str, Any], **fields: Any) -> ImportDraft:
        response = self.upload(document(*contents, **fields))
        assert response.status_code == 302, response.content.decode()
        return self.draft

    @property
    def draft(self) -> ImportDraft:
        return ImportDraft.objects.latest("pk")

    def address(self, step: str = "") -> str:
        return f"{self.start}{self.draft.pk}/{step}"

    def get(self, step: str = "") -> HttpResponse:
        return self.client.get(self.address(step))

    def post(self, step: str = "", answers: dict[str, str] | None = None) -> HttpResponse:
        """Send the form as it stands on the page, but for these answers."""
        page = self.get(step)
        return self.client.post(self.address(step), as_it_stands(page) | (answers or {}))

    def go_through(self, *steps: str) -> None:
        for step in steps:
            response = self.post(step)
            assert response.status_code == 302, f"{step}: {response.content.decode()}"


def as_it_stands(response: HttpResponse) -> dict[str, str]:
    """What a browser would send of the page's form, nothing having been touched."""
    html = response.content.decode()
    hidden = re.findall(r'name="(reading|called-[^"]+)" value="([^"]*)"', html)
    return sent(response.context["form"]) | {name: unescape(value) for name, value in hidden}


def sent(form: BaseForm) -> dict[str, str]:
    return {name: value for field in form for name, value in _sent(field)}


def _sent(field: Any) -> list[tuple[str, str]]:
    html = str(field)
    found: list[tuple[str, str]] = []
    for tag in re.findall(r"<input[^>]*>", html):
        attributes = dict(re.findall(r'([\w-]+)="([^"]*)"', tag))
        kind = attributes.get("type", "text")
        if kind in {"file"} or (kind in {"radio", "checkbox"} and " checked" not in tag):
            continue
        otherwise = "on" if kind == "checkbox" else ""
        found.append((attributes["name"], unescape(attributes.get("value", otherwise))))
    for name, body in re.findall(r'<textarea[^>]*name="([^"]*)"[^>]*>(.*?)</textarea>', html, re.DOTALL):
        found.append((name, unescape(body.removeprefix("\n").removeprefix("\r\n"))))
    for name, body in re.findall(r'<select[^>]*name="([^"]*)"[^>]*>(.*?)</select>', html, re.DOTALL):
        chosen = re.search(r'<option value="([^"]*)" selected', body)
        found.append((name, unescape(chosen[1] if chosen else "")))
    return found
