"""Who is signed in: Django's sessions and people, found by SQL that is written once."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.contrib.sessions.backends.db import SessionStore as DatabaseSessions
from django.contrib.sessions.models import Session
from django.db.models import BigAutoField, CharField, DateTimeField
from django.utils.timezone import now

from bcd138.apps.accounts.models import User
from bcd138.apps.statements import Select, given

_COLUMNS = ("session_key", "session_data", "expire_date")
_PERSON = tuple(each.attname for each in User._meta.concrete_fields)  # noqa: SLF001 - its columns


class SessionStore(DatabaseSessions):
    """Sessions in the database, so that signing out ends them everywhere at once."""

    @classmethod
    def get_model_class(cls) -> type[Session]:
        """Return Django's own table."""
        return Session

    def _get_session_from_db(self) -> Session | None:
        row = _SESSION.first(session_key=self.session_key, now=now())
        if row is None:
            self._session_key = None
            return None
        return Session(**dict(zip(_COLUMNS, row, strict=True)))


class People(ModelBackend):
    """People with a password, as Django checks it."""

    def get_user(self, user_id: Any) -> User | None:  # noqa: ANN401 - Django's type of it
        """Return the person of a session, if the account is open."""
        row = _USER.first(user_id=user_id)
        person = None if row is None else User.from_db("default", _PERSON, row)
        return person if person is not None and self.user_can_authenticate(person) else None


_SESSION = Select(
    lambda: Session.objects.filter(
        session_key=given("session_key", CharField()),
        expire_date__gt=given("now", DateTimeField()),
    ).values_list(*_COLUMNS)
)
_USER = Select(
    lambda: User.objects.filter(pk=given("user_id", BigAutoField())).values_list(*_PERSON)
)
