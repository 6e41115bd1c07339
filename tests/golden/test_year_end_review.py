"""Facts in, text tree out, compared line by line with a file a person has read.

To take a change over after reading it: ``GOLDEN=write pytest tests/golden``.
"""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from bcd138.formats.plain_text import write
from papers import cao_bang, composed, review

HERE = Path(__file__).parent
PAPERS = {
    "cao_bang_2018": cao_bang(),
    "cao_bang_2018_without_2017": replace(cao_bang(), before=(), is_invented=True),
    "nothing_but_a_task": review(committee="", tasks=("Giữ vững địa bàn",)),
}


@pytest.mark.parametrize("name", PAPERS)
def test_the_paper_reads_as_it_did(name):
    path = HERE / f"{name}.txt"
    text = write(composed(PAPERS[name]))
    if os.environ.get("GOLDEN") == "write":
        path.write_text(text, encoding="utf-8")

    assert text.split("\n") == path.read_text(encoding="utf-8").split("\n")
