"""What a step of the designer sends, put into the content of the design."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import QueryDict

from bcd138.apps.designs.models import FormDesign
from bcd138.domain.vietnamese.dates import parse_day
from bcd138.domain.vietnamese.numbers import parse_number

Content = dict[str, Any]
GENERAL, SECTIONS, NARRATIVES, RULES = "chung", "muc", "thuyet-minh", "quy-tac"


@dataclass(frozen=True, slots=True)
class Typed:
    """A design as it would be after a step was sent."""

    code: str
    begins: date | None
    content: Content


def typed(step: str, design: FormDesign, post: QueryDict) -> Typed:
    """Return the design with what this step sent; what it did not send stays."""
    content = deepcopy(design.content)
    _READERS[step](content, post)
    code, begins = design.code, design.begins
    if step == GENERAL:
        code = post.get("code", code).strip()[:60]
        begins = parse_day(post.get("begins", "")) if "begins" in post else begins
    return Typed(code, begins, content)


def _general(content: Content, post: QueryDict) -> None:
    for key in ("name", "regime", "period_type", "source", "article", "guidance"):
        content[key] = _words(post, key, content[key])
    reporters = content["reporters"]
    for key in ("level", "kind"):
        reporters[key] = _words(post, key, reporters[key])
    if "names_begin" in post:
        names = _words(post, "names_begin", "").splitlines()
        reporters["names_begin"] = [each.strip() for each in names if each.strip()]
    if "due_days" in post:
        written = post.get("due_days", "").strip()
        content["due_days"] = int(written) if _is_short_number(written) else written or None


def _sections(content: Content, post: QueryDict) -> None:
    for at, section in enumerate(content["sections"]):
        section["title"] = _words(post, f"s{at}.title", section["title"])
        section["number"] = _optional(post, f"s{at}.number", section["number"])
        for number, row in enumerate(section["rows"]):
            name = f"s{at}r{number}"
            if f"{name}.label" not in post:
                continue
            row["label"] = _optional(post, f"{name}.label", row["label"])
            row["number"] = _optional(post, f"{name}.number", row["number"])
            ticked = post.getlist(f"{name}.options")
            row["options"] = [each for each in section["columns"] if each in ticked]


def _narratives(content: Content, post: QueryDict) -> None:
    for at, narrative in enumerate(content["narratives"]):
        for key in ("title", "hint"):
            narrative[key] = _words(post, f"n{at}.{key}", narrative[key])


def _rules(content: Content, post: QueryDict) -> None:
    for at, rule in enumerate(content["rules"]):
        for key in ("severity", "words"):
            rule[key] = _words(post, f"r{at}.{key}", rule[key])
        rule["other"] = _optional(post, f"r{at}.other", rule["other"])
        for key in ("low", "high"):
            rule[key] = _number(post, f"r{at}.{key}", rule[key])


def _words(post: Mapping[str, str], key: str, before: str) -> str:
    return post.get(key, before).replace("\r\n", "\n").strip()


def _optional(post: Mapping[str, str], key: str, before: str | None) -> str | None:
    return _words(post, key, before or "") or None


def _number(post: Mapping[str, str], key: str, before: str | None) -> str | None:
    """Return a number as the files write it; what is none stays as it was typed."""
    written = _optional(post, key, before)
    if written is None or key not in post:
        return written
    number = parse_number(written)
    return written if number is None else f"{number:f}"


def _is_short_number(written: str) -> bool:
    return written.isascii() and written.isdigit() and len(written) <= len("999999")


_READERS: dict[str, Callable[[Content, QueryDict], None]] = {
    GENERAL: _general,
    SECTIONS: _sections,
    NARRATIVES: _narratives,
    RULES: _rules,
}
