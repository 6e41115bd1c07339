"""Names of levels and kinds stored in the database."""

from __future__ import annotations

from django.db import models


class Level(models.TextChoices):
    """Where a unit stands in the country; a member agency stands at its committee's level."""

    CENTRAL = "central", "Trung ương"
    PROVINCE = "province", "Cấp tỉnh"
    COMMUNE = "commune", "Cấp xã"


class Kind(models.TextChoices):
    """A territory, or an agency beside it."""

    TERRITORY = "territory", "Đơn vị hành chính"
    AGENCY = "agency", "Cơ quan thành viên"
