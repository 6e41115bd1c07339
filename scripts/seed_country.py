"""Fills a database with a whole country of monthly reports, for measuring pages.

    BCD138_DATA=folder scripts/seed_country.py [--months 12] [--light]

Every commune that stands on the last day of a month has a report of that month, in every
state a report can have: the older months closed, the last one on its way, some late, some
returned, some with more time. Each commune has somebody who prepares and somebody who signs,
each province a standing agency (``xa-CODE``, ``ky-CODE``, ``tinh-CODE``). The database is
made and the catalogue and the demo are loaded where they are missing; a second run refuses.
Figures are not made of the cells: pages of totals are measured by other means.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import time
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from bcd138.domain.period import Period

PASSWORD = "do-tai-ca-nuoc-138"  # noqa: S105 - of invented people in a database for measuring
FORM = "commune_month"
_BATCH = 1000
_CLOSED = ("closed",) * 94 + ("approved",) * 4 + ("received", "returned")
_LAST = (
    ("approved",) * 40
    + ("received",) * 10
    + ("signed",) * 15
    + ("submitted",) * 10
    + ("returned",) * 5
    + ("draft",) * 15
    + ("",) * 5
)
_WAY = {
    "": (),
    "draft": (),
    "submitted": ("submit",),
    "signed": ("submit", "sign"),
    "received": ("submit", "sign", "receive"),
    "returned": ("submit", "sign", "receive", "return"),
    "approved": ("submit", "sign", "receive", "approve"),
    "closed": ("submit", "sign", "receive", "approve", "close"),
}
_AFTER = {
    "submit": "submitted",
    "sign": "signed",
    "receive": "received",
    "return": "returned",
    "approve": "approved",
    "close": "closed",
}


def main(arguments: list[str] | None = None) -> int:
    """Seed and print how much came in."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--months", type=int, default=12, help="closed months, the last included")
    parser.add_argument("--light", action="store_true", help="a tenth of the cells")
    asked = parser.parse_args(arguments)
    begun = time.perf_counter()
    _set_up()
    reports, steps = _seed(asked.months, light=asked.light)
    seconds = time.perf_counter() - begun
    print(f"{reports} reports, {steps} steps in {seconds:.0f} s; everybody signs in: {PASSWORD}")
    return 0


def _set_up() -> None:
    import django  # noqa: PLC0415 - the environment names the database

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bcd138.config.settings")
    django.setup()
    from django.core.management import call_command  # noqa: PLC0415

    from bcd138.apps.accounts.models import User  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    if not User.objects.filter(username="hoa").exists():
        call_command("load_catalogue", verbosity=0)
        call_command("load_demo")


def _seed(months: int, *, light: bool) -> tuple[int, int]:
    from django.db import connection, transaction  # noqa: PLC0415
    from django.utils.timezone import localdate  # noqa: PLC0415

    from bcd138.apps.accounts.models import User  # noqa: PLC0415
    from bcd138.apps.catalogue import selectors as catalogue  # noqa: PLC0415
    from bcd138.domain.regime import last_closed  # noqa: PLC0415

    if User.objects.filter(username__startswith="xa-").exists():
        raise SystemExit("the country is there already")
    found = catalogue.form_on(FORM, localdate())
    periods = [last_closed(found.regime, "month", localdate())]
    while len(periods) < months:
        periods.append(last_closed(found.regime, "month", periods[-1].end))
    keys = list(found.form.entered)
    cells = {key: {"v": "0", "o": "api"} for key in (keys[:: 10 if light else 1])}
    reports = steps = 0
    with transaction.atomic():
        people = _people(periods[0].end)
        for period in reversed(periods):
            added = _month(period, people, cells, is_last=period == periods[0])
            reports, steps = reports + added[0], steps + added[1]
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return reports, steps


def _people(on: date) -> dict[int, tuple[int, int, int]]:
    """Make who works for each commune; return preparer, signer and taker by unit."""
    from django.contrib.auth.hashers import make_password  # noqa: PLC0415
    from django.utils.timezone import now  # noqa: PLC0415

    from bcd138.apps.accounts.models import Assignment, SigningRight, User  # noqa: PLC0415
    from bcd138.apps.orgunits.models import Closure, OrgUnit  # noqa: PLC0415
    from bcd138.apps.orgunits.selectors import holding  # noqa: PLC0415

    def made(prefix: str, units: list[OrgUnit]) -> dict[int, int]:
        people = User.objects.bulk_create(
            (
                User(username=f"{prefix}-{unit.code}", full_name=f"{prefix} {unit}", password=word)
                for unit in units
            ),
            batch_size=_BATCH,
        )
        return {unit.pk: person.pk for unit, person in zip(units, people, strict=True)}

    word = make_password(PASSWORD)
    real = OrgUnit.objects.filter(holding(on), kind="territory", is_invented=False)
    communes, provinces = (list(real.filter(level=one)) for one in ("commune", "province"))
    preparers, signers, takers = made("xa", communes), made("ky", communes), made("tinh", provinces)
    Assignment.objects.bulk_create(
        (
            Assignment(user_id=person, org_unit_id=unit, role=role)
            for role, chosen in (
                ("reporter", preparers),
                ("leader", signers),
                ("standing", takers),
            )
            for unit, person in chosen.items()
        ),
        batch_size=_BATCH,
    )
    SigningRight.objects.bulk_create(
        (
            SigningRight(
                user_id=person,
                org_unit_id=unit,
                capacity="head",
                valid_from=date(2025, 1, 1),
                granted_by="seed",
                granted_at=now(),
            )
            for unit, person in signers.items()
        ),
        batch_size=_BATCH,
    )
    above = Closure.objects.filter(holding(on), ancestor__in=takers, descendant__in=preparers)
    province_of = dict(above.values_list("descendant", "ancestor"))
    return {
        unit: (person, signers[unit], takers[province_of[unit]])
        for unit, person in preparers.items()
    }


