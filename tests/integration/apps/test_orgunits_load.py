"""The register follows its files: again and again, after an upgrade, beside what people entered."""

from __future__ import annotations

import shutil
import time
from datetime import date
from decimal import Decimal

import pytest
from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from bcd138.apps.audit.models import AuditEvent
from bcd138.apps.orgunits import selectors, services
from bcd138.apps.orgunits.models import Act, Closure, Lineage, OrgUnit, RegisterVersion, Succession
from bcd138.domain.errors import Refused
from bcd138.domain.org_unit import Link, Name, Unit
from bcd138.domain.reorganisation import ActRow
from bcd138.formats.register_files import ActHead, read_register
from integration.apps.register_dump import dump, rows

DAY = date(2027, 1, 1)
HEAD = ActHead("9/NQ-UBTVQH", "Sắp xếp tỉnh Cao Bằng", date(2026, 12, 1), DAY)
SINCE = date(2004, 1, 1)
MERGER = date(2025, 7, 1)


@pytest.fixture(scope="module")
def files(small_folder):
    return read_register(small_folder)


@pytest.fixture
def folder(tmp_path, small_folder):
    return shutil.copytree(small_folder, tmp_path / "catalogues")


def _load(files, at):
    return services.load_units(files, by="bcd138", at=at)


def _carry_out(at, *cells, head=HEAD):
    acts = [ActRow(line, **row) for line, row in enumerate(cells, start=2)]
    act, plan = services.carry_out(head, acts, by="hoa", at=at)
    assert plan.faults == ()
    return act


def _edit(folder, file, old, new):
    path = folder / "org_units" / file
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_loading_twice_changes_nothing_at_all(db, at, files):
    _load(files, at)
    before, token = dump(), RegisterVersion.objects.get().token

    again = _load(files, at)

    assert (again.added, again.changed, again.lines) == (0, 0, ())
    assert (dump(), RegisterVersion.objects.get().token) == (before, token)
    assert [event.about for event in AuditEvent.objects.all()] == [{"added": 971, "changed": 0}]


def test_the_tables_say_what_the_files_say(db, at, files):
    loaded = _load(files, at)

    assert selectors.register() == files.register
    assert (loaded.added, len(loaded.lines)) == (971, 21)
    assert loaded.lines[-1] == "… và 951 đơn vị nữa / and 951 more units"


def test_lineage_and_closure_follow(db, at, files):
    _load(files, at)

    assert rows(Lineage, "predecessor__code", successor__code="25.2025") == [
        ("17",),
        ("25",),
        ("26",),
    ]
    assert rows(Closure, "ancestor__code", "depth", "valid_until", descendant__code="07888") == [
        ("07888", 0, MERGER),
        ("227", 1, MERGER),
        ("25", 2, MERGER),
        ("VN", 3, MERGER),
    ]


def test_a_name_put_right_in_the_files_changes_that_unit_only(db, at, files, folder):
    _load(files, at)
    before = dump()
    _edit(folder, "base/provinces.csv", "tỉnh Cao Bằng", "tỉnh Cao Bình")

    loaded = _load(read_register(folder), at)

    assert (loaded.added, loaded.changed, loaded.lines) == (0, 1, ("~ 04 tỉnh Cao Bình",))
    changed = set(before.splitlines()) ^ set(dump().splitlines())
    assert {line.split()[0] for line in changed} == {"OrgUnit", "UnitName"}
    assert len(changed) == 4


def test_what_a_person_entered_survives_a_reload(db, at, files, folder):
    _load(files, at)
    _carry_out(
        at,
        {"kind": "merge", "unit": "04", "to": "04.2027", "name": "tỉnh Cao Bình"},
        {"kind": "rename", "unit": "46", "name": "thành phố Phú Xuân"},
        {"kind": "create", "to": "04-CA", "name": "Công an", "level": "province", "parent": "04"}
        | {"nature": "agency"},
    )
    services.add_units(
        [Unit("XX", "province", SINCE)],
        [Name("XX", "tỉnh X", SINCE)],
        [Link("XX", "VN", SINCE)],
        by="hoa",
        at=at,
    )
    before = dump()

    again = _load(files, at)
    _edit(folder, "base/provinces.csv", "tỉnh Hà Tĩnh", "tỉnh Hà Tịnh")
    changed = _load(read_register(folder), at)

    assert (again.added, again.changed) == (0, 0)
    assert (changed.added, changed.changed) == (0, 1)
    differ = set(before.splitlines()) ^ set(dump().splitlines())
    assert len(differ) == 4
    assert all("'code': '42'" in line or "'org_unit__code': '42'" in line for line in differ)
    assert rows(OrgUnit, "valid_until", "ended_by__code", code="04") == [(DAY, HEAD.code)]
    assert selectors.register().parent("04-CA", DAY) == "04.2027"


