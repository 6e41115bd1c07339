"""Reads the figures of one sentence: each quantity becomes a figure, a change, or nothing."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from bcd138.domain.extraction.quantities import Quantity, quantities_in
from bcd138.domain.extraction.reading import Change, Finding, FoundFigure
from bcd138.domain.extraction.resolve import NOT_IN_CATALOGUE, look_up, look_up_bare
from bcd138.domain.extraction.surroundings import Around, surroundings_of
from bcd138.domain.extraction.tokens import Piece, pieces_of
from bcd138.domain.extraction.vocabulary import Vocabulary
from bcd138.domain.period import Period, calendar_year

_PARTS_OF_WHOLE = frozenset({"solved", "recovered", "processed", "helped", "recognised", "captured"})
_PART_MEASURES = frozenset(
    {"commune", "residential_area", "agencies_mixed", "member_unit", "agency", "enterprise",
     "school", "household", "areas_and_communes", "locality", "report_of_crime"}
)  # fmt: skip
_ACTS_COMPARED = frozenset({"occurred", "detected", "death", "injury"})
_OPENING = 5
_ACTS_OF_A_KNOWN_TOPIC = frozenset({"prosecuted", "admin", "pending"})
_COUNTS_OF_ACTS = frozenset({"case", "person", "instance"})


@dataclass(slots=True)
class Scene:
    """What is known when a sentence begins: the paragraph's topic, its heading, the period."""

    period: Period | None = None
    directive: bool = False
    heading_topics: tuple[str, ...] = ()
    paragraph_topic: str = ""


@dataclass(slots=True)
class _Item:
    """A quantity with its surroundings and what became of it."""

    quantity: Quantity
    around: Around
    topic: str = ""
    act: str = ""
    figure: FoundFigure | None = None
    is_change: bool = False
    counts: tuple[Decimal, Decimal] | None = None


@dataclass(slots=True)
class SentenceRead:
    """The figures of a sentence and what did not add up in it."""

    figures: list[FoundFigure] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    topic: str = ""


