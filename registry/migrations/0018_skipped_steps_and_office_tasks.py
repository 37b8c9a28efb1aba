import sentra.lib.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '__first__'),
        ('registry', '0017_submissions_about_assets'),
    ]

    operations = [
        sentra.lib.migrations.Together(
            operations=[migrations.RemoveConstraint(
                model_name='decision',
                name='decision_verdict_listed',
            ), migrations.RemoveConstraint(
                model_name='outboxevent',
                name='outbox_event_kind_listed',
            ), migrations.AlterField(
                model_name='decision',
                name='verdict',
                field=models.CharField(choices=[('approved', 'Disetujui'), ('returned', 'Dikembalikan'), ('rejected', 'Ditolak'), ('skipped', 'Dilewati')], max_length=10, verbose_name='putusan'),
            ), migrations.AlterField(
                model_name='decisionevent',
                name='verdict',
                field=models.CharField(choices=[('approved', 'Disetujui'), ('returned', 'Dikembalikan'), ('rejected', 'Ditolak'), ('skipped', 'Dilewati')], max_length=10, verbose_name='putusan'),
            ), migrations.AlterField(
                model_name='outboxevent',
                name='kind',
                field=models.CharField(choices=[('received', 'Usulan masuk'), ('forwarded', 'Usulan diteruskan'), ('returned', 'Usulan dikembalikan'), ('approved', 'Usulan disetujui'), ('rejected', 'Usulan ditolak'), ('withdrawn', 'Usulan ditarik'), ('due', 'Tenggat besok'), ('overdue', 'Lewat tenggat'), ('escalated', 'Lewat tenggat, perlu atasan'), ('digest', 'Ringkasan mingguan'), ('sent', 'Usulan diterima'), ('task_due', 'Tugas kantor mendekati tenggat'), ('task_overdue', 'Tugas kantor lewat tenggat')], max_length=12, verbose_name='peristiwa'),
            ), migrations.AddConstraint(
                model_name='decision',
                constraint=models.CheckConstraint(condition=models.Q(('verdict__in', ['approved', 'returned', 'rejected', 'skipped'])), name='decision_verdict_listed', violation_error_code='value.not_listed', violation_error_message='Nilai itu tidak ada dalam daftar pilihannya.'),
            ), migrations.AddConstraint(
                model_name='outboxevent',
                constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['received', 'forwarded', 'returned', 'approved', 'rejected', 'withdrawn', 'due', 'overdue', 'escalated', 'digest', 'sent', 'task_due', 'task_overdue'])), name='outbox_event_kind_listed', violation_error_code='value.not_listed', violation_error_message='Nilai itu tidak ada dalam daftar pilihannya.'),
            )],
        ),
    ]
