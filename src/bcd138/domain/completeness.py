"""Who has reported and who has not: where each expected report stands, and how many stand so."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from bcd138.domain.approval import COUNTED, SENT, Part, State
from bcd138.domain.deadline import Deadline

NOT_BEGUN = "·"
_LETTERS = {
    State.DRAFT: "S",
    State.SUBMITTED: "K",
    State.SIGNED: "G",
    State.RECEIVED: "T",
    State.RETURNED: "L",
    State.APPROVED: "C",
    State.CLOSED: "X",
}
_WAITS_FOR = {
    State.SUBMITTED: Part.HEAD,
    State.SIGNED: Part.RECEIVER,
    State.RECEIVED: Part.RECEIVER,
}


@dataclass(frozen=True, slots=True)
class Stand:
    """Where one expected report stands on a day.

    ``state`` is ``None`` where nobody has begun it. ``late_days`` are those after the day it
    was due, until it first went up or until the day itself; ``returned`` counts how often it
    came back.
    """

    state: State | None = None
    late_days: int = 0
    returned: int = 0

    @property
    def letter(self) -> str:
        """Return the letter of the state, as the matrix prints it."""
        return NOT_BEGUN if self.state is None else _LETTERS[self.state]

    @property
    def waits_for(self) -> Part | None:
        """Return whose step is next; ``None`` where nobody's is."""
        if self.state in COUNTED:
            return None
        return Part.PREPARER if self.state is None else _WAITS_FOR.get(self.state, Part.PREPARER)

    @property
    def is_sent(self) -> bool:
        """Tell whether it has gone up, signed."""
        return self.state in SENT


@dataclass(frozen=True, slots=True)
class Counts:
    """How many reports are expected, and how many of them stand where.

    ``head`` wait for a signature, ``receiver`` for the level above, ``done`` are accepted;
    ``returned`` have come back to whoever prepares. ``late`` were sent late or are late now,
    ``overdue`` are late now.
    """

    expected: int = 0
    head: int = 0
    receiver: int = 0
    done: int = 0
    returned: int = 0
    late: int = 0
    overdue: int = 0

    @property
    def sent(self) -> int:
        """Return how many have gone up, signed."""
        return self.receiver + self.done

    @property
    def missing(self) -> int:
        """Return how many are neither sent nor returned."""
        return self.expected - self.sent - self.returned

    @property
    def preparer(self) -> int:
        """Return how many wait for whoever prepares them."""
        return self.expected - self.sent - self.head

    def waiting_for(self, part: Part) -> int:
        """Return how many wait for somebody; nothing waits for the books."""
        waiting = {
            Part.PREPARER: self.preparer,
            Part.HEAD: self.head,
            Part.RECEIVER: self.receiver,
        }
        return waiting.get(part, 0)


def late_days(deadline: Deadline, on: date, sent_on: date | None = None) -> int:
    """Return by how many days a report was sent late, or is late on the day ``on``.

    The days of ``deadline.lateness``, without its working days: a country has many reports.
    What was sent once and returned is as late as it was when it first went up.
    """
    return max(((sent_on or on) - deadline.effective_on).days, 0)


def counted(stands: Iterable[Stand]) -> Counts:
    """Return how many of some reports stand where."""
    found = list(stands)
    return Counts(
        expected=len(found),
        head=sum(each.waits_for == Part.HEAD for each in found),
        receiver=sum(each.waits_for == Part.RECEIVER for each in found),
        done=sum(each.waits_for is None for each in found),
        returned=sum(each.state == State.RETURNED for each in found),
        late=sum(each.late_days > 0 for each in found),
        overdue=sum(each.late_days > 0 and not each.is_sent for each in found),
    )


def added(counts: Iterable[Counts]) -> Counts:
    """Return the sum of several counts."""
    found = list(counts)
    names = Counts.__slots__
    return Counts(*(sum(getattr(each, name) for each in found) for name in names))


def shown_state(states: Iterable[tuple[int, State]]) -> State | None:
    """Return which revision's state stands for a report: the one that counts, else the last.

    An amendment on its way leaves a report accepted; ``states`` are revisions with theirs.
    """
    found = sorted(states)
    counts = [state for _, state in found if state in COUNTED]
    kept = [state for _, state in found if state != State.SUPERSEDED]
    return counts[-1] if counts else (kept[-1] if kept else None)
