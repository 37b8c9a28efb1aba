import django.db.models.deletion
import pghistory.utils
import registry.models.base
import sentra.lib.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('registry', '0001_initial'),
    ]

    operations = [
        sentra.lib.migrations.Together(
            operations=[migrations.CreateModel(
                name='CountedGrant',
                fields=[
                    ('id', models.TextField(primary_key=True, serialize=False)),
                    ('province_code', models.CharField(max_length=2)),
                    ('regency_code', models.CharField(max_length=5)),
                    ('fiscal_year', models.IntegerField(null=True)),
                    ('period', models.CharField(max_length=6)),
                    ('is_counted', models.BooleanField()),
                    ('reason', models.CharField(max_length=20)),
                    ('basis', models.CharField(max_length=12)),
                    ('ceiling_low', models.BigIntegerField(null=True)),
                    ('ceiling_high', models.BigIntegerField(null=True)),
                    ('has_amount', models.BooleanField()),
                ],
                options={
                    'db_table': 'dak_counted_grant',
                    'managed': False,
                },
            ), migrations.CreateModel(
                name='Grant',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('version', models.BigIntegerField(default=0, editable=False)),
                    ('code', models.SlugField(max_length=60, unique=True, verbose_name='kode hibah')),
                    ('fund', models.CharField(choices=[('fisik', 'DAK Fisik'), ('nonfisik', 'DAK Nonfisik'), ('mixed', 'Gabungan dengan dana lain'), ('unknown', 'Belum jelas')], max_length=10, verbose_name='jenis dana')),
                    ('stage', models.CharField(choices=[('promised', 'Dijanjikan'), ('proposed', 'Diusulkan'), ('allocated', 'Dialokasikan'), ('contracted', 'Dikontrakkan'), ('finished', 'Selesai'), ('cancelled', 'Dibatalkan'), ('unknown', 'Belum jelas')], max_length=10, verbose_name='tahap')),
                    ('fiscal_year', models.PositiveSmallIntegerField(blank=True, help_text='Kosong bila bukan satu tahun.', null=True, verbose_name='tahun anggaran')),
                    ('year_from', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='dari tahun')),
                    ('year_to', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='sampai tahun')),
                    ('level', models.CharField(choices=[('regency', 'Kabupaten/kota'), ('province', 'Provinsi')], max_length=10, verbose_name='penerima')),
                    ('sentra_words', models.CharField(blank=True, default='', max_length=300, verbose_name='sentra menurut sumber')),
                    ('menu', models.CharField(blank=True, default='', max_length=500, verbose_name='kegiatan')),
                    ('region_code', models.CharField(blank=True, default='', editable=False, max_length=13, verbose_name='kode wilayah pada masanya')),
                    ('is_sample', models.BooleanField(default=False, editable=False, verbose_name='data contoh')),
                    ('province', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='grants', to='registry.province', verbose_name='provinsi')),
                    ('regency', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='grants', to='registry.regency', verbose_name='kabupaten/kota')),
                    ('sentra', models.ForeignKey(blank=True, help_text='Kosong berarti sentranya belum terdaftar.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='grants', to='registry.sentra', verbose_name='sentra')),
                ],
                options={
                    'verbose_name': 'hibah DAK',
                    'verbose_name_plural': 'hibah DAK',
                    'ordering': [models.OrderBy(models.F('fiscal_year'), descending=True, nulls_last=True), 'code'],
                    'abstract': False,
                    'constraints': [models.CheckConstraint(condition=models.Q(('fund__in', ['fisik', 'nonfisik', 'mixed', 'unknown'])), name='grant_fund_listed', violation_error_code='value.not_listed', violation_error_message='Nilai itu tidak ada dalam daftar pilihannya.'), models.CheckConstraint(condition=models.Q(('stage__in', ['promised', 'proposed', 'allocated', 'contracted', 'finished', 'cancelled', 'unknown'])), name='grant_stage_listed', violation_error_code='value.not_listed', violation_error_message='Nilai itu tidak ada dalam daftar pilihannya.'), models.CheckConstraint(condition=models.Q(models.Q(('level', 'regency'), ('regency__isnull', False)), models.Q(('level', 'province'), ('regency__isnull', True)), _connector='OR'), name='grant_receiver_fits_level', violation_error_code='grant.receiver_fits_level', violation_error_message='Penerima kabupaten/kota harus disebut; penerima provinsi tidak memakai kabupaten/kota.'), models.CheckConstraint(condition=models.Q(('fiscal_year__isnull', True), models.Q(('year_from__isnull', True), ('year_to__isnull', True)), _connector='OR'), name='grant_one_year_or_span', violation_error_code='grant.one_year_or_span', violation_error_message='Isi satu tahun anggaran, atau rentang tahunnya; jangan keduanya.'), models.CheckConstraint(condition=models.Q(models.Q(('year_from__isnull', True), ('year_to__isnull', True)), models.Q(('year_from__isnull', False), ('year_to__isnull', False), ('year_from__lt', models.F('year_to'))), _connector='OR'), name='grant_span_in_order', violation_error_code='grant.span_in_order', violation_error_message='Rentang tahun harus lengkap dan berurutan.'), models.CheckConstraint(condition=models.Q(('fiscal_year__isnull', True), models.Q(('fiscal_year__gte', 2010), ('fiscal_year__lte', 2100)), _connector='OR'), name='grant_fiscal_year_possible', violation_error_code='grant.fiscal_year_possible', violation_error_message='Tahun anggaran harus antara 2010 dan 2100.'), registry.models.base.CompositeForeignKey(fields=('regency', 'province'), name='grant_regency_in_province', to='registry.Regency', to_fields=('code', 'province'), violation_error_code='grant.regency_in_province', violation_error_message='Kabupaten/kota itu tidak berada di provinsi yang dipilih.')],
                },
            ), migrations.CreateModel(
                name='GrantClaim',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('version', models.BigIntegerField(default=0, editable=False)),
                    ('amount_idr', models.BigIntegerField(blank=True, null=True, verbose_name='jumlah')),
                    ('amount_idr_low', models.BigIntegerField(blank=True, null=True, verbose_name='batas bawah')),
                    ('amount_idr_high', models.BigIntegerField(blank=True, null=True, verbose_name='batas atas')),
                    ('amount_idr_qualifier', models.CharField(blank=True, choices=[('=', 'tepat'), ('~', 'kira-kira'), ('>=', 'sekurang-kurangnya'), ('<=', 'paling banyak'), ('range', 'antara')], default='', max_length=5, verbose_name='tanda')),
                    ('amount_idr_text', models.CharField(blank=True, default='', max_length=200, verbose_name='kata sumber')),
                    ('stage', models.CharField(choices=[('planned', 'rencana'), ('allocation', 'pagu'), ('contract', 'kontrak'), ('disbursed', 'penyaluran'), ('absorbed', 'penyerapan'), ('built', 'nilai bangunan jadi'), ('unknown', 'tahap tidak disebut')], max_length=10, verbose_name='tahap')),
                    ('is_official', models.BooleanField(default=False, verbose_name='resmi')),
                    ('activity', models.CharField(blank=True, default='', max_length=500, verbose_name='kegiatan menurut sumber')),
                    ('status_words', models.CharField(blank=True, default='', max_length=300, verbose_name='keadaan menurut sumber')),
                    ('realised_idr', models.BigIntegerField(blank=True, null=True, verbose_name='terserap')),
                    ('physical_percent', models.DecimalField(blank=True, decimal_places=3, max_digits=6, null=True, verbose_name='kemajuan fisik (%)')),
                    ('is_withdrawn', models.BooleanField(default=False, editable=False, verbose_name='ditarik')),
                    ('grant', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='claims', to='dak.grant', verbose_name='hibah')),
                    ('source', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='registry.source', verbose_name='sumber')),
                ],
                options={
                    'verbose_name': 'klaim nilai',
                    'verbose_name_plural': 'klaim nilai',
                    'ordering': ['grant', 'id'],
                    'abstract': False,
                    'constraints': [models.CheckConstraint(condition=models.Q(('stage__in', ['planned', 'allocation', 'contract', 'disbursed', 'absorbed', 'built', 'unknown'])), name='claim_stage_listed', violation_error_code='value.not_listed', violation_error_message='Nilai itu tidak ada dalam daftar pilihannya.'), models.CheckConstraint(condition=models.Q(models.Q(('amount_idr_qualifier', ''), ('amount_idr__isnull', True), ('amount_idr_high__isnull', True), ('amount_idr_low__isnull', True)), models.Q(('amount_idr_qualifier__in', ['=', '~']), ('amount_idr__isnull', False), ('amount_idr_high__isnull', False), ('amount_idr_low__isnull', False), ('amount_idr_low', models.F('amount_idr')), ('amount_idr_high', models.F('amount_idr'))), models.Q(('amount_idr_qualifier', '>='), ('amount_idr__isnull', False), ('amount_idr_high__isnull', True), ('amount_idr_low__isnull', False), ('amount_idr_low', models.F('amount_idr'))), models.Q(('amount_idr_qualifier', '<='), ('amount_idr__isnull', False), ('amount_idr_high__isnull', False), ('amount_idr_low__isnull', True), ('amount_idr_high', models.F('amount_idr'))), models.Q(('amount_idr_qualifier', 'range'), ('amount_idr__isnull', True), ('amount_idr_high__isnull', False), ('amount_idr_low__isnull', False), ('amount_idr_low__lt', models.F('amount_idr_high'))), _connector='OR'), name='claim_amount_shape', violation_error_code='claim.amount_shape', violation_error_message='Jumlah, batas, dan tandanya tidak cocok satu sama lain.'), models.CheckConstraint(condition=models.Q(models.Q(('amount_idr_low__isnull', True), ('amount_idr_low__gte', 0), _connector='OR'), models.Q(('amount_idr_high__isnull', True), ('amount_idr_high__gte', 0), _connector='OR')), name='claim_amount_not_negative', violation_error_code='claim.amount_not_negative', violation_error_message='Jumlah uang tidak boleh kurang dari nol.'), models.CheckConstraint(condition=models.Q(('realised_idr__isnull', True), ('realised_idr__gte', 0), _connector='OR'), name='claim_realised_not_negative', violation_error_code='claim.realised_not_negative', violation_error_message='Dana terserap tidak boleh kurang dari nol.'), models.CheckConstraint(condition=models.Q(('physical_percent__isnull', True), models.Q(('physical_percent__gte', 0), ('physical_percent__lte', 100)), _connector='OR'), name='claim_percent_possible', violation_error_code='claim.percent_possible', violation_error_message='Kemajuan fisik harus antara 0 dan 100 persen.'), models.UniqueConstraint(condition=models.Q(('is_official', True), ('is_withdrawn', False)), fields=('grant',), name='claim_one_official', violation_error_code='claim.one_official', violation_error_message='Hanya satu klaim yang dapat ditetapkan sebagai nilai resmi.')],
                },
            ), migrations.CreateModel(
                name='GrantClaimEvent',
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
                    ('amount_idr', models.BigIntegerField(blank=True, null=True, verbose_name='jumlah')),
                    ('amount_idr_low', models.BigIntegerField(blank=True, null=True, verbose_name='batas bawah')),
                    ('amount_idr_high', models.BigIntegerField(blank=True, null=True, verbose_name='batas atas')),
                    ('amount_idr_qualifier', models.CharField(blank=True, choices=[('=', 'tepat'), ('~', 'kira-kira'), ('>=', 'sekurang-kurangnya'), ('<=', 'paling banyak'), ('range', 'antara')], default='', max_length=5, verbose_name='tanda')),
                    ('amount_idr_text', models.CharField(blank=True, default='', max_length=200, verbose_name='kata sumber')),
                    ('stage', models.CharField(choices=[('planned', 'rencana'), ('allocation', 'pagu'), ('contract', 'kontrak'), ('disbursed', 'penyaluran'), ('absorbed', 'penyerapan'), ('built', 'nilai bangunan jadi'), ('unknown', 'tahap tidak disebut')], max_length=10, verbose_name='tahap')),
                    ('is_official', models.BooleanField(default=False, verbose_name='resmi')),
                    ('activity', models.CharField(blank=True, default='', max_length=500, verbose_name='kegiatan menurut sumber')),
                    ('status_words', models.CharField(blank=True, default='', max_length=300, verbose_name='keadaan menurut sumber')),
                    ('realised_idr', models.BigIntegerField(blank=True, null=True, verbose_name='terserap')),
                    ('physical_percent', models.DecimalField(blank=True, decimal_places=3, max_digits=6, null=True, verbose_name='kemajuan fisik (%)')),
                    ('is_withdrawn', models.BooleanField(default=False, editable=False, verbose_name='ditarik')),
                    ('grant', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='dak.grant', verbose_name='hibah')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history_events', to='dak.grantclaim')),
                    ('source', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='registry.source', verbose_name='sumber')),
                ],
                options={
                    'verbose_name': 'klaim nilai',
                    'abstract': False,
                    'default_permissions': (),
                    'indexes': [models.Index(fields=['pgh_obj', 'version'], name='grantclaim_hist')],
                },
            ), migrations.CreateModel(
                name='GrantEvent',
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
                    ('code', models.SlugField(db_index=False, max_length=60, verbose_name='kode hibah')),
                    ('fund', models.CharField(choices=[('fisik', 'DAK Fisik'), ('nonfisik', 'DAK Nonfisik'), ('mixed', 'Gabungan dengan dana lain'), ('unknown', 'Belum jelas')], max_length=10, verbose_name='jenis dana')),
                    ('stage', models.CharField(choices=[('promised', 'Dijanjikan'), ('proposed', 'Diusulkan'), ('allocated', 'Dialokasikan'), ('contracted', 'Dikontrakkan'), ('finished', 'Selesai'), ('cancelled', 'Dibatalkan'), ('unknown', 'Belum jelas')], max_length=10, verbose_name='tahap')),
                    ('fiscal_year', models.PositiveSmallIntegerField(blank=True, help_text='Kosong bila bukan satu tahun.', null=True, verbose_name='tahun anggaran')),
                    ('year_from', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='dari tahun')),
                    ('year_to', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='sampai tahun')),
                    ('level', models.CharField(choices=[('regency', 'Kabupaten/kota'), ('province', 'Provinsi')], max_length=10, verbose_name='penerima')),
                    ('sentra_words', models.CharField(blank=True, default='', max_length=300, verbose_name='sentra menurut sumber')),
                    ('menu', models.CharField(blank=True, default='', max_length=500, verbose_name='kegiatan')),
                    ('region_code', models.CharField(blank=True, default='', editable=False, max_length=13, verbose_name='kode wilayah pada masanya')),
                    ('is_sample', models.BooleanField(default=False, editable=False, verbose_name='data contoh')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history_events', to='dak.grant')),
                    ('province', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='registry.province', verbose_name='provinsi')),
                    ('regency', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='registry.regency', verbose_name='kabupaten/kota')),
                    ('sentra', models.ForeignKey(blank=True, db_constraint=False, help_text='Kosong berarti sentranya belum terdaftar.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='registry.sentra', verbose_name='sentra')),
                ],
                options={
                    'verbose_name': 'hibah DAK',
                    'abstract': False,
                    'default_permissions': (),
                    'indexes': [models.Index(fields=['pgh_obj', 'version'], name='grant_hist')],
                },
            )],
        ),
    ]
