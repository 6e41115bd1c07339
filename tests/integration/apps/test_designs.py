"""Designing a form: who may, what is kept, what is wrong, and the file that comes out."""

from __future__ import annotations

import shutil
from copy import deepcopy
from datetime import date

import pytest

import factories
from bcd138.apps.accounts.enums import Role
from bcd138.apps.audit.models import AuditEvent
from bcd138.apps.catalogue import selectors as catalogue_selectors
from bcd138.apps.catalogue import services as catalogue_services
from bcd138.apps.designs import permissions, selectors, services
from bcd138.apps.designs.checks import Problem, checked
from bcd138.apps.designs.edits import edited
from bcd138.apps.designs.models import FormDesign
from bcd138.apps.orgunits.models import Closure, OrgUnit
from bcd138.domain.errors import Refused
from bcd138.formats.catalogue_text import data_set_text

pytestmark = pytest.mark.django_db
DAY = date(2026, 12, 15)


@pytest.fixture
def loaded(catalogue):
    """The small catalogue, and people of two provinces that it has."""
    units = {each.code: each for each in _units("04", "25.2025", "VN")}
    commune = _units_below("04")
    return {
        "minh": factories.person("minh", "Lê Quang Minh", org_unit=units["04"]),
        "hanh": factories.person("hanh", org_unit=units["04"], role=Role.READER),
        "phuc": factories.person("phuc", org_unit=units["25.2025"]),
        "hoa": factories.person("hoa", org_unit=units["VN"]),
        "lan": factories.person("lan", org_unit=commune, role=Role.REPORTER),
    }


def _units(*codes):
    return OrgUnit.objects.filter(code__in=codes)


def _units_below(code):
    pair = Closure.objects.filter(ancestor__code=code, depth=1, valid_until=None).earliest("pk")
    return pair.descendant


@pytest.fixture
def design(loaded, at):
    return services.begin(by=loaded["minh"], at=at)


@pytest.fixture
def copied(loaded, at):
    return services.begin(copy_of="commune_month", by=loaded["minh"], at=at)


def _save(design, by, at, **changed):
    kept = {"code": design.code, "begins": design.begins, "content": design.content}
    return services.keep(
        design_id=design.pk, version=design.version, by=by, at=at, **{**kept, **changed}
    )


def test_a_design_begins_empty_for_the_unit_of_its_standing_agency(design, loaded):
    event = AuditEvent.objects.latest("pk")

    assert (design.org_unit.code, design.version, design.code) == ("04", 1, "")
    assert (event.event, event.by) == ("design.begun", "minh")
    assert event.about == {"design": design.pk, "org_unit": "04", "of": ""}


def test_only_a_standing_agency_designs(loaded, at):
    for name in ("lan", "hanh"):
        with pytest.raises(Refused) as refusal:
            services.begin(by=loaded[name], at=at)
        assert (refusal.value.code, refusal.value.params) == ("designs.not-standing", {})

    assert FormDesign.objects.count() == 0


def test_a_design_is_seen_by_its_unit_and_above_and_changed_by_its_standing_agency(
    design, loaded, at
):
    seen = {
        name: selectors.visible(by=who).filter(pk=design.pk).exists()
        for name, who in loaded.items()
    }
    changes = {name: permissions.can_change(who, design.org_unit) for name, who in loaded.items()}

    assert seen == {"minh": True, "hanh": True, "hoa": True, "phuc": False, "lan": False}
    assert changes == {"minh": True, "hanh": False, "hoa": False, "phuc": False, "lan": False}
    for name in ("hoa", "hanh"):
        with pytest.raises(Refused) as refusal:
            _save(design, loaded[name], at)
        assert refusal.value.code == "designs.not-yours"
        assert refusal.value.params == {"org_unit": design.org_unit.name}
    for name in ("phuc", "lan"):
        with pytest.raises(FormDesign.DoesNotExist):
            _save(design, loaded[name], at)
    design.refresh_from_db()
    assert design.version == 1


def test_a_saving_over_another_saving_is_refused(design, loaded, at):
    content = {**design.content, "name": "Báo cáo tuần"}
    saved = _save(design, loaded["minh"], at, content=content)

    with pytest.raises(Refused) as refusal:
        _save(design, loaded["minh"], at, content={**content, "name": "Khác"})

    assert refusal.value.code == "designs.saved-meanwhile"
    assert refusal.value.params == {"by": "Lê Quang Minh", "at": at}
    saved.refresh_from_db()
    assert (saved.name, saved.version) == ("Báo cáo tuần", 2)


