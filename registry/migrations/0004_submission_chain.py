"""The chain of review as data, decisions as rows of their own, and forms begun but not sent."""

import django.db.models.deletion
import pghistory.utils
import registry.models.base
import sentra.lib.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '__first__'),
        ('registry', '0003_receipt_sequence'),
    ]

    operations = [
        sentra.lib.migrations.Together(
            operations=[migrations.CreateModel(
                name='Decision',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('version', models.BigIntegerField(default=0, editable=False)),
                    ('number', models.PositiveSmallIntegerField(verbose_name='urutan')),
                    ('step', models.CharField(choices=[('head', 'Kepala dinas'), ('province', 'Dinas provinsi'), ('directorate', 'Direktorat'), ('ministry', 'Kementerian')], max_length=12, verbose_name='tahap')),
                    ('verdict', models.CharField(choices=[('approved', 'Disetujui'), ('returned', 'Dikembalikan'), ('rejected', 'Ditolak')], max_length=10, verbose_name='putusan')),
                    ('decided_at', models.DateTimeField(verbose_name='diputuskan pada')),
                    ('words', models.CharField(max_length=500, verbose_name='alasan putusan')),
                    ('field_words', models.JSONField(default=dict, verbose_name='catatan pada isian')),
                    ('refused', models.JSONField(default=list, verbose_name='isian yang tidak diterapkan')),
                    ('version_shown', models.BigIntegerField(verbose_name='versi yang ditampilkan')),
                    ('applied_act', models.UUIDField(blank=True, editable=False, null=True, verbose_name='tindakan')),
                    ('is_same_person', models.BooleanField(default=False, verbose_name='memutuskan lebih dari satu tahap')),
                    ('act', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to='registry.submissionact', verbose_name='isi usulan')),
                    ('decided_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='decisions_taken', to=settings.AUTH_USER_MODEL, verbose_name='diputuskan oleh')),
                    ('office', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.office', verbose_name='kantor pemutus')),
                    ('proposer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='pengusul')),
                ],
                options={
                    'verbose_name': 'putusan',
                    'verbose_name_plural': 'putusan',
                    'ordering': ['act', 'number'],
                    'abstract': False,
                    'constraints': [models.CheckConstraint(condition=models.Q(('step__in', ['head', 'province', 'directorate', 'ministry'])), name='decision_step_listed', violation_error_code='value.not_listed', violation_error_message='Nilai itu tidak ada dalam daftar pilihannya.'), models.CheckConstraint(condition=models.Q(('verdict__in', ['approved', 'returned', 'rejected'])), name='decision_verdict_listed', violation_error_code='value.not_listed', violation_error_message='Nilai itu tidak ada dalam daftar pilihannya.'), models.UniqueConstraint(fields=('act', 'number'), name='decision_once', violation_error_code='decision.once', violation_error_message='Putusan itu sudah tercatat. Muat ulang halamannya.'), models.CheckConstraint(condition=models.Q(('decided_by', models.F('proposer')), _negated=True), name='decision_two_people', violation_error_code='submission.two_people', violation_error_message='Usulan tidak boleh diputuskan oleh pengirimnya sendiri.'), models.CheckConstraint(condition=models.Q(('words', ''), _negated=True), name='decision_has_words', violation_error_code='decision.words_missing', violation_error_message='Tulis alasan putusan ini.'), models.CheckConstraint(condition=models.Q(('applied_act__isnull', True), ('verdict', 'approved'), _connector='OR'), name='decision_applied_is_approved', violation_error_code='decision.applied_is_approved', violation_error_message='Hanya usulan yang disetujui yang diterapkan.')],
                },
            ), migrations.CreateModel(
                name='DecisionEvent',
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
                    ('number', models.PositiveSmallIntegerField(verbose_name='urutan')),
                    ('step', models.CharField(choices=[('head', 'Kepala dinas'), ('province', 'Dinas provinsi'), ('directorate', 'Direktorat'), ('ministry', 'Kementerian')], max_length=12, verbose_name='tahap')),
                    ('verdict', models.CharField(choices=[('approved', 'Disetujui'), ('returned', 'Dikembalikan'), ('rejected', 'Ditolak')], max_length=10, verbose_name='putusan')),
                    ('decided_at', models.DateTimeField(verbose_name='diputuskan pada')),
                    ('words', models.CharField(max_length=500, verbose_name='alasan putusan')),
                    ('field_words', models.JSONField(default=dict, verbose_name='catatan pada isian')),
                    ('refused', models.JSONField(default=list, verbose_name='isian yang tidak diterapkan')),
                    ('version_shown', models.BigIntegerField(verbose_name='versi yang ditampilkan')),
                    ('applied_act', models.UUIDField(blank=True, editable=False, null=True, verbose_name='tindakan')),
                    ('is_same_person', models.BooleanField(default=False, verbose_name='memutuskan lebih dari satu tahap')),
                    ('act', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='registry.submissionact', verbose_name='isi usulan')),
                    ('decided_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='diputuskan oleh')),
                    ('office', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='registry.office', verbose_name='kantor pemutus')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history_events', to='registry.decision')),
                    ('proposer', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='pengusul')),
                ],
                options={
                    'verbose_name': 'putusan',
                    'abstract': False,
                    'default_permissions': (),
                    'indexes': [models.Index(fields=['pgh_obj', 'version'], name='decision_hist')],
                },
            ), migrations.CreateModel(
                name='Draft',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('reference', models.CharField(max_length=12, unique=True, verbose_name='nomor draf')),
                    ('token', models.UUIDField(editable=False, verbose_name='token formulir')),
                    ('kind', models.CharField(choices=[('register', 'Sentra baru'), ('correct', 'Perbaikan data'), ('yearly', 'Pemutakhiran tahunan'), ('existence', 'Keadaan sentra'), ('facility', 'Fasilitas dan mesin'), ('needs', 'Kebutuhan'), ('list', 'Daftar keadaan'), ('desk', 'Perubahan oleh kementerian')], max_length=10, verbose_name='jenis')),
                    ('year', models.PositiveSmallIntegerField(verbose_name='tahun')),
                    ('typed', models.JSONField(default=dict, verbose_name='yang diketik')),
                    ('started_at', models.DateTimeField(auto_now_add=True, verbose_name='dimulai pada')),
                    ('saved_at', models.DateTimeField(auto_now=True, verbose_name='disimpan pada')),
                    ('revision', models.PositiveIntegerField(default=1, verbose_name='simpanan ke-')),
                    ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='drafts', to='registry.office', verbose_name='kantor')),
                    ('saved_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='disimpan oleh')),
                    ('sentra', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='drafts', to='registry.sentra', verbose_name='sentra')),
                    ('started_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='dimulai oleh')),
                ],
                options={
                    'verbose_name': 'draf',
                    'verbose_name_plural': 'draf',
                    'ordering': ['-saved_at'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['register', 'correct', 'yearly', 'existence', 'facility', 'needs', 'list', 'desk'])), name='draft_kind_listed', violation_error_code='value.not_listed', violation_error_message='Nilai itu tidak ada dalam daftar pilihannya.'), models.UniqueConstraint(fields=('office', 'token'), name='draft_once', violation_error_code='draft.once', violation_error_message='Draf itu sudah ada.')],
                },
            ), migrations.CreateModel(
                name='OfficeStep',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('version', models.BigIntegerField(default=0, editable=False)),
                    ('is_on', models.BooleanField(verbose_name='dijalankan')),
                    ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='registry.office', verbose_name='kantor')),
                    ('step', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='registry.reviewstep', verbose_name='tahap')),
                ],
                options={
                    'verbose_name': 'tahap kantor',
                    'verbose_name_plural': 'tahap kantor',
                    'ordering': ['office', 'step'],
                    'abstract': False,
                    'constraints': [models.UniqueConstraint(fields=('office', 'step'), name='office_step_once', violation_error_code='office_step.once', violation_error_message='Tahap itu sudah diatur untuk kantor ini.')],
                },
            ), migrations.CreateModel(
                name='OfficeStepEvent',
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
                    ('is_on', models.BooleanField(verbose_name='dijalankan')),
                    ('office', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='registry.office', verbose_name='kantor')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history_events', to='registry.officestep')),
                    ('step', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='registry.reviewstep', verbose_name='tahap')),
                ],
                options={
                    'verbose_name': 'tahap kantor',
                    'abstract': False,
                    'default_permissions': (),
                    'indexes': [models.Index(fields=['pgh_obj', 'version'], name='officestep_hist')],
                },
            ), migrations.CreateModel(
                name='ReviewStep',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('version', models.BigIntegerField(default=0, editable=False)),
                    ('code', models.SlugField(max_length=60, unique=True, verbose_name='kode')),
                    ('name', models.CharField(max_length=160, verbose_name='nama')),
                    ('position', models.PositiveSmallIntegerField(default=0, verbose_name='urutan')),
                    ('is_active', models.BooleanField(default=True, verbose_name='dipakai')),
                    ('days', models.PositiveSmallIntegerField(help_text='Hari kalender sejak usulan tiba pada tahap ini.', verbose_name='tenggat (hari)')),
                ],
                options={
                    'verbose_name': 'tahap pemeriksaan',
                    'verbose_name_plural': 'tahap pemeriksaan',
                    'ordering': ['position', 'name'],
                    'abstract': False,
                    'constraints': [models.CheckConstraint(condition=models.Q(('code__in', ['head', 'province', 'directorate', 'ministry'])), name='review_step_code_listed', violation_error_code='value.not_listed', violation_error_message='Nilai itu tidak ada dalam daftar pilihannya.'), models.CheckConstraint(condition=models.Q(('days__gt', 0)), name='review_step_days_above_zero', violation_error_code='review_step.days_above_zero', violation_error_message='Tenggat paling sedikit satu hari.')],
                },
            ), migrations.CreateModel(
                name='ReviewStepEvent',
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
                    ('code', models.SlugField(db_index=False, max_length=60, verbose_name='kode')),
                    ('name', models.CharField(max_length=160, verbose_name='nama')),
                    ('position', models.PositiveSmallIntegerField(default=0, verbose_name='urutan')),
                    ('is_active', models.BooleanField(default=True, verbose_name='dipakai')),
                    ('days', models.PositiveSmallIntegerField(help_text='Hari kalender sejak usulan tiba pada tahap ini.', verbose_name='tenggat (hari)')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history_events', to='registry.reviewstep')),
                ],
                options={
                    'verbose_name': 'tahap pemeriksaan',
                    'abstract': False,
                    'default_permissions': (),
                    'indexes': [models.Index(fields=['pgh_obj', 'version'], name='reviewstep_hist')],
                },
            ), migrations.AddField(
                model_name='submission',
                name='channel',
                field=models.CharField(choices=[('web', 'formulir dinas'), ('admin', 'admin'), ('import', 'impor berkas'), ('api', 'API'), ('system', 'sistem')], default='web', max_length=10, verbose_name='lewat'),
            ), migrations.AddField(
                model_name='submission',
                name='kind',
                field=models.CharField(choices=[('register', 'Sentra baru'), ('correct', 'Perbaikan data'), ('yearly', 'Pemutakhiran tahunan'), ('existence', 'Keadaan sentra'), ('facility', 'Fasilitas dan mesin'), ('needs', 'Kebutuhan'), ('list', 'Daftar keadaan'), ('desk', 'Perubahan oleh kementerian')], default='yearly', max_length=10, verbose_name='jenis'),
            ), migrations.AddField(
                model_name='submission',
                name='previous',
                field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='next_tries', to='registry.submission', verbose_name='perbaikan dari'),
            ), migrations.AddField(
                model_name='submissionact',
                name='answer',
                field=models.CharField(blank=True, choices=[('unchanged', 'Masih ada, tidak ada perubahan'), ('changed', 'Masih ada, ada yang berubah'), ('declining', 'Masih ada, tetapi menurun'), ('dormant', 'Tidak aktif'), ('closed', 'Tutup'), ('moved', 'Pindah tempat'), ('renamed', 'Ganti nama'), ('merged', 'Bergabung dengan sentra lain'), ('unknown', 'Tidak tahu')], default='', max_length=10, verbose_name='jawaban'),
            ), migrations.AddField(
                model_name='submissionact',
                name='due_at',
                field=models.DateTimeField(blank=True, null=True, verbose_name='tenggat putusan'),
            ), migrations.AddField(
                model_name='submissionact',
                name='kind',
                field=models.CharField(choices=[('register', 'Sentra baru'), ('correct', 'Perbaikan data'), ('yearly', 'Pemutakhiran tahunan'), ('existence', 'Keadaan sentra'), ('facility', 'Fasilitas dan mesin'), ('needs', 'Kebutuhan'), ('list', 'Daftar keadaan'), ('desk', 'Perubahan oleh kementerian')], default='yearly', max_length=10, verbose_name='jenis'),
            ), migrations.AddField(
                model_name='submissionact',
                name='needs_two',
                field=models.BooleanField(default=False, verbose_name='perlu dua pemutus'),
            ), migrations.AddField(
                model_name='submissionact',
                name='refused',
                field=models.JSONField(default=dict, verbose_name='isian yang tidak diterapkan'),
            ), migrations.AddField(
                model_name='submissionact',
                name='risk',
                field=models.PositiveSmallIntegerField(default=0, verbose_name='nilai risiko'),
            ), migrations.AddField(
                model_name='submissionact',
                name='risk_notes',
                field=models.JSONField(default=list, verbose_name='sebab nilai risiko'),
            ), migrations.AddField(
                model_name='submissionact',
                name='step',
                field=models.CharField(blank=True, choices=[('head', 'Kepala dinas'), ('province', 'Dinas provinsi'), ('directorate', 'Direktorat'), ('ministry', 'Kementerian')], default='ministry', max_length=12, verbose_name='menunggu di'),
            ), migrations.AddField(
                model_name='submissionact',
                name='arrived_at',
                field=models.DateTimeField(blank=True, null=True, verbose_name='di tahap ini sejak'),
            ), migrations.AddField(
                model_name='submissionactevent',
                name='answer',
                field=models.CharField(blank=True, choices=[('unchanged', 'Masih ada, tidak ada perubahan'), ('changed', 'Masih ada, ada yang berubah'), ('declining', 'Masih ada, tetapi menurun'), ('dormant', 'Tidak aktif'), ('closed', 'Tutup'), ('moved', 'Pindah tempat'), ('renamed', 'Ganti nama'), ('merged', 'Bergabung dengan sentra lain'), ('unknown', 'Tidak tahu')], default='', max_length=10, verbose_name='jawaban'),
            ), migrations.AddField(
                model_name='submissionactevent',
                name='due_at',
                field=models.DateTimeField(blank=True, null=True, verbose_name='tenggat putusan'),
            ), migrations.AddField(
                model_name='submissionactevent',
                name='kind',
                field=models.CharField(choices=[('register', 'Sentra baru'), ('correct', 'Perbaikan data'), ('yearly', 'Pemutakhiran tahunan'), ('existence', 'Keadaan sentra'), ('facility', 'Fasilitas dan mesin'), ('needs', 'Kebutuhan'), ('list', 'Daftar keadaan'), ('desk', 'Perubahan oleh kementerian')], default='yearly', max_length=10, verbose_name='jenis'),
            ), migrations.AddField(
                model_name='submissionactevent',
                name='needs_two',
                field=models.BooleanField(default=False, verbose_name='perlu dua pemutus'),
            ), migrations.AddField(
                model_name='submissionactevent',
                name='refused',
                field=models.JSONField(default=dict, verbose_name='isian yang tidak diterapkan'),
            ), migrations.AddField(
                model_name='submissionactevent',
                name='risk',
                field=models.PositiveSmallIntegerField(default=0, verbose_name='nilai risiko'),
            ), migrations.AddField(
                model_name='submissionactevent',
                name='risk_notes',
                field=models.JSONField(default=list, verbose_name='sebab nilai risiko'),
            ), migrations.AddField(
                model_name='submissionactevent',
                name='step',
                field=models.CharField(blank=True, choices=[('head', 'Kepala dinas'), ('province', 'Dinas provinsi'), ('directorate', 'Direktorat'), ('ministry', 'Kementerian')], default='ministry', max_length=12, verbose_name='menunggu di'),
            ), migrations.AddField(
                model_name='submissionactevent',
                name='arrived_at',
                field=models.DateTimeField(blank=True, null=True, verbose_name='di tahap ini sejak'),
            ), migrations.AddField(
                model_name='submissionevent',
                name='channel',
                field=models.CharField(choices=[('web', 'formulir dinas'), ('admin', 'admin'), ('import', 'impor berkas'), ('api', 'API'), ('system', 'sistem')], default='web', max_length=10, verbose_name='lewat'),
            ), migrations.AddField(
                model_name='submissionevent',
                name='kind',
                field=models.CharField(choices=[('register', 'Sentra baru'), ('correct', 'Perbaikan data'), ('yearly', 'Pemutakhiran tahunan'), ('existence', 'Keadaan sentra'), ('facility', 'Fasilitas dan mesin'), ('needs', 'Kebutuhan'), ('list', 'Daftar keadaan'), ('desk', 'Perubahan oleh kementerian')], default='yearly', max_length=10, verbose_name='jenis'),
            ), migrations.AddField(
                model_name='submissionevent',
                name='previous',
                field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='registry.submission', verbose_name='perbaikan dari'),
            ), migrations.RemoveConstraint(
                model_name='submissionact',
                name='submission_act_state_listed',
            ), migrations.RemoveConstraint(
                model_name='submissionact',
                name='submission_act_two_people',
            ), migrations.AlterField(
                model_name='mandate',
                name='role',
                field=models.CharField(choices=[('ministry_admin', 'Admin kementerian'), ('ministry_staff', 'Staf kementerian'), ('province_officer', 'Petugas dinas provinsi'), ('regency_operator', 'Operator dinas kabupaten/kota'), ('office_head', 'Kepala dinas'), ('analyst', 'Analis')], max_length=20, verbose_name='peran'),
            ), migrations.AlterField(
                model_name='mandateevent',
                name='role',
                field=models.CharField(choices=[('ministry_admin', 'Admin kementerian'), ('ministry_staff', 'Staf kementerian'), ('province_officer', 'Petugas dinas provinsi'), ('regency_operator', 'Operator dinas kabupaten/kota'), ('office_head', 'Kepala dinas'), ('analyst', 'Analis')], max_length=20, verbose_name='peran'),
            ), migrations.AlterField(
                model_name='submission',
                name='province',
                field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='registry.province', verbose_name='provinsi'),
            ), migrations.AlterField(
                model_name='submission',
                name='regency',
                field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='registry.regency', verbose_name='kabupaten/kota'),
            ), migrations.AlterField(
                model_name='submissionact',
                name='state',
                field=models.CharField(choices=[('received', 'Menunggu putusan'), ('approved', 'Disetujui'), ('returned', 'Dikembalikan'), ('rejected', 'Ditolak'), ('withdrawn', 'Ditarik pengirimnya')], default='received', max_length=10, verbose_name='putusan'),
            ), migrations.AlterField(
                model_name='submissionactevent',
                name='state',
                field=models.CharField(choices=[('received', 'Menunggu putusan'), ('approved', 'Disetujui'), ('returned', 'Dikembalikan'), ('rejected', 'Ditolak'), ('withdrawn', 'Ditarik pengirimnya')], default='received', max_length=10, verbose_name='putusan'),
            ), migrations.AlterField(
                model_name='submissionevent',
                name='province',
                field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='registry.province', verbose_name='provinsi'),
            ), migrations.AlterField(
                model_name='submissionevent',
                name='regency',
                field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='registry.regency', verbose_name='kabupaten/kota'),
            ), migrations.AddConstraint(
                model_name='submission',
                constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['register', 'correct', 'yearly', 'existence', 'facility', 'needs', 'list', 'desk'])), name='submission_kind_listed', violation_error_code='value.not_listed', violation_error_message='Nilai itu tidak ada dalam daftar pilihannya.'),
            ), migrations.AddConstraint(
                model_name='submission',
                constraint=models.CheckConstraint(condition=models.Q(('channel__in', ['web', 'admin', 'import', 'api', 'system'])), name='submission_channel_listed', violation_error_code='value.not_listed', violation_error_message='Nilai itu tidak ada dalam daftar pilihannya.'),
            ), migrations.AddConstraint(
                model_name='submissionact',
                constraint=models.CheckConstraint(condition=models.Q(('state__in', ['received', 'approved', 'returned', 'rejected', 'withdrawn'])), name='submission_act_state_listed', violation_error_code='value.not_listed', violation_error_message='Nilai itu tidak ada dalam daftar pilihannya.'),
            ), migrations.AddConstraint(
                model_name='submissionact',
                constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['register', 'correct', 'yearly', 'existence', 'facility', 'needs', 'list', 'desk'])), name='submission_act_kind_listed', violation_error_code='value.not_listed', violation_error_message='Nilai itu tidak ada dalam daftar pilihannya.'),
            ), migrations.AddConstraint(
                model_name='submissionact',
                constraint=models.CheckConstraint(condition=models.Q(('answer', ''), ('answer__in', ['unchanged', 'changed', 'declining', 'dormant', 'closed', 'moved', 'renamed', 'merged', 'unknown']), _connector='OR'), name='submission_act_answer_listed', violation_error_code='value.not_listed', violation_error_message='Nilai itu tidak ada dalam daftar pilihannya.'),
            ), migrations.AddConstraint(
                model_name='submissionact',
                constraint=models.CheckConstraint(condition=models.Q(('decided_by__isnull', True), models.Q(('decided_by', models.F('sender')), _negated=True), ('state', 'withdrawn'), _connector='OR'), name='submission_act_two_people', violation_error_code='submission.two_people', violation_error_message='Usulan tidak boleh diputuskan oleh pengirimnya sendiri.'),
            )],
        ),
    ]
