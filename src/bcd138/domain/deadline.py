"""Deadlines: until when a report is sent in time, sent at all, and when somebody is reminded."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from bcd138.domain.errors import Refused
from bcd138.domain.rules import rule
from bcd138.domain.working_days import between, earlier, later

_HOUSE = "Quy ước của phần mềm"


@dataclass(frozen=True, slots=True)
class DeadlineRules:
    """What the standing agency sets for all reports; every count is of working days.

    ``grace_days`` after the due day a report can no longer be sent; ``None``: it always can.
    Reminders go out so many days ``remind_before``, on the day, and on each working day
    after it, ``remind_after_at_most`` times. Without values nothing locks and nobody is
    reminded.
    """

    grace_days: int | None = None
    remind_before: tuple[int, ...] = ()
    remind_on_the_day: bool = False
    remind_after_at_most: int = 0


@dataclass(frozen=True, slots=True)
class Extension:
    """More time for one report of one unit: until and with which day, why, granted by whom."""

    until: date
    reason: str
    granted_by: str


@dataclass(frozen=True, slots=True)
class Deadline:
    """By when one report is due; ``closes_on`` is the last day of grace, if there is one."""

    due_on: date
    closes_on: date | None = None
    extension: Extension | None = None

    @property
    def effective_on(self) -> date:
        """Return the last day on which the report is in time."""
        return max(self.due_on, self.extension.until) if self.extension else self.due_on

    @property
    def last_on(self) -> date | None:
        """Return the last day on which the report can be sent at all, if there is one."""
        return None if self.closes_on is None else max(self.closes_on, self.effective_on)


@dataclass(frozen=True, slots=True)
class Lateness:
    """How late a report is; both are 0 where it is in time.

    Sent on the Saturday after a Friday it is one day late and no working day.
    """

    days: int
    working_days: int

    @property
    def is_late(self) -> bool:
        """Return whether the due day had passed."""
        return self.days > 0


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a report stands with its deadline, as a message code and its values."""

    code: str
    params: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Reminder:
    """A reminder and its day; its words also name the ``form``, ``period`` and ``org_unit``."""

    on: date
    code: str
    params: Mapping[str, Any]


@rule("one-working-day-to-send", "09/2019/NĐ-CP", article="khoản 5 Điều 8", checked=False)
def deadline(
    cut_off: date,
    due_on: date,
    rules: DeadlineRules,
    holidays: Collection[date] = (),
    worked: Collection[date] = (),
) -> Deadline:
    """Return the deadline of a report that is due on ``due_on``.

    Args:
        cut_off: The last day of the period.
        due_on: At least one working day after it: after Thursday 12/2/2026 not Saturday 14/2,
            nor any day of Tết.
        rules: Whose days of grace follow.
        holidays: Days off besides Saturdays and Sundays.
        worked: Saturdays and Sundays that an announcement makes working days.

    Raises:
        Refused: ``deadline.too-soon`` with the first day that the law allows.
    """
    if not between(cut_off, due_on, holidays, worked):
        first = later(cut_off, 1, holidays, worked)
        raise Refused("deadline.too-soon", cut_off=cut_off, first=first)
    if rules.grace_days is None:
        return Deadline(due_on)
    return Deadline(due_on, later(due_on, rules.grace_days, holidays, worked))


@rule("deadline-extended", _HOUSE)
def extend(deadline: Deadline, extension: Extension) -> Deadline:
    """Return ``deadline`` with more time; a later extension takes the place of one before.

    Raises:
        Refused: ``deadline.extension-without-reason``; ``deadline.extension-too-short``: it
            ends on the due day or before.
    """
    if not extension.reason.strip():
        raise Refused("deadline.extension-without-reason")
    if extension.until <= deadline.due_on:
        raise Refused("deadline.extension-too-short", until=extension.until, due_on=deadline.due_on)
    return replace(deadline, extension=extension)


