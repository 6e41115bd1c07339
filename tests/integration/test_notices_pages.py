"""What a person was told: the bell, the page, and marking it as read."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bcd138.apps.notices import selectors, services
from factories import AT

ABOUT = {
    "kind": "submission",
    "org_unit": "DEMO-AB-NH",
    "data_set": "commune_month",
    "period": "2026M10--12-15",
}
RETURNED = {
    "org_unit": "Xã Nam Hải",
    "form": "Báo cáo tháng",
    "period": "tháng 10/2026",
    "count": 3,
    "by": "Lê Quang Minh",
}
DUE = {"org_unit": "Xã Nam Hải", "form": "Báo cáo tháng", "period": "", "due_on": "2026-11-16"}


@pytest.fixture
def lan(client, demo):
    client.force_login(demo["lan"])
    return demo["lan"]


def _told(person, code="notice.returned", params=RETURNED, about=ABOUT):
    services.tell([person.pk], code, params, about=about, at=AT)
    return selectors.notices(by=person).first()


def _page(client):
    return client.get(reverse("notices:list"))


def test_the_bell_counts_what_is_unread(client, lan, demo):
    assert 'aria-label="Thông báo, 0 chưa đọc"' in _page(client).content.decode()
    _told(lan)
    _told(demo["minh"])

    html = client.get("/chi-tieu/").content.decode()

    assert 'aria-label="Thông báo, 1 chưa đọc"' in html
    assert re.findall(r'class="bell-count"[^>]*>(\d+)<', html) == ["1"]


def test_the_words_are_in_the_readers_language(client, lan):
    _told(lan)

    vietnamese = _page(client).context["lines"][0]
    client.post(reverse("language"), {"language": "en", "next": "/"})
    english = _page(client).context["lines"][0]

    assert vietnamese.words.startswith("Lê Quang Minh trả lại “Báo cáo tháng” kỳ tháng 10/2026")
    assert english.words.startswith("Lê Quang Minh returned “Báo cáo tháng” for month 2026M10")
    assert english.href == reverse("entry:report", args=list(ABOUT.values())[1:])


def test_days_are_written_as_officers_write_them(client, lan):
    _told(lan, "deadline.remind-today", DUE)

    assert "hết ngày 16/11/2026." in _page(client).context["lines"][0].words


def test_unread_stands_first(client, lan):
    older = _told(lan)
    newer = _told(lan, "deadline.remind-today", DUE)
    services.read(by=lan, at=AT, notice_id=newer.pk)

    lines = _page(client).context["lines"]

    assert [(one.pk, one.is_unread) for one in lines] == [(older.pk, True), (newer.pk, False)]


def test_one_is_read_and_leads_to_its_report(client, lan):
    kept, opened = _told(lan), _told(lan)

    answer = client.post(reverse("notices:read", args=[opened.pk]), {"mo": "1"})

    assert answer.url == reverse("entry:report", args=list(ABOUT.values())[1:])
    assert list(selectors.unread(by=lan)) == [kept]
    assert client.post(reverse("notices:read", args=[kept.pk])).url == reverse("notices:list")
    assert list(selectors.unread(by=lan)) == []


def test_what_has_no_page_shows_no_link(client, lan):
    for about in ({}, {"kind": "something_new"}, {"kind": "submission"}, {"kind": "report"}):
        _told(lan, about=about)

    assert [one.href for one in _page(client).context["lines"]] == [""] * 4


def test_all_are_read_at_once_and_only_ones_own(client, lan, demo):
    _told(lan)
    _told(lan)
    others = _told(demo["minh"])

    answer = client.post(reverse("notices:read-all"), follow=True)

    assert "Đã đánh dấu đọc 2 thông báo." in answer.content.decode()
    assert list(selectors.unread(by=lan)) == []
    assert list(selectors.unread(by=demo["minh"])) == [others]


def test_what_somebody_else_was_told_is_not_there(client, lan, demo):
    others = _told(demo["minh"])

    assert _page(client).context["lines"] == []
    assert client.post(reverse("notices:read", args=[others.pk])).status_code == 404
    others.refresh_from_db()
    assert others.read_at is None


def test_more_notices_cost_no_more_queries(client, lan):
    _told(lan)
    before = _queries(client)
    for _ in range(12):
        _told(lan)

    assert _queries(client) == before


def _queries(client):
    with CaptureQueriesContext(connection) as captured:
        assert _page(client).status_code == 200
    return len(captured)
