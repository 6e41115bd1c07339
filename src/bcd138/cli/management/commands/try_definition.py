"""``bcd138 try_definition FILE``: what a changed definition makes of last year's figures."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from bcd138.apps.analytics.trial import Trial, Tried, trials
from bcd138.apps.catalogue import selectors as catalogue
from bcd138.apps.orgunits import selectors as orgunits
from bcd138.apps.reports.selectors import drafter
from bcd138.domain.errors import Refused
from bcd138.domain.vietnamese.numbers import write_number
from bcd138.formats.catalogue_files import CatalogueFaults, read_sources
from bcd138.formats.data_set_changes import changes
from bcd138.formats.definition_changes import read_change
from bcd138.formats.messages import Messages, load_messages

_FEW = 40  # a longer table is cut, unless asked for
_WRONG = 2
_COUNTRY = "VN"


class Command(BaseCommand):
    """Recomputes the indicators of a proposed file under both definitions."""

    help = "Thử định nghĩa mới trên số liệu đã có / Try a changed definition on past figures."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the proposed file, the year or period, and who asks."""
        parser.add_argument("file", type=Path, metavar="FILE.yaml")
        parser.add_argument(
            "--year",
            "--period",
            dest="asked",
            required=True,
            metavar="PERIOD",
            help="năm hoặc kỳ: 2025, 2025H1 / a year or a period",
        )
        parser.add_argument("--as", dest="username", help="người xem / who looks")

    def handle(
        self,
        *args: Any,
        file: Path,
        asked: str,
        username: str | None,
        verbosity: int = 1,
        **options: Any,
    ) -> None:
        """Print a table for each indicator; faults exit with 1, a refusal with 2."""
        del args, options
        messages = load_messages(settings.CATALOGUES / "messages")
        try:
            sources = read_sources(settings.CATALOGUES)
            proposal = read_change(file, catalogue.indicator_versions(), sources)
            by = drafter(username, orgunits.by_code(_COUNTRY))
            tried = trials(proposal, asked, by=by)
        except CatalogueFaults as error:
            for fault in error.faults:
                self.stderr.write(fault)
            words = messages.say("catalogue.trial-faults", count=len(error.faults))
            raise CommandError(words) from error
        except Refused as refusal:
            words = messages.say(refusal.code, **refusal.params)
            raise CommandError(words, returncode=_WRONG) from refusal
        for trial in tried:
            for line in _lines(trial, messages, _FEW if verbosity < _WRONG else None):
                self.stdout.write(line)
        words = messages.say("catalogue.trial", begins=proposal.begins, asked=asked)
        self.stdout.write(words)


def _lines(trial: Trial, messages: Messages, few: int | None) -> Iterator[str]:
    before, after = dict(trial.before.content), dict(trial.after.content)
    before.pop("change", None)
    after.pop("change", None)
    yield f"{trial.after.code} {after['name']}"
    yield from (f"  {line}" for line in changes(before, after))
    if not trial.after.measure.is_computed:
        yield f"  {messages.say('catalogue.trial-not-computed')}"
        return
    ordered = sorted(trial.rows, key=lambda row: not row.differs)
    yield from (f"  {_row(row)}" for row in ordered[:few])
    if few is not None and len(ordered) > few:
        yield f"  … {len(ordered) - few} dòng nữa / more (--verbosity 2)"
    result = messages.say(
        "catalogue.trial-result",
        known=len(trial.rows),
        old=sum(row.old is not None for row in trial.rows),
        new=sum(row.new is not None for row in trial.rows),
        changed=len(trial.differing),
        units=len({row.org_unit for row in trial.differing}),
    )
    yield f"  {result}"


def _row(row: Tried) -> str:
    place = f"{row.org_unit}, {row.period.label}"
    return f"{place:<60} {_written(row.old):>10} → {_written(row.new)}"


def _written(value: Decimal | None) -> str:
    return "…" if value is None else write_number(value)
