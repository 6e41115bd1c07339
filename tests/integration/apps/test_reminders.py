"""Reminders by one tap and by the calendar, more time, and both by e-mail."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core import mail
from django.utils.timezone import now

from bcd138.apps.accounts.models import User
from bcd138.apps.audit.models import AuditEvent
from bcd138.apps.notices.models import Notice
from bcd138.apps.notices.post import post
from bcd138.apps.submissions import services
from bcd138.apps.submissions.models import Extension
from bcd138.apps.submissions.selectors import place
from bcd138.domain.approval import Part
from bcd138.domain.errors import Refused
from completeness_reports import FORM, YEAR, month, noon, report

NH = "DEMO-AB-NH"
OCTOBER_5 = noon(date(2026, 10, 5))


def _told(code="notice.reminded"):
    rows = Notice.objects.filter(code=code).order_by("pk")
    return [(each.user.username, each.about["org_unit"], each.about["period"]) for each in rows]


def _remind(by, at=OCTOBER_5, **asked):
    return services.remind(org_unit="DEMO-AB", data_set=FORM, year=YEAR, by=by, at=at, **asked)


@pytest.fixture
def begun(demo):
    for number in range(1, 8):
        report(NH, number, "approved", demo["lan"])
    report(NH, 8, "submitted", demo["lan"])
    return demo


def test_whose_turn_it_is_gets_told_about_each_report(begun):
    done = _remind(begun["minh"])

    months = [f"2026M{number:02}--12-15" for number in (8, 9)]
    assert _told() == [("binh", NH, months[0]), ("lan", NH, months[1])]
    assert (done.units, done.people, done.silent) == (1, 2, 2)
    event = AuditEvent.objects.get(event="submission.reminded")
    assert (event.by, event.about["units"]) == (
        "minh",
        ["DEMO-AB-DP", "DEMO-AB-NH", "DEMO-AB-TYK"],
    )
    words = Notice.objects.get(user=begun["lan"], code="notice.reminded").params
    assert words["due_on"] == f"{month(9).deadline.due_on:%d/%m/%Y}"


def test_nobody_is_told_the_same_twice_a_day(begun):
    _remind(begun["minh"])
    with pytest.raises(Refused) as refused:
        _remind(begun["minh"], at=OCTOBER_5 + timedelta(hours=3))
    assert refused.value.code == "completeness.nobody-to-remind"
    assert len(_told()) == 2

    _remind(begun["minh"], at=OCTOBER_5 + timedelta(days=1))
    assert len(_told()) == 4


def test_only_those_asked_for_are_reminded(begun):
    _remind(begun["minh"], part=Part.HEAD)

    assert [who for who, *_ in _told()] == ["binh"]


@pytest.mark.parametrize("who", ["hoa", "thang"])
def test_only_the_standing_agency_right_above_reminds(begun, who):
    with pytest.raises(Refused) as refused:
        _remind(begun[who])

    assert refused.value.code == "completeness.nobody-to-remind"
    assert _told() == []


def test_the_calendar_reminds_on_its_days_and_once(begun):
    due = month(13).deadline.due_on
    at = noon(due)

    done = services.remind_due(on=due, at=at)
    again = services.remind_due(on=due, at=at)

    assert _told("deadline.remind-today") == [("lan", NH, "2027M01--12-15")]
    assert (done.units, done.people) == (1, 1)
    assert (again.units, again.people) == (0, 0)
    assert services.remind_due(on=month(13).period.end, at=at).people == 0


@pytest.mark.parametrize(
    ("state", "whom"),
    [("draft", ["lan"]), ("submitted", ["binh"]), ("signed", []), ("returned", []), ("closed", [])],
)
def test_the_calendar_reminds_whose_turn_it_is_until_it_was_sent(begun, state, whom):
    report(NH, 13, state, begun["lan"])

    services.remind_due(on=month(13).deadline.due_on, at=OCTOBER_5)

    assert [who for who, *_ in _told("deadline.remind-today")] == whom


def test_more_time_moves_the_reminder(begun):
    due = month(13).deadline.due_on
    later = due + timedelta(days=14)
    _extend(begun["minh"], 13, until=later, at=noon(due - timedelta(days=1)))

    assert services.remind_due(on=due, at=noon(due)).people == 0
    assert services.remind_due(on=later, at=noon(due)).people == 1


def _extend(by, number=9, *, until, at=OCTOBER_5, reason="Mưa lũ, mất điện."):
    where = place(NH, FORM, month(number).period.code, by=by)
    return services.extend(place=where, until=until, reason=reason, by=by, at=at)


def test_more_time_is_kept_told_and_recorded(begun):
    until = month(9).deadline.due_on + timedelta(days=7)

    _extend(begun["minh"], until=until)
    _extend(begun["minh"], until=until + timedelta(days=1), reason="Chưa có điện.")

    assert [each.until for each in Extension.objects.order_by("pk")] == [
        until,
        until + timedelta(1),
    ]
    people = Notice.objects.filter(code="notice.extended").values_list("user__username", flat=True)
    assert sorted(people) == ["binh", "binh", "lan", "lan"]
    events = AuditEvent.objects.filter(event="submission.extended").order_by("pk")
    assert [(each.by, each.about["until"]) for each in events] == [
        ("minh", until.isoformat()),
        ("minh", (until + timedelta(days=1)).isoformat()),
    ]


@pytest.mark.parametrize(
    ("who", "days", "reason", "code"),
    [
        ("minh", 0, "Mưa lũ.", "deadline.extension-too-short"),
        ("minh", 5, "  ", "deadline.extension-without-reason"),
        ("hoa", 5, "Mưa lũ.", "submission.not-yours-to-approve"),
        ("lan", 5, "Mưa lũ.", "submission.not-yours-to-approve"),
    ],
)
def test_more_time_is_refused_and_nothing_is_kept(begun, who, days, reason, code):
    until = month(9).deadline.due_on + timedelta(days=days)
    with pytest.raises(Refused) as refused:
        _extend(begun[who], until=until, reason=reason)

    assert refused.value.code == code
    assert not Extension.objects.exists()
    assert _told("notice.extended") == []


@pytest.fixture
def told(begun, settings):
    settings.EMAIL_HOST = "mail.example"
    settings.DEFAULT_FROM_EMAIL = "bcd138@example.vn"
    User.objects.filter(username="lan").update(email="lan@example.vn")
    _remind(begun["minh"])
    _extend(begun["minh"], until=month(9).deadline.due_on + timedelta(days=7))
    return begun


def test_one_message_a_person_tells_all_that_is_new_and_is_marked(told):
    assert post(at=now()) == 1
    assert post(at=now()) == 0

    (message,) = mail.outbox
    assert (message.to, message.from_email) == (["lan@example.vn"], "bcd138@example.vn")
    assert message.subject == "BCĐ 138: 2 việc cần xem"
    assert "Trần Thị Lan" in message.body
    assert "“Mưa lũ, mất điện.”" in message.body
    assert not Notice.objects.filter(user=told["lan"], emailed_at=None).exists()
    assert not Notice.objects.filter(user=told["binh"]).exclude(emailed_at=None).exists()


def test_what_was_read_is_not_mailed(told):
    Notice.objects.update(read_at=now())

    assert post(at=now()) == 0
    assert mail.outbox == []


def test_without_a_server_nothing_is_tried_and_nothing_is_marked(told, settings):
    settings.EMAIL_HOST = ""

    assert post(at=now()) == 0
    assert mail.outbox == []
    assert not Notice.objects.exclude(emailed_at=None).exists()
