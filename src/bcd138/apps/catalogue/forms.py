"""The loaded definitions as domain values, kept in the process until the next loading."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property
from typing import Any

from django.db import connection

from bcd138.apps.catalogue.enums import DefinitionKind
from bcd138.apps.catalogue.models import CatalogueLoad, DataSet, Definition
from bcd138.domain import data_set as domain
from bcd138.domain.indicator import version_on
from bcd138.domain.period import ANY_DAYS, Period
from bcd138.domain.regime import Regime, due_on, period_at
from bcd138.domain.working_days import later
from bcd138.formats.data_set_content import build_data_set
from bcd138.formats.definition_content import build_category, build_measure
from bcd138.formats.holiday_files import days_off, days_worked
from bcd138.formats.regime_files import regime_from

_Load = tuple[int, str]
_Days = tuple[frozenset[date], frozenset[date]]  # those off, and those worked in exchange


@dataclass(frozen=True, slots=True)
class Form:
    """A version of a form with the ids of its rows; ``form`` is what stands in it."""

    definition_id: int
    data_set_id: int
    form: domain.DataSet
    regime: Regime
    off: frozenset[date] = field(compare=False, repr=False)
    worked: frozenset[date] = field(compare=False, repr=False)
    _known: dict[Period, bool] = field(default_factory=dict, compare=False, repr=False)
    _due: dict[tuple[Period, str], date] = field(default_factory=dict, compare=False, repr=False)

    def due_day(self, period: Period, level: str) -> date:
        """Return the day on which a unit of ``level`` sends the form for ``period``.

        Raises:
            Refused: ``period.no-due-day``: neither the form nor its regime names one.
        """
        key = (period, level)
        if key not in self._due:
            days = (self.off, self.worked)
            self._due[key] = day_due(self.form, self.regime, period, level, days)
        return self._due[key]

    def has(self, period: Period) -> bool:
        """Tell whether these days are a period of the form; a campaign or a term has any."""
        if self.form.period_type == period.kind in ANY_DAYS:
            return True
        if period.type != self.form.period_type:
            return False
        if period not in self._known:
            self._known[period] = period_at(self.regime, period.type, period.end) == period
        return self._known[period]


def day_due(form: domain.DataSet, regime: Regime, period: Period, level: str, days: _Days) -> date:
    """Return the day on which a unit of ``level`` sends ``form`` for ``period``.

    Raises:
        Refused: ``period.no-due-day``: neither the form nor its regime names one.
    """
    if form.due_days is not None:
        return later(period.end, form.due_days, *days)
    return due_on(regime, period, level, *days)


@dataclass
class Definitions:
    """Every definition of one loading; forms are put together when first asked for."""

    versions: Mapping[tuple[str, str], tuple[Definition, ...]]
    data_sets: Mapping[str, DataSet]
    _forms: dict[tuple[int, date | None], Form] = field(default_factory=dict)
    _measures: dict[date | None, Mapping[str, domain.Measure]] = field(default_factory=dict)

    def form_on(self, code: str, day: date) -> Form | None:
        """Return the form ``code`` as it is on ``day``; ``None`` where it is not in use."""
        definition = self.on(DefinitionKind.DATA_SET, code, day)
        return None if definition is None else self.form(definition, day)

    def form(self, definition: Definition, day: date) -> Form:
        """Return one version of a form with its measures as defined on ``day``."""
        since = self._since(day)
        key = (definition.pk, since)
        if key not in self._forms:
            self._forms[key] = self._built(definition, self.measures(day))
        return self._forms[key]

    def on(self, kind: str, code: str, day: date) -> Definition | None:
        """Return the definition in force on ``day``."""
        versions = self.versions.get((kind, code), ())
        return version_on((each for each in versions if not each.retired), day)

    def measures(self, day: date) -> Mapping[str, domain.Measure]:
        """Return what every code counts on ``day``; a retired one as it was last defined."""
        since = self._since(day)
        if since not in self._measures:
            self._measures[since] = {
                code: build_measure(code, (self.on(kind, code, day) or versions[-1]).content)
                for (kind, code), versions in self.versions.items()
                if kind == DefinitionKind.INDICATOR
            }
        return self._measures[since]

    @cached_property
    def categories(self) -> Mapping[str, domain.Category]:
        """Return every breakdown in the order of the files, retired ones last."""
        return {
            code: build_category(code, content)
            for code, content in self._content(DefinitionKind.CATEGORY)
        }

    @cached_property
    def regimes(self) -> Mapping[str, Regime]:
        """Return every reporting regime."""
        return {
            code: regime_from(code, content)
            for code, content in self._content(DefinitionKind.REGIME)
        }

    @cached_property
    def holidays(self) -> frozenset[date]:
        """Return every day off of the years that stand in the files."""
        return frozenset().union(*map(days_off, self._years()))

    @cached_property
    def worked_days(self) -> frozenset[date]:
        """Return the Saturdays and Sundays that an announcement makes working days."""
        return frozenset().union(*map(days_worked, self._years()))

    @cached_property
    def _changes(self) -> tuple[date, ...]:
        """Return the days on which some indicator changes its meaning."""
        days = {
            each.valid_from
            for (kind, _), versions in self.versions.items()
            if kind == DefinitionKind.INDICATOR
            for each in versions
            if each.valid_from is not None and not each.retired
        }
        return tuple(sorted(days))

    def _since(self, day: date) -> date | None:
        """Return since when the indicators mean what they mean on ``day``."""
        return max((each for each in self._changes if each <= day), default=None)

    def _content(self, kind: str) -> list[tuple[str, Any]]:
        found = [versions[-1] for (each, _), versions in self.versions.items() if each == kind]
        found.sort(key=lambda each: (each.retired, each.position))
        return [(each.code, each.content) for each in found]

    def _years(self) -> list[Any]:
        return [
            versions[-1].content
            for (kind, _), versions in self.versions.items()
            if kind == DefinitionKind.HOLIDAYS and not versions[-1].retired
        ]

    def _built(self, definition: Definition, measures: Mapping[str, domain.Measure]) -> Form:
        valid_from = definition.valid_from or date.min
        form = build_data_set(
            definition.content, definition.code, valid_from, measures, self.categories
        )
        data_set_id = self.data_sets[definition.code].pk
        return Form(
            definition.pk,
            data_set_id,
            form,
            self.regimes[form.regime],
            self.holidays,
            self.worked_days,
        )


_kept: dict[_Load, Definitions] = {}


def definitions() -> Definitions:
    """Return the loaded definitions: one short query while nothing was loaded since."""
    load = _latest_load()
    if load is None:
        return _read()
    kept = _kept.get(load)
    if kept is None:
        kept = _read()
        _kept.clear()
        _kept[load] = kept
    return kept


def _latest_load() -> _Load | None:
    with connection.cursor() as cursor:
        cursor.execute(*_latest_load_sql())
        row: _Load | None = cursor.fetchone()
    return row


@cache
def _latest_load_sql() -> tuple[str, tuple[Any, ...]]:
    """Return the question for the latest load as SQL; writing it costs ten times its answer."""
    latest = CatalogueLoad.objects.order_by("-pk").values_list("pk", "digest")[:1]
    sql, params = latest.query.sql_with_params()
    return sql, tuple(params)


def forget() -> None:
    """Drop what is kept; a loading does this for its own process."""
    _kept.clear()


def _read() -> Definitions:
    versions: dict[tuple[str, str], list[Definition]] = {}
    for each in Definition.objects.order_by("kind", "position", "code"):
        versions.setdefault((each.kind, each.code), []).append(each)
    for found in versions.values():
        found.sort(key=lambda each: each.valid_from or date.min)
    return Definitions(
        {key: tuple(found) for key, found in versions.items()},
        {each.code: each for each in DataSet.objects.order_by("position")},
    )
