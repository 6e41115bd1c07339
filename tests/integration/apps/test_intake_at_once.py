"""Two people at the same moment: one decides, the other is told who did."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

import factories
from bcd138.apps.intake import services
from bcd138.apps.submissions.models import DataValue
from bcd138.domain.errors import Refused
from factories import AT

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@pytest.fixture(autouse=True)
def _one_connection_each():
    if connection.vendor == "sqlite":
        pytest.skip("SQLite lets one transaction write at a time; shown on PostgreSQL")


def at_once(*commands):
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
def text(hoa, units):
    return factories.received_text(by=hoa, received_for=units.vn, org_unit=units.an_binh)


def test_one_suggestion_is_decided_once(text, solved, minh, hoa):
    figure = factories.suggestion(text, solved)

    answers = at_once(
        lambda: services.confirm(suggestion_id=figure.pk, by=minh, at=AT),
        lambda: services.confirm(suggestion_id=figure.pk, by=hoa, at=AT),
        lambda: services.confirm_certain(text_id=text.pk, by=hoa, at=AT),
    )

    assert DataValue.objects.count() == 1
    assert answers.count("intake.already-decided") in {1, 2}


def test_two_texts_do_not_put_two_figures_in_force(text, solved, minh, hoa, units):
    other = factories.received_text(by=hoa, received_for=units.vn, org_unit=units.an_binh)
    figures = [factories.suggestion(text, solved), factories.suggestion(other, solved, "390")]

    answers = at_once(
        lambda: services.confirm(suggestion_id=figures[0].pk, by=minh, at=AT),
        lambda: services.confirm(suggestion_id=figures[1].pk, by=hoa, at=AT),
    )

    refused = {"intake.same-figure-confirmed", "submission.figure-in-force"}
    assert DataValue.objects.count() == 1
    assert len([answer for answer in answers if answer in refused]) == 1


def test_two_texts_behind_one_figure_are_taken_back_at_once(text, solved, minh, hoa, units):
    other = factories.received_text(by=hoa, received_for=units.vn, org_unit=units.an_binh)
    figures = [factories.suggestion(text, solved), factories.suggestion(other, solved)]
    for figure in figures:
        services.confirm(suggestion_id=figure.pk, by=hoa, at=AT)

    at_once(
        lambda: services.reopen(suggestion_id=figures[0].pk, by=minh, at=AT),
        lambda: services.reopen(suggestion_id=figures[1].pk, by=hoa, at=AT),
    )

    assert list(DataValue.objects.filter(superseded_at=None)) == []


def test_the_same_file_twice_is_one_text(minh, units):
    def receive():
        return services.store_reading(
            factories.reading(), content=b"tin", text="tin", source_name="a.txt", by=minh, at=AT
        )

    receipts = at_once(receive, receive)

    assert sorted(receipt.is_new for receipt in receipts) == [False, True]
    assert receipts[0].text == receipts[1].text
