"""Totals of a whole country in bulk: Parquet in, Parquet out, no row passes through Python."""

from __future__ import annotations

from pathlib import Path

from bcd138.compute.asked import Cuts, Question
from bcd138.compute.engines import Engine
from bcd138.compute.roll_up import own_tables, single_tables


def roll_up_files(engine: Engine, figures: Path, question: Question, folder: Path) -> None:
    """Write what units have in the very periods that figures tell of, into a folder.

    ``roll_up.parquet`` has the sums of units above those that report, a row for each share and
    unit of measure; ``own.parquet`` the figures that are totals as they stand.

    Args:
        engine: Any.
        figures: As ``tables.FIGURES`` says.
        question: What is asked; its periods are taken as they were told.
        folder: An empty one.

    Cost: of each question one pass over the figures; memory as the engine is given.
    """
    cuts = Cuts(question, frozenset())
    engine.write("roll_up", single_tables(figures, cuts), folder / "roll_up.parquet")
    engine.write("own", own_tables(figures, cuts), folder / "own.parquet")
