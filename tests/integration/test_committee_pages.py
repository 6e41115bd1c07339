"""Pages of committees: the list on a day, the forms and their faults, the list brought in."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bcd138.apps.audit.models import AuditEvent
from bcd138.apps.committees.demo import form_demo_committee
from bcd138.apps.committees.models import Committee, CommitteeName, Seat, StandingAgency

LIST = "/don-vi/DEMO-AB/ban-chi-dao/"
SEAT = {
    "person": "Lê Thị Hoa",
    "position": "Giám đốc Sở Tư pháp",
    "role": "member",
    "valid_from": "22/11/2026",
}
PASTED = "Họ và tên\tChức vụ\tVai trò\nSơn\tPhó Chủ tịch UBND tỉnh\tTrưởng ban\n"


@pytest.fixture
def committee(units, minh, at):
    form_demo_committee(by=minh, at=at)
    return Committee.objects.get()


def seat(person="Nguyễn Văn Bình"):
    return Seat.objects.get(person=person)


def words(answer):
    return " ".join(answer.content.decode().split())


@pytest.mark.parametrize("who", ["lan", "minh", "hanh", "hoa", "phuc", "nobody"])
def test_everyone_signed_in_may_read_a_list(committee, enter, request, who):
    client = enter(request.getfixturevalue(who))

    answers = [client.get(LIST), client.get(f"{LIST}in/")]

    assert [answer.status_code for answer in answers] == [200, 200]
    assert ("Thêm thành viên" in words(answers[0])) == (who in {"minh", "hoa"})


def test_nobody_reads_before_signing_in(client, db):
    assert client.get(LIST).url == f"{reverse('login')}?next={LIST}"


@pytest.mark.parametrize(
    ("day", "name", "deputy"),
    [
        ("31/7/2024", "tội phạm, tệ nạn xã hội và xây dựng", "Trần Quốc Hùng"),
        ("1/8/2024", "tội phạm, tệ nạn xã hội và xây dựng", "Đỗ Mạnh Cường"),
        ("14/11/2025", "tội phạm, tệ nạn xã hội và xây dựng", "Đỗ Mạnh Cường"),
        ("15/11/2025", "tội phạm và xây dựng", "Đỗ Mạnh Cường"),
    ],
)
@pytest.mark.usefixtures("committee")
def test_the_list_is_that_of_the_chosen_day(enter, hanh, day, name, deputy):
    page = enter(hanh).get(LIST, {"ngay": day}).context["page"]

    assert f"Ban Chỉ đạo phòng, chống {name} phong trào" in page.name.words
    assert [line.seat.person for line in page.seats][:2] == ["Nguyễn Văn Bình", deputy]
    assert len(page.seats) == 7


def test_before_it_was_formed_the_page_says_so(committee, enter, hanh):
    page = words(enter(hanh).get(LIST, {"ngay": "30/6/2021"}))

    assert "chưa lập: lập ngày 01/07/2021" in page
    assert "Ngày này chưa có ai trong danh sách." in page


def test_a_day_that_cannot_be_read_is_said_at_its_field(committee, enter, hanh):
    answer = enter(hanh).get(LIST, {"ngay": "hôm qua"})

    assert answer.status_code == 422
    assert "Không đọc được ngày “hôm qua”" in words(answer)


def test_an_unknown_unit_and_a_missing_committee_are_not_there(committee, enter, minh):
    client = enter(minh)
    paths = ["/don-vi/XX/ban-chi-dao/", "/don-vi/DEMO-SH/ban-chi-dao/in/", f"{LIST}ten/99/"]

    assert [client.get(path).status_code for path in paths] == [404, 404, 404]


def test_an_empty_page_teaches_and_leads_to_the_form(units, enter, minh, hanh):
    filled, read = words(enter(minh).get(LIST)), words(enter(hanh).get(LIST))

    assert f'href="{LIST}lap/"' in filled
    assert "Chưa có Ban Chỉ đạo trong sổ" in read
    assert f'href="{LIST}lap/"' not in read


def test_a_committee_is_formed_from_its_page(units, enter, minh):
    given = {"name": "Ban Chỉ đạo 138", "valid_from": "1/7/2021", "decision_number": "12/QĐ"}

    answer = enter(minh).post(f"{LIST}lap/", given)

    assert answer.url == LIST
    assert CommitteeName.objects.get().valid_from == date(2021, 7, 1)


def test_a_seat_is_added(committee, enter, minh):
    answer = enter(minh).post(f"{LIST}thanh-vien/them/", SEAT)

    assert answer.status_code == 302
    assert seat("Lê Thị Hoa").valid_from == date(2026, 11, 22)


def test_a_seat_of_another_day_leads_to_the_list_of_that_day(committee, enter, minh):
    given = SEAT | {"valid_from": "1/1/2022", "valid_until": "1/2/2022"}

    assert enter(minh).post(f"{LIST}thanh-vien/them/", given).url == f"{LIST}?ngay=01/01/2022"


def test_all_faults_of_a_form_are_said_each_at_its_field(committee, enter, minh):
    given = {"role": "chair", "valid_from": "1/1/2020", "valid_until": "1/1/2020"}

    answer = enter(minh).post(f"{LIST}thanh-vien/them/", given)

    form = answer.context["form"]
    assert answer.status_code == 422
    assert {name: len(said) for name, said in form.errors.items()} == {
        "person": 1,
        "position": 1,
        "valid_from": 1,
        "valid_until": 1,
    }
    assert Seat.objects.count() == 8


def test_a_day_that_is_no_day_does_not_hide_the_other_faults(committee, enter, minh):
    given = {"role": "member", "valid_from": "30/2/2026", "valid_until": "x", "rank": "-1"}

    answer = enter(minh).post(f"{LIST}thanh-vien/them/", given)

    assert set(answer.context["form"].errors) == {
        "person",
        "position",
        "rank",
        "valid_from",
        "valid_until",
    }


def test_a_row_is_corrected_ended_and_taken_away(committee, enter, minh):
    client, row = enter(minh), seat("Hoàng Thu Hà")
    page = client.get(f"{LIST}thanh-vien/{row.pk}/")
    given = {name: value or "" for name, value in page.context["form"].initial.items()}
    given |= {"valid_from": "01/07/2021", "decision_on": "", "position": "Giám đốc Sở GDĐT"}

    client.post(f"{LIST}thanh-vien/{row.pk}/", given)
    corrected = seat("Hoàng Thu Hà").position
    client.post(f"{LIST}thanh-vien/{row.pk}/thoi/", {"on": "1/9/2026"})
    ended = seat("Hoàng Thu Hà").valid_until
    client.post(f"{LIST}thanh-vien/{row.pk}/bo/")

    assert (corrected, ended) == ("Giám đốc Sở GDĐT", date(2026, 9, 1))
    assert not Seat.objects.filter(pk=row.pk).exists()


def test_an_end_before_the_beginning_is_said_at_its_field(committee, enter, minh):
    answer = enter(minh).post(f"{LIST}thanh-vien/{seat().pk}/thoi/", {"on": "1/7/2021"})

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["on"]


def test_a_new_name_and_agency_are_added_after_the_old_ones_end(committee, enter, minh):
    client = enter(minh)
    name, agency = CommitteeName.objects.last(), StandingAgency.objects.get()
    clash = client.post(f"{LIST}ten/them/", {"name": "Tên ba", "valid_from": "1/1/2027"})

    client.post(f"{LIST}ten/{name.pk}/thoi/", {"on": "1/1/2027"})
    client.post(f"{LIST}ten/them/", {"name": "Tên ba", "valid_from": "1/1/2027"})
    client.post(f"{LIST}thuong-truc/{agency.pk}/thoi/", {"on": "1/1/2027"})
    given = {"org_unit": "DEMO-AB-VKS", "valid_from": "1/1/2027"}
    client.post(f"{LIST}thuong-truc/them/", given)

    assert list(clash.context["form"].errors) == ["valid_from"]
    assert CommitteeName.objects.last().name == "Tên ba"
    assert StandingAgency.objects.last().org_unit.code == "DEMO-AB-VKS"


def test_the_end_of_a_committee_is_shown(committee, enter, minh):
    client = enter(minh)

    client.post(f"{LIST}thoi-gian/", {"valid_from": "1/7/2021", "valid_until": "1/10/2026"})

    assert "đã thôi hoạt động từ 01/10/2026" in words(client.get(LIST, {"ngay": "1/10/2026"}))
    assert "đã thôi hoạt động" not in words(client.get(LIST, {"ngay": "30/9/2026"}))


def test_a_list_is_looked_at_first_and_then_kept(committee, enter, minh):
    client, given = enter(minh), {"rows": PASTED, "valid_from": "1/12/2026", "replaces": "on"}

    looked = client.post(f"{LIST}nhap/", given)
    before = Seat.objects.count()
    kept = client.post(f"{LIST}nhap/", given | {"step": "save"})

    assert (looked.status_code, before) == (200, 8)
    assert "7 thành viên hiện có sẽ thôi tham gia: Nguyễn Văn Bình" in words(looked)
    assert kept.url == f"{LIST}?ngay=01/12/2026"
    assert seat("Sơn").valid_from == seat().valid_until == date(2026, 12, 1)


def test_a_list_with_faults_is_shown_with_them_and_cannot_be_kept(committee, enter, minh):
    given = {"rows": f"{PASTED}Lan\t\tKhách\n", "valid_from": "1/12/2026", "step": "save"}

    answer = enter(minh).post(f"{LIST}nhap/", given)

    assert answer.status_code == 422
    assert [len(line.faults) for line in answer.context["preview"].lines] == [1, 2]
    assert "Ghi cả danh sách</button>" not in words(answer)
    assert Seat.objects.count() == 8


def test_a_file_is_read_into_the_field_where_it_can_be_seen(committee, enter, minh):
    file = SimpleUploadedFile("ds.csv", PASTED.replace("\t", ";").encode("utf-8-sig"))

    answer = enter(minh).post(f"{LIST}nhap/", {"file": file, "valid_from": "1/12/2026"})

    assert answer.context["form"]["rows"].value().startswith("Họ và tên;Chức vụ")


def test_a_file_that_is_no_unicode_is_refused_with_the_way_out(committee, enter, minh):
    file = SimpleUploadedFile("ds.csv", b"\xff\xfe\x00")

    answer = enter(minh).post(f"{LIST}nhap/", {"file": file, "valid_from": "1/12/2026"})

    assert answer.status_code == 409
    assert "CSV UTF-8" in words(answer)


@pytest.mark.parametrize("who", ["phuc", "hanh", "nobody"])
def test_who_may_not_change_is_told_why_and_changes_nothing(committee, enter, request, who):
    client, row = enter(request.getfixturevalue(who)), seat().pk
    events = AuditEvent.objects.count()
    paths = [f"thanh-vien/{act}" for act in ("them/", f"{row}/", f"{row}/thoi/", f"{row}/bo/")]
    paths += ["nhap/", "thoi-gian/", "ten/them/", "lap/"]

    answers = [client.post(f"{LIST}{path}", SEAT) for path in paths]

    assert [answer.status_code for answer in answers] == [409] * len(paths)
    assert all("không được sửa danh sách" in words(answer) for answer in answers)
    assert AuditEvent.objects.count() == events


def test_the_page_costs_the_same_for_one_seat_and_many(committee, enter, minh):
    client, counts = enter(minh), []

    for left in (8, 3, 1):
        Seat.objects.exclude(pk__in=Seat.objects.values("pk")[:left]).delete()
        with CaptureQueriesContext(connection) as captured:
            client.get(LIST)
        counts.append(len(captured))

    assert counts == [counts[0]] * 3
    assert counts[0] <= 10


def test_the_pages_speak_english(committee, enter, minh):
    client = enter(minh)
    client.cookies["django_language"] = "en"

    pages = [words(client.get(f"{LIST}{path}")) for path in ("", "nhap/", "thanh-vien/them/")]

    assert "Standing deputy chair" in pages[0]
    assert "List on the day" in pages[0]
    assert "Bring in a whole list" in pages[1]
    assert "Role in the committee" in pages[2]
