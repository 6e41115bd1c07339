"""Link the tables of the intake room to those of other rooms.

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
        ('submissions', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='suggestion',
            name='data_value',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='submissions.datavalue'),
        ),
        migrations.AddField(
            model_name='suggestion',
            name='decided_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='suggestion',
            name='indicator',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalogue.indicator'),
        ),
        migrations.AddField(
            model_name='suggestion',
            name='text',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='suggestions', to='intake.receivedtext'),
        ),
        migrations.AddField(
            model_name='textfinding',
            name='text',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='findings', to='intake.receivedtext'),
        ),
        migrations.AddConstraint(
            model_name='receivedtext',
            constraint=models.UniqueConstraint(models.F('file'), models.F('received_for'), name='text_received_once_per_unit'),
        ),
        migrations.AddConstraint(
            model_name='receivedtext',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('org_unit', None), ('org_unit_basis', 'absent')), models.Q(('org_unit__isnull', False), models.Q(('org_unit_basis', 'absent'), _negated=True)), _connector='OR'), name='text_unit_and_its_basis_agree'),
        ),
        migrations.AddConstraint(
            model_name='suggestion',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('decided_at', None), ('decided_by', None), ('state', 'pending')), models.Q(models.Q(('state', 'pending'), _negated=True), ('decided_at__isnull', False), ('decided_by__isnull', False)), _connector='OR'), name='suggestion_decided_by_and_at_go_together'),
        ),
        migrations.AddConstraint(
            model_name='suggestion',
            constraint=models.CheckConstraint(condition=models.Q(('end__gt', models.F('start'))), name='suggestion_has_a_quote'),
        ),
        migrations.AddConstraint(
            model_name='suggestion',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'figure'), _negated=True), models.Q(('indicator__isnull', False), ('value__isnull', False)), _connector='OR'), name='suggestion_figure_has_a_value'),
        ),
    ]
