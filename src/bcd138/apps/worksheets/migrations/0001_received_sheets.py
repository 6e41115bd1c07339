"""Create the tables of the worksheets room.

Why: units bring in workbooks of their own. Locks: none, the tables are new. Undo: drops them.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('catalogue', '0002_definitions_and_data_sets'),
        ('files', '0001_initial'),
        ('orgunits', '0004_drop_parent_and_successor'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ReceivedSheet',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('period_type', models.CharField(max_length=30)),
                ('period_start', models.DateField()),
                ('period_end', models.DateField()),
                ('name', models.CharField(max_length=200)),
                ('sheet_name', models.CharField(max_length=100)),
                ('value_columns', models.JSONField(default=dict)),
                ('state', models.CharField(choices=[('open', 'Đang xem'), ('taken', 'Đã đưa vào báo cáo'), ('set_aside', 'Để riêng')], default='open', max_length=10)),
                ('taken_count', models.PositiveSmallIntegerField(default=0)),
                ('received_at', models.DateTimeField()),
                ('data_set', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalogue.dataset')),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.storedfile')),
                ('org_unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='orgunits.orgunit')),
                ('received_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ('-received_at', '-pk'),
            },
        ),
        migrations.CreateModel(
            name='RowMapping',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('label', models.CharField(max_length=500)),
                ('place', models.CharField(blank=True, max_length=500)),
                ('key', models.CharField(blank=True, max_length=120)),
                ('said_at', models.DateTimeField()),
                ('data_set', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalogue.dataset')),
                ('org_unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='orgunits.orgunit')),
                ('said_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ('pk',),
            },
        ),
        migrations.CreateModel(
            name='SheetRepair',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sheet_name', models.CharField(max_length=100)),
                ('line', models.PositiveIntegerField()),
                ('column', models.PositiveSmallIntegerField()),
                ('words', models.CharField(blank=True, max_length=100)),
                ('was', models.CharField(blank=True, max_length=500)),
                ('repaired_at', models.DateTimeField()),
                ('received', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='repairs', to='worksheets.receivedsheet')),
                ('repaired_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ('pk',),
            },
        ),
        migrations.AddConstraint(
            model_name='receivedsheet',
            constraint=models.UniqueConstraint(models.F('org_unit'), models.F('data_set'), models.F('period_type'), models.F('period_start'), models.F('period_end'), models.F('file'), name='worksheet_received_once_per_report'),
        ),
        migrations.AddConstraint(
            model_name='receivedsheet',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['open', 'taken', 'set_aside'])), name='worksheet_state_is_known'),
        ),
        migrations.AddConstraint(
            model_name='receivedsheet',
            constraint=models.CheckConstraint(condition=models.Q(('period_end__gte', models.F('period_start'))), name='worksheet_period_has_days'),
        ),
        migrations.AddConstraint(
            model_name='rowmapping',
            constraint=models.UniqueConstraint(models.F('org_unit'), models.F('data_set'), models.F('label'), models.F('place'), name='row_mapping_is_said_once'),
        ),
        migrations.AddConstraint(
            model_name='sheetrepair',
            constraint=models.UniqueConstraint(models.F('received'), models.F('sheet_name'), models.F('line'), models.F('column'), name='cell_is_repaired_once'),
        ),
    ]
