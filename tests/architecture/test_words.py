"""Every refusal and finding has words in both languages, with the values it brings."""

from __future__ import annotations

import ast
import re

from architecture.source import PACKAGE, calls, modules
from bcd138.formats.messages import load_messages, placeholders

MESSAGES = load_messages(PACKAGE / "catalogues/messages")
_A_CODE = re.compile(r"[a-z][a-z-]*\.[a-z][a-z-]*")
_SPEAKERS = {"Refused", "Finding", "say"}


def _said():
    """Yield each code in the source: where, the code, and the values given by name."""
    for path, tree in modules():
        for call, called in calls(tree):
            if called.split(".")[-1] not in _SPEAKERS or not call.args:
                continue
            code = call.args[0]
            if isinstance(code, ast.Constant) and isinstance(code.value, str):
                names = {keyword.arg for keyword in call.keywords}
                yield f"{path}:{call.lineno}", called.split(".")[-1], code.value, names


def test_every_code_has_words():
    silent = [(where, code) for where, _, code, _ in _said() if code not in MESSAGES.words]

    assert silent == []


def test_every_code_that_the_domain_names_has_words():
    named = {
        node.value
        for _, tree in modules("domain")
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and _A_CODE.fullmatch(node.value)
    }

    assert sorted(named - set(MESSAGES.words)) == []


def test_every_refusal_brings_the_values_its_words_name():
    wanting = [
        (where, code, sorted(missing))
        for where, speaker, code, names in _said()
        if speaker == "Refused"
        and None not in names
        and (missing := placeholders(MESSAGES.words[code]["vi"]) - names - _ADDED_LATER)
    ]

    assert wanting == []


def test_words_end_like_sentences_or_are_names():
    ragged = [
        code
        for code, words in MESSAGES.words.items()
        if len(words["vi"]) > 80 and not words["vi"].rstrip("”").endswith((".", "?", "!", ":"))
    ]

    assert ragged == []


_ADDED_LATER = {"name"}  # a reader of Word files does not know what the file is called
