"""A statement written once answers and adds as Django's own would."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import CharField, DateField, Q
from django.test.utils import CaptureQueriesContext

import factories
from bcd138.apps.audit.models import AuditEvent
from bcd138.apps.orgunits.models import Closure, OrgUnit, UnitName
from bcd138.apps.statements import Condition, Insert, Select, given, of_the_row

_STANDING = Select(
    lambda: (
        OrgUnit.objects.filter(
            code=given("code", CharField()), valid_from__lte=given("on", DateField())
        )
        .order_by()
        .values_list("name", "valid_from", "other_names")
    )
)


def test_a_question_is_asked_with_other_values_and_answers_in_python(units):
    on = date(2026, 1, 1)

    assert _STANDING.rows(code="DEMO-AB", on=on) == [("tỉnh An Bình", date(2004, 1, 1), [])]
    assert _STANDING.first(code="DEMO-SH", on=on) == ("tỉnh Sơn Hà", date(2004, 1, 1), [])
    assert _STANDING.first(code="DEMO-SH", on=date(2003, 12, 31)) is None
    assert _STANDING.rows(code="'; --", on=on) == []


def test_a_question_costs_one_query(units):
    with CaptureQueriesContext(connection) as queries:
        _STANDING.first(code="DEMO-AB", on=date(2026, 1, 1))

    assert len(queries) == 1


def test_an_added_row_is_what_django_reads_back(db):
    row = AuditEvent(event="a.b", by="lan", at=factories.AT, about={"n": [1, None, "ă"]})

    Insert(AuditEvent).add(row)

    read = AuditEvent.objects.get(pk=row.pk)
    assert (read.event, read.by, read.at, read.about) == (row.event, row.by, row.at, row.about)


def test_the_database_still_checks(units):
    name = UnitName.objects.get(org_unit=units.nam_hai)
    again = UnitName(org_unit=units.nam_hai, text="x", valid_from=name.valid_from)

    with pytest.raises(IntegrityError), transaction.atomic():
        Insert(UnitName).add(again)


_UNDER = Condition(
    lambda: Closure.objects.filter(
        descendant=of_the_row(),
        ancestor__in=OrgUnit.objects.filter(code=given("code", CharField())).values("pk"),
    )
)


def test_a_condition_is_asked_of_the_column_of_each_row(units):
    under = OrgUnit.objects.filter(_UNDER.on("pk", code="DEMO-AB"))
    named = UnitName.objects.filter(_UNDER.on("org_unit", code="DEMO-SH"))

    expected = OrgUnit.objects.filter(above__ancestor__code="DEMO-AB").distinct()
    assert set(under) == set(expected) != set()
    assert {name.org_unit.code for name in named} == set(
        OrgUnit.objects.filter(above__ancestor__code="DEMO-SH").values_list("code", flat=True)
    )


def test_a_condition_finds_its_row_within_another_question(units):
    inner = OrgUnit.objects.filter(_UNDER.on("pk", code="DEMO-AB"))
    pairs = Closure.objects.filter(descendant__in=inner, ancestor__in=inner)

    assert set(pairs.values_list("descendant", flat=True)) == set(
        inner.values_list("pk", flat=True)
    )


def test_a_condition_may_be_turned_and_joined(units):
    outside = OrgUnit.objects.filter(~Q(_UNDER.on("pk", code="DEMO-AB")), is_invented=True)

    assert not outside.filter(_UNDER.on("pk", code="DEMO-AB")).exists()
    assert outside.filter(code="DEMO-SH").exists()
