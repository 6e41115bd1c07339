"""The file of the provinces' borders, read into what the map is drawn from."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from bcd138.domain.map_drawing import Archipelago, Point, Ring


@dataclass(frozen=True, slots=True)
class MapFile:
    """Where the map comes from, each province's closed rings by code, and the archipelagos."""

    source: str
    licence: str
    note: str
    borders: dict[str, tuple[Ring, ...]]
    archipelagos: tuple[Archipelago, ...]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Island(_Strict):
    name: str
    at: Point


class _Inset(_Strict):
    name: str
    codes: tuple[str, ...]
    islands: tuple[_Island, ...]


class _Border(_Strict):
    rings: tuple[tuple[Point, ...], ...]


class _Map(_Strict):
    source: str
    licence: str
    note: str
    insets: tuple[_Inset, ...]
    borders: dict[str, _Border]


def read_map(path: Path) -> MapFile:
    """Return the map that ``path`` holds.

    Raises:
        ValueError: The file has another shape.
        FileNotFoundError: There is no such file.
    """
    content = _Map.model_validate_json(path.read_text(encoding="utf-8"))
    archipelagos = tuple(
        Archipelago(one.name, one.codes, tuple((island.name, island.at) for island in one.islands))
        for one in content.insets
    )
    borders: dict[str, tuple[Ring, ...]] = {
        code: border.rings for code, border in content.borders.items()
    }
    return MapFile(content.source, content.licence, content.note, borders, archipelagos)
