"""A person says which unit and period a text speaks of."""

from __future__ import annotations

from datetime import date

import pytest

import factories
from bcd138.apps.audit.models import AuditEvent
from bcd138.apps.intake import services
from bcd138.apps.intake.models import ReceivedText
from bcd138.domain.errors import Refused
from bcd138.domain.period import calendar_year
from factories import AT


@pytest.fixture
def text(minh, units):
    return factories.received_text(by=minh, received_for=units.an_binh, title="Tin")


def choose(text, code, by):
    return services.choose_unit(text_id=text.pk, org_unit_code=code, by=by, at=AT)


def test_choosing_a_unit_says_that_a_person_did(text, minh, units):
    chosen = choose(text, "DEMO-AB-NH", minh)

    assert (chosen.org_unit, chosen.org_unit_basis) == (units.nam_hai, "person")
    assert chosen.is_invented
    event = AuditEvent.objects.get()
    assert (event.event, event.by) == ("text.unit-chosen", "minh")
    assert event.about == {"text": text.pk, "org_unit": "DEMO-AB-NH"}


def test_choosing_the_same_unit_again_leaves_no_trace(text, minh):
    choose(text, "DEMO-AB-NH", minh)

    choose(text, "DEMO-AB-NH", minh)

    assert AuditEvent.objects.count() == 1


def test_a_unit_of_another_province_is_not_for_this_person_to_choose(text, minh):
    with pytest.raises(Refused) as refusal:
        choose(text, "DEMO-SH", minh)

    text.refresh_from_db()
    assert refusal.value.code == "intake.not-yours"
    assert refusal.value.params == {"org_unit": "tỉnh Sơn Hà"}
    assert (text.org_unit, AuditEvent.objects.count()) == (None, 0)


def test_a_unit_nobody_knows_is_refused_with_near_ones(text, minh):
    with pytest.raises(Refused) as refusal:
        choose(text, "DEMO-AX", minh)

    assert refusal.value.code == "orgunit.unknown"


@pytest.mark.parametrize("who", ["phuc", "lan"])
def test_for_who_does_not_see_the_text_there_is_none(who, text, request):
    with pytest.raises(ReceivedText.DoesNotExist):
        choose(text, "DEMO-SH", request.getfixturevalue(who))


def test_a_reader_does_not_choose(text, hanh):
    with pytest.raises(Refused) as refusal:
        choose(text, "DEMO-AB", hanh)

    assert refusal.value.code == "intake.not-yours"


def test_a_unit_that_did_not_exist_then_is_refused(hoa, units):
    text = factories.received_text(by=hoa, received_for=units.vn)
    factories.org_unit("04.NEW", "tỉnh Mới", parent=units.vn, valid_from=date(2025, 7, 1))

    with pytest.raises(Refused) as refusal:
        choose(text, "04.NEW", hoa)

    assert refusal.value.code == "intake.unit-not-then"
    assert refusal.value.params == {
        "org_unit": "tỉnh Mới",
        "period": "năm 2018",
        "valid_from": date(2025, 7, 1),
        "valid_until": "…",
    }


def test_a_text_with_confirmed_figures_keeps_its_unit_and_period(text, minh, solved):
    choose(text, "DEMO-AB", minh)
    figure = factories.suggestion(text, solved)
    services.confirm(suggestion_id=figure.pk, by=minh, at=AT)

    for change in (
        lambda: choose(text, "DEMO-AB-NH", minh),
        lambda: services.choose_period(text_id=text.pk, period_code="2019", by=minh, at=AT),
    ):
        with pytest.raises(Refused) as refusal:
            change()
        assert (refusal.value.code, refusal.value.params) == (
            "intake.already-confirmed",
            {"count": 1},
        )


def test_choosing_a_period_replaces_the_one_that_was_read(text, minh):
    chosen = services.choose_period(text_id=text.pk, period_code="2019", by=minh, at=AT)

    assert chosen.period == calendar_year(2019)
    event = AuditEvent.objects.get()
    assert (event.event, event.about) == (
        "text.period-chosen",
        {"text": text.pk, "period": "2019"},
    )


def test_a_period_nobody_can_read_is_refused(text, minh):
    with pytest.raises(Refused) as refusal:
        services.choose_period(text_id=text.pk, period_code="năm ngoái", by=minh, at=AT)

    assert refusal.value.code == "period.unreadable"


def test_a_reader_does_not_choose_the_period(text, hanh):
    with pytest.raises(Refused) as refusal:
        services.choose_period(text_id=text.pk, period_code="2019", by=hanh, at=AT)

    assert refusal.value.code == "intake.not-yours"
