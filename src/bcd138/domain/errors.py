"""The one way the house says no to something it expected."""

from __future__ import annotations

from typing import Any


class Refused(Exception):  # noqa: N818 - a refusal is an answer, not a fault
    """An anticipated no, with its reason as a message code and the values it names.

    The words stand in ``catalogues/messages`` in Vietnamese and English, so every door
    says the same thing.
    """

    def __init__(self, code: str, /, **params: Any) -> None:
        super().__init__(code, params)
        self.code = code
        self.params = params
