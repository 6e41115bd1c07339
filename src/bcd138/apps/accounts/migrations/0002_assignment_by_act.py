"""Remember through which act of reorganisation an assignment came along.

Why: undoing the act takes exactly those back. Touches: assignments, a few a unit.
Locks: the table for a moment. Undo: drops the column.
"""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='assignment',
            name='by_act',
            field=models.CharField(blank=True, max_length=80),
        ),
    ]
