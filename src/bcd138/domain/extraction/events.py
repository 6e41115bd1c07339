"""Tells the story of one event from the figures of a period.

"Điển hình, rạng sáng 17/11 … bắt quả tang … 6.000 viên" is one case told at length: it is
in the totals already and gives no figure, no total and no conference date.
"""

from __future__ import annotations

import re

_DAY = r"(?:ngày\s+)?\d{1,2}[/-]\d{1,2}"
_TELLS = re.compile(
    r"\W*(?:điển hình|tiêu biểu là vụ|đơn cử|mới đây nhất|năm ngoái ở)\b"
    rf"|\W*(?:đáng chú ý|trước đó|cụ thể|gần đây|mới đây)[^.;]{{0,25}}{_DAY}"
    r"|\W*(?:vào )?(?:khoảng|lúc|hồi|rạng sáng)\s+[^.;]{0,12}\d"
)
_BETRAYS = re.compile(
    r"rạng sáng|(?:\bsn|sinh năm)\s*(?:19|20)\d\d|khai nhận|đối tượng khai|nạn nhân bị"
    r"|(?:một|là) người dân (?:bản|làng|thôn|xóm|ấp|ở)|thường trú tại|ở làng bên"
)


_GOES_ON = re.compile(r"\W*(?:đối tượng|tại đây|qua khám xét|tang vật|sau đó|nạn nhân)\b")


def tells_an_event(low: str, start: int, end: int) -> bool:
    """Tell whether the sentence at this span narrates one event or speaks of a private person.

    ``low`` is the whole text in lower case.
    """
    told = _TELLS.match(low, start, end) or _BETRAYS.search(low, start, end)
    return told is not None


def goes_on_telling(low: str, start: int, end: int) -> bool:
    """Tell whether a sentence after a narrated event still belongs to it."""
    return _GOES_ON.match(low, start, end) is not None
