"""The first page by role: what waits, what is late, what changed, at a cost that stays."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bcd138.apps.notices import services as notices
from bcd138.apps.orgunits.models import OrgUnit
from bcd138.apps.submissions import selectors, services
from bcd138.apps.submissions.models import Extension, Submission
from factories import AT
from reports_made import NOVEMBER, OCTOBER, hands_of, signed, submitted


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(AT, tick=False):
        yield


@pytest.fixture
def home(client):
    def of(person):
        client.force_login(person)
        return client.get("/").context["page"]

    return of


def _month(person):
    return next(
        one
        for one in selectors.funnels(by=person, on=AT.date())
        if one.asked.form.form.code == "commune_month"
    )


def _counts(funnel):
    return (funnel.expected, funnel.sent, funnel.waiting, funnel.returned, funnel.missing)


def test_the_preparer_sees_a_returned_report_first_with_its_words(client, home, demo):
    lan, binh, minh = demo["lan"], demo["binh"], demo["minh"]
    report = signed(lan, binh, "DEMO-AB-NH", OCTOBER)
    reasons = {"theft_cases": "Sổ ghi 2 vụ."}
    services.return_(submission_id=report.pk, note="Chưa khớp sổ.", reasons=reasons, by=minh, at=AT)

    page = home(lan)
    line = page.reports.due[0]
    assert (line.period.code, line.is_returned, line.action) == (OCTOBER, True, "Xem và sửa")
    assert next((one.words, one.note, one.by) for one in page.reports.happened) == (
        "trả lại, 1 ô có lý do",
        "Chưa khớp sổ.",
        "Lê Quang Minh",
    )
    assert page.reports.to_sign == []


def test_the_head_signs_first_and_does_not_fill_in(client, home, demo):
    report = submitted(demo["lan"], "DEMO-AB-NH")

    page = home(demo["binh"])

    assert [one.pk for one in page.reports.to_sign] == [report.pk]
    assert page.leads
    assert {line.action for line in page.reports.due} == {"Xem"}
    html = client.get("/").content.decode()
    assert html.index("Chờ tôi ký</h2>") < html.index("Báo cáo đến hạn</h2>")
    assert "Xem và ký" in html


def test_the_province_sees_how_far_the_period_has_come(home, demo):
    lan, binh, minh = demo["lan"], demo["binh"], demo["minh"]
    preparer, head = hands_of("DEMO-AB-DP")
    expected = _month(minh).expected
    signed(lan, binh, "DEMO-AB-NH")
    submitted(preparer, "DEMO-AB-DP")

    assert _counts(_month(minh)) == (expected, 1, 1, 0, expected - 2)
    waiting = Submission.objects.get(org_unit__code="DEMO-AB-DP")
    services.return_(submission_id=waiting.pk, note="Sai.", reasons={}, by=head, at=AT)
    services.approve(
        submission_id=Submission.objects.get(org_unit__code="DEMO-AB-NH").pk, by=minh, at=AT
    )
    funnel = _month(minh)
    assert _counts(funnel) == (expected, 1, 0, 1, expected - 2)
    assert (funnel.accepted, funnel.late, funnel.sent_late) == (1, expected - 1, 1)
    assert _month(demo["thang"]) == funnel
    assert home(demo["thang"]).reports.late_count >= funnel.late
    assert home(minh).reports.funnels[0].funnel.sent == 1


def test_the_other_province_sees_nothing_of_this_one(home, demo):
    signed(demo["lan"], demo["binh"], "DEMO-AB-NH")

    page = home(demo["phuc"])

    assert [one.funnel.sent for one in page.reports.funnels] == [0] * len(page.reports.funnels)
    assert (page.reports.to_receive, page.reports.to_receive_counts.waiting) == ([], 0)
    assert page.reports.happened == []


def test_an_amendment_under_way_still_counts_as_sent(demo):
    lan, minh = demo["lan"], demo["minh"]
    report = signed(lan, demo["binh"], "DEMO-AB-NH")
    services.approve(submission_id=report.pk, by=minh, at=AT)
    before = _counts(_month(minh))
    place = selectors.place_to_fill("DEMO-AB-NH", "commune_month", NOVEMBER, by=lan)

    services.amend(place=place, reason="Đếm thiếu một vụ.", paper="", by=lan, at=AT)

    assert _counts(_month(minh)) == before


def test_more_time_makes_nobody_late_until_it_is_over(demo):
    minh = demo["minh"]
    unit = OrgUnit.objects.get(code="DEMO-AB-NH")
    late = _month(minh).late
    asked = _month(minh).asked
    Extension.objects.create(
        org_unit=unit,
        data_set_id=asked.form.data_set_id,
        period_type=asked.period.type,
        period_start=asked.period.start,
        period_end=asked.period.end,
        until=AT.date(),
        reason="Bão.",
        granted_by=minh,
        granted_at=AT,
    )

    assert _month(minh).late == late - 1
    own = selectors.due_reports(by=demo["lan"], on=AT.date())
    assert {one.due_on for one in own if one.period.code == NOVEMBER} == {AT.date()}
    signed(demo["lan"], demo["binh"], "DEMO-AB-NH")
    assert (_month(minh).sent, _month(minh).sent_late) == (1, 0)
    tomorrow = next(
        one
        for one in selectors.funnels(by=minh, on=AT.date() + timedelta(days=1))
        if one.asked == asked
    )
    assert tomorrow.late == late - 1


def test_leaders_are_told_which_figures_changed(home, demo):
    words = {"count": 4, "paper": "tỉnh An Bình, năm 2026", "by": "Lê Quang Minh"}
    notices.tell([demo["thang"].pk], "notice.figures-changed", words, about={}, at=AT)

    page = home(demo["thang"])

    assert page.reports.changed_figures == 1
    assert page.reports.notices[0].words.startswith("4 số liệu mà dự thảo")
    assert home(demo["minh"]).reports.changed_figures == 0


@pytest.mark.parametrize("who", ["lan", "binh", "minh", "thang", "yen", "khoi", "hoa", "phuc"])
def test_every_role_has_a_first_page(client, demo, who):
    client.force_login(demo[who])

    assert client.get("/").status_code == 200


def test_more_reports_cost_the_first_page_no_more_queries(client, demo):
    lan, binh, minh = demo["lan"], demo["binh"], demo["minh"]
    client.force_login(minh)
    signed(lan, binh, "DEMO-AB-NH")
    before = _queries(client)

    for code in ("DEMO-AB-DP", "DEMO-AB-TYK"):
        preparer, head = hands_of(code)
        for period in (NOVEMBER, OCTOBER, "2026M08--12-15"):
            signed(preparer, head, code, period)

    assert _queries(client) == before
    page = client.get("/").context["page"]
    assert page.reports.to_receive_counts.waiting == 7


def _queries(client):
    client.get("/")
    with CaptureQueriesContext(connection) as captured:
        html = client.get("/").content.decode()
    assert re.search(r"Kỳ đang thu", html)
    return len(captured)


def test_a_period_long_over_is_not_asked_for_any_more(demo):
    periods = {one.asked.due_on for one in selectors.funnels(by=demo["minh"], on=AT.date())}

    assert min(periods) > AT.date() - timedelta(days=92)
    assert date(2026, 11, 16) in periods
