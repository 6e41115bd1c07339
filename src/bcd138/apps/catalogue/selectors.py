"""Questions about the loaded catalogue. It is public reference data: everyone may read it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from difflib import get_close_matches

from django.db.models import F, QuerySet

from bcd138.apps.catalogue.enums import DefinitionKind
from bcd138.apps.catalogue.forms import Form, definitions
from bcd138.apps.catalogue.models import CatalogueLoad, DataSet, Definition, Indicator
from bcd138.domain.data_set import Category, Measure
from bcd138.domain.errors import Refused
from bcd138.domain.regime import Regime
from bcd138.domain.vietnamese.text import fold
from bcd138.formats.definition_changes import DefinitionVersion, Versions


def current() -> QuerySet[Indicator]:
    """Return the indicators in use, in the order of the catalogue."""
    return Indicator.objects.filter(retired=False).order_by("position")


def by_code(code: str) -> Indicator:
    """Return the indicator in use with this code.

    Raises:
        Refused: ``catalogue.unknown-indicator`` with the nearest codes and their names.
    """
    indicator = current().filter(code=code.strip()).first()
    if indicator is None:
        raise Refused("catalogue.unknown-indicator", code=code, suggestions=_nearest(code))
    return indicator


def names() -> dict[str, str]:
    """Return the names of the indicators in use by code, in the order of the catalogue."""
    return dict(current().values_list("code", "name"))


def search(query: str) -> QuerySet[Indicator]:
    """Return indicators in use whose name or wording contains every word of ``query``."""
    found = current()
    for word in fold(query).split():
        found = found.filter(search_name__contains=word)
    return found


def latest_load() -> CatalogueLoad | None:
    """Return the last loading that changed something."""
    return CatalogueLoad.objects.order_by("-pk").first()


def load_at(moment: datetime) -> CatalogueLoad | None:
    """Return the loading that held at a moment; before the first one there is none."""
    return CatalogueLoad.objects.filter(loaded_at__lte=moment).order_by("-pk").first()


def data_sets() -> QuerySet[DataSet]:
    """Return the forms in use, in the order of the catalogue."""
    return DataSet.objects.filter(retired=False).order_by("position")


def form_on(code: str, day: date) -> Form:
    """Return the form ``code`` as it is on ``day``, which for a period is its last day.

    One short query; the form is kept in the process until the next loading.

    Raises:
        Refused: ``catalogue.unknown-data-set`` with the nearest codes and their names;
            ``catalogue.no-form-on`` where no version is in force on that day.
    """
    loaded = definitions()
    form = loaded.form_on(code, day)
    if form is not None:
        return form
    data_set = loaded.data_sets.get(code)
    if data_set is None or data_set.retired:
        in_use = {each.code: each.name for each in loaded.data_sets.values() if not each.retired}
        raise Refused(
            "catalogue.unknown-data-set", code=code, suggestions=_nearest_of(code, in_use)
        )
    raise Refused("catalogue.no-form-on", name=data_set.name, day=day)


def form_of(definition_id: int, day: date) -> Form:
    """Return one version of a form, also a retired one, for reports that were made on it.

    Args:
        definition_id: The version that the report keeps.
        day: The last day of its period: measures are shown as defined then.

    Raises:
        Definition.DoesNotExist: No form has this version.
    """
    return forms_of([(definition_id, day)])[definition_id, day]


def forms_of(wanted: Iterable[tuple[int, date]]) -> dict[tuple[int, date], Form]:
    """Return versions of forms as ``form_of`` does, many at once. One query.

    Raises:
        Definition.DoesNotExist: No form has one of these versions.
    """
    loaded = definitions()
    known = {
        each.pk: each
        for (kind, _), versions in loaded.versions.items()
        if kind == DefinitionKind.DATA_SET
        for each in versions
    }
    try:
        return {(pk, day): loaded.form(known[pk], day) for pk, day in wanted}
    except KeyError as error:
        raise Definition.DoesNotExist from error


def forms_for(org_unit_level: str, org_unit_kind: str, org_unit_name: str, day: date) -> list[Form]:
    """Return the forms that such a unit fills in on ``day``, in the order of the catalogue."""
    about = (org_unit_level, org_unit_kind, org_unit_name)
    return [form for form in forms_in_use(day) if form.form.reporters.include(*about)]


def forms_using(indicator_code: str, day: date) -> list[Form]:
    """Return the forms of ``day`` that have a row for this indicator."""
    return [form for form in forms_in_use(day) if indicator_code in form.form.cells]


def forms_in_use(day: date) -> list[Form]:
    """Return every form in force on ``day``, in the order of the catalogue."""
    loaded = definitions()
    found = (loaded.form_on(code, day) for code in loaded.data_sets)
    return [form for form in found if form is not None]


def versions_of(kind: str, code: str) -> QuerySet[Definition]:
    """Return every definition a code has had and has not lost, oldest first."""
    return Definition.objects.filter(kind=kind, code=code, retired=False).order_by(
        F("valid_from").asc(nulls_first=True)
    )


def version_on(kind: str, code: str, day: date) -> Definition | None:
    """Return the definition of a code in force on ``day``; ``None`` where it has none."""
    return definitions().on(kind, code, day)


def definition_on(indicator_code: str, day: date) -> Measure:
    """Return what an indicator means on ``day``.

    Raises:
        Refused: ``catalogue.unknown-indicator`` with the nearest codes and their names.
    """
    loaded = definitions()
    if loaded.on(DefinitionKind.INDICATOR, indicator_code, day) is None:
        raise Refused(
            "catalogue.unknown-indicator", code=indicator_code, suggestions=_nearest(indicator_code)
        )
    return loaded.measures(day)[indicator_code]


def indicator_versions() -> Versions:
    """Return every definition of every indicator in use, by code, oldest first."""
    loaded = definitions().versions
    return {
        code: tuple(
            DefinitionVersion(code, each.valid_from, each.valid_until, each.content)
            for each in versions
            if not each.retired
        )
        for (kind, code), versions in loaded.items()
        if kind == DefinitionKind.INDICATOR and not versions[-1].retired
    }


def measures_on(day: date) -> Mapping[str, Measure]:
    """Return what every indicator means on ``day``, by code."""
    return definitions().measures(day)


def regimes() -> Mapping[str, Regime]:
    """Return the reporting regimes by code; those that left the files stand last."""
    return definitions().regimes


def holidays() -> frozenset[date]:
    """Return the days off besides Saturdays and Sundays, of the years that the files have."""
    return definitions().holidays


def worked_days() -> frozenset[date]:
    """Return the Saturdays and Sundays that an announcement makes working days."""
    return definitions().worked_days


def categories() -> Mapping[str, Category]:
    """Return the breakdowns by code; those that left the files stand last."""
    return definitions().categories


def _nearest(code: str) -> str:
    return _nearest_of(code, names())


def _nearest_of(code: str, in_use: Mapping[str, str]) -> str:
    close = get_close_matches(code.strip().lower(), in_use, n=3, cutoff=0.5)
    return "; ".join(f"{known} ({in_use[known]})" for known in close) or "–"
