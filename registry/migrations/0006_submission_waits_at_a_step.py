"""A proposal waits at one step exactly as long as it is undecided."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("registry", "0005_fill_submission_steps")]

    operations = [
        migrations.AddConstraint(
            model_name='submissionact',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'received'), ('step__in', ['head', 'province', 'directorate', 'ministry'])), models.Q(models.Q(('state', 'received'), _negated=True), ('step', '')), _connector='OR'), name='submission_act_waits_at_a_step', violation_error_code='submission.waits_at_a_step', violation_error_message='Usulan yang belum diputuskan menunggu di satu tahap; yang selesai tidak.'),
        ),
    ]
