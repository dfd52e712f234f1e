// The script in every frame of a page.
import { Guard } from "../../web/src/guard";
import { Page } from "../../web/src/page";
import type { Asked, Told } from "../../web/src/protocol";
import { onSettings, readSettings, type Settings } from "../../web/src/settings";
import { siteOf } from "../../web/src/sites/sites";

const isTop = window.top === window;
const ask = <T>(message: Asked): Promise<T> => chrome.runtime.sendMessage(message) as Promise<T>;

async function start(): Promise<void> {
  // A frame belongs to the site in the address bar.
  const host = isTop ? location.hostname : await ask<string>({ type: "site" }).catch(() => location.hostname);
  const site = siteOf(typeof host === "string" ? host : "");
  const page = new Page(ask, site, isTop);
  let settings: Settings = await readSettings();
  const on = (): boolean => !settings.off[host];
  const apply = (): void => (on() ? page.start() : page.stop());

  new Guard({ layer: page.layer, site, errors: (element) => page.errorsNear(element), active: () => on() && settings.warn });
  onSettings((changed) => {
    settings = changed;
    apply();
  });
  chrome.runtime.onMessage.addListener((message: Told, _, answer) => {
    if (message.type === "thread") answer(page.thread());
    else if (message.type === "left") page.elsewhere = message.errors;
    else if (message.type === "recheck") page.recheck();
  });
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", apply, { once: true });
  else apply();
}

if (isTop) {
  chrome.runtime.onMessage.addListener((message: Told, _, answer) => {
    if (message.type === "site") answer(location.hostname);
  });
}
void start();