def _month(
    period: Period, people: dict[int, tuple[int, int, int]], cells: dict[str, Any], *, is_last: bool
) -> tuple[int, int]:
    """Add the reports of one month with the steps that led to where they stand."""
    from bcd138.apps.catalogue import selectors as catalogue  # noqa: PLC0415
    from bcd138.apps.submissions.models import ApprovalStep, Extension, Submission  # noqa: PLC0415
    from bcd138.apps.submissions.selectors import deadline_of  # noqa: PLC0415

    chance = random.Random(period.code)  # noqa: S311 - the same country every time
    found = catalogue.form_on(FORM, period.end)
    due = deadline_of(found, period, "commune").due_on
    reports, ways, more = [], [], []
    for unit, (preparer, signer, taker) in people.items():
        state = chance.choice(_LAST if is_last else _CLOSED)
        if not state:
            continue
        late = chance.randint(1, 6) if chance.random() < _LATE else 0
        sent = _moment(due + timedelta(days=late), chance.randint(8, 20))
        way = list(_way(state, sent, (preparer, signer, taker), again=chance.random() < _AGAIN))
        reports.append(
            _report(
                unit=unit,
                found=found,
                period=period,
                state=state,
                way=way,
                cells=cells,
                preparer=preparer,
                sent=sent,
            )
        )
        ways.append(way)
        if late and chance.random() < _MORE:
            days = {"period_type": period.type, "period_start": period.start}
            more.append(
                Extension(
                    org_unit_id=unit,
                    data_set_id=found.data_set_id,
                    **days,
                    period_end=period.end,
                    until=due + timedelta(days=3),
                    reason="Mưa lũ, mất điện.",
                    granted_by_id=taker,
                    granted_at=sent,
                )
            )
    Submission.objects.bulk_create(reports, batch_size=_BATCH)
    content = {"cells": cells, "narratives": {}}
    steps = [
        ApprovalStep(
            submission=report,
            step=step,
            state=_AFTER[step],
            by_id=by,
            at=at,
            note="Đề nghị xem lại." if step == "return" else "",
            content=content if step == "sign" else None,
            signed_as="head" if step == "sign" else "",
        )
        for report, way in zip(reports, ways, strict=True)
        for step, by, at in way
    ]
    ApprovalStep.objects.bulk_create(steps, batch_size=_BATCH)
    Extension.objects.bulk_create(more)
    return len(reports), len(steps)


_LATE, _AGAIN, _MORE = 0.08, 0.05, 0.1


def _way(
    state: str, sent: datetime, hands: tuple[int, int, int], *, again: bool
) -> Iterator[tuple[str, int, datetime]]:
    """Yield each step with who took it and when; some were returned once before."""
    preparer, signer, taker = hands
    whose = {"submit": preparer, "sign": signer}
    steps: tuple[str, ...] = _WAY[state]
    if again and "approve" in steps:
        steps = (*_WAY["returned"], *steps)
    at = sent - timedelta(hours=1)
    for step in steps:
        yield step, whose.get(step, taker), at
        at += timedelta(hours=1 if step == "submit" else 20)


def _report(
    *,
    unit: int,
    found: Any,  # noqa: ANN401 - Django's types stand after its setup only
    period: Period,
    state: str,
    way: list[tuple[str, int, datetime]],
    cells: dict[str, Any],
    preparer: int,
    sent: datetime,
) -> Any:  # noqa: ANN401 - Django's types stand after its setup only
    from bcd138.apps.submissions.models import Submission  # noqa: PLC0415

    took = {step: (by, at) for step, by, at in way}
    first = next((at for step, _, at in way if step == "sign"), None)
    submitted, signed = took.get("submit", (None, None)), took.get("sign", (None, None))
    approved = took.get("approve", (None, None))
    return Submission(
        org_unit_id=unit,
        data_set_id=found.data_set_id,
        definition_id=found.definition_id,
        period_type=period.type,
        period_start=period.start,
        period_end=period.end,
        state=state,
        version=len(way) + 1,
        cells=cells,
        filled_count=len(cells),
        cell_count=len(found.form.entered),
        saved_by_id=preparer,
        saved_at=sent - timedelta(hours=2),
        submitted_by_id=submitted[0],
        submitted_at=submitted[1],
        signed_by_id=signed[0],
        signed_at=signed[1],
        sent_at=first,
        returned_count=sum(step == "return" for step, _, _ in way),
        approved_by_id=approved[0],
        approved_at=approved[1],
    )


def _moment(day: date, hour: int) -> datetime:
    from django.utils.timezone import get_default_timezone  # noqa: PLC0415

    return datetime(day.year, day.month, day.day, hour, 17, tzinfo=get_default_timezone())


if __name__ == "__main__":
    sys.exit(main())
