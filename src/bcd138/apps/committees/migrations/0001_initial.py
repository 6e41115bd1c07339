"""Create the tables of the committees room.

Why: papers name and sign as the committee stood on their day. Size: new tables, empty.
Locks: none, the tables are new. Undo: drops them, and with them what was entered.
"""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('orgunits', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Committee',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('valid_from', models.DateField()),
                ('valid_until', models.DateField(blank=True, null=True)),
                ('org_unit', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='committee', to='orgunits.orgunit')),
            ],
        ),
        migrations.CreateModel(
            name='CommitteeName',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=400)),
                ('scope', models.CharField(blank=True, max_length=600)),
                ('decision_number', models.CharField(blank=True, max_length=60)),
                ('decision_on', models.DateField(blank=True, null=True)),
                ('valid_from', models.DateField()),
                ('valid_until', models.DateField(blank=True, null=True)),
                ('committee', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='names', to='committees.committee')),
            ],
            options={
                'ordering': ('valid_from', 'pk'),
            },
        ),
        migrations.CreateModel(
            name='Seat',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('chair', 'Trưởng ban'), ('standing_deputy', 'Phó Trưởng ban Thường trực'), ('deputy', 'Phó Trưởng ban'), ('member', 'Ủy viên'), ('secretary', 'Thư ký')], max_length=20)),
                ('is_acting', models.BooleanField(default=False)),
                ('rank', models.PositiveSmallIntegerField(default=0)),
                ('person', models.CharField(max_length=150)),
                ('position', models.CharField(max_length=200)),
                ('agency', models.CharField(blank=True, max_length=200)),
                ('decision_number', models.CharField(blank=True, max_length=60)),
                ('decision_on', models.DateField(blank=True, null=True)),
                ('valid_from', models.DateField()),
                ('valid_until', models.DateField(blank=True, null=True)),
                ('committee', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='seats', to='committees.committee')),
            ],
            options={
                'ordering': ('valid_from', 'rank', 'pk'),
            },
        ),
        migrations.CreateModel(
            name='StandingAgency',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', models.CharField(blank=True, max_length=200)),
                ('valid_from', models.DateField()),
                ('valid_until', models.DateField(blank=True, null=True)),
                ('committee', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='agencies', to='committees.committee')),
                ('org_unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='orgunits.orgunit')),
            ],
            options={
                'ordering': ('valid_from', 'pk'),
            },
        ),
        migrations.AddConstraint(
            model_name='committee',
            constraint=models.CheckConstraint(condition=models.Q(('valid_until', None), ('valid_until__gt', models.F('valid_from')), _connector='OR'), name='committee_ends_after_it_begins'),
        ),
        migrations.AddConstraint(
            model_name='committeename',
            constraint=models.CheckConstraint(condition=models.Q(('valid_until', None), ('valid_until__gt', models.F('valid_from')), _connector='OR'), name='committeename_ends_after_it_begins'),
        ),
        migrations.AddConstraint(
            model_name='committeename',
            constraint=models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='committeename_is_given'),
        ),
        migrations.AddConstraint(
            model_name='committeename',
            constraint=models.UniqueConstraint(models.F('committee'), models.F('valid_from'), name='committeename_one_from_a_day'),
        ),
        migrations.AddConstraint(
            model_name='committeename',
            constraint=models.UniqueConstraint(condition=models.Q(('valid_until', None)), fields=('committee',), name='committeename_one_is_open'),
        ),
        migrations.AddConstraint(
            model_name='seat',
            constraint=models.CheckConstraint(condition=models.Q(('valid_until', None), ('valid_until__gt', models.F('valid_from')), _connector='OR'), name='seat_ends_after_it_begins'),
        ),
        migrations.AddConstraint(
            model_name='seat',
            constraint=models.CheckConstraint(condition=models.Q(('role__in', ['chair', 'standing_deputy', 'deputy', 'member', 'secretary'])), name='seat_role_is_known'),
        ),
        migrations.AddConstraint(
            model_name='seat',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('person', ''), _negated=True), models.Q(('position', ''), _negated=True)), name='seat_is_of_a_person_in_office'),
        ),
        migrations.AddConstraint(
            model_name='seat',
            constraint=models.UniqueConstraint(condition=models.Q(('valid_until', None), ('role', 'chair')), fields=('committee', 'is_acting'), name='seat_one_open_chair'),
        ),
        migrations.AddConstraint(
            model_name='seat',
            constraint=models.UniqueConstraint(condition=models.Q(('valid_until', None), ('role', 'standing_deputy')), fields=('committee', 'is_acting'), name='seat_one_open_standing_deputy'),
        ),
        migrations.AddConstraint(
            model_name='standingagency',
            constraint=models.CheckConstraint(condition=models.Q(('valid_until', None), ('valid_until__gt', models.F('valid_from')), _connector='OR'), name='standingagency_ends_after_it_begins'),
        ),
        migrations.AddConstraint(
            model_name='standingagency',
            constraint=models.CheckConstraint(condition=models.Q(('org_unit__isnull', False), models.Q(('words', ''), _negated=True), _connector='OR'), name='standingagency_is_given'),
        ),
        migrations.AddConstraint(
            model_name='standingagency',
            constraint=models.UniqueConstraint(models.F('committee'), models.F('valid_from'), name='standingagency_one_from_a_day'),
        ),
        migrations.AddConstraint(
            model_name='standingagency',
            constraint=models.UniqueConstraint(condition=models.Q(('valid_until', None)), fields=('committee',), name='standingagency_one_is_open'),
        ),
    ]
