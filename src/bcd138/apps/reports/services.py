"""Everything that changes report drafts."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from bcd138.apps.accounts.models import User
from bcd138.apps.analytics import services as totals
from bcd138.apps.audit import services as audit
from bcd138.apps.files import services as files
from bcd138.apps.orgunits import selectors as orgunits
from bcd138.apps.orgunits.models import OrgUnit
from bcd138.apps.reports import paper, permissions, selectors
from bcd138.apps.reports.models import Report, Use
from bcd138.apps.reports.uses import figures_in
from bcd138.apps.submissions.days import in_period
from bcd138.domain.document.facts import ReviewFacts, as_json
from bcd138.domain.errors import Refused
from bcd138.domain.period import Period, parse_period


@transaction.atomic
def draft(
    *, report_type: str, org_unit_code: str, period_code: str, by: User, at: datetime
) -> Report:
    """Write a first draft from what is confirmed, and keep it with its facts.

    The facts are frozen in the draft: what is confirmed later is in the next one.

    Args:
        report_type: ``year_end_review``.
        org_unit_code: Whose review it is.
        period_code: E.g. ``2018``.
        by: Who drafts; sees nothing here that they may not see elsewhere.
        at: When; the paper carries this date.

    Raises:
        Refused: ``reports.unknown-type``, ``orgunit.unknown``, ``period.unreadable``,
            ``reports.not-yours``, ``reports.no-figures``, ``reports.too-early`` or
            ``analytics.audit-failed``.
    """
    paper.check_report_type(report_type)
    org_unit = orgunits.by_code(org_unit_code)
    permissions.check_can_draft(by, org_unit)
    totals.check_can_publish()
    period = parse_period(period_code)
    facts = selectors.facts(org_unit, period, by=by, at=at)
    if facts.is_empty:
        known = selectors.periods_known(org_unit, by=by) or "chưa có kỳ nào"
        raise Refused(
            "reports.no-figures", org_unit=org_unit.name, period=period.label, known=known
        )
    report = _keep(facts, report_type=report_type, org_unit=org_unit, period=period, by=by, at=at)
    audit.record(
        "report.drafted",
        by=by.username,
        at=at,
        report=report.pk,
        report_type=report_type,
        org_unit=org_unit.code,
        period=period.code,
        sha256=report.file.sha256,
    )
    return report


def _keep(
    facts: ReviewFacts,
    *,
    report_type: str,
    org_unit: OrgUnit,
    period: Period,
    by: User,
    at: datetime,
) -> Report:
    content = paper.write_word(paper.compose_paper(report_type, facts))
    report = Report.objects.create(
        report_type=report_type,
        org_unit=org_unit,
        **in_period(period),
        facts=as_json(facts),
        file=files.keep(content, media_type=paper.MEDIA_TYPE, at=at),
        file_name=f"bao-cao-tong-ket_{org_unit.code}_{period.code}.docx",
        drafted_by=by,
        drafted_at=at,
    )
    Use.objects.bulk_create(
        Use(report=report, data_value_id=data_value) for data_value in figures_in(facts)
    )
    return report
