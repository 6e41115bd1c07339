"""What is wrong with a design: what the catalogue's loader would say of its file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.timezone import localdate
from pydantic import ValidationError

from bcd138.apps.catalogue import forms
from bcd138.apps.catalogue.enums import DefinitionKind
from bcd138.apps.catalogue.sources import sources
from bcd138.apps.designs.models import FormDesign
from bcd138.domain.data_set import DataSet
from bcd138.formats.data_set_content import build_data_set
from bcd138.formats.data_set_faults import Known, Place, faults_across, faults_of
from bcd138.formats.data_set_schemas import DataSetEntry

_CODE = re.compile(r"^[a-z][a-z0-9_]{1,59}$")


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend and its place.

    ``kind`` is the name of a broken rule of the file's shape, or empty where ``words`` say
    it, in Vietnamese and English parted by " / ".
    """

    place: Place
    kind: str
    words: str
    limit: str = ""


@dataclass(frozen=True, slots=True)
class Checked:
    """A design as it stands: its faults, and the form as far as it can be shown.

    ``entry`` is there where nothing is wrong: then the design can be written out.
    """

    problems: tuple[Problem, ...]
    form: DataSet
    entry: DataSetEntry | None
    replaces: bool


def checked(design: FormDesign) -> Checked:
    """Return the faults of a design and the form it makes; one query."""
    loaded = forms.definitions()
    day = design.begins or localdate()
    known = known_on(loaded, day)
    problems = list(_problems_of_name(design, loaded))
    entry: DataSetEntry | None = None
    try:
        entry = DataSetEntry.model_validate(design.content)
    except ValidationError as error:
        problems += _problems_of_shape(error)
    else:
        others = _others(loaded, day)
        faults = (*faults_of(entry, known), *faults_across(entry, others))
        empty = not design.content["source"]
        problems += [
            Problem(place, "", words)
            for place, words in faults
            if not (empty and "source" in place)
        ]
    shown = shown_content(design.content, known)
    return Checked(
        problems=tuple(problems),
        form=build_data_set(shown, design.code, day, known.measures, known.categories),
        entry=None if problems else entry,
        replaces=(DefinitionKind.DATA_SET, design.code) in loaded.versions,
    )


def known_on(loaded: forms.Definitions, day: date) -> Known:
    """Return what a form that begins on ``day`` may name."""
    measures = {
        code: measure
        for code, measure in loaded.measures(day).items()
        if loaded.on(DefinitionKind.INDICATOR, code, day) is not None
    }
    return Known(measures, loaded.categories, loaded.regimes, sources())


def shown_content(content: Mapping[str, Any], known: Known) -> dict[str, Any]:
    """Return the part of the content that can be shown: known rows, known columns, no rules."""
    options = {each.code for one in known.categories.values() for each in one.options}
    sections = []
    for section in content["sections"]:
        columns = [code for code in dict.fromkeys(section["columns"]) if code in options]
        rows = [row for row in section["rows"] if row["element"] in known.measures]
        sections.append({**section, "columns": columns, "rows": rows})
    return {**content, "sections": sections, "rules": []}


def _problems_of_name(design: FormDesign, loaded: forms.Definitions) -> Iterable[Problem]:
    if not _CODE.match(design.code):
        yield Problem(("code",), "code", "")
    if not design.content["source"]:
        yield Problem(("source",), "not_chosen", "")
    if design.begins is None:
        yield Problem(("begins",), "missing", "")
        return
    there = loaded.versions.get((DefinitionKind.DATA_SET, design.code), ())
    since = max((each.valid_from or date.min for each in there if not each.retired), default=None)
    if since is not None and design.begins <= since:
        yield Problem(("begins",), "not_after", "", f"{since:%d/%m/%Y}")


def _problems_of_shape(error: ValidationError) -> Iterable[Problem]:
    faults = error.errors()
    for fault in faults:
        if fault["type"] == "too_short" and any(_is_within(e["loc"], fault["loc"]) for e in faults):
            continue  # its parts have faults of their own, so none of them was counted
        limits = fault.get("ctx", {})
        limit = next((limits[key] for key in _LIMITS if key in limits), "")
        raised = limits.get("error")
        yield Problem(fault["loc"], "" if raised else fault["type"], str(raised or ""), str(limit))


def _is_within(place: Place, outer: Place) -> bool:
    return len(place) > len(outer) and place[: len(outer)] == outer


_LIMITS = ("max_length", "ge", "le")


def _others(loaded: forms.Definitions, day: date) -> dict[str, DataSetEntry]:
    found = ((code, loaded.on(DefinitionKind.DATA_SET, code, day)) for code in loaded.data_sets)
    return {
        code: DataSetEntry.model_validate(definition.content)
        for code, definition in found
        if definition is not None
    }
