"""``html``: one self-contained page: filters, drafts with phrases underlined, rewrites beside what they replace."""

from __future__ import annotations

from html import escape

from servicelint.model import Severity
from servicelint.reporters import FileReport, Placed, Reporter, Style, Summary
from servicelint.reporters._excerpt import Excerpt, Excerpts
from servicelint.reporters._page import CSS, JS
from servicelint.reporters._prose import paragraphs
from servicelint.reporters._terminal import count, safe

_SHOWN_REWRITES = 5


class HtmlReporter:
    """Holds the sections back until the end, because the counts stand on top."""

    def __init__(self, style: Style) -> None:
        self._version = style.version
        self._number = 0
        self._sections: list[str] = []
        self._clean: list[str] = []

    def file(self, report: FileReport) -> str:
        """Keep the file's section for ``finish``."""
        placed = report.placed()
        path = _text(report.path)
        if report.error is not None:
            self._sections.append(
                f'<section><div class="top"><h2>{path}</h2><span class="error">could not be checked: '
                f"{_text(report.error)}</span></div></section>\n"
            )
        elif not placed:
            self._clean.append(path)
        else:
            self._sections.append(self._section(report, placed))
        return ""

    def _section(self, report: FileReport, placed: list[Placed]) -> str:
        numbered = list(enumerate(placed, self._number))
        self._number += len(placed)
        grouped: dict[int, list[tuple[int, Placed]]] = {}
        for pair in numbered:
            grouped.setdefault(id(pair[1].document), []).append(pair)
        drafts = [_draft(group) for group in grouped.values()]
        excerpts: dict[int, Excerpts] = {}
        cards = []
        for number, place in numbered:
            key = id(place.document)
            if key not in excerpts:
                excerpts[key] = Excerpts(place.document)
            cards.append(_card(number, place, excerpts[key], report.path))
        document = placed[0].document
        about = f"{document.channel} {document.kind}, {count(len(placed), 'finding')}"
        return (
            f'<section data-path="{_text(report.path)}"><div class="top"><h2>{_text(report.path)}</h2>'
            f'<small>{about}</small></div><div class="both"><div class="draft"><div class="inner">'
            f'{"<hr>".join(drafts)}</div></div><div class="findings">{"".join(cards)}</div></div></section>\n'
        )

    def finish(self, summary: Summary) -> str:
        """Return the whole page."""
        buttons = "".join(
            f'<button class="tag {label}" data-severity="{label}" aria-pressed="true">{count(number, label)}</button>'
            for label, number in summary.by_severity.items()
        )
        rules = "".join(
            f'<option value="{_text(name)}">{_text(name)} ({number})</option>'
            for name, number in sorted(summary.by_rule.items())
        )
        nothing = "" if self._number else '<p class="none soft">No findings.</p>'
        version = f" {_text(self._version)}" if self._version else ""
        model = f", {_text(summary.model)}" if summary.model else ""
        read = summary.files - summary.unreadable
        found = f"{count(summary.findings, 'finding')} in {summary.touched:,} of {count(read, 'file')}"
        clean = ""
        if self._clean:
            names = "".join(f"<li>{name}</li>" for name in self._clean)
            title = f"{count(len(self._clean), 'file')} without findings"
            clean = f"<details><summary>{title}</summary><ul>{names}</ul></details>"
        return (
            '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
            '<meta name="viewport" content="width=device-width, initial-scale=1">'
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; "
            "script-src 'unsafe-inline'\">"
            f"<title>servicelint: {found}</title><style>{CSS}</style></head>\n<body>"
            f'<header><div class="row"><h1>{found}</h1>{buttons}'
            f'<label>Rule <select id="rule"><option value="">all</option>{rules}</select></label>'
            '<label>Search <input id="text" type="search" placeholder="words or a path"></label>'
            '<label><input id="fixable" type="checkbox"> with a rewrite</label>'
            '<span id="shown" class="soft" role="status"></span></div></header>\n<main>'
            f"{''.join(self._sections)}"
            '<p id="nothing" class="none soft" hidden>Nothing matches these filters.</p>'
            f"{nothing}"
            f"{clean}<p><small>servicelint{version}{model}</small></p></main>\n<script>{JS}</script></body></html>\n"
        )


def _draft(numbered: list[tuple[int, Placed]]) -> str:
    places = dict(numbered)
    out = []
    for paragraph in paragraphs(numbered[0][1].document, numbered):
        pieces = []
        for piece in paragraph.pieces:
            text = _text(piece.text)
            if piece.field:
                text = f'<span class="field">{text}</span>'
            if piece.marks:
                worst = max(places[number].finding.severity for number in piece.marks)
                names = " ".join(f"f{number}" for number in piece.marks)
                title = _text(", ".join(dict.fromkeys(places[n].finding.rule for n in piece.marks)))
                text = f'<mark tabindex="0" class="{worst.label}" data-f="{names}" title="{title}">{text}</mark>'
            pieces.append(text)
        out.append(f'<p class="{paragraph.part}">{"".join(pieces)}</p>')
    return "\n".join(out)


def _card(number: int, place: Placed, excerpts: Excerpts, path: str) -> str:
    finding = place.finding
    rows = []
    now = _shown(excerpts.of(finding), "del")
    for rewrite in finding.rewrites[:_SHOWN_REWRITES]:
        new = _shown(excerpts.rewritten(finding, rewrite), "ins")
        rows.append(f"<tr><td>{now}</td><td>{new} <small>({rewrite.safety})</small></td></tr>")
        now = ""
    body = (
        f"<p><q>{now}</q></p>"
        if not rows
        else (f"<table><thead><tr><th>Now</th><th>Instead</th></tr></thead><tbody>{_spanned(rows)}</tbody></table>")
    )
    label = Severity(finding.severity).label
    return (
        f'<article id="f{number}" data-severity="{label}" data-rule="{_text(finding.rule)}" '
        f'data-path="{_text(path)}" data-rewrites="{len(finding.rewrites)}">'
        f'<p><strong class="{label}">{label}</strong> <code>{_text(finding.rule)}</code> '
        f"<small>line {place.line}, column {place.column}</small></p><p>{_text(finding.message)}</p>{body}</article>"
    )


def _spanned(rows: list[str]) -> str:
    """Let the sentence as it stands take the height of all its rewrites."""
    first, *rest = rows
    first = first.replace("<td>", f'<td rowspan="{len(rows)}">', 1)
    return first + "".join(row.replace("<td></td>", "", 1) for row in rest)


def _shown(excerpt: Excerpt, tag: str) -> str:
    text, start, end = excerpt.text, excerpt.start, excerpt.end
    return f"{escape(text[:start])}<{tag}>{escape(text[start:end])}</{tag}>{escape(text[end:])}"


def _text(text: str) -> str:
    return escape(safe(text))


def reporter(style: Style) -> Reporter:
    """Return the reporter of this format."""
    return HtmlReporter(style)
