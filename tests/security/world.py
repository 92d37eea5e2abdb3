"""One plan with everything that an address can name, and the people who try."""

from datetime import date
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.contenttypes.models import ContentType
from django.test import Client
from django.urls import reverse

from actions.contradiction_facts import contradicted
from actions.models import (
    ActionLink,
    Assignment,
    Attachment,
    Draft,
    ImportDraft,
    MilestoneReport,
    ProgressUpdate,
    SourceFile,
)
from actions.publishing import open_correction
from plans.models import Deputy, KeptPost, Measure, Officer, StatusLabel, User
from plans.models.session import session_name
from plans.today import plans_today
from reporting.calendars import make_address
from reporting.models import PackInMaking, SavedView
from reporting.pack.keeping import make_pack
from tests.people import CLERK, CLT, person, person_with_role, plan_owner
from tests.small_plan import SmallPlan

FILE = {"name": "a.txt", "content_type": "text/plain", "size": 1, "sha256": "0", "contents": b"a"}
DOCUMENT = b"Reference,Action,Lead\n1.1,Open a home,Ada\n"


class World:
    """`small` may be larger; `document` is what the draft has been read from."""

    def __init__(self, small: SmallPlan | None = None, document: bytes = DOCUMENT) -> None:
        self.small = small or SmallPlan()
        self.document = document
        self.small.plan.asks_sign_off = True
        self.small.plan.save()
        self.other = SmallPlan("other-plan")
        self.people: dict[str, User | AnonymousUser] = {
            "nobody": AnonymousUser(),
            "stranger": person("Stranger"),
            "ada": self._officer(self.small.officer, person("Ada")),
            "deputy": person("Deputy"),
            "grace": self._accountable(person("Grace")),
            "bo": self._officer(Officer.objects.create(slug="bo", name="Bo"), person("Bo")),
            "clt": person_with_role("Director", CLT, self.small.plan),
            "clerk": person_with_role("Clerk", CLERK, self.small.plan),
            "owner": plan_owner("Owner", self.small.plan),
            "other_owner": plan_owner("Other owner", self.other.plan),
            "owner_of_all": plan_owner("Owner of all"),
            "administrator": person("Administrator", is_superuser=True),
        }
        self.other.working.assignment.delete()  # Ada is an officer of this plan alone
        self.sessions = {name: signed_in(account) for name, account in self.people.items() if isinstance(account, User)}
        self.things = {name: str(value) for name, value in self._things().items()}

    def arguments(self, wanted: dict[str, str]) -> dict[str, str]:
        return {name: self.things[thing] for name, thing in wanted.items()}

    def address(self, name: str, wanted: dict[str, str]) -> str:
        """Where what is wanted is to be found; it may be said as it is."""
        if "address" in wanted:
            return wanted["address"]
        return reverse(name, kwargs=self.arguments(wanted) or None)

    def data(self, given: dict[str, str]) -> dict[str, str]:
        """What a form sends: "=report" stands for the key of the thing."""
        return {name: self.things[value[1:]] if value[:1] == "=" else value for name, value in given.items()}

    def _things(self) -> dict[str, Any]:
        ada, clerk = self.people["ada"], self.people["clerk"]
        assert isinstance(ada, User)
        assert isinstance(clerk, User)
        report = self._report(ada)
        exempt = self._report(ada, is_exempt=True, narrative="Secret")
        deputy = Deputy.objects.create(
            officer=self.small.officer, user=self.people["deputy"], starts=date(2020, 1, 1), ends=None
        )
        return (
            {
                "none": "none",
                "one": self.small.published.version.number,
                "two": self.small.working.version.number,
                "correction": open_correction(self.small.published.version, by=None).number,
                "first": 0,
                "plan": self.small.plan.slug,
                "overview": "overview",
                "saved_view": SavedView.objects.create(person=ada, name="Mine", address="/plans/").pk,
                "actions": "actions",
                "live": "live",
                "making": PackInMaking.objects.create(
                    plan=self.small.plan, version=self.small.published.version, person=clerk
                ).pk,
                "pack": make_pack(self.small.published.version, by=clerk).pk,
                "csv": "csv",
                "action": self.small.action.slug,
                "other_plan": self.other.plan.slug,
                "action_left": Draft.objects.create(
                    person=ada, action=self.other.action, answers={"narrative": "Words"}
                ).action.slug,
                "section": self.small.section.slug,
                "officer": self.small.officer.slug,
                "report": report.pk,
                "latest": exempt.pk,
                "attachment": Attachment.objects.create(update=report, **FILE).pk,
                "exempt_attachment": Attachment.objects.create(update=exempt, **FILE).pk,
                "deputy_row": deputy.pk,
                "stranger": self._pk("stranger"),
                "clerk": clerk.pk,
                "closed": person("Closed", is_active=False).pk,
                "role": clerk.roles.get().pk,
                "kept": KeptPost.objects.create(person=ada, path="/", fields=[]).token,
                "session": session_name(signed_in(ada)),
                "draft": self._draft().pk,
                "contradiction": self._contradiction(),
            }
            | self._records(report)
            | self._calendar(ada)
        )

    def _contradiction(self) -> str:
        """The action is green and past its date."""
        worded = self.small.working.action_version
        worded.due = date(2020, 1, 1)
        worded.save()
        found = contradicted(plans_today([self.small.plan]), worded.version.action_versions.all())
        return next(one.contradiction.mark for one in found[worded.action_id] if one.contradiction.kind == "overdue")

    def _calendar(self, ada: User) -> dict[str, Any]:
        address, token = make_address(self.small.plan, by=ada)
        return {"calendar": address.pk, "calendar_token": token, "plan_dates": f"plan-{self.small.plan.pk}"}

    def _records(self, report: ProgressUpdate) -> dict[str, Any]:
        """One of each kind that the admin has, of the plan being worked on where there is a choice."""
        small, working = self.small, self.small.working
        measure = Measure.objects.create(plan=small.plan, title="Homes")
        milestone = MilestoneReport.objects.create(update=report, milestone=small.milestone)
        link = ActionLink.objects.create(
            from_action=small.action, to_action=self.other.action, kind=ActionLink.Kind.SUPPORTS
        )
        clerk = self.people["clerk"]
        assert isinstance(clerk, User)
        return {
            "plans_app": "plans",
            "kind_of_plan": ContentType.objects.get_for_model(small.plan).pk,
            "plans_plan": small.plan.pk,
            "plans_planversion": working.version.pk,
            "plans_section": small.section.pk,
            "plans_sectionversion": working.section_version.pk,
            "plans_statuslabel": StatusLabel.objects.create(plan=small.plan, words="New", colour="grey").pk,
            "plans_measure": measure.pk,
            "plans_officer": Officer.objects.create(slug="spare", name="Spare").pk,
            "plans_user": clerk.pk,
            "plans_planrole": clerk.roles.get().pk,
            "actions_action": small.action.pk,
            "actions_actionversion": working.action_version.pk,
            "actions_actionlink": link.pk,
            "actions_progressupdate": report.pk,
            "actions_milestonereport": milestone.pk,
            "actions_lineageedge": small.edge.pk,
        }

    def _report(self, ada: User, **fields: Any) -> ProgressUpdate:
        SourceFile.objects.get_or_create(
            version=self.small.working.version, defaults={"name": "a", "size": 1, "sha256": "0", "content": b"a"}
        )
        return self.small.update(
            self.small.working,
            author=ada,
            submission=uuid4(),
            status=self.small.label,
            status_words="On target",
            **fields,
        )

    def _draft(self) -> ImportDraft:
        return ImportDraft.objects.create(
            plan=self.small.plan,
            person=self.people["owner"],
            name="plan.csv",
            size=len(self.document),
            sha256="0",
            content=self.document,
        )

    def _accountable(self, account: User) -> User:
        officer = Officer.objects.create(slug="grace", name="Grace", user=account)
        Assignment.objects.create(
            action_version=self.small.working.action_version,
            officer=officer,
            role="accountable",
            position=2,
            name_as_printed="Grace",
        )
        return account

    def _officer(self, officer: Officer, account: User) -> User:
        officer.user = account
        officer.save()
        return account

    def _pk(self, name: str) -> int:
        account = self.people[name]
        assert isinstance(account, User)
        return account.pk


def signed_in(account: User) -> str:
    """What the cookie of a browser says in which somebody is signed in."""
    client = Client()
    client.force_login(account)
    return client.cookies[settings.SESSION_COOKIE_NAME].value
