"""Every environment variable that the software reads: what it is for, what it is unless set, and what it may be.

`docs/settings.md` is this table; `make docs` writes it.
"""

import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

ON, OFF = {"1", "true", "yes", "on"}, {"0", "false", "no", "off"}


class Misconfigured(Exception):
    """What is wrong with the environment, one sentence a line, for whoever starts the software."""


@dataclass(frozen=True)
class Variable:
    """`reads` turns its text into its value, and raises ValueError with what it may be. `unless_set` is in words.

    One that is `needed_with` another has to be set where the other is.
    """

    name: str
    purpose: str
    reads: Callable[[str], Any]
    default: str = ""
    unless_set: str = ""
    needed_with: str = ""


def words(text: str) -> str:
    return text.strip()


def on(text: str) -> bool | None:
    """None where it is left to the others."""
    if text.lower() not in ON | OFF | {""}:
        raise ValueError("1 or 0")
    return text.lower() in ON if text else None


def listed(text: str) -> list[str]:
    return [item.strip() for item in text.split(",") if item.strip()]


def whole(least: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        if not text.isascii() or not text.isdigit() or int(text) < least:
            raise ValueError(f"a whole number, {least} or more")
        return int(text)

    return read


def one_of(*choices: str) -> Callable[[str], str]:
    def read(text: str) -> str:
        if text not in choices:
            raise ValueError(" or ".join(choices))
        return text

    return read


def web_address(text: str) -> str:
    if text and (urlsplit(text).scheme not in {"http", "https"} or not urlsplit(text).netloc):
        raise ValueError("an address that begins https:// or http://")
    return text.rstrip("/")


def roles_of_groups(text: str) -> list[tuple[str, str, str]]:
    """Of each group its role here, and the plan's slug, "" for every plan."""
    read = []
    for item in listed(text):
        group, _, given = item.rpartition("=")
        role, _, plan = given.partition(":")
        if not group or role not in {"clt", "clerk", "plan_owner"}:
            raise ValueError("group=role or group=role:plan, with commas between them")
        read.append((group, role, plan))
    return read


LOG_FORMATS = one_of("line", "json")
LOG_LEVELS = one_of("DEBUG", "INFO", "WARNING", "ERROR")
SIGN_ON = "OIDC_CLIENT_ID"

VARIABLES = [
    Variable("DEMO", "The demo: its accounts can sign in, and each plan opens as at its last version.", on, "0"),
    Variable("DEBUG", "Faults are shown in the browser, with their code. Never where others can reach it.", on, "0"),
    Variable(
        "SECRET_KEY",
        "What signs sessions and password links. The same on every machine that serves the site.",
        words,
        unless_set="one made at the first start, and kept in `var/secret_key`",
    ),
    Variable(
        "ALLOWED_HOSTS",
        "The names that the site is reached by, with commas between them.",
        listed,
        "127.0.0.1,localhost,[::1]",
    ),
    Variable(
        "CSRF_TRUSTED_ORIGINS",
        "Origins that forms may be sent from, such as `https://plans.example`, where a proxy hides the site’s own.",
        listed,
    ),
    Variable(
        "HTTPS",
        "People reach the site by https alone: plain http is sent there, and cookies are given to nothing else.",
        on,
        unless_set="1; in the demo and with `DEBUG`, 0",
    ),
    Variable(
        "PROXY_COUNT",
        "How many proxies stand before the site and tell, in `X-Forwarded-For` and `X-Forwarded-Proto`, who asks.",
        whole(0),
        "0",
    ),
    Variable("HSTS_SECONDS", "How long browsers remember that the site is https alone.", whole(0), "31536000"),
    Variable(
        "DATABASE_URL",
        "PostgreSQL, as `postgresql://user:password@host/name`.",
        words,
        unless_set="a server of the software’s own, with its data in `var/postgresql`",
    ),
    Variable(
        "REPLICA_URL",
        "A replica of it that only follows, which boards, lists and comparisons are read from.",
        words,
        unless_set="they are read from the database itself",
    ),
    Variable("SESSION_IDLE_MINUTES", "Whoever does nothing for so long is signed out.", whole(2), "60"),
    Variable("SESSION_LONGEST_HOURS", "Whoever signed in so long ago signs in again.", whole(1), "12"),
    Variable("SIGN_IN_TRIES", "An account takes no more passwords after so many wrong ones.", whole(1), "10"),
    Variable("SIGN_IN_LOCK_MINUTES", "For so long.", whole(1), "15"),
    Variable("SITE_URL", "What links in mails and calendars begin with.", web_address, "http://127.0.0.1:8000"),
    Variable(
        "ACCESSIBILITY_CONTACT",
        "An email address for whoever finds a page hard to use; the accessibility statement gives it.",
        words,
        unless_set="the statement sends people to their plan owner",
    ),
    Variable("EMAIL_HOST", "The mail server.", words, unless_set="mail is kept as files in `var/mail`"),
    Variable("EMAIL_PORT", "Its port.", whole(1), "587"),
    Variable("EMAIL_HOST_USER", "The account there.", words),
    Variable("EMAIL_HOST_PASSWORD", "Its password.", words),
    Variable("EMAIL_USE_TLS", "Mail is sent by TLS.", on, "1"),
    Variable(
        "EMAIL_BACKEND",
        "Django’s class that sends mail.",
        words,
        unless_set="by SMTP with `EMAIL_HOST`; without it, and always in the demo, into files",
    ),
    Variable("DEFAULT_FROM_EMAIL", "Whom mails come from.", words, "improvement-plans@localhost"),
    Variable(
        "STATIC_ROOT",
        "Where `manage.py collectstatic` puts styles and scripts, each with a name that changes with what is in it.",
        words,
        unless_set="they are served where they lie",
    ),
    Variable(
        SIGN_ON,
        "People sign in with the account they have at the council (OpenID Connect): what the site is called there.",
        words,
        unless_set="they sign in with a password of the site’s own",
    ),
    Variable("OIDC_CLIENT_SECRET", "The site’s secret there.", words, needed_with=SIGN_ON),
    Variable("OIDC_ISSUER", "The provider, as its tokens name it.", web_address, needed_with=SIGN_ON),
    Variable("OIDC_AUTHORIZATION_URL", "Where it has people sign in.", web_address, needed_with=SIGN_ON),
    Variable("OIDC_TOKEN_URL", "Where it gives tokens.", web_address, needed_with=SIGN_ON),
    Variable("OIDC_USER_URL", "Where it says who somebody is.", web_address, needed_with=SIGN_ON),
    Variable("OIDC_KEYS_URL", "Where it shows the keys that it signs with.", web_address, needed_with=SIGN_ON),
    Variable(
        "OIDC_TRUST_ADDRESSES",
        "An address is taken although the provider does not say that it is verified: where the council itself gives "
        "out every address there. One of which the provider says that it is not is never taken.",
        on,
        "0",
    ),
    Variable("OIDC_ROLES_CLAIM", "The claim that lists somebody’s groups there.", words, "groups"),
    Variable(
        "OIDC_ROLES",
        "What a group may do here, as `group=role` for every plan or `group=role:plan` for one, with commas between "
        "them. Roles: `clt`, `clerk`, `plan_owner`. What is named here is given and taken away at each sign-in.",
        roles_of_groups,
    ),
    Variable("BIND", "Where gunicorn listens: an address and port, or `unix:` and a path.", words, "127.0.0.1:8000"),
    Variable("WEB_WORKERS", "How many processes answer. Two for each core is a start.", whole(1), "2"),
    Variable("WEB_THREADS", "How many requests each of them answers at once.", whole(1), "4"),
    Variable("GRACEFUL_SECONDS", "How long requests may take to finish when the server stops.", whole(1), "30"),
    Variable("LOG_FORMAT", "How a line of the log looks: `line` for people, `json` for machines.", LOG_FORMATS, "line"),
    Variable("LOG_LEVEL", "What is logged: with `INFO` every request as well.", LOG_LEVELS, "WARNING"),
]


def read(environ: Mapping[str, str]) -> dict[str, Any]:
    """The value of every variable. Raises Misconfigured with a sentence for each that cannot be what it is."""
    values: dict[str, Any] = {}
    wrong: list[str] = []
    for variable in VARIABLES:
        text = environ.get(variable.name, "").strip() or variable.default
        try:
            values[variable.name] = variable.reads(text)
        except ValueError as expected:
            wrong.append(f"{variable.name} is “{text}”: give {expected}, or unset it.")
    if wrong := [*wrong, *_missing(environ)]:
        raise Misconfigured("\n".join(wrong))
    return values


def _missing(environ: Mapping[str, str]) -> Iterator[str]:
    """A sentence for each that has to be set because another is, and for what has to be installed."""
    given = {name for name, text in environ.items() if text.strip()}
    for variable in VARIABLES:
        if variable.needed_with in given and variable.name not in given:
            yield f"{variable.name} is not set: set it, or unset {variable.needed_with}, which needs it."
    if SIGN_ON in given and not find_spec("mozilla_django_oidc"):
        yield f"{SIGN_ON} needs what is not installed: install requirements-sso.lock, or unset it."


def require_collected(static_root: str) -> None:
    """Raises Misconfigured where static files are to be served out of a folder that has none yet."""
    if static_root and not (Path(static_root) / "staticfiles.json").exists():
        raise Misconfigured(f"STATIC_ROOT is “{static_root}”, which holds none yet: run manage.py collectstatic.")


def as_markdown() -> str:
    """`docs/settings.md`."""
    rows = [f"| `{variable.name}` | {variable.purpose} | {_default(variable)} |" for variable in VARIABLES]
    lines = [
        "# Settings",
        "",
        "Everything that can be set, all of it by environment variables. Nothing needs to be set to try the software.",
        "A value that makes no sense stops the start, and so does one that is missing where another needs it: with a",
        "sentence for each.",
        "On and off are 1 and 0. `make docs` writes this page from `config/environment.py`.",
        "",
        "| variable | what it is for | unless set |",
        "|---|---|---|",
        *rows,
    ]
    return "\n".join(lines) + "\n"


def _default(variable: Variable) -> str:
    needed = f"needed with `{variable.needed_with}`" if variable.needed_with else ""
    return variable.unless_set or needed or (f"`{variable.default}`" if variable.default else "empty")


if __name__ == "__main__":
    sys.stdout.write(as_markdown())
