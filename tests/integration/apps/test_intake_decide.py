"""Who decides on a suggestion, once, and what then stands in the books."""

from __future__ import annotations

from decimal import Decimal

import pytest

import factories
from bcd138.apps.audit.models import AuditEvent
from bcd138.apps.intake import services
from bcd138.apps.intake.models import Suggestion, TextFinding
from bcd138.apps.submissions.models import DataValue
from bcd138.domain.errors import Refused
from bcd138.domain.period import calendar_year
from factories import AT, YEAR

DECISIONS = {
    "confirm": services.confirm,
    "reject": services.reject,
    "reopen": services.reopen,
}


@pytest.fixture
def text(hoa, units):
    return factories.received_text(by=hoa, received_for=units.vn, org_unit=units.an_binh)


@pytest.fixture
def figure(text, solved):
    return factories.suggestion(text, solved, "388", "388 vụ")


def another(text, solved, value, **fields):
    other = factories.received_text(
        by=text.received_by,
        received_for=text.received_for,
        org_unit=text.org_unit,
        title="Bản tin khác",
    )
    return factories.suggestion(other, solved, value, "388", **fields)


def events():
    return [event.event for event in AuditEvent.objects.all()]


def test_confirming_a_figure_records_it_with_its_sentence_and_who(figure, minh, units, solved):
    suggestion = services.confirm(suggestion_id=figure.pk, by=minh, at=AT)

    value = DataValue.objects.get()
    assert (value.org_unit, value.indicator, value.kind) == (units.an_binh, solved, "result")
    assert (value.period, value.value, value.unit) == (YEAR, Decimal(388), "vụ")
    assert (value.source_text, value.source_quote) == (figure.text, "388 vụ")
    assert (value.source_start, value.source_end) == (figure.start, figure.end)
    assert (value.confirmed_by, value.confirmed_at, value.revision) == (minh, AT, 1)
    assert (suggestion.state, suggestion.decided_by, suggestion.decided_at) == (
        "accepted",
        minh,
        AT,
    )
    assert suggestion.data_value == value
    assert events() == ["figure.recorded", "suggestion.accepted"]


def test_a_figure_counts_for_the_days_its_own_sentence_names(text, solved, minh):
    nineteen = calendar_year(2019)
    figure = factories.suggestion(
        text,
        solved,
        target=True,
        period_type="year",
        period_start=nineteen.start,
        period_end=nineteen.end,
    )

    services.confirm(suggestion_id=figure.pk, by=minh, at=AT)

    value = DataValue.objects.get()
    assert (value.period, value.kind) == (nineteen, "target")


def test_confirming_an_award_marks_it_and_records_no_figure(text, minh):
    award = factories.suggestion(text, quote="12 tập thể")

    suggestion = services.confirm(suggestion_id=award.pk, by=minh, at=AT)

    assert (suggestion.state, suggestion.decided_by) == ("accepted", minh)
    assert DataValue.objects.count() == 0


@pytest.mark.parametrize("decision", DECISIONS)
def test_a_reader_sees_and_does_not_decide(decision, figure, hanh):
    with pytest.raises(Refused) as refusal:
        DECISIONS[decision](suggestion_id=figure.pk, by=hanh, at=AT)

    figure.refresh_from_db()
    assert refusal.value.code == "intake.not-yours"
    assert refusal.value.params == {"org_unit": "tỉnh An Bình"}
    assert (figure.state, DataValue.objects.count(), events()) == ("pending", 0, [])


@pytest.mark.parametrize("decision", DECISIONS)
@pytest.mark.parametrize("who", ["phuc", "lan", "nobody"])
def test_for_who_does_not_see_the_unit_there_is_nothing(decision, who, figure, request):
    with pytest.raises(Suggestion.DoesNotExist):
        DECISIONS[decision](suggestion_id=figure.pk, by=request.getfixturevalue(who), at=AT)

    assert (DataValue.objects.count(), events()) == (0, [])


def test_a_reporter_decides_for_the_own_commune_only(lan, minh, units, solved):
    own = factories.received_text(by=lan, received_for=units.nam_hai, org_unit=units.nam_hai)
    figure = factories.suggestion(own, solved)

    services.confirm(suggestion_id=figure.pk, by=lan, at=AT)

    assert DataValue.objects.get().confirmed_by == lan


