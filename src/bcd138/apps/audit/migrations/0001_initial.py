"""Create the tables of the audit room.

Why: the first release. Locks: none, the tables are new. Undo: drops them.
"""

from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='AuditEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('event', models.CharField(max_length=60)),
                ('by', models.CharField(max_length=150)),
                ('at', models.DateTimeField()),
                ('about', models.JSONField(default=dict)),
            ],
            options={
                'ordering': ('pk',),
                'indexes': [models.Index(fields=['event', 'at'], name='audit_event_by_name')],
            },
        ),
    ]
