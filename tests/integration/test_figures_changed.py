"""A figure changes after it was used: who is told, what the draft's page says, what stays."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from importlib import import_module

import pytest
from django.apps import apps
from django.conf import settings
from django.db import transaction
from django.urls import reverse

import factories
from bcd138.apps.catalogue.models import Indicator
from bcd138.apps.files import services as files
from bcd138.apps.notices.models import Notice
from bcd138.apps.orgunits.models import OrgUnit
from bcd138.apps.reports import services as reports
from bcd138.apps.reports.models import Report
from bcd138.apps.submissions import selectors, services
from bcd138.apps.submissions.models import DataValue
from bcd138.apps.submissions.signals import figures_replaced
from bcd138.domain.errors import Refused
from bcd138.domain.figure import Amount, Provenance
from bcd138.domain.validation import unanswered
from bcd138.formats.messages import load_messages
from factories import AT, TEXT, YEAR

LATER = AT + timedelta(hours=1)
MONTH = ("DEMO-AB-NH", "commune_month", "2026M10--12-15")
CASES, THEFTS = "social_order_crime_cases", "theft_cases"


@pytest.fixture
def text(units, minh):
    return factories.received_text(by=minh, received_for=units.an_binh, org_unit=units.an_binh)


@pytest.fixture
def record(text, solved, minh):
    """Put a figure into the books, or the next revision of it."""

    def put(value, supersedes=None, indicator=solved, at=AT):
        return services.record_value(
            org_unit=text.org_unit,
            indicator=indicator,
            kind="result",
            period=YEAR,
            amount=Amount(Decimal(value), "vụ"),
            source=Provenance(text.pk, 20, 26, TEXT[20:26]),
            by=minh,
            at=at,
            supersedes=supersedes,
        )

    return put


def drafted(by, unit="DEMO-AB", period="2018"):
    return reports.draft(
        report_type="year_end_review", org_unit_code=unit, period_code=period, by=by, at=AT
    )


def told(user):
    return list(Notice.objects.filter(user=user).order_by("pk").values_list("code", "params"))


def words(was, **more):
    paper = {"paper": "tỉnh An Bình, năm 2018", "by": "Lê Quang Minh"}
    about = {"indicator": "Số vụ đã khám phá", "org_unit": "tỉnh An Bình", "period": "năm 2018"}
    return {**about, "was": was, **more, **paper}


def test_whoever_drafted_is_told_what_it_was_and_what_it_is(record, minh, hoa):
    first = record("388")
    report = drafted(hoa)

    record("390", supersedes=first)

    assert told(hoa) == [("notice.figure-changed", words("388 vụ", now="390 vụ"))]
    assert told(minh) == []
    assert Notice.objects.get().about == {"kind": "report", "report": str(report.pk)}


def test_a_withdrawn_figure_is_told_as_gone(record, minh, hoa):
    first = record("388")
    drafted(hoa)

    services.withdraw_value(data_value_id=first.pk, by=minh, at=LATER)

    assert told(hoa) == [("notice.figure-gone", words("388 vụ"))]


def test_a_second_change_is_told_from_what_the_draft_says(record, hoa):
    first = record("388")
    drafted(hoa)

    second = record("390", supersedes=first)
    third = record("391", supersedes=second)
    record("388", supersedes=third)

    assert told(hoa) == [
        ("notice.figure-changed", words("388 vụ", now="390 vụ")),
        ("notice.figure-changed", words("388 vụ", now="391 vụ")),
        ("notice.figure-back", words("388 vụ")),
    ]


def test_the_same_number_from_another_sentence_is_no_change(record, hoa):
    first = record("388")
    report = drafted(hoa)

    record("388", supersedes=first)

    assert told(hoa) == []
    assert selectors.corrections([first.pk], by=hoa) == ()
    assert report.uses.get().data_value_id == first.pk


def test_of_more_than_three_figures_they_are_told_how_many(record, hoa):
    four = [factories.indicator(f"indicator_{number}") for number in range(4)]
    first = [record("7", indicator=one) for one in four]
    drafted(hoa)
    DataValue.objects.filter(pk__in=[one.pk for one in first]).update(superseded_at=AT)

    figures_replaced.send(DataValue, figures=[one.pk for one in first], by=hoa, at=AT)

    paper = {"paper": "tỉnh An Bình, năm 2018", "by": "Phạm Thu Hòa"}
    assert told(hoa) == [("notice.figures-changed", {"count": 4, **paper})]


def test_a_draft_without_the_figure_tells_nobody(record, clearance, hoa):
    other = record("83", indicator=clearance)
    drafted(hoa)
    first = record("388")

    record("390", supersedes=first)

    assert Notice.objects.count() == 0
    assert Report.objects.get().uses.get().data_value_id == other.pk


def test_a_change_that_is_undone_tells_nobody(record, hoa):
    first = record("388")
    drafted(hoa)

    def change_and_fail():
        with transaction.atomic():
            record("390", supersedes=first)
            raise Refused("submission.not-yours")

    with pytest.raises(Refused):
        change_and_fail()

    assert Notice.objects.count() == 0


def test_one_who_may_no_longer_see_the_unit_is_told_nothing(record, hoa):
    first = record("388")
    drafted(hoa)
    hoa.assignments.all().delete()

    record("390", supersedes=first)

    assert Notice.objects.count() == 0


def test_every_notice_says_it_in_both_languages(record):
    messages = load_messages(settings.CATALOGUES / "messages")
    given = words("388 vụ", now="390 vụ", count=4)
    codes = ("figure-changed", "figure-gone", "figure-back", "figures-changed")

    said = [
        messages.say(f"notice.{code}", lang, **given) for code in codes for lang in ("vi", "en")
    ]

    assert len(set(said)) == 8
    assert not [one for one in said if "…" in one]


def test_the_page_of_the_draft_lists_what_it_was_and_is(record, enter, minh, phuc):
    first = record("388")
    report = drafted(minh)
    content = files.content_of(report.file)
    address = reverse("reports:detail", args=[report.pk])
    before = enter(minh).get(address)

    second = record("390", supersedes=first)
    after = enter(minh).get(address)

    assert before.context["changes"] == ()
    (change,) = after.context["changes"]
    assert (change.was, change.now) == (first, second)
    page = after.content.decode()
    assert "Số đã đổi từ khi soạn" in page
    for value in (first, second):
        assert f'href="{reverse("analytics:figure", args=[value.pk])}"' in page
    assert 'name="about" value="DEMO-AB@2018"' in page
    report.refresh_from_db()
    assert files.content_of(report.file) == content
    assert enter(phuc).get(address).status_code == 404


def test_a_reader_sees_the_list_without_the_way_to_redraft(record, enter, minh, hanh):
    first = record("388")
    report = drafted(minh)
    record("390", supersedes=first)

    page = enter(hanh).get(reverse("reports:detail", args=[report.pk])).content.decode()

    assert "Số đã đổi từ khi soạn" in page
    assert 'name="about"' not in page


def amended(demo, at=LATER, **typed):
    """Amend the October report of the demo's commune, all the way until it counts."""
    lan, binh, minh = (demo[name] for name in ("lan", "binh", "minh"))
    place = selectors.place_to_fill(*MONTH, by=lan)
    services.amend(place=place, reason="Đếm sót một vụ", paper="12/BC-XNH", by=lan, at=at)
    found = services.save_cells(place=place, typed=typed, by=lan, at=at).findings
    answers = {one.cell: ("", "Đã đối chiếu sổ theo dõi.") for one in unanswered(found)}
    services.save_cells(place=place, typed={}, remarks=answers, by=lan, at=at)
    sent = services.submit(place=place, by=lan, at=at)
    services.sign(submission_id=sent.pk, by=binh, at=at)
    return services.approve(submission_id=sent.pk, by=minh, at=at)


