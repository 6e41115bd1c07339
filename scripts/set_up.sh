#!/bin/sh
# Makes the virtual environment with the pinned dependencies. Called by make, never asks.
# Tạo môi trường Python với các thư viện đã ghim phiên bản và mã băm.
set -eu

python=""
for name in "${PYTHON:-python3.11}" python3.11 python3; do
  command -v "$name" >/dev/null 2>&1 || continue
  "$name" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' && python="$name" && break
done
if [ -z "$python" ]; then
  echo "Cần Python 3.11 / Python 3.11 is needed: sudo apt-get install python3.11 python3-venv" >&2
  exit 2
fi

if [ ! -x .venv/bin/pip ]; then
  echo "▸ Tạo môi trường Python / making the virtual environment"
  if ! "$python" -m venv .venv 2>/dev/null; then
    [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1 || {
      echo "Thiếu gói python3-venv / python3-venv is missing: sudo apt-get install python3-venv" >&2
      exit 2
    }
    DEBIAN_FRONTEND=noninteractive apt-get update -qq >/dev/null
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends python3-venv >/dev/null
    "$python" -m venv .venv
  fi
fi

echo "▸ Cài thư viện đã ghim / installing pinned dependencies (một, hai phút / a minute or two)"
pip=".venv/bin/pip --disable-pip-version-check --no-input"
$pip install --quiet --require-hashes -r requirements.lock
$pip install --quiet --no-deps --no-build-isolation --editable .
