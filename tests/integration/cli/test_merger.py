"""The demo tells of a merger: what two communes reported is the past of the one they became."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from html import unescape
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.urls import reverse

from bcd138.apps.analytics import selectors
from bcd138.apps.analytics.restated import Cited
from bcd138.apps.audit.models import AuditEvent
from bcd138.apps.intake.models import Suggestion
from bcd138.apps.orgunits import services as orgunits
from bcd138.apps.orgunits.models import Act, OrgUnit, RegisterVersion, Succession
from bcd138.apps.reports.facts import facts_of
from bcd138.apps.reports.models import Report
from bcd138.apps.reports.selectors import paper_of
from bcd138.apps.submissions.models import DataValue
from bcd138.apps.submissions.reported import common_unit, figures_in
from bcd138.domain.document.tree import Paragraph
from bcd138.domain.reorganisation import ActRow
from bcd138.domain.total import Part, Ways, make_total
from bcd138.formats.register_files import ActHead
from factories import AT

SAMPLES = Path(__file__).resolve().parents[3] / "samples/reports"
OLD, NEW = ("DEMO-AB-TK", "DEMO-AB-TL"), "DEMO-AB-TYK"
TODAY = date(2026, 11, 22)
SMALL = "số nhỏ, chưa đủ cơ sở so sánh %"


@pytest.fixture
def done(demo, tmp_path):
    """Who may see all, after the main job over the samples."""
    call_command("main_job", str(SAMPLES), "--out", str(tmp_path), stdout=StringIO())
    return demo["hoa"]


def _cells(indicator, by):
    table = selectors.totals_of_unit(NEW, by=by, today=TODAY)
    rows = (row for group in table.groups for row in group.rows)
    row = next(row for row in rows if row.code == indicator)
    return dict(zip((column.period.code for column in table.columns), row.cells, strict=True))


def _register():
    return (
        list(OrgUnit.objects.filter(is_invented=True).order_by("pk").values()),
        list(Act.objects.order_by("pk").values()),
        Succession.objects.count(),
        RegisterVersion.objects.get().token,
        AuditEvent.objects.count(),
    )


def test_two_invented_communes_became_one_by_an_invented_act(demo):
    new = OrgUnit.objects.get(code=NEW)
    act = new.begun_by

    assert (new.name, new.is_invented) == ("Xã Tây Khê (minh họa)", True)
    assert (new.valid_from, new.valid_until) == (date(2025, 7, 1), None)
    assert "(minh họa)" in act.number
    assert "(minh họa)" in act.title
    ended = OrgUnit.objects.filter(ended_by=act).order_by("code")
    assert [(unit.code, unit.valid_until) for unit in ended] == [
        (code, new.valid_from) for code in OLD
    ]


def test_loading_the_demo_and_the_catalogue_again_leaves_the_merger(demo, small_folder):
    before = _register()

    call_command("load_demo", stdout=StringIO())
    call_command("load_catalogue", str(small_folder), stdout=StringIO())
    call_command("load_demo", stdout=StringIO())

    assert _register() == before


def test_what_somebody_else_made_of_the_communes_stays(demo):
    orgunits.take_back(OrgUnit.objects.get(code=NEW).begun_by, by="hoa", at=AT)
    other = ActHead("40/NQ-MH (minh họa)", "Đổi", date(2025, 6, 1), date(2025, 6, 15))
    row = ActRow(2, "merge", OLD[0], "DEMO-AB-KHAC", name="Xã khác (minh họa)")
    orgunits.carry_out(other, [row], by="hoa", at=AT)
    before = _register()

    call_command("load_demo", stdout=StringIO())

    assert _register() == before
    assert not OrgUnit.objects.filter(code=NEW).exists()


def test_the_past_of_the_new_commune_is_the_sum_of_both(done):
    cases = _cells("social_order_crime_cases", done)

    assert (cases["2024"].value, cases["2025"].value) == (12, 10)
    assert cases["2024"].parts == 2
    assert (cases["2024"].coverage.reported, cases["2024"].coverage.expected) == (2, 2)
    found = DataValue.objects.filter(
        indicator__code="social_order_crime_cases", period_end__year=2024
    )
    told = found.order_by("org_unit__code").values_list("org_unit__code", "value")
    assert list(told) == [(OLD[0], 5), (OLD[1], 7)]


@pytest.mark.parametrize(
    ("indicator", "counts", "rate", "later"),
    [
        ("social_order_clearance_rate", (10, 12), "83.33", "90"),
        ("crime_reports_resolution_rate", (39, 42), "92.86", "95.56"),
    ],
)
def test_its_rates_are_computed_again_from_the_counts(done, indicator, counts, rate, later):
    cells = _cells(indicator, done)

    assert (cells["2024"].numerator, cells["2024"].denominator) == counts
    assert str(cells["2024"].value) == rate
    assert cells["2025"].value.normalize() == Decimal(later)


def test_the_total_shows_the_sum_and_leads_to_both_sentences(done, client):
    client.force_login(done)
    asked = {"don_vi": NEW, "chi_tieu": "social_order_crime_cases", "ky": "2024"}

    html = unescape(client.get(reverse("analytics:total"), asked).content.decode())

    assert '<p class="formula">5 + 7 = 12</p>' in html
    for value in DataValue.objects.filter(
        indicator__code="social_order_crime_cases", org_unit__code__in=OLD
    ):
        place = reverse("intake:detail", args=[value.source_text_id])
        assert f'href="{place}#c-{value.source_start}"' in html
        assert value.source_text.text[value.source_start : value.source_end] == value.source_quote


def test_the_review_of_the_new_commune_compares_with_the_sum(done):
    report = Report.objects.get(org_unit__code=NEW)
    paragraphs = [
        "".join(run.text for run in block.runs)
        for block in paper_of(report).blocks
        if isinstance(block, Paragraph)
    ]

    assert (
        f"Xảy ra 10 vụ phạm tội về trật tự xã hội (giảm 2 vụ so với năm 2024; {SMALL}). Tội phạm"
        " làm thiệt hại tài sản 142 triệu đồng (giảm 40 triệu đồng, tương đương 22 %, so với năm"
        " 2024)."
    ) in paragraphs
    assert (
        f"Điều tra, khám phá 9/10 vụ phạm pháp hình sự (giảm 1 vụ so với năm 2024; {SMALL}), đạt tỷ"
        " lệ 90 % (tăng 6,67 điểm % so với năm 2024)."
    ) in paragraphs
    assert not any("kém hơn" in text for text in paragraphs)


def test_nothing_of_the_three_communes_is_left_waiting(done):
    left = Suggestion.objects.filter(state="pending", text__org_unit__code__in=[*OLD, NEW])
    assert left.count() == 0


def test_one_figure_taken_over_stays_as_it_was_written(done):
    value = DataValue.objects.get(indicator__code="people_tips_total", org_unit__code=OLD[0])
    value.comparator, value.unit = ">", "tin"
    (figure,) = figures_in([value], common_unit([value])).values()
    total = make_total([Part(figure)], 1, Ways())
    cited = Cited(value.indicator, value.period, "tin", total, {value.pk: value}, value.period_end)

    (fact,) = facts_of([], {}, [cited])

    assert str(fact.amount) == "trên 34 tin"
