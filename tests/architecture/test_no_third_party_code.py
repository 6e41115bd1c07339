"""What the project contains, we wrote: nothing minified, bundled or copied stands in git."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
_OURS = {".py", ".sh", ".css", ".js", ".html", ".txt"}
_FOREIGN_FILES = re.compile(
    r"(\.min\.(js|css)|\.map|\.woff2?|\.ttf|\.otf|\.whl|\.tgz)$|(^|/)node_modules/|(^|/)vendor/"
)
_FOREIGN_MARKS = re.compile(r"@license|@preserve|sourceMappingURL|/\*!|[Cc]opyright \(c\)|\(c\) 20")
_ADDRESSES = re.compile(
    r"npmjs\.org|pypi\.org|pythonhosted\.org|cdn\.|unpkg\.com|googleapis\.com|jsdelivr"
)
_MACHINE = re.compile(r"/(?:work|opt|root|home/[a-z]+)/|/tmp/dl|file:///")
_LONGEST_LINE = 400


def _tracked() -> list[Path]:
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    try:
        listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True).stdout  # noqa: S603 - a fixed command
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("không phải kho git / no git repository here")
    paths = (ROOT / name.decode() for name in listed.split(b"\0") if name)
    return [path for path in paths if path.is_file()]


def _texts(*suffixes: str):
    for path in _tracked():
        if (not suffixes or path.suffix in suffixes) and path != Path(__file__).resolve():
            try:
                yield path.relative_to(ROOT), path.read_text(encoding="utf-8")
            except UnicodeDecodeError:
                continue


def test_no_front_end_package_stands_in_git():
    assert [path for path in _tracked() if _FOREIGN_FILES.search(str(path))] == []


def test_no_file_carries_the_mark_of_a_foreign_licence():
    marked = [path for path, text in _texts(*_OURS) if _FOREIGN_MARKS.search(text)]

    assert marked == []


def test_no_script_or_style_is_minified():
    minified = [
        path
        for path, text in _texts(".css", ".js")
        if any(len(line) > _LONGEST_LINE for line in text.splitlines())
    ]

    assert minified == []


def test_no_address_of_a_registry_stands_anywhere():
    found = [(path, hit[0]) for path, text in _texts() if (hit := _ADDRESSES.search(text))]

    assert found == []


def test_no_path_of_a_machine_stands_anywhere():
    found = [(path, hit[0]) for path, text in _texts() if (hit := _MACHINE.search(text))]

    assert found == []


def test_every_front_end_asset_is_pinned():
    lock = json.loads((ROOT / "frontend/assets.lock.json").read_text(encoding="utf-8"))

    assert all(asset["sha512"].startswith("sha512-") for asset in lock["assets"])
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", asset["version"]) for asset in lock["assets"])


def test_every_front_end_asset_is_told_in_third_party():
    lock = json.loads((ROOT / "frontend/assets.lock.json").read_text(encoding="utf-8"))
    told = (ROOT / "THIRD_PARTY.md").read_text(encoding="utf-8")

    assert [
        asset["name"]
        for asset in lock["assets"]
        if not re.search(rf"{re.escape(asset['name'])}.*{re.escape(asset['version'])}", told)
    ] == []


def test_third_party_names_the_versions_that_are_pinned():
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    pinned = dict(re.findall(r"^([a-z0-9-]+)(?:\[[a-z, ]+\])?==(\S+)", lock, re.MULTILINE))
    told = (ROOT / "THIRD_PARTY.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| ([a-z0-9-]+) \| ([\d.]+) \|", told, re.MULTILINE)

    assert rows
    assert [(name, version) for name, version in rows if pinned.get(name) != version] == []
