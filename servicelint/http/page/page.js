// The page of `servicelint serve`: asks the server that sent it, and nobody else.
"use strict";

const PAUSE = 200; // ms without a key before the draft is sent
const PATIENCE = 600; // ms after which the page says that it waits
const TOKEN = "servicelint-token";
const SAFETY = { safe: "", ask: "read it before you take it", fill: "fill in the [blank] afterwards" };

const at = (id) => document.getElementById(id);
const draft = at("draft");
const thread = at("thread");
const marks = at("marks");
const list = at("list");

let findings = []; // as answered, plus `from` and `to` in UTF-16 units of the draft as it stands
let chosen = -1;
let shownText = "";
let timer = 0;
let running = null;
let current = true; // whether `findings` is the answer to what stands in the boxes

function token() {
  const given = new URLSearchParams(location.hash.slice(1)).get("token");
  if (given) {
    sessionStorage.setItem(TOKEN, given);
    // It shall not stay in the address bar or the history.
    history.replaceState(null, "", location.pathname);
  }
  return sessionStorage.getItem(TOKEN) || "";
}

function channel() {
  return document.querySelector("input[name=channel]:checked").value;
}

function say(text) {
  if (at("summary").textContent !== text) at("summary").textContent = text;
}

async function check() {
  clearTimeout(timer);
  if (running) running.abort();
  const text = draft.value;
  if (!text.trim()) {
    show([], text);
    say("");
    return;
  }
  const mine = new AbortController();
  running = mine;
  const waiting = setTimeout(() => say("Checking…"), PATIENCE);
  try {
    const answer = await fetch("/v1/check", {
      method: "POST",
      signal: mine.signal,
      headers: { "Content-Type": "application/json", Authorization: `Bearer ${token()}` },
      body: JSON.stringify({
        draft: text.toWellFormed ? text.toWellFormed() : text,
        thread: thread.value.trim() ? [thread.value] : [],
        channel: channel(),
        kind: "draft",
      }),
    });
    const body = await answer.json();
    if (answer.status === 401) {
      askForToken();
      return;
    }
    if (answer.status === 503) {
      later(1000);
      return;
    }
    if (!answer.ok) {
      say(`Not checked: ${body.error.message}`);
      return;
    }
    if (draft.value === text) show(body.files[0].findings, text);
  } catch (error) {
    if (error.name !== "AbortError") say("Not checked: the server does not answer. Is it still running?");
  } finally {
    clearTimeout(waiting);
  }
}

function later(pause = PAUSE) {
  current = false;
  clearTimeout(timer);
  timer = setTimeout(check, pause);
}

function askForToken() {
  say("Not checked: the token is missing or wrong.");
  at("token-form").hidden = false;
  at("token").focus();
}

function show(found, text) {
  const unit = unitOffsets(text);
  const before = findings[chosen];
  findings = found.map((entry) => ({ ...entry, from: unit(entry.start), to: unit(entry.end) }));
  shownText = text;
  current = true;
  chosen = before ? findings.findIndex((entry) => entry.fingerprint === before.fingerprint) : -1;
  drawMarks();
  drawList();
  const count = findings.length;
  at("nothing").hidden = count > 0;
  at("nothing").textContent = text.trim()
    ? "Nothing found: this can be sent."
    : "Write or paste a reply: what could cost trust is underlined as you type.";
  if (text.trim()) say(count ? `${count} ${count === 1 ? "finding" : "findings"}` : "Nothing found");
}

// Between a key and the answer the underlines stay where their words are.
function carry() {
  const text = draft.value;
  const moved = [];
  findings.forEach((entry, i) => {
    const place = follow(shownText, text, entry.from, entry.to);
    if (place) moved.push({ ...entry, from: place[0], to: place[1], stale: true });
    else if (i === chosen) chosen = -1;
  });
  if (moved.length !== findings.length) chosen = -1;
  findings = moved;
  shownText = text;
  drawMarks();
  list.querySelectorAll(".rewrites button").forEach((button) => { button.disabled = true; });
}

function drawMarks() {
  const text = draft.value;
  const parts = [];
  let place = 0;
  findings.forEach((entry, i) => {
    const from = Math.max(entry.from, place);
    if (entry.to <= from) return;
    const mark = document.createElement("mark");
    mark.className = i === chosen ? `${entry.severity} chosen` : entry.severity;
    mark.textContent = text.slice(from, entry.to);
    parts.push(text.slice(place, from), mark);
    place = entry.to;
  });
  // A last line break needs something after it to have a height.
  parts.push(`${text.slice(place)}\n`);
  marks.replaceChildren(...parts);
  marks.style.height = `${draft.offsetHeight}px`;
  marks.scrollTop = draft.scrollTop;
}

function element(name, className, text) {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text) made.textContent = text;
  return made;
}

// The keys that take a rewrite of the chosen finding; the style sheet shows them there only.
function keys(number) {
  const shown = element("span", "keys");
  shown.append(element("kbd", "", "Alt"), "+", element("kbd", "", String(number)));
  shown.setAttribute("aria-hidden", "true");
  return shown;
}

