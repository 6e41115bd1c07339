"""What the page of one text shows: its head, its findings and the list of suggestions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from bcd138.apps.intake.models import ReceivedText, Suggestion
from bcd138.apps.intake.selectors import TextDetail, is_certain
from bcd138.domain.period import Period
from bcd138.web.awards import award_count, award_form
from bcd138.web.findings import FindingLine, finding_lines
from bcd138.web.intake.forms import CorrectForm, PeriodForm
from bcd138.web.intake.marks import Piece, paragraphs
from bcd138.web.templatetags.say import counts_words, moment, number, period_words, words_of

Names = Mapping[str, str]
Opened = tuple[int, CorrectForm] | None
_STATE_TAG = {"pending": "blue", "accepted": "good", "corrected": "good", "rejected": ""}


@dataclass(frozen=True, slots=True)
class Row:
    """One suggestion as a row of the list."""

    suggestion: Suggestion
    title: str
    amount: str
    under: tuple[str, ...]
    reason: str
    state_words: str
    state_tag: str
    decided: str
    rivals: tuple[tuple[str, str], ...]
    form: CorrectForm | None
    can_decide: bool


@dataclass(frozen=True, slots=True)
class Group:
    """Rows that belong together, and how many of them wait."""

    code: str
    name: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Counts:
    """How far the reading is."""

    waiting: int
    certain: int
    asked: int
    decided: int
    total: int


@dataclass(frozen=True, slots=True)
class Person:
    """A person in office whom the text names."""

    name: str
    position: str
    role: str


@dataclass(frozen=True, slots=True)
class TextPage:
    """Everything the page of one text shows."""

    detail: TextDetail
    groups: tuple[Group, ...]
    counts: Counts
    findings: list[FindingLine]
    people: tuple[Person, ...]
    period_form: PeriodForm
    names: Names

    @property
    def text(self) -> ReceivedText:
        """Return the text itself."""
        return self.detail.text

    @property
    def can_decide(self) -> bool:
        """Tell whether the person who looks may decide on the text."""
        return self.detail.can_decide

    @property
    def paragraphs(self) -> list[list[Piece]]:
        """Return the whole text cut at what was found: only the whole page asks for it."""
        return paragraphs(self.text.text, self.detail.suggestions, self.detail.findings)

    @property
    def has_faults(self) -> bool:
        """Tell whether a finding needs a person, not only a notice."""
        return any(finding.severity != "notice" for finding in self.findings)

    def row(self, suggestion_id: int) -> Row:
        """Return the row of one suggestion.

        Raises:
            Suggestion.DoesNotExist: The text has none with this id.
        """
        for group in self.groups:
            for one in group.rows:
                if one.suggestion.pk == suggestion_id:
                    return one
        raise Suggestion.DoesNotExist


def text_page(detail: TextDetail, names: Names, opened: Opened = None) -> TextPage:
    """Return the page of a text.

    Args:
        detail: The text and what was read in it.
        names: Indicators by code, for the other readings a figure could have.
        opened: The suggestion whose correction is being typed, and its form.
    """
    return TextPage(
        detail=detail,
        groups=_groups(detail, names, opened),
        counts=Counts(
            waiting=detail.pending,
            certain=detail.sure,
            asked=detail.asked,
            decided=len(detail.suggestions) - detail.pending,
            total=len(detail.suggestions),
        ),
        findings=finding_lines(detail.findings),
        people=tuple(_person(person) for person in detail.text.people),
        period_form=PeriodForm.of(detail.text.period),
        names=names,
    )


def _row(suggestion: Suggestion, detail: TextDetail, names: Names, opened: Opened) -> Row:
    """Return one suggestion as a row; with its form if it is the one being corrected."""
    return Row(
        suggestion=suggestion,
        title=_title(suggestion),
        amount=_amount(suggestion),
        under=tuple(_under(suggestion, detail.text.period)),
        reason=_reason(suggestion, detail),
        state_words=_state_words(suggestion.state),
        state_tag=_STATE_TAG[suggestion.state],
        decided=f"{suggestion.decided_by} · {moment(suggestion.decided_at)}"
        if suggestion.decided_by
        else "",
        rivals=tuple((code, names[code]) for code in suggestion.rivals if code in names),
        form=opened[1] if opened and opened[0] == suggestion.pk else None,
        can_decide=detail.can_decide,
    )


def correct_form(suggestion: Suggestion) -> CorrectForm:
    """Return the correction of a figure, filled with what was read."""
    indicator = suggestion.indicator
    return CorrectForm(
        auto_id=f"s{suggestion.pk}-%s",
        initial={
            "indicator": f"{indicator.name} ({indicator.code})" if indicator else "",
            "comparator": suggestion.comparator,
            "value": number(suggestion.value),
            "unit": suggestion.unit,
            "numerator": number(suggestion.numerator),
            "denominator": number(suggestion.denominator),
        },
    )


def _groups(detail: TextDetail, names: Names, opened: Opened) -> tuple[Group, ...]:
    """Return uncertain rows first, then figures, awards and tasks, as they stand in the text."""
    words = {
        "ask": _("Cần hỏi"),
        "figure": _("Số liệu"),
        "award": _("Khen thưởng"),
        "task": _("Nhiệm vụ"),
    }
    rows: dict[str, list[Row]] = {code: [] for code in words}
    for one in detail.suggestions:
        asks = one.kind == "figure" and not is_certain(one, detail.findings)
        rows["ask" if asks else one.kind].append(_row(one, detail, names, opened))
    return tuple(Group(code, words[code], tuple(found)) for code, found in rows.items() if found)


def _reason(suggestion: Suggestion, detail: TextDetail) -> str:
    """Say why a figure needs a person's eye."""
    if suggestion.reason:
        return words_of(suggestion.reason, suggestion.details)
    if suggestion.kind != "figure" or is_certain(suggestion, detail.findings):
        return ""
    return _("Câu này có chỗ chưa khớp: xem phần phát hiện rồi quyết định.")


