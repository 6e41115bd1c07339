"""Two people act on one report at the same moment: one wins, the other is told."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.test import Client

import factories
from bcd138.apps.audit.models import AuditEvent
from bcd138.apps.submissions import selectors, services
from bcd138.apps.submissions.models import ApprovalStep, DataValue, Submission
from bcd138.domain.approval import Step
from bcd138.domain.errors import Refused

AT = factories.AT
WHERE = ("DEMO-AB-NH", "commune_month", "2026M11--12-15")

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@pytest.fixture(autouse=True)
def _one_connection_each():
    if connection.vendor == "sqlite":
        pytest.skip("SQLite lets one transaction write at a time; shown on PostgreSQL")


def at_once(*commands):
    """Run commands on a connection each and return their answers, or why they were refused."""
    barrier = Barrier(len(commands))

    def run(command):
        barrier.wait()
        try:
            return command()
        except Refused as refusal:
            return refusal.code
        finally:
            connection.close()

    with ThreadPoolExecutor(len(commands)) as pool:
        return list(pool.map(run, commands))


@pytest.fixture
def place(demo):
    return selectors.place_to_fill(*WHERE, by=demo["lan"])


@pytest.fixture
def step(demo, place):
    def take(who, name, **said):
        def command():
            return services.take_step(
                place=place,
                step=Step(name),
                said=services.Said(**said),
                by=demo[who],
                at=AT,
            ).submission.state

        return command

    return take


@pytest.fixture
def submitted(place, demo):
    services.fill_empty(place=place, how="zero", by=demo["lan"], at=AT)
    return services.submit(place=place, by=demo["lan"], at=AT)


def _went(*names, step):
    for who, name in names:
        step(who, name)()


def test_signing_and_taking_back_at_once_one_wins(submitted, step):
    answers = at_once(step("binh", "sign"), step("lan", "take_back"))

    (won,) = [one for one in answers if not one.startswith("submission.")]
    report = Submission.objects.get()
    assert report.state == won
    assert sorted(answers) == sorted([won, _loser(won)])
    assert ApprovalStep.objects.count() == 2


def _loser(won):
    """Return what the other is told: signed, it is the head's to take back."""
    return {
        "signed": "submission.not-yours-to-sign",
        "draft": "submission.transition",
    }[won]


def test_two_accept_and_return_at_once_one_decides(submitted, step):
    _went(("binh", "sign"), step=step)

    answers = at_once(step("minh", "approve"), step("minh", "return", note="xem lại"))

    report = Submission.objects.get()
    assert sorted(answers) == sorted([report.state, "submission.transition"])
    last = ApprovalStep.objects.last()
    assert (ApprovalStep.objects.count(), last.state) == (4, report.state)
    assert DataValue.objects.exists() is (report.state == "approved")


def test_the_same_acceptance_four_times_at_once_counts_once(submitted, step):
    _went(("binh", "sign"), step=step)

    answers = at_once(*[step("minh", "approve")] * 4)

    assert sorted(answers) == ["approved", *["submission.transition"] * 3]
    assert AuditEvent.objects.filter(event="submission.approved").count() == 1
    counting = DataValue.objects.filter(submission=submitted, superseded_at=None)
    assert counting.count() == DataValue.objects.count()


def test_two_amend_at_once_and_one_revision_begins(submitted, step):
    _went(("binh", "sign"), ("minh", "approve"), step=step)

    answers = at_once(*[step("lan", "amend", reason="đếm sót")] * 3)

    refused = sorted(one for one in answers if one != "draft")
    assert len(refused) == 2
    assert set(refused) <= {"submission.changed-meanwhile", "submission.transition"}
    assert [one.revision for one in Submission.objects.order_by("revision")] == [1, 2]
    assert ApprovalStep.objects.filter(step="amend").count() == 1


def test_two_begin_one_report_at_once_and_the_second_is_told(place, demo):
    def save(number):
        def command():
            return services.save_cells(
                place=place, typed={"theft_cases": number}, by=demo["lan"], at=AT, version=0
            ).submission.version

        return command

    answers = at_once(save("1"), save("2"), save("3"))

    assert sorted(map(str, answers)) == ["1", *["submission.changed-meanwhile"] * 2]
    assert Submission.objects.count() == 1
    assert AuditEvent.objects.filter(event="submission.cells-saved").count() == 1


def test_over_http_the_second_gets_409_with_the_words(submitted, demo):
    def ask(who, name):
        client = Client()
        client.force_login(demo[who])
        where = dict(zip(("org_unit", "data_set", "period"), WHERE, strict=True))
        given = json.dumps({**where, "step": name, "version": submitted.version})

        def command():
            answer = client.post(
                "/api/v1/submissions/steps", given, content_type="application/json"
            )
            return answer.status_code, answer.json().get("words", "")

        return command

    answers = sorted(at_once(ask("binh", "sign"), ask("lan", "take_back")))

    assert [status for status, _ in answers] == [200, 409]
    assert answers[1][1].startswith("Báo cáo của Xã Nam Hải (minh họa) vừa được người khác")
