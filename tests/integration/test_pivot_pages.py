"""The page of totals: what it shows to whom, leads to, refuses and keeps."""

from __future__ import annotations

import pytest
from django.urls import reverse

import factories
from bcd138.apps.analytics.models import SavedView
from bcd138.apps.audit.models import AuditEvent
from bcd138.apps.catalogue.models import Indicator
from bcd138.domain.period import calendar_year

NOW, BEFORE = calendar_year(2025), calendar_year(2024)
PAGE = "/tong-hop/bang/"


@pytest.fixture
def told(hoa, units, solved):
    """Nam Hải 40 after 50."""

    def put(unit, value, period):
        text = factories.received_text(by=hoa, received_for=unit, org_unit=unit, period=period)
        return factories.data_value(text, solved, value, period=period)

    return [put(units.nam_hai, "40", NOW), put(units.nam_hai, "50", BEFORE)]


def words(answer):
    return answer.content.decode()


def test_a_province_sees_its_communes_at_once(enter, minh, told, solved):
    answer = enter(minh).get(PAGE)

    page = answer.context["page"]
    assert answer.status_code == 200
    assert [line.name for line in page.lines] == [
        "Tỉnh An Bình: cộng từ cấp xã",
        "Xã Đông Phong",
        "Xã Nam Hải",
    ]
    assert page.caption == "Năm 2025"
    assert f'<a href="/so-lieu/{told[0].pk}/">40</a>' in page.lines[2].cells
    assert '<td class="num better">−10' in page.lines[2].cells
    assert "Số liệu minh họa" in words(answer)


def test_a_total_leads_to_its_citation_and_a_unit_to_its_own_level(enter, hoa, told):
    country = enter(hoa).get(PAGE, {"cap": "commune", "ky": "2025"})

    above, an_binh, _son_ha = country.context["page"].lines
    href = "/tong-hop/tong/?don_vi=VN&amp;chi_tieu=social_order_crime_solved_cases"
    assert f'{href}&amp;ky=2025&amp;cap=commune">40</a>' in above.cells
    inside = enter(hoa).get(f"{PAGE}{an_binh.href}")
    assert inside.context["asked"].units == ("DEMO-AB",)
    assert inside.context["asked"].below == "commune"


def test_a_commune_sees_itself_and_another_province_nothing(enter, lan, phuc, told):
    own = enter(lan).get(PAGE)
    assert own.context["asked"].units == ("DEMO-AB-NH",)
    assert enter(lan).get(PAGE, {"don_vi": "DEMO-AB-DP", "ky": "2025"}).status_code == 404
    assert enter(phuc).get(PAGE, {"don_vi": "DEMO-AB", "ky": "2025"}).status_code == 404


def test_an_empty_page_teaches(enter, phuc, nobody, units):
    for person in (phuc, nobody):
        answer = enter(person).get(PAGE)
        assert answer.context["asked"] is None
        assert "Chưa có số liệu để tổng hợp" in words(answer)


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({"ky": "hôm qua"}, "ky"),
        ({"ranh_gioi": "2025-02-30"}, "ranh_gioi"),
        ({"ranh_gioi": "1999-01-01"}, "ranh_gioi"),
        ({"so_voi": "năm ngoái"}, "so_voi"),
        ({"phan_to": "khong_co"}, "phan_to"),
        ({"chi_tieu": "khong_co"}, "chi_tieu"),
    ],
)
def test_a_fault_is_said_at_its_field_and_the_rest_stays(enter, minh, told, query, field):
    answer = enter(minh).get(PAGE, {"don_vi": "DEMO-AB"} | query)

    assert answer.status_code == 422
    assert list(answer.context["faults"]) == [field]
    assert answer.context["asked"].units == ("DEMO-AB",)
    assert "page" not in answer.context


def test_a_column_turns_its_order_round(enter, minh, told):
    first = enter(minh).get(PAGE)
    value = first.context["page"].heads[-1][0]
    falling = enter(minh).get(f"{PAGE}{value.href}")

    head = falling.context["page"].heads[-1][0]
    assert (value.order, head.order) == ("", "descending")
    assert "xep=0.value" in head.href


def test_what_cannot_be_compared_says_why_under_the_table(enter, minh, told):
    answer = enter(minh).get(PAGE, {"ky": "2025C03", "so_voi": "ky-truoc"})
    years = enter(minh).get(PAGE, {"ky": "2025", "so_voi": "tb-5"})

    assert answer.context["page"].reasons == ()
    (reason,) = years.context["page"].reasons
    assert reason == "Chưa đủ số liệu của cả 5 năm trước nên chưa có số trung bình"
    assert '<li id="ly-do-1">' in words(years)


def test_indicators_are_found_without_diacritics(enter, minh, solved):
    answer = enter(minh).get("/tong-hop/bang/chi-tieu/", {"tim": "kham pha"})

    assert [one.value for one in answer.context["found"]] == [solved.code]
    chosen = enter(minh).get("/tong-hop/bang/chi-tieu/", {"tim": "kham", "chi_tieu": solved.code})
    assert list(chosen.context["found"]) == []


