"""Names of roles stored in the database."""

from __future__ import annotations

from django.db import models


class Role(models.TextChoices):
    """What a person does for an org unit and all below it."""

    REPORTER = "reporter", "Cán bộ báo cáo"
    STANDING = "standing", "Cơ quan thường trực"
    READER = "reader", "Người đọc"
