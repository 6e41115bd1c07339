"""Create the tables of the catalogue room.

Why: the first release. Locks: none, the tables are new. Undo: drops them.
"""

from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='CatalogueLoad',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('digest', models.CharField(max_length=64)),
                ('loaded_at', models.DateTimeField()),
                ('loaded_by', models.CharField(max_length=150)),
                ('added', models.PositiveIntegerField()),
                ('changed', models.PositiveIntegerField()),
                ('removed', models.PositiveIntegerField()),
            ],
            options={
                'ordering': ('-pk',),
            },
        ),
        migrations.CreateModel(
            name='Indicator',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=60, unique=True)),
                ('name', models.CharField(max_length=200)),
                ('group', models.CharField(max_length=40)),
                ('group_name', models.CharField(max_length=100)),
                ('unit', models.CharField(max_length=40)),
                ('value_type', models.CharField(max_length=10)),
                ('direction', models.CharField(max_length=10)),
                ('numerator', models.CharField(blank=True, max_length=100)),
                ('denominator', models.CharField(blank=True, max_length=100)),
                ('change_of', models.CharField(blank=True, max_length=60)),
                ('factor', models.PositiveSmallIntegerField(default=1)),
                ('across_units', models.CharField(max_length=10)),
                ('across_periods', models.CharField(max_length=10)),
                ('reported_at', models.CharField(default='commune', max_length=10)),
                ('breakdowns', models.TextField(blank=True)),
                ('wordings', models.JSONField(default=list)),
                ('position', models.PositiveSmallIntegerField()),
                ('retired', models.BooleanField(default=False)),
                ('search_name', models.CharField(max_length=600)),
            ],
            options={
                'ordering': ('position',),
            },
        ),
    ]
