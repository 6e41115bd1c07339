"""The words of refusals, findings and states, in Vietnamese and English."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from string import Formatter

from bcd138.domain.vietnamese.numbers import write_number
from bcd138.formats.yaml_file import YamlFault, read_yaml

LANGUAGES = ("vi", "en")
_LONG_NUMBER = 10_000  # below it a whole number may be a year or a line and is left as it is


@dataclass(frozen=True, slots=True)
class Messages:
    """Every message by code and language; values are put in as officers write them."""

    words: Mapping[str, Mapping[str, str]]

    def say(self, code: str, /, language: str = "vi", **params: object) -> str:
        """Return the message ``code`` with its values, which stay visible as "…" if absent.

        A value that is itself a code, such as ``state.draft``, is said in words.

        Raises:
            KeyError: No message has this code; the architecture tests find such codes.
        """
        spoken = language if language in LANGUAGES else "vi"
        values = {name: self._word(value, spoken) for name, value in params.items()}
        return self.words[code][spoken].format_map(_Shown(values))

    def _word(self, value: object, language: str) -> str:
        named = self.words.get(value) if isinstance(value, str) else None
        return named[language] if named else _write(value, language)


class _Shown(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "…"


def load_messages(folder: Path) -> Messages:
    """Return all messages of the YAML files in ``folder``.

    Raises:
        YamlFault: With every file's faults: a code twice, a language missing, or
            placeholders that differ between the languages.
    """
    words: dict[str, dict[str, str]] = {}
    faults: list[str] = []
    for path in sorted(folder.glob("*.yaml")):
        try:
            file = read_yaml(path)
        except YamlFault as fault:
            faults += fault.faults
            continue
        for code, spoken in (file.value or {}).items():
            what = "mã đã có / code stands elsewhere" if code in words else _fault(spoken)
            if what:
                faults.append(f"{path}:{file.line_of((code,))}: {code}: {what}")
            else:
                words[code] = spoken
    if faults:
        raise YamlFault(faults)
    return Messages(words)


def _fault(spoken: object) -> str | None:
    if not isinstance(spoken, dict) or set(spoken) != set(LANGUAGES):
        return "cần đúng vi và en / needs vi and en"
    if not all(isinstance(words, str) and words.strip() for words in spoken.values()):
        return "lời trống / empty words"
    try:
        named = [placeholders(words) for words in spoken.values()]
    except ValueError as error:
        return f"dấu ngoặc sai / wrong braces: {error}"
    return None if named[0] == named[1] else "tham số hai thứ tiếng khác nhau / placeholders differ"


def placeholders(words: str) -> set[str]:
    """Return the names that ``words`` has in braces."""
    return {name for _, name, _, _ in Formatter().parse(words) if name is not None}


def _write(value: object, language: str) -> str:
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, Decimal) or (isinstance(value, int) and abs(value) >= _LONG_NUMBER):
        return write_number(value) if language == "vi" else f"{value:,}"
    if isinstance(value, list | tuple | set | frozenset):
        return ", ".join(_write(item, language) for item in value)
    return str(value)
