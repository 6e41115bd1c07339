"""The office's outline of a report and its sentence files, read into an outline."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

from bcd138.domain.document.outline import Outline, Section
from bcd138.domain.document.sentence import Sentence, parse
from bcd138.formats.yaml_file import YamlFault, read_yaml

Part = Literal["meeting", "progress", "aims", "next_aims", "tasks", "awards"]


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid")

    number: str
    title: str
    text: str = ""
    groups: tuple[str, ...] = ()
    also: tuple[Part, ...] = ()
    note: str = ""
    sections: tuple[_Section, ...] = ()


class _Outline(BaseModel):
    model_config = ConfigDict(extra="forbid")

    type_name: str
    subject: str
    symbol: str
    agency_symbol: str
    opening: str
    ending: str
    invented: str
    sections: tuple[_Section, ...]
    aims: str
    figures_annex: str
    awards_annex: str
    signs: tuple[str, ...]
    attached: str
    in_full: dict[str, str]
    recipients: dict[str, tuple[str, ...]]


def load_outline(folder: Path, report_type: str) -> Outline:
    """Return the outline of ``report_type`` from the catalogues in ``folder``.

    Raises:
        YamlFault: A file is missing, has unknown keys, or a sentence cannot be parsed;
            the line says which.
    """
    home = folder / "documents" / report_type
    file = read_yaml(home / "outline.yaml")
    try:
        given = _Outline.model_validate(file.value)
    except ValueError as error:
        raise YamlFault([f"{file.path}:1: {error}"]) from error
    kept = given.model_dump(exclude={"sections", "aims"})
    return Outline(
        **kept,
        sections=tuple(_section(section, home) for section in given.sections),
        aims=tuple(sentence for part in _paragraphs(home, given.aims) for sentence in part),
    )


def _section(given: _Section, home: Path) -> Section:
    return Section(
        number=given.number,
        title=given.title,
        paragraphs=_paragraphs(home, given.text) if given.text else (),
        groups=given.groups,
        also=given.also,
        note=given.note,
        sections=tuple(_section(below, home) for below in given.sections),
    )


def _paragraphs(home: Path, name: str) -> tuple[tuple[Sentence, ...], ...]:
    path = home / "text" / f"{name}.txt"
    paragraphs: list[list[Sentence]] = [[]]
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise YamlFault([f"{path}:1: không đọc được / cannot be read"]) from error
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            paragraphs.append([])
        elif not line.startswith("#"):
            paragraphs[-1].append(_sentence(path, number, line.strip()))
    return tuple(tuple(sentences) for sentences in paragraphs if sentences)


def _sentence(path: Path, number: int, line: str) -> Sentence:
    try:
        return parse(line)
    except ValueError as error:
        fault = f"{path}:{number}: câu mẫu sai ngoặc / wrong brackets: {line}"
        raise YamlFault([fault]) from error
