// Drives the extension in Chromium for test_browser.py and prints what it saw as JSON.
// Usage: node browser.mjs NODE_MODULES EXTENSION PROFILE PAGES-ADDRESS PICTURES PORT:TOKEN [SCENE,…]
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import path from "node:path";
import { scenes } from "./browser_scenes.mjs";

const [modules, extension, profile, address, pictures, server, only] = process.argv.slice(2);
const { chromium } = createRequire(path.join(modules, "package.json"))("playwright-core");
const browser = await chromium.launchPersistentContext(profile, {
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  headless: true,
  viewport: { width: 820, height: 760 },
  args: ["--no-sandbox", "--disable-gpu", "--headless=new", `--disable-extensions-except=${extension}`, `--load-extension=${extension}`],
  ignoreDefaultArgs: ["--disable-extensions"],
});
const said = { failed: {}, errors: [] };
browser.on("weberror", (error) => said.errors.push(String(error.error())));

// What lies in our closed shadow tree, by the debugger's door: one entry for each frame's layer.
async function layer(page, selector, tries = 3) {
  const cdp = await browser.newCDPSession(page);
  try {
    return await parts(cdp, selector);
  } catch (error) {
    // It left the page between two questions: look again.
    if (tries === 0) throw error;
    return layer(page, selector, tries - 1);
  } finally {
    await cdp.detach();
  }
}

async function parts(cdp, selector) {
  const { root } = await cdp.send("DOM.getDocument", { depth: -1, pierce: true });
  const found = [];
  const walk = (node) => {
    if (node.nodeName === "SERVICELINT-LAYER" && node.shadowRoots) found.push(node.shadowRoots[0].nodeId);
    for (const list of [node.children, node.shadowRoots]) for (const child of list ?? []) walk(child);
    if (node.contentDocument) walk(node.contentDocument);
  };
  walk(root);
  const all = [];
  for (const nodeId of found) {
    const { object } = await cdp.send("DOM.resolveNode", { nodeId });
    const { result } = await cdp.send("Runtime.callFunctionOn", {
      objectId: object.objectId,
      returnByValue: true,
      arguments: [{ value: selector }],
      functionDeclaration: `function (selector) {
        return [...this.querySelectorAll(selector)].map((one) => {
          const r = one.getBoundingClientRect();
          const f = one.ownerDocument.defaultView.frameElement?.getBoundingClientRect() ?? { x: 0, y: 0 };
          return { text: one.innerText ?? one.textContent, kind: one.className, x: r.x + f.x, y: r.y + f.y, width: r.width, height: r.height,
            hidden: getComputedStyle(one).visibility === "hidden" };
        });
      }`,
    });
    all.push(...(result.value ?? []));
  }
  return all;
}

// The highlighted words of a frame, as the page itself can see them.
const highlights = (frame) =>
  frame.evaluate(() => {
    const words = {};
    for (const [name, set] of CSS.highlights) {
      for (const range of set) (words[name.replace("servicelint-", "")] ??= []).push(range.toString());
    }
    return words;
  });

async function until(what, holds, limit = 15_000) {
  const end = Date.now() + limit;
  let last;
  for (;;) {
    last = await what();
    if (holds(last)) return last;
    if (Date.now() > end) throw new Error(`waited in vain; last seen ${JSON.stringify(last)} for ${holds}`);
    await new Promise((done) => setTimeout(done, 40));
  }
}

async function click(page, part) {
  if (!part) throw new Error("nothing to click on");
  await page.mouse.click(part.x + Math.min(part.width / 2, 40), part.y + part.height / 2);
}

const tools = { browser, address, pictures, layer, highlights, until, click, server, readFileSync };
try {
  for (const [name, scene] of Object.entries(scenes)) {
    if (only && !only.split(",").includes(name)) continue;
    const page = await browser.newPage();
    page.on("pageerror", (error) => said.errors.push(`${name}: ${error}`));
    const start = Date.now();
    try {
      said[name] = await scene(page, tools);
    } catch (error) {
      said.failed[name] = String(error.stack ?? error);
      await page.screenshot({ path: path.join(pictures, `failed-${name}.png`) }).catch(() => {});
    }
    if (process.env.SERVICELINT_TIMES) console.error(name, Date.now() - start);
    await page.close();
  }
} finally {
  console.log(JSON.stringify(said));
  await browser.close();
}
