"""Copy each unit's name, parent and successor into the tables that keep days.

Why: ``parent`` and ``successor`` go away in the next migration.
Touches: every org unit, about a hundred. Locks: none beyond a row at a time.
Undo: the old columns still hold what was copied.
"""

from django.db import migrations


def fill(apps, schema_editor):
    tables = {name: apps.get_model("orgunits", name) for name in (
        "OrgUnit", "UnitName", "Parentage", "Succession", "Lineage", "Closure"
    )}
    units = list(tables["OrgUnit"].objects.all())
    days = {unit.pk: (unit.valid_from, unit.valid_until) for unit in units}
    for unit in units:
        begins, ends = days[unit.pk]
        held = {"org_unit": unit, "valid_from": begins, "valid_until": ends}
        tables["UnitName"].objects.create(text=unit.name, **held)
        if unit.parent_id is not None:
            tables["Parentage"].objects.create(parent_id=unit.parent_id, **held)
        if unit.successor_id is not None:
            tables["Succession"].objects.create(
                before=unit, after_id=unit.successor_id, on=ends, share=1
            )
            tables["Lineage"].objects.create(predecessor=unit, successor_id=unit.successor_id)
    for pair in tables["Closure"].objects.all():
        pair.valid_from, pair.valid_until = days[pair.descendant_id]
        pair.save(update_fields=["valid_from", "valid_until"])


class Migration(migrations.Migration):

    dependencies = [("orgunits", "0002_through_time")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
