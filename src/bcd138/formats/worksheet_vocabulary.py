"""Reads the words by which units' own worksheets are understood."""

from __future__ import annotations

from pathlib import Path

from bcd138.domain.worksheet.vocabulary import SheetWords, build_sheet_words
from bcd138.formats.yaml_file import read_yaml


def load_sheet_words(catalogues: Path) -> SheetWords:
    """Return the words of ``vocabularies/worksheets.yaml`` in the catalogue folder.

    Raises:
        YamlFault: The file is no YAML.
        TypeError: A list is missing, or one is there that nothing reads.
    """
    return build_sheet_words(**read_yaml(catalogues / "vocabularies" / "worksheets.yaml").value)
