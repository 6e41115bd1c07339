"""What is written beside the code agrees with it: settings, decisions, links, recipes."""

from __future__ import annotations

import re

from architecture.source import PACKAGE, ROOT

_LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)#\s]+)")
_VARIABLE = re.compile(r"\b(?:BCD138_[A-Z_]+|DATABASE_URL)\b")


def test_every_setting_is_documented():
    read = set(_VARIABLE.findall((PACKAGE / "config/environment.py").read_text(encoding="utf-8")))
    told = (ROOT / "docs/reference/settings.md").read_text(encoding="utf-8")

    assert sorted(read - set(_VARIABLE.findall(told))) == []


def test_every_decision_says_why_and_what_follows():
    papers = sorted((ROOT / "docs/adr").glob("*.md"))
    unclear = [
        path.name
        for path in papers
        for head in ("\nStatus: ", "\n## Context\n", "\n## Decision\n", "\n## Consequences\n")
        if head not in path.read_text(encoding="utf-8")
    ]

    assert unclear == []
    assert [int(path.name[:4]) for path in papers] == list(range(1, len(papers) + 1))


def test_every_link_leads_somewhere():
    pages = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *PACKAGE.rglob("*.md")]
    broken = [
        (str(page.relative_to(ROOT)), target)
        for page in pages
        for target in _LINK.findall(page.read_text(encoding="utf-8"))
        if not (page.parent / target).exists()
    ]

    assert broken == []


def test_every_recipe_is_one_or_two_lines():
    recipes: dict[str, int] = {}
    target = ""
    for line in (ROOT / "Makefile").read_text(encoding="utf-8").splitlines():
        if re.match(r"[a-z$(][^=]*:(?!=)", line):
            target = line.split(":")[0]
        elif line.startswith("\t") and not line.startswith("\t@echo"):
            recipes[target] = recipes.get(target, 0) + 1

    assert {name: lines for name, lines in recipes.items() if lines > 4} == {}
