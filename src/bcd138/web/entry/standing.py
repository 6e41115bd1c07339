"""Where a report stands in words, what this person may do with it now, and why not more."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from bcd138.apps.submissions.models import Submission
from bcd138.apps.submissions.selectors import EntryForm, Story
from bcd138.domain.approval import Choice, State, Step
from bcd138.domain.errors import Refused
from bcd138.web.templatetags.say import moment, words_of

_MAIN = {State.SUBMITTED: Step.SIGN, State.SIGNED: Step.RECEIVE, State.RECEIVED: Step.APPROVE}
_UP = (Step.SUBMIT, Step.SIGN)
_LOOKS: Mapping[Step, tuple[str, str, str]] = {
    Step.SIGN: ("open", "entry:sign", "edit"),
    Step.RECEIVE: ("post", "entry:receive", "download"),
    Step.APPROVE: ("post", "entry:approve", "check"),
    Step.RETURN: ("sheet", "entry:return", "undo"),
    Step.TAKE_BACK: ("post", "entry:take-back", "undo"),
    Step.CLOSE: ("post", "entry:close", "lock"),
    Step.AMEND: ("open", "entry:amend", "edit"),
}


@dataclass(frozen=True, slots=True)
class StepButton:
    """A step this person may take now; ``way`` says whether it posts, opens a page or a sheet."""

    step: str
    words: str
    icon: str
    way: str
    address: str
    is_main: bool


@dataclass(frozen=True, slots=True)
class WhyNot:
    """The steps one might look for, and why this person cannot take them now."""

    title: str
    reasons: list[str]


@dataclass(frozen=True, slots=True)
class StateNotice:
    """Where the report stands: colour, icon and a sentence."""

    kind: str
    icon: str
    words: str


def step_buttons(entry_form: EntryForm, story: Story) -> list[StepButton]:
    """Return what this person may do with the report now, the main thing last: top right."""
    state = entry_form.state
    steps = [one.step for one in _asked(entry_form, story) if one.is_open]
    buttons = [_button(step, state) for step in steps if step in _LOOKS]
    return sorted(buttons, key=lambda button: button.is_main)


def why_not(entry_form: EntryForm, story: Story) -> WhyNot | None:
    """Return why the other steps of this state are not to be taken; nothing where all are."""
    closed = [one for one in _asked(entry_form, story) if one.refusal is not None]
    if not closed:
        return None
    steps = ", ".join(words_of(f"step.{one.step}", {}) for one in closed)
    words = [words_of(one.refusal.code, one.refusal.params) for one in closed if one.refusal]
    return WhyNot(_("Vì sao chưa %(steps)s được?") % {"steps": steps}, list(dict.fromkeys(words)))


def state_notice(entry_form: EntryForm, story: Story) -> StateNotice | None:
    """Return where a report stands; nothing where one may write in it."""
    submission = entry_form.submission
    if submission is None:
        return None if entry_form.may_fill else _begins()
    if entry_form.may_fill or entry_form.state == State.RETURNED:
        return None
    words = _STATES[entry_form.state](submission, story)
    good = entry_form.state in {State.APPROVED, State.CLOSED}
    return StateNotice("" if good else "notice-waits", _NOTICE_ICONS[entry_form.state], words)


def _asked(entry_form: EntryForm, story: Story) -> list[Choice]:
    """Return the choices, those that go up refused where the deadline has locked the report."""
    return [_unless_locked(one, story.locked) for one in entry_form.choices]


def _unless_locked(choice: Choice, locked: Refused | None) -> Choice:
    return Choice(choice.step, locked) if choice.is_open and choice.step in _UP else choice


def _button(step: Step, state: State) -> StepButton:
    way, address, icon = _LOOKS[step]
    return StepButton(step, _words(step), icon, way, address, step == _MAIN.get(state))


def _words(step: Step) -> str:
    return {
        Step.SIGN: _("Xem lại và ký"),
        Step.RECEIVE: _("Tiếp nhận"),
        Step.APPROVE: _("Chấp nhận"),
        Step.RETURN: _("Trả lại"),
        Step.TAKE_BACK: _("Lấy lại"),
        Step.CLOSE: _("Chốt"),
        Step.AMEND: _("Đính chính"),
    }[step]


def _begins() -> StateNotice:
    words = _("Đơn vị chưa bắt đầu báo cáo này. Số liệu do chính đơn vị ghi; bạn chỉ xem.")
    return StateNotice("notice-waits", "info", words)


def _draft(_submission: Submission, _story: Story) -> str:
    return _("Đơn vị đang soạn báo cáo này. Số liệu do chính đơn vị ghi; bạn chỉ xem.")


def _submitted(submission: Submission, _story: Story) -> str:
    return _(
        "%(by)s đã trình ký lúc %(at)s. Chờ người ký của đơn vị; trước lúc ký, người lập lấy lại "
        "để sửa được."
    ) % {"by": submission.submitted_by, "at": moment(submission.submitted_at)}


def _signed(submission: Submission, story: Story) -> str:
    return _(
        "%(by)s (%(capacity)s) đã ký gửi lúc %(at)s. Chờ cơ quan thường trực cấp trên tiếp nhận; "
        "trước lúc ấy người ký lấy lại được."
    ) % _signature(submission, story)


def _received(submission: Submission, story: Story) -> str:
    step = story.last(Step.RECEIVE, submission)
    told = {"by": step.by, "at": moment(step.at)} if step else {"by": "…", "at": "…"}
    return _("%(by)s đã tiếp nhận lúc %(at)s và đang soát.") % told


def _approved(submission: Submission, story: Story) -> str:
    return _(
        "%(approved_by)s đã chấp nhận lúc %(approved_at)s; %(by)s (%(capacity)s) ký gửi lúc "
        "%(at)s. Số liệu đã vào tổng hợp."
    ) % (_signature(submission, story) | _approval(submission))


def _closed(submission: Submission, story: Story) -> str:
    return _(
        "Đã chốt: %(approved_by)s chấp nhận lúc %(approved_at)s; %(by)s (%(capacity)s) ký gửi lúc "
        "%(at)s. Từ nay chỉ sửa bằng đính chính, có văn bản cho phép."
    ) % (_signature(submission, story) | _approval(submission))


def _superseded(submission: Submission, _story: Story) -> str:
    return _("Bản %(revision)s đã có bản thay thế, giữ lại để đối chiếu.") % {
        "revision": submission.revision
    }


def _approval(submission: Submission) -> dict[str, object]:
    return {
        "approved_by": submission.approved_by,
        "approved_at": moment(submission.approved_at),
    }


def _signature(submission: Submission, story: Story) -> dict[str, object]:
    step = story.last(Step.SIGN, submission)
    capacity = words_of(f"capacity.{step.signed_as}", {}) if step and step.signed_as else "…"
    return {
        "by": submission.signed_by,
        "at": moment(submission.signed_at),
        "capacity": capacity,
    }


_STATES = {
    State.DRAFT: _draft,
    State.SUBMITTED: _submitted,
    State.SIGNED: _signed,
    State.RECEIVED: _received,
    State.APPROVED: _approved,
    State.CLOSED: _closed,
    State.SUPERSEDED: _superseded,
}
_NOTICE_ICONS = {
    State.DRAFT: "info",
    State.SUBMITTED: "clock",
    State.SIGNED: "clock",
    State.RECEIVED: "search",
    State.APPROVED: "check",
    State.CLOSED: "lock",
    State.SUPERSEDED: "info",
}
