"""Pages of the catalogue: public to everyone who has signed in, at a known cost."""

from __future__ import annotations

import shutil
from datetime import date

import pytest
import time_machine
import yaml
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

import factories
from bcd138.apps.audit.models import AuditEvent
from bcd138.apps.catalogue import services
from bcd138.apps.catalogue.models import Definition, Indicator
from bcd138.apps.orgunits.models import OrgUnit
from bcd138.domain.validation import RULES
from bcd138.formats.data_set_schemas import DataSetEntry, DefinitionChangeEntry

pytestmark = pytest.mark.django_db
RATE = "social_order_clearance_rate"
PAGES = ("list", "forms", "periods", "breakdowns", "checks", "trial")


@pytest.fixture
def signed_in(catalogue, enter):
    return enter(factories.person("reader"))


def test_every_page_needs_a_name_and_then_shows_itself(client, catalogue, enter):
    addresses = [reverse(f"catalogue:{name}") for name in PAGES]
    strangers = {client.get(address).status_code for address in addresses}
    reader = enter(factories.person("reader"))

    assert strangers == {302}
    assert {reader.get(address).status_code for address in addresses} == {200}


def test_forms_are_found_by_folded_words_and_by_code(signed_in):
    found = {
        query: [line.form.code for line in _context(signed_in, f"?tim={query}")["lines"]]
        for query in ("bien phong", "procuracy", "khong-co-dau")
    }

    assert found == {
        "bien phong": ["border_guard_year"],
        "procuracy": ["procuracy_half", "procuracy_year"],
        "khong-co-dau": [],
    }


def _context(client, query):
    return client.get(reverse("catalogue:forms") + query).context


def test_indicators_are_found_by_code(signed_in):
    page = signed_in.get(reverse("catalogue:list") + "?tim=order_clearance")

    codes = [one.code for group in page.context["groups"] for one in group.indicators]
    assert codes == [RATE]


def test_a_form_is_shown_like_its_paper_with_law_rules_and_versions(signed_in):
    page = signed_in.get(reverse("catalogue:form", args=["commune_month"]))

    words = page.content.decode()
    assert page.context["page"].line.cells == 125
    assert "Tội phạm về trật tự xã hội" in words
    assert "chưa đối chiếu văn bản gốc" in words
    assert "không lớn hơn" in words
    assert [one.valid_from for one in page.context["page"].versions] == [date(2024, 12, 15)]
    assert signed_in.get(reverse("catalogue:form", args=["no_such"])).status_code == 404
    early = signed_in.get(reverse("catalogue:form", args=["commune_month"]) + "?ngay=1/1/2020")
    assert early.status_code == 404


def test_the_file_of_a_form_says_what_was_loaded(signed_in):
    answer = signed_in.get(reverse("catalogue:form-file", args=["front_year", date(2024, 12, 15)]))

    loaded = Definition.objects.get(kind="data_set", code="front_year")
    entry = DataSetEntry.model_validate(yaml.safe_load(answer.content))
    assert entry.model_dump(mode="json") == loaded.content
    assert answer["Content-Disposition"] == 'attachment; filename="front_year_2024-12-15.yaml"'
    other = reverse("catalogue:form-file", args=["front_year", date(2024, 12, 16)])
    assert signed_in.get(other).status_code == 404


def test_a_second_version_says_what_it_changed(signed_in, small_folder, tmp_path, at):
    folder = shutil.copytree(small_folder, tmp_path / "catalogues")
    first = folder / "data_sets/front_year/2024-12-15.yaml"
    text = first.read_text(encoding="utf-8").replace("due_days: null", "due_days: 4")
    (folder / "data_sets/front_year/2026-12-15.yaml").write_text(text, encoding="utf-8")
    services.load(folder, by="test", at=at)

    page = signed_in.get(reverse("catalogue:form", args=["front_year"]) + "?ngay=1/1/2027")

    versions = page.context["page"].versions
    assert [(one.valid_from, one.changed, one.is_shown) for one in versions] == [
        (date(2026, 12, 15), ["hạn gửi: – → 4"], True),
        (date(2024, 12, 15), [], False),
    ]
    assert versions[1].last_day == date(2026, 12, 14)


@time_machine.travel(date(2026, 11, 22))
def test_periods_of_a_year_have_days_and_due_days(signed_in):
    regimes = signed_in.get(reverse("catalogue:periods")).context["regimes"]

    administrative = next(one for one in regimes if one.regime.code == "administrative")
    month = administrative.periods[10]
    assert (month.period.start, month.period.end) == (date(2026, 10, 15), date(2026, 11, 14))
    assert month.due == [date(2026, 11, 16), date(2026, 11, 18)]
    assert administrative.periods[1].due[0] > date(2026, 2, 18)  # after the days of Tết
    assert administrative.levels == ["cấp xã", "cấp tỉnh"]
    assert next(one.periods for one in regimes if one.regime.code == "campaign") == []
    assert signed_in.get(reverse("catalogue:periods") + "?nam=99999").context["year"] == 2026


