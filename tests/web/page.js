// Drives the page of a running server in Chromium and prints what it saw as JSON.
// node page.js URL#token=… FOLDER-WITH-node_modules FOLDER-FOR-SCREENSHOTS
"use strict";
const http = require("node:http");
const path = require("node:path");

const [url, modules, pictures] = process.argv.slice(2);
const { chromium } = require(path.join(modules, "playwright-core"));
const axe = require.resolve(path.join(modules, "axe-core"));
const DRAFT = "We will answer some day 🙂. We cannot help you with this. Could you kindly wait?";

const marks = (page) => page.$$eval("#marks mark", (found) => found.map((mark) => mark.textContent));

// The page's own policy forbids eval, which waitForFunction needs.
async function until(page, holds, argument) {
  const end = Date.now() + 15000;
  while (!(await page.evaluate(holds, argument))) {
    if (Date.now() > end) throw new Error(`waited in vain: ${holds} ${argument}; marks ${JSON.stringify(await marks(page))}`);
    await new Promise((done) => { setTimeout(done, 30); });
  }
}
const settled = (n) => document.querySelectorAll("#marks mark").length === n
  && document.querySelectorAll("#list li").length === n && !document.querySelector("#list button:disabled");
const wait = (page, count) => until(page, settled, count);

async function axeProblems(page) {
  // The page's own policy forbids foreign scripts, so the checker comes in by the debugger's door.
  await page.evaluate(require("node:fs").readFileSync(axe, "utf8") + "; 0");
  const result = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
  return result.violations.map((found) => `${found.impact}: ${found.id}: ${found.nodes[0].html}`);
}

async function open(browser, options, out) {
  const context = await browser.newContext({ ...options, permissions: ["clipboard-read", "clipboard-write"] });
  const page = await context.newPage();
  page.on("request", (request) => out.hosts.add(new URL(request.url()).host));
  page.on("pageerror", (error) => out.errors.push(String(error)));
  page.on("console", (message) => { if (message.type() === "error") out.errors.push(message.text()); });
  await page.goto(url);
  return page;
}

async function typing(browser, out) {
  const page = await open(browser, { viewport: { width: 1280, height: 860 } }, out);
  out.address = page.url();
  await page.keyboard.press("Tab");
  out.focusFirst = await page.evaluate(() => document.activeElement.name);
  await page.fill("#thread", "Hello, I want a refund for my lamp.");
  await page.focus("#draft");
  await page.keyboard.type(DRAFT, { delay: 5 });
  await wait(page, 3);
  out.marks = await marks(page);
  out.aligned = await page.evaluate(() => {
    const a = document.getElementById("draft");
    const b = document.getElementById("marks");
    return a.clientWidth === b.clientWidth && a.scrollHeight === b.scrollHeight;
  });
  await page.screenshot({ path: path.join(pictures, "desktop-light.png") });
  out.axeLight = await axeProblems(page);
  await page.emulateMedia({ colorScheme: "dark" });
  await page.screenshot({ path: path.join(pictures, "desktop-dark.png") });
  out.axeDark = await axeProblems(page);
  await page.emulateMedia({ colorScheme: "light" });

  await page.keyboard.press("F8");
  await page.keyboard.press("F8");
  out.selected = await page.evaluate(() => getSelection().toString() || (() => {
    const box = document.getElementById("draft");
    return box.value.slice(box.selectionStart, box.selectionEnd);
  })());
  out.said = await page.textContent("#summary");
  out.axeChosen = await axeProblems(page);
  await page.emulateMedia({ colorScheme: "dark" });
  out.axeChosenDark = await axeProblems(page);
  await page.screenshot({ path: path.join(pictures, "chosen-dark.png") });
  await page.emulateMedia({ colorScheme: "light" });
  await page.keyboard.press("Alt+Digit1");
  await wait(page, 2);
  out.afterKey = await page.inputValue("#draft");
  await page.keyboard.press("Control+z");
  await wait(page, 3);
  out.afterUndo = await page.inputValue("#draft");
  await page.click("#list li:nth-child(3) .rewrites button");
  await wait(page, 2);
  out.afterClick = await page.inputValue("#draft");
  await page.click("#copy");
  await until(page, () => document.getElementById("summary").textContent === "Copied.");
  out.clipboard = await page.evaluate(() => navigator.clipboard.readText());
  await page.fill("#draft", DRAFT);
  await wait(page, 3);
  await keyboardOnly(page, out);
  await page.fill("#draft", "We have sent the money.");
  await wait(page, 1);
  out.withThread = await marks(page);
  await page.fill("#thread", "");
  await wait(page, 0);
  await page.fill("#draft", "<b>kindly</b> <img src=x onerror=alert(1)>\n".repeat(40));
  await wait(page, 40);
  out.axeLong = await axeProblems(page);
  out.draftInSight = await page.evaluate(() => {
    document.querySelector("#list li:last-child").scrollIntoView();
    return document.getElementById("draft").getBoundingClientRect().top >= 0;
  });
  out.markup = await page.evaluate(() => document.querySelectorAll(".findings b, .findings img, #marks b").length);
  // Listen first: the answer may be there before the click is reported done.
  const answered = page.waitForResponse((answer) => answer.url().endsWith("/v1/check"));
  await page.check("input[value=chat]");
  await answered;
  await page.context().close();
}

