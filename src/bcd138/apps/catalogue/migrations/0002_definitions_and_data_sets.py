"""Create the tables of forms and of definitions by date.

Why: reports are made on forms, and a period keeps the definitions of its last day.
Touches: two new tables; no row that exists. `bcd138 load_catalogue` fills them.
Locks: none, the tables are new.
Risk: none for the running version, which does not know them.
Undo: drops both; the files fill them again, reports made on a form keep it from being undone.
"""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('catalogue', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='DataSet',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=60, unique=True)),
                ('name', models.CharField(max_length=200)),
                ('position', models.PositiveSmallIntegerField()),
                ('retired', models.BooleanField(default=False)),
            ],
            options={
                'ordering': ('position',),
            },
        ),
        migrations.CreateModel(
            name='Definition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('indicator', 'Chỉ tiêu'), ('data_set', 'Biểu mẫu'), ('category', 'Phân tổ'), ('regime', 'Chế độ báo cáo')], max_length=10)),
                ('code', models.CharField(max_length=60)),
                ('name', models.CharField(max_length=200)),
                ('valid_from', models.DateField(null=True)),
                ('valid_until', models.DateField(null=True)),
                ('content', models.JSONField()),
                ('position', models.PositiveSmallIntegerField()),
                ('retired', models.BooleanField(default=False)),
            ],
            options={
                'ordering': ('kind', 'position', 'code', models.OrderBy(models.F('valid_from'), nulls_first=True)),
                'constraints': [models.UniqueConstraint(models.F('kind'), models.F('code'), models.F('valid_from'), name='definition_one_begins_on_a_day'), models.UniqueConstraint(models.F('kind'), models.F('code'), condition=models.Q(('valid_from', None)), name='definition_one_holds_since_ever'), models.CheckConstraint(condition=models.Q(('valid_from', None), ('valid_until', None), ('valid_until__gt', models.F('valid_from')), _connector='OR'), name='definition_ends_after_it_begins'), models.CheckConstraint(condition=models.Q(('kind__in', ['indicator', 'data_set', 'category', 'regime'])), name='definition_kind_is_known')],
            },
        ),
    ]
