// Drives VS Code (code-server) in Chromium for test_vscode.py: squiggles, hover, quick fix, file on the disk.
// Usage: node vscode.mjs CODE_SERVER_FOLDER ADDRESS SCREENSHOT [install: accept the offer to install the server first]
import { createRequire } from "node:module";
import path from "node:path";

const [folder, address, screenshot, task] = process.argv.slice(2);
const { chromium } = createRequire(path.join(folder, "package.json"))("playwright-core");
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox"],
});
const said = {};
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await page.goto(address, { timeout: 120_000 });
  if (task === "install") {
    const offer = page.locator(".notification-toast", { hasText: "could not be started" });
    await offer.getByRole("button", { name: "Install", exact: true }).click({ timeout: 180_000 });
  }
  await page.waitForSelector(".squiggly-error", { timeout: task ? 900_000 : 180_000 });
  await page.waitForSelector(".squiggly-info", { timeout: 60_000 });
  said.squiggles = {
    error: await page.locator(".squiggly-error").count(),
    info: await page.locator(".squiggly-info").count(),
  };
  said.status = (await page.locator("#servicelint\\.servicelint\\.servicelint, [id*='servicelint']").first().innerText()).trim();
  const words = page.locator(".view-line", { hasText: "help you" }).first();
  const mark = await page.locator(".squiggly-error").first().boundingBox();
  await page.mouse.move(mark.x + mark.width / 2, mark.y + mark.height / 2);
  await page.waitForSelector(".monaco-hover:visible .hover-contents", { timeout: 30_000 });
  await page.waitForFunction(
    () => [...document.querySelectorAll(".monaco-hover")].some((one) => one.textContent.includes("writes to somebody else")),
    undefined,
    { timeout: 30_000 },
  );
  said.hover = (await page.locator(".monaco-hover").allInnerTexts()).join("\n");
  await page.screenshot({ path: screenshot });
  await page.mouse.click(mark.x + mark.width / 2, mark.y + 4);
  await page.keyboard.press("Control+.");
  await page.waitForSelector(".action-widget .monaco-list-row", { timeout: 60_000 });
  said.actions = (await page.locator(".action-widget .monaco-list-row").allInnerTexts()).map((text) => text.trim());
  await page.keyboard.press("Enter");
  await page.waitForSelector(".squiggly-error", { state: "detached", timeout: 60_000 });
  said.line = await words.count();
  await page.keyboard.press("Control+s");
  await page.waitForTimeout(2_000);
} catch (error) {
  said.failed = String(error);
  await browser.contexts()[0]?.pages()[0]?.screenshot({ path: screenshot }).catch(() => {});
}
console.log(JSON.stringify(said));
await browser.close();
