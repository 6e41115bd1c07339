"""The register that ties a rule to its law, so that it can be read beside it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

F = TypeVar("F", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class RegisteredRule:
    """A rule, where it is written in law and where it is written in code."""

    name: str
    source: str
    article: str
    function: str
    checked: bool


REGISTER: dict[str, RegisteredRule] = {}


def rule(name: str, source: str, *, article: str = "", checked: bool = True) -> Callable[[F], F]:
    """Register the decorated function as the rule ``name``.

    Args:
        name: Unique, kebab-case; tests cite it with ``@pytest.mark.rule``.
        source: Number and symbol of the paper, or the house's own convention.
        article: Article, clause or annex within it.
        checked: Whether somebody read the official text; if not, pages say so.

    Raises:
        ValueError: Another function already has this name.
    """

    def register(function: F) -> F:
        where = f"{function.__module__}.{function.__qualname__}"
        known = REGISTER.get(name)
        if known is not None and known.function != where:
            raise ValueError(name)
        REGISTER[name] = RegisteredRule(name, source, article, where, checked)
        return function

    return register
