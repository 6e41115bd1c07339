"""The demo is loaded once, and stays as it is."""

from __future__ import annotations

from datetime import date
from io import StringIO

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db.models import Count, Max, Min

from bcd138.apps.accounts import selectors
from bcd138.apps.accounts.demo import DEMO_PASSWORD
from bcd138.apps.accounts.models import SigningRight, User
from bcd138.apps.orgunits.models import OrgUnit
from bcd138.apps.submissions.models import Submission
from bcd138.domain.approval import State


def load_demo(*options):
    out = StringIO()
    call_command("load_demo", *options, stdout=out)
    return out.getvalue()


def test_the_demo_adds_invented_units_and_people(catalogue):
    said = load_demo()

    assert said == "Minh họa: thêm 8 đơn vị hư cấu, 8 tài khoản (có tất cả 8 đơn vị, 8 tài khoản)\n"
    rows = [
        (one.user.username, one.org_unit.code, one.role) for one in selectors.demo_assignments()
    ]
    assert rows == [
        ("lan", "DEMO-AB-NH", "reporter"),
        ("minh", "DEMO-AB", "standing"),
        ("hoa", "VN", "standing"),
        ("phuc", "DEMO-SH", "standing"),
        ("binh", "DEMO-AB-NH", "leader"),
        ("thang", "DEMO-AB", "leader"),
        ("yen", "DEMO-AB-VKS", "reporter"),
        ("khoi", "DEMO-AB-VKS", "leader"),
    ]
    rights = SigningRight.objects.values_list("user__username", "org_unit__code", "capacity")
    assert list(rights.order_by("pk")) == [
        ("binh", "DEMO-AB-NH", "head"),
        ("thang", "DEMO-AB", "deputy"),
        ("khoi", "DEMO-AB-VKS", "head"),
    ]
    assert OrgUnit.objects.filter(is_invented=True).count() == 8
    assert all("(minh họa)" in unit.name for unit in OrgUnit.objects.filter(is_invented=True))
    assert DEMO_PASSWORD not in said


def test_loading_the_demo_again_changes_nothing(catalogue):
    load_demo()
    lan = User.objects.get(username="lan")
    lan.set_password("doi-roi-nhe")
    lan.save()

    said = load_demo()

    lan.refresh_from_db()
    assert said.startswith("Minh họa: thêm 0 đơn vị hư cấu, 0 tài khoản")
    assert lan.check_password("doi-roi-nhe")
    assert (User.objects.count(), SigningRight.objects.count()) == (8, 3)


def test_the_demo_password_opens_the_demo(demo):
    assert all(person.check_password(DEMO_PASSWORD) for person in demo.values())


@pytest.mark.django_db
def test_without_the_catalogue_there_is_a_clear_word():
    with pytest.raises(CommandError) as error:
        load_demo()

    assert error.value.returncode == 2
    assert "load_catalogue" in str(error.value)


@pytest.mark.slow
@time_machine.travel("2026-12-01 08:00+07:00", tick=False)
def test_the_communes_of_the_demo_report_once_each_month_that_they_stood(catalogue):
    load_demo("--reports")
    again = load_demo("--reports")

    reports = Submission.objects.filter(state=State.APPROVED)
    months = reports.values("org_unit__code").annotate(
        many=Count("pk"), first=Min("period_start"), last=Max("period_end")
    )
    assert sorted(
        (one["org_unit__code"], one["many"], one["first"], one["last"]) for one in months
    ) == [
        ("DEMO-AB-DP", 22, date(2024, 12, 15), date(2026, 10, 14)),
        ("DEMO-AB-NH", 22, date(2024, 12, 15), date(2026, 10, 14)),
        ("DEMO-AB-TYK", 16, date(2025, 6, 15), date(2026, 10, 14)),
    ]
    assert not Submission.objects.exclude(state=State.APPROVED).exists()
    assert again.count("báo cáo tháng") == 0
