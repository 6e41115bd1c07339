"""Catalogue files as text, the way people write them: keys in their order, words unescaped."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import yaml

from bcd138.formats.data_set_schemas import DataSetEntry, DefinitionChangeEntry

_EDITORS = "# yaml-language-server: $schema={}/schemas/{}.schema.json\n"
_FOREIGN_LINE_ENDS = frozenset("\r\x85\u2028\u2029")


def data_set_text(entry: DataSetEntry) -> str:
    """Return the file of a form: ``data_sets/<code>/<valid_from>.yaml``."""
    said = entry.model_dump(mode="json")
    content = {"due_days": None, **_written(entry.model_dump(mode="json", exclude_defaults=True))}
    ordered = {key: content[key] for key in said if key in content}
    return _EDITORS.format("../..", "data_set") + _dumped(ordered)


def definition_change_text(entry: DefinitionChangeEntry) -> str:
    """Return the file of a changed definition: ``definition_changes/<day>_<slug>.yaml``."""
    content = entry.model_dump(by_alias=True, exclude_unset=True, exclude_none=True)
    content["changes"] = {code: _listed(fields) for code, fields in content["changes"].items()}
    return _EDITORS.format("..", "definition_change") + _dumped(content)


class _Dumper(yaml.SafeDumper):
    """Sets lists of codes on one line; the items of the others stand below their key."""


def _list(dumper: yaml.SafeDumper, values: list[Any]) -> yaml.Node:
    on_one_line = not any(isinstance(each, dict) for each in values)
    return dumper.represent_sequence("tag:yaml.org,2002:seq", values, flow_style=on_one_line)


def _words(dumper: yaml.SafeDumper, words: str) -> yaml.Node:
    """Set lines below each other; what an editor takes for a line end is escaped."""
    style = '"' if _FOREIGN_LINE_ENDS.intersection(words) else "|" if "\n" in words else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", words, style=style)


_Dumper.add_representer(list, _list)
_Dumper.add_representer(str, _words)


def _dumped(content: Mapping[str, Any]) -> str:
    text: str = yaml.dump(
        dict(content),
        Dumper=_Dumper,
        allow_unicode=True,
        sort_keys=False,
        default_flow_style=False,
        width=10_000,
    )
    return text


def _written(content: Mapping[str, Any]) -> dict[str, Any]:
    rules = [
        {key: _number(each) if key in {"low", "high"} else each for key, each in one.items()}
        for one in content.get("rules", ())
    ]
    return {**content, **({"rules": rules} if rules else {})}


def _listed(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {key: list(each) if isinstance(each, tuple) else each for key, each in fields.items()}


def _number(written: str) -> int | str:
    """Return a whole number as one; another stays text, which no reader rounds."""
    number = Decimal(written)
    return int(number) if number == number.to_integral_value() else written
