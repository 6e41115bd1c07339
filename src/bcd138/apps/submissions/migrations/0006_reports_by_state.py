"""What waits is found by its state, however many reports have long been closed.

Why: the first page asks at every visit. Locks: building the index keeps writers waiting; some
seconds for a million reports. Undo: drop it.
"""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('submissions', '0005_sent_is_signed'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='submission',
            index=models.Index(fields=['state', 'org_unit'], name='submission_by_state'),
        ),
    ]
