"""Reads every catalogue and message file and says what is wrong, without a database."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bcd138.formats.catalogue_files import CatalogueFaults, read_catalogue
from bcd138.formats.messages import load_messages
from bcd138.formats.register_files import read_register
from bcd138.formats.vocabulary import load_vocabulary
from bcd138.formats.yaml_file import YamlFault

CATALOGUES = Path(__file__).resolve().parent.parent / "src/bcd138/catalogues"


def main() -> int:
    """Print the faults, or what was read, and return the exit status."""
    read: list[Any] = []
    faults: list[str] = []
    for reads in (_words, read_catalogue, read_register, load_vocabulary):
        try:
            read.append(reads(CATALOGUES))
        except (CatalogueFaults, YamlFault) as error:
            faults += [fault for fault in error.faults if fault not in faults]
    for fault in faults:
        print(fault, file=sys.stderr)
    if faults:
        return 1
    words, catalogue, files, _ = read
    forms = {form.code for form in catalogue.data_sets}
    counted = f"{len(catalogue.indicators)} chỉ tiêu, {len(forms)} biểu mẫu"
    counted += f", {len(files.register.units)} đơn vị, {len(words)} lời"
    print(f"Danh mục: {counted} / catalogue files are sound")
    return 0


def _words(catalogues: Path) -> Mapping[str, Mapping[str, str]]:
    return load_messages(catalogues / "messages").words


if __name__ == "__main__":
    sys.exit(main())
