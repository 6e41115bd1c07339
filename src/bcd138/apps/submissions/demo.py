"""Invented monthly reports of the demo's communes: a new month has a past, a table has rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from django.utils.timezone import make_aware

from bcd138.apps.accounts.models import User
from bcd138.apps.catalogue import selectors as catalogue
from bcd138.apps.orgunits.selectors import by_code
from bcd138.apps.submissions import services
from bcd138.apps.submissions.selectors import latest, place_to_fill
from bcd138.domain.period import Period
from bcd138.domain.regime import last_closed
from bcd138.domain.validation import unanswered

_FORM, _MONTHS_TOLD = "commune_month", 25  # two years, and the month with a past of both
_MONTHS = {
    "social_order_crime_cases": (4, 3, 5, 4, 2, 6, 3, 4, 5, 3, 4, 2, 5),
    "theft_cases": (2, 2, 3, 2, 1, 3, 2, 2, 3, 1, 2, 1, 3),
    "assault_cases": (1, 0, 1, 1, 0, 1, 0, 1, 1, 1, 1, 0, 1),
    "social_order_crime_solved_cases": (3, 3, 4, 4, 2, 5, 3, 3, 4, 3, 4, 2, 4),
    "social_order_crime_solved_offenders": (4, 3, 6, 5, 2, 7, 4, 3, 6, 4, 5, 2, 5),
    "social_order_crime_solved_offenders:sex.female": (0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0, 0, 1),
    "social_order_crime_solved_offenders:age.under_18": (1, 0, 1, 0, 0, 1, 1, 0, 0, 1, 0, 0, 1),
    "crime_property_damage": (18, 12, 31, 20, 9, 40, 15, 22, 27, 14, 19, 8, 33),
    "drug_cases": (1, 0, 1, 2, 1, 0, 1, 1, 0, 1, 2, 1, 1),
    "drug_cases:drug_offence.possession": (1, 0, 1, 2, 1, 0, 1, 1, 0, 1, 2, 1, 1),
    "drug_offenders": (1, 0, 2, 2, 1, 0, 1, 2, 0, 1, 3, 1, 1),
    "drug_prosecuted_cases": (1, 0, 1, 1, 1, 0, 1, 1, 0, 1, 1, 1, 1),
    "drug_admin_cases": (0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1, 0, 0),
    "drug_addicts_managed": (14, 14, 15, 15, 15, 14, 14, 13, 13, 13, 14, 14, 14),
    "crime_reports_received": (9, 7, 11, 8, 6, 12, 9, 10, 8, 7, 9, 6, 10),
    "crime_reports_resolved": (8, 7, 9, 8, 6, 10, 9, 9, 8, 7, 8, 6, 9),
    "people_tips_total": (12, 15, 10, 14, 9, 16, 13, 12, 17, 11, 14, 10, 15),
    "people_tips_valuable": (4, 6, 3, 5, 3, 6, 5, 4, 7, 4, 5, 3, 6),
    "traffic_accident_cases": (1, 0, 2, 1, 1, 0, 1, 2, 0, 1, 1, 0, 1),
    "traffic_accident_cases:route.road": (1, 0, 2, 1, 1, 0, 1, 2, 0, 1, 1, 0, 1),
    "traffic_violations": (31, 28, 40, 35, 26, 44, 33, 30, 38, 29, 36, 27, 41),
    "alcohol_violations": (12, 9, 15, 13, 8, 17, 12, 11, 14, 10, 13, 9, 16),
    "propaganda_sessions": (4, 3, 5, 4, 3, 6, 4, 4, 5, 3, 4, 3, 5),
    "propaganda_attendees": (420, 310, 530, 400, 290, 610, 410, 450, 520, 330, 430, 300, 540),
    "offenders_educated": (6, 6, 6, 5, 5, 5, 6, 6, 6, 5, 5, 5, 5),
}
_UNUSUAL = {"social_order_crime_cases": 14, "theft_cases": 9, "assault_cases": 3}
_IN_THE_AFTERNOON = time(15, 0)
_MILLIONS = frozenset({"crime_property_damage"})
_WORDS = {
    "results": "Tình hình cơ bản ổn định; tổ chức ra quân bảo đảm an ninh, trật tự theo kế hoạch.",
    "difficulties": "Một số vụ trộm cắp ban đêm chưa phát hiện kịp thời.",
    "causes": "Lực lượng tuần tra còn mỏng, chiếu sáng ngõ xóm chưa đủ.",
    "proposals": "Đề nghị cấp tỉnh hỗ trợ lắp thêm camera an ninh.",
}


@dataclass(frozen=True, slots=True)
class DemoHands:
    """Who prepares, signs and accepts the invented reports of a commune.

    ``shift`` is where in the invented months the commune begins, so that no two are alike;
    ``ends_unusually`` that its last month is far from the others.
    """

    org_unit: str
    reporter: User
    head: User
    taker: User
    shift: int = 0
    ends_unusually: bool = False


def report_demo_months(*, hands: DemoHands, on: date) -> int:
    """Send and accept the invented months before the last closed one; return how many.

    Each on the afternoon of its due day, as if the software had been there.

    A month somebody has begun stays as it is, and one at whose end neither commune nor form
    was there is left out. The last closed month is left to be filled in.
    """
    regime = catalogue.regimes()["administrative"]
    months = [last_closed(regime, "month", on)]
    for _ in range(_MONTHS_TOLD):
        months.append(last_closed(regime, "month", months[-1].end))
    unit, since = by_code(hands.org_unit), catalogue.form_on(_FORM, on).form.valid_from
    standing = [month for month in months[1:] if unit.stands(month.end) and since <= month.end]
    return sum(_report(month, place, hands) for place, month in reversed(list(enumerate(standing))))


def _report(period: Period, ago: int, hands: DemoHands) -> int:
    """Report a month that was the last one, or so many months ago."""
    reporter = hands.reporter
    place = place_to_fill(hands.org_unit, _FORM, period.code, by=reporter)
    if latest(place.org_unit, place.form.data_set_id, period) is not None:
        return 0
    due_on = place.form.due_day(period, place.org_unit.level)
    at = make_aware(datetime.combine(due_on, _IN_THE_AFTERNOON))
    told = {key: months[-1 - (ago + hands.shift) % len(months)] for key, months in _MONTHS.items()}
    if hands.ends_unusually and not ago:
        told |= _UNUSUAL
    typed = {key: str(_number(key, number)) for key, number in told.items()}
    services.fill_empty(place=place, how="zero", by=reporter, at=at)
    saved = services.save_cells(place=place, typed=typed, by=reporter, at=at)
    answers = {one.cell: ("", "Đã đối chiếu sổ theo dõi.") for one in unanswered(saved.findings)}
    services.save_cells(place=place, typed={}, remarks=answers, by=reporter, at=at)
    services.save_narratives(place=place, words=_WORDS, by=reporter, at=at)
    sent = services.submit(place=place, by=reporter, at=at)
    services.sign(submission_id=sent.pk, by=hands.head, at=at)
    services.approve(submission_id=sent.pk, by=hands.taker, at=at)
    return 1


def _number(key: str, number: int) -> int:
    return number * 1_000_000 if key in _MILLIONS else number
