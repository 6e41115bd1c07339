"""Pages without a browser: who gets which answer, in which words, at what cost."""

from __future__ import annotations

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

import factories
from bcd138.apps.files import services as files
from bcd138.apps.intake.models import ReceivedText, Suggestion, TextFinding
from bcd138.apps.orgunits.models import OrgUnit
from bcd138.apps.reports import services as reports
from bcd138.apps.submissions.models import DataValue
from bcd138.web import errors

LISTS = ("home", "intake:list", "intake:receive", "analytics:unit", "analytics:comparison")
MORE = ("reports:list", "catalogue:list", "styleguide")


@pytest.fixture
def text(units, minh):
    return factories.received_text(
        by=minh, received_for=units.an_binh, org_unit=units.an_binh, title="Hội nghị tổng kết"
    )


@pytest.fixture
def figure(text, solved):
    return factories.suggestion(text, solved)


@pytest.fixture
def value(text, clearance):
    return factories.data_value(text, clearance, "84", unit="%", numerator=164, denominator=199)


@pytest.fixture
def report(value, minh, at):
    return reports.draft(
        report_type="year_end_review",
        org_unit_code="DEMO-AB",
        period_code="2018",
        by=minh,
        at=at,
    )


def _act(figure, act):
    return reverse(f"intake:{act}", args=[figure.text_id, figure.pk])


@pytest.mark.parametrize("name", LISTS + MORE)
def test_every_page_asks_who_it_is(client, db, name):
    answer = client.get(reverse(name))

    assert answer.status_code == 302
    assert answer.url.startswith(reverse("login"))


@pytest.mark.parametrize("who", ["lan", "minh", "hanh", "hoa", "phuc", "nobody"])
@pytest.mark.usefixtures("figure", "value")
def test_every_role_gets_every_list(enter, request, who):
    client = enter(request.getfixturevalue(who))

    assert {name: client.get(reverse(name)).status_code for name in LISTS + MORE} == dict.fromkeys(
        LISTS + MORE, 200
    )


def test_what_one_may_not_see_is_not_there(enter, phuc, figure, value, report):
    client, text = enter(phuc), figure.text
    hidden = [
        reverse("intake:detail", args=[text.pk]),
        reverse("intake:unit-choices", args=[text.pk]),
        _act(figure, "row"),
        _act(figure, "correct"),
        reverse("analytics:figure", args=[value.pk]),
        reverse("analytics:unit") + "?don_vi=DEMO-AB",
        reverse("analytics:comparison") + "?don_vi=DEMO-AB",
        reverse("reports:detail", args=[report.pk]),
        reverse("reports:download", args=[report.pk]),
    ]
    acts = [_act(figure, act) for act in ("accept", "reject", "reopen")]

    got = [client.get(path).status_code for path in hidden]
    posted = [client.post(path).status_code for path in acts]

    figure.refresh_from_db()
    assert got == [404] * len(hidden)
    assert posted == [404] * len(acts)
    assert figure.state == "pending"


def test_a_reader_sees_the_text_but_no_buttons_and_is_told_why(enter, hanh, figure):
    client = enter(hanh)

    page = client.get(reverse("intake:detail", args=[figure.text_id]))
    answer = client.post(_act(figure, "accept"))

    assert 'data-act="accept"' not in page.content.decode()
    assert answer.status_code == 409
    assert "không quyết định số liệu của tỉnh An Bình" in answer.content.decode()


def test_accepting_leads_back_to_the_row(enter, minh, figure):
    answer = enter(minh).post(_act(figure, "accept"))

    figure.refresh_from_db()
    assert answer.status_code == 302
    assert answer.url == f"/van-ban/{figure.text_id}/#s-{figure.pk}"
    assert (figure.state, figure.decided_by) == ("accepted", minh)


def test_accepting_with_htmx_swaps_the_row_and_the_counters(enter, minh, figure):
    answer = enter(minh).post(_act(figure, "accept"), headers={"HX-Request": "true"})

    html = answer.content.decode()
    assert answer.status_code == 200
    assert html.lstrip().startswith(f'<li class="suggestion" id="s-{figure.pk}"')
    assert 'id="counters" hx-swap-oob="true"' in html
    assert "<html" not in html


def test_a_refusal_with_htmx_goes_to_its_own_place(enter, minh, units, solved):
    homeless = factories.received_text(by=minh, received_for=units.an_binh)
    figure = factories.suggestion(homeless, solved)

    answer = enter(minh).post(_act(figure, "accept"), headers={"HX-Request": "true"})

    assert answer.status_code == 409
    assert answer["HX-Retarget"] == "#refusals"
    assert 'role="alert"' in answer.content.decode()


def test_a_figure_that_differs_may_be_insisted_on(enter, minh, text, figure, solved):
    factories.data_value(text, solved, "390")
    client = enter(minh)

    refused = client.post(_act(figure, "accept"))
    client.post(_act(figure, "accept"), {"supersede": "yes"})

    assert refused.status_code == 409
    assert "Thay số đang có bằng số này" in refused.content.decode()
    assert [(one.revision, one.value) for one in DataValue.objects.order_by("revision")] == [
        (1, 390),
        (2, 388),
    ]


