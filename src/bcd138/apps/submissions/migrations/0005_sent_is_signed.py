"""What the database holds to: what went up is signed, and an amendment has a reason.

Why: no path skips a signature. Locks: each check reads the table once. Undo: drop them. On
their own, for PostgreSQL checks nothing it has just changed in the same transaction.
"""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('submissions', '0004_signed_and_closed'),
    ]

    operations = [
        migrations.AddConstraint(
            model_name='submission',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['signed', 'received', 'approved', 'closed']), _negated=True), models.Q(('sent_at__isnull', False), ('signed_at__isnull', False), ('signed_by__isnull', False)), _connector='OR'), name='submission_sent_is_signed'),
        ),
        migrations.AddConstraint(
            model_name='submission',
            constraint=models.CheckConstraint(condition=models.Q(('revision', 1), models.Q(('amendment_reason', ''), _negated=True), _connector='OR'), name='submission_amendment_has_a_reason'),
        ),
    ]
