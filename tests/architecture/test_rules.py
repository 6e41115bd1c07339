"""Every rule of law or house has a source we know and a test that shows it."""

from __future__ import annotations

import ast
import importlib
import pkgutil
from collections import Counter

from architecture.source import PACKAGE, ROOT
from bcd138 import domain
from bcd138.domain.rules import REGISTER
from bcd138.formats.yaml_file import read_yaml

for _module in pkgutil.walk_packages(domain.__path__, f"{domain.__name__}."):
    importlib.import_module(_module.name)


def _marked() -> Counter[str]:
    marked: Counter[str] = Counter()
    for path in (ROOT / "tests").rglob("test_*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "pytest.mark.rule":
                marked.update(arg.value for arg in node.args if isinstance(arg, ast.Constant))
    return marked


def test_every_rule_has_a_test():
    assert sorted(set(REGISTER) - set(_marked())) == []


def test_every_marked_test_names_a_rule():
    assert sorted(set(_marked()) - set(REGISTER)) == []


def test_every_rule_cites_a_known_source():
    known = read_yaml(PACKAGE / "catalogues/sources.yaml").value

    assert {name: rule.source for name, rule in REGISTER.items() if rule.source not in known} == {}
