"""Names of roles stored in the database."""

from __future__ import annotations

from django.db import models

from bcd138.domain.signing import Capacity as SignsAs


class Role(models.TextChoices):
    """What a person does for an org unit and all below it."""

    REPORTER = "reporter", "Cán bộ báo cáo"
    STANDING = "standing", "Cơ quan thường trực"
    LEADER = "leader", "Lãnh đạo"
    READER = "reader", "Người đọc"


class Capacity(models.TextChoices):
    """As what a person signs for a unit."""

    HEAD = SignsAs.HEAD.value, "Người đứng đầu"
    DEPUTY = SignsAs.DEPUTY.value, "Cấp phó, ký thay (KT.)"
    ACTING = SignsAs.ACTING.value, "Quyền người đứng đầu (Q.)"
    BY_ORDER = SignsAs.BY_ORDER.value, "Thừa lệnh (TL.)"
    AUTHORISED = SignsAs.AUTHORISED.value, "Thừa ủy quyền (TUQ.)"
