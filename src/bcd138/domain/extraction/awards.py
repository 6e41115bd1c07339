"""Reads lines of commendation: who gave which form to how many.

Active ("Bộ trưởng tặng Bằng khen cho 7 tập thể"), passive ("7 tập thể được Bộ trưởng tặng
Bằng khen") and merged lines ("12 tập thể, 8 cá nhân được tặng Cờ thi đua, Bằng khen");
a merged line is never split, a photo caption is never added.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from bcd138.domain.extraction.lines import PHOTO_CREDIT, UPPER, Line
from bcd138.domain.extraction.reading import FoundAward

_WORDS = {"một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8,
          "chín": 9, "mười": 10}  # fmt: skip
_NUMBER = rf"(?:\d{{1,3}}(?:\.\d{{3}})*|\d+|{'|'.join(_WORDS)})"
FORMS = {
    "co_thi_dua": r"[Cc]ờ (?:thi đua|đơn vị)[^,;.]{0,30}?|[Cc]ờ(?= của)",
    "bang_khen": r"[Bb]ằng khen",
    "giay_khen": r"[Gg]iấy khen",
    "ky_niem_chuong": r"[Kk]ỷ niệm chương",
    "huan_chuong": r"[Hh]uân chương",
}
_FORM = "|".join(FORMS.values())
_NAMED_FORM = re.compile("|".join(f"(?P<{name}>{words})" for name, words in FORMS.items()))

_LEVEL = r"(?:tỉnh|xã|phường|huyện|thành phố|thị xã|quận)"
_LEADER = (
    r"(?:Bộ trưởng|Thủ tướng(?: Chính phủ)?|Thứ trưởng|Phó Chủ tịch|Chủ tịch|Phó Giám đốc"
    r"|Giám đốc|[Ll]ãnh đạo|Trưởng Ban Chỉ đạo(?: 138)?|Viện trưởng|Chánh án|Chủ nhiệm)"
)
_BODY = (
    rf"(?:Bộ Công an|(?:UBND|Ủy ban nhân dân|Công an) {_LEVEL}|Thủ tướng Chính phủ|Chính phủ"
    rf"|Ban Chỉ đạo 138 (?:{_LEVEL}|Chính phủ)|(?:Ủy ban |UB)?MTTQ(?: Việt Nam)? {_LEVEL}"
    r"|Bộ Quốc phòng|Bộ Chỉ huy (?:Bộ đội Biên phòng|Quân sự) tỉnh"
    r"|(?:Viện KSND|Viện kiểm sát nhân dân|Tòa án nhân dân) (?:tỉnh|tối cao)|Tỉnh đoàn"
    r"|Sở [A-ZĐ]\w*(?: (?:và|-) \w+)*|Tổng cục [A-ZĐ][\w ]*?|Chủ tịch nước)"
)
_PLACE_NAME = rf"[{UPPER}]\w+(?: [{UPPER}]\w+){{0,2}}"
_GRANTOR = (
    rf"{_LEADER}\s+{_BODY}|{_BODY}(?: {_PLACE_NAME})?"
    rf"|{_LEADER}(?=\s+(?:tặng|khen|trao))|Thủ tướng Chính phủ"
    r"|Chủ tịch nước"
)
_EACH_GRANTOR = re.compile(_GRANTOR)
_OF_GRANTOR = re.compile(rf"(?:của|thừa ủy quyền)\s+(?P<who>{_GRANTOR})")

_AND = r"(?:\s*,\s*|\s+và\s+)"
_OR_THEN = r"(?:\s*,\s*|\s+và\s+|\s+cùng\s+|\s*;\s*)"
_COUNTS = re.compile(
    rf"(?P<both>{_NUMBER})\s+(?:lượt\s+)?tập thể{_AND}(?:hộ gia đình{_AND})?cá nhân"
    rf"|(?P<collectives>{_NUMBER})\s+(?:lượt\s+)?(?:tập thể|đơn vị)"
    rf"(?:{_AND}{_NUMBER}\s+hộ(?: gia đình)?)?"
    rf"(?:\s*[^,;.\d]{{0,28}}?{_OR_THEN}(?:cho\s+)?"
    rf"(?P<individuals>{_NUMBER})\s+(?:lượt\s+)?cá nhân)?"
    rf"|(?P<people>{_NUMBER})\s+(?:lượt\s+)?(?:cá nhân|đồng chí|cán bộ, chiến sĩ)"
    rf"(?:{_AND}(?P<then>{_NUMBER})\s+tập thể)?"
)
_PRAISE = re.compile(
    rf"(?:{_FORM})|khen thưởng|tuyên dương|biểu dương|được tặng|trao tặng|vinh danh|được khen"
    r"|trao thưởng"
)
_GIVING = re.compile(rf"trao|tặng|khen thưởng|nhận|khen|công bố|tuyên dương|biểu dương|{_FORM}")
_PASSIVE = re.compile(r"\s*(?:[^,;.\d]{0,60}?\s)?(?:đã\s+)?(?:được|vinh dự|nhận|đón nhận)")
_FORMS_AFTER = re.compile(rf"\s*[^,;.\d]{{0,90}}?(?:{_FORM})(?:{_AND}(?:{_FORM}))*")
_ONLY_PROPOSED = re.compile(r"(?i)đề nghị|đề xuất|xét tặng|trình (?:Bộ|Chủ tịch|UBND)|dự kiến")
_REALLY_GIVEN = re.compile(r"(?:đã|được) (?:trao|tặng)|trao tặng|công bố")
_PART = re.compile(r"trong đó\s+(?:có\s+)?$")
_CONTINUES = re.compile(r"\s*(?:,|và|cùng|;|cho|\s)*")
_PRESENTER = re.compile(
    r"(?:(?:Đồng chí|Các đồng chí|Ông|Bà|[A-ZĐ]\w+ (?:tướng|tá|úy))?\s*[^,.;]{0,40},\s*)?"
    rf"(?:(?:Các )?[Đđ]ồng chí\s+)?(?P<who>{_LEADER}\s+{_BODY}|{_LEADER})"
)
_PERSON_HANDS_OVER = re.compile(
    r"(?:Đồng chí|Ông|Bà|[A-ZĐ]\w+ (?:tướng|tá|úy))\s[^.;]{0,90}(?:trao|tặng)"
    rf"|{_LEADER}\s+{_BODY}\s+(?:[{UPPER}]\w+\s+){{2,4}}(?:trao|tặng)"
)
_ACT_WITHOUT_NUMBER = re.compile(
    rf"(?:(?:{_FORM})\s+(?:của\s+)?(?P<of>{_GRANTOR}))"
    rf"|(?P<by>{_GRANTOR})\s+(?:[^,;.]{{0,40}}?\s)?(?:khen thưởng|trao|tặng)"
)
_FORM_OF_SOMEBODY = re.compile(rf"(?:{_FORM})\s+của\s+")


@dataclass(frozen=True, slots=True)
class _Act:
    """An act of giving without a number, as captions tell: who, which form."""

    grantor: str
    form: str


@dataclass(frozen=True, slots=True)
class _Place:
    """A sentence with its offset, and whether it stands under a photo."""

    sentence: str
    offset: int
    is_caption: bool


def read_awards(text: str, lines: list[Line]) -> tuple[FoundAward, ...]:
    """Return the lines of commendation in their order, repetitions marked."""
    awards: list[FoundAward] = []
    acts: list[_Act] = []
    for line in lines:
        if not _PRAISE.search(text, line.start, line.end):
            continue
        caption = _shows_a_photo(text, line, lines)
        for start, end in line.sentences:
            if _PRAISE.search(text, start, end):
                place = _Place(text[start:end], start, caption)
                found = _in_sentence(place)
                awards += found
                acts += [] if found else _acts_without_number(place.sentence)
    return tuple(_marked(_completed(awards, acts)))


def _shows_a_photo(text: str, line: Line, lines: list[Line]) -> bool:
    """Tell a line under a photo: a photo credit, or one sentence of a person handing over.

    An office without a person's name that gives is no photo, it is the news.
    """
    if PHOTO_CREDIT.search(text, line.start, line.end):
        return True
    alone = len(line.sentences) == 1 and len(lines) > 1
    return alone and _PERSON_HANDS_OVER.match(text, line.start, line.end) is not None


def _in_sentence(place: _Place) -> list[FoundAward]:
    sentence = place.sentence
    if _ONLY_PROPOSED.search(sentence) and not _REALLY_GIVEN.search(sentence):
        return []
    counts = [m for m in _COUNTS.finditer(sentence) if not _PART.search(sentence[: m.start()])]
    found: list[FoundAward] = []
    for index, match in enumerate(counts):
        before = sentence[counts[index - 1].end() if index else 0 : match.start()]
        until = counts[index + 1].start() if index + 1 < len(counts) else len(sentence)
        award = _award(place, match, before, sentence[match.end() : until])
        if award is None and found and _CONTINUES.fullmatch(before):
            found.append(replace(found[-1], **_counted(match), **_span(place, match)))
        elif award is not None:
            if award.grantor is None and found and award.form != "unspecified":
                award = replace(award, grantor=found[-1].grantor)
            found.append(award)
    return found


def _counted(match: re.Match[str]) -> dict[str, Any]:
    return {
        "collectives": _number(match["collectives"] or match["then"]),
        "individuals": _number(match["individuals"] or match["people"]),
        "total_unsplit": _number(match["both"]),
    }


def _number(word: str | None) -> int | None:
    if word is None:
        return None
    return _WORDS.get(word.lower()) or int(word.replace(".", ""))


def _span(place: _Place, match: re.Match[str], longer: int = 0) -> dict[str, Any]:
    start, end = match.start(), match.end() + longer
    return {
        "quote": place.sentence[start:end],
        "start": place.offset + start,
        "end": place.offset + end,
    }


def _award(place: _Place, match: re.Match[str], before: str, after: str) -> FoundAward | None:
    """Return the line of one count, read from the side of it where the giving is told."""
    passive = _PASSIVE.match(after) is not None
    clause_before, clause_after = re.split(r"[;.]", before)[-1], re.split(r"[;.]", after)[0]
    where, elsewhere = clause_before, clause_after
    if passive:
        where, elsewhere = elsewhere, where
    if not _GIVING.search(where):
        where = elsewhere
        if not _PRAISE.search(where):
            return None
    forms = _forms(where)
    if not forms and not passive and not re.match(_AND, clause_after):
        forms = _forms(clause_after)
    told = _FORMS_AFTER.match(after) if passive else None
    return FoundAward(
        grantor=_grantor(place, where, passive=passive),
        form="mixed" if len(forms) > 1 else (forms or ["unspecified"])[0],
        forms_mixed=tuple(forms) if len(forms) > 1 else (),
        counts_in_total=not place.is_caption,
        **_counted(match),
        **_span(place, match, told.end() if told else 0),
    )


def _forms(words: str) -> list[str]:
    named = (match.lastgroup for match in _NAMED_FORM.finditer(words))
    return list(dict.fromkeys(name for name in named if name))


def _grantor(place: _Place, words: str, *, passive: bool) -> str | None:
    """Return who grants: "của X" wins, then who stands nearest to the verb of giving.

    Under a photo the person seen only hands over: "… (người trao)".
    """
    if of := _OF_GRANTOR.search(words):
        return " ".join(of["who"].split())
    if place.is_caption and not passive:
        presenter = _PRESENTER.match(place.sentence.strip())
        return f"{presenter['who']} (người trao)" if presenter else None
    named = list(_EACH_GRANTOR.finditer(words))
    if not named:
        return None
    return " ".join(named[0][0].split()) if passive else _all_who_give(words, named)


def _all_who_give(words: str, named: list[re.Match[str]]) -> str:
    """Return the last ones named before the verb: "Chủ tịch …, Giám đốc … tặng" are two."""
    together = [named[-1]]
    for earlier in reversed(named[:-1]):
        if not re.fullmatch(_AND, words[earlier.end() : together[0].start()]):
            break
        together.insert(0, earlier)
    return "; ".join(" ".join(match[0].split()) for match in together)


def _acts_without_number(sentence: str) -> Iterator[_Act]:
    for match in _ACT_WITHOUT_NUMBER.finditer(sentence):
        if match["by"] and _FORM_OF_SOMEBODY.search(sentence, match.end()):
            continue
        grantor = " ".join((match["of"] or match["by"]).split())
        grantor = re.sub(r"^[Ll]ãnh đạo\s+", "", grantor)
        yield _Act(grantor, (_forms(match[0]) or ["unspecified"])[0])


def _completed(awards: list[FoundAward], acts: list[_Act]) -> Iterator[FoundAward]:
    """Fill what a line leaves open from the acts that captions tell without numbers."""
    for award in awards:
        if award.form == "unspecified" and award.grantor is not None:
            forms = [act.form for act in acts if act.grantor == award.grantor]
            yield replace(award, form=next((f for f in forms if f != "unspecified"), award.form))
        elif award.grantor is None and award.counts_in_total and acts and len(awards) == 1:
            yield _of_all(award, acts)
        else:
            yield award


def _of_all(award: FoundAward, acts: list[_Act]) -> FoundAward:
    """Return the text's only line as given by everybody the captions show giving."""
    said = [award.form] if award.form != "unspecified" else []
    forms = tuple(dict.fromkeys([*said, *(act.form for act in acts)]))
    if said:
        forms = tuple(form for form in forms if form != "unspecified")
    return replace(
        award,
        grantor="; ".join(dict.fromkeys(act.grantor for act in acts)),
        form="mixed" if len(forms) > 1 else forms[0],
        forms_mixed=forms if len(forms) > 1 else (),
    )


def _marked(awards: Iterator[FoundAward]) -> list[FoundAward]:
    """Mark what was said before, word for word or as a caption, as not to be added."""
    seen: set[tuple[object, ...]] = set()
    marked: list[FoundAward] = []
    for award in awards:
        key = (award.grantor, award.form, award.collectives, award.individuals, award.total_unsplit)
        marked.append(replace(award, counts_in_total=award.counts_in_total and key not in seen))
        seen.add(key)
    if not any(award.counts_in_total for award in marked):
        return [replace(award, counts_in_total=True) for award in marked]
    return marked
