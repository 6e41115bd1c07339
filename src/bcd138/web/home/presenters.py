"""What the first page shows, gathered from the rooms below."""

from __future__ import annotations

from dataclasses import dataclass

from bcd138.apps.intake.selectors import WaitingText
from bcd138.apps.reports.models import Report
from bcd138.apps.submissions.models import DataValue
from bcd138.web.entry.due import DueLine
from bcd138.web.findings import FindingLine


@dataclass(frozen=True, slots=True)
class HomePage:
    """The five blocks; every list is already as long as the page shows it."""

    due: list[DueLine]
    waiting: tuple[WaitingText, ...]
    waiting_count: int
    late_count: int
    pending_count: int
    findings: list[FindingLine]
    finding_count: int
    error_count: int
    figures: list[DataValue]
    reports: list[Report]

    @property
    def is_empty(self) -> bool:
        """Tell whether no text has come in yet; what is due stands there anyhow."""
        return not (self.waiting or self.findings or self.figures or self.reports)

    @property
    def is_invented(self) -> bool:
        """Tell whether the page shows anything of the demo."""
        return (
            any(one.org_unit.is_invented for one in self.due)
            or any(one.text.is_invented for one in self.waiting)
            or any(finding.is_invented for finding in self.findings)
            or any(one.org_unit.is_invented for one in self.figures)
            or any(one.org_unit.is_invented for one in self.reports)
        )
