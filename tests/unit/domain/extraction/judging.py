"""Compares what a case asks for with what was read: both as plain lines, only what is asked."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from django.conf import settings

from bcd138.domain.extraction.reading import FoundFigure, Reading
from bcd138.domain.extraction.vocabulary import Vocabulary
from bcd138.formats.text_file import read_text_file
from bcd138.formats.vocabulary import load_vocabulary

ROOT = Path(__file__).resolve().parents[4]
CASES = ROOT / "tests/cases"
SAMPLES = ROOT / "samples/reports"
SHARED = ROOT.parent / "shared"

_SCALES = {
    "nghìn": Decimal(10**3),
    "ngàn": Decimal(10**3),
    "triệu": Decimal(10**6),
    "tỷ": Decimal(10**9),
    "tỉ": Decimal(10**9),
}
_AWARD = (
    "grantor",
    "form",
    "collectives",
    "individuals",
    "total_unsplit",
    "forms_mixed",
    "counts_in_total",
)

Key = tuple[str, Decimal, str, str]
Line = dict[str, Any]


class Case(NamedTuple):
    """A text and what must be read from it; ``name`` is the file and the case's number."""

    name: str
    text: str
    asked: Line


@cache
def the_vocabulary() -> Vocabulary:
    """Return the vocabulary of the repository, loaded once."""
    return load_vocabulary(settings.CATALOGUES)


def sentence_cases(folder: Path) -> Iterator[Case]:
    """Yield the cases of each ``*.yaml`` file in ``folder``."""
    for path in sorted(folder.glob("*.yaml")):
        for number, asked in enumerate(yaml.safe_load(path.read_text("utf-8")), start=1):
            yield Case(f"{path.stem}-{number}", asked["text"], asked)


def report_cases(folder: Path, texts: Path) -> Iterator[Case]:
    """Yield what each ``*.json`` file in ``folder`` asks of the report of the same stem."""
    for path in sorted(folder.glob("*.json")):
        report = next(report for report in texts.glob(f"{path.stem}.*") if report != path)
        text = read_text_file(report.read_bytes(), report.name)
        yield Case(path.stem, text, json.loads(path.read_text("utf-8")))


def figures(asked: list[Line], found: tuple[FoundFigure, ...]) -> tuple[list[Line], list[Line]]:
    """Return the figures asked for and found as lines that are equal when all is well.

    Each found figure says of its numerator, denominator and change only what the case asks
    of a figure with the same indicator, value, comparator and kind.
    """
    waiting = list(asked)
    told = []
    for one in found:
        match = next((each for each in waiting if key_asked(each) == key_found(one)), {})
        if match:
            waiting.remove(match)
        told.append(_line(key_found(one)) | _details_found(one, match))
    wanted = [_line(key_asked(one)) | _details_asked(one) for one in asked]
    return sorted(wanted, key=str), sorted(told, key=str)


def key_asked(asked: Line) -> Key:
    """Return what a case says a figure is, its value without scale words."""
    value = _plain_value(Decimal(str(asked["value"])), asked.get("unit") or "")
    return asked["indicator"], value, asked.get("comparator", "="), asked.get("kind", "result")


def key_found(found: FoundFigure) -> Key:
    """Return what the reader says a figure is, its value without scale words."""
    return (
        found.indicator,
        _plain_value(found.value, found.unit),
        found.comparator,
        found.kind,
    )


def awards(asked: list[Line], reading: Reading) -> tuple[list[Line], list[Line]]:
    """Return the lines of commendation asked for and found."""
    usual: Line = dict.fromkeys(_AWARD) | {"counts_in_total": True, "forms_mixed": []}
    wanted = [{key: one.get(key, usual[key]) for key in _AWARD} for one in asked]
    told = [
        {key: getattr(one, key) for key in _AWARD} | {"forms_mixed": list(one.forms_mixed)}
        for one in reading.awards
    ]
    return sorted(wanted, key=str), sorted(told, key=str)


def people(asked: list[Line], reading: Reading) -> tuple[list[Line], list[Line]]:
    """Return the names and roles asked for and found."""
    wanted = [{"name": one["name"], "role": one["role"]} for one in asked]
    told = [{"name": one.name, "role": one.role} for one in reading.people]
    return sorted(wanted, key=str), sorted(told, key=str)


def part(asked: Line | None, found: object) -> tuple[Line | None, Line | None]:
    """Return a conference, period or org unit asked for, and the same of what was found."""
    if asked is None or found is None:
        return asked, None if found is None else {"found": found}
    told = {key: getattr(found, key) for key in asked}
    return asked, {
        key: value.isoformat() if hasattr(value, "isoformat") else value
        for key, value in told.items()
    }


class Score(NamedTuple):
    """How many figures were right, how many too many, how many not found."""

    right: int
    extra: int
    missed: int

    @property
    def precision(self) -> float:
        """Return the share of what was found that is right."""
        return self.right / max(self.right + self.extra, 1)

    @property
    def recall(self) -> float:
        """Return the share of what is there that was found."""
        return self.right / max(self.right + self.missed, 1)


def score(asked: list[Line], found: tuple[FoundFigure, ...]) -> Score:
    """Count the figures of one case."""
    wanted, told = Counter(map(key_asked, asked)), Counter(map(key_found, found))
    return Score((wanted & told).total(), (told - wanted).total(), (wanted - told).total())


def _plain_value(value: Decimal, unit: str) -> Decimal:
    for word in unit.split():
        if word not in _SCALES:
            break
        value *= _SCALES[word]
    return value.normalize()


def _line(key: Key) -> Line:
    return dict(zip(("indicator", "value", "comparator", "kind"), key, strict=True))


def _details_asked(asked: Line) -> Line:
    details: Line = {
        key: None if asked[key] is None else Decimal(str(asked[key]))
        for key in ("numerator", "denominator")
        if key in asked
    }
    if asked.get("change"):
        change = asked["change"]
        details["change"] = (Decimal(str(change["value"])), change["direction"])
    return details


def _details_found(found: FoundFigure, asked: Line) -> Line:
    details: Line = {
        key: getattr(found, key) for key in ("numerator", "denominator") if key in asked
    }
    if asked.get("change"):
        change = found.change
        details["change"] = change and (change.value, change.direction)
    return details
