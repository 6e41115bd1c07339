"""The reader with the vocabulary of the repository, for every test of it."""

from __future__ import annotations

from functools import partial

import pytest

from bcd138.domain.extraction import reader
from unit.domain.extraction.judging import the_vocabulary


@pytest.fixture(scope="session")
def vocabulary():
    return the_vocabulary()


@pytest.fixture(scope="session")
def read(vocabulary):
    return partial(reader.read, vocabulary=vocabulary)
