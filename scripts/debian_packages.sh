#!/bin/sh
# Installs what the browser, PostgreSQL and Spark suites need, where that is possible without asking.
# Cài những gói mà kiểm thử cần; nơi không cài được thì nói rõ phần nào bị bỏ qua.
set -eu

missing=""
suites=""
[ -x "${PLAYWRIGHT_CHROMIUM:-/usr/bin/chromium}" ] || { missing="chromium"; suites="trình duyệt/browser"; }
if ! command -v initdb >/dev/null 2>&1 && ! ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1; then
  missing="${missing:+$missing }postgresql"
  suites="${suites:+$suites, }PostgreSQL"
fi
command -v java >/dev/null 2>&1 || {
  missing="${missing:+$missing }openjdk-17-jre-headless"
  suites="${suites:+$suites, }Spark"
}

install() {
  [ "$(id -u)" = 0 ] && [ -e /etc/debian_version ] && command -v apt-get >/dev/null 2>&1 || return 1
  echo "▸ Cài gói hệ thống / installing: $missing"
  export DEBIAN_FRONTEND=noninteractive
  # shellcheck disable=SC2086 # a list of names
  apt-get update -qq >/dev/null && apt-get install -y -qq --no-install-recommends $missing >/dev/null
}

if [ -n "$missing" ] && ! install; then
  echo "Bỏ qua kiểm thử / suites skipped: $suites. Cách có / to get them: sudo apt-get install $missing"
fi
if command -v java >/dev/null 2>&1 && ! .venv/bin/python -c "import pyspark" 2>/dev/null; then
  echo "▸ Cài Spark cho kiểm thử / installing Spark for its tests"
  .venv/bin/pip --disable-pip-version-check --no-input install --quiet --require-hashes -r requirements-spark.lock ||
    echo "Bỏ qua kiểm thử / suites skipped: Spark"
fi
