"""``bcd138 add_person``: give a person an account and a role for an org unit."""

from __future__ import annotations

import getpass
import sys
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils.timezone import now

from bcd138.apps.accounts import services
from bcd138.apps.accounts.enums import Role
from bcd138.apps.orgunits.selectors import by_code
from bcd138.domain.errors import Refused
from bcd138.formats.messages import load_messages


class Command(BaseCommand):
    """Asks for the password, or takes it as the first line of standard input."""

    help = "Thêm người dùng và vai trò ở một đơn vị / Add a person with a role for a unit."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take who the person is and what the person does for which unit."""
        parser.add_argument("username")
        parser.add_argument("--name", required=True, help="họ và tên / full name")
        parser.add_argument("--position", default="", help="chức vụ / position")
        parser.add_argument("--org-unit", required=True, help="mã đơn vị / code of the unit")
        parser.add_argument("--role", required=True, choices=Role.values)

    def handle(self, *args: Any, **options: Any) -> None:
        """Add the account; one of this name that is there already is left alone."""
        del args
        try:
            org_unit = by_code(options["org_unit"])
        except Refused as refusal:
            messages = load_messages(settings.CATALOGUES / "messages")
            words = messages.say(refusal.code, **refusal.params)
            raise CommandError(words, returncode=2) from refusal
        is_new = services.add_person(
            username=options["username"],
            full_name=options["name"],
            position=options["position"],
            org_unit=org_unit,
            role=Role(options["role"]),
            password=_password(),
            by=getpass.getuser(),
            at=now(),
        )
        if not is_new:
            raise CommandError(
                f"Đã có tài khoản “{options['username']}” / that account exists", returncode=2
            )
        self.stdout.write(
            f"Đã thêm {options['name']} ({options['username']}),"
            f" {Role(options['role']).label}, {org_unit.name}."
        )


def _password() -> str:
    if sys.stdin.isatty():
        password = getpass.getpass("Mật khẩu / password: ")
    else:
        password = sys.stdin.readline().rstrip("\n")
    try:
        validate_password(password)
    except ValidationError as error:
        raise CommandError(" ".join(error.messages), returncode=2) from error
    return password
