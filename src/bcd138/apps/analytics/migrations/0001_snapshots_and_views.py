"""Keep which snapshots of the figures there are, what self-audits found, and named views.

Why: totals are read from a snapshot joined with what changed since. Touches: three new tables,
no rows. Locks: none. Undo: drops them; snapshots and audits can be made again, named views not.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('orgunits', '0004_drop_parent_and_successor'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='SelfAudit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('checked_count', models.PositiveIntegerField()),
                ('faults', models.JSONField(default=list)),
                ('seconds', models.FloatField(default=0)),
            ],
            options={
                'ordering': ('-at', '-pk'),
            },
        ),
        migrations.CreateModel(
            name='Snapshot',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('started_at', models.DateTimeField()),
                ('finished_at', models.DateTimeField(null=True)),
                ('folder', models.CharField(max_length=40, unique=True)),
                ('figure_count', models.PositiveBigIntegerField(default=0)),
                ('last_value', models.BigIntegerField(default=0)),
                ('superseded_until', models.DateTimeField(null=True)),
                ('engine', models.CharField(blank=True, default='', max_length=40)),
                ('seconds', models.FloatField(null=True)),
            ],
            options={
                'ordering': ('-pk',),
                'constraints': [models.CheckConstraint(condition=models.Q(('finished_at', None), ('finished_at__gte', models.F('started_at')), _connector='OR'), name='snapshot_ends_after_it_began')],
            },
        ),
        migrations.CreateModel(
            name='SavedView',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120)),
                ('query', models.TextField()),
                ('is_shared', models.BooleanField(default=False)),
                ('saved_at', models.DateTimeField()),
                ('org_unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='orgunits.orgunit')),
                ('saved_by', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='saved_views', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ('name', 'pk'),
                'constraints': [models.UniqueConstraint(models.F('saved_by'), models.F('name'), name='saved_view_has_one_name'), models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='saved_view_is_named')],
            },
        ),
    ]
