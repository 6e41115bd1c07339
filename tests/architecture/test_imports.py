"""The foundation is plain Python, and no arrow hides behind TYPE_CHECKING."""

from __future__ import annotations

import ast
import sys

from architecture.source import modules


def _imported(tree: ast.Module):
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


def test_the_domain_imports_the_standard_library_only():
    foreign = [
        (str(path), name)
        for path, tree in modules("domain")
        for name in _imported(tree)
        if name.split(".")[0] not in sys.stdlib_module_names
        and not name.startswith("bcd138.domain")
    ]

    assert foreign == []


def test_the_domain_reads_no_clock_no_file_and_no_environment():
    reading = {"os", "pathlib", "io", "socket", "subprocess", "random", "time", "logging"}
    readers = [
        (str(path), name)
        for path, tree in modules("domain")
        for name in _imported(tree)
        if name.split(".")[0] in reading
    ]
    clocks = [
        str(path)
        for path, tree in modules("domain")
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr in {"today", "now", "utcnow"}
    ]

    assert readers == []
    assert clocks == []


def test_only_config_reads_the_environment():
    readers = [
        str(path)
        for path, tree in modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and node.attr in {"environ", "getenv"}
        and path.parts[0] != "config"
        and str(path) != "cli/__main__.py"
    ]

    assert readers == []


def test_no_import_is_for_type_checking_only():
    hidden = [
        str(path)
        for path, tree in modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.Name | ast.Attribute) and "TYPE_CHECKING" in ast.unparse(node)
    ]

    assert hidden == []


def test_every_module_says_what_it_is_about():
    silent = [str(path) for path, tree in modules() if tree.body and not ast.get_docstring(tree)]

    assert silent == []
