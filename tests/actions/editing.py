"""A plan with a published version and the working one that follows, for those who edit it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from actions.edited_words import words_of
from actions.editing import Edited, edit_action
from actions.importing import import_document
from actions.models import ActionVersion
from actions.publishing import open_next, publish
from plans.fingerprints import fingerprint
from plans.models import Plan, PlanVersion, User
from plans.readers.document import DocumentMilestone, DocumentSection, PlanDocument, Row
from tests.plan_documents import COLUMNS, LABELS

HOMES, STAFF = "1 Homes", "2 Staff"
WHY = "The builder went under."
PUBLISHED, NEXT = date(2021, 1, 31), date(2021, 6, 30)


def homes_plan() -> Plan:
    """Two sections: 1.1 and 1.2 in the first, 2.1 in the second; 1.1 has two milestones."""
    plan = Plan.objects.create(slug="homes", title="Homes")
    steps = [
        DocumentMilestone(title="Buy a house", timeframe="March 2021"),
        DocumentMilestone(title="Hire a manager", timeframe="May 2021"),
    ]
    open_homes = Row(
        reference="1.1",
        action="Open homes\nFour of them.",
        action_id="open",
        accountable=["Grace"],
        lead=["Ada", "Bo"],
        timeframe="June 2021",
        success_measure="At least 4 homes",
        milestones=steps,
    )
    run_homes = Row(reference="1.2", action="Run homes", action_id="run", lead=["Ada"], timeframe="December 2021")
    train = Row(reference="2.1", action="Train staff", action_id="train", lead=["Bo"])
    document = PlanDocument(
        title="Homes",
        columns=[*COLUMNS, "Intended outcome", "Links to other plans"],
        labels=LABELS,
        sections=[
            DocumentSection(number="1", title="Homes", rows=[open_homes, run_homes]),
            DocumentSection(number="2", title="Staff", rows=[train]),
        ],
    )
    import_document(plan, document, as_of=PUBLISHED, publish=True, by=None)
    open_next(plan, by=None)
    return plan


def working(plan: Plan) -> PlanVersion:
    return plan.versions.working().select_related("plan").get()


def entry(plan: Plan, slug: str = "open", *, version: PlanVersion | None = None) -> ActionVersion:
    """An action as the version words it, by default the working version."""
    found = (version or working(plan)).action_versions
    found = found.select_related("version__plan", "action__plan", "section_version__section")
    return found.get(action__slug=slug)


def read(shown: ActionVersion) -> dict[str, str]:
    """The fingerprints of what a person sees who opens the action now."""
    return {key: fingerprint(words) for key, words in words_of(shown).items()}


def edit(plan: Plan, slug: str = "open", *, by: User | None = None, **given: Any) -> Edited:
    """Change the fields `wanted` of an action that was read just now."""
    shown = entry(plan, slug)
    options: Mapping[str, Any] = {"seen": read(shown), "by": by} | given
    return edit_action(shown, **options)


def order(plan: Plan) -> list[tuple[str, list[str]]]:
    """The sections with the slugs of the actions in each, as printed."""
    found: dict[str, list[str]] = {str(section): [] for section in working(plan).sections.order_by("position")}
    for each in working(plan).action_versions.select_related("section_version", "action").order_by("position"):
        found[str(each.section_version)].append(each.action.slug)
    return list(found.items())


def publish_it(plan: Plan) -> PlanVersion:
    """The working version as a published one, with the next one open."""
    version = working(plan)
    publish(version, label="June 2021", as_of=NEXT, by=None)
    return PlanVersion.objects.get(pk=version.pk)
