"""The register in words, from a register made by hand.

VN ── 25 tỉnh Phú Thọ ┐                     until 30-6-2025
   ── 26 tỉnh Vĩnh Phúc ┴─> 25.2025 tỉnh Phú Thọ
   ── 46 tỉnh Thừa Thiên Huế, from 1-1-2025 thành phố Huế
25 ── 227 thành phố Việt Trì ── 07900 xã Cũ ──┬─ 0.6 ──> 07900.2025 xã Mới
                                             └─ 0.4 ──> 07901.2025 xã Khác
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from bcd138.domain.org_unit import Link, Name, Succession, Unit, build_register
from bcd138.web.orgunits.days import ChosenDay
from bcd138.web.orgunits.presenters import unit_page
from bcd138.web.orgunits.sheets import chosen_units, succession_sheet, unit_sheet
from bcd138.web.orgunits.tree import tree
from bcd138.web.orgunits.words import share_words, short_name, type_word

SINCE, TURN, TODAY = date(2004, 1, 1), date(2025, 7, 1), date(2026, 11, 22)
EVE = date(2025, 6, 30)
RENAMED = date(2025, 1, 1)
NOW, THEN = ChosenDay(TODAY, TODAY, ""), ChosenDay(EVE, TODAY, "")


def _unit(code, level, days, name, parent):
    begins = days[0]
    area = Decimal("10.5") if begins == TURN else None
    links = [Link(code, parent, *days)] if parent else []
    return (
        Unit(code, level, *days, official_code=code[:5], area_km2=area),
        [Name(code, name, *days)],
        links,
    )


ROWS = [
    _unit("VN", "central", (SINCE, None), "Toàn quốc", ""),
    _unit("25", "province", (SINCE, TURN), "tỉnh Phú Thọ", "VN"),
    _unit("26", "province", (SINCE, TURN), "tỉnh Vĩnh Phúc", "VN"),
    _unit("227", "district", (SINCE, TURN), "thành phố Việt Trì", "25"),
    _unit("07900", "commune", (SINCE, TURN), "xã Cũ", "227"),
    _unit("25.2025", "province", (TURN, None), "tỉnh Phú Thọ", "VN"),
    _unit("07900.2025", "commune", (TURN, None), "xã Mới", "25.2025"),
    _unit("07901.2025", "commune", (TURN, None), "xã Khác", "25.2025"),
]
HUE = Unit("46", "province", SINCE, None, official_code="46")
HUE_NAMES = [
    Name("46", "tỉnh Thừa Thiên Huế", SINCE, RENAMED),
    Name("46", "thành phố Huế", RENAMED, None),
]
REGISTER = build_register(
    [*(row[0] for row in ROWS), HUE],
    [*(name for row in ROWS for name in row[1]), *HUE_NAMES],
    [*(link for row in ROWS for link in row[2]), Link("46", "VN", SINCE, None)],
    [
        Succession("25", "25.2025", TURN),
        Succession("26", "25.2025", TURN),
        Succession("07900", "07900.2025", TURN, Decimal("0.6")),
        Succession("07900", "07901.2025", TURN, Decimal("0.4")),
    ],
)


@pytest.mark.parametrize(
    ("name", "word", "short"),
    [
        ("thành phố Huế", "thành phố", "Huế"),
        ("thị trấn Ba Hàng Đồi", "thị trấn", "Ba Hàng Đồi"),
        ("Toàn quốc", "", "Toàn quốc"),
    ],
)
def test_the_word_for_a_type_stands_before_the_name(name, word, short):
    assert (type_word(name), short_name(name)) == (word, short)


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (Decimal("1.000000"), "toàn bộ"),
        (Decimal("0.600000"), "0,6"),
        (None, "một phần, không công bố tỷ lệ"),
    ],
)
def test_a_share_says_how_much(share, words):
    assert share_words(share) == words


def test_the_tree_of_a_day_is_in_vietnamese_order_and_opens_the_way_to_a_unit():
    closed = tree(REGISTER, NOW, ())
    opened = tree(REGISTER, THEN, ("227",))

    assert [(one.name, one.counts, one.is_open) for one in closed] == [
        ("thành phố Huế", "", False),
        ("tỉnh Phú Thọ", "2 cấp xã", False),
    ]
    assert [(one.name, one.is_open) for one in opened] == [
        ("thành phố Huế", False),
        ("tỉnh Phú Thọ", True),
        ("tỉnh Vĩnh Phúc", False),
    ]
    district = opened[1].branches[0]
    assert (district.name, [leaf.name for leaf in district.leaves]) == (
        "thành phố Việt Trì",
        ["xã Cũ"],
    )
    assert district.toggle == "?ngay=2025-06-30&mo=25#n-227"


def test_a_unit_tells_what_it_came_from_and_what_became_of_it():
    new = unit_page(REGISTER, "25.2025", NOW, {})
    old = unit_page(REGISTER, "07900", THEN, {})

    assert [(kin.name, kin.share) for kin in new.formed] == [
        ("tỉnh Phú Thọ", "toàn bộ"),
        ("tỉnh Vĩnh Phúc", "toàn bộ"),
    ]
    assert [(kin.name, kin.share) for kin in old.became] == [("xã Khác", "0,4"), ("xã Mới", "0,6")]
    assert [crumb.name for crumb in old.crumbs] == [
        "Toàn quốc",
        "tỉnh Phú Thọ",
        "thành phố Việt Trì",
    ]
    assert [(event.on, event.words) for event in old.events] == [
        (TURN, "Chia về 2 đơn vị"),
        (SINCE, "Đã có khi sổ này bắt đầu"),
    ]


def test_a_name_is_that_of_the_day_and_the_others_stand_beside():
    before = ChosenDay(date(2024, 12, 31), TODAY, "")

    then, now = (unit_page(REGISTER, "46", day, {}) for day in (before, NOW))

    assert (then.name, then.english, then.former_names) == (
        "tỉnh Thừa Thiên Huế",
        "Thua Thien Hue Province",
        ("thành phố Huế (từ 01/01/2025)",),
    )
    assert (now.name, now.former_names) == (
        "thành phố Huế",
        ("tỉnh Thừa Thiên Huế (đến 31/12/2024)",),
    )
    assert now.events[0].words == "Đổi tên từ tỉnh Thừa Thiên Huế thành thành phố Huế"


@pytest.mark.parametrize(
    ("code", "day", "words"),
    [
        ("25", NOW, "Ngày 22/11/2026 đơn vị này không còn: nó có đến hết 30/06/2025."),
        ("25.2025", THEN, "Ngày 30/06/2025 đơn vị này chưa có: nó bắt đầu từ 01/07/2025."),
        ("25", THEN, "Đơn vị này có đến hết 30/06/2025; trang đang xem ở ngày 30/06/2025."),
        ("46", NOW, ""),
    ],
)
def test_a_page_says_when_a_unit_does_not_stand(code, day, words):
    assert unit_page(REGISTER, code, day, {}).notice == words


def test_the_sheet_of_a_day_has_its_units_in_the_order_of_the_tree():
    then = chosen_units(REGISTER, EVE, "", "")
    below = chosen_units(REGISTER, TODAY, "commune", "25.2025")

    assert then == ["VN", "46", "25", "227", "07900", "26"]
    assert below == ["07901.2025", "07900.2025"]
    assert next(iter(unit_sheet(REGISTER, below, TODAY).rows)) == (
        "07901.2025",
        "07901",
        "xã Khác",
        "xã",
        "cấp xã",
        "25.2025",
        "tỉnh Phú Thọ",
        "tỉnh Phú Thọ",
        TURN,
        None,
        None,
        None,
        Decimal("10.5"),
        "xã Cũ (07900): 0,4",
        "Khac Commune",
    )


def test_the_sheet_of_old_and_new_names_each_by_its_own_day():
    rows = list(succession_sheet(REGISTER, ["07900"]).rows)

    assert rows[0] == (
        "07900",
        "xã Cũ",
        "tỉnh Phú Thọ",
        "07900.2025",
        "xã Mới",
        "tỉnh Phú Thọ",
        "0,6",
        TURN,
        "",
    )
