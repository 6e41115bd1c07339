"""Looks around each quantity of a sentence: what is it about, what happened to it?

A noun phrase to the right ("388 vụ phạm pháp hình sự") speaks for the quantity; so does a
label to its left ("trọng án đạt 100%"). Items of a list share what only one of them says
("269 vụ, 414 đối tượng liên quan đến ma túy").
"""

from __future__ import annotations

from dataclasses import dataclass, field

from bcd138.domain.extraction.quantities import Quantity
from bcd138.domain.extraction.tokens import Piece

_PASSIVE = frozenset({"được", "bị", "đã", "đang", "mới"})
_MODIFIERS = frozenset(
    {"valuable", "death", "injury", "occurred", "activated", "attended", "recognised", "graded",
     "helped", "handed_in", "loan", "captured"}
)  # fmt: skip
_CONNECTORS = frozenset(
    {
        ",",
        "và",
        "với",
        "/",
        "-",
        "–",
        "cùng",
        "bắt",
        "gồm",
        "hoặc",
        "&",
        "khoảng",
        "trên",
        "hơn",
        "gần",
    }
)
_FUNCTION_WORDS = frozenset(
    {"do", "của", "trên", "tại", "với", "và", "so", "trong", "ở", "được", "bị", "đã", "có", "cho",
     "các", "này", "nêu", "đó", "là", "đang", "mới", "thuộc", "qua", "để", "gồm", "về", "toàn",
     "từ", "đến", "như", "sau", "trước", "khác", "mỗi", "ra", "đạt", "bằng", "theo", "giúp",
     "còn", "thì", "khi", "nhưng", "góp", "tham", "không", "chưa", "cùng", "hiện", "đều", "loại",
     "làm", "vào", "những", "nào", "(", ")", ",", ".", ";", ":", "“", "”", '"', "…", "-", "–", "/",
     "phạm", "tội", "vi", "liên", "quan", "xâm", "án", "trở", "lên", "xuống", "lượt", "tổng", "số",
     "?", "!", "+", "="}
)  # fmt: skip
_STOPPERS = ("part_of", "up", "down", "over_target", "base", "negation", "target")
_CLOSERS = frozenset({";", ":", "(", ")", "."})
_SIGNS = {"-": "down", "–": "down", "+": "up"}
_FAR = 14


@dataclass(slots=True)
class Around:
    """What stands around one quantity, by piece index where a place matters."""

    right_topic: str = ""
    right_weak: str = ""
    right_act: str = ""
    right_end: int = 0
    right_unknown: bool = False
    left_topic: str = ""
    left_weak: str = ""
    left_act: str = ""
    left_has: set[str] = field(default_factory=set)
    linked: bool = False
    in_brackets: bool = False
    change: str = ""
    new_clause: bool = False
    left_words: tuple[str, ...] = ()


def surroundings_of(
    pieces: list[Piece], quantities: list[Quantity], weak_topics: frozenset[str]
) -> list[Around]:
    """Return what stands around each quantity, in their order."""
    around: list[Around] = []
    for index, quantity in enumerate(quantities):
        limit = quantities[index + 1].first if index + 1 < len(quantities) else len(pieces)
        here = Around()
        _look_right(pieces, quantity, limit, here, weak_topics)
        before = quantities[index - 1] if index else None
        taken = around[index - 1].right_end if index else 0
        _look_left(pieces, quantity, before, taken, here, weak_topics)
        here.linked = before is not None and _only_connectors(pieces, before.last, quantity.first)
        around.append(here)
    return around