def test_an_act_a_person_entered_first_becomes_the_catalogues(db, at, files, folder):
    _load(files, at)
    _carry_out(at, {"kind": "merge", "unit": "04", "to": "04.2027", "name": "tỉnh Cao Bình"})
    before = dump()
    _add_act(folder, "kind,unit,to,name\nmerge,04,04.2027,tỉnh Cao Bình\n")

    loaded = _load(read_register(folder), at)

    assert (loaded.added, loaded.changed) == (0, 0)
    assert Act.objects.get(code=HEAD.code).is_from_catalogue
    now = dump().splitlines()
    assert [line for line in now if not line.startswith("Act ")] == [
        line for line in before.splitlines() if not line.startswith("Act ")
    ]


@pytest.mark.parametrize("number", ["10/NQ-UBTVQH", HEAD.number])
def test_an_act_of_the_files_that_says_otherwise_is_refused(db, at, files, folder, number):
    _load(files, at)
    _carry_out(at, {"kind": "merge", "unit": "04", "to": "04.2027", "name": "tỉnh Cao Bình"})
    before, events = _everything(), AuditEvent.objects.count()
    _add_act(folder, "kind,unit,to,name\nmerge,04,04.NEW,tỉnh Cao Bình\n", number)

    with pytest.raises(Refused) as refusal:
        _load(read_register(folder), at)

    unit = "04.2027" if number == HEAD.number else "04"
    assert (refusal.value.code, refusal.value.params) == (
        "orgunit.files-contradict",
        {"units": [unit]},
    )
    assert (_everything(), AuditEvent.objects.count()) == (before, events)


def test_files_that_contradict_what_was_entered_change_nothing(db, at, files, folder):
    _load(files, at)
    _carry_out(at, {"kind": "merge", "unit": "04", "to": "04.2027", "name": "tỉnh Cao Bình"})
    before = _everything()
    path = folder / "org_units/base/communes_04.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(f"{text}0999,xã Mới,commune,04,2004-01-01,,,\n", encoding="utf-8")

    with pytest.raises(Refused) as refusal:
        _load(read_register(folder), at)

    assert refusal.value.code == "orgunit.files-contradict"
    assert refusal.value.params == {"units": ["0999"]}
    assert _everything() == before


def test_added_units_that_cannot_stand_there_are_refused(db, at, files):
    _load(files, at)
    before = _everything()

    with pytest.raises(Refused) as refusal:
        services.add_units(
            [Unit("XX", "province", SINCE)],
            [Name("XX", "tỉnh X", SINCE)],
            [Link("XX", "25.2025", SINCE)],
            by="hoa",
            at=at,
        )

    assert (refusal.value.code, refusal.value.params) == (
        "orgunit.files-contradict",
        {"units": ["XX"]},
    )
    assert _everything() == before


@pytest.fixture
def first_release(transactional_db):
    """The tables of the first release, brought up to today's again afterwards."""
    executor = MigrationExecutor(connection)
    latest = executor.loader.graph.leaf_nodes()
    executor.migrate([("orgunits", "0001_initial")])
    yield executor.loader.project_state([("orgunits", "0001_initial")]).apps
    _migrate(latest)


def _migrate(targets):
    executor = MigrationExecutor(connection)
    executor.migrate(targets)


