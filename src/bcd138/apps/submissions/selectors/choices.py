"""Which units, forms and years a person may ask the matrix for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bcd138.apps.accounts.models import User
from bcd138.apps.catalogue import selectors as catalogue
from bcd138.apps.catalogue.forms import Form
from bcd138.apps.orgunits.enums import Kind, Level
from bcd138.apps.orgunits.models import OrgUnit
from bcd138.apps.orgunits.selectors import register
from bcd138.domain.period import ANY_DAYS
from bcd138.domain.regime import last_closed

_HIGH = (Level.CENTRAL, Level.PROVINCE)


def units_to_choose(*, by: User, on: date) -> list[tuple[str, str]]:
    """Return code and name of the units a matrix may be of: one's own, and provinces below.

    Those that stand on a day. Two short queries.
    """
    units = register()
    own = by.assignments.order_by("pk").values_list("org_unit__code", flat=True)
    found: dict[str, str] = {}
    for code in own:
        if units.stands(code, on):
            found.setdefault(code, units.name(code, on))
            if units.units[code].level == Level.CENTRAL:
                found.update(_named(units.children(code, on), on))
    return list(found.items())


def first_unit(*, by: User, on: date) -> str:
    """Return the code of the unit shown first.

    Raises:
        OrgUnit.DoesNotExist: ``by`` works for no unit that stands.
    """
    found = units_to_choose(by=by, on=on)
    if not found:
        raise OrgUnit.DoesNotExist
    return found[0][0]


def forms_to_choose(org_unit: str, *, on: date) -> list[Form]:
    """Return the forms in use that somebody at or below a unit may fill in."""
    unit = register().units.get(org_unit)
    forms = [one for one in catalogue.forms_in_use(on) if one.form.period_type not in ANY_DAYS]
    if unit is None or (unit.level in _HIGH and unit.kind == Kind.TERRITORY):
        return forms
    name = register().name(org_unit, on)
    return [one for one in forms if one.form.reporters.include(unit.level, unit.kind, name)]


def first_form(org_unit: str, *, on: date) -> str:
    """Return the code of the form shown first; empty where nobody there fills one in."""
    return next((one.form.code for one in forms_to_choose(org_unit, on=on)), "")


def last_year(data_set: str, on: date) -> int:
    """Return the reporting year of the last period of a form that has closed."""
    form = catalogue.form_on(data_set, on)
    return last_closed(form.regime, form.form.period_type, on).year


def _named(codes: Sequence[str], on: date) -> list[tuple[str, str]]:
    units = register()
    kept = [code for code in codes if units.units[code].kind == Kind.TERRITORY]
    order = OrgUnit.objects.filter(code__in=kept).order_by("sort_key", "code")
    return [(code, units.name(code, on)) for code in order.values_list("code", flat=True)]