def _look_right(
    pieces: list[Piece], quantity: Quantity, limit: int, here: Around, weak: frozenset[str]
) -> None:
    commas = unknown = 0
    here.right_end = quantity.last
    own = pieces[quantity.last].senses.get("topic", "") if quantity.measure else ""
    if own and pieces[quantity.last].unit_end:
        here.right_weak = own if own in weak else ""
        here.right_topic = "" if own in weak else own
    for at in range(quantity.last + 1, min(limit, quantity.last + 1 + _FAR)):
        piece = pieces[at]
        senses = piece.senses
        if piece.word in _CLOSERS or any(name in senses for name in _STOPPERS):
            break
        if piece.word == ",":
            commas += 1
            continue
        topic = senses.get("topic", "")
        if topic:
            if commas and _labels_next(pieces, at, limit):
                break
            if topic in weak:
                here.right_weak = here.right_weak or topic
            elif not here.right_topic and not unknown:
                here.right_topic = topic
            elif not here.right_topic and unknown <= 6:  # noqa: PLR2004 - a long noun phrase still
                here.right_topic = topic
            here.right_end = at
        act = senses.get("act", "")
        if act and not topic:
            passive = pieces[at - 1].word.split()[-1] in _PASSIVE or piece.word.startswith(
                ("được ", "bị ", "đã ", "đang ")
            )
            if (passive or act in _MODIFIERS) and not commas and act != "detected":
                here.right_act = here.right_act or act
                here.right_end = at
                continue
            if commas or act not in {"admin", "pending"}:
                break
        if not senses and not commas and piece.word not in _FUNCTION_WORDS:
            unknown += 1
    if own and own not in weak and not here.right_topic:
        here.right_topic = own
    first = pieces[quantity.last + 1] if quantity.last + 1 < limit else None
    here.right_unknown = bool(
        first
        and not here.right_topic
        and not here.right_act
        and not first.senses
        and first.word not in _FUNCTION_WORDS
        and first.word.isalpha()
    )


def _labels_next(pieces: list[Piece], at: int, limit: int) -> bool:
    """Tell whether a topic after a comma is the label of the number that follows it."""
    ahead = at + 1
    while ahead < limit and (
        pieces[ahead].word
        in {
            "là",
            "có",
            ":",
            "xảy ra",
            "đạt",
            "được",
            "trên",
            "với",
            "gồm",
            "án",
            "đã",
            "số",
            "vụ",
            "tăng",
            "giảm",
            "khoảng",
            "gần",
            "hơn",
        }
        or "comparator" in pieces[ahead].senses
        or "topic" in pieces[ahead].senses
        or "act" in pieces[ahead].senses
    ):
        ahead += 1
    return ahead >= limit and limit < len(pieces)


def _look_left(
    pieces: list[Piece],
    quantity: Quantity,
    before: Quantity | None,
    taken: int,
    here: Around,
    weak: frozenset[str],
) -> None:
    stop = before.last if before else -1
    last_topic = last_act = ""
    commas = 0
    words: list[str] = []
    for at in range(quantity.first - 1, stop, -1):
        piece = pieces[at]
        if piece.word == ";":
            here.new_clause = True
            break
        if piece.word == "(":
            here.in_brackets = True
            sign = pieces[at + 1].word
            if at + 2 == quantity.first and sign in _SIGNS:
                here.change = _SIGNS[sign]
        if piece.word == ",":
            commas += 1
        senses = piece.senses
        words.append(piece.word)
        here.left_has.update(senses)
        if not here.change and ("up" in senses or "down" in senses):
            direct = not commas and not here.left_act
            percent = quantity.measure in {"percent", "points"}
            near = quantity.first - at <= 4  # noqa: PLR2004 - "giảm được khoảng 5 vụ"
            if direct and ((near and not here.left_topic) or percent):
                here.change = "up" if "up" in senses else "down"
        if before is not None and at <= taken:
            continue
        topic = senses.get("topic", "")
        if topic and topic in weak:
            here.left_weak = here.left_weak or topic
        elif topic:
            here.left_topic = here.left_topic or topic
        act = senses.get("act", "")
        if act and not here.left_act:
            here.left_act = act
        last_topic, last_act = topic or last_topic, act or last_act
        if "rate" in senses and quantity.measure == "percent" and (last_topic or last_act):
            here.left_topic = last_topic if last_topic not in weak else here.left_topic
            here.left_act = last_act
            break
    here.left_words = tuple(words)


def _only_connectors(pieces: list[Piece], last: int, first: int) -> bool:
    return all(
        pieces[at].word in _CONNECTORS or "comparator" in pieces[at].senses
        for at in range(last + 1, first)
    )
