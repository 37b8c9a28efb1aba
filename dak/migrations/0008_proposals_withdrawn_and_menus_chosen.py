"""A proposal recorded by mistake can be withdrawn, its code stays taken; what a menu pays for gets a
code, and a line of a proposal says which menu it is of."""

import sentra.lib.migrations
from django.db import migrations, models


def _withdrawn() -> models.BooleanField:
    return models.BooleanField(default=False, editable=False, verbose_name='ditarik')


def _menu_code() -> models.CharField:
    return models.CharField(blank=True, default='', max_length=60, verbose_name='kode menu')


def _code() -> models.CharField:
    return models.CharField(blank=True, default='', editable=False, max_length=60, verbose_name='kode komponen')


class Migration(migrations.Migration):

    dependencies = [
        ('dak', '0007_one_rule_of_the_ceiling'),
    ]

    operations = [
        sentra.lib.migrations.Together(
            operations=[
                migrations.AddField(model_name='menucomponent', name='component_code', field=_code()),
                migrations.AddField(model_name='menucomponentevent', name='component_code', field=_code()),
                migrations.AddField(model_name='proposal', name='is_withdrawn', field=_withdrawn()),
                migrations.AddField(model_name='proposalevent', name='is_withdrawn', field=_withdrawn()),
                migrations.AddField(model_name='proposalline', name='menu_code', field=_menu_code()),
                migrations.AddField(model_name='proposallineevent', name='menu_code', field=_menu_code()),
                migrations.AddConstraint(
                    model_name='menucomponent',
                    constraint=models.UniqueConstraint(condition=models.Q(('component_code', ''), _negated=True), fields=('component_code',), name='menu_component_code_once', violation_error_code='menu_component.code_once', violation_error_message='Kode komponen menu itu sudah dipakai.'),
                ),
            ],
        ),
    ]
