"""Who sees and decides for which units."""

from __future__ import annotations

import pytest

import factories
from bcd138.apps.accounts import permissions, selectors, services
from bcd138.apps.accounts.models import Assignment, User
from bcd138.apps.audit.models import AuditEvent
from bcd138.apps.orgunits.models import OrgUnit
from bcd138.domain.errors import Refused

AN_BINH = ["DEMO-AB", "DEMO-AB-DP", "DEMO-AB-NH", "DEMO-AB-VKS"]


def codes_decided(person):
    units = OrgUnit.objects.order_by("code")
    return [unit.code for unit in units if permissions.can_decide_for(person, unit)]


def codes(ids):
    return sorted(OrgUnit.objects.filter(pk__in=ids).values_list("code", flat=True))


@pytest.mark.parametrize(
    ("who", "seen", "decided"),
    [
        ("lan", ["DEMO-AB-NH"], ["DEMO-AB-NH"]),
        ("minh", AN_BINH, AN_BINH),
        ("hanh", AN_BINH, []),
        ("hoa", [*AN_BINH, "DEMO-SH", "VN"], [*AN_BINH, "DEMO-SH", "VN"]),
        ("phuc", ["DEMO-SH"], ["DEMO-SH"]),
        ("nobody", [], []),
    ],
)
def test_everyone_sees_and_decides_for_what_is_assigned(who, seen, decided, request):
    person = request.getfixturevalue(who)

    assert codes(selectors.unit_ids_seen(person)) == seen
    assert codes_decided(person) == decided


def test_a_reporter_of_a_province_does_not_decide_for_its_communes(units):
    reporter = factories.person("bao-cao", org_unit=units.an_binh, role="reporter")

    assert codes_decided(reporter) == ["DEMO-AB"]
    assert codes(selectors.unit_ids_seen(reporter)) == AN_BINH


def test_the_refusal_names_the_unit(phuc, units):
    with pytest.raises(Refused) as refusal:
        permissions.check_can_decide_for(phuc, units.an_binh)

    assert refusal.value.code == "accounts.not-yours"
    assert refusal.value.params == {"org_unit": "tỉnh An Bình"}


def test_a_reader_works_for_no_unit(hanh, lan, units):
    assert selectors.unit_worked_for(hanh) is None
    assert selectors.unit_worked_for(lan) == units.nam_hai


def add(units, at, username="moi"):
    return services.add_person(
        is_demo=True,
        username=username,
        full_name="Người Mới",
        position="Cán bộ",
        org_unit=units.an_binh,
        role="standing",
        password="mat-khau-thu",  # noqa: S106 - of nobody
        by="bcd138",
        at=at,
    )


def test_a_person_of_the_demo_is_added_once(units, at):
    assert (add(units, at), add(units, at)) == (True, False)

    person = User.objects.get(username="moi")
    assert (person.is_demo, person.check_password("mat-khau-thu")) == (True, True)
    assert [one.org_unit for one in selectors.demo_assignments()] == [units.an_binh]
    assert [event.event for event in AuditEvent.objects.all()] == ["account.added"]


def test_a_real_account_of_that_name_is_left_alone(units, at, minh):
    assert not add(units, at, "minh")

    minh.refresh_from_db()
    assert not minh.is_demo
    assert Assignment.objects.filter(user=minh).count() == 1
