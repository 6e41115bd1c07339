"""Notices by e-mail, where a server is configured: one message a person for all that is new."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend

from bcd138.apps.notices import services
from bcd138.apps.notices.models import Notice
from bcd138.formats.messages import load_messages


def post(*, at: datetime) -> int:
    """Mail what people have not read and not been mailed; return how many messages went out.

    Without a configured server nothing is tried and nothing is marked. Each message is
    marked as soon as it has gone out, so that a server that breaks off repeats none.
    """
    if not settings.EMAIL_HOST:
        return 0
    waiting: dict[int, list[Notice]] = {}
    found = Notice.objects.filter(read_at=None, emailed_at=None, user__is_active=True)
    for each in found.exclude(user__email="").select_related("user").order_by("at", "pk"):
        waiting.setdefault(each.user_id, []).append(each)
    with get_connection() as connection:
        for notices in waiting.values():
            _message(notices, connection).send()
            services.mark_emailed([each.pk for each in notices], at=at)
    return len(waiting)


def _message(notices: list[Notice], connection: BaseEmailBackend) -> EmailMessage:
    messages = load_messages(settings.CATALOGUES / "messages")
    person = notices[0].user
    lines = [messages.say(each.code, **each.params) for each in notices]
    return EmailMessage(
        messages.say("notice.mail-subject", count=len(notices)),
        "\n\n".join([messages.say("notice.mail-opening", name=str(person)), *lines]),
        to=[person.email],
        connection=connection,
    )
