"""A review composed from facts and the office's outline: no fact, no sentence."""

from __future__ import annotations

from dataclasses import replace

from bcd138.domain.document.annexes import annex_name, awards_annex, figures_annex
from bcd138.domain.document.comparison import Comparing, change_words, is_better
from bcd138.domain.document.facts import Award, Fact, ReviewFacts
from bcd138.domain.document.heading import closing, committee_name, plain_name, title_block
from bcd138.domain.document.layout import short_date
from bcd138.domain.document.outline import Outline, Section
from bcd138.domain.document.sentence import Sentence, Telling, parse, write
from bcd138.domain.document.tree import (
    Block,
    DocumentTitle,
    DocumentTree,
    Heading,
    Note,
    Paragraph,
    Run,
)
from bcd138.domain.document.wording import amount_words, form_words, share_words, stated_words
from bcd138.domain.vietnamese.numbers import write_number

NOTHING = "Chưa có số liệu được xác nhận cho mục này."
_HIGHEST_LEVEL = 3


class Composer:
    """One review being written: the facts, the outline, and which figures are told."""

    def __init__(self, facts: ReviewFacts, outline: Outline, comparing: Comparing) -> None:
        self.facts = facts
        self.outline = outline
        self.comparing = comparing
        self.told = self.telling()
        self.loose = frozenset[str]()
        self._rates = {amount_words(fact) for fact in facts.figures if fact.amount.unit == "%"}

    def telling(self) -> Telling:
        """Return a fresh account of the figures, none of them written yet."""
        return Telling({fact.indicator: fact for fact in self.facts.figures}, self.bracket)

    def sections(self) -> list[Block]:
        """Return all sections.

        They are written twice: after the first time it is known which figures no sentence
        of any section tells, and those are then said plainly where their group belongs.
        """
        self._all()
        self.loose = frozenset(self.told.facts) - self.told.said
        self.told = self.telling()
        return self._all()

    def _all(self) -> list[Block]:
        return [block for section in self.outline.sections for block in self.section(section, 1)]

    def bracket(self, fact: Fact) -> str:
        """Return what stands in brackets after a figure: its share, its change.

        A share that a rate of the same review gives is not said again.
        """
        before = self.facts.fact_before(fact.indicator)
        period = self.facts.period_before
        share = share_words(fact)
        said = [share] if share not in self._rates else []
        if before is not None and period is not None:
            said.append(change_words(fact, before, period.label, self.comparing))
        else:
            said.append(stated_words(fact))
        return "; ".join(part for part in said if part)

    def section(self, section: Section, level: int) -> list[Block]:
        """Return a section's heading and what stands under it, or its note."""
        depth = min(level, _HIGHEST_LEVEL)
        blocks: list[Block] = [Heading(depth, section.number, section.title)]  # type: ignore[arg-type]
        inner = self.paragraphs(section.paragraphs, self.told)
        inner += self.leftovers(section.groups)
        for part in section.also:
            inner += getattr(self, f"_{part}")()
        for below in section.sections:
            inner += self.section(below, level + 1)
        return blocks + (inner or [Note(section.note or NOTHING)])

    def paragraphs(
        self, templates: tuple[tuple[Sentence, ...], ...], telling: Telling
    ) -> list[Block]:
        """Return one paragraph per list of sentences, leaving out the empty ones."""
        found: list[Block] = []
        for sentences in templates:
            found += _paragraph([write(sentence, telling) for sentence in sentences])
        return found

    def leftovers(self, groups: tuple[str, ...]) -> list[Block]:
        """Return the figures of ``groups`` that no sentence of the office has told."""
        told = [
            write(parse(f"{_plain_words(fact)}."), self.told)
            for fact in self.facts.figures
            if (fact.group in groups or "*" in groups)
            and fact.indicator in self.loose - self.told.said
        ]
        return _paragraph(told)

    def notes(self) -> list[Block]:
        """Return a remark for every figure behind which not all units stand."""
        return [
            Note(f"{fact.name}: mới có {fact.reported}/{fact.expected} đơn vị báo cáo.")
            for fact in self.facts.figures
            if fact.reported < fact.expected
        ]

    def _meeting(self) -> list[Block]:
        meeting = self.facts.meeting
        if meeting is None:
            return []
        chair = meeting.led_by
        on = meeting.held_on
        when = f"{meeting.session} ngày" if meeting.session else "ngày"
        text = f"{when} {short_date(on)}"
        text = f"{text[0].upper()}{text[1:]}"
        where = f" tại {meeting.place}" if meeting.place else ""
        led = f", do đồng chí {chair.name}, {chair.position}, chủ trì" if chair else ""
        line = f"{text}, hội nghị tổng kết công tác {self.facts.period.label} được tổ chức"
        return [Paragraph((Run(f"{line}{where}{led}."),))]

    def _progress(self) -> list[Block]:
        moved = [
            (fact, is_better(fact, before, self.comparing.rules))
            for fact in self.facts.figures
            if (before := self.facts.fact_before(fact.indicator)) is not None
        ]
        better = [fact for fact, is_good in moved if is_good is True]
        worse = [fact for fact, is_good in moved if is_good is False]
        label = self.facts.period_before.label if self.facts.period_before else ""
        return [
            Paragraph((Run(f"So với {label}, {len(facts)} chỉ tiêu {how}: {_names(facts)}."),))
            for facts, how in ((better, "chuyển biến tốt hơn"), (worse, "kém hơn"))
            if facts
        ]

    def _aims(self) -> list[Block]:
        return self._set_out("Chỉ tiêu đặt ra cho kỳ này: ", self.facts.aims)

    def _next_aims(self) -> list[Block]:
        return self._set_out("Chỉ tiêu kỳ tới: ", self.facts.next_aims)

    def _set_out(self, lead: str, aims: tuple[Fact, ...]) -> list[Block]:
        telling = Telling({fact.indicator: fact for fact in aims}, lambda _: "")
        templates = [*self.outline.aims, *(parse(_plain_words(fact)) for fact in aims)]
        said = [write(template, telling, is_opening=False) for template in templates]
        return _paragraph(said, between="; ", lead=lead, ending=".")

    def _tasks(self) -> list[Block]:
        return [Paragraph((Run(f"- {_ended(text)}"),)) for text in self.facts.tasks]

    def _awards(self) -> list[Block]:
        said = [
            f"{award.grantor.replace('; ', ', ')} {_given(award)}"
            for award in self.facts.awards
            if award.counts_in_total and award.grantor
        ]
        if not said:
            return []
        annex = annex_name(self.facts, is_awards=True)
        return [Paragraph((Run(f"Về khen thưởng: {'; '.join(said)} (chi tiết tại {annex})."),))]


