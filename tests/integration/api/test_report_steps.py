"""The way of a report by program: each step in its part, the same words, one of two wins."""

from __future__ import annotations

import json

import pytest
import time_machine
from django.conf import settings

import factories
from bcd138.apps.catalogue import selectors as catalogue
from bcd138.apps.submissions.models import ApprovalStep, DataValue, Submission
from bcd138.domain.period import parse_period
from bcd138.formats.messages import load_messages

REPORTS, STEPS = "/api/v1/submissions", "/api/v1/submissions/steps"
WHERE = {"org_unit": "DEMO-AB-NH", "data_set": "commune_month", "period": "2026M11--12-15"}
WRONG = "Số vụ trộm chưa khớp sổ trực ban."
MESSAGES = load_messages(settings.CATALOGUES / "messages")


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(factories.AT, tick=False):
        yield


@pytest.fixture
def ask(client, demo):
    def answer(who, address, given, status=None):
        client.force_login(demo[who])
        said = client.post(address, json.dumps(given), content_type="application/json")
        if status is not None:
            assert said.status_code == status, said.json()
        return said.json()

    return answer


@pytest.fixture
def step(ask):
    def take(who, name, status=200, **more):
        return ask(who, STEPS, {**WHERE, "step": name, **more}, status)

    return take


@pytest.fixture
def save(ask):
    def report(who="lan", status=None, numbers=None, **about):
        form = catalogue.form_on(WHERE["data_set"], parse_period(WHERE["period"]).end).form
        told = dict.fromkeys(form.entered, 0) | (numbers or {})
        values = [{"cell": key, "value": number} for key, number in told.items()]
        return ask(who, REPORTS, {**WHERE, "values": values, **about}, status)

    return report


@pytest.fixture
def read(client, demo):
    def report(who="lan"):
        client.force_login(demo[who])
        return client.get(REPORTS, WHERE).json()

    return report


def _open(said):
    return [one["step"] for one in said["choices"] if one["refusal"] is None]


def _go(step, *taken):
    for who, name in taken:
        said = step(who, name)
    return said


def test_a_report_goes_its_way_and_tells_who_brought_it_there(save, step, read):
    sent = save(send=True, status=201)
    assert (sent["state"], sent["version"]) == ("submitted", 1)

    said = _go(step, ("binh", "sign"), ("minh", "receive"), ("minh", "approve"), ("minh", "close"))

    assert {key: said[key] for key in said if key != "choices"} == {
        **WHERE,
        "state": "closed",
        "revision": 1,
        "version": 5,
    }
    report = read()
    assert (report["submitted_by"], report["signed_by"], report["approved_by"]) == (
        "lan",
        "binh",
        "minh",
    )
    assert report["signed_at"] == report["approved_at"] == "2026-11-22T02:00:00Z"
    assert report["amendment"] is None
    assert [
        (one["step"], one["state"], one["by"], one["signed_as"]) for one in report["steps"]
    ] == [
        ("submit", "submitted", "lan", ""),
        ("sign", "signed", "binh", "head"),
        ("receive", "received", "minh", ""),
        ("approve", "approved", "minh", ""),
        ("close", "closed", "minh", ""),
    ]


@pytest.mark.parametrize(
    ("who", "may", "codes"),
    [
        ("lan", ["take_back"], {"submission.not-yours-to-sign"}),
        ("binh", ["sign", "return"], {"submission.not-yours-to-fill"}),
        ("minh", [], {"submission.not-yours-to-sign", "submission.not-yours-to-fill"}),
    ],
)
def test_each_is_told_what_is_theirs_and_whose_the_rest_is(save, read, who, may, codes):
    save(send=True, status=201)

    said = read(who)

    assert _open(said) == may
    refusals = [one["refusal"] for one in said["choices"] if one["refusal"]]
    assert {one["code"] for one in refusals} == codes
    assert all("Xã Nam Hải" in one["words"] for one in refusals)


def test_a_step_not_of_this_state_is_refused_in_the_language_chosen(save, step, client):
    save(send=True, status=201)
    client.cookies["django_language"] = "en"

    said = step("minh", "receive", status=409)

    assert said == {
        "code": "submission.transition",
        "words": "This report is waiting for a signature, so you cannot receive it."
        " Please reload the page to see where it stands.",
    }


def test_a_step_of_a_report_nobody_began_is_refused(step):
    assert step("binh", "sign", status=409)["code"] == "submission.transition"
    assert step("lan", "submit", status=409)["code"] == "submission.empty"
    assert list(Submission.objects.all()) == []


