"""``bcd138 remind`` on the command line."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from bcd138.apps.notices.models import Notice
from completeness_reports import month


def test_the_reminders_of_a_day_are_sent_once(demo):
    on, first, second = month(13).deadline.due_on.isoformat(), StringIO(), StringIO()

    call_command("remind", on=on, stdout=first)
    call_command("remind", on=on, stdout=second)

    assert first.getvalue().startswith("Đã nhắc 1 người của 1 đơn vị, gửi 0 thư;")
    assert second.getvalue().startswith("Đã nhắc 0 người của 0 đơn vị, gửi 0 thư;")
    assert [notice.user.username for notice in Notice.objects.all()] == ["lan"]


def test_a_day_that_is_none_is_told(demo):
    with pytest.raises(CommandError) as wrong:
        call_command("remind", on="17/10/2026")

    assert wrong.value.returncode == 2
    assert str(wrong.value).startswith("--on 17/10/2026: ghi ngày như")
