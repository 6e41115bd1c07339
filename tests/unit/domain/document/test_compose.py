"""A review composed from facts: what it says, and what it does not."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from itertools import chain

import pytest

from bcd138.domain.document.facts import Office, as_json, from_json
from bcd138.domain.document.heading import committee_name
from bcd138.domain.document.tree import Annex, Closing, Heading, Note, Paragraph, Table, words
from bcd138.domain.extraction.reading import Change
from bcd138.formats.catalogue_files import read_catalogue
from papers import CATALOGUES, award, cao_bang, composed, fact, review

INDICATORS = read_catalogue(CATALOGUES).indicators


def paragraphs(tree):
    return [words(block.runs) for block in tree.blocks if isinstance(block, Paragraph)]


def said(tree):
    runs = chain.from_iterable(block.runs for block in tree.blocks if isinstance(block, Paragraph))
    return sorted(run.data_value for run in runs if run.data_value is not None)


def every_fact(step=1, offset=0):
    return tuple(
        fact(
            one.code,
            number + 3,
            one.unit,
            name=one.name,
            group=one.group,
            value_type=one.value_type,
            data_value=number,
        )
        for number, one in enumerate(INDICATORS)
        if number % step == offset
    )


def test_the_example_sentences():
    said_in_full = paragraphs(composed(replace(cao_bang(), before=())))

    assert "Điều tra, khám phá 388 vụ phạm pháp hình sự, đạt tỷ lệ 83,62 %." in said_in_full
    assert "Thu giữ 342 bánh và 1,47 kg hê-rô-in." in said_in_full
    assert (
        "Có 164/199 xã, phường đạt tiêu chuẩn “An toàn về an ninh, trật tự” (82,41 %);"
        " 718/768 cơ quan, doanh nghiệp, nhà trường đạt tiêu chuẩn"
        " “An toàn về an ninh, trật tự” (93,49 %)."
    ) in said_in_full


def test_an_approximate_figure_keeps_its_word():
    rate = fact("social_order_clearance_rate", 87, "%", value_type="ratio", comparator=">")

    assert "Tỷ lệ điều tra, khám phá án đạt trên 87 %." in paragraphs(
        composed(review(figures=(rate,)))
    )


@pytest.mark.parametrize(
    ("step", "offset"),
    [(1, 0), (2, 0), (2, 1), (3, 0), (3, 1), (3, 2), (5, 4), (7, 3), (11, 5), (219, 118)],
)
def test_every_indicator_can_be_said_and_is_said_once(step, offset):
    facts = every_fact(step, offset)

    tree = composed(review(figures=facts))

    assert said(tree) == sorted(one.data_value for one in facts)


def test_one_figure_alone_can_be_said():
    for one in every_fact():
        assert said(composed(review(figures=(one,)))) == [one.data_value], one.indicator


@pytest.mark.parametrize("gap", ["  ", " ,", " ;", "()", "{", "}", "<", "TTXH", "(gộp)"])
def test_no_sentence_is_left_with_a_gap(gap):
    said_in_full = paragraphs(composed(review(figures=every_fact())))

    assert [line for line in said_in_full if gap in line] == []


def test_a_section_without_a_figure_carries_a_note_and_no_prose():
    tree = composed(review(tasks=("một việc",)))

    below = dict(zip(tree.blocks, tree.blocks[1:], strict=False))
    headings = [block for block in tree.blocks if isinstance(block, Heading)]
    leaves = [
        below[block]
        for block in headings
        if not isinstance(below[block], Heading) and block.text != "Nhiệm vụ"
    ]
    assert leaves
    assert all(isinstance(block, Note) for block in leaves)
    assert Note("Chưa có số liệu được xác nhận cho mục này.") in leaves


def test_tasks_and_targets_stand_in_the_last_section():
    said_in_full = paragraphs(composed(cao_bang()))

    assert said_in_full[-4:-1] == [
        (
            "Chỉ tiêu kỳ tới: kéo giảm 5 % tội phạm về trật tự xã hội;"
            " tỷ lệ điều tra, khám phá án đạt từ 80 % trở lên."
        ),
        "- Đổi mới nội dung, hình thức xây dựng phong trào.",
        "- Tăng cường tuyên truyền.",
    ]
    assert said_in_full[-1].endswith("./.")


def test_merged_awards_stay_merged_and_repeated_ones_are_not_added():
    table = composed(cao_bang()).blocks[-2]

    assert isinstance(table, Table)
    assert [[words(cell) for cell in row.cells] for row in table.rows] == [
        ["1", "UBND tỉnh", "Cờ thi đua, Bằng khen", "12", "8", "gộp nhiều hình thức"],
        ["2", "Bộ Công an", "Cờ thi đua, Bằng khen", "14", "…", "gộp nhiều hình thức"],
        ["3", "Công an tỉnh", "Giấy khen", "29", "28", ""],
        ["4", "Chủ tịch UBND tỉnh", "Cờ thi đua", "2", "…", "nhắc lại, không cộng"],
        ["", "Cộng", "", "55", "36", ""],
    ]


def test_an_unsplit_award_is_never_split():
    merged = award("UBND tỉnh; Công an tỉnh", "mixed", None, None, ("bang_khen",), total_unsplit=26)

    tree = composed(review(awards=(merged,)))

    assert (
        "Về khen thưởng: UBND tỉnh, Công an tỉnh tặng Bằng khen cho 26 tập thể, cá nhân"
        " (chi tiết tại Phụ lục)."
    ) in paragraphs(tree)
    assert [words(cell) for cell in tree.blocks[-2].rows[0].cells][3:5] == ["…", "…"]


def test_an_only_annex_has_no_number():
    awards = composed(review(awards=(award("Công an tỉnh", "giay_khen", 1, 2),)))
    figures = composed(review(figures=(fact("drug_cases", 3),)))

    assert [
        [block.number for block in tree.blocks if isinstance(block, Annex)]
        for tree in (awards, figures, composed(cao_bang()), composed(review()))
    ] == [["Phụ lục"], ["Phụ lục"], ["Phụ lục I", "Phụ lục II"], []]


def test_a_share_that_a_rate_gives_is_not_said_again():
    solved = fact("social_order_crime_solved_cases", 8, numerator=8, denominator=9)
    rate = fact("social_order_clearance_rate", "88.89", "%", value_type="ratio")

    both, alone = (composed(review(figures=kept)) for kept in ((solved, rate), (solved,)))

    assert "Điều tra, khám phá 8/9 vụ phạm pháp hình sự, đạt tỷ lệ 88,89 %." in paragraphs(both)
    assert "Điều tra, khám phá 8/9 vụ phạm pháp hình sự (88,89 %)." in paragraphs(alone)


@pytest.mark.parametrize(
    ("position", "titles"),
    [
        ("Viện trưởng Viện kiểm sát nhân dân tỉnh", ("VIỆN TRƯỞNG",)),
        ("Phó Chánh án Tòa án nhân dân tỉnh", ("KT. CHÁNH ÁN", "PHÓ CHÁNH ÁN")),
        ("đồng chí", ("THỦ TRƯỞNG CƠ QUAN",)),
    ],
)
def test_the_head_of_an_agency_signs_with_the_own_title(position, titles):
    tree = composed(review(is_agency=True, chair=Office("Lê Quốc Khải", position)))

    signed = next(block for block in tree.blocks if isinstance(block, Closing))
    assert (signed.titles, signed.below, signed.name) == (titles, "", "Lê Quốc Khải")


def test_the_annex_gives_both_years_the_change_and_the_source():
    table = next(block for block in composed(cao_bang()).blocks if isinstance(block, Table))

    rows = [[words(cell) for cell in row.cells] for row in table.rows]
    assert rows[1] == [
        "1",
        "Số vụ phạm tội về trật tự xã hội đã điều tra, làm rõ (khám phá)",
        "vụ",
        "388",
        "402",
        "giảm 14 vụ (−3,5 %)",
        "[1], [2]",
    ]
    assert rows[5][2:6] == ["kg", "1,47", "900 g", "tăng 0,57 kg (+63,3 %)"]


def test_the_paper_of_an_invented_unit_says_so():
    notes = [
        block.text
        for block in composed(replace(cao_bang(), is_invented=True)).blocks
        if isinstance(block, Note)
    ]

    assert notes[0].startswith("(Số liệu minh họa")


def test_a_figure_behind_which_not_all_units_stand_is_remarked():
    partial = fact("theft_cases", 53, name="Số vụ trộm cắp", reported=45, expected=98)

    assert (
        Note("Số vụ trộm cắp: mới có 45/98 đơn vị báo cáo.")
        in composed(review(figures=(partial,))).blocks
    )


def test_the_chair_signs_and_an_unknown_chair_leaves_the_line_open():
    known, unknown = composed(cao_bang()), composed(review())

    signed = next(block for block in known.blocks if isinstance(block, Closing))
    open_line = next(block for block in unknown.blocks if isinstance(block, Closing))
    assert (signed.titles, signed.below, signed.name) == (
        ("TRƯỞNG BAN",),
        "CHỦ TỊCH UBND TỈNH",
        "Hoàng Xuân Ánh",
    )
    assert (open_line.below, open_line.name) == ("", "")
    assert open_line.lines[-1] == "- Lưu: VT, cơ quan thường trực."


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ({"committee": "Ban Chỉ đạo 138 tỉnh"}, "Ban Chỉ đạo 138 tỉnh Cao Bằng"),
        ({"committee": "Ban Chỉ đạo 138 tỉnh Cao Bằng"}, "Ban Chỉ đạo 138 tỉnh Cao Bằng"),
        ({"committee": ""}, "Ban Chỉ đạo 138 tỉnh Cao Bằng"),
        ({"committee": 'Ban phong trào "An ninh" tỉnh'}, "Ban phong trào “An ninh” tỉnh Cao Bằng"),
        (
            {"org_unit_name": "Xã Nam Hải (minh họa)", "level": "commune", "committee": ""},
            "Ban Chỉ đạo 138 xã Nam Hải",
        ),
        (
            {"org_unit_name": "Công an tỉnh Cao Bằng", "is_agency": True, "committee": "x"},
            "Công an tỉnh Cao Bằng",
        ),
        ({"level": "central", "committee": ""}, "Ban Chỉ đạo 138/CP"),
    ],
)
def test_the_committee_is_named_as_the_text_does_with_its_unit(given, name):
    assert committee_name(review(**given)) == name


def test_the_central_committee_sits_in_ha_noi():
    head = composed(review(level="central", org_unit_name="Toàn quốc", committee="")).blocks[0]

    assert (head.superior, head.issuer) == ("CHÍNH PHỦ", "BAN CHỈ ĐẠO 138/CP")
    assert head.place_and_date.startswith("Hà Nội, ngày 05 tháng 3")


def test_an_agency_dates_its_papers_where_its_territory_is():
    name = "Viện kiểm sát nhân dân tỉnh An Bình (minh họa)"

    head = composed(review(is_agency=True, org_unit_name=name)).blocks[0]

    assert (head.superior, head.issuer) == ("", "VIỆN KIỂM SÁT NHÂN DÂN TỈNH AN BÌNH")
    assert head.place_and_date.startswith("An Bình, ngày 05 tháng 3")


def test_the_change_a_sentence_states_is_said_where_no_earlier_figure_is_confirmed():
    down = Change(Decimal(3), "vụ", "down", "same_period_last_year")
    now = fact("drug_cases", 9, stated=down)
    before = fact("drug_cases", 10)

    alone, compared = (
        composed(review(figures=(now,))),
        composed(review(figures=(now,), before=(before,))),
    )

    said_of = "Phát hiện, bắt giữ 9 vụ liên quan đến ma túy ({}).".format
    assert said_of("giảm 3 vụ so với cùng kỳ năm trước") in paragraphs(alone)
    assert said_of("giảm 1 vụ so với năm 2017; số nhỏ, chưa đủ cơ sở so sánh %") in paragraphs(
        compared
    )


def test_counts_out_of_a_whole_without_their_unit_keep_their_word():
    many = fact("safe_units", 700, "đơn vị", comparator=">")

    assert (
        "Có trên 700 cơ quan, doanh nghiệp, nhà trường đạt tiêu chuẩn"
        " “An toàn về an ninh, trật tự”."
    ) in paragraphs(composed(review(figures=(many,))))


def test_an_aim_without_a_sentence_of_the_office_is_said_by_its_name():
    aim = fact("people_tips_total", 500, "nguồn tin", name="Số nguồn tin", comparator=">=")

    tree = composed(review(next_aims=(aim,)))

    assert "Chỉ tiêu kỳ tới: số nguồn tin: từ 500 nguồn tin trở lên." in paragraphs(tree)


def test_facts_survive_being_kept_as_json():
    stated = fact("drug_cases", 9, stated=Change(Decimal(3), "vụ", "down", "previous_year"))
    facts = replace(cao_bang(), chair=Office("A", "B"), aims=(stated,))

    assert from_json(json.loads(json.dumps(as_json(facts)))) == facts
    assert not facts.is_empty
    assert review().is_empty
