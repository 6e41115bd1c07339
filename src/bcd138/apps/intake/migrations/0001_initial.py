"""Create the tables of the intake room.

Why: the first release. Locks: none, the tables are new. Undo: drops them.
"""

import bcd138.apps.intake.params
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('files', '0001_initial'),
        ('orgunits', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Suggestion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('figure', 'Số liệu'), ('award', 'Khen thưởng'), ('task', 'Nhiệm vụ')], max_length=10)),
                ('start', models.PositiveIntegerField()),
                ('end', models.PositiveIntegerField()),
                ('quote', models.TextField()),
                ('value', models.DecimalField(decimal_places=4, max_digits=20, null=True)),
                ('unit', models.CharField(blank=True, max_length=40)),
                ('comparator', models.CharField(default='=', max_length=2)),
                ('numerator', models.DecimalField(decimal_places=4, max_digits=20, null=True)),
                ('denominator', models.DecimalField(decimal_places=4, max_digits=20, null=True)),
                ('target', models.BooleanField(default=False)),
                ('period_type', models.CharField(blank=True, max_length=30)),
                ('period_start', models.DateField(null=True)),
                ('period_end', models.DateField(null=True)),
                ('certain', models.BooleanField(default=True)),
                ('reason', models.CharField(blank=True, max_length=60)),
                ('rivals', models.JSONField(default=list)),
                ('details', models.JSONField(default=dict)),
                ('state', models.CharField(choices=[('pending', 'Chờ xác nhận'), ('accepted', 'Đã nhận'), ('corrected', 'Đã sửa'), ('rejected', 'Đã bỏ')], default='pending', max_length=10)),
                ('decided_at', models.DateTimeField(null=True)),
            ],
            options={
                'ordering': ('start', 'pk'),
            },
        ),
        migrations.CreateModel(
            name='TextFinding',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=60)),
                ('severity', models.CharField(max_length=10)),
                ('params', models.JSONField(decoder=bcd138.apps.intake.params.ParamsDecoder, default=dict, encoder=bcd138.apps.intake.params.ParamsEncoder)),
                ('start', models.PositiveIntegerField()),
                ('end', models.PositiveIntegerField()),
                ('quote', models.TextField()),
            ],
            options={
                'ordering': ('start', 'pk'),
            },
        ),
        migrations.CreateModel(
            name='ReceivedText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source_name', models.CharField(max_length=255)),
                ('text', models.TextField()),
                ('title', models.TextField(blank=True)),
                ('committee', models.TextField(blank=True)),
                ('level', models.CharField(blank=True, max_length=10)),
                ('org_unit_basis', models.CharField(choices=[('text', 'có trong văn bản'), ('person', 'người dùng chọn'), ('absent', 'không có trong văn bản')], max_length=10)),
                ('org_unit_named', models.CharField(blank=True, max_length=200)),
                ('period_type', models.CharField(blank=True, max_length=30)),
                ('period_start', models.DateField(null=True)),
                ('period_end', models.DateField(null=True)),
                ('conference_on', models.DateField(null=True)),
                ('conference_session', models.CharField(blank=True, max_length=10)),
                ('conference_place', models.TextField(blank=True)),
                ('people', models.JSONField(default=list)),
                ('is_invented', models.BooleanField(default=False)),
                ('received_at', models.DateTimeField()),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.storedfile')),
                ('org_unit', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='orgunits.orgunit')),
                ('received_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('received_for', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='orgunits.orgunit')),
            ],
            options={
                'ordering': ('-received_at', '-pk'),
            },
        ),
    ]
