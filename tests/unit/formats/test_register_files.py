"""The register of the whole country: nothing lost, nothing twice; and files that are wrong."""

from __future__ import annotations

import csv
import shutil
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

import bcd138
from bcd138.domain.borders import Borders, Place
from bcd138.domain.org_unit import LEVELS, WHOLE
from bcd138.formats.catalogue_reader import CatalogueFaults
from bcd138.formats.register_files import ActHead, read_register

CATALOGUES = Path(bcd138.__file__).parent / "catalogues"
SHARED = Path(__file__).resolve().parents[3].parent / "shared" / "domain"
BEFORE, AFTER = date(2025, 6, 30), date(2025, 7, 1)
ACT = "202/2025/QH15@2025-07-01"
UNDECLARED = None


@pytest.fixture(scope="module")
def files():
    return read_register(CATALOGUES)


@pytest.fixture(scope="module")
def register(files):
    return files.register


@pytest.fixture(scope="module")
def onward(register):
    """Where every commune of the day before lies on the first of July 2025."""
    borders = Borders(register, AFTER)
    return {code: borders.places(code) for code in register.standing(BEFORE, "commune")}


def communes(register, province, on):
    below = register.descendants(province, on)
    return [code for code in below if register.units[code].level == "commune"]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("on", "numbers"), [(BEFORE, [1, 63, 696, 10_035, 0]), (AFTER, [1, 34, 0, 3_321, 0])]
)
def test_units_of_each_level_stand_on_each_side_of_the_day(register, on, numbers):
    assert [len(register.standing(on, level)) for level in LEVELS] == numbers
    assert register.standing(on, kind="agency") == []


@pytest.mark.slow
def test_communes_are_of_their_types(register):
    words = [register.name(code, AFTER).split()[:2] for code in register.standing(AFTER, "commune")]
    types = Counter("đặc khu" if first == "đặc" else first for first, _ in words)

    assert types == {"xã": 2_621, "phường": 687, "đặc khu": 13}


@pytest.mark.slow
@pytest.mark.parametrize("on", [BEFORE, AFTER])
def test_every_unit_of_a_day_hangs_in_the_one_tree(register, on):
    everybody = {code for level in LEVELS for code in register.standing(on, level)}

    assert set(register.descendants("VN", on)) == everybody
    above = {
        LEVELS.index(register.units[code].level)
        - LEVELS.index(register.units[register.parent(code, on)].level)
        for code in everybody - {"VN"}
    }
    assert above == ({1} if on == BEFORE else {1, 2})


@pytest.mark.slow
def test_63_provinces_lie_without_remainder_in_34(register):
    forth, back = Borders(register, AFTER), Borders(register, BEFORE)
    old, new = register.standing(BEFORE, "province"), register.standing(AFTER, "province")

    homes = {code: forth.places(code) for code in old}

    assert all(len(home) == 1 and home[0].share == WHOLE for home in homes.values())
    assert sorted({place.unit for home in homes.values() for place in home}) == new
    assert sorted(place.unit for code in new for place in back.places(code)) == old
    assert Counter(Counter(home[0].unit for home in homes.values()).values()) == {
        1: 11,
        2: 17,
        3: 6,
    }


@pytest.mark.slow
@pytest.mark.parametrize(
    ("province", "number", "divided"), [("25", 207, []), ("26", 121, []), ("17", 151, 3)]
)
def test_every_commune_of_phu_thos_lineage_lies_in_the_new_phu_tho(
    register, onward, province, number, divided
):
    old = communes(register, province, BEFORE)

    assert len(old) == number
    assert len([code for code in old if len(onward[code]) > 1]) == (divided or 0)
    inside = set(communes(register, "25.2025", AFTER))
    assert len(inside) == 148
    borders = Borders(register, AFTER)
    for code in old:
        assert {place.unit for place in onward[code]} <= inside
        assert borders.share_in(code, "25.2025") == WHOLE


