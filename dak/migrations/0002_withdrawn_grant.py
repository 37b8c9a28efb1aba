"""A grant that should never have been recorded can be withdrawn; its code stays taken."""

from django.db import migrations, models

WITHDRAWN = {"default": False, "editable": False, "verbose_name": "ditarik"}


class Migration(migrations.Migration):
    dependencies = [("dak", "0001_initial")]

    operations = [
        migrations.AddField("grant", "is_withdrawn", models.BooleanField(**WITHDRAWN)),
        migrations.AddField("grantevent", "is_withdrawn", models.BooleanField(**WITHDRAWN)),
    ]
