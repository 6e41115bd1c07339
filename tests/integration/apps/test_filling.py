"""Filling in a report: what is typed is kept, what is wrong is told, what is sent counts."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

import factories
from bcd138.apps.audit.models import AuditEvent
from bcd138.apps.catalogue import selectors as catalogue
from bcd138.apps.orgunits.models import OrgUnit
from bcd138.apps.submissions import selectors, services
from bcd138.apps.submissions.models import DataValue, Submission
from bcd138.domain.entry import Entry, State
from bcd138.domain.errors import Refused
from bcd138.domain.figure import Amount, Provenance
from bcd138.domain.period import parse_period
from bcd138.domain.validation import unanswered

AT = factories.AT
WHERE = ("DEMO-AB-NH", "commune_month", "2026M11--12-15")
BEFORE = ("DEMO-AB-NH", "commune_month", "2026M10--12-15")

_FIVE = {
    "social_order_crime_cases": "5",
    "social_order_crime_solved_cases": "4",
    "theft_cases": "2",
}


@pytest.fixture
def lan(demo):
    return demo["lan"]


@pytest.fixture
def minh(demo):
    return demo["minh"]


@pytest.fixture
def binh(demo):
    return demo["binh"]


@pytest.fixture
def place(lan):
    return selectors.place_to_fill(*WHERE, by=lan)


def _save(place, lan, **typed):
    return services.save_cells(place=place, typed=typed, by=lan, at=AT)


def _sent(place, lan, **typed):
    """Send a report with zeros around what is typed, every odd number explained."""
    services.fill_empty(place=place, how="zero", by=lan, at=AT)
    found = _save(place, lan, **typed).findings
    answers = {one.cell: ("", "Đã đối chiếu sổ theo dõi.") for one in unanswered(found)}
    services.save_cells(place=place, typed={}, remarks=answers, by=lan, at=AT)
    return services.submit(place=place, by=lan, at=AT)


def _taken_in(sent, binh, minh):
    """Have a report signed and accepted."""
    services.sign(submission_id=sent.pk, by=binh, at=AT)
    return services.approve(submission_id=sent.pk, by=minh, at=AT)


def test_a_number_a_mark_and_a_fault_are_all_kept(place, lan):
    saved = _save(place, lan, theft_cases="1.004", murder_cases="–", assault_cases="ba vụ")

    assert saved.faults.keys() == {"assault_cases"}
    assert saved.faults["assault_cases"].code == "entry.not-a-number"
    entries = selectors.entry_form(*WHERE, by=lan).entries
    assert entries["theft_cases"] == Entry(Decimal(1004), State.NUMBER)
    assert entries["murder_cases"] == Entry(state=State.NOT_APPLICABLE)
    assert entries["assault_cases"] == Entry(unread="ba vụ")
    assert saved.submission.filled_count == 2
    assert saved.submission.blocking_count == 1


def test_putting_a_cell_right_keeps_what_was_said_about_it(place, lan):
    services.save_cells(
        place=place,
        typed={"theft_cases": "7"},
        remarks={"theft_cases": ("theo sổ trực ban", "")},
        by=lan,
        at=AT,
    )

    _save(place, lan, theft_cases="8")

    assert selectors.entry_form(*WHERE, by=lan).entries["theft_cases"] == Entry(
        Decimal(8), State.NUMBER, comment="theo sổ trực ban"
    )


def test_an_emptied_cell_is_not_reported(place, lan):
    _save(place, lan, theft_cases="7")

    saved = _save(place, lan, theft_cases="")

    assert saved.submission.cells == {}
    assert saved.submission.filled_count == 0


def test_what_changed_is_in_the_record(place, lan):
    _save(place, lan, theft_cases="7", murder_cases="0")
    _save(place, lan, theft_cases="8", murder_cases="0")

    last = AuditEvent.objects.filter(event="submission.cells-saved").last()
    assert last.by == "lan"
    assert last.about["cells"] == {"theft_cases": {"v": "8"}}


def test_saving_over_somebody_elses_version_is_refused(place, lan):
    first = _save(place, lan, theft_cases="7").submission.version
    _save(place, lan, theft_cases="8")

    with pytest.raises(Refused) as refusal:
        services.save_cells(place=place, typed={"theft_cases": "9"}, by=lan, at=AT, version=first)

    assert refusal.value.code == "submission.changed-meanwhile"
    assert Submission.objects.get().cells == {"theft_cases": {"v": "8"}}


def test_a_cell_that_is_not_in_the_form_is_refused_whole(place, lan):
    with pytest.raises(Refused) as refusal:
        _save(place, lan, theft_cases="7", nothing_such="1")

    assert (refusal.value.code, refusal.value.params) == (
        "submission.unknown-cell",
        {"cell": "nothing_such"},
    )
    assert list(Submission.objects.all()) == []


def test_the_level_above_sees_and_does_not_fill(demo, minh):
    assert selectors.place(*WHERE, by=minh).org_unit.code == "DEMO-AB-NH"

    with pytest.raises(Refused) as refusal:
        selectors.place_to_fill(*WHERE, by=minh)

    assert refusal.value.code == "submission.not-yours-to-fill"


def test_another_province_sees_no_such_unit(demo):
    for ask in (selectors.place, selectors.place_to_fill, selectors.entry_form):
        with pytest.raises(OrgUnit.DoesNotExist):
            ask(*WHERE, by=demo["phuc"])


@pytest.mark.parametrize(
    ("where", "code"),
    [
        (("DEMO-AB-NH", "commune_month", "2026M11"), "submission.period-not-of-form"),
        (("DEMO-AB-NH", "commune_month", "2026"), "submission.period-not-of-form"),
        (("DEMO-AB-NH", "province_year", "2026--12-15"), "submission.form-of-others"),
        (("DEMO-AB-NH", "commune_mont", "2026M11--12-15"), "catalogue.unknown-data-set"),
        (("DEMO-AB-NH", "commune_month", "tháng 11"), "period.unreadable"),
    ],
)
def test_a_report_that_does_not_exist_says_why(lan, where, code):
    with pytest.raises(Refused) as refusal:
        selectors.place_to_fill(*where, by=lan)

    assert refusal.value.code == code


def test_nothing_to_report_is_one_step(place, lan):
    _save(place, lan, theft_cases="2", murder_cases="…")

    saved = services.fill_empty(place=place, how="zero", by=lan, at=AT)

    entries = selectors.entry_form(*WHERE, by=lan).entries
    assert (
        saved.submission.filled_count == saved.submission.cell_count == len(place.data_set.entered)
    )
    assert entries["theft_cases"].value == 2
    assert entries["murder_cases"] == Entry(state=State.NOT_AVAILABLE)
    assert entries["drug_cases"] == Entry(Decimal(0), State.NUMBER, origin="zero")


def test_what_stands_from_month_to_month_is_taken_over(place, lan):
    before = selectors.place_to_fill(*BEFORE, by=lan)
    standing = [
        key for key, cell in place.data_set.entered.items() if cell.measure.across_periods != "sum"
    ]
    _sent(before, lan, **dict.fromkeys(standing, "3"))

    services.fill_empty(place=place, how="unchanged", by=lan, at=AT)

    entries = selectors.entry_form(*WHERE, by=lan).entries
    taken = {key: entry.value for key, entry in entries.items() if entry.origin == "unchanged"}
    assert standing
    assert taken == dict.fromkeys(standing, Decimal(3))


def test_what_blocks_is_not_sent_and_nothing_is_lost(place, lan):
    _save(place, lan, theft_cases="hai mươi vụ trộm")

    with pytest.raises(Refused) as refusal:
        services.submit(place=place, by=lan, at=AT)

    assert refusal.value.code == "submission.blocked"
    assert refusal.value.params["blocking"] == 1
    stored = Submission.objects.get()
    assert (stored.state, stored.submitted_at) == ("draft", None)
    assert stored.cells == {"theft_cases": {"t": "hai mươi vụ trộm"}}


def test_silence_is_not_sent_as_a_report(place, lan):
    with pytest.raises(Refused) as refusal:
        services.submit(place=place, by=lan, at=AT)

    assert (refusal.value.code, refusal.value.params) == ("submission.empty", {})
    assert list(Submission.objects.all()) == []


def test_a_report_sent_is_no_longer_changed_until_taken_back(place, lan):
    sent = _sent(place, lan, theft_cases="2", social_order_crime_cases="2")

    with pytest.raises(Refused) as refusal:
        _save(place, lan, theft_cases="3")
    assert refusal.value.code == "submission.transition"

    services.take_back(submission_id=sent.pk, by=lan, at=AT)
    _save(place, lan, theft_cases="1")
    assert Submission.objects.get().state == "draft"


def test_taken_in_its_numbers_count_and_lead_back_to_their_cell(place, lan, binh, minh):
    sent = _sent(place, lan, **_FIVE, murder_cases="–")

    _taken_in(sent, binh, minh)

    figures = {value.cell: value for value in DataValue.objects.select_related("indicator")}
    rate = figures.pop("social_order_clearance_rate")
    assert figures.keys() == place.data_set.entered.keys() - {"murder_cases"}
    assert (rate.value, rate.numerator, rate.denominator) == (80, 4, 5)
    theft = figures["theft_cases"]
    assert (theft.value, theft.unit, theft.period.code) == (2, "vụ", WHERE[2])
    assert (theft.submission, theft.source, theft.confirmed_by) == (sent, None, minh)
    assert theft.source_name == str(sent)


def test_parts_are_not_among_the_wholes(place, lan, binh, minh):
    _taken_in(_sent(place, lan), binh, minh)

    wholes = set(selectors.in_force(by=minh).values_list("breakdown", flat=True))
    parts = set(selectors.parts_in_force(by=minh).values_list("breakdown", flat=True))

    assert wholes == {""}
    assert parts
    assert "" not in parts


def test_the_reporter_does_not_take_in_her_own(place, lan, binh):
    sent = _sent(place, lan)
    services.sign(submission_id=sent.pk, by=binh, at=AT)

    with pytest.raises(Refused) as refusal:
        services.approve(submission_id=sent.pk, by=lan, at=AT)

    assert refusal.value.code == "submission.not-yours-to-approve"
    assert list(DataValue.objects.all()) == []


def test_another_province_takes_in_nothing(place, lan, demo):
    sent = _sent(place, lan)

    for step in (services.approve, services.take_back):
        with pytest.raises(Submission.DoesNotExist):
            step(submission_id=sent.pk, by=demo["phuc"], at=AT)


def test_the_next_revision_replaces_what_it_tells_and_ends_what_it_leaves_out(
    place, lan, binh, minh
):
    first = _sent(place, lan, social_order_crime_cases="5", theft_cases="2")
    _taken_in(first, binh, minh)
    services.amend(place=place, reason="Đếm sót một vụ trộm.", paper="", by=lan, at=AT)
    _save(place, lan, theft_cases="3", assault_cases="–")

    second = services.submit(place=place, by=lan, at=AT)
    _taken_in(second, binh, minh)

    first.refresh_from_db()
    assert (first.state, second.revision) == ("superseded", 2)
    told = DataValue.objects.filter(superseded_at=None, breakdown="")
    in_force = dict(told.values_list("indicator__code", "value"))
    assert in_force["theft_cases"] == 3
    assert "assault_cases" not in in_force
    revisions = DataValue.objects.filter(indicator__code="theft_cases").order_by("revision")
    assert [(one.revision, one.value, one.superseded_at) for one in revisions] == [
        (1, 2, AT),
        (2, 3, None),
    ]


def test_what_was_accepted_is_not_changed_without_an_amendment(place, lan, binh, minh):
    taken = _taken_in(_sent(place, lan, theft_cases="0"), binh, minh)

    with pytest.raises(Refused) as refusal:
        _save(place, lan, theft_cases="3")

    assert refusal.value.code == "submission.amend-first"
    assert Submission.objects.get() == taken
    assert Submission.objects.get().cells["theft_cases"] == {"v": "0"}


def test_figures_confirmed_from_a_text_of_that_month_are_offered(place, lan):
    theft = catalogue.by_code("theft_cases")
    text = factories.received_text(by=lan, received_for=place.org_unit, org_unit=place.org_unit)
    value = services.record_value(
        org_unit=place.org_unit,
        indicator=theft,
        kind="result",
        period=parse_period("2026M11"),
        amount=Amount(Decimal(4), "vụ"),
        source=Provenance(text.pk, 0, 4, text.text[:4]),
        by=lan,
        at=AT,
    )

    services.take_confirmed(place=place, by=lan, at=AT)

    assert selectors.entry_form(*WHERE, by=lan).entries == {
        "theft_cases": Entry(Decimal(4), State.NUMBER, origin=f"text:{value.pk}")
    }


def test_the_period_before_and_the_year_before_stand_beside_the_cell(place, lan):
    year_ago = selectors.place_to_fill("DEMO-AB-NH", "commune_month", "2025M11--12-15", by=lan)
    _sent(selectors.place_to_fill(*BEFORE, by=lan), lan, traffic_accident_cases="3")
    _sent(year_ago, lan, traffic_accident_cases="4")

    past = selectors.entry_form(*WHERE, by=lan).around.past["traffic_accident_cases"]

    assert (past.last, past.same, past.series) == (3, 4, (3, 4))


def test_due_reports_are_those_of_ones_own_units(demo, lan):
    told = selectors.due_reports(by=lan, on=date(2026, 11, 22))

    assert [(one.form.form.code, one.period.code, one.due_on) for one in told] == [
        ("commune_month", "2026M12--12-15", date(2026, 12, 15)),
        ("commune_month", "2026M11--12-15", date(2026, 11, 16)),
        ("commune_month", "2026M10--12-15", date(2026, 10, 15)),
        ("commune_year", "2026--12-15", date(2026, 12, 15)),
        ("commune_year", "2025--12-15", date(2025, 12, 15)),
    ]
    assert selectors.due_reports(by=demo["hoa"], on=date(2026, 11, 22)) == []


def test_what_was_signed_waits_for_the_standing_agency_above(place, lan, binh, minh, demo):
    sent = _sent(place, lan)
    assert list(selectors.waiting_for_signature(by=binh, on=AT.date())) == [sent]
    assert list(selectors.waiting_for_signature(by=lan, on=AT.date())) == []
    assert list(selectors.waiting_for_approval(by=minh)) == []

    services.sign(submission_id=sent.pk, by=binh, at=AT)

    assert list(selectors.waiting_for_approval(by=minh)) == [sent]
    assert list(selectors.waiting_for_approval(by=lan)) == []
    assert list(selectors.waiting_for_approval(by=demo["phuc"])) == []


def test_evidence_stands_at_its_cell_once(place, lan, minh):
    given = {
        "place": place,
        "cell": "theft_cases",
        "name": "bảng kê.pdf",
        "content": b"%PDF-1.7 invented",
        "media_type": "application/pdf",
        "by": lan,
        "at": AT,
    }
    first = services.add_evidence(**given)

    again = services.add_evidence(**given)

    assert first == again
    assert selectors.entry_form(*WHERE, by=minh).evidence == {"theft_cases": 1}
    services.remove_evidence(evidence_id=first.pk, by=lan, at=AT)
    assert selectors.entry_form(*WHERE, by=minh).evidence == {}


def test_a_file_of_another_unit_is_not_there(place, lan, demo):
    kept = services.add_evidence(
        place=place,
        cell="theft_cases",
        name="a.txt",
        content=b"a",
        media_type="text/plain",
        by=lan,
        at=AT,
    )

    assert list(selectors.evidence(by=demo["phuc"])) == []
    with pytest.raises(type(kept).DoesNotExist):
        services.remove_evidence(evidence_id=kept.pk, by=demo["phuc"], at=AT)