@pytest.mark.slow
def test_every_old_commune_is_whole_or_divided_without_key_and_none_disappears(onward):
    whole = [code for code, places in onward.items() if [one.share for one in places] == [WHOLE]]
    divided = [
        code
        for code, places in onward.items()
        if len(places) > 1 and {one.share for one in places} == {UNDECLARED}
    ]

    assert (len(whole), len(divided)) == (10_035 - 471, 471)
    assert sorted([*whole, *divided]) == sorted(onward)


@pytest.mark.slow
def test_a_commune_stays_in_the_province_its_own_became(register, onward):
    borders = Borders(register, AFTER)
    strays = []
    for code, places in onward.items():
        district = register.parent(code, BEFORE)
        (home,) = borders.places(register.parent(district, BEFORE))
        strays += [code for one in places if register.parent(one.unit, AFTER) != home.unit]

    assert strays == []


@pytest.mark.slow
def test_each_of_3321_communes_has_predecessors(register, onward):
    back = Borders(register, BEFORE)
    formed: dict[str, set[str]] = {}
    for code, places in onward.items():
        for one in places:
            formed.setdefault(one.unit, set()).add(code)
    islands = {"11948.2025", "19742.2025", "20333.2025", "21548.2025", "26732.2025"}

    before = {
        code: {place.unit for place in back.places(code)}
        for code in register.standing(AFTER, "commune")
    }

    assert all(before.values())
    assert {code: found for code, found in before.items() if code not in islands} == formed
    assert len(register.standing(AFTER, "commune")) - len(formed) == len(islands)
    unchanged = [code for code, found in before.items() if found == {code}]
    assert len(unchanged) == 132


@pytest.mark.slow
def test_691_districts_ended_without_successor_and_five_islands_became_zones(register):
    districts = register.standing(BEFORE, "district")
    islands = {code: register.onward[code] for code in districts if code in register.onward}

    assert {register.units[code].valid_until for code in districts} == {AFTER}
    assert {register.units[code].ended_by for code in districts} == {ACT}
    assert len(districts) - len(islands) == 691
    assert {
        register.name(code, BEFORE): [(register.name(one.after, AFTER), one.share) for one in found]
        for code, found in islands.items()
    } == {
        "huyện Bạch Long Vĩ": [("đặc khu Bạch Long Vĩ", WHOLE)],
        "huyện Cồn Cỏ": [("đặc khu Cồn Cỏ", WHOLE)],
        "huyện Côn Đảo": [("đặc khu Côn Đảo", WHOLE)],
        "huyện Hoàng Sa": [("đặc khu Hoàng Sa", WHOLE)],
        "huyện Lý Sơn": [("đặc khu Lý Sơn", WHOLE)],
    }


@pytest.mark.slow
def test_mergers_and_numbers_of_communes_are_those_of_the_national_list(register):
    listed = SHARED / "provinces.csv"
    if not listed.is_file():
        pytest.skip("thư mục shared không có ở cạnh / no sibling folder shared")
    with listed.open(encoding="utf-8", newline="") as file:
        expected = {
            _bare(row["new_province"]): (
                {_bare(old) for old in row["old_provinces"].split(" + ")},
                int(row["communes_2025"]),
            )
            for row in csv.DictReader(file)
        }
    back = Borders(register, BEFORE)

    ours = {
        _bare(register.name(code, AFTER)): (
            {_bare(register.name(one.unit, BEFORE)) for one in back.places(code)},
            len(communes(register, code, AFTER)),
        )
        for code in register.standing(AFTER, "province")
    }

    assert ours == expected


@pytest.mark.slow
def test_codes_and_acts_say_where_everything_comes_from(files):
    register = files.register

    assert [(head.number, head.effective_on, head.checked) for head in files.acts] == [
        ("175/2024/QH15", date(2025, 1, 1), False),
        ("202/2025/QH15", date(2025, 7, 1), False),
    ]
    assert {arrow.act for found in register.onward.values() for arrow in found} == {ACT}
    new = [code for code, unit in register.units.items() if unit.begun_by]
    assert {register.units[code].begun_by for code in new} == {ACT}
    assert len(new) == 23 + 3_321 - 132
    assert all(code == f"{register.units[code].official_code}.2025" for code in new)
    official = [register.units[code].official_code for code in register.standing(AFTER, "commune")]
    assert len(set(official)) == 3_321


