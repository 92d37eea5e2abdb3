"""Finding words in plans, versions, actions, reports and officers' names, the best matches first."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import django_filters
import django_tables2 as tables
from django.contrib.postgres.search import SearchHeadline, SearchQuery, SearchRank, SearchVector
from django.db.models import F, Q, QuerySet, TextField, Value
from django.db.models.functions import Concat
from django.http import HttpResponse
from django.shortcuts import render

from actions.models import ActionVersion, ProgressUpdate
from actions.models.action import LATEST_FIRST
from actions.searching import LANGUAGE, OF_ACTION_VERSIONS, OF_UPDATES
from config.replica import read_from_replica
from plans import permissions
from plans.filters import ListFilter
from plans.models import Officer, Plan, PlanVersion
from plans.requests import SignedInRequest
from plans.tables import ListTable

MOST = 100  # matches of each kind, the best first
OPENS, CLOSES = "\ue000", "\ue001"  # around a word that matches; in no text, since they stand for nothing
PLANS, ACTIONS, REPORTS, OFFICERS = "plan", "action", "report", "officer"
_OF_VERSIONS = SearchVector("title", "introduction", config=LANGUAGE)


@dataclass(frozen=True, kw_only=True)
class Hit:
    """Something that has the words. `passage` quotes where, with `OPENS` and `CLOSES` around each of them."""

    kind: str
    title: str
    address: str
    place: str
    passage: str
    rank: float
    day: date | None = None

    @property
    def order(self) -> float:
        return -self.rank

    @property
    def day_order(self) -> int:
        """The latest first; what has no date last."""
        return -(self.day or date.min).toordinal()

    @property
    def passages(self) -> list[tuple[bool, str]]:
        """The passage in pieces, each with whether it is one of the words."""
        pieces = [piece.partition(CLOSES) for piece in self.passage.split(OPENS)]
        parts = [(False, pieces[0][0])]
        for found, _, rest in pieces[1:]:
            parts += [(True, found), (False, rest)]
        return [part for part in parts if part[1]]


class HitTable(ListTable):
    row_template = "reporting/search_row.html"
    noun = "match"
    plural_ending = "es"
    caption = "Matches, the best first"
    usual_order = "match"

    match = tables.Column("Match", order_by="order")
    place = tables.Column("Where", order_by="place")
    day = tables.Column("Date", order_by="day_order")


class SearchFilter(ListFilter):
    nothing_matches = "Nothing has these words. Try fewer, or other forms of them; put a phrase in quotation marks."

    words = django_filters.CharFilter(label="Words", max_length=200)
    kind = django_filters.ChoiceFilter(
        label="In",
        choices=[(PLANS, "Plans and versions"), (ACTIONS, "Actions"), (REPORTS, "Reports"), (OFFICERS, "Officers")],
        empty_label="Everything",
    )
    plan = django_filters.ChoiceFilter(label="Plan", empty_label="All")

    def __init__(self, data: Any, *, plans: QuerySet[Plan]):
        super().__init__(data, queryset=Plan.objects.none())
        self.filters["plan"].extra["choices"] = list(plans.order_by("title").values_list("slug", "title"))
        self.asked: dict[str, str] = {}
        if self.is_bound and self.form.is_valid():
            self.asked = {name: value for name, value in self.form.cleaned_data.items() if value}


@read_from_replica
def search(request: SignedInRequest) -> HttpResponse:
    visible = permissions.visible_plans(request.user)
    shown = SearchFilter(request.GET or None, plans=visible)
    plans = visible.filter(slug=shown.asked["plan"]) if "plan" in shown.asked else visible
    hits = find(shown.asked.get("words", ""), plans, kind=shown.asked.get("kind", ""))
    table = HitTable(hits, request=request, narrowed_by=shown, whole=len(hits))
    cut = [kind for kind in FINDERS if sum(hit.kind == kind for hit in hits) == MOST]
    context = {"filter": shown, "table": table, "asked": shown.asked.get("words"), "cut": cut, "most": MOST}
    return render(request, "reporting/search.html", context)


def find(words: str, plans: QuerySet[Plan], *, kind: str = "") -> list[Hit]:
    """What has these words in some plans, the best of each kind; one query a kind."""
    if not words:
        return []
    query = SearchQuery(words, search_type="websearch", config=LANGUAGE)
    return [hit for key, finder in FINDERS.items() if kind in {"", key} for hit in finder(words, query, plans)]


def _plans(words: str, query: SearchQuery, plans: QuerySet[Plan]) -> Iterator[Hit]:
    versions = PlanVersion.objects.filter(plan__in=plans).without_open_corrections().annotate(vector=_OF_VERSIONS)
    found = versions.filter(Q(vector=query) | Q(plan__title__icontains=words)).select_related("plan")
    for version in _best(found, query, _OF_VERSIONS, "introduction"):
        yield Hit(
            kind=PLANS,
            title=version.plan.title,
            address=version.get_absolute_url(),
            place=version.label,
            passage=version.passage,
            rank=version.rank,
            day=version.as_of,
        )


def _actions(words: str, query: SearchQuery, plans: QuerySet[Plan]) -> Iterator[Hit]:
    """Each action once, as the latest version that has the words words it."""
    versions = PlanVersion.objects.filter(plan__in=plans).without_open_corrections()
    there = ActionVersion.objects.filter(version__in=versions).annotate(vector=OF_ACTION_VERSIONS)
    latest = there.filter(vector=query).order_by("action_id", *LATEST_FIRST).distinct("action_id")
    found = ActionVersion.objects.filter(pk__in=latest.values("pk")).select_related("action__plan", "version")
    for entry in _best(found, query, OF_ACTION_VERSIONS, *_WORDING):
        yield Hit(
            kind=ACTIONS,
            title=str(entry),
            address=entry.action.get_absolute_url(),
            place=f"{entry.action.plan}, {entry.version.label}",
            passage=entry.passage,
            rank=entry.rank,
            day=entry.version.as_of,
        )


def _reports(words: str, query: SearchQuery, plans: QuerySet[Plan]) -> Iterator[Hit]:
    """Nothing of what is exempt from publication."""
    updates = ProgressUpdate.objects.filter(action__plan__in=plans, is_exempt=False).annotate(vector=OF_UPDATES)
    found = updates.filter(vector=query).select_related("action__plan", "action_version")
    for update in _best(found, query, OF_UPDATES, "narrative"):
        yield Hit(
            kind=REPORTS,
            title=str(update.action_version),
            address=f"{update.action.get_absolute_url()}#progress",
            place=f"{update.action.plan}, report{f' by {update.signed}' if update.signed else ''}",
            passage=update.passage,
            rank=update.rank,
            day=update.as_at,
        )


def _officers(words: str, query: SearchQuery, plans: QuerySet[Plan]) -> Iterator[Hit]:
    named = Officer.objects.filter(assignments__action_version__version__plan__in=plans)
    for officer in named.filter(Q(name__icontains=words) | Q(post__icontains=words)).distinct()[:MOST]:
        place = officer.post if officer.name else ""
        yield Hit(
            kind=OFFICERS, title=str(officer), address=officer.get_absolute_url(), place=place, passage="", rank=1.0
        )


_WORDING = ("text", "intended_outcome", "success_measure", "timeframe")
FINDERS = {OFFICERS: _officers, PLANS: _plans, ACTIONS: _actions, REPORTS: _reports}


def _best(found: QuerySet[Any], query: SearchQuery, vector: SearchVector, *fields: str) -> QuerySet[Any]:
    """The best of these, each with its `rank` and the `passage` of its fields that has the words."""
    text = Concat(*(part for field in fields for part in (F(field), Value("\n"))), output_field=TextField())
    passage = SearchHeadline(
        text,
        query,
        config=LANGUAGE,
        start_sel=OPENS,
        stop_sel=CLOSES,
        max_words=30,
        min_words=15,
        max_fragments=2,
        fragment_delimiter=" … ",
    )
    ranked = found.annotate(rank=SearchRank(vector, query), passage=passage)
    return ranked.order_by("-rank", "-pk")[:MOST]