def test_a_reporter_of_a_province_does_not_decide_for_its_commune(lan, units, solved):
    reporter = factories.person("bao-cao", org_unit=units.an_binh, role="reporter")
    own = factories.received_text(by=lan, received_for=units.nam_hai, org_unit=units.nam_hai)
    figure = factories.suggestion(own, solved)

    with pytest.raises(Refused) as refusal:
        services.confirm(suggestion_id=figure.pk, by=reporter, at=AT)

    assert refusal.value.params == {"org_unit": "Xã Nam Hải"}


@pytest.mark.parametrize("decision", ["confirm", "reject"])
def test_the_second_person_is_told_who_decided(decision, figure, minh, hoa):
    services.confirm(suggestion_id=figure.pk, by=minh, at=AT)

    with pytest.raises(Refused) as refusal:
        DECISIONS[decision](suggestion_id=figure.pk, by=hoa, at=AT)

    assert refusal.value.code == "intake.already-decided"
    assert refusal.value.params == {
        "quote": "388 vụ",
        "person": "Lê Quang Minh",
        "when": "09:00 22/11/2026",
    }
    assert DataValue.objects.get().confirmed_by == minh
    assert events() == ["figure.recorded", "suggestion.accepted"]


def test_without_a_unit_nothing_is_confirmed(minh, units, solved):
    text = factories.received_text(by=minh, received_for=units.an_binh, title="Tin")
    figure = factories.suggestion(text, solved)

    with pytest.raises(Refused) as refusal:
        services.confirm(suggestion_id=figure.pk, by=minh, at=AT)

    assert (refusal.value.code, refusal.value.params) == ("intake.no-unit", {"title": "Tin"})
    assert (DataValue.objects.count(), events()) == (0, [])


def test_without_a_period_no_figure_is_confirmed(minh, units, solved):
    text = factories.received_text(
        by=minh, received_for=units.an_binh, org_unit=units.an_binh, period=None, title="Tin"
    )
    figure = factories.suggestion(text, solved)

    with pytest.raises(Refused) as refusal:
        services.confirm(suggestion_id=figure.pk, by=minh, at=AT)

    assert (refusal.value.code, refusal.value.params) == ("intake.no-period", {"title": "Tin"})


def test_the_same_figure_from_another_text_is_a_further_confirmation(
    figure, text, solved, minh, hoa
):
    services.confirm(suggestion_id=figure.pk, by=minh, at=AT)
    again = another(text, solved, "388")

    suggestion = services.confirm(suggestion_id=again.pk, by=hoa, at=AT)

    assert suggestion.data_value == DataValue.objects.get()
    assert (suggestion.state, suggestion.decided_by) == ("accepted", hoa)
    assert events()[2:] == ["figure.confirmed-again", "suggestion.accepted"]


def test_a_different_figure_from_another_text_is_refused_with_both_values(
    figure, text, solved, minh
):
    services.confirm(suggestion_id=figure.pk, by=minh, at=AT)
    other = another(text, solved, "390")

    with pytest.raises(Refused) as refusal:
        services.confirm(suggestion_id=other.pk, by=minh, at=AT)

    other.refresh_from_db()
    assert refusal.value.code == "intake.same-figure-confirmed"
    assert refusal.value.params == {
        "indicator": "Số vụ đã khám phá",
        "org_unit": "tỉnh An Bình",
        "period": "năm 2018",
        "in_force": "388 vụ",
        "source": "bao-cao.txt",
        "value": "390 vụ",
    }
    assert (other.state, DataValue.objects.count()) == ("pending", 1)
    assert events() == ["figure.recorded", "suggestion.accepted"]


def test_a_different_figure_supersedes_when_a_person_says_so(figure, text, solved, minh):
    first = services.confirm(suggestion_id=figure.pk, by=minh, at=AT).data_value
    other = another(text, solved, "390")

    second = services.confirm(suggestion_id=other.pk, by=minh, at=AT, supersede=True).data_value

    first.refresh_from_db()
    assert (first.superseded_at, first.value) == (AT, Decimal(388))
    assert (second.revision, second.superseded_at, second.value) == (2, None, Decimal(390))
    recorded = AuditEvent.objects.filter(event="figure.recorded").last()
    assert recorded.about["supersedes"] == first.pk


