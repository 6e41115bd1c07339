"""Note which figures have changed since the last snapshot, and no longer guess it from ids.

Why: ids are committed out of order and moments are given by whoever calls, so neither tells what
a snapshot has missed. Touches: one new table, two columns of ``Snapshot`` that nothing read; the
triggers that write the notes are made after every migration. Locks: none. Undo: puts the columns
back, empty.
"""

from django.db import migrations, models

from bcd138.apps.analytics.watching import watch_no_more


def nothing(apps, schema_editor):
    """Leave the triggers to what runs after every migration."""


def stop_watching(apps, schema_editor):
    """Take the triggers away with the table that they write to."""
    watch_no_more(schema_editor.connection)


class Migration(migrations.Migration):

    dependencies = [
        ('analytics', '0001_snapshots_and_views'),
        ('submissions', '0007_reports_of_a_period'),
    ]

    operations = [
        migrations.CreateModel(
            name='ChangedFigure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('figure', models.BigIntegerField(db_index=True)),
            ],
        ),
        migrations.RunPython(nothing, stop_watching),
        migrations.RemoveField(model_name='snapshot', name='last_value'),
        migrations.RemoveField(model_name='snapshot', name='superseded_until'),
    ]