// From the draft by Tab to the first finding's rewrite and Enter: its [blank] is selected, and typing fills it.
async function keyboardOnly(page, out) {
  await page.focus("#draft");
  out.tabs = [];
  const focused = () => page.evaluate(() => {
    const now = document.activeElement;
    return now.id || now.className || now.firstChild.textContent;
  });
  for (let i = 0; i < 3; i += 1) {
    await page.keyboard.press("Tab");
    out.tabs.push(await focused());
  }
  await page.keyboard.press("Enter");
  await wait(page, 2);
  out.blankSaid = await page.textContent("#summary");
  await page.keyboard.type("Friday");
  out.blankFilled = await page.inputValue("#draft");
}

async function phone(browser, out) {
  const page = await open(browser, { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true }, out);
  await page.fill("#draft", DRAFT);
  await wait(page, 3);
  out.phoneWidth = await page.evaluate(() => document.documentElement.scrollWidth);
  await page.screenshot({ path: path.join(pictures, "phone.png"), fullPage: true });
  out.axePhone = await axeProblems(page);
  await page.tap("#list li:nth-child(1) .rewrites button");
  await wait(page, 2);
  await page.context().close();
}

async function noToken(browser, out) {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(url.split("#")[0]);
  out.asksForToken = await page.isVisible("#token-form");
  out.axeToken = await axeProblems(page);
  await context.close();
}

// What the server has counted: a request that came through would be among it.
async function counted() {
  const target = new URL(url);
  const token = new URLSearchParams(target.hash.slice(1)).get("token");
  const answer = await fetch(`${target.origin}/metrics`, { headers: { Authorization: `Bearer ${token}` } });
  return (await answer.text()).split("\n").filter((line) => line.startsWith("servicelint_requests_total"));
}

