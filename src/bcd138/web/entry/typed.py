"""What was typed into a page of cells, as the form fields name it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bcd138.domain.entry import NOT_REPORTED, Entry, write_entry

COMMENT, EXPLANATION, NARRATIVE, ORIGIN, REASON = "c~", "x~", "n~", "f~", "r~"
_OURS = frozenset({"csrfmiddlewaretoken", "version", "next", "to", "take"})
_PREFIXES = (COMMENT, EXPLANATION, NARRATIVE, ORIGIN)
_FROM_FORM = "form!"
_LONG = 5  # digits of a revision


@dataclass(frozen=True, slots=True)
class Typed:
    """The fields of a page: cells by key, comment and explanation by key, the version seen.

    ``origins`` are the addresses in our Excel form, where the cells come from one.
    """

    cells: Mapping[str, str]
    remarks: Mapping[str, tuple[str, str]]
    version: int | None
    origins: Mapping[str, str]

    def without(self, entries: Mapping[str, Entry]) -> Typed:
        """Return what differs from ``entries``: a whole page sends untouched cells too."""
        cells = {
            key: words
            for key, words in self.cells.items()
            if words.strip() != shown(entries.get(key, NOT_REPORTED))
        }
        remarks = {
            key: remark
            for key, remark in self.remarks.items()
            if remark != _said_at(entries.get(key, NOT_REPORTED))
        }
        return Typed(cells, remarks, self.version, self.origins)


def read_typed(fields: Mapping[str, str]) -> Typed:
    """Return the fields of a page; every name that is not ours is taken for a cell key."""
    cells = {
        name: words
        for name, words in fields.items()
        if name not in _OURS and not name.startswith(_PREFIXES)
    }
    remarks = {
        name.removeprefix(EXPLANATION): (_lines(_comment_of(name, fields)), _lines(words))
        for name, words in fields.items()
        if name.startswith(EXPLANATION)
    }
    origins = {
        key: origin
        for key in cells
        if (origin := fields.get(ORIGIN + key, "")).startswith(_FROM_FORM)
    }
    return Typed(cells, remarks, read_version(fields), origins)


def read_narratives(fields: Mapping[str, str]) -> dict[str, str]:
    """Return the narrative parts of a page by their code."""
    return {
        name.removeprefix(NARRATIVE): _lines(words)
        for name, words in fields.items()
        if name.startswith(NARRATIVE)
    }


def read_reasons(fields: Mapping[str, str]) -> dict[str, str]:
    """Return why cells are returned, by their key; boxes left empty are no reasons."""
    return {
        name.removeprefix(REASON): _lines(words)
        for name, words in fields.items()
        if name.startswith(REASON) and words.strip()
    }


def read_revision(fields: Mapping[str, str]) -> int | None:
    """Return which revision is asked for; ``None`` where it is the last one.

    What is no number names no revision: 0, which there never is.
    """
    asked = fields.get("ban", "")
    if not asked:
        return None
    return int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < _LONG else 0


def read_version(fields: Mapping[str, str]) -> int | None:
    """Return the version of the report that the person looked at; none says "any"."""
    version = fields.get("version", "")
    return int(version) if version.isascii() and version.isdecimal() else None


def shown(entry: Entry) -> str:
    """Return what stands in the input of a cell: what could not be read stands as typed."""
    return entry.unread or write_entry(entry)


def _said_at(entry: Entry) -> tuple[str, str]:
    return entry.comment, entry.explanation


def _comment_of(name: str, fields: Mapping[str, str]) -> str:
    return fields.get(COMMENT + name.removeprefix(EXPLANATION), "")


def _lines(words: str) -> str:
    """Browsers send a line's end as two characters."""
    return words.replace("\r\n", "\n")
