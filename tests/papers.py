"""Facts of a review made by hand: Cao Bằng 2018, with a 2017 that is invented."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import bcd138
from bcd138.domain.comparing import ComparisonRules
from bcd138.domain.document.comparison import Comparing
from bcd138.domain.document.compose import compose
from bcd138.domain.document.facts import Award, Fact, Meeting, Office, ReviewFacts
from bcd138.domain.figure import Amount
from bcd138.domain.period import calendar_year
from bcd138.formats.layout_file import load_layout
from bcd138.formats.messages import load_messages
from bcd138.formats.outline_file import load_outline

CATALOGUES = Path(bcd138.__file__).parent / "catalogues"
OUTLINE = load_outline(CATALOGUES, "year_end_review")
LAYOUT = load_layout(CATALOGUES, on=date(2026, 11, 22))
MESSAGES = load_messages(CATALOGUES / "messages")
RULES = ComparisonRules(least_base=Decimal(30), most_apart=Decimal(10))
COMPARING = Comparing(RULES, lambda words: MESSAGES.say(words.code, **words.params))
THIS, BEFORE = "Hội nghị tổng kết năm 2018", "Hội nghị tổng kết năm 2017"

CHAIR = Office("Hoàng Xuân Ánh", "Phó Bí thư Tỉnh ủy, Chủ tịch UBND tỉnh, Trưởng Ban Chỉ đạo")


def fact(indicator, value, unit="vụ", **given):
    counts = {
        name: Decimal(str(given.pop(name)))
        for name in ("numerator", "denominator")
        if name in given
    }
    amount = Amount(Decimal(str(value)), unit, given.pop("comparator", "="), **counts)
    named = {
        "name": f"Chỉ tiêu {indicator}",
        "group": "social_order",
        "group_name": "Tội phạm và trật tự xã hội",
        "value_type": "count",
        "direction": "neutral",
        "source_title": THIS,
        "quote": f"{value} {unit}",
        "data_value": 1,
        "revision": 1,
    }
    return Fact(indicator=indicator, amount=amount, **(named | given))


def award(grantor, form, collectives, individuals, forms_mixed=(), **given):
    return Award(
        grantor=grantor,
        form=form,
        collectives=collectives,
        individuals=individuals,
        total_unsplit=given.get("total_unsplit"),
        forms_mixed=forms_mixed,
        counts_in_total=given.get("counts_in_total", True),
        source_title=THIS,
        quote="",
    )


def review(**given):
    empty = {
        "org_unit": "04",
        "org_unit_name": "tỉnh Cao Bằng",
        "level": "province",
        "is_agency": False,
        "is_invented": False,
        "committee": "Ban Chỉ đạo 138 tỉnh",
        "period": calendar_year(2018),
        "period_before": calendar_year(2017),
        "written_at": datetime(2019, 3, 5, 7, tzinfo=UTC),
        "figures": (),
        "before": (),
        "aims": (),
        "next_aims": (),
        "awards": (),
        "tasks": (),
        "chair": None,
        "meeting": None,
    }
    return ReviewFacts(**(empty | given))


def cao_bang():
    """Every figure, award and task of the province's report of 2018."""
    return review(
        figures=_figures(),
        before=(
            fact("social_order_crime_solved_cases", 402, source_title=BEFORE, data_value=21),
            fact("heroin_weight", 900, "g", value_type="weight", source_title=BEFORE),
            fact("guns_handed_in", 20, "khẩu", source_title=BEFORE, data_value=23),
            _share("safe_communes", 150, 199, "xã, phường", source_title=BEFORE, data_value=24),
        ),
        next_aims=(
            fact("target_crime_reduction", 5, "%", value_type="change", data_value=31),
            fact("target_clearance_rate", 80, "%", value_type="ratio", comparator=">="),
        ),
        awards=(
            award("UBND tỉnh", "mixed", 12, 8, ("co_thi_dua", "bang_khen")),
            award("Bộ Công an", "mixed", 14, None, ("co_thi_dua", "bang_khen")),
            award("Công an tỉnh", "giay_khen", 29, 28),
            award("Chủ tịch UBND tỉnh", "co_thi_dua", 2, None, counts_in_total=False),
        ),
        tasks=("đổi mới nội dung, hình thức xây dựng phong trào", "Tăng cường tuyên truyền."),
        chair=CHAIR,
        meeting=Meeting(date(2019, 3, 12), "chiều", "", CHAIR),
    )


def composed(facts):
    return compose(facts, OUTLINE, COMPARING)


def _share(indicator, part, whole, unit, **given):
    return fact(indicator, part, unit, numerator=part, denominator=whole, **given)


def _figures():
    drugs = {"group": "drugs", "group_name": "Ma túy"}
    safe = {"group": "safe_recognition", "group_name": "Công nhận", "direction": "higher"}
    return (
        fact(
            "social_order_crime_solved_cases",
            388,
            name="Số vụ phạm tội về TTXH đã điều tra, làm rõ (khám phá)",
            data_value=1,
        ),
        fact(
            "social_order_clearance_rate",
            "83.62",
            "%",
            value_type="ratio",
            numerator=388,
            denominator=464,
            data_value=2,
        ),
        fact("heroin_bricks", 342, "bánh", data_value=3, **drugs),
        fact("heroin_weight", "1.47", "kg", value_type="weight", data_value=4, **drugs),
        fact("guns_handed_in", 50, "khẩu", data_value=5, group="weapons", group_name="Vũ khí"),
        _share("safe_communes", 164, 199, "xã, phường", data_value=6, **safe),
        _share("safe_units", 718, 768, "đơn vị", data_value=7, **safe),
    )
