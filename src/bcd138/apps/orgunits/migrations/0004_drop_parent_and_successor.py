"""Drop the columns whose content now has days.

Why: one source for who stands under whom and what became of a unit.
Touches: the table of org units. Locks: it, for a moment.
Undo: the columns come back empty; run ``load_catalogue`` after going back.
"""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [("orgunits", "0003_fill_the_days")]
    operations = [
        migrations.RemoveField(model_name="orgunit", name="parent"),
        migrations.RemoveField(model_name="orgunit", name="successor"),
    ]
