"""A plan of one action, with a published version and the working version that follows it: a row of every kind."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from actions.models import (
    Action,
    ActionVersion,
    Assignment,
    LineageEdge,
    Milestone,
    MilestoneVersion,
    ProgressUpdate,
    SuccessMeasure,
)
from plans.models import Colour, Officer, Plan, PlanVersion, Section, SectionVersion, StatusLabel


@dataclass
class Contents:
    """One version with everything that belongs to it."""

    version: PlanVersion
    section_version: SectionVersion
    action_version: ActionVersion
    assignment: Assignment
    success_measure: SuccessMeasure
    milestone_version: MilestoneVersion


class SmallPlan:
    def __init__(self, slug: str = "small-plan") -> None:
        self.plan = Plan.objects.create(slug=slug, title=slug)
        self.label = StatusLabel.objects.create(plan=self.plan, words="On target", colour=Colour.GREEN)
        self.section = Section.objects.create(plan=self.plan, slug="homes")
        self.action = Action.objects.create(plan=self.plan, slug="open-a-home")
        self.officer, _ = Officer.objects.get_or_create(name="Ada", defaults={"slug": "ada"})
        self.milestone = Milestone.objects.create(action=self.action)
        self.published = self.publish(self.write(1))
        self.working = self.write(2, state="working")
        self.edge = LineageEdge.objects.create(
            kind=LineageEdge.Kind.CONTINUES,
            from_action_version=self.published.action_version,
            to_action_version=self.working.action_version,
        )

    def further_action(self, slug: str = "further-action") -> Action:
        return Action.objects.get_or_create(plan=self.plan, slug=slug)[0]

    def update(self, contents: Contents, **fields: Any) -> ProgressUpdate:
        """An update made against the contents' action version."""
        action_version = contents.action_version
        fields = {"action": action_version.action, "as_at": date(2020, 9, 30), "narrative": "Found a house"} | fields
        return ProgressUpdate.objects.create(action_version=action_version, **fields)

    def publish(self, contents: Contents, **fields: Any) -> Contents:
        """Freeze a version by nothing but its own row."""
        published = {"state": "published", "as_of": date(2020, 9, 30)}
        for name, value in (published | fields).items():
            setattr(contents.version, name, value)
        contents.version.save()
        return contents

    def write(
        self,
        number: int,
        *,
        state: str = "importing",
        action: Action | None = None,
        milestone: Milestone | None = None,
    ) -> Contents:
        """A version with one action (the plan's own) and one milestone (its own, or that of a further action)."""
        action = action or self.action
        if milestone is None:
            milestone = self.milestone if action == self.action else Milestone.objects.create(action=action)
        version = PlanVersion.objects.create(plan=self.plan, number=number, label=f"Version {number}", state=state)
        section_version = SectionVersion.objects.create(
            version=version, section=self.section, number="1", title="Homes", position=1
        )
        action_version = ActionVersion.objects.create(
            version=version,
            section_version=section_version,
            action=action,
            reference="1.1",
            text="Open a home",
            position=1,
        )
        return Contents(
            version=version,
            section_version=section_version,
            action_version=action_version,
            assignment=Assignment.objects.create(
                action_version=action_version, officer=self.officer, role="lead", position=1, name_as_printed="Ada"
            ),
            success_measure=SuccessMeasure.objects.create(
                action_version=action_version, position=1, words="Four places"
            ),
            milestone_version=MilestoneVersion.objects.create(
                action_version=action_version, milestone=milestone, position=1, title="Buy a house"
            ),
        )
