"""From confirmed figures to a draft: what it holds, who may make it, what it refuses."""

from __future__ import annotations

from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

import factories
from bcd138.apps.audit.models import AuditEvent
from bcd138.apps.files import services as files
from bcd138.apps.intake.enums import SuggestionKind, SuggestionState
from bcd138.apps.reports import selectors, services
from bcd138.apps.reports.models import Report
from bcd138.apps.reports.uses import changes_in
from bcd138.apps.submissions.models import DataValue
from bcd138.domain.document.facts import from_json
from bcd138.domain.errors import Refused
from bcd138.domain.extraction.reading import Change
from bcd138.domain.period import calendar_year
from bcd138.formats.docx import read_text
from bcd138.formats.plain_text import write

ANH = {"name": "Nguyễn Văn Anh", "position": "Phó Chủ tịch UBND tỉnh, Trưởng Ban", "role": "chair"}
LINE = {
    "grantor": "Công an tỉnh",
    "form": "giay_khen",
    "collectives": 12,
    "individuals": None,
    "total_unsplit": None,
    "forms_mixed": [],
    "counts_in_total": True,
}


def accepted(text, by, at, **fields):
    state = {"state": SuggestionState.ACCEPTED, "decided_by": by, "decided_at": at}
    return factories.suggestion(text, **state, **fields)


@pytest.fixture
def text(units, minh, at):
    return factories.received_text(
        by=minh,
        received_for=units.an_binh,
        org_unit=units.an_binh,
        title="Hội nghị tổng kết",
        committee="Ban Chỉ đạo 138 tỉnh",
        people=[ANH],
        conference_on=date(2019, 3, 12),
    )


@pytest.fixture
def confirmed(text, solved, clearance, minh, at):
    """Two figures, a line of commendation and a task, all confirmed by Minh."""
    value = factories.data_value(text, solved)
    change = {"change": {"value": "14", "unit": "vụ", "direction": "down", "base": "previous_year"}}
    accepted(text, minh, at, indicator=solved, data_value=value, details=change)
    factories.data_value(text, clearance, "83.62", unit="%")
    accepted(text, minh, at, quote="12 tập thể", details=LINE)
    task = {"kind": SuggestionKind.TASK, "details": {"text": "giảm 5% tội phạm"}}
    accepted(text, minh, at, quote="Năm 2019 giảm 5%", **task)
    return text


def drafted(by, at, *, unit="DEMO-AB", period="2018", kind="year_end_review"):
    return services.draft(report_type=kind, org_unit_code=unit, period_code=period, by=by, at=at)


def test_a_draft_says_what_is_confirmed_and_is_kept_with_its_facts(confirmed, minh, at):
    report = drafted(minh, at)

    text = read_text(files.content_of(report.file)).replace("\u00a0", " ")
    assert (
        "Điều tra, khám phá 388 vụ phạm pháp hình sự (giảm 14 vụ so với năm trước),"
        " đạt tỷ lệ 83,62 %."
    ) in text.split("\n")
    assert "Về khen thưởng: Công an tỉnh tặng Giấy khen cho 12 tập thể" in text
    assert "- Giảm 5% tội phạm." in text.split("\n")
    assert "Nguyễn Văn Anh" in text
    assert "(Số liệu minh họa" in text
    assert report.file_name == "bao-cao-tong-ket_DEMO-AB_2018.docx"
    assert (report.period, report.drafted_by) == (calendar_year(2018), minh)


def test_the_facts_lead_back_to_the_sentence(confirmed, minh, at, solved):
    facts = from_json(drafted(minh, at).facts)

    first = facts.figures[0]
    assert (first.indicator, str(first.amount), first.source_title, first.revision) == (
        solved.code,
        "388 vụ",
        "Hội nghị tổng kết",
        1,
    )
    assert first.stated == Change(14, "vụ", "down", "previous_year")
    assert first.quote == confirmed.text[:8]


