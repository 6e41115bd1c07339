"""The invented people of the demo: those who report, sign and receive, at every level."""

from __future__ import annotations

from dataclasses import dataclass

from bcd138.apps.accounts.enums import Role
from bcd138.domain.signing import Capacity

DEMO_PASSWORD = "bcd138-minh-hoa"  # noqa: S105 - public on purpose: it opens invented accounts only


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """An invented account and what it does for which unit."""

    username: str
    full_name: str
    position: str
    org_unit: str
    role: Role
    signs_as: Capacity | None = None


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
    DemoPerson(
        "binh",
        "Nguyễn Văn Bình",
        "Chủ tịch UBND, Trưởng Ban Chỉ đạo 138 xã Nam Hải (minh họa)",
        "DEMO-AB-NH",
        Role.LEADER,
        Capacity.HEAD,
    ),
    DemoPerson(
        "thang",
        "Đỗ Mạnh Thắng",
        "Phó Chủ tịch UBND, Phó Trưởng Ban Chỉ đạo 138 tỉnh An Bình (minh họa)",
        "DEMO-AB",
        Role.LEADER,
        Capacity.DEPUTY,
    ),
    DemoPerson(
        "yen",
        "Hoàng Hải Yến",
        "Kiểm sát viên VKSND tỉnh An Bình (minh họa)",
        "DEMO-AB-VKS",
        Role.REPORTER,
    ),
    DemoPerson(
        "khoi",
        "Bùi Đăng Khôi",
        "Viện trưởng VKSND tỉnh An Bình (minh họa)",
        "DEMO-AB-VKS",
        Role.LEADER,
        Capacity.HEAD,
    ),
)
NEIGHBOURS = (
    DemoPerson(
        "dung",
        "Hà Thị Dung",
        "Cán bộ Công an xã Đông Phong (minh họa)",
        "DEMO-AB-DP",
        Role.REPORTER,
    ),
    DemoPerson(
        "son",
        "Trịnh Hồng Sơn",
        "Chủ tịch UBND, Trưởng Ban Chỉ đạo 138 xã Đông Phong (minh họa)",
        "DEMO-AB-DP",
        Role.LEADER,
        Capacity.HEAD,
    ),
    DemoPerson(
        "tam",
        "Lý Thị Tâm",
        "Cán bộ Công an xã Tây Khê (minh họa)",
        "DEMO-AB-TYK",
        Role.REPORTER,
    ),
    DemoPerson(
        "dat",
        "Phan Tiến Đạt",
        "Chủ tịch UBND, Trưởng Ban Chỉ đạo 138 xã Tây Khê (minh họa)",
        "DEMO-AB-TYK",
        Role.LEADER,
        Capacity.HEAD,
    ),
)
"""Who works for the other communes, where these have reports as well."""