def keep(client, name="98 xã", query="don_vi=DEMO-AB&ky=2025", **given):
    return client.post(reverse("analytics:keep_view"), {"ten": name, "query": query, **given})


def test_a_view_is_kept_opened_renamed_shared_and_deleted(enter, minh, told, solved):
    client = enter(minh)
    kept = keep(client)
    view = SavedView.objects.get()
    client.post(f"/tong-hop/cach-xem/{view.pk}/doi/", {"ten": "Ba xã", "chia_se": "1"})
    (line,) = client.get("/tong-hop/cach-xem/").context["lines"]

    assert kept.url == f"{PAGE}?{view.query}"
    assert client.get(line.href).context["asked"].periods == (NOW,)
    assert (line.view.name, line.view.is_shared, line.is_mine) == ("Ba xã", True, True)
    client.post(f"/tong-hop/cach-xem/{view.pk}/xoa/")
    assert not SavedView.objects.exists()
    events = list(AuditEvent.objects.order_by("pk").values_list("event", "by"))
    assert events == [
        ("saved-view.kept", "minh"),
        ("saved-view.changed", "minh"),
        ("saved-view.deleted", "minh"),
    ]


def test_a_view_has_a_name_of_its_own(enter, minh, told):
    client = enter(minh)
    keep(client)

    assert keep(client).status_code == 409
    assert keep(client, name="  ").status_code == 409
    assert keep(client, name="x" * 121).status_code == 409
    assert keep(client, name="Khác", query="don_vi=DEMO-SH&ky=2025").status_code == 404
    assert [view.name for view in SavedView.objects.all()] == ["98 xã"]


@pytest.mark.parametrize(
    ("who", "seen"), [("minh", ["chung", "riêng"]), ("hoa", ["chung"]), ("lan", []), ("phuc", [])]
)
def test_a_shared_view_is_seen_by_whoever_sees_the_unit(enter, request, told, who, seen):
    minh = request.getfixturevalue("minh")
    keep(enter(minh), name="riêng")
    keep(enter(minh), name="chung", chia_se="1")
    lines = enter(request.getfixturevalue(who)).get("/tong-hop/cach-xem/").context["lines"]

    assert [line.view.name for line in lines] == seen


def test_only_who_kept_a_view_changes_it(enter, minh, hoa, phuc, told):
    keep(enter(minh), chia_se="1")
    view = SavedView.objects.get()
    change, delete = (f"/tong-hop/cach-xem/{view.pk}/{act}/" for act in ("doi", "xoa"))

    assert enter(hoa).post(change, {"ten": "Của tôi"}).status_code == 409
    assert enter(hoa).post(delete).status_code == 409
    assert enter(phuc).post(delete).status_code == 404
    assert SavedView.objects.get().name == "98 xã"


@pytest.fixture
def share(db, solved):
    cases = factories.indicator("social_order_crime_cases", "Số vụ xảy ra")
    return factories.indicator(
        "social_order_clearance_rate",
        "Tỷ lệ khám phá án",
        unit="%",
        value_type="ratio",
        direction="higher",
        across_units="none",
        across_periods="none",
        numerator=solved.code,
        denominator=cases.code,
    )


def test_a_share_computed_from_totals_leads_to_both_counts(enter, minh, told, share):
    cases = Indicator.objects.get(code=share.denominator)
    factories.data_value(told[0].source_text, cases, "50", period=NOW)

    page = enter(minh).get(PAGE, {"ky": "2025"}).context["page"]
    assert '>80</a><span class="under">40/50</span>' in page.lines[0].cells
    cited = enter(minh).get(
        "/tong-hop/tong/",
        {"don_vi": "DEMO-AB", "chi_tieu": share.code, "ky": "2025", "cap": "commune"},
    )

    total = cited.context["page"]
    assert (total.amount, total.unit, total.formula) == ("80", "%", "40/50 = 80 %")
    assert [(one.name, one.amount) for one in total.counts] == [
        ("Số vụ đã khám phá", "40 vụ"),
        ("Số vụ xảy ra", "50 vụ"),
    ]
    counted = enter(minh).get(total.counts[1].href).context["page"]
    assert (counted.amount, counted.indicator) == ("50", cases)


def test_a_total_of_a_part_is_cited_as_one(enter, minh, units, told, solved):
    factories.data_value(told[0].source_text, solved, "7", period=NOW, breakdown="sex.female")

    asked = {"don_vi": "DEMO-AB", "chi_tieu": solved.code, "ky": "2025", "cap": "commune"}
    whole = enter(minh).get("/tong-hop/tong/", asked).context["page"]
    part = enter(minh).get("/tong-hop/tong/", asked | {"phan_to": "sex.female"}).context["page"]

    assert (whole.amount, part.amount) == ("40", "7")
    assert part.part == "sex.female"
    assert "phan_to=sex.female" in part.fixed
