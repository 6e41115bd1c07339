"""Units and periods as a line begins with them, and as they stand inside a sentence."""

from __future__ import annotations

import pytest

from bcd138.web.templatetags.say import inside, opening


@pytest.mark.parametrize(
    ("name", "alone", "within"),
    [
        ("tỉnh Cao Bằng", "Tỉnh Cao Bằng", "tỉnh Cao Bằng"),
        ("Xã Nam Hải (minh họa)", "Xã Nam Hải (minh họa)", "xã Nam Hải (minh họa)"),
        ("Viện kiểm sát nhân dân", "Viện kiểm sát nhân dân", "Viện kiểm sát nhân dân"),
        ("Đông Phong", "Đông Phong", "Đông Phong"),
        ("năm 2018", "Năm 2018", "năm 2018"),
        ("", "", ""),
    ],
)
def test_only_the_kind_of_unit_changes_its_first_letter(name, alone, within):
    assert (opening(name), inside(name)) == (alone, within)
