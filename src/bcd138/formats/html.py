"""A document tree as HTML for the page: the same paper, its figures leading to their source."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from bcd138.domain.document.tree import (
    Annex,
    Block,
    Closing,
    DocumentTitle,
    DocumentTree,
    Heading,
    Note,
    Paragraph,
    Row,
    Run,
    Table,
    TitleBlock,
)

Link = Callable[[int], str]


def write(tree: DocumentTree, link: Link | None = None) -> str:
    """Return ``tree`` as one ``<article class="paper">``; everything is escaped.

    Args:
        tree: The paper.
        link: Where the figure with this data value id leads. Without it a figure is a
            ``<span class="figure" data-value-id="…">``, with it a link.
    """
    blocks = "\n".join(_block(block, link) for block in tree.blocks)
    return f'<article class="paper" lang="vi">\n{blocks}\n</article>'


def _block(block: Block, link: Link | None) -> str:  # noqa: PLR0911 - one answer for each kind
    match block:
        case TitleBlock():
            return _title_block(block)
        case DocumentTitle():
            name, subject = escape(block.type_name), escape(block.subject)
            return f'<h1>{name}</h1>\n<p class="paper-subject">{subject}</p>'
        case Heading():
            level = block.level + 1
            return f"<h{level}>{escape(block.line)}</h{level}>"
        case Paragraph():
            return f"<p>{_runs(block.runs, link)}</p>"
        case Note():
            return f'<p class="paper-note" role="note">{escape(block.text)}</p>'
        case Annex():
            return _annex(block)
        case Table():
            return _table(block, link)
        case Closing():
            return _closing(block)


def _title_block(block: TitleBlock) -> str:
    issued = _lines(
        ("superior", block.superior), ("issuer", block.issuer), ("number", block.number)
    )
    nation = _lines(
        ("national", block.national_title),
        ("motto", block.motto),
        ("place-date", block.place_and_date),
    )
    return f'<header class="paper-head">\n<div>{issued}</div>\n<div>{nation}</div>\n</header>'


def _lines(*named: tuple[str, str]) -> str:
    return "".join(f'<p class="paper-{name}">{escape(text)}</p>' for name, text in named if text)


def _annex(block: Annex) -> str:
    attached = f'<p class="paper-attached">{escape(block.attached)}</p>'
    title = f"<h2>{escape(block.number)}<br>{escape(block.title)}</h2>"
    return f'<hr class="paper-break">\n<div class="paper-annex">{title}{attached}</div>'


def _table(block: Table, link: Link | None) -> str:
    heads = "".join(f'<th scope="col">{escape(column.title)}</th>' for column in block.columns)
    rows = "\n".join(_row(row, block, link) for row in block.rows)
    return (
        f'<div class="table-responsive" tabindex="0" role="group"'
        f' aria-label="{escape(block.caption)}"><table class="paper-table">\n'
        f'<caption class="visually-hidden">{escape(block.caption)}</caption>\n'
        f"<thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}\n</tbody>\n</table></div>"
    )


def _row(row: Row, table: Table, link: Link | None) -> str:
    if row.is_band:
        span = len(table.columns)
        return f'<tr class="band"><th colspan="{span}">{_runs(row.cells[0], link)}</th></tr>'
    cells = "".join(
        f'<td class="{column.align}">{_runs(runs, link)}</td>'
        for column, runs in zip(table.columns, row.cells, strict=True)
    )
    return f"<tr>{cells}</tr>"


def _closing(block: Closing) -> str:
    recipients = "".join(f"<li>{escape(line)}</li>" for line in block.lines)
    titles = "".join(f'<p class="paper-sign-title">{escape(title)}</p>' for title in block.titles)
    below = _lines(("sign-below", block.below), ("sign-name", block.name or "…" * 12))
    return (
        '<footer class="paper-foot">\n'
        f'<div class="paper-recipients"><p>Nơi nhận:</p><ul>{recipients}</ul></div>\n'
        f'<div class="paper-sign">{titles}{below}</div>\n</footer>'
    )


def _runs(runs: tuple[Run, ...], link: Link | None) -> str:
    return "".join(_run(run, link) for run in runs)


def _run(run: Run, link: Link | None) -> str:
    words = escape(run.text).replace(" %", "&nbsp;%")
    if run.bold:
        words = f"<strong>{words}</strong>"
    if run.italic:
        words = f"<em>{words}</em>"
    if run.data_value is None:
        return words
    value = f'class="figure" data-value-id="{run.data_value}"'
    if link is None:
        return f"<span {value}>{words}</span>"
    return f'<a {value} href="{escape(link(run.data_value))}">{words}</a>'
