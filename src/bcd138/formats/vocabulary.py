"""Reads the vocabulary files and the catalogue into what the reader looks up."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from bcd138.domain.extraction.resolve import NOT_IN_CATALOGUE
from bcd138.domain.extraction.vocabulary import (
    IndicatorWords,
    PlaceName,
    Ratio,
    Vocabulary,
    build_vocabulary,
)
from bcd138.formats.catalogue_files import read_catalogue
from bcd138.formats.register_files import read_register

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def load_vocabulary(catalogues: Path) -> Vocabulary:
    """Return the reader's vocabulary from the catalogue folder.

    Raises:
        ValueError: A phrase or a row contradicts another, or names no indicator.
    """
    folder = catalogues / "vocabularies"
    catalogue = read_catalogue(catalogues)
    provinces = read_register(catalogues, only="provinces").register
    indicators = [
        IndicatorWords(one.code, one.name, one.unit, one.value_type, tuple(one.wordings))
        for one in catalogue.indicators
    ]
    known = {one.code for one in indicators}
    figures, targets = list(_rows(folder / "figures.csv")), list(_rows(folder / "targets.csv"))
    unknown = sorted({row[0] for row in [*figures, *targets]} - known - {NOT_IN_CATALOGUE})
    if unknown:
        raise ValueError(", ".join(unknown))
    return build_vocabulary(
        units=_yaml(folder / "units.yaml"),
        topics=_yaml(folder / "topics.yaml"),
        acts=_yaml(folder / "acts.yaml"),
        phrases=_yaml(folder / "phrases.yaml"),
        numbers=_yaml(folder / "numbers.yaml"),
        figures=figures,
        targets=targets,
        ratios=[
            Ratio(one.code, one.numerator or "", one.denominator or "")
            for one in catalogue.indicators
            if one.value_type == "ratio"
        ],
        places=[
            PlaceName(
                name=_bare_name(name.text),
                code=code,
                valid_from=name.valid_from,
                valid_until=name.valid_until,
            )
            for code, names in provinces.names.items()
            if provinces.units[code].level == "province"
            for name in names
        ],
        indicators=indicators,
    )


def _bare_name(name: str) -> str:
    for kind in ("Thành phố ", "Tỉnh ", "TP. "):
        name = name.removeprefix(kind).removeprefix(kind.lower())
    return name


def _yaml(path: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.load(path.read_text("utf-8"), Loader=_Loader)  # noqa: S506 - a safe loader
    return loaded


def _rows(path: Path) -> Iterator[tuple[str, str, str, str]]:
    with path.open(encoding="utf-8", newline="") as handle:
        for row in csv.DictReader(handle):
            yield row["indicator"], row["measure"], row["topic"], row["act"]
