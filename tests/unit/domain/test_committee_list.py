"""A pasted list becomes seats, or all its faults by line."""

from __future__ import annotations

from datetime import date

import pytest

from bcd138.domain.committee import DatedSeat, Decision, SeatRole
from bcd138.domain.committee_faults import Fault
from bcd138.domain.committee_list import parse_role, read_list
from bcd138.domain.vietnamese.dates import parse_day
from bcd138.formats.pasted_table import read_table

FROM = date(2025, 11, 1)
DECISION = Decision("2210/QĐ-UBND", date(2025, 10, 28))


def read(text):
    return read_list(read_table(text), valid_from=FROM, decision=DECISION)


def test_a_list_without_head_is_name_position_agency_role():
    found = read("1\tNguyễn Văn Bình\tPhó Chủ tịch UBND tỉnh\tUBND tỉnh\tTrưởng ban\n\n")

    assert found.faults == ()
    assert found.seats == (
        DatedSeat(
            role=SeatRole.CHAIR,
            person="Nguyễn Văn Bình",
            position="Phó Chủ tịch UBND tỉnh",
            agency="UBND tỉnh",
            rank=1,
            decision=DECISION,
            valid_from=FROM,
            row="1",
        ),
    )


def test_a_head_names_the_columns_in_any_order():
    found = read(
        "TT;Vai trò;Họ và tên;Chức vụ;Từ ngày;Thôi từ ngày;Quyết định;Ngày ký;Ghi chú\n"
        "1;Ủy viên;Lê Thị Hồng;Phó Giám đốc Sở;15/11/2025;01/3/2026;12/QĐ;10/11/2025;x\n"
    )

    seat = found.seats[0]
    assert (seat.person, seat.role, seat.row) == ("Lê Thị Hồng", SeatRole.MEMBER, "2")
    assert (seat.valid_from, seat.valid_until) == (date(2025, 11, 15), date(2026, 3, 1))
    assert seat.decision == Decision("12/QĐ", date(2025, 11, 10))


def test_every_fault_of_every_line_is_told_and_the_line_is_kept_for_the_others():
    found = read(
        'Họ tên,Chức vụ,Vai trò,Từ ngày\nBình,Giám đốc,Trưởng đoàn,hôm qua\n,,"",31/2/2026\n'
    )

    assert found.faults == (
        Fault("committee.role-unknown", "2", "role", {"role": "Trưởng đoàn"}),
        Fault("committee.day-unreadable", "2", "valid_from", {"written": "hôm qua"}),
        Fault("committee.no-role", "3", "role"),
        Fault("committee.day-unreadable", "3", "valid_from", {"written": "31/2/2026"}),
    )
    assert [(one.row, one.valid_from) for one in found.seats] == [("2", FROM), ("3", FROM)]


@pytest.mark.parametrize("text", ["", "\n \n", "Họ và tên\tChức vụ\tVai trò\n"])
def test_a_list_without_people_is_a_fault(text):
    assert read(text).faults == (Fault("committee.empty-list", "", "rows"),)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Trưởng ban", (SeatRole.CHAIR, False)),
        ("QUYỀN TRƯỞNG BAN", (SeatRole.CHAIR, True)),
        ("Phó Trưởng  ban Thường trực", (SeatRole.STANDING_DEPUTY, False)),
        ("phụ trách Trưởng ban Chỉ đạo", (SeatRole.CHAIR, True)),
        ("Phó Trưởng ban", (SeatRole.DEPUTY, False)),
        ("thành viên", (SeatRole.MEMBER, False)),
        ("Ủy viên, Thư ký", (SeatRole.SECRETARY, False)),
        ("khách mời", None),
        ("", None),
    ],
)
def test_roles_are_read_as_decisions_write_them(written, expected):
    assert parse_role(written) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("22/11/2026", date(2026, 11, 22)),
        (" 1-2-2026 ", date(2026, 2, 1)),
        ("01.02.2026", date(2026, 2, 1)),
        ("2026-11-22", date(2026, 11, 22)),
        ("30/02/2026", None),
        ("11/22/2026", None),
        ("22/11/26", None),
        ("", None),
    ],
)
def test_days_are_read_day_first(written, expected):
    assert parse_day(written) == expected
