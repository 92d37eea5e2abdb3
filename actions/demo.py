"""The demo: the plans and accounts of a folder of fixtures, taken in by the code that imports documents."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Annotated, Any

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from pydantic import Field, TypeAdapter

from actions.challenging import challenge
from actions.importing import import_document
from actions.linking import link_actions
from actions.models import Action, ActionLink, ActionVersion, Challenge
from actions.publishing import open_next
from plans.labels import labels_by_spelling
from plans.models import Officer, Plan, PlanRole, PlanVersion, ReportingCycle, User
from plans.readers.checking import checked, require_known_statuses
from plans.readers.document import (
    DocumentError,
    Identifier,
    Name,
    PlanDocument,
    Text,
    document_from_dict,
    read_as,
)
from plans.readers.kinds import Strict
from plans.readers.structured import read_table, read_toml


@dataclass(kw_only=True)
class _End(Strict):
    plan: Identifier
    action: Identifier


@dataclass(kw_only=True)
class _Link(Strict):
    start: Annotated[_End, Field(alias="from")]
    to: _End
    kind: ActionLink.Kind
    why: Text


@dataclass(kw_only=True)
class _Links(Strict):
    links: list[_Link]


@dataclass(kw_only=True)
class _Reporting(Strict):
    """When a plan's officers are to report by."""

    frequency: ReportingCycle.Frequency
    deadlines: Annotated[list[date], Field(min_length=1)]


@dataclass(kw_only=True)
class _Question(_End):
    question: Name


@dataclass(kw_only=True)
class DemoAccount(Strict):
    """`what` it is for a person; `role` in every plan, the name of the `officer` that the account is, and the questions
    that it `asks` about actions.
    """

    what: Text
    name: Text
    email: Text
    password: Text
    role: PlanRole.Role | None = None
    officer: Text = ""
    asks: list[_Question] = field(default_factory=list)


@dataclass(kw_only=True)
class _Accounts(Strict):
    accounts: list[DemoAccount] = field(default_factory=list)


_REPORTING = TypeAdapter(_Reporting)
_LINKS = TypeAdapter(_Links)
_ACCOUNTS = TypeAdapter(_Accounts)


@transaction.atomic
def load_demo(folder: Path) -> list[str]:
    """Load the plans that are not there yet, all of it or nothing; returns a line for each version loaded.

    Raises DocumentError that names the file, and in it the row and field, that is wrong.
    """
    told: list[str] = []
    there_already = set(Plan.objects.values_list("slug", flat=True))
    for path in sorted(folder.glob("*/plan.toml")):
        told += _load_plan(path, there_already)
    _load_links(folder / "links.toml", there_already)
    return told


@transaction.atomic
def load_accounts(path: Path) -> list[DemoAccount]:
    """One demo account for each role, as the file describes them. Refused (DocumentError) when not in demo mode."""
    if not settings.DEMO:
        raise DocumentError("demo accounts exist in demo mode only: set DEMO=1")
    with _naming(path):
        accounts = read_as(_ACCOUNTS, _table(path)).accounts
    _require_each_once(path, "account", [account.email.lower() for account in accounts])
    for account in accounts:
        with _naming(path, account.email):
            _load_account(account)
    return accounts


def _load_plan(path: Path, there_already: set[str]) -> Iterator[str]:
    with _naming(path):
        described = _table(path)
        reporting = read_as(_REPORTING, described.pop("reporting")) if "reporting" in described else None
        plan = Plan(**{name: described[name] for name in ("slug", "title", "kind")})
        checked(document_from_dict(described))
        if plan.slug in there_already:
            return
        plan.full_clean()
        plan.save()
        if reporting:
            ReportingCycle.objects.create(
                plan=plan, frequency=reporting.frequency, deadlines=sorted(reporting.deadlines)
            )
    last: date | None = None
    for version_path in sorted(path.parent.glob("[0-9]*.toml"), key=_number):
        with _naming(version_path):
            document = read_toml(version_path.read_bytes(), **described)
            _require_label_and_statuses(plan, document)
            last = _later_date(document, last)
            imported = import_document(plan, document, publish=True, by=None)
        yield f"{plan.title}, {imported.version.label}: {len(document.rows())} actions"
    open_next(plan, by=None)


