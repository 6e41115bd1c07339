"""From what stands around a quantity to the indicator it is a figure of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

Table = Mapping[tuple[str, str, str], str]

NOT_IN_CATALOGUE = "-"


def look_up(table: Table, measure: str, topics: Iterable[str], act: str) -> tuple[str, str] | None:
    """Return the indicator's code and the topic that decided, or None.

    The code may be ``NOT_IN_CATALOGUE``: a known thing that the catalogue does not count.

    Topics are tried in their order; for each the act found, then "none said". Only when
    no topic has a row is the measure alone asked, with the act and without.
    """
    for topic in topics:
        code = table.get((measure, topic, act)) or table.get((measure, topic, ""))
        if code:
            return code, topic
    return None


def look_up_bare(table: Table, measure: str, act: str) -> str | None:
    """Return the indicator that a measure (and act) names without any topic, or None."""
    code = table.get((measure, "", act)) or table.get((measure, "", ""))
    return None if code == NOT_IN_CATALOGUE else code
