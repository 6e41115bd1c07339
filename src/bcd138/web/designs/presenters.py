"""The pages of a design."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from bcd138.apps.catalogue import forms
from bcd138.apps.catalogue.sources import sources
from bcd138.apps.designs.checks import Checked, checked
from bcd138.apps.designs.models import FormDesign
from bcd138.apps.designs.starting import NARRATIVES as USUAL_PARTS
from bcd138.domain.data_set import DataSet
from bcd138.domain.validation.numbered import BY_NUMBER
from bcd138.web.catalogue.form_presenters import FormLine, form_line, forms_on, names_of_codes
from bcd138.web.catalogue.rule_words import NUMBERS, RuleWords, sentence_of
from bcd138.web.catalogue.words import levels, period_types, severities
from bcd138.web.designs import boxes
from bcd138.web.designs.problems import NAMES, ProblemLine, problem_lines
from bcd138.web.designs.typed import GENERAL, NARRATIVES, RULES, SECTIONS


@dataclass(frozen=True, slots=True)
class StepLink:
    """A step of the designer and how many faults wait there."""

    words: str
    href: str
    is_current: bool
    faults: int


@dataclass(frozen=True, slots=True)
class DesignPage:
    """A design as every step shows it: links, faults, the form as it would look."""

    design: FormDesign
    checked: Checked
    steps: list[StepLink]
    problems: list[ProblemLine]
    faults: Mapping[str, list[str]]
    names: Mapping[str, str]
    others: Mapping[str, DataSet]
    loaded: forms.Definitions
    line: FormLine
    rules: list[RuleWords]
    form_action: str


def design_page(design: FormDesign, step: str) -> DesignPage:
    """Return a design with everything that is said about it."""
    found = checked(design)
    loaded = forms.definitions()
    names = names_of_codes(loaded)
    others = forms_on(loaded, design.begins or localdate())
    problems = problem_lines(found.problems, design.pk, names)
    faults: dict[str, list[str]] = {}
    for one in problems:
        faults.setdefault(one.anchor, []).append(one.words)
    return DesignPage(
        design=design,
        checked=found,
        steps=_steps(design, step, problems),
        problems=problems,
        faults=faults,
        names=names,
        others=others,
        loaded=loaded,
        line=form_line(found.form, loaded.regimes),
        rules=_rules(design.content, found.form, others),
        form_action=reverse(f"designs:{NAMES[step]}", args=[design.pk]) if step in NAMES else "",
    )


def step_context(page: DesignPage, step: str) -> dict[str, Any]:
    """Return what the template of one step needs beside the page."""
    return {"page": page, "design": page.design, **_STEPS[step](page)}


def _general(page: DesignPage) -> dict[str, Any]:
    content, faults = page.design.content, page.faults
    return {
        "step_template": "designs/step_general.html",
        "content": content,
        "names_begin": "\n".join(content["reporters"]["names_begin"]),
        "regimes": page.loaded.regimes.values(),
        "period_types": period_types().items(),
        "levels": levels().items(),
        "sources": sources().items(),
        "said": {key.removeprefix("f-"): said for key, said in faults.items() if key[:2] == "f-"},
    }


def _sections(page: DesignPage) -> dict[str, Any]:
    measures = page.loaded.measures(page.design.begins or localdate())
    return {
        "step_template": "designs/step_sections.html",
        "sections": boxes.section_boxes(page.design.content, measures, page.names, page.faults),
        "column_choices": boxes.column_choices(page.loaded.categories),
        "faults_of_all": page.faults.get("f-sections", []),
    }


def _narratives(page: DesignPage) -> dict[str, Any]:
    taken = {each["code"] for each in page.design.content["narratives"]}
    usual = [(code, words) for code, words in USUAL_PARTS.items() if code not in taken]
    return {
        "step_template": "designs/step_narratives.html",
        "narratives": boxes.narrative_boxes(page.design.content, page.faults),
        "usual_parts": usual,
    }


def _rules_step(page: DesignPage) -> dict[str, Any]:
    content, form = page.design.content, page.checked.form
    return {
        "step_template": "designs/step_rules.html",
        "rules": boxes.rule_boxes(content, form, page.others, page.faults),
        "kinds": boxes.kind_words().items(),
        "severities": severities().items(),
        "other_forms": [each for each in page.others.values() if each.code != page.design.code],
    }


_STEPS = {
    GENERAL: _general,
    SECTIONS: _sections,
    NARRATIVES: _narratives,
    RULES: _rules_step,
}


def _steps(design: FormDesign, step: str, problems: list[ProblemLine]) -> list[StepLink]:
    words = {
        GENERAL: _("Thông tin chung"),
        SECTIONS: _("Mục, dòng, cột"),
        NARRATIVES: _("Thuyết minh"),
        RULES: _("Quy tắc"),
    }
    links = [
        StepLink(
            said,
            reverse(f"designs:{NAMES[each]}", args=[design.pk]),
            each == step,
            sum(one.step == each for one in problems),
        )
        for each, said in words.items()
    ]
    last = reverse("designs:review", args=[design.pk])
    return [*links, StepLink(_("Xem và xuất tệp"), last, step not in NAMES, 0)]


def _rules(
    content: Mapping[str, Any], form: DataSet, others: Mapping[str, DataSet]
) -> list[RuleWords]:
    words = severities()
    rules = [boxes.rule_of(rule) for rule in content["rules"]]
    return [
        RuleWords(
            number=NUMBERS[rule.kind],
            name=BY_NUMBER[NUMBERS[rule.kind]].name,
            sentence=sentence_of(rule, form, others.get(rule.other)),
            why=rule.words,
            severity=rule.severity,
            severity_words=words.get(rule.severity, ""),
        )
        for rule in rules
    ]
