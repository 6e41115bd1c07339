"""A question over totals as an address asks it, and the address that asks it again."""

from __future__ import annotations

from datetime import date

from django.http import QueryDict
from django.utils.http import urlencode
from django.utils.timezone import localdate

from bcd138.apps.accounts.models import User
from bcd138.apps.accounts.selectors import unit_seen
from bcd138.apps.analytics import choices
from bcd138.apps.analytics.question import Against, Base, Down, Question, Sort
from bcd138.domain.errors import Refused
from bcd138.domain.org_unit import LEVELS
from bcd138.domain.period import Period, parse_period, period_before, same_period_last_year

NONE_BELOW = "khong"
ASPECTS = ("value", "base", "difference", "percent", "rate", "rank", "reported")
AGAINST = {
    "": Against.NOTHING,
    "cung-ky": Against.LAST_YEAR,
    "ky-truoc": Against.BEFORE,
    "tb": Against.AVERAGE,
    "nam": Against.YEAR,
    "chi-tieu": Against.TARGET,
    "don-vi": Against.UNIT,
    "nhom": Against.PEERS,
}
_KEYS = {against: key for key, against in AGAINST.items()}
_ROWS = {"chi-tieu": Down.INDICATORS, "don-vi": Down.UNITS}
_MOST_PERIODS, _MOST_YEARS = 24, 10
_FIRST_YEAR = 1900


def question_of(given: QueryDict, *, by: User) -> Question | None:
    """Return what an address asks; what it leaves out is chosen for this person.

    ``None`` where there is nothing to ask about: the person has no unit, or nothing counts yet
    and no period was named. Up to five queries.

    Raises:
        OrgUnit.DoesNotExist: There is no such unit, or none that ``by`` may see.
        Refused: ``period.unreadable``, ``orgunit.day-unreadable``, ``pivot.base-unreadable`` or
            ``pivot.too-many-periods``.
    """
    named = [code for code in given.getlist("nhom") if code] or given.getlist("don_vi")
    units = tuple(dict.fromkeys(code for code in named if code))
    if not units:
        mine = choices.first_unit(by=by)
        if mine is None:
            return None
        units = (mine.code,)
    periods = _periods(given, units[0], by)
    if not periods:
        return None
    below = _below(given, units, by)
    wanted = tuple(dict.fromkeys(code for code in given.getlist("chi_tieu") if code))
    first = Down.UNITS if below or len(units) > 1 else Down.INDICATORS
    level = given.get("cap") or ""
    if "cap" not in given:
        level = choices.level_added(below, periods[-1])
    return Question(
        units=units,
        indicators=wanted or choices.first_indicators(),
        periods=periods,
        on=_day(given.get("ranh_gioi", "")),
        below=below,
        level=level if level in LEVELS else "",
        base=_base(given.get("so_voi", "cung-ky")),
        breakdown=given.get("phan_to", ""),
        per_100k=given.get("tren", "") == "100000",
        is_ranked=given.get("hang_so", "") == "1",
        down=_ROWS.get(given.get("hang", ""), first),
        sort=_sort(given.get("xep", "")),
    )


def query_of(question: Question) -> str:
    """Return the part of the address behind the question mark that asks this again."""
    base = question.base
    told: list[tuple[str, str]] = [("don_vi", code) for code in question.units]
    told += [("duoi", question.below or NONE_BELOW)] if question.top else []
    told += [("chi_tieu", code) for code in question.indicators]
    told += [("ky", period.code) for period in question.periods]
    told.append(("so_voi", base_key(base)))
    told += [("ranh_gioi", question.on.isoformat())] if question.on != localdate() else []
    told.append(("cap", question.level))
    told += [("phan_to", question.breakdown)] if question.breakdown else []
    told += [("tren", "100000")] if question.per_100k else []
    told += [("hang_so", "1")] if question.is_ranked else []
    told.append(("hang", "don-vi" if question.down == Down.UNITS else "chi-tieu"))
    told += [("xep", sort_words(question.sort))] if question.sort.aspect else []
    return urlencode(told)


def question_from(query: str, *, by: User) -> Question | None:
    """Return what a kept query string asks, as ``question_of`` does."""
    return question_of(QueryDict(query), by=by)


def sort_words(sort: Sort) -> str:
    """Write an order as an address has it: ``-0.value`` is by the first column, falling."""
    return f"{'-' if sort.is_descending else ''}{sort.column}.{sort.aspect}"


def run_of(last: Period, run: str) -> tuple[Period, ...]:
    """Return several periods up to ``last``: ``nam-5`` of five years, ``lien-6`` six in a row."""
    kind, _dash, written = run.partition("-")
    earlier = {"nam": same_period_last_year, "lien": period_before}.get(kind)
    if earlier is None or not written.isdecimal():
        return (last,)
    found: list[Period] = [last]
    while len(found) < min(int(written), _MOST_PERIODS):
        before = earlier(found[-1])
        if before is None:
            break
        found.append(before)
    return tuple(reversed(found))


def _periods(given: QueryDict, unit: str, by: User) -> tuple[Period, ...]:
    codes = [code for code in given.getlist("ky") if code]
    found = sorted({parse_period(code) for code in codes})
    if not found:
        latest = choices.first_period(unit, by=by)
        found = [latest] if latest else []
    if found and given.get("day_ky", ""):
        return run_of(found[-1], given.get("day_ky", ""))
    if len(found) > _MOST_PERIODS:
        raise Refused("pivot.too-many-periods", most=_MOST_PERIODS)
    return tuple(found)


def _below(given: QueryDict, units: tuple[str, ...], by: User) -> str:
    asked = given.get("duoi", "")
    if len(units) > 1 or asked == NONE_BELOW:
        return ""
    return asked if asked in LEVELS else choices.level_below(unit_seen(units[0], by=by))


def _day(written: str) -> date:
    try:
        return date.fromisoformat(written) if written else localdate()
    except ValueError as error:
        raise Refused("orgunit.day-unreadable", written=written) from error


def _base(written: str) -> Base:
    """Read what to compare with: ``cung-ky``, ``tb-3``, ``nam-2019``, ``don-vi-25``."""
    for key in sorted(AGAINST, key=len, reverse=True):
        if written == key and AGAINST[key] not in {Against.AVERAGE, Against.YEAR, Against.UNIT}:
            return Base(AGAINST[key])
        rest = written.removeprefix(f"{key}-")
        if key and rest != written:
            base = _base_with(AGAINST[key], rest)
            if base is not None:
                return base
    raise Refused("pivot.base-unreadable", written=written)


def _base_with(against: Against, rest: str) -> Base | None:
    if against == Against.UNIT and rest:
        return Base(against, unit=rest)
    if not (rest.isascii() and rest.isdecimal()):
        return None
    years = int(rest)
    if against == Against.AVERAGE and 1 < years <= _MOST_YEARS:
        return Base(against, years=years)
    if against == Against.YEAR and _FIRST_YEAR < years < date.max.year:
        return Base(against, years=years)
    return None


def base_key(base: Base) -> str:
    """Write what to compare with as an address has it: ``cung-ky``, ``tb-3``, ``don-vi-25``."""
    rest = base.unit or (str(base.years) if base.years else "")
    return "-".join(part for part in (_KEYS[base.against], rest) if part)


def _sort(written: str) -> Sort:
    column, _dot, aspect = written.removeprefix("-").partition(".")
    if aspect not in ASPECTS or not (column.isascii() and column.isdecimal()):
        return Sort()
    return Sort(int(column), aspect, written.startswith("-"))
