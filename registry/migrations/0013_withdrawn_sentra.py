"""A sentra that should never have been registered can be withdrawn; its code stays taken."""

import sentra.lib.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('registry', '0012_offices_and_people'),
    ]

    operations = [
        sentra.lib.migrations.Together(
            operations=[migrations.AddField(
                model_name='sentra',
                name='is_withdrawn',
                field=models.BooleanField(default=False, editable=False, verbose_name='ditarik'),
            ), migrations.AddField(
                model_name='sentraevent',
                name='is_withdrawn',
                field=models.BooleanField(default=False, editable=False, verbose_name='ditarik'),
            )],
        ),
    ]