def test_an_empty_design_says_everything_that_is_missing(design):
    found = checked(design)

    assert [(each.place, each.kind) for each in found.problems] == [
        (("code",), "code"),
        (("source",), "not_chosen"),
        (("begins",), "missing"),
        (("name",), "string_too_short"),
        (("regime",), "string_pattern_mismatch"),
        (("period_type",), "literal_error"),
        (("sections", 0, "title"), "string_too_short"),
        (("sections", 0, "rows"), "too_short"),
    ]
    assert (found.entry, found.replaces) == (None, False)


def test_a_copy_begins_after_the_version_there_is(copied, loaded, at):
    early = _save(copied, loaded["minh"], at, begins=date(2024, 12, 15))
    assert checked(early).problems == (Problem(("begins",), "not_after", "", "15/12/2024"),)

    found = checked(_save(early, loaded["minh"], at, begins=DAY))
    assert (found.problems, found.replaces) == ((), True)


def test_a_rule_without_its_cell_and_a_ratio_without_its_counts_are_faults_at_their_place(
    copied, loaded, at
):
    content = edited(copied.content, "remove-row:0:0")
    found = checked(_save(copied, loaded["minh"], at, begins=DAY, content=content))

    places = {each.place[:2] for each in found.problems}
    assert ("rules", 0) in places
    assert any(each.place[-1] == "element" for each in found.problems)
    assert found.entry is None
    assert "social_order_crime_cases" not in found.form.cells


def test_the_exported_file_is_loaded_as_the_very_form_that_was_shown(
    design, loaded, at, small_folder, tmp_path
):
    content = _designed(design.content)
    saved = _save(design, loaded["minh"], at, code="commune_half", begins=DAY, content=content)
    found = checked(saved)
    assert found.problems == ()
    folder = shutil.copytree(small_folder, tmp_path / "catalogues")
    file = folder / "data_sets/commune_half/2026-12-15.yaml"
    file.parent.mkdir()

    file.write_text(data_set_text(found.entry), encoding="utf-8")
    catalogue_services.load(folder, by="hoa", at=at)

    form = catalogue_selectors.form_on("commune_half", DAY).form
    assert form.sections == found.form.sections
    assert (form.name, form.valid_from, form.narratives) == (
        "Báo cáo 6 tháng",
        DAY,
        found.form.narratives,
    )
    assert [(rule.kind, rule.left, rule.right) for rule in form.rules] == [
        ("at_most", ("social_order_crime_solved_cases",), ("social_order_crime_cases",))
    ]


def test_a_design_that_is_not_loaded_changes_no_form(design, loaded, at):
    before = [each.form.code for each in catalogue_selectors.forms_in_use(DAY)]

    _save(
        design,
        loaded["minh"],
        at,
        code="commune_half",
        begins=DAY,
        content=_designed(design.content),
    )

    assert [each.form.code for each in catalogue_selectors.forms_in_use(DAY)] == before


def test_a_design_is_removed_and_that_is_recorded(design, loaded, at):
    services.remove(design_id=design.pk, by=loaded["minh"], at=at)

    event = AuditEvent.objects.latest("pk")
    assert (FormDesign.objects.count(), event.event) == (0, "design.removed")


def _designed(content):
    """A small form made by the same changes that the page offers."""
    after = deepcopy(content)
    after |= {
        "name": "Báo cáo 6 tháng",
        "regime": "administrative",
        "period_type": "half",
        "source": "09/2019/NĐ-CP",
    }
    after["sections"][0]["title"] = "Tội phạm: “trật tự xã hội”"
    for act, choice in (
        ("add-row:0:social_order_crime_cases", ""),
        ("add-row:0:social_order_crime_solved_cases", ""),
        ("add-row:0:social_order_clearance_rate", ""),
        ("add-row:0:social_order_crime_solved_offenders", ""),
        ("add-column:0", "sex.male sex.female"),
        ("add-narrative", "results"),
        ("add-rule", "at_most"),
        ("add-cell:0:left", "social_order_crime_solved_cases"),
        ("add-cell:0:right", "social_order_crime_cases"),
    ):
        after = edited(after, act, choice)
    after["sections"][0]["rows"][3]["options"] = ["sex.male", "sex.female"]
    return after
