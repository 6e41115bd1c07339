"""The register of a day as a file to take away."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_GET

from bcd138.apps.orgunits import selectors
from bcd138.apps.orgunits.enums import Level
from bcd138.domain.errors import Refused
from bcd138.formats.unit_sheet import write_csv, write_workbook
from bcd138.formats.workbook_page import XLSX
from bcd138.web.answers import attachment, explains_refusals
from bcd138.web.orgunits.days import chosen_day
from bcd138.web.orgunits.sheets import chosen_units, succession_sheet, unit_sheet
from bcd138.web.requests import PageRequest


@require_GET
@explains_refusals
def export(request: PageRequest) -> HttpResponse:
    """Answer with every unit of a day, or with which became which, as CSV or workbook."""
    register = selectors.register()
    day = chosen_day(request, register)
    if day.fault:
        return HttpResponse(day.fault, status=422, content_type="text/plain; charset=utf-8")
    level, within = request.GET.get("cap", ""), request.GET.get("trong", "")
    form, table = request.GET.get("dang", "xlsx"), request.GET.get("bang", "don-vi")
    if form not in {"csv", "xlsx"} or table not in {"don-vi", "ke-thua"}:
        raise Http404
    if level and level not in Level.values:
        raise Refused("orgunit.level-unknown", level=level)
    if within and within not in register.units:
        within = selectors.by_code(within).code
    codes = chosen_units(register, day.on, level, within)
    units, arrows = unit_sheet(register, codes, day.on), succession_sheet(register, codes)
    if form == "csv":
        content = write_csv(arrows if table == "ke-thua" else units)
    else:
        content = write_workbook([arrows] if table == "ke-thua" else [units, arrows])
    name = "-".join(part for part in (table, level, within, day.on.isoformat()) if part)
    return attachment(content, f"{name}.{form}", XLSX if form == "xlsx" else "text/csv")
