from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from plans.readers.columns import fields_of_headings, mapping_of


# The rules by which a published version is final, and is given its moment.
RULES = ("pgtrigger_published_is_final_f05f1", "pgtrigger_keeps_what_it_printed_153e5")


def keep_what_columns_are(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Of every version until now, as this release reads its headings: none says what an earlier one took them for.

    It is recorded like every change. Two rules of the table are off for it.
    """
    for rule in RULES:
        editor.execute(f"ALTER TABLE plans_planversion DISABLE TRIGGER {rule}")
    for version in apps.get_model("plans", "PlanVersion").objects.exclude(columns=[]).only("columns", "mapping"):
        version.mapping |= mapping_of(version.columns, fields_of_headings(version.columns, version.mapping))
        version.save(update_fields=["mapping"])
    for rule in RULES:
        editor.execute(f"ALTER TABLE plans_planversion ENABLE TRIGGER {rule}")


class Migration(migrations.Migration):
    dependencies = [("plans", "0006_later_targets_of_measures")]

    operations = [migrations.RunPython(keep_what_columns_are, migrations.RunPython.noop)]
