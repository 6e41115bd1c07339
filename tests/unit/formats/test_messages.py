"""The words we say: both languages, the same values, numbers as officers write them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from bcd138.formats.messages import Messages, load_messages
from bcd138.formats.yaml_file import YamlFault

MESSAGES = Messages({"room.full": {"vi": "Phòng {name} có {count}", "en": "{name} has {count}"}})


@pytest.mark.parametrize(
    ("value", "vi", "en"),
    [
        (Decimal("1234.5"), "1.234,5", "1,234.5"),
        (2018, "2018", "2018"),
        (2_000_000, "2.000.000", "2,000,000"),
        (date(2026, 11, 22), "22/11/2026", "22/11/2026"),
        (("a", "b"), "a, b", "a, b"),
        ("83,62%", "83,62%", "83,62%"),
    ],
)
def test_values_are_written_in_the_language_spoken(value, vi, en):
    assert MESSAGES.say("room.full", name="A", count=value) == f"Phòng A có {vi}"
    assert MESSAGES.say("room.full", "en", name="A", count=value) == f"A has {en}"


def test_an_unknown_language_is_vietnamese_and_a_missing_value_shows():
    assert MESSAGES.say("room.full", "fr", name="A") == "Phòng A có …"


def test_an_unknown_code_is_a_fault_of_ours():
    with pytest.raises(KeyError):
        MESSAGES.say("room.empty")


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("a.b: {vi: x}", "needs vi and en"),
        ("a.b: {vi: x, en: ''}", "empty words"),
        ("a.b: {vi: '{x}', en: '{y}'}", "placeholders differ"),
        ("a.b: {vi: '{x', en: '{x'}", "wrong braces"),
        ("a.b: {vi: x, en: x}\na.b: {vi: x, en: x}", "stands twice"),
        ("a.b: [", "not YAML"),
    ],
)
def test_a_faulty_message_file_is_refused_with_its_line(tmp_path, text, fault):
    (tmp_path / "room.yaml").write_text(text, encoding="utf-8")

    with pytest.raises(YamlFault) as error:
        load_messages(tmp_path)

    (line,) = error.value.faults
    assert line.startswith(f"{tmp_path / 'room.yaml'}:")
    assert fault in line


def test_a_code_in_two_files_is_refused(tmp_path):
    for name in ("a", "b"):
        (tmp_path / f"{name}.yaml").write_text("a.b: {vi: x, en: x}", encoding="utf-8")

    with pytest.raises(YamlFault, match=r"b\.yaml:1: a\.b: .*elsewhere"):
        load_messages(tmp_path)