def compose(facts: ReviewFacts, outline: Outline, comparing: Comparing) -> DocumentTree:
    """Return the review as a document.

    Every figure is written once in the sections and once in the first annex. A section
    without a confirmed figure carries a visible note instead of prose.

    Args:
        facts: Frozen; nothing else is asked.
        outline: Sections, sentences and recipients of the office.
        comparing: By which rules changes are told, and in whose words.
    """
    facts = _in_full(facts, outline)
    composer = Composer(facts, outline, comparing)
    filled = {"period": facts.period.label, "committee": committee_name(facts)}
    body: list[Block] = [Paragraph((Run(outline.opening.format(**filled)),))]
    body += composer.sections() + composer.notes()
    body.append(Paragraph((Run(outline.ending.format(**filled)),)))
    subject = outline.subject.format(**filled)
    return DocumentTree(
        title=f"{outline.type_name.capitalize()} {subject[0].lower()}{subject[1:]}",
        author=committee_name(facts),
        written_at=facts.written_at,
        blocks=(
            title_block(facts, outline),
            DocumentTitle(outline.type_name, subject),
            *([Note(outline.invented)] if facts.is_invented else []),
            *body,
            closing(facts, outline),
            *figures_annex(facts, outline, comparing),
            *awards_annex(facts, outline),
        ),
    )


def _in_full(facts: ReviewFacts, outline: Outline) -> ReviewFacts:
    """Return the facts with the names of indicators as a paper writes them: in full."""

    def named(kept: tuple[Fact, ...]) -> tuple[Fact, ...]:
        return tuple(replace(fact, name=outline.full_name(fact.name)) for fact in kept)

    return replace(
        facts,
        figures=named(facts.figures),
        before=named(facts.before),
        aims=named(facts.aims),
        next_aims=named(facts.next_aims),
    )


def _given(award: Award) -> str:
    """Return "tặng Giấy khen cho 29 tập thể, 28 cá nhân"; what is not split stays so."""
    counts = (
        (award.collectives, "tập thể"),
        (award.individuals, "cá nhân"),
        (award.total_unsplit, "tập thể, cá nhân"),
    )
    whom = ", ".join(f"{write_number(count)} {unit}" for count, unit in counts if count is not None)
    form = form_words(award.form, award.forms_mixed)
    verb = form if award.form == "unspecified" else f"tặng {form}"
    return f"{verb} cho {whom}" if whom else verb


def _plain_words(fact: Fact) -> str:
    """Return a template that says any figure at all: its name, how much, its bracket."""
    is_rate = fact.value_type == "ratio" and fact.amount.unit == "%"
    verb = " đạt" if is_rate else ":"
    mark = "~" if fact.value_type == "change" else ""
    name = plain_name(fact.name).translate(str.maketrans("{}[]<>|", "()()()/"))
    return f"{name}{verb} {{{mark}{fact.indicator}}}{{={fact.indicator}}}"


def _paragraph(
    said: list[tuple[Run, ...]], *, between: str = " ", lead: str = "", ending: str = ""
) -> list[Block]:
    runs: list[Run] = []
    for sentence in said:
        if sentence:
            runs += [Run(between if runs else lead), *sentence]
    if not runs:
        return []
    return [Paragraph(tuple(run for run in (*runs, Run(ending)) if run.text))]


def _lowered(text: str) -> str:
    return text[:1].lower() + text[1:]


def _ended(text: str) -> str:
    text = text.strip()
    text = text[:1].upper() + text[1:]
    return text if text.endswith((".", "…", "!", "?")) else f"{text}."


def _names(facts: list[Fact]) -> str:
    return "; ".join(_lowered(fact.name) for fact in facts)
