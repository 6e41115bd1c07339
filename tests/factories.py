"""One maker per model, and readings made by hand: plain values, no surprises."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from itertools import count
from zoneinfo import ZoneInfo

from bcd138.apps.accounts.enums import Role
from bcd138.apps.accounts.models import Assignment, User
from bcd138.apps.catalogue.models import Indicator
from bcd138.apps.files import services as files
from bcd138.apps.intake.enums import SuggestionKind, UnitBasis
from bcd138.apps.intake.models import ReceivedText, Suggestion
from bcd138.apps.orgunits.enums import Kind, Level
from bcd138.apps.orgunits.models import Closure, OrgUnit, Parentage, UnitName
from bcd138.apps.orgunits.names import order_of, search_name
from bcd138.apps.submissions.models import DataValue
from bcd138.domain.extraction.reading import (
    Committee,
    Conference,
    FoundAward,
    FoundFigure,
    FoundTask,
    Reading,
    UnitNamed,
)
from bcd138.domain.period import calendar_year
from bcd138.domain.vietnamese.text import fold

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
AT = datetime(2026, 11, 22, 9, 0, tzinfo=HANOI)
YEAR = calendar_year(2018)
TEXT = "Năm 2018, khám phá 388 vụ, đạt 83,62%; khen 12 tập thể. Năm 2019 giảm 5%."

_numbers = count(1)


def org_unit(
    code,
    name=None,
    *,
    level=Level.PROVINCE,
    parent=None,
    kind=Kind.TERRITORY,
    valid_from=date(2004, 1, 1),
    valid_until=None,
    is_invented=False,
):
    name = name or code
    days = {"valid_from": valid_from, "valid_until": valid_until}
    unit = OrgUnit.objects.create(
        code=code,
        name=name,
        level=level,
        kind=kind,
        is_invented=is_invented,
        search_name=search_name([name]),
        sort_key=order_of(name),
        **days,
    )
    UnitName.objects.create(org_unit=unit, text=name, **days)
    Closure.objects.create(ancestor=unit, descendant=unit, depth=0, **days)
    if parent is not None:
        Parentage.objects.create(org_unit=unit, parent=parent, **days)
        for above in Closure.objects.filter(descendant=parent):
            Closure.objects.create(
                ancestor=above.ancestor, descendant=unit, depth=above.depth + 1, **days
            )
    return unit


def indicator(code, name=None, **fields):
    defaults = {
        "name": name or code,
        "group": "social_order",
        "group_name": "Tội phạm và trật tự xã hội",
        "unit": "vụ",
        "value_type": "count",
        "direction": "lower",
        "across_units": "sum",
        "across_periods": "sum",
        "position": next(_numbers),
        "search_name": fold(name or code),
    }
    return Indicator.objects.create(code=code, **{**defaults, **fields})


def person(username, full_name=None, *, org_unit=None, role=Role.STANDING, **fields):
    user = User.objects.create(username=username, full_name=full_name or username, **fields)
    if org_unit is not None:
        assignment(user, org_unit, role)
    return user


def assignment(user, org_unit, role):
    return Assignment.objects.create(user=user, org_unit=org_unit, role=role)


def received_text(*, by, received_for, org_unit=None, period=YEAR, text=TEXT, at=AT, **fields):
    content = f"{text}{next(_numbers)}".encode()
    return ReceivedText.objects.create(
        file=files.keep(content, media_type="text/plain", at=at),
        source_name="bao-cao.txt",
        text=text,
        org_unit=org_unit,
        org_unit_basis=UnitBasis.PERSON if org_unit else UnitBasis.ABSENT,
        period_type=period.type if period else "",
        period_start=period.start if period else None,
        period_end=period.end if period else None,
        received_for=received_for,
        received_by=by,
        received_at=at,
        **fields,
    )


def suggestion(text, indicator=None, value="388", quote="388", **fields):
    start = text.text.index(quote)
    defaults = {"kind": SuggestionKind.FIGURE, "unit": "vụ", "value": Decimal(value)}
    if indicator is None:
        defaults = {"kind": SuggestionKind.AWARD, "details": {"collectives": 12}}
    return Suggestion.objects.create(
        text=text,
        indicator=indicator,
        quote=quote,
        start=start,
        end=start + len(quote),
        **{**defaults, **fields},
    )


def data_value(text, indicator, value="388", *, period=YEAR, by=None, **fields):
    made = unsaved_value(text, indicator, value, period, by=by, **fields)
    made.save()
    return made


def unsaved_value(text, indicator, value, period, org_unit=None, *, by=None, **fields):
    return DataValue(
        org_unit=org_unit or text.org_unit,
        indicator=indicator,
        kind=fields.pop("kind", "result"),
        period_type=period.type,
        period_start=period.start,
        period_end=period.end,
        value=Decimal(value),
        unit=fields.pop("unit", "vụ"),
        source_text=text,
        source_start=0,
        source_end=8,
        source_quote=text.text[:8],
        confirmed_by=by or text.received_by,
        confirmed_at=AT,
        **fields,
    )


def found_figure(text, quote, indicator, value, **fields):
    start = text.index(quote)
    defaults = {
        "unit": "vụ",
        "comparator": "=",
        "numerator": None,
        "denominator": None,
        "change": None,
        "kind": "result",
        "period": None,
    }
    return FoundFigure(
        indicator=indicator,
        value=Decimal(value),
        quote=quote,
        start=start,
        end=start + len(quote),
        **{**defaults, **fields},
    )


def found_award(text, quote, collectives):
    start = text.index(quote)
    return FoundAward(
        grantor="UBND tỉnh",
        form="bang_khen",
        collectives=collectives,
        individuals=None,
        total_unsplit=None,
        forms_mixed=(),
        counts_in_total=True,
        quote=quote,
        start=start,
        end=start + len(quote),
    )


def found_task(text, quote, **fields):
    start = text.index(quote)
    defaults = {"indicator": None, "value": None}
    return FoundTask(text=quote, start=start, end=start + len(quote), **{**defaults, **fields})


def reading(**fields):
    defaults = {
        "title": "Hội nghị tổng kết",
        "committee": Committee(None, "Ban Chỉ đạo 138 tỉnh"),
        "org_unit": UnitNamed(None, None, "absent"),
        "level": "province",
        "period": YEAR,
        "next_period": None,
        "published_at": None,
        "conference": Conference(date(2019, 3, 12), "chiều", None, "Chiều 12/3", "period"),
    }
    return Reading(**{**defaults, **fields})
