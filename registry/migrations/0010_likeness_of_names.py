"""Trigram likeness, by which a reviewer sees sentra of nearly the same name. The extension is trusted:
the owner of the database may create it without being superuser."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("registry", "0009_facility_states")]

    operations = [
        migrations.RunSQL(
            "CREATE EXTENSION IF NOT EXISTS pg_trgm;", "DROP EXTENSION IF EXISTS pg_trgm;"
        ),
    ]
