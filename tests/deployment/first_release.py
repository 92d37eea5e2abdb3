"""A database of the first release, with a row of what councils had in it. Run by `manage.py shell`, on another database
than the tests'.
"""

from typing import Any

from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

COLUMNS = ["", "Action", "Lead", "Ward"]
FIRST = [("plans", "0001_first_release"), ("actions", "0002_relations_and_rules")]


def fill() -> None:
    for app, migration in FIRST:
        call_command("migrate", app, migration, verbosity=0)
    models = MigrationExecutor(connection).loader.project_state(FIRST).apps.get_model

    def add(app: str, model: str, **fields: Any) -> Any:
        return models(app, model).objects.create(**fields)

    account = add("plans", "User", name="Ada", email="ada@council.example", password="!")
    officer = add("plans", "Officer", name="Ada", slug="ada", user=account)
    plan = add("plans", "Plan", slug="homes", title="Homes", kind="improvement_plan")
    add("plans", "PlanRole", user=account, role="plan_owner", plan=plan)
    label = add("plans", "StatusLabel", plan=plan, words="On target", colour="green")
    section = add("plans", "Section", plan=plan, slug="homes")
    version = add("plans", "PlanVersion", plan=plan, number=1, label="Version 1", state="importing", columns=COLUMNS)
    placed = add("plans", "SectionVersion", version=version, section=section, number="1", title="Homes", position=1)
    action = add("actions", "Action", plan=plan, slug="open-a-home")
    worded = add(
        *("actions", "ActionVersion"),
        version=version,
        section_version=placed,
        action=action,
        reference="1.1",
        text="Open a home",
        position=1,
    )
    add("actions", "Assignment", action_version=worded, officer=officer, role="lead", position=1, name_as_printed="Ada")
    add(
        *("actions", "ProgressUpdate"),
        action=action,
        action_version=worded,
        as_at="2020-09-30",
        narrative="A house is found",
        status=label,
        status_words="On target",
    )
    version.state, version.as_of, version.published_at = "published", "2020-09-30", timezone.now()
    version.save()
