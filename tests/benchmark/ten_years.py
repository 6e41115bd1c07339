"""Rolls up a nation's ten years in a process of its own, so that its memory can be told."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from bcd138.compute import engines
from bcd138.compute.asked import Cuts
from bcd138.compute.roll_up import own_tables, single_tables
from benchmark.test_roll_up_speed import (
    COMMUNES,
    PROVINCES,
    codes,
    everything,
    months_of,
    register_of,
)

MIB = 1024


def main(folder, indicators, query):
    """Print seconds and the most memory that one question took."""
    register = register_of(codes("P", PROVINCES), codes("C", COMMUNES))
    cuts = Cuts(everything(register, months_of(*range(2017, 2027)), indicators), frozenset())
    figures = folder / "figures" / "*.parquet"
    tables = {"roll_up": single_tables, "own": own_tables}[query](figures, cuts)
    limits = {"memory_limit": "2500MB", "threads": 2, "temp_directory": str(folder / "spill")}
    with engines.opened(settings={**limits, "preserve_insertion_order": "false"}) as engine:
        began = time.perf_counter()
        engine.write(query, tables, folder / f"{query}.parquet")
        took = time.perf_counter() - began
    print(json.dumps({"seconds": round(took, 1), "peak_mib": peak()}))  # noqa: T201 - read


def peak():
    """Return the most memory that this process had, not the one that started it."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) // MIB for line in lines if line.startswith("VmHWM"))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3])
