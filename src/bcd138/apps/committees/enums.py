"""Names of roles and of kinds of rows, as the database and the audit trail store them."""

from __future__ import annotations

from django.db import models

from bcd138.domain.committee import SeatRole


class Role(models.TextChoices):
    """What a person is in the committee; the domain's roles with their words."""

    CHAIR = SeatRole.CHAIR.value, "Trưởng ban"
    STANDING_DEPUTY = SeatRole.STANDING_DEPUTY.value, "Phó Trưởng ban Thường trực"
    DEPUTY = SeatRole.DEPUTY.value, "Phó Trưởng ban"
    MEMBER = SeatRole.MEMBER.value, "Ủy viên"
    SECRETARY = SeatRole.SECRETARY.value, "Thư ký"


class RowKind(models.TextChoices):
    """The three lists of dated rows that a committee has."""

    NAME = "name", "Tên gọi"
    AGENCY = "agency", "Cơ quan thường trực"
    SEAT = "seat", "Thành viên"
