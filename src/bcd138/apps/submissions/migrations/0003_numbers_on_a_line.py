"""The numbers of a report once more, on one line.

Why: a report is checked against twelve others; reading their cells took longer than the
checks. Size: one short text a report. Locks: adding a column with a default is instant.
Undo: drop the column; ``cells`` has everything. Reports saved before have none and are read
from their cells.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("submissions", "0002_reports_and_cells")]

    operations = [
        migrations.AddField(
            model_name="submission", name="numbers", field=models.TextField(default="")
        ),
    ]
