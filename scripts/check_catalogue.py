"""Reads every catalogue and message file and says what is wrong, without a database."""

from __future__ import annotations

import sys
from pathlib import Path

from bcd138.formats.catalogue_files import CatalogueFaults, read_catalogue
from bcd138.formats.messages import load_messages
from bcd138.formats.vocabulary import load_vocabulary
from bcd138.formats.yaml_file import YamlFault

CATALOGUES = Path(__file__).resolve().parent.parent / "src/bcd138/catalogues"


def main() -> int:
    """Print the faults, or what was read, and return the exit status."""
    faults: list[str] = []
    try:
        catalogue = read_catalogue(CATALOGUES)
        words = load_messages(CATALOGUES / "messages").words
        load_vocabulary(CATALOGUES)
    except (CatalogueFaults, YamlFault) as error:
        faults = error.faults
    for fault in faults:
        print(fault, file=sys.stderr)
    if faults:
        return 1
    counted = f"{len(catalogue.indicators)} chỉ tiêu, {len(catalogue.org_units)} đơn vị"
    print(f"Danh mục: {counted}, {len(words)} lời / catalogue files are sound")
    return 0


if __name__ == "__main__":
    sys.exit(main())
