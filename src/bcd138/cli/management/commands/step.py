"""``bcd138 step``: take one step of a report in a person's name, or ask which are open."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.core.management.base import BaseCommand, CommandError
from django.utils.timezone import now

from bcd138.apps.accounts.models import User
from bcd138.apps.accounts.selectors import active_person
from bcd138.apps.submissions import selectors, services
from bcd138.apps.submissions.models import Submission
from bcd138.apps.submissions.selectors import Place
from bcd138.domain.approval import FIRST, Choice, Step
from bcd138.domain.errors import Refused
from bcd138.formats.messages import load_messages

_WRONG = 2


class Command(BaseCommand):
    """Says the same words as the page and the API."""

    help = "Trình, ký, nhận, trả, chốt một báo cáo / Take one step of a report."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take which report, which step, who, and the words of the step."""
        parser.add_argument("org_unit", help="mã đơn vị / code of the unit")
        parser.add_argument("data_set", help="mã biểu mẫu / code of the form")
        parser.add_argument("period", help="kỳ, ví dụ 2026M11--12-15 / period")
        parser.add_argument(
            "step",
            nargs="?",
            choices=[step.value for step in services.ASKED],
            help="bỏ trống để hỏi việc nào làm được / leave out to ask what is open",
        )
        parser.add_argument("--by", required=True, metavar="USER", help="tài khoản / account")
        parser.add_argument("--note", default="", help="lý do trả lại / why it is returned")
        parser.add_argument(
            "--cell",
            action="append",
            default=[],
            metavar="KEY=WORDS",
            help="lý do trả lại tại một ô / why, at one cell",
        )
        parser.add_argument("--reason", default="", help="lý do đính chính / why it is amended")
        parser.add_argument("--paper", default="", help="văn bản cho phép / the deciding paper")

    def handle(self, *args: Any, step: str | None, **options: Any) -> None:
        """Print where the report stands and what is open; a refusal exits with status 2."""
        del args
        messages = load_messages(settings.CATALOGUES / "messages")
        try:
            told = _taken(Step(step), options) if step else _asked(options)
        except Refused as refusal:
            words = messages.say(refusal.code, **refusal.params)
            raise CommandError(words, returncode=_WRONG) from refusal
        except ObjectDoesNotExist as missing:
            raise CommandError(messages.say("api.not-seen"), returncode=_WRONG) from missing
        self.stdout.write(messages.say("submission.step-taken", **told.about))
        self.stdout.write(messages.say("submission.steps-of-report", by=options["by"]))
        for choice in told.choices:
            refused = choice.refusal
            words = f"▸ {messages.say(f'step.{choice.step}')}"
            if refused is not None:
                words = f"– {messages.say(refused.code, **refused.params)}"
            self.stdout.write(f"  {words}")


@dataclass(frozen=True, slots=True)
class _Told:
    """Where a report stands, and what one may ask for."""

    about: Mapping[str, Any]
    choices: tuple[Choice, ...]


def _taken(step: Step, options: Mapping[str, Any]) -> _Told:
    """Take the step and return what to say of the report after it."""
    by, reasons = _person(options["by"]), _reasons(options["cell"])
    place = selectors.place(options["org_unit"], options["data_set"], options["period"], by=by)
    said = services.Said(options["note"], reasons, options["reason"], options["paper"])
    taken = services.take_step(place=place, step=step, said=said, by=by, at=now())
    return _Told(_about(place, taken.submission), taken.choices)


def _asked(options: Mapping[str, Any]) -> _Told:
    """Return what to say of the report as it stands."""
    by = _person(options["by"])
    found = selectors.entry_form(options["org_unit"], options["data_set"], options["period"], by=by)
    return _Told(_about(found.place, found.submission), found.choices)


def _person(username: str) -> User:
    person = active_person(username)
    if person is None:
        raise Refused("accounts.nobody", username=username)
    return person


def _reasons(given: Iterable[str]) -> dict[str, str]:
    """Return the reasons at cells.

    Raises:
        Refused: ``submission.reason-without-cell``.
    """
    reasons: dict[str, str] = {}
    for one in given:
        cell, _, words = one.partition("=")
        if not cell.strip() or not words.strip():
            raise Refused("submission.reason-without-cell", given=one)
        reasons[cell.strip()] = words.strip()
    return reasons


def _about(place: Place, submission: Submission | None) -> dict[str, Any]:
    return {
        "org_unit": place.org_unit.name,
        "form": place.data_set.name,
        "period": place.period.label,
        "state": f"state.{submission.state if submission else FIRST}",
        "revision": submission.revision if submission else 1,
        "version": submission.version if submission else 0,
    }
