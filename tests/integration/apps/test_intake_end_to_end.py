"""From the bytes of a file to figures in the books, with the reader and the real catalogue."""

from __future__ import annotations

from decimal import Decimal

import pytest

from bcd138.apps.audit.models import AuditEvent
from bcd138.apps.files.models import StoredFile
from bcd138.apps.files.services import content_of
from bcd138.apps.intake import selectors, services
from bcd138.apps.intake.models import ReceivedText
from bcd138.apps.submissions import selectors as submissions
from bcd138.domain.errors import Refused

REPORT = """Báo cáo minh họa, số liệu giả định
Xã Nam Hải (minh họa) tổng kết công tác năm 2025

Trong năm 2025, Công an xã Nam Hải (minh họa) đã điều tra, làm rõ 8/9 vụ phạm tội về trật tự \
xã hội, đạt tỷ lệ 88,89%. Nhân dân cung cấp 46 nguồn tin về an ninh, trật tự.
"""
REPORT_BYTES = REPORT.encode()


def receive(by, at, content=REPORT_BYTES, name="nam-hai.txt"):
    return services.receive(content=content, source_name=name, by=by, at=at)


def test_a_report_is_read_confirmed_and_led_back_to_its_sentence(demo, at):
    lan = demo["lan"]

    text = receive(lan, at).text
    if text.org_unit is None:
        text = services.choose_unit(text_id=text.pk, org_unit_code="DEMO-AB-NH", by=lan, at=at)
    count = services.confirm_certain(text_id=text.pk, by=lan, at=at)

    assert (text.period.code, text.is_invented) == ("2025", True)
    assert content_of(text.file) == REPORT_BYTES
    figures = {value.indicator.code: value for value in submissions.in_force(by=demo["minh"])}
    assert len(figures) == count
    assert figures["people_tips_total"].value == Decimal(46)
    chain = submissions.chain(figures["people_tips_total"].pk, by=demo["hoa"])
    assert "46" in chain.quote
    assert f"{chain.before}{chain.quote}{chain.after}" in REPORT
    assert not submissions.in_force(by=demo["phuc"]).exists()


def test_the_same_file_again_is_not_read_again(demo, at):
    first = receive(demo["lan"], at)

    second = receive(demo["lan"], at, name="ten-khac.txt")

    assert (first.is_new, second.is_new, first.text) == (True, False, second.text)
    assert selectors.visible(by=demo["hoa"]).count() == 1


@pytest.fixture
def empty_store(settings, tmp_path):
    settings.FILES_ROOT = tmp_path / "files"
    return settings.FILES_ROOT


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "text.empty"),
        (b" \n\t ", "text.empty"),
        (b"\x00\x01\x02PNG", "text.binary"),
        (b"%PDF-1.7", "text.binary"),
        ("Báo cáo năm 2025".encode("cp1258", "replace") + b"\xff", "text.encoding"),
        (("TỐI MẬT\n" + REPORT).encode(), "text.secret"),
        (b"a" * (10 * 1024 * 1024 + 1), "text.too-large"),
        (b"PK\x03\x04 not a document", "text.broken"),
    ],
    ids=["empty", "blank", "binary", "pdf", "encoding", "secret", "large", "broken"],
)
def test_of_a_bad_file_nothing_is_stored(content, code, demo, at, empty_store):
    before = AuditEvent.objects.count()

    with pytest.raises(Refused) as refusal:
        receive(demo["lan"], at, content=content)

    assert refusal.value.code == code
    assert (ReceivedText.objects.count(), StoredFile.objects.count()) == (0, 0)
    assert AuditEvent.objects.count() == before
    assert not empty_store.exists()
