import sentra.lib.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '__first__'),
        ('registry', '0016_submissions_about_a_matter'),
    ]

    operations = [
        sentra.lib.migrations.Together(
            operations=[migrations.RemoveConstraint(
                model_name='draft',
                name='draft_kind_listed',
            ), migrations.RemoveConstraint(
                model_name='submission',
                name='submission_kind_listed',
            ), migrations.RemoveConstraint(
                model_name='submissionact',
                name='submission_act_kind_listed',
            ), migrations.AlterField(
                model_name='draft',
                name='kind',
                field=models.CharField(choices=[('register', 'Sentra baru'), ('correct', 'Perbaikan data'), ('yearly', 'Pemutakhiran tahunan'), ('existence', 'Keadaan sentra'), ('facility', 'Fasilitas dan mesin'), ('needs', 'Kebutuhan'), ('list', 'Daftar keadaan'), ('report', 'Laporan kemajuan'), ('asset', 'Aset'), ('outcome', 'Hasil bagi sentra'), ('funding', 'Usulan dana'), ('desk', 'Perubahan oleh kementerian')], max_length=10, verbose_name='jenis'),
            ), migrations.AlterField(
                model_name='submission',
                name='kind',
                field=models.CharField(choices=[('register', 'Sentra baru'), ('correct', 'Perbaikan data'), ('yearly', 'Pemutakhiran tahunan'), ('existence', 'Keadaan sentra'), ('facility', 'Fasilitas dan mesin'), ('needs', 'Kebutuhan'), ('list', 'Daftar keadaan'), ('report', 'Laporan kemajuan'), ('asset', 'Aset'), ('outcome', 'Hasil bagi sentra'), ('funding', 'Usulan dana'), ('desk', 'Perubahan oleh kementerian')], default='yearly', max_length=10, verbose_name='jenis'),
            ), migrations.AlterField(
                model_name='submissionact',
                name='kind',
                field=models.CharField(choices=[('register', 'Sentra baru'), ('correct', 'Perbaikan data'), ('yearly', 'Pemutakhiran tahunan'), ('existence', 'Keadaan sentra'), ('facility', 'Fasilitas dan mesin'), ('needs', 'Kebutuhan'), ('list', 'Daftar keadaan'), ('report', 'Laporan kemajuan'), ('asset', 'Aset'), ('outcome', 'Hasil bagi sentra'), ('funding', 'Usulan dana'), ('desk', 'Perubahan oleh kementerian')], default='yearly', max_length=10, verbose_name='jenis'),
            ), migrations.AlterField(
                model_name='submissionactevent',
                name='kind',
                field=models.CharField(choices=[('register', 'Sentra baru'), ('correct', 'Perbaikan data'), ('yearly', 'Pemutakhiran tahunan'), ('existence', 'Keadaan sentra'), ('facility', 'Fasilitas dan mesin'), ('needs', 'Kebutuhan'), ('list', 'Daftar keadaan'), ('report', 'Laporan kemajuan'), ('asset', 'Aset'), ('outcome', 'Hasil bagi sentra'), ('funding', 'Usulan dana'), ('desk', 'Perubahan oleh kementerian')], default='yearly', max_length=10, verbose_name='jenis'),
            ), migrations.AlterField(
                model_name='submissionevent',
                name='kind',
                field=models.CharField(choices=[('register', 'Sentra baru'), ('correct', 'Perbaikan data'), ('yearly', 'Pemutakhiran tahunan'), ('existence', 'Keadaan sentra'), ('facility', 'Fasilitas dan mesin'), ('needs', 'Kebutuhan'), ('list', 'Daftar keadaan'), ('report', 'Laporan kemajuan'), ('asset', 'Aset'), ('outcome', 'Hasil bagi sentra'), ('funding', 'Usulan dana'), ('desk', 'Perubahan oleh kementerian')], default='yearly', max_length=10, verbose_name='jenis'),
            ), migrations.AddConstraint(
                model_name='draft',
                constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['register', 'correct', 'yearly', 'existence', 'facility', 'needs', 'list', 'report', 'asset', 'outcome', 'funding', 'desk'])), name='draft_kind_listed', violation_error_code='value.not_listed', violation_error_message='Nilai itu tidak ada dalam daftar pilihannya.'),
            ), migrations.AddConstraint(
                model_name='submission',
                constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['register', 'correct', 'yearly', 'existence', 'facility', 'needs', 'list', 'report', 'asset', 'outcome', 'funding', 'desk'])), name='submission_kind_listed', violation_error_code='value.not_listed', violation_error_message='Nilai itu tidak ada dalam daftar pilihannya.'),
            ), migrations.AddConstraint(
                model_name='submissionact',
                constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['register', 'correct', 'yearly', 'existence', 'facility', 'needs', 'list', 'report', 'asset', 'outcome', 'funding', 'desk'])), name='submission_act_kind_listed', violation_error_code='value.not_listed', violation_error_message='Nilai itu tidak ada dalam daftar pilihannya.'),
            )],
        ),
    ]
