"""Figures as they were published on a day, and the pages that a figure and a total are cited by."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from hashlib import sha256

import pytest
from django.urls import reverse

import factories
from bcd138.apps.analytics import export
from bcd138.apps.analytics import selectors as analytics
from bcd138.apps.analytics.citation import figure_citation
from bcd138.apps.catalogue.models import CatalogueLoad
from bcd138.apps.orgunits.models import RegisterVersion
from bcd138.apps.submissions import selectors, services
from bcd138.apps.submissions.models import DataValue
from bcd138.domain.figure import Amount, Provenance
from factories import HANOI, TEXT, YEAR

PUBLISHED = datetime(2026, 11, 18, 9, 0, tzinfo=HANOI)
AMENDED = datetime(2026, 11, 20, 9, 0, tzinfo=HANOI)
HEADS = (
    *("don_vi", "ky", "tu_ngay", "den_ngay", "chi_tieu", "phan_to", "loai", "so_sanh"),
    *("gia_tri", "don_vi_tinh", "tu_so", "mau_so", "lan_ghi", "xac_nhan_luc", "nguon"),
)
COUNTS = {"added": 1, "changed": 0, "removed": 0, "loaded_by": "test"}
BEFORE, AFTER = "2026-11-19", "2026-11-20"


@pytest.fixture(autouse=True)
def _today(time_machine):
    time_machine.move_to(datetime(2026, 11, 22, 9, 0, tzinfo=HANOI))


@pytest.fixture
def text(units, minh):
    return factories.received_text(by=minh, received_for=units.an_binh, org_unit=units.an_binh)


@pytest.fixture
def record(text, solved, minh):
    def put(value, at=PUBLISHED, indicator=solved, unit="vụ", counts=(None, None), **more):
        return services.record_value(
            org_unit=text.org_unit,
            indicator=indicator,
            kind="result",
            period=YEAR,
            amount=Amount(Decimal(value), unit, "=", *counts),
            source=Provenance(text.pk, 20, 26, TEXT[20:26]),
            by=minh,
            at=at,
            **more,
        )

    return put


@pytest.fixture
def two(record):
    """A figure and the one that replaced it two days later."""
    first = record("388")
    return first, record("390", AMENDED, supersedes=first)


def counted(minh, moment):
    return list(selectors.in_force(by=minh, as_of=moment))


def test_at_every_moment_exactly_one_revision_counts(two, minh):
    first, second = two
    blink = timedelta(microseconds=1)

    assert counted(minh, PUBLISHED - blink) == []
    assert counted(minh, PUBLISHED) == [first]
    assert counted(minh, AMENDED - blink) == [first]
    assert counted(minh, AMENDED) == [second]
    assert counted(minh, None) == [second]


def test_a_figure_moved_to_an_older_sentence_counts_from_the_move(record, minh):
    first = record("388")
    moved = record("388", AMENDED, supersedes=first, confirmed=(minh, PUBLISHED))

    assert counted(minh, PUBLISHED) == [first]
    assert counted(minh, AMENDED) == [moved]


def test_a_withdrawn_figure_counted_until_then(record, minh):
    first = record("388")
    services.withdraw_value(data_value_id=first.pk, by=minh, at=AMENDED)

    assert counted(minh, selectors.end_of(PUBLISHED.date())) == [first]
    assert counted(minh, AMENDED) == []


def test_the_end_of_a_day_is_its_last_moment_in_hanoi():
    moment = selectors.end_of(PUBLISHED.date())

    assert moment == datetime(2026, 11, 18, 23, 59, 59, 999_999, tzinfo=HANOI)


def test_the_table_of_a_unit_shows_what_counted_then(two, enter, minh):
    address = reverse("analytics:unit")
    asked = {"don_vi": "DEMO-AB"}

    now = enter(minh).get(address, asked)
    then = enter(minh).get(address, {**asked, "luc": "19/11/2026"})

    assert _texts(now) == ["390"]
    assert _texts(then) == ["388"]
    assert "đến hết ngày 19/11/2026" in then.content.decode()
    assert "Số như đã công bố" not in now.content.decode()
    assert "còn có thể đổi" not in then.content.decode()
    assert (
        "còn có thể đổi"
        in enter(minh).get(address, {**asked, "luc": "2026-11-22"}).content.decode()
    )


def _texts(answer):
    (table,) = answer.context["tables"]
    return [cell.text for row in table.groups[0].rows for cell in row.cells]


def test_a_unit_whose_figures_all_went_is_still_there_on_the_day(record, enter, minh):
    first = record("388")
    services.withdraw_value(data_value_id=first.pk, by=minh, at=AMENDED)

    page = enter(minh).get(reverse("analytics:unit"), {"don_vi": "DEMO-AB", "luc": BEFORE})

    assert (page.context["unit"].code, _texts(page)) == ("DEMO-AB", ["388"])


@pytest.mark.parametrize("name", ["unit", "total", "file"])
@pytest.mark.parametrize(
    ("asked", "says"),
    [("2026-11-23", "chưa đến"), ("hôm qua", "Không đọc được ngày"), ("20-11-26", "Không đọc")],
)
def test_a_day_to_come_or_unreadable_is_refused(two, client, name, asked, says):
    client.force_login(two[0].confirmed_by)
    query = {"don_vi": "DEMO-AB", "ky": "2018", "chi_tieu": two[0].indicator.code, "luc": asked}

    answer = client.get(reverse(f"analytics:{name}"), query)

    assert answer.status_code == 409
    assert says in answer.content.decode()


def test_the_file_of_a_day_has_the_same_bytes_after_an_amendment(record, enter, minh, clearance):
    first = record("388")
    record("83.62", indicator=clearance, unit="%", counts=(Decimal(388), Decimal(464)))
    address = reverse("analytics:file")
    asked = {"don_vi": "DEMO-AB", "ky": "2018", "luc": BEFORE}
    before = enter(minh).get(address, asked)

    record("390", AMENDED, supersedes=first)
    first.indicator.name, first.indicator.position = "Tên mới", 999
    first.indicator.save()
    after = enter(minh).get(address, asked)
    today = enter(minh).get(address, {**asked, "luc": AFTER})

    assert after.content == before.content
    assert today.content != before.content
    assert before["ETag"] == f'"{sha256(before.content).hexdigest()}"'
    assert before["Content-Disposition"] == (
        'attachment; filename="so-lieu_DEMO-AB_2018_2026-11-19.csv"'
    )
    assert before["Content-Type"] == "text/csv; charset=utf-8"


def test_the_file_says_each_figure_in_codes_and_plain_numbers(record, text, clearance, minh):
    record("388")
    record("83.62", indicator=clearance, unit="%", counts=(Decimal(388), Decimal(464)))

    file = export.published_file("DEMO-AB", "2018", by=minh, as_of=PUBLISHED)

    days, told = "DEMO-AB,2018,2018-01-01,2018-12-31", "1,2026-11-18T09:00:00+07:00"
    source = f"van-ban {text.pk} 20-26"
    assert file.content.decode("utf-8-sig").split("\r\n") == [
        ",".join(HEADS),
        f"{days},social_order_clearance_rate,,result,,83.62,%,388,464,{told},{source}",
        f"{days},social_order_crime_solved_cases,,result,,388,vụ,,,{told},{source}",
        "",
    ]


def test_the_page_lists_a_file_for_every_period_with_its_digest(two, text, enter, minh):
    page = enter(minh).get(reverse("analytics:unit"), {"don_vi": "DEMO-AB", "luc": BEFORE})

    (file,) = page.context["files"]
    content = enter(minh).get(file.href).content
    assert file.sha256 == sha256(content).hexdigest()
    assert file.sha256 in page.content.decode()
    assert enter(minh).get(reverse("analytics:unit")).context["files"] == []


@pytest.mark.parametrize("rows", [1, 3])
def test_the_files_cost_two_queries(rows, record, minh, django_assert_num_queries):
    for number in range(rows):
        record("7", indicator=factories.indicator(f"indicator_{number}"))

    with django_assert_num_queries(2):
        files = export.published_files("DEMO-AB", by=minh, as_of=PUBLISHED)

    assert len(files[0].content.splitlines()) == rows + 1


def test_the_page_of_a_unit_without_figures_of_its_own_is_there(units, solved, minh, enter):
    text = factories.received_text(by=minh, received_for=units.nam_hai, org_unit=units.nam_hai)
    factories.data_value(text, solved, "3")

    page = enter(minh).get(reverse("analytics:unit"), {"don_vi": "DEMO-AB"})

    assert page.context["unit"] == units.an_binh
    assert units.an_binh in page.context["units"]
    assert "Chưa có số liệu nào theo cách xem này" in page.content.decode()


@pytest.mark.parametrize("name", ["unit", "total", "file"])
def test_of_what_one_may_not_see_nothing_was_published(two, enter, phuc, name):
    query = {"don_vi": "DEMO-AB", "ky": "2018", "chi_tieu": two[0].indicator.code, "luc": BEFORE}

    assert enter(phuc).get(reverse(f"analytics:{name}"), query).status_code == 404


def test_a_file_without_a_day_is_refused(two, enter, minh):
    answer = enter(minh).get(reverse("analytics:file"), {"don_vi": "DEMO-AB", "ky": "2018"})

    assert answer.status_code == 409
    assert "Chưa chọn ngày" in answer.content.decode()


def test_a_total_of_a_day_adds_what_counted_then(two, units, solved, enter, minh):
    asked = {"don_vi": "DEMO-AB", "chi_tieu": solved.code, "ky": "2018"}

    now = enter(minh).get(reverse("analytics:total"), asked)
    then = enter(minh).get(reverse("analytics:total"), {**asked, "luc": BEFORE})

    assert (now.context["page"].amount, then.context["page"].amount) == ("390", "388")
    page = then.content.decode()
    assert "đến hết ngày 19/11/2026" in page
    assert "sau đó đã đổi" in page
    assert "sau đó đã đổi" not in now.content.decode()
    assert then.context["page"].fixed.endswith(f"&luc={BEFORE}")
    assert now.context["page"].fixed.endswith("&luc=2026-11-22")
    assert enter(minh).get(then.context["page"].fixed).context["page"].amount == "388"
    assert enter(minh).get(then.context["page"].current).context["page"].amount == "390"


def test_a_cell_of_the_table_of_a_day_leads_to_the_total_of_that_day(units, solved, minh, enter):
    for unit, value in ((units.nam_hai, "3"), (units.dong_phong, "4")):
        text = factories.received_text(by=minh, received_for=unit, org_unit=unit)
        factories.data_value(text, solved, value)
    DataValue.objects.update(confirmed_at=PUBLISHED)

    table = analytics.totals_of_unit(
        "DEMO-AB", by=minh, today=AMENDED.date(), level="commune", as_of=PUBLISHED
    )

    assert table.as_of == PUBLISHED
    (cell,) = table.groups[0].rows[0].cells
    assert (cell.value, cell.parts) == (7, 2)
    asked = {"don_vi": "DEMO-AB", "gop": "commune", "luc": BEFORE}
    (shown,) = enter(minh).get(reverse("analytics:unit"), asked).context["tables"]
    (words,) = shown.groups[0].rows[0].cells
    assert words.href.endswith(f"&ky=2018&cap=commune&luc={BEFORE}")
    assert enter(minh).get(words.href).context["page"].amount == "7"


def test_the_page_of_a_replaced_figure_says_which_counts_now(two, enter, minh):
    first, second = two

    old = enter(minh).get(reverse("analytics:figure", args=[first.pk]))
    new = enter(minh).get(reverse("analytics:figure", args=[second.pk]))

    assert (
        "Số này có hiệu lực đến 09:00 20/11/2026. Số đang có hiệu lực:"
        f' <a href="/so-lieu/{second.pk}/">390 vụ</a>.'
    ) in old.content.decode()
    assert "Số này có hiệu lực đến" not in new.content.decode()
    assert "1 trong 2 lần" in old.content.decode()
    assert "2 trong 2 lần" in new.content.decode()
    revisions = old.context["page"].revisions
    assert [(one.was, one.is_here) for one in revisions] == [("388 vụ", False), ("", True)]


def test_the_page_of_a_withdrawn_figure_says_that_none_counts(record, enter, minh):
    first = record("388")
    services.withdraw_value(data_value_id=first.pk, by=minh, at=AMENDED)

    page = enter(minh).get(reverse("analytics:figure", args=[first.pk])).content.decode()

    assert "Hiện không còn số nào có hiệu lực." in page


def test_a_figure_is_cited_with_the_catalogue_and_the_borders_of_its_days(two, enter, minh):
    early, late = PUBLISHED - timedelta(days=1), AMENDED - timedelta(hours=1)
    CatalogueLoad.objects.create(digest="a" * 64, loaded_at=early, **COUNTS)
    CatalogueLoad.objects.create(digest="b" * 64, loaded_at=late, **COUNTS)

    pages = [enter(minh).get(reverse("analytics:figure", args=[one.pk])) for one in two]

    loads = [page.context["page"].ground.load.digest[0] for page in pages]
    assert loads == ["a", "b"]
    borders = pages[0].context["page"].ground.borders
    assert (borders.on, borders.name, borders.above) == (
        YEAR.end,
        "tỉnh An Bình",
        ("Toàn quốc",),
    )
    assert "ngày 31/12/2018: tỉnh An Bình, Toàn quốc" in pages[0].content.decode()


@pytest.mark.parametrize("revisions", [1, 3])
def test_a_citation_costs_the_same_with_every_revision(
    revisions, record, minh, django_assert_num_queries
):
    CatalogueLoad.objects.create(digest="a" * 64, loaded_at=PUBLISHED, **COUNTS)
    RegisterVersion.objects.create(token=YEAR.code)
    value = record("1")
    for number in range(2, revisions + 1):
        value = record(str(number), supersedes=value)
    figure_citation(value.pk, by=minh)

    with django_assert_num_queries(6):
        citation = figure_citation(value.pk, by=minh)
        told = [(str(one.confirmed_by), one.source_name) for one in citation.chain.revisions]

    assert len(told) == revisions
