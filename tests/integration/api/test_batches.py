"""Many reports in one request: each stands by itself, and what is taken stands whole."""

from __future__ import annotations

import json

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

import factories
from bcd138.apps.accounts.models import Assignment
from bcd138.apps.audit.models import AuditEvent
from bcd138.apps.orgunits.models import OrgUnit
from bcd138.apps.submissions.models import ApprovalStep, Submission

BATCH, ONE = "/api/v1/submissions/batch", "/api/v1/submissions"
FORM, PERIOD = "commune_month", "2026M11--12-15"


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(factories.AT, tick=False):
        yield


@pytest.fixture
def client(client, demo):
    """Lan, who for a day reports for a second commune as well."""
    second = OrgUnit.objects.get(code="DEMO-AB-DP")
    Assignment.objects.create(user=demo["lan"], org_unit=second, role="reporter")
    client.force_login(demo["lan"])
    return client


def _report(unit="DEMO-AB-NH", *, period=PERIOD, send=False, **cells):
    values = [{"cell": cell, "value": value} for cell, value in cells.items()]
    return {
        "org_unit": unit,
        "data_set": FORM,
        "period": period,
        "values": values,
        "send": send,
    }


def _send(client, *reports, status=200):
    given = {"reports": list(reports)}
    answer = client.post(BATCH, json.dumps(given), content_type="application/json")
    assert answer.status_code == status, answer.json()
    return answer.json()


def test_each_report_says_what_became_of_it(client):
    said = _send(
        client,
        _report(theft_cases=2),
        _report("DEMO-AB-DP", theft_cases="một"),
        _report("DEMO-AB-DP", period="2026"),
        _report("DEMO-SH", theft_cases=1),
        _report("DEMO-AB-NH", theft_cases=5),
        _report("NOWHERE", theft_cases=5),
        _report("DEMO-AB-DP", theft_cases=4),
    )

    assert [one["status"] for one in said["reports"]] == [201, 422, 409, 404, 409, 404, 201]
    assert (said["taken"], said["refused"]) == (2, 5)
    codes = [one["refusal"] and one["refusal"]["code"] for one in said["reports"]]
    assert codes == [
        None,
        "api.values-faulty",
        "submission.period-not-of-form",
        "api.not-seen",
        "submission.given-twice",
        "api.not-seen",
        None,
    ]
    assert said["reports"][1]["faults"][0]["code"] == "api.not-a-number"
    kept = Submission.objects.values_list("org_unit__code", "cells")
    assert dict(kept) == {
        "DEMO-AB-NH": {"theft_cases": {"v": "2", "o": "api"}},
        "DEMO-AB-DP": {"theft_cases": {"v": "4", "o": "api"}},
    }


def test_what_is_taken_has_its_step_and_its_event(client):
    _send(client, _report(send=True, theft_cases=2), _report("DEMO-AB-DP", theft_cases=1))

    sent, begun = Submission.objects.order_by("pk")
    assert (sent.state, begun.state) == ("submitted", "draft")
    steps = ApprovalStep.objects.values_list("submission", "step", "state")
    assert list(steps) == [(sent.pk, "submit", "submitted")]
    events = AuditEvent.objects.filter(event__startswith="submission.").order_by("pk")
    assert [(one.event, one.by, one.about["submission"]) for one in events] == [
        ("submission.submitted", "lan", sent.pk),
        ("submission.cells-saved", "lan", begun.pk),
    ]
    assert events[0].about["cells"] == {"theft_cases": {"v": "2", "o": "api"}}


def test_it_is_kept_as_if_it_had_come_alone(client):
    _send(client, _report(theft_cases=2, social_order_crime_cases=7))
    alone = {**_report("DEMO-AB-DP", theft_cases=2, social_order_crime_cases=7)}
    client.post(ONE, json.dumps(alone), content_type="application/json")

    batch, single = (
        {name: value for name, value in row.items() if name not in {"id", "org_unit_id"}}
        for row in Submission.objects.order_by("pk").values()
    )
    assert batch == single


def test_the_same_again_changes_nothing(client):
    reports = [_report(send=True, theft_cases=2), _report("DEMO-AB-DP", theft_cases=1)]
    _send(client, *reports)

    said = _send(client, *reports)

    assert [(one["status"], one["version"]) for one in said["reports"]] == [(200, 1), (200, 1)]
    assert Submission.objects.count() == 2
    assert AuditEvent.objects.filter(event__startswith="submission.").count() == 2


def test_a_draft_that_was_begun_goes_on(client):
    _send(client, _report(theft_cases=2))

    said = _send(client, _report(murder_cases=0), _report("DEMO-AB-DP", theft_cases=1))

    assert [(one["status"], one["version"]) for one in said["reports"]] == [(200, 2), (201, 1)]
    assert Submission.objects.get(org_unit__code="DEMO-AB-NH").cells == {
        "theft_cases": {"v": "2", "o": "api"},
        "murder_cases": {"v": "0", "o": "api"},
    }


def test_questions_do_not_grow_with_the_units(client, demo):
    reports = [_report(code, theft_cases=1) for code in ("DEMO-AB-NH", "DEMO-AB-DP")]
    _send(client, _report(period="2025M11--12-15", theft_cases=1))  # what processes keep is kept

    def asked(*reports):
        with CaptureQueriesContext(connection) as told:
            _send(client, *reports)
        return len(told)

    assert (
        asked(reports[0])
        == asked(_report("DEMO-AB-DP", period="2026M10--12-15"))
        == asked(*(_report(code, period="2026M09--12-15") for code in ("DEMO-AB-NH", "DEMO-AB-DP")))
    )


def test_each_is_checked_against_its_own_past(client, demo):
    """Both communes had 20 thefts a month; 300 in one of them wants a word, 20 do not."""
    for month in ("07", "08", "09", "10"):
        period = f"2026M{month}--12-15"
        _send(
            client,
            *(
                _report(code, period=period, send=True, theft_cases=20, social_order_crime_cases=20)
                for code in ("DEMO-AB-NH", "DEMO-AB-DP")
            ),
        )

    said = _send(
        client,
        _report(send=True, theft_cases=300, social_order_crime_cases=300),
        _report("DEMO-AB-DP", send=True, theft_cases=20, social_order_crime_cases=20),
    )

    assert [one["status"] for one in said["reports"]] == [409, 201]
    assert said["reports"][0]["refusal"]["code"] == "submission.blocked"


def test_nobody_sends_for_others(client, demo):
    client.force_login(demo["minh"])

    said = _send(client, _report(theft_cases=2))

    assert said["reports"][0]["status"] == 409
    assert said["reports"][0]["refusal"]["code"] == "submission.not-yours-to-fill"
    assert not Submission.objects.exists()
