"""``bcd138 load_demo``: an invented province, its merger, its people; one above, one beside."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.timezone import localdate, now

from bcd138.apps.accounts import services as accounts
from bcd138.apps.accounts.demo import DEMO_PASSWORD, NEIGHBOURS, PEOPLE, DemoPerson
from bcd138.apps.accounts.models import User
from bcd138.apps.accounts.selectors import active_person
from bcd138.apps.committees.demo import form_demo_committee
from bcd138.apps.orgunits import services as orgunits
from bcd138.apps.orgunits.selectors import acts, by_code, units_are_loaded
from bcd138.apps.submissions.demo import DemoHands, report_demo_months
from bcd138.domain.org_unit import Link, Name, Unit
from bcd138.domain.reorganisation import ActRow
from bcd138.domain.signing import SigningRight
from bcd138.formats.register_files import ActHead

_SINCE = date(2004, 1, 1)
_SIGNING_SINCE = date(2024, 7, 1)
_REPORTING = (  # commune, who prepares, who signs, where in the invented months it begins
    ("DEMO-AB-NH", "lan", "binh", 0),
    ("DEMO-AB-DP", "dung", "son", 5),
    ("DEMO-AB-TYK", "tam", "dat", 8),
)
_UNUSUAL = "DEMO-AB-DP"


def _invented(
    code: str, level: str, parent: str, *names: str, kind: str = "territory"
) -> tuple[Unit, Name, Link]:
    unit = Unit(code, level, _SINCE, kind=kind, other_names=names, is_invented=True)
    return unit, Name(code, f"{names[0]} (minh họa)", _SINCE), Link(code, parent, _SINCE)


UNITS = (
    _invented("DEMO-AB", "province", "VN", "tỉnh An Bình"),
    _invented("DEMO-AB-NH", "commune", "DEMO-AB", "Xã Nam Hải"),
    _invented("DEMO-AB-DP", "commune", "DEMO-AB", "Xã Đông Phong"),
    _invented("DEMO-AB-TL", "commune", "DEMO-AB", "Xã Tây Lĩnh"),
    _invented("DEMO-AB-TK", "commune", "DEMO-AB", "Xã Tân Khê"),
    _invented(
        "DEMO-AB-VKS",
        "province",
        "DEMO-AB",
        "Viện kiểm sát nhân dân tỉnh An Bình",
        "VKSND tỉnh An Bình",
        kind="agency",
    ),
    _invented("DEMO-SH", "province", "VN", "tỉnh Sơn Hà"),
)
MERGER = ActHead(
    "38/NQ-MH (minh họa)",
    "Nhập xã Tây Lĩnh và xã Tân Khê thành xã Tây Khê (minh họa)",
    date(2025, 6, 20),
    date(2025, 7, 1),
    text="Văn bản hư cấu của phần minh họa; không có nghị quyết nào như vậy.",
    issued_by="Cơ quan hư cấu (minh họa)",
)
MERGED = (
    ActRow(
        2,
        "merge",
        "DEMO-AB-TL",
        "DEMO-AB-TYK",
        name="Xã Tây Khê (minh họa)",
        other_names="Xã Tây Khê",
    ),
    ActRow(3, "merge", "DEMO-AB-TK", "DEMO-AB-TYK"),
)


class Command(BaseCommand):
    """Adds what is missing of the demo; what is there stays as it is."""

    help = "Nạp đơn vị và tài khoản minh họa / Load the invented units and people."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take whether the invented communes have a past."""
        parser.add_argument(
            "--reports",
            action="store_true",
            help="kèm báo cáo tháng của hai năm qua / with two years of monthly reports",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Print how many units, people and reports were added."""
        del args
        if not units_are_loaded():
            raise CommandError(
                "Chưa có danh mục đơn vị: chạy bcd138 load_catalogue trước"
                " / load the catalogue first",
                returncode=2,
            )
        at = now()
        wanted = PEOPLE + (NEIGHBOURS if options["reports"] else ())
        with transaction.atomic():
            units = orgunits.add_units(
                [unit for unit, _, _ in UNITS],
                [name for _, name, _ in UNITS],
                [link for _, _, link in UNITS],
                by="bcd138",
                at=at,
            )
            merged = _merge(at)
            people = sum(
                accounts.add_person(
                    is_demo=True,
                    username=person.username,
                    full_name=person.full_name,
                    position=person.position,
                    org_unit=by_code(person.org_unit),
                    role=person.role,
                    password=DEMO_PASSWORD,
                    by="bcd138",
                    at=at,
                )
                for person in wanted
            )
            _let_sign(wanted, at)
            standing = active_person("minh")
            if standing is not None:
                form_demo_committee(by=standing, at=at)
            reports = _months(standing, at) if options["reports"] else 0
        self.stdout.write(
            f"Minh họa: thêm {units.added + merged} đơn vị hư cấu, {people} tài khoản"
            f" (có tất cả {len(UNITS) + 1} đơn vị, {len(wanted)} tài khoản)"
        )
        if reports:
            self.stdout.write(f"Minh họa: thêm {reports} báo cáo tháng hư cấu đã tiếp nhận")


def _months(standing: User | None, at: datetime) -> int:
    """Send and accept the invented months, where the people of the demo are there."""
    told = 0
    for commune, preparing, signing, shift in _REPORTING:
        reporter, head = active_person(preparing), active_person(signing)
        if standing is not None and reporter is not None and head is not None:
            hands = DemoHands(commune, reporter, head, standing, shift, commune == _UNUSUAL)
            told += report_demo_months(hands=hands, on=localdate(at))
    return told


def _let_sign(people: Iterable[DemoPerson], at: datetime) -> None:
    """Let the invented heads and deputies sign for their units, where nobody has yet."""
    for person in people:
        user = active_person(person.username) if person.signs_as else None
        if user is None or person.signs_as is None or user.signing_rights.exists():
            continue
        unit = by_code(person.org_unit)
        accounts.grant_signing(
            user=user,
            org_unit=unit,
            right=SigningRight(person.signs_as, max(_SIGNING_SINCE, unit.valid_from)),
            by="bcd138",
            at=at,
        )


def _merge(at: datetime) -> int:
    """Enter the invented act where it is not there; return how many units it formed.

    Where somebody has made something else of the two communes since, that stays.
    """
    if acts().filter(code=MERGER.code).exists():
        return 0
    _, plan = orgunits.carry_out(MERGER, MERGED, by="bcd138", at=at)
    return 0 if plan.faults else len(plan.effect.units)
