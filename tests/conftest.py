"""The cast, the same in every test; no network; stored bytes go to a folder of their own.

                     VN  Toàn quốc ............................ Hòa (standing)
      ┌───────────────┴───────────────┐
DEMO-AB  tỉnh An Bình             DEMO-SH  tỉnh Sơn Hà ........ Phúc (standing)
  │      Minh (standing), Hạnh (reader)
  ├── DEMO-AB-NH   Xã Nam Hải ................................. Lan (reporter)
  ├── DEMO-AB-DP   Xã Đông Phong
  └── DEMO-AB-VKS  Viện kiểm sát nhân dân tỉnh An Bình
"""

from __future__ import annotations

import ipaddress
import shutil
import socket
from io import StringIO
from types import SimpleNamespace

import pytest
from django.conf import settings as django_settings
from django.core.management import call_command
from django.utils import translation

import factories
from bcd138.apps.accounts.enums import Role
from bcd138.apps.accounts.models import User
from bcd138.apps.analytics import pivot
from bcd138.apps.catalogue.services import load
from bcd138.apps.orgunits.enums import Kind, Level
from snapshots import once


@pytest.fixture(autouse=True, scope="session")
def _folders_of_their_own_and_quick_passwords(tmp_path_factory):
    django_settings.FILES_ROOT = tmp_path_factory.mktemp("files")
    django_settings.SNAPSHOTS_ROOT = tmp_path_factory.mktemp("snapshots")
    django_settings.STATIC_ROOT = tmp_path_factory.mktemp("static")
    django_settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def _nothing_remembered():
    pivot.forget()


@pytest.fixture(autouse=True)
def _vietnamese_again():
    """Let no test speak the language that a page of another one was asked in."""
    translation.activate(django_settings.LANGUAGE_CODE)


@pytest.fixture(autouse=True, scope="session")
def _no_network():
    connect = socket.socket.connect

    def connect_here_only(self, address):
        if self.family in {socket.AF_INET, socket.AF_INET6} and not _is_here(address[0]):
            pytest.fail(f"a test reached for the network: {address}")
        return connect(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", connect_here_only)
        yield


def _is_here(host):
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


@pytest.fixture
def at():
    return factories.AT


@pytest.fixture
def units(db):
    vn = factories.org_unit("VN", "Toàn quốc", level=Level.CENTRAL)
    an_binh = factories.org_unit("DEMO-AB", "tỉnh An Bình", parent=vn, is_invented=True)
    commune = {"level": Level.COMMUNE, "parent": an_binh, "is_invented": True}
    return SimpleNamespace(
        vn=vn,
        an_binh=an_binh,
        nam_hai=factories.org_unit("DEMO-AB-NH", "Xã Nam Hải", **commune),
        dong_phong=factories.org_unit("DEMO-AB-DP", "Xã Đông Phong", **commune),
        procuracy=factories.org_unit(
            "DEMO-AB-VKS",
            "Viện kiểm sát nhân dân tỉnh An Bình",
            parent=an_binh,
            kind=Kind.AGENCY,
            is_invented=True,
        ),
        son_ha=factories.org_unit("DEMO-SH", "tỉnh Sơn Hà", parent=vn, is_invented=True),
    )


@pytest.fixture
def lan(units):
    return factories.person("lan", "Trần Thị Lan", org_unit=units.nam_hai, role=Role.REPORTER)


@pytest.fixture
def minh(units):
    return factories.person("minh", "Lê Quang Minh", org_unit=units.an_binh)


@pytest.fixture
def hanh(units):
    return factories.person("hanh", "Đỗ Mỹ Hạnh", org_unit=units.an_binh, role=Role.READER)


@pytest.fixture
def hoa(units):
    return factories.person("hoa", "Phạm Thu Hòa", org_unit=units.vn)


@pytest.fixture
def phuc(units):
    return factories.person("phuc", "Vũ Đình Phúc", org_unit=units.son_ha)


@pytest.fixture
def nobody(units):
    return factories.person("nobody", "Chưa Phân Công")


@pytest.fixture(scope="session")
def small_folder(tmp_path_factory):
    """The real catalogue, of its communes only those of Cao Bằng and of Phú Thọ's lineage."""
    folder = tmp_path_factory.mktemp("catalogue") / "catalogues"
    shutil.copytree(django_settings.CATALOGUES, folder)
    kept = {"04", "17", "25", "26", "25.2025"}
    for path in (folder / "org_units").rglob("communes_*.csv"):
        if path.stem.removeprefix("communes_") not in kept:
            path.unlink()
    return folder


@pytest.fixture
def catalogue(db, small_folder):
    """The catalogue with its real provinces and some communes; not beside ``units``."""
    return once("catalogue", lambda: load(small_folder, by="test", at=factories.AT))


@pytest.fixture
def demo(catalogue):
    """The real catalogue and the demo as ``load_demo`` makes it."""
    once("demo", lambda: call_command("load_demo", stdout=StringIO()))
    return {person.username: person for person in User.objects.filter(is_demo=True)}


@pytest.fixture
def solved(db):
    return factories.indicator("social_order_crime_solved_cases", "Số vụ đã khám phá")


@pytest.fixture
def clearance(db):
    return factories.indicator(
        "social_order_clearance_rate",
        "Tỷ lệ khám phá án",
        unit="%",
        value_type="ratio",
        across_units="none",
        across_periods="none",
    )
