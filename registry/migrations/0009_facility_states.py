"""States of facilities through time: lines of their own beside the state a facility was recorded
with, whose columns stay and are named by what they hold."""

import django.db.models.deletion
import pghistory.utils
import registry.models.base
import sentra.lib.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('registry', '0008_attachments_and_region_points'),
    ]

    operations = [
        sentra.lib.migrations.Together(
            operations=[migrations.CreateModel(
                name='FacilityState',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('version', models.BigIntegerField(default=0, editable=False)),
                    ('is_withdrawn', models.BooleanField(default=False, editable=False, verbose_name='ditarik')),
                    ('state', models.CharField(choices=[('planned', 'Direncanakan'), ('under_construction', 'Dibangun'), ('finished', 'Selesai, belum diresmikan'), ('opened', 'Diresmikan'), ('operating', 'Beroperasi'), ('not_optimal', 'Belum optimal'), ('idle', 'Mangkrak atau tidak dipakai'), ('unknown', 'Keadaan belum diketahui')], max_length=20, verbose_name='keadaan')),
                    ('state_on', models.DateField(blank=True, null=True, verbose_name='per tanggal')),
                    ('state_precision', models.CharField(choices=[('day', 'hari'), ('month', 'bulan'), ('year', 'tahun'), ('unknown', 'tidak diketahui')], default='unknown', max_length=10, verbose_name='ketelitian tanggal')),
                    ('state_words', models.CharField(blank=True, default='', max_length=300, verbose_name='keadaan menurut sumber')),
                    ('facility', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='states', to='registry.facility', verbose_name='fasilitas')),
                    ('sentra', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)s_set', to='registry.sentra', verbose_name='sentra')),
                    ('source', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='registry.source', verbose_name='sumber')),
                ],
                options={
                    'verbose_name': 'keadaan fasilitas',
                    'verbose_name_plural': 'keadaan fasilitas',
                    'ordering': ['facility', models.OrderBy(models.F('state_on'), descending=True, nulls_last=True), '-id'],
                    'abstract': False,
                    'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['planned', 'under_construction', 'finished', 'opened', 'operating', 'not_optimal', 'idle', 'unknown'])), name='facility_state_state_listed', violation_error_code='value.not_listed', violation_error_message='Nilai itu tidak ada dalam daftar pilihannya.'), models.CheckConstraint(condition=models.Q(('state_precision__in', ['day', 'month', 'year', 'unknown'])), name='facility_state_state_precision_listed', violation_error_code='value.not_listed', violation_error_message='Nilai itu tidak ada dalam daftar pilihannya.'), models.CheckConstraint(condition=models.Q(models.Q(('state_on__isnull', True), ('state_precision', 'unknown')), models.Q(('state_on__isnull', False), models.Q(('state_precision', 'unknown'), _negated=True)), _connector='OR'), name='facility_state_state_date_known', violation_error_code='facility_state.date_known', violation_error_message='Isi tanggalnya, atau pilih ketelitian “tidak diketahui”.'), models.UniqueConstraint(condition=models.Q(('is_withdrawn', False)), fields=('facility', 'state', 'state_on', 'source'), name='facility_state_once', violation_error_code='facility_state.once', violation_error_message='Keadaan itu sudah tercatat dari sumber dan tanggal yang sama.')],
                },
            ), migrations.CreateModel(
                name='FacilityStateEvent',
                fields=[
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('pgh_xid', registry.models.base.Xid8Field(db_default=registry.models.base.CurrentTransaction(), editable=False)),
                    ('pgh_db_user', models.TextField(db_default=registry.models.base.SessionUser(), editable=False)),
                    ('pgh_context', pghistory.utils.JSONField(null=True)),
                    ('pgh_context_id', models.UUIDField(null=True)),
                    ('id', models.BigIntegerField()),
                    ('version', models.BigIntegerField(default=0, editable=False)),
                    ('is_withdrawn', models.BooleanField(default=False, editable=False, verbose_name='ditarik')),
                    ('state', models.CharField(choices=[('planned', 'Direncanakan'), ('under_construction', 'Dibangun'), ('finished', 'Selesai, belum diresmikan'), ('opened', 'Diresmikan'), ('operating', 'Beroperasi'), ('not_optimal', 'Belum optimal'), ('idle', 'Mangkrak atau tidak dipakai'), ('unknown', 'Keadaan belum diketahui')], max_length=20, verbose_name='keadaan')),
                    ('state_on', models.DateField(blank=True, null=True, verbose_name='per tanggal')),
                    ('state_precision', models.CharField(choices=[('day', 'hari'), ('month', 'bulan'), ('year', 'tahun'), ('unknown', 'tidak diketahui')], default='unknown', max_length=10, verbose_name='ketelitian tanggal')),
                    ('state_words', models.CharField(blank=True, default='', max_length=300, verbose_name='keadaan menurut sumber')),
                    ('facility', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='registry.facility', verbose_name='fasilitas')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history_events', to='registry.facilitystate')),
                    ('sentra', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='registry.sentra', verbose_name='sentra')),
                    ('source', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='registry.source', verbose_name='sumber')),
                ],
                options={
                    'verbose_name': 'keadaan fasilitas',
                    'abstract': False,
                    'default_permissions': (),
                    'indexes': [models.Index(fields=['pgh_obj', 'version'], name='facilitystate_hist')],
                },
            ), migrations.AlterField(
                model_name='facility',
                name='state',
                field=models.CharField(choices=[('planned', 'Direncanakan'), ('under_construction', 'Dibangun'), ('finished', 'Selesai, belum diresmikan'), ('opened', 'Diresmikan'), ('operating', 'Beroperasi'), ('not_optimal', 'Belum optimal'), ('idle', 'Mangkrak atau tidak dipakai'), ('unknown', 'Keadaan belum diketahui')], default='unknown', help_text='Keadaan pertama yang diketahui; yang sesudahnya dicatat baris tersendiri.', max_length=20, verbose_name='keadaan saat dicatat'),
            ), migrations.AlterField(
                model_name='facility',
                name='state_on',
                field=models.DateField(blank=True, null=True, verbose_name='keadaan saat dicatat, per tanggal'),
            ), migrations.AlterField(
                model_name='facility',
                name='state_words',
                field=models.CharField(blank=True, default='', max_length=300, verbose_name='keadaan saat dicatat, menurut sumber'),
            ), migrations.AlterField(
                model_name='facilityevent',
                name='state',
                field=models.CharField(choices=[('planned', 'Direncanakan'), ('under_construction', 'Dibangun'), ('finished', 'Selesai, belum diresmikan'), ('opened', 'Diresmikan'), ('operating', 'Beroperasi'), ('not_optimal', 'Belum optimal'), ('idle', 'Mangkrak atau tidak dipakai'), ('unknown', 'Keadaan belum diketahui')], default='unknown', help_text='Keadaan pertama yang diketahui; yang sesudahnya dicatat baris tersendiri.', max_length=20, verbose_name='keadaan saat dicatat'),
            ), migrations.AlterField(
                model_name='facilityevent',
                name='state_on',
                field=models.DateField(blank=True, null=True, verbose_name='keadaan saat dicatat, per tanggal'),
            ), migrations.AlterField(
                model_name='facilityevent',
                name='state_words',
                field=models.CharField(blank=True, default='', max_length=300, verbose_name='keadaan saat dicatat, menurut sumber'),
            )],
        ),
    ]
