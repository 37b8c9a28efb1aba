"""The running number of receipts. Taken inside the sending transaction; a refused form leaves a
gap, and gaps are allowed: a receipt number is never given twice and never given back."""

from django.db import migrations

CREATE = """
CREATE SEQUENCE registry_receipt_number AS bigint MINVALUE 1;
COMMENT ON SEQUENCE registry_receipt_number IS
    'NNNNNN of SUB-YYYY-PP-NNNNNN. Gaps are allowed: a refused form takes its number with it.';
"""


class Migration(migrations.Migration):
    dependencies = [("registry", "0002_functions")]

    operations = [
        migrations.RunSQL(CREATE, "DROP SEQUENCE registry_receipt_number;"),
    ]
