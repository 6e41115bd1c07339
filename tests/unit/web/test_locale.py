"""English stands beside every Vietnamese sentence, and the compiled words are the written ones."""

from __future__ import annotations

import gettext
import re
from pathlib import Path

import bcd138

FOLDER = Path(bcd138.__file__).parent / "web/locale/en/LC_MESSAGES"
_ENTRY = re.compile(
    r'^msgid "(.+)"\n(?:msgid_plural ".+"\n)?msgstr(?:\[0\])? "(.*)"$', re.MULTILINE
)


def _written():
    text = (FOLDER / "django.po").read_text(encoding="utf-8")
    return {key.replace('\\"', '"'): said.replace('\\"', '"') for key, said in _ENTRY.findall(text)}


def _compiled():
    with (FOLDER / "django.mo").open("rb") as handle:
        return gettext.GNUTranslations(handle)


def test_every_sentence_has_english():
    written = _written()

    assert len(written) > 300
    assert [key for key, said in written.items() if not said] == []


def test_placeholders_are_the_same_in_both_languages():
    fields = re.compile(r"%\(\w+\)s|\{\w+\}|<b>")

    assert [
        key
        for key, said in _written().items()
        if sorted(fields.findall(key)) != sorted(fields.findall(said))
    ] == []


def test_the_compiled_words_are_the_written_ones():
    compiled = _compiled()
    spoken = {key: {compiled.gettext(key), compiled.ngettext(key, key, 1)} for key in _written()}

    assert [key for key, said in _written().items() if said not in spoken[key]] == []
