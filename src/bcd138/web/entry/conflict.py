"""Two people at one report: what each wrote, side by side; the second one decides."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render

from bcd138.apps.submissions import selectors
from bcd138.apps.submissions.selectors import EntryForm, Place
from bcd138.domain.data_set import Measure
from bcd138.domain.entry import NOT_REPORTED, read_cell, write_entry
from bcd138.domain.errors import Refused
from bcd138.web.entry.found import cell_names
from bcd138.web.entry.presenters import codes_of, standing_answer, summary_of
from bcd138.web.entry.typed import Typed, shown
from bcd138.web.requests import PageRequest
from bcd138.web.templatetags.say import words_of


@dataclass(frozen=True, slots=True)
class Rival:
    """One cell that was typed here, and what stands there by now."""

    key: str
    name: str
    mine: str
    theirs: str


def conflict(request: PageRequest, place: Place, typed: Typed, refused: Refused) -> HttpResponse:
    """Say that somebody else has saved, and keep what was typed here in a form of its own.

    Where everything already stands as it was typed, the answer to a saving got lost on the
    way and it came once more: that is no conflict.
    """
    there = selectors.entry_form(*codes_of(place), by=request.user)
    rivals, remarks = _rivals(there, typed), _rival_remarks(there, typed)
    if request.htmx and not rivals and not remarks:
        answer = standing_answer(there, typed)
        return render(request, "entry/saved.html", {"answer": answer, "summary": answer.summary})
    context = {
        "words": words_of(refused.code, refused.params),
        "rivals": rivals,
        "remarks": remarks.items(),
        "submission": there.submission,
        "version": summary_of(there).version,
        "codes": codes_of(place),
    }
    name = "entry/conflict.html" if request.htmx else "entry/conflict_page.html"
    told = render(request, name, context, status=409)
    told["HX-Retarget"] = "#refusals"
    told["HX-Reswap"] = "innerHTML show:none"
    return told


def _rivals(there: EntryForm, typed: Typed) -> list[Rival]:
    """Return the typed cells that do not already stand so."""
    form = there.place.data_set
    names = cell_names(form)
    rivals = [
        Rival(key, names[key], words, shown(there.entries.get(key, NOT_REPORTED)))
        for key, words in typed.cells.items()
    ]
    return [one for one in rivals if _as_kept(one.mine, form.cells[one.key].measure) != one.theirs]


def _as_kept(words: str, measure: Measure) -> str:
    """Return how a cell shows what was typed: "05 vụ" is 5, what cannot be read is itself."""
    try:
        return write_entry(read_cell(words, measure))
    except Refused:
        return words.strip()


def _rival_remarks(there: EntryForm, typed: Typed) -> Mapping[str, tuple[str, str]]:
    return typed.without(there.entries).remarks