def test_only_the_provinces_are_read_where_nothing_else_is_wanted():
    register = read_register(CATALOGUES, only="provinces").register

    assert len(register.units) == 1 + 63 + 23
    assert Borders(register, AFTER).places("17") == (Place("25.2025", WHOLE),)


def test_an_acts_code_is_its_number_and_its_day():
    head = ActHead("202/2025/QH15", "Sắp xếp", date(2025, 6, 12), AFTER)

    assert head.code == f"202/2025/QH15@{AFTER.isoformat()}" == ACT


BASE = """\
code,name,level,parent,valid_from,valid_until
VN,Toàn quốc,central,,1976-07-02,
25,tỉnh Phú Thọ,province,VN,2004-01-01,
26,tỉnh Vĩnh Phúc,province,VN,2004-01-01,
227,thành phố Việt Trì,district,25,2004-01-01,
07888,phường Dữu Lâu,commune,227,2004-01-01,
07894,phường Nông Trang,commune,227,2004-01-01,
"""
ACT_FILE = """\
number: {number}
title: Sắp xếp
issued_on: {day}
effective_on: {day}
checked: true
"""


@pytest.fixture
def folder(tmp_path):
    """A catalogue of six units, and no act yet."""
    shutil.copytree(CATALOGUES / "messages", tmp_path / "messages")
    (tmp_path / "org_units/base").mkdir(parents=True)
    (tmp_path / "org_units/base/units.csv").write_text(BASE, encoding="utf-8")
    return tmp_path


def act(folder, day, rows, number="1/NQ"):
    place = folder / "org_units/acts" / day
    place.mkdir(parents=True)
    text = ACT_FILE.format(number=number, day=day)
    (place / "act.yaml").write_text(text, encoding="utf-8")
    (place / "rows.csv").write_text(rows, encoding="utf-8")
    return place


def faults_of(folder):
    with pytest.raises(CatalogueFaults) as error:
        read_register(folder)
    return error.value.faults


def test_every_fault_of_every_kind_is_told_at_once_by_file_and_line(folder):
    base = folder / "org_units/base/units.csv"
    base.write_text(
        BASE
        + "31,tỉnh A,province,32,2004-01-01,\n"
        + "32,tỉnh B,province,31,2004-01-01,\n"
        + "228,huyện C,district,26,1997-01-01,\n"
        + "229,huyện D,district,99,2004-01-01,\n"
        + "230,huyện E,district,26,2004-01-01,2003-01-01\n"
        + "231,huyện G,district,26,2004-01-01,\n"
        + "231,huyện H,district,26,2005-01-01,\n"
        + "232,huyện I,tổng,26,2004-01-01,\n"
        + "233,huyện K,district,232,2004-01-01,\n",
        encoding="utf-8",
    )
    act(
        folder,
        "2025-07-01",
        "kind,unit,to,share,name,level,parent\n"
        'split,07888,A.2025,"0,6",xã A,,25\n'
        'split,07888,B.2025,"0,3",xã B,,25\n'
        "merge,07895,C.2025,,xã C,commune,25\n"
        "rename,07894,,,phường Một,,\n"
        "rename,07894,,,phường Hai,,\n"
        "abolish,227,,,,,\n",
    )
    rows = "org_units/acts/2025-07-01/rows.csv"
    units = "org_units/base/units.csv"

    assert faults_of(folder) == [
        (
            f"{rows}:3: share: Các phần chia của 07888 cộng lại là 0,9, phải bằng 1; "
            "hoặc để trống mọi phần nếu không ai công bố tỷ lệ."
        ),
        f"{rows}:4: unit: Không có đơn vị nào mang mã hoặc tên “07895” vào ngày ấy.",
        f"{rows}:6: unit: 07894 đã có ở dòng 5: hai dòng này trái nhau.",
        f"{rows}:7: unit: Dưới 227 còn 1 đơn vị chưa có nơi về: 07894 …",
        f"{units}:10: 228 trực thuộc 26 từ 01/01/1997, trước khi 26 có (01/01/2004).",
        f"{units}:11: 229: không có đơn vị cấp trên mang mã “99”.",
        f"{units}:12: 230: ngày hết hiệu lực 01/01/2003 không sau ngày bắt đầu.",
        f"{units}:14: 231: mã đã có ở / code stands in {units}:13",
        (
            f"{units}:15: level: Input should be 'central', 'province', 'district', 'commune' or "
            "'hamlet'"
        ),
        f"{units}:8: 31 sẽ đứng dưới chính nó nếu trực thuộc 32.",
        f"{units}:9: 32 sẽ đứng dưới chính nó nếu trực thuộc 31.",
    ]


