// The popup of the toolbar button: does the engine answer, is this site checked, which engine is used.
import type { Asked, EngineState } from "../../web/src/protocol";
import { readSettings, writeSettings, type Settings } from "../../web/src/settings";

const at = <T extends HTMLElement>(id: string): T => document.getElementById(id) as T;
const ask = <T>(message: Asked): Promise<T> => chrome.runtime.sendMessage(message) as Promise<T>;

// The page below: only its host name is asked for, of our own script in it.
async function below(): Promise<{ tab: number; host: string } | null> {
  const given = Number(new URLSearchParams(location.search).get("tab"));
  const tab = given || (await chrome.tabs.query({ active: true, currentWindow: true }))[0]?.id;
  if (tab === undefined) return null;
  const host: unknown = await chrome.tabs.sendMessage(tab, { type: "site" }, { frameId: 0 }).catch(() => "");
  return typeof host === "string" && host ? { tab, host } : null;
}

async function state(restart: boolean): Promise<void> {
  const line = at("state");
  line.className = "state";
  line.textContent = "Looking for the engine …";
  const said = await ask<EngineState>({ type: "state", restart });
  line.classList.add(said.ok ? "good" : "bad");
  line.textContent = said.ok ? said.says : `The engine does not answer: ${said.says}`;
  if (said.notices.length) line.textContent += ` (${said.notices.join("; ")})`;
  const { engine } = await readSettings();
  at("help").hidden = said.ok || engine === "http";
}

function showEngine(settings: Settings): void {
  for (const one of document.querySelectorAll<HTMLInputElement>("[name=engine]")) one.checked = one.value === settings.engine;
  at("http").hidden = settings.engine !== "http";
  at<HTMLInputElement>("port").value = String(settings.port);
  at<HTMLInputElement>("token").value = settings.token;
  // The server refuses every origin that it was not told of, this add-on's too.
  at("serve").textContent = `servicelint serve --port ${settings.port} --allow-origin ${location.origin}`;
}

async function start(): Promise<void> {
  const settings = await readSettings();
  const page = await below();
  if (page) {
    at("site-row").hidden = false;
    at("site").textContent = page.host;
    const on = at<HTMLInputElement>("on");
    on.checked = !settings.off[page.host];
    on.addEventListener("change", async () => {
      const { off } = await readSettings();
      if (on.checked) delete off[page.host];
      else off[page.host] = true;
      await writeSettings({ off });
    });
  }
  const warn = at<HTMLInputElement>("warn");
  warn.checked = settings.warn;
  warn.addEventListener("change", () => void writeSettings({ warn: warn.checked }));
  showEngine(settings);
  for (const one of document.querySelectorAll<HTMLInputElement>("[name=engine]")) {
    one.addEventListener("change", async () => {
      await writeSettings({ engine: one.value as Settings["engine"] });
      showEngine(await readSettings());
      await state(true);
    });
  }
  at("http").addEventListener("submit", async (event) => {
    event.preventDefault();
    await writeSettings({
      port: Number(at<HTMLInputElement>("port").value) || settings.port,
      token: at<HTMLInputElement>("token").value.trim(),
    });
    showEngine(await readSettings());
    await state(true);
  });
  at("again").addEventListener("click", () => void state(true));
  await state(false);
}

void start();
