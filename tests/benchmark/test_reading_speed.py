"""Reports of the samples' length: all of the reader beside one plain regular expression."""

from __future__ import annotations

import re
from functools import partial
from statistics import median
from timeit import timeit

import pytest

from bcd138.domain.extraction.reader import read
from bcd138.formats.text_file import read_text_file
from unit.domain.extraction.judging import SAMPLES, the_vocabulary

pytestmark = pytest.mark.benchmark

PLAIN = re.compile(r"\d+(?:[.,]\d+)*\s*(?:vụ|đối tượng|%|tập thể|cá nhân)")


@pytest.fixture(scope="module")
def reports():
    paths = sorted(path for path in SAMPLES.iterdir() if path.suffix in {".txt", ".docx"})
    return [read_text_file(path.read_bytes(), path.name) for path in paths]


def read_all(reports, vocabulary):
    return [read(report, vocabulary) for report in reports]


def search_all(reports):
    return [PLAIN.findall(report) for report in reports]


def test_reading_reports_beside_a_plain_regular_expression(benchmark, reports):
    vocabulary = the_vocabulary()

    readings = benchmark.pedantic(
        read_all, args=(reports, vocabulary), rounds=20, iterations=1, warmup_rounds=3
    )
    plain = partial(search_all, reports)
    raw = median(timeit(plain, number=100) / 100 for _ in range(5))

    assert len(readings) == len(reports)
    assert sum(len(one.figures) for one in readings) > len(reports)
    assert sum(map(len, plain())) > len(reports)
    seconds = benchmark.stats.stats.median
    benchmark.extra_info["reports_per_second"] = round(len(reports) / seconds)
    benchmark.extra_info["ratio_to_raw"] = round(seconds / raw, 1)
    benchmark.extra_info["mean_characters"] = sum(map(len, reports)) // len(reports)
    print(f"\n▸ đọc / reading: {benchmark.extra_info}")  # noqa: T201 - a benchmark is read
