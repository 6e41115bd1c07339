"""YAML files read strictly: a key stands once, and every value knows its line."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml


class YamlFault(Exception):  # noqa: N818 - it is shown to whoever edits the file
    """What keeps a YAML file from being read, as "file:line: what" lines."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


@dataclass(frozen=True, slots=True)
class YamlFile:
    """The value of a file and the line at which each key and item begins."""

    path: Path
    value: Any
    lines: dict[tuple[str | int, ...], int] = field(default_factory=dict)

    def line_of(self, place: tuple[str | int, ...]) -> int:
        """Return the line of the innermost known part of ``place``."""
        for length in range(len(place), -1, -1):
            if place[:length] in self.lines:
                return self.lines[place[:length]]
        return 1


def read_yaml(path: Path) -> YamlFile:
    """Return the content of ``path`` with its lines.

    Raises:
        YamlFault: It is not UTF-8, not YAML, or a key stands twice.
    """
    try:
        text = path.read_text(encoding="utf-8")
        loader = yaml.CSafeLoader(text)
        node = loader.get_single_node()
        value = None if node is None else loader.construct_document(node)
    except UnicodeDecodeError as error:
        raise YamlFault([f"{path}:1: không phải UTF-8 / not UTF-8: {error.reason}"]) from error
    except (yaml.YAMLError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        what = getattr(error, "problem", None) or str(error)
        raise YamlFault([f"{path}:{line}: không phải YAML / not YAML: {what}"]) from error
    file = YamlFile(path, value)
    faults: list[str] = []
    if node is not None:
        _walk(node, (), file, faults)
    if faults:
        raise YamlFault(faults)
    return file


def _walk(node: yaml.Node, place: tuple[str | int, ...], file: YamlFile, faults: list[str]) -> None:
    file.lines[place] = node.start_mark.line + 1
    if isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(node.value):
            _walk(item, (*place, index), file, faults)
    elif isinstance(node, yaml.MappingNode):
        for key, item in node.value:
            inner = (*place, str(key.value))
            if inner in file.lines:
                line = key.start_mark.line + 1
                faults.append(
                    f"{file.path}:{line}: khóa ghi hai lần / key stands twice: {key.value}"
                )
                continue
            _walk(item, inner, file, faults)
            file.lines[inner] = key.start_mark.line + 1
