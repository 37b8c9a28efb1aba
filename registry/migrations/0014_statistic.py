import django.db.models.deletion
import pghistory.utils
import registry.models.base
import sentra.lib.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('registry', '0013_withdrawn_sentra'),
    ]

    operations = [
        sentra.lib.migrations.Together(
            operations=[migrations.CreateModel(
                name='Statistic',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('version', models.BigIntegerField(default=0, editable=False)),
                    ('amount', models.DecimalField(blank=True, decimal_places=3, max_digits=18, null=True, verbose_name='angka')),
                    ('amount_low', models.DecimalField(blank=True, decimal_places=3, max_digits=18, null=True, verbose_name='batas bawah')),
                    ('amount_high', models.DecimalField(blank=True, decimal_places=3, max_digits=18, null=True, verbose_name='batas atas')),
                    ('amount_qualifier', models.CharField(blank=True, choices=[('=', 'tepat'), ('~', 'kira-kira'), ('>=', 'sekurang-kurangnya'), ('<=', 'paling banyak'), ('range', 'antara')], default='', max_length=5, verbose_name='tanda')),
                    ('amount_text', models.CharField(blank=True, default='', max_length=200, verbose_name='kata sumber')),
                    ('code', models.SlugField(max_length=80, unique=True, verbose_name='kode')),
                    ('scheme', models.CharField(choices=[('pp29', 'PP 29/2018'), ('bps', 'Badan Pusat Statistik'), ('dak', 'DAK bidang IKM'), ('programme', 'Program pembinaan'), ('other', 'Batasan lain atau tidak disebut')], max_length=12, verbose_name='batasan')),
                    ('indicator', models.SlugField(max_length=60, verbose_name='kode ukuran')),
                    ('label', models.CharField(max_length=200, verbose_name='ukuran')),
                    ('stated', models.CharField(blank=True, default='', help_text='Hanya bila sumber tidak menyebut angka, misalnya “belasan”.', max_length=200, verbose_name='angka dengan kata-kata')),
                    ('unit', models.CharField(choices=[('count', 'buah'), ('people', 'orang'), ('household', 'rumah tangga'), ('percent', 'persen'), ('idr', 'rupiah'), ('usd', 'dolar AS'), ('piece', 'potong'), ('metre', 'meter'), ('container', 'peti kemas'), ('flag', 'ya/tidak')], max_length=12, verbose_name='satuan')),
                    ('area_words', models.CharField(blank=True, default='', max_length=160, verbose_name='wilayah menurut sumber')),
                    ('reference_on', models.DateField(blank=True, null=True, verbose_name='keadaan pada')),
                    ('reference_precision', models.CharField(choices=[('day', 'hari'), ('month', 'bulan'), ('year', 'tahun'), ('unknown', 'tidak diketahui')], default='unknown', max_length=10, verbose_name='ketelitian tanggal')),
                    ('since_year', models.PositiveSmallIntegerField(blank=True, help_text='Kosong bila angkanya bukan kumulatif.', null=True, verbose_name='kumulatif sejak tahun')),
                    ('stage', models.CharField(choices=[('observed', 'hasil pencatatan'), ('target', 'sasaran'), ('allocation', 'pagu'), ('plan_approved', 'rencana kegiatan'), ('contract', 'kontrak'), ('disbursed', 'penyaluran'), ('absorbed', 'penyerapan'), ('outlook', 'proyeksi realisasi'), ('built', 'terbangun')], max_length=14, verbose_name='tahap')),
                    ('scope_note', models.CharField(blank=True, default='', max_length=200, verbose_name='cakupan')),
                    ('note', models.CharField(blank=True, default='', max_length=300, verbose_name='keterangan')),
                    ('is_withdrawn', models.BooleanField(default=False, editable=False, verbose_name='ditarik')),
                    ('district', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.district', verbose_name='kecamatan')),
                    ('province', models.ForeignKey(blank=True, help_text='Kosong berarti angka nasional.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.province', verbose_name='provinsi')),
                    ('regency', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.regency', verbose_name='kabupaten/kota')),
                    ('source', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='registry.source', verbose_name='sumber')),
                ],
                options={
                    'verbose_name': 'angka terbitan',
                    'verbose_name_plural': 'angka terbitan',
                    'ordering': [models.OrderBy(models.F('reference_on'), descending=True, nulls_last=True), 'code'],
                    'abstract': False,
                    'constraints': [models.CheckConstraint(condition=models.Q(('scheme__in', ['pp29', 'bps', 'dak', 'programme', 'other'])), name='statistic_scheme_listed', violation_error_code='value.not_listed', violation_error_message='Nilai itu tidak ada dalam daftar pilihannya.'), models.CheckConstraint(condition=models.Q(('unit__in', ['count', 'people', 'household', 'percent', 'idr', 'usd', 'piece', 'metre', 'container', 'flag'])), name='statistic_unit_listed', violation_error_code='value.not_listed', violation_error_message='Nilai itu tidak ada dalam daftar pilihannya.'), models.CheckConstraint(condition=models.Q(('stage__in', ['observed', 'target', 'allocation', 'plan_approved', 'contract', 'disbursed', 'absorbed', 'outlook', 'built'])), name='statistic_stage_listed', violation_error_code='value.not_listed', violation_error_message='Nilai itu tidak ada dalam daftar pilihannya.'), models.CheckConstraint(condition=models.Q(('reference_precision__in', ['day', 'month', 'year', 'unknown'])), name='statistic_reference_precision_listed', violation_error_code='value.not_listed', violation_error_message='Nilai itu tidak ada dalam daftar pilihannya.'), models.CheckConstraint(condition=models.Q(models.Q(('amount_qualifier', ''), ('amount__isnull', True), ('amount_high__isnull', True), ('amount_low__isnull', True)), models.Q(('amount_qualifier__in', ['=', '~']), ('amount__isnull', False), ('amount_high__isnull', False), ('amount_low__isnull', False), ('amount_low', models.F('amount')), ('amount_high', models.F('amount'))), models.Q(('amount_qualifier', '>='), ('amount__isnull', False), ('amount_high__isnull', True), ('amount_low__isnull', False), ('amount_low', models.F('amount'))), models.Q(('amount_qualifier', '<='), ('amount__isnull', False), ('amount_high__isnull', False), ('amount_low__isnull', True), ('amount_high', models.F('amount'))), models.Q(('amount_qualifier', 'range'), ('amount__isnull', True), ('amount_high__isnull', False), ('amount_low__isnull', False), ('amount_low__lt', models.F('amount_high'))), _connector='OR'), name='statistic_amount_shape', violation_error_code='statistic.figure_shape', violation_error_message='Angka, batas, dan tandanya tidak cocok satu sama lain.'), models.CheckConstraint(condition=models.Q(models.Q(('amount_low__isnull', True), ('amount_low__gte', 0), _connector='OR'), models.Q(('amount_high__isnull', True), ('amount_high__gte', 0), _connector='OR')), name='statistic_amount_not_negative', violation_error_code='statistic.figure_not_negative', violation_error_message='Angka tidak boleh kurang dari nol.'), models.CheckConstraint(condition=models.Q(models.Q(('reference_on__isnull', True), ('reference_precision', 'unknown')), models.Q(('reference_on__isnull', False), models.Q(('reference_precision', 'unknown'), _negated=True)), _connector='OR'), name='statistic_reference_date_known', violation_error_code='statistic.date_known', violation_error_message='Isi tanggalnya, atau pilih ketelitian “tidak diketahui”.'), models.CheckConstraint(condition=models.Q(models.Q(models.Q(('amount_qualifier', ''), _negated=True), ('stated', '')), models.Q(('amount_qualifier', ''), models.Q(('stated', ''), _negated=True)), _connector='OR'), name='statistic_says_something', violation_error_code='statistic.says_something', violation_error_message='Isi angkanya, atau kata sumber bila tidak ada angka; jangan keduanya.'), models.CheckConstraint(condition=models.Q(('label', ''), _negated=True), name='statistic_label_present', violation_error_code='statistic.label_present', violation_error_message='Tulis apa yang dihitung.'), models.CheckConstraint(condition=models.Q(models.Q(('unit', 'flag'), _negated=True), models.Q(('amount__in', [0, 1]), ('amount_qualifier', '=')), ('amount__isnull', True), _connector='OR'), name='statistic_flag_is_yes_or_no', violation_error_code='statistic.flag_is_yes_or_no', violation_error_message='Ukuran ya/tidak hanya bernilai 1 atau 0.'), models.CheckConstraint(condition=models.Q(('since_year__isnull', True), models.Q(('reference_on__isnull', False), ('since_year__gte', 1900), ('since_year__lte', models.F('reference_on__year'))), _connector='OR'), name='statistic_since_possible', violation_error_code='statistic.since_possible', violation_error_message='Angka kumulatif mulai pada atau sebelum tahun keadaannya.'), models.CheckConstraint(condition=models.Q(models.Q(('district__isnull', True), ('regency__isnull', True)), models.Q(('province__isnull', False), models.Q(('regency__isnull', False), ('district__isnull', True), _connector='OR')), _connector='OR'), name='statistic_place_from_the_top', violation_error_code='statistic.place_from_the_top', violation_error_message='Wilayah diisi dari atas: provinsi, kabupaten/kota, lalu kecamatan.'), registry.models.base.CompositeForeignKey(fields=('regency', 'province'), name='statistic_regency_in_province', to='registry.Regency', to_fields=('code', 'province'), violation_error_code='statistic.regency_in_province', violation_error_message='Kabupaten/kota angka itu tidak berada di provinsi yang dipilih.'), registry.models.base.CompositeForeignKey(fields=('district', 'regency'), name='statistic_district_in_regency', to='registry.District', to_fields=('code', 'regency'), violation_error_code='statistic.district_in_regency', violation_error_message='Kecamatan angka itu tidak berada di kabupaten/kota yang dipilih.')],
                },
            ), migrations.CreateModel(
                name='StatisticEvent',
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
                    ('amount', models.DecimalField(blank=True, decimal_places=3, max_digits=18, null=True, verbose_name='angka')),
                    ('amount_low', models.DecimalField(blank=True, decimal_places=3, max_digits=18, null=True, verbose_name='batas bawah')),
                    ('amount_high', models.DecimalField(blank=True, decimal_places=3, max_digits=18, null=True, verbose_name='batas atas')),
                    ('amount_qualifier', models.CharField(blank=True, choices=[('=', 'tepat'), ('~', 'kira-kira'), ('>=', 'sekurang-kurangnya'), ('<=', 'paling banyak'), ('range', 'antara')], default='', max_length=5, verbose_name='tanda')),
                    ('amount_text', models.CharField(blank=True, default='', max_length=200, verbose_name='kata sumber')),
                    ('code', models.SlugField(db_index=False, max_length=80, verbose_name='kode')),
                    ('scheme', models.CharField(choices=[('pp29', 'PP 29/2018'), ('bps', 'Badan Pusat Statistik'), ('dak', 'DAK bidang IKM'), ('programme', 'Program pembinaan'), ('other', 'Batasan lain atau tidak disebut')], max_length=12, verbose_name='batasan')),
                    ('indicator', models.SlugField(db_index=False, max_length=60, verbose_name='kode ukuran')),
                    ('label', models.CharField(max_length=200, verbose_name='ukuran')),
                    ('stated', models.CharField(blank=True, default='', help_text='Hanya bila sumber tidak menyebut angka, misalnya “belasan”.', max_length=200, verbose_name='angka dengan kata-kata')),
                    ('unit', models.CharField(choices=[('count', 'buah'), ('people', 'orang'), ('household', 'rumah tangga'), ('percent', 'persen'), ('idr', 'rupiah'), ('usd', 'dolar AS'), ('piece', 'potong'), ('metre', 'meter'), ('container', 'peti kemas'), ('flag', 'ya/tidak')], max_length=12, verbose_name='satuan')),
                    ('area_words', models.CharField(blank=True, default='', max_length=160, verbose_name='wilayah menurut sumber')),
                    ('reference_on', models.DateField(blank=True, null=True, verbose_name='keadaan pada')),
                    ('reference_precision', models.CharField(choices=[('day', 'hari'), ('month', 'bulan'), ('year', 'tahun'), ('unknown', 'tidak diketahui')], default='unknown', max_length=10, verbose_name='ketelitian tanggal')),
                    ('since_year', models.PositiveSmallIntegerField(blank=True, help_text='Kosong bila angkanya bukan kumulatif.', null=True, verbose_name='kumulatif sejak tahun')),
                    ('stage', models.CharField(choices=[('observed', 'hasil pencatatan'), ('target', 'sasaran'), ('allocation', 'pagu'), ('plan_approved', 'rencana kegiatan'), ('contract', 'kontrak'), ('disbursed', 'penyaluran'), ('absorbed', 'penyerapan'), ('outlook', 'proyeksi realisasi'), ('built', 'terbangun')], max_length=14, verbose_name='tahap')),
                    ('scope_note', models.CharField(blank=True, default='', max_length=200, verbose_name='cakupan')),
                    ('note', models.CharField(blank=True, default='', max_length=300, verbose_name='keterangan')),
                    ('is_withdrawn', models.BooleanField(default=False, editable=False, verbose_name='ditarik')),
                    ('district', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='registry.district', verbose_name='kecamatan')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history_events', to='registry.statistic')),
                    ('province', models.ForeignKey(blank=True, db_constraint=False, help_text='Kosong berarti angka nasional.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='registry.province', verbose_name='provinsi')),
                    ('regency', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='registry.regency', verbose_name='kabupaten/kota')),
                    ('source', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='registry.source', verbose_name='sumber')),
                ],
                options={
                    'verbose_name': 'angka terbitan',
                    'abstract': False,
                    'default_permissions': (),
                    'indexes': [models.Index(fields=['pgh_obj', 'version'], name='statistic_hist')],
                },
            )],
        ),
    ]
