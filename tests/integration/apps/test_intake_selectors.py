"""What each of the cast sees of the texts, and at what cost."""

from __future__ import annotations

from datetime import timedelta

import pytest

import factories
from bcd138.apps.intake import selectors, services
from bcd138.apps.intake.models import ReceivedText, Suggestion, TextFinding
from factories import AT


@pytest.fixture
def of_the_commune(lan, units):
    return factories.received_text(by=lan, received_for=units.nam_hai, org_unit=units.nam_hai)


@pytest.fixture
def without_unit(hoa, units):
    return factories.received_text(by=hoa, received_for=units.vn)


@pytest.mark.parametrize(
    ("who", "seen"),
    [
        ("lan", ["commune"]),
        ("minh", ["commune"]),
        ("hanh", ["commune"]),
        ("hoa", ["commune", "without"]),
        ("phuc", []),
        ("nobody", []),
    ],
)
def test_everyone_sees_own_units_and_below(who, seen, of_the_commune, without_unit, request):
    names = {of_the_commune.pk: "commune", without_unit.pk: "without"}

    texts = selectors.visible(by=request.getfixturevalue(who)).order_by("pk")

    assert [names[text.pk] for text in texts] == seen


def test_a_text_about_another_unit_is_no_longer_of_who_brought_it(lan, units):
    factories.received_text(by=lan, received_for=units.nam_hai, org_unit=units.son_ha)

    assert not selectors.visible(by=lan).exists()


def test_the_detail_of_a_text_one_may_not_see_does_not_exist(of_the_commune, phuc):
    with pytest.raises(ReceivedText.DoesNotExist):
        selectors.text_detail(of_the_commune.pk, by=phuc)


def test_a_suggestion_one_may_not_see_does_not_exist(of_the_commune, solved, phuc, lan):
    figure = factories.suggestion(of_the_commune, solved)

    with pytest.raises(Suggestion.DoesNotExist):
        selectors.visible_suggestion(figure.pk, by=phuc)
    assert selectors.visible_suggestion(figure.pk, by=lan) == figure


def test_the_detail_counts_what_is_sure_and_what_is_asked(of_the_commune, solved, lan, hanh):
    factories.suggestion(of_the_commune, solved)
    factories.suggestion(of_the_commune, solved, quote="12", certain=False)
    factories.suggestion(of_the_commune, quote="12 tập thể")

    detail = selectors.text_detail(of_the_commune.pk, by=lan)

    assert (detail.pending, detail.sure, detail.asked, detail.can_decide) == (3, 1, 1, True)
    assert not selectors.text_detail(of_the_commune.pk, by=hanh).can_decide


@pytest.mark.parametrize("rows", [1, 3])
def test_the_detail_costs_five_queries(
    rows, of_the_commune, solved, lan, django_assert_num_queries
):
    for _ in range(rows):
        factories.suggestion(of_the_commune, solved)

    with django_assert_num_queries(5):
        detail = selectors.text_detail(of_the_commune.pk, by=lan)
        assert {one.indicator.name for one in detail.suggestions} == {"Số vụ đã khám phá"}


def test_what_waits_is_listed_with_its_counts(of_the_commune, without_unit, solved, hoa):
    factories.suggestion(of_the_commune, solved, certain=False)
    factories.suggestion(of_the_commune, quote="12 tập thể")
    decided = factories.suggestion(of_the_commune, solved)
    services.reject(suggestion_id=decided.pk, by=hoa, at=AT)
    for code in ("ratio.wrong", "sum.wrong"):
        TextFinding.objects.create(
            text=of_the_commune, code=code, severity="error", start=0, end=3, quote="Năm"
        )

    waiting = selectors.waiting(by=hoa, at=AT)

    first = waiting[0]
    assert [one.text for one in waiting] == [of_the_commune, without_unit]
    assert (first.pending, first.pending_figures, first.asked, first.decided) == (2, 1, 1, 1)
    assert (first.errors, first.without_unit, first.is_late) == (2, False, False)
    assert (waiting[1].pending, waiting[1].without_unit) == (0, True)


def test_a_text_that_is_decided_waits_no_longer(of_the_commune, solved, lan):
    figure = factories.suggestion(of_the_commune, solved)
    services.confirm(suggestion_id=figure.pk, by=lan, at=AT)

    assert selectors.waiting(by=lan, at=AT) == ()


def test_late_is_longer_ago_than_the_parameter_allows(without_unit, hoa):
    five_days = AT + timedelta(days=5)

    assert selectors.late(by=hoa, at=five_days) == ()
    assert [one.text for one in selectors.late(by=hoa, at=five_days + timedelta(seconds=1))] == [
        without_unit
    ]


def test_before_the_parameter_begins_nothing_is_late(hoa, units):
    long_ago = AT - timedelta(days=365)
    factories.received_text(by=hoa, received_for=units.vn, at=long_ago)

    assert selectors.late(by=hoa, at=AT - timedelta(days=30)) == ()


@pytest.mark.parametrize("rows", [1, 3])
def test_what_waits_costs_one_query(rows, hoa, units, solved, django_assert_num_queries):
    for _ in range(rows):
        text = factories.received_text(by=hoa, received_for=units.vn, org_unit=units.an_binh)
        factories.suggestion(text, solved)

    with django_assert_num_queries(1):
        assert [one.text.org_unit.name for one in selectors.waiting(by=hoa, at=AT)] == [
            "tỉnh An Bình"
        ] * rows


@pytest.mark.parametrize("rows", [1, 3])
def test_findings_cost_one_query(rows, of_the_commune, lan, phuc, django_assert_num_queries):
    for place in range(rows):
        TextFinding.objects.create(
            text=of_the_commune,
            code="ratio.wrong",
            severity="error",
            start=place,
            end=place + 1,
            quote="N",
        )

    with django_assert_num_queries(1):
        found = [finding.text.org_unit.name for finding in selectors.findings(by=lan)]
    assert found == ["Xã Nam Hải"] * rows
    assert not selectors.findings(by=phuc).exists()


def test_every_sentence_that_confirms_a_figure_is_found(of_the_commune, solved, lan, phuc):
    figures = [factories.suggestion(of_the_commune, solved) for _ in range(2)]
    for figure in figures:
        services.confirm(suggestion_id=figure.pk, by=lan, at=AT)
    value = Suggestion.objects.get(pk=figures[0].pk).data_value_id

    assert list(selectors.confirmations(value, by=lan)) == figures
    assert not selectors.confirmations(value, by=phuc).exists()
    assert list(selectors.confirmed(by=lan)) == figures
