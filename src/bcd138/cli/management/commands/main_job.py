"""``bcd138 main_job DIR``: reports become figures, findings and year-end reviews, once."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.timezone import now

from bcd138.apps.accounts.models import User
from bcd138.apps.accounts.selectors import active_person
from bcd138.apps.intake import selectors
from bcd138.apps.intake.enums import SuggestionKind
from bcd138.cli.main_job import (
    SUFFIXES,
    Work,
    confirm_all,
    draft_all,
    read_all,
    report_files,
    take_choices,
)
from bcd138.formats.messages import load_messages


class Command(BaseCommand):
    """Reads a folder of reports and does everything up to the first drafts."""

    help = "Đọc một thư mục báo cáo / Read a folder of reports, confirm, draft the reviews."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the folder, the person who confirms, and where the reviews go."""
        parser.add_argument("folder", type=Path, metavar="DIR")
        parser.add_argument(
            "--as", dest="username", default="hoa", help="người xác nhận / who confirms"
        )
        parser.add_argument(
            "--out", type=Path, help="thư mục ghi bản tổng kết / folder of the reviews"
        )

    def handle(
        self, *args: Any, folder: Path, username: str, out: Path | None, **options: Any
    ) -> None:
        """Do the job and say in Vietnamese what was done."""
        del args, options
        paths = _reports_in(folder)
        messages = load_messages(settings.CATALOGUES / "messages")
        work = Work(folder=folder, by=_person(username), at=now(), messages=messages)
        self.stdout.write(f"Đọc {len(paths)} báo cáo trong {folder}")
        read_all(work, paths, self._say)
        if not work.texts:
            raise CommandError(f"Không đọc được tệp nào trong {folder}", returncode=2)
        chosen = take_choices(work)
        confirm_all(work)
        _draft(work, out or Path(settings.FILES_ROOT).parent / "reviews")
        self._sum_up(work, chosen)

    def _say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()

    def _sum_up(self, work: Work, chosen: int) -> None:
        already = len(work.texts) - len(work.new)
        details = [selectors.text_detail(text.pk, by=work.by) for text in work.texts.values()]
        awards, tasks = work.found[SuggestionKind.AWARD], work.found[SuggestionKind.TASK]
        new, kept = sum(work.figures.values()), sum(map(_confirmed_figures, details))
        for label, value in (
            ("Báo cáo đã đọc", f"{len(work.texts)} (mới {len(work.new)}, đã có {already})"),
            ("Số liệu tìm thấy", f"{work.found[SuggestionKind.FIGURE]}"),
            ("Mục khác tìm thấy", f"{awards} dòng khen thưởng, {tasks} nhiệm vụ"),
            ("Phát hiện cần xem", f"{work.found['finding']}"),
            ("Đơn vị chọn theo units.csv", f"{chosen} mới"),
            ("Số liệu đã xác nhận", f"{kept} (mới {new}, {_who(work)}; đã có {kept - new})"),
            ("Mục khác vừa xác nhận", f"{sum(work.others.values())}"),
            ("Còn chờ người xác nhận", f"{sum(one.pending for one in details)} mục"),
        ):
            self.stdout.write(f"  {label + ':':<28}{value}")
        without_unit = [one.text for one in details if one.text.org_unit is None]
        names = [f"{text.source_name}: {text.title or 'không có tiêu đề'}" for text in without_unit]
        reviews = [f"{path} ({'mới' if new else 'đã có'})" for path, new in work.reviews]
        self._list("Báo cáo chưa rõ đơn vị", names)
        self._list("Tệp không đọc được", [f"{name}: {why}" for name, why in work.refused])
        self._list("Cần xem lại", work.notes)
        self._list("Bản tổng kết dự thảo", reviews)

    def _list(self, label: str, lines: list[str]) -> None:
        self.stdout.write(f"  {label + ':':<28}{len(lines)}")
        for line in lines:
            self.stdout.write(f"    - {line}")


def _who(work: Work) -> str:
    return f"xác nhận bởi {work.by} – {work.by.username}"


def _confirmed_figures(detail: selectors.TextDetail) -> int:
    return sum(
        one.kind == SuggestionKind.FIGURE and one.state in selectors.CONFIRMED
        for one in detail.suggestions
    )


def _draft(work: Work, out: Path) -> None:
    try:
        draft_all(work, out)
    except OSError as error:
        raise CommandError(
            f"Không ghi được bản tổng kết vào {out}: {error.strerror} / cannot write there",
            returncode=2,
        ) from error


def _reports_in(folder: Path) -> list[Path]:
    if not folder.is_dir():
        raise CommandError(f"Không có thư mục {folder} / no such folder", returncode=2)
    try:
        paths = report_files(folder)
    except OSError as error:
        raise CommandError(
            f"Không mở được thư mục {folder}: {error.strerror} / cannot be opened", returncode=2
        ) from error
    if not paths:
        kinds = ", ".join(SUFFIXES)
        raise CommandError(
            f"Thư mục {folder} không có báo cáo nào ({kinds}) / no reports there", returncode=2
        )
    return paths


def _person(username: str) -> User:
    person = active_person(username)
    if person is None:
        raise CommandError(
            f"Không có tài khoản “{username}”: chạy bcd138 load_demo, hoặc chọn người khác"
            " (--as TÊN) / no such account",
            returncode=2,
        )
    return person