// Runs in the foreign page: every way to reach the server that a page has. `base` is the server, `token` its token.
async function attack([base, token]) {
  const tried = {};
  const attempt = async (name, options, place) => {
    try {
      const answer = await fetch(base + place, options);
      // A page that may not read the answer gets an opaque one: status 0 and no body.
      tried[name] = answer.ok ? `READ ${await answer.text()}` : `${answer.type} ${answer.status}`;
    } catch {
      tried[name] = "refused";
    }
  };
  const headers = { Authorization: `Bearer ${token}`, "Content-Type": "application/json" };
  const body = JSON.stringify({ draft: "We cannot help you." });
  await attempt("read", { headers }, "/v1/rules");
  await attempt("send", { method: "POST", headers, body }, "/v1/check");
  await attempt("simple", { method: "POST", body, headers: { "Content-Type": "text/plain" } }, "/v1/check");
  await attempt("blind", { method: "POST", mode: "no-cors", body }, "/v1/check");
  await attempt("blindRead", { mode: "no-cors" }, "/v1/rules");
  await attempt("health", {}, "/healthz");
  await attempt("cookies", { credentials: "include" }, "/metrics");
  tried.beacon = String(navigator.sendBeacon(`${base}/v1/check`, body));
  const within = (promise, late) => Promise.race([promise, new Promise((done) => { setTimeout(done, 3000, late); })]);
  const load = (name, attribute, address) => within(new Promise((done) => {
    const made = document.createElement(name);
    made.onload = () => done("loaded");
    made.onerror = () => done("refused");
    if (name === "link") made.rel = "stylesheet";
    made[attribute] = address;
    document.body.append(made);
  }), "silent");
  tried.script = await load("script", "src", `${base}/page.js`);
  tried.style = await load("link", "href", `${base}/page.css`);
  tried.image = await load("img", "src", `${base}/icon.svg`);
  tried.socket = await within(new Promise((done) => {
    const made = new WebSocket(`${base.replace("http", "ws")}/v1/check?token=${token}`);
    made.onopen = () => done("open");
    made.onerror = () => done("refused");
  }), "silent");
  tried.events = await within(new Promise((done) => {
    const made = new EventSource(`${base}/metrics`);
    made.onopen = () => done("open");
    made.onerror = () => { made.close(); done("refused"); };
  }), "silent");
  // Forms send without asking anybody; the answer lands in a frame of another site.
  for (const [method, enctype] of [["post", "text/plain"], ["post", "application/x-www-form-urlencoded"], ["get", ""]]) {
    const frame = document.createElement("iframe");
    frame.name = `answer-${method}-${enctype}`;
    document.body.append(frame);
    const form = document.createElement("form");
    Object.assign(form, { method, action: `${base}/v1/check`, target: frame.name });
    if (enctype) form.enctype = enctype;
    const field = document.createElement("input");
    field.name = '{"draft": "We cannot help you.", "x';
    field.value = '": 1}';
    form.append(field);
    document.body.append(form);
    form.submit();
  }
  const frame = document.createElement("iframe");
  frame.src = `${base}/`;
  document.body.append(frame);
  const opened = window.open(`${base}/#token=${token}`);
  await new Promise((done) => { setTimeout(done, 2000); });
  try { tried.frame = frame.contentDocument ? "open" : "closed"; } catch { tried.frame = "closed"; }
  try { tried.window = opened && opened.document.title ? "open" : "closed"; } catch { tried.window = "closed"; }
  return tried;
}

// Another site in the same browser, which has even learnt the token; and one whose name leads to this machine.
async function foreign(browser, out) {
  const site = http.createServer((request, response) => {
    response.setHeader("Content-Type", "text/html");
    response.end("<!doctype html><title>another site</title>");
  });
  await new Promise((done) => { site.listen(0, "127.0.0.1", done); });
  const target = new URL(url);
  const token = new URLSearchParams(target.hash.slice(1)).get("token");
  out.countedBefore = await counted();
  for (const [name, host] of [["foreign", "127.0.0.1"], ["foreignName", "evil.example"]]) {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(`http://${host}:${site.address().port}/`);
    out[name] = await page.evaluate(attack, [target.origin, token]);
    if (name === "foreign") out.framed = page.frames().slice(1).map((frame) => frame.url());
    await context.close();
  }
  // DNS rebinding: the page's own name leads to the server now, so for the browser it is the same site.
  const context = await browser.newContext();
  const page = await context.newPage();
  const answer = await page.goto(`http://evil.example:${target.port}/`);
  out.rebound = answer.status();
  out.reboundFetch = await page.evaluate(async (token) => {
    const answer = await fetch("/v1/rules", { headers: { Authorization: `Bearer ${token}` } });
    return answer.status;
  }, token);
  await context.close();
  out.countedAfter = await counted();
  site.close();
}

async function main() {
  const out = { errors: [], hosts: new Set() };
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
    // The name of the foreign site leads to this machine, as its owner's DNS server could make it.
    args: ["--no-sandbox", "--disable-gpu", "--host-resolver-rules=MAP evil.example 127.0.0.1"],
  });
  try {
    await typing(browser, out);
    await phone(browser, out);
    await noToken(browser, out);
    await foreign(browser, out);
  } finally {
    await browser.close();
  }
  console.log(JSON.stringify({ ...out, hosts: [...out.hosts] }));
}

main().catch((error) => { console.error(error); process.exit(1); });
