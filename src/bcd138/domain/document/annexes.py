"""The annexes of a review: every figure with its source, and the commendations."""

from __future__ import annotations

from itertools import groupby

from bcd138.domain.document.comparison import Comparing, cell_words
from bcd138.domain.document.facts import Award, Fact, ReviewFacts
from bcd138.domain.document.heading import committee_name
from bcd138.domain.document.layout import number_and_symbol, place_and_date
from bcd138.domain.document.outline import Outline
from bcd138.domain.document.tree import Annex, Block, Column, Note, Row, Run, Table
from bcd138.domain.document.wording import (
    amount_words,
    form_words,
    moved_words,
    share_words,
    stated_words,
    unit_words,
)
from bcd138.domain.vietnamese.numbers import write_number

_NOT_REPORTED = "…"


def annex_name(facts: ReviewFacts, *, is_awards: bool) -> str:
    """Return "Phụ lục II"; an only annex has no number."""
    if not (facts.figures and facts.awards):
        return "Phụ lục"
    return "Phụ lục II" if is_awards else "Phụ lục I"


def figures_annex(facts: ReviewFacts, outline: Outline, comparing: Comparing) -> tuple[Block, ...]:
    """Return the table of figures: one row per indicator, this period beside the earlier one."""
    if not facts.figures:
        return ()
    sources = list(dict.fromkeys(fact.source_title for fact in (*facts.figures, *facts.before)))
    rows: list[Row] = []
    for group, members in groupby(facts.figures, key=lambda fact: fact.group_name):
        rows.append(Row(((Run(group, bold=True),),), is_band=True))
        rows += [
            _figure_row(number, fact, facts, sources, comparing)
            for number, fact in enumerate(members, start=1)
        ]
    label = f" ({facts.period_before.label})" if facts.period_before else ""
    columns = (
        Column("STT", 10, "center"),
        Column("Chỉ tiêu", 48),
        Column("Đơn vị tính", 20, "center"),
        Column(f"Kỳ này ({facts.period.label})", 23, "right"),
        Column(f"Cùng kỳ{label}", 23, "right"),
        Column("So sánh", 26, "center"),
        Column("Nguồn", 15, "center"),
    )
    listed = "; ".join(f"[{number}] {title}" for number, title in enumerate(sources, start=1))
    title = outline.figures_annex.format(period=facts.period.label)
    return (
        Annex(annex_name(facts, is_awards=False), title, attached(facts, outline)),
        Table(title, columns, tuple(rows)),
        Note(
            f"Nguồn: {listed}. Dấu “…”: chưa có số liệu được xác nhận; dấu “–”: không so sánh được."
        ),
    )


def attached(facts: ReviewFacts, outline: Outline) -> str:
    """Return to which paper an annex belongs, as the decree asks."""
    date = place_and_date("", facts.written_at.date()).removeprefix(", ")
    symbol = outline.agency_symbol if facts.is_agency else outline.symbol
    number = number_and_symbol(None, symbol).removeprefix("Số: ")
    return outline.attached.format(
        number=f"số {number}", date=date, committee=committee_name(facts)
    )


def _figure_row(
    number: int, fact: Fact, facts: ReviewFacts, sources: list[str], comparing: Comparing
) -> Row:
    before = facts.fact_before(fact.indicator)
    return Row(
        (
            (Run(str(number)),),
            (Run(fact.name),),
            (Run(unit_words(fact.amount.unit)),),
            (Run(_cell(fact, unit_words(fact.amount.unit)), data_value=fact.data_value),),
            (_earlier(before, fact),),
            (Run(_compared(fact, before, comparing)),),
            (Run(_places(fact, before, sources)),),
        )
    )


def _compared(fact: Fact, before: Fact | None, comparing: Comparing) -> str:
    if before is None:
        return stated_words(fact) or _NOT_REPORTED
    return cell_words(fact, before, comparing) or "–"


def _earlier(before: Fact | None, fact: Fact) -> Run:
    if before is None:
        return Run(_NOT_REPORTED)
    return Run(_cell(before, unit_words(fact.amount.unit)), data_value=before.data_value)


def _cell(fact: Fact, unit: str) -> str:
    """Return the number as a cell has it; a unit other than the column's stays with it."""
    if fact.value_type == "change":
        return moved_words(fact).removesuffix(unit).rstrip()
    words = amount_words(fact).removesuffix(" trở lên").removesuffix(unit).rstrip()
    words += " trở lên" if fact.amount.comparator == ">=" else ""
    share = share_words(fact)
    return f"{words} ({share})" if share else words


def _places(fact: Fact, before: Fact | None, sources: list[str]) -> str:
    titles = dict.fromkeys([fact.source_title, *([before.source_title] if before else [])])
    return ", ".join(f"[{sources.index(title) + 1}]" for title in titles)


def awards_annex(facts: ReviewFacts, outline: Outline) -> tuple[Block, ...]:
    """Return the commendations, one line each as the text gives them.

    A line that repeats another (a photo's caption) is shown last and not added; a merged
    line stays merged.
    """
    if not facts.awards:
        return ()
    counted = [award for award in facts.awards if award.counts_in_total]
    repeated = [award for award in facts.awards if not award.counts_in_total]
    lines = enumerate([*counted, *repeated], start=1)
    rows = [_award_row(number, award) for number, award in lines]
    if len(counted) > 1:
        rows.append(_total_row(counted))
    columns = (
        Column("STT", 12, "center"),
        Column("Cấp khen thưởng", 44),
        Column("Hình thức", 44),
        Column("Tập thể", 18, "right"),
        Column("Cá nhân", 18, "right"),
        Column("Ghi chú", 29),
    )
    title = outline.awards_annex.format(period=facts.period.label)
    legend = "Dấu “…”: văn bản không nêu. Không cộng dòng nhắc lại."
    return (
        Annex(annex_name(facts, is_awards=True), title, attached(facts, outline)),
        Table(title, columns, tuple(rows)),
        Note(legend),
    )


def _award_row(number: int, award: Award) -> Row:
    texts = (
        str(number),
        award.grantor or "Không nêu",
        form_words(award.form, award.forms_mixed),
        _count(award.collectives),
        _count(award.individuals),
        _remark(award),
    )
    return Row(tuple((Run(text),) for text in texts))


def _remark(award: Award) -> str:
    remarks = []
    if award.total_unsplit is not None:
        remarks.append(f"{write_number(award.total_unsplit)} tập thể, cá nhân (không tách)")
    if award.form == "mixed":
        remarks.append("gộp nhiều hình thức")
    if not award.counts_in_total:
        remarks.append("nhắc lại, không cộng")
    return "; ".join(remarks)


def _total_row(awards: list[Award]) -> Row:
    unsplit = _sum([award.total_unsplit for award in awards])
    texts = (
        "",
        "Cộng",
        "",
        _count(_sum([award.collectives for award in awards])),
        _count(_sum([award.individuals for award in awards])),
        "" if unsplit is None else f"và {write_number(unsplit)} tập thể, cá nhân (không tách)",
    )
    return Row(tuple((Run(text, bold=True),) for text in texts))


def _sum(counts: list[int | None]) -> int | None:
    known = [count for count in counts if count is not None]
    return sum(known) if known else None


def _count(count: int | None) -> str:
    return _NOT_REPORTED if count is None else write_number(count)
