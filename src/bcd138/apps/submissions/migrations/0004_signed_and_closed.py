"""Signing, receiving, returning, closing and amending a report; more time for one.

Why: a report goes up signed, is proved, and is closed; every step is kept. Size: a row a step
and, of each signature, what was signed. Reports accepted before are held for signed by
whoever sent them. Locks: columns with defaults are instant, the index reads the table once.
Undo: reports on their way become drafts by hand; drop what is new.
"""

import bcd138.domain.approval
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def _sign_what_was_accepted(apps, schema_editor):
    submissions = apps.get_model("submissions", "Submission").objects
    submissions.filter(revision__gt=1).update(
        amendment_reason="Bản thay thế lập khi phần mềm chưa hỏi lý do"
    )
    submissions.filter(state__in=["approved", "superseded"]).update(
        signed_by=models.F("submitted_by"),
        signed_at=models.F("submitted_at"),
        sent_at=models.F("submitted_at"),
    )
    ApprovalStep = apps.get_model("submissions", "ApprovalStep")
    accepted = submissions.filter(signed_at__isnull=False).order_by("pk")
    for one in accepted.iterator(chunk_size=200):
        ApprovalStep.objects.create(
            submission=one,
            step="sign",
            state="signed",
            by_id=one.signed_by_id,
            at=one.signed_at,
            content={"cells": one.cells, "narratives": one.narratives},
        )


class Migration(migrations.Migration):

    dependencies = [
        ('catalogue', '0003_holidays'),
        ('orgunits', '0004_drop_parent_and_successor'),
        ('submissions', '0003_numbers_on_a_line'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ApprovalStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('step', models.CharField(max_length=10)),
                ('state', models.CharField(max_length=12)),
                ('at', models.DateTimeField()),
                ('note', models.TextField(blank=True, default='')),
                ('reasons', models.JSONField(default=dict)),
                ('signed_as', models.CharField(blank=True, default='', max_length=10)),
                ('content', models.JSONField(null=True)),
            ],
            options={
                'ordering': ('pk',),
            },
        ),
        migrations.CreateModel(
            name='Extension',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('period_type', models.CharField(max_length=30)),
                ('period_start', models.DateField()),
                ('period_end', models.DateField()),
                ('until', models.DateField()),
                ('reason', models.TextField()),
                ('granted_at', models.DateTimeField()),
            ],
            options={
                'ordering': ('pk',),
            },
        ),
        migrations.CreateModel(
            name='Look',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
            ],
            options={
                'ordering': ('pk',),
            },
        ),
        migrations.RemoveConstraint(
            model_name='submission',
            name='submission_one_open',
        ),
        migrations.RemoveConstraint(
            model_name='submission',
            name='submission_state_is_known',
        ),
        migrations.RemoveConstraint(
            model_name='submission',
            name='submission_sent_at_and_by_go_together',
        ),
        migrations.AddField(
            model_name='submission',
            name='amendment_paper',
            field=models.CharField(blank=True, default='', max_length=300),
        ),
        migrations.AddField(
            model_name='submission',
            name='amendment_reason',
            field=models.TextField(blank=True, default=''),
        ),
        migrations.AddField(
            model_name='submission',
            name='returned_count',
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='submission',
            name='sent_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='submission',
            name='signed_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='submission',
            name='signed_by',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AlterField(
            model_name='submission',
            name='approved_by',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AlterField(
            model_name='submission',
            name='saved_by',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AlterField(
            model_name='submission',
            name='submitted_by',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddIndex(
            model_name='submission',
            index=models.Index(fields=['data_set', 'period_type', 'period_start', 'state'], name='submission_by_period'),
        ),
        migrations.AddConstraint(
            model_name='submission',
            constraint=models.UniqueConstraint(models.F('org_unit'), models.F('data_set'), models.F('period_type'), models.F('period_start'), models.F('period_end'), condition=models.Q(('state__in', ['draft', 'returned', 'submitted', 'signed', 'received'])), name='submission_one_open'),
        ),
        migrations.AddConstraint(
            model_name='submission',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'submitted', 'signed', 'received', 'returned', 'approved', 'closed', 'superseded'])), name='submission_state_is_known'),
        ),
        migrations.AddConstraint(
            model_name='submission',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('submitted_at', None), ('submitted_by', None)), models.Q(('submitted_at__isnull', False), ('submitted_by__isnull', False)), _connector='OR'), name='submission_submitted_at_and_by_go_together'),
        ),
        migrations.AddField(
            model_name='approvalstep',
            name='by',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='approvalstep',
            name='submission',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='submissions.submission'),
        ),
        migrations.AddField(
            model_name='extension',
            name='data_set',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalogue.dataset'),
        ),
        migrations.AddField(
            model_name='extension',
            name='granted_by',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='extension',
            name='org_unit',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='orgunits.orgunit'),
        ),
        migrations.AddField(
            model_name='look',
            name='signed',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='submissions.approvalstep'),
        ),
        migrations.AddField(
            model_name='look',
            name='user',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddConstraint(
            model_name='approvalstep',
            constraint=models.CheckConstraint(condition=models.Q(('step__in', ['save', 'submit', 'take_back', 'sign', 'receive', 'return', 'approve', 'close', 'amend', 'supersede'])), name='step_is_known'),
        ),
        migrations.AddConstraint(
            model_name='approvalstep',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('step', bcd138.domain.approval.Step['SIGN']), _negated=True), ('content__isnull', False), _connector='OR'), name='step_signed_keeps_what_was_signed'),
        ),
        migrations.AddIndex(
            model_name='extension',
            index=models.Index(fields=['data_set', 'period_type', 'period_start', 'org_unit'], name='extension_by_report'),
        ),
        migrations.AddConstraint(
            model_name='extension',
            constraint=models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='extension_has_a_reason'),
        ),
        migrations.AddConstraint(
            model_name='look',
            constraint=models.UniqueConstraint(models.F('user'), models.F('signed'), name='look_is_kept_once'),
        ),
        migrations.RunPython(_sign_what_was_accepted, migrations.RunPython.noop),
    ]
