"""Heads of offices, mandates of dinas that always end, and invitations."""

import django.db.models.deletion
import sentra.lib.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '__first__'),
        ('registry', '0011_mandates_get_an_end'),
    ]

    operations = [
        sentra.lib.migrations.Together(
            operations=[migrations.CreateModel(
                name='Invitation',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('selector', models.CharField(max_length=6, unique=True, verbose_name='nomor')),
                    ('secret_hash', models.CharField(editable=False, max_length=64)),
                    ('token', models.UUIDField(editable=False, unique=True)),
                    ('made_at', models.DateTimeField(auto_now_add=True, verbose_name='dibuat pada')),
                    ('expires_at', models.DateTimeField(verbose_name='kode berlaku sampai')),
                    ('used_at', models.DateTimeField(blank=True, null=True, verbose_name='dipakai pada')),
                    ('role', models.CharField(choices=[('ministry_admin', 'Admin kementerian'), ('ministry_staff', 'Staf kementerian'), ('province_officer', 'Petugas dinas provinsi'), ('regency_operator', 'Operator dinas kabupaten/kota'), ('office_head', 'Kepala dinas'), ('analyst', 'Analis')], max_length=20, verbose_name='peran')),
                    ('valid_from', models.DateField(blank=True, null=True, verbose_name='berlaku paling awal')),
                    ('valid_to', models.DateField(blank=True, null=True, verbose_name='berlaku sampai')),
                    ('email', models.EmailField(blank=True, max_length=254, verbose_name='alamat surel')),
                    ('revoked_at', models.DateTimeField(blank=True, null=True, verbose_name='dibatalkan pada')),
                    ('accepted_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='diterima oleh')),
                    ('invited_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='diundang oleh')),
                    ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='invitations', to='registry.office', verbose_name='kantor')),
                    ('revoked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='dibatalkan oleh')),
                ],
                options={
                    'verbose_name': 'undangan',
                    'verbose_name_plural': 'undangan',
                    'ordering': ['-made_at', '-id'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('role__in', ['ministry_admin', 'ministry_staff', 'province_officer', 'regency_operator', 'office_head', 'analyst'])), name='invitation_role_listed', violation_error_code='value.not_listed', violation_error_message='Nilai itu tidak ada dalam daftar pilihannya.'), models.CheckConstraint(condition=models.Q(models.Q(('accepted_by__isnull', True), ('used_at__isnull', True)), models.Q(('accepted_by__isnull', False), ('used_at__isnull', False)), _connector='OR'), name='invitation_accepted_by_somebody', violation_error_code='invitation.accepted_by_somebody', violation_error_message='Undangan yang dipakai menyebut siapa yang memakainya.'), models.CheckConstraint(condition=models.Q(models.Q(('revoked_at__isnull', True), ('revoked_by__isnull', True)), models.Q(('revoked_at__isnull', False), ('revoked_by__isnull', False), ('used_at__isnull', True)), _connector='OR'), name='invitation_revoked_by_somebody', violation_error_code='invitation.revoked_by_somebody', violation_error_message='Undangan dibatalkan oleh seseorang, dan hanya bila belum dipakai.'), models.CheckConstraint(condition=models.Q(('role__in', ['ministry_admin', 'ministry_staff', 'analyst']), ('valid_to__isnull', False), _connector='OR'), name='invitation_dinas_ends', violation_error_code='invitation.dinas_ends', violation_error_message='Mandat dinas harus punya hari terakhir.')],
                },
            ), migrations.RemoveConstraint(
                model_name='mandate',
                name='mandate_dates_in_order',
            ), migrations.RemoveConstraint(
                model_name='mandate',
                name='mandate_region_fits_role',
            ), migrations.AlterField(
                model_name='mandate',
                name='role',
                field=models.CharField(choices=[('ministry_admin', 'Admin kementerian'), ('ministry_staff', 'Staf kementerian'), ('province_officer', 'Petugas dinas provinsi'), ('regency_operator', 'Operator dinas kabupaten/kota'), ('office_head', 'Kepala dinas'), ('analyst', 'Analis')], max_length=20, verbose_name='peran'),
            ), migrations.AlterField(
                model_name='mandateevent',
                name='role',
                field=models.CharField(choices=[('ministry_admin', 'Admin kementerian'), ('ministry_staff', 'Staf kementerian'), ('province_officer', 'Petugas dinas provinsi'), ('regency_operator', 'Operator dinas kabupaten/kota'), ('office_head', 'Kepala dinas'), ('analyst', 'Analis')], max_length=20, verbose_name='peran'),
            ), migrations.AddConstraint(
                model_name='mandate',
                constraint=models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_from__lte', models.F('valid_to')), _connector='OR'), name='mandate_dates_in_order', violation_error_code='mandate.dates_in_order', violation_error_message='Mandat tidak dapat berakhir sebelum tanggal mulainya.'),
            ), migrations.AddConstraint(
                model_name='mandate',
                constraint=models.CheckConstraint(condition=models.Q(('role__in', ['ministry_admin', 'ministry_staff', 'analyst']), ('valid_to__isnull', False), _connector='OR'), name='mandate_dinas_ends', violation_error_code='mandate.dinas_ends', violation_error_message='Mandat dinas harus punya hari terakhir.'),
            ), migrations.AddConstraint(
                model_name='mandate',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('region_code', ''), ('role__in', ['ministry_admin', 'ministry_staff', 'analyst'])), models.Q(('region_code__regex', '^\\d{2}$'), ('role', 'province_officer')), models.Q(('region_code__regex', '^\\d{2}\\.\\d{2}$'), ('role', 'regency_operator')), models.Q(('region_code__regex', '^\\d{2}(\\.\\d{2})?$'), ('role', 'office_head')), _connector='OR'), name='mandate_region_fits_role', violation_error_code='mandate.region_fits_role', violation_error_message='Wilayah mandat harus sesuai dengan perannya.'),
            )],
        ),
    ]
