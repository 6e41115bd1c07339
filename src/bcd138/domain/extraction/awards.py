"""Reads lines of commendation: who gave which form to how many.

Active ("Bộ trưởng tặng Bằng khen cho 7 tập thể"), passive ("7 tập thể được Bộ trưởng tặng
Bằng khen") and merged lines ("12 tập thể, 8 cá nhân được tặng Cờ thi đua, Bằng khen");
a merged line is never split, a photo caption is never added.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from bcd138.domain.extraction.lines import Line, sentences_of
from bcd138.domain.extraction.reading import FoundAward

_NUMBER = r"(?:\d{1,3}(?:\.\d{3})*|\d+|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)"
_WORDS = {"một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8,
          "chín": 9, "mười": 10}  # fmt: skip
_FORMS = (
    ("co_thi_dua", r"[Cc]ờ (?:thi đua|đơn vị)[^,;.]{0,30}?|[Cc]ờ(?= của)"),
    ("bang_khen", r"[Bb]ằng khen"),
    ("giay_khen", r"[Gg]iấy khen"),
    ("ky_niem_chuong", r"[Kk]ỷ niệm chương"),
    ("huan_chuong", r"[Hh]uân chương"),
)
_ANY_FORM = re.compile("|".join(f"(?P<{name}>{words})" for name, words in _FORMS))
_FORM_WORDS = "|".join(words for _, words in _FORMS)
_LEADER = r"(?:Bộ trưởng|Thủ tướng(?: Chính phủ)?|Thứ trưởng|Phó Chủ tịch|Chủ tịch|Phó Giám đốc|Giám đốc|Lãnh đạo|lãnh đạo|Trưởng Ban Chỉ đạo(?: 138)?|Viện trưởng|Chánh án|Chủ nhiệm)"
_BODY = (
    r"(?:Bộ Công an|UBND (?:tỉnh|xã|phường|huyện|thành phố|thị xã|quận)|Ủy ban nhân dân (?:tỉnh|xã|phường|huyện|thành phố)"
    r"|Công an (?:tỉnh|xã|phường|huyện|thành phố)|Chính phủ|Thủ tướng Chính phủ|Ban Chỉ đạo 138 (?:tỉnh|xã|phường|huyện|thành phố|thị xã|quận|Chính phủ)"
    r"|(?:Ủy ban )?(?:UB)?MTTQ(?: Việt Nam)? (?:tỉnh|xã|phường)|Bộ Quốc phòng|Bộ Chỉ huy (?:Bộ đội Biên phòng|Quân sự) tỉnh"
    r"|Viện KSND (?:tỉnh|tối cao)|Viện kiểm sát nhân dân (?:tỉnh|tối cao)|Tòa án nhân dân (?:tỉnh|tối cao)|Tỉnh đoàn|Sở [A-ZĐ][\wÀ-ỹ]*(?: (?:và|-) [\wÀ-ỹ]+)*|Tổng cục [A-ZĐ][\wÀ-ỹ ]*?|Chủ tịch nước)"
)
_GRANTOR = rf"(?:{_LEADER}\s+)?{_BODY}|{_LEADER}(?=\s+(?:tặng|khen|trao))|Thủ tướng Chính phủ|Chủ tịch nước"
_COUNTS = re.compile(
    rf"(?P<both>{_NUMBER})\s+(?:lượt\s+)?(?:tập thể(?:\s*,\s*|\s+và\s+)(?:hộ gia đình(?:\s*,\s*|\s+và\s+))?cá nhân)"
    rf"|(?P<collectives>{_NUMBER})\s+(?:lượt\s+)?(?:tập thể|đơn vị)(?:(?:\s*,\s*|\s+và\s+){_NUMBER}\s+hộ(?: gia đình)?)?(?:\s*[^,;.\d]{{0,28}}?(?:\s*,\s*|\s+và\s+|\s+cùng\s+|\s*;\s*)(?:cho\s+)?(?P<individuals>{_NUMBER})\s+(?:lượt\s+)?cá nhân)?"
    rf"|(?P<people>{_NUMBER})\s+(?:lượt\s+)?(?:cá nhân|đồng chí|cán bộ, chiến sĩ)(?:(?:\s*,\s*|\s+và\s+)(?P<then>{_NUMBER})\s+tập thể)?"
)
_TAIL = re.compile(
    rf"\s*[^,;.\d]{{0,90}}?(?:{_FORM_WORDS})(?:(?:\s*,|\s+và)\s+(?:{_FORM_WORDS}))*"
)
_PRAISE = re.compile(
    rf"(?:{_FORM_WORDS})|khen thưởng|tuyên dương|biểu dương|được tặng|trao tặng|vinh danh|được khen|trao thưởng"
)
_ACT = re.compile(r"(?:trao tặng|trao|tặng thưởng|tặng|khen thưởng|nhận|khen|công bố|tuyên dương|biểu dương)")
_PASSIVE = re.compile(r"^\s*(?:[^,;.\d]{0,60}?\s)?(?:đã\s+)?(?:được|vinh dự|nhận|đón nhận)")
_OF = re.compile(rf"(?:của|thừa ủy quyền)\s+(?P<who>{_GRANTOR})")
_PROPOSED = re.compile(r"(?i)đề nghị|đề xuất|xét tặng|trình (?:Bộ|Chủ tịch|UBND)|dự kiến")
_CAPTION_GIVER = re.compile(
    rf"^(?:(?:Đồng chí|Các đồng chí|Ông|Bà|[A-ZĐ]\w+ (?:tướng|tá|úy))?\s*[^,.;]{{0,40}},\s*)?"
    rf"(?:Các đồng chí\s+)?(?P<giver>{_LEADER}\s+{_BODY}|{_LEADER})"
)
_PERSON_HANDS = re.compile(
    rf"(?:Đồng chí|Ông|Bà|[A-ZĐ]\w+ (?:tướng|tá|úy))\s[^.;]{{0,90}}(?:trao|tặng)|{_LEADER}\s+{_BODY}\s+(?:[A-ZĐÂÔ]\w+\s+){{2,4}}(?:trao|tặng)"
)
_NUMBERLESS_GRANTOR = re.compile(rf"(?:(?:{_FORM_WORDS})\s+(?:của\s+)?(?P<of>{_GRANTOR}))|(?P<by>{_GRANTOR})\s+(?:[^,;.]{{0,40}}?\s)?(?:khen thưởng|trao|tặng)")


@dataclass(slots=True)
class _Act:
    """An act of giving without a number, as captions tell: who, which form."""

    grantor: str
    form: str


def read_awards(text: str, lines: list[Line]) -> tuple[FoundAward, ...]:
    """Return the lines of commendation in their order, repetitions marked."""
    awards: list[FoundAward] = []
    acts: list[_Act] = []
    for line in lines:
        words = text[line.start : line.end]
        if not _PRAISE.search(words):
            continue
        caption = line.kind == "caption" or _is_handing_over(words, lines)
        for start, end in sentences_of(text, line.start, line.end):
            sentence = text[start:end]
            if not _PRAISE.search(sentence):
                continue
            found = _in_sentence(sentence, start, caption=caption)
            awards.extend(found)
            if not found:
                acts.extend(_numberless(sentence))
    return tuple(_marked(_completed(awards, acts)))


def _is_handing_over(words: str, lines: list[Line]) -> bool:
    """Tell a line that is one sentence about a person handing over, beside other lines."""
    return len(lines) > 1 and bool(_PERSON_HANDS.match(words)) and words.count(". ") == 0


def _number(word: str | None) -> int | None:
    if word is None:
        return None
    return _WORDS.get(word.lower()) or int(word.replace(".", ""))


def _in_sentence(sentence: str, offset: int, *, caption: bool) -> list[FoundAward]:
    if _PROPOSED.search(sentence) and not re.search(r"tặng|trao", sentence):
        return []
    counts = [m for m in _COUNTS.finditer(sentence) if not _is_part(sentence, m)]
    found: list[FoundAward] = []
    for index, match in enumerate(counts):
        before = sentence[counts[index - 1].end() if index else 0 : match.start()]
        until = counts[index + 1].start() if index + 1 < len(counts) else len(sentence)
        after = sentence[match.end() : until]
        found_one = _line(sentence, match, before, after, offset, caption=caption)
        if found_one is not None:
            if found_one.grantor is None and found and found_one.form != "unspecified":
                found_one = replace(found_one, grantor=found[-1].grantor)
            found.append(found_one)
        elif found and index and _continues(before):
            found.append(_like_last(found[-1], match, offset, sentence))
    return found


def _is_part(sentence: str, match: re.Match[str]) -> bool:
    """Tell whether the number is a part already counted ("trong đó có 2 tập thể")."""
    return bool(re.search(r"trong đó\s+(?:có\s+)?$", sentence[: match.start()]))


def _continues(before: str) -> bool:
    return bool(re.fullmatch(r"\s*(?:,|và|cùng|;|cho|\s)*", before))


def _like_last(last: FoundAward, match: re.Match[str], offset: int, sentence: str) -> FoundAward:
    return replace(
        last,
        collectives=_number(match["collectives"]) or _number(match["then"]),
        individuals=_number(match["individuals"]) or _number(match["people"]),
        total_unsplit=_number(match["both"]),
        quote=sentence[match.start() : match.end()],
        start=offset + match.start(),
        end=offset + match.end(),
    )


def _line(
    sentence: str, match: re.Match[str], before: str, after: str, offset: int, *, caption: bool
) -> FoundAward | None:
    passive = bool(_PASSIVE.match(after))
    clause_after = re.split(r"[;.]", after)[0]
    clause_before = re.split(r"[;.]", before)[-1]
    where = clause_after if passive else clause_before
    if not _ACT.search(where) and not _ANY_FORM.search(where):
        where = clause_before if passive else clause_after
        if not _PRAISE.search(where):
            return None
    forms = _forms(where)
    grantor = _grantor(where, passive=passive)
    if not forms and not passive:
        forms = _forms(clause_after) if not re.match(r"\s*(?:,|và)\s", clause_after) else forms
    presenter = None
    if caption and not passive and not _OF.search(where):
        grantor = None
        giver = _CAPTION_GIVER.match(sentence.strip())
        if giver:
            presenter = giver["giver"]
    start, end = match.start(), match.end()
    tail = _TAIL.match(after) if passive else None
    quote_end = end + (tail.end() if tail else 0)
    return FoundAward(
        grantor=grantor or (f"{presenter} (người trao)" if presenter else None),
        form="mixed" if len(forms) > 1 else (forms[0] if forms else "unspecified"),
        collectives=_number(match["collectives"]) or _number(match["then"]),
        individuals=_number(match["individuals"]) or _number(match["people"]),
        total_unsplit=_number(match["both"]),
        forms_mixed=tuple(forms) if len(forms) > 1 else (),
        counts_in_total=not caption,
        quote=sentence[start:quote_end],
        start=offset + start,
        end=offset + quote_end,
    )


def _forms(words: str) -> list[str]:
    forms: list[str] = []
    for match in _ANY_FORM.finditer(words):
        name = match.lastgroup or ""
        if name not in forms:
            forms.append(name)
    return forms


def _grantor(words: str, *, passive: bool) -> str | None:
    """Return who grants: "của X" wins, then the one before the verb of giving."""
    of = _OF.search(words)
    if of:
        return " ".join(of["who"].split())
    named = [" ".join(m[0].split()) for m in re.finditer(_GRANTOR, words)]
    if not named:
        return None
    return named[0] if passive else named[-1]


def _numberless(sentence: str) -> list[_Act]:
    acts: list[_Act] = []
    for match in _NUMBERLESS_GRANTOR.finditer(sentence):
        grantor = " ".join((match["of"] or match["by"]).split())
        grantor = re.sub(r"^(?:Lãnh đạo|lãnh đạo)\s+", "", grantor)
        forms = _forms(match[0])
        if match["by"] and re.search(rf"(?:{_FORM_WORDS})\s+(?:của\s+)", sentence[match.end() :]):
            continue
        acts.append(_Act(grantor, forms[0] if forms else "unspecified"))
    return acts


def _completed(awards: list[FoundAward], acts: list[_Act]) -> list[FoundAward]:
    """Fill what a line leaves open from the acts that captions tell without numbers."""
    completed: list[FoundAward] = []
    for award in awards:
        filled = award
        if award.form == "unspecified" and award.grantor is not None:
            forms = [act.form for act in acts if act.grantor == award.grantor and act.form != "unspecified"]
            if forms:
                filled = replace(award, form=forms[0])
        if award.grantor is None and award.counts_in_total and acts and len(awards) == 1:
            grantors = list(dict.fromkeys(act.grantor for act in acts))
            forms = list(dict.fromkeys(act.form for act in acts))
            if award.form != "unspecified":
                forms = [award.form, *[f for f in forms if f not in {award.form, "unspecified"}]]
            filled = replace(
                award,
                grantor="; ".join(grantors),
                form="mixed" if len(forms) > 1 else forms[0],
                forms_mixed=tuple(forms) if len(forms) > 1 else (),
            )
        completed.append(filled)
    return completed


def _marked(awards: list[FoundAward]) -> list[FoundAward]:
    """Mark what was said before, word for word or as a caption, as not to be added."""
    seen: set[tuple[object, ...]] = set()
    marked: list[FoundAward] = []
    for award in awards:
        key = (award.grantor, award.form, award.collectives, award.individuals, award.total_unsplit)
        counts = award.counts_in_total and key not in seen
        seen.add(key)
        marked.append(replace(award, counts_in_total=counts) if not counts else award)
    if marked and not any(award.counts_in_total for award in marked):
        marked = [replace(award, counts_in_total=True) for award in marked]
    return marked
