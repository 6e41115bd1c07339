"""Forms as their pages show them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from django.urls import reverse
from django.utils.timezone import localdate

from bcd138.apps.accounts.models import User
from bcd138.apps.accounts.selectors import unit_worked_for
from bcd138.apps.catalogue import selectors
from bcd138.apps.catalogue.forms import Definitions, Form, definitions
from bcd138.apps.catalogue.models import Definition
from bcd138.domain.data_set import DataSet
from bcd138.domain.errors import Refused
from bcd138.domain.regime import Regime, last_closed
from bcd138.domain.vietnamese.text import fold
from bcd138.formats.data_set_changes import changes
from bcd138.web.catalogue.changed_words import said
from bcd138.web.catalogue.rule_words import RuleWords, rules_in_words
from bcd138.web.catalogue.words import (
    Law,
    due_words,
    law_of,
    levels,
    period_types,
    reporters_words,
)


@dataclass(frozen=True, slots=True)
class FormLine:
    """A form in a list or at the head of its page."""

    form: DataSet
    reporters: str
    regime: str
    period: str
    due: str
    cells: int

    @property
    def searched(self) -> str:
        """Return what a search looks at, folded."""
        words = (self.form.code, self.form.name, self.reporters, self.regime, self.period)
        return fold(" ".join(words))


@dataclass(frozen=True, slots=True)
class VersionLine:
    """A version of a form: its days, and what it changed."""

    valid_from: date | None
    last_day: date | None
    changed: list[str]
    is_shown: bool


@dataclass(frozen=True, slots=True)
class FormPage:
    """Everything the page of one form says beside its tables."""

    line: FormLine
    law: Law
    rules: list[RuleWords]
    versions: list[VersionLine]
    fill_in: str


def form_line(form: Form | DataSet, regimes: Mapping[str, Regime]) -> FormLine:
    """Put what a list says about a form into words."""
    shown = form.form if isinstance(form, Form) else form
    regime = regimes.get(shown.regime)
    days = shown.due_days
    if days is None and regime is not None:
        days = regime.due.get((shown.period_type, shown.reporters.level))
    return FormLine(
        form=shown,
        reporters=reporters_words(shown.reporters),
        regime=regime.name if regime else shown.regime,
        period=period_types().get(shown.period_type, shown.period_type),
        due=due_words(days if isinstance(days, int) else None),
        cells=len(shown.entered),
    )


def form_page(form: Form, versions: Sequence[Definition], *, day: date, by: User) -> FormPage:
    """Return the page of a form as it is on ``day``."""
    shown, regimes = form.form, selectors.regimes()
    others = {each.form.code: each.form for each in selectors.forms_in_use(day)}
    return FormPage(
        line=form_line(form, regimes),
        law=law_of(shown.source, shown.article, checked=shown.checked),
        rules=rules_in_words(shown, others),
        versions=_versions(versions, form.definition_id),
        fill_in=_fill_in(shown, regimes, by),
    )


def names_of_codes(loaded: Definitions) -> dict[str, str]:
    """Return what the codes of the catalogue are called today."""
    today = localdate()
    measures = {code: each.name for code, each in loaded.measures(today).items()}
    options = {o.code: o.name for one in loaded.categories.values() for o in one.options}
    regimes = {code: each.name for code, each in loaded.regimes.items()}
    parts = {
        key: f"{cell.measure.name}: {cell.option.name}"
        for form in forms_on(loaded, today).values()
        for key, cell in form.cells.items()
        if cell.option is not None
    }
    return {**measures, **options, **regimes, **parts, **period_types(), **levels()}


def forms_on(loaded: Definitions, day: date) -> dict[str, DataSet]:
    """Return the forms in force on ``day`` by code, in the order of the catalogue."""
    found = ((code, loaded.form_on(code, day)) for code in loaded.data_sets)
    return {code: form.form for code, form in found if form is not None}


def _versions(versions: Sequence[Definition], shown: int) -> list[VersionLine]:
    names = names_of_codes(definitions()) if len(versions) > 1 else {}
    lines = [
        [],
        *(said(changes(old.content, new.content), names) for old, new in pairwise(versions)),
    ]
    return [
        VersionLine(
            valid_from=each.valid_from,
            last_day=each.valid_until - timedelta(days=1) if each.valid_until else None,
            changed=line,
            is_shown=each.pk == shown,
        )
        for each, line in zip(versions, lines, strict=True)
    ][::-1]


def _fill_in(form: DataSet, regimes: Mapping[str, Regime], by: User) -> str:
    """Return where ``by`` fills the form in for the last closed period; nothing for others."""
    unit, regime = unit_worked_for(by), regimes.get(form.regime)
    if unit is None or regime is None:
        return ""
    if not form.reporters.include(unit.level, unit.kind, unit.name):
        return ""
    try:
        period = last_closed(regime, form.period_type, localdate())
    except Refused:
        return ""
    return reverse("entry:report", args=[unit.code, form.code, period.code])
