"""The head and foot of a committee's paper: names, place, chair, recipients."""

from __future__ import annotations

import re

from bcd138.domain.document.facts import ReviewFacts
from bcd138.domain.document.layout import number_and_symbol, place_and_date
from bcd138.domain.document.outline import Outline
from bcd138.domain.document.tree import Closing, TitleBlock

_INVENTED = re.compile(r"\s*\(minh họa\)", re.IGNORECASE)
_PREFIX = re.compile(r"^(tỉnh|thành phố|xã|phường|đặc khu|thị trấn)\s+", re.IGNORECASE)
_STATE_TITLE = re.compile(
    r"((?:Phó )?Chủ tịch (?:UBND|Ủy ban nhân dân)[^,;]*|(?:Phó )?Giám đốc Công an[^,;]*"
    r"|Phó Thủ tướng[^,;]*|(?:Thứ|Bộ) trưởng[^,;]*)",
    re.IGNORECASE,
)
_AGENCY_TITLE = re.compile(
    r"(phó )?(viện trưởng|chánh án|giám đốc|chi cục trưởng|cục trưởng|chỉ huy trưởng|chủ tịch"
    r"|bí thư|trưởng phòng|hiệu trưởng)\b",
    re.IGNORECASE,
)
_QUOTED = re.compile(r'"([^"]*)"')
_DANGLING = re.compile(r"\b(tỉnh|thành phố|xã|phường|đặc khu)$", re.IGNORECASE)


def plain_name(name: str) -> str:
    """Return a unit's name without the word that marks it as invented."""
    return _INVENTED.sub("", name).strip()


def bare_name(name: str) -> str:
    """Return "Cao Bằng" for "tỉnh Cao Bằng"."""
    return _PREFIX.sub("", plain_name(name))


def committee_name(facts: ReviewFacts) -> str:
    """Return the committee's name as the text gives it, with its unit's name.

    "Ban Chỉ đạo 138 tỉnh" of Cao Bằng is "Ban Chỉ đạo 138 tỉnh Cao Bằng". Where no text
    names it, it is "Ban Chỉ đạo 138" of the unit; an agency reports under its own name.
    """
    unit = plain_name(facts.org_unit_name)
    if facts.is_agency:
        return unit
    if facts.level == "central":
        return facts.committee or "Ban Chỉ đạo 138/CP"
    name = _QUOTED.sub(r"“\1”", facts.committee.strip()) or "Ban Chỉ đạo 138"
    if bare_name(unit).casefold() in name.casefold():
        return name
    within = _PREFIX.sub(lambda found: found[0].lower(), unit)
    return f"{_DANGLING.sub('', name).strip()} {within}"


def title_block(facts: ReviewFacts, outline: Outline) -> TitleBlock:
    """Return the head of the paper; a draft has no number yet."""
    unit = plain_name(facts.org_unit_name)
    superior = "" if facts.is_agency else f"UBND {unit}"
    if facts.level == "central":
        superior = "" if facts.is_agency else "Chính phủ"
    place = "Hà Nội" if facts.level == "central" else bare_name(unit)
    return TitleBlock(
        superior=superior.upper(),
        issuer=_unbroken(committee_name(facts), bare_name(unit)).upper(),
        number=number_and_symbol(
            None, outline.agency_symbol if facts.is_agency else outline.symbol
        ),
        place_and_date=place_and_date(_seat(place, facts), facts.written_at.date()),
    )


def closing(facts: ReviewFacts, outline: Outline) -> Closing:
    """Return recipients and signature; where nobody is known to sign the lines stay open.

    Who signs on the day, by the register of committees, comes before the texts' chair.
    """
    recipients = outline.recipients.get("agency" if facts.is_agency else facts.level, ())
    if facts.signer is not None:
        signer = facts.signer
        return Closing(recipients, signer.titles, _in_full(signer.position), signer.name)
    position = facts.chair.position if facts.chair else ""
    return Closing(
        recipients=recipients,
        titles=_agency_titles(position) if facts.is_agency else outline.signs,
        below="" if facts.is_agency else _state_title(position).upper(),
        name=facts.chair.name if facts.chair else "",
    )


def _seat(place: str, facts: ReviewFacts) -> str:
    """Agencies sit where their territory is: "… tỉnh An Bình" dates its papers An Bình."""
    if not facts.is_agency:
        return place
    named = re.search(r"(?:tỉnh|thành phố|xã|phường|đặc khu)\s+(.+)$", place)
    return named[1] if named else place


def _unbroken(name: str, unit: str) -> str:
    """Keep the unit's name on one line: "TỈNH CAO BẰNG", never "BẰNG" alone."""
    return name.replace(f" {unit}", f"\u00a0{unit.replace(' ', chr(0xA0))}")


def _in_full(position: str) -> str:
    """Return the office outside the committee; one that is no known title stands as it is."""
    return (_state_title(position) or position).upper()


def _state_title(position: str) -> str:
    found = _STATE_TITLE.search(position)
    return found[1].strip() if found else ""


def _agency_titles(position: str) -> tuple[str, ...]:
    """Return "VIỆN TRƯỞNG"; a deputy signs in the head's place: "KT. VIỆN TRƯỞNG"."""
    found = _AGENCY_TITLE.match(position)
    if found is None:
        return ("THỦ TRƯỞNG CƠ QUAN",)
    title = found[2].upper()
    return (f"KT. {title}", f"PHÓ {title}") if found[1] else (title,)
