"""Lines and what they are for; sentences and where they end."""

from __future__ import annotations

import pytest

from bcd138.domain.extraction.lines import lines_of, sentences_of

BODY = (
    "Trong năm 2025, lực lượng Công an xã đã điều tra, làm rõ 8 trên 9 vụ phạm tội về trật tự"
    " xã hội, bắt 12 đối tượng, đạt kết quả cao hơn cùng kỳ và vượt yêu cầu đề ra từ đầu năm."
)
TEXT = f"""  Hội nghị tổng kết công tác năm 2025

{BODY}
II. KẾT QUẢ CÔNG TÁC
Chỉ tiêu\tNăm 2025\tNăm 2024
| Số vụ | 9 | 11 |
Đồng chí Chủ tịch UBND xã trao Giấy khen cho các tập thể
Kết quả cụ thể như sau:
Tình hình ổn định.
"""


def test_each_line_has_its_kind_and_no_margins():
    lines = lines_of(TEXT)

    assert [(line.kind, TEXT[line.start : line.end][:22]) for line in lines] == [
        ("title", "Hội nghị tổng kết công"),
        ("body", "Trong năm 2025, lực lư"),
        ("heading", "II. KẾT QUẢ CÔNG TÁC"),
        ("row", "Chỉ tiêu\tNăm 2025\tNăm "),
        ("row", "| Số vụ | 9 | 11 |"),
        ("caption", "Đồng chí Chủ tịch UBND"),
        ("heading", "Kết quả cụ thể như sau"),
        ("body", "Tình hình ổn định."),
    ]


@pytest.mark.parametrize("text", ["", " ", "\n\n", " \t\n \n"])
def test_nothing_but_margins_has_no_lines(text):
    assert lines_of(text) == []


def test_a_first_line_that_ends_like_a_sentence_is_no_title():
    assert [line.kind for line in lines_of("Bắt 12 đối tượng.")] == ["body"]


def test_a_photo_credit_is_a_caption():
    lines = lines_of("Tổng kết năm 2025\nNhân dân ký cam kết giữ gìn trật tự. Ảnh: Văn An")

    assert [line.kind for line in lines] == ["title", "caption"]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Bắt 12 đối tượng. Khởi tố 9 vụ.", ["Bắt 12 đối tượng.", "Khởi tố 9 vụ."]),
        ("Đạt 83.62%. Tăng 5%", ["Đạt 83.62%.", "Tăng 5%"]),
        ("Bắt 12 đối tượng; Khởi tố 9 vụ.", ["Bắt 12 đối tượng; Khởi tố 9 vụ."]),
        ("Tại TP. Hà Giang có 5 vụ.", ["Tại TP. Hà Giang có 5 vụ."]),
        ("Đ/c. Nguyễn Văn A. chủ trì.", ["Đ/c. Nguyễn Văn A. chủ trì."]),
        ("Kết quả ra sao? Tốt!", ["Kết quả ra sao?", "Tốt!"]),
        ("Không có dấu chấm", ["Không có dấu chấm"]),
        ("", []),
    ],
)
def test_sentences_end_where_they_end(text, sentences):
    spans = list(sentences_of(text, 0, len(text)))

    assert [text[start:end] for start, end in spans] == sentences


def test_sentences_stay_between_the_offsets_asked_for():
    text = "Một. Hai. Ba. Bốn."

    assert [text[a:b] for a, b in sentences_of(text, 5, 13)] == ["Hai.", "Ba."]
