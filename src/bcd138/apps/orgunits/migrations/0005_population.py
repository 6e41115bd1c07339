"""Keep how many people live in a unit, by day and source.

Why: counts per 100,000 people need to know how many people there were, and who says so.
Touches: a new table. Locks: nothing that is in use.
Undo: the table goes; load the catalogue and the population files again after coming back.
"""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("orgunits", "0004_drop_parent_and_successor")]
    operations = [
        migrations.CreateModel(
            name="Population",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("on", models.DateField()),
                ("people", models.PositiveIntegerField()),
                ("source", models.CharField(max_length=200)),
                ("checked", models.BooleanField(default=False)),
                ("is_from_catalogue", models.BooleanField(default=False)),
                (
                    "org_unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="populations",
                        to="orgunits.orgunit",
                    ),
                ),
            ],
            options={
                "ordering": ("org_unit", "-on"),
                "constraints": [
                    models.UniqueConstraint(
                        models.F("org_unit"), models.F("on"), name="population_one_a_day"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("people__gt", 0)), name="population_is_of_somebody"
                    ),
                ],
            },
        ),
    ]
