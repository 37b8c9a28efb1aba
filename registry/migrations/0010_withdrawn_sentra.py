"""A sentra that should never have been registered can be withdrawn; its code stays taken."""

from django.db import migrations, models

WITHDRAWN = {"default": False, "editable": False, "verbose_name": "ditarik"}


class Migration(migrations.Migration):
    dependencies = [("registry", "0003_receipt_sequence")]

    operations = [
        migrations.AddField("sentra", "is_withdrawn", models.BooleanField(**WITHDRAWN)),
        migrations.AddField("sentraevent", "is_withdrawn", models.BooleanField(**WITHDRAWN)),
    ]
