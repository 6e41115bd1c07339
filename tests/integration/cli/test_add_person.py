"""``bcd138 add_person``: an account with a role, a weak password and an unknown unit refused."""

from __future__ import annotations

import io

import pytest
from django.core.management import CommandError, call_command

from bcd138.apps.accounts.models import User

GOOD = "một câu dài không ai đoán ra"
pytestmark = pytest.mark.django_db


@pytest.fixture
def add(monkeypatch, units):
    def run(password=GOOD, org_unit="DEMO-AB", username="nga"):
        monkeypatch.setattr("sys.stdin", io.StringIO(password + "\n"))
        call_command("add_person", username, name="Đỗ Thị Nga", org_unit=org_unit, role="standing")

    return run


def test_person_is_added_with_a_role_and_can_sign_in(add, client):
    add()

    person = User.objects.get(username="nga")
    assert [(one.org_unit.code, one.role) for one in person.assignments.all()] == [
        ("DEMO-AB", "standing")
    ]
    assert not person.is_demo
    assert client.login(username="nga", password=GOOD)


@pytest.mark.parametrize(
    ("case", "password", "org_unit"),
    [("weak", "12345678", "DEMO-AB"), ("unknown unit", GOOD, "KHONG-CO")],
)
def test_bad_input_adds_nobody(case, password, org_unit, add):
    with pytest.raises(CommandError) as refused:
        add(password=password, org_unit=org_unit)

    assert refused.value.returncode == 2, case
    assert not User.objects.filter(username="nga").exists()


def test_account_that_is_there_is_left_alone(add):
    add()

    with pytest.raises(CommandError) as refused:
        add("một mật khẩu hoàn toàn khác")

    assert refused.value.returncode == 2
    assert User.objects.get(username="nga").check_password(GOOD)
