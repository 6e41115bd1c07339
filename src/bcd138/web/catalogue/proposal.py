"""What a person proposes for an indicator, checked as a file of the catalogue would be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from pydantic import ValidationError

from bcd138.apps.catalogue import selectors
from bcd138.apps.catalogue.sources import sources
from bcd138.domain.vietnamese.dates import parse_day
from bcd138.formats.catalogue_reader import Reader
from bcd138.formats.data_set_schemas import DefinitionChangeEntry
from bcd138.formats.definition_changes import DefinitionVersion, Proposal, changed
from bcd138.formats.yaml_file import YamlFile
from bcd138.web.words_of_files import words_in_language

_ACROSS = ("sum", "last", "max", "none")
FIELDS = (
    "name",
    "numerator",
    "denominator",
    "factor",
    "unit",
    "direction",
    "across_units",
    "across_periods",
)


@dataclass(frozen=True, slots=True)
class Proposed:
    """A proposal as far as it can be read; ``entry`` is what its file would say."""

    faults: list[str]
    entry: DefinitionChangeEntry | None = None
    proposal: Proposal | None = None
    file_name: str = ""


@dataclass(frozen=True, slots=True)
class FieldChoice:
    """A field of the definition: what it is, what is proposed, what may be chosen."""

    key: str
    words: str
    now: str
    given: str
    choices: list[tuple[str, str]]


def field_choices(version: DefinitionVersion, given: Mapping[str, str]) -> list[FieldChoice]:
    """Return the fields a person may change; a count has no numerator and keeps its unit."""
    names = selectors.names()
    computed = version.measure.is_computed
    counts = [(code, f"{name} ({code})") for code, name in names.items()]
    words = _field_words()
    return [
        FieldChoice(
            key=key,
            words=words[key],
            now=_said(names, str(version.content[key])),
            given=given.get(key, ""),
            choices=_choices(key, counts),
        )
        for key in FIELDS
        if computed or key not in {"numerator", "denominator", "factor", "unit"}
    ]


def proposed(code: str, given: Mapping[str, str]) -> Proposed:
    """Return the proposal that was typed, or everything that is wrong with it."""
    begins = parse_day(given.get("begins", ""))
    fields = {key: given[key].strip() for key in FIELDS if given.get(key, "").strip()}
    content: dict[str, Any] = {
        "from": begins,
        "source": given.get("source", ""),
        "article": given.get("article", ""),
        "checked": False,
        "why": given.get("why", ""),
        "changes": {code: fields | _factor(fields)},
    }
    if begins is None:
        return Proposed([_("Ngày bắt đầu phải ghi như 01/01/2027.")])
    if not fields:
        return Proposed([_("Chưa thay đổi gì. Mời đổi ít nhất một điều của định nghĩa.")])
    try:
        entry = DefinitionChangeEntry.model_validate(content)
    except ValidationError as error:
        return Proposed([_fault_words(fault["loc"], fault["msg"]) for fault in error.errors()])
    return _checked(code, entry)


def _checked(code: str, entry: DefinitionChangeEntry) -> Proposed:
    name = f"{entry.begins.isoformat()}_{code}.yaml"
    path = Path(name)
    reader = Reader(Path())
    reader.read[path] = YamlFile(path, {})
    after = changed(reader, path, entry, selectors.indicator_versions(), sources())
    if reader.faults:
        said = [fault.split(":", 2)[2].strip() for fault in reader.faults]
        return Proposed([words_in_language(_bare(each, code)) for each in said])
    before_and_after = (after[code][-2], after[code][-1])
    proposal = Proposal(entry.begins, entry.source, entry.why, {code: before_and_after})
    return Proposed([], entry, proposal, name)


def _bare(fault: str, code: str) -> str:
    return fault.removeprefix(f"{code}: ").removeprefix("Value error, ")


def _factor(fields: Mapping[str, str]) -> dict[str, int]:
    written = fields.get("factor", "")
    return {"factor": int(written)} if written.isascii() and written.isdigit() else {}


def _choices(key: str, counts: list[tuple[str, str]]) -> list[tuple[str, str]]:
    if key in {"numerator", "denominator"}:
        return counts
    if key == "factor":
        return [("1", "1"), ("100", "100"), ("1000", "1.000")]
    if key == "direction":
        directions = (("higher", _("tăng là tốt")), ("lower", _("giảm là tốt")))
        return [*directions, ("neutral", _("không nói lên tốt xấu"))]
    return _ways() if key.startswith("across") else []


def _ways() -> list[tuple[str, str]]:
    words = (_("cộng"), _("lấy số cuối kỳ"), _("lấy số lớn nhất"), _("không cộng"))
    return list(zip(_ACROSS, words, strict=True))


def _said(names: Mapping[str, str], value: str) -> str:
    known = dict([*_choices("direction", []), *_ways()])
    return names.get(value) or known.get(value, value)


def _fault_words(place: tuple[str | int, ...], words: str) -> str:
    field = _field_words().get(str(place[-1]), str(place[-1])) if place else ""
    return f"{field}: {words_in_language(words.removeprefix('Value error, '))}"


def _field_words() -> dict[str, str]:
    return {
        "name": _("Tên"),
        "numerator": _("Tử số"),
        "denominator": _("Mẫu số"),
        "factor": _("Nhân với"),
        "unit": _("Đơn vị tính"),
        "direction": _("Chiều hướng"),
        "across_units": _("Gộp nhiều đơn vị"),
        "across_periods": _("Gộp nhiều kỳ"),
        "source": _("Văn bản"),
        "article": _("Điều, khoản"),
        "why": _("Lý do"),
    }
