"""One sentence on the reader's desk: its pieces, its quantities, what became of each."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from bcd138.domain.extraction.aims import is_target, period_of
from bcd138.domain.extraction.quantities import Quantity, quantities_in
from bcd138.domain.extraction.reading import Change, Finding, FoundFigure
from bcd138.domain.extraction.scene import Scene
from bcd138.domain.extraction.surroundings import Around, surroundings_of
from bcd138.domain.extraction.tokens import Piece, pieces_of
from bcd138.domain.extraction.vocabulary import Vocabulary


@dataclass(slots=True)
class Item:
    """A quantity with its surroundings and what became of it.

    ``is_change``: it says by how much; ``is_attached``: a figure has it as its change.
    """

    quantity: Quantity
    around: Around
    topic: str = ""
    act: str = ""
    figure: FoundFigure | None = None
    is_change: bool = False
    is_attached: bool = False
    counts: tuple[Decimal, Decimal | None] | None = None


@dataclass(slots=True)
class Sentence:
    """A sentence being read; made for each, thrown away after."""

    text: str
    vocabulary: Vocabulary
    scene: Scene
    pieces: list[Piece]
    items: list[Item]
    findings: list[Finding] = field(default_factory=list)

    def earlier_figure(self, index: int) -> Item | None:
        """Return the nearest item before ``index`` that became a figure, in its clause."""
        for back in range(index - 1, -1, -1):
            if self.items[back + 1].around.new_clause:
                return None
            if self.items[back].figure is not None:
                return self.items[back]
        return None

    def value_of(self, code: str) -> Decimal | None:
        """Return the result that the sentence gives for an indicator, or None."""
        for item in self.items:
            figure = item.figure
            if figure is not None and figure.indicator == code and figure.kind == "result":
                return figure.value
        return None

    def strong_topic(self, pieces: list[Piece]) -> str:
        """Return the first topic of ``pieces`` that is not a weak one."""
        for piece in pieces:
            topic = piece.senses.get("topic", "")
            if topic and topic not in self.vocabulary.weak_topics:
                return topic
        return ""

    def strong_topics(self) -> tuple[str, ...]:
        """Return all topics but the weak ones, the last said first."""
        said = (piece.senses.get("topic", "") for piece in reversed(self.pieces))
        strong = (topic for topic in said if topic and topic not in self.vocabulary.weak_topics)
        return tuple(dict.fromkeys(strong))

    def says(self, sense: str, pieces: list[Piece] | None = None) -> bool:
        """Tell whether a phrase of this category stands in the sentence (or its part)."""
        return any(sense in piece.senses for piece in (self.pieces if pieces is None else pieces))

    def is_target(self, item: Item) -> bool:
        """Tell whether an item is aimed at, not reached."""
        return is_target(self.pieces, item.quantity, self.scene)

    def is_change_code(self, code: str) -> bool:
        """Tell whether an indicator is a change by its definition."""
        return code in self.vocabulary.change_codes

    def make(
        self,
        item: Item,
        code: str,
        *,
        numerator: Decimal | None = None,
        denominator: Decimal | None = None,
        kind: str = "result",
        change: Change | None = None,
        reason: str | None = None,
        rivals: tuple[str, ...] = (),
    ) -> None:
        """Let ``item`` become a figure of the indicator ``code``."""
        quantity = item.quantity
        if quantity.doubtful:
            reason = "reading.thousands-unclear"
        elif reason is None and self.says("cumulative"):
            reason = "reading.cumulative"
        item.figure = FoundFigure(
            indicator=code,
            value=quantity.value,
            unit=quantity.unit,
            comparator=quantity.comparator,
            numerator=numerator,
            denominator=denominator or None,
            change=change,
            kind=kind,
            period=period_of(self.pieces, quantity, self.scene),
            quote=self.text[quantity.start : quantity.end],
            start=quantity.start,
            end=quantity.end,
            certainty="sure" if reason is None else "ask",
            reason=reason,
            rivals=rivals,
        )

    def find(self, code: str, severity: str, quantity: Quantity, **params: object) -> None:
        """Note a finding at a quantity."""
        quote = self.text[quantity.start : quantity.end]
        self.findings.append(Finding(code, severity, params, quote, quantity.start, quantity.end))


def sentence_at(
    text: str, low: str, span: tuple[int, int], vocabulary: Vocabulary, scene: Scene
) -> Sentence:
    """Return the sentence at ``span`` with its quantities and what stands around them."""
    pieces = pieces_of(low, *span, vocabulary)
    quantities = []
    for one in quantities_in(pieces, vocabulary, text):
        if one.measure == "criterion":
            _as_topic(pieces, one)
        else:
            quantities.append(one)
    around = surroundings_of(pieces, quantities, vocabulary.weak_topics)
    items = [Item(*pair) for pair in zip(quantities, around, strict=True)]
    return Sentence(text, vocabulary, scene, pieces, items)


def _as_topic(pieces: list[Piece], quantity: Quantity) -> None:
    """Let "đạt 19/19 tiêu chí" speak as what it is: a name, not a count."""
    if quantity.second is not None and quantity.value == quantity.second:
        pieces[quantity.last].senses = {"topic": "ntm_full"}