@rule("late-after-the-due-day", _HOUSE)
def lateness(
    deadline: Deadline, on: date, holidays: Collection[date] = (), worked: Collection[date] = ()
) -> Lateness:
    """Return how late a report is that is sent, or still not sent, on the day ``on``.

    Args:
        deadline: Up to 23:59:59 of its effective day, by the clock of Hà Nội, is in time.
        on: The day in Hà Nội at that moment.
        holidays: Days off besides Saturdays and Sundays.
        worked: Saturdays and Sundays that an announcement makes working days.
    """
    due = deadline.effective_on
    return Lateness(max((on - due).days, 0), between(due, on, holidays, worked))


@rule("locked-after-closing", _HOUSE)
def check_open(deadline: Deadline, on: date) -> None:
    """Allow a report to be sent on the day ``on``, in time or within the days of grace.

    Raises:
        Refused: ``deadline.locked``: only an extension opens it again.
    """
    if deadline.last_on is not None and on > deadline.last_on:
        raise Refused("deadline.locked", due_on=deadline.effective_on, closed_on=deadline.last_on)


def standing(
    deadline: Deadline,
    on: date,
    holidays: Collection[date] = (),
    worked: Collection[date] = (),
    *,
    sent_on: date | None = None,
) -> Standing:
    """Return what to say of a report on the day ``on``: days left, days late, or closed."""
    due = deadline.effective_on
    late = lateness(deadline, sent_on or on, holidays, worked)
    if sent_on is not None:
        return _counted("deadline.sent-late", late.days) if late.is_late else _in_time(sent_on)
    if deadline.last_on is not None and on > deadline.last_on:
        return Standing("deadline.closed", {"closed_on": deadline.last_on})
    if late.is_late:
        return _counted("deadline.late", late.days)
    if on == due:
        return Standing("deadline.today", {})
    left = between(on, due, holidays, worked)
    return _counted("deadline.left", left) if left else Standing("deadline.until", {"due_on": due})


@rule("reminders-of-a-report", _HOUSE)
def reminders(
    deadline: Deadline,
    rules: DeadlineRules,
    holidays: Collection[date] = (),
    worked: Collection[date] = (),
    *,
    sent_on: date | None = None,
) -> tuple[Reminder, ...]:
    """Return every reminder of a report in the order of their days, none once it was sent.

    With 3 days before and at most 2 after, a report due on Wednesday 15/7/2026 is reminded
    of on Friday 10/7, on 15/7, 16/7 and 17/7.
    """
    due = deadline.effective_on
    found = [
        _reminder("deadline.remind-before", earlier(due, days, holidays, worked), due, days)
        for days in sorted(rules.remind_before, reverse=True)
    ]
    if rules.remind_on_the_day:
        found.append(Reminder(due, "deadline.remind-today", {"due_on": due}))
    for count in range(1, rules.remind_after_at_most + 1):
        day = later(due, count, holidays, worked)
        found.append(_reminder("deadline.remind-late", day, due, (day - due).days))
    return tuple(each for each in found if sent_on is None or each.on < sent_on)


def reminders_on(
    day: date,
    deadline: Deadline,
    rules: DeadlineRules,
    holidays: Collection[date] = (),
    worked: Collection[date] = (),
    *,
    sent_on: date | None = None,
) -> tuple[Reminder, ...]:
    """Return the reminders of a report that are due on ``day``, none once it was sent."""
    every = reminders(deadline, rules, holidays, worked, sent_on=sent_on)
    return tuple(each for each in every if each.on == day)


def _reminder(code: str, on: date, due: date, days: int) -> Reminder:
    return Reminder(on, _code(code, days), {"due_on": due, **_days(days)})


def _in_time(sent_on: date) -> Standing:
    return Standing("deadline.sent-in-time", {"sent_on": sent_on})


def _counted(code: str, days: int) -> Standing:
    return Standing(_code(code, days), _days(days))


def _code(code: str, days: int) -> str:
    """Return the code that English needs for one day."""
    return f"{code}-one" if days == 1 else code


def _days(days: int) -> dict[str, int]:
    return {} if days == 1 else {"days": days}
