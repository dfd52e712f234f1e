"""The fixed parts of the HTML report: style sheet and script. Nothing is loaded from anywhere."""

from __future__ import annotations

CSS = """
:root { color-scheme: light dark; --bg: #f6f7f9; --card: #fff; --ink: #1d2430; --soft: #5b6575; --line: #dfe3e9;
  --error: #b3261e; --warning: #8a5a00; --suggestion: #1a5fb4; --error-bg: #fde7e5; --warning-bg: #fdf0d5;
  --suggestion-bg: #e3eefc; --good: #14703a; --good-bg: #e2f5e8; }
@media (prefers-color-scheme: dark) { :root { --bg: #14171c; --card: #1d2128; --ink: #e6e9ef; --soft: #a0a9b8;
  --line: #333a45; --error: #ff9d95; --warning: #f0c36b; --suggestion: #8fbdf5; --error-bg: #47211f;
  --warning-bg: #43351a; --suggestion-bg: #1e3350; --good: #82d8a2; --good-bg: #193b27; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--bg); color: var(--ink); font: 16px/1.55 system-ui, -apple-system, "Segoe UI",
  Roboto, "Helvetica Neue", sans-serif; }
header { position: sticky; top: 0; z-index: 2; background: var(--card); border-bottom: 1px solid var(--line);
  padding: .8rem 1.5rem; }
.row { display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: center; max-width: 84rem; margin: 0 auto; }
h1 { font-size: 1.05rem; margin: 0; } h2 { font-size: 1rem; margin: 0; overflow-wrap: anywhere; }
main { max-width: 84rem; margin: 0 auto; padding: 1rem 1.5rem 4rem; }
.soft, small { color: var(--soft); } code { font: .9em ui-monospace, Menlo, Consolas, monospace; }
button, select, input { font: inherit; color: inherit; background: var(--bg); border: 1px solid var(--line);
  border-radius: .5rem; padding: .25rem .7rem; }
button { cursor: pointer; } button[aria-pressed="false"] { opacity: .45; text-decoration: line-through; }
.tag { font-weight: 600; border-color: currentColor; }
.error { color: var(--error); } .warning { color: var(--warning); } .suggestion { color: var(--suggestion); }
section { background: var(--card); border: 1px solid var(--line); border-radius: .8rem; margin: 1rem 0; }
section > .top { display: flex; flex-wrap: wrap; gap: .3rem 1rem; align-items: baseline; padding: .7rem 1.1rem;
  border-bottom: 1px solid var(--line); }
.both { display: grid; grid-template-columns: minmax(0, 5fr) minmax(0, 6fr); }
@media (max-width: 60rem) { .both { grid-template-columns: minmax(0, 1fr); } header { position: static; }
  .both .draft { border-right: 0; border-bottom: 1px solid var(--line); } }
.draft { padding: 1rem 1.4rem; border-right: 1px solid var(--line); font-family: Georgia, "Times New Roman", serif;
  font-size: 1.05rem; } .draft p { margin: 0 0 .8rem; max-width: 44rem; overflow-wrap: anywhere; }
.draft .subject { font-weight: 700; border-bottom: 1px dashed var(--line); padding-bottom: .5rem; }
.draft .turn { background: var(--bg); border-radius: .8rem; padding: .4rem .8rem; }
.draft .inner { position: sticky; top: 4.5rem; max-height: calc(100vh - 6rem); overflow: auto; }
.field { background: var(--bg); border: 1px solid var(--line); border-radius: .35rem; padding: 0 .25rem;
  font: .82em ui-monospace, Menlo, Consolas, monospace; }
mark { background: none; color: inherit; cursor: pointer; border-radius: .2rem; padding: .05em 0;
  text-decoration: underline; text-decoration-thickness: 2px; text-underline-offset: 3px; }
mark.error { background: var(--error-bg); text-decoration-color: var(--error); color: inherit; }
mark.warning { background: var(--warning-bg); text-decoration-color: var(--warning); color: inherit; }
mark.suggestion { background: var(--suggestion-bg); text-decoration-color: var(--suggestion); color: inherit; }
mark.off { background: none; text-decoration: none; cursor: auto; }
.lit { outline: 2px solid currentColor; outline-offset: 1px; }
.findings { padding: .4rem 1.2rem 1rem; min-width: 0; }
article { border-top: 1px solid var(--line); padding: .8rem .2rem; overflow-wrap: anywhere; }
article:first-child { border-top: 0; } article p { margin: .25rem 0; }
table { border-collapse: collapse; width: 100%; table-layout: fixed; margin-top: .5rem; font-size: .95rem; }
td, th { text-align: left; vertical-align: top; border: 1px solid var(--line); padding: .4rem .6rem; }
th { font-size: .8rem; color: var(--soft); font-weight: 600; } td small { white-space: nowrap; }
del { text-decoration: none; background: var(--error-bg); } ins { text-decoration: none; background: var(--good-bg); }
[hidden] { display: none !important; } details { margin: 1rem 0; } .none { text-align: center; padding: 3rem; }
@media print { header { position: static; } .draft .inner { position: static; max-height: none; } }
"""

JS = """
'use strict';
const all = (query, root = document) => [...root.querySelectorAll(query)];
const cards = all('article'), marks = all('mark'), rule = document.getElementById('rule');
const text = document.getElementById('text'), fixable = document.getElementById('fixable');
const pressed = name => document.querySelector(`button[data-severity=${name}]`).getAttribute('aria-pressed') === 'true';
function update() {
  const on = {error: pressed('error'), warning: pressed('warning'), suggestion: pressed('suggestion')};
  const words = text.value.trim().toLowerCase();
  let shown = 0;
  const visible = new Set();
  for (const card of cards) {
    const show = on[card.dataset.severity] && (!rule.value || rule.value === card.dataset.rule)
      && (!fixable.checked || card.dataset.rewrites !== '0')
      && (!words || (card.dataset.path + ' ' + card.textContent).toLowerCase().includes(words));
    card.hidden = !show;
    if (show) { shown += 1; visible.add(card.id); }
  }
  for (const mark of marks) mark.classList.toggle('off', !mark.dataset.f.split(' ').some(id => visible.has(id)));
  for (const file of all('section[data-path]')) {
    const held = all('article', file);
    file.hidden = held.length > 0 && held.every(card => card.hidden);
  }
  document.getElementById('shown').textContent = shown === cards.length ? '' : `${shown} of ${cards.length} shown`;
  document.getElementById('nothing').hidden = shown > 0 || cards.length === 0;
}
function light(ids, scroll) {
  all('.lit').forEach(one => one.classList.remove('lit'));
  for (const mark of marks) if (mark.dataset.f.split(' ').some(id => ids.includes(id))) mark.classList.add('lit');
  const card = document.getElementById(ids.find(id => !document.getElementById(id).hidden) || ids[0]);
  card.classList.add('lit');
  if (scroll) card.scrollIntoView({block: 'center', behavior: 'smooth'});
}
all('button[data-severity]').forEach(button => button.addEventListener('click', () => {
  button.setAttribute('aria-pressed', String(button.getAttribute('aria-pressed') !== 'true')); update(); }));
[rule, text, fixable].forEach(control => control.addEventListener('input', update));
marks.forEach(mark => {
  const go = () => light(mark.dataset.f.split(' '), true);
  mark.addEventListener('click', go);
  mark.addEventListener('keydown', event => { if (event.key === 'Enter') go(); });
});
cards.forEach(card => card.addEventListener('mouseenter', () => light([card.id], false)));
"""
