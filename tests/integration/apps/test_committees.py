"""The register of committees: every change, who may make it, and what it refuses."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from bcd138.apps.audit.models import AuditEvent
from bcd138.apps.committees import permissions, selectors, services
from bcd138.apps.committees.demo import form_demo_committee
from bcd138.apps.committees.enums import RowKind
from bcd138.apps.committees.models import Committee, CommitteeName, Seat, StandingAgency
from bcd138.apps.committees.people_list import GivenList
from bcd138.domain.committee import DatedAgency, DatedName, DatedSeat, Decision, SeatRole, Signer
from bcd138.domain.committee_faults import FaultyRegister
from bcd138.domain.errors import Refused
from bcd138.formats.pasted_table import read_table

FORMED, CHANGE = date(2021, 7, 1), date(2025, 11, 1)
NAME = DatedName(
    name="Ban Chỉ đạo 138 tỉnh An Bình",
    scope="phòng, chống tội phạm",
    decision=Decision("1187/QĐ-UBND", date(2021, 6, 28)),
    valid_from=FORMED,
)
CHAIR = DatedSeat(
    role=SeatRole.CHAIR,
    person="Nguyễn Văn Bình",
    position="Phó Chủ tịch UBND tỉnh",
    valid_from=FORMED,
)
POLICE = DatedSeat(
    role=SeatRole.STANDING_DEPUTY,
    person="Đỗ Mạnh Cường",
    position="Giám đốc Công an tỉnh",
    valid_from=FORMED,
)
LIST = "Sơn\tPhó Chủ tịch UBND tỉnh\tUBND tỉnh\tTrưởng ban\nHà\tPhó Giám đốc\tSở GDĐT\tỦy viên\n"


@pytest.fixture
def committee(units, minh, at):
    return services.establish(org_unit_code="DEMO-AB", name=NAME, by=minh, at=at)


@pytest.fixture
def chair(committee, minh, at):
    return services.add(org_unit_code="DEMO-AB", row=CHAIR, by=minh, at=at)


@pytest.fixture
def police(committee, minh, at):
    return services.add(org_unit_code="DEMO-AB", row=POLICE, by=minh, at=at)


def given(text=LIST, *, since=CHANGE, replaces=True):
    return GivenList(read_table(text), since, Decision("2410/QĐ-UBND"), replaces)


def codes(refusal):
    return [(fault.code, fault.field) for fault in refusal.value.faults]


def test_forming_a_committee_keeps_its_name_and_tells_the_audit(committee, at):
    name = CommitteeName.objects.get()
    event = AuditEvent.objects.get(event="committee.established")

    assert (committee.valid_from, committee.valid_until) == (FORMED, None)
    assert replace(name.dated, row="") == NAME
    assert (event.by, event.at, event.about["org_unit"]) == ("minh", at, "DEMO-AB")
    assert event.about["decision_on"] == "2021-06-28"


def test_a_unit_has_one_committee(committee, minh, at):
    with pytest.raises(Refused) as refusal:
        services.establish(org_unit_code="DEMO-AB", name=NAME, by=minh, at=at)

    assert (refusal.value.code, refusal.value.params) == (
        "committee.there-already",
        {"org_unit": "tỉnh An Bình"},
    )


def test_a_committee_is_not_formed_with_faults(units, minh, at):
    wrong = replace(NAME, name=" ", valid_until=FORMED)

    with pytest.raises(FaultyRegister) as refusal:
        services.establish(org_unit_code="DEMO-AB", name=wrong, by=minh, at=at)

    assert ("committee.no-name", "name") in codes(refusal)
    assert ("committee.ends-before-it-begins", "valid_until") in codes(refusal)
    assert not Committee.objects.exists()
    assert not AuditEvent.objects.exists()


@pytest.mark.parametrize("row", [CHAIR, DatedAgency(words="Công an tỉnh", valid_from=FORMED)])
def test_every_kind_of_row_is_added_as_given(committee, minh, at, row):
    added = services.add(org_unit_code="DEMO-AB", row=row, by=minh, at=at)

    assert replace(added.dated, row="") == row
    assert AuditEvent.objects.get(event="committee.row-added").about["row"] == added.pk


def test_a_standing_agency_may_be_an_org_unit(committee, minh, at):
    row = DatedAgency(org_unit="DEMO-AB-VKS", words="bỏ qua", valid_from=FORMED)

    added = services.add(org_unit_code="DEMO-AB", row=row, by=minh, at=at)

    assert (added.org_unit.code, added.words) == ("DEMO-AB-VKS", "")
    assert str(added) == "Viện kiểm sát nhân dân tỉnh An Bình"


def test_all_faults_of_a_row_come_at_once_and_nothing_is_kept(chair, minh, at):
    wrong = replace(CHAIR, person="", position="", valid_from=date(2020, 1, 1))

    with pytest.raises(FaultyRegister) as refusal:
        services.add(org_unit_code="DEMO-AB", row=wrong, by=minh, at=at)

    assert sorted(codes(refusal)) == [
        ("committee.before-it-was-formed", "valid_from"),
        ("committee.chairs-overlap", "valid_from"),
        ("committee.no-person", "person"),
        ("committee.no-position", "position"),
    ]
    assert (refusal.value.code, refusal.value.params) == ("committee.faults", {"count": 4})
    assert Seat.objects.count() == 1


def test_ending_a_seat_makes_room_for_the_next_on_the_same_day(chair, minh, at):
    ended = {"kind": RowKind.SEAT, "row_id": chair.pk, "on": CHANGE}
    services.end(org_unit_code="DEMO-AB", by=minh, at=at, **ended)
    after = replace(CHAIR, person="Sơn", valid_from=CHANGE)

    services.add(org_unit_code="DEMO-AB", row=after, by=minh, at=at)

    rows = list(Seat.objects.values_list("person", "valid_from", "valid_until"))
    assert rows == [("Nguyễn Văn Bình", FORMED, CHANGE), ("Sơn", CHANGE, None)]


def test_correcting_keeps_in_the_audit_what_it_was(chair, minh, at):
    right = replace(CHAIR, person="Nguyễn Văn Bính")

    services.correct(org_unit_code="DEMO-AB", row_id=chair.pk, row=right, by=minh, at=at)

    about = AuditEvent.objects.get(event="committee.row-corrected").about
    assert Seat.objects.get().person == "Nguyễn Văn Bính"
    assert (about["was"]["person"], about["now"]["person"]) == (
        "Nguyễn Văn Bình",
        "Nguyễn Văn Bính",
    )


def test_a_correction_may_not_clash_with_another_row(chair, police, minh, at):
    wrong = replace(POLICE, role=SeatRole.CHAIR)

    with pytest.raises(FaultyRegister) as refusal:
        services.correct(org_unit_code="DEMO-AB", row_id=police.pk, row=wrong, by=minh, at=at)

    assert [fault.params for fault in refusal.value.faults] == [
        {"other": "Nguyễn Văn Bình", "on": FORMED}
    ]


def test_taking_a_mistake_away_keeps_it_in_the_audit(chair, minh, at):
    services.remove(org_unit_code="DEMO-AB", kind=RowKind.SEAT, row_id=chair.pk, by=minh, at=at)

    about = AuditEvent.objects.get(event="committee.row-removed").about
    assert not Seat.objects.exists()
    assert about["was"]["person"] == "Nguyễn Văn Bình"


def test_a_list_replaces_those_who_sit_and_keeps_their_past(chair, police, minh, at):
    services.import_list(org_unit_code="DEMO-AB", given=given(), by=minh, at=at)

    before = selectors.in_office(chair.committee.org_unit, date(2025, 10, 31))
    after = selectors.in_office(chair.committee.org_unit, CHANGE)
    assert (before.chair.person, after.chair.person) == ("Nguyễn Văn Bình", "Sơn")
    assert Seat.objects.filter(valid_until=CHANGE).count() == 2
    about = AuditEvent.objects.get(event="committee.list-imported").about
    assert [one["person"] for one in about["ended"]] == ["Nguyễn Văn Bình", "Đỗ Mạnh Cường"]


def test_a_list_with_faults_changes_nothing_and_tells_every_line(chair, minh, at):
    text = f"{LIST}Lan\t\t\tKhách\n"

    with pytest.raises(FaultyRegister) as refusal:
        services.import_list(
            org_unit_code="DEMO-AB", given=given(text, replaces=False), by=minh, at=at
        )

    assert [(fault.row, fault.code) for fault in refusal.value.faults] == [
        ("1", "committee.chairs-overlap"),
        ("3", "committee.role-unknown"),
        ("3", "committee.no-position"),
    ]
    assert list(Seat.objects.values_list("person", "valid_until")) == [("Nguyễn Văn Bình", None)]
    assert not AuditEvent.objects.filter(event="committee.list-imported").exists()


def test_when_a_committee_ends_what_still_holds_ends_with_it(chair, minh, at):
    services.set_days(
        org_unit_code="DEMO-AB", valid_from=FORMED, valid_until=CHANGE, by=minh, at=at
    )

    assert CommitteeName.objects.get().valid_until == CHANGE
    assert Seat.objects.get().valid_until == CHANGE
    about = AuditEvent.objects.get(event="committee.days-set").about
    assert about["was"] == {"valid_from": "2021-07-01", "valid_until": None}


def test_a_committee_cannot_begin_after_its_first_name(chair, minh, at):
    with pytest.raises(FaultyRegister) as refusal:
        services.set_days(
            org_unit_code="DEMO-AB", valid_from=CHANGE, valid_until=None, by=minh, at=at
        )

    assert {fault.code for fault in refusal.value.faults} == {"committee.before-it-was-formed"}
    assert Committee.objects.get().valid_from == FORMED


@pytest.mark.parametrize(
    ("who", "may"),
    [("minh", True), ("hoa", True), ("phuc", False), ("lan", False), ("hanh", False)],
)
def test_who_decides_for_the_unit_may_change_its_committee(units, request, who, may):
    assert permissions.can_change(request.getfixturevalue(who), units.an_binh) == may


def test_phuc_of_another_province_changes_nothing(chair, phuc, at):
    row = {"kind": RowKind.SEAT, "row_id": chair.pk}
    acts = [
        lambda: services.establish(org_unit_code="DEMO-AB", name=NAME, by=phuc, at=at),
        lambda: services.add(org_unit_code="DEMO-AB", row=POLICE, by=phuc, at=at),
        lambda: services.correct(
            org_unit_code="DEMO-AB", row_id=chair.pk, row=POLICE, by=phuc, at=at
        ),
        lambda: services.end(org_unit_code="DEMO-AB", on=CHANGE, by=phuc, at=at, **row),
        lambda: services.remove(org_unit_code="DEMO-AB", by=phuc, at=at, **row),
        lambda: services.import_list(org_unit_code="DEMO-AB", given=given(), by=phuc, at=at),
        lambda: services.set_days(
            org_unit_code="DEMO-AB", valid_from=FORMED, valid_until=CHANGE, by=phuc, at=at
        ),
    ]
    events = AuditEvent.objects.count()

    for act in acts:
        with pytest.raises(Refused) as refusal:
            act()
        assert (refusal.value.code, refusal.value.params) == (
            "committee.not-yours",
            {"org_unit": "tỉnh An Bình"},
        )

    assert (Seat.objects.get().dated, AuditEvent.objects.count()) == (chair.dated, events)


def test_a_row_of_another_committee_is_not_there(chair, units, phuc, at):
    services.establish(org_unit_code="DEMO-SH", name=NAME, by=phuc, at=at)

    with pytest.raises(Seat.DoesNotExist):
        services.remove(org_unit_code="DEMO-SH", kind=RowKind.SEAT, row_id=chair.pk, by=phuc, at=at)


@pytest.mark.parametrize(
    "act",
    [
        lambda unit, **who: services.add(org_unit_code=unit.code, row=CHAIR, **who),
        lambda unit, **_: selectors.list_plan(unit, given()),
    ],
)
def test_without_a_committee_there_is_nothing_to_change(units, minh, at, act):
    with pytest.raises(Refused) as refusal:
        act(units.an_binh, by=minh, at=at)

    assert (refusal.value.code, refusal.value.params) == (
        "committee.none",
        {"org_unit": "tỉnh An Bình"},
    )


def test_a_day_has_its_name_chair_and_signer_in_two_questions(
    chair, police, units, django_assert_num_queries
):
    with django_assert_num_queries(2):
        known = selectors.in_office(units.an_binh, CHANGE)

    assert (known.name, known.chair.person) == (NAME.name, "Nguyễn Văn Bình")
    assert known.signer == Signer("Nguyễn Văn Bình", "Phó Chủ tịch UBND tỉnh", ("TRƯỞNG BAN",))
    assert selectors.in_office(units.an_binh, date(2021, 6, 30)) == selectors.InOffice()


def test_everything_of_a_committee_takes_four_questions(chair, units, django_assert_num_queries):
    with django_assert_num_queries(4):
        assert selectors.rows_of(units.an_binh).register.seats == (chair.dated,)


def test_the_database_keeps_what_code_might_forget(chair):
    same = {"committee": chair.committee, "valid_from": CHANGE}
    wrong = [
        lambda: CommitteeName.objects.create(name="tên hai", **same),
        lambda: Seat.objects.create(role="chair", person="Sơn", position="x", **same),
        lambda: Seat.objects.create(role="guest", person="Sơn", position="x", **same),
        lambda: Seat.objects.create(role="member", person="", position="x", **same),
        lambda: Seat.objects.create(
            role="member", person="Sơn", position="x", valid_until=CHANGE, **same
        ),
        lambda: StandingAgency.objects.create(**same),
        lambda: Committee.objects.create(org_unit=chair.committee.org_unit, valid_from=CHANGE),
    ]

    for act in wrong:
        with pytest.raises(IntegrityError), transaction.atomic():
            act()


def test_the_demo_committee_was_renamed_and_is_formed_once(units, minh, at):
    made = [form_demo_committee(by=minh, at=at) for _ in range(2)]

    before = selectors.in_office(units.an_binh, date(2025, 11, 14))
    after = selectors.in_office(units.an_binh, date(2025, 11, 15))
    assert made == [True, False]
    assert "tệ nạn xã hội" in before.name
    assert "tệ nạn xã hội" not in after.name
    assert after.chair.person == "Nguyễn Văn Bình"