@pytest.fixture
def with_october(demo):
    """October as the demo reports it, whatever the day: one revision that counts."""
    lan, binh, minh = (demo[name] for name in ("lan", "binh", "minh"))
    place = selectors.place_to_fill(*MONTH, by=lan)
    services.fill_empty(place=place, how="zero", by=lan, at=AT)
    typed = {CASES: "5", THEFTS: "2", "social_order_crime_solved_cases": "4"}
    found = services.save_cells(place=place, typed=typed, by=lan, at=AT).findings
    answers = {one.cell: ("", "Đã đối chiếu sổ theo dõi.") for one in unanswered(found)}
    services.save_cells(place=place, typed={}, remarks=answers, by=lan, at=AT)
    sent = services.submit(place=place, by=lan, at=AT)
    services.sign(submission_id=sent.pk, by=binh, at=AT)
    services.approve(submission_id=sent.pk, by=minh, at=AT)
    return demo


def test_drafts_of_before_are_read_for_their_figures(record, clearance, hoa):
    record("388")
    record("83", indicator=clearance)
    report = drafted(hoa)
    kept = set(report.uses.values_list("data_value", flat=True))
    report.uses.all().delete()

    import_module("bcd138.apps.reports.migrations.0002_uses").fill(apps, None)

    assert set(report.uses.values_list("data_value", flat=True)) == kept
    assert len(kept) == 2


