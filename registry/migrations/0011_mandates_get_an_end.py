"""No dinas mandate is open-ended: those that are get the usual last day, 31 December of next year.
Data only; the promise itself follows in the next one. Going back leaves the days in place."""

from django.db import migrations

END = """
DO $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM registry_mandate WHERE valid_to IS NULL
        AND role NOT IN ('ministry_admin', 'ministry_staff', 'analyst')
    ) THEN
        PERFORM registry_act('system:migration', 'Mandat dinas diberi hari terakhir');
        UPDATE registry_mandate
        SET valid_to = make_date(
            extract(year FROM greatest(valid_from, registry_today()))::integer + 2, 1, 1
        )
        WHERE valid_to IS NULL AND role NOT IN ('ministry_admin', 'ministry_staff', 'analyst');
        PERFORM set_config('pghistory.context_id', '', true);
        PERFORM set_config('pghistory.context_metadata', '', true);
    END IF;
END
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("registry", "0010_likeness_of_names")]

    operations = [migrations.RunSQL(END, migrations.RunSQL.noop)]
