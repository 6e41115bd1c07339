"""Names stored in the database about received workbooks."""

from __future__ import annotations

from django.db import models


class SheetState(models.TextChoices):
    """What became of a received workbook; its file is kept in every state."""

    OPEN = "open", "Đang xem"
    TAKEN = "taken", "Đã đưa vào báo cáo"
    SET_ASIDE = "set_aside", "Để riêng"
