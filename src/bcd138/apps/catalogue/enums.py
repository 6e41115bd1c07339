"""Names of kinds of definitions stored in the database."""

from __future__ import annotations

from django.db import models


class DefinitionKind(models.TextChoices):
    """What a dated definition is about."""

    INDICATOR = "indicator", "Chỉ tiêu"
    DATA_SET = "data_set", "Biểu mẫu"
    CATEGORY = "category", "Phân tổ"
    REGIME = "regime", "Chế độ báo cáo"
    HOLIDAYS = "holidays", "Ngày nghỉ của một năm"
