"""Writing down the figures in force, for totals to be read from."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from datetime import datetime
from itertools import islice
from pathlib import Path
from time import perf_counter
from uuid import uuid4

from django.conf import settings
from django.db import transaction
from django.utils.timezone import localtime

from bcd138.apps.analytics.models import ChangedFigure, Snapshot

_KEPT = 2  # the newest, and the one before for whoever is reading it
_MANY = 10_000


def take_snapshot(*, at: datetime) -> Snapshot:
    """Write the figures in force to a file and read totals from it from now on.

    Meant to run every night; people go on working. What changes meanwhile is noted and read
    beside it. Until the file is whole the snapshot before is used, and that one stays for
    whoever is reading it; older ones are removed.

    Args:
        at: When it began.
    """
    from bcd138.apps.analytics import snapshots  # noqa: PLC0415 - the engine comes with it

    began = perf_counter()
    snapshot = Snapshot.objects.create(started_at=at, folder=uuid4().hex)
    noted = list(ChangedFigure.objects.values_list("pk", flat=True))
    snapshot.figure_count = snapshots.write_in_force(snapshot)
    snapshot.engine = snapshots.ENGINE
    snapshot.seconds = perf_counter() - began
    snapshot.finished_at = at
    with transaction.atomic():
        _forget(noted)
        snapshot.save()
    _remove_older(snapshot)
    return snapshot


def _forget(notes: Iterable[int]) -> None:
    waiting = iter(notes)
    while some := list(islice(waiting, _MANY)):
        ChangedFigure.objects.filter(pk__in=some).delete()


def _remove_older(snapshot: Snapshot) -> None:
    """Remove what neither this snapshot nor the one before needs, unfinished ones as well."""
    finished = Snapshot.objects.filter(finished_at__isnull=False).order_by("-pk")
    kept = {one.pk for one in finished[:_KEPT]}
    for older in Snapshot.objects.filter(pk__lt=snapshot.pk).exclude(pk__in=kept):
        shutil.rmtree(Path(settings.SNAPSHOTS_ROOT) / older.folder, ignore_errors=True)
        older.delete()


def write_totals(snapshot: Snapshot, folder: Path, *, at: datetime) -> str:
    """Write the totals of every unit of the day into a new folder, and return by what engine.

    Args:
        snapshot: One that was just taken.
        folder: Where none is yet.
        at: Now; the borders of its day hold.
    """
    from bcd138.apps.analytics import in_bulk  # noqa: PLC0415 - the engine comes with it

    return in_bulk.write_totals(snapshot, folder, on=localtime(at).date())
