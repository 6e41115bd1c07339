"""Tables are written in services, each room its own."""

from __future__ import annotations

import ast

from architecture.source import PACKAGE, calls, modules

_ON_MANAGERS = {
    "create",
    "bulk_create",
    "get_or_create",
    "update_or_create",
    "update",
    "bulk_update",
    "delete",
    "create_user",
}
_ON_ROWS = {"save", "delete"}
_QUERY_WORDS = (".objects", ".filter(", ".exclude(", ".all()")
_NOT_TABLES = {"formats", "domain", "compute", "config"}


def _writes(tree: ast.Module):
    for call, called in calls(tree):
        if not isinstance(call.func, ast.Attribute):
            continue
        owner = ast.unparse(call.func.value)
        on_manager = call.func.attr in _ON_MANAGERS and any(w in owner for w in _QUERY_WORDS)
        on_row = call.func.attr in _ON_ROWS and not any(w in owner for w in ("form", "document"))
        if on_manager or on_row:
            yield called


def test_tables_are_written_in_services_only():
    elsewhere = [
        (str(path), called)
        for path, tree in modules()
        if path.parts[0] not in _NOT_TABLES and not _is_service(path)
        for called in _writes(tree)
    ]

    assert elsewhere == []


def test_a_room_writes_its_own_tables_only():
    owners = _owners()
    foreign = [
        (str(path), called)
        for path, tree in modules("apps")
        for called in _writes(tree)
        if (model := called.split(".objects")[0]) in owners and owners[model] != path.parts[1]
    ]

    assert foreign == []


def test_doors_do_not_query_tables():
    queries = [
        (str(path), ast.unparse(node))
        for door in ("web", "api", "cli")
        for path, tree in modules(door)
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr == "objects"
    ]

    assert queries == []


def _is_service(path) -> bool:
    return path.name == "services.py" or "services" in path.parts


def _owners() -> dict[str, str]:
    """Return which room each model belongs to."""
    return {
        node.name: path.relative_to(PACKAGE).parts[1]
        for path in PACKAGE.glob("apps/*/models.py")
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.ClassDef)
    }
