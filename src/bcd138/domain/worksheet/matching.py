"""Which row of the form a line of a worksheet is, and why; never by a weak guess."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from bcd138.domain.worksheet.candidates import Candidates
from bcd138.domain.worksheet.outline import LineKind, Outlined
from bcd138.domain.worksheet.phrase import Phrase, likeness, phrase_of
from bcd138.domain.worksheet.scoring import EXACT, Question, Rival, judge
from bcd138.domain.worksheet.vocabulary import SheetWords, plain_words

_SURE, _MARGIN, _ASKED = 0.72, 0.1, 0.4
_SECTION = 0.55
_MOST_RIVALS = 4


@dataclass
class Matched:
    """What was found for one line: its likely cells, best first, and the one that is sure."""

    place: int
    rivals: list[Rival] = field(default_factory=list)
    key: str = ""
    exact: bool = False

    @property
    def best(self) -> Rival | None:
        """Return the likeliest cell."""
        return self.rivals[0] if self.rivals else None


def match_rows(
    rows: Sequence[Outlined],
    candidates: Candidates,
    words: SheetWords,
    fixed: Mapping[int, str],
    *,
    kind: str = "",
) -> dict[int, Matched]:
    """Return for each row, by its index, the cell it fills or those it may fill.

    Args:
        rows: The outline of the sheet.
        candidates: The rows of the form.
        words: The vocabulary.
        fixed: Cells that a person has given to rows before, by index; "" where ignored.
        kind: What the column of the values counts, where its head says so.
    """
    found: dict[int, Matched] = {}
    sections = _sections(rows, candidates, words)
    for place, row in enumerate(rows):
        if row.kind is not LineKind.ROW:
            continue
        if place in fixed:
            found[place] = Matched(place, [Rival(fixed[place], EXACT)], fixed[place], exact=True)
            continue
        above = found.get(row.parent) if row.parent is not None else None
        rivals = _rivals(
            row,
            rows,
            candidates,
            words,
            parent=above.key if above is not None else "",
            section=sections.get(row.section),
            kind=kind,
        )
        found[place] = Matched(place, rivals)
        best = found[place].best
        if best is not None and _is_sure(rivals):
            found[place].key = best.key
    _settle(found, set(fixed))
    return found


def _sections(
    rows: Iterable[Outlined], candidates: Candidates, words: SheetWords
) -> dict[str, int]:
    """Return which section of the form each section of the sheet is."""
    found: dict[str, int] = {}
    for title in {row.section for row in rows if row.section}:
        phrase = phrase_of(title, words)
        scores = [likeness(phrase, each, candidates.weights) for each in candidates.sections]
        best = max(range(len(scores)), key=scores.__getitem__, default=None)
        if best is not None and scores[best] >= _SECTION:
            found[title] = best
    return found


def _rivals(
    row: Outlined,
    rows: Sequence[Outlined],
    candidates: Candidates,
    words: SheetWords,
    *,
    parent: str,
    section: int | None,
    kind: str,
) -> list[Rival]:
    """Return the cells that a row may fill, likeliest first; ``parent`` is the cell above it."""
    part = _part_of(parent, row, candidates)
    if part is not None:
        return [part]
    question = Question(
        own=replace(row.phrase, kind=kind) if kind else row.phrase,
        under=tuple(_under(row, rows, words)),
        number=row.number.strip(" ."),
        parent=parent,
        section=section,
    )
    judged = [
        judge(question, each, candidates.weights)
        for each in candidates.sharing(question.own, question.under)
    ]
    ordered = sorted(judged, key=lambda each: -each.score)
    return [each for each in ordered if each.score >= _ASKED][:_MOST_RIVALS]


def _under(row: Outlined, rows: Sequence[Outlined], words: SheetWords) -> list[Phrase]:
    """Return what the row stands under: the row it is a part of, its section."""
    found = [rows[row.parent].phrase] if row.parent is not None else []
    return [*found, phrase_of(row.section, words)] if row.section else found


def _part_of(parent: str, row: Outlined, candidates: Candidates) -> Rival | None:
    """Return the part of the parent's cell that a row such as "- Nữ" is."""
    called = candidates.options.get(parent, {})
    for name in (row.phrase.plain, plain_words(row.label)):
        if name in called:
            return Rival(called[name], EXACT, ("worksheet.why-part",))
    return None


def _is_sure(rivals: Sequence[Rival]) -> bool:
    if not rivals or rivals[0].score < _SURE:
        return False
    if len(rivals) == 1 or rivals[0].score - rivals[1].score >= _MARGIN:
        return True
    return rivals[0].exact and not any(each.exact for each in rivals[1:])


def _settle(found: dict[int, Matched], fixed: set[int]) -> None:
    """Let the surer of two rows keep a cell; what is left over may become sure, or is asked."""
    taken: dict[str, Matched] = {}
    order = sorted(
        found.values(), key=lambda each: (each.place not in fixed, -_score(each), each.place)
    )
    for each in order:
        if each.place in fixed:
            if each.key:
                taken[each.key] = each
            continue
        free = [rival for rival in each.rivals if not _is_taken(rival, taken)]
        each.key = free[0].key if _is_sure(free) else ""
        if each.key and each.key in taken:
            if _score(taken[each.key]) - free[0].score < _MARGIN and not taken[each.key].exact:
                taken[each.key].key = ""
            each.key = ""
        elif each.key:
            taken[each.key] = each
        if free and not each.key:
            each.rivals = [*free, *(rival for rival in each.rivals if rival not in free)]


def _score(matched: Matched) -> float:
    return matched.best.score if matched.best is not None else 0.0


def _is_taken(rival: Rival, taken: Mapping[str, Matched]) -> bool:
    """Tell whether a surer row has the cell already."""
    holder = taken.get(rival.key)
    return holder is not None and (holder.exact or _score(holder) - rival.score >= _MARGIN)
