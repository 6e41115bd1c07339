#!/bin/sh
# Builds the wheel, installs it where there is nothing else, and loads the sign-in page.
# Dựng gói, cài vào môi trường trống không có npm, rồi mở trang đăng nhập.
set -eu

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
echo "▸ Dựng gói / building the wheel"
.venv/bin/python -m build --wheel --no-isolation --outdir "$folder/dist" . >"$folder/build.log" 2>&1 \
  || { tail -20 "$folder/build.log" >&2; exit 1; }
sed -n 's/^\([A-Za-z0-9._-]*==[^ ;]*\).*/\1/p' requirements.lock >"$folder/constraints.txt"

echo "▸ Cài vào môi trường trống / installing it in an empty environment"
.venv/bin/python -m venv "$folder/venv"
"$folder/venv/bin/pip" --disable-pip-version-check --no-input install --quiet \
  --constraint "$folder/constraints.txt" "$folder"/dist/*.whl

echo "▸ Cơ sở dữ liệu mới và trang đăng nhập / a fresh database and the sign-in page"
# No npm and nothing of this machine's tools on the PATH, only the new environment.
(
  cd "$folder"
  unset DATABASE_URL
  export PATH="$folder/venv/bin" BCD138_DATA="$folder/data" PYTHONWARNINGS=ignore
  bcd138 migrate --verbosity 0
  bcd138 load_catalogue --verbosity 0
  bcd138 shell --verbosity 0 --command '
from django.test import Client
from django.urls import reverse
client = Client(SERVER_NAME="localhost")
page = client.get(reverse("login"))
assert page.status_code == 200, page.status_code
for name in ("vendor/tabler/tabler.min.css", "css/bcd138.css", "css/tokens.css"):
    answer = client.get(f"/static/{name}")
    assert answer.status_code == 200, (name, answer.status_code)
print("Gói dùng được / the wheel works:", len(page.content), "byte")
'
)
