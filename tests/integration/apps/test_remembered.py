"""Totals kept in memory never tell anything but what counts, and only to whoever sees it."""

from __future__ import annotations

import pytest
from django.utils.timezone import now

import factories
from bcd138.apps.accounts.enums import Role
from bcd138.apps.analytics import pivot_found
from bcd138.apps.analytics import services as analytics
from bcd138.apps.analytics.pivot import pivot
from bcd138.apps.analytics.question import Question
from bcd138.apps.orgunits.models import OrgUnit, RegisterVersion
from bcd138.domain.period import calendar_year

NOW = calendar_year(2025)


@pytest.fixture
def told(hoa, units, solved):
    RegisterVersion.objects.update_or_create(defaults={"token": "kept"})
    text = factories.received_text(
        by=hoa, received_for=units.nam_hai, org_unit=units.nam_hai, period=NOW
    )
    return factories.data_value(text, solved, "4", period=NOW)


@pytest.fixture
def total(solved, minh):
    def ask(by=minh):
        asked = Question(("DEMO-AB",), (solved.code,), (NOW,), now().date(), below="commune")
        return pivot(asked, by=by).cells[0][0].now.value

    return ask


@pytest.fixture
def asked_of_the_engine(monkeypatch):
    asked = []
    real = pivot_found.rolled

    def counted(**question):
        asked.append(question)
        return real(**question)

    monkeypatch.setattr(pivot_found, "rolled", counted)
    return asked


def test_the_same_question_is_asked_once(told, total, asked_of_the_engine):
    assert [total(), total(), len(asked_of_the_engine)] == [4, 4, 2]


def test_a_figure_that_is_corrected_counts_at_once(told, total, solved):
    before = total()
    told.superseded_at = now()
    told.save()
    gone = total()
    factories.data_value(told.source_text, solved, "5", period=NOW, revision=2)

    assert [before, gone, total()] == [4, None, 5]


def test_a_new_snapshot_changes_nothing(told, total):
    before = total()
    analytics.take_snapshot(at=now())

    assert (before, total()) == (4, 4)


def test_what_one_person_asked_is_not_told_to_another(told, total, minh, phuc, units):
    assert total() == 4

    with pytest.raises(OrgUnit.DoesNotExist):
        total(phuc)
    minh.assignments.all().delete()
    factories.assignment(minh, units.son_ha, Role.STANDING)
    with pytest.raises(OrgUnit.DoesNotExist):
        total()
