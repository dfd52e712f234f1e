"""``corpus report``: what a scan found as one HTML page that needs nothing else, and as a summary for a terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from html import escape

from servicelint import __version__
from servicelint.corpus.aggregate import Aggregate, Example
from servicelint.corpus.charts import bars, trends
from servicelint.corpus.compare import Change, per_thousand
from servicelint.corpus.redact import redact
from servicelint.corpus.scoring import wilson
from servicelint.corpus.tables import aligned
from servicelint.reporters._terminal import count

_STYLE = """
body { font: 15px/1.5 system-ui, sans-serif; color: #222; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.6rem; } h2 { font-size: 1.2rem; margin-top: 2.2rem; border-bottom: 1px solid #ccc; }
h3 { font-size: 1rem; margin-bottom: .2rem; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; } caption { text-align: left; color: #555; }
th, td { padding: .2rem .5rem; border-bottom: 1px solid #e3e3e3; text-align: right; vertical-align: top; }
th:first-child, td:first-child, .words :is(td, th):last-child { text-align: left; overflow-wrap: anywhere; }
.words :is(td, th):last-child { width: 40%; padding-left: 1.5rem; }
thead th { border-bottom: 2px solid #999; } svg { width: 100%; height: auto; max-width: 46rem; }
mark { background: #ffe08a; } .better { color: #2d5a2d; } .note { color: #555; font-size: .9rem; }
.scroll { overflow-x: auto; }
@media print { body { margin: 0; max-width: none; font-size: 10pt; } h2 { break-after: avoid; }
  tr, svg, .example { break-inside: avoid; } mark { border-bottom: 2px solid #b08900; } }
"""
_DIMENSIONS = (("channel", "Channel"), ("team", "Team"), ("source", "Source"))
_PER = "messages with a finding, per 1,000"


@dataclass(frozen=True, slots=True)
class Options:
    """What may be shown: no words of messages at all, or only masked ones."""

    no_text: bool = False
    redact: bool = False


def html_page(found: Aggregate, title: str, options: Options, changes: Sequence[Change] = (), periods: str = "") -> str:
    """Return the page; ``changes`` compare two ``periods``."""
    show = _shower(options)
    rules = [rule for rule, _ in found.flagged.most_common()]
    parts = [f"<h1>{escape(title)}</h1>", _summary(found)]
    if rules:
        top = rules[:25]
        rates = [per_thousand(found.flagged[rule], found.messages) for rule in top]
        spans = [_interval(found.flagged[rule], found.messages) for rule in top]
        parts += ["<h2>What costs most</h2>", bars(top, rates, spans, _PER), _rules(found, rules)]
        parts += [_categories(found)]
    parts += [_group(found, name, word) for name, word in _DIMENSIONS if len(found.values(name)) > 1]
    parts += _months(found, rules)
    if changes:
        parts += [f"<h2>Before and after: {escape(periods)}</h2>", _changes(changes)]
    if not options.no_text:
        parts += [_templates(found, show), _phrases(found, show), _examples(found, rules, show)]
    body = "\n".join(part for part in parts if part)
    return (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<style>{_STYLE}</style></head><body>\n{body}\n</body></html>\n"
    )


def _shower(options: Options) -> Callable[[str], str]:
    return (lambda text: escape(redact(text))) if options.redact else escape


def _interval(hits: int, number: int) -> tuple[float, float]:
    low, high = wilson(hits, number) or (0.0, 0.0)
    return 1000 * low, 1000 * high


def _summary(found: Aggregate) -> str:
    state = found.state
    share = per_thousand(state.flagged, found.messages)
    bad = f" {count(state.bad, 'record')} could not be read." if state.bad else ""
    bad += "".join(f" <strong>{escape(problem)}.</strong>" for problem in state.damage)
    unfinished = "" if state.finished else " <strong>The scan is not finished.</strong>"
    return (
        f"<p>{found.messages:,} messages were checked; {state.flagged:,} of them ({share:,.0f} per 1,000) have "
        f"{state.findings:,} findings.{bad}{unfinished}</p>"
        f'<p class="note">Rates are messages with at least one finding of a rule per 1,000 messages, with Wilson '
        f"intervals at 95 %. servicelint {escape(__version__)}, model {escape(state.model or 'none')}.</p>"
    )


def _table(head: Sequence[str], rows: Iterable[Sequence[str]], caption: str = "") -> str:
    top = "".join(f"<th>{escape(cell)}</th>" for cell in head)
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>\n" for row in rows)
    said = f"<caption>{escape(caption)}</caption>" if caption else ""
    # A last column of words, not of numbers.
    words = ' class="words"' if head[-1].startswith(("Rule", "Most frequent")) else ""
    return f'<div class="scroll"><table{words}>{said}<thead><tr>{top}</tr></thead><tbody>\n{body}</tbody></table></div>'


def _rate(hits: int, number: int) -> list[str]:
    low, high = _interval(hits, number)
    return [f"{per_thousand(hits, number):,.1f}", f"{low:,.1f}–{high:,.1f}"]


def _rules(found: Aggregate, rules: Sequence[str]) -> str:
    rows = [
        [
            escape(rule),
            escape(found.severities[rule]),
            f"{found.findings[rule]:,}",
            f"{found.flagged[rule]:,}",
            *_rate(found.flagged[rule], found.messages),
        ]
        for rule in rules
    ]
    return _table(("Rule", "Severity", "Findings", "Messages", "Per 1,000", "95 %"), rows)


def _categories(found: Aggregate) -> str:
    totals: dict[str, int] = {}
    for rule, number in found.findings.items():
        totals[found.categories[rule]] = totals.get(found.categories[rule], 0) + number
    rows = [
        [escape(name), f"{number:,}", f"{per_thousand(number, found.messages):,.1f}"]
        for name, number in sorted(totals.items(), key=lambda pair: (-pair[1], pair[0]))
    ]
    return "<h2>By category</h2>" + _table(("Category", "Findings", "Findings per 1,000"), rows)


def _group(found: Aggregate, name: str, word: str) -> str:
    rows = []
    for value in found.values(name)[:30]:
        number = found.group_messages[name, value]
        counts = {rule: hits for (dim, val, rule), hits in found.group_flagged.items() if (dim, val) == (name, value)}
        findings = sum(hits for (dim, val, _), hits in found.groups.items() if (dim, val) == (name, value))
        top = ", ".join(
            f"{escape(rule)} {per_thousand(hits, number):,.0f}"
            for rule, hits in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:3]
        )
        rows.append([escape(value), f"{number:,}", f"{findings:,}", f"{per_thousand(findings, number):,.0f}", top])
    head = (word, "Messages", "Findings", "Findings per 1,000", "Most frequent (messages per 1,000)")
    return f"<h2>By {escape(word.lower())}</h2>" + _table(head, rows)


def _months(found: Aggregate, rules: Sequence[str]) -> list[str]:
    months = found.values("month")
    if len(months) < 2:
        return []
    series = {
        rule: [per_thousand(found.group_flagged["month", m, rule], found.group_messages["month", m]) for m in months]
        for rule in rules[:5]
    }
    rows = [
        [m, f"{found.group_messages['month', m]:,}", *(f"{series[rule][i]:,.1f}" for rule in series)]
        for i, m in enumerate(months)
    ]
    chart = [trends(months, series, "messages per 1,000")] if series else []
    return ["<h2>Month by month</h2>", *chart, _table(("Month", "Messages", *series), rows)]


def _changes(changes: Sequence[Change]) -> str:
    rows = [
        [
            escape(change.rule),
            f"{change.rates[0]:,.1f}",
            f"{change.rates[1]:,.1f}",
            f"{change.rates[1] - change.rates[0]:+,.1f}",
            f"{change.chance:.3f}" if change.chance >= 0.001 else "&lt; 0.001",
            "yes" if change.certain else "not certain",
        ]
        for change in changes
    ]
    note = "Two-proportion z-test, two-sided, corrected for the number of rules (Holm)."
    return _table(("Rule", "Before", "After", "Change", "p", "Real?"), rows, note)


def _templates(found: Aggregate, show: Callable[[str], str]) -> str:
    often = [(text, number) for text, number in found.templates.most_common(10) if number > 1]
    if not often:
        return ""
    rows = [
        [show(text), f"{number:,}", escape(", ".join(sorted(found.template_rules[text])))] for text, number in often
    ]
    return "<h2>Fix these sentences first</h2>" + _table(("Sentence (numbers as 0)", "Findings", "Rules"), rows)


def _phrases(found: Aggregate, show: Callable[[str], str]) -> str:
    rows = [[show(text), f"{number:,}", escape(rule)] for (rule, text), number in found.phrases.most_common(25)]
    return "<h2>The phrases behind most findings</h2>" + _table(("Phrase", "Findings", "Rule"), rows) if rows else ""


def _examples(found: Aggregate, rules: Sequence[str], show: Callable[[str], str]) -> str:
    parts = ["<h2>Examples</h2>"] if found.examples else []
    for rule in rules:
        for number, example in enumerate(found.examples.get(rule, ())):
            head = f"<h3>{escape(rule)}</h3>" if not number else ""
            parts.append(f'<div class="example">{head}<p>{_marked(example, show)}{_better(example, show)}</p></div>')
    return "\n".join(parts)


def _marked(example: Example, show: Callable[[str], str]) -> str:
    before, match, after = example.sentence.partition(example.text)
    if not match:
        return show(example.sentence)
    return f"{show(before)}<mark>{show(match)}</mark>{show(after)}"


def _better(example: Example, show: Callable[[str], str]) -> str:
    return f'<br><span class="better">Better: {show(example.rewrite)}</span>' if example.rewrite else ""


def summary_text(found: Aggregate, changes: Sequence[Change] = ()) -> str:
    """Return the most frequent rules, and what changed, for a terminal."""
    rows = [["Rule", "findings", "messages", "per 1,000", "95 %"]]
    for rule, number in found.flagged.most_common(15):
        rows.append([rule, f"{found.findings[rule]:,}", f"{number:,}", *_rate(number, found.messages)])
    lines = [f"{found.messages:,} messages, {found.state.flagged:,} with {found.state.findings:,} findings", ""]
    lines += aligned(rows) if len(rows) > 1 else []
    if changes:
        lines += ["", *change_lines(changes)]
    return "".join(f"{line}\n" for line in lines)


def change_lines(changes: Sequence[Change]) -> list[str]:
    """Return a table of changes for a terminal: messages with a finding per 1,000, before and after."""
    rows = [["Rule", "before", "after", "change", "p"]]
    for change in changes:
        before, after = change.rates
        certain = " *" if change.certain else "  "
        rows.append(
            [change.rule, f"{before:,.1f}", f"{after:,.1f}", f"{after - before:+,.1f}", f"{change.chance:.3f}{certain}"]
        )
    return aligned(rows)
