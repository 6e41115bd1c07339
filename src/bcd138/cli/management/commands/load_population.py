"""``bcd138 load_population``: take over how many people live where from a file."""

from __future__ import annotations

import getpass
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.timezone import now

from bcd138.apps.orgunits import selectors, services
from bcd138.formats.catalogue_reader import CatalogueFaults
from bcd138.formats.messages import load_messages
from bcd138.formats.population_files import read_population_file


class Command(BaseCommand):
    """Loads a CSV file of unit, on, people, source and checked, all or nothing."""

    help = "Nạp dân số các đơn vị từ tệp CSV / Load populations of units from a CSV file."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the file."""
        parser.add_argument("file", type=Path, help="CSV: unit,on,people,source,checked")

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        """Print what changed, or every fault and exit status 1."""
        del args, options
        messages = load_messages(settings.CATALOGUES / "messages")
        if not file.is_file():
            raise CommandError(messages.say("population.no-file", file=str(file)))
        try:
            counts = read_population_file(file, selectors.register().units)
        except CatalogueFaults as error:
            for fault in error.faults:
                self.stderr.write(fault)
            words = messages.say("population.faults", count=len(error.faults))
            raise CommandError(words) from error
        loaded = services.load_populations(counts, by=getpass.getuser(), at=now())
        said = messages.say("population.loaded", added=loaded.added, changed=loaded.changed)
        self.stdout.write(said)
