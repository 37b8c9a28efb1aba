"""Old proposals into the chain: the undecided wait at the ministry, the decided at no step, and each
decision becomes a row of its own.

The triggers of the previous release would write history rows without the new columns, so they rest
here; what is filled are columns nobody could have filled before, and no version moves."""

from django.db import migrations

FILL = """
ALTER TABLE registry_submissionact DISABLE TRIGGER USER;
UPDATE registry_submissionact SET step = '' WHERE state <> 'received';
UPDATE registry_submissionact a SET arrived_at = s.received_at
  FROM registry_submission s WHERE s.id = a.submission_id AND a.state = 'received';
UPDATE registry_submissionact SET answer = shown->>'answer'
 WHERE shown->>'answer' IN ('unchanged', 'changed', 'declining', 'dormant', 'closed', 'unknown');
ALTER TABLE registry_submissionact ENABLE TRIGGER USER;
INSERT INTO registry_decision (
    version, number, step, verdict, decided_at, words, field_words, refused, version_shown,
    applied_act, is_same_person, act_id, decided_by_id, proposer_id
)
SELECT 0, 0, 'ministry', state, decided_at, decision_reason, '{}', '[]', version, applied_act, false,
       id, decided_by_id, sender_id
  FROM registry_submissionact WHERE state <> 'received';
"""
EMPTY = "DELETE FROM registry_decision;"


class Migration(migrations.Migration):
    dependencies = [("registry", "0004_submission_chain")]

    operations = [migrations.RunSQL(FILL, EMPTY)]
