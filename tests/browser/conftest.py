"""A real browser on a live server: every page is watched for errors and for strangers' hosts."""

from __future__ import annotations

import os
import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import sync_playwright

from bcd138.apps.accounts.demo import DEMO_PASSWORD

DESK = {"width": 1366, "height": 768}
PHONE = {"width": 390, "height": 844}
ROOT = Path(__file__).resolve().parents[2]
RESULTS = ROOT / "test-results"
SAMPLES = ROOT / "samples/reports"
_ANSWERED_NO = re.compile(r"status of (404|409|413|422)")

# Playwright's loop lives in the thread that also prepares the database.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


def pytest_collection_modifyitems(items):
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.slow)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    report = yield
    if report.when == "call" and report.failed and "page" in item.funcargs:
        RESULTS.mkdir(exist_ok=True)
        name = re.sub(r"[^\w-]+", "-", item.name)
        item.funcargs["page"].screenshot(path=RESULTS / f"{name}.png", full_page=True)
    return report


@pytest.fixture(scope="session")
def chromium():
    path = os.environ.get("PLAYWRIGHT_CHROMIUM", "/usr/bin/chromium")
    if not Path(path).exists():
        pytest.skip(f"không có Chromium ở {path}: apt install chromium, hoặc PLAYWRIGHT_CHROMIUM=…")
    arguments = ["--no-sandbox", "--disable-background-networking"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=arguments)
        yield browser
        browser.close()


@pytest.fixture
def watched(chromium, live_server):
    """Open pages whose requests stay on this host and whose console stays silent."""
    contexts, strangers, troubles = [], [], []
    own = urlsplit(live_server.url).netloc

    def open_page(size=DESK, **options):
        context = chromium.new_context(
            viewport=size, base_url=live_server.url, reduced_motion="reduce", **options
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("request", lambda request: _note_stranger(request.url, own, strangers))
        page.on("console", lambda message: _note_trouble(message, troubles))
        page.on("pageerror", lambda error: troubles.append(str(error)))
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert strangers == []
    assert troubles == []


@pytest.fixture
def page(watched, demo):
    return watched()


@pytest.fixture
def phone(watched, demo):
    return watched(PHONE, has_touch=True)


def _note_stranger(url, own, strangers):
    parts = urlsplit(url)
    if parts.scheme in {"http", "https"} and parts.netloc != own:
        strangers.append(url)


def _note_trouble(message, troubles):
    if message.type in {"error", "warning"} and not _ANSWERED_NO.search(message.text):
        troubles.append(message.text)


@pytest.fixture
def sign_in():
    def enter(page, username):
        page.goto("/dang-nhap/")
        page.get_by_label("Tên đăng nhập").fill(username)
        page.get_by_label("Mật khẩu").fill(DEMO_PASSWORD)
        page.get_by_role("button", name="Đăng nhập").click()
        page.get_by_role("heading", name="Việc của tôi").wait_for()

    return enter


@pytest.fixture
def receive():
    def bring(page, name):
        page.goto("/van-ban/nhan/")
        page.get_by_label("Tệp").set_input_files(SAMPLES / name)
        page.get_by_role("button", name="Nhận và đọc").click()
        page.wait_for_url("**/van-ban/*/")

    return bring


@pytest.fixture
def choose_unit():
    def choose(page, typed, name):
        page.get_by_label("Tìm đơn vị theo tên").press_sequentially(typed)
        page.locator("#unit-choices form", has_text=name).first.get_by_role("button").click()
        page.get_by_text("Đã ghi đơn vị của văn bản.").wait_for()

    return choose
