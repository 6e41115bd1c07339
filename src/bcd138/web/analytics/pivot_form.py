"""The filters of a page of totals: what is chosen and what else may be."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from bcd138.apps.accounts.models import User
from bcd138.apps.analytics import choices
from bcd138.apps.analytics.question import Against, Base, Down, Question
from bcd138.apps.catalogue import selectors as catalogue
from bcd138.apps.orgunits import selectors as orgunits
from bcd138.apps.orgunits.models import OrgUnit
from bcd138.domain.org_unit import LEVELS
from bcd138.domain.period import (
    JANUARY_1,
    MONTHS,
    TO_DATE,
    Period,
    months_later,
    whole_months,
    year_start,
)
from bcd138.web.analytics.pivot_words import base_words, level_words
from bcd138.web.analytics.question import NONE_BELOW, base_key, run_of
from bcd138.web.templatetags.say import dated_name, opening, period_words

_RUNS = ("nam-3", "nam-5", "nam-10", "lien-3", "lien-6", "lien-12")
_YEARS_BACK, _MOST_UNITS = 10, 150
_CHOSEN = format_html(" selected{}", "")


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to choose."""

    value: str
    words: str
    is_chosen: bool = False


def drawn(options: Iterable[Option]) -> SafeString:
    """Return the options of a list as HTML: hundreds of units stand on a page."""
    told = ((one.value, _CHOSEN if one.is_chosen else "", one.words) for one in options)
    return format_html_join("", '<option value="{}"{}>{}</option>', told)


@dataclass(frozen=True, slots=True)
class OptionGroup:
    """Things to choose of one kind; without words they stand by themselves."""

    words: str
    options: tuple[Option, ...]

    @property
    def drawn(self) -> SafeString:
        """Return the options as HTML, under their words where they have some."""
        inside = drawn(self.options)
        if not self.words:
            return inside
        return format_html('<optgroup label="{}">{}</optgroup>', self.words, inside)


@dataclass(frozen=True, slots=True)
class PivotForm:
    """Every filter of the page with what is chosen in it."""

    units: SafeString
    peers: tuple[Option, ...]
    rows: tuple[Option, ...]
    levels: tuple[Option, ...]
    indicators: tuple[Option, ...]
    periods: tuple[OptionGroup, ...]
    runs: tuple[Option, ...]
    bases: tuple[OptionGroup, ...]
    borders: tuple[Option, ...]
    breakdowns: tuple[Option, ...]
    downs: tuple[Option, ...]
    question: Question

    @property
    def more_count(self) -> int:
        """Return how many of the filters that are folded away say something."""
        asked = self.question
        said = (
            asked.level,
            asked.breakdown,
            asked.per_100k,
            asked.is_ranked,
            not asked.top,
            asked.on != localdate(),
            len(asked.periods) > 1,
        )
        return sum(map(bool, said))


def form_of(question: Question, *, by: User) -> PivotForm:
    """Return the filters for a question. Up to seven queries."""
    unit, around = choices.units_around(question.units[0], by=by)
    return PivotForm(
        units=drawn(_units(question, around)),
        peers=_peers(question, around),
        rows=_rows(question, unit),
        levels=_levels(question, unit),
        indicators=_indicators(question),
        periods=_periods(question.periods),
        runs=_runs(question.periods),
        bases=_bases(question, around),
        borders=_borders(question),
        breakdowns=_breakdowns(question),
        downs=(
            Option("don-vi", _("đơn vị"), question.down == Down.UNITS),
            Option("chi-tieu", _("chỉ tiêu"), question.down == Down.INDICATORS),
        ),
        question=question,
    )


def _units(question: Question, around: Sequence[OrgUnit]) -> tuple[Option, ...]:
    several = [] if question.top else [Option("", _("nhóm đã chọn"), is_chosen=True)]
    return (
        *several,
        *(Option(one.code, opening(dated_name(one)), one.code == question.top) for one in around),
    )


def _peers(question: Question, around: Sequence[OrgUnit]) -> tuple[Option, ...]:
    chosen = () if question.top else question.units
    found = [Option(one.code, opening(dated_name(one)), one.code in chosen) for one in around]
    return tuple(found[:_MOST_UNITS])


def _rows(question: Question, unit: OrgUnit) -> tuple[Option, ...]:
    words = {
        "province": _("các tỉnh, thành phố"),
        "district": _("các huyện"),
        "commune": _("các xã, phường"),
    }
    height = LEVELS.index(unit.level)
    below = [level for level in words if LEVELS.index(level) > height]
    return (
        *(Option(level, words[level], level == question.below) for level in below),
        Option(NONE_BELOW, _("chỉ đơn vị này"), not question.below),
    )


def _levels(question: Question, unit: OrgUnit) -> tuple[Option, ...]:
    height = LEVELS.index(question.below or unit.level)
    below = [one for one in ("province", "commune") if LEVELS.index(one) > height]
    own = Option("", _("do từng đơn vị báo cáo"), not question.level)
    added = (
        Option(level, _("cộng %(level)s") % {"level": level_words(level)}, level == question.level)
        for level in below
    )
    return (own, *added)


def _indicators(question: Question) -> tuple[Option, ...]:
    names = catalogue.names()
    return tuple(
        Option(code, names.get(code, code), is_chosen=True) for code in question.indicators
    )


