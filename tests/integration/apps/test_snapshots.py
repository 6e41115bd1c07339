"""Snapshots: a figure is in every total the moment it counts, whatever the file knows of it."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from io import StringIO
from uuid import uuid4

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest
from django.core.management import CommandError, call_command

import factories
from bcd138.apps.analytics import services, snapshots
from bcd138.apps.analytics.models import ChangedFigure, SelfAudit, Snapshot
from bcd138.apps.analytics.rolled import rolled
from bcd138.apps.reports import services as reports
from bcd138.apps.submissions import services as figures
from bcd138.apps.submissions.models import DataValue
from bcd138.domain.errors import Refused
from bcd138.domain.period import calendar_year

YEAR = calendar_year(2025)
ON = date(2026, 11, 22)


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.SNAPSHOTS_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def tell(hoa, units, solved):
    def put(unit, value, **fields):
        text = factories.received_text(by=hoa, received_for=units.vn, org_unit=unit, period=YEAR)
        return factories.data_value(text, solved, value, period=YEAR, **fields)

    return put


@pytest.fixture
def total(hoa, solved):
    """Ask for the country's total of the provinces' figures."""

    def ask(**asked):
        found = rolled(
            org_units=["VN"],
            indicators=[solved.code],
            periods=[YEAR],
            on=ON,
            by=hoa,
            level="province",
            **asked,
        )
        return {key.breakdown: one.value for key, one in found.items()}

    return ask


def superseded(value, new):
    """Put the next revision in force as services do: one ends, the next begins."""
    DataValue.objects.filter(pk=value.pk).update(superseded_at=factories.AT - timedelta(days=900))
    value.pk, value.revision, value.value = None, value.revision + 1, Decimal(new)
    value.save(force_insert=True)
    return value


def test_totals_are_the_same_before_and_after_a_snapshot(at, units, tell, total):
    tell(units.an_binh, "5")
    tell(units.son_ha, "7")
    tell(units.son_ha, "3", breakdown="female")
    tell(units.son_ha, "100", kind="target")

    before = total(with_parts=True), total(kind="target")
    snapshot = services.take_snapshot(at=at)

    assert before == ({"": 12, "female": 3}, {"": 100})
    assert (total(with_parts=True), total(kind="target")) == before
    assert (snapshot.figure_count, snapshot.finished_at) == (4, at)
    assert ChangedFigure.objects.count() == 0


def test_what_comes_and_ends_after_a_snapshot_is_in_the_total_at_once(at, units, tell, total):
    first = tell(units.an_binh, "5")
    services.take_snapshot(at=at)

    tell(units.son_ha, "7")
    assert total() == {"": 12}
    second = superseded(first, "6")
    assert total() == {"": 13}
    superseded(second, "8")
    assert total() == {"": 15}


def test_a_withdrawn_figure_is_in_no_total(at, units, tell, total, hoa):
    told = tell(units.an_binh, "5")
    tell(units.son_ha, "7")
    services.take_snapshot(at=at)

    figures.withdraw_value(data_value_id=told.pk, by=hoa, at=at - timedelta(days=900))

    assert total() == {"": 7}


def test_an_id_that_is_committed_late_is_not_lost(at, units, tell, total):
    """On PostgreSQL a lower id may appear after a higher one was written down."""
    tell(units.an_binh, "5", pk=1000)
    services.take_snapshot(at=at)

    tell(units.son_ha, "7", pk=10)

    assert total() == {"": 12}


def test_what_changes_while_the_file_is_written_is_read_beside_it(
    at, units, tell, total, monkeypatch
):
    first = tell(units.an_binh, "5")
    write = snapshots.write_in_force

    def slowly(snapshot):
        tell(units.son_ha, "7")  # the file has it, and the note stays
        count = write(snapshot)
        superseded(first, "6")  # the file has the old one
        return count

    monkeypatch.setattr(snapshots, "write_in_force", slowly)
    services.take_snapshot(at=at)

    assert total() == {"": 13}
    assert ChangedFigure.objects.count() == 3


def test_a_snapshot_that_comes_between_two_questions_is_asked_again(
    at, units, tell, total, monkeypatch
):
    first = tell(units.an_binh, "5")
    services.take_snapshot(at=at)
    read, times = snapshots.read_figures, []

    def between(*args, **asked):
        if not times:
            times.append(1)
            superseded(first, "6")
            services.take_snapshot(at=at)
        return read(*args, **asked)

    monkeypatch.setattr(snapshots, "read_figures", between)

    assert total() == {"": 6}


def test_two_snapshots_are_kept_and_an_unfinished_one_is_not_read(at, units, tell, total, folder):
    tell(units.an_binh, "5")
    Snapshot.objects.create(started_at=at, folder=uuid4().hex)
    taken = [services.take_snapshot(at=at) for _ in range(3)]

    assert set(Snapshot.objects.all()) == set(taken[1:])
    assert sorted(path.name for path in folder.iterdir()) == sorted(one.folder for one in taken[1:])
    Snapshot.objects.create(started_at=at, folder=uuid4().hex)
    assert total() == {"": 5}


def test_without_its_file_a_snapshot_is_as_none(at, units, tell, total, folder):
    tell(units.an_binh, "5")
    snapshot = services.take_snapshot(at=at)
    snapshots.file_of(snapshot, "result").unlink()

    assert total() == {"": 5}


def test_what_counted_at_a_moment_does_not_ask_the_snapshot(at, units, tell, total):
    told = tell(units.an_binh, "5")
    services.take_snapshot(at=at)
    DataValue.objects.filter(pk=told.pk).update(superseded_at=at + timedelta(days=1))

    assert (total(as_of=at), total()) == ({"": 5}, {"": None})


def falsify(snapshot):
    """Make every number of the file one more, as a broken disk or a clever hand might."""
    path = snapshots.file_of(snapshot, "result")
    table = pq.read_table(path)
    more = pc.add(table["value"], pa.scalar(Decimal(1), table["value"].type))
    place = table.schema.get_field_index("value")
    pq.write_table(table.set_column(place, "value", more.cast(table["value"].type)), path)


def test_an_audit_of_true_totals_finds_nothing(at, units, tell):
    tell(units.an_binh, "5")
    tell(units.son_ha, "7")
    services.take_snapshot(at=at)
    tell(units.nam_hai, "2")

    out = StringIO()
    call_command("audit_totals", sample=12, seed=1, stdout=out)

    audit = SelfAudit.objects.get()
    assert (audit.faults, audit.checked_count > 0) == ([], True)
    assert "khớp cả" in out.getvalue()
    services.check_can_publish()


def test_a_falsified_snapshot_is_found_and_nothing_is_issued(at, units, tell, minh):
    tell(units.an_binh, "5")
    falsify(services.take_snapshot(at=at))
    err = StringIO()

    with pytest.raises(CommandError, match="TỔNG SAI"):
        call_command("audit_totals", sample=1, seed=1, stderr=err)

    (fault,) = SelfAudit.objects.get().faults
    assert (fault["read"]["value"], fault["raw"]["value"]) == ("6.0000", "5.0000")
    assert '"indicator": "social_order_crime_solved_cases"' in err.getvalue()
    with pytest.raises(Refused) as refusal:
        reports.draft(
            report_type="year_end_review",
            org_unit_code=units.an_binh.code,
            period_code="2025",
            by=minh,
            at=at,
        )
    assert refusal.value.code == "analytics.audit-failed"
    assert refusal.value.params["count"] == refusal.value.params["checked"] == 1

    services.take_snapshot(at=at)
    call_command("audit_totals", sample=1, seed=1, stdout=StringIO())
    services.check_can_publish()


def test_totals_of_every_unit_are_written_in_bulk(at, units, tell, tmp_path):
    tell(units.an_binh, "5")
    tell(units.son_ha, "7")
    tell(units.nam_hai, "2")
    out = StringIO()

    call_command("roll_up", out=tmp_path / "totals", stdout=out)

    provinces, communes = (
        pq.read_table(tmp_path / "totals" / level / "roll_up.parquet").to_pylist()
        for level in ("province-territory", "commune-territory")
    )
    assert [(row["asked_unit"], row["value"]) for row in provinces] == [("VN", 12)]
    found = {(row["asked_unit"], row["value"]) for row in communes}
    assert found == {("VN", 2), ("DEMO-AB", 2)}
    own = pq.read_table(tmp_path / "totals" / "province-territory" / "own.parquet").to_pylist()
    assert {row["asked_unit"]: row["value"] for row in own} == {"DEMO-AB": 5, "DEMO-SH": 7}
    assert "duckdb" in out.getvalue()


def test_an_audit_of_nothing_finds_nothing(db, at):
    assert services.audit_totals(at=at, sample=3).checked_count == 0


def test_the_command_says_how_many_figures_in_how_many_seconds(units, tell):
    tell(units.an_binh, "5")
    out = StringIO()

    call_command("roll_up", stdout=out)

    assert out.getvalue().startswith("Đã chụp 1 số liệu trong 0.")
