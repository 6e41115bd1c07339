"""Who signs for a unit, from day to day; and the role of a leader.

Why: a report goes up signed by the head of its unit or in the head's place. Locks: a new
table; the check of roles is made anew, which reads the small table of assignments. Undo:
drop the table.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0002_assignment_by_act'),
        ('orgunits', '0004_drop_parent_and_successor'),
    ]

    operations = [
        migrations.CreateModel(
            name='SigningRight',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('capacity', models.CharField(choices=[('head', 'Người đứng đầu'), ('deputy', 'Cấp phó, ký thay (KT.)'), ('acting', 'Quyền người đứng đầu (Q.)'), ('by_order', 'Thừa lệnh (TL.)'), ('authorised', 'Thừa ủy quyền (TUQ.)')], max_length=10)),
                ('valid_from', models.DateField()),
                ('valid_until', models.DateField(null=True)),
                ('paper', models.CharField(blank=True, max_length=300)),
                ('granted_by', models.CharField(max_length=150)),
                ('granted_at', models.DateTimeField()),
            ],
            options={
                'ordering': ('valid_from', 'pk'),
            },
        ),
        migrations.RemoveConstraint(
            model_name='assignment',
            name='assignment_role_known',
        ),
        migrations.AlterField(
            model_name='assignment',
            name='role',
            field=models.CharField(choices=[('reporter', 'Cán bộ báo cáo'), ('standing', 'Cơ quan thường trực'), ('leader', 'Lãnh đạo'), ('reader', 'Người đọc')], max_length=10),
        ),
        migrations.AddConstraint(
            model_name='assignment',
            constraint=models.CheckConstraint(condition=models.Q(('role__in', ['reporter', 'standing', 'leader', 'reader'])), name='assignment_role_known'),
        ),
        migrations.AddField(
            model_name='signingright',
            name='org_unit',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='orgunits.orgunit'),
        ),
        migrations.AddField(
            model_name='signingright',
            name='user',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='signing_rights', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddConstraint(
            model_name='signingright',
            constraint=models.UniqueConstraint(models.F('user'), models.F('org_unit'), models.F('valid_from'), name='signing_right_begins_once_a_day'),
        ),
        migrations.AddConstraint(
            model_name='signingright',
            constraint=models.CheckConstraint(condition=models.Q(('valid_until', None), ('valid_until__gt', models.F('valid_from')), _connector='OR'), name='signing_right_ends_after_it_begins'),
        ),
        migrations.AddConstraint(
            model_name='signingright',
            constraint=models.CheckConstraint(condition=models.Q(('capacity__in', ['head', 'deputy', 'acting', 'by_order', 'authorised'])), name='signing_right_capacity_is_known'),
        ),
    ]
