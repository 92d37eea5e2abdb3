"""The security log: who signed in and out, and what was refused. What was changed, the record of changes tells."""

import logging
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from .models import SecurityEvent, SecurityKind, User
from .requests import client_address

_to_machine = logging.getLogger("security")


def log(request: HttpRequest | None, kind: SecurityKind, *, account: User | None = None, detail: str = "") -> None:
    """Add a line, and tell it to whatever collects this machine's logs."""
    address = client_address(request) if request else ""
    path = request.path[:500].replace("\0", "") if request else ""
    SecurityEvent.objects.create(kind=kind, account=account, address=address, path=path, detail=detail)
    facts = {"kind": kind.value, "account": account and account.pk, "address": address, "path": path, "detail": detail}
    _to_machine.info("%s", kind.label, extra={"facts": facts})


class LogRefusals:
    """Every answer that says "you may not" is a line of the log."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code == 403:
            account = request.user if isinstance(request.user, User) else None
            log(request, SecurityKind.REFUSED, account=account, detail=str(request.method))
        return response
