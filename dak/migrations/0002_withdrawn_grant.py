"""A grant that should never have been recorded can be withdrawn; its code stays taken."""

import sentra.lib.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('dak', '0001_initial'),
    ]

    operations = [
        sentra.lib.migrations.Together(
            operations=[migrations.AddField(
                model_name='grant',
                name='is_withdrawn',
                field=models.BooleanField(default=False, editable=False, verbose_name='ditarik'),
            ), migrations.AddField(
                model_name='grantevent',
                name='is_withdrawn',
                field=models.BooleanField(default=False, editable=False, verbose_name='ditarik'),
            )],
        ),
    ]
