"""The page of totals over a province's ten years: 98 communes, every month, three indicators.

The real catalogue and register stand around it. Twenty requests each: the same question again,
which is answered from memory, and a new one, for which the engine is asked.
"""

from __future__ import annotations

import random
from datetime import date
from time import perf_counter

import pytest

import factories
from bcd138.apps.analytics import pivot, services
from bcd138.apps.catalogue.models import Indicator
from bcd138.apps.orgunits.models import OrgUnit, RegisterVersion
from bcd138.apps.submissions.models import DataValue
from bcd138.domain.period import months_later, whole_months

pytestmark = pytest.mark.benchmark

COMMUNES, MONTHS, REQUESTS = 98, 120, 20
FIRST, SINCE = date(2015, 12, 15), date(2010, 1, 1)
CODES = (
    "social_order_crime_cases",
    "social_order_crime_solved_cases",
    "drug_offenders",
)
PAGES = {
    "one year beside the year before": "ky=2024--12-15",
    "ten years": "ky=2025--12-15&day_ky=nam-10&so_voi=",
    "ten years, each beside the year before": "ky=2025--12-15&day_ky=nam-10",
}


@pytest.fixture
def standing(catalogue):
    """Someone who stands for the province that has it all."""
    country = OrgUnit.objects.get(code="VN")
    province = factories.org_unit("SPEED", "tỉnh Đo", parent=country, valid_from=SINCE)
    months = [whole_months(months_later(FIRST, n), 1, "month") for n in range(MONTHS)]
    indicators = list(Indicator.objects.filter(code__in=CODES))
    person = factories.person("do", "Người Đo", org_unit=province)
    text = factories.received_text(by=person, received_for=province, org_unit=province)
    chance = random.Random(138)  # noqa: S311 - figures, no secret
    for number in range(COMMUNES):
        commune = factories.org_unit(
            f"SPEED-{number}", f"Xã {number}", level="commune", parent=province, valid_from=SINCE
        )
        DataValue.objects.bulk_create(
            factories.unsaved_value(text, one, chance.randint(0, 40), month, commune)
            for one in indicators
            for month in months
        )
    RegisterVersion.objects.update(token="speed")  # noqa: S106 - names a state, opens nothing
    services.take_snapshot(at=factories.AT)
    return person


def test_a_page_over_ten_years_of_a_province(client, standing):
    client.force_login(standing)
    codes = "&".join(f"chi_tieu={code}" for code in CODES)
    print()  # noqa: T201 - a benchmark prints, a person judges
    for name, query in PAGES.items():
        address = f"/tong-hop/bang/?{query}&{codes}"
        page = client.get(address).context["page"]
        assert len(page.lines) == COMMUNES + 1
        again = [_took(client, address) for _ in range(REQUESTS)]
        anew = [_took(client, address, forget=True) for _ in range(REQUESTS // 4)]
        print(f"  {name}: again {_said(again)}; anew {_said(anew)}")  # noqa: T201


def _took(client, address, *, forget=False):
    if forget:
        pivot.forget()
    begun = perf_counter()
    assert client.get(address).status_code == 200
    return (perf_counter() - begun) * 1000


def _said(times):
    ordered = sorted(times)
    middle, late = ordered[len(ordered) // 2], ordered[int(len(ordered) * 0.95)]
    return f"p50 {middle:.0f} ms, p95 {late:.0f} ms"
