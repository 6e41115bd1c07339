"""Names of levels and kinds stored in the database."""

from __future__ import annotations

from django.db import models


class Level(models.TextChoices):
    """Where a unit stands in the country; a member agency stands at its committee's level."""

    CENTRAL = "central", "Trung ương"
    PROVINCE = "province", "Cấp tỉnh"
    DISTRICT = "district", "Cấp huyện (đến 30/6/2025)"
    COMMUNE = "commune", "Cấp xã"
    HAMLET = "hamlet", "Thôn, tổ dân phố"


class Kind(models.TextChoices):
    """A territory, or an agency beside it."""

    TERRITORY = "territory", "Đơn vị hành chính"
    AGENCY = "agency", "Cơ quan thành viên"