def correction(figure, by, **given):
    return services.correct(
        suggestion_id=figure.pk,
        by=by,
        at=AT,
        **{
            "indicator_code": "social_order_crime_solved_cases",
            "value": Decimal(386),
            "unit": "vụ",
            "comparator": ">",
            **given,
        },
    )


def test_a_correction_keeps_what_was_read(figure, minh):
    suggestion = correction(figure, minh)

    value = DataValue.objects.get()
    assert (value.value, value.comparator) == (Decimal(386), ">")
    assert suggestion.state == "corrected"
    assert suggestion.details["read"] == {
        "indicator": "social_order_crime_solved_cases",
        "value": "388.0000",
        "unit": "vụ",
        "comparator": "=",
        "numerator": None,
        "denominator": None,
        "period_type": "",
        "period_start": None,
        "period_end": None,
    }


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"indicator_code": "x"}, "intake.indicator-unknown"),
        ({"value": Decimal(-1)}, "figure.negative"),
        ({"value": Decimal("0.00001")}, "figure.out-of-range"),
        ({"value": Decimal("NaN")}, "figure.out-of-range"),
        ({"comparator": "≈"}, "figure.comparator"),
        ({"unit": "v" * 41}, "figure.unit-too-long"),
        ({"denominator": Decimal(0)}, "figure.denominator-zero"),
        ({"period_code": "năm nay"}, "period.unreadable"),
    ],
)
def test_a_correction_that_cannot_be_a_figure_changes_nothing(given, code, figure, minh):
    with pytest.raises(Refused) as refusal:
        correction(figure, minh, **given)

    figure.refresh_from_db()
    assert refusal.value.code == code
    assert (figure.state, figure.value, figure.details) == ("pending", Decimal(388), {})
    assert (DataValue.objects.count(), events()) == (0, [])


def test_an_award_is_not_corrected_as_a_figure(text, solved, minh):
    award = factories.suggestion(text, quote="12 tập thể")

    with pytest.raises(Refused) as refusal:
        correction(award, minh)

    assert refusal.value.code == "intake.figures-only"


def test_rejecting_records_no_figure(figure, minh):
    suggestion = services.reject(suggestion_id=figure.pk, by=minh, at=AT)

    assert (suggestion.state, suggestion.decided_by) == ("rejected", minh)
    assert (DataValue.objects.count(), events()) == (0, ["suggestion.rejected"])


def test_reopening_takes_the_figure_out_of_force_and_shows_what_was_read(figure, minh, hoa):
    correction(figure, minh)

    suggestion = services.reopen(suggestion_id=figure.pk, by=hoa, at=AT)

    value = DataValue.objects.get()
    assert (value.superseded_at, value.value) == (AT, Decimal(386))
    suggestion.refresh_from_db()
    assert (suggestion.state, suggestion.decided_by, suggestion.data_value) == (
        "pending",
        None,
        None,
    )
    assert (suggestion.value, suggestion.comparator, suggestion.details) == (
        Decimal(388),
        "=",
        {},
    )
    assert events()[2:] == ["figure.withdrawn", "suggestion.reopened"]


def test_after_reopening_the_next_confirmation_is_the_next_revision(figure, minh):
    services.confirm(suggestion_id=figure.pk, by=minh, at=AT)
    services.reopen(suggestion_id=figure.pk, by=minh, at=AT)

    value = services.confirm(suggestion_id=figure.pk, by=minh, at=AT).data_value

    assert (value.revision, value.superseded_at) == (2, None)


def test_a_figure_two_texts_confirm_stays_on_the_word_of_the_other(figure, text, solved, minh, hoa):
    services.confirm(suggestion_id=figure.pk, by=minh, at=AT)
    again = services.confirm(suggestion_id=another(text, solved, "388").pk, by=hoa, at=AT)

    services.reopen(suggestion_id=figure.pk, by=minh, at=AT)

    value = DataValue.objects.get(superseded_at=None)
    again.refresh_from_db()
    assert (value.revision, value.confirmed_by, value.source_text) == (2, hoa, again.text)
    assert again.data_value == value


