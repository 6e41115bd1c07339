#!/bin/sh
# Installs what the browser and PostgreSQL suites need, where that is possible without asking.
# Cài những gói mà kiểm thử cần; nơi không cài được thì nói rõ phần nào bị bỏ qua.
set -eu

missing=""
suites=""
[ -x "${PLAYWRIGHT_CHROMIUM:-/usr/bin/chromium}" ] || { missing="chromium"; suites="trình duyệt/browser"; }
if ! command -v initdb >/dev/null 2>&1 && ! ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1; then
  missing="${missing:+$missing }postgresql"
  suites="${suites:+$suites, }PostgreSQL"
fi
[ -n "$missing" ] || exit 0

if [ "$(id -u)" = 0 ] && [ -e /etc/debian_version ] && command -v apt-get >/dev/null 2>&1; then
  echo "▸ Cài gói hệ thống / installing: $missing"
  export DEBIAN_FRONTEND=noninteractive
  # shellcheck disable=SC2086 # a list of names
  if apt-get update -qq >/dev/null && apt-get install -y -qq --no-install-recommends $missing >/dev/null; then
    exit 0
  fi
fi
echo "Bỏ qua kiểm thử / suites skipped: $suites. Cách có / to get them: sudo apt-get install $missing"
