"""Texts that say at their beginning that they are invented."""

from __future__ import annotations

import re

_FIRST_LINES = 12
_SAYS_SO = re.compile(r"(?<!ảnh )(?<!hình )(?:minh h(?:ọa|oạ)|giả định|hư cấu)")


def says_it_is_invented(text: str) -> bool:
    """Tell whether one of the first lines says "minh họa", "giả định" or "hư cấu".

    A caption "ảnh minh họa" says it of the picture only.
    """
    lines = [line for line in text.splitlines() if line.strip()][:_FIRST_LINES]
    return any(_SAYS_SO.search(line.lower()) for line in lines)
