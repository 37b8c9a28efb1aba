import django.db.models.deletion
import sentra.lib.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '__first__'),
        ('registry', '0006_submission_waits_at_a_step'),
    ]

    operations = [
        sentra.lib.migrations.Together(
            operations=[migrations.CreateModel(
                name='OutboxEvent',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('key', models.CharField(max_length=120, unique=True, verbose_name='kunci')),
                    ('kind', models.CharField(choices=[('received', 'Usulan masuk'), ('forwarded', 'Usulan diteruskan'), ('returned', 'Usulan dikembalikan'), ('approved', 'Usulan disetujui'), ('rejected', 'Usulan ditolak'), ('withdrawn', 'Usulan ditarik'), ('due', 'Tenggat besok'), ('overdue', 'Lewat tenggat'), ('escalated', 'Lewat tenggat, perlu atasan'), ('digest', 'Ringkasan mingguan')], max_length=12, verbose_name='peristiwa')),
                    ('payload', models.JSONField(default=dict, verbose_name='isi')),
                    ('created_at', models.DateTimeField(verbose_name='terjadi pada')),
                    ('told_at', models.DateTimeField(null=True, verbose_name='dibagikan pada')),
                    ('act', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='events', to='registry.submissionact', verbose_name='isi usulan')),
                    ('office', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.office', verbose_name='kantor')),
                ],
                options={
                    'verbose_name': 'kabar keluar',
                    'verbose_name_plural': 'kabar keluar',
                    'ordering': ['id'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['received', 'forwarded', 'returned', 'approved', 'rejected', 'withdrawn', 'due', 'overdue', 'escalated', 'digest'])), name='outbox_event_kind_listed', violation_error_code='value.not_listed', violation_error_message='Nilai itu tidak ada dalam daftar pilihannya.')],
                    'indexes': [models.Index(condition=models.Q(('told_at__isnull', True)), fields=['id'], name='outbox_untold')],
                },
            ), migrations.CreateModel(
                name='Notice',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('mail_state', models.CharField(choices=[('none', 'tanpa surel'), ('pending', 'menunggu'), ('sending', 'sedang dikirim'), ('sent', 'terkirim'), ('unsure', 'tidak pasti terkirim'), ('failed', 'gagal')], default='pending', max_length=10, verbose_name='surel')),
                    ('mail_attempts', models.PositiveSmallIntegerField(default=0, verbose_name='percobaan')),
                    ('mailed_at', models.DateTimeField(null=True, verbose_name='dikirim pada')),
                    ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='diterima pada')),
                    ('read_at', models.DateTimeField(null=True, verbose_name='dibaca pada')),
                    ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notices', to=settings.AUTH_USER_MODEL, verbose_name='penerima')),
                    ('event', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notices', to='registry.outboxevent')),
                ],
                options={
                    'verbose_name': 'kabar',
                    'verbose_name_plural': 'kabar',
                    'ordering': ['-id'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('mail_state__in', ['none', 'pending', 'sending', 'sent', 'unsure', 'failed'])), name='notice_mail_state_listed', violation_error_code='value.not_listed', violation_error_message='Nilai itu tidak ada dalam daftar pilihannya.'), models.UniqueConstraint(fields=('event', 'user'), name='notice_once', violation_error_code='notice.once', violation_error_message='Kabar itu sudah sampai kepada orang ini.')],
                    'indexes': [models.Index(condition=models.Q(('mail_state', 'pending')), fields=['id'], name='notice_unmailed'), models.Index(condition=models.Q(('read_at__isnull', True)), fields=['user'], name='notice_unread')],
                },
            )],
        ),
    ]