def test_validity_that_overlaps_through_two_acts_is_told_at_the_later_row(folder):
    act(folder, "2020-01-01", "kind,unit,name\nrename,26,tỉnh Vĩnh Phú\n")
    act(folder, "2019-01-01", "kind,unit,to,name\nmerge,26,26.2019,tỉnh Vĩnh Yên\n", "2/NQ")

    assert faults_of(folder) == [
        (
            "org_units/acts/2020-01-01/rows.csv:2: unit: 26 không đang hoạt động ngay trước ngày "
            "01/01/2020 nên không thay đổi được vào ngày ấy."
        ),
    ]


def test_a_row_in_another_file_of_the_act_is_named_by_file_and_line(folder):
    place = act(folder, "2020-01-01", "kind,unit,name\nrename,26,tỉnh Vĩnh Phú\n")
    (place / "more.csv").write_text(
        "kind,unit,name\nrename,07888,phường Một\nrename,26,tỉnh Vĩnh Yên\n", encoding="utf-8"
    )

    assert faults_of(folder) == [
        (
            "org_units/acts/2020-01-01/rows.csv:2: unit: "
            "26 đã có ở dòng more.csv:3: hai dòng này trái nhau."
        ),
    ]


def test_a_missing_comma_is_one_fault_and_hides_what_only_follows_from_it(folder):
    base = folder / "org_units/base/units.csv"
    text = base.read_text(encoding="utf-8")
    base.write_text(text.replace("25,tỉnh Phú Thọ,", "25,tỉnh Phú Thọ "), encoding="utf-8")
    act(folder, "2020-01-01", "kind,unit,name\nrename,227,thị xã Việt Trì\n")

    assert faults_of(folder) == [
        "org_units/base/units.csv:3: 5 ô, cần 6 / 5 cells, expected 6",
    ]


def test_an_act_file_that_is_incomplete_is_refused_with_its_line(folder):
    place = act(folder, "2020-01-01", "kind,unit,name\nrename,26,tỉnh Vĩnh Phú\n")
    text = (place / "act.yaml").read_text(encoding="utf-8")
    (place / "act.yaml").write_text(text.replace("checked: true\n", ""), encoding="utf-8")

    assert faults_of(folder) == ["org_units/acts/2020-01-01/act.yaml:1: checked: Field required"]


def test_the_digest_follows_every_byte_of_units_and_acts(folder):
    place = act(folder, "2020-01-01", "kind,unit,name\nrename,26,tỉnh Vĩnh Phú\n")
    first = read_register(folder).digest

    (place / "rows.csv").write_text("kind,unit,name\nrename,26,tỉnh Vĩnh Yên\n", encoding="utf-8")

    assert read_register(folder).digest != first


def _bare(name: str) -> str:
    for kind in ("tỉnh ", "thành phố ", "TP. "):
        name = name.removeprefix(kind)
    return name