def test_drafting_is_recorded(confirmed, minh, at):
    report = drafted(minh, at)

    event = AuditEvent.objects.get(event="report.drafted")
    assert (event.by, event.at) == ("minh", at)
    assert event.about == {
        "report": report.pk,
        "report_type": "year_end_review",
        "org_unit": "DEMO-AB",
        "period": "2018",
        "sha256": report.file.sha256,
    }


def test_the_same_facts_give_the_same_file(confirmed, minh, at):
    assert drafted(minh, at).file == drafted(minh, at).file


def test_a_year_earlier_is_compared_when_it_is_confirmed(confirmed, minh, at, solved):
    factories.data_value(confirmed, solved, "402", period=calendar_year(2017))

    paper = write(selectors.paper_of(drafted(minh, at)))

    assert "388 vụ phạm pháp hình sự (giảm 14 vụ, tương đương 3,5 %, so với năm 2017)" in paper


def test_targets_of_the_next_period_stand_in_the_last_section(confirmed, minh, at):
    aim = factories.indicator("target_crime_reduction", value_type="change", unit="%")
    factories.data_value(confirmed, aim, "5", unit="%", kind="target", period=calendar_year(2019))

    paper = write(selectors.paper_of(drafted(minh, at)))

    assert "Chỉ tiêu kỳ tới: kéo giảm 5 % tội phạm về trật tự xã hội." in paper


def test_a_target_in_a_review_is_set_for_the_period_to_come(confirmed, minh, at):
    aim = factories.indicator("target_crime_reduction", value_type="change", unit="%")
    factories.data_value(confirmed, aim, "5", unit="%", kind="target")

    facts = from_json(drafted(minh, at).facts)

    assert (len(facts.aims), len(facts.next_aims)) == (0, 1)


def test_a_target_from_an_earlier_text_is_set_for_this_period(confirmed, units, minh, at):
    earlier = factories.received_text(
        by=minh, received_for=units.an_binh, org_unit=units.an_binh, period=calendar_year(2017)
    )
    aim = factories.indicator("target_crime_reduction", value_type="change", unit="%")
    factories.data_value(earlier, aim, "5", unit="%", kind="target")

    facts = from_json(drafted(minh, at).facts)

    assert (len(facts.aims), len(facts.next_aims)) == (1, 0)


def test_what_is_only_suggested_is_not_written(text, solved, minh, at):
    factories.suggestion(text, solved)
    factories.suggestion(text, quote="12 tập thể", details=LINE)

    with pytest.raises(Refused, match=r"reports\.no-figures"):
        drafted(minh, at)


def test_an_award_that_two_texts_give_is_written_once(confirmed, units, minh, at):
    again = factories.received_text(
        by=minh, received_for=units.an_binh, org_unit=units.an_binh, title="Bài báo"
    )
    accepted(again, minh, at, quote="12 tập thể", details=LINE)

    assert len(from_json(drafted(minh, at).facts).awards) == 1


def test_a_figure_corrected_later_is_known_to_be_out_of_force(confirmed, minh, at):
    report = drafted(minh, at)
    value = from_json(report.facts).figures[0].data_value
    before = changes_in(report, by=minh)

    DataValue.objects.filter(pk=value).update(superseded_at=at)

    after = [(change.was.pk, change.now) for change in changes_in(report, by=minh)]
    assert (before, after) == ((), [(value, None)])


def test_nothing_confirmed_is_refused_and_says_what_there_is(confirmed, minh, at):
    with pytest.raises(Refused) as refusal:
        drafted(minh, at, period="2020")

    assert (refusal.value.code, refusal.value.params) == (
        "reports.no-figures",
        {"org_unit": "tỉnh An Bình", "period": "năm 2020", "known": "năm 2018 (2 số liệu)"},
    )
    assert not Report.objects.exists()


