"""Whoever asks for rows says who asks, except where everybody may see everything."""

from __future__ import annotations

import ast

from architecture.source import modules

# Reference data: names and definitions; lists of committees are public acts.
_PUBLIC_ROOMS = {"catalogue", "committees", "orgunits"}
_EXCEPTIONS = {
    "accounts.demo_assignments": "printed before anybody signs in, invented people only",
    "submissions.revisions_of": "starts from a row that was fetched through by",
}


def _public_functions(tree: ast.Module):
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            yield node


def _parameters(function: ast.FunctionDef) -> set[str]:
    given = function.args
    return {each.arg for each in (*given.posonlyargs, *given.args, *given.kwonlyargs)}


def _rows(function: ast.FunctionDef) -> bool:
    return "QuerySet" in ast.unparse(function.returns or ast.Constant(None))


def _is_selector(path) -> bool:
    return path.name == "selectors.py" or "selectors" in path.parts[:-1]


def test_selectors_that_return_rows_take_by():
    blind = {
        f"{path.parts[1]}.{function.name}"
        for path, tree in modules("apps")
        if _is_selector(path) and path.parts[1] not in _PUBLIC_ROOMS
        for function in _public_functions(tree)
        if _rows(function) and "by" not in _parameters(function)
    }

    assert blind == set(_EXCEPTIONS)


def test_services_take_the_actor_by_name():
    loose = [
        f"{path}: {function.name}"
        for path, tree in modules("apps")
        if path.name == "services.py" or "services" in path.parts[:-1]
        for function in _public_functions(tree)
        if "by" in {each.arg for each in (*function.args.posonlyargs, *function.args.args)}
    ]

    assert loose == []
