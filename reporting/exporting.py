"""One version of a plan in the shape that import reads back."""

from collections import defaultdict
from decimal import Decimal

from django.db.models import Prefetch, Q, QuerySet

from actions.endings import endings_in
from actions.models import ActionLink, ActionVersion, ChangeReason, LineageEdge, MilestoneVersion
from actions.models.lineage import AS_THE_FILE_SAYS
from actions.printed_names import printed_names
from actions.statuses import updates_beside
from plans.labels import labels_in
from plans.measures import measures_of
from plans.models import Officer, Plan, PlanVersion
from plans.readers.document import (
    DocumentMeasure,
    DocumentMilestone,
    DocumentOfficer,
    DocumentReading,
    DocumentReason,
    DocumentSection,
    DocumentWarning,
    Passage,
    PlanDocument,
    RelatedAction,
    Row,
)


def list_plans() -> list[dict[str, object]]:
    """Every plan with its versions, earliest first, without a correction that is not published yet."""
    plans = Plan.objects.prefetch_related(
        Prefetch("versions", PlanVersion.objects.without_open_corrections().by_date())
    )
    return [
        {
            "slug": plan.slug,
            "title": plan.title,
            "kind": plan.kind,
            "versions": [
                {
                    "number": version.number,
                    "label": version.label,
                    "as_of": version.as_of and version.as_of.isoformat(),
                    "published": version.is_published,
                }
                for version in plan.versions.all()
            ],
        }
        for plan in plans
    ]


def export_version(version: PlanVersion) -> PlanDocument:
    """Everything the version says, with its labels, officers, lineage and links to other plans.

    Of a published version all its words are those it printed; how it hangs together with others is as it is seen today.
    """
    return _Export(PlanVersion.objects.select_related("plan").get(pk=version.pk)).document()


class _Export:
    def __init__(self, version: PlanVersion):
        self.version = version
        self.continues, self.rolled_into = _lineage(version)
        self.related = _related(version.plan)
        self.updates = updates_beside(version)
        self.names = printed_names(version.action_versions.all())
        self.reasons = _reasons(version)
        self.endings = _endings(version)

    def document(self) -> PlanDocument:
        version, plan = self.version, self.version.plan
        return PlanDocument(
            title=version.title,
            introduction=version.introduction,
            columns=version.columns,
            mapping=version.mapping,
            sections=self._sections(),
            measures=_measures(version),
            narrative=[Passage(**passage) for passage in version.narrative],
            warnings=self._withheld(),
            slug=plan.slug,
            kind=plan.kind,
            number=version.number,
            label=version.label,
            as_of=version.as_of,
            published=version.is_published,
            labels=labels_in(version),
            officers=_officers(version),
        )

    def _sections(self) -> list[DocumentSection]:
        rows = defaultdict(list)
        for action_version in _worded(self.version.action_versions.all()):
            rows[action_version.section_version_id].append(self._row(action_version))
        return [
            DocumentSection(number=section.number, title=section.title, rows=rows[section.pk])
            for section in self.version.sections.order_by("position")
        ]

    def _row(self, action_version: ActionVersion) -> Row:
        update = self.updates.get(action_version.action_id)
        names = self.names[action_version.pk]
        return Row(
            reference=action_version.reference,
            is_new=action_version.is_new,
            action=action_version.text,
            accountable=names.accountable,
            lead=names.lead,
            intended_outcome=action_version.intended_outcome,
            timeframe=action_version.timeframe,
            success_measure=action_version.success_measure,
            progress=update.public_narrative if update else "",
            status=update.public_status_words if update else "",
            links=action_version.links,
            milestones=[
                DocumentMilestone(title=entry.title, timeframe=entry.timeframe)
                for entry in action_version.milestones.all()
            ],
            saving=action_version.saving,
            other=action_version.other,
            action_id=action_version.action.slug,
            continues=self.continues[action_version.pk],
            rolled_into=self.rolled_into[action_version.pk],
            related=self.related[action_version.action_id],
            reasons=self.reasons[action_version.pk],
            ends_because=self.endings.get(action_version.pk, ""),
        )

    def _withheld(self) -> list[DocumentWarning]:
        """What is exempt from publication stays here; who reads the export is told where."""
        withheld = {action for action, update in self.updates.items() if update.withholds}
        entries = self.version.action_versions.filter(action__in=withheld).select_related("action")
        told = "Something in the report is exempt from publication."
        return [DocumentWarning(where=_identifier(entry), message=told) for entry in entries.order_by("position")]


def _worded(action_versions: QuerySet[ActionVersion]) -> QuerySet[ActionVersion]:
    return action_versions.select_related("action").prefetch_related("milestones")


