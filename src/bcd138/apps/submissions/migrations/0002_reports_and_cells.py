"""Create the tables of reports with their cells, and let a figure come from one of them.

Why: a figure may now be typed into a form; until here every figure came from a sentence.
Touches: submissions_datavalue, every row: it gets an empty ``breakdown``, and its two unique
indexes are made anew with it.
Locks: the table of figures while the indexes are made, about a second per million rows.
Undo: drops the tables; a figure that came from a report must be removed first.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('catalogue', '0002_definitions_and_data_sets'),
        ('files', '0001_initial'),
        ('intake', '0002_initial'),
        ('orgunits', '0004_drop_parent_and_successor'),
        ('submissions', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Evidence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('cell', models.CharField(max_length=120)),
                ('name', models.CharField(max_length=200)),
                ('added_at', models.DateTimeField()),
            ],
            options={
                'ordering': ('pk',),
            },
        ),
        migrations.CreateModel(
            name='Submission',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('period_type', models.CharField(max_length=30)),
                ('period_start', models.DateField()),
                ('period_end', models.DateField()),
                ('revision', models.PositiveSmallIntegerField(default=1)),
                ('state', models.CharField(default='draft', max_length=12)),
                ('version', models.PositiveIntegerField(default=1)),
                ('cells', models.JSONField(default=dict)),
                ('narratives', models.JSONField(default=dict)),
                ('filled_count', models.PositiveSmallIntegerField(default=0)),
                ('cell_count', models.PositiveSmallIntegerField(default=0)),
                ('blocking_count', models.PositiveSmallIntegerField(default=0)),
                ('unanswered_count', models.PositiveSmallIntegerField(default=0)),
                ('saved_at', models.DateTimeField()),
                ('submitted_at', models.DateTimeField(null=True)),
                ('approved_at', models.DateTimeField(null=True)),
            ],
            options={
                'ordering': ('pk',),
            },
        ),
        migrations.RemoveConstraint(
            model_name='datavalue',
            name='data_value_revision_is_unique',
        ),
        migrations.RemoveConstraint(
            model_name='datavalue',
            name='data_value_one_in_force',
        ),
        migrations.AddField(
            model_name='datavalue',
            name='breakdown',
            field=models.CharField(blank=True, default='', max_length=60),
        ),
        migrations.AlterField(
            model_name='datavalue',
            name='source_end',
            field=models.PositiveIntegerField(null=True),
        ),
        migrations.AlterField(
            model_name='datavalue',
            name='source_quote',
            field=models.TextField(blank=True),
        ),
        migrations.AlterField(
            model_name='datavalue',
            name='source_start',
            field=models.PositiveIntegerField(null=True),
        ),
        migrations.AlterField(
            model_name='datavalue',
            name='source_text',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='data_values', to='intake.receivedtext'),
        ),
        migrations.AddField(
            model_name='evidence',
            name='added_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='evidence',
            name='file',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.storedfile'),
        ),
        migrations.AddField(
            model_name='submission',
            name='approved_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='submission',
            name='data_set',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalogue.dataset'),
        ),
        migrations.AddField(
            model_name='submission',
            name='definition',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalogue.definition'),
        ),
        migrations.AddField(
            model_name='submission',
            name='org_unit',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='orgunits.orgunit'),
        ),
        migrations.AddField(
            model_name='submission',
            name='saved_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='submission',
            name='submitted_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='evidence',
            name='submission',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='evidence', to='submissions.submission'),
        ),
        migrations.AddField(
            model_name='datavalue',
            name='submission',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='data_values', to='submissions.submission'),
        ),
        migrations.AddConstraint(
            model_name='datavalue',
            constraint=models.UniqueConstraint(models.F('org_unit'), models.F('indicator'), models.F('breakdown'), models.F('kind'), models.F('period_type'), models.F('period_start'), models.F('period_end'), models.F('revision'), name='data_value_revision_is_unique'),
        ),
        migrations.AddConstraint(
            model_name='datavalue',
            constraint=models.UniqueConstraint(models.F('org_unit'), models.F('indicator'), models.F('breakdown'), models.F('kind'), models.F('period_type'), models.F('period_start'), models.F('period_end'), condition=models.Q(('superseded_at', None)), name='data_value_one_in_force'),
        ),
        migrations.AddConstraint(
            model_name='datavalue',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('source_end__isnull', False), ('source_start__isnull', False), ('source_text__isnull', False), ('submission', None)), models.Q(('source_end', None), ('source_start', None), ('source_text', None), ('submission__isnull', False)), _connector='OR'), name='data_value_has_one_source'),
        ),
        migrations.AddConstraint(
            model_name='submission',
            constraint=models.UniqueConstraint(models.F('org_unit'), models.F('data_set'), models.F('period_type'), models.F('period_start'), models.F('period_end'), models.F('revision'), name='submission_revision_is_unique'),
        ),
        migrations.AddConstraint(
            model_name='submission',
            constraint=models.UniqueConstraint(models.F('org_unit'), models.F('data_set'), models.F('period_type'), models.F('period_start'), models.F('period_end'), condition=models.Q(('state__in', ['draft', 'submitted'])), name='submission_one_open'),
        ),
        migrations.AddConstraint(
            model_name='submission',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'submitted', 'approved', 'superseded'])), name='submission_state_is_known'),
        ),
        migrations.AddConstraint(
            model_name='submission',
            constraint=models.CheckConstraint(condition=models.Q(('period_end__gte', models.F('period_start'))), name='submission_period_has_days'),
        ),
        migrations.AddConstraint(
            model_name='submission',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('submitted_at', None), ('submitted_by', None)), models.Q(('submitted_at__isnull', False), ('submitted_by__isnull', False)), _connector='OR'), name='submission_sent_at_and_by_go_together'),
        ),
        migrations.AddConstraint(
            model_name='submission',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('approved_at', None), ('approved_by', None)), models.Q(('approved_at__isnull', False), ('approved_by__isnull', False)), _connector='OR'), name='submission_approved_at_and_by_go_together'),
        ),
        migrations.AddConstraint(
            model_name='evidence',
            constraint=models.UniqueConstraint(models.F('submission'), models.F('cell'), models.F('file'), name='evidence_is_given_once'),
        ),
    ]