class SentenceReader:
    """Reads one sentence; made for each, thrown away after."""

    def __init__(
        self, text: str, low: str, start: int, end: int, vocabulary: Vocabulary, scene: Scene
    ) -> None:
        self.text, self.vocabulary, self.scene = text, vocabulary, scene
        self.pieces = pieces_of(low, start, end, vocabulary)
        quantities = quantities_in(self.pieces, vocabulary, text)
        _criteria_as_topics(self.pieces, quantities)
        quantities = [one for one in quantities if one.measure != "criterion"]
        self.items = [
            _Item(quantity, around)
            for quantity, around in zip(
                quantities,
                surroundings_of(self.pieces, quantities, vocabulary.weak_topics),
                strict=True,
            )
        ]
        self.result = SentenceRead()

    def read(self) -> SentenceRead:
        """Return the sentence's figures in order."""
        for index in range(len(self.items)):
            self._read_item(index)
        self._read_zeros()
        self.result.figures = [item.figure for item in self.items if item.figure]
        self.result.figures.sort(key=lambda figure: figure.start)
        self.result.topic = self._last_topic()
        return self.result

    # -- one quantity ----------------------------------------------------------------

    def _read_item(self, index: int) -> None:
        item = self.items[index]
        quantity, around = item.quantity, item.around
        if "hypothetical" in self._senses_before(quantity.first):
            return
        if not quantity.measure:
            self._read_bare(index)
            return
        if self._is_base(index):
            return
        item.act = self._act_of(index)
        if around.change and self._read_change(index):
            return
        if around.in_brackets and quantity.second is not None and index:
            if self._counts_in_brackets(index):
                return
            if self.items[index - 1].is_change and self._last_figure(index) is not None:
                self._check_now_then(index)
                return
        if quantity.measure in {"percent", "points"}:
            self._read_percent(index)
        else:
            self._read_count(index)

    def _read_count(self, index: int) -> None:
        item = self.items[index]
        quantity = item.quantity
        target = self._is_target(index)
        found = self._indicator(index, self.vocabulary.figures)
        numerator = denominator = None
        change = self._own_change(item)
        if quantity.second is not None:
            if self._is_now_then(index):
                change = self._check_now_then(index)
            else:
                numerator, denominator = quantity.value, quantity.second
                item.counts = (numerator, denominator)
        if found is None:
            return
        code, reason = found
        self._make(
            item,
            code,
            numerator=numerator,
            denominator=denominator,
            kind="target" if target else "result",
            reason=reason,
            change=change,
        )

    def _own_change(self, item: _Item) -> Change | None:
        if item.quantity.measure == "place_moved" and item.around.change:
            return self._change(item)
        return None

    def _read_bare(self, index: int) -> None:
        """Read a number without a unit: a rank, a label's value, or now and then in brackets."""
        item = self.items[index]
        quantity, around = item.quantity, item.around
        before = self.pieces[quantity.first - 1] if quantity.first else None
        if before is not None and "rank" in before.senses:
            quantity.measure, quantity.unit, quantity.second = "rank", "hạng", None
            self._read_count(index)
        elif quantity.second is not None:
            if around.in_brackets and index and not self._counts_in_brackets(index):
                self._check_now_then(index)
        elif before is None:
            return
        elif before.word in {":", "là", "="}:
            unit = self._unit_of_label(quantity.first - 2)
            if unit is not None:
                quantity.measure, quantity.unit = unit.senses["unit"], unit.word
                item.act = self._act_of(index)
                self._read_count(index)

    def _counts_in_brackets(self, index: int) -> bool:
        """Read "đạt 96% (48/50 vụ)": the counts belong to the percent before them."""
        item, before = self.items[index], self.items[index - 1]
        figure, quantity = before.figure, item.quantity
        if figure is None or before.quantity.measure != "percent" or quantity.second is None:
            return False
        before.figure = replace(figure, numerator=quantity.value, denominator=quantity.second)
        numerators = [
            code
            for code, ratio in self.vocabulary.ratios_by_numerator.items()
            if ratio.code == figure.indicator
        ]
        if numerators and quantity.measure:
            item.topic = before.topic
            self._make(
                item, numerators[0], numerator=quantity.value, denominator=quantity.second,
                kind=figure.kind,
            )  # fmt: skip
        return True

    def _unit_of_label(self, at: int) -> Piece | None:
        while at > 0:
            if "unit" in self.pieces[at].senses and self.pieces[at - 1].word in {"số", "tổng số"}:
                return self.pieces[at]
            at -= 1
        return None

    # -- changes ---------------------------------------------------------------------

    def _read_change(self, index: int) -> bool:
        """Attach a stated change to its figure, or read it as a change indicator.

        True when nothing more is to be read of this quantity.
        """
        item = self.items[index]
        quantity, around = item.quantity, item.around
        if quantity.measure == "place_moved":
            return False
        last = self._figure_of_change(index)
        own_topic = around.left_topic or around.right_topic
        if (
            last is not None
            and last.figure is not None
            and not around.new_clause
            and not self._is_change_code(last.figure.indicator)
        ):
            same = not own_topic or own_topic == last.topic
            if same and not last.is_change and not self._is_target(index):
                item.is_change = True
                if last.figure.change is None:
                    last.figure = replace(last.figure, change=self._change(item))
                item.topic = last.topic
                return True
        if quantity.measure != "percent":
            item.is_change = True
            return True
        topics = self._topics_of(index)
        if item.act in {"death", "injury"}:
            topics = [f"{topic}_{item.act}" for topic in topics] + topics
        item.act = "change"
        table = self.vocabulary.figures
        target = self._is_target(index)
        found = look_up(self.vocabulary.targets, "percent", topics, "change") if target else None
        found = found or look_up(table, "percent", topics, "change")
        if found is None or table.get(("percent", found[1], "change"), found[0]) is None:
            return True
        item.topic = found[1].removesuffix("_death").removesuffix("_injury")
        if not self._is_change_code(found[0]):
            return True
        kind = "target" if found[0].startswith("target_") else "result"
        self._make(item, found[0], kind=kind, change=None if kind == "target" else self._change(item))
        self._read_upper(item)
        return True

    def _read_upper(self, item: _Item) -> None:
        """Read the end of a range ("từ 5 đến 10%") as a second figure, its upper bound."""
        if item.figure is None or item.quantity.upper is None:
            return
        upper = replace(item.figure, value=item.quantity.upper, comparator="<=")
        self.items.append(_Item(item.quantity, item.around, item.topic, item.act, upper))

    def _figure_of_change(self, index: int) -> _Item | None:
        """Return the figure a change speaks of: the last counted in the same unit."""
        item = self.items[index]
        last = self._last_figure(index)
        if item.quantity.measure == "percent" or last is None:
            return last
        for back in range(index - 1, -1, -1):
            other = self.items[back]
            if other.figure is not None and other.quantity.measure == item.quantity.measure:
                if item.act not in {"death", "injury"} or other.act == item.act:
                    return other
            if other.around.new_clause:
                break
        return last

    def _is_change_code(self, code: str) -> bool:
        return code in self.vocabulary.change_codes

    def _change(self, item: _Item) -> Change:
        quantity = item.quantity
        base = "same_period_last_year"
        following = " ".join(piece.word for piece in self.pieces[quantity.last + 1 :][:9])
        if "tháng trước" in following:
            base = "previous_month"
        elif "cùng kỳ" not in following:
            base = "previous_year"
        return Change(quantity.value, quantity.unit, item.around.change, base)

    def _is_base(self, index: int) -> bool:
        """Tell whether the quantity is what is compared with: "so với 434 vụ cùng kỳ"."""
        quantity = self.items[index].quantity
        for at in range(quantity.first - 1, max(quantity.first - 9, -1), -1):
            piece = self.pieces[at]
            if "base" in piece.senses:
                return True
            if piece.word in {",", ";", "(", ":"} or "act" in piece.senses or "up" in piece.senses:
                break
            if "down" in piece.senses or "unit" in piece.senses:
                break
            if piece.word == "từ" and any(
                later.word in {"xuống", "còn", "lên"} for later in self.pieces[quantity.last + 1 :][:5]
            ):
                return True
        return False

    def _is_now_then(self, index: int) -> bool:
        """Tell a/b that compares two periods from a/b that is a part of a whole."""
        item = self.items[index]
        quantity = item.quantity
        if quantity.second is None:
            return False
        if quantity.value > quantity.second:
            return True
        if quantity.measure in _PART_MEASURES or item.act in _PARTS_OF_WHOLE:
            return False
        if quantity.measure not in _COUNTS_OF_ACTS:
            return False
        after = self.pieces[quantity.last + 1 :]
        compared = any("up" in p.senses or "down" in p.senses or "base" in p.senses for p in after)
        return compared or not item.act or item.act in _ACTS_COMPARED

    def _check_now_then(self, index: int) -> Change | None:
        """Return the stated change beside two numbers, after comparing it with them."""
        item = self.items[index]
        now, then = item.quantity.value, item.quantity.second
        if then is None:
            return None
        stated = next(
            (
                other
                for other in reversed(self.items[: index + 2])
                if other is not item and other.around.change
                and abs(self.items.index(other) - index) <= 2  # noqa: PLR2004 - neighbours
            ),
            None,
        )
        if stated is None:
            return None
        value = stated.quantity.value
        difference = now - then
        up = stated.around.change == "up"
        if stated.quantity.measure == "percent":
            true = abs(difference) * 100 / then if then else Decimal(0)
            fits = abs(true - value) < Decimal("0.06") if value != value.to_integral() else abs(
                true - value) < 1
        else:
            true, fits = abs(difference), abs(difference) == value
        if fits and (difference == 0 or (difference > 0) == up):
            return self._change(stated)
        if difference and (difference > 0) != up:
            self._find("change.direction", "error", item.quantity, now=now, then=then)
        else:
            right = true.quantize(Decimal("0.01"), ROUND_HALF_UP).normalize()
            self._find(
                "change.amount", "error", item.quantity,
                now=now, then=then, stated=value, unit=stated.quantity.unit, right=right,
            )  # fmt: skip
        return self._change(stated)

    # -- percents --------------------------------------------------------------------

    def _read_percent(self, index: int) -> None:
        item = self.items[index]
        around = item.around
        if self._over_target(index):
            return
        last = self._last_figure(index)
        if last is not None and item.quantity.measure == "percent" and self.items[index - 1].is_change \
                and not around.left_topic and "rate" not in around.left_has:
            return
        label = around.left_topic or (around.right_topic if not around.left_act else "")
        target = self._is_target(index)
        if not target and self._ratio_of_earlier(index, label):
            return
        topics = self._topics_of(index)
        if target and last is not None and not label and not item.act:
            topics, item.act = [last.topic], last.act
        if "share" in (around.left_act, item.act):
            topics = [topics[0]] if topics else [last.topic] if last else []
            item.act = "share"
            if last is not None and not label:
                topics = [last.topic]
        found = None
        reason = None
        if target:
            found = look_up(self.vocabulary.targets, "percent", topics, item.act)
            if found is None and (bare := look_up_bare(self.vocabulary.targets, "percent", item.act)):
                found = (bare, "")
        if found is None:
            found = look_up(self.vocabulary.figures, "percent", topics, item.act)
        if found is None and not label and not around.right_unknown:
            bare = look_up_bare(self.vocabulary.figures, "percent", item.act)
            found = (bare, "") if bare else None
        if found is None or found[0] == NOT_IN_CATALOGUE or self._is_change_code(found[0]):
            return
        code, item.topic = found
        numerator, denominator = self._counts_of(code)
        if numerator is None and index and (counts := self.items[index - 1].counts):
            numerator, denominator = counts
        kind = "target" if code.startswith("target_") else "result"
        if kind == "result" and target:
            kind = "target"
        self._make(
            item, code, numerator=numerator, denominator=denominator, kind=kind, reason=reason
        )

    def _ratio_of_earlier(self, index: int, label: str) -> bool:
        """Read "388 vụ ..., bắt 402 đối tượng, đạt 83,62%" as the ratio of the 388.

        The figures before it in the clause are asked, the nearest first.
        """
        if self.items[index].around.new_clause or "share" in self.items[index].around.left_has:
            return False
        for back in range(index - 1, -1, -1):
            earlier = self.items[back]
            if earlier.figure is not None and (not label or label == earlier.topic):
                if self._ratio_of(self.items[index], earlier):
                    return True
                if earlier.quantity.measure == "percent":
                    return False
            if earlier.around.new_clause:
                return False
        return False

    def _ratio_of(self, item: _Item, earlier: _Item) -> bool:
        figure = earlier.figure
        if figure is None or "share" in (item.around.left_act, item.act):
            return False
        if figure.indicator in self.vocabulary.own_ratios and figure.denominator is not None:
            self._check_printed(item, figure.value, figure.denominator)
            return True
        ratio = self.vocabulary.ratios_by_numerator.get(figure.indicator)
        if ratio is None or ratio.code in self.vocabulary.share_codes:
            return False
        denominator = figure.denominator or self._value_of(ratio.denominator)
        item.topic = earlier.topic
        self._make(item, ratio.code, numerator=figure.value, denominator=denominator)
        return True

    def _counts_of(self, code: str) -> tuple[Decimal | None, Decimal | None]:
        """Return numerator and denominator of a ratio as far as the sentence gives them."""
        for ratio in self.vocabulary.ratios_by_numerator.values():
            if ratio.code == code:
                numerator = self._value_of(ratio.numerator)
                denominator = self._value_of(ratio.denominator)
                for item in self.items:
                    figure = item.figure
                    if figure and figure.indicator == ratio.numerator and figure.denominator:
                        denominator = figure.denominator
                return (numerator, denominator) if numerator is not None else (None, None)
        return None, None

    def _value_of(self, code: str) -> Decimal | None:
        for item in self.items:
            if item.figure and item.figure.indicator == code and item.figure.kind == "result":
                return item.figure.value
        return None

    def _check_printed(self, item: _Item, numerator: Decimal, denominator: Decimal) -> None:
        finding = check_ratio(
            printed=item.quantity.value,
            comparator=item.quantity.comparator,
            numerator=numerator,
            denominator=denominator,
        )
        if finding is not None:
            self._find("ratio.mismatch", "error", item.quantity, **finding)

    def _over_target(self, index: int) -> bool:
        """Read "vượt 275% chỉ tiêu", which can mean three things, as a question."""
        item = self.items[index]
        quantity = item.quantity
        before = self.pieces[max(quantity.first - 3, 0) : quantity.first]
        after = self.pieces[quantity.last + 1 : quantity.last + 8]
        over = any("over_target" in piece.senses for piece in before)
        of_target = any("target" in piece.senses for piece in after)
        directly = bool(after) and ("target" in after[0].senses or after[0].word == "kế hoạch")
        if not (over or directly or (item.around.change and of_target)):
            return False
        self._make(
            item,
            "target_achievement",
            reason="reading.over-target",
            rivals=("percentage_points", "relative_excess", "attainment"),
        )
        return True

    # -- topics and acts ---------------------------------------------------------------

    def _act_of(self, index: int) -> str:
        item = self.items[index]
        around = item.around
        if around.right_act and around.right_act != "recognised":
            return around.right_act
        if around.left_act and around.left_act != "recognised":
            return around.left_act
        if index and (around.linked or around.in_brackets):
            return self.items[index - 1].act
        if index and not around.new_clause and item.quantity.measure == "money":
            return self.items[index - 1].act
        return around.right_act or around.left_act

    def _topics_of(self, index: int) -> list[str]:
        """Return the topics that could be meant, the likeliest first."""
        item = self.items[index]
        around = item.around
        topics = [around.right_topic, around.left_topic, self._forward(index)]
        weak = [around.right_weak, around.left_weak]
        carried = ""
        if not around.right_unknown:
            for back in range(index - 1, -1, -1):
                carried = self.items[back].topic or self.items[back].around.right_topic
                if carried and carried != "carried_over":
                    break
            carried = carried or self._first_topic_before(item.quantity.first)
            topics.append(carried)
        if not any(topics) or around.linked:
            topics.extend(weak)
        elif any(weak) and not topics[0] and not topics[1]:
            topics[2:2] = weak
        if not any(topics) and not around.right_unknown:
            topics.append(self.scene.paragraph_topic)
            topics.extend(self.scene.heading_topics)
        if not any(topics) and not around.right_unknown and item.act in _ACTS_OF_A_KNOWN_TOPIC:
            topics.append(self._first_topic_after(item.quantity.last))
        return [topic for topic in dict.fromkeys(topics) if topic]

    def _first_topic_after(self, at: int) -> str:
        for piece in self.pieces[at:]:
            topic = piece.senses.get("topic", "")
            if topic and topic not in self.vocabulary.weak_topics:
                return topic
        return ""

    def _forward(self, index: int) -> str:
        """Return the topic that a later item of the same list brings."""
        for ahead in range(index + 1, len(self.items)):
            if not self.items[ahead].around.linked:
                return ""
            topic = self.items[ahead].around.right_topic
            if topic:
                return topic
        return ""

    def _first_topic_before(self, at: int) -> str:
        for piece in reversed(self.pieces[:at]):
            topic = piece.senses.get("topic", "")
            if topic and topic not in self.vocabulary.weak_topics:
                return topic
        return ""

    def _indicator(self, index: int, table: Any) -> tuple[str, str | None] | None:
        item = self.items[index]
        measure, around = item.quantity.measure, item.around
        topics = self._topics_of(index)
        found = look_up(table, measure, topics, item.act)
        direct = {around.right_topic, around.left_topic, around.right_weak, around.left_weak}
        if found is None and (around.right_topic or around.left_topic) == "" or found is None:
            if around.right_unknown and measure in _COUNTS_OF_ACTS:
                return None
            if around.right_topic and measure in _COUNTS_OF_ACTS:
                return None
            code = look_up_bare(table, measure, item.act)
            if code is None:
                return None
            item.topic = topics[0] if topics else ""
            return code, None
        code, item.topic = found
        if code == NOT_IN_CATALOGUE:
            return None
        in_sentence = item.topic in direct or any(
            piece.senses.get("topic") == item.topic for piece in self.pieces
        )
        same_anyway = code == look_up_bare(table, measure, item.act)
        reason = None if in_sentence or same_anyway else "reading.topic-carried"
        if item.quantity.doubtful:
            reason = "reading.thousands-unclear"
        return code, reason

    def _last_topic(self) -> str:
        for piece in reversed(self.pieces):
            topic = piece.senses.get("topic", "")
            if topic and topic not in self.vocabulary.weak_topics:
                return topic
        return ""

    def _last_figure(self, index: int) -> _Item | None:
        """Return the item before this one that became a figure, in the same clause."""
        for back in range(index - 1, -1, -1):
            if self.items[back + 1].around.new_clause:
                return None
            if self.items[back].figure is not None:
                return self.items[back]
        return None

    def _senses_before(self, at: int) -> set[str]:
        return {name for piece in self.pieces[:at] for name in piece.senses}

    # -- targets, periods, zeros ---------------------------------------------------------

    def _is_target(self, index: int) -> bool:
        if self.scene.directive:
            return True
        item = self.items[index]
        clause_over = closed = False
        for at in range(item.quantity.first - 1, -1, -1):
            piece = self.pieces[at]
            closed = (closed or piece.word == ")") and piece.word != "("
            clause_over = clause_over or piece.word == ";"
            if piece.word == "đã" or piece.word.startswith("đã "):
                return False
            if closed or (clause_over and at > _OPENING):
                continue
            if "target" in piece.senses:
                between = self.pieces[at + 1 : item.quantity.first]
                if all("down" in p.senses or "up" in p.senses or "comparator" in p.senses for p in between):
                    return True
                before = self.pieces[at - 1].senses if at else {}
                return "over_target" not in before and "act" not in before
            if piece.word == "kế hoạch" and ("down" in self.pieces[at + 1].senses):
                return True
        return False

    def _period_of(self, item: _Item) -> Period | None:
        """Return the year said nearest before the quantity, if it is not a base's year."""
        for at in range(item.quantity.first - 1, 0, -1):
            piece, before = self.pieces[at], self.pieces[at - 1]
            if piece.number is None or before.word.split()[-1] != "năm":
                continue
            if len(piece.word) != 4:  # noqa: PLR2004 - digits of a year
                continue
            words = {p.word for p in self.pieces[max(at - 4, 0) : at]}
            if "base" in before.senses or words & {"so với", "giai đoạn", "đến", "kỳ", "từ"}:
                return self.scene.period
            if any("base" in p.senses for p in self.pieces[max(at - 4, 0) : at]):
                return self.scene.period
            year = int(piece.number)
            if self.scene.period and self.scene.period.start.year <= year <= self.scene.period.end.year:
                return self.scene.period
            return calendar_year(year)
        return self.scene.period

    def _read_zeros(self) -> None:
        """Read "không xảy ra vụ trọng án nào" as a reported zero."""
        for at, piece in enumerate(self.pieces):
            if "negation" not in piece.senses:
                continue
            topic = unit = None
            last = at
            for ahead in range(at + 1, min(at + 9, len(self.pieces))):
                here = self.pieces[ahead]
                if here.number is not None or here.word in {",", ";", "."}:
                    break
                if here.senses.get("unit") in _COUNTS_OF_ACTS and unit is None:
                    unit, last = here, ahead
                if "topic" in here.senses and topic is None and unit is not None:
                    topic, last = here, ahead
                if here.word == "nào":
                    last = ahead
                    break
            if unit is None or topic is None:
                continue
            found = look_up(
                self.vocabulary.figures, unit.senses["unit"], [topic.senses["topic"]], "occurred"
            )
            if found is None:
                continue
            quantity = Quantity(
                at, last, piece.start, self.pieces[last].end, Decimal(0), "=", "case",
                unit.word,
            )  # fmt: skip
            item = _Item(quantity, Around(), topic=found[1])
            self._make(item, found[0])
            self.items.append(item)

    # -- making ---------------------------------------------------------------------------

    def _make(
        self,
        item: _Item,
        code: str,
        *,
        numerator: Decimal | None = None,
        denominator: Decimal | None = None,
        kind: str = "result",
        change: Change | None = None,
        reason: str | None = None,
        rivals: tuple[str, ...] = (),
    ) -> None:
        quantity = item.quantity
        if item.quantity.doubtful and reason is None:
            reason = "reading.thousands-unclear"
        if reason is None and any("cumulative" in piece.senses for piece in self.pieces):
            reason = "reading.cumulative"
        item.figure = FoundFigure(
            indicator=code,
            value=quantity.value,
            unit=quantity.unit,
            comparator=quantity.comparator,
            numerator=numerator,
            denominator=denominator if denominator != 0 else None,
            change=change,
            kind=kind,
            period=self._period_of(item),
            quote=self.text[quantity.start : quantity.end],
            start=quantity.start,
            end=quantity.end,
            certainty="sure" if reason is None else "ask",
            reason=reason,
            rivals=rivals,
        )

    def _find(self, code: str, severity: str, quantity: Quantity, **params: Any) -> None:
        quote = self.text[quantity.start : quantity.end]
        self.result.findings.append(
            Finding(code, severity, params, quote, quantity.start, quantity.end)
        )


