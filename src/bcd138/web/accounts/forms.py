"""The sign-in form."""

from __future__ import annotations

from django.contrib.auth.forms import AuthenticationForm
from django.utils.translation import gettext_lazy as _


class SignInForm(AuthenticationForm):
    """Username and password, with words that say what to check."""

    error_messages = {  # noqa: RUF012 - as Django has it
        "invalid_login": _(
            "Tên đăng nhập hoặc mật khẩu chưa đúng. Mời gõ lại, để ý phím Caps Lock và bộ gõ dấu."
        ),
        "inactive": _("Tài khoản này đã ngừng dùng. Đề nghị cơ quan thường trực mở lại."),
    }