@pytest.mark.parametrize(
    ("who", "name", "code"),
    [
        ("lan", "sign", "submission.not-yours-to-sign"),
        ("minh", "sign", "submission.not-yours-to-sign"),
        ("binh", "take_back", "submission.not-yours-to-fill"),
    ],
)
def test_a_step_of_somebody_else_changes_nothing(save, step, who, name, code):
    save(send=True, status=201)

    said = step(who, name, status=409)

    assert said == {"code": code, "words": MESSAGES.say(code, org_unit="Xã Nam Hải (minh họa)")}
    assert Submission.objects.values_list("state", "version").get() == ("submitted", 1)
    assert ApprovalStep.objects.count() == 1


def test_another_province_finds_no_report_to_take(save, step):
    save(send=True, status=201)

    assert step("phuc", "receive", status=404)["code"] == "api.not-seen"


def test_a_return_needs_a_reason_and_keeps_it_at_its_cell(save, step, read):
    save(send=True, status=201)
    _go(step, ("binh", "sign"))

    assert step("minh", "return", status=409)["code"] == "submission.return-without-reason"
    unknown = step("minh", "return", reasons={"no_such": "x"}, status=409)
    assert unknown["code"] == "submission.unknown-cell"
    assert Submission.objects.get().state == "signed"
    said = step("minh", "return", note="Mời xem lại.", reasons={"theft_cases": WRONG})

    assert (said["state"], _open(said)) == ("returned", [])
    last = read()["steps"][-1]
    assert (last["step"], last["note"], last["reasons"]) == (
        "return",
        "Mời xem lại.",
        {"theft_cases": WRONG},
    )
    assert _open(read()) == ["save", "submit"]


def test_what_counts_changes_only_as_an_amendment_with_its_words(save, step, read):
    save(send=True, status=201)
    _go(step, ("binh", "sign"), ("minh", "approve"), ("minh", "close"))

    numbers = {"theft_cases": 2, "social_order_crime_cases": 5}
    assert save(numbers=numbers, status=409)["code"] == "submission.amend-first"
    told = {"reason": "Đếm sót hai vụ."}
    said = save(numbers=numbers, amendment=told, status=409)
    assert said["code"] == "submission.amendment-without-paper"
    told["paper"] = "15/QĐ-BCĐ ngày 20/11/2026"
    said = save(numbers=numbers, amendment=told, send=True, status=201)

    assert (said["state"], said["revision"]) == ("submitted", 2)
    again = save(numbers=numbers, amendment=told, send=True, status=200)
    assert again == said
    assert read()["amendment"] == told
    assert [(one["revision"], one["step"], one["note"]) for one in read()["steps"][-2:]] == [
        (2, "amend", "Đếm sót hai vụ."),
        (2, "submit", ""),
    ]
    counted = DataValue.objects.get(
        indicator__code="theft_cases", breakdown="", org_unit__code="DEMO-AB-NH", superseded_at=None
    )
    assert counted.value == 0


def test_an_amendment_is_begun_as_a_step_of_its_own(save, step, read):
    save(send=True, status=201)
    _go(step, ("binh", "sign"), ("minh", "approve"))

    assert step("lan", "amend", status=409)["code"] == "submission.amendment-without-reason"
    said = step("lan", "amend", reason="Đếm sót hai vụ.")

    assert (said["state"], said["revision"]) == ("draft", 2)
    assert read()["amendment"] == {"reason": "Đếm sót hai vụ.", "paper": ""}


def test_an_amendment_of_nothing_is_refused(save):
    said = save(amendment={"reason": "Đếm sót."}, status=409)

    assert said["code"] == "submission.nothing-to-amend"


def test_of_two_people_at_one_version_the_second_is_told(save, step):
    save(send=True, status=201)

    taken = step("lan", "take_back", version=1)
    late = step("binh", "sign", version=1, status=409)

    assert (taken["state"], taken["version"]) == ("draft", 2)
    assert late["code"] == "submission.changed-meanwhile"
    assert "Xã Nam Hải" in late["words"]
    assert Submission.objects.get().state == "draft"


@pytest.mark.parametrize("name", ["sign", "return", "approve", "close", "amend", "submit"])
def test_no_step_is_taken_with_an_older_version(save, step, name):
    save(send=True, status=201)
    _go(step, ("binh", "sign"), ("minh", "approve"))
    before = Submission.objects.values().get()

    for who in ("lan", "binh", "minh"):
        said = step(who, name, version=1, reason="x", note="x", status=409)
        assert said["code"] == "submission.changed-meanwhile"

    assert Submission.objects.values().get() == before


@pytest.mark.parametrize(
    "more",
    [
        {"step": "save"},
        {"step": "supersede"},
        {"step": "sing"},
        {"version": "one"},
        {"reasons": []},
        {"note": "a\0b"},
        {"paper": "x" * 301},
        {"anything": 1},
    ],
)
def test_a_body_that_names_no_step_is_refused_in_words(ask, more):
    said = ask("lan", STEPS, {**WHERE, "step": "submit", **more}, status=422)

    assert said["code"] == "api.values-unreadable"
