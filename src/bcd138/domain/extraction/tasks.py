"""Reads what was asked for: directive sentences, as tasks for the time ahead."""

from __future__ import annotations

import re
from bisect import bisect_right

from bcd138.domain.extraction.lines import Line
from bcd138.domain.extraction.reading import FoundFigure, FoundTask

_ADDRESSED = (
    r"các|thành viên|lực lượng|Ban|BCĐ|Công an|tập trung|cần|thời gian|cấp|UBND|toàn|trong"
    r"|lãnh đạo|người|mỗi|từng|đồng chí|sở|ngành|một số|năm|trước mắt|phường|xã|công an"
)
_ASKS = re.compile(
    r"(?i)(?<!theo )(?<!đáp ứng )(?:yêu cầu|đề nghị|nhấn mạnh|lưu ý)"
    rf"(?:\s*[:,.”\"]|\s+(?:{_ADDRESSED}))"
)
_SPEECH = re.compile(
    r"(?i)phát biểu (?:kết luận|chỉ đạo|tại)|kết luận hội nghị"
    r"|đ(?:/c|ồng chí)[^.]{0,120}(?:yêu cầu|đề nghị)"
)
_AHEAD = re.compile(
    r"\W*(?:Trước mắt|Nhiệm vụ trước mắt|(?:Trong )?[Tt]hời gian tới|(?:Trong )?[Nn]ăm tới"
    r"|Để (?:thực hiện|nâng cao|hoàn thành)|Phát biểu (?:kết luận|chỉ đạo)|Kết luận hội nghị"
    r"|Trong phần kết luận)"
)
_HEADING_OF_TASKS = re.compile(
    r"(?i)phương hướng|nhiệm vụ|chương trình công tác|giải pháp|chỉ tiêu (?:năm|phấn đấu)"
)
_HEADING_OF_RESULTS = re.compile(
    r"(?i)kết quả|tổng kết|tình hình|đánh giá|khó khăn|tồn tại|hạn chế|kiến nghị|khen thưởng"
    r"|nơi nhận|nguyên nhân"
)
_YEAR_OPENS = re.compile(r"\W*(?:(?:Trong|Sang|Bước sang)\s+)?[Nn]ăm\s+((?:19|20)\d{2})\b")
_DOING = (
    "tiếp tục|tăng cường|đổi mới|nâng cao|xây dựng|tập trung|đẩy mạnh|quan tâm|củng cố|phát huy"
    "|nhân rộng|làm tốt|thực hiện|chủ động|phối hợp|bảo đảm|đảm bảo|triển khai|quán triệt"
    "|tham mưu|bám sát|duy trì|huy động|giải quyết|thường xuyên|kiên quyết|phấn đấu|tổ chức"
    "|nắm chắc|rà soát|chú trọng|mở các đợt|kéo giảm|hoàn thành|khắc phục|nghiêm túc|siết chặt"
    "|kịp thời|ngăn chặn|phòng ngừa|vận động|tuyên truyền|đề cao|gắn|cần|phải|giao|nhắc|nắm"
    "|mở rộng|kiện toàn|giữ|giữ gìn|chăm lo|chọn|thay đổi|chống|thu hút|chia sẻ|kéo|đạt|giảm"
)
_IMPERATIVE = re.compile(rf"(?i)(?<!\w)(?:{_DOING})(?!\w)")
_PAST = re.compile(r"(?<!\w)(?:đã|đánh giá cao|biểu dương|ghi nhận)(?!\w)")
_MUST = re.compile(r"(?<!\w)(?:cần|phải|yêu cầu|đề nghị|tiếp tục)(?!\w)")
_NUMBERED = re.compile(r"\W*(?:\d{1,2}[.)]|[-+*•]|[a-hđ]\))\s*")
_ASKING = re.compile(r"(?i)yêu cầu|đề nghị|nhấn mạnh|lưu ý")
_SHORTEST_TASK, _LONGEST_SPEAKER, _NEAR_THE_OPENING = 25, 200, 220

Spans = list[tuple[int, int]]


def directive_spans(text: str, lines: list[Line], next_year: int | None) -> Spans:
    """Return the spans that tell what is to be done, not what was done.

    They are: paragraphs under a heading of tasks; paragraphs in which somebody asks or
    directs; paragraphs or sentences that open with "Trước mắt", "Thời gian tới" or the
    year ahead.
    """
    spans: Spans = []
    under_tasks = False
    for line in lines:
        words = text[line.start : line.end]
        if line.kind == "heading":
            under_tasks = _under_tasks(words, under_tasks)
            if under_tasks and _NUMBERED.match(words):
                spans.append((line.start, line.end))
        elif line.kind == "body":
            whole = under_tasks or _AHEAD.match(words) or _looks_ahead(words, next_year)
            if whole or _somebody_asks(words):
                spans.append((line.start, line.end))
            else:
                spans += [
                    (start, end)
                    for start, end in line.sentences
                    if _looks_ahead(text[start:end], next_year)
                ]
    return spans


def is_directive(spans: Spans, at: int) -> bool:
    """Tell whether ``at`` lies in one of the spans, which are in order and apart."""
    index = bisect_right(spans, at, key=lambda span: span[0]) - 1
    return index >= 0 and at < spans[index][1]


def _under_tasks(heading: str, before: bool) -> bool:  # noqa: FBT001 - a state, handed on
    if _HEADING_OF_RESULTS.search(heading):
        return False
    return before or _HEADING_OF_TASKS.search(heading) is not None


def _looks_ahead(words: str, next_year: int | None) -> bool:
    opens = _YEAR_OPENS.match(words)
    return bool(opens and next_year and int(opens[1]) >= next_year)


def _somebody_asks(words: str) -> bool:
    asks = _ASKS.search(words)
    quoted = words[0] in '“"' or _SPEECH.search(words)
    return bool(asks and (quoted or asks.start() < _NEAR_THE_OPENING))


def read_tasks(
    text: str, lines: list[Line], spans: Spans, targets: list[FoundFigure]
) -> tuple[FoundTask, ...]:
    """Return each directive sentence as a task, with the target it carries, if any."""
    tasks: list[FoundTask] = []
    for line in lines:
        for start, end in line.sentences:
            if not is_directive(spans, start) or not _is_task(text[start:end]):
                continue
            target = next((one for one in targets if start <= one.start < end), None)
            tasks.append(
                FoundTask(
                    text=_as_task(text[start:end]),
                    indicator=target.indicator if target else None,
                    value=target.value if target else None,
                    start=start,
                    end=end,
                )
            )
    return tuple(tasks)


def _is_task(sentence: str) -> bool:
    if len(sentence) < _SHORTEST_TASK or not _IMPERATIVE.search(sentence):
        return False
    return not _PAST.search(sentence) or _MUST.search(sentence) is not None


def _as_task(sentence: str) -> str:
    """Return the sentence from where the asking begins, in one line, without its number."""
    words = _NUMBERED.sub("", " ".join(sentence.split()), count=1)
    asks = _ASKS.search(words)
    if asks and asks.start() < _LONGEST_SPEAKER:
        rest = _ASKING.sub("", words[asks.start() :], count=1).strip(' ,:“"')
        words = rest if len(rest) > _SHORTEST_TASK else words
    return words[:1].upper() + words[1:].rstrip(' ”"')
