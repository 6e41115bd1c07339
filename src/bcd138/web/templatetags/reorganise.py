"""The buttons of those who may enter an act or undo one, wherever acts are shown."""

from __future__ import annotations

from typing import Any

from django import template
from django.template.context import Context

from bcd138.apps.accounts.models import User
from bcd138.apps.orgunits.models import Act
from bcd138.apps.reorganisations import permissions

register = template.Library()


@register.inclusion_tag("reorganisations/act_actions.html", takes_context=True)
def act_actions(context: Context) -> dict[str, Any]:
    """Show what this person may do: with acts at all, or with the one on the page.

    One query on a list, five at most on the page of an act.
    """
    person, act = context["request"].user, context.get("act")
    if not isinstance(person, User):
        return {}
    if isinstance(act, Act):
        return {"undoable": act if permissions.can_undo(person, act) else None}
    return {"may_enter": permissions.can_reorganise(person)}
