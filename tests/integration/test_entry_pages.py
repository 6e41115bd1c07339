"""Pages where a report is filled in: saved at the cell, told when two write, sent, taken in."""

from __future__ import annotations

import io
import json
import re
from datetime import timedelta
from hashlib import sha256

import openpyxl
import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bcd138.apps.submissions import selectors, services
from bcd138.apps.submissions.models import DataValue, Evidence, Look, Submission
from bcd138.domain.approval import Part, State, choices
from bcd138.web.templatetags.say import words_of
from factories import AT

WHERE = ("DEMO-AB-NH", "commune_month", "2026M11--12-15")
BEFORE = ("DEMO-AB-NH", "commune_month", "2026M10--12-15")
LOCKING = ("DEMO-AB-NH", "commune_month", "2027M01--12-15")
HTMX = {"HX-Request": "true"}
EMPTY = {"version": "0"}


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(AT, tick=False):
        yield


@pytest.fixture
def lan(demo):
    return demo["lan"]


@pytest.fixture
def site(client, lan):
    client.force_login(lan)
    return client


def _get(site, name, *more, where=WHERE, status=200):
    answer = site.get(reverse(f"entry:{name}", args=[*where, *more]))
    assert answer.status_code == status
    return answer


def _post(site, name, fields, *more, where=WHERE, status=302, **headers):
    answer = site.post(reverse(f"entry:{name}", args=[*where, *more]), fields, headers=headers)
    assert answer.status_code == status, answer.content.decode()[:500]
    return answer


