"""Create the tables of the submissions room.

Why: the first release. Locks: none, the tables are new. Undo: drops them.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('catalogue', '0001_initial'),
        ('intake', '0001_initial'),
        ('orgunits', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='DataValue',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=10)),
                ('period_type', models.CharField(max_length=30)),
                ('period_start', models.DateField()),
                ('period_end', models.DateField()),
                ('revision', models.PositiveSmallIntegerField(default=1)),
                ('value', models.DecimalField(decimal_places=4, max_digits=20)),
                ('unit', models.CharField(max_length=40)),
                ('comparator', models.CharField(default='=', max_length=2)),
                ('numerator', models.DecimalField(decimal_places=4, max_digits=20, null=True)),
                ('denominator', models.DecimalField(decimal_places=4, max_digits=20, null=True)),
                ('source_start', models.PositiveIntegerField()),
                ('source_end', models.PositiveIntegerField()),
                ('source_quote', models.TextField()),
                ('confirmed_at', models.DateTimeField()),
                ('superseded_at', models.DateTimeField(null=True)),
                ('confirmed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('indicator', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalogue.indicator')),
                ('org_unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='orgunits.orgunit')),
                ('source_text', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='data_values', to='intake.receivedtext')),
            ],
            options={
                'ordering': ('pk',),
                'constraints': [models.UniqueConstraint(models.F('org_unit'), models.F('indicator'), models.F('kind'), models.F('period_type'), models.F('period_start'), models.F('period_end'), models.F('revision'), name='data_value_revision_is_unique'), models.UniqueConstraint(models.F('org_unit'), models.F('indicator'), models.F('kind'), models.F('period_type'), models.F('period_start'), models.F('period_end'), condition=models.Q(('superseded_at', None)), name='data_value_one_in_force'), models.CheckConstraint(condition=models.Q(('kind__in', ['result', 'target'])), name='data_value_kind_is_known'), models.CheckConstraint(condition=models.Q(('comparator__in', ['=', '>', '>=', '<', '<=', '~'])), name='data_value_comparator_is_known'), models.CheckConstraint(condition=models.Q(('period_end__gte', models.F('period_start'))), name='data_value_period_has_days'), models.CheckConstraint(condition=models.Q(('denominator', None), models.Q(('denominator', 0), _negated=True), _connector='OR'), name='data_value_denominator_is_not_zero')],
            },
        ),
    ]