def test_a_wrong_number_is_the_form_again(enter, minh, figure, solved):
    typed = {"indicator": solved.code, "comparator": "=", "value": "83.6", "unit": "%"}

    answer = enter(minh).post(_act(figure, "correct"), typed)

    assert answer.status_code == 422
    assert "Viết số như 1.234,5" in answer.content.decode()
    assert 'value="83.6"' in answer.content.decode()


def test_a_correction_takes_numbers_as_officers_write_them(enter, minh, figure, solved):
    typed = {
        "indicator": f"Số vụ đã khám phá ({solved.code})",
        "comparator": ">",
        "value": "1.234,5",
        "unit": "vụ",
    }

    answer = enter(minh).post(_act(figure, "correct"), typed)

    figure.refresh_from_db()
    assert answer.status_code == 302
    assert (str(figure.value), figure.comparator, figure.state) == ("1234.5000", ">", "corrected")


def test_the_text_is_shown_whole_with_its_marks(enter, minh, text, figure):
    TextFinding.objects.create(
        text=text,
        code="text.empty",
        severity="error",
        params={"name": "x"},
        start=0,
        end=8,
        quote="Năm 2018",
    )

    page = enter(minh).get(reverse("intake:detail", args=[text.pk])).content.decode()

    assert f'id="m-{figure.pk}"' in page
    assert '<span class="odd odd-error" data-for="">Năm 2018</span>' in page
    assert "khám phá " in page


def test_what_a_text_says_is_never_html(enter, minh, units):
    nasty = "<script>alert(1)</script> năm 2018"
    text = factories.received_text(
        by=minh, received_for=units.an_binh, text=nasty, title="<b>Tên</b>"
    )

    page = enter(minh).get(reverse("intake:detail", args=[text.pk])).content.decode()

    assert "<script>alert" not in page
    assert "<b>Tên" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_the_figure_page_shows_formula_and_disagreement(enter, minh, value):
    page = enter(minh).get(reverse("analytics:figure", args=[value.pk])).content.decode()

    assert "164/199 = 82,41 %" in page
    assert "tính lại là 82,41 %" in page


def test_a_target_for_next_year_makes_no_empty_column(enter, minh, text, value, solved):
    factories.data_value(
        text, solved, "5", unit="%", kind="target", period=factories.calendar_year(2019)
    )

    answer = enter(minh).get(reverse("analytics:unit"), {"don_vi": "DEMO-AB"})

    columns = {one.kind: [c.period.code for c in one.columns] for one in answer.context["tables"]}
    assert columns == {"result": ["2018"], "target": ["2019"]}


def test_a_unit_with_commendations_only_says_it_has_no_figures(enter, minh, text, solved):
    factories.suggestion(text, state="accepted", decided_by=minh, decided_at=factories.AT)
    factories.data_value(text, solved, period=factories.calendar_year(2017))

    answer = enter(minh).get(reverse("analytics:comparison"), {"don_vi": "DEMO-AB"})

    heads = answer.context["tables"][0].columns
    assert [(head.period.code, head.is_silent) for head in heads] == [
        ("2017", False),
        ("2018", True),
    ]
    assert "chưa có số liệu" in answer.content.decode()


def test_the_paper_downloads_as_word(enter, minh, report):
    answer = enter(minh).get(reverse("reports:download", args=[report.pk]))

    assert answer["Content-Disposition"] == f'attachment; filename="{report.file_name}"'
    assert answer.content == files.content_of(report.file)


def test_the_paper_links_its_figures(enter, minh, report, value):
    page = enter(minh).get(reverse("reports:detail", args=[report.pk])).content.decode()

    assert f'href="/so-lieu/{value.pk}/"' in page


def test_drafting_for_somebody_else_is_refused_in_words(enter, minh, value):
    answer = enter(minh).post(reverse("reports:draft"), {"about": "DEMO-SH@2018"})

    assert answer.status_code == 409
    assert 'role="alert"' in answer.content.decode()


def test_files_too_large_are_refused_and_nothing_is_kept(client, demo):
    client.force_login(demo["minh"])
    big = SimpleUploadedFile("lon.txt", b"a" * (10 * 1024 * 1024 + 1))

    answer = client.post(reverse("intake:receive"), {"files": [big]})

    assert answer.status_code == 422
    assert "giới hạn là 10,0 MB" in answer.content.decode()
    assert ReceivedText.objects.count() == 0


def test_too_much_pasted_text_gets_a_friendly_page(client, demo):
    client.force_login(demo["minh"])
    client.raise_request_exception = False

    answer = client.post(reverse("intake:receive"), {"pasted": "a" * (12 * 1024 * 1024)})

    assert answer.status_code == 413
    assert "quá lớn" in answer.content.decode()


