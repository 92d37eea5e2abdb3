from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("actions", "0009_corrections_end_what_they_correct")]

    operations = [
        migrations.AddField(
            model_name="lineageedge",
            name="is_put_right",
            field=models.BooleanField(
                db_default=False, verbose_name="in the words of somebody who put the lineage right"
            ),
        ),
    ]