def _later_date(document: PlanDocument, last: date | None) -> date:
    """The version's date: the files are numbered as the versions followed one another."""
    if document.as_of is None:
        raise DocumentError("field as_of: is missing")
    if last and document.as_of < last:
        raise DocumentError(f"field as_of: {document.as_of} is before the date of the file before it, {last}")
    return document.as_of


def _require_label_and_statuses(plan: Plan, document: PlanDocument) -> None:
    """What import would make good or warn of is in a fixture a mistake."""
    if not document.label:
        raise DocumentError("field label: is missing")
    require_known_statuses(document, labels_by_spelling(plan))


def _load_links(path: Path, there_already: set[str]) -> None:
    """The links of the plans just loaded: between plans that were there already, a link that is gone was taken away."""
    with _naming(path):
        links = read_as(_LINKS, _table(path)).links
    _require_each_once(path, "link", [frozenset([_words(link.start), _words(link.to)]) for link in links])
    for number, link in enumerate(links, 1):
        if not {link.start.plan, link.to.plan} <= there_already:
            with _naming(path, f"link {number}"):
                link_actions(_action(link.start), _action(link.to), kind=link.kind, why=link.why, by=None)


def _require_each_once(path: Path, noun: str, entries: Sequence[object]) -> None:
    for number, entry in enumerate(entries, 1):
        if (first := entries.index(entry) + 1) < number:
            with _naming(path, f"{noun} {number}"):
                raise DocumentError(f"is the same as {noun} {first}")


def _words(end: _End) -> str:
    return f"{end.plan} {end.action}"


def _action(end: _End) -> Action:
    try:
        return Action.objects.get(plan__slug=end.plan, slug=end.action)
    except Action.DoesNotExist:
        raise DocumentError(f"there is no action “{end.action}” in a plan “{end.plan}”") from None


def _load_account(account: DemoAccount) -> None:
    user = User.objects.filter(email=account.email).first() or User(
        email=account.email, name=account.name, is_demo=True
    )
    if not user.is_demo:
        raise DocumentError("this is already the address of an account that is not the demo's")
    if not user.check_password(account.password):  # a password set anew would sign everybody out
        validate_password(account.password, user)
        user.set_password(account.password)
        user.full_clean()
        user.save()
    if account.role:
        PlanRole.objects.get_or_create(user=user, plan=None, role=account.role)
    if account.officer:
        officer = Officer.objects.filter(name=account.officer).first()
        if officer is None:
            raise DocumentError(f"there is no officer “{account.officer}”")
        if officer.user is None and not hasattr(user, "officer"):
            officer.user = user
            officer.save(update_fields=["user"])
    for asked in account.asks:
        _ask(asked, user)


def _ask(asked: _Question, user: User) -> None:
    """Ask once: one that has been answered since is not asked again."""
    worded = ActionVersion.objects.filter(action=_action(asked), version__state=PlanVersion.State.WORKING).first()
    if worded and not Challenge.objects.about(worded.action).filter(question=asked.question).exists():
        challenge(worded, asked.question, by=user)


def _table(path: Path) -> dict[str, Any]:
    return read_table(path.read_bytes())


def _number(path: Path) -> int:
    return int(re.findall("[0-9]+", path.name)[0])


@contextmanager
def _naming(path: Path, place: str = "") -> Iterator[None]:
    """Any fault inside is a DocumentError that names the file and the place in it."""
    where = ": ".join(filter(None, [f"{path.parent.name}/{path.name}", place]))
    try:
        yield
    except DocumentError as error:
        raise DocumentError(f"{where}: {error}") from None
    except KeyError as error:
        raise DocumentError(f"{where}: field {error.args[0]}: is missing") from None
    except ValidationError as error:
        raise DocumentError(f"{where}: {' '.join(error.messages)}") from None
    except OSError as error:
        raise DocumentError(f"{where}: {error.strerror}") from None