def test_reopening_the_further_confirmation_leaves_the_figure_alone(
    figure, text, solved, minh, hoa
):
    value = services.confirm(suggestion_id=figure.pk, by=minh, at=AT).data_value
    again = services.confirm(suggestion_id=another(text, solved, "388").pk, by=hoa, at=AT)

    services.reopen(suggestion_id=again.pk, by=hoa, at=AT)

    assert DataValue.objects.get() == value
    assert DataValue.objects.get().superseded_at is None


def test_what_waits_cannot_be_reopened(figure, minh):
    with pytest.raises(Refused) as refusal:
        services.reopen(suggestion_id=figure.pk, by=minh, at=AT)

    assert (refusal.value.code, refusal.value.params) == (
        "intake.not-decided",
        {"quote": "388 vụ"},
    )


def test_confirm_certain_leaves_what_needs_an_eye(text, figure, solved, clearance, minh):
    asked = factories.suggestion(text, clearance, "12", "12", certain=False, unit="%")
    wrong = factories.suggestion(text, clearance, "83.62", "83,62%", unit="%")
    award = factories.suggestion(text, quote="12 tập thể")
    TextFinding.objects.create(
        text=text,
        code="ratio.wrong",
        severity="error",
        start=wrong.start + 1,
        end=wrong.end,
        quote="3,62%",
    )

    count = services.confirm_certain(text_id=text.pk, by=minh, at=AT)

    states = {one.pk: one.state for one in text.suggestions.all()}
    assert count == 1
    assert states == {
        figure.pk: "accepted",
        asked.pk: "pending",
        wrong.pk: "pending",
        award.pk: "pending",
    }


def test_confirm_certain_leaves_a_figure_that_differs_from_one_in_force(figure, text, solved, minh):
    services.confirm(suggestion_id=figure.pk, by=minh, at=AT)
    other = another(text, solved, "390")

    count = services.confirm_certain(text_id=other.text_id, by=minh, at=AT)

    other.refresh_from_db()
    assert (count, other.state, DataValue.objects.count()) == (0, "pending", 1)


def test_confirm_certain_takes_awards_when_asked_to(text, minh):
    award = factories.suggestion(text, quote="12 tập thể")

    count = services.confirm_certain(text_id=text.pk, by=minh, at=AT, kinds=["award"])

    award.refresh_from_db()
    assert (count, award.state) == (1, "accepted")


def test_confirm_certain_is_refused_to_a_reader(text, figure, hanh):
    with pytest.raises(Refused) as refusal:
        services.confirm_certain(text_id=text.pk, by=hanh, at=AT)

    assert refusal.value.code == "intake.not-yours"
    assert DataValue.objects.count() == 0


def test_what_was_rejected_can_be_reopened(figure, minh):
    services.reject(suggestion_id=figure.pk, by=minh, at=AT)

    suggestion = services.reopen(suggestion_id=figure.pk, by=minh, at=AT)

    assert (suggestion.state, suggestion.decided_at) == ("pending", None)
    assert events() == ["suggestion.rejected", "suggestion.reopened"]


def test_reopening_what_was_superseded_leaves_the_figure_in_force_alone(figure, text, solved, minh):
    services.confirm(suggestion_id=figure.pk, by=minh, at=AT)
    other = another(text, solved, "390")
    services.confirm(suggestion_id=other.pk, by=minh, at=AT, supersede=True)

    services.reopen(suggestion_id=figure.pk, by=minh, at=AT)

    assert [value.value for value in DataValue.objects.filter(superseded_at=None)] == [390]


def test_a_corrected_period_moves_the_figure_there_and_reopening_moves_it_back(figure, minh):
    correction(figure, minh, period_code="2019")
    value = DataValue.objects.get()

    suggestion = services.reopen(suggestion_id=figure.pk, by=minh, at=AT)

    assert value.period == calendar_year(2019)
    assert suggestion.own_period is None