def test_pasted_text_is_read(client, demo):
    client.force_login(demo["minh"])

    answer = client.post(
        reverse("intake:receive"), {"pasted": "Năm 2018, khám phá 12 vụ trộm cắp tài sản."}
    )

    text = ReceivedText.objects.get()
    assert answer.url == reverse("intake:detail", args=[text.pk])
    assert text.source_name.startswith("van-ban-dan-")


def test_several_files_each_get_their_answer(client, demo):
    client.force_login(demo["minh"])
    good = io.BytesIO("Năm 2018, khám phá 12 vụ trộm cắp tài sản.".encode())
    good.name = "tot.txt"
    empty = io.BytesIO(b" ")
    empty.name = "rong.txt"

    answer = client.post(reverse("intake:receive"), {"files": [good, empty]})

    html = answer.content.decode()
    assert answer.status_code == 200
    assert "tệp không có chữ nào" in html
    assert "đã nhận và đọc" in html
    assert ReceivedText.objects.count() == 1


def test_unit_and_period_are_chosen(enter, minh, units):
    text = factories.received_text(by=minh, received_for=units.an_binh, period=None)
    client = enter(minh)

    found = client.get(reverse("intake:unit-choices", args=[text.pk]), {"tim": "an binh"})
    client.post(reverse("intake:choose-unit", args=[text.pk]), {"org_unit": "DEMO-AB"})
    client.post(
        reverse("intake:choose-period", args=[text.pk]),
        {"part": "-", "year": "2016", "last_year": "2020"},
    )

    text.refresh_from_db()
    assert "tỉnh An Bình" in found.content.decode()
    assert text.org_unit == OrgUnit.objects.get(code="DEMO-AB")
    assert text.period.code == "2016-2020"


def test_texts_are_found_folded_and_by_state(enter, minh, text, figure):
    client = enter(minh)

    def titles(**query):
        return [one.title for one in client.get(reverse("intake:list"), query).context["page"]]

    assert titles(tim="hoi nghi TONG ket") == ["Hội nghị tổng kết"]
    assert titles(tim="khác") == []
    assert titles(xem="cho") == ["Hội nghị tổng kết"]
    assert titles(xem="xong") == []


@pytest.mark.parametrize("name", ["home", "intake:list", "reports:list", "analytics:unit"])
@pytest.mark.usefixtures("report", "figure")
def test_more_rows_cost_no_more_queries(enter, minh, units, solved, name):
    client = enter(minh)
    before = _count(client, name)
    for year in (2019, 2020):
        period = factories.calendar_year(year)
        more = factories.received_text(
            by=minh, received_for=units.an_binh, org_unit=units.an_binh, period=period
        )
        factories.suggestion(more, solved)
        factories.data_value(more, solved, period=period)
        reports.draft(
            report_type="year_end_review",
            org_unit_code="DEMO-AB",
            period_code=str(year),
            by=minh,
            at=factories.AT,
        )

    assert _count(client, name) == before


def test_more_suggestions_cost_no_more_queries(enter, minh, text, figure, solved):
    client = enter(minh)
    path = reverse("intake:detail", args=[text.pk])
    before = _count(client, path)
    factories.suggestion(text, solved, "12", "12")
    Suggestion.objects.filter(text=text).update(rivals=[solved.code])

    assert _count(client, path) == before


def test_missing_pages_say_so(enter, minh):
    answer = enter(minh).get("/khong-co/")

    assert answer.status_code == 404
    assert "Không có trang này" in answer.content.decode()


def test_a_form_from_elsewhere_changes_nothing(minh, figure):
    client = Client(enforce_csrf_checks=True)
    client.force_login(minh)

    answer = client.post(_act(figure, "accept"))

    figure.refresh_from_db()
    assert answer.status_code == 403
    assert "Trang đã mở quá lâu" in answer.content.decode()
    assert figure.state == "pending"


def test_a_fault_of_ours_gives_a_number_to_read_out(caplog):
    answer = errors.broken(RequestFactory().get("/"))

    assert answer.status_code == 500
    assert caplog.messages[0].split()[1].rstrip(":") in answer.content.decode()


def test_pages_forbid_scripts_from_inside_and_elsewhere(enter, minh):
    policy = enter(minh).get("/")["Content-Security-Policy"]

    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def test_only_the_person_chooses_the_language(enter, minh):
    client = enter(minh)

    browsers_own = client.get("/", headers={"accept-language": "en"})
    client.post(reverse("language"), {"language": "en", "next": "/"})
    chosen = client.get("/")

    assert '<html lang="vi"' in browsers_own.content.decode()
    assert '<html lang="en"' in chosen.content.decode()
    assert "My work" in chosen.content.decode()


@pytest.mark.parametrize("path", ["/van-ban/goi-y/", "/tong-hop/so-sanh/?don_vi=DEMO-AB&ky=abc"])
def test_odd_addresses_never_break(enter, minh, value, path):
    assert enter(minh).get(path).status_code in {404, 409}


def _count(client, name):
    path = name if name.startswith("/") else reverse(name)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200
    return len(queries)
