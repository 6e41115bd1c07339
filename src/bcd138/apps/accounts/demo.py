"""The invented people of the demo: one in a commune, one above, one over all, one beside."""

from __future__ import annotations

from dataclasses import dataclass

from bcd138.apps.accounts.enums import Role

DEMO_PASSWORD = "bcd138-minh-hoa"  # noqa: S105 - public on purpose: it opens invented accounts only


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """An invented account and what it does for which unit."""

    username: str
    full_name: str
    position: str
    org_unit: str
    role: Role


PEOPLE = (
    DemoPerson(
        "lan",
        "Trần Thị Lan",
        "Cán bộ Công an xã Nam Hải (minh họa)",
        "DEMO-AB-NH",
        Role.REPORTER,
    ),
    DemoPerson(
        "minh",
        "Lê Quang Minh",
        "Cán bộ Thường trực Ban Chỉ đạo 138 tỉnh An Bình (minh họa)",
        "DEMO-AB",
        Role.STANDING,
    ),
    DemoPerson(
        "hoa",
        "Phạm Thu Hòa",
        "Cán bộ Thường trực Ban Chỉ đạo 138/CP (minh họa)",
        "VN",
        Role.STANDING,
    ),
    DemoPerson(
        "phuc",
        "Vũ Đình Phúc",
        "Cán bộ Thường trực Ban Chỉ đạo 138 tỉnh Sơn Hà (minh họa)",
        "DEMO-SH",
        Role.STANDING,
    ),
)
