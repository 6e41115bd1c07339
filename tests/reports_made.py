"""Reports brought to a point of their way by the people of the demo, for tests of lists."""

from __future__ import annotations

from datetime import date

import factories
from bcd138.apps.accounts import services as accounts
from bcd138.apps.accounts.enums import Role
from bcd138.apps.orgunits.models import OrgUnit
from bcd138.apps.submissions import selectors, services
from bcd138.domain.signing import Capacity, SigningRight

NOVEMBER, OCTOBER = "2026M11--12-15", "2026M10--12-15"
FORM = "commune_month"


def hands_of(code):
    """Give a unit somebody who prepares and somebody who signs; return both."""
    unit = OrgUnit.objects.get(code=code)
    name = code.lower()
    preparer = factories.person(f"lap-{name}", "Ngô Dũng", org_unit=unit, role=Role.REPORTER)
    head = factories.person(f"ky-{name}", "Lý Thị Nga", org_unit=unit, role=Role.LEADER)
    right = SigningRight(Capacity.HEAD, date(2020, 1, 1))
    accounts.grant_signing(user=head, org_unit=unit, right=right, by="test", at=factories.AT)
    return preparer, head


def submitted(preparer, code, period=NOVEMBER, at=factories.AT, **cells):
    """Return a report passed to the head, every cell 0 but those given."""
    place = selectors.place_to_fill(code, FORM, period, by=preparer)
    typed = dict.fromkeys(place.data_set.entered, "0") | cells
    services.save_cells(place=place, typed=typed, by=preparer, at=at)
    return services.submit(place=place, by=preparer, at=at)


def signed(preparer, head, code, period=NOVEMBER, at=factories.AT, **cells):
    """Return a report that went up."""
    report = submitted(preparer, code, period, at, **cells)
    return services.sign(submission_id=report.pk, by=head, at=at)
