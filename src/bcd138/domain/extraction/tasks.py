"""Reads what was asked for: directive sentences, as tasks for the time ahead."""

from __future__ import annotations

import re

from bcd138.domain.extraction.lines import Line, sentences_of
from bcd138.domain.extraction.reading import FoundFigure, FoundTask

_DIRECTS = re.compile(
    r"(?i)(?<!theo )(?<!đáp ứng )(?:yêu cầu|đề nghị|nhấn mạnh|lưu ý)(?:\s*[:,.”\"]|\s+(?:các|thành viên|lực lượng|Ban"
    r"|BCĐ|Công an|tập trung|cần|thời gian|cấp|UBND|toàn|trong|lãnh đạo|người|mỗi|từng|đồng chí|các|sở|ngành|một số))"
)
_PAST = re.compile(r"(?<!\w)đã(?!\w)")
_MUST = re.compile(r"(?<!\w)(?:cần|phải|yêu cầu|đề nghị|tiếp tục)(?!\w)")
_SPEECH = re.compile(r"(?i)phát biểu (?:kết luận|chỉ đạo|tại)|kết luận hội nghị|đ(?:/c|ồng chí)[^.]{0,120}(?:yêu cầu|đề nghị)")
_AHEAD = re.compile(
    r"^(?:\W*)(?:Trước mắt|Thời gian tới|Trong thời gian tới|Năm tới|Bước sang năm|Trong năm tới|Để (?:thực hiện|nâng cao|hoàn thành))"
)
_HEADING_AHEAD = re.compile(r"(?i)phương hướng|nhiệm vụ (?:trọng tâm|thời gian tới|năm|chủ yếu|,? giải pháp)|chương trình công tác|giải pháp trọng tâm|chỉ tiêu (?:năm|phấn đấu)|nhiệm vụ và giải pháp")
_HEADING_OTHER = re.compile(r"(?i)kết quả|tình hình|đánh giá|khó khăn|tồn tại|hạn chế|kiến nghị|khen thưởng|nơi nhận|nguyên nhân")
_YEAR_OPENS = re.compile(r"^(?:\W*)(?:Trong\s+)?[Nn]ăm\s+((?:19|20)\d{2})\b")
_VERBS = (
    "tiếp tục|tăng cường|đổi mới|nâng cao|xây dựng|tập trung|đẩy mạnh|quan tâm|củng cố|phát huy|nhân rộng|làm tốt"
    "|thực hiện|chủ động|phối hợp|bảo đảm|đảm bảo|triển khai|quán triệt|tham mưu|bám sát|duy trì|huy động|giải quyết"
    "|thường xuyên|kiên quyết|phấn đấu|tổ chức|nắm chắc|rà soát|chú trọng|mở các đợt|kéo giảm|hoàn thành|khắc phục"
    "|nghiêm túc|siết chặt|kịp thời|ngăn chặn|phòng ngừa|vận động|tuyên truyền|đề cao|gắn|cần|phải"
)
_IMPERATIVE = re.compile(rf"(?i)(?<![\wÀ-ỹ])(?:{_VERBS})(?![\wÀ-ỹ])")
_NUMBERED = re.compile(r"^\W*(?:\d{1,2}[.)]|[-+*•]|[a-hđ]\))\s*")
_LEAST = 25


def directive_spans(text: str, lines: list[Line], next_year: int | None) -> list[tuple[int, int]]:
    """Return the spans that tell what is to be done, not what was done.

    They are: paragraphs under a heading of tasks; paragraphs in which somebody asks or
    directs; paragraphs that open with "Trước mắt", "Thời gian tới" or the year ahead.
    """
    spans: list[tuple[int, int]] = []
    under_heading = False
    for line in lines:
        words = text[line.start : line.end]
        if line.kind in {"heading", "title"}:
            if line.kind == "heading" and _HEADING_AHEAD.search(words) and not re.search(
                r"(?i)kết quả|tổng kết", words
            ):
                under_heading = True
            elif _HEADING_OTHER.search(words):
                under_heading = False
            elif under_heading and _NUMBERED.match(words):
                spans.append((line.start, line.end))
            continue
        if line.kind in {"caption", "row"}:
            continue
        opens = _YEAR_OPENS.match(words)
        ahead = bool(opens and next_year and int(opens[1]) >= next_year)
        if under_heading or ahead or _AHEAD.match(words):
            spans.append((line.start, line.end))
            continue
        asked = _DIRECTS.search(words)
        if asked and (_SPEECH.search(words) or asked.start() < 220):  # noqa: PLR2004 - near the opening
            spans.append((line.start, line.end))
            continue
        spans.extend(
            (start, end)
            for start, end in sentences_of(text, line.start, line.end)
            if (year := _YEAR_OPENS.match(text[start:end])) and next_year and int(year[1]) >= next_year
        )
    return spans


def read_tasks(
    text: str, spans: list[tuple[int, int]], targets: list[FoundFigure]
) -> tuple[FoundTask, ...]:
    """Return each directive sentence as a task, with the target it carries, if any."""
    tasks: list[FoundTask] = []
    for begin, stop in spans:
        for start, end in sentences_of(text, begin, stop):
            sentence = text[start:end]
            if len(sentence) < _LEAST or not _IMPERATIVE.search(sentence):
                continue
            if _PAST.search(sentence) and not _MUST.search(sentence):
                continue
            target = next((one for one in targets if start <= one.start < end), None)
            tasks.append(
                FoundTask(
                    text=_as_task(sentence),
                    indicator=target.indicator if target else None,
                    value=target.value if target else None,
                    start=start,
                    end=end,
                )
            )
    return tuple(tasks)


def _as_task(sentence: str) -> str:
    """Return the sentence from where the asking begins, in one line, without its number."""
    words = " ".join(sentence.split())
    words = _NUMBERED.sub("", words)
    for verb in ("yêu cầu:", "đề nghị:", "đề nghị,", "yêu cầu", "đề nghị"):
        head, found, rest = words.partition(verb)
        if found and len(head) < 200 and len(rest) > _LEAST:  # noqa: PLR2004 - who speaks
            words = rest.strip(" ,:“\"")
            break
    return words[:1].upper() + words[1:].rstrip(" ”\"")
