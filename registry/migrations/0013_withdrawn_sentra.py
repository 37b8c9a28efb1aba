"""A sentra that should never have been registered can be withdrawn; its code stays taken."""

from django.db import migrations, models

WITHDRAWN = {"default": False, "editable": False, "verbose_name": "ditarik"}


class Migration(migrations.Migration):
    dependencies = [("registry", "0012_offices_and_people")]

    operations = [
        migrations.AddField("sentra", "is_withdrawn", models.BooleanField(**WITHDRAWN)),
        migrations.AddField("sentraevent", "is_withdrawn", models.BooleanField(**WITHDRAWN)),
    ]
