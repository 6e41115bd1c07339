"""Figures of a unit as a file: the same bytes for the same unit, period and moment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from hashlib import sha256
from itertools import groupby

from django.utils.timezone import localtime

from bcd138.apps.accounts.models import User
from bcd138.apps.analytics.selectors import seen
from bcd138.apps.orgunits.models import OrgUnit
from bcd138.apps.submissions import selectors as submissions
from bcd138.apps.submissions.models import DataValue
from bcd138.domain.period import Period, parse_period
from bcd138.formats.unit_sheet import Sheet, Value, write_csv

_HEADS = (
    "don_vi",
    "ky",
    "tu_ngay",
    "den_ngay",
    "chi_tieu",
    "phan_to",
    "loai",
    "so_sanh",
    "gia_tri",
    "don_vi_tinh",
    "tu_so",
    "mau_so",
    "lan_ghi",
    "xac_nhan_luc",
    "nguon",
)


@dataclass(frozen=True, slots=True)
class PublishedFile:
    """The figures of a unit for a period as they counted at a moment, as CSV."""

    org_unit: OrgUnit
    period: Period
    as_of: datetime
    content: bytes

    @property
    def name(self) -> str:
        """Return the name of the file: unit, period and the day as of which."""
        day = localtime(self.as_of).date().isoformat()
        return f"so-lieu_{self.org_unit.code}_{self.period.code}_{day}.csv"

    @property
    def sha256(self) -> str:
        """Return the digest of the bytes, by which two files are known to be one."""
        return sha256(self.content).hexdigest()


def published_file(
    org_unit_code: str, period_code: str, *, by: User, as_of: datetime
) -> PublishedFile:
    """Return what a unit's figures for a period were at a moment that is past.

    Wholes, parts and targets; codes and numbers only, sorted by code, so that neither a new
    name nor the day of asking changes a byte. Two queries.

    Raises:
        OrgUnit.DoesNotExist: There is none, or none that ``by`` may see.
        Refused: ``period.unreadable``.
    """
    period = parse_period(period_code)
    org_unit = seen(org_unit_code, by=by)
    values = [one for one in _published(org_unit, by, as_of) if one.period == period]
    return _file(org_unit, period, values, as_of)


def published_files(org_unit_code: str, *, by: User, as_of: datetime) -> list[PublishedFile]:
    """Return the file of every period of which the unit had figures, in their order.

    Two queries.

    Raises:
        OrgUnit.DoesNotExist: There is none, or none that ``by`` may see.
    """
    org_unit = seen(org_unit_code, by=by)
    values = sorted(_published(org_unit, by, as_of), key=lambda value: value.period)
    return [
        _file(org_unit, period, list(of_period), as_of)
        for period, of_period in groupby(values, key=lambda value: value.period)
    ]


def _published(org_unit: OrgUnit, by: User, as_of: datetime) -> list[DataValue]:
    values = submissions.visible(by=by).filter(submissions.counting(as_of), org_unit=org_unit)
    return list(
        values.select_related("org_unit", "indicator", "submission__data_set").defer(
            "submission__cells", "submission__narratives"
        )
    )


def _file(
    org_unit: OrgUnit, period: Period, values: Sequence[DataValue], as_of: datetime
) -> PublishedFile:
    ordered = sorted(values, key=lambda one: (one.indicator.code, one.breakdown, one.kind))
    heads = [(head, 0) for head in _HEADS]
    content = write_csv(Sheet("so-lieu", heads, [_row(value) for value in ordered]))
    return PublishedFile(org_unit, period, as_of, content)


def _row(value: DataValue) -> list[Value]:
    return [
        value.org_unit.code,
        value.period.code,
        value.period_start.isoformat(),
        value.period_end.isoformat(),
        value.indicator.code,
        value.breakdown,
        value.kind,
        "" if value.comparator == "=" else value.comparator,
        _plain(value.value),
        value.unit,
        _plain(value.numerator),
        _plain(value.denominator),
        str(value.revision),
        localtime(value.confirmed_at).isoformat(timespec="seconds"),
        _source(value),
    ]


def _plain(number: Decimal | None) -> Decimal | None:
    """Return a number without the zeros behind it, however the database gave it."""
    return None if number is None else Decimal(f"{number.normalize():f}")


def _source(value: DataValue) -> str:
    report = value.submission
    if report is not None:
        return f"bao-cao {report.data_set.code} ban-{report.revision} o-{value.cell}"
    return f"van-ban {value.source_text_id} {value.source_start}-{value.source_end}"