function drawList() {
  list.replaceChildren(...findings.map((entry, i) => {
    const item = element("li", entry.severity + (i === chosen ? " chosen" : ""));
    if (i === chosen) item.setAttribute("aria-current", "true");
    const title = element("h3");
    const place = element("button", "place", `“${entry.text}”`);
    place.type = "button";
    place.addEventListener("click", () => choose(i, true));
    title.append(place);
    const why = element("p");
    why.append(element("span", "severity", `${entry.severity[0].toUpperCase()}${entry.severity.slice(1)}: `), entry.message);
    item.append(title, why);
    const offered = element("div", "rewrites");
    entry.rewrites.forEach((rewrite, number) => {
      const button = element("button", "", rewrite.text);
      button.type = "button";
      const hint = rewrite.edits.length ? SAFETY[rewrite.safety] : "copies it: put it in by hand";
      if (number < 3) button.append(keys(number + 1));
      if (hint) button.append(document.createElement("br"), element("span", "", hint));
      button.addEventListener("click", () => accept(i, number));
      offered.append(button);
    });
    item.append(offered);
    return item;
  }));
}

function choose(i, focus) {
  chosen = i;
  const entry = findings[i];
  drawMarks();
  [...list.children].forEach((item, number) => {
    item.classList.toggle("chosen", number === i);
    if (number === i) item.setAttribute("aria-current", "true");
    else item.removeAttribute("aria-current");
  });
  if (!entry) return;
  if (focus) {
    draft.focus();
    draft.setSelectionRange(entry.from, entry.to);
  }
  marks.querySelector(".chosen")?.scrollIntoView({ block: "nearest" });
  list.children[i]?.scrollIntoView({ block: "nearest" });
  const first = entry.rewrites[0];
  say(`Finding ${i + 1} of ${findings.length}: ${entry.message}${first ? ` Instead: ${first.text}` : ""}`);
}

async function accept(i, number) {
  const entry = findings[i];
  const rewrite = entry?.rewrites[number];
  if (!rewrite || entry.stale) return;
  if (!rewrite.edits.length) {
    await copy(rewrite.text, "The sentence is copied: put it in by hand.");
    return;
  }
  const unit = unitOffsets(draft.value);
  draft.focus({ preventScroll: true });
  // From the end, so that earlier places stay; as typed text, so that Control+Z takes it back.
  for (const edit of [...rewrite.edits].sort((a, b) => b.start - a.start)) {
    draft.setSelectionRange(unit(edit.start), unit(edit.end));
    const done = edit.text ? document.execCommand("insertText", false, edit.text) : document.execCommand("delete");
    if (!done) draft.setRangeText(edit.text, unit(edit.start), unit(edit.end), "end");
  }
  const blank = selectBlank(unit(Math.min(...rewrite.edits.map((edit) => edit.start))), rewrite);
  // On a touch screen the focus would bring up the keyboard over the findings.
  if (!blank && matchMedia("(pointer: coarse)").matches) draft.blur();
  carry();
  await check();
  say(`Taken. ${blank ? `Fill in ${blank}. ` : ""}${at("summary").textContent}`);
}

// Selects the first [blank] of what has just been put in at `start`, so that typing fills it; returns it, or "".
function selectBlank(start, rewrite) {
  if (rewrite.safety !== "fill") return "";
  const found = /\[[^[\]\n]+\]/.exec(draft.value.slice(start));
  if (!found || !rewrite.edits.some((edit) => edit.text.includes(found[0]))) return "";
  draft.setSelectionRange(start + found.index, start + found.index + found[0].length);
  return found[0];
}

async function copy(text, done) {
  try {
    await navigator.clipboard.writeText(text);
    say(done);
  } catch {
    draft.focus();
    draft.select();
    say(document.execCommand("copy") ? done : "This browser does not let the page copy: press Control+C.");
  }
}

function step(by) {
  if (!findings.length) {
    if (current) say(draft.value.trim() ? "Nothing found" : "Nothing to check yet");
    else say("Checking…");
    return;
  }
  let next = chosen + by;
  if (chosen < 0) {
    const caret = draft.selectionStart;
    const ahead = findings.findIndex((entry) => entry.from >= caret);
    next = by > 0 ? Math.max(ahead, 0) : (ahead < 0 ? findings.length : ahead) - 1;
  }
  choose((next + findings.length) % findings.length, true);
}

draft.addEventListener("input", () => { carry(); later(); });
draft.addEventListener("scroll", () => { marks.scrollTop = draft.scrollTop; });
draft.addEventListener("click", () => {
  const caret = draft.selectionStart;
  const i = findings.findIndex((entry) => entry.from <= caret && caret <= entry.to);
  if (i !== chosen) choose(i, false);
});
thread.addEventListener("input", () => later());
document.querySelectorAll("input[name=channel]").forEach((input) => input.addEventListener("change", () => later(0)));
at("copy").addEventListener("click", () => copy(draft.value, "Copied."));
at("token-form").addEventListener("submit", (event) => {
  event.preventDefault();
  sessionStorage.setItem(TOKEN, at("token").value.trim());
  at("token-form").hidden = true;
  draft.focus();
  check();
});
document.addEventListener("keydown", (event) => {
  if (event.key === "F8") {
    event.preventDefault();
    step(event.shiftKey ? -1 : 1);
  } else if (event.altKey && !event.ctrlKey && !event.metaKey && /^Digit[1-3]$/.test(event.code) && chosen >= 0) {
    event.preventDefault();
    accept(chosen, Number(event.code.slice(5)) - 1);
  }
});
new ResizeObserver(drawMarks).observe(draft);
window.addEventListener("hashchange", () => { if (token()) { at("token-form").hidden = true; check(); } });

if (!token()) askForToken();
else if (draft.value) check();
