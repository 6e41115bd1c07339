"""Bringing forms, breakdowns, regimes, holidays and dated definitions up to the files."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from bcd138.apps.catalogue.enums import DefinitionKind
from bcd138.apps.catalogue.models import DataSet, Definition
from bcd138.apps.catalogue.services.difference import Difference
from bcd138.domain.period import MONTHS
from bcd138.formats.catalogue_files import Catalogue
from bcd138.formats.data_set_changes import changes
from bcd138.formats.data_set_files import DataSetVersion

_LEVELS = ("commune", "province", "central")
_COMPARED = ("name", "valid_until", "position", "retired")


def load_definitions(catalogue: Catalogue, said: Collection[str]) -> Difference:
    """Write every definition of the files and return what that changed.

    Args:
        catalogue: What the files say.
        said: Indicators of which the difference speaks already; their definitions are
            written and not counted again.
    """
    difference = Difference()
    known = {
        (each.kind, each.code, each.valid_from): each
        for each in Definition.objects.select_for_update()
    }
    new = []
    last: dict[tuple[str, str], Definition] = {}
    for wanted in _wanted(catalogue):
        before = last.get((wanted.kind, wanted.code))
        last[wanted.kind, wanted.code] = wanted
        heard = wanted.kind == DefinitionKind.INDICATOR and wanted.code in said
        there = known.pop((wanted.kind, wanted.code, wanted.valid_from), None)
        if there is None:
            new.append(wanted)
            if not heard:
                difference.add(wanted.code, _new(wanted, before))
        elif lines := _changed(there, wanted):
            wanted.pk = there.pk
            wanted.save()
            if not heard:
                difference.change(wanted.code, [f"~ {_called(wanted)} {line}" for line in lines])
    Definition.objects.bulk_create(new)
    gone = [each for each in known.values() if not each.retired]
    Definition.objects.filter(pk__in=[each.pk for each in gone]).update(retired=True)
    for each in sorted(gone, key=_called):
        if each.kind != DefinitionKind.INDICATOR or each.code not in said:
            difference.retire(each.code, f"- {_called(each)}")
    _load_data_sets(catalogue)
    return difference


def _wanted(catalogue: Catalogue) -> Iterator[Definition]:
    """Yield every definition of the files as a row that is not stored yet."""
    for kind, contents in (
        (DefinitionKind.CATEGORY, catalogue.categories),
        (DefinitionKind.REGIME, catalogue.regimes),
        (DefinitionKind.HOLIDAYS, catalogue.holidays),
    ):
        for position, (code, content) in enumerate(contents.items(), start=1):
            yield _row(kind, code, position, dict(content))
    for definition in catalogue.indicators:
        for version in catalogue.versions[definition.code]:
            row = _row(
                DefinitionKind.INDICATOR, version.code, definition.position, dict(version.content)
            )
            row.valid_from, row.valid_until = version.valid_from, version.valid_until
            yield row
    positions = _positions(catalogue)
    for form in catalogue.data_sets:
        row = _row(DefinitionKind.DATA_SET, form.code, positions[form.code], form.content)
        row.valid_from, row.valid_until = form.valid_from, form.valid_until
        yield row


def _row(kind: DefinitionKind, code: str, position: int, content: dict[str, Any]) -> Definition:
    name = content["name"]
    return Definition(kind=kind, code=code, name=name, content=content, position=position)


def _new(wanted: Definition, before: Definition | None) -> list[str]:
    """Say that a version is new, and what is other than in the version before it."""
    lines = [f"+ {_called(wanted)} {wanted.name}"]
    if before is not None:
        new = {key: value for key, value in wanted.content.items() if key != "change"}
        old = {key: value for key, value in before.content.items() if key != "change"}
        lines += [f"+ {_called(wanted)} {line}" for line in changes(old, new)]
    return lines


def _changed(there: Definition, wanted: Definition) -> list[str]:
    lines = [
        f"{name}: {getattr(there, name)} → {getattr(wanted, name)}"
        for name in _COMPARED
        if getattr(there, name) != getattr(wanted, name)
    ]
    return [*lines, *(line for line in changes(there.content, wanted.content) if line not in lines)]


def _called(definition: Definition) -> str:
    since = definition.valid_from
    return definition.code if since is None else f"{definition.code} {since.isoformat()}"


def _load_data_sets(catalogue: Catalogue) -> None:
    """Keep one row for each form: the name of its last version, its place, whether in use."""
    positions = _positions(catalogue)
    names = {form.code: form.entry.name for form in catalogue.data_sets}
    known = {each.code: each for each in DataSet.objects.select_for_update()}
    for code, name in names.items():
        wanted = {"name": name, "position": positions[code], "retired": False}
        if code not in known:
            DataSet.objects.create(code=code, **wanted)
        elif any(getattr(known[code], key) != value for key, value in wanted.items()):
            DataSet.objects.filter(code=code).update(**wanted)
    DataSet.objects.filter(retired=False).exclude(code__in=names).update(retired=True)


def _positions(catalogue: Catalogue) -> dict[str, int]:
    """Return the place of each form in lists: communes first, then short periods first."""
    last = {form.code: form for form in catalogue.data_sets}
    ordered = sorted(last.values(), key=_place)
    return {form.code: position for position, form in enumerate(ordered, start=1)}


def _place(form: DataSetVersion) -> tuple[int, bool, int, str]:
    reporters = form.entry.reporters
    months = MONTHS.get(form.entry.period_type, 1000)
    return _LEVELS.index(reporters.level), reporters.kind == "agency", months, form.code
