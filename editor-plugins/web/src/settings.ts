// The add-on's settings, in the browser's local storage (a token is never synchronised).

export interface Settings {
  engine: "native" | "http";
  port: number;
  token: string;
  warn: boolean; // ask before sending while errors are left
  off: Record<string, true>; // host names of sites that are not checked
}

export const DEFAULTS: Settings = { engine: "native", port: 8765, token: "", warn: true, off: {} };

export async function readSettings(): Promise<Settings> {
  return { ...DEFAULTS, ...(await chrome.storage.local.get(DEFAULTS as unknown as Record<string, unknown>)) };
}

export function writeSettings(some: Partial<Settings>): Promise<void> {
  return chrome.storage.local.set(some);
}

export function onSettings(changed: (settings: Settings) => void): void {
  chrome.storage.onChanged.addListener((_, area) => {
    if (area === "local") void readSettings().then(changed);
  });
}
