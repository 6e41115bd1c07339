"""The files of days of grace and of reminders, read into the rules of deadlines."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from bcd138.domain.deadline import DeadlineRules
from bcd138.formats.parameters import load_parameter

_Days = Annotated[int, Field(ge=0, le=250)]
_DAYS: TypeAdapter[int] = TypeAdapter(_Days)


class _Reminders(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    before: tuple[Annotated[int, Field(ge=1, le=60)], ...]
    on_the_day: bool
    after_at_most: Annotated[int, Field(ge=0, le=60)]


def load_deadline_rules(folder: Path, *, on: date) -> DeadlineRules:
    """Return the rules of reports that are due on the day ``on``.

    Before the first entry of a file nothing locks, or nobody is reminded.

    Raises:
        ValidationError: A file has another shape.
    """
    grace = load_parameter(folder, "deadlines/grace_days", on=on)
    reminders = load_parameter(folder, "deadlines/reminders", on=on)
    read = None if reminders is None else _Reminders.model_validate(reminders.value)
    return DeadlineRules(
        grace_days=None if grace is None else _DAYS.validate_python(grace.value),
        remind_before=read.before if read else (),
        remind_on_the_day=read is not None and read.on_the_day,
        remind_after_at_most=read.after_at_most if read else 0,
    )
