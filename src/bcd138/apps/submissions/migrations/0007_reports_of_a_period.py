"""Where all the reports of a period stand is read in the index alone.

Why: counting a country's reports reads none of their cells. Locks: building the index keeps
writers waiting; some seconds for a million reports. Undo: the narrower index.
"""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('submissions', '0006_reports_by_state'),
    ]

    operations = [
        migrations.RemoveIndex(model_name='submission', name='submission_by_period'),
        migrations.AddIndex(
            model_name='submission',
            index=models.Index(
                fields=['data_set', 'period_type', 'period_start', 'state', 'revision', 'org_unit', 'sent_at'],
                name='submission_by_period',
            ),
        ),
    ]
