"""Tokens of the API: holder, scopes, hash, expiry, last use."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0002_one_time_codes'),
    ]

    operations = [
        migrations.CreateModel(
            name='ApiToken',
            fields=[
                ('digest', models.CharField(max_length=128, primary_key=True, serialize=False)),
                ('token_key', models.CharField(db_index=True, max_length=25)),
                ('created', models.DateTimeField(auto_now_add=True)),
                ('expiry', models.DateTimeField(blank=True, null=True)),
                ('name', models.CharField(max_length=100, verbose_name='nama menurut tugasnya')),
                ('can_read', models.BooleanField(default=True, verbose_name='membaca')),
                ('can_submit', models.BooleanField(default=False, verbose_name='mengirim usulan')),
                ('can_review', models.BooleanField(default=False, verbose_name='memeriksa usulan')),
                ('form_token', models.UUIDField(editable=False, unique=True)),
                ('last_used_at', models.DateTimeField(blank=True, null=True, verbose_name='terakhir dipakai')),
                ('revoked_at', models.DateTimeField(blank=True, null=True, verbose_name='dicabut pada')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='api_tokens', to=settings.AUTH_USER_MODEL, verbose_name='pemegang')),
            ],
            options={
                'verbose_name': 'token API',
                'verbose_name_plural': 'token API',
                'ordering': ['-created', 'digest'],
                'constraints': [models.CheckConstraint(condition=models.Q(('name__regex', '\\S')), name='api_token_has_name', violation_error_code='api_token.has_name', violation_error_message='Beri nama menurut tugas token ini.'), models.CheckConstraint(condition=models.Q(('can_read', True), ('can_submit', True), ('can_review', True), _connector='OR'), name='api_token_is_for_something', violation_error_code='api_token.is_for_something', violation_error_message='Pilih untuk apa token ini dipakai.'), models.CheckConstraint(condition=models.Q(('expiry__isnull', False), ('expiry__gt', models.F('created'))), name='api_token_expires', violation_error_code='api_token.expires', violation_error_message='Token harus punya hari terakhir, sesudah hari ini.')],
            },
        ),
    ]