def found_indicators(typed: str, chosen: Iterable[str]) -> tuple[Option, ...]:
    """Return indicators whose name or wording has the words typed, those chosen left out."""
    found = catalogue.search(typed).exclude(code__in=list(chosen))[:20] if typed.strip() else ()
    return tuple(Option(one.code, one.name) for one in found)


def _periods(chosen: Sequence[Period]) -> tuple[OptionGroup, ...]:
    """Return periods that begin like the last one chosen: years, and the parts of two years."""
    last = chosen[-1]
    years = _years(last)
    groups = [OptionGroup(_("Năm"), _options(reversed(years), last))]
    parts = {
        "to_date": _("Lũy kế từ đầu năm"),
        "half": _("6 tháng"),
        "quarter": _("Quý"),
        "month": _("Tháng"),
    }
    for kind, words in parts.items():
        found = [one for year in years[-2:] for one in _parts(year, kind)]
        groups.append(OptionGroup(words, _options(reversed(found), last)))
    known = {option.value for group in groups for option in group.options}
    own = [one for one in chosen if one.code not in known]
    others = [one for one in _other_years(last) if one.code not in known]
    groups += [OptionGroup(_("Năm tính theo ngày khác"), _options(others, last))]
    return (*([OptionGroup("", _options(own, last))] if own else []), *groups)


def _other_years(last: Period) -> list[Period]:
    """Return the last two years of every regime that begins its year on another day."""
    begins = sorted({one.begins for one in catalogue.regimes().values()} | {JANUARY_1})
    today = localdate()
    return [
        whole_months(year_start(year, day), 12, "year")
        for day in begins
        if day != last.year_begins
        for year in (today.year, today.year - 1)
    ]


def _years(last: Period) -> list[Period]:
    """Return the years up to that of today or of ``last``, whichever is later."""
    begins = last.year_begins if last.type in {*MONTHS, TO_DATE} else JANUARY_1
    year = whole_months(year_start(last.year, begins), 12, "year")
    while year.end < localdate():
        year = whole_months(months_later(year.start, 12), 12, "year")
    return [
        whole_months(months_later(year.start, -12 * back), 12, "year")
        for back in reversed(range(_YEARS_BACK + 1))
    ]


def _parts(year: Period, kind: str) -> list[Period]:
    if kind == TO_DATE:
        return [whole_months(year.start, count, kind) for count in range(1, 12)]
    months = MONTHS[kind]
    return [
        whole_months(months_later(year.start, after), months, kind)
        for after in range(0, 12, months)
    ]


def _options(periods: Iterable[Period], last: Period) -> tuple[Option, ...]:
    return tuple(Option(one.code, opening(period_words(one)), one == last) for one in periods)


def _runs(periods: Sequence[Period]) -> tuple[Option, ...]:
    last = periods[-1]
    words = {
        "nam": _("cùng kỳ %(count)s năm"),
        "lien": _("%(count)s kỳ liên tiếp"),
    }
    options = [Option("", _("một kỳ"), len(periods) == 1)]
    for run in _RUNS:
        kind, _dash, count = run.partition("-")
        is_chosen = len(periods) > 1 and run_of(last, run) == tuple(periods)
        options.append(Option(run, words[kind] % {"count": count}, is_chosen))
    return tuple(options)


def _bases(question: Question, around: Sequence[OrgUnit]) -> tuple[OptionGroup, ...]:
    last, chosen = question.periods[-1], question.base
    plain = [
        Base(),
        Base(Against.LAST_YEAR),
        Base(Against.BEFORE),
        Base(Against.AVERAGE, years=3),
        Base(Against.AVERAGE, years=5),
        Base(Against.TARGET),
        Base(Against.PEERS),
    ]
    years = [Base(Against.YEAR, years=last.year - back) for back in range(2, _YEARS_BACK + 1)]
    units = [Base(Against.UNIT, unit=one.code) for one in around[:_MOST_UNITS]]
    if chosen not in {*plain, *years, *units}:
        plain.append(chosen)
    names = {one.code: opening(one.name) for one in around}
    groups = (("", plain), (_("Cùng kỳ một năm"), years), (_("Một đơn vị"), units))
    return tuple(
        OptionGroup(
            words,
            tuple(
                Option(
                    base_key(base),
                    opening(base_words(base, names.get(base.unit, base.unit)) or _("không so")),
                    base == chosen,
                )
                for base in bases
            ),
        )
        for words, bases in groups
        if bases
    )


def _borders(question: Question) -> tuple[Option, ...]:
    today = localdate()
    words = {"": _("hiện nay")}
    for change in orgunits.days_of_change():
        eve = change - timedelta(days=1)
        words[eve.isoformat()] = _("trước %(day)s") % {"day": f"{change:%d/%m/%Y}"}
    asked = "" if question.on == today else question.on.isoformat()
    words.setdefault(asked, _("ngày %(day)s") % {"day": f"{question.on:%d/%m/%Y}"})
    return tuple(Option(day, said, day == asked) for day, said in words.items())


def _breakdowns(question: Question) -> tuple[Option, ...]:
    none = Option("", _("không"), not question.breakdown)
    found = (
        Option(code, one.name, code == question.breakdown)
        for code, one in catalogue.categories().items()
    )
    return (none, *found)
