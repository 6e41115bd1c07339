"""Reading the rules of deadlines: days of grace and reminders, each since its day."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from pydantic import ValidationError

import bcd138
from bcd138.domain.deadline import DeadlineRules
from bcd138.formats.deadline_rules_file import load_deadline_rules

CATALOGUES = Path(bcd138.__file__).parent / "catalogues"


def write(folder, grace, reminders):
    entry = "values:\n  2026-07-01: {{value: {}, source: x}}\n"
    topic = folder / "parameters/deadlines"
    topic.mkdir(parents=True)
    (topic / "grace_days.yaml").write_text(entry.format(grace), encoding="utf-8")
    (topic / "reminders.yaml").write_text(entry.format(reminders), encoding="utf-8")
    return folder


def test_the_shipped_rules_hold_from_their_day():
    assert load_deadline_rules(CATALOGUES, on=date(2026, 11, 22)) == DeadlineRules(
        grace_days=10, remind_before=(3,), remind_on_the_day=True, remind_after_at_most=5
    )


def test_before_their_day_nothing_locks_and_nobody_is_reminded():
    assert load_deadline_rules(CATALOGUES, on=date(2026, 11, 21)) == DeadlineRules()


@pytest.mark.parametrize(
    ("grace", "reminders"),
    [
        ("-1", "{before: [], on_the_day: true, after_at_most: 0}"),
        ("ten", "{before: [], on_the_day: true, after_at_most: 0}"),
        ("1", "{before: [0], on_the_day: true, after_at_most: 0}"),
        ("1", "{before: [], on_the_day: true, after_at_most: 0, colour: red}"),
    ],
)
def test_another_shape_is_refused(tmp_path, grace, reminders):
    with pytest.raises(ValidationError):
        load_deadline_rules(write(tmp_path, grace, reminders), on=date(2026, 7, 1))
