"""Who signs for a unit: listed, granted and ended by its standing agency or one above."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine
from django.urls import reverse

import factories
from bcd138.apps.accounts.enums import Role
from bcd138.apps.accounts.models import SigningRight
from bcd138.apps.audit.models import AuditEvent
from bcd138.apps.orgunits.models import OrgUnit
from factories import AT

COMMUNE = "DEMO-AB-NH"
HERE = reverse("signers:list", args=[COMMUNE])
ADD = reverse("signers:appoint", args=[COMMUNE])
TYPED = {
    "person": "lan",
    "capacity": "authorised",
    "valid_from": "01/12/2026",
    "valid_until": "01/01/2027",
    "paper": "Giấy ủy quyền số 12/GUQ ngày 25/11/2026",
}


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(AT, tick=False):
        yield


@pytest.fixture
def minh(client, demo):
    client.force_login(demo["minh"])
    return demo["minh"]


def _rights(who="lan"):
    return [
        (one.capacity, one.valid_from, one.valid_until, one.granted_by)
        for one in SigningRight.objects.filter(user__username=who)
    ]


def _faults(answer):
    assert answer.status_code == 422
    return dict(answer.context["form"].errors)


def test_the_list_tells_who_signs_as_what_since_when(client, minh):
    page = client.get(HERE)

    lines = [(str(one.right.user), one.capacity, one.standing) for one in page.context["lines"]]
    assert lines == [("Nguyễn Văn Bình", "Người đứng đầu", "đang ký")]
    assert page.context["may_appoint"]


def test_a_right_is_granted_for_days_on_a_paper(client, minh):
    answer = client.post(ADD, TYPED)

    assert answer.url == HERE
    assert _rights() == [("authorised", date(2026, 12, 1), date(2027, 1, 1), "minh")]
    event = AuditEvent.objects.latest("pk")
    assert (event.event, event.by) == ("account.may-sign", "minh")
    standing = {str(one.right.user): one.standing for one in client.get(HERE).context["lines"]}
    assert standing == {"Nguyễn Văn Bình": "đang ký", "Trần Thị Lan": "chưa đến ngày"}


@pytest.mark.usefixtures("minh")
@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({"paper": ""}, "paper", "phải có văn bản"),
        ({"valid_until": ""}, "valid_until", "phải có ngày kết thúc"),
        ({"valid_until": "01/12/2026"}, "valid_until", "kết thúc trước khi bắt đầu"),
        ({"valid_from": "hôm nay"}, "valid_from", "hôm nay"),
        ({"person": "minh"}, "person", "minh"),
        ({"capacity": "king"}, "capacity", "king"),
        ({"person": "binh"}, "person", "đã có quyền ký"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_kept(client, typed, field, words):
    before = SigningRight.objects.count()

    faults = _faults(client.post(ADD, TYPED | typed))

    assert list(faults) == [field]
    assert words in " ".join(faults[field])
    assert SigningRight.objects.count() == before


def test_a_right_ends_and_stays_in_the_list(client, minh):
    right = SigningRight.objects.get(user__username="binh")
    address = reverse("signers:dismiss", args=[COMMUNE, right.pk])

    answer = client.post(address, {"valid_until": "22/11/2026"})

    assert answer.url == HERE
    right.refresh_from_db()
    assert right.valid_until == date(2026, 11, 22)
    line = client.get(HERE).context["lines"][0]
    assert (line.standing, line.may_end) == ("đã hết", False)
    later = _faults(client.post(address, {"valid_until": "01/12/2026"}))
    assert "muốn kéo dài" in later["valid_until"][0]


@pytest.mark.parametrize(
    ("who", "status"),
    [("hoa", 302), ("lan", 409), ("binh", 409), ("thang", 409), ("phuc", 404), ("yen", 404)],
)
def test_only_its_standing_agency_or_one_above_appoints(client, demo, who, status):
    client.force_login(demo[who])
    right = SigningRight.objects.get(user__username="binh")
    address = reverse("signers:dismiss", args=[COMMUNE, right.pk])

    assert client.get(HERE).status_code == (404 if status == 404 else 200)
    assert client.post(ADD, TYPED).status_code == status
    assert client.post(address, {"valid_until": "22/11/2026"}).status_code == status
    right.refresh_from_db()
    assert (len(_rights()), right.valid_until is None) == (
        (1, False) if status == 302 else (0, True)
    )


def test_a_right_of_another_unit_is_not_there(client, minh):
    other = SigningRight.objects.get(user__username="thang")

    address = reverse("signers:dismiss", args=[COMMUNE, other.pk])

    assert client.get(address).status_code == 404


def test_only_those_who_see_the_unit_are_led_there(client, demo):
    page = reverse("orgunits:detail", args=[COMMUNE])

    def is_led(who):
        client.force_login(demo[who])
        return HERE in client.get(page).content.decode()

    assert (is_led("lan"), is_led("minh"), is_led("phuc")) == (True, True, False)


@pytest.mark.usefixtures("minh")
def test_a_unit_without_people_says_so(client):
    address = reverse("signers:appoint", args=["DEMO-AB-DP"])

    assert "Chưa có ai được phân công" in client.get(address).content.decode()
    unit = OrgUnit.objects.get(code="DEMO-AB-DP")
    factories.person("nga", "Lý Thị Nga", org_unit=unit, role=Role.LEADER)
    assert "Chưa có ai được phân công" not in client.get(address).content.decode()
