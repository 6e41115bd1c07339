"""The environment as settings, and every mistake in it at once."""

from __future__ import annotations

import pytest

from bcd138.config.environment import Mail, Spark, WrongSettings, read_environment


@pytest.fixture
def given(tmp_path):
    return {"BCD138_DATA": str(tmp_path)}


def test_a_key_is_made_once_and_kept_for_its_owner(given, tmp_path):
    first = read_environment(given).secret_key

    assert len(first) > 50
    assert read_environment(given).secret_key == first
    assert [path.name for path in tmp_path.iterdir()] == ["secret_key"]
    assert (tmp_path / "secret_key").stat().st_mode & 0o777 == 0o600


def test_without_an_address_the_database_is_a_file_of_the_data_folder(given, tmp_path):
    assert read_environment(given).database["NAME"] == tmp_path / "bcd138.sqlite3"


def test_an_address_of_postgresql_keeps_its_options(given):
    url = "postgresql://b%40d:m%3Ak@db.example:5433/s%20l?sslmode=verify-full"

    database = read_environment({**given, "DATABASE_URL": url}).database

    assert database == {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "s l",
        "USER": "b@d",
        "PASSWORD": "m:k",
        "HOST": "db.example",
        "PORT": "5433",
        "CONN_MAX_AGE": 60,
        "OPTIONS": {"sslmode": "verify-full"},
    }


def test_names_may_have_spaces_between_them(given):
    answers = read_environment(
        {**given, "BCD138_HOSTS": "a.example, b.example,", "BCD138_TLS": "1"}
    )

    assert answers.allowed_hosts == ["a.example", "b.example"]
    assert answers.trusted_origins == ["https://a.example", "https://b.example"]


def test_a_spark_cluster_is_named_or_there_is_none(given):
    master = {**given, "BCD138_SPARK_MASTER": "spark://h:7077"}

    assert read_environment(given).spark is None
    assert read_environment(master).spark == Spark("spark://h:7077", 200_000_000)
    assert read_environment({**master, "BCD138_SPARK_ABOVE": "5"}).spark.above == 5
    with pytest.raises(WrongSettings, match="BCD138_SPARK_ABOVE=many"):
        read_environment({**given, "BCD138_SPARK_ABOVE": "many"})


@pytest.mark.parametrize(
    "url", ["postgresql://h:99999/x", "postgresql://[h/x", "mysql://h/x", "postgresql://h", "x"]
)
def test_every_mistake_is_said_at_once(url, given, tmp_path):
    (tmp_path / "key").write_bytes(b"")

    with pytest.raises(WrongSettings) as wrong:
        read_environment(
            {
                **given,
                "DATABASE_URL": url,
                "BCD138_TLS": "maybe",
                "BCD138_SECRET_KEY_FILE": str(tmp_path / "key"),
            }
        )

    first, *faults = str(wrong.value).splitlines()
    assert first == "Cấu hình sai / wrong settings:"
    assert [fault.split(":")[0].split("=")[0] for fault in faults] == [
        "DATABASE_URL",
        "BCD138_TLS",
        str(tmp_path / "key"),
    ]


@pytest.mark.parametrize("content", [None, "khóa".encode()])
def test_a_key_file_that_cannot_be_read_is_said(content, given, tmp_path):
    path = tmp_path / "key"
    if content is not None:
        path.write_bytes(content)

    with pytest.raises(WrongSettings) as wrong:
        read_environment({**given, "BCD138_SECRET_KEY_FILE": str(path)})

    assert f"{path}: không đọc hoặc ghi được" in str(wrong.value)


def test_mail_is_off_until_a_server_is_named(tmp_path):
    data = {"BCD138_DATA": str(tmp_path)}
    named = {"BCD138_EMAIL_HOST": "mail.example", "BCD138_EMAIL_FROM": "bcd138@example.vn"}

    assert read_environment(data).mail == Mail()
    found = read_environment({**data, **named, "BCD138_EMAIL_PORT": "25", "BCD138_EMAIL_TLS": "no"})
    assert found.mail == Mail("mail.example", 25, starttls=False, sender="bcd138@example.vn")


def test_every_fault_of_the_mail_settings_is_named(tmp_path):
    wrong = {"BCD138_DATA": str(tmp_path), "BCD138_EMAIL_HOST": "mail.example"}

    with pytest.raises(WrongSettings) as faults:
        read_environment({**wrong, "BCD138_EMAIL_PORT": "0", "BCD138_EMAIL_TLS": "maybe"})

    told = str(faults.value)
    names = ("BCD138_EMAIL_PORT=0:", "BCD138_EMAIL_FROM=:", "BCD138_EMAIL_TLS=maybe:")
    assert [name for name in names if name not in told] == []