def test_an_amended_report_tells_of_the_cells_that_changed_alone(with_october):
    minh = with_october["minh"]
    report = drafted(minh, MONTH[0], MONTH[2])

    amended(with_october, **{CASES: "6"})

    name = Indicator.objects.get(code=CASES).name
    changed = {(code, params["indicator"], params["was"]) for code, params in told(minh)}
    assert ("notice.figure-changed", name, "5 vụ") in changed
    assert len(changed) == len(told(minh)) < report.uses.count()
    assert DataValue.objects.filter(superseded_at=LATER).count() > len(changed)


def test_an_amendment_leaves_the_stored_paper_as_it_was(with_october, enter):
    minh = with_october["minh"]
    report = drafted(minh, MONTH[0], MONTH[2])
    address = reverse("reports:download", args=[report.pk])
    before = enter(minh).get(address).content
    facts = Report.objects.get(pk=report.pk).facts

    amended(with_october, **{CASES: "6"})

    assert enter(minh).get(address).content == before
    assert Report.objects.get(pk=report.pk).facts == facts
    assert OrgUnit.objects.get(code=MONTH[0]).name in report.facts["org_unit_name"]


def test_an_amended_figure_is_cited_down_to_the_cells_of_its_revision(with_october, enter):
    report = amended(with_october, **{CASES: "6"})
    rate = DataValue.objects.get(
        submission=report, indicator__code="social_order_clearance_rate", breakdown=""
    )

    page = enter(with_october["minh"]).get(reverse("analytics:figure", args=[rate.pk]))

    told = page.context["page"]
    assert told.formula == "4/6 = 66,67 %"
    assert [(one.indicator.code, one.value) for one in told.counts] == [
        ("social_order_crime_solved_cases", 4),
        (CASES, 6),
    ]
    assert [(one.was, one.value.revision, one.report.revision) for one in told.revisions] == [
        ("80 % (4/5)", 2, 2),
        ("", 1, 1),
    ]
    shown = page.content.decode()
    address = reverse("entry:report", args=MONTH)
    for revision in (1, 2):
        assert f'href="{address}?ban={revision}#o-social_order_clearance_rate"' in shown
    assert shown.count("Đếm sót một vụ") == shown.count("12/BC-XNH") == 2
    assert "Nguyễn Văn Bình, 10:00 22/11/2026" in shown
    strange = enter(with_october["phuc"]).get(reverse("analytics:figure", args=[rate.pk]))
    assert strange.status_code == 404


def test_a_part_of_a_whole_says_which_part_it_is(with_october, enter):
    women = DataValue.objects.filter(breakdown="sex.female", superseded_at=None).first()

    page = enter(with_october["minh"]).get(reverse("analytics:figure", args=[women.pk]))

    assert "<p>Giới tính: Nữ</p>" in page.content.decode()


def test_an_approval_costs_two_questions_more_where_nothing_is_cited(
    record, django_assert_num_queries
):
    first = record("388")

    with django_assert_num_queries(2):
        figures_replaced.send(DataValue, figures=[first.pk], by=first.confirmed_by, at=AT)
