"""A person's act: carried out whole or not at all, seen from its day on, and taken back exactly."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest
import time_machine

import factories
from bcd138.apps.accounts.enums import Role
from bcd138.apps.accounts.permissions import can_decide_for
from bcd138.apps.accounts.selectors import unit_ids_seen
from bcd138.apps.audit.models import AuditEvent
from bcd138.apps.orgunits import selectors, services
from bcd138.apps.orgunits.enums import Level
from bcd138.apps.orgunits.models import (
    Act,
    Closure,
    Lineage,
    OrgUnit,
    Parentage,
    RegisterVersion,
    Succession,
    UnitName,
)
from bcd138.domain.errors import Refused
from bcd138.domain.reorganisation import ActRow
from bcd138.formats.register_files import ActHead
from integration.apps.register_dump import dump, rows

SINCE = date(2004, 1, 1)
DAY = date(2026, 12, 1)
HEAD = ActHead(
    "12/NQ-HĐND", "Nhập hai xã", date(2026, 11, 20), DAY, text="Điều 1.", issued_by="HĐND tỉnh"
)
LATER = ActHead("13/NQ-HĐND", "Đổi tên xã", date(2027, 1, 2), date(2027, 2, 1))
NH, DP, NEW = "DEMO-AB-NH", "DEMO-AB-DP", "DEMO-AB-NP"
MERGE = (
    {"kind": "merge", "unit": NH, "to": NEW, "name": "Xã Nam Phong", "english": "Nam Phong"},
    {"kind": "merge", "unit": DP, "to": NEW},
)
MOVE = {"kind": "transfer", "unit": DP, "parent": "DEMO-SH"}


def act_rows(cells):
    return [ActRow(line, **row) for line, row in enumerate(cells, start=2)]


def enter(at, *cells, head=HEAD):
    """Carry an act out that has no faults."""
    act, plan = services.carry_out(head, act_rows(cells), by="minh", at=at)
    assert plan.faults == ()
    return act


def on_day(day):
    return time_machine.travel(
        datetime(day.year, day.month, day.day, 8, 0, tzinfo=factories.HANOI), tick=False
    )


def seen(person):
    ids = unit_ids_seen(person)
    return set(OrgUnit.objects.filter(pk__in=ids).values_list("code", flat=True))


def everything():
    return (
        dump(),
        list(RegisterVersion.objects.values_list("token", flat=True)),
        list(AuditEvent.objects.order_by("pk").values()),
    )


def test_an_act_writes_its_rows_and_what_follows_from_them(units, at):
    act = enter(at, *MERGE)

    assert (act.code, act.number, act.title) == ("12/NQ-HĐND@2026-12-01", HEAD.number, HEAD.title)
    assert (act.issued_by, act.text, act.is_from_catalogue) == ("HĐND tỉnh", "Điều 1.", False)
    assert (act.entered_by, act.entered_at) == ("minh", at)
    assert [(row["line"], row["kind"], row["unit"]) for row in act.rows] == [
        (2, "merge", NH),
        (3, "merge", DP),
    ]
    old = [(DP, SINCE, DAY, None, act.code), (NH, SINCE, DAY, None, act.code)]
    days = ("valid_from", "valid_until", "begun_by__code", "ended_by__code")
    units_of_communes = rows(OrgUnit, "code", *days, level=Level.COMMUNE)
    assert units_of_communes == [*old, (NEW, DAY, None, act.code, None)]
    assert rows(UnitName, "org_unit__code", *days, org_unit__level=Level.COMMUNE) == [
        *old,
        (NEW, DAY, None, act.code, None),
    ]
    assert rows(Parentage, "org_unit__code", *days, parent__code="DEMO-AB") == [
        *old,
        (NEW, DAY, None, act.code, None),
        ("DEMO-AB-VKS", SINCE, None, None, None),
    ]
    assert rows(Succession, "before__code", "after__code", "on", "share", "act__code") == [
        (DP, NEW, DAY, Decimal(1), act.code),
        (NH, NEW, DAY, Decimal(1), act.code),
    ]
    assert rows(Lineage, "predecessor__code", "successor__code") == [(DP, NEW), (NH, NEW)]
    assert rows(Closure, "ancestor__code", "depth", *days[:2], descendant__code=NEW) == [
        ("DEMO-AB", 1, DAY, None),
        (NEW, 0, DAY, None),
        ("VN", 2, DAY, None),
    ]
    assert rows(Closure, "ancestor__code", "valid_until", descendant__code=NH) == [
        ("DEMO-AB", DAY),
        (NH, DAY),
        ("VN", DAY),
    ]


def test_an_act_is_in_the_audit_trail(units, at):
    enter(at, *MERGE)

    assert list(AuditEvent.objects.values_list("event", "by", "at", "about")) == [
        ("orgunits.act-entered", "minh", at, {"act": "12/NQ-HĐND@2026-12-01", "rows": 2})
    ]


def test_a_new_name_is_found_and_the_former_one_still(units, at):
    enter(at, {"kind": "retype", "unit": NH, "name": "phường Hải Nam"})

    unit = OrgUnit.objects.get(code=NH)
    assert (unit.name, unit.search_name) == ("phường Hải Nam", "hai nam; nam hai")
    assert rows(UnitName, "text", "valid_from", "valid_until", org_unit=unit) == [
        ("Xã Nam Hải", SINCE, DAY),
        ("phường Hải Nam", DAY, None),
    ]
    register = selectors.register()
    assert [register.name(NH, day) for day in (date(2026, 11, 30), DAY)] == [
        "Xã Nam Hải",
        "phường Hải Nam",
    ]
    assert [found.code for found in selectors.named("Nam Hải")] == [NH]


def test_what_is_split_keeps_its_shares(units, at):
    enter(
        at,
        {"kind": "split", "unit": NH, "to": "A", "name": "xã A", "share": "0,6"},
        {"kind": "split", "unit": NH, "to": "B", "name": "xã B", "share": "2/5"},
        {"kind": "split", "unit": DP, "to": "A"},
        {"kind": "split", "unit": DP, "to": "B"},
    )

    assert rows(Succession, "before__code", "after__code", "share") == [
        (DP, "A", None),
        (DP, "B", None),
        (NH, "A", Decimal("0.6")),
        (NH, "B", Decimal("0.4")),
    ]


def test_what_stands_below_goes_along_with_its_only_successor(units, at):
    enter(at, {"kind": "merge", "unit": "DEMO-AB", "to": "DEMO-AS", "name": "tỉnh An Sơn"})

    register = selectors.register()
    assert register.children("DEMO-AS", DAY) == (DP, NH, "DEMO-AB-VKS")
    assert register.ancestors(NH, date(2026, 11, 30)) == (NH, "DEMO-AB", "VN")
    assert register.ancestors(NH, DAY) == (NH, "DEMO-AS", "VN")
    assert rows(Closure, "ancestor__code", "valid_from", "valid_until", descendant__code=NH) == [
        ("DEMO-AB", SINCE, DAY),
        (NH, SINCE, None),
        ("DEMO-AS", DAY, None),
        ("VN", SINCE, None),
    ]


def test_one_fault_in_one_row_keeps_the_whole_act_out(units, at):
    before = everything()

    act, plan = services.carry_out(
        HEAD, act_rows([*MERGE, {"kind": "rename", "unit": "nowhere", "name": "x"}]), by="m", at=at
    )

    assert act is None
    assert [(fault.code, fault.row, fault.column) for fault in plan.faults] == [
        ("orgunit.code-unknown", 4, "unit")
    ]
    version = [""] if RegisterVersion.objects.exists() else []
    assert everything() == (before[0], version, before[2])


def test_an_act_that_is_there_already_is_refused(units, at):
    enter(at, *MERGE)
    before = everything()

    with pytest.raises(Refused) as refusal:
        services.carry_out(HEAD, act_rows([MOVE]), by="minh", at=at)

    assert (refusal.value.code, refusal.value.params) == (
        "orgunit.act-known",
        {"number": "12/NQ-HĐND", "on": DAY},
    )
    assert everything() == before


@pytest.mark.parametrize(
    "cells",
    [
        MERGE,
        [MOVE],
        [{"kind": "rename", "unit": NH, "name": "Xã Hải Nam"}],
        [{"kind": "merge", "unit": "DEMO-AB", "to": "DEMO-AS", "name": "tỉnh An Sơn"}],
        [
            {"kind": "merge", "unit": "DEMO-AB", "to": "PT", "name": "tỉnh PT", "parent": "VN"},
            {"kind": "merge", "unit": "DEMO-SH", "to": "PT"},
            {"kind": "split", "unit": NH, "to": "A", "name": "xã A", "parent": "PT"},
            {"kind": "split", "unit": NH, "to": "B", "name": "xã B", "parent": "PT"},
            {"kind": "retype", "unit": DP, "name": "phường Đông Phong"},
            {"kind": "create", "to": "CA", "name": "Công an", "level": "province", "parent": "PT"}
            | {"nature": "agency"},
            {"kind": "abolish", "unit": "DEMO-AB-VKS"},
        ],
    ],
    ids=["merge", "transfer", "rename", "province", "everything"],
)
def test_taking_an_act_back_leaves_the_register_as_it_was(units, at, cells):
    enter(at, {"kind": "rename", "unit": "DEMO-SH", "name": "tỉnh Sơn Hải"}, head=LATER)
    before = dump()
    act = enter(at, *cells, head=ActHead("14/NQ", "Sắp xếp", DAY, date(2027, 6, 1)))
    assert dump() != before

    services.take_back(act, by="hoa", at=at)

    assert dump() == before
    event = AuditEvent.objects.order_by("pk").last()
    assert (event.event, event.by, event.at) == ("orgunits.act-undone", "hoa", at)
    assert (event.about["act"], event.about["title"]) == ("14/NQ@2027-06-01", "Sắp xếp")
    assert [row["kind"] for row in event.about["rows"]] == [row["kind"] for row in cells]


def test_an_act_that_was_built_upon_is_not_taken_back_before_the_later_one(units, at):
    before = dump()
    first = enter(at, *MERGE)
    second = enter(at, {"kind": "rename", "unit": NEW, "name": "Xã Phong Nam"}, head=LATER)
    built = everything()

    with pytest.raises(Refused) as refusal:
        services.take_back(first, by="minh", at=at)

    assert (refusal.value.code, refusal.value.params) == (
        "orgunit.act-built-upon",
        {"number": "12/NQ-HĐND", "later": ["13/NQ-HĐND@2027-02-01"], "units": [NEW]},
    )
    assert everything() == built
    services.take_back(second, by="minh", at=at)
    services.take_back(first, by="minh", at=at)
    assert dump() == before


def test_an_act_of_the_catalogue_is_not_taken_back(catalogue, at):
    act = Act.objects.get(number="202/2025/QH15")
    before = everything()

    with pytest.raises(Refused) as refusal:
        services.take_back(act, by="hoa", at=at)

    assert (refusal.value.code, refusal.value.params) == (
        "orgunit.act-of-the-catalogue",
        {"number": "202/2025/QH15"},
    )
    assert everything() == before


QUESTIONS = (
    (selectors.ancestors, "08611.2025", date(2025, 7, 1), ["VN", "25.2025"]),
    (selectors.ancestors, "08611.2025", date(2025, 6, 30), []),
    (selectors.ancestors, "07888", date(2025, 6, 30), ["VN", "25", "227"]),
    (selectors.ancestors, "07888", date(2025, 7, 1), []),
    (selectors.children, "228", date(2025, 7, 1), []),
)


@pytest.mark.parametrize(("question", "code", "on", "codes"), QUESTIONS)
def test_the_tree_of_a_day_is_asked_in_one_query(
    catalogue, django_assert_num_queries, *, question, code, on, codes
):
    with django_assert_num_queries(1):
        found = [unit.code for unit in question(code, on)]

    assert found == codes


def test_the_units_below_on_a_day_are_asked_in_one_query(catalogue, django_assert_num_queries):
    register = selectors.register()

    for code in ("25", "25.2025", "04"):
        for on in (date(2025, 6, 30), date(2025, 7, 1)):
            with django_assert_num_queries(1):
                below = {unit.code for unit in selectors.descendants(code, on)}
            with django_assert_num_queries(1):
                right_below = {unit.code for unit in selectors.children(code, on)}
            assert below == set(register.descendants(code, on)) - {code}
            assert right_below == set(register.children(code, on))


def test_a_merged_province_sees_all_that_its_old_ones_had_and_nobody_elses(catalogue):
    register = selectors.register()
    new = factories.person("phu_tho", org_unit=OrgUnit.objects.get(code="25.2025"))
    beside = factories.person("cao_bang", org_unit=OrgUnit.objects.get(code="04"))
    before, since = date(2025, 6, 30), date(2025, 7, 1)
    lineage = {
        *register.descendants("25.2025", since),
        *(code for old in ("25", "26", "17") for code in register.descendants(old, before)),
    }

    assert seen(new) == lineage
    assert len(lineage) == 1 + 148 + (3 + 32 + 479) - 2
    assert seen(beside) == {*register.descendants("04", before), *register.descendants("04", since)}
    assert seen(new) & seen(beside) == set()


def test_a_merged_commune_decides_for_what_it_was_formed_from_and_nobody_else(
    units, at, *, lan, phuc, minh, hanh
):
    enter(at, *MERGE)
    new = factories.person("tu", org_unit=OrgUnit.objects.get(code=NEW), role=Role.REPORTER)

    with on_day(DAY):
        assert seen(new) == {NEW, NH, DP}
        assert [can_decide_for(new, unit) for unit in (units.nam_hai, units.an_binh)] == [
            True,
            False,
        ]
        assert seen(lan) == {NH}
        assert seen(minh) == seen(hanh) == {"DEMO-AB", NEW, NH, DP, "DEMO-AB-VKS"}
        assert can_decide_for(minh, units.nam_hai)
        assert seen(phuc) == {"DEMO-SH"}
        assert not can_decide_for(phuc, units.nam_hai)


def test_a_transferred_commune_is_seen_by_the_new_province_from_its_day_on(units, at, minh, phuc):
    enter(at, MOVE)

    with on_day(date(2026, 11, 30)):
        assert seen(phuc) == {"DEMO-SH"}
        assert not can_decide_for(phuc, units.dong_phong)
        assert {DP} <= seen(minh)
        assert can_decide_for(minh, units.dong_phong)
    with on_day(DAY):
        assert seen(phuc) == {"DEMO-SH", DP}
        assert can_decide_for(phuc, units.dong_phong)
        assert seen(minh) == {"DEMO-AB", NH, "DEMO-AB-VKS"}
        assert not can_decide_for(minh, units.dong_phong)


def test_what_was_formed_from_a_part_of_two_provinces_shows_the_part_to_both(units, at, minh, phuc):
    enter(
        at,
        {"kind": "split", "unit": NH, "to": "A", "name": "xã A", "parent": "DEMO-AB"},
        {"kind": "split", "unit": NH, "to": "B", "name": "xã B", "parent": "DEMO-SH"},
    )

    with on_day(DAY):
        assert seen(phuc) == {"DEMO-SH", "B", NH}
        assert seen(minh) == {"DEMO-AB", "A", NH, DP, "DEMO-AB-VKS"}
    with on_day(date(2026, 11, 30)):
        assert seen(phuc) == {"DEMO-SH"}


def test_a_unit_that_begins_later_shows_its_person_nothing_before_its_day(units, at):
    enter(at, *MERGE)
    new = OrgUnit.objects.get(code=NEW)
    early = factories.person("tu", org_unit=new, role=Role.REPORTER)

    with on_day(date(2026, 11, 30)):
        assert seen(early) == set()
        assert not can_decide_for(early, units.nam_hai)