def _criteria_as_topics(pieces: list[Piece], quantities: list[Quantity]) -> None:
    """Let "đạt 19/19 tiêu chí" speak as what it is: a name, not a count."""
    for one in quantities:
        if one.measure == "criterion" and one.second is not None and one.value == one.second:
            pieces[one.last].senses = {"topic": "ntm_full"}


def check_ratio(
    *, printed: Decimal, comparator: str, numerator: Decimal, denominator: Decimal
) -> dict[str, Any] | None:
    """Return what is wrong with a printed percent against its counts, or None.

    A percent may be rounded or cut to its own decimals. "trên 87 %" is right when the
    true value is at least 87 and below 88 (a whole step of its last decimal, at least one
    point). 164/199 is 82,41 %; 172/183 is 93,99 %, so "hơn 83 %" is wrong.
    """
    true = numerator * 100 / denominator
    exponent = printed.normalize().as_tuple().exponent
    step = Decimal(1).scaleb(min(int(exponent) if isinstance(exponent, int) else 0, 0))
    gap = true - printed
    if comparator in {">", ">="}:
        fits = -step / 2 <= gap < max(step, Decimal(1))
    elif comparator in {"<", "<="}:
        fits = -max(step, Decimal(1)) < gap <= step / 2
    elif comparator == "~":
        fits = abs(gap) <= max(step, Decimal(1))
    else:
        fits = -step / 2 <= gap < step
    if fits:
        return None
    return {
        "printed": printed,
        "numerator": numerator,
        "denominator": denominator,
        "right": true.quantize(Decimal("0.01"), ROUND_HALF_UP),
    }
