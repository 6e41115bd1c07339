"""Pages of signing in, and the choice of language."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST
from django.views.i18n import set_language

from bcd138.apps.accounts import selectors
from bcd138.apps.accounts.demo import DEMO_PASSWORD
from bcd138.web.accounts.forms import SignInForm


class SignIn(LoginView):
    """Sign in; a note names the demo accounts where there are such."""

    template_name = "accounts/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the demo accounts."""
        return super().get_context_data(
            demo=selectors.demo_assignments(), demo_password=DEMO_PASSWORD, **kwargs
        )


@login_not_required
@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    """Keep the chosen language and go back to the page."""
    return set_language(request)
