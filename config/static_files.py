"""Styles, scripts and pictures where they are collected, in `STATIC_ROOT`.

Each bears in its name a hash of what is in it. So what changes gets another address, browsers keep for ever what they
have, and what pages of the release before ask for is still there, as it was.
"""

import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.contrib.staticfiles.storage import ManifestStaticFilesStorage
from django.core.files.base import File
from django.http import HttpRequest, HttpResponse
from whitenoise.middleware import WhiteNoiseMiddleware

_HASHED = re.compile(r"\.[0-9a-f]{12}\.\w+$")


class CollectedFiles(ManifestStaticFilesStorage):
    """Nobody who asks while files are collected again finds one gone, or a part of it."""

    # As in style sheets what they refer to, so in the one script of ours that is made of others.
    patterns = (
        *ManifestStaticFilesStorage.patterns,
        (
            "application.js",
            ((r"""(?P<matched>(?P<import>import [^"]*)"(?P<url>\./[^"]+)")""", '%(import)s"%(url)s"'),),
        ),
    )

    def delete(self, name: str) -> None:
        """Whatever was collected, that is: it is there still, or replaced."""
        if not _HASHED.search(name) and name != self.manifest_name:
            super().delete(name)

    def _save(self, name: str, content: "File[Any]") -> str:
        if not (_HASHED.search(name) and self.exists(name)):
            whole: str = super()._save(f"{name}.new", content)  # type: ignore[misc]
            os.replace(self.path(whole), self.path(name))
        return name


class ServeStaticFiles(WhiteNoiseMiddleware):
    """Also what was collected after this worker started: pages of newer ones ask for it while workers are replaced."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        super().__init__(get_response)
        if self.static_root:
            self.directories.append((os.path.join(Path(self.static_root).resolve(), ""), self.static_prefix))

    def __call__(self, request: HttpRequest) -> HttpResponse:
        address = request.path_info
        if self.static_root and address not in self.files and (found := self.find_file(address)):
            self.files[address] = found
        return super().__call__(request)
