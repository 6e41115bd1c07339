"""What is wrong, unusual or left out in a filled-in form: numbered checks, all at once."""

from __future__ import annotations

from collections.abc import Mapping

from bcd138.domain.data_set import DataSet
from bcd138.domain.entry import Entry
from bcd138.domain.expected import LIMITS, Limits, Past
from bcd138.domain.validation.beside import of_children, of_other_forms, of_silence, of_the_past
from bcd138.domain.validation.finding import (
    Around,
    ChildSum,
    Finding,
    Severity,
    blocking,
    unanswered,
)
from bcd138.domain.validation.numbered import RULES, RuleInfo
from bcd138.domain.validation.plan import plan_of
from bcd138.domain.validation.within import of_bounds, of_needs, of_ratios, of_sums, of_types

__all__ = [
    "RULES",
    "Around",
    "ChildSum",
    "Finding",
    "Past",
    "RuleInfo",
    "Severity",
    "blocking",
    "findings",
    "unanswered",
]

_NOTHING = Around()
_RANKS = {severity: rank for rank, severity in enumerate(Severity)}


def findings(
    form: DataSet,
    entries: Mapping[str, Entry],
    around: Around = _NOTHING,
    limits: Limits = LIMITS,
) -> tuple[Finding, ...]:
    """Return everything found about a form, by severity and then in the order of the paper.

    A missing value makes no check fire but ``V20``, which only tells of it. An explanation
    at the cell stands in the finding as its answer and removes nothing.

    Args:
        form: In the version of its period.
        entries: By cell key; keys that the form does not have are passed over.
        around: What is compared with; nothing of it is needed.
        limits: How far from the past a figure may be.
    """
    plan = plan_of(form)
    values = {
        key: entry.value
        for key, entry in entries.items()
        if entry.value is not None and key in plan.cells and entry.value.is_finite()
    }
    found = list(of_types(plan, entries))
    for one in found:
        if one.rule == "V05":
            values.pop(one.cell, None)
    found += [
        *of_bounds(plan, entries, values),
        *of_sums(plan, entries, values),
        *of_needs(plan, entries, values),
        *of_ratios(plan, entries, values),
        *of_other_forms(plan, entries, values, around),
        *of_the_past(plan, entries, values, around, limits),
        *of_silence(plan, entries, values, around),
        *of_children(plan, entries, values, around),
    ]
    if len(found) > 1:
        last = len(plan.order)
        found.sort(key=lambda one: (_RANKS[one.severity], plan.order.get(one.cell, last), one.rule))
    return tuple(found)
