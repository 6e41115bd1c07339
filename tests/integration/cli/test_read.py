"""``bcd138 read`` as a person types it: JSON, a table, and what it says of bad files."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import unicodedata

import pytest

pytestmark = pytest.mark.slow

GOOD = """Ban Chỉ đạo 138 tỉnh tổng kết công tác năm 2018, triển khai nhiệm vụ năm 2019

Năm 2018, lực lượng Công an đã khám phá 388 vụ phạm pháp hình sự, đạt 83,62%.
Năm 2019, Ban Chỉ đạo 138 tỉnh yêu cầu các cấp, các ngành phấn đấu giảm 5% số vụ phạm tội \
về trật tự xã hội.
Dịp này, 12 tập thể, 8 cá nhân được Chủ tịch UBND tỉnh tặng Bằng khen.
Đồng chí Trần Văn Minh Họa, Phó Chủ tịch UBND tỉnh, Trưởng Ban Chỉ đạo 138 tỉnh chủ trì hội nghị.
"""
TCVN3 = b"C\xabng an t\xd8nh \xae\xb7 kh\xb8m ph\xb8 388 v\xf4 ph\xb9m ph\xb8p h\xd7nh s\xf9."
CP1258 = unicodedata.normalize("NFD", "Công an tỉnh").replace("o\u0302", "ô").encode("cp1258")
BAD = {
    "rong.txt": (b"", "không có chữ nào"),
    "anh.txt": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "có vẻ là PNG"),
    "nhi-phan.txt": (b"388\x00\x00v\x00" * 40, "nhị phân"),
    "lon.txt": (b"388 vu. " * (11 * 1024 * 128), "11,0 MB, giới hạn là 10,0 MB"),
    "tcvn3.txt": (TCVN3, "bảng mã sai ở dòng 1, byte thứ 2"),
    "cp1258.txt": (CP1258, "bảng mã sai ở dòng 1"),
    "mat.txt": (f"MẬT\n{GOOD}".encode(), "dấu chỉ độ mật"),
}
KEYS = {
    "": "source title committee org_unit level period conference people figures awards tasks"
    " findings next_period",
    "committee": "full_name short_name",
    "org_unit": "name code how",
    "period": "type start end",
    "next_period": "type start end",
    "conference": "date session place as_written year_from",
    "people": "name position role",
    "figures": "indicator value unit comparator numerator denominator change kind period quote"
    " start end certainty reason rivals",
    "awards": "grantor form collectives individuals total_unsplit forms_mixed counts_in_total"
    " quote start end",
    "tasks": "text indicator value start end",
    "findings": "code severity message quote start end",
}


def bcd138_read(folder, *arguments):
    return subprocess.run(  # noqa: S603 - our own program, our own arguments
        [sys.executable, "-m", "bcd138.cli", "read", *arguments],
        cwd=folder,
        env=os.environ | {"BCD138_DATA": str(folder / "data")},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    place = tmp_path_factory.mktemp("reports")
    (place / "tot.txt").write_text(GOOD, "utf-8")
    (place / "cung-tot.txt").write_bytes(GOOD.replace("\n", "\r\n").encode())
    for name, (content, _) in BAD.items():
        (place / name).write_bytes(content)
    return place


@pytest.fixture(scope="module")
def answered(folder):
    """Good files before, between and after the bad ones, in one call."""
    return bcd138_read(folder, "tot.txt", *BAD, "cung-tot.txt", "--json")


@pytest.fixture(scope="module")
def answers(answered):
    return [json.loads(line) for line in answered.stdout.splitlines()]


def test_good_files_among_bad_ones_are_read_one_line_each(answered, answers):
    assert answered.returncode == 2
    assert [one["source"] for one in answers] == ["tot.txt", "cung-tot.txt"]


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_named_in_vietnamese_on_standard_error(name, answered):
    lines = [line for line in answered.stderr.splitlines() if line.startswith(f"{name}: ")]

    assert len(lines) == 1
    assert f"“{name}”" in lines[0]
    assert BAD[name][1] in lines[0]


def test_standard_error_has_a_line_for_each_bad_file_and_no_other(answered):
    assert len(answered.stderr.splitlines()) == len(BAD)


@pytest.mark.parametrize("part", KEYS)
def test_json_has_the_keys_that_were_promised(part, answers):
    inside = answers[0][part] if part else answers[0]

    one = inside[0] if isinstance(inside, list) else inside

    assert sorted(one) == sorted(KEYS[part].split())


def test_json_says_what_the_report_says(answers):
    first = answers[0]

    assert first["org_unit"] == {"name": None, "code": None, "how": "absent"}
    assert first["level"] == "province"
    assert first["period"] == {"type": "year", "start": "2018-01-01", "end": "2018-12-31"}
    assert [
        (one["indicator"], one["value"], one["unit"], one["numerator"], one["kind"])
        for one in first["figures"]
    ] == [
        ("social_order_crime_solved_cases", 388, "vụ", None, "result"),
        ("social_order_clearance_rate", 83.62, "%", 388, "result"),
        ("target_crime_reduction", 5, "%", None, "target"),
    ]
    assert [
        (one["grantor"], one["form"], one["collectives"], one["individuals"])
        for one in first["awards"]
    ] == [("Chủ tịch UBND tỉnh", "bang_khen", 12, 8)]
    assert [(one["name"], one["role"]) for one in first["people"]] == [
        ("Trần Văn Minh Họa", "chair")
    ]
    assert [(one["code"], one["severity"]) for one in first["findings"]] == [
        ("ratio.implied-total", "notice")
    ]


def test_offsets_count_characters_of_the_file_as_it_is(answers):
    texts = {"tot.txt": GOOD, "cung-tot.txt": GOOD.replace("\n", "\r\n")}

    for one in answers:
        text = texts[one["source"]]
        quoted = [*one["figures"], *one["awards"], *one["findings"]]
        assert [each["quote"] for each in quoted] == [
            text[each["start"] : each["end"]] for each in quoted
        ]


def test_without_json_a_table_is_printed(folder):
    said = bcd138_read(folder, "tot.txt")

    assert (said.returncode, said.stderr) == (0, "")
    lines = said.stdout.splitlines()
    assert lines[0] == "■ tot.txt"
    assert "  Đơn vị: không có trong văn bản" in lines
    assert "  Kỳ: 01/01/2018 – 31/12/2018" in lines
    assert "  Số liệu (3):" in lines
    (rate,) = (line for line in lines if "83,62 %" in line and "Tỷ lệ" in line)
    assert rate.endswith("83,62 % (388/…)")
    (target,) = (line for line in lines if line.endswith("[chỉ tiêu]"))
    assert " 5 %" in target
    (award,) = (line for line in lines if "Bằng khen" in line)
    assert award.strip() == "Chủ tịch UBND tỉnh: Bằng khen – 12 tập thể, 8 cá nhân"


def test_refusals_are_said_in_english_when_asked(folder):
    said = bcd138_read(folder, "rong.txt", "--language", "en")

    assert said.returncode == 2
    assert said.stdout == ""
    assert said.stderr == (
        "rong.txt: “rong.txt” was not read: it has no text. Please check the file and send it"
        " again.\n"
    )


def test_a_file_that_is_not_there_does_not_stop_the_others(folder):
    said = bcd138_read(folder, "khong-co.txt", ".", "tot.txt", "--json")

    assert said.returncode == 2
    assert [json.loads(line)["source"] for line in said.stdout.splitlines()] == ["tot.txt"]
    missing, a_folder = said.stderr.splitlines()
    assert missing.startswith("khong-co.txt: ")
    assert "“khong-co.txt”" in missing
    assert "không" in missing
    assert a_folder.startswith(".: ")


def test_a_name_that_is_no_unicode_is_shown_as_far_as_it_is(folder):
    odd = os.fsencode(folder) + b"/b\xe1o-c\xe1o.txt"
    with open(odd, "wb") as handle:  # noqa: PTH123 - a path of bytes
        handle.write(GOOD.encode())

    said = bcd138_read(folder, os.fsdecode(odd), "--json")

    assert (said.returncode, said.stderr) == (0, "")
    assert json.loads(said.stdout)["source"].endswith("b\ufffdo-c\ufffdo.txt")


def test_a_file_without_end_is_refused_after_a_part_of_it(folder):
    said = bcd138_read(folder, "/dev/zero")

    assert said.returncode == 2
    assert "giới hạn là 10,0 MB" in said.stderr


def test_no_file_named_is_said(folder):
    said = bcd138_read(folder)

    assert said.returncode == 2
    assert "FILE" in said.stderr
