"""Give names, parents and the closure days of their own, and write acts and successions down.

Why: a unit's past and future stand in the same tables, and totals follow them.
Touches: org units (about a hundred before this release); new tables are empty.
Locks: the two old tables for a moment. Undo: drops the new tables and columns.
"""

import datetime
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('orgunits', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Act',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=80, unique=True)),
                ('number', models.CharField(max_length=60)),
                ('title', models.CharField(max_length=300)),
                ('issued_on', models.DateField()),
                ('effective_on', models.DateField()),
                ('issued_by', models.CharField(blank=True, max_length=200)),
                ('text', models.TextField(blank=True)),
                ('checked', models.BooleanField(default=True)),
                ('is_from_catalogue', models.BooleanField(default=False)),
                ('rows', models.JSONField(default=list)),
                ('entered_by', models.CharField(max_length=150)),
                ('entered_at', models.DateTimeField()),
            ],
            options={
                'ordering': ('-effective_on', 'number'),
            },
        ),
        migrations.CreateModel(
            name='Lineage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ],
        ),
        migrations.CreateModel(
            name='Parentage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('valid_from', models.DateField()),
                ('valid_until', models.DateField(blank=True, null=True)),
            ],
            options={
                'ordering': ('valid_from',),
            },
        ),
        migrations.CreateModel(
            name='RegisterVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('token', models.CharField(blank=True, max_length=32)),
            ],
        ),
        migrations.CreateModel(
            name='Succession',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('on', models.DateField()),
                ('share', models.DecimalField(decimal_places=6, max_digits=7, null=True)),
            ],
            options={
                'ordering': ('on', 'pk'),
            },
        ),
        migrations.CreateModel(
            name='UnitName',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('valid_from', models.DateField()),
                ('valid_until', models.DateField(blank=True, null=True)),
                ('text', models.CharField(max_length=200)),
                ('english', models.CharField(blank=True, max_length=200)),
            ],
            options={
                'ordering': ('valid_from',),
            },
        ),
        migrations.RemoveConstraint(
            model_name='closure',
            name='closure_pair_is_unique',
        ),
        migrations.RemoveConstraint(
            model_name='orgunit',
            name='orgunit_level_is_known',
        ),
        migrations.AddField(
            model_name='closure',
            name='valid_from',
            field=models.DateField(default=datetime.date(2004, 1, 1)),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='closure',
            name='valid_until',
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name='orgunit',
            name='area_km2',
            field=models.DecimalField(decimal_places=3, max_digits=10, null=True),
        ),
        migrations.AddField(
            model_name='orgunit',
            name='latitude',
            field=models.DecimalField(decimal_places=6, max_digits=8, null=True),
        ),
        migrations.AddField(
            model_name='orgunit',
            name='longitude',
            field=models.DecimalField(decimal_places=6, max_digits=9, null=True),
        ),
        migrations.AddField(
            model_name='orgunit',
            name='official_code',
            field=models.CharField(blank=True, max_length=40),
        ),
        migrations.AddField(
            model_name='orgunit',
            name='other_names',
            field=models.JSONField(default=list),
        ),
        migrations.AlterField(
            model_name='orgunit',
            name='level',
            field=models.CharField(choices=[('central', 'Trung ương'), ('province', 'Cấp tỉnh'), ('district', 'Cấp huyện (đến 30/6/2025)'), ('commune', 'Cấp xã'), ('hamlet', 'Thôn, tổ dân phố')], max_length=10),
        ),
        migrations.AlterField(
            model_name='orgunit',
            name='search_name',
            field=models.CharField(db_index=True, max_length=600),
        ),
        migrations.AddConstraint(
            model_name='closure',
            constraint=models.UniqueConstraint(models.F('ancestor'), models.F('descendant'), models.F('valid_from'), name='closure_stretch_is_unique'),
        ),
        migrations.AddField(
            model_name='orgunit',
            name='begun_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='orgunits.act'),
        ),
        migrations.AddField(
            model_name='orgunit',
            name='ended_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='orgunits.act'),
        ),
        migrations.AddConstraint(
            model_name='orgunit',
            constraint=models.CheckConstraint(condition=models.Q(('level__in', ['central', 'province', 'district', 'commune', 'hamlet'])), name='orgunit_level_is_known'),
        ),
        migrations.AddField(
            model_name='lineage',
            name='predecessor',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='heirs', to='orgunits.orgunit'),
        ),
        migrations.AddField(
            model_name='lineage',
            name='successor',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lineage', to='orgunits.orgunit'),
        ),
        migrations.AddField(
            model_name='parentage',
            name='begun_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='orgunits.act'),
        ),
        migrations.AddField(
            model_name='parentage',
            name='ended_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='orgunits.act'),
        ),
        migrations.AddField(
            model_name='parentage',
            name='org_unit',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='parentages', to='orgunits.orgunit'),
        ),
        migrations.AddField(
            model_name='parentage',
            name='parent',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='childhoods', to='orgunits.orgunit'),
        ),
        migrations.AddField(
            model_name='succession',
            name='act',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='successions', to='orgunits.act'),
        ),
        migrations.AddField(
            model_name='succession',
            name='after',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='backward', to='orgunits.orgunit'),
        ),
        migrations.AddField(
            model_name='succession',
            name='before',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='onward', to='orgunits.orgunit'),
        ),
        migrations.AddField(
            model_name='unitname',
            name='begun_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='orgunits.act'),
        ),
        migrations.AddField(
            model_name='unitname',
            name='ended_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='orgunits.act'),
        ),
        migrations.AddField(
            model_name='unitname',
            name='org_unit',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='names', to='orgunits.orgunit'),
        ),
        migrations.AddConstraint(
            model_name='lineage',
            constraint=models.UniqueConstraint(models.F('successor'), models.F('predecessor'), name='lineage_pair_is_unique'),
        ),
        migrations.AddConstraint(
            model_name='parentage',
            constraint=models.UniqueConstraint(models.F('org_unit'), models.F('valid_from'), name='parentage_one_a_day'),
        ),
        migrations.AddConstraint(
            model_name='parentage',
            constraint=models.CheckConstraint(condition=models.Q(('valid_until', None), ('valid_until__gt', models.F('valid_from')), _connector='OR'), name='parentage_ends_after_it_begins'),
        ),
        migrations.AddConstraint(
            model_name='parentage',
            constraint=models.CheckConstraint(condition=models.Q(('org_unit', models.F('parent')), _negated=True), name='parentage_is_of_another'),
        ),
        migrations.AddConstraint(
            model_name='succession',
            constraint=models.UniqueConstraint(models.F('before'), models.F('after'), name='succession_pair_is_unique'),
        ),
        migrations.AddConstraint(
            model_name='succession',
            constraint=models.CheckConstraint(condition=models.Q(('share', None), models.Q(('share__gt', 0), ('share__lte', 1)), _connector='OR'), name='succession_share_is_a_part'),
        ),
        migrations.AddConstraint(
            model_name='unitname',
            constraint=models.UniqueConstraint(models.F('org_unit'), models.F('valid_from'), name='unit_name_one_a_day'),
        ),
        migrations.AddConstraint(
            model_name='unitname',
            constraint=models.CheckConstraint(condition=models.Q(('valid_until', None), ('valid_until__gt', models.F('valid_from')), _connector='OR'), name='unit_name_ends_after_it_begins'),
        ),
    ]