def test_a_clock_before_any_rule_for_papers_is_said(confirmed, minh, at):
    with pytest.raises(Refused) as refusal:
        drafted(minh, at.replace(year=1971))

    assert refusal.value.code == "reports.too-early"
    assert refusal.value.params == {"day": date(1971, at.month, at.day)}
    assert Report.objects.count() == 0


@pytest.mark.parametrize("who", ["phuc", "hanh", "lan", "nobody"])
def test_who_does_not_decide_for_the_unit_may_not_draft(confirmed, who, at, request):
    with pytest.raises(Refused) as refusal:
        drafted(request.getfixturevalue(who), at)

    assert (refusal.value.code, refusal.value.params) == (
        "reports.not-yours",
        {"org_unit": "tỉnh An Bình"},
    )


def test_the_standing_agency_above_may_draft(confirmed, hoa, at):
    assert drafted(hoa, at).org_unit.code == "DEMO-AB"


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"unit": "DEMO-XX"}, "orgunit.unknown"),
        ({"period": "năm ngoái"}, "period.unreadable"),
        ({"kind": "poem"}, "reports.unknown-type"),
    ],
)
def test_what_is_unknown_is_refused(confirmed, minh, at, given, code):
    with pytest.raises(Refused) as refusal:
        drafted(minh, at, **given)

    assert refusal.value.code == code


@pytest.mark.parametrize(
    ("who", "count"), [("minh", 1), ("hanh", 1), ("hoa", 1), ("phuc", 0), ("lan", 0)]
)
def test_drafts_are_seen_from_the_unit_up_and_by_nobody_else(confirmed, at, request, who, count):
    drafted(request.getfixturevalue("minh"), at)

    assert selectors.visible(by=request.getfixturevalue(who)).count() == count


def test_gathering_facts_asks_a_fixed_number_of_questions(
    confirmed, minh, at, django_assert_max_num_queries
):
    with django_assert_max_num_queries(12):
        selectors.facts(confirmed.org_unit, calendar_year(2018), by=minh, at=at)


def review(tmp_path, *more):
    out, path = StringIO(), tmp_path / "duoi" / "x.docx"
    call_command(
        "review", "--org-unit", "DEMO-AB", "--period", "2018", "--out", str(path), *more, stdout=out
    )
    return out.getvalue(), path


def test_the_command_writes_the_file_and_says_where_it_lies(confirmed, tmp_path):
    said, path = review(tmp_path)

    assert said.strip() == (
        "Đã lập báo cáo tổng kết năm 2018 của tỉnh An Bình: 2 số liệu, 1 dòng khen thưởng,"
        f" 1 nhiệm vụ. Tệp nằm ở {path} (người lập: Lê Quang Minh)."
    )
    assert "388 vụ" in read_text(path.read_bytes())


def test_the_command_drafts_as_the_person_named(confirmed, hoa, tmp_path):
    said, _ = review(tmp_path, "--as", "hoa")

    assert "(người lập: Phạm Thu Hòa)" in said


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (["--as", "phuc"], "không được lập báo cáo cho tỉnh An Bình"),
        (["--as", "ai-do"], "Không có tài khoản “ai-do”"),
        (["--period", "2020"], "chưa có gì được xác nhận cho năm 2020"),
        (["--org-unit", "XX"], "Không có đơn vị nào mang mã “XX”"),
    ],
)
def test_the_command_refuses_with_status_2_and_writes_nothing(
    confirmed, phuc, tmp_path, more, words
):
    with pytest.raises(CommandError, match=words) as error:
        review(tmp_path, *more)

    assert error.value.returncode == 2
    assert list(tmp_path.iterdir()) == []


def test_the_command_says_when_the_file_cannot_be_written(confirmed, tmp_path):
    (tmp_path / "duoi").write_text("một tệp", encoding="utf-8")

    with pytest.raises(CommandError, match="Không ghi được tệp") as error:
        review(tmp_path)

    assert error.value.returncode == 2
