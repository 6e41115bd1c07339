"""``bcd138 step``: a step in a person's name, with the words that the page says."""

from __future__ import annotations

from io import StringIO

import pytest
import time_machine
from django.conf import settings
from django.core.management import CommandError, call_command

import factories
from bcd138.apps.submissions import selectors, services
from bcd138.apps.submissions.models import ApprovalStep, Submission
from bcd138.formats.messages import load_messages

MESSAGES = load_messages(settings.CATALOGUES / "messages")
THEIRS = {"org_unit": "Xã Nam Hải (minh họa)"}
WHERE = ("DEMO-AB-NH", "commune_month", "2026M11--12-15")


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(factories.AT, tick=False):
        yield


@pytest.fixture
def step(demo):
    def run(*step, by, where=WHERE, **words):
        out = StringIO()
        call_command("step", *where, *step, by=by, stdout=out, **words)
        return out.getvalue().splitlines()

    return run


@pytest.fixture
def draft(demo):
    place = selectors.place_to_fill(*WHERE, by=demo["lan"])
    services.fill_empty(place=place, how="zero", by=demo["lan"], at=factories.AT)
    return place


def _refused(step, *named, **given):
    with pytest.raises(CommandError) as refusal:
        step(*named, **given)
    assert refusal.value.returncode == 2
    return str(refusal.value)


def test_a_report_is_passed_up_signed_and_accepted(step, draft):
    said = [step("submit", by="lan"), step("sign", by="binh"), step("approve", by="minh")]

    assert [lines[0].split(": ")[1] for lines in said] == [
        "báo cáo đã trình, chờ ký (lần 1, phiên bản 2).",
        "báo cáo đã ký, chờ tiếp nhận (lần 1, phiên bản 3).",
        "báo cáo đã được chấp nhận (lần 1, phiên bản 4).",
    ]
    assert [(one.step, one.by.username) for one in ApprovalStep.objects.all()] == [
        ("submit", "lan"),
        ("sign", "binh"),
        ("receive", "minh"),
        ("approve", "minh"),
    ]


def test_without_a_step_it_tells_what_is_open_and_whose_the_rest_is(step, draft):
    step("submit", by="lan")
    before = Submission.objects.values().get()

    assert step(by="binh")[1:] == [
        "Việc của binh với báo cáo này:",
        f"  – {MESSAGES.say('submission.not-yours-to-fill', **THEIRS)}",
        "  ▸ ký gửi",
        "  ▸ trả lại",
    ]
    assert Submission.objects.values().get() == before


def test_a_report_nobody_began_is_a_draft(step):
    first, *rest = step(by="lan")

    assert first.startswith("Xã Nam Hải (minh họa) · Báo cáo tháng về phòng, chống tội phạm")
    assert first.endswith("tháng 11/2026 (15/10-14/11): báo cáo đang soạn (lần 1, phiên bản 0).")
    assert rest == [
        "Việc của lan với báo cáo này:",
        "  ▸ sửa",
        "  ▸ trình ký",
    ]


def test_reasons_at_cells_are_kept_with_the_return(step, draft):
    step("submit", by="lan")

    step("return", by="binh", note="Xem lại.", cell=["theft_cases=lệch = sổ", "fire_cases= thừa"])

    last = ApprovalStep.objects.last()
    assert (last.step, last.note, last.reasons) == (
        "return",
        "Xem lại.",
        {"theft_cases": "lệch = sổ", "fire_cases": "thừa"},
    )


def test_an_amendment_gives_its_reason_and_paper(step, draft):
    for name, by in (("submit", "lan"), ("sign", "binh"), ("approve", "minh"), ("close", "minh")):
        step(name, by=by)

    words = _refused(step, "amend", by="lan", reason="đếm sót")
    step("amend", by="lan", reason="đếm sót", paper="15/QĐ-BCĐ")

    assert words.startswith("Kỳ này đã chốt: đính chính phải ghi số, ký hiệu")
    last = Submission.objects.get(revision=2)
    assert (last.amendment_reason, last.amendment_paper) == ("đếm sót", "15/QĐ-BCĐ")


@pytest.mark.parametrize(
    ("named", "given", "words"),
    [
        (("sign",), {"by": "binh"}, "Báo cáo này đang soạn nên không ký gửi được."),
        (("submit",), {"by": "minh"}, "Tài khoản của bạn không lập báo cáo của Xã Nam Hải"),
        (("submit",), {"by": "phuc"}, "Không có đơn vị hoặc báo cáo này"),
        ((), {"by": "phuc"}, "Không có đơn vị hoặc báo cáo này"),
        (("submit",), {"by": "nobody"}, "Không có tài khoản “nobody” đang hoạt động."),
        (("return",), {"by": "binh", "cell": ["theft_cases"]}, "“theft_cases” chưa đúng."),
        (("submit",), {"by": "lan", "where": (*WHERE[:2], "hôm qua")}, ""),
    ],
)
def test_a_no_is_said_in_words_and_changes_nothing(step, draft, named, given, words):
    before = Submission.objects.values().get()

    assert _refused(step, *named, **given).startswith(words)
    assert Submission.objects.values().get() == before


def test_a_step_that_nobody_takes_is_not_offered(step, draft):
    with pytest.raises(CommandError, match="invalid choice: 'supersede'"):
        step("supersede", by="lan")