_ENDS = ("from_action_version__action", "from_action_version__version", "to_action_version__action")


def _lineage(version: PlanVersion) -> tuple[dict[int, list[str]], dict[int, list[str]]]:
    """What each action version continues, and what it was rolled into, as references (or identifiers without one)."""
    here = {entry.action_id: _identifier(entry) for entry in version.action_versions.select_related("action")}
    continues: dict[int, list[str]] = defaultdict(list)
    rolled_into: dict[int, list[str]] = defaultdict(list)
    edges = LineageEdge.objects.live().select_related(*_ENDS)
    touching = Q(from_action_version__version=version) | Q(to_action_version__version=version)
    said = {edge.pk: edge for edge in edges.filter(touching)}
    said |= {edge.pk: edge for printed in endings_in(version).values() for edge in printed}
    for edge in said.values():
        earlier, later = edge.from_action_version, edge.to_action_version
        if earlier is None or later is None:
            continue
        if edge.kind != LineageEdge.Kind.ROLLED_INTO:
            if later.version_id == version.pk and earlier.version.corrects_id != version.pk:
                continues[later.pk].append(_identifier(earlier))
        elif earlier.version_id == version.pk and later.action_id in here:
            rolled_into[earlier.pk].append(here[later.action_id])  # as it is called here, if the edge leads further
    return continues, rolled_into


def _reasons(version: PlanVersion) -> dict[int, list[DocumentReason]]:
    """By action version what was said, while it was edited, of why its words are others than before."""
    titles = {
        step.milestone_id: step.title for step in MilestoneVersion.objects.filter(action_version__version=version)
    }
    reasons: dict[int, list[DocumentReason]] = defaultdict(list)
    for given in ChangeReason.objects.filter(action_version__version=version):
        title = titles.get(given.milestone_id, "") if given.milestone_id else ""
        told = DocumentReason(about=given.about, words=given.words, reason=given.reason, milestone=title)
        reasons[given.action_version_id].append(told)
    return reasons


def _endings(version: PlanVersion) -> dict[int, str]:
    """By action version why it ends with this version, as was said before the version was published."""
    said = {entry: edges[0].reason or "withdrawn" for entry, edges in endings_in(version).items()}
    return {entry: reason for entry, reason in said.items() if reason != AS_THE_FILE_SAYS}


def _identifier(action_version: ActionVersion) -> str:
    return action_version.reference or action_version.action.slug


def _related(plan: Plan) -> dict[int, list[RelatedAction]]:
    """The links of each of the plan's actions; the same work is told from both sides, the other kinds from theirs."""
    links = ActionLink.objects.select_related("from_action__plan", "to_action__plan")
    related = defaultdict(list)
    for link in links.filter(from_action__plan=plan):
        related[link.from_action_id].append((link.to_action, link))
    for link in links.filter(to_action__plan=plan, kind=ActionLink.Kind.SAME_WORK):
        related[link.to_action_id].append((link.from_action, link))
    references = _current_references({other.pk for entries in related.values() for other, _ in entries})
    return defaultdict(
        list,
        {
            action: [
                RelatedAction(
                    plan=other.plan.slug,
                    reference=references.get(other.pk, ""),
                    action_id=other.slug,
                    kind=link.kind,
                    why=link.why,
                )
                for other, link in sorted(entries, key=lambda entry: (entry[0].plan.slug, entry[0].slug))
            ]
            for action, entries in related.items()
        },
    )


def _current_references(actions: set[int]) -> dict[int, str]:
    """The reference each action had last in a published version."""
    published = ActionVersion.objects.filter(action__in=actions, version__state=PlanVersion.State.PUBLISHED)
    return dict(published.order_by("version__as_of", "version__number").values_list("action_id", "reference"))


def _measures(version: PlanVersion) -> list[DocumentMeasure]:
    return [
        DocumentMeasure(
            title=entry.measure.title,
            unit=entry.measure.unit,
            readings=[
                DocumentReading(
                    date=reading.date,
                    value=_figure(reading.value),
                    as_printed=reading.as_printed,
                    count=reading.count,
                )
                for reading in entry.readings
            ],
            target=None if entry.target is None else _figure(entry.target),
        )
        for entry in measures_of(version)
    ]


def _figure(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


def _officers(version: PlanVersion) -> list[DocumentOfficer]:
    """Those of the version's officers whose printed words say more than a person's name."""
    if version.is_published:
        return [DocumentOfficer(**officer) for officer in version.officers]
    posts = Officer.objects.filter(assignments__action_version__version=version).exclude(post="")
    return [DocumentOfficer(name=officer.name, post=officer.post) for officer in posts.distinct()]
