"""A draft names the committee and who signs as they are on the day it is written."""

from __future__ import annotations

from datetime import date, datetime

import pytest

import factories
from bcd138.apps.committees import services as committees
from bcd138.apps.committees.enums import RowKind
from bcd138.apps.reports import selectors, services
from bcd138.domain.committee import DatedName, DatedSeat, SeatRole
from bcd138.domain.document.facts import Office, Signature, as_json, from_json
from bcd138.domain.document.tree import Closing, TitleBlock
from bcd138.formats.plain_text import write

FORMED, RENAMED = date(2021, 7, 1), date(2025, 11, 15)
LED = {"name": "Hoàng Văn Sáu", "position": "Phó Chủ tịch UBND tỉnh, Trưởng Ban", "role": "chair"}
OLD = "Ban Chỉ đạo phòng, chống tội phạm, tệ nạn xã hội tỉnh An Bình"
NEW = "Ban Chỉ đạo phòng, chống tội phạm tỉnh An Bình"


@pytest.fixture
def text(units, solved, minh):
    text = factories.received_text(
        by=minh,
        received_for=units.an_binh,
        org_unit=units.an_binh,
        committee="Ban Chỉ đạo 138 tỉnh",
        people=[LED],
        conference_on=date(2019, 3, 12),
    )
    factories.data_value(text, solved)
    return text


@pytest.fixture
def names(units, minh, at):
    given = {"org_unit_code": "DEMO-AB", "by": minh, "at": at}
    committees.establish(name=DatedName(name=OLD, valid_from=FORMED, valid_until=RENAMED), **given)
    committees.add(row=DatedName(name=NEW, valid_from=RENAMED), **given)
    return given


@pytest.fixture
def people(names):
    chair, police = (
        committees.add(
            row=DatedSeat(role=role, person=person, position=position, valid_from=FORMED), **names
        )
        for role, person, position in (
            (SeatRole.CHAIR, "Nguyễn Văn Bình", "Phó Chủ tịch UBND tỉnh"),
            (SeatRole.STANDING_DEPUTY, "Đỗ Mạnh Cường", "Giám đốc Công an tỉnh"),
        )
    )
    return chair, police


def drafted(by, day):
    at = datetime(day.year, day.month, day.day, 9, tzinfo=factories.HANOI)
    return services.draft(
        report_type="year_end_review", org_unit_code="DEMO-AB", period_code="2018", by=by, at=at
    )


def blocks(report, kind):
    return [one for one in selectors.paper_of(report).blocks if isinstance(one, kind)]


@pytest.mark.parametrize(("day", "name"), [(date(2025, 11, 14), OLD), (RENAMED, NEW)])
def test_the_paper_bears_the_name_of_its_day(text, people, minh, day, name):
    report = drafted(minh, day)

    head = blocks(report, TitleBlock)[0]
    assert from_json(report.facts).committee == name
    assert head.issuer.replace("\u00a0", " ") == name.upper()


def test_the_chair_of_the_day_signs(text, people, minh):
    facts = from_json(drafted(minh, RENAMED).facts)

    assert facts.chair == Office("Nguyễn Văn Bình", "Phó Chủ tịch UBND tỉnh")
    assert facts.signer == Signature("Nguyễn Văn Bình", "Phó Chủ tịch UBND tỉnh", ("TRƯỞNG BAN",))


def test_the_standing_deputy_signs_in_the_place_of_an_empty_chair(text, people, names, minh):
    committees.end(kind=RowKind.SEAT, row_id=people[0].pk, on=RENAMED, **names)

    report = drafted(minh, RENAMED)

    closing = blocks(report, Closing)[0]
    assert from_json(report.facts).chair is None
    assert (closing.titles, closing.below, closing.name) == (
        ("KT. TRƯỞNG BAN", "PHÓ TRƯỞNG BAN THƯỜNG TRỰC"),
        "GIÁM ĐỐC CÔNG AN TỈNH",
        "Đỗ Mạnh Cường",
    )


def test_who_led_the_meeting_is_still_whom_the_text_names(text, people, minh):
    paper = write(selectors.paper_of(drafted(minh, RENAMED)))

    assert "do đồng chí Hoàng Văn Sáu, Phó Chủ tịch UBND tỉnh, Trưởng Ban, chủ trì" in paper
    assert "Nguyễn Văn Bình" in paper.split("Nơi nhận")[1]


def test_where_the_register_knows_no_people_the_text_names_who_signs(text, names, minh):
    facts = from_json(drafted(minh, RENAMED).facts)

    assert (facts.committee, facts.signer) == (NEW, None)
    assert facts.chair == Office(LED["name"], LED["position"])


def test_before_the_committee_was_formed_the_text_is_asked(text, people, minh):
    facts = from_json(drafted(minh, date(2021, 6, 30)).facts)

    assert (facts.committee, facts.signer) == ("Ban Chỉ đạo 138 tỉnh", None)


def test_facts_kept_before_there_was_a_register_are_read_as_they_were(text, minh):
    kept = drafted(minh, RENAMED).facts
    del kept["signer"]
    del kept["meeting"]["led_by"]

    facts = from_json(kept)

    assert facts.signer is None
    assert facts.meeting.led_by == facts.chair == Office(LED["name"], LED["position"])


def test_what_is_kept_is_read_back_the_same(text, people, minh):
    kept = drafted(minh, RENAMED).facts

    assert as_json(from_json(kept)) == kept
