"""The steps of a report on the database: who takes which, what each leaves, what it refuses."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from types import SimpleNamespace

import pytest
from django.db import IntegrityError, transaction

import factories
from bcd138.apps.accounts import services as accounts
from bcd138.apps.accounts.enums import Role
from bcd138.apps.accounts.models import SigningRight
from bcd138.apps.audit.models import AuditEvent
from bcd138.apps.notices import selectors as notices
from bcd138.apps.orgunits.models import OrgUnit
from bcd138.apps.submissions import permissions, selectors, services
from bcd138.apps.submissions.models import ApprovalStep, DataValue, Extension, Submission
from bcd138.apps.submissions.signals import figures_replaced
from bcd138.domain.approval import State
from bcd138.domain.errors import Refused
from bcd138.domain.signing import Capacity
from bcd138.domain.signing import SigningRight as Right

AT = factories.AT
TODAY = AT.date()
WHERE = ("DEMO-AB-NH", "commune_month", "2026M11--12-15")
AGENCY = ("DEMO-AB-VKS", "procuracy_year", "2026--12-15")
LOCKING = ("DEMO-AB-NH", "commune_month", "2026M12--12-15")
REASONS = {"theft_cases": "  lệch sổ trực ban  ", "fire_cases": " "}


@pytest.fixture
def step(demo):
    """Take steps as the people of the demo do; each returns the report."""

    def submit(where=WHERE, at=AT, by="lan", **typed):
        place = selectors.place_to_fill(*where, by=demo[by])
        services.fill_empty(place=place, how="zero", by=demo[by], at=at)
        if typed:
            services.save_cells(place=place, typed=typed, by=demo[by], at=at)
        return services.submit(place=place, by=demo[by], at=at)

    def named(service):
        def take(report, by, at=AT, **more):
            return service(submission_id=report.pk, by=demo[by], at=at, **more)

        return take

    def back(report, by, note="", reasons=(), at=AT, **more):
        return named(services.return_)(report, by, at, note=note, reasons=dict(reasons), **more)

    def amend(by="lan", reason="đếm sót", paper="", where=WHERE):
        place = selectors.place_to_fill(*where, by=demo[by])
        return services.amend(place=place, reason=reason, paper=paper, by=demo[by], at=AT)

    return SimpleNamespace(
        submit=submit,
        sign=named(services.sign),
        receive=named(services.receive),
        approve=named(services.approve),
        take_back=named(services.take_back),
        back=back,
        amend=amend,
    )


@pytest.fixture
def submitted(step):
    return step.submit(theft_cases="2", social_order_crime_cases="5")


@pytest.fixture
def signed(step, submitted):
    return step.sign(submitted, "binh")


@pytest.fixture
def approved(step, signed):
    return step.approve(signed, "minh")


@pytest.fixture
def closed(approved, demo):
    services.close_all(submission_ids=[approved.pk], by=demo["minh"], at=AT)
    approved.refresh_from_db()
    return approved


def _everything():
    """Return every row that a step could write."""
    tables = (Submission, ApprovalStep, DataValue, AuditEvent, Extension, SigningRight)
    return [list(table.objects.order_by("pk").values()) for table in tables]


def _refused(take, *given, **more):
    """Return why a step is refused, having seen that it left everything as it was."""
    before = _everything()
    with pytest.raises(Refused) as refusal:
        take(*given, **more)
    assert _everything() == before
    return refusal.value.code


def _steps(report):
    return list(report.steps.values_list("step", "state", "by__username"))


def test_each_step_is_kept_with_who_took_it_and_has_one_event(step, signed, demo):
    step.receive(signed, "minh")
    approved = step.approve(signed, "minh")
    services.close_all(submission_ids=[approved.pk], by=demo["minh"], at=AT)

    assert _steps(signed) == [
        ("submit", "submitted", "lan"),
        ("sign", "signed", "binh"),
        ("receive", "received", "minh"),
        ("approve", "approved", "minh"),
        ("close", "closed", "minh"),
    ]
    events = AuditEvent.objects.filter(event__startswith="submission.").order_by("pk")
    assert list(events.values_list("event", "by"))[-5:] == [
        ("submission.submitted", "lan"),
        ("submission.signed", "binh"),
        ("submission.received", "minh"),
        ("submission.approved", "minh"),
        ("submission.closed", "minh"),
    ]


def test_what_was_signed_is_kept_as_it_stood(step, signed):
    kept = signed.steps.get(step="sign")

    assert kept.content == {"cells": signed.cells, "narratives": signed.narratives}
    assert kept.content["cells"]["theft_cases"] == {"v": "2"}
    assert kept.signed_as == Capacity.HEAD
    assert (signed.signed_at, signed.sent_at) == (AT, AT)


def test_the_database_keeps_no_signature_without_what_was_signed(submitted, demo):
    with pytest.raises(IntegrityError), transaction.atomic():
        ApprovalStep.objects.create(
            submission=submitted, step="sign", state="signed", by=demo["binh"], at=AT
        )


def test_the_database_keeps_nothing_sent_that_is_not_signed(submitted):
    for state in ("signed", "received", "approved", "closed"):
        with pytest.raises(IntegrityError), transaction.atomic():
            Submission.objects.filter(pk=submitted.pk).update(state=state)


@pytest.mark.parametrize("by", ["lan", "minh", "hoa", "thang", "khoi"])
def test_only_who_signs_for_the_unit_signs(step, submitted, demo, by):
    if by == "khoi":
        with pytest.raises(Submission.DoesNotExist):
            step.sign(submitted, by)
    else:
        assert _refused(step.sign, submitted, by) == "submission.not-yours-to-sign"


@pytest.mark.parametrize(
    ("days", "may"),
    [
        ((TODAY, date(2027, 1, 1)), True),
        ((TODAY, TODAY + timedelta(1)), True),
        ((TODAY - timedelta(9), TODAY), False),
        ((TODAY + timedelta(1), date(2027, 1, 1)), False),
    ],
)
@pytest.mark.rule("signing-in-the-heads-place")
def test_a_right_to_sign_holds_from_day_to_day(step, submitted, demo, days, may):
    unit = OrgUnit.objects.get(code="DEMO-AB-NH")
    vice = factories.person("dung", "Cao Dũng", org_unit=unit, role=Role.LEADER)
    demo["dung"] = vice
    right = Right(Capacity.AUTHORISED, *days, "3/GUQ-UBND")
    accounts.grant_signing(user=vice, org_unit=unit, right=right, by="minh", at=AT)

    assert permissions.can_sign(vice, unit, TODAY) is may
    if may:
        step.sign(submitted, "dung")
        assert submitted.steps.get(step="sign").signed_as == Capacity.AUTHORISED
    else:
        assert _refused(step.sign, submitted, "dung") == "submission.not-yours-to-sign"


def test_a_right_that_ended_signs_no_more_and_what_it_signed_stays(step, signed, demo):
    right = demo["binh"].signing_rights.get()
    accounts.end_signing(right=right, until=TODAY, by="minh", at=AT)
    step.back(signed, "minh", note="xem lại")
    again = step.submit()

    assert _refused(step.sign, again, "binh") == "submission.not-yours-to-sign"
    assert signed.steps.get(step="sign").by == demo["binh"]


def test_the_nearest_standing_agency_receives_and_nobody_above_it(step, signed, demo):
    for take in (step.receive, step.approve):
        for by in ("hoa", "lan", "binh", "thang"):
            assert _refused(take, signed, by) == "submission.not-yours-to-approve"
    assert _refused(step.back, signed, "hoa", note="x") == "submission.not-yours-to-approve"
    assert list(selectors.waiting_for_approval(by=demo["minh"])) == [signed]
    assert list(selectors.waiting_for_approval(by=demo["hoa"])) == []

    assert step.approve(signed, "minh").state == State.APPROVED


def test_where_the_province_has_nobody_the_country_receives(step, signed, demo):
    demo["minh"].is_active = False
    demo["minh"].save()

    assert list(selectors.waiting_for_approval(by=demo["hoa"])) == [signed]
    assert step.approve(signed, "hoa").state == State.APPROVED


def test_another_province_finds_no_report(step, signed, demo):
    for take in (step.sign, step.receive, step.approve, step.take_back):
        with pytest.raises(Submission.DoesNotExist):
            take(signed, "phuc")
    with pytest.raises(Submission.DoesNotExist):
        step.back(signed, "phuc", note="x")
    with pytest.raises(Submission.DoesNotExist):
        services.close_all(submission_ids=[signed.pk], by=demo["phuc"], at=AT)
    assert services.approve_all(versions={signed.pk: 1}, by=demo["phuc"], at=AT) == ([], {})
    assert list(selectors.waiting_for_approval(by=demo["phuc"])) == []
    assert Submission.objects.get(pk=signed.pk).state == State.SIGNED


def test_a_member_agencys_report_goes_to_the_standing_agency_of_its_province(step, demo):
    report = step.submit(where=AGENCY, by="yen")

    assert _refused(step.sign, report, "thang") == "submission.not-yours-to-sign"
    step.sign(report, "khoi")
    assert _refused(step.approve, report, "hoa") == "submission.not-yours-to-approve"
    assert step.approve(report, "minh").state == State.APPROVED


def test_a_return_keeps_reasons_at_cells_and_the_numbers_as_they_were_sent(step, signed, demo):
    back = step.back(signed, "minh", "  mời xem lại ", REASONS)

    last = back.steps.last()
    assert (last.step, last.note, last.reasons) == (
        "return",
        "mời xem lại",
        {"theft_cases": "lệch sổ trực ban"},
    )
    assert (back.state, back.returned_count, back.cells) == ("returned", 1, signed.cells)
    assert _steps(back)[2:] == [("receive", "received", "minh"), ("return", "returned", "minh")]
    told = notices.unread(by=demo["lan"]).get()
    assert (told.code, told.params["count"], told.about["period"]) == (
        "notice.returned",
        1,
        WHERE[2],
    )


def test_a_return_without_a_word_or_at_no_cell_of_the_form_is_refused(step, signed):
    assert _refused(step.back, signed, "minh") == "submission.return-without-reason"
    assert _refused(step.back, signed, "minh", reasons={"x": "y"}) == "submission.unknown-cell"


def test_the_head_returns_to_the_preparer_before_anything_goes_up(step, submitted):
    back = step.back(submitted, "binh", reasons=REASONS)

    assert (back.state, back.sent_at) == ("returned", None)


def test_a_returned_report_goes_up_again_with_the_day_it_first_went_up(step, signed):
    later = AT + timedelta(days=60)
    step.back(signed, "minh", note="xem lại")
    again = step.sign(step.submit(at=later), "binh", at=later)

    assert (again.revision, again.sent_at, again.signed_at) == (1, AT, later)


def test_before_the_signature_the_preparer_takes_back_after_it_the_head(step, submitted):
    assert _refused(step.take_back, submitted, "binh") == "submission.not-yours-to-fill"
    step.take_back(submitted, "lan")
    signed = step.sign(step.submit(), "binh")
    assert _refused(step.take_back, signed, "lan") == "submission.not-yours-to-sign"

    back = step.take_back(signed, "binh")

    assert (back.state, back.signed_at, back.sent_at) == ("draft", None, None)


def test_what_was_received_is_not_taken_back(step, signed):
    step.receive(signed, "minh")

    assert _refused(step.take_back, signed, "binh") == "submission.transition"


def test_no_step_is_taken_twice_or_from_another_state(step, submitted, demo):
    assert _refused(step.receive, submitted, "minh") == "submission.transition"
    assert _refused(step.approve, submitted, "minh") == "submission.transition"
    step.sign(submitted, "binh")
    assert _refused(step.sign, submitted, "binh") == "submission.transition"
    assert _refused(step.submit) == "submission.transition"
    before = _everything()
    done, refused = services.close_all(submission_ids=[submitted.pk], by=demo["minh"], at=AT)
    assert (done, refused[submitted.pk].code) == ([], "submission.transition")
    assert _everything() == before


def test_who_looked_at_an_older_version_is_refused(step, submitted):
    older = submitted.version - 1

    for take, by in ((step.sign, "binh"), (step.take_back, "lan")):
        assert _refused(take, submitted, by, version=older) == "submission.changed-meanwhile"
    code = _refused(step.back, submitted, "binh", note="x", version=older)
    assert code == "submission.changed-meanwhile"
    assert step.sign(submitted, "binh", version=older + 1).state == State.SIGNED


def test_approving_many_tells_what_blocks_each_and_accepts_the_others(step, signed, demo):
    other = step.sign(step.submit((*WHERE[:2], "2026M10--12-15")), "binh")
    third = step.submit((*WHERE[:2], "2026M09--12-15"))
    Submission.objects.filter(pk=other.pk).update(blocking_count=1, unanswered_count=2)

    versions = {one.pk: one.version for one in (signed, other, third)}
    done, refused = services.approve_all(versions=versions, by=demo["minh"], at=AT)

    assert done == [signed]
    assert {pk: (one.code, one.params) for pk, one in refused.items()} == {
        other.pk: ("submission.blocked", {"blocking": 1, "unanswered": 2}),
        third.pk: ("submission.transition", {"state": "state.submitted", "step": "step.approve"}),
    }
    assert _steps(other) == [("submit", "submitted", "lan"), ("sign", "signed", "binh")]


def test_what_counts_is_changed_by_amendment_alone(step, approved, demo):
    assert _refused(step.submit) == "submission.amend-first"
    assert _refused(step.amend, reason=" ") == "submission.amendment-without-reason"

    revision = step.amend()

    assert (revision.revision, revision.state, revision.cells) == (2, "draft", approved.cells)
    assert revision.amendment_reason == "đếm sót"
    assert [(one.step, one.note) for one in revision.steps.all()] == [("amend", "đếm sót")]
    assert _refused(step.amend) == "submission.transition"


@pytest.mark.rule("amendment-needs-reason-and-paper")
def test_after_closing_an_amendment_names_its_paper_and_is_closed_again(step, closed, demo):
    assert _refused(step.amend) == "submission.amendment-without-paper"

    step.amend(paper="15/QĐ-BCĐ")
    revision = step.approve(step.sign(step.submit(theft_cases="3"), "binh"), "minh")

    closed.refresh_from_db()
    assert (closed.state, revision.state, revision.amendment_paper) == (
        "superseded",
        "closed",
        "15/QĐ-BCĐ",
    )
    assert [one.step for one in revision.steps.all()][-2:] == ["approve", "close"]
    assert closed.steps.last().step == "supersede"


def test_the_revision_before_counts_until_its_amendment_is_accepted(step, approved, demo):
    heard = []

    def hear(sender, figures, by, at, **rest):
        heard.append((set(figures), by, at))

    def counting():
        return DataValue.objects.get(
            submission__org_unit__code="DEMO-AB-NH",
            indicator__code="theft_cases",
            breakdown="",
            superseded_at=None,
            period_start=approved.period_start,
        )

    was = counting()
    figures_replaced.connect(hear)
    try:
        step.amend()
        signed = step.sign(step.submit(theft_cases="3"), "binh")
        assert counting() == was
        assert heard == []
        revision = step.approve(signed, "minh")
    finally:
        figures_replaced.disconnect(hear)

    now = counting()
    was.refresh_from_db()
    assert (was.value, was.superseded_at, now.value, now.submission) == (2, AT, 3, revision)
    ((figures, by, at),) = heard
    assert was.pk in figures
    assert (by, at) == (demo["minh"], AT)


def test_only_the_preparer_amends(approved, demo):
    for by in ("binh", "minh"):
        place = selectors.place(*WHERE, by=demo[by])
        code = _refused(services.amend, place=place, reason="x", paper="", by=demo[by], at=AT)
        assert code == "submission.not-yours-to-fill"


def test_after_the_days_of_grace_a_report_locks_until_time_is_added(step, demo):
    place = selectors.place_to_fill(*LOCKING, by=demo["lan"])
    deadline = selectors.deadline_for(
        place.org_unit.pk, place.org_unit.level, place.form, place.period
    )
    last = datetime.combine(deadline.last_on, AT.timetz())
    late = last + timedelta(days=1)
    in_time = step.submit(LOCKING, at=last)
    assert _refused(step.sign, in_time, "binh", at=late) == "deadline.locked"
    step.take_back(in_time, "lan", at=late)
    assert _refused(services.submit, place=place, by=demo["lan"], at=late) == "deadline.locked"

    Extension.objects.create(
        org_unit=place.org_unit,
        data_set_id=place.form.data_set_id,
        period_type=place.period.type,
        period_start=place.period.start,
        period_end=place.period.end,
        until=late.date(),
        reason="bão số 12, mất điện",
        granted_by=demo["minh"],
        granted_at=last,
    )

    assert step.sign(step.submit(LOCKING, at=late), "binh", at=late).state == State.SIGNED
    after = late + timedelta(days=1)
    step.take_back(in_time, "binh", at=after)
    assert _refused(services.submit, place=place, by=demo["lan"], at=after) == "deadline.locked"
