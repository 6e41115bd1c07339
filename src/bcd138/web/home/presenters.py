"""What the first page shows, gathered from the rooms below."""

from __future__ import annotations

from dataclasses import dataclass

from bcd138.apps.intake.selectors import WaitingText
from bcd138.apps.reports.models import Report
from bcd138.apps.submissions.models import DataValue, Submission
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
    to_take_in: list[Submission]
    to_take_in_count: int
    taken_in: list[Submission]
    figures: list[DataValue]
    reports: list[Report]

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing has come in yet; what is due stands there anyhow."""
        seen = (self.waiting, self.findings, self.figures, self.reports)
        return not any((*seen, self.to_take_in, self.taken_in))

    @property
    def is_invented(self) -> bool:
        """Tell whether the page shows anything of the demo."""
        return (
            any(one.org_unit.is_invented for one in self.due)
            or any(one.text.is_invented for one in self.waiting)
            or any(finding.is_invented for finding in self.findings)
            or any(one.org_unit.is_invented for one in (*self.to_take_in, *self.taken_in))
            or any(one.org_unit.is_invented for one in self.figures)
            or any(one.org_unit.is_invented for one in self.reports)
        )
