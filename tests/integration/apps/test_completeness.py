"""Who has sent, who is late, who was returned: by unit, counted, and as it stood on a day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate

import factories
from bcd138.apps.accounts.selectors import unit_ids_seen
from bcd138.apps.accounts.sight import is_seen, seen_among
from bcd138.apps.orgunits.models import OrgUnit, RegisterVersion
from bcd138.apps.submissions.matrix import arranged
from bcd138.apps.submissions.permissions import received_by
from bcd138.apps.submissions.receiving import received_among
from bcd138.apps.submissions.selectors.columns import columns_of
from bcd138.apps.submissions.selectors.completeness import matrix
from bcd138.domain.approval import Part
from bcd138.domain.completeness import Counts
from bcd138.domain.errors import Refused
from completeness_reports import FORM, YEAR, month, more_time, report

NH, DP, TYK = "DEMO-AB-NH", "DEMO-AB-DP", "DEMO-AB-TYK"
SEPTEMBER_30 = date(2026, 9, 30)
LATER = date(2027, 1, 31)
"""A day on which the whole year is over, whatever the day of the test is."""


def _of(found, code, number):
    row = next(row for row in found.rows if row.code == code)
    return row.cells[number - 1]


@pytest.fixture
def year(demo):
    lan = demo["lan"]
    report(NH, 1, "closed", lan)
    report(NH, 2, "approved", lan, late=2, returns=1)
    report(NH, 3, "received", lan)
    report(NH, 4, "signed", lan, late=3)
    report(NH, 5, "returned", lan, late=1)
    report(NH, 6, "submitted", lan)
    report(NH, 7, "superseded", lan, late=1)
    report(NH, 7, "approved", lan, late=9, revision=2)
    report(DP, 1, "approved", lan)
    report(DP, 1, "submitted", lan, late=9, revision=2)
    report(DP, 2, "returned", lan)
    report(DP, 3, "closed", lan, late=4)
    more_time(DP, 3, 5, demo["minh"])
    report(DP, 4, "submitted", lan, returns=1, late=2)
    more_time(DP, 5, 400, demo["minh"])
    report(TYK, 1, "signed", lan, late=6)
    more_time(TYK, 1, 2, demo["minh"])
    more_time(TYK, 1, 5, demo["minh"])
    return demo


def test_each_report_has_its_letter_its_days_late_and_how_often_it_came_back(year):
    found = matrix("DEMO-AB", FORM, YEAR, by=year["minh"], on=SEPTEMBER_30)

    told = [(_of(found, NH, number).stand) for number in range(1, 8)]
    assert [(each.letter, each.late_days, each.returned) for each in told] == [
        ("X", 0, 0),
        ("C", 2, 1),
        ("T", 0, 0),
        ("G", 3, 0),
        ("L", 1, 1),
        ("K", (SEPTEMBER_30 - month(6).deadline.due_on).days, 0),
        ("C", 1, 0),
    ]
    untold = _of(found, TYK, 2).stand
    assert (untold.letter, untold.waits_for) == ("·", Part.PREPARER)
    assert untold.late_days == (SEPTEMBER_30 - month(2).deadline.due_on).days
    assert [row.name for row in found.rows] == [
        "Xã Đông Phong (minh họa)",
        "Xã Nam Hải (minh họa)",
        "Xã Tây Khê (minh họa)",
    ]


def test_an_amendment_on_its_way_leaves_a_report_accepted(year):
    found = matrix("DEMO-AB", FORM, YEAR, by=year["minh"], on=SEPTEMBER_30)

    assert _of(found, DP, 1).stand.letter == "C"


def test_time_that_was_given_is_not_late_and_the_last_extension_holds(year):
    found = matrix("DEMO-AB", FORM, YEAR, by=year["minh"], on=SEPTEMBER_30)

    assert _of(found, DP, 3).stand.late_days == 0
    assert _of(found, DP, 5).stand.late_days == 0
    assert _of(found, TYK, 1).stand.late_days == 1
    assert _of(found, TYK, 1).deadline.extension.until == month(1).deadline.due_on + timedelta(5)


@pytest.mark.parametrize("on", [date(2026, 3, 20), date(2026, 6, 1), SEPTEMBER_30, LATER])
def test_the_country_counts_what_the_province_lists(year, on):
    country = matrix("VN", FORM, YEAR, by=year["hoa"], on=on)
    province = matrix("DEMO-AB", FORM, YEAR, by=year["hoa"], on=on)

    row = next(row for row in country.rows if row.code == "DEMO-AB")
    assert country.is_grouped
    assert row.counts == province.counts
    assert row.counts.expected == sum(3 for each in province.columns if each.period.end < on)


def test_the_counts_of_the_year_are_these(year):
    found = matrix("DEMO-AB", FORM, YEAR, by=year["minh"], on=LATER)

    assert replace(found.counts, late=0, overdue=0) == Counts(
        expected=36, head=2, receiver=3, done=5, returned=2
    )
    assert (found.counts.late, found.counts.overdue) == (10 + 8 + 12, 7 + 8 + 11)


def test_a_day_that_has_passed_is_shown_as_it_was(year):
    due = month(2).deadline.due_on
    before = matrix("DEMO-AB", FORM, YEAR, by=year["minh"], on=due + timedelta(days=1))
    after = matrix("DEMO-AB", FORM, YEAR, by=year["minh"], on=due + timedelta(days=2))

    assert _of(before, NH, 2).stand.letter == "·"
    assert _of(before, NH, 2).stand.late_days == 1
    assert (_of(after, NH, 2).stand.letter, _of(after, NH, 2).stand.returned) == ("C", 1)


def test_nothing_is_expected_of_a_period_that_runs(year):
    last = month(9).period.end
    running = matrix("DEMO-AB", FORM, YEAR, by=year["minh"], on=last)
    ended = matrix("DEMO-AB", FORM, YEAR, by=year["minh"], on=last + timedelta(days=1))

    assert [_of(running, code, 9) for code in (NH, DP, TYK)] == [None] * 3
    assert ended.counts.expected == running.counts.expected + 3


def test_units_are_those_that_stood_on_the_last_day_of_the_period(demo):
    found = matrix("DEMO-AB", FORM, 2025, by=demo["minh"], on=SEPTEMBER_30)

    standing = {row.code: [cell is not None for cell in row.cells] for row in found.rows}
    assert standing["DEMO-AB-TL"] == [True] * 6 + [False] * 6
    assert standing[TYK] == [False] * 6 + [True] * 6
    assert standing[NH] == [True] * 12


def test_rows_are_filtered_by_whose_turn_it_is_and_by_lateness(year):
    found = matrix("DEMO-AB", FORM, YEAR, by=year["minh"], on=month(1).period.end + timedelta(20))

    def codes(**asked):
        return [row.code for row in arranged(found, **asked).rows]

    assert codes() == [DP, NH, TYK]
    assert codes(part=Part.RECEIVER) == [TYK]
    assert codes(part=Part.HEAD) == []
    assert codes(late=True) == [TYK]
    assert codes(worst_first=True)[0] == TYK


def test_provinces_have_a_letter_each_also_for_the_country(demo):
    found = matrix("VN", "province_year", YEAR, by=demo["hoa"], on=LATER)

    assert not found.is_grouped
    assert {row.counts.expected for row in found.rows} == {1}
    assert {"DEMO-AB", "DEMO-SH", "04"} <= {row.code for row in found.rows}


def test_a_member_agency_stands_in_its_provinces_list(demo):
    found = matrix("DEMO-AB", "procuracy_year", YEAR, by=demo["minh"], on=LATER)

    assert [(row.code, row.counts.missing) for row in found.rows] == [("DEMO-AB-VKS", 1)]


def test_nobody_sees_more_than_their_units(year):
    for who, unit in (("phuc", "DEMO-AB"), ("minh", "VN"), ("lan", "DEMO-AB"), ("phuc", NH)):
        with pytest.raises(OrgUnit.DoesNotExist):
            matrix(unit, FORM, YEAR, by=year[who], on=SEPTEMBER_30)
    own = matrix(NH, FORM, YEAR, by=year["lan"], on=SEPTEMBER_30)
    assert [row.code for row in own.rows] == [NH]


def test_asking_upwards_finds_the_same_units_as_asking_downwards(demo):
    every = list(OrgUnit.objects.values_list("pk", flat=True))
    for person in demo.values():
        seen = OrgUnit.objects.filter(pk__in=unit_ids_seen(person))
        assert seen_among(every, by=person) == set(seen.values_list("pk", flat=True))
        assert set(OrgUnit.objects.filter(is_seen(person, "pk"))) == set(seen)
        received = OrgUnit.objects.filter(received_by(person, "pk"))
        assert received_among(every, by=person) == set(received.values_list("pk", flat=True))


def test_an_unknown_form_is_refused(demo):
    with pytest.raises(Refused) as refused:
        matrix("DEMO-AB", "commune_moth", YEAR, by=demo["minh"], on=SEPTEMBER_30)

    assert refused.value.code == "catalogue.unknown-data-set"


def test_before_the_form_began_there_are_no_columns(demo):
    assert columns_of(FORM, 2023) == ()


@pytest.mark.parametrize(("unit", "who"), [("VN", "hoa"), ("DEMO-AB", "minh")])
@pytest.mark.parametrize("on", [date(2026, 9, 30), LATER])
def test_queries_are_as_many_for_ten_times_the_units(year, unit, who, on):
    matrix(unit, FORM, YEAR, by=year[who], on=on)
    with CaptureQueriesContext(connection) as few:
        small = matrix(unit, FORM, YEAR, by=year[who], on=on)

    parent = OrgUnit.objects.get(code="DEMO-AB")
    for place in range(30):
        factories.org_unit(f"DEMO-AB-{place:02}", f"Xã số {place}", level="commune", parent=parent)
        for number in range(1, 7):
            report(f"DEMO-AB-{place:02}", number, "approved", year["lan"], late=place % 3)
    RegisterVersion.objects.update(token="more")  # noqa: S106 - the state of the register
    matrix(unit, FORM, YEAR, by=year[who], on=on)
    with CaptureQueriesContext(connection) as many:
        large = matrix(unit, FORM, YEAR, by=year[who], on=on)

    assert large.counts.expected == small.counts.expected + 30 * len(
        [each for each in large.columns if each.period.end < on]
    )
    assert len(many) == len(few)
    assert len(many) <= 22


def test_today_is_read_from_the_reports_themselves(year):
    today = matrix("VN", FORM, YEAR, by=year["hoa"], on=max(localdate(), LATER))
    listed = matrix("DEMO-AB", FORM, YEAR, by=year["hoa"], on=max(localdate(), LATER))

    row = next(row for row in today.rows if row.code == "DEMO-AB")
    assert row.counts == listed.counts
