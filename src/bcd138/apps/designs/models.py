"""Tables of designed forms."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class FormDesign(models.Model):
    """A form that a unit's standing agency is designing.

    ``content`` has the keys of a file of ``catalogues/data_sets`` and may still be without
    sense; ``code`` and ``begins`` would name the file. ``version`` counts the savings.
    """

    org_unit = models.ForeignKey("orgunits.OrgUnit", on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=60, blank=True)
    name = models.CharField(max_length=200, blank=True)
    begins = models.DateField(null=True)
    content = models.JSONField()
    version = models.PositiveIntegerField(default=1)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField()
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    saved_at = models.DateTimeField()

    class Meta:
        ordering = ("-saved_at", "-pk")

    def __str__(self) -> str:
        return self.name or self.code
