"""SQL functions: today in Jakarta, and `registry_act` for a write by hand."""

from django.db import migrations

TODAY = """
CREATE FUNCTION registry_today() RETURNS date LANGUAGE sql STABLE AS $$
    SELECT coalesce(
        nullif(current_setting('registry.today', true), '')::date,
        (now() AT TIME ZONE 'Asia/Jakarta')::date
    )
$$;
COMMENT ON FUNCTION registry_today() IS
    'Today by WIB; SET registry.today freezes it in tests and in a replay.';
"""

ACT = r"""
CREATE FUNCTION registry_act(actor text, reason text) RETURNS uuid LANGUAGE plpgsql AS $$
DECLARE
    act uuid := gen_random_uuid();
BEGIN
    IF coalesce(actor, '') !~ '\S' OR coalesce(reason, '') !~ '\S' THEN
        RAISE 'registry_act needs an actor and a reason' USING ERRCODE = 'RG002';
    END IF;
    PERFORM set_config('pghistory.context_id', act::text, true);
    PERFORM set_config(
        'pghistory.context_metadata',
        json_build_object(
            'act', act, 'actor', actor, 'reason', reason, 'source', 'sql', 'kinds', '[]'::json
        )::text,
        true
    );
    RETURN act;
END
$$;
COMMENT ON FUNCTION registry_act(text, text) IS
    'Says who writes and why, until the end of the transaction: '
    'BEGIN; SELECT registry_act(''dba:ROLE'', ''tiket 123''); UPDATE ...; COMMIT;';
"""


class Migration(migrations.Migration):
    dependencies = [("registry", "0001_initial")]

    operations = [
        migrations.RunSQL(TODAY, "DROP FUNCTION registry_today();"),
        migrations.RunSQL(ACT, "DROP FUNCTION registry_act(text, text);"),
    ]
