"""One-time codes for whoever lost his way in, wrong attempts, and an end to all sessions at once."""

import django.db.models.deletion
import sentra.lib.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0001_initial'),
    ]

    operations = [
        sentra.lib.migrations.Together(
            operations=[migrations.CreateModel(
                name='CodeAttempt',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('subject', models.CharField(db_index=True, max_length=64)),
                    ('tried_at', models.DateTimeField(auto_now_add=True, db_index=True)),
                ],
                options={
                    'verbose_name': 'percobaan kode',
                    'verbose_name_plural': 'percobaan kode',
                },
            ), migrations.CreateModel(
                name='AccountReset',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('selector', models.CharField(max_length=6, unique=True, verbose_name='nomor')),
                    ('secret_hash', models.CharField(editable=False, max_length=64)),
                    ('token', models.UUIDField(editable=False, unique=True)),
                    ('made_at', models.DateTimeField(auto_now_add=True, verbose_name='dibuat pada')),
                    ('expires_at', models.DateTimeField(verbose_name='kode berlaku sampai')),
                    ('used_at', models.DateTimeField(blank=True, null=True, verbose_name='dipakai pada')),
                    ('reason', models.CharField(max_length=500, verbose_name='alasan')),
                    ('resets_password', models.BooleanField(verbose_name='kata sandi')),
                    ('resets_second_factor', models.BooleanField(verbose_name='verifikasi dua langkah')),
                    ('shown_at', models.DateTimeField(blank=True, null=True, verbose_name='diberitahukan pada')),
                    ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='diberikan oleh')),
                    ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='resets', to=settings.AUTH_USER_MODEL, verbose_name='akun')),
                ],
                options={
                    'verbose_name': 'pemulihan akun',
                    'verbose_name_plural': 'pemulihan akun',
                    'ordering': ['-made_at', '-id'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('user', models.F('made_by')), _negated=True), name='account_reset_not_one_s_own', violation_error_code='account_reset.not_one_s_own', violation_error_message='Anda tidak dapat memulihkan akun Anda sendiri.'), models.CheckConstraint(condition=models.Q(('resets_password', True), ('resets_second_factor', True), _connector='OR'), name='account_reset_resets_something', violation_error_code='account_reset.resets_something', violation_error_message='Pilih apa yang dipulihkan.'), models.CheckConstraint(condition=models.Q(('reason__regex', '\\S')), name='account_reset_has_reason', violation_error_code='account_reset.has_reason', violation_error_message='Tulis mengapa akun ini dipulihkan.')],
                },
            ), migrations.AddField(
                model_name='user',
                name='session_generation',
                field=models.PositiveIntegerField(default=0, editable=False),
            )],
        ),
    ]
