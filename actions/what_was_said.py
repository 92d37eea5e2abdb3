"""Everything that goes with the words of a report: milestones, evidence, answers, files and the word on it."""

from dataclasses import field
from datetime import date, datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject
from django.http import Http404
from pydantic import TypeAdapter
from pydantic.dataclasses import dataclass

from actions.models import (
    Attachment,
    ChallengeAnswer,
    MeasureEvidence,
    MilestoneReport,
    MilestoneVersion,
    ProgressUpdate,
    SignOff,
)


@dataclass(kw_only=True)
class OfMilestone:
    """`milestone` is its primary key; `title` is None where no version words it any more."""

    milestone: int
    title: str | None
    is_done: bool
    forecast: date | None
    reason: str


@dataclass(kw_only=True)
class OfMeasure:
    success_measure: str
    evidence: str


@dataclass(kw_only=True)
class ToQuestion:
    question: str
    asked_by: str
    answer: str


@dataclass(kw_only=True)
class File:
    pk: int
    name: str
    size: int


@dataclass(kw_only=True)
class Word:
    """An accountable officer's: `decision` is "confirmed" or "returned"."""

    decision: str
    by: str
    decided_at: datetime
    comment: str


@dataclass(kw_only=True)
class WhatWasSaid:
    milestones: list[OfMilestone] = field(default_factory=list)
    evidence: list[OfMeasure] = field(default_factory=list)
    answers: list[ToQuestion] = field(default_factory=list)
    files: list[File] = field(default_factory=list)
    words: list[Word] = field(default_factory=list)


_READ = TypeAdapter(WhatWasSaid)


def with_what_was_said(updates: QuerySet[ProgressUpdate]) -> list[ProgressUpdate]:
    """The reports, each with a WhatWasSaid as `said`; one query, however many there are."""
    found: list[ProgressUpdate] = []
    for update in updates.annotate(said_apart=JSONObject(**_parts())):
        update.said = _READ.validate_python(update.said_apart)
        found.append(update)
    return found


def told_or_404(updates: QuerySet[ProgressUpdate]) -> ProgressUpdate:
    """The only one of these, with what was said."""
    for update in with_what_was_said(updates):
        return update
    raise Http404


def _parts() -> dict[str, ArraySubquery]:
    title = MilestoneVersion.objects.filter(
        milestone=OuterRef("milestone"), action_version=OuterRef("update__action_version")
    )
    milestones = MilestoneReport.objects.annotate(title=Subquery(title.values("title")[:1])).order_by("milestone")
    return {
        "milestones": _all_of(milestones, "milestone", "title", "is_done", "forecast", "reason"),
        "evidence": _all_of(MeasureEvidence.objects.order_by("position"), "success_measure", "evidence"),
        "answers": _all_of(
            ChallengeAnswer.objects.order_by("challenge"),
            "answer",
            question=F("challenge__question"),
            asked_by=F("challenge__asked_by__name"),
        ),
        "files": _all_of(Attachment.objects.order_by("pk"), "pk", "name", "size"),
        "words": _all_of(SignOff.objects.order_by("pk"), "decision", "decided_at", "comment", by=F("by__name")),
    }


def _all_of(rows: QuerySet[Any], *names: str, **further: F) -> ArraySubquery:
    """What each of these rows of an update says, by name."""
    said = {name: F(name) for name in names} | further
    return ArraySubquery(rows.filter(update=OuterRef("pk")).values_list(JSONObject(**said), flat=True))
