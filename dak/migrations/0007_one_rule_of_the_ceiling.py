"""An official claim names an amount and is official for its own stage; a mode of payment can be
recommended for a region."""

import django.db.models.deletion
import pghistory.utils
import registry.models.base
import sentra.lib.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('dak', '0006_assets'),
        ('registry', '0017_submissions_about_assets'),
    ]

    operations = [
        sentra.lib.migrations.Together(
            operations=[migrations.RemoveConstraint(
                model_name='grantclaim',
                name='claim_one_official',
            ), migrations.RemoveConstraint(
                model_name='grantclaim',
                name='claim_official_has_amount',
            ), migrations.AddConstraint(
                model_name='grantclaim',
                constraint=models.UniqueConstraint(condition=models.Q(('is_official', True), ('is_withdrawn', False), ('stage__in', ['allocation', 'built', 'unknown'])), fields=('grant',), name='claim_one_official', violation_error_code='claim.one_official', violation_error_message='Hanya satu klaim yang dapat ditetapkan sebagai pagu resmi.'),
            ), migrations.AddConstraint(
                model_name='grantclaim',
                constraint=models.UniqueConstraint(condition=models.Q(('is_official', True), ('is_withdrawn', False), models.Q(('stage__in', ['allocation', 'built', 'unknown']), _negated=True)), fields=('grant', 'stage'), name='claim_one_official_of_stage', violation_error_code='claim.one_official_of_stage', violation_error_message='Hanya satu klaim setiap tahap yang dapat ditetapkan sebagai nilai resmi.'),
            ), migrations.AddConstraint(
                model_name='grantclaim',
                constraint=models.CheckConstraint(condition=models.Q(('is_official', False), models.Q(('amount_idr_qualifier', ''), _negated=True), _connector='OR'), name='claim_official_has_amount', violation_error_code='claim.official_has_amount', violation_error_message='Nilai resmi harus menyebut jumlah yang terbaca.'),
            ), migrations.CreateModel(
                name='RecommendedRegion',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('version', models.BigIntegerField(default=0, editable=False)),
                    ('is_withdrawn', models.BooleanField(default=False, editable=False, verbose_name='ditarik')),
                    ('words', models.CharField(blank=True, default='', max_length=300, verbose_name='isi rekomendasi')),
                    ('mode', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='recommended', to='dak.disbursementmode', verbose_name='cara penyaluran')),
                    ('province', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.province', verbose_name='provinsi')),
                    ('regency', models.ForeignKey(blank=True, help_text='Kosong berarti hibah pemerintah provinsi itu sendiri.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.regency', verbose_name='kabupaten/kota')),
                    ('source', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='registry.source', verbose_name='sumber')),
                ],
                options={
                    'verbose_name': 'daerah yang direkomendasikan',
                    'verbose_name_plural': 'daerah yang direkomendasikan',
                    'ordering': ['mode', 'province', 'regency'],
                    'abstract': False,
                    'constraints': [registry.models.base.CompositeForeignKey(fields=('regency', 'province'), name='recommended_region_regency_in_province', to='registry.Regency', to_fields=('code', 'province'), violation_error_code='recommended_region.regency_in_province', violation_error_message='Kabupaten/kota yang direkomendasikan tidak berada di provinsi yang dipilih.'), models.UniqueConstraint(condition=models.Q(('is_withdrawn', False)), fields=('mode', 'province', 'regency'), name='recommended_region_once', violation_error_code='recommended_region.once', violation_error_message='Rekomendasi untuk daerah itu sudah tercatat.'), models.UniqueConstraint(condition=models.Q(('is_withdrawn', False), ('regency__isnull', True)), fields=('mode', 'province'), name='recommended_region_province_once', violation_error_code='recommended_region.once', violation_error_message='Rekomendasi untuk daerah itu sudah tercatat.')],
                },
            ), migrations.CreateModel(
                name='RecommendedRegionEvent',
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
                    ('words', models.CharField(blank=True, default='', max_length=300, verbose_name='isi rekomendasi')),
                    ('mode', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='dak.disbursementmode', verbose_name='cara penyaluran')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history_events', to='dak.recommendedregion')),
                    ('province', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='registry.province', verbose_name='provinsi')),
                    ('regency', models.ForeignKey(blank=True, db_constraint=False, help_text='Kosong berarti hibah pemerintah provinsi itu sendiri.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='registry.regency', verbose_name='kabupaten/kota')),
                    ('source', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='registry.source', verbose_name='sumber')),
                ],
                options={
                    'verbose_name': 'daerah yang direkomendasikan',
                    'abstract': False,
                    'default_permissions': (),
                    'indexes': [models.Index(fields=['pgh_obj', 'version'], name='recommendedregion_hist')],
                },
            )],
        ),
    ]