def _said(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def _cells():
    return Submission.objects.latest("pk").cells


def _sent(lan, where, **cells):
    place = selectors.place_to_fill(*where, by=lan)
    typed = dict.fromkeys(place.data_set.entered, "0") | cells
    services.save_cells(place=place, typed=typed, by=lan, at=AT)
    return services.submit(place=place, by=lan, at=AT)


def _signed(demo, where, **cells):
    report = _sent(demo["lan"], where, **cells)
    return services.sign(submission_id=report.pk, by=demo["binh"], at=AT)


def _step(site, name, report, **more):
    report.refresh_from_db()
    asked = {"submission": report.pk, "version": report.version} | more
    return _post(site, name, asked)


def test_the_list_tells_what_is_due_and_home_repeats_it(site):
    page = site.get(reverse("entry:list"))
    lines = {line.period.code: line for line in page.context["lines"] if line.total > 0}
    november = lines["2026M11--12-15"]

    assert (november.days, november.days_words, november.state_words) == (
        -6,
        "muộn 6 ngày",
        "chưa bắt đầu",
    )
    assert (november.filled, november.action) == (0, "Bắt đầu")
    assert lines["2026M12--12-15"].is_running
    home = site.get("/")
    assert [line.period.code for line in home.context["page"].reports.due] == [
        "2026M11--12-15",
        "2026M10--12-15",
    ]


def test_any_period_is_opened_by_its_code(site):
    asked = {"don_vi": WHERE[0], "bieu": WHERE[1], "ky": "2026M01--12-15"}

    opened = site.get(reverse("entry:open"), asked)
    calendar = site.get(reverse("entry:open"), asked | {"ky": "2026M01"})

    assert opened.url == reverse("entry:report", args=[*WHERE[:2], "2026M01--12-15"])
    assert calendar.status_code == 409
    assert "không có kỳ “tháng 1/2026”" in _said(calendar)


def test_the_page_is_the_paper_with_every_cell(site):
    page = _get(site, "report")
    html = page.content.decode()
    form = selectors.place(*WHERE, by=page.wsgi_request.user).data_set

    assert re.findall(r'<input class="cell-input num" id="o-([^"]+)"', html) == list(form.entered)
    assert re.findall(r'<output class="cell-computed num" id="o-([^"]+)"', html) == [
        key for key in form.cells if key not in form.entered
    ]
    assert page["Cache-Control"] == "max-age=0, no-store"


def test_saving_answers_at_the_cells(site):
    fields = EMPTY | {
        "social_order_crime_cases": "4",
        "social_order_crime_solved_cases": "05 vụ",
        "theft_cases": "hai",
        "murder_cases": "-",
    }

    answer = _post(site, "cells", fields, status=200, **HTMX)

    got = answer.context["answer"]
    assert got.marks == [
        ("social_order_crime_cases", "4", False),
        ("social_order_crime_solved_cases", "5", False),
        ("theft_cases", "hai", True),
        ("murder_cases", "–", False),
    ]
    assert got.computed["social_order_clearance_rate"] == "125"
    assert [(code, [cell.key for cell in cells]) for code, cells in got.rows] == [
        ("theft_cases", ["theft_cases"]),
        ("social_order_crime_solved_cases", ["social_order_crime_solved_cases"]),
    ]
    assert (got.summary.version, got.summary.filled, got.summary.blocking) == (1, 3, 1)
    assert "“hai” không phải là số" in _said(answer)
    assert _cells()["theft_cases"] == {"t": "hai"}


def test_an_explanation_is_saved_beside_its_figure(site):
    _post(site, "cells", EMPTY | {"social_order_crime_cases": "4"}, status=200, **HTMX)
    told = {"version": "1", "social_order_crime_solved_cases": "5"}
    told |= {
        "x~social_order_crime_solved_cases": "một vụ từ kỳ trước",
        "c~social_order_crime_solved_cases": "",
    }

    answer = _post(site, "cells", told, status=200, **HTMX)

    assert [mark[0] for mark in answer.context["answer"].marks] == [
        "social_order_crime_solved_cases",
        "x~social_order_crime_solved_cases",
    ]
    assert answer.context["summary"].unanswered == 0
    assert "Đã giải trình" in _said(answer)


def test_a_plain_form_saves_only_what_was_changed(site):
    _post(site, "cells", EMPTY | {"theft_cases": "4"}, status=200, **HTMX)
    page = dict.fromkeys(selectors.place(*WHERE, by=site_user(site)).data_set.entered, "")

    answer = _post(site, "cells", page | {"version": "1", "theft_cases": "4", "fire_cases": "2"})

    assert answer.url == reverse("entry:report", args=WHERE)
    assert _cells() == {"theft_cases": {"v": "4"}, "fire_cases": {"v": "2"}}


def site_user(site):
    return site.get(reverse("entry:list")).wsgi_request.user


def test_two_people_lose_nothing(site):
    _post(site, "cells", EMPTY | {"theft_cases": "4", "fire_cases": "1"}, status=200, **HTMX)
    mine = EMPTY | {"theft_cases": "7", "fire_cases": "1"}

    answer = _post(site, "cells", mine, status=409, **HTMX)

    assert answer["HX-Retarget"] == "#refusals"
    rivals = [(one.key, one.mine, one.theirs) for one in answer.context["rivals"]]
    assert rivals == [("theft_cases", "7", "4")]
    assert _cells()["theft_cases"] == {"v": "4"}
    _post(site, "cells", {"version": str(answer.context["version"]), "theft_cases": "7"})
    assert _cells()["theft_cases"] == {"v": "7"}


def test_a_saving_whose_answer_got_lost_may_come_once_more(site):
    told = EMPTY | {"theft_cases": "05 vụ", "fire_cases": "hai", "murder_cases": ""}
    _post(site, "cells", told, status=200, **HTMX)

    again = _post(site, "cells", told, status=200, **HTMX)

    assert again.context["answer"].marks == [
        ("theft_cases", "5", False),
        ("fire_cases", "hai", True),
        ("murder_cases", "", False),
    ]
    assert Submission.objects.get().version == 1
    words = {"version": "1", "n~results": "lời"}
    _post(site, "narratives", words, status=200, **HTMX)
    _post(site, "narratives", words, status=200, **HTMX)
    other = words | {"n~results": "lời khác"}
    assert "vừa được người khác lưu" in _said(_post(site, "narratives", other, status=409, **HTMX))


def test_an_unknown_cell_is_refused_in_words(site):
    answer = _post(site, "cells", EMPTY | {"no_such_cell": "1"}, status=409, **HTMX)

    assert "Biểu mẫu này không có ô: no_such_cell" in _said(answer)
    assert Submission.objects.count() == 0


def test_empty_cells_are_filled_in_one_go(site):
    _post(site, "cells", EMPTY | {"theft_cases": "4"}, status=200, **HTMX)

    answer = site.post(reverse("entry:fill", args=WHERE), {"how": "zero"}, follow=True)

    report = Submission.objects.get()
    assert report.filled_count == report.cell_count
    assert f"Đã điền {report.cell_count - 1} ô trống." in _said(answer)
    assert _post(site, "fill", {"how": "nine"}, status=404).status_code == 404


def test_narratives_are_saved_and_shown(site):
    answer = _post(site, "narratives", EMPTY | {"n~results": "Đạt <cả>"}, status=200, **HTMX)

    assert 'id="m-n~results"' in answer.content.decode()
    assert Submission.objects.get().narratives == {"results": "Đạt <cả>"}
    assert "Đạt &lt;cả&gt;</textarea>" in _get(site, "report").content.decode()


def test_a_report_is_reviewed_passed_on_signed_received_and_accepted(site, lan, demo):
    _signed(demo, BEFORE, social_order_crime_cases="3")
    nothing = _get(site, "send").context["review"]
    assert (nothing.may_send, nothing.says_nothing) == (False, True)
    _post(site, "fill", {"how": "zero"})
    _post(site, "cells", {"version": "1", "social_order_crime_cases": "4"}, status=200, **HTMX)

    review = _get(site, "send").context["review"]
    assert (review.may_send, review.empty) == (True, 0)
    assert [(one.key, one.last, one.value, one.difference) for one in review.changes] == [
        ("social_order_crime_cases", "3", "4", "+1")
    ]
    _post(site, "send", {"version": "2"})
    report = Submission.objects.latest("pk")
    assert (report.state, report.submitted_by) == ("submitted", lan)
    read_only = _get(site, "report")
    assert not read_only.context["page"].is_editable
    assert "Trần Thị Lan đã trình ký lúc 09:00 22/11/2026" in _said(read_only)

    _step(site, "take-back", report)
    assert _get(site, "report").context["page"].is_editable
    _post(site, "send", {})
    site.force_login(demo["binh"])
    assert "Bạn ký với tư cách người đứng đầu" in _said(_get(site, "sign"))
    _step(site, "sign", report)
    site.force_login(demo["minh"])
    waiting = site.get(reverse("entry:list"))
    assert [one.period.code for one in waiting.context["page"]] == [BEFORE[2], WHERE[2]]
    _step(site, "receive", report)
    _step(site, "approve", report)
    figure = DataValue.objects.get(submission=report, indicator__code="social_order_crime_cases")
    assert figure.value == 4
    source = site.get(reverse("analytics:figure", args=[figure.pk])).content.decode()
    assert f"{reverse('entry:report', args=WHERE)}?ban=1#o-social_order_crime_cases" in source


def test_the_page_offers_each_person_their_steps_and_says_why_not_more(site, demo):
    report = _sent(demo["lan"], WHERE)

    seen = {name: _offered(site, demo[name]) for name in ("lan", "binh", "minh", "hoa")}
    assert seen == {
        "lan": (["take_back"], "Vì sao chưa ký gửi, trả lại được?"),
        "binh": (["return", "sign"], "Vì sao chưa lấy lại được?"),
        "minh": ([], "Vì sao chưa lấy lại, ký gửi, trả lại được?"),
        "hoa": ([], "Vì sao chưa lấy lại, ký gửi, trả lại được?"),
    }
    refused = next(
        one
        for one in choices(State.SUBMITTED, {Part.PREPARER}, report.org_unit.name)
        if one.refusal
    )
    site.force_login(demo["lan"])
    assert words_of(refused.refusal.code, refused.refusal.params) in _said(_get(site, "report"))
    services.sign(submission_id=report.pk, by=demo["binh"], at=AT)
    assert _offered(site, demo["binh"])[0] == ["take_back"]
    assert _offered(site, demo["minh"])[0] == ["approve", "return", "receive"]
    services.approve(submission_id=report.pk, by=demo["minh"], at=AT)
    assert _offered(site, demo["minh"])[0] == ["close"]
    assert _offered(site, demo["lan"])[0] == ["amend"]


def _offered(site, person):
    site.force_login(person)
    page = _get(site, "report").context["page"]
    return [button.step for button in page.buttons], page.why_not.title


def test_a_report_locked_by_its_deadline_is_not_offered_for_signature(site, demo):
    place = selectors.place(*LOCKING, by=demo["binh"])
    last = selectors.deadline_for(
        place.org_unit.pk, place.org_unit.level, place.form, place.period
    ).last_on
    in_time = AT.replace(year=last.year, month=last.month, day=last.day)

    assert _offered_on(in_time, site, demo) == ["return", "sign"]
    assert _offered_on(in_time + timedelta(days=1), site, demo) == ["return"]
    with time_machine.travel(in_time + timedelta(days=1), tick=False):
        assert "biểu đã khóa sau ngày" in " ".join(_page(site, LOCKING).why_not.reasons)


def _offered_on(at, site, demo):
    with time_machine.travel(at, tick=False):
        if not Submission.objects.exists():
            _sent(demo["lan"], LOCKING)
        site.force_login(demo["binh"])
        return [button.step for button in _page(site, LOCKING).buttons]


def _page(site, where):
    return _get(site, "report", where=where).context["page"]


def test_a_report_comes_back_with_its_reasons_at_the_cells_until_it_is_sent_again(site, demo):
    report = _signed(demo, WHERE, theft_cases="1", social_order_crime_cases="1")
    site.force_login(demo["minh"])
    page = _get(site, "report")
    assert page.context["page"].may_return
    assert 'name="r~theft_cases"' in page.content.decode()

    nothing = {"submission": report.pk, "version": report.version, "r~theft_cases": " "}
    assert "Chưa ghi lý do trả lại" in _said(_post(site, "return", nothing, status=409))
    _step(site, "return", report, note="Soát lại", **{"r~theft_cases": "Công an huyện đếm 2"})

    report.refresh_from_db()
    assert (report.state, report.returned_count) == ("returned", 1)
    site.force_login(demo["lan"])
    back = _get(site, "report")
    told = back.context["page"].returned
    assert (told.by, told.note) == ("Lê Quang Minh", "Soát lại")
    assert [(one.key, one.name, one.words) for one in told.reasons] == [
        ("theft_cases", "Trộm cắp tài sản", "Công an huyện đếm 2")
    ]
    html = back.content.decode()
    assert 'href="#o-theft_cases"' in html
    assert html.count('class="entry-row came-back"') == 1
    assert 'aria-describedby="b-theft_cases"' in html
    _post(site, "cells", {"theft_cases": "0"}, status=200, **HTMX)
    assert _get(site, "report").context["page"].returned is not None
    _post(site, "send", {})
    assert _get(site, "report").context["page"].returned is None


def test_no_two_elements_of_the_page_share_a_name(site, demo):
    _signed(demo, WHERE)
    site.force_login(demo["minh"])

    names = re.findall(r'\sid="([^"]+)"', _get(site, "report").content.decode())

    assert sorted(set(names)) == sorted(names)


def test_the_head_returns_before_signing(site, demo):
    report = _sent(demo["lan"], WHERE)
    site.force_login(demo["binh"])

    _step(site, "return", report, note="Chưa khớp sổ trực ban")

    report.refresh_from_db()
    assert (report.state, report.sent_at) == ("returned", None)
    assert "Nguyễn Văn Bình trả lại lúc" in _said(_get(site, "report"))


def test_the_second_of_two_people_is_told_and_changes_nothing(site, demo):
    report = _signed(demo, WHERE)
    seen = {"submission": report.pk, "version": report.version}
    services.receive(submission_id=report.pk, by=demo["minh"], at=AT)
    site.force_login(demo["minh"])

    answer = _post(site, "approve", seen, status=409)

    assert "vừa được người khác lưu" in _said(answer)
    report.refresh_from_db()
    assert report.state == "received"


def test_the_receiver_sees_what_changed_since_they_last_looked(site, demo):
    report = _signed(demo, WHERE, theft_cases="1", social_order_crime_cases="1")
    site.force_login(demo["minh"])
    assert _get(site, "report").context["page"].changed is None
    _get(site, "report")
    assert Look.objects.filter(user=demo["minh"]).count() == 1
    _step(site, "return", report, note="Soát lại trộm cắp")
    site.force_login(demo["lan"])
    _post(site, "cells", {"theft_cases": "0"}, status=200, **HTMX)
    _post(site, "narratives", {"n~results": "Đã soát."}, status=200, **HTMX)
    _post(site, "send", {})
    services.sign(submission_id=report.pk, by=demo["binh"], at=AT)

    site.force_login(demo["minh"])
    page = _get(site, "report")

    changed = page.context["page"].changed
    assert [(one.key, one.was, one.now) for one in changed.cells] == [("theft_cases", "1", "0")]
    assert changed.parts == {"results"}
    assert page.content.decode().count("cell-changed") == 1
    assert _get(site, "report").context["page"].changed == changed
    site.force_login(demo["hoa"])
    assert _get(site, "report").context["page"].changed is None
    assert not Look.objects.filter(user=demo["hoa"]).exists()


def test_one_accepted_is_read_until_it_is_amended_with_a_reason(site, lan, demo):
    report = _signed(demo, WHERE, theft_cases="1", social_order_crime_cases="1")
    services.approve(submission_id=report.pk, by=demo["minh"], at=AT)

    page = _get(site, "report").context["page"]
    assert (page.is_editable, [one.step for one in page.buttons]) == (False, ["amend"])
    _post(site, "cells", EMPTY | {"theft_cases": "0"}, status=409, **HTMX)
    assert not _get(site, "amend").context["is_closed"]
    assert "Chưa ghi lý do đính chính" in _said(_post(site, "amend", {"reason": " "}, status=409))
    assert Submission.objects.count() == 1
    _post(site, "amend", {"reason": "Đếm trùng một vụ"})
    _post(site, "cells", {"theft_cases": "0"}, status=200, **HTMX)

    assert [(one.revision, one.state) for one in Submission.objects.all()] == [
        (1, "approved"),
        (2, "draft"),
    ]
    draft = _get(site, "report")
    assert "Bản 2, đính chính. Lý do: Đếm trùng một vụ" in _said(draft)
    assert "Bản 1 đang có hiệu lực" in _said(draft)
    review = _get(site, "send").context["page"]
    assert [(one.key, one.was, one.now) for one in review.amended] == [("theft_cases", "1", "0")]


def test_a_closed_one_is_amended_on_a_paper_alone(site, demo):
    report = _signed(demo, WHERE)
    services.approve(submission_id=report.pk, by=demo["minh"], at=AT)
    site.force_login(demo["minh"])
    _step(site, "close", report)
    site.force_login(demo["lan"])
    assert _get(site, "amend").context["is_closed"]

    refused = _post(site, "amend", {"reason": "Đếm trùng"}, status=409)
    assert "phải ghi số, ký hiệu và ngày của văn bản" in _said(refused)
    _post(site, "amend", {"reason": "Đếm trùng", "paper": "12/CV-BCĐ ngày 20/11/2026"})

    assert "văn bản: 12/CV-BCĐ ngày 20/11/2026" in _said(_get(site, "report"))


def test_every_revision_is_read_as_it_was(site, demo):
    report = _signed(demo, WHERE, theft_cases="1", social_order_crime_cases="1")
    services.approve(submission_id=report.pk, by=demo["minh"], at=AT)
    _post(site, "amend", {"reason": "Đếm trùng một vụ"})
    _post(site, "cells", {"theft_cases": "0"}, status=200, **HTMX)
    address = reverse("entry:report", args=WHERE)

    first = site.get(address, {"ban": "1"})
    second = site.get(address, {"ban": "2"})

    assert [_shown(one, "theft_cases") for one in (first, second)] == ["1", "0"]
    assert (first.context["page"].is_editable, second.context["page"].is_editable) == (False, False)
    assert (first.context["page"].buttons, second.context["page"].buttons) == ([], [])
    assert "Bạn đang xem lại bản 1. Đây là bản đang có hiệu lực." in _said(first)
    assert "Bản đang có hiệu lực: bản 1" in _said(second)
    for unknown in ("3", "0", "hai", "99999999999"):
        assert site.get(address, {"ban": unknown}).status_code == 404
    cell = site.get(reverse("entry:cell", args=[*WHERE, "theft_cases"]), {"ban": "1"})
    assert (cell.context["box"].shown, cell.context["may_fill"]) == ("1", False)


def _shown(page, key):
    boxes = [
        box
        for section in page.context["page"].sections
        for row in section.rows
        for box in row.slots
        if box is not None
    ]
    return next(box.shown for box in boxes if box.key == key)


def test_the_way_tells_who_did_what_as_what_and_when(site, demo):
    report = _signed(demo, WHERE)
    services.return_(
        submission_id=report.pk,
        note="Soát lại",
        reasons={"theft_cases": "sai"},
        by=demo["minh"],
        at=AT,
    )

    way = _get(site, "report").context["page"].way

    assert [(one.words, one.by, one.capacity, one.note) for one in way] == [
        ("trình ký", "Trần Thị Lan", "", ""),
        ("ký gửi", "Nguyễn Văn Bình", "người đứng đầu", ""),
        ("tiếp nhận", "Lê Quang Minh", "", ""),
        ("trả lại", "Lê Quang Minh", "", "Soát lại"),
    ]
    assert [one.words for one in way[-1].reasons] == ["sai"]


def test_the_receipt_seals_what_was_signed_for_ever(site, demo):
    _get(site, "receipt", status=409)
    report = _signed(demo, WHERE, theft_cases="1", social_order_crime_cases="1")
    before = _get(site, "receipt")
    bytes_before = _get(site, "signed-content").content
    assert before.context["receipt"].seal == sha256(bytes_before).hexdigest()
    assert json.loads(bytes_before)["cells"]["theft_cases"] == {"v": "1"}
    said = _said(before)
    assert ("Nguyễn Văn Bình, người đứng đầu" in said, "chưa tiếp nhận" in said) == (True, True)
    assert "gửi muộn 5 ngày" in said or "gửi muộn 6 ngày" in said

    services.approve(submission_id=report.pk, by=demo["minh"], at=AT)
    _post(site, "amend", {"reason": "Đếm trùng một vụ"})
    _post(site, "cells", {"theft_cases": "0"}, status=200, **HTMX)
    _post(site, "send", {})
    second = Submission.objects.latest("pk")
    services.sign(submission_id=second.pk, by=demo["binh"], at=AT)
    services.approve(submission_id=second.pk, by=demo["minh"], at=AT)

    content = reverse("entry:signed-content", args=WHERE)
    assert site.get(content, {"ban": "1"}).content == bytes_before
    assert site.get(content).content != bytes_before
    assert "đính chính không tính hạn" in _said(_get(site, "receipt"))
    assert "Lê Quang Minh · 09:00 22/11/2026" in _said(_get(site, "receipt"))
    site.force_login(demo["phuc"])
    _get(site, "receipt", status=404)
    _get(site, "signed-content", status=404)


def test_what_blocks_is_not_sent(site):
    _post(site, "cells", EMPTY | {"theft_cases": "hai"}, status=200, **HTMX)

    review = _get(site, "send").context["review"]

    assert [cell.key for cell in review.blocking] == ["theft_cases"]
    assert not review.may_send
    assert "1 chỗ sai phải sửa" in _said(_post(site, "send", {}, status=409))


def test_files_stand_at_a_cell_and_leave_as_attachments(site, demo):
    given = {"cell": "theft_cases", "file": SimpleUploadedFile('b "1".html', b"<script>")}
    _post(site, "attach", given)
    kept = Evidence.objects.get()

    page = _get(site, "cell", "theft_cases")
    assert [one.name for one in page.context["evidence"]] == [kept.name]
    taken = _get(site, "file", kept.pk)
    assert taken.content == b"<script>"
    assert taken["Content-Type"] == "application/octet-stream"
    assert taken["Content-Disposition"].startswith("attachment")
    assert taken["X-Content-Type-Options"] == "nosniff"
    _get(site, "file", kept.pk, where=BEFORE, status=404)
    site.force_login(demo["phuc"])
    _get(site, "file", kept.pk, status=404)
    _post(site, "file", {}, kept.pk, status=404)
    assert Evidence.objects.count() == 1
    site.force_login(demo["lan"])
    _post(site, "file", {}, kept.pk)
    assert Evidence.objects.count() == 0


def test_others_read_or_see_nothing(site, demo):
    site.force_login(demo["minh"])
    page = _get(site, "report")
    assert not page.context["page"].is_editable
    assert "bạn chỉ xem" in _said(page)
    refused = _post(site, "cells", EMPTY | {"theft_cases": "1"}, status=409, **HTMX)
    assert "Báo cáo do chính đơn vị lập" in _said(refused)
    site.force_login(demo["phuc"])
    for name in ("report", "send", "sign", "amend", "receipt", "form-file"):
        _get(site, name, status=404)
    for name in ("cells", "narratives", "take", "attach", "amend"):
        _post(site, name, {}, status=404)
    report = _sent(demo["lan"], WHERE)
    asked = {"submission": report.pk, "note": "x"}
    for name in ("sign", "receive", "approve", "return", "take-back", "close"):
        _post(site, name, asked, status=404)


def test_our_excel_form_goes_out_and_comes_back(site):
    _post(site, "cells", EMPTY | {"theft_cases": "4"}, status=200, **HTMX)
    content = _get(site, "form-file").content
    book = openpyxl.load_workbook(io.BytesIO(content))
    address = _write(book, "Trộm cắp tài sản", "9")
    bad = _write(book, "Cướp tài sản", "ba")
    out = io.BytesIO()
    book.save(out)

    preview = _upload(site, out.getvalue(), status=200).context["preview"]

    assert [(one.address, one.key, one.old, one.new) for one in preview.changes] == [
        (address, "theft_cases", "4", "9")
    ]
    assert [(one.address, one.typed) for one in preview.faults] == [(bad, "ba")]
    assert not preview.is_stale
    taken = {"take": "yes", "version": "1", "theft_cases": "9", "f~theft_cases": f"form!{address}"}
    _post(site, "form-file", taken)
    assert _cells() == {"theft_cases": {"v": "9", "o": f"form!{address}"}}
    assert _upload(site, out.getvalue(), status=200).context["preview"].is_stale
    other = _upload(site, content, where=BEFORE, status=409)
    assert "tệp là biểu của tháng 11/2026" in _said(other)
    broken = _said(_upload(site, b"PK nothing", status=409))
    assert "Không đọc được tệp này như một bảng tính" in broken


def _write(book, label, words):
    page = book.worksheets[0]
    for row in page.iter_rows():
        for cell in row:
            if cell.value == label:
                target = next(one for one in row[cell.column :] if not one.protection.locked)
                target.value = words
                return target.coordinate
    raise AssertionError(label)


def _upload(site, content, *, where=WHERE, status):
    return _post(
        site,
        "form-file",
        {"file": SimpleUploadedFile("b.xlsx", content)},
        where=where,
        status=status,
    )


def test_a_page_of_125_cells_costs_few_queries(site, lan):
    _sent(lan, BEFORE)
    _post(site, "fill", {"how": "zero"})
    _get(site, "report")

    with CaptureQueriesContext(
        connection,
    ) as asked:
        _get(site, "report")
    with CaptureQueriesContext(connection) as saved:
        _post(site, "cells", {"theft_cases": "0"}, status=200, **HTMX)

    assert len(asked) <= 20
    assert len(saved) <= 22
