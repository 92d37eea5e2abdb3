from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import Q

STATES = [
    ("importing", "Being read in"),
    ("working", "Working version"),
    ("correcting", "Correction being worked on"),
    ("published", "Published"),
]


def set_open_ones_beside(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """A correction that is open as the working version is none any more: the next version can be opened beside it."""
    versions = apps.get_model("plans", "PlanVersion").objects.filter(state="working", corrects__isnull=False)
    versions.update(state="correcting")


class Migration(migrations.Migration):
    dependencies = [
        ("plans", "0007_versions_keep_what_their_columns_are"),
        ("actions", "0009_corrections_end_what_they_correct"),  # which looks for open ones as the working version
    ]

    operations = [
        *(
            migrations.AlterField(
                model_name=model,
                name="state",
                field=models.CharField(choices=STATES, default="working", max_length=10),
            )
            for model in ("planversion", "planversionevent")
        ),
        migrations.AddConstraint(
            model_name="planversion",
            constraint=models.UniqueConstraint(
                fields=["plan"], condition=Q(state="correcting"), name="a_plan_has_at_most_one_open_correction"
            ),
        ),
        migrations.AddConstraint(
            model_name="planversion",
            constraint=models.CheckConstraint(
                condition=~Q(state="correcting") | Q(corrects__isnull=False),
                name="an_open_correction_corrects_a_version",
            ),
        ),
        migrations.RunPython(set_open_ones_beside, migrations.RunPython.noop),
    ]
