"""The invented committee of the invented province: renamed once, with one change of seat."""

from __future__ import annotations

from datetime import date, datetime

from bcd138.apps.accounts.models import User
from bcd138.apps.committees import selectors, services
from bcd138.apps.committees.people_list import GivenList
from bcd138.apps.orgunits import selectors as orgunits
from bcd138.domain.committee import DatedAgency, DatedName, Decision
from bcd138.formats.pasted_table import read_table

ORG_UNIT = "DEMO-AB"
_FORMED = date(2021, 7, 1)
_RENAMED = date(2025, 11, 15)
_DECISION = Decision("1187/QĐ-UBND", date(2021, 6, 28))
_LATER = Decision("2410/QĐ-UBND", date(2025, 11, 12))
_SCOPE = "phòng, chống tội phạm; phòng, chống tệ nạn xã hội; xây dựng phong trào"
_MOVEMENT = "xây dựng phong trào “Toàn dân bảo vệ an ninh Tổ quốc” tỉnh An Bình"
_NAMES = (
    DatedName(
        name=f"Ban Chỉ đạo phòng, chống tội phạm, tệ nạn xã hội và {_MOVEMENT}",
        scope=f"{_SCOPE} “Toàn dân bảo vệ an ninh Tổ quốc”",
        decision=_DECISION,
        valid_from=_FORMED,
        valid_until=_RENAMED,
    ),
    DatedName(
        name=f"Ban Chỉ đạo phòng, chống tội phạm và {_MOVEMENT}",
        scope="phòng, chống tội phạm; xây dựng phong trào “Toàn dân bảo vệ an ninh Tổ quốc”",
        decision=_LATER,
        valid_from=_RENAMED,
    ),
)
_PEOPLE = """Họ và tên;Chức vụ;Cơ quan;Vai trò;Từ ngày;Thôi từ ngày
Nguyễn Văn Bình;Phó Chủ tịch UBND tỉnh;UBND tỉnh;Trưởng ban;01/07/2021;
Trần Quốc Hùng;Giám đốc Công an tỉnh;Công an tỉnh;Phó Trưởng ban Thường trực;01/07/2021;01/08/2024
Đỗ Mạnh Cường;Giám đốc Công an tỉnh;Công an tỉnh;Phó Trưởng ban Thường trực;01/08/2024;
Bùi Thị Mai;Phó Chủ tịch Ủy ban MTTQ Việt Nam tỉnh;Ủy ban MTTQ Việt Nam tỉnh;Phó Trưởng ban;;
Lý Thanh Tùng;Phó Viện trưởng VKSND tỉnh;Viện kiểm sát nhân dân tỉnh;Ủy viên;;
Hoàng Thu Hà;Phó Giám đốc Sở Giáo dục và Đào tạo;Sở Giáo dục và Đào tạo;Ủy viên;;
Phan Văn Hải;Phó Chỉ huy trưởng BĐBP tỉnh;Bộ đội Biên phòng tỉnh;Ủy viên;;
Vũ Ngọc Lâm;Trưởng phòng Tham mưu Công an tỉnh;Công an tỉnh;Thư ký;;
"""


def form_demo_committee(*, by: User, at: datetime) -> bool:
    """Form the invented committee; return whether it is new. What is there stays as it is."""
    if selectors.rows_of(orgunits.by_code(ORG_UNIT)) is not None:
        return False
    first, renamed = _NAMES
    agency = DatedAgency(words="Công an tỉnh An Bình (minh họa)", valid_from=_FORMED)
    people = GivenList(read_table(_PEOPLE), _FORMED, _DECISION, replaces=False)
    services.establish(org_unit_code=ORG_UNIT, name=first, by=by, at=at)
    for row in (renamed, agency):
        services.add(org_unit_code=ORG_UNIT, row=row, by=by, at=at)
    services.import_list(org_unit_code=ORG_UNIT, given=people, by=by, at=at)
    return True