def _state_words(state: str) -> str:
    return {
        "pending": _("Chờ xác nhận"),
        "accepted": _("Đã nhận"),
        "corrected": _("Đã sửa"),
        "rejected": _("Đã bỏ"),
    }[state]


def _title(suggestion: Suggestion) -> str:
    if suggestion.kind == "figure" and suggestion.indicator:
        return suggestion.indicator.name
    if suggestion.kind == "task":
        return str(suggestion.details.get("text") or suggestion.quote)
    form = award_form(suggestion.details)
    grantor = suggestion.details.get("grantor") or _("chưa rõ cấp tặng")
    return f"{form}: {grantor}"


def _amount(suggestion: Suggestion) -> str:
    """Return how much, without the counts, which stand below."""
    if suggestion.amount is not None:
        return str(suggestion.amount).split(" (")[0]
    if suggestion.kind != "award":
        return ""
    return award_count(suggestion.details)


def _under(suggestion: Suggestion, period: Period | None) -> list[str]:
    """Return the small words under a row's title."""
    counts = counts_words(suggestion.numerator, suggestion.denominator)
    words = [counts] if counts else []
    if suggestion.target:
        words.append(_("chỉ tiêu đặt ra"))
    if suggestion.own_period not in {None, period}:
        words.append(period_words(suggestion.own_period))
    if suggestion.kind == "award" and not suggestion.details.get("counts_in_total", True):
        words.append(_("nhắc lại, không cộng vào tổng"))
    return words


def _person(person: dict[str, Any]) -> Person:
    roles = {
        "chair": _("chủ trì"),
        "speaker": _("phát biểu"),
        "attendee": _("dự"),
        "attendee_director": _("dự, Giám đốc Công an"),
        "author": _("người viết"),
        "photographer": _("người chụp ảnh"),
    }
    role = str(person.get("role", ""))
    return Person(person.get("name", ""), person.get("position") or "", roles.get(role, role))
