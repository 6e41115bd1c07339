"""Accepting and closing many reports at once: what blocks each is told, nothing is half done."""

from __future__ import annotations

import re

import pytest
import time_machine
from django.urls import reverse

from bcd138.apps.submissions import selectors, services
from bcd138.apps.submissions.models import ApprovalStep, DataValue, Look, Submission
from factories import AT
from reports_made import FORM, NOVEMBER, OCTOBER, hands_of, signed, submitted


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(AT, tick=False):
        yield


@pytest.fixture
def minh(client, demo):
    client.force_login(demo["minh"])
    return demo["minh"]


@pytest.fixture
def two(demo):
    """Return a report of each of two communes, both signed."""
    mine = signed(demo["lan"], demo["binh"], "DEMO-AB-NH")
    return mine, signed(*hands_of("DEMO-AB-DP"), "DEMO-AB-DP")


def _accept(client, *reports):
    """Tick reports as the list showed them: each with the version that was looked at."""
    ticked = [f"{one.pk}-{one.version}" for one in reports]
    return client.post(reverse("entry:accept-many"), {"bao-cao": ticked})


def _states():
    return [one.state for one in Submission.objects.order_by("pk")]


def _said(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


@pytest.mark.usefixtures("minh")
def test_the_ticked_reports_are_accepted(client, two):
    answer = _accept(client, *two)

    assert answer.url == reverse("entry:list")
    assert _states() == ["approved", "approved"]
    assert "Đã chấp nhận 2 báo cáo." in _said(client.get(answer.url))


@pytest.mark.usefixtures("minh")
def test_those_that_stay_are_listed_with_their_reason(client, two):
    first, second = two
    Submission.objects.filter(pk=second.pk).update(unanswered_count=2)

    answer = _accept(client, first, second)

    assert answer.status_code == 200
    assert [(one.report.pk, one.href) for one in answer.context["left"]] == [
        (second.pk, reverse("entry:report", args=["DEMO-AB-DP", FORM, NOVEMBER]))
    ]
    assert "2 chỗ cần giải trình" in answer.context["left"][0].words
    assert _states() == ["approved", "signed"]
    assert set(DataValue.objects.values_list("submission", flat=True)) == {first.pk}


@pytest.mark.usefixtures("minh")
def test_one_signed_anew_since_it_was_listed_is_read_again_first(client, demo, two):
    first, second = two
    services.take_back(submission_id=first.pk, by=demo["binh"], at=AT)
    again = signed(demo["lan"], demo["binh"], "DEMO-AB-NH")
    assert (again.pk, again.state) == (first.pk, "signed")

    answer = _accept(client, first, second)

    assert [one.report.pk for one in answer.context["left"]] == [first.pk]
    assert _states() == ["signed", "approved"]


@pytest.mark.usefixtures("minh")
def test_nothing_ticked_changes_nothing(client, two):
    answer = client.post(reverse("entry:accept-many"), {"bao-cao": ["", "x"]}, follow=True)

    assert "Chưa chọn báo cáo nào" in _said(answer)
    assert _states() == ["signed", "signed"]


def test_who_does_not_receive_them_accepts_none(client, demo, two):

    client.force_login(demo["phuc"])
    assert _accept(client, *two).status_code == 404
    client.force_login(demo["hoa"])
    refused = _accept(client, *two)
    assert len(refused.context["left"]) == 2
    client.force_login(demo["lan"])
    assert [one.report.pk for one in _accept(client, two[0]).context["left"]] == [two[0].pk]
    assert _states() == ["signed", "signed"]


def test_each_line_tells_what_to_know_first(client, demo, minh, two):
    first, second = two
    Submission.objects.filter(pk=second.pk).update(blocking_count=1, returned_count=2)
    seen = ApprovalStep.objects.get(submission=first, step="sign")
    Look.objects.create(user=minh, signed=seen, at=AT)

    page = client.get(reverse("entry:list"), {"chon": "het"})

    lines = {one.report.pk: one for one in page.context["waiting"]}
    assert [tag.words for tag in lines[first.pk].tags] == ["muộn 6 ngày"]
    assert [tag.words for tag in lines[second.pk].tags] == [
        "1 chỗ chặn",
        "muộn 6 ngày",
        "đã trả lại 2 lần",
        "bạn chưa xem",
    ]
    assert (lines[first.pk].ticked, lines[second.pk].ticked) == (True, False)


def test_a_report_signed_anew_has_changed_since_the_look(client, demo, minh, two):
    first, _ = two
    Look.objects.create(
        user=minh, signed=ApprovalStep.objects.get(submission=first, step="sign"), at=AT
    )
    services.return_(submission_id=first.pk, note="Sai.", reasons={}, by=minh, at=AT)
    again = signed(demo["lan"], demo["binh"], "DEMO-AB-NH", theft_cases="0")

    lines = client.get(reverse("entry:list")).context["waiting"]

    told = {one.report.pk: [tag.words for tag in one.tags] for one in lines}
    assert told[again.pk] == ["muộn 6 ngày", "đã trả lại 1 lần", "đã đổi từ lần bạn xem"]


def test_what_waits_for_a_signature_stands_first(client, demo):
    report = submitted(demo["lan"], "DEMO-AB-NH")
    client.force_login(demo["binh"])

    page = client.get(reverse("entry:list"))

    assert [one.pk for one in page.context["to_sign"]] == [report.pk]
    address = reverse("entry:report", args=["DEMO-AB-NH", FORM, NOVEMBER])
    assert f'href="{address}"' in page.content.decode()
    for other in ("lan", "thang", "khoi", "phuc"):
        client.force_login(demo[other])
        assert list(client.get(reverse("entry:list")).context["to_sign"]) == []


def test_a_period_is_closed_and_told_what_stays_open(client, demo, minh, two):
    services.approve(submission_id=two[0].pk, by=minh, at=AT)
    asked = {"bieu": FORM, "ky": NOVEMBER}

    page = client.get(reverse("entry:closing"), asked)
    told = [(one.period.code, one.accepted, one.left_open) for one in page.context["page"]]
    assert told == [(NOVEMBER, 1, 1)]
    assert [one.pk for one in page.context["left"]] == [two[1].pk]
    assert "Xã Đông Phong" in _said(page)

    done = client.post(reverse("entry:close-many"), asked, follow=True)
    assert "Đã chốt 1 báo cáo. Còn 1 báo cáo để ngỏ." in _said(done)
    assert _states() == ["closed", "signed"]
    assert client.post(reverse("entry:close-many"), asked).status_code == 404


def test_only_the_receiver_closes(client, demo, two):
    services.approve(submission_id=two[0].pk, by=demo["minh"], at=AT)
    asked = {"bieu": FORM, "ky": NOVEMBER}

    for who in ("phuc", "hoa", "lan", "binh", "thang"):
        client.force_login(demo[who])
        assert client.get(reverse("entry:closing"), asked).status_code == 404
        assert client.post(reverse("entry:close-many"), asked).status_code == 404
    assert _states() == ["approved", "signed"]


def test_the_short_question_of_a_report_agrees_with_the_list_of_units(demo, two):
    signed(demo["lan"], demo["binh"], "DEMO-AB-NH", OCTOBER)
    for person in demo.values():
        units = set(selectors.waiting_for_approval(by=person).values_list("org_unit", flat=True))
        expected = {"DEMO-AB-NH", "DEMO-AB-DP"} if person.username == "minh" else set()
        codes = {one.org_unit.code for one in selectors.waiting_for_approval(by=person)}
        assert (len(units), codes) == (len(expected), expected)
