"""The file a version was read from: kept as it was given, and known again."""

from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256

from django.db.models import QuerySet

from actions.models import SourceFile
from plans.models import Plan, PlanVersion, User

_LONGEST_NAME: int = SourceFile._meta.get_field("name").max_length or 0


@dataclass(frozen=True)
class Source:
    """A file as somebody gave it."""

    name: str
    content: bytes

    @cached_property
    def sha256(self) -> str:
        return sha256(self.content).hexdigest()

    @property
    def short_name(self) -> str:
        """Without what could not be shown, its end kept, since that says what kind of file it is."""
        return "".join(character for character in self.name if character.isprintable())[-_LONGEST_NAME:] or "file"


def keep_source(version: PlanVersion, source: Source, *, by: User | None) -> SourceFile:
    return SourceFile.objects.create(
        version=version,
        name=source.short_name,
        size=len(source.content),
        sha256=source.sha256,
        content=source.content,
        imported_by=by,
    )


def imported_before(plan: Plan, digest: str) -> QuerySet[SourceFile]:
    """Where the plan has been read from this very file already, without its content."""
    sources = SourceFile.objects.filter(version__plan=plan, sha256=digest).defer("content")
    return sources.select_related("version__plan", "imported_by").order_by("imported_at")