@pytest.mark.slow
def test_an_upgrade_keeps_names_parents_and_successors(first_release, at, files):
    units = {
        code: _old_unit(first_release, code, name, level, ends)
        for code, name, level, ends in (
            ("VN", "Toàn quốc", "central", None),
            ("25", "tỉnh Phú Thọ", "province", MERGER),
            ("17", "tỉnh Hòa Bình", "province", MERGER),
            ("25.2025", "tỉnh Phú Thọ", "province", None),
            ("46", "thành phố Huế", "province", None),
            ("DEMO-AB", "tỉnh An Bình (minh họa)", "province", None),
            ("DEMO-AB-NH", "Xã Nam Hải (minh họa)", "commune", None),
        )
    }
    above = {"25": "VN", "17": "VN", "25.2025": "VN", "46": "VN", "DEMO-AB": "VN"}
    above |= {"DEMO-AB-NH": "DEMO-AB"}
    for code, parent in above.items():
        units[code].parent = units[parent]
        units[code].successor = units["25.2025"] if units[code].valid_until else None
        units[code].save()
    for code, unit in units.items():
        line = [unit, *_line(units, above, code)]
        for depth, ancestor in enumerate(line):
            first_release.get_model("orgunits", "Closure").objects.create(
                ancestor=ancestor, descendant=unit, depth=depth
            )

    _migrate([("orgunits", "0004_drop_parent_and_successor")])
    _migrate(MigrationExecutor(connection).loader.graph.leaf_nodes())

    register = selectors.register()
    assert {code: register.name(code, SINCE) for code in units} == {
        code: unit.name for code, unit in units.items()
    }
    assert {code: [one.parent for one in found] for code, found in register.links.items()} == {
        code: [parent] for code, parent in above.items()
    }
    assert rows(Succession, "before__code", "after__code", "on", "share", "act") == [
        ("17", "25.2025", MERGER, Decimal(1), None),
        ("25", "25.2025", MERGER, Decimal(1), None),
    ]
    assert rows(Lineage, "predecessor__code", "successor__code") == [
        ("17", "25.2025"),
        ("25", "25.2025"),
    ]
    assert rows(Closure, "ancestor__code", "depth", "valid_from", "valid_until") == sorted(
        [
            *((code, 0, units[code].valid_from, units[code].valid_until) for code in units),
            ("DEMO-AB", 1, SINCE, None),
            ("VN", 1, SINCE, MERGER),
            ("VN", 1, SINCE, MERGER),
            ("VN", 1, MERGER, None),
            ("VN", 1, SINCE, None),
            ("VN", 1, SINCE, None),
            ("VN", 2, SINCE, None),
        ],
        key=str,
    )

    _load(files, at)

    loaded = selectors.register()
    assert set(files.register.units) < set(loaded.units)
    assert {code: loaded.units[code] for code in files.register.units} == files.register.units
    assert loaded.onward == files.register.onward
    assert [one.text for one in loaded.names["46"]] == ["tỉnh Thừa Thiên Huế", "thành phố Huế"]
    assert loaded.ancestors("DEMO-AB-NH", MERGER) == ("DEMO-AB-NH", "DEMO-AB", "VN")


def _old_unit(apps, code, name, level, ends):
    begins = MERGER if code == "25.2025" else SINCE
    return apps.get_model("orgunits", "OrgUnit").objects.create(
        code=code, name=name, level=level, valid_from=begins, valid_until=ends
    )


def _line(units, above, code):
    while code in above:
        code = above[code]
        yield units[code]


@pytest.mark.slow
def test_the_whole_country_is_loaded_and_loaded_again(db, at):
    begun = time.perf_counter()
    files = read_register(settings.CATALOGUES)
    read = time.perf_counter()
    loaded = _load(files, at)
    written = time.perf_counter()
    again = _load(files, at)
    compared = time.perf_counter()

    print(  # noqa: T201 - a person judges the seconds
        f"\nđọc/read {read - begun:.1f} s, nạp/load {written - read:.1f} s, "
        f"nạp lại/again {compared - written:.1f} s"
    )
    assert (loaded.added, loaded.changed) == (14_007, 0)
    assert (again.added, again.changed) == (0, 0)
    assert selectors.register() == files.register
    assert OrgUnit.objects.count() == 1 + 63 + 23 + 696 + 10_035 + (3_321 - 132)
    assert Succession.objects.count() == 10_522
    assert selectors.standing(OrgUnit.objects.filter(level="commune"), MERGER).count() == 3_321


def _everything():
    return dump(), list(RegisterVersion.objects.values_list("token", flat=True))


def _add_act(folder, cells, number=HEAD.number):
    place = folder / "org_units/acts/2027-01-01"
    place.mkdir()
    (place / "provinces.csv").write_text(cells, encoding="utf-8")
    (place / "act.yaml").write_text(
        f"number: {number}\ntitle: {HEAD.title}\nissued_on: 2026-12-01\n"
        "effective_on: 2027-01-01\nchecked: true\n",
        encoding="utf-8",
    )
