"""Somebody at a browser: what they ask of a server on loopback, and how they report on an action."""

import http.client
import re
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import urlencode

TOKEN = "a" * 32


class Failed(Exception):
    """No answer, or one that says that something went wrong."""


class Answer(NamedTuple):
    status: int
    leads_to: str
    page: str


@dataclass
class Visitor:
    """`session` is what the cookie says of a browser in which somebody is signed in; an answer may take `patience`
    seconds.
    """

    port: int
    session: str
    patience: float = 60

    def ask(self, method: str, address: str, **fields: object) -> Answer:
        """Raises Failed, unless what is asked for is answered with a page or leads to one."""
        headers = {"Cookie": f"sessionid={self.session}; csrftoken={TOKEN}", "Connection": "close"}
        body = None
        if method == "POST":
            body = urlencode(fields | {"csrfmiddlewaretoken": TOKEN})
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=self.patience)
        try:
            connection.request(method, address, body, headers)
            response = connection.getresponse()
            page = response.read().decode(errors="replace")
        except (OSError, http.client.HTTPException) as error:
            raise Failed(f"{method} {address}: {error!r}") from None
        finally:
            connection.close()
        if response.status not in {200, 302}:
            raise Failed(f"{method} {address}: {response.status}")
        return Answer(response.status, response.getheader("Location", ""), page)

    def write_report(self, form: str, *, narrative: str, status: int, window: str) -> str | None:
        """What the check page submits; None where somebody else has reported meanwhile."""
        seen = re.findall(r'name="seen" value="(\d*)"', self.ask("GET", form).page)[0]
        self.ask("POST", form, narrative=narrative, status=status, seen=seen, window=window)
        checking = self.ask("GET", f"{form}check/").page
        return next(iter(re.findall(r'name="submission" value="([^"]+)"', checking)), None)

    def submit_report(self, form: str, submission: str) -> bool:
        """Whether it was taken in: not where somebody else has reported meanwhile."""
        return "/reports/" in self.ask("POST", f"{form}check/", submission=submission).leads_to
