"""A name for each request, so that everything said of it can be found; and one line of the log about each."""

import logging
import re
import time
from collections.abc import Callable
from contextvars import ContextVar
from uuid import uuid4

from django.conf import settings
from django.http import HttpRequest, HttpResponse

HEADER = "X-Request-ID"
current: ContextVar[str] = ContextVar("the name of the request that is being answered", default="")
_GOOD = re.compile(r"[\w-]{8,64}")
_requests = logging.getLogger("requests")


class NameRequests:
    """A proxy of ours may have named it; from anybody else no name is taken."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        given = request.headers.get(HEADER, "") if settings.PROXY_COUNT else ""
        name = given if _GOOD.fullmatch(given) else uuid4().hex
        token, began = current.set(name), time.monotonic()
        try:
            response = self.get_response(request)
            response.headers[HEADER] = name
            _say(request, response, time.monotonic() - began)
        finally:
            current.reset(token)
        return response


def _say(request: HttpRequest, response: HttpResponse, seconds: float) -> None:
    """The page by its place in the URL map: an address itself may hold a link that sets a password."""
    match = request.resolver_match
    page = f"/{match.route}" if match else "-"
    facts = {"method": request.method, "page": page, "status": response.status_code, "ms": round(seconds * 1000)}
    _requests.info("%s %s %s", request.method, page, response.status_code, extra={"facts": facts})