def test_breakdowns_and_checks_are_listed_whole(signed_in):
    lines = signed_in.get(reverse("catalogue:breakdowns")).context["lines"]
    checks = signed_in.get(reverse("catalogue:checks")).context["lines"]

    sex = lines[0]
    assert (sex.category.code, "commune_month" in [one.code for one in sex.forms]) == ("sex", True)
    assert [line.info.number for line in checks] == [rule.number for rule in RULES]


def test_an_indicator_says_how_it_is_computed_and_where_it_is_used(signed_in):
    page = signed_in.get(reverse("catalogue:detail", args=[RATE])).context["page"]

    assert page.formula == (
        "“Số vụ phạm tội về TTXH đã điều tra, làm rõ (khám phá)” ÷ "
        "“Số vụ phạm tội về trật tự xã hội (phạm pháp hình sự) xảy ra” × 100"
    )
    assert [form.code for form in page.forms] == ["commune_month", "commune_year"]
    assert page.papers == [
        (
            "III. KẾT QUẢ THỰC HIỆN › 2. Công tác đấu tranh theo lĩnh vực › "
            "a) Tội phạm về trật tự xã hội"
        )
    ]
    assert [(one.valid_from, one.law) for one in page.meanings] == [(None, None)]


def test_weights_convert_exactly_and_bricks_never(signed_in):
    units = {
        code: signed_in.get(reverse("catalogue:detail", args=[code])).context["page"].exact_units
        for code in ("heroin_weight", "heroin_bricks")
    }

    assert units["heroin_weight"] == ["1 g = 0,001 kg", "1 g = 0,000001 tấn"]
    assert units["heroin_bricks"] == []


def test_a_trial_tells_old_and_new_and_writes_nothing(of_cao_bang):
    before = AuditEvent.objects.count()
    given = {
        "chi_tieu": RATE,
        "denominator": "crime_reports_received",
        "begins": "01/01/2027",
        "source": "09/2019/NĐ-CP",
        "why": "Thử",
        "asked": "2018",
        "thu": "1",
    }

    page = of_cao_bang.get(reverse("catalogue:trial"), given)
    file = of_cao_bang.get(reverse("catalogue:trial"), given | {"tep": "1"})

    shown = page.context["page"]
    assert [(str(row.old), row.new, row.differs) for row in shown.rows] == [("82.41", None, True)]
    assert shown.changed[0].startswith("mẫu số: Số vụ phạm tội về trật tự xã hội")
    entry = DefinitionChangeEntry.model_validate(yaml.safe_load(file.content))
    assert (entry.begins, entry.changes[RATE].denominator) == (
        date(2027, 1, 1),
        "crime_reports_received",
    )
    assert AuditEvent.objects.count() == before


@pytest.fixture
def of_cao_bang(catalogue, enter):
    """Somebody of Cao Bằng, where a ratio with its counts is known for 2018."""
    unit = OrgUnit.objects.get(code="04")
    person = factories.person("minh", org_unit=unit)
    text = factories.received_text(by=person, received_for=unit, org_unit=unit)
    rate = Indicator.objects.get(code=RATE)
    factories.data_value(text, rate, "82.41", unit="%", numerator=164, denominator=199)
    return enter(person)


def test_a_trial_says_what_is_wrong_with_the_proposal(signed_in):
    given = {"chi_tieu": RATE, "begins": "01/01/2027", "source": "09/2019/NĐ-CP", "why": "Thử"}
    wrong = {
        "Chưa thay đổi gì. Mời đổi ít nhất một điều của định nghĩa.": {},
        "Ngày bắt đầu phải ghi như 01/01/2027.": {"begins": "mai"},
        "đơn vị % đi với factor 100": {"unit": "vụ"},
        "không có văn bản: 1/2999/NĐ-CP": {"source": "1/2999/NĐ-CP", "name": "Khác"},
    }

    for words, changed in wrong.items():
        page = signed_in.get(reverse("catalogue:trial"), given | {"thu": "1"} | changed)
        assert page.context["faults"] == [words]
        assert "page" not in page.context
    unknown = signed_in.get(reverse("catalogue:trial"), {"chi_tieu": "no_such"})
    assert unknown.status_code == 409


def test_a_page_costs_few_queries(signed_in):
    most = {"list": 6, "forms": 8, "periods": 7, "breakdowns": 6, "checks": 4}
    costs = {}

    for name in most:
        with CaptureQueriesContext(connection) as queries:
            signed_in.get(reverse(f"catalogue:{name}"))
        costs[name] = len(queries)

    assert {name: cost for name, cost in costs.items() if cost > most[name]} == {}
