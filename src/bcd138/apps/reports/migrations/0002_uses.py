"""Keep which figures stand in which draft, also in those drafted before.

Why: whoever drafted is told when one of them changes. Touches: every draft is read once, a
row for each of its figures. Locks: none beyond the new table. Undo: drops it; the facts stay.
"""

import django.db.models.deletion
from django.db import migrations, models

_LISTS = ("figures", "before", "aims", "next_aims")


def fill(apps, schema_editor):
    """Write down the figures that the facts of each draft name."""
    Report = apps.get_model("reports", "Report")
    Use = apps.get_model("reports", "Use")
    DataValue = apps.get_model("submissions", "DataValue")
    for report in Report.objects.order_by("pk").only("facts").iterator():
        facts = [fact for name in _LISTS for fact in report.facts[name]]
        named = {one for fact in facts for one in (fact["data_value"], *fact.get("also", ()))}
        known = DataValue.objects.filter(pk__in=named).values_list("pk", flat=True)
        Use.objects.bulk_create(
            Use(report_id=report.pk, data_value_id=one) for one in sorted(known)
        )


class Migration(migrations.Migration):

    dependencies = [
        ('reports', '0001_initial'),
        ('submissions', '0005_sent_is_signed'),
    ]

    operations = [
        migrations.CreateModel(
            name='Use',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('data_value', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='submissions.datavalue')),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='uses', to='reports.report')),
            ],
            options={
                'ordering': ('pk',),
                'constraints': [models.UniqueConstraint(models.F('report'), models.F('data_value'), name='use_is_kept_once')],
            },
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
