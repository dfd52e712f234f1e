// What is done and seen in Chromium: each scene gets a new page and returns what it saw.
import path from "node:path";

const DRAFT = "Hi 🙂 Bea, we cannot help you. Could you kindly wait?";
const both = (words) => words.error?.length === 1 && words.suggestion?.length === 1;
const PHRASES = { error: ["we cannot help you"], suggestion: ["kindly"] };

async function desk(page, { address }) {
  await page.goto(`${address}/desk.html`);
}

// Hears in the background script what pages ask for; returns how to read it.
async function listen({ browser }) {
  const worker = browser.serviceWorkers()[0] ?? (await browser.waitForEvent("serviceworker"));
  await worker.evaluate(() => {
    const first = !globalThis.heard;
    globalThis.heard = [];
    if (!first) return;
    chrome.runtime.onMessage.addListener((message) => {
      if (message.type === "check") globalThis.heard.push({ draft: message.draft ?? null, change: message.change ?? null });
    });
  });
  return () => worker.evaluate(() => globalThis.heard);
}

const spans = (page, { layer }) => layer(page, ".mirror span");
const caretOf = (page, id) => page.evaluate((name) => document.getElementById(name).selectionStart, id);

export const scenes = {
  async textarea(page, tools) {
    const { until, layer, click, pictures } = tools;
    await desk(page, tools);
    await page.focus("#area");
    await page.keyboard.type(DRAFT);
    const marks = await until(() => spans(page, tools), (found) => found.length === 2);
    const aligned = await page.evaluate(() => {
      const area = document.getElementById("area");
      return [area.clientWidth, area.getBoundingClientRect().x + area.clientLeft];
    });
    const [mirror] = await layer(page, ".mirror");
    await click(page, marks[0]);
    const [card] = await until(() => layer(page, ".card"), (found) => found.length === 1);
    await page.screenshot({ path: path.join(pictures, "textarea.png") });
    // The caret stands behind the text before it: it must stay there.
    await page.evaluate(() => document.getElementById("area").setSelectionRange(0, 0));
    await page.keyboard.press("End");
    const rewrites = await layer(page, ".rewrites button");
    await click(page, rewrites[0]);
    const after = await until(() => page.inputValue("#area"), (value) => !value.includes("cannot"));
    await until(() => spans(page, tools), (found) => found.length === 1);
    const caret = await caretOf(page, "area");
    const focus = await page.evaluate(() => document.activeElement.id);
    await page.keyboard.press("Control+z");
    const undone = await page.inputValue("#area");
    await until(() => spans(page, tools), (found) => found.length === 2);
    return {
      words: marks.map((one) => one.text), card: card.text, after, caret, focus, undone,
      sameWidth: aligned[0] === mirror.width && Math.abs(aligned[1] - mirror.x) < 0.6,
      dom: await page.evaluate(() => document.body.innerHTML.includes("servicelint")),
    }; // prettier-ignore
  },

  async contenteditable(page, tools) {
    const { until, layer, click, pictures, highlights } = tools;
    await desk(page, tools);
    const rich = page.locator("#rich");
    await rich.evaluate((one) => {
      one.innerHTML = "<p>Hi 🙂 Bea, we <b>cannot</b> help you.</p><p>Could you kindly wait? <a href='#'>Terms</a></p>";
    });
    await rich.click({ position: { x: 200, y: 14 } });
    const words = await until(() => highlights(page), both);
    const before = await rich.innerHTML();
    await page.keyboard.press("Control+Home");
    await page.keyboard.press("Alt+Enter");
    const [card] = await until(() => layer(page, ".card"), (found) => found.length === 1);
    await click(page, (await layer(page, ".card footer button"))[0]);
    const [why] = await until(() => layer(page, ".why"), (found) => found[0].text.length > 10);
    await page.screenshot({ path: path.join(pictures, "contenteditable.png") });
    const untouched = (await rich.innerHTML()) === before;
    await click(page, (await layer(page, ".rewrites button"))[0]);
    const after = await until(() => rich.innerText(), (text) => !text.includes("cannot"));
    await until(() => highlights(page), (now) => !now.error && now.suggestion?.length === 1);
    await page.keyboard.press("Control+z");
    const undone = await until(() => rich.innerText(), (text) => text.includes("cannot"));
    await until(() => highlights(page), both);
    // Ignored once, it stays ignored.
    await page.keyboard.press("Control+Home");
    await page.keyboard.press("Alt+Enter");
    await until(() => layer(page, ".card"), (found) => found.length === 1);
    await click(page, (await layer(page, ".card footer button"))[1]);
    await until(() => highlights(page), (now) => !now.error);
    await page.keyboard.press("Control+End");
    await page.keyboard.type(" Yes.");
    await page.waitForTimeout(700);
    const ignored = await highlights(page);
    return { words, card: card.text, why: why.text, untouched, after, undone, ignored };
  },

  async keyboard(page, tools) {
    const { until, layer, highlights } = tools;
    await desk(page, tools);
    await page.focus("#rich");
    await page.keyboard.type("Could you kindly wait? Thanks.");
    await until(() => highlights(page), (now) => now.suggestion?.length === 1);
    await page.keyboard.press("Alt+Enter");
    await until(() => layer(page, ".card"), (found) => found.length === 1);
    await page.keyboard.press("Escape");
    await until(() => layer(page, ".card"), (found) => found.length === 0);
    const back = await page.evaluate(() => document.activeElement.id);
    await page.keyboard.press("Alt+Enter");
    await until(() => layer(page, ".card"), (found) => found.length === 1);
    await page.keyboard.press("Enter");
    const after = await until(() => page.locator("#rich").innerText(), (text) => !text.includes("kindly"));
    await page.keyboard.type(" Bea");
    return { back, after, typedOn: await page.locator("#rich").innerText() };
  },

  async texts(page, tools) {
    const { until, highlights } = tools;
    await desk(page, tools);
    const seen = {};
    const cases = {
      emoji: "👩‍👧‍👦🏳️‍🌈 𐐷 we cannot help you 🙂",
      combining: "Cafe\u0301 n\u0303 — we cannot help you",
      nbsp: "So,\u00a0we\u00a0cannot\u00a0\u00a0help you\u00a0",
      rtl: "שלום עולם we cannot help you مرحبا",
    };
    for (const [name, text] of Object.entries(cases)) {
      await page.locator("#rich").evaluate((one, value) => { one.textContent = value; one.focus(); }, text);
      seen[name] = (await until(() => highlights(page), (now) => now.error?.[0]?.includes("cannot"))).error[0];
      await page.locator("#rich").evaluate((one) => { one.textContent = ""; });
      await until(() => highlights(page), (now) => !now.error);
      await page.fill("#area", text);
      seen[`${name}Area`] = (await until(() => spans(page, tools), (found) => found.length === 1))[0].text;
      await page.fill("#area", "");
      await until(() => spans(page, tools), (found) => found.length === 0);
    }
    // Typed beside an element, a blank becomes U+00A0.
    await page.locator("#rich").evaluate((one) => { one.innerHTML = "<b>Sorry, </b>"; getSelection().collapse(one, 1); one.focus(); });
    await page.keyboard.type(" we cannot  help you");
    seen.typed = (await until(() => highlights(page), (now) => now.error)).error[0];
    seen.source = await page.locator("#rich").evaluate((one) => one.textContent.includes("\u00a0"));
    return seen;
  },

  async frame(page, tools) {
    const { until, layer, highlights, click } = tools;
    await desk(page, tools);
    const frame = page.frames().find((one) => one.parentFrame());
    await frame.click("#p");
    await page.keyboard.type(DRAFT);
    const words = await until(() => highlights(frame), both);
    // The button that sends stands in the page around the frame.
    await until(() => frame.evaluate(() => 1), () => true);
    await page.waitForTimeout(200);
    await page.click("#plain");
    const [asked] = await until(() => layer(page, ".ask"), (found) => found.length === 1);
    const sentBefore = await page.evaluate(() => window.sent.length);
    await page.keyboard.press("Escape");
    await frame.click("#p");
    await page.keyboard.press("Control+Home");
    await page.keyboard.press("Alt+Enter");
    await until(() => layer(page, ".card"), (found) => found.length === 1);
    await click(page, (await layer(page, ".rewrites button"))[0]);
    const after = await until(() => frame.locator("body").innerText(), (text) => !text.includes("cannot"));
    return { words, asked: asked.text, sentBefore, after: after.trim() };
  },

  async shadow(page, tools) {
    const { until, layer, highlights, click } = tools;
    await desk(page, tools);
    await page.click("#host #inner");
    await page.keyboard.type(DRAFT);
    const words = await until(() => highlights(page), both);
    await page.keyboard.press("Control+Home");
    await page.keyboard.press("Alt+Enter");
    await until(() => layer(page, ".card"), (found) => found.length === 1);
    await click(page, (await layer(page, ".rewrites button"))[0]);
    const after = await until(() => page.locator("#host #inner").innerText(), (text) => !text.includes("cannot"));
    return { words, after: after.trim() };
  },

  async rerender(page, tools) {
    const { until, layer, highlights, click } = tools;
    await desk(page, tools);
    await page.click("#again");
    await page.keyboard.type(DRAFT, { delay: 8 });
    const words = await until(() => highlights(page), both);
    // Drawn anew without a word changed: the marks must be there in the next frame.
    await page.evaluate(() => window.draw(document.getElementById("again").textContent, 0));
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 60))));
    const at_once = await highlights(page);
    await page.keyboard.press("Alt+Enter");
    await until(() => layer(page, ".card"), (found) => found.length === 1);
    await click(page, (await layer(page, ".rewrites button"))[0]);
    const after = await until(() => page.locator("#again").innerText(), (text) => !text.includes("cannot"));
    // A new element in place of the old one.
    await page.click("#fresh");
    await page.keyboard.type("Kindly wait.");
    await until(() => highlights(page), (now) => now.suggestion?.includes("Kindly"));
    await page.evaluate(() => window.shell("We cannot help you."));
    const fresh = await until(() => highlights(page), (now) => now.error?.includes("We cannot help you"));
    return { words, atOnce: at_once, after: after.trim(), fresh };
  },

  async fight(page, tools) {
    const { until, layer, highlights, address } = tools;
    await page.goto(`${address}/fight.html`);
    await page.focus("#rich");
    await page.keyboard.type(DRAFT);
    await until(() => page.evaluate(() => window.removed), (count) => count > 0);
    await page.waitForTimeout(1500);
    const removed = await page.evaluate(() => window.removed);
    const text = await page.locator("#rich").innerText();
    await page.evaluate(() => window.calm());
    const words = await until(() => highlights(page), both);
    await page.focus("#area");
    await page.keyboard.type("We cannot help you.");
    const area = await until(() => spans(page, tools), (found) => found.length === 1, 25_000);
    return { removed, text, words, area: area[0].text, layers: (await layer(page, ".pill")).length };
  },

  async quiet(page, tools) {
    const { highlights, layer } = tools;
    await desk(page, tools);
    const asked = await listen(tools);
    for (const id of ["subject", "password", "search"]) {
      await page.focus(`#${id}`);
      await page.keyboard.press("End");
      await page.keyboard.type(" kindly");
    }
    await page.waitForTimeout(700);
    return { asked: await asked(), words: await highlights(page), parts: await layer(page, "*") };
  },

  async economy(page, tools) {
    const { until, highlights } = tools;
    await desk(page, tools);
    const asked = await listen(tools);
    await page.focus("#rich");
    await page.keyboard.type(DRAFT);
    await until(() => highlights(page), both);
    await page.keyboard.type(" 🙂 Thanks. Kindly.");
    await until(() => highlights(page), (now) => now.suggestion?.length === 2);
    const typed = await asked();
    // Drawn anew with the same text: nothing is asked.
    await page.locator("#rich").evaluate((one) => { one.innerHTML = one.innerHTML; });
    await page.waitForTimeout(600);
    return { typed, redrawn: (await asked()).length - typed.length, marks: await highlights(page) };
  },

  async send(page, tools) {
    const { until, layer, highlights, click, pictures } = tools;
    await desk(page, tools);
    const sent = () => page.evaluate(() => window.sent.splice(0));
    await page.focus("#rich");
    await page.keyboard.type("We cannot help you.");
    await until(() => highlights(page), (now) => now.error);
    await page.waitForTimeout(100);
    await page.click("#plain");
    const [asked] = await until(() => layer(page, ".ask"), (found) => found.length === 1);
    await page.screenshot({ path: path.join(pictures, "send.png") });
    const seen = { asked: asked.text, whileAsked: await sent() };
    const [anyway, back] = await layer(page, ".ask button");
    await click(page, back);
    await until(() => layer(page, ".ask"), (found) => found.length === 0);
    seen.back = await sent();
    await page.click("#plain");
    await until(() => layer(page, ".ask"), (found) => found.length === 1);
    await click(page, anyway);
    seen.anyway = await until(sent, (list) => list.length > 0);
    await page.waitForTimeout(1600);
    await page.focus("#rich");
    await page.keyboard.press("Control+Enter");
    await until(() => layer(page, ".ask"), (found) => found.length === 1);
    seen.keyWhileAsked = await sent();
    await click(page, (await layer(page, ".ask button"))[0]);
    seen.key = await until(sent, (list) => list.length > 0);
    await page.waitForTimeout(1600);
    await page.locator("#rich").evaluate((one) => { one.textContent = "All is well."; });
    await until(() => highlights(page), (now) => !now.error);
    await page.click("#plain");
    seen.clean = await sent();
    // The form's own draft is clean, so its button asks nothing of another field's errors.
    await page.fill("#area", "We cannot help you.");
    await until(() => spans(page, tools), (found) => found.length === 1);
    await page.click("#plain");
    await until(() => layer(page, ".ask"), (found) => found.length === 1);
    await page.keyboard.press("Escape");
    await page.fill("#area", "Thank you.");
    await until(() => spans(page, tools), (found) => found.length === 0);
    await page.click("#go");
    seen.form = await sent();
    return seen;
  },

  async popup(page, tools) {
    const { browser, until, highlights, pictures, address } = tools;
    await desk(page, tools);
    await page.focus("#rich");
    await page.keyboard.type("We cannot help you.");
    await until(() => highlights(page), (now) => now.error);
    const worker = browser.serviceWorkers()[0] ?? (await browser.waitForEvent("serviceworker"));
    const id = new URL(worker.url()).host;
    const tab = await worker.evaluate(async () => (await chrome.tabs.query({})).length);
    const ids = await worker.evaluate(async () => (await chrome.tabs.query({})).map((one) => one.id));
    const popup = await browser.newPage();
    await popup.setViewportSize({ width: 330, height: 420 });
    let host = "";
    for (const one of ids.reverse()) {
      await popup.goto(`chrome-extension://${id}/popup.html?tab=${one}`);
      await until(() => popup.textContent("#state"), (text) => !text.startsWith("Looking"));
      host = await popup.textContent("#site");
      if (host) break;
    }
    const state = await popup.textContent("#state");
    await popup.screenshot({ path: path.join(pictures, "popup-light.png") });
    await popup.emulateMedia({ colorScheme: "dark" });
    await popup.click("summary");
    await popup.check("[value=http]");
    await until(() => popup.textContent("#state"), (text) => !text.startsWith("Looking"));
    const gone = await popup.textContent("#state");
    await popup.screenshot({ path: path.join(pictures, "popup-dark.png") });
    const [note] = await until(() => tools.layer(page, ".pill"), (found) => found[0]?.kind.includes("trouble"));
    await popup.check("[value=native]");
    await until(() => highlights(page), (now) => now.error);
    await popup.uncheck("#on");
    const off = await until(() => highlights(page), (now) => !now.error);
    await page.bringToFront();
    await page.click("#plain");
    const sentOff = await page.evaluate(() => window.sent.splice(0));
    await popup.check("#on");
    await page.focus("#area");
    await page.focus("#rich");
    const on = await until(() => highlights(page), (now) => now.error);
    await popup.close();
    return { id, state, host, gone, off, on, sentOff, note: note.text, tab, address };
  },

  async loopback(page, tools) {
    const { browser, until, highlights, server } = tools;
    const [port, token] = server.split(":");
    await desk(page, tools);
    const worker = browser.serviceWorkers()[0] ?? (await browser.waitForEvent("serviceworker"));
    const popup = await browser.newPage();
    await popup.goto(`chrome-extension://${new URL(worker.url()).host}/popup.html`);
    await popup.click("summary");
    await popup.check("[value=http]");
    await popup.fill("#port", port);
    await popup.fill("#token", "a wrong token");
    const state = async () => {
      await popup.waitForTimeout(150);
      return until(() => popup.textContent("#state"), (text) => !text.startsWith("Looking"));
    };
    await popup.click("#http button");
    const wrong = await until(state, (text) => text.includes("token"));
    await popup.fill("#token", token);
    await popup.click("#http button");
    const right = await until(state, (text) => text.startsWith("servicelint"));
    await page.bringToFront();
    await page.focus("#rich");
    await page.keyboard.type(DRAFT);
    const words = await until(() => highlights(page), both);
    await page.keyboard.type(" 🙂 So kindly do.");
    const changed = await until(() => highlights(page), (now) => now.suggestion?.length === 2);
    await popup.check("[value=native]");
    await popup.close();
    return { wrong, state: right, words, changed };
  },

  async killed(page, tools) {
    const { until, highlights, layer, pictures } = tools;
    await desk(page, tools);
    await page.focus("#rich");
    await page.keyboard.type("We cannot help you.");
    await until(() => highlights(page), (now) => now.error);
    await fetch(`${tools.address}/kill`);
    await page.keyboard.type(" Kindly wait.");
    const back = await until(() => highlights(page), both);
    // Gone for good, and back.
    await fetch(`${tools.address}/break`);
    await fetch(`${tools.address}/kill`);
    await page.keyboard.type(" Kindly.");
    const [trouble] = await until(() => layer(page, ".note"), (found) => found.length === 1, 20_000);
    await page.screenshot({ path: path.join(pictures, "trouble.png") });
    await fetch(`${tools.address}/mend`);
    const again = await until(() => highlights(page), (now) => now.suggestion?.length === 2, 20_000);
    return { back, trouble: trouble.text, again };
  },

  async sites(page, tools) {
    const { until, highlights, readFileSync } = tools;
    const shapes = {
      gmail: "https://mail.google.com/mail/u/0/",
      outlook: "https://outlook.office.com/mail/",
      zendesk: "https://lamps.zendesk.com/agent/tickets/1",
      intercom: "https://app.intercom.com/a/inbox/1",
      front: "https://app.frontapp.com/open/1",
      freshdesk: "https://lamps.freshdesk.com/a/tickets/1",
    };
    const seen = {};
    for (const [name, url] of Object.entries(shapes)) {
      const body = readFileSync(new URL(`./pages/${name}.html`, import.meta.url), "utf8");
      await page.route(`${new URL(url).origin}/**`, (route) =>
        route.fulfill({ contentType: "text/html; charset=utf-8", body: route.request().resourceType() === "document" ? body : "" }),
      );
      await page.goto(url);
      await page.focus("[data-draft]");
      await page.keyboard.type("We have sent the money. We cannot help you.");
      // "the money" is found only where the customer wrote of a refund, and not in the company's own message.
      await until(() => highlights(page), (now) => now.error?.length === 1).catch(() => {});
      const words = await highlights(page);
      await page.waitForTimeout(100);
      await page.click("[data-send]");
      const asked = await until(() => tools.layer(page, ".ask"), (found) => found.length === 1, 3000).catch(() => []);
      seen[name] = { words, asked: asked.length, sent: await page.evaluate(() => window.sent ?? 0) };
      await page.goto(`${url}?own`);
      await page.focus("[data-draft]");
      await page.keyboard.type("We have sent the money. Kindly wait.");
      await until(() => highlights(page), (now) => now.suggestion?.length === 1);
      seen[name].own = await highlights(page);
    }
    return seen;
  },

  async dark(page, tools) {
    const { until, layer, highlights, pictures, click } = tools;
    await page.emulateMedia({ colorScheme: "dark" });
    await desk(page, tools);
    await page.focus("#area");
    await page.keyboard.type("Thank you for your patience. We cannot help you with this order, and could you kindly wait until Monday?");
    const marks = await until(() => spans(page, tools), (found) => found.length >= 2);
    await click(page, marks[0]);
    await until(() => layer(page, ".card"), (found) => found.length === 1);
    await page.screenshot({ path: path.join(pictures, "dark.png") });
    return { words: marks.map((one) => one.text), none: await highlights(page) };
  },
};
