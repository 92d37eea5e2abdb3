"""Which two versions of a plan are compared: those the address names, or else the last published and the one before."""

from collections.abc import Mapping, Sequence

from django.utils.text import Truncator

from plans.models import PlanVersion
from plans.today import by_date

Pair = tuple[PlanVersion, PlanVersion]


class NoSuchVersionError(Exception):
    """The plan has no version of the number asked for; the message is a sentence that says so."""


def chosen_pair(versions: Sequence[PlanVersion], asked: Mapping[str, str]) -> Pair | None:
    """`asked` may name version numbers as "from" and "to". None where a plan has nothing to compare yet.

    Raises NoSuchVersionError for a number that no version has.
    """
    if len(versions) < 2:
        return None
    after = _named(versions, asked["to"]) if asked.get("to") else _last(line(versions))
    before = _named(versions, asked["from"]) if asked.get("from") else _before(line(versions), after)
    return before, after


def replaced(versions: Sequence[PlanVersion]) -> set[int]:
    """The primary keys of the versions that a published correction has replaced."""
    return {version.corrects_id for version in versions if version.is_published and version.corrects_id}


def line(versions: Sequence[PlanVersion]) -> list[PlanVersion]:
    """Those of a plan's versions that no published correction has replaced, and that are no open one."""
    gone = replaced(versions)
    return [version for version in versions if version.pk not in gone and not version.is_correcting]


def _named(versions: Sequence[PlanVersion], number: str) -> PlanVersion:
    for version in versions:
        if str(version.number) == number:
            return version
    raise NoSuchVersionError(f"This plan has no version “{Truncator(number).chars(20)}”: choose two that it has.")


def _last(line: Sequence[PlanVersion]) -> PlanVersion:
    """The last published, unless nothing was published before it."""
    published = [version for version in line if version.is_published]
    return published[-1] if len(published) > 1 else line[-1]


def _before(line: Sequence[PlanVersion], after: PlanVersion) -> PlanVersion:
    """The version before in the line, or of the first one the version itself, which the comparison refuses."""
    earlier = [version for version in line if by_date(version) < by_date(after)]
    return earlier[-1] if earlier else after
