"""Figures in the books: who sees them, who puts them there, and the way back."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

import factories
from bcd138.apps.audit.models import AuditEvent
from bcd138.apps.submissions import permissions, selectors, services
from bcd138.apps.submissions.models import DataValue
from bcd138.domain.errors import Refused
from bcd138.domain.figure import Amount, Provenance
from bcd138.domain.period import calendar_year
from factories import AT, TEXT, YEAR


@pytest.fixture
def text(hoa, units):
    return factories.received_text(by=hoa, received_for=units.vn, org_unit=units.an_binh)


def record(text, indicator, by, value="388", **fields):
    return services.record_value(
        org_unit=text.org_unit,
        indicator=indicator,
        kind="result",
        period=YEAR,
        amount=Amount(Decimal(value), "vụ"),
        source=Provenance(text.pk, 20, 26, TEXT[20:26]),
        by=by,
        at=AT,
        **fields,
    )


@pytest.mark.parametrize(
    ("who", "may"),
    [("minh", True), ("hoa", True), ("hanh", False), ("phuc", False), ("lan", False)],
)
def test_the_standing_agency_and_those_above_record(who, may, units, request):
    assert permissions.can_record(request.getfixturevalue(who), units.an_binh) is may


def test_who_may_not_record_is_refused_and_nothing_is_stored(text, solved, phuc):
    with pytest.raises(Refused) as refusal:
        record(text, solved, phuc)

    assert refusal.value.code == "submission.not-yours"
    assert refusal.value.params == {"org_unit": "tỉnh An Bình"}
    assert (DataValue.objects.count(), AuditEvent.objects.count()) == (0, 0)


def test_a_figure_in_force_is_not_passed_over(text, solved, minh):
    record(text, solved, minh)

    with pytest.raises(Refused) as refusal:
        record(text, solved, minh, "390")

    assert refusal.value.code == "submission.figure-in-force"
    assert refusal.value.params == {"indicator": "Số vụ đã khám phá", "in_force": "388 vụ"}
    assert DataValue.objects.count() == 1


def test_the_database_keeps_one_figure_in_force(text, solved, minh):
    record(text, solved, minh)

    with pytest.raises(IntegrityError), transaction.atomic():
        factories.data_value(text, solved, "390", revision=2)


def test_withdrawing_leaves_the_figure_in_the_history(text, solved, minh):
    value = record(text, solved, minh)

    services.withdraw_value(data_value_id=value.pk, by=minh, at=AT)

    assert not selectors.in_force(by=minh).exists()
    assert [one.superseded_at for one in selectors.history(value.pk, by=minh)] == [AT]
    assert AuditEvent.objects.last().about == {
        "data_value": value.pk,
        "org_unit": "DEMO-AB",
        "indicator": "social_order_crime_solved_cases",
        "period": "2018",
        "revision": 1,
        "value": "388.0000",
        "text": text.pk,
    }


def test_withdrawing_twice_is_recorded_once(text, solved, minh):
    value = record(text, solved, minh)

    for _ in range(2):
        services.withdraw_value(data_value_id=value.pk, by=minh, at=AT)

    assert AuditEvent.objects.filter(event="figure.withdrawn").count() == 1


def test_a_reader_does_not_withdraw_and_a_stranger_finds_nothing(text, solved, minh, hanh, phuc):
    value = record(text, solved, minh)

    with pytest.raises(Refused):
        services.withdraw_value(data_value_id=value.pk, by=hanh, at=AT)
    with pytest.raises(DataValue.DoesNotExist):
        services.withdraw_value(data_value_id=value.pk, by=phuc, at=AT)
    assert DataValue.objects.get().superseded_at is None


def test_history_shows_every_revision_newest_first(text, solved, minh, phuc):
    first = record(text, solved, minh)
    second = record(text, solved, minh, "390", supersedes=first)

    assert selectors.history(first.pk, by=minh) == (second, first)
    with pytest.raises(DataValue.DoesNotExist):
        selectors.history(first.pk, by=phuc)


def test_the_chain_leads_back_to_the_sentence(hoa, units, solved):
    words = "Dòng đầu.\nTrong năm khám phá 388 vụ án.\nDòng cuối."
    text = factories.received_text(
        by=hoa, received_for=units.vn, org_unit=units.an_binh, text=words
    )
    start = words.index("388 vụ")
    value = factories.data_value(text, solved)
    DataValue.objects.filter(pk=value.pk).update(source_start=start, source_end=start + 6)

    chain = selectors.chain(value.pk, by=hoa)

    assert (chain.before, chain.quote, chain.after) == ("Trong năm khám phá ", "388 vụ", " án.")


def test_figures_of_a_unit_and_period_are_exactly_these(text, solved, clearance, minh, phuc):
    value = record(text, solved, minh)
    factories.data_value(text, clearance, period=calendar_year(2019))

    assert list(selectors.figures_of("DEMO-AB", YEAR, by=minh)) == [value]
    assert not selectors.figures_of("DEMO-AB", YEAR, by=phuc).exists()


@pytest.mark.parametrize("rows", [1, 3])
def test_figures_in_force_cost_one_query(rows, text, hoa, django_assert_num_queries):
    for number in range(rows):
        factories.data_value(text, factories.indicator(f"indicator_{number}"))

    with django_assert_num_queries(1):
        for value in selectors.in_force(by=hoa):
            assert (value.indicator.unit, value.org_unit.name) == ("vụ", "tỉnh An Bình")
            assert (value.source_text.source_name, str(value.confirmed_by)) == (
                "bao-cao.txt",
                "Phạm Thu Hòa",
            )


def test_confirmed_by_is_who_answered_for_it_then(text, solved, minh, hoa):
    earlier = AT - timedelta(days=3)

    value = record(text, solved, minh, confirmed=(hoa, earlier))

    assert (value.confirmed_by, value.confirmed_at) == (hoa, earlier)
