"""Pages of the designer without a browser: who gets which answer, and what is kept."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bcd138.apps.designs import services
from bcd138.apps.designs.edits import edited
from bcd138.apps.designs.models import FormDesign

pytestmark = pytest.mark.django_db


@pytest.fixture
def design(minh, at):
    return services.begin(by=minh, at=at)


def _url(name, design):
    return reverse(f"designs:{name}", args=[design.pk])


def _post(client, step, design, *, htmx=False, **fields):
    headers = {"HX-Request": "true"} if htmx else {}
    given = {"version": design.version, **fields}
    return client.post(_url(step, design), given, headers=headers)


def test_an_officer_of_a_commune_cannot_design(enter, lan, design):
    page = enter(lan).get(reverse("designs:list"))
    begun = enter(lan).post(reverse("designs:begin"))

    assert (list(page.context["page"]), page.context["unit"]) == ([], None)
    assert "Lập bản thiết kế" not in page.content.decode()
    assert begun.status_code == 409
    assert FormDesign.objects.count() == 1


def test_whoever_may_not_see_a_design_gets_a_404(enter, phuc, lan, design):
    addresses = [_url(name, design) for name in ("general", "sections", "review", "export")]
    addresses.append(reverse("designs:find", args=[design.pk, 0]))

    for person in (phuc, lan):
        client = enter(person)
        assert {client.get(address).status_code for address in addresses} == {404}
        assert client.post(_url("general", design), {"version": 1}).status_code == 404
        assert client.post(_url("remove", design)).status_code == 404
    assert FormDesign.objects.count() == 1


def test_those_above_read_and_do_not_change(enter, hoa, hanh, design):
    for person in (hoa, hanh):
        client = enter(person)
        assert client.get(_url("general", design)).headers["Location"] == _url("review", design)
        assert client.get(_url("review", design)).status_code == 200
        assert _post(client, "general", design, name="Khác").status_code == 409
    design.refresh_from_db()
    assert (design.name, design.version) == ("", 1)


def test_what_is_typed_is_kept_and_what_is_missing_is_said(enter, minh, design):
    answer = _post(
        enter(minh),
        "general",
        design,
        htmx=True,
        name="Báo cáo tuần",
        code="commune_week",
        begins="15/12/2026",
        due_days="năm",
        names_begin="Sở Tư pháp\r\n\r\n Sở Y tế ",
        kind="agency",
    )

    design.refresh_from_db()
    assert (design.name, design.code, design.begins) == (
        "Báo cáo tuần",
        "commune_week",
        date(2026, 12, 15),
    )
    assert design.content["reporters"] == {
        "level": "commune",
        "kind": "agency",
        "names_begin": ["Sở Tư pháp", "Sở Y tế"],
    }
    words = answer.content.decode()
    assert answer.headers["HX-Retarget"] == "#design-state"
    assert 'name="version" value="2"' in words
    assert "Hạn gửi: phải là số ngày, từ 0 đến 366" in words


def test_a_second_window_is_told_instead_of_overwriting(enter, minh, design):
    client = enter(minh)
    _post(client, "general", design, name="Một")

    answer = _post(client, "general", design, htmx=True, name="Hai")

    design.refresh_from_db()
    assert (answer.status_code, answer.headers["HX-Retarget"]) == (409, "#refusals")
    assert (design.name, design.version) == ("Một", 2)


def test_a_change_without_script_comes_back_to_its_step(enter, minh, design):
    answer = _post(enter(minh), "sections", design, act="add-section", **{"s0.title": "Một"})

    design.refresh_from_db()
    assert answer.headers["Location"] == _url("sections", design)
    assert [each["title"] for each in design.content["sections"]] == ["Một", ""]


def test_a_rule_is_told_in_words_and_its_lack_without_names_of_files(enter, minh, design):
    answer = _post(
        enter(minh), "rules", design, htmx=True, act="add-rule", **{"pick:add-rule": "range"}
    )

    words = answer.content.decode()
    assert "Chưa ghi khoảng" not in words
    assert "Vế trái: chưa có gì" in words
    assert answer.context["focus"] == "cells-0-left"
    assert answer.context["rules"][0].kind_words == "Nằm trong khoảng"


def test_a_number_is_kept_as_files_write_it(enter, minh, design, at):
    content = edited(design.content, "add-rule", "range")
    saved = services.keep(
        design_id=design.pk, version=1, code="", begins=None, content=content, by=minh, at=at
    )

    _post(enter(minh), "rules", saved, **{"r0.low": "0", "r0.high": "20.000", "r0.words": " vì "})

    design.refresh_from_db()
    rule = design.content["rules"][0]
    assert (rule["low"], rule["high"], rule["words"]) == ("0", "20000", "vì")


def test_a_faulty_design_gives_no_file(enter, minh, design):
    client = enter(minh)

    assert client.get(_url("export", design)).status_code == 409
    review = client.get(_url("review", design)).content.decode()
    assert "Xuất tệp để thẩm định" not in review
    assert "Bản thiết kế không tự có hiệu lực." in review


def test_the_list_costs_the_same_for_many_designs(enter, minh, at):
    client = enter(minh)
    costs = []

    for more in (1, 10):
        for _ in range(more):
            services.begin(by=minh, at=at)
        with CaptureQueriesContext(connection) as queries:
            page = client.get(reverse("designs:list"))
        costs.append(len(queries))

    assert len(page.context["page"]) == 11
    assert costs[0] == costs[1] <= 9


def test_a_step_costs_the_same_for_many_rows(enter, minh, design, at):
    client = enter(minh)
    client.get(_url("sections", design))
    content, costs = design.content, []

    for version in (1, 2):
        for row in range(20):
            content = edited(content, f"add-row:0:row_{version}_{row}")
        services.keep(
            design_id=design.pk,
            version=version,
            code="",
            begins=None,
            content=content,
            by=minh,
            at=at,
        )
        with CaptureQueriesContext(connection) as queries:
            client.get(_url("sections", design))
        costs.append(len(queries))

    assert costs[0] == costs[1] <= 16
