import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("actions", "0012_former_readings")]

    operations = [
        migrations.AlterField(
            model_name="lineageedge",
            name="supersedes",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.RESTRICT,
                related_name="superseded_by",
                to="actions.lineageedge",
            ),
        ),
    ]
