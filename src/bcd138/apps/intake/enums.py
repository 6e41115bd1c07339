"""Names stored in the database about texts and suggestions."""

from __future__ import annotations

from django.db import models


class SuggestionKind(models.TextChoices):
    """What a suggestion is about."""

    FIGURE = "figure", "Số liệu"
    AWARD = "award", "Khen thưởng"
    TASK = "task", "Nhiệm vụ"


class SuggestionState(models.TextChoices):
    """Whether a named person decided on it."""

    PENDING = "pending", "Chờ xác nhận"
    ACCEPTED = "accepted", "Đã nhận"
    CORRECTED = "corrected", "Đã sửa"
    REJECTED = "rejected", "Đã bỏ"


class UnitBasis(models.TextChoices):
    """How the org unit of a text is known."""

    TEXT = "text", "có trong văn bản"
    PERSON = "person", "người dùng chọn"
    ABSENT = "absent", "không có trong văn bản"
