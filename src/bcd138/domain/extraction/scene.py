"""What is known before a sentence begins."""

from __future__ import annotations

from dataclasses import dataclass

from bcd138.domain.period import Period


@dataclass(slots=True)
class Scene:
    """The period under review, whether the place is directive, and topics said before."""

    period: Period | None = None
    next_period: Period | None = None
    directive: bool = False
    heading_topics: tuple[str, ...] = ()
    paragraph_topics: tuple[str, ...] = ()
