"""A text comes in: once, whole, for the unit of who brought it; or not at all."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

import factories
from bcd138.apps.accounts.models import Assignment
from bcd138.apps.audit.models import AuditEvent
from bcd138.apps.files.models import StoredFile
from bcd138.apps.intake import services
from bcd138.apps.intake.enums import SuggestionState
from bcd138.apps.intake.models import ReceivedText, Suggestion, TextFinding
from bcd138.domain.errors import Refused
from bcd138.domain.extraction.reading import Finding, UnitNamed
from bcd138.domain.period import calendar_year
from factories import AT, TEXT

FULL = factories.reading(
    figures=(
        factories.found_figure(
            TEXT, "388 vụ", "social_order_crime_solved_cases", "388", kind="result"
        ),
    ),
    awards=(factories.found_award(TEXT, "12 tập thể", 12),),
    tasks=(factories.found_task(TEXT, "giảm 5%", value=Decimal(5)),),
    findings=(Finding("ratio.implied", "notice", {"value": Decimal("83.62")}, "83,62%", 32, 38),),
)


def store(by, reading=FULL, text=TEXT, at=AT):
    return services.store_reading(
        reading, content=text.encode(), text=text, source_name="/x/tin.txt", by=by, at=at
    )


def nothing_is_stored():
    rows = (ReceivedText, Suggestion, TextFinding, StoredFile, AuditEvent)
    return [model.objects.count() for model in rows] == [0, 0, 0, 0, 0]


def test_a_text_is_kept_with_everything_that_was_read_and_nothing_is_decided(minh, units, solved):
    receipt = store(minh)

    text = receipt.text
    assert receipt.is_new
    assert (text.source_name, text.text, text.received_for) == ("tin.txt", TEXT, units.an_binh)
    assert (text.org_unit, text.org_unit_basis, text.period) == (None, "absent", factories.YEAR)
    found = [(one.kind, one.quote, one.state) for one in text.suggestions.all()]
    assert found == [
        ("figure", "388 vụ", SuggestionState.PENDING),
        ("award", "12 tập thể", SuggestionState.PENDING),
        ("task", "giảm 5%", SuggestionState.PENDING),
    ]
    assert {TEXT[one.start : one.end] == one.quote for one in text.suggestions.all()} == {True}
    assert [event.event for event in AuditEvent.objects.all()] == ["text.received"]


def test_the_values_of_a_finding_come_back_as_they_were(minh, solved):
    text = store(minh).text

    assert TextFinding.objects.get(text=text).params == {"value": Decimal("83.62")}


def test_an_award_is_kept_as_the_reader_wrote_it(minh, solved):
    text = store(minh).text

    assert text.suggestions.get(kind="award").details == {
        "grantor": "UBND tỉnh",
        "form": "bang_khen",
        "collectives": 12,
        "individuals": None,
        "total_unsplit": None,
        "forms_mixed": [],
        "counts_in_total": True,
    }


def test_the_same_bytes_for_the_same_unit_give_back_the_text_that_is_there(minh, solved):
    first = store(minh)

    second = store(minh)

    assert (second.text, second.is_new) == (first.text, False)
    assert Suggestion.objects.count() == 3
    assert AuditEvent.objects.count() == 1


def test_a_text_placed_elsewhere_is_not_given_back_to_who_brought_it(lan, minh, units, solved):
    text = store(lan).text
    services.choose_unit(text_id=text.pk, org_unit_code=units.dong_phong.code, by=minh, at=AT)

    refusals = []
    for again in (
        lambda: store(lan),
        lambda: services.receive(content=TEXT.encode(), source_name="tin.txt", by=lan, at=AT),
    ):
        with pytest.raises(Refused) as refusal:
            again()
        refusals.append((refusal.value.code, refusal.value.params))

    assert refusals == [("intake.placed-elsewhere", {"name": "tin.txt"})] * 2
    assert ReceivedText.objects.count() == 1


def test_the_same_bytes_for_another_unit_are_another_text(minh, phuc, solved):
    first, second = store(minh), store(phuc)

    assert second.is_new
    assert first.text != second.text
    assert StoredFile.objects.count() == 1


def test_an_indicator_that_is_not_in_the_catalogue_stops_everything(minh):
    with pytest.raises(Refused) as refusal:
        store(minh)

    assert refusal.value.code == "intake.indicator-unknown"
    assert refusal.value.params == {"indicator": "social_order_crime_solved_cases"}
    assert nothing_is_stored()


@pytest.mark.parametrize("who", ["hanh", "nobody"])
def test_who_works_for_no_unit_brings_in_nothing(who, request, solved):
    with pytest.raises(Refused) as refusal:
        store(request.getfixturevalue(who))

    assert (refusal.value.code, refusal.value.params) == ("intake.no-role", {})
    assert nothing_is_stored()


def named(name):
    return replace(FULL, org_unit=UnitNamed(name, None, "text"))


INVENTED = "Báo cáo minh họa\n" + TEXT


def test_a_unit_the_text_names_is_found_by_name_level_and_time(minh, units, solved):
    text = store(minh, named("An Bình"), INVENTED).text

    assert (text.org_unit, text.org_unit_basis) == (units.an_binh, "text")
    assert text.is_invented


def test_a_unit_outside_of_the_own_subtree_stays_a_name(phuc, solved):
    text = store(phuc, named("An Bình"), INVENTED).text

    assert (text.org_unit, text.org_unit_named) == (None, "An Bình")


def test_an_invented_unit_is_not_found_in_a_text_that_does_not_say_it_is_invented(minh, solved):
    text = store(minh, named("An Bình")).text

    assert (text.org_unit, text.is_invented) == (None, False)


def test_a_name_that_two_units_bore_at_that_time_is_not_guessed(hoa, units, solved):
    factories.org_unit("X1", "tỉnh Hai Tên", parent=units.vn)
    factories.org_unit("X2", "tỉnh Hai Tên", parent=units.vn)

    assert store(hoa, named("Hai Tên")).text.org_unit is None


def test_of_two_units_in_turn_the_one_of_that_time_is_found(hoa, units, solved):
    new_from = calendar_year(2025).start
    old = factories.org_unit("04.2018", "tỉnh Cũ Mới", parent=units.vn, valid_until=new_from)
    factories.org_unit("04", "tỉnh Cũ Mới", parent=units.vn, valid_from=new_from)

    assert store(hoa, named("Cũ Mới")).text.org_unit == old


def test_a_caption_with_an_illustration_does_not_make_a_text_invented(minh, solved):
    assert not store(minh, text=TEXT + "\n(Ảnh minh họa)").text.is_invented


def test_a_number_too_large_to_keep_becomes_a_finding_not_a_figure(minh, solved):
    huge = replace(FULL.figures[0], value=Decimal(10) ** 20)

    text = store(minh, replace(FULL, figures=(huge,), findings=())).text

    assert text.suggestions.filter(kind="figure").count() == 0
    assert [finding.code for finding in text.findings.all()] == ["intake.value-out-of-range"]


def test_the_first_unit_assigned_is_the_one_worked_for(lan, units, solved):
    Assignment.objects.create(user=lan, org_unit=units.son_ha, role="standing")

    assert store(lan).text.received_for == units.nam_hai
