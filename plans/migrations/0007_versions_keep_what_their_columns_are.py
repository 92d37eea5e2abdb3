from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from plans.folding import fold
from plans.readers.columns import fields_of_headings, mapping_of


def keep_what_columns_are(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Of every version until now, as its headings are read today; nothing that anybody reads is changed by it.

    The rules of the table are off for that, since a published version is final.
    """
    editor.execute("ALTER TABLE plans_planversion DISABLE TRIGGER USER")
    for version in apps.get_model("plans", "PlanVersion").objects.exclude(columns=[]).only("columns", "mapping"):
        said = {fold(name): field for name, field in version.mapping.items()}
        version.mapping |= mapping_of(version.columns, fields_of_headings(version.columns, said))
        version.save(update_fields=["mapping"])
    editor.execute("ALTER TABLE plans_planversion ENABLE TRIGGER USER")


class Migration(migrations.Migration):
    dependencies = [("plans", "0006_later_targets_of_measures")]

    operations = [migrations.RunPython(keep_what_columns_are, migrations.RunPython.noop)]
