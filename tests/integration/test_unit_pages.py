"""Pages of the register of org units, over the real provinces and the communes around Phú Thọ."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

import factories
from bcd138.apps.orgunits import changes, selectors, services
from bcd138.apps.orgunits.enums import Level
from bcd138.apps.orgunits.lookup import matching
from bcd138.domain.population import HeadCount
from bcd138.domain.reorganisation import ActRow
from bcd138.formats.register_files import ActHead

BEFORE = "2025-06-30"
PHU_THO = ("25", "26", "17")
TODAY = date(2026, 11, 22)
AT = datetime(2026, 11, 22, 9, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(AT, tick=False):
        yield


@pytest.fixture
def site(client, catalogue):
    client.force_login(factories.person("hoa", "Phạm Thu Hòa"))
    return client


def _page(site, name, query=None, *args, status=200):
    answer = site.get(reverse(name, args=args), query or {})
    assert answer.status_code == status
    return answer


def _found(site, query, **given):
    page = _page(site, "orgunits:list", {"tim": query, **given})
    return [
        (one.name, one.life, [heir.name for heir in one.heirs]) for one in page.context["found"]
    ]


@pytest.mark.parametrize("query", ["Quảng Nam", "quang nam", "  QUẢNG   NAM ", "tỉnh Quảng Nam"])
def test_a_former_province_is_found_with_what_became_of_it(site, query):
    assert _found(site, query)[0] == ("tỉnh Quảng Nam", "đến 30/06/2025", ["thành phố Đà Nẵng"])


def test_what_became_of_a_unit_is_said_with_its_day(site):
    html = _page(site, "orgunits:list", {"tim": "quang nam"}).content.decode()

    assert "(đến 30/06/2025)" in html
    assert "từ 01/07/2025" in html


def test_the_whole_name_comes_first_and_what_stands_before_what_is_gone(site):
    assert [name for name, *_ in _found(site, "phu tho")][:2] == ["tỉnh Phú Thọ", "tỉnh Phú Thọ"]
    assert [life for _, life, _ in _found(site, "phu tho")][:2] == ["", "đến 30/06/2025"]
    assert [life for _, life, _ in _found(site, "phu tho", ngay=BEFORE)][:2] == [
        "đến 30/06/2025",
        "từ 01/07/2025",
    ]


def test_the_word_for_a_type_brings_its_level_first(site):
    assert _found(site, "thị xã Phú Thọ")[0][0] == "thị xã Phú Thọ"
    assert _found(site, "phường Phú Thọ")[0][0] == "phường Phú Thọ"


def test_a_commune_that_is_gone_is_found_by_its_name(site):
    name, life, heirs = _found(site, "xa van mieu", ngay=BEFORE)[0]

    assert (name, life) == ("xã Văn Miếu", "đến 30/06/2025")
    assert heirs == ["xã Văn Miếu"]


def test_units_are_found_by_the_beginning_of_their_code(site):
    codes = list(matching("25", TODAY).values_list("code", flat=True)[:2])

    assert codes == ["25", "25.2025"]
    assert [name for name, *_ in _found(site, "07942.2")] == ["phường Phú Thọ"]


def test_a_name_that_is_no_longer_used_says_so(site):
    page = _page(site, "orgunits:list", {"tim": "thừa thiên huế"})

    found = page.context["found"][0]
    assert (found.name, found.matched) == (
        "thành phố Huế",
        "tên đến 31/12/2024: tỉnh Thừa Thiên Huế",
    )
    also = _page(site, "orgunits:list", {"tim": "sài gòn"}).context["found"][0]
    assert also.matched == "còn gọi: Sài Gòn"


@pytest.mark.parametrize("query", ["%", "_", "không có đâu", "!!!"])
def test_nothing_found_says_so(site, query):
    html = _page(site, "orgunits:list", {"tim": query}).content.decode()

    assert "Không có đơn vị nào" in html


def test_many_results_come_in_pages(site):
    first = _page(site, "orgunits:list", {"tim": "xã"})
    last = _page(site, "orgunits:list", {"tim": "a", "trang": "999"})

    assert first.context["page"].paginator.per_page == 30
    assert last.context["page"].number == last.context["page"].paginator.num_pages > 1
    assert "tim=a&amp;trang=" in last.content.decode()


def test_the_day_switches_between_34_and_63_provinces(site):
    now = _page(site, "orgunits:list")
    then = _page(site, "orgunits:list", {"ngay": BEFORE})

    assert len(now.context["branches"]) == len(now.context["map"].areas) == 34
    assert len(then.context["branches"]) == len(then.context["map"].areas) == 63
    assert now.context["counts"].startswith("34 đơn vị cấp tỉnh · ")
    assert "trước 01/07/2025" in now.content.decode()
    assert now.context["map"].legend == {"formed": 23, "ends": 0, "stays": 11}
    assert then.context["map"].legend == {"formed": 0, "ends": 52, "stays": 11}


def test_both_archipelagos_are_on_the_map_of_every_day(site):
    for query in ({}, {"ngay": BEFORE}):
        html = _page(site, "orgunits:list", query).content.decode()
        assert "Quần đảo Hoàng Sa (thành phố Đà Nẵng)" in html
        assert "Quần đảo Trường Sa (tỉnh Khánh Hòa)" in html


def test_the_drawing_has_decimal_points_in_either_language(site):
    for language in ("vi", "en"):
        site.post(reverse("language"), {"language": language, "next": "/"})
        html = _page(site, "orgunits:list").content.decode()
        assert 'viewBox="0 0 540.0 900.0"' in html


def test_the_tree_opens_by_link_and_by_part(site):
    page = _page(site, "orgunits:list", {"mo": "227", "ngay": BEFORE})
    part = _page(site, "orgunits:branch", {"ngay": BEFORE}, "227").content.decode()
    shut = _page(site, "orgunits:branch", {"ngay": BEFORE, "dong": "1"}, "227").content.decode()

    opened = next(one for one in page.context["branches"] if one.is_open)
    assert (opened.code, [one.code for one in opened.branches if one.is_open]) == ("25", ["227"])
    assert 'aria-expanded="true"' in part
    assert "<html" not in part
    assert 'aria-expanded="false"' in shut
    assert _page(site, "orgunits:branch", {}, "227", status=404)


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("hôm qua", "Không đọc được ngày “hôm qua”. Mời ghi như 30/6/2025."),
        ("1999-01-01", "Sổ đơn vị bắt đầu từ 01/01/2004"),
        ("31/02/2025", "Không đọc được ngày “31/02/2025”"),
    ],
)
def test_a_day_that_cannot_be_shown_is_a_gentle_fault(site, written, words):
    for name, args in (("orgunits:list", ()), ("orgunits:detail", ("04",))):
        page = _page(site, name, {"ngay": written}, *args, status=422)
        assert words in page.content.decode()
        assert page.context["day"].on == TODAY


def test_a_unit_shows_the_names_of_the_day(site):
    then = _page(site, "orgunits:detail", {"ngay": "2024-12-31"}, "46")
    now = _page(site, "orgunits:detail", {}, "46")

    assert then.context["about"].name == "tỉnh Thừa Thiên Huế"
    assert now.context["about"].name == "thành phố Huế"
    assert "175/2024/QH15" in now.content.decode()


def test_a_unit_that_has_ended_is_shown_on_its_last_day(site):
    page = _page(site, "orgunits:detail", {}, "25")

    assert page.context["day"].on == date(2025, 6, 30)
    assert len(page.context["about"].children) == 13
    assert [kin.code for kin in page.context["about"].became] == ["25.2025"]
    assert "chưa đối chiếu văn bản gốc" in page.content.decode()


def test_a_province_shows_what_it_came_from_its_communes_and_its_map(site):
    page = _page(site, "orgunits:detail", {}, "25.2025")

    about, html = page.context["about"], page.content.decode()
    assert [kin.name for kin in about.formed] == ["tỉnh Hòa Bình", "tỉnh Phú Thọ", "tỉnh Vĩnh Phúc"]
    assert len(about.children) == len(page.context["map"].spots) == 148
    assert "Phu Tho Province" in html
    assert reverse("committees:detail", args=["25.2025"]) in html
    assert f"{reverse('analytics:unit')}?don_vi=25.2025" in html


def test_a_commune_shows_the_way_up_and_its_point(site):
    page = _page(site, "orgunits:detail", {}, "07942.2025")

    assert [crumb.name for crumb in page.context["about"].crumbs] == ["Toàn quốc", "tỉnh Phú Thọ"]
    assert len(page.context["map"].spots) == 1


@pytest.mark.parametrize("path", ["/don-vi/khong-co/", "/don-vi/van-ban/999/", "/don-vi/nhanh/x/"])
def test_what_is_not_there_is_missing(site, path):
    assert site.get(path).status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "/don-vi/?ngay=9999-12-31",
        "/don-vi/?tim=%00&trang=abc",
        "/don-vi/?mo=khong-co",
        "/don-vi/04/?trang=-1",
        "/don-vi/VN/",
    ],
)
def test_odd_addresses_never_break(site, path):
    assert site.get(path).status_code == 200


def test_acts_are_listed_with_what_they_changed(site):
    act = selectors.acts().get(number="202/2025/QH15")
    listed = _page(site, "orgunits:acts").content.decode()
    page = _page(site, "orgunits:act", {}, act.pk)

    counts = {kind.word: kind.count for kind in page.context["kinds"]}
    unchecked = selectors.acts().filter(checked=False).count()
    assert listed.count("chưa đối chiếu văn bản gốc") == unchecked > 0
    assert counts["ke-thua"] == changes.counts(act)["passed_on"]
    assert len(page.context["lines"]) == 50
    first = page.context["lines"][0]
    assert (first.before.name, first.after.name, first.share) == (
        "tỉnh An Giang",
        "tỉnh An Giang",
        "toàn bộ",
    )


def test_every_kind_of_change_has_its_rows_and_may_be_searched(site):
    act = selectors.acts().get(number="202/2025/QH15")

    for word in ("lap", "thoi", "chuyen"):
        page = _page(site, "orgunits:act", {"xem": word}, act.pk)
        assert page.context["lines"]
    found = _page(site, "orgunits:act", {"xem": "ke-thua", "tim": "hoa binh"}, act.pk)
    assert found.context["lines"][0].before.name == "tỉnh Hòa Bình"
    none = _page(site, "orgunits:act", {"tim": "không có đâu"}, act.pk)
    assert "không nêu đơn vị nào" in none.content.decode()


def test_renames_stand_under_their_act(site):
    act = selectors.acts().get(number="175/2024/QH15")

    lines = _page(site, "orgunits:act", {}, act.pk).context["lines"]

    assert [(line.before.name, line.after.name) for line in lines] == [
        ("tỉnh Thừa Thiên Huế", "thành phố Huế")
    ]


def test_a_declared_share_is_shown(site):
    head = ActHead("9/NQ", "Chia xã", date(2026, 3, 1), date(2026, 3, 1))
    rows = [
        ActRow(1, "split", "07942.2025", "91001", share="0,6", name="phường Một"),
        ActRow(2, "split", "07942.2025", "91002", share="0,4", name="phường Hai"),
    ]
    act, plan = services.carry_out(head, rows, by="test", at=AT)

    assert (act is not None, plan.faults) == (True, ())
    page = _page(site, "orgunits:detail", {}, "07942.2025")
    assert [kin.share for kin in page.context["about"].became] == ["0,4", "0,6"]


def test_the_register_speaks_english(site):
    site.post(reverse("language"), {"language": "en", "next": "/"})

    page = _page(site, "orgunits:list").content.decode()
    unit = _page(site, "orgunits:detail", {}, "25").content.decode()

    assert "Register of org units" in page
    assert "34 provinces" in page
    assert "not checked against the official text" in unit
    assert "Merged into tỉnh Phú Thọ" in unit


def test_an_empty_register_teaches(client, db):
    client.force_login(factories.person("hoa"))

    assert "load_catalogue" in client.get(reverse("orgunits:list")).content.decode()


def test_strangers_are_sent_to_sign_in(client, db):
    for name in ("orgunits:list", "orgunits:acts", "orgunits:export"):
        assert client.get(reverse(name)).url.startswith(reverse("login"))


def _cost(client, path):
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200
    return len(queries)


@pytest.mark.parametrize(
    "path", ["/don-vi/", "/don-vi/A/", "/don-vi/?tim=xa", "/don-vi/?mo=A", "/don-vi/nhanh/A/"]
)
def test_more_units_cost_no_more_queries(client, db, path):
    client.force_login(factories.person("hoa"))
    vn = factories.org_unit("VN", "Toàn quốc", level=Level.CENTRAL)
    province = factories.org_unit("A", "tỉnh A", parent=vn)
    below = {"level": Level.COMMUNE, "parent": province}
    factories.org_unit("A1", "Xã Xa Lộc", **below)
    before = _cost(client, path)

    factories.org_unit("A2", "Xã Xa Mát", **below)
    factories.org_unit("A3", "Xã Xa Dung", **below)

    assert _cost(client, path) == before


def test_a_unit_shows_how_many_people_it_has_when_counted_and_by_whom(site):
    counts = [HeadCount(code, date(2024, 12, 31), 1_000_000, "Niên giám 2024") for code in PHU_THO]
    services.load_populations(counts, by="test", at=AT)

    html = " ".join(_page(site, "orgunits:detail", None, "25.2025").content.decode().split())
    silent = _page(site, "orgunits:detail", None, "01").content.decode()

    assert (
        "<dd>3.000.000 người tính đến 31/12/2024 (nguồn: Niên giám 2024,"
        " chưa đối chiếu văn bản gốc)</dd>"
    ) in html
    assert "người tính đến" not in silent
