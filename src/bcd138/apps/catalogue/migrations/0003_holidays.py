"""Let a definition be the days off of a year.

Why: due dates and lateness are counted in working days, and Tết moves.
Touches: one constraint of catalogue_definition; no row. `bcd138 load_catalogue` brings the years.
Locks: the table while the constraint is checked, about 800 rows.
Risk: none for the running version, which does not know the kind.
Undo: reverses once the rows of this kind are gone.
"""

from django.db import migrations, models

_KINDS = [
    ('indicator', 'Chỉ tiêu'),
    ('data_set', 'Biểu mẫu'),
    ('category', 'Phân tổ'),
    ('regime', 'Chế độ báo cáo'),
    ('holidays', 'Ngày nghỉ của một năm'),
]


class Migration(migrations.Migration):

    dependencies = [
        ('catalogue', '0002_definitions_and_data_sets'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='definition',
            name='definition_kind_is_known',
        ),
        migrations.AlterField(
            model_name='definition',
            name='kind',
            field=models.CharField(choices=_KINDS, max_length=10),
        ),
        migrations.AddConstraint(
            model_name='definition',
            constraint=models.CheckConstraint(
                condition=models.Q(('kind__in', [kind for kind, _ in _KINDS])),
                name='definition_kind_is_known',
            ),
        ),
    ]
