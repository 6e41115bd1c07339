"""What the first page shows, gathered from the rooms below."""

from __future__ import annotations

from dataclasses import dataclass

from bcd138.apps.intake.selectors import WaitingText
from bcd138.apps.orgunits.models import OrgUnit
from bcd138.apps.reports.models import Report
from bcd138.apps.submissions.models import DataValue, Submission
from bcd138.apps.submissions.selectors import WaitingCounts
from bcd138.web.entry.due import DueLine
from bcd138.web.entry.waiting import WaitingLine
from bcd138.web.findings import FindingLine
from bcd138.web.home.changed import Happened
from bcd138.web.home.funnel import FunnelLine
from bcd138.web.notices.presenters import NoticeLine


@dataclass(frozen=True, slots=True)
class Reports:
    """What waits in the way of reports: to sign, to fill in, to accept, and how far all are."""

    to_sign: list[Submission]
    to_sign_count: int
    due: list[DueLine]
    funnels: list[FunnelLine]
    to_receive: list[WaitingLine]
    to_receive_counts: WaitingCounts
    happened: list[Happened]
    notices: list[NoticeLine]
    changed_figures: int

    @property
    def late_count(self) -> int:
        """Return how many reports have not been sent in time, one's own and those below."""
        own = sum(line.is_late for line in self.due)
        return own + sum(line.funnel.late for line in self.funnels)

    @property
    def returned_count(self) -> int:
        """Return how many reports wait to be corrected, one's own and those below."""
        own = sum(line.is_returned for line in self.due)
        return own + sum(line.funnel.returned for line in self.funnels)

    @property
    def units(self) -> list[OrgUnit]:
        """Return the units that the lists name."""
        return [
            *(one.org_unit for one in self.to_sign),
            *(one.org_unit for one in self.due),
            *(one.report.org_unit for one in self.to_receive),
            *(one.org_unit for one in self.happened),
        ]


@dataclass(frozen=True, slots=True)
class Texts:
    """What waits in texts that were received, and what is wrong in them."""

    waiting: tuple[WaitingText, ...]
    waiting_count: int
    late_count: int
    pending_count: int
    findings: list[FindingLine]
    finding_count: int
    error_count: int


@dataclass(frozen=True, slots=True)
class HomePage:
    """The blocks of the first page; every list is already as long as the page shows it."""

    reports: Reports
    texts: Texts
    figures: list[DataValue]
    drafts: list[Report]
    leads: bool

    @property
    def is_empty(self) -> bool:
        """Tell whether no text or figure has come in yet; what is due stands there anyhow."""
        texts, reports = self.texts, self.reports
        seen = (texts.waiting, texts.findings, self.figures, self.drafts)
        return not any((*seen, reports.to_receive, reports.to_sign, reports.happened))

    @property
    def is_invented(self) -> bool:
        """Tell whether the page shows anything of the demo."""
        texts = self.texts
        units = [*self.reports.units, *(one.org_unit for one in self.figures)]
        units += [one.org_unit for one in self.drafts]
        return (
            any(one.is_invented for one in units)
            or any(one.text.is_invented for one in texts.waiting)
            or any(finding.is_invented for finding in texts.findings)
        )
